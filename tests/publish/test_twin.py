"""The Markdown twin of a write-up says what its page says: every word, link and formula of it."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from folio.core.kinds import KINDS
from folio.pages.directives import DIRECTIVES
from folio.pages.domain import FolioDomain
from pages import parse
from sites import CONF, ROOT, WRITE_UPS, Built, build, write
from twins import body, links, missing, rendered, words

BASE = "https://wazrrr.github.io/"
ADA = "https://ada.example/"
PAGE = (ROOT / "tests/support/everything.md").read_text(encoding="utf-8")
RST = (ROOT / "tests/support/everything.rst").read_text(encoding="utf-8")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>gear words</text></svg>'
SOURCES = """\
@misc{lovelace1843notes, author = {Ada Lovelace}, title = {Notes *on* it}, year = {1843}}
@article{menabrea1842sketch, author = {Luigi Menabrea}, title = {Sketch}, year = {1842},
  journal = {Bibliothèque}, url = {https://x.example/sketch}}
"""
HOME = """\
# Ada

:::{person} lovelace
:author: Ada Lovelace
:source: lovelace1843notes

A mathematician, who made the {project}`engine <engine>`.
:::

```{toctree}
p/engine
p/loom
```
"""
EXTENSIONS = ["colon_fence", "deflist", "dollarmath", "smartquotes"]
FILES = {
    "conf.py": CONF.replace('["colon_fence", "dollarmath"]', repr(EXTENSIONS))
    + "smartquotes = False\nfolio_exports = ['write-ups', 'badges', 'cite', 'feed.xml', 'ref']\n"
    + "from docutils.parsers.rst import roles\nfrom docutils import nodes\n"
    + "roles.register_generic_role('t', nodes.literal)\n",
    "docs/references.bib": SOURCES,
    "docs/index.md": HOME,
    "docs/p/engine.md": PAGE,
    "docs/p/loom.rst": RST,
    "docs/p/gear.svg": SVG,
    "docs/p/data.txt": "first line\nsecond line\nthird line\n",
    "docs/p/part.txt": "Included *words*.\n",
    "docs/p/below.md": "# Below\n\n## Under below\n",
    "docs/p/hidden.md": "# Hidden\n",
    "results/engine.json": '{"numbers": {"mill": {"speed": 3.5}}, "digest": "0123456789abcdef"}',
    "results/engine/speed.svg": SVG,
    "results/engine/size.svg": SVG,
    "results/engine/speed.csv": "A | B,C\n1,2\n",
    "results/engine/size.csv": "".join(f"{i},{i}\n" for i in range(60)),
}


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Built:
    """Return a site with a write-up of all that a page can hold."""
    built = build(write(tmp_path_factory.mktemp("everything"), FILES))
    assert built.warnings == ()
    return built

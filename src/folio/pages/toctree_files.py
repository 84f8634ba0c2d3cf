"""Entries of a toctree that lead to a file of the site: ``CV (PDF) <cv.pdf>``.

Sphinx takes pages and addresses only. So the line is given the address that the file will have, and
when all is made, each such entry is asked whether its file is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from folio.core.addresses import page_file
from folio.core.problems import Problem, Subtype
from folio.pages.configuration import base_url, is_site
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_ENTRY = re.compile(r"(.*?)\s*<([^<>:#?]+\.[A-Za-z0-9]{2,5})>\s*")
#: What Sphinx lets a toctree name, whether it makes them or not.
INDEXES = ("genindex", "modindex")


def with_addresses(line: str, env: BuildEnvironment) -> str:
    """Return a line of a toctree, with the address of the file that it names in place of that."""
    entry, base = _ENTRY.fullmatch(line), base_url(env.config)
    if entry is None or not base or entry[2].endswith(tuple(env.config.source_suffix)):
        return line
    name = docname_join(env.current_document.docname, entry[2])
    return line if name in env.found_docs else f"{entry[1]} <{base}{quote(name)}>"


def file_at(address: str, config: Config) -> str:
    """Return the file of the site that an address names; nothing if it leads elsewhere."""
    base = base_url(config)
    return unquote(address.removeprefix(base)) if base and address.startswith(base) else ""


def check_files(app: Sphinx, exception: Exception | None) -> None:
    """Report each entry whose file the build has not made."""
    if exception or not is_site(app):
        return
    for docname, target, tree in _entries(app.env):
        name = page_file(target) if target in INDEXES else file_at(target, app.config)
        is_there = not name or target in app.env.found_docs or Path(app.outdir, name).exists()
        if not is_there:
            what = "an entry of a toctree must lead to a page or to a file that the build makes"
            remedy = "correct the name, turn the file on in 'folio_exports', or remove the line"
            problem = Problem(Subtype.FILE, f"{what} (got {name!r}); {remedy}")
            report(problem, (docname, tree.line) if tree.line else (docname, 1))


def _entries(env: BuildEnvironment) -> Iterator[tuple[str, str, nodes.Element]]:
    for docname, contents in sorted(env.tocs.items()):
        for tree in contents.findall(addnodes.toctree):
            yield from ((docname, target, tree) for _, target in tree["entries"])


def setup_toctree_files(app: Sphinx) -> None:
    """Ask for the files when all of them are made."""
    app.connect("build-finished", check_files, priority=900)

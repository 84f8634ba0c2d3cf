"""What is not public yet is in nothing that a build publishes, and `nox -s live` shows it."""

from __future__ import annotations

import pytest

from leaks import told
from sites import CONF, build, write

EXPORTS = (
    *("CITATION.cff", "badges", "feed.xml", "llms.txt", "ref", "resume.json", "robots.txt"),
    *("sitemap.xml", "write-ups"),
)
RECORD = ":source: lovelace1843notes\n"
FILES = {
    "conf.py": f"{CONF}\nfolio_exports = {list(EXPORTS)}\n",
    "docs/index.md": f"""# Ada

:::{{person}} ada
:author: A. King
{RECORD}
I compute.
:::

:::{{timeline}} project news
:::

:::{{cards}} project
:keys: engine, zsecret
:::

See {{project}}`my next <zsecret>`, [it](zsecret.md), {{doc}}`this <zsecret>`, {{any}}`y <zsecret>`,
{{ref}}`x <project-zsecret>`, [z](#project-zsecret), [that](zrst).

```{{toctree}}
news
zsecret
Loom <engine>
Next <zsecret>
zrst
znotes
```
""",
    "docs/engine.md": f"""# Engine

:::{{project}} engine
:kind: research
:date: 1843-01-01
{RECORD}
An engine.
:::

## Mentions

:::{{mentions}}
:::
""",
    "docs/zsecret.md": f"""---
draft: true
---

# Zembargo

(zlabel)=
## Zsection

:::{{project}} zsecret
:kind: research
:date: 1843-01-02
{RECORD}
Zembargo about {{project}}`it <engine>`.
:::

![Zpicture](zpicture.svg), [Zfile](zfile.csv)
""",
    "docs/zpicture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "docs/zfile.csv": "z",
    "docs/news.md": f"""# News

(zname)=
## Zitem

:::{{news}} zhush
:date: 1843-05-02
:draft:
{RECORD}
Zitem[^z].
:::

### Zmore

$$z$$ (zequation)

[^z]: Znote.

## Public

:::{{news}} known
:date: 1843-05-01
{RECORD}
Known about {{project}}`it <engine>`.
:::
""",
    "docs/znotes.md": f"# Zwhole\n\n:::{{award}} zwhole\n:draft: true\n{RECORD}\nZwhole.\n:::\n",
    "docs/zrst.rst": ":draft: yes\n\nZrst\n====\n\nZrst.\n",
}


def test_no_file_of_a_site_has_a_word_of_what_is_not_public_yet(tmp_path):
    folder = write(tmp_path, FILES)
    built = build(folder)
    assert (built.status, built.warnings) == (0, ())
    assert "my next" in built.text("index.html")
    assert told(built.html) == []

    shown = build(folder, "-D", "folio_drafts=1")
    assert "zsecret.html" in told(shown.html)
    assert "Draft: not public yet" in shown.text("zsecret.html")
    assert "Draft: not public yet" in shown.text("news.html")

    again = build(folder)  # an incremental build, into the folder that had it all
    assert (again.status, again.warnings) == (0, ())
    assert told(again.html) == []


@pytest.mark.parametrize("mark", ["true", "yes", "1", "'until June'", "", "True"])
def test_only_a_clear_no_publishes_what_has_a_mark(mark, tmp_path):
    page = f"---\ndraft: {mark}\n---\n\n# Zembargo\n\nText.\n"
    built = build(write(tmp_path, {"docs/page.md": page}))
    assert told(built.html) == []
    built = build(
        write(tmp_path, {"docs/page.md": page.replace(mark or "draft:", "no", 1)})
        if mark
        else write(tmp_path, {"docs/page.md": page.replace("draft: ", "draft: no")})
    )
    assert told(built.html) == ["index.html", "objects.inv", "page.html", "searchindex.js"]


def test_a_page_that_is_no_part_of_the_navigation_is_not_told_of_by_others(tmp_path):
    lost = "---\norphan: true\n---\n\n# Lost\n\nSee {project}`the engine <engine>`.\n"
    built = build(write(tmp_path, {**FILES, "docs/lost.md": lost}))
    assert (built.status, built.warnings) == (0, ())
    assert "lost.html" not in built.text("engine.html")

"""An unlisted page is there for who has its address, and stands in no list of any kind."""

from __future__ import annotations

import json
import re
import zlib

import pytest

from leaks import told
from pages import local_targets, pages, parse
from sites import CONF, UNPROMISED, build, write

EXPORTS = (
    *("CITATION.cff", "badges", "cite", "feed.xml", "llms.txt", "publications.bib", "ref"),
    *("resume.json", "robots.txt", "sitemap.xml", "write-ups"),
)
CONFIG = f"{CONF}\nfolio_exports = {list(EXPORTS)}\nfolio_ledger = 'ledger.txt'\n"
RECORD = ":source: lovelace1843notes\n"
PAPER = """@misc{lovelace1843notes,
  author = {Ada Lovelace}, title = {Notes}, year = {1843}
}
@misc{zsecret, author = {Ada Lovelace}, title = {Zpaper}, year = {1844}}
"""
PUBLIC = f"""# Engine

:::{{project}} engine
:kind: research
:date: 1843-01-01
{RECORD}
An engine.
:::

## Mentions

:::{{mentions}}
:::
"""
HIDDEN = f"""---
unlisted: true
---

# Zembargo

(zlabel)=
## Zsection

:::{{project}} zsecret
:kind: research
:date: 1843-01-02
{RECORD}
Zembargo beside {{project}}`it <engine>`.
:::

![Zpicture](zpicture.svg), [Zfile](zfile.csv)

### Zmore

:::{{publication}} zitem
:bib: zsecret
{RECORD}
Zmore.
:::
"""
FILES = {
    "conf.py": CONFIG,
    "ledger.txt": "folio-ledger\t1\n",
    "docs/references.bib": PAPER,
    "docs/index.md": f"""# Ada

:::{{person}} ada
:author: Ada Lovelace
{RECORD}
I compute.
:::

:::{{timeline}} project
:::

:::{{cards}} project
:kind: research
:::

## News

:::{{news}} ran
:date: 1843-02-02
{RECORD}
It ran, see {{project}}`engine <engine>`.
:::

## Paper

:::{{publication}} notes
:bib: lovelace1843notes
{RECORD}
Some notes.
:::

```{{toctree}}
:glob:
p/*
```
""",
    "docs/p/engine.md": PUBLIC,
    "docs/p/zsecret.md": HIDDEN,
    "docs/p/zpicture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "docs/p/zfile.csv": "z",
}
#: What is found by its address alone; all of them have the page's name, its key or a file's.
OWN = {
    *("_downloads/zfile.csv", "_images/zpicture.svg", "badges/zsecret.svg", "badges/zitem.svg"),
    *("cite/zitem.bib", "cite/zitem.csl.json", "p/zsecret.html", "p/zsecret.md"),
    *("ref/zsecret.html", "ref/zitem.html"),
}


def test_an_unlisted_page_is_there_and_every_other_file_is_silent_of_it(tmp_path):
    folder = write(tmp_path, FILES)
    built = build(folder, *UNPROMISED)
    assert (built.status, built.warnings) == (0, ())
    assert set(told(built.html)) == OWN
    assert '<meta name="robots" content="noindex">' in built.text("p/zsecret.html")
    assert '<meta name="robots" content="noindex">' in built.text("ref/zsecret.html")
    assert "noindex" not in built.text("p/engine.html")
    lost = [
        (page.name, said)
        for page in pages(built.html)
        for said, file, _ in local_targets(built.html, page)
        if not file.exists()
    ]
    assert lost == []


def test_every_list_has_a_page_again_when_its_mark_goes_and_loses_it_when_it_comes(tmp_path):
    folder = write(tmp_path, FILES)
    page = folder / "docs/p/zsecret.md"
    page.write_text(HIDDEN.replace("unlisted: true", "unlisted: no"))
    shown = set(told(build(folder, *UNPROMISED).html))
    assert {
        *("feed.xml", "index.html", "llms.txt", "ledger.txt", "objects.inv", "resume.json"),
        *("publications.bib", "searchindex.js", "sitemap.xml", "p/engine.html"),
    } <= shown
    page.write_text(HIDDEN)
    again = build(folder, *UNPROMISED)
    assert again.warnings == ()
    assert set(told(again.html)) == OWN
    page.write_text(HIDDEN.replace("unlisted: true", "unlisted: no"))
    assert set(told(build(folder, *UNPROMISED).html)) == shown


def test_what_was_promised_before_stays_promised(tmp_path):
    folder = write(tmp_path, FILES)
    page = folder / "docs/p/zsecret.md"
    page.write_text(HIDDEN.replace("unlisted: true", "unlisted: no"))
    built = build(folder, *UNPROMISED)
    (folder / "ledger.txt").write_text(built.text("ledger.txt"))
    page.write_text(HIDDEN)
    built = build(folder)
    assert (built.status, built.warnings) == (0, ())
    names = zlib.decompress((built.html / "objects.inv").read_bytes().split(b"\n", 4)[4])
    assert b"zsecret folio:project" in names
    assert "zsecret" not in built.text("sitemap.xml")


def test_a_record_makes_its_page_unlisted_and_a_link_of_the_author_leads_to_it(tmp_path):
    page = HIDDEN.partition("# Zembargo")[2].replace("(zlabel)=\n## Zsection\n\n", "")
    page = f"# Zembargo{page}".replace("###", "##").replace(
        ":kind: research", ":kind: research\n:unlisted:"
    )
    home = FILES["docs/index.md"].replace("It ran", "It ran, {project}`x <zsecret>`")
    built = build(
        write(tmp_path, {**FILES, "docs/p/zsecret.md": page, "docs/index.md": home}), *UNPROMISED
    )
    assert (built.status, built.warnings) == (0, ())
    assert set(told(built.html)) == OWN | {"index.html"}
    shown = parse(built.html / "index.html").find_all("a", href=re.compile("zsecret"))
    assert {link.get_text() for link in shown} == {"x"}


def test_its_author_is_told_at_the_top_of_the_page_in_live_alone(tmp_path):
    built = build(write(tmp_path, FILES), *UNPROMISED, "-D", "folio_live=1")
    assert "Unlisted: in no list and no search" in built.text("p/zsecret.html")
    assert "Unlisted" not in built.text("p/engine.html")
    built = build(tmp_path, *UNPROMISED)
    assert "Unlisted" not in built.text("p/zsecret.html")


def test_the_search_of_the_site_finds_neither_an_unlisted_page_nor_one_marked_nosearch(tmp_path):
    config = CONFIG.replace('"folio"]', '"folio", "folio.theme.search"]')
    config += "templates_path = ['t']\n"
    lost = "---\norphan: true\nnosearch: true\n---\n\n# Zwhole\n\nText.\n"
    search = "{% for title, name in everything %}{{ title|join }} {% endfor %}"
    files = {**FILES, "conf.py": config, "docs/lost.md": lost, "t/search.html": search}
    built = build(write(tmp_path, files), *UNPROMISED)
    assert (built.status, built.warnings) == (0, ())
    index = built.text("_static/search/index.json")
    assert "Engine" in index and json.loads(index)
    assert not re.search("[Zz](embargo|whole|secret)", index)
    assert not re.search("Z(embargo|whole)", built.text("search.html"))


@pytest.mark.parametrize(
    ("page", "text", "told_of"),
    [
        (
            "docs/index.md",
            "---\nunlisted: true\n---\n\n# Ada\n\n```{toctree}\np\n```\n",
            "home page",
        ),
        ("docs/cv.md", "---\nunlisted: true\n---\n\n# CV\n\nText.\n", "the CV must be listed"),
    ],
)
def test_what_a_site_cannot_be_without_is_listed(page, text, told_of, tmp_path):
    built = build(write(tmp_path, {"docs/p.md": "# P\n\nText.\n", page: text}))
    assert built.status == 1
    assert any(told_of in warning for warning in built.warnings)

"""The files beside the pages: complete, valid, written whole, removed when no longer asked for."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pypdf
import pytest
import typst

from folio.core.bibliography import read_bibliography
from folio.core.colours import PLAIN
from folio.exports.cards import cards_json
from folio.exports.sitemap import NAMESPACE
from folio.publish.outputs import EXPORTS
from folio.publish.typst import draw, inputs
from pages import addresses, data, parse
from portfolios import HOME, page, portfolio, project
from sites import ROOT, WRITE_UPS, build, write

BASE = "https://wazrrr.github.io/"
CARD = ROOT / "_templates/card.typ"
NEWS = """\
# News

## It runs

:::{news} it-runs
:date: 1843-09-01
:source: lovelace1843notes

The engine runs.
:::
"""
PERSON = """\
# Ada

:::{person} ada
:author: Ada Lovelace
:source: lovelace1843notes

I compute.
:::

```{toctree}
news
```
"""


# -- the real site ------------------------------------------------------------------


def test_the_citation_file_of_the_repository_is_the_one_that_the_records_give(site):
    committed = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    remedy = "CITATION.cff is out of date: copy build/html/CITATION.cff here and commit it"
    assert committed == site.text("CITATION.cff"), remedy


def test_the_citation_file_fits_the_public_schema_of_its_format():
    schema = ("--builtin-schema", "vendor.citation-file-format")
    command = [sys.executable, "-m", "check_jsonschema", *schema, "--default-filetype", "yaml"]
    ran = subprocess.run(
        [*command, str(ROOT / "CITATION.cff")], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


def test_every_paper_can_be_cited_from_files_that_agree_with_the_bibliography(site):
    sources = read_bibliography((ROOT / "docs/references.bib").read_text(encoding="utf-8")).sources
    together = read_bibliography(site.text("publications.bib")).sources
    assert set(together) == {"zhu2025nanoflow", "pan2026dynaflow"}
    for key, name in (
        ("zhu2025nanoflow", "nanoflow-osdi25"),
        ("pan2026dynaflow", "dynaflow-mlsys26"),
    ):
        assert together[key] == sources[key]
        assert read_bibliography(site.text(f"cite/{name}.bib")).sources[key] == sources[key]
        (item,) = json.loads(site.text(f"cite/{name}.csl.json"))
        assert [f"{n['given']} {n['family']}" for n in item["author"]] == list(sources[key].authors)


def test_the_home_page_and_the_feed_tell_the_same_news(site):
    feed = feedparser.parse(site.text("feed.xml"))
    assert not feed.bozo
    told = [e.title for e in feed.entries if "#news-" in e.id]
    rows = parse(site.html / "index.html").select("#news ol > li")
    shown = [row.find("a").get_text() for row in rows]
    assert shown == told
    assert len(told) == 4


def test_the_feed_has_write_ups_and_every_link_of_it_leads_to_a_page(site):
    feed = feedparser.parse(site.text("feed.xml"))
    assert any("#project-" in entry.id for entry in feed.entries)
    for entry in feed.entries:
        file, _, anchor = entry.link.removeprefix(BASE).partition("#")
        assert parse(site.html / file).find(id=anchor)


def test_the_sitemap_lists_what_authors_wrote_and_nothing_else(site):
    urls = ElementTree.fromstring(site.text("sitemap.xml")).iter(f"{{{NAMESPACE}}}loc")
    pages = {
        p.relative_to(ROOT / "docs").with_suffix(".html") for p in (ROOT / "docs").rglob("*.md")
    }
    assert {Path(url.text.removeprefix(BASE)) for url in urls} == pages - {Path("404.html")}
    assert f"Sitemap: {BASE}sitemap.xml" in site.text("robots.txt").splitlines()


def test_the_lost_page_lists_every_project_and_works_at_any_depth(site):
    page = site.html / "404.html"
    assert {f"/projects/{key}.html#project-{key}" for key in WRITE_UPS} <= addresses(page)
    for element in parse(page).find_all(True):
        for name in ("href", "src", "action"):
            assert re.match(r"[/#]|[a-z]+:", element.get(name, "/")), element
    assert parse(page).select('meta[name="robots"][content="noindex"]')


@pytest.mark.parametrize("key", WRITE_UPS)
def test_a_write_up_has_a_markdown_twin_with_all_its_headings_and_no_directive(site, key):
    text = site.text(f"projects/{key}.md")
    page = parse(site.html / f"projects/{key}.html")
    headings = [re.sub("#$", "", h.get_text()) for h in page.find_all(["h1", "h2", "h3"])]
    written = [line.lstrip("# ") for line in text.splitlines() if line.startswith("#")]
    assert headings == [w.replace("\\*", "*") for w in written]
    assert not re.search(r":::|\{[\w:]+\}`|^:\w+:", text, re.MULTILINE)
    assert page.select(f'link[type="text/markdown"][href="{key}.md"]')


def test_llms_txt_lists_every_write_up_and_only_files_that_exist(site):
    text = site.text("llms.txt")
    links = re.findall(rf"\(<{BASE}(.*?)>\)", text)
    assert {f"projects/{key}.md" for key in WRITE_UPS} <= set(links)
    assert [link for link in links if not (site.html / link).is_file()] == []


# -- social images -------------------------------------------------------------------


def test_the_same_texts_are_drawn_to_the_same_bytes():
    texts = cards_json(portfolio(HOME), [HOME, page("p/x", project())])
    first = draw(CARD, ROOT, texts)
    assert len(first) == 2
    assert first[0] != first[1]
    assert first == draw(CARD, ROOT, texts)


def test_markup_of_typst_in_a_title_is_drawn_as_that_text():
    hostile = '#panic("x") $y$ *z* [w] \\ @ref </script>'
    texts = cards_json(portfolio(HOME), [page("p/x", project(title=hostile))])
    pdf = typst.compile(CARD, root=ROOT, format="pdf", sys_inputs=inputs(ROOT, texts, PLAIN))
    said = " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert hostile.replace(" ", "") in said.replace(" ", "")


# -- small sites ---------------------------------------------------------------------


def exporting(folder: Path, *names: str, **options: str):
    """Build with the named exports."""
    settings = {"folio_exports": ",".join(names)} | options
    return build(folder, *(f"-D{name}={value}" for name, value in settings.items()))


def test_an_export_that_does_not_exist_is_refused_with_the_one_that_was_meant(tmp_path):
    built = exporting(write(tmp_path, {"docs/news.md": NEWS}), "fed.xml")
    (warning,) = built.warnings
    assert re.fullmatch(
        r"conf.py:1: WARNING: 'folio_exports' must hold names of .* \(got 'fed.xml'\); "
        r"did you mean 'feed.xml'\? \[folio.export\]",
        warning,
    )
    assert built.status == 1


@pytest.mark.parametrize("name", ["cite", "publications.bib", "feed.xml", "write-ups"])
def test_an_export_without_any_record_for_it_is_an_error_and_is_not_written(tmp_path, name):
    built = exporting(write(tmp_path, {"docs/index.md": PERSON.split("```")[0]}), name)
    assert built.warnings == (
        f"conf.py:1: WARNING: the export {name!r} must have something to tell "
        "(got no record for it); state one, or remove the export from 'folio_exports' "
        "[folio.export]",
    )
    assert built.status == 1
    assert not (built.html / name).exists()


@pytest.mark.parametrize("name", ["feed.xml", "CITATION.cff", "llms.txt", "404.html", "cards"])
def test_an_export_that_lacks_what_it_needs_says_so_once(tmp_path, name):
    built = exporting(write(tmp_path, {"docs/news.md": NEWS}), name)
    (warning,) = built.warnings
    assert re.search(r"must .* \(found no", warning)
    assert built.status == 1


def test_an_export_needs_the_address_of_the_site(tmp_path):
    files = {"docs/index.md": PERSON, "docs/news.md": NEWS}
    built = exporting(write(tmp_path, files), "feed.xml", html_baseurl="")
    assert built.warnings == (
        "conf.py:1: WARNING: 'html_baseurl' must be set for the export 'feed.xml' (got nothing) "
        "[folio.export]",
    )


def test_a_file_that_no_record_asks_for_any_longer_is_removed(tmp_path):
    paper = "# Notes\n\n:::{publication} notes\n:bib: lovelace1843notes\n"
    paper += ":source: lovelace1843notes\n\nOn the engine.\n:::\n"
    index = PERSON.replace("news", "a\nb")
    files = {"docs/index.md": index, "docs/a.md": paper}
    folder = write(tmp_path, files | {"docs/b.md": paper.replace("} notes", "} more")})
    built = exporting(folder, "cite")
    assert {p.name for p in (built.html / "cite").iterdir()} == {
        *("more.bib", "more.csl.json", "notes.bib", "notes.csl.json"),
    }
    (folder / "docs/b.md").write_text("# Nothing\n", encoding="utf-8")
    built = exporting(folder, "cite")
    assert {p.name for p in (built.html / "cite").iterdir()} == {"notes.bib", "notes.csl.json"}
    assert not list(built.html.rglob("*.part"))


def git(folder: Path, *arguments: str, date: str = "") -> None:
    names = {
        f"GIT_{who}_{what}": "Ada" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
    subprocess.run(["git", *arguments], cwd=folder, env=os.environ | names | dates, check=True)


def modified(built, name: str) -> str | None:
    """Return when a page says that it was changed."""
    (told,) = data(built.html / name)
    return told.get("dateModified")


def last_changes(built) -> dict[str, str | None]:
    urls = ElementTree.fromstring(built.text("sitemap.xml"))
    return {url[0].text: url[1].text if len(url) > 1 else None for url in urls}


def test_lastmod_is_the_last_commit_of_a_page_and_is_left_out_without_a_whole_history(tmp_path):
    folder = write(tmp_path / "whole", {"docs/index.md": PERSON, "docs/news.md": NEWS})
    assert set(last_changes(exporting(folder, "sitemap.xml")).values()) == {None}
    git(folder, "init", "-q")
    git(folder, "add", "docs", "conf.py")
    git(folder, "commit", "-q", "-m", "one", date="2024-01-02T03:04:05+00:00")
    (folder / "docs/news.md").write_text(f"{NEWS}\nMore.\n", encoding="utf-8")
    git(folder, "commit", "-q", "-a", "-m", "two", date="2024-02-03T04:05:06+00:00")
    built = exporting(folder, "sitemap.xml")
    assert last_changes(built) == {
        "https://ada.example/index.html": "2024-01-02T03:04:05+00:00",
        "https://ada.example/news.html": "2024-02-03T04:05:06+00:00",
    }
    assert modified(built, "index.html") == "2024-01-02T03:04:05+00:00"
    git(tmp_path, "clone", "-q", "--depth=1", folder.as_uri(), "shallow")
    built = exporting(tmp_path / "shallow", "sitemap.xml")
    assert set(last_changes(built).values()) == {None}
    parse.cache_clear()
    assert modified(built, "index.html") is None


def test_a_page_that_was_committed_since_the_last_build_says_so_in_the_next(tmp_path):
    folder = write(tmp_path, {"docs/index.md": PERSON, "docs/news.md": NEWS})
    assert modified(exporting(folder, "sitemap.xml"), "index.html") is None
    git(folder, "init", "-q")
    git(folder, "add", "docs", "conf.py")
    git(folder, "commit", "-q", "-m", "one", date="2024-01-02T03:04:05+00:00")
    parse.cache_clear()
    built = exporting(folder, "sitemap.xml")
    assert modified(built, "index.html") == "2024-01-02T03:04:05+00:00"


def test_every_export_is_enabled_on_the_real_site():
    conf = (ROOT / "conf.py").read_text(encoding="utf-8")
    assert [name for name in EXPORTS if f'"{name}"' not in conf] == []

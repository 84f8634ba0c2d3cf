"""The head of every page of the real site: what search engines and reference managers read."""

from __future__ import annotations

import json
import re
import struct

import pytest

from folio.bibliography import read_bibliography
from folio.exports.opengraph import SIZE
from pages import pages, parse
from sites import ROOT, build, write

BASE = "https://wazrrr.github.io/"
TYPES = {
    "nanoflow": "ScholarlyArticle",
    "dynaflow": "ScholarlyArticle",
    "goal-torus": "SoftwareSourceCode",
    "pim": "CreativeWork",
    "sim-to-real": "CreativeWork",
    "rchol": "CreativeWork",
    "enrollment": "CreativeWork",
}


def content_pages(site) -> dict[str, object]:
    """Return the pages that authors wrote, less the one for addresses that lead nowhere."""
    made = {page.relative_to(site.html).as_posix(): page for page in pages(site.html)}
    return {name: page for name, page in made.items() if (ROOT / f"docs/{name[:-5]}.md").is_file()}


def meta(page, name: str) -> list[str]:
    return [tag["content"] for tag in parse(page).select(f'meta[name="{name}"]')]


def shared(page, name: str) -> str:
    """Return an Open Graph property, which must stand once."""
    (tag,) = parse(page).select(f'meta[property="og:{name}"]')
    return tag["content"]


def data(page) -> list[dict]:
    (script,) = parse(page).select('script[type="application/ld+json"]')
    found = json.loads(script.string)
    return found.get("@graph", [found])


def test_every_page_names_its_canonical_address_once(site):
    for name, page in content_pages(site).items():
        links = [link["href"] for link in parse(page).select("link[rel=canonical]")]
        assert links == ([] if name == "404.html" else [BASE + name])


def test_every_page_has_one_description_and_a_card_of_the_right_size_with_alt_text(site):
    for name, page in content_pages(site).items():
        if name == "404.html":
            continue
        assert shared(page, "url") == BASE + name
        assert shared(page, "title") == re.sub("#$", "", parse(page).find("h1").get_text())
        assert len(meta(page, "description")) == 1
        assert meta(page, "description") == [shared(page, "description")]
        assert shared(page, "title") in shared(page, "image:alt")
        card = (site.html / shared(page, "image").removeprefix(BASE)).read_bytes()
        assert card.startswith(b"\x89PNG")
        assert struct.unpack(">II", card[16:24]) == SIZE
        assert (shared(page, "image:width"), shared(page, "image:height")) == ("1200", "630")


def test_nanoflow_names_its_sixteen_authors_in_order_to_scholar_and_zotero(site):
    page = site.html / "projects/nanoflow.html"
    bibliography = (ROOT / "docs/references.bib").read_text(encoding="utf-8")
    source = read_bibliography(bibliography).sources["zhu2025nanoflow"]
    assert len(source.authors) == 16
    assert meta(page, "citation_author") == list(source.authors)
    assert [author["name"] for author in data(page)[0]["author"]] == list(source.authors)
    assert meta(page, "citation_title") == [source.title]
    assert meta(page, "citation_publication_date") == ["2025/07"]
    assert meta(page, "citation_firstpage") + meta(page, "citation_lastpage") == ["749", "765"]
    assert meta(page, "citation_pdf_url") == [
        "https://www.usenix.org/system/files/osdi25-zhu-kan.pdf"
    ]


def test_dynaflow_claims_neither_pages_nor_a_month_that_its_entry_lacks(site):
    page = site.html / "projects/dynaflow.html"
    assert len(meta(page, "citation_author")) == 10
    assert meta(page, "citation_publication_date") == ["2026"]
    names = {tag["name"] for tag in parse(page).select('meta[name^="citation_"]')}
    assert not names & {"citation_firstpage", "citation_lastpage", "citation_pdf_url"}


def test_only_write_ups_of_papers_have_citation_tags(site):
    cited = {
        n for n, p in content_pages(site).items() if parse(p).select('meta[name^="citation_"]')
    }
    assert cited == {"projects/nanoflow.html", "projects/dynaflow.html"}


@pytest.mark.parametrize("key", TYPES)
def test_a_write_up_says_what_it_is_and_where_it_stands(site, key):
    work, trail = data(site.html / f"projects/{key}.html")
    assert work["@type"] == TYPES[key]
    assert work["url"] == f"{BASE}projects/{key}.html"
    assert work["author"]
    steps = trail["itemListElement"]
    assert [step["item"].removeprefix(BASE) for step in steps] == [
        "index.html",
        "projects/index.html",
        f"projects/{key}.html",
    ]


def test_the_goal_project_credits_both_of_its_authors(site):
    work, _ = data(site.html / "projects/goal-torus.html")
    assert [author["name"] for author in work["author"]] == ["Wang Ziren", "Chuan Liu"]


def test_the_home_page_is_about_the_person_under_all_names(site):
    (person,) = data(site.html / "index.html")
    assert (person["@type"], person["name"]) == ("Person", "Wang Ziren")
    assert person["alternateName"] == ["王梓人", "Ziren Wang"]


def test_a_write_up_of_a_paper_shows_how_to_cite_it_and_the_files_are_there(site):
    block = parse(site.html / "projects/nanoflow.html").find(class_="folio-cite-this")
    assert block.find("summary").get_text() == "Cite this"
    assert "749–765" in block.find("p").get_text()
    assert "@inproceedings{zhu2025nanoflow" in block.find("pre").get_text()
    files = [link["href"] for link in block.find_all("a") if link["href"].startswith("../cite/")]
    assert files == ["../cite/nanoflow-osdi25.bib", "../cite/nanoflow-osdi25.csl.json"]
    assert parse(site.html / "publications.html").find(class_="folio-cite-this") is None


def write_up(number: int) -> str:
    body = f":::{{project}} p{number}\n:kind: research\n:source: lovelace1843notes\n\nOne.\n:::\n"
    return f"# Project {number}\n\n{body}"


def test_the_head_of_a_page_does_not_grow_with_the_number_of_pages(tmp_path):
    heads = []
    for count in (2, 20):
        files = {f"docs/p{number}.md": write_up(number) for number in range(count)}
        built = build(write(tmp_path / str(count), files))
        assert built.warnings == ()
        head = built.text("p0.html").split("</head>")[0]
        heads.append(re.findall(r"<meta.*|<script type=.application/ld.*", head))
    assert heads[0] == heads[1]
    assert any("BreadcrumbList" in line for line in heads[0])

"""The head of every page of the real site: what search engines and reference managers read."""

from __future__ import annotations

import json
import re
import struct

import pytest

from folio.core.bibliography import read_bibliography
from folio.exports.opengraph import SIZE
from pages import DATA, data, pages, parse
from sites import ROOT, build, write

BASE = "https://wazrrr.github.io/"
SCHEMA = json.loads(
    (ROOT / "tests/support/schemas/schemaorg-30.0.json").read_text(encoding="utf-8")
)
TYPES = {  # of what each write-up is about
    "nanoflow": "ScholarlyArticle",
    "dynaflow": "ScholarlyArticle",
    "goal-torus": "SoftwareSourceCode",
    "pim": "CreativeWork",
    "sim-to-real": "CreativeWork",
    "rchol": "CreativeWork",
    "enrollment": "CreativeWork",
}
OWNER = {"@type": "Person", "name": "Wang Ziren", "url": BASE}


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


@pytest.mark.parametrize(
    ("key", "entry", "address", "date"),
    [
        (
            *("nanoflow", "zhu2025nanoflow"),
            *("https://www.usenix.org/conference/osdi25/presentation/zhu-kan", "2025-07"),
        ),
        ("dynaflow", "pan2026dynaflow", "https://mlsys.org/virtual/2026/poster/3548", "2026"),
    ],
)
def test_a_paper_has_its_own_authors_address_and_date_and_the_page_has_none_of_them(
    site, key, entry, address, date
):
    bibliography = (ROOT / "docs/references.bib").read_text(encoding="utf-8")
    source = read_bibliography(bibliography).sources[entry]
    page, _ = data(site.html / f"projects/{key}.html")
    paper = page["about"]
    assert [author["name"] for author in paper["author"]] == list(source.authors)
    assert (paper["headline"], paper["datePublished"]) == (source.title, date)
    assert paper["url"] == address
    assert paper["sameAs"] == [f"https://arxiv.org/abs/{source.eprint}"]
    assert page["author"] == OWNER
    assert "datePublished" not in page  # no record says when a write-up was published


def test_no_page_says_in_highwires_tags_that_it_is_a_paper(site):
    for page in content_pages(site).values():
        assert not parse(page).select('meta[name^="citation_"]')


@pytest.mark.parametrize("key", TYPES)
def test_a_write_up_is_an_article_by_the_owner_about_a_work_and_says_where_it_stands(site, key):
    page = site.html / f"projects/{key}.html"
    article, trail = data(page)
    assert article["@type"] == "Article"
    assert article["author"] == OWNER
    assert meta(page, "author") == ["Wang Ziren"]
    assert article["url"] == f"{BASE}projects/{key}.html"
    assert article["image"] == shared(page, "image")
    assert article["about"]["@type"] == TYPES[key]
    assert article["about"]["author"]
    assert article["about"].get("url") != article["url"]
    steps = trail["itemListElement"]
    assert [step["item"].removeprefix(BASE) for step in steps] == [
        "index.html",
        "projects/index.html",
        f"projects/{key}.html",
    ]


def test_the_goal_project_credits_both_of_its_authors(site):
    page, _ = data(site.html / "projects/goal-torus.html")
    assert [author["name"] for author in page["about"]["author"]] == ["Wang Ziren", "Chuan Liu"]


def test_the_home_page_is_the_profile_of_the_person_under_all_names(site):
    (profile,) = data(site.html / "index.html")
    person = profile["mainEntity"]
    assert (profile["@type"], person["@type"]) == ("ProfilePage", "Person")
    assert profile["image"] == f"{BASE}cards/index.png"
    assert person["name"] == "Wang Ziren"
    assert person["alternateName"] == ["王梓人", "Ziren Wang"]
    assert person["affiliation"]["name"].endswith("Tsinghua University")


def test_the_person_is_the_same_as_their_pages_elsewhere_and_not_as_this_site(site):
    (profile,) = data(site.html / "index.html")
    hosts = [link.split("/")[2] for link in profile["mainEntity"]["sameAs"]]
    assert hosts == ["github.com", "scholar.google.com"]


def kinds(type_: str) -> set[str]:
    """Return a type of schema.org and all that it is a kind of."""
    return {type_}.union(*map(kinds, SCHEMA["types"][type_]))


def trouble(value, allowed: set[str]) -> list[str]:
    """Return what schema.org does not know in a value, which must be of one of some types."""
    if isinstance(value, list):
        return [problem for one in value for problem in trouble(one, allowed)]
    if not isinstance(value, dict):
        simple = {"Text", "URL", "Date", "DateTime", "Integer"}
        if isinstance(value, str) and allowed == {"URL"} and not value.startswith("https://"):
            return [f"{value} is no address"]
        return [] if allowed & simple or allowed == {"Thing"} else [f"{value!r} is no {allowed}"]
    names = kinds(value["@type"])
    found = [] if allowed & names else [f"{value['@type']} is none of {allowed}"]
    for name, inner in value.items():
        if not name.startswith("@"):
            known = SCHEMA["properties"][name]
            found += [] if names & {*known["of"]} else [f"{value['@type']} has no {name}"]
            found += trouble(inner, {*known["is"]})
    return found


def test_every_type_and_property_is_one_of_schema_org_used_as_it_says(site):
    for page in content_pages(site).values():
        if parse(page).select(DATA):
            assert [problem for thing in data(page) for problem in trouble(thing, {"Thing"})] == []


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

"""What search engines and cards are told of a page, of a person and of a work."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from folio.core.bibliography import read_bibliography
from folio.core.dates import Period
from folio.core.kinds import Education
from folio.core.options import Url
from folio.exports import jsonld
from folio.exports.opengraph import sharing_tags
from portfolios import BASE, HOME, page, paper, person, portfolio, project


def tags(html: str, name: str, label: str = "name") -> list[str]:
    """Return the contents of the meta tags of a name."""
    return [
        tag["content"] for tag in BeautifulSoup(html, "html.parser").find_all(attrs={label: name})
    ]


def data(html: str) -> dict:
    """Return the data block of a head."""
    return json.loads(BeautifulSoup(html, "html.parser").find("script").string)


# -- citations ---------------------------------------------------------------------


REQUIRED = {
    "ProfilePage": {"mainEntity", "url"},
    "Person": {"name", "url"},
    "Article": {"headline", "author", "about", "url"},
    "ScholarlyArticle": {"headline", "author", "datePublished", "url"},
    "SoftwareSourceCode": {"name", "codeRepository", "author"},
    "CreativeWork": {"name", "author"},
    "BreadcrumbList": {"itemListElement"},
}
PAGES = {
    "Person": HOME,
    "ScholarlyArticle": page("p/notes", project(), paper()),
    "SoftwareSourceCode": page("p/code", project(code="https://code.example/x")),
    "CreativeWork": page("p/work", project()),
}


@pytest.mark.parametrize("kind", PAGES)
def test_structured_data_has_the_type_of_the_page_and_what_that_must_have(kind):
    site = portfolio(HOME, *PAGES.values())
    found = data(jsonld.linked_data(site, PAGES[kind]))
    things = found.get("@graph", [found])
    assert found["@context"] == "https://schema.org"
    page_type = "ProfilePage" if kind == "Person" else "Article"
    assert [thing["@type"] for thing in things] == [page_type, "BreadcrumbList"][: len(things)]
    inner = things[0].get("about") or things[0]["mainEntity"]
    assert inner["@type"] == kind
    for thing in (*things, inner):
        assert REQUIRED[thing["@type"]] <= {name for name, value in thing.items() if value}


def test_a_page_says_when_it_was_changed_and_what_it_looks_like_only_if_that_is_known():
    known = page("p/x", project(), changed="2024-05-02T10:00:00+00:00")
    said = data(jsonld.linked_data(portfolio(HOME, known), known, card=f"{BASE}c.png"))["@graph"][0]
    assert (said["dateModified"], said["image"]) == ("2024-05-02T10:00:00+00:00", f"{BASE}c.png")
    plain = data(jsonld.linked_data(portfolio(HOME), page("p/x", project())))["@graph"][0]
    assert not {"dateModified", "datePublished", "image"} & set(plain)


def education(key: str, date: str, institution: str) -> Education:
    period = Period.parse(date)
    fields = {"title": key, "summary": key, "source": (), "institution": institution}
    return Education(key=key, date=period, **fields)


def test_a_person_belongs_where_they_study_now_and_nowhere_if_that_is_over():
    now = education("now", "2022/present", "Now")
    before = education("before", "2019/present", "Before")
    over = education("over", "2023/2024", "Over")
    for records, name in (((before, now, over), "Now"), ((over,), None), ((), None)):
        site = portfolio(HOME, page("education", *records))
        said = data(jsonld.linked_data(site, HOME))["mainEntity"].get("affiliation", {})
        assert said.get("name") == name


def test_the_own_site_of_a_person_is_no_other_page_of_theirs():
    for own in (BASE, BASE.rstrip("/")):
        home = page("index", person(site=Url(own), github=Url("https://code.example/ada")))
        (said,) = [data(jsonld.linked_data(portfolio(home), home))["mainEntity"]]
        assert said["sameAs"] == ["https://code.example/ada"]
    home = page("index", person(site=Url("https://old.example/")))
    assert data(jsonld.linked_data(portfolio(home), home))["mainEntity"]["sameAs"]


def test_a_trail_leads_from_the_home_page_to_the_page_itself():
    crumbs = jsonld.trail(portfolio(HOME), page("p/x", project()))["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2]
    assert [crumb["item"] for crumb in crumbs] == [f"{BASE}index.html", f"{BASE}p/x.html"]
    assert jsonld.trail(portfolio(HOME), HOME) == {}


def test_those_whom_a_project_was_made_with_are_authors_without_the_remarks():
    made = project(with_="Luigi M. (equal contribution), C. Babbage")
    assert jsonld.companions(made) == ["Luigi M.", "C. Babbage"]
    assert [a["name"] for a in jsonld.work(made, person())["author"]] == [
        "Ada",
        "Luigi M.",
        "C. Babbage",
    ]


def test_a_work_without_a_date_has_none_in_its_data():
    assert "dateCreated" not in jsonld.work(project(), None)


def test_a_page_about_several_papers_is_an_article_of_none():
    listing = page("list", paper(), paper(key="other"))
    assert listing.publication is None
    assert "ScholarlyArticle" not in jsonld.linked_data(portfolio(listing), listing)


def test_one_tag_describes_a_page_to_all_and_a_card_has_its_text():
    html = sharing_tags(portfolio(HOME), page("p/x", project()), card=f"{BASE}cards/p/x.png")
    assert html.count("An engine.") == 1
    assert tags(html, "description") == tags(html, "og:description", "property") == ["An engine."]
    assert tags(html, "og:image:alt", "property") == ["Engine · Ada"]
    assert tags(html, "og:type", "property") == ["article"]
    assert "og:image" not in sharing_tags(portfolio(HOME), HOME)


def test_a_write_up_that_is_shared_says_when_it_was_changed():
    changed = "2026-11-26T10:00:00+00:00"
    shared = sharing_tags(portfolio(HOME), page("p/x", project(), changed=changed))
    assert tags(shared, "article:modified_time", "property") == [changed]
    assert "modified_time" not in sharing_tags(portfolio(HOME), page("p/x", project()))


# -- feed --------------------------------------------------------------------------


def test_a_collaboration_is_an_author_beside_those_who_are_named():
    written = "@article{a, title = {T}, author = {Lin, Ada and others}, collaboration = {OAK}}"
    (source,) = read_bibliography(written).sources.values()
    assert jsonld.article(source)["author"] == [
        {"@type": "Person", "name": "Ada Lin"},
        {"@type": "Organization", "name": "OAK Collaboration"},
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "type_"),
    [
        ("article", "journal = {J}, entrysubtype = {newspaper}", "NewsArticle"),
        ("article", "journal = {J}, entrysubtype = {magazine}", "Article"),
        ("article", "journal = {J}, entrysubtype = {letter}", "ScholarlyArticle"),
        ("newspaper", "", "NewsArticle"),
        ("unpublished", "", "ScholarlyArticle"),
        ("unpublished", "eventtitle = {Days}", "CreativeWork"),
        ("book", "entrysubtype = {newspaper}", "Book"),
    ],
)
def test_what_stands_in_a_newspaper_is_no_work_of_science(kind, fields, type_):
    entry = f"@{kind}{{a, title = {{T}}, year = 2020, {fields}}}"
    assert jsonld.article(read_bibliography(entry).sources["a"])["@type"] == type_

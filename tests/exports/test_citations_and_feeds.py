"""Exports: what each format asks for is there, and what no record says is left out."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON

from folio.core.bibliography import Name, read_bibliography
from folio.core.dates import Period
from folio.core.kinds import Education
from folio.core.options import Url
from folio.core.problems import Invalid
from folio.core.statements import Body, make_record
from folio.exports import cards, csl, feed, jsonld, llms, notfound, sitemap
from folio.exports.bibtex import publications_bib
from folio.exports.cff import citation_cff
from folio.exports.opengraph import sharing_tags
from folio.exports.writeup import about, citation_of
from portfolios import BASE, BIB, HOME, news, page, paper, person, portfolio, project

NOTES = read_bibliography(BIB).sources["lovelace1843notes"]
ATOM = f"{{{feed.NAMESPACE}}}"


def tags(html: str, name: str, label: str = "name") -> list[str]:
    """Return the contents of the meta tags of a name."""
    return [
        tag["content"] for tag in BeautifulSoup(html, "html.parser").find_all(attrs={label: name})
    ]


def data(html: str) -> dict:
    """Return the data block of a head."""
    return json.loads(BeautifulSoup(html, "html.parser").find("script").string)


# -- citations ---------------------------------------------------------------------


def test_all_papers_stand_once_in_one_file_that_reads_back_as_it_was():
    site = portfolio(HOME, page("a", paper()), page("b", paper(key="again")))
    read = read_bibliography(publications_bib(site))
    assert (dict(read.sources), read.problems) == ({NOTES.key: NOTES}, ())
    assert "abstract" not in publications_bib(site)


def test_a_csl_item_has_the_parts_of_each_name_and_no_more_date_than_the_entry():
    (item,) = json.loads(csl.csl_json(NOTES))
    assert item["author"] == [
        {"family": "King", "given": "Ada", "suffix": "Jr."},
        {"literal": "The Analysts"},
        {"family": "von Menabrea", "given": "Luigi"},
    ]
    assert item["issued"] == {"date-parts": [[1843, 9]]}
    assert (item["type"], item["page"]) == ("paper-conference", "666-731")
    assert item["title"] == "Notes on the Engine: 100% étude"
    assert item["DOI"] == "10.1/ada_1"
    assert "volume" not in item


def test_a_citation_processor_formats_the_csl_item_with_all_its_authors():
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False),
        CiteProcJSON(json.loads(csl.csl_json(NOTES))),
        formatters.plain,
    )
    bibliography.register(Citation([CitationItem(NOTES.key)]))
    text = str(bibliography.bibliography()[0])
    for part in ("King, A.", "The Analysts", "von Menabrea, L.", "1843", "Notes on the Engine"):
        assert part in text


def test_a_write_up_is_cited_by_its_owner_as_of_its_newest_source_and_says_what_it_is_about():
    write_up = page("p/x", project(source=("lovelace1843notes",)), paper())
    said = citation_of(portfolio(HOME, write_up), write_up.placed[0])
    assert (said["author"], said["year"]) == (("King", "A."), "1843")
    assert said["note"] == "About the paper Notes on the Engine: 100% étude (King et al., 1843)"


def test_a_course_project_is_named_with_all_who_made_it_and_a_year_is_not_made_up():
    made = project(kind="course", course="Systems", with_="Luigi M. (equal contribution)")
    write_up = page("p/x", made, news("x", "2020"))
    site = portfolio(HOME, write_up)
    assert citation_of(site, write_up.placed[0]) == {
        "author": ("King", "A."),
        "year": "",
        "note": "About the course project Engine, made with Luigi M. (equal contribution)",
    }
    assert about(site, write_up.placed[1]) == ""


def test_of_a_page_with_two_papers_no_write_up_is_said_to_be_about_one():
    write_up = page("p/x", project(), paper(), paper(key="other"))
    said = about(portfolio(HOME, write_up), write_up.placed[0])
    assert said == "About the research project Engine"


def test_the_repository_is_cited_by_the_parts_of_the_name():
    cff = yaml.safe_load(citation_cff(portfolio(HOME)))
    assert cff["authors"] == [{"given-names": "A.", "family-names": "King"}]
    assert cff["title"] == "Portfolio of Ada 愛達"
    assert not {"version", "date-released", "doi", "license"} & set(cff)


def test_a_website_is_not_called_software_in_what_says_how_to_cite_it():
    text = citation_cff(portfolio(HOME))
    cff = yaml.safe_load(text)
    assert "type" not in cff  # at the top there are software and data sets only
    assert cff["preferred-citation"]["type"] == "website"
    for name in ("title", "authors", "url"):
        assert cff["preferred-citation"][name] == cff[name]
    assert "&id" not in text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ada King", Name("Ada", "King")),
        ("Ludwig van Beethoven", Name("Ludwig", "van Beethoven")),
        ("Plato", Name("", "Plato")),
    ],
)
def test_a_name_is_parted_as_bibtex_does(text, name):
    assert Name.parse(text) == name


# -- structured data ---------------------------------------------------------------

# What must be there, by schema.org and by what Google documents for rich results.
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


def test_the_feed_is_valid_has_what_atom_requires_and_begins_with_the_newest():
    site = portfolio(
        HOME,
        page(
            "news",
            news("later", "2024-05-02", link="https://x.example/"),
            news("first", "2023-01-31"),
        ),
        page("p/notes", project(), paper(date=make_date("2024-02-01/2024-02-03"))),
    )
    text = feed.feed(site)
    read = feedparser.parse(text)
    assert not read.bozo
    assert read.version == "atom10"
    assert [e.title for e in read.entries] == ["Later", "Engine", "First"]
    assert read.feed.updated == "2024-05-02T12:00:00Z"
    root = ElementTree.fromstring(text)
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    assert root.find(f"{ATOM}author/{ATOM}name").text == "Ada"
    assert [link["href"] for link in read.entries[0].links][1] == "https://x.example/"


def make_date(text: str):
    return news("x", text).date


def test_an_entry_of_the_feed_keeps_its_id_when_its_page_moves_or_is_retitled():
    here = feed.feed(portfolio(HOME, page("news", news("a", "2024-05-02"))))
    there = feed.feed(portfolio(HOME, page("other", news("a", "2024-05-02", title="New"))))
    assert [e.id for e in feedparser.parse(here).entries] == [f"{BASE}#news-a"]
    assert [e.id for e in feedparser.parse(there).entries] == [f"{BASE}#news-a"]


@pytest.mark.parametrize("date", ["2024", "2024-05", "2024-05-02/present", "2024-05-02/2024-06"])
def test_a_date_that_is_not_known_to_the_day_is_left_out_of_the_feed_and_never_completed(date):
    known = news("known", "2020-01-01")
    text = feed.feed(portfolio(HOME, page("news", news("vague", date), known)))
    assert [e.title for e in feedparser.parse(text).entries] == ["Known"]
    assert "2024" not in text


def test_a_feed_without_entries_is_empty_and_one_without_an_author_is_refused():
    assert feed.feed(portfolio(HOME, page("p/x", project()))) == ""
    with pytest.raises(Invalid, match="must have an author"):
        feed.feed(portfolio(page("news", news("a", "2024-05-02"))))


def test_news_must_have_a_date():
    with pytest.raises(Invalid, match="'date' must be given"):
        make_record("news", "x", "X", Body("It ran."), {"source": "cv"})


# -- lists for crawlers and readers ---------------------------------------------------


def test_a_sitemap_has_each_page_with_its_last_change_where_that_is_known():
    text = sitemap.sitemap(portfolio(), ["b c", "a"], {"a": "2024-05-02T10:00:00+00:00"})
    urls = ElementTree.fromstring(text).findall(f"{{{sitemap.NAMESPACE}}}url")
    assert [[child.text for child in url] for url in urls] == [
        [f"{BASE}a.html", "2024-05-02T10:00:00+00:00"],
        [f"{BASE}b%20c.html"],
    ]


def test_llms_txt_lists_write_ups_as_markdown_and_the_rest_as_pages():
    lines = llms.llms_txt(portfolio(HOME), [HOME, page("p/x", project(title="A [b] *c*"))]).split(
        "\n"
    )
    assert lines[0] == "# Ada 愛達"
    assert lines[2] == "> I compute."
    assert f"- [A \\[b\\] \\*c\\*](<{BASE}p/x.md>): An engine." in lines
    assert f"- [Ada 愛達](<{BASE}index.html>): I compute." in lines


@pytest.mark.parametrize(
    ("link", "rooted"),
    [
        ('<a href="x.html#y">', '<a href="/site/x.html#y">'),
        ('<link href="_static/a.css">', '<link href="/site/_static/a.css">'),
        ('<html data-content_root="./">', '<html data-content_root="/site/">'),
        ('<a href="#main">', '<a href="#main">'),
        ('<a href="https://x.example/a">', '<a href="https://x.example/a">'),
        ('<a href="/site/x.html">', '<a href="/site/x.html">'),
        ("<p>href=&quot;x&quot;</p>", "<p>href=&quot;x&quot;</p>"),
    ],
)
def test_links_of_the_lost_page_start_at_the_root_of_the_site(link, rooted):
    assert notfound.rooted(link, "https://ada.example/site/") == rooted


def test_a_card_says_what_kind_of_work_it_is():
    assert cards.line(project(status="In review")) == "Research · In review"
    assert cards.line(project(kind="course", course="Systems")) == "Course project · Systems"
    assert cards.line(project(kind="open-source", status="Merged")) == "Open source · Merged"

"""The feed, the map of the site, and what else is written for programs."""

from __future__ import annotations

from xml.etree import ElementTree

import feedparser
import pytest

from folio.core.problems import Invalid
from folio.core.statements import Body, make_record
from folio.exports import cards, feed, llms, notfound, sitemap
from portfolios import BASE, HOME, news, page, paper, portfolio, project

ATOM = f"{{{feed.NAMESPACE}}}"


# -- citations ---------------------------------------------------------------------


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

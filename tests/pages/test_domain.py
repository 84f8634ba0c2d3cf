"""What the directives and roles show, on a small site."""

from __future__ import annotations

import pytest
from sphinx.util.inventory import InventoryFile

from engines import ENGINE, SITE
from pages import parse, text
from sites import build, write

ROLES = [
    "{project}`engine`",
    "{folio:project}`engine`",
    "{any}`engine`",
    "{ref}`project-engine`",
    "[](#project-engine)",
    "[](#engine)",
]
MORE = {
    "docs/roles.md": "# Roles\n\n" + "\n\n".join(ROLES),
    "docs/p/beside.md": "# Beside the write-up\n\n" + "\n\n".join(ROLES),
    "docs/told.md": "# Told\n\n{project}`its name <engine>`\n",
    "docs/evil.md": (
        '# Evil\n\n## Prize & co\n\n:::{award} prize\n:rank: 1st & "last" < 3\n'
        ':source: lovelace1843notes\n\nA \\<script>alert(1)\\</script> & "more".\n:::\n\n'
        "## Shown\n\n:::{cards} award\n:::\n\n:::{cv} award\n:::\n"
    ),
}
LOOM = ENGINE.replace("} engine", "} loom").replace("The analytical engine", "The loom")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    built = build(write(tmp_path_factory.mktemp("small"), {**SITE, **MORE}))
    assert built.warnings == ()
    return built.html


@pytest.mark.parametrize("page", ["roles.html", "p/beside.html"])
def test_every_way_to_refer_to_a_project_leads_to_its_section_and_shows_its_title(small, page):
    links = [p.find("a") for p in parse(small / page).select("div.body p, main p") if p.find("a")]
    assert len(links) == len(ROLES)
    assert {link["href"].split("/")[-1] for link in links} <= {
        "engine.html#project-engine",
        "engine.html",
    }
    assert {link.get_text() for link in links} == {"The analytical engine"}


def test_a_text_given_with_a_reference_is_shown_instead_of_the_title(small):
    assert "its name" in text(small / "told.html")


def test_markup_in_a_record_is_shown_as_it_was_written_in_every_list(small):
    page = parse(small / "evil.html")
    assert not page.find("b")
    assert not [s for s in page.find_all("script") if "alert(1)" in s.get_text()]
    assert text(small / "evil.html").count("<script>alert(1)</script> &") == 3
    assert text(small / "evil.html").count('1st & "last" < 3') == 3
    assert page.find("title").get_text().startswith("Evil")


def test_cards_are_those_of_sphinx_design_and_each_is_one_link_named_by_its_title(small):
    cards = parse(small / "lists.html").select(".sd-card")
    titles = [card.select_one(".sd-card-title a.sd-stretched-link").get_text() for card in cards]
    assert titles == ["The analytical engine", "The difference engine"]
    assert [len(card.find_all("a")) for card in cards] == [1, 1]
    assert all(part["class"][0].startswith("folio-") for part in cards)  # set by the site's sheet


def test_a_timeline_has_dates_in_front_and_the_newest_first(small):
    rows = parse(small / "lists.html").select("ol.folio-timeline > li")
    assert [row.select_one(".folio-when").get_text() for row in rows] == ["1843", "1837", "1822"]


def test_a_publication_marks_the_own_name_and_unfolds_summary_and_bibtex(small):
    entry = parse(small / "lists.html").select_one(".folio-publication")
    assert entry.select_one(".folio-authors strong").get_text() == "Ada Lovelace"
    folded = {d.summary.get_text(): d.get_text() for d in entry.find_all("details")}
    assert "What the engine can do." in folded["Summary"]
    assert "@misc{lovelace1843notes" in folded["BibTeX"]


def test_mentions_name_the_sections_of_other_pages_that_refer_here(small):
    mentions = parse(small / "p/difference.html").select(".folio-mentions a")
    assert [link.get_text() for link in mentions] == ["The analytical engine"]


def test_a_citation_leads_to_its_entry_in_the_list_of_sources(small):
    page = parse(small / "p/engine.html")
    link = page.select_one(".folio-cite a")
    assert link.get_text() == "Lovelace, 1843"
    assert page.find(id=link["href"].removeprefix("#")).get_text().startswith("Ada Lovelace. Notes")


def test_present_is_said_as_of_the_date_of_the_source(tmp_path):
    page = ENGINE.replace(":date: 1837", ":date: 1837/present")
    built = build(write(tmp_path, {**SITE, "docs/p/engine.md": page}))
    assert "1837 – present (as of 1843)" in text(built.html / "p/engine.html")
    assert "1837 – present (as of 1843)" in text(built.html / "lists.html")


def test_adding_a_project_is_adding_one_file(tmp_path):
    built = build(write(tmp_path, {**SITE, "docs/p/loom.md": LOOM}))
    assert built.warnings == ()
    assert "The loom" in text(built.html / "lists.html")
    assert parse(built.html / "index.html").find("a", href="p/loom.html")
    inventory = InventoryFile.loads((built.html / "objects.inv").read_bytes(), uri="").data
    assert inventory["folio:project"]["loom"].uri == "p/loom.html#project-loom"
    assert inventory["std:label"]["project-loom"].display_name == "The loom"

"""How papers, write-ups and the repository are cited."""

from __future__ import annotations

import json

import pytest
import yaml
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON

from folio.core.bibliography import Name, read_bibliography
from folio.exports import csl
from folio.exports.bibtex import publications_bib
from folio.exports.cff import citation_cff
from folio.exports.writeup import about, citation_of
from portfolios import BIB, HOME, news, page, paper, portfolio, project

NOTES = read_bibliography(BIB).sources["lovelace1843notes"]


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
        {"literal": "others"},
    ]
    assert item["issued"] == {"date-parts": [[1843, 9]]}
    assert (item["type"], item["page"]) == ("paper-conference", "666-731")
    assert item["title"] == "Notes on the Engine: 100% étude"
    assert item["DOI"] == "10.1/ada_1"
    assert "volume" not in item


def test_a_citation_processor_formats_the_csl_item_with_all_its_authors():
    (named,) = read_bibliography(BIB.replace(" and others", "")).sources.values()
    text = formatted(named)
    for part in ("King, A.", "The Analysts", "von Menabrea, L.", "1843", "Notes on the Engine"):
        assert part in text


def test_a_citation_processor_says_that_there_are_others():
    entry = "@misc{a, author = {Lin, Ada and others}, title = {T}, year = 2020}"
    (made,) = read_bibliography(entry).sources.values()
    assert formatted(made).startswith("Lin, A. and others")


def formatted(source) -> str:
    """Return the reference that a citation processor makes of a CSL item."""
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False),
        CiteProcJSON(json.loads(csl.csl_json(source))),
        formatters.plain,
    )
    bibliography.register(Citation([CitationItem(source.key)]))
    return str(bibliography.bibliography()[0])


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


def test_a_season_and_a_number_in_an_archive_stand_in_csl_as_in_the_list():
    season = read_bibliography("@misc{a, title = {T}, date = {2019-21}}").sources["a"]
    assert csl.csl_item(season)["issued"] == {"date-parts": [[2019]], "season": 1}
    two = read_bibliography("@misc{a, title = {T}, year = 2019, month = {Fall-Winter}}")
    assert csl.csl_item(two.sources["a"])["issued"] == {"date-parts": [[2019]]}
    kept = "@misc{a, title = {T}, eprint = {2019.01.02}, eprinttype = {bioRxiv}}"
    item = csl.csl_item(read_bibliography(kept).sources["a"])
    assert (item["archive"], item["archive_location"]) == ("bioRxiv", "2019.01.02")


@pytest.mark.parametrize(
    ("entry", "fields", "said"),
    [
        ("bachelorsthesis", "school = {Elm}", {"type": "thesis", "publisher": "Elm"}),
        ("article", "journal = {J}, entrysubtype = {newspaper}", {"type": "article-newspaper"}),
        ("article", "journal = {J}, entrysubtype = {letter}", {"type": "article-journal"}),
        ("unpublished", "eventtitle = {Days}", {"type": "speech", "event-title": "Days"}),
        ("unpublished", "note = {In a drawer}", {"type": "manuscript"}),
        ("misc", "eventtitle = {Days}", {"type": "document", "event-title": "Days"}),
        ("presentation", "eventtitle = {Days}", {"type": "speech", "event-title": "Days"}),
        ("misc", "journal = {J}", {"type": "document", "container-title": "J"}),
        (
            "inproceedings",
            "eventtitle = {Days}",
            {"type": "paper-conference", "container-title": "Days"},
        ),
        ("patent", "number = 7, location = {de}", {"type": "patent", "jurisdiction": "de"}),
    ],
)
def test_csl_knows_of_which_kind_a_work_is_and_an_event_from_a_whole(entry, fields, said):
    source = read_bibliography(f"@{entry}{{a, title = {{T}}, year = 2020, {fields}}}").sources["a"]
    item = csl.csl_item(source)
    assert {name: item.get(name) for name in said} == said
    for one in {"container-title", "event-title", "publisher-place"} - set(said):
        assert one not in item or entry in ("article",)

"""What one view says of an entry, no other leaves out or says otherwise: list, copy, CSL, data."""

from __future__ import annotations

import json
import re

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.core.kinds import Publication
from folio.core.options import markup
from folio.exports.bibtex import publications_bib
from folio.exports.csl import csl_item
from folio.exports.jsonld import article
from folio.exports.jsonresume import resume
from portfolios import HOME, page, paper, person, portfolio

YEAR = f"{ADA}, year = 2020"
OTHERS = ("introduction", "foreword", "afterword", "commentator", "annotator")


def told(fields: str, kind: str = "misc", author: str = "Ada Lin") -> dict:
    """Return what the data of a page say of an entry."""
    return article(source(fields, kind), person(author=author))


def in_resume(fields: str, kind: str = "misc") -> dict:
    """Return what resume.json says of an entry beyond its schema."""
    bib = f"@{kind}{{a, {fields}}}"
    site = portfolio(HOME, page("a", paper(bib="a")), bib=bib)
    (item,) = json.loads(resume(site))["publications"]
    return item["x-folio"]


# -- keys --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("oak#1", "oak-1"),
        ("oak’1", "oak%1"),
        ("10.1/1<2::A>3", "10.1/1>2::A<3"),
        ("Oak|1", "oak-1"),
        ("oak~1", "oak<1"),
        ("m\u00fcller1", "mu\u0308ller1"),
    ],
)
def test_keys_that_only_a_sign_parts_stay_two_in_the_file_that_readers_copy(one, other):
    bib = "".join(f"@misc{{{key}, {YEAR}, note = {{{i}}}}}\n" for i, key in enumerate((one, other)))
    papers = [paper(key=f"p{i}", bib=key) for i, key in enumerate((one, other))]
    text = publications_bib(portfolio(HOME, page("a", *papers), bib=bib))
    keys = re.findall(r"^@misc\{(.*),$", text, re.MULTILINE)
    assert len({key.lower() for key in keys}) == 2
    read = read_bibliography(text)
    assert (set(read.sources), read.problems) == (set(keys), ())
    assert sorted(made.note for made in read.sources.values()) == ["0", "1"]


def test_a_key_that_meets_no_other_has_nothing_behind_it():
    made = read_bibliography(f"@misc{{oak#1, {YEAR}}} @misc{{oak-2, {YEAR}, note = {{b}}}}").sources
    assert [one.bibtex.partition(",")[0] for one in made.values()] == ["@misc{oak-1", "@misc{oak-2"]


@pytest.mark.parametrize(
    "key", ["oak2020", "oak#2020", "10.1/(O)1<2::A>3.0;2-X", "王2020", "o’elm"]
)
def test_a_work_has_one_key_in_every_file_that_readers_take(key):
    (made,) = read_bibliography(f"@misc{{{key}, {YEAR}}}").sources.values()
    assert made.bibtex.startswith(f"@misc{{{csl_item(made)['id']},\n")


@pytest.mark.parametrize("key", ["a<b>", "*oak*", "_oak_", "10.1/$x$", "[a](b)", "oak&amp;elm"])
def test_signs_of_markup_are_signs_of_a_key(key):
    assert not list(markup(Publication, {"bib": key, "source": f"{key}, oak2020"}))
    assert list(markup(Publication, {"former-name": key}))


# -- identifiers and kinds ---------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "doi"),
    [
        ("doi = {10.1000/a, 10.1000/b}", "10.1000/a"),
        ("doi = {10.48550/arXiv.2001.00001}, eprint = {2001.00001}, archiveprefix = {arXiv}", ""),
        ("note = {doi:10.1000/c}, url = {https://doi.org/10.1000/d}", "10.1000/c"),
    ],
)
def test_a_work_has_one_doi_in_every_file(fields, doi):
    made = source(f"{YEAR}, {fields}")
    assert in_resume(f"{YEAR}, {fields}")["doi"] == csl_item(made)["DOI"] == made.doi
    assert made.doi == (doi or "10.48550/arXiv.2001.00001")


@pytest.mark.parametrize(
    ("kind", "fields", "genre"),
    [
        ("phdthesis", "school = {Elm}", "PhD thesis"),
        ("techreport", "institution = {Elm}, number = 7, type = {Memo}", "Memo 7"),
        ("patent", "number = {EP1}, type = {patenteu}", "European patent EP1"),
    ],
)
def test_of_which_kind_a_work_is_stands_in_resume_json_as_in_the_list(kind, fields, genre):
    assert in_resume(f"{YEAR}, {fields}", kind)["genre"] == genre
    assert source(f"{YEAR}, {fields}", kind).whereabouts.startswith(genre)
    assert "genre" not in in_resume(f"{YEAR}, institution = {{Elm}}, number = 12", "techreport")


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("countryus", "United States"),
        ("countryep", "European Union"),
        ("countryde and countryfr", "Germany and France"),
        ("countryside", "countryside"),
    ],
)
def test_where_a_patent_holds_is_said_in_words(written, place):
    made = source(f"{YEAR}, number = 1, location = {{{written}}}", "patent")
    assert csl_item(made)["jurisdiction"] == place


def test_an_article_of_a_newspaper_is_one_in_the_copy_too():
    made = source(f"{YEAR}, journal = {{Oak Daily}}, entrysubtype = {{newspaper}}", "article")
    assert csl_item(made)["type"] == "article-newspaper"
    assert 'entrysubtype = "newspaper"' in made.bibtex
    private = source(f"{YEAR}, journal = {{Oak Daily}}, entrysubtype = {{my best}}", "article")
    assert "entrysubtype" not in private.bibtex


@pytest.mark.parametrize("field", OTHERS)
def test_who_has_a_part_in_a_book_stands_in_csl_as_in_the_list(field):
    made = source(f"{YEAR}, publisher = {{Elm}}, {field} = {{Wu, Bo and Xu, Chi}}", "book")
    assert "Bo Wu and Chi Xu" in made.reference.text
    assert csl_item(made)["note"].endswith(" by Bo Wu, Chi Xu")


# -- people ------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["author", "editor", "translator"])
def test_nobody_is_said_in_csl_to_have_done_alone_what_he_has_not(field):
    people = "author = {Oak, Di}, " if field != "author" else ""
    made = source(f"{people}{field} = {{Lin, Ada and others}}, title = {{T}}", "book")
    assert csl_item(made)[field] == [{"family": "Lin", "given": "Ada"}, {"literal": "others"}]


def test_a_collaboration_stands_for_the_others_in_csl():
    fields = "author = {Lin, Ada and others}, collaboration = {OAK}, title = {T}"
    assert [one.get("literal") for one in csl_item(source(fields))["author"]] == [
        None,
        "OAK Collaboration",
    ]


@pytest.mark.parametrize(
    ("role", "kind", "property_", "type_"),
    [
        ("", "book", "editor", "Book"),
        ("editor", "book", "editor", "Book"),
        ("director", "movie", "director", "Movie"),
        ("director", "video", "director", "VideoObject"),
        ("compiler", "book", "contributor", "Book"),
        ("founder", "book", "contributor", "Book"),
    ],
)
def test_only_who_has_edited_is_an_editor_in_the_data_of_a_page(role, kind, property_, type_):
    said = told(f"editor = {{Ada Lin}}, title = {{T}}, editortype = {{{role}}}", kind)
    names = {"editor", "director", "contributor"} & said.keys()
    assert (names, said["@type"]) == ({property_}, type_)


@pytest.mark.parametrize(
    ("author", "kinds"),
    [
        ("{Ada Lin} and {Bo Wu}", "PP"),
        ("{Ada Lin} and {Bo de Wu} and {Elm Group}", "PPO"),
        ("{Ada Lin} and {National Oak and Elm Agency}", "PO"),
        ("Ada Lin and {Oak Elm}", "PO"),
        ("Ada Lin and {OAK} and {Plato}", "POP"),
    ],
)
def test_where_the_owner_stands_in_braces_so_do_other_persons(author, kinds):
    said = told(f"author = {{{author}}}, title = {{T}}")["author"]
    assert "".join(one["@type"][0] for one in said) == kinds


@pytest.mark.parametrize("kind", ["proceedings", "unpublished", "presentation"])
def test_an_event_is_no_work_of_which_another_is_a_part(kind):
    people = "editor" if kind == "proceedings" else "author"
    fields = f"{people} = {{Ada Lin}}, title = {{T}}, eventtitle = {{Days}}, publisher = {{Elm}}"
    said = told(fields, kind)
    assert "isPartOf" not in said
    assert said["publisher"]["name"] == "Elm"


# -- dates -------------------------------------------------------------------------

SEEN = "Visited on 2 May 2020."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (r"howpublished = {\url{https://oak.example}, accessed 2 May 2020}", SEEN),
        (r"note = {\url{https://oak.example}. Accessed: 2020-05-02}", SEEN),
        ("url = {https://oak.example}, note = {Accessed 2 May 2020}, urldate = {2020-05-02}", SEEN),
        (
            "url = {https://oak.example}, urldate = {2020-05-02}, "
            "note = {Version 3. Accessed on 2 May 2020}",
            f"Version 3. {SEEN}",
        ),
        (
            "url = {https://oak.example}, urldate = {2020-05-02}, "
            "note = {[Online; abgerufen am 2. Mai 2020]}",
            SEEN,
        ),
        (
            "url = {https://oak.example}, note = {Accessed 3 May 2020}, urldate = {2020-05-02}",
            f"Accessed 3 May 2020. {SEEN}",
        ),
        ("url = {https://oak.example}, note = {Accessed often}", "Accessed often."),
    ],
)
def test_the_day_of_a_visit_is_said_once(fields, said):
    made = source(f"{ADA}, {fields}")
    assert made.reference.text == f"Ada Lin. T. n.d. {said}"
    assert csl_item(made).get("note", "") == said.replace(SEEN, "").strip(" .")


# -- titles ------------------------------------------------------------------------


def test_a_backslash_between_words_is_asked_of_and_no_blank():
    assert r"\textbackslash" in problem(r"author = {Ada Lin}, title = {Oak \textbackslash{} elm}")
    made = source(r"author = {Ada Lin}, title = {Lin et al.{\textbackslash} on oaks}")
    assert made.title == "Lin et al. on oaks"


# -- numbers in CSL ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "edition"),
    [
        ("2", "2"),
        ("3rd Editio", "3"),
        ("4th ed.", "4"),
        ("Second", "Second"),
        ("2nd, revised", "2nd, revised"),
    ],
)
def test_an_edition_in_csl_is_its_number_or_its_words_alone(written, edition):
    assert csl_item(source(f"{YEAR}, edition = {{{written}}}", "book"))["edition"] == edition


@pytest.mark.parametrize(
    ("kind", "fields", "name"),
    [
        ("review", "journal = {J}", "issue"),
        ("inproceedings", "booktitle = {P}", "issue"),
        ("inproceedings", "booktitle = {P}, series = {S}", "number"),
        ("techreport", "institution = {Elm}", "number"),
    ],
)
def test_a_number_behind_a_volume_is_that_of_an_issue_unless_a_series_counts(kind, fields, name):
    assert csl_item(source(f"{YEAR}, volume = 4, number = 2, {fields}", kind))[name] == "2"


# -- what has not appeared ---------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "dated"),
    [
        ("year = {submitted in December 2018}", False),
        ("date = {2018-12}, pubstate = {under review}", False),
        ("date = {2018-12}, pubstate = {inpreparation}", False),
        ("date = {2018-12}, pubstate = {in revision}", False),
        ("date = {2018-12}, pubstate = {inpress}", True),
        ("date = {2018-12}, pubstate = {accepted with minor revisions}", True),
        ("date = {2018-12}, pubstate = {prepublished}", True),
        ("date = {2018-12}", True),
    ],
)
def test_the_date_of_a_manuscript_is_not_said_to_be_that_of_a_publication(fields, dated):
    written = f"{ADA}, journal = {{Oak Letters}}, {fields}"
    assert ("datePublished" in told(written, "article")) == dated
    site = portfolio(HOME, page("a", paper(bib="a")), bib=f"@article{{a, {written}}}")
    (item,) = json.loads(resume(site))["publications"]
    assert ("releaseDate" in item) == dated
    assert item["x-folio"]["when"].endswith("December 2018")

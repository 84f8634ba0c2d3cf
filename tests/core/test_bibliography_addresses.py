"""Addresses that programs and pages have broken, links whose words say something, and numbers."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.core.tex.decoder import plain
from folio.core.tex.repairs import readable
from folio.exports.csl import csl_item

ARXIV = f"{ADA}, archiveprefix = {{arXiv}}"


def places(fields: str) -> list[str]:
    """Return the addresses of an entry of which nothing is wrong."""
    return [to for _, to in source(f"{ADA}, {fields}").links]


@pytest.mark.parametrize(
    ("url", "to"),
    [
        (r"o:{\%}5CLit{\%}5Ca b.pdf http://oak.example/1", ["http://oak.example/1"]),
        (r"file:///C:/My Oaks/a.pdf https://oak.example/1", ["https://oak.example/1"]),
        (
            "http://elm.example/2 file:///Letters of Oak/Oaks - 2008.pdf  http://oak.example/x",
            ["http://elm.example/2", "http://oak.example/x"],
        ),
        (
            r"http://oak.example/1$\backslash$nhttp://10.1000/2",
            ["http://oak.example/1", "https://doi.org/10.1000/2"],
        ),
        ("https:// oak.example/a", ["https://oak.example/a"]),
        ("http%3A%2F%2Foak.example%2Fa%3Fb%3Dc", ["http://oak.example/a?b=c"]),
        ("https://oak.example/wiki/File:Oak.jpg", ["https://oak.example/wiki/File:Oak.jpg"]),
        ("https://oak.example/ia/[Accesso: 03 fev. 2026]", ["https://oak.example/ia/"]),
        ("https://oak.example/x (ultimo accesso: 3 maggio 2020)", ["https://oak.example/x"]),
    ],
)
def test_the_address_of_the_web_is_read_and_no_path_of_a_disk_is_shown(url, to):
    assert places(f"url = {{{url}}}") == to


@pytest.mark.parametrize("url", ["bib/a.pdf", "/a", "file:///C:/a.pdf", "http://oak.example/a b/c"])
def test_an_address_that_cannot_be_known_is_refused(url):
    assert "must have as url" in problem(f"{ADA}, url = {{{url}}}")


def test_a_visit_behind_an_address_in_a_note_is_no_text_in_other_languages():
    made = source(
        rf"{ADA}, note = {{Disponível em: \url{{https://oak.example}}. Acesso em: mar. 2026}}"
    )
    assert (made.note, made.url) == ("", "https://oak.example")


@pytest.mark.parametrize(
    "doi",
    ["doi:/10.1000/1", r"doi:\%0020DOI:\%002010.1000/1", "DOI: doi:10.1000/1", "doi 10.1000/1"],
)
def test_what_leads_to_a_doi_is_left_out_however_often_it_stands(doi):
    assert source(f"{ADA}, doi = {{{doi}}}").doi == "10.1000/1"


def test_words_of_a_link_that_name_an_event_are_the_note_as_well():
    made = source(rf"{ADA}, note = {{\href{{https://oak.example}}{{{{9th Meeting of Oaks}} }}}}")
    assert made.note == csl_item(made)["note"] == "9th Meeting of Oaks"
    assert made.links == (("9th Meeting of Oaks", "https://oak.example"),)
    only = source(rf"{ADA}, note = {{\href{{https://oak.example}}{{Slides}}}}")
    assert (only.note, only.links) == ("", (("Slides", "https://oak.example"),))


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("10.1000/o.1", "o.1"),
        ("9780306406157", "9780306406157"),
        ("NIHMS12", "NIHMS12"),
        ("arXiv:1011.1669v3", "arXiv:1011.1669v3"),
    ],
)
def test_a_number_that_mendeley_takes_for_one_of_arxiv_is_none_in_the_copy_either(given, written):
    made = source(f"{ARXIV}, arxivid = {{{given}}}, eprint = {{{written}}}")
    assert (made.eprint, made.links) == ("", ())
    assert "eprint" not in made.bibtex
    assert read_bibliography(made.bibtex).problems == ()


def test_the_whole_number_of_arxiv_is_that_of_mendeley():
    made = source(f"{ARXIV}, arxivid = {{hep-th/9610022}}, eprint = {{9610022}}")
    assert made.eprint == "hep-th/9610022"
    assert "number of arXiv" in problem(f"{ARXIV}, eprint = {{o.1}}")


def test_a_publisher_in_braces_behind_its_label_keeps_them_in_the_copy():
    made = source(f"{ADA}, note = {{Publisher: Elm {{BV}}}}")
    assert (made.publisher, made.note) == ("Elm BV", "")
    assert source(f"{ADA}, note = {{{{Publisher: Elm}}}}").publisher == "Elm"
    assert read_bibliography(made.bibtex).sources["lin"].publisher == "Elm BV"


@pytest.mark.parametrize("value", ["{}", '""', "{Oaks}", '"Oaks"'])
def test_a_comment_right_behind_a_value_is_none_of_it(value):
    read = read_bibliography(
        f"@misc{{lin, {ADA}, note = {value}%{{0000}} {{x\n}}".replace(" {x", "")
    )
    assert read.problems == ()
    assert read.sources["lin"].note == value.strip('{}"')


@pytest.mark.parametrize(
    ("pages", "said"),
    [("95--–125", "95–125"), ("95—-125", "95–125"), (r"276\UTF{2013}-305", "276–305")],
)
def test_dashes_of_two_kinds_are_one(pages, said):
    assert source(f"{ADA}, pages = {{{pages}}}").pages == said


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"a $\uppi$ junction, $\upvarphi_0$, $\upsilon$", "a π junction, φ₀, υ"),
        (
            r"P{\=a}\UTF{1E47}in \unichar{"
            r'"0151} \char"00E9',
            "Pāṇin ő é",
        ),
        (r"Oak\>{E Tree}", "Oak E Tree"),
        (r"\{P110\} steel and \{3D\} \{OAK\}", "P110 steel and 3D OAK"),
        (r"L\&\#xF6;w", "Löw"),
    ],
)
def test_letters_by_their_number_or_name_are_text(tex, text):
    assert plain(readable(tex)) == text


@pytest.mark.parametrize(
    ("kind", "field", "meant"),
    [("workshop", "booktitle", "paper-conference"), ("journal", "journal", "article-journal")],
)
def test_kinds_that_no_style_knows_are_what_they_are_called_after(kind, field, meant):
    made = source(f"{ADA}, {field} = {{Oak Days}}", kind)
    assert csl_item(made)["type"] == meant


@pytest.mark.parametrize(
    ("chapter", "title", "chapters"),
    [
        ("On the Growth of Oaks", "On the Growth of Oaks", ""),
        ("Changes in Climate", "Changes in Climate", ""),
        ("Part of Lives", "Part of Lives", ""),
        ("Chapter 4 of Oaks", "Trees", "Chapter 4 of Oaks"),
        ("Kapitel IV", "Trees", "Kapitel IV"),
        ("Cap. IV", "Trees", "Cap. IV"),
        ("7", "Trees", "7"),
    ],
)
def test_a_chapter_in_words_is_the_title_and_its_book_is_where_it_stands(chapter, title, chapters):
    fields = f"author = {{Ada Lin}}, title = {{Trees}}, chapter = {{{chapter}}}"
    made = source(f"{fields}, publisher = {{Elm}}, year = 2020", "inbook")
    assert (made.title, made.chapter) == (title, chapters)
    assert csl_item(made).get("container-title", "") == ("Trees" if title != "Trees" else "")
    assert read_bibliography(made.bibtex).sources["lin"].reference == made.reference
    within = source(f"{fields}, booktitle = {{Woods}}", "inbook")
    assert within.title == "Trees"


def test_a_publisher_that_ends_the_name_of_the_venue_is_said_once():
    fields = f"{ADA}, booktitle = {{Oak Days, ELM}}, year = 2020"
    made = source(f"{fields}, publisher = {{ELM}}", "inproceedings")
    assert made.reference.imprint == "Oak Days, ELM, 2020."
    assert csl_item(made)["publisher"] == "ELM"
    other = source(f"{fields}, publisher = {{Elm Press}}", "inproceedings")
    assert other.reference.imprint == "Oak Days, ELM, Elm Press, 2020."
    within = source(f"{ADA}, booktitle = {{Oaks at HELM}}, publisher = {{ELM}}", "inproceedings")
    assert within.reference.imprint == "Oaks at HELM, ELM, n.d."


@pytest.mark.parametrize(
    ("doi", "url"),
    [
        ("10.1000/182", "http://rgdoi.net/10.1000/182"),
        ("10.5281/ZENODO.77", "https://zenodo.org/record/77"),
        ("10.5281/zenodo.77", "https://zenodo.org/records/77"),
        ("10.5281/zenodo.77", "https://zenodo.org/doi/10.5281/zenodo.77"),
    ],
)
def test_another_resolver_and_the_page_of_zenodo_lead_where_the_doi_does(doi, url):
    assert places(f"doi = {{{doi}}}, url = {{{url}}}") == [f"https://doi.org/{doi}"]


@pytest.mark.parametrize(
    "url", ["https://zenodo.org/record/78", "https://zenodo.org/record/77/a.pdf"]
)
def test_another_page_of_zenodo_is_a_place_of_its_own(url):
    assert places(f"doi = {{10.5281/zenodo.77}}, url = {{{url}}}")[1:] == [url]


@pytest.mark.parametrize("url", ["dx.doi.org/10.1000/182", "doi.org/10.1000/182"])
def test_a_doi_behind_its_resolver_without_a_scheme_is_the_doi(url):
    made = source(f"{ADA}, url = {{{url}}}")
    assert (made.doi, made.links) == (
        "10.1000/182",
        (("doi:10.1000/182", "https://doi.org/10.1000/182"),),
    )


@pytest.mark.parametrize("path", ["/home/ada/a.pdf", "file:///C:/a.pdf", "/Users/ada/Oak a.pdf"])
def test_a_path_of_a_disk_beside_another_place_is_neither_shown_nor_copied(path):
    made = source(f"{ADA}, doi = {{10.1000/1}}, url = {{{path}}}")
    assert [to for _, to in made.links] == ["https://doi.org/10.1000/1"]
    assert "ada/" not in made.bibtex
    assert "url" not in made.bibtex
    for name in ("howpublished", "note"):
        alone = source(rf"{ADA}, year = 2020, {name} = {{\url{{{path}}}}}", "misc")
        assert (alone.reference.text, alone.links) == ("Ada Lin. T. 2020.", ())
        assert "ada" not in alone.bibtex


@pytest.mark.parametrize(
    "path", ["file:///home/ada/oak.pdf", "/Users/ada/oak.pdf", r"C:\\Users\\ada\\oak.pdf"]
)
@pytest.mark.parametrize("name", ["note", "howpublished", "addendum"])
def test_a_file_of_a_disk_within_words_is_refused_with_its_field(name, path):
    said = problem(f"{ADA}, year = 2020, {name} = {{See {path} for more}}")
    assert f"has in its {name} a file of somebody's disk" in said


@pytest.mark.parametrize("text", ["The folder /home/ is full", "A file: oaks and /or elms"])
def test_words_that_are_no_file_of_a_disk_are_shown(text):
    assert source(f"{ADA}, year = 2020, note = {{{text}}}").note == text


@pytest.mark.parametrize("name", ["note", "howpublished", "journal", "booktitle", "publisher"])
@pytest.mark.parametrize(
    ("written", "text"),
    [
        *((r"\href{}{Oak 12}", "Oak 12"), (r"\href{ }{Oak 12}", "Oak 12"), (r"\href{}{}", "")),
        *((r"\url{}", ""), (r"Oaks \href{}{in Elms}", "Oaks in Elms")),
    ],
)
def test_a_link_without_an_address_is_its_words(name, written, text):
    made = source(f"{ADA}, year = 2020, {name} = {{{written}}}", "misc")
    assert text in made.reference.text
    assert made.links == ()

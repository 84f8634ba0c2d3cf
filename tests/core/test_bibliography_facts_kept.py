"""Facts of ordinary entries that no reference loses: numbers, volumes, roles, wholes, links."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.exports.csl import csl_item

YEAR = f"{ADA}, year = 2020"


def imprint(fields: str, kind: str) -> str:
    """Return what a reference says of where an entry appeared, but its year."""
    return source(f"{YEAR}, {fields}", kind).imprint.removesuffix("2020").rstrip(", ")


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("standard", "number = {OAK 8601-1}, organization = {Elm}", "OAK 8601-1, Elm"),
        ("misc", "number = {TR-12}", "TR-12"),
        ("misc", "number = 3, journal = {Oaks}", "Oaks no. 3"),
        ("misc", "number = {10.1000/x}, doi = {10.1000/x}", ""),
        ("article", "journal = {BMJ}, volume = 339, elocation-id = {b25}", "BMJ 339, b25"),
        ("article", "journal = {Oaks}, volume = {第3巻}, number = {第2号}", "Oaks 3(2)"),
        ("article", "journal = {Oaks}, volume = 3, pages = {С. 5--9}", "Oaks 3, 5–9"),
        ("book", "edition = {2012}, publisher = {Elm}", "2012 edition, Elm"),
        ("book", "volumes = {three}", "three vols."),
        ("misc", "number = {2119}, type = {RFC}", "RFC no. 2119"),
        ("misc", "number = {2119}, howpublished = {RFC 2119}", "RFC 2119"),
        ("misc", "eprint = {2001.00012}, number = {arXiv:2001.00012}", ""),
        ("manual", "number = {D143-14}, organization = {Elm}", "D143-14, Elm"),
        ("book", "number = 14, publisher = {Elm}", "no. 14, Elm"),
        ("book", "volume = 13, number = 1, series = {Oaks}", "Oaks 13(1)"),
        ("book", "volume = 3, part = 2", "vol. 3.2"),
        ("book", "volumes = 4, publisher = {Elm}", "4 vols., Elm"),
        ("inproceedings", "booktitle = {Days}, number = 14", "Days no. 14"),
        ("techreport", "type = {Report}, number = 7, series = {Oaks}", "Report 7, Oaks"),
        ("techreport", "number = {DEC 12}, institution = {Elm}", "DEC 12, Elm"),
        ("techreport", "number = {July}, institution = {Elm}", "Elm, July"),
        ("book", "number = {Book, Whole}, publisher = {Elm}", "Elm"),
        ("incollection", "number = {Book, Whole}, booktitle = {Oaks}", "Oaks"),
        ("techreport", "type = {Paper}, number = 7, series = {Paper Series}", "Paper 7"),
        ("book", "journal = {Oaks}, number = 3, publisher = {Elm}", "Oaks no. 3, Elm"),
        ("article", "journal = {Oaks}, series = 2, volume = 37", "Oaks, 2nd series 37"),
        ("article", "journal = {Oaks}, series = {newseries}, volume = 3", "Oaks, new series 3"),
        ("video", "type = {Documentary}, publisher = {Elm}", "Documentary, Elm"),
        ("article", "journal = {IN VIVO}, volume = 3", "IN VIVO 3"),
        ("inproceedings", "booktitle = {IN PROCEEDINGS OF OAKS}", "PROCEEDINGS OF OAKS"),
        ("misc", "howpublished = {Blog post. \\url{https://oak.example}}", "Blog post"),
    ],
)
def test_each_number_is_told_as_what_it_is(kind, fields, said):
    assert imprint(fields, kind) == said


@pytest.mark.parametrize(
    ("role", "mark", "field"),
    [
        ("director", "director", "director"),
        ("compiler", "comp.", "compiler"),
        ("editor", "ed.", "editor"),
        ("gardener", "ed.", "editor"),
    ],
)
def test_who_has_directed_or_gathered_a_work_is_no_editor(role, mark, field):
    made = source(f"editor = {{Bo Wu}}, editortype = {{{role}}}, title = {{T}}", "movie")
    assert made.byline == f"Bo Wu ({mark})"
    assert csl_item(made)[field] == [{"family": "Wu", "given": "Bo"}]


def test_a_preface_to_the_book_of_another_says_whose_it_is():
    fields = "booktitle = {Elms}, bookauthor = {Bo Wu}, publisher = {Oak}"
    made = source(f"{YEAR}, {fields}", "inbook")
    assert made.imprint == "Elms, by Bo Wu, Oak, 2020"
    assert 'bookauthor = "Wu, Bo"' in made.bibtex
    assert imprint(fields.replace("Bo Wu", "Ada Lin"), "inbook") == "Elms, Oak"


@pytest.mark.parametrize(
    ("event", "said"),
    [("Oak Days", "Proc. of Elm, Oak Days, Graz"), ("Elm", "Proc. of Elm, Graz")],
)
def test_an_event_is_said_beside_its_proceedings_once(event, said):
    fields = f"booktitle = {{Proc. of Elm}}, eventtitle = {{{event}}}, venue = {{Graz}}"
    assert imprint(fields, "inproceedings") == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        ("incollection", "book", "Oaks: A Study, 2019"),
        ("article", "periodical", "Oaks 3, 2019"),
        ("incollection", "mvbook", "Oaks: A Study, 2019"),
    ],
)
def test_a_part_is_called_after_its_whole(part, whole, said):
    volume = ", volume = 3" if whole == "periodical" else ""
    text = (
        f"@{part}{{a, author = {{Ada Lin}}, title = {{T}}, crossref = {{b}}}}\n"
        f"@{whole}{{b, title = {{Oaks}}, subtitle = {{A Study}}, year = 2019{volume}}}"
    )
    assert read_bibliography(text).sources["a"].imprint == said


def test_a_chapter_without_an_author_is_by_the_author_of_its_book():
    text = (
        "@inbook{a, title = {Roots}, crossref = {b}}\n"
        "@incollection{c, title = {On}, crossref = {b}}\n"
        "@book{b, author = {Ada Lin}, title = {Oaks}, year = 2019}"
    )
    sources = read_bibliography(text).sources
    assert (sources["a"].authors, sources["c"].authors) == (("Ada Lin",), ())


def test_a_volume_of_a_work_says_of_which():
    text = (
        "@collection{b, title = {Roots}, volume = 2, crossref = {m}}\n"
        "@mvcollection{m, title = {All Oaks}, year = 2001}"
    )
    assert read_bibliography(text).sources["b"].imprint == "All Oaks 2, 2001"


@pytest.mark.parametrize(
    ("fields", "to"),
    [
        ("howpublished = {www.oak.example/x}", "https://www.oak.example/x"),
        (r"howpublished = {\href{https://oak.example/x}{oak.example/x}}", "https://oak.example/x"),
        ("note = {<https://oak.example/x>}", "https://oak.example/x"),
        ("howpublished = {oak.example/x}", "https://oak.example/x"),
        (r"url = {https://oak.example/a{\textunderscore}b}", "https://oak.example/a_b"),
        (r"note = {\url{https://oak.example/ a/b}}", "https://oak.example/a/b"),
        (r"doi = {\href{https://doi.org/10.1000/x}{10.1000/x}}", "https://doi.org/10.1000/x"),
        (r"url = {https://oak.example/a\\_b}", "https://oak.example/a_b"),
        ("url = {[https://oak.example/x]}", "https://oak.example/x"),
        (
            "eprint = {hal-00000001}, url = {https://hal.archives-ouvertes.fr/hal-00000001v2}",
            "https://hal.science/hal-00000001",
        ),
    ],
)
def test_an_address_is_a_link_and_no_word(fields, to):
    made = source(f"{YEAR}, {fields}", "misc")
    assert [link for _, link in made.links] == [to]
    assert (made.venue, made.note) == ("", "")


@pytest.mark.parametrize(
    "url",
    [
        "https://oak.example/1 and https://oak.example/2",
        "https://oak.example/1 doi.org/10.1000/x",
        "https://oak.example/1, www.oak.example/2",
    ],
)
def test_two_addresses_are_two_links(url):
    assert len(source(f"{YEAR}, url = {{{url}}}").links) == 2


def test_the_copy_for_readers_has_no_file_of_the_disk_beside_an_address():
    made = source(f"{YEAR}, url = {{https://oak.example/1 file:///home/ada/a.pdf}}")
    assert 'url = "https://oak.example/1"' in made.bibtex


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2-1--2-9", "2-1–2-9"),
        ("012345-1--012345-9", "012345-1–012345-9"),
        ("xv-xx", "xv–xx"),
        ("A-12", "A-12"),
    ],
)
def test_a_hyphen_within_pages_is_told_from_the_dash(written, said):
    assert source(f"{YEAR}, journal = {{Oaks}}, pages = {{{written}}}").pages == said


@pytest.mark.parametrize("pages", ["112p", "112 p.", "112 S.", "112 Seiten", "112 pages"])
def test_how_many_pages_a_book_has_is_told_in_several_languages(pages):
    assert source(f"{YEAR}, pages = {{{pages}}}", "book").total == "112"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("month = {}, month = may", "May 2020"),
        ("pages = {1-2}, pages = {1--2}", "1–2, 2020"),
    ],
)
def test_a_field_that_stands_empty_or_alike_is_no_mistake(fields, said):
    assert source(f"{YEAR}, {fields}").imprint == said


def test_two_notes_are_both_shown():
    assert source(f"{YEAR}, note = {{One.}}, note = {{Two}}, note = {{Two}}").note == "One. Two"


def test_two_years_are_still_a_mistake():
    assert "duplicate year" in problem(f"{YEAR}, year = 2021")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("From $5 to $10 a day", "From $5 to $10 a day"),
        ("Between $n$ and $m$", "Between n and m"),
        (r"{\ensuremath{J\mskip -3mu/\mskip -2mu\psi}} waves", "J/ψ waves"),
        (r"Sums of $\binom{n}{k}$", "Sums of (n choose k)"),
        (r"\og Chênes \fg{} et ormes", "« Chênes » et ormes"),
        (r"El pa\'\i s", "El país"),
        ("Oak<br>trees", "Oak trees"),
    ],
)
def test_a_title_keeps_its_signs_and_its_words_apart(title, said):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == said


@pytest.mark.parametrize("title", ["And so on…", "树睡觉吗？", "树睡觉。"])
def test_a_title_ends_with_one_mark(title):
    made = source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020")
    assert made.reference.text == f"Ada Lin. {title} 2020."


def test_the_day_of_a_visit_is_read_under_its_other_names():
    made = source(f"{ADA}, url = {{https://oak.example}}, lastchecked = {{2020-05-06}}", "misc")
    assert made.visited.text() == "6 May 2020"


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ("type = {Poster}", "Poster"),
        ("type = {Oral presentation (invited)}", "Oral presentation (invited)"),
        ("type = {Talk}, note = {Best talk}", "Best talk"),
        ("type = {Poster}, note = {With Bo}", "Poster. With Bo"),
        ("type = {proceedings}", ""),
        ("type = {Conference Paper}", ""),
    ],
)
def test_as_what_a_work_was_presented_is_said(fields, note):
    assert (
        source(f"{ADA}, year = 2020, booktitle = {{Oak Days}}, {fields}", "inproceedings").note
        == note
    )


@pytest.mark.parametrize(
    ("volume", "said"),
    [("Master in Oaks", "PhD thesis, Master in Oaks, Elm,"), ("IV", "vol. IV"), ("2", "vol. 2")],
)
def test_a_volume_in_words_is_no_volume(volume, said):
    made = source(f"{ADA}, year = 2020, school = {{Elm}}, volume = {{{volume}}}", "phdthesis")
    assert said in made.imprint

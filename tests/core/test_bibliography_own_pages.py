"""What people write for a page of their own: links and bold type of Markdown, days of a visit."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography

#: What catalogues write where no place or no publisher is printed.
UNKNOWN = (
    *("[s.n.]", "s.n.", "[sn]", "S. n.", "[S.l.]", "[S.l.: s.n.]", "o. O.", "o.V."),
    *("[Place of publication not identified]", "publisher not identified"),
)


@pytest.mark.parametrize(
    ("note", "read"),
    {
        "Best paper, see [slides](https://oak.example/s).": ("Best paper", ["slides"]),
        '**Told**: "Oaks grow." [Elm](https://oak.example/n).': ('Told: "Oaks grow."', ["Elm"]),
        r"\url{https://oak.example/a} (23.9.2022)": ("", ["oak.example/a"]),
        r"\url{https://oak.example/a} [2022-09-23]": ("", ["oak.example/a"]),
        "Talk (23.9.2022)": ("Talk (23.9.2022)", []),
        "Table [2](p. 7)": ("Table [2](p. 7)", []),
    }.items(),
)
def test_links_of_markdown_and_the_day_of_a_visit_are_no_words_of_a_note(note, read):
    made = source(f"{ADA}, year = 2020, note = {{{note}}}", "misc")
    assert (made.note.rstrip("."), [label for label, _ in made.links]) == read


def test_a_link_of_markdown_to_a_file_beside_its_page_is_refused():
    said = problem(f"{ADA}, year = 2020, note = {{[pdf](./papers/a.pdf)}}", "misc")
    assert "leads nowhere from here (got '[pdf](./papers/a.pdf)')" in said


def test_of_an_undated_page_the_day_of_the_visit_beside_its_address_is_told():
    note = r"note = {\url{https://oak.example/a} (23.9.2022)}"
    assert "Visited on 23 September 2022." in source(f"{ADA}, {note}", "misc").reference.text


def test_a_note_that_ends_by_itself_has_no_second_stop():
    made = source(f'{ADA}, year = 2020, note = {{"Oaks grow."}}', "misc")
    assert made.reference.text == 'Ada Lin. T. 2020. "Oaks grow."'


@pytest.mark.parametrize("place", ["number", "volume", "pages"])
def test_a_number_beside_arxiv_as_the_journal_is_the_eprint(place):
    made = source(
        f"{ADA}, year = 2020, journal = {{arXiv preprint arXiv:}}, {place} = {{2001.01234}}"
    )
    assert (made.eprint, made.venue, made.volume) == ("2001.01234", "arXiv preprint", "")


def test_the_word_for_a_thesis_is_no_part_of_its_school():
    made = source(f"{ADA}, year = 2020, school = {{Diss., Univ. Elm}}", "phdthesis")
    assert made.reference.text == "Ada Lin. T. PhD thesis, Univ. Elm, 2020."


@pytest.mark.parametrize("names", ["Ada Lin amd Bo Wu", "Ada Lin nad Bo Wu and Chi Xu"])
def test_a_slip_in_the_word_between_two_names_is_told(names):
    assert "separates authors" in problem(f"author = {{{names}}}, title = {{T}}, year = 2020")


@pytest.mark.parametrize(
    ("title", "text"),
    {
        r"The \nth{17} Oak": "The 17th Oak",
        r"Oaks\raisebox{-0.5ex}\textasciitilde 7": "Oaks~7",
        r"\rotatebox{90}{Oak} \scalebox{0.5}{y} \resizebox{1cm}{!}{z}": "Oak y z",
        r"\NoCaseChange{iOS} \makebox[1cm][l]{q}\hphantom{xx}": "iOS q",
    }.items(),
)
def test_what_tex_moves_or_turns_is_read_as_it_prints(title, text):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == text


def test_how_a_style_is_set_is_no_entry():
    styles = '@IEEEtranBSTCTL{bst, CTLuse_forced_etal = "yes"}\n@CONTROL{rev, author = "08"}'
    read = read_bibliography(styles)
    assert (read.problems, dict(read.sources)) == ((), {})


def test_a_first_day_without_its_month_is_none_and_any_other_is_asked_of():
    assert source(f"{ADA}, year = 2020, day = {{01}}").when == "2020"
    assert "must have a month" in problem(f"{ADA}, year = 2020, day = 7")


def test_a_field_twice_in_other_capitals_says_one_thing():
    made = source(f"{ADA}, year = 2020, journal = {{Oak letters}}, journal = {{Oak Letters}}")
    assert made.venue == "Oak letters"


def test_words_of_a_publisher_take_no_more_time_than_they_are_long():
    note = f"Publisher: {'A' * 4000}7. {'Elm ' * 2000}"
    read = read_bibliography(f"@misc{{lin, {ADA}, year = 2020, note = {{{note}}}}}")
    assert list(read.sources) == ["lin"]


@pytest.mark.parametrize(
    ("journal", "venue"),
    [
        ("Oak Lett. A 109, 052819 (2024)", "Oak Lett. A"),
        ("Oak Letters, Vol. 109, No. 5, 052819", "Oak Letters"),
        ("Oak Lett. A 109, 052819 (2025)", "Oak Lett. A (2025)"),
        ("Oak Lett. A 108, 052819 (2024)", "Oak Lett. A 108, 052819 (2024)"),
        ("Oak 109", "Oak 109"),
        ("Oak Days (2024)", "Oak Days (2024)"),
    ],
)
def test_numbers_behind_a_journal_that_fields_say_are_said_once(journal, venue):
    numbers = "volume = 109, number = 5, pages = {052819}, year = 2024"
    assert source(f"{ADA}, journal = {{{journal}}}, {numbers}").venue == venue


@pytest.mark.parametrize(
    ("whole", "venue"),
    [
        ("Days of Oaks, pages 3--9, 2020", "Days of Oaks"),
        ("Days of Oaks 2020, vol. 12, pp. 3-9", "Days of Oaks 2020"),
        ("Days of Oaks, pages 3--8", "Days of Oaks, pages 3–8"),
        ("Days of Oaks (DO 12, 2020)", "Days of Oaks (DO 12, 2020)"),
    ],
)
def test_pages_behind_the_name_of_proceedings_are_said_once(whole, venue):
    numbers = "volume = 12, pages = {3--9}, year = 2020"
    assert source(f"{ADA}, booktitle = {{{whole}}}, {numbers}", "inproceedings").venue == venue


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        *(("16. 275-290", "275–290"), ("13. 1--31", "13. 1–31")),
        *(("18--1", "18-1"), ("OJ--00935", "OJ-00935"), ("98--03", "98–03"), ("7--9", "7–9")),
        *(
            ("18--9", "18–9"),
            ("30--28", "30–28"),
            ("xi--123", "xi–123"),
            ("A12--14", "A12–14"),
            ("12--18", "12–18"),
        ),
    ],
)
def test_what_nobody_reads_as_a_range_of_pages_has_a_hyphen(written, shown):
    made = source(f"{ADA}, journal = {{Oaks}}, year = 2020, pages = {{{written}}}")
    assert made.pages == shown


@pytest.mark.parametrize("unknown", UNKNOWN)
def test_where_no_place_and_no_publisher_is_printed_there_is_none(unknown):
    made = source(f"{ADA}, year = 2020, publisher = {{{unknown}}}, address = {{{unknown}}}", "book")
    assert made.reference.text == "Ada Lin. T. 2020."


@pytest.mark.parametrize(
    ("written", "publisher"),
    [("SL", "SL"), ("S. N. Elm", "S. N. Elm"), ("[S.l.] : Elm", "Elm"), ("s. l.: Elm", "Elm")],
)
def test_a_publisher_behind_the_words_of_a_catalogue_is_one(written, publisher):
    named = source(f"{ADA}, publisher = {{{written}}}, year = 2020", "book")
    assert named.reference.text == f"Ada Lin. T. {publisher}, 2020."


def test_an_article_of_proceedings_has_their_place_and_publisher():
    place = "publisher = {Elm}, location = {Elmtown}, year = 2020"
    made = source(f"{ADA}, booktitle = {{Oak Workshop}}, {place}")
    assert made.reference.text == "Ada Lin. T. Oak Workshop, Elm, Elmtown, 2020."
    journal = source(f"{ADA}, booktitle = {{Oak Workshop}}, volume = 3, {place}")
    assert journal.reference.text == "Ada Lin. T. Oak Workshop 3, 2020."


@pytest.mark.parametrize("lead", ["URI", "URI:", "Handle:", "URL"])
def test_the_word_for_an_address_is_no_note(lead):
    note = f"note = {{{lead} http://hdl.handle.net/12/34}}"
    made = source(f"{ADA}, year = 2020, {note}", "misc")
    assert (made.note, len(made.links)) == ("", 1)


def test_the_parentheses_around_a_number_are_those_of_the_list():
    made = source(f"{ADA}, journal = {{Oaks}}, volume = 3, number = {{(ELM)}}, year = 2020")
    assert made.reference.text == "Ada Lin. T. Oaks 3(ELM), 2020."


@pytest.mark.parametrize(
    ("written", "publisher"),
    [
        ("ELM SCIENCE INC 360 OAK AVE SOUTH, NEW YORK, NY 10010-1710 USA", "ELM SCIENCE INC"),
        ("Ada Elm, Inc. 140 Oak Street, 3rd Floor Oaktown, NY 10801 USA", "Ada Elm, Inc."),
        ("Elm-Oak, 22 Oak Square, Oaktown EH8 9LF UK", "Elm-Oak"),
        ("Oak Congress 2014 Organising Committee of Oaktown", None),
        ("Society of Oaks, Section 12 Oak Street", None),
        ("Faculty of 1000 Ltd", None),
        ("Society of Oaks (SOOE, 3600 Elm Street, Oaktown, PA 19104)", None),
    ],
)
@pytest.mark.parametrize("name", ["publisher", "organization"])
def test_the_house_of_a_publisher_is_no_part_of_its_name(name, written, publisher):
    made = source(
        f"{ADA}, booktitle = {{Oaks}}, {name} = {{{written}}}, year = 2020", "inproceedings"
    )
    said = f"{publisher or written}, 2020"
    assert made.reference.text == f"Ada Lin. T. Oaks, {said}."


def test_a_place_that_begins_with_who_has_held_a_talk_there_says_it_once():
    held = "organization = {Elm}, location = {Elm, Oaktown}, year = 2020, type = {Talk}"
    assert (
        source(f"{ADA}, {held}", "misc").reference.text == "Ada Lin. T. Talk, Elm, Oaktown, 2020."
    )


@pytest.mark.parametrize(
    ("sorted_so", "said"),
    [
        ("Oak Engineering, IEEE Transactions on", "IEEE Transactions on Oak Engineering"),
        ("Oaks, Elms and Ashes, Journal on", "Journal on Oaks, Elms and Ashes"),
        ("{Oaks (OAK), 2020 IEEE 4th Symposium on}", "2020 IEEE 4th Symposium on Oaks (OAK)"),
        ("Oaks, 2020. OAK'20. Workshop on", "Workshop on Oaks (OAK'20)"),
        ("Oaks, 2020. Workshop on", "Workshop on Oaks"),
        *[(one, one) for one in ("Oaks, 2019. Workshop on", "Oaks, 2020. Proceedings. Forum on")],
        *[(one, one) for one in ("On Oaks, and a Treatise on", "Proceedings of Oaks, Forum 2020")],
    ],
)
@pytest.mark.parametrize("name", ["journal", "booktitle"])
def test_a_name_that_ieee_has_turned_round_is_said_as_it_is_read(name, sorted_so, said):
    made = source(f"{ADA}, {name} = {{{sorted_so}}}, year = 2020")
    assert made.venue == said


def test_a_remark_behind_a_publisher_is_a_note():
    held = r"publisher = {ELM.\newline [Acceptance rate 23\%]}, location = {Oaktown, Japan.}"
    made = source(f"{ADA}, booktitle = {{Oaks}}, year = 2020, {held}", "inproceedings")
    assert made.reference.text == (
        "Ada Lin. T. Oaks, ELM, Oaktown, Japan, 2020. [Acceptance rate 23%]."
    )

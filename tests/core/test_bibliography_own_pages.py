"""What people write for a page of their own: links and bold type of Markdown, days of a visit."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source


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

"""How a catalogue states who has made a book: their role, that more are meant, or a body."""

from __future__ import annotations

import pytest

from folio.core.bibliography import read_bibliography


def read(fields: str):
    """Return what is read of a book with these fields, and what is wrong with it."""
    file = read_bibliography(f"@book{{a, title = {{Oaks}}, year = 2020, {fields}}}")
    return file.sources.get("a"), [message for _, message in file.problems]


@pytest.mark.parametrize(
    "said",
    [
        *("Ada Lin ... [et al.]", "Ada Lin [et al.]", "Lin, Ada et alii", "{Lin, Ada et al.}"),
        *("Ada Lin u.a.", "Lin, Ada u. a.", "Lin, Ada and u. a.", "Lin, Ada and {u. a.}"),
        *("Lin, Ada y otros", "Ada Lin e outros", "Lin, Ada i in.", "Lin, Ada och andra"),
        *("Lin, Ada m.fl.", "Lin, Ada ja muut", "Lin, Ada a kol.", "Lin, Ada и др."),
        *("Lin, Ada and andere", "Lin, Ada … et al.", "Lin, Ada and others and et al."),
    ],
)
def test_that_more_are_meant_is_no_name_in_any_language(said):
    source, wrong = read(f"author = {{{said}}}")
    assert not wrong
    assert [str(name) for name in source.names] == ["Ada Lin", "others"]


@pytest.mark.parametrize(
    ("said", "name"), [("Lin, u. a.", "U. A. Lin"), ("Aj. Lin", "Aj. Lin"), ("Lin, A.", "A. Lin")]
)
def test_initials_are_not_taken_for_others(said, name):
    assert [str(one) for one in read(f"author = {{{said}}}")[0].names] == [name]


@pytest.mark.parametrize(
    "said",
    [
        *("hrsg. von Ada Lin and Bo Wu", "Hrsg. v. Ada Lin and Bo Wu", "ed. by Ada Lin and Bo Wu"),
        *("sous la direction de Ada Lin and Bo Wu", "a cura di Ada Lin and Bo Wu"),
        *("editado por Ada Lin and Bo Wu", "pod redakcją Ada Lin and Bo Wu"),
    ],
)
def test_those_who_have_edited_a_book_are_its_editors(said):
    source, wrong = read(f"author = {{{said}}}, publisher = {{Elm}}")
    assert not wrong
    assert source.reference.text == "Ada Lin, Bo Wu (eds.). Oaks. Elm, 2020."
    assert "author" not in source.bibtex


def test_the_word_for_an_editor_goes_beside_an_author():
    source, _ = read("author = {Cy Ash}, editor = {hrsg. von Ada Lin}")
    assert [str(name) for name in source.names] == ["Cy Ash"]
    assert [str(name) for name in source.editors] == ["Ada Lin"]


@pytest.mark.parametrize("name", ["Ed Lin", "Ada Von Lin", "Bearb, Ada", "Hrsg, Bo"])
def test_a_name_that_begins_as_such_a_word_is_kept(name):
    source, wrong = read(f"author = {{{name}}}")
    assert not wrong
    assert len(source.names) == 1
    assert not source.editors


@pytest.mark.parametrize(
    "name",
    [
        *("Federal Court", "Supreme Court", "Elmisches Bundesgericht", "Oberlandesgericht Elmau"),
        *("Cour constitutionnelle", "Tribunal Supremo", "Corte Costituzionale", "Hoge Raad"),
        *("Home Office", "Statistisches Bundesamt", "European Central Bank", "Statistics Oak"),
        *("International Oak", "Oak Technology Advisory Board", "Gouvernement général"),
    ],
)
def test_a_court_and_an_office_are_bodies(name):
    source, wrong = read(f"author = {{{name}}}")
    assert not wrong
    assert [(one.given, one.family) for one in source.names] == [("", name)]


@pytest.mark.parametrize("name", ["Ada Court", "Bo Bank", "Ada Board", "Royal Lin"])
def test_a_family_that_is_called_so_is_one(name):
    assert read(f"author = {{{name}}}")[0].names[0].given == name.split()[0]


def test_a_body_that_is_parted_is_refused_as_before():
    _, wrong = read("author = {National Oaks and Elm Administration}")
    assert "parts a body at its 'and'" in wrong[0]


def test_one_and_too_many_between_two_names_goes():
    names = read("author = {Lin, Ada and and Wu, Bo}")[0].names
    assert [str(name) for name in names] == ["Ada Lin", "Bo Wu"]
    assert "author without a name" in read("author = {and Lin, Ada}")[1][0]
    assert "author without a name" in read("author = {Lin, Ada and}")[1][0]


@pytest.mark.parametrize("said", ["Ada Lin, Bo Wu u. a.", "Ada Lin, Bo Wu et al."])
def test_two_names_with_a_comma_between_them_before_others_are_refused(said):
    assert "separates authors by something else" in read(f"author = {{{said}}}")[1][0]


def test_bold_type_of_markdown_is_no_part_of_a_name_in_the_list_or_in_the_copy():
    file = read_bibliography("@misc{k, title = {T}, author = {**Ada Lin** and Bo Wu}, year = 2020}")
    assert file.problems == ()
    assert file.sources["k"].reference.text.startswith("Ada Lin, Bo Wu. ")
    assert 'author = "Lin, Ada and Wu, Bo"' in file.sources["k"].bibtex


def test_a_command_behind_a_name_that_nothing_defines_is_told_and_runs_into_no_name():
    file = read_bibliography("@misc{k, title = {T}, author = {Lin\\role{PI}, Ada}, year = 2020}")
    assert file.sources == {}
    ((line, told),) = file.problems
    assert line == 1
    assert r"has the command \role, which has no text" in told


def test_the_number_of_a_catalogue_is_no_note_wherever_braces_hold_its_capitals():
    note = "Google-Books-{ID}: {bX}3Tz"
    file = read_bibliography(f"@book{{k, title = {{T}}, author = {{Ada Lin}}, note = {{{note}}}}}")
    assert file.sources["k"].note == ""


@pytest.mark.parametrize("year", ["2014 [cit.~2014-12-30]", "2014 (citováno 30. 12. 2014)"])
def test_the_day_of_a_visit_beside_the_year_is_none_of_the_work(year):
    file = read_bibliography(f"@misc{{k, title = {{T}}, author = {{Ada Lin}}, year = {{{year}}}}}")
    assert file.problems == ()
    assert file.sources["k"].reference.text == "Ada Lin. T. 2014."

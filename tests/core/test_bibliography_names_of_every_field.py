"""Names as historians, lawyers, physicists and mathematicians write them, and those of bodies."""

from __future__ import annotations

import pytest

from entries import problem, source

REST = "title = {T}, year = 2020"


def named(names: str) -> list[tuple[str, str, str]]:
    """Return the authors of an entry: given name, family and suffix."""
    return [tuple(name) for name in source(f"author = {{{names}}}, {REST}").names]


@pytest.mark.parametrize(
    ("names", "read"),
    [
        ("E. {B}rian {O}ak", [("E. Brian", "Oak", "")]),
        ("{O}ak, {A}da and {W}u, {B}o", [("Ada", "Oak", ""), ("Bo", "Wu", "")]),
        ("{O}{E}lm, Ada and {McE}lm, Bo", [("Ada", "OElm", ""), ("Bo", "McElm", "")]),
        ("A. {O}ak~Elm", [("A.", "Oak Elm", "")]),
        ("A. {O}ak~Elm and {B}. {W}u", [("A.", "Oak Elm", ""), ("B.", "Wu", "")]),
        ("Oak, H. -J. and Elm, K. -L.", [("H.-J.", "Oak", ""), ("K.-L.", "Elm", "")]),
        ("Oak, Ada and {al.}", [("Ada", "Oak", ""), ("", "others", "")]),
        ("Oak, Ada and {...}", [("Ada", "Oak", ""), ("", "others", "")]),
        ("Oak, Ada and {many others}", [("Ada", "Oak", ""), ("", "others", "")]),
        ("Oak, Ada and {More}", [("Ada", "Oak", ""), ("", "More", "")]),
        ("Oak, Hans- Peter", [("Hans-Peter", "Oak", "")]),
        ("{Bund der Eichen- und Ulmen}", [("", "Bund der Eichen- und Ulmen", "")]),
        (
            "Garcia Oak, Ana and Elm Oak, Ada B. Cara",
            [("Ana", "Garcia Oak", ""), ("Ada B. Cara", "Elm Oak", "")],
        ),
        ("Oak, A. v. and Elm, B. d.", [("A. v.", "Oak", ""), ("B. d.", "Elm", "")]),
        ("Oak, A. b.", [("A. B.", "Oak", "")]),
        (
            "Lin Ai-Dan and Zhang Jun-Xiang and Wu Bo",
            [("Ai-Dan", "Lin", ""), ("Jun-Xiang", "Zhang", ""), ("Bo", "Wu", "")],
        ),
        ("Lin Ai-Dan and Ada Oak-Elm", [("Lin", "Ai-Dan", ""), ("Ada", "Oak-Elm", "")]),
        ("Bertrand.", [("", "Bertrand", "")]),
        ("Anon.", [("", "Anon.", "")]),
        (" and Lin, Ada and Wu, Bo", [("Ada", "Lin", ""), ("Bo", "Wu", "")]),
        ('Ada Lin and Bo Wu"', [("Ada", "Lin", ""), ("Bo", "Wu", "")]),
        ('Ada "Bo" Lin', [('Ada "Bo"', "Lin", "")]),
        ("Lin, Wei (Ada)", [("Wei (Ada)", "Lin", "")]),
        ("Oak, A. B. (Ada)", [("A. B. (Ada)", "Oak", "")]),
        ("Oak, Ada (Jr)", [("Ada", "Oak", "(Jr)")]),
        ("Oak, Ada (MIT)", [("Ada", "Oak", "(MIT)")]),
        ("Ada Oak (Bo)", [("Ada", "Oak", "(Bo)")]),
    ],
)
def test_a_person_is_read_without_what_programs_leave_in_a_name(names, read):
    assert named(names) == read


def test_what_somebody_is_called_stays_behind_the_given_name_in_the_copy():
    assert 'author = "Lin, Wei {(Ada)}"' in source(f"author = {{Lin, Wei (Ada)}}, {REST}").bibtex


@pytest.mark.parametrize(
    "body",
    ["Concejo de Elm", "Colegio de Robles", "Kanton Elm", "Verein Elmischer Eichen", "Escuela Oak"],
)
def test_a_body_is_told_by_its_first_word(body):
    assert named(body) == [("", body, "")]
    assert named(f"Lin, Ada and {body}")[1] == ("", body, "")


@pytest.mark.parametrize("family", ["Junta", "Senado", "Hospital", "Verein"])
def test_a_family_of_such_a_name_is_one(family):
    assert named(f"{family}, Ada")[0] == ("Ada", family, "")


@pytest.mark.parametrize(
    "body",
    [
        "DANE, {Departamento Administrativo Nacional de Elm}",
        "DANE, Departamento Administrativo Nacional de Elm",
        "OFE, Organisation For Elms",
    ],
)
def test_what_a_body_is_called_in_short_stands_before_its_name(body):
    assert named(body) == [("", body.replace("{", "").replace("}", ""), "")]


def test_a_body_with_braces_around_some_words_is_one():
    assert named("{I}nstituto de {E}lm ({IDE})") == [("", "Instituto de Elm (IDE)", "")]


def test_a_body_with_capitals_in_braces_is_not_parted_at_its_and():
    said = problem(f"author = {{Center for {{O}}aks {{E}}lms and {{A}}shes}}, {REST}")
    assert "parts a body at its 'and' (got 'Center for Oaks Elms and Ashes')" in said


def test_two_whole_names_are_told_by_an_initial_of_the_second_too():
    said = problem(f"author = {{Brian Oak, Ada R. R. Elm}}, {REST}")
    assert "{Brian Oak and Ada R. R. Elm}, or {{Brian Oak}, Ada R. R. Elm} if that is one" in said


def test_capitals_in_braces_hide_no_second_author():
    names = "{J}.{O}. {O}ak{,} {B}. Wu and Ada Lin"
    assert "{J.O. Oak and B. Wu and Ada Lin}" in problem(f"author = {{{names}}}, {REST}")


def test_two_bodies_and_a_body_that_is_torn_are_asked_about():
    assert "separates authors" in problem(
        f"author = {{National Institute of Oaks, National Institute of Elms}}, {REST}"
    )
    assert "without a name" in problem(
        f"author = {{and Elms, International Journal of Oaks}}, {REST}"
    )


@pytest.mark.parametrize("names", ["...", "Oak, Ada and ... and Wu, Bo"])
def test_points_that_are_no_end_of_a_list_are_asked_about(names):
    assert "signs for an author" in problem(f"author = {{{names}}}, {REST}")

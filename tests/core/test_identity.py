"""The person is found on a paper however it prints the name, and nobody else is."""

from __future__ import annotations

import pytest

from folio.core.bibtex.people.persons import read_names
from folio.core.identity import own_places
from folio.core.signatures import forms_of

ADA = ("Ada Lin", "林愛達")


def own(authors: str, *forms: str) -> list[str]:
    names = read_names(authors)
    return [str(names[place]) for place in sorted(own_places(names, forms or ADA))]


@pytest.mark.parametrize(
    "written",
    [
        *("Ada Lin", "Lin, Ada", "Lin, A.", "A. Lin", "Ada B. Lin", "Lin, Ada B.", "Lin Ada"),
        *("林愛達", "Lin, Jr., Ada", "{Lin, Ada}", r"\textbf{Ada Lin}", r"\textbf{Lin, A.}"),
        *("Ada Lin*", r"Ada Lin\textsuperscript{1,*}", "LIN, Ada", "{\\bf Ada Lin}", "{Ada Lin}"),
    ],
)
def test_the_person_is_found_in_each_form_of_the_name(written):
    assert len(own(f"Bo Wu and {written} and others")) == 1


@pytest.mark.parametrize(
    "written",
    [
        *("B. Lin", "Bo Lin", "Ada Ling", "Adam Lin", "Ada Wu", "{Lin}", "Lin Group", "Ada"),
        *("Anna Lin", "Ada Lin-Wu", "and others", "A. Linn"),
    ],
)
def test_nobody_else_is_taken_for_the_person(written):
    assert own(f"Bo Wu and {written.removeprefix('and ')}") == []


def test_of_two_who_could_be_meant_the_exact_one_is_and_else_none():
    assert own("A. Lin and Ada Lin") == ["Ada Lin"]
    assert own("A. Lin and A. B. Lin") == []


def test_a_name_whose_parts_nothing_separates_is_found_where_they_are_parted():
    assert own("田中, 雪 and 田中, 月", "Yuki Tanaka", "田中雪") == ["田中雪"]
    assert own("Lin, Ada and 林, 愛美") == ["Ada Lin"]


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("Ludwig van Beethoven", "van Beethoven, L."),
        ("Ludwig van Beethoven", "Beethoven, Ludwig van"),
        ("José García Márquez", r"Garc{\'\i}a M{\'a}rquez, J."),
        ("Jean-Pierre Dupont", "J.-P. Dupont"),
        ("John Ronald Tolkien", "Tolkien, JR"),
        ("Nguyễn Thị Lam", "Lam Nguyen Thi"),
        ("Jörg Müller", "Mueller, Joerg"),
        ("Joerg Mueller", r"M{\"u}ller, J."),
        ("Søren Łoś", "Los, Soren"),
        ("Søren Łoś", "Łoś, Soeren"),
        ("Đorđe Weiß", "Weiss, Dorde"),
        ("Ziyu O'Hara", "O’Hara, Z."),
        ("Martin King, Jr.", "King, Jr., Martin"),
        ("Martin King, Jr.", "King, Martin"),
        ("Trần Thị Mai", "Mai T. Tran"),
        ("Trần Thị Mai", "M. T. Tran"),
        ("Đỗ Văn Hùng", "Do, V. H."),
        ("María del Carmen Elm", "Elm, M. d. C."),
        ("Vera Oak", "Oak, VI"),
        ("Ziyu O'Hara", "Oʼhara, Z."),
        ("Ziyu O'Hara", "O`Hara, Z."),
        ("Ada Mac Elm", "MacElm, A."),
        ("Kate de la Elm", "DelaElm, K."),
        ("Uwe von der Oak", "v. d. Oak, U."),
        ("Uwe von der Oak", "von der Oak, U."),
        ("Dr. Ada Lin", "Lin, A."),
        ("Nikola Đukić", r"Djuki{\'c}, N."),
    ],
)
def test_particles_accents_initials_and_suffixes_do_not_hide_the_person(form, written):
    assert len(own(f"Bo Wu and {written}", *forms_of(form))) == 1


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("Martin King, Jr.", "King, Sr., Martin"),
        ("Martin King III", "King, Jr., M."),
        ("Ada Mai Elm", "Elm, Mai A."),  # the given names of the West do not turn
        ("Ada de Lin", "Lin, D."),
        ("Vera Oak", "OAK, BI"),
        ("Uwe Oak", "v. d. Elm, U."),
    ],
)
def test_another_suffix_or_order_of_given_names_is_somebody_else(form, written):
    assert own(f"Bo Wu and {written}", *forms_of(form)) == []


def test_a_person_may_sign_under_several_names():
    assert forms_of("Ada Lin, A. B. Lin", None, "Ada Lin") == ("Ada Lin", "A. B. Lin")
    assert own("Ada Former", *forms_of("Ada Lin, Ada Former")) == ["Ada Former"]

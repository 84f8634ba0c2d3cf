"""Ordinary names that a rule must leave alone, and lists that look like one name."""

from __future__ import annotations

import pytest

from entries import problem, source
from folio.core.bibliography import read_bibliography

REST = "title = {T}, journal = {L}, year = 2020"


def parts(author: str) -> list[tuple[str, ...]]:
    """Return the names of an author field, each as given name, family and suffix."""
    return [tuple(name) for name in source(f"author = {{{author}}}, {REST}").names]


@pytest.mark.parametrize(
    "author",
    [
        r"Ada Lin \& Bo Wu",
        "Ada Lin / Bo Wu",
        "Ada Lin + Bo Wu",
        "Ada Lin y Bo Wu",
        "{Ada Lin, Bo Wu}",
    ],
)
def test_two_persons_are_never_read_as_one(author):
    assert "authors are separated by ' and '" in problem(f"author = {{{author}}}, {REST}")


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ("von und zu Elm, Karl", "von und zu Elm"),
        ("Ada Lin y Elm", "Lin y Elm"),
        ("Ada Lin i Elm", "Lin i Elm"),
        ("Ada de la Lin y Elm", "de la Lin y Elm"),
        ("Ada B. Hospital", "Hospital"),
        ("NG, ADA", "NG"),
        ("Oaks en Español", "en Español"),
        ("Ada Lin with contributions from Di Xu", "with contributions from Di Xu"),
        ("LY, ADA", "LY"),
        (r"Garc\'\i a, Ada", "García"),
        (r"Ada S\o rensen", "Sørensen"),
        ("Lin (for the Oak Group), Ada", "Lin (for the Oak Group)"),
    ],
)
def test_a_family_is_told_as_its_bearer_writes_it(author, family):
    assert parts(f"{author} and Bo Wu")[0][1] == family


@pytest.mark.parametrize(
    "author",
    [
        r"\textbf{Ada Lin and Bo Wu}",
        r"\me{Ada Lin} and Bo Wu",
        "Ada Lin, PhD and Bo Wu, MD",
        r"{\bf Ada Lin and Bo Wu}",
        "{Lin, Ada and Wu, Bo}",
    ],
)
def test_marks_and_degrees_are_no_part_of_a_name(author):
    assert parts(author) == [("Ada", "Lin", ""), ("Bo", "Wu", "")]


def test_initials_that_may_be_a_degree_stay_where_families_come_first():
    assert parts("Oak Elm, MD and Wu, B") == [("MD", "Oak Elm", ""), ("B", "Wu", "")]


@pytest.mark.parametrize(
    "author",
    ["{Ministry of Oaks, Elms and Ash}", "{Oak Lab, School of Elms and Ash}", "The Oak Project"],
)
def test_a_body_in_braces_is_one_name(author):
    assert parts(author) == [("", author.strip("{}"), "")]


@pytest.mark.parametrize(
    ("author", "suffix"),
    [
        ("Ada Lin for the OAK Collaboration", "(for the OAK Collaboration)"),
        ("Lin, Ada on behalf of the Elm Consortium", "(on behalf of the Elm Consortium)"),
        ("Ada Lin (on behalf of the group of Oaks)", "(on behalf of the group of Oaks)"),
    ],
)
def test_for_whom_somebody_writes_is_no_family(author, suffix):
    assert parts(author) == [("Ada", "Lin", suffix)]


def test_a_consortium_with_a_purpose_in_its_name_is_one_body():
    assert parts("Center for the Elm Consortium") == [("", "Center for the Elm Consortium", "")]


def test_a_family_in_braces_is_not_asked_of_again():
    text = "@misc{{{0}, author = {{{1}}}, title = {{{0}}}, year = 2020}}"
    names = ("Elmer, Ada", "{Ada}, Elmer", "{Elmer}, Ada")
    asked, *settled = (
        read_bibliography("\n".join((text.format("a", names[0]), text.format("b", one))))
        for one in ("Ada, Elmer", names[1])
    )
    assert "{{Family}, Given} where it is so" in asked.problems[0][1]
    assert settled[0].problems == ()


@pytest.mark.parametrize("role", ["(Ed.)", "(eds.)", "(Hrsg.)", "(Hg.)"])
def test_the_role_of_an_editor_is_said_once(role):
    made = source(f"editor = {{Ada Lin and Bo Wu {role}}}, title = {{T}}, year = 2020", "book")
    assert made.reference.authors == "Ada Lin, Bo Wu (eds.)."


@pytest.mark.parametrize(
    "between", [" with ", " en ", " · ", " -- ", " - ", " – ", " et ", " und ", "; "]
)
def test_what_parts_two_names_is_never_within_one(between):
    author = f"Ada Lin{between}Bo Wu"
    said = problem(f"author = {{{author}}}, {REST}")
    assert "write {Ada Lin and Bo Wu} if these are whole names" in said


@pytest.mark.parametrize("author", ["Lin - Elm, Ada", "Lin-Elm, Ada"])
def test_a_family_with_a_hyphen_is_one(author):
    assert len(parts(f"{author} and Wu, Bo")) == 2


@pytest.mark.parametrize(
    "author",
    ["<b>Ada Lin</b> and Bo Wu<sup>1</sup>", "by Ada Lin and Bo Wu", "**Ada Lin** and Bo Wu"],
)
def test_what_only_a_page_prints_around_a_name_goes(author):
    assert parts(author) == [("Ada", "Lin", ""), ("Bo", "Wu", "")]


@pytest.mark.parametrize("editor", ["Ada Lin and Bo Wu, eds.", "Edited by Ada Lin and Bo Wu"])
def test_the_word_that_they_are_editors_is_said_once(editor):
    made = source(f"editor = {{{editor}}}, title = {{T}}, year = 2020", "book")
    assert made.reference.authors == "Ada Lin, Bo Wu (eds.)."


@pytest.mark.parametrize("author", ["{A. Lin}", r"{\textbf{A. Lin}}"])
def test_an_initial_shows_that_a_name_in_braces_is_a_person(author):
    assert parts(f"{author} and Bo Wu")[0] == ("A.", "Lin", "")


@pytest.mark.parametrize("author", ["{Ada Lin}", "{U. S. Steel}", "{Oak B. Team of Elm}"])
def test_any_other_name_in_braces_stays_one(author):
    assert parts(f"{author} and Bo Wu")[0] == ("", author.strip("{}"), "")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("a Lin, Bo and a. Wu, Ada", [("Bo A", "Lin"), ("Ada A.", "Wu")]),  # Mendeley
        ("a van der Lin, Bo", [("Bo A", "van der Lin")]),
        (
            "e Silva, Bo and d Elm, Ada and t Oak, Bo",
            [("Bo", "e Silva"), ("Ada", "d Elm"), ("Bo", "t Oak")],
        ),
        ("{B. Lin}, Ada and {B. C. Wu}, Bo", [("Ada B.", "Lin"), ("Bo B. C.", "Wu")]),
        ("{St. Lin}, Ada", [("Ada", "St. Lin")]),
        ("J. D.Lin and L.Oak and Bo St.Elm", [("J. D.", "Lin"), ("L.", "Oak"), ("Bo", "St.Elm")]),
    ],
)
def test_an_initial_is_no_part_of_a_family_wherever_it_stands(author, names):
    found = source(f"author = {{{author}}}, title = {{T}}, year = 2020").names
    assert [tuple(name)[:2] for name in found] == names


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Oak (Ed.), Ada", ("Ada", "Oak", "(Ed.)")),
        ("Oak (Hrsg.), Ada", ("Ada", "Oak", "(Hrsg.)")),
        ("IV., Bo Elm", ("Bo", "Elm", "IV")),
    ],
)
def test_a_role_and_a_suffix_are_no_part_of_a_family(author, name):
    (found,) = source(f"author = {{{author}}}, title = {{T}}, year = 2020").names
    assert tuple(found) == name


def test_the_role_of_an_editor_behind_the_family_is_said_once():
    made = source("editor = {Oak (Ed.), Ada and Elm, Bo}, title = {T}, year = 2020", "book")
    assert made.byline == "Ada Oak, Bo Elm (eds.)"


@pytest.mark.parametrize(
    ("author", "said"),
    [
        (
            "Oak - Elm A.",
            "the initials behind the family (got 'Oak - Elm A.'); write {Oak - Elm, A.}",
        ),
        ("OAKC (Elm Sequencing and Ash Consortium)", "has a bracket that is open in a name"),
        ("Me++er, Bo", "has a figure or a sign in a name (got 'Bo Me++er')"),
    ],
)
def test_what_no_family_is_is_refused(author, said):
    assert said in problem(f"author = {{{author}}}, title = {{T}}, year = 2020")


def test_one_letter_is_a_family_and_a_nickname_stands_in_its_brackets():
    names = source("author = {Malcolm X and William (Bill) Oak}, title = {T}, year = 2020").names
    assert [str(name) for name in names] == ["Malcolm X", "William (Bill) Oak"]

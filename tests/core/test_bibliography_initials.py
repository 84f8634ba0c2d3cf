"""Initials where the family should be, bodies behind a comma, and what is no name at all."""

from __future__ import annotations

import pytest

from entries import problem, source
from folio.core.bibliography import read_bibliography


def named(authors: str, key: str = "x") -> list[str]:
    """Return given name and family of each author of an entry that is read."""
    read = read_bibliography(f"@misc{{{key}, title = {{T}}, author = {{{authors}}}}}")
    assert read.problems == ()
    return [f"{one.given}|{one.family}" for one in read.sources[key].names]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Lin A. and Wu B. C.", ["A.|Lin", "B. C.|Wu"]),
        (r"Gu{\'e}l A. and Wu-Ho B.-C. and others", ["A.|Guél", "B.-C.|Wu-Ho", "|others"]),
        ("De Lin A. and van der Wu B.", ["A.|De Lin", "B.|van der Wu"]),
        ("Lin, Ada and Wu B.", ["Ada|Lin", "B.|Wu"]),
        ("Lin, Ada B. and Wu C.", ["Ada B.|Lin", "C.|Wu"]),
        (r"\textbf{Lin A.} and Wu B. C.", ["A.|Lin", "B. C.|Wu"]),
        (r"Lin A.* and \textbf{\underline{Wu B.}}$^{*}$ and Elm C.", ["A.|Lin", "B.|Wu", "C.|Elm"]),
        (r"{Lin}, A. and \textbf{{B. Wu}}", ["A.|Lin", "B.|Wu"]),
    ],
)
def test_pointed_initials_behind_each_of_several_families_are_told(authors, names):
    assert named(authors) == names


def test_a_lone_name_has_its_family_first_where_the_key_begins_with_it():
    assert named("Lin A.", "lin2020") == ["A.|Lin"]
    assert named("Lin A", "Lin20oak") == ["A|Lin"]
    assert named(r"Gu{\'e}l A.", "guel2020") == ["A.|Guél"]
    assert named("Malcolm X", "x1965") == ["Malcolm|X"]


@pytest.mark.parametrize(
    ("authors", "remedy"),
    [
        ("Oak A.", "write {Oak, A.}, or {{A.}, Oak} if that is the family"),
        ("Ada Lin and Wu B.", "write {Wu, B.}, or {{B.}, Wu} if that is the family"),
        ("Lin A. and others", "write {Lin, A.}, or {{A.}, Lin} if that is the family"),
        ("Elm S.A.", "write {Elm, S.A.}, or {{Elm S.A.}} if that is a company"),
        ("Lin Ada B.", "write {Lin, Ada B.} or {Lin Ada, B.}"),
        ("A., Lin and Wu, B.", "write {Lin, A.}, or {{A.}, Lin} if that is the family"),
        ("A.B, Lin-Ho", "write {Lin-Ho, A.B}, or {{A.B}, Lin-Ho} if that is the family"),
    ],
)
def test_initials_where_a_family_should_be_are_refused_with_both_readings(authors, remedy):
    said = problem(f"author = {{{authors}}}, title = {{T}}")
    assert said.endswith(remedy)


def test_initials_in_braces_or_before_the_family_are_what_they_say():
    assert named("{A.}, Lin") == ["Lin|A."]
    assert named("A. Lin and B. C. Wu") == ["A.|Lin", "B. C.|Wu"]
    assert named("Ada Lin Jr.") == ["Ada|Lin"]


def test_a_suffix_before_an_initial_that_is_a_roman_number_stays_a_suffix():
    assert named("Lin, Jr., V.") == ["V.|Lin"]
    made = source("author = {{Lin, V. (Ada)} and {Wu, B. (Bo)}}, title = {T}")
    again = read_bibliography(made.bibtex).sources["lin"]
    assert again.reference == made.reference


@pytest.mark.parametrize("word", ["admin", "Admin", "me", "Your Name", "First Last", "authors"])
@pytest.mark.parametrize("mark", ["", r"$^{\dagger}$", "*"])
def test_a_word_in_place_of_a_name_is_refused(word, mark):
    said = problem(f"author = {{Wu, Bo and {word}{mark}}}, title = {{T}}")
    assert said.endswith(f"has {word!r} in place of a name; write who it is")
    assert named(f"{{{word}}}")


def test_a_family_that_is_such_a_word_too_is_read():
    assert named("Ada Self and Bo Author") == ["Ada|Self", "Bo|Author"]


def test_initials_without_points_behind_a_given_name_tell_that_a_lone_name_is_one_person():
    assert named("Oak Elm, Ada BC") == ["Ada BC|Oak Elm"]
    assert named("OAK ELM, Ada BC") == ["Ada BC|OAK ELM"]
    assert "separates authors" in problem("author = {ADA LIN, BO WU}, title = {T}")
    assert problem("author = {ADA LIN, BO WU}, title = {T}").endswith(
        "write {ADA LIN and BO WU}, or {{ADA LIN}, BO WU} if that is one person"
    )


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Oak Core Team, R", "R Oak Core Team"),
        ("Oak Research Group, The", "The Oak Research Group"),
        ("Oak Team, Inc.", "Oak Team, Inc."),
        ("Oak Elm Authority (OEA)", "Oak Elm Authority (OEA)"),
        (", Oak Elm Authority (OEA)", "Oak Elm Authority (OEA)"),
    ],
)
def test_a_body_of_several_words_is_one_name(written, name):
    assert named(written) == [f"|{name}"]


def test_the_parts_of_a_name_that_biblatex_labels_are_taken_as_they_are():
    assert named("family=Oak Group, given=Ada") == ["Ada|Oak Group"]


@pytest.mark.parametrize(
    "written",
    ["Oak Systems Team, Ada Lin", "University of Oaks, Department of Elms", "Ada Lin and , Wu"],
)
def test_what_may_be_two_names_behind_a_body_is_refused(written):
    assert "separates authors" in problem(f"author = {{{written}}}, title = {{T}}")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"L\&\#xF6;w, Ada", "Ada|Löw"),
        (r"O{\&}rsquo;Lin, A.", "A.|O’Lin"),
        ("L&#246;w, Ada", "Ada|Löw"),
        (r"L\&ouml;w, Ada", "Ada|Löw"),
    ],
)
def test_letters_that_html_writes_are_read_in_names_however_they_are_escaped(written, name):
    assert named(f"{written} and Wu, Bo") == [name, "Bo|Wu"]
    title = source(f"author = {{Ada Lin}}, title = {{{written}}}").title
    assert "&" not in title and "#" not in title


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ("O?Lin, A.", "has a letter that is lost (got 'O?Lin, A.'); write it in place of the '?'"),
        (r"L{\~A}{\textparagraph}w, Ada", "has 'Ã¶', which was 'ö' once; write it so, in UTF-8"),
        ("L\ufffdw, Ada", "has lost a letter (got 'L\ufffdw'); write it where the sign stands"),
        ("O\x92Lin, Ada", "save the file as UTF-8"),
    ],
)
def test_a_letter_that_an_encoding_has_lost_is_refused_with_what_it_was(authors, said):
    assert problem(f"author = {{{authors}}}, title = {{T}}").endswith(said)


def test_what_only_looks_like_a_lost_letter_is_read():
    assert named("Lin, A. and {Who Writes?} and Ângelo, JOÃO") == [
        *("A.|Lin", "|Who Writes?", "JOÃO|Ângelo")
    ]


@pytest.mark.parametrize(
    "names",
    [
        *("Lin, A and Wu Clara E and Elm, C", "Wu, B and Elm A and C D Lin", "Lin Ada and Wu B"),
        *("Ada Lin and Bo W", r"Wu, B R and Elm A and \textbf{C D Lin}", "Ada B"),
    ],
)
def test_a_family_of_one_letter_is_asked_of(names):
    assert "has the initials behind the family" in problem(
        f"author = {{{names}}}, title = {{T}}, year = 2020"
    )


@pytest.mark.parametrize("name", ["Ada|O", "Malcolm|X"])
def test_a_family_of_one_letter_that_some_have_is_read(name):
    assert named(name.replace("|", " ")) == [name]
    assert named("Ada {B}") == ["Ada|B"]

"""Names of which a careful reader of the file alone is certain, and those that he asks of."""

from __future__ import annotations

import pytest

from entries import problem, source
from folio.core.bibliography import read_bibliography

YEAR = "year = 2020"
WORK = f"title = {{T}}, {YEAR}"


def named(names: str) -> list[str]:
    """Return the authors of an entry as they are listed."""
    made = source(f"author = {{{names}}}, {WORK}")
    return [" ".join(filter(None, name)) for name in made.names]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (r"Lin, A.{\~{}}B. B. and Wu, C.{\~{}}D", ["A. B. Lin", "C. D Wu"]),
        (
            r"Lin, A.{\~{}}B.{\~{}}C. C and Bo E.\textasciitilde{}F Wu",
            ["A. B. C. Lin", "Bo E. F Wu"],
        ),
        (r"Lin, A.{\~{}}B. C. and D.{\~{}}Elm", ["A. B. C. Lin", "D. Elm"]),
        (r"Lin, Ma\~na and Pe{\~{n}}a, B.", ["Maña Lin", "B. Peña"]),
    ],
)
def test_a_tie_that_a_program_has_escaped_is_a_blank_between_initials(written, names):
    assert named(written) == names


def test_a_tilde_within_a_word_is_asked():
    assert "a figure or a sign" in problem(rf"author = {{Pe{{\~{{}}}}na, Ada}}, {WORK}")


@pytest.mark.parametrize(
    "written",
    [
        *("A. Lin{,} B. Wu{,} R. De Oak and C. Elm", "Ada Lin{,} Bo Wu{,} Cy Oak and Di Elm"),
        *("Ada B. Lin{,} Bo Wu{,} Cy D. Oak", "A. Lin{,} Bo Wu"),
    ],
)
def test_commas_in_braces_between_persons_separate_nobody(written):
    assert "separates authors by something else" in problem(f"author = {{{written}}}, {WORK}")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Oak{,} Inc. and Bo Wu", ["Oak, Inc.", "Bo Wu"]),
        ("Ada Lin{,} Jr. and Bo Wu", ["Ada Lin Jr.", "Bo Wu"]),
        ("{Department of Oaks{,} Elm} and Bo Wu", ["Department of Oaks, Elm", "Bo Wu"]),
        (r"{CONELM} and {(Comisi{\'o}n Elm)}", ["CONELM (Comisión Elm)"]),
        ("Lin, Ada and Member, Senior and Wu, Bo and Member, IEEE", ["Ada Lin", "Bo Wu"]),
        ("Member, Ada and Fellow, Bo", ["Ada Member", "Bo Fellow"]),
        ("Atlas Oaks and Elm Books", ["Atlas Oaks", "Elm Books"]),
        ("Lin, Ada and Study Group", ["Ada Lin", "Study Group"]),
    ],
)
def test_a_body_a_suffix_and_a_grade_are_no_persons_of_their_own(written, names):
    assert named(written) == names


def test_a_body_of_words_that_say_nothing_is_the_end_of_another():
    said = problem(f"author = {{Bo Wu and Oak Tree Care and Research Collaboration}}, {WORK}")
    assert "{{Oak Tree Care and Research Collaboration}}" in said


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Elmer1, Ada and Oakes12, C.", ["Ada Elmer", "C. Oakes"]),
        ("Ada B. Elmer2 and Bo Wu", ["Ada B. Elmer", "Bo Wu"]),
        ("Oaknet24", ["Oaknet24"]),
        (r"Ada{\~{}}B. Lin", ["Ada B. Lin"]),
    ],
)
def test_the_mark_of_an_affiliation_is_no_part_of_a_name(written, names):
    assert named(written) == names


@pytest.mark.parametrize("written", ["Ada Elmer2", "Orange D4D", "Elm 4, Ada", "O4k, Ada"])
def test_another_figure_in_a_name_is_asked(written):
    assert "a figure or a sign in a name" in problem(f"author = {{{written}}}, {WORK}")


def test_of_two_readings_of_a_name_the_key_tells_which_is_right():
    right = f"@misc{{elmer2020, author = {{Elmer, Adam}}, {WORK}}}"
    wrong = f"@misc{{elmer2021, author = {{Adam, Elmer}}, {WORK.replace('T', 'U')}}}"
    (said,) = read_bibliography(f"{right}\n{wrong}").problems
    assert said[1].startswith("entry 'elmer2021' has the family 'Adam'")
    both = read_bibliography(f"{right.replace('elmer2020', 'a')}\n{wrong}").problems
    either = read_bibliography(f"{right}\n{wrong.replace('elmer2021', 'adam2020')}").problems
    assert (len(both), len(either)) == (2, 2)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Cy A. Montes de Oca and Bo Wu", ["Cy A. Montes de Oca", "Bo Wu"]),
        (r"Ada Ponce de Le{\'o}n", ["Ada Ponce de León"]),
    ],
)
def test_a_family_that_everybody_knows_has_its_particle_in_the_middle(written, names):
    made = source(f"author = {{{written}}}, {WORK}")
    assert named(written) == names
    assert made.names[0].family == " ".join(names[0].split()[-3:])


@pytest.mark.parametrize(
    ("written", "key", "family"),
    [
        ("Oak Elm, Ana Mar{\\'\\i}a", "x", "Oak Elm"),
        ("OAK ELM, JOSÉ MANUEL", "x", "OAK ELM"),
        ("Oak Elm, Olga Bea", "oak_elm_ashes_2013", "Oak Elm"),
        ("{Oak}{,} {Olga} and {Wu}{,} {Bo}", "x", "Oak"),
    ],
)
def test_one_person_is_told_by_his_given_names_by_the_key_of_zotero_and_by_one_word(
    written, key, family
):
    read = read_bibliography(f"@misc{{{key}, author = {{{written}}}, {WORK}}}")
    assert [read.problems, read.sources[key].names[0].family] == [(), family]


@pytest.mark.parametrize("key", ["ashes_2013", "oak_elm_2013", "oak"])
def test_two_whole_names_are_asked_of_under_any_other_key(key):
    (said,) = read_bibliography(
        f"@misc{{{key}_a, author = {{Oak Elm, Olga Bea}}, {WORK}}}"
    ).problems
    assert "separates authors" in said[1]


def test_a_name_without_the_comma_of_the_others_is_read_as_elsewhere():
    one = f"@misc{{a, author = {{Lin, Ada and Oak-Elm Mireille and others}}, {WORK}}}"
    other = f"@misc{{b, author = {{Oak-Elm, Mireille}}, {WORK.replace('T', 'U')}}}"
    read = read_bibliography(f"{one}\n{other}")
    assert read.problems == ()
    assert [str(name) for name in read.sources["a"].names][1] == "Mireille Oak-Elm"
    assert 'author = "Lin, Ada and Oak-Elm, Mireille and others"' in read.sources["a"].bibtex


@pytest.mark.parametrize("names", ["Oak-Elm Mireille", "Lin Ada and Oak-Elm Mireille"])
def test_a_name_of_which_no_other_shows_the_order_is_asked_of(names):
    one = f"@misc{{a, author = {{{names}}}, {WORK}}}"
    other = f"@misc{{b, author = {{Oak-Elm, Mireille}}, {WORK.replace('T', 'U')}}}"
    assert "the other way round" in read_bibliography(f"{one}\n{other}").problems[0][1]


def keyed(*names: str) -> list[str]:
    """Return what is said of works whose keys are the first words of their first authors."""
    keys = [name.split()[0].lower().strip(",") for name in names]
    works = [
        f"@misc{{{key}202{n}, author = {{{name}}}, title = {{T{n}}}, {YEAR}}}"
        for n, (key, name) in enumerate(zip(keys, names, strict=True))
    ]
    return [said for _, said in read_bibliography("\n".join(works)).problems]


def test_families_first_without_commas_are_asked_of_where_the_keys_show_it():
    said = keyed("Oak Ada and Elm Bo", "Elm Bo", "De Ash Cy and Wu Di", "Birch Eve")
    assert len(said) == 4
    assert said[0].endswith("write {Oak, Ada}, or {Ada, Oak} if that is the family")


@pytest.mark.parametrize(
    "names",
    [
        ("Oak Ada", "Elm Bo"),
        ("Oak, Ada", "Elm, Bo", "Ash, Cy"),
        ("A. Oak", "B. Elm", "C. Ash"),
        ("Oak Ada", "Oak Ada and Elm Bo", "Oak Ada and Ash Cy"),
    ],
)
def test_few_keys_commas_and_initials_leave_no_doubt_of_the_order(names):
    assert keyed(*names) == []

"""Fields that BibTeX and biblatex call by two names: nothing of either is lost in silence."""

from __future__ import annotations

import pytest

from entries import problem, source

OAK = "author = {Lin, Ada}, title = {Oaks}"


@pytest.mark.parametrize(
    ("fields", "imprint"),
    [
        ("journal = {J}, date = {2020}, month = mar", "J, March 2020"),
        ("journal = {J}, date = {2020}, year = 2020, month = 3", "J, March 2020"),
        ("journal = {J}, date = {2020-03}, month = mar", "J, March 2020"),
        ("journal = {J}, date = {2020-03-05}, year = 2020", "J, 5 March 2020"),
        ("journal = {J}, date = {2019/2021}, year = 2020", "J, 2019–2021"),
        ("journal = {J}, date = {2020-03-05}, year = 2019, month = apr", "J, 5 March 2020"),
        ("journal = {J}, date = {in press}, year = 2020", "J, in press, 2020"),
        ("journal = {J}, number = 2, issue = {Summer}, year = 2020", "J no. 2, Summer, 2020"),
        ("journal = {J}, number = 2, issue = 2, year = 2020", "J no. 2, 2020"),
        ("journal = {J}, booktitle = {Proc. of Elms}, year = 2020", "J, Proc. of Elms, 2020"),
        ("journal = {Proc. of Elms}, booktitle = {Elms}, year = 2020", "Proc. of Elms, 2020"),
    ],
)
def test_what_both_say_is_shown(fields, imprint):
    assert source(f"{OAK}, {fields}").imprint == imprint


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("J. Oak Res.", "Journal of Oak Research"),
        ("JOR", "Journal of Oak Research"),
        ("Oaks", "Oaks (Elm City)"),
        (r"Bull. {\"O}st. Gesell.", "Bulletin der Österreichischen Gesellschaft"),
    ],
)
def test_a_short_name_and_a_full_one_are_of_one_journal(short, full):
    for journal, other in ((short, full), (full, short)):
        assert source(f"{OAK}, year = 2020, journal = {{{journal}}}, journaltitle = {{{other}}}")


@pytest.mark.parametrize(
    ("school", "institution", "printed"),
    [
        ("Faculty of Oaks", "Elm University", "Faculty of Oaks, Elm University"),
        ("Elm University", "Elm University", "Elm University"),
        ("Faculty of Oaks, Elm University", "Elm University", "Faculty of Oaks, Elm University"),
    ],
)
def test_a_thesis_has_its_school_and_its_institution(school, institution, printed):
    fields = f"{OAK}, year = 2020, school = {{{school}}}, institution = {{{institution}}}"
    assert source(fields, "phdthesis").imprint == f"PhD thesis, {printed}, 2020"


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        (
            "journal = {Oaks}, journaltitle = {Elms}, year = 2020",
            "its journal and its journaltitle",
        ),
        ("journal = {J}, number = 2, issue = 132, year = 2020", "its number and its issue"),
        ("journal = {J}, articleno = 12, eid = 13, year = 2020", "its articleno and its eid"),
    ],
)
def test_two_fields_that_say_two_things_are_refused(fields, names):
    assert f"says two things by {names} (got" in problem(f"{OAK}, {fields}")


def test_the_stroke_of_a_catalogue_behind_an_edition_goes():
    for written in ("Third edition /", "Third edition.", "Third edition,"):
        fields = f"{OAK}, edition = {{{written}}}, publisher = {{Elm}}, year = 2020"
        assert source(fields, "book").imprint == "Third edition, Elm, 2020"

"""Names of people and of bodies, as they are meant or refused."""

from __future__ import annotations

import json

import pytest

from entries import problem, source
from folio.exports.csl import csl_json


@pytest.mark.parametrize(
    "said",
    ["BIGEXP", "BIGEXP Collaboration", "for the BIGEXP Collaboration", "on behalf of BIGEXP"],
)
def test_a_collaboration_stands_beside_and_others(said):
    people = f"author = {{Aaron, Ada and others}}, collaboration = {{{said}}}"
    found = source(f"{people}, title = {{T}}, journal = {{J}}, year = 2020")
    assert found.reference.text == "Ada Aaron et al. (BIGEXP Collaboration). T. J, 2020."
    (item,) = json.loads(csl_json(found))
    assert item["author"][1] == {"literal": "BIGEXP Collaboration"}


AUTHORS = {
    r"\textbf{Ada Lin} and \underline{Bo Wu} and Xu\textsuperscript{*}": "Ada Lin, Bo Wu, Xu",
    r"Di Yang$^{\dagger}$": "Di Yang",
    r"{\bf Ada Lin} and Wu*, Bo": "Ada Lin, Bo Wu",
    r"Arn{\'{\i}}z, Luc\'{\i}a and Ho\v{r}\'{\i}n, Ji{\v{r}}{\'\i}": "Lucía Arníz, Jiří Hořín",
    r"Nguy{\~{\^e}}n, Th{\d{i}} Lam and Tr\`{\^a}n, {\DJ}{\'{\u{a}}}c Minh": (
        "Thị Lam Nguyễn, Đắc Minh Trần"
    ),
    r"Ph{\d a}m, V{\u a}n H{\h{o}}": "Văn Hỏ Phạm",
    r"Mu{\~n}oz, Bego\~{n}a": "Begoña Muñoz",
    "{Lin, Ada} and {Wu, Bo}": "Ada Lin, Bo Wu",
    "{{Lin, Ada and Wu, Bo}}": "Ada Lin, Bo Wu",
    "{Trees, Inc.}": "Trees, Inc.",
    "{Barnes and Noble}": "Barnes and Noble",
    "{Oak Works, Institute of Trees}": "Oak Works, Institute of Trees",
    "King, Ada, Jr.": "Ada King Jr.",
    r"{\myname{Lin}}, A. and \student{\student{Bo Wu}}": "A. Lin, Bo Wu",
    "Lin, A, and Wu, B.~C.,": "A Lin, B. C. Wu",
    "al, Ada Lin et": "Ada Lin, et al.",
    "Ada Lin et al.": "Ada Lin, et al.",
}


@pytest.mark.parametrize("names", AUTHORS)
def test_names_are_read_as_they_are_meant(names):
    found = source(f"author = {{{names}}}, title = {{T}}, year = 2020")
    assert ", ".join(found.printed_authors) == AUTHORS[names]


@pytest.mark.parametrize(
    "names",
    [
        *("Ada Lin, Bo Wu, Chi Xu, Di Yang", "Ada Lin, Bo Wu, Chi Xu", "Ada Lin; Bo Wu"),
        *("Ada Lin, Bo Wu, and Chi Xu", "Lin, Ada; Wu, Bo", "Ada Lin & Bo Wu"),
        *("Lin, Wu, and Xu", "Lin, Ada, Wu, Bo,"),
    ],
)
def test_authors_that_something_else_separates_are_refused(names):
    assert "authors are separated by ' and '" in problem(
        f"author = {{{names}}}, title = {{T}}, year = 2020"
    )


@pytest.mark.parametrize("more", ["more", "many others", "others"])
def test_that_more_are_meant_is_read_in_other_words_too(more):
    found = source(f"author = {{Ada Lin and Bo Wu and {more}}}, title = {{T}}, year = 2020")
    assert found.printed_authors == ("Ada Lin", "Bo Wu", "et al.")
    assert "and others" in found.bibtex


def test_a_comma_between_two_initials_is_one_too_many():
    assert source("author = {Lin, A, B.}, title = {T}").authors == ("A B. Lin",)
    assert "separates authors" in problem("author = {Lin, Ada, B.}, title = {T}")


def test_a_body_is_labelled_with_its_whole_name():
    found = source("author = {Oak Corporation and Elm Museum}, title = {T}, year = 2020")
    assert found.label == "Oak Corporation & Elm Museum, 2020"


@pytest.mark.parametrize("name", ["Council, Ada", "Society, Ada", "Ada Council", "Group, Ada"])
def test_a_family_that_is_a_common_word_is_a_family(name):
    assert source(f"author = {{{name}}}, title = {{T}}").names[0].given == "Ada"


@pytest.mark.parametrize("names", ["Lin A., Wu B.", "Lin A B, Wu B.-C.", "van Oak A., Wu B."])
def test_two_names_with_their_initials_last_and_one_comma_are_no_person(names):
    assert "separates authors" in problem(f"author = {{{names}}}, title = {{T}}")


@pytest.mark.parametrize("names", ["Lin A and Wu BC", "Lin A and Wu B and others"])
def test_names_with_their_initials_last_and_no_comma_are_refused(names):
    assert "has the initials behind the family" in problem(f"author = {{{names}}}, title = {{T}}")


@pytest.mark.parametrize("names", ["Ada X", "Ada NG and Bo LI", "Malcolm X and Ada Lin"])
def test_a_short_family_is_a_family(names):
    assert source(f"author = {{{names}}}, title = {{T}}").names


@pytest.mark.parametrize("names", ["Ada B. Lin, OAK Works", "Ada B. C. Lin, Institute of Oaks"])
def test_where_somebody_works_is_no_given_name(names):
    assert "separates authors" in problem(f"author = {{{names}}}, title = {{T}}")


@pytest.mark.parametrize("name", ["Ada B. Lin, Jr.", "Oak B. Elm, Inc.", "de la B. Oak, Ada"])
def test_a_comma_before_anything_else_stays_as_it_is_meant(name):
    assert source(f"author = {{{name}}}, title = {{T}}").names


def test_an_accent_that_a_program_has_escaped_twice_is_set_in_a_name():
    twice = r"author = {Ada Rodr$\backslash$'$\backslash$iguez}, title = {T}"
    assert source(twice).authors == ("Ada Rodríguez",)


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("ElmJr, Ada B and Lin, Bo", ["Ada B Elm Jr", "Bo Lin"]),  # Google Scholar
        ("ElmIII, Ada", ["Ada Elm III"]),
        ("ElmVI, Ada", ["Ada ElmVI"]),
        ("L.Oak and A.-B.Elm and Bo Wu", ["L. Oak", "A.-B. Elm", "Bo Wu"]),
        ("E.ON and Bo Wu", ["E.ON", "Bo Wu"]),
        (r"{Oak Consortium}, {\{}fname{\}} and Lin, Ada", ["Oak Consortium", "Ada Lin"]),
        ("{{Rede de Oaks sobre Elm, Ash e Bo}}", ["Rede de Oaks sobre Elm, Ash e Bo"]),
        (r"{{Elm f{\"u}r Eiche, Ulme und Esche}}", ["Elm für Eiche, Ulme und Esche"]),
        (r"Ministerium f{\"u}r Eiche, Ulme und Esche", ["Ministerium für Eiche, Ulme und Esche"]),
        ("Ministère de l'Orme, du Chêne et du Pin", ["Ministère de l'Orme, du Chêne et du Pin"]),
        ("{{Lin y Elm, Ada}}", ["Ada Lin y Elm"]),
    ],
)
def test_a_suffix_and_initials_that_run_into_a_name_and_the_commas_of_a_body(authors, names):
    found = source(f"author = {{{authors}}}, title = {{T}}, year = 2020")
    assert [str(name) for name in found.names] == names


@pytest.mark.parametrize(
    ("authors", "twice"),
    [
        ("Elm, Fondazione Oak and Lin, Ada and Elm, Fondazione Oak", "Fondazione Oak Elm"),
        ("{Ada Lin} and Wu, Bo and Lin, Ada", "Ada Lin"),
        ("{Oak Elm}, Ada and Wu, Bo and Elm, Ada Oak", "Ada Oak Elm"),
        ("Oak, A.B.C. and Wu, Bo and Oak, ABC", "ABC Oak"),
    ],
)
def test_a_body_and_a_person_that_is_parted_in_two_ways_are_not_named_twice(authors, twice):
    said = problem(f"author = {{{authors}}}, title = {{T}}, year = 2020")
    assert f"names {twice!r} twice" in said


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("ALTauthor = {Ada Lin}", "Ada Lin. T. 2020."),
        ("ALTeditor = {Ada Lin}", "Ada Lin (ed.). T. 2020."),
        ("author = {Bo Wu}, ALTeditor = {Ada Lin}", "Bo Wu. T. 2020."),
        ("OPTauthor = {Ada Lin}", "T. 2020."),
    ],
)
def test_a_field_that_emacs_calls_an_alternative_is_read_where_no_other_is_given(fields, text):
    made = source(f"{fields}, title = {{T}}, year = 2020", "book")
    assert made.reference.text == text


OAKS = "on behalf of the Oak Investigators"


@pytest.mark.parametrize(
    "whose",
    [
        f"{{{OAKS}}}",
        OAKS,
        f"({OAKS})",
        f"{{{OAKS}}} and others",
        "on behalf of the, Oak Investigators",
    ],
)
def test_for_whom_authors_write_is_no_author_of_its_own(whose):
    found = source(f"author = {{Lin, Ada and Wu, Bo and {whose}}}, title = {{T}}, year = 2020")
    assert [str(name) for name in found.names][:2] == ["Ada Lin", f"Bo Wu ({OAKS})"]
    assert [name.family for name in found.names][2:] in ([], ["others"])


def test_all_for_whom_authors_write_stand_behind_the_last_of_them():
    elms = "for the Elm Collaboration"
    whose = f"{{{OAKS}}} and {{{elms}}}"
    found = source(f"author = {{Lin, Ada and {whose}}}, title = {{T}}, year = 2020")
    assert found.reference.text == f"Ada Lin ({OAKS} and {elms}). T. 2020."
    assert found.label == "Lin, 2020"


def test_a_body_that_is_named_for_what_it_does_is_an_author():
    found = source("author = {{Oaks on Behalf of Elms} and Lin, Ada}, title = {T}, year = 2020")
    assert found.authors == ("Oaks on Behalf of Elms", "Ada Lin")


def test_a_group_behind_each_author_is_refused_as_named_twice():
    names = f"Lin, Ada and {{{OAKS}}} and Wu, Bo and {{{OAKS}}}"
    assert "twice" in problem(f"author = {{{names}}}, title = {{T}}, year = 2020")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        (r"Lin, A.\textsuperscript{1,a} and Wu, B.\textsuperscript{a,b}", "A. Lin, B. Wu"),
        (r"Ada Lin\,\textsuperscript{(1)} and Bo Wu\textsuperscript{\#}", "Ada Lin, Bo Wu"),
        (r"M\textsuperscript{c}Elm, Ada and Bo M\textsuperscript{c}Oak", "Ada McElm, Bo McOak"),
    ],
)
def test_raised_letters_are_marks_at_the_end_of_a_name_and_letters_within_it(author, names):
    made = source(f"author = {{{author}}}, title = {{T}}, year = 2020")
    assert made.reference.text == f"{names}. T. 2020."


@pytest.mark.parametrize(
    "author", [r"\textbf{Ada Lin}, Bo Wu", r"\textbf{Lin A.}, Wu B.", r"{\bf A. Lin}, B. Wu"]
)
def test_two_persons_are_told_where_one_of_them_is_in_bold(author):
    said = problem(f"author = {{{author}}}, title = {{T}}, year = 2020")
    assert "separates authors" in said
    assert "write {" in said


def test_a_mark_behind_braces_around_a_person_is_no_part_of_the_name():
    author = r"Lin, Ada$^{1}$ and {\textbf{Wu, Bo}}$^2$ and Chi Xu\textsuperscript{3,\#}"
    made = source(f"author = {{{author}}}, title = {{T}}, year = 2020")
    assert made.reference.text == "Ada Lin, Bo Wu, Chi Xu. T. 2020."

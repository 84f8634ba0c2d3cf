"""Names whose parts stand elsewhere than BibTeX looks for them, and names that nobody has meant."""

from __future__ import annotations

import pytest

from entries import problem, source
from folio.core.bibliography import read_bibliography
from folio.core.bibtex.people.persons import as_bibtex, read_names, read_people


def named(authors: str) -> list[str]:
    """Return given name, family and suffix of each author."""
    return ["|".join(name).rstrip("|") for name in read_names(authors)]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Pol Van Elmer and L. De Oak", ["Pol|Van Elmer", "L.|De Oak"]),
        ("A. D. Del Elmo and Bo Van der Asch", ["A. D.|Del Elmo", "Bo|Van der Asch"]),
        ("Lin, Ada and Jorge Bosco De Anda", ["Ada|Lin", "Jorge Bosco|De Anda"]),
        (r"Ros\'{e} De Oak and Jos{\'e} B. Van Elm", ["Rosé|De Oak", "José B.|Van Elm"]),
    ],
)
def test_a_particle_with_a_capital_leads_the_family(authors, names):
    assert named(authors) == names


def test_what_a_star_at_a_name_says_is_no_part_of_the_last():
    said = "(* indicates equal contribution)"
    assert named(rf"Ada Lin* and \textbf{{Bo Elm*}} and Cy Oak {said}") == [
        *("Ada|Lin", "Bo|Elm", "Cy|Oak")
    ]


@pytest.mark.parametrize("name", ["Nguyen Van Thang", "Thi Van Nguyen", "Xiao Di Wu", "Di Wu"])
def test_the_middle_name_of_the_east_is_no_particle(name):
    *given, family = name.split()
    assert named(name) == [f"{' '.join(given)}|{family}"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("III, Ada J. Elm", "Ada J.|Elm|III"), ("Iii, Ada J. Elm", "Ada J.|Elm|III")),
        *(("Elm III, W. F.", "W. F.|Elm|III"), ("{Elm III}, W. F.", "W. F.|Elm|III")),
        *(
            ("Elm jr., Jan", "Jan|Elm|jr."),
            ("Elm, Bo Jr", "Bo|Elm|Jr"),
            ("Bo Elm, Jr.", "Bo|Elm|Jr."),
        ),
        *(("{Elm, Jr}, Bo", "Bo|Elm|Jr"), ("III, Bo St. Elm", "Bo|St. Elm|III")),
        *((r"W. F. {\relax Elm Jr.}", "W. F.|Elm|Jr."), ("Elm Jr., Bo,", "Bo|Elm|Jr.")),
        (r"Ada C. de {\relax Elm Jr.}", "Ada C.|de Elm|Jr."),
        (r"Ada {Elm IV}", "Ada|Elm|IV"),
        *(("Elm, Thomas JR", "Thomas JR|Elm"), ("Elm S., Luis", "Luis|Elm S.")),
        *(("Elm R.E., Jr.", "R.E.|Elm|Jr."), ("van Elm R.-E., III", "R.-E.|van Elm|III")),
        *(("R.E. Elm, Jr.", "R.E.|Elm|Jr."), ("Ada Van Elm, III", "Ada|Van Elm|III")),
    ],
)
def test_a_suffix_is_found_wherever_it_stands(written, name):
    assert named(written) == [name]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("Ada Elmer.", "Ada|Elmer"), ("Elmer., A.", "A.|Elmer"), ("Dr. Ada Elm", "Ada|Elm")),
        *(
            ("Elm, Prof. mr. A. B.", "A. B.|Elm"),
            ("Elm, Ada PhD", "Ada|Elm"),
            ("{ELM Ada}, Ed.D.", "|ELM Ada"),
            ('Elm, Hays W" Skip"', 'Hays W "Skip"|Elm'),
            ("Elm, E.D.", "E.D.|Elm"),
            ("Elm, DR.", "DR.|Elm"),
        ),
        ("Handling editor: Ada Elm", "Ada|Elm"),
    ],
)
def test_stops_titles_and_roles_are_no_part_of_a_name(written, name):
    assert named(written) == [name]


@pytest.mark.parametrize(
    "written",
    [
        *("et al., Bo Wu", "Bo Wu and al, et", "Bo Wu and {et al.}", "Bo Wu, et.~al."),
        *(r"{Bo Wu, \textit{et~al.}}", r"Bo Wu {\it et al.}", "Bo Wu et Al.", "Bo Wu a col."),
    ],
)
def test_words_for_others_are_no_name(written):
    assert named(written) == ["Bo|Wu", "|others"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(
            ("Oak Labs", "Oak Labs"),
            ("Oak Elm Inc.", "Oak Elm Inc."),
            ("Oaks, Study of", "Study of Oaks"),
        ),
        ("The Class of 2004", "The Class of 2004"),
        ("The {Oak Elm}", "The Oak Elm"),
        ("Elm University Press", "Elm University Press"),
        ("{Oak Group of the Elms}, The Oak Group of the", "Oak Group of the Elms"),
    ],
)
def test_a_body_is_one_name_by_the_words_in_it(written, name):
    assert named(written) == [f"|{name}"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(("Elm, S.A.", "S.A.|Elm"), ("Elm, AG", "AG|Elm"), ("van Elm, S.A.", "S.A.|van Elm")),
        *(("Oak Elm, S.A.", "|Oak Elm, S.A."), ("Elm, Inc.", "|Elm, Inc.")),
        ('Schr{\\"o}der LLC', "|Schröder LLC"),
    ],
)
def test_what_companies_have_behind_their_names_are_initials_behind_a_family(written, name):
    assert named(written) == [name]


def test_an_initial_in_small_letters_is_one():
    assert named("Elm, a and Oak, a. b. and Ash, {and} Bo") == ["A|Elm", "A. B.|Oak", "Bo|Ash"]
    assert named("Elm, Jennifer a and Oak, Ada a.") == ["Jennifer A|Elm", "Ada A.|Oak"]
    assert named(r"Elm, Toma\v z") == ["Tomaž|Elm"]


@pytest.mark.parametrize(
    "body", ["Oak and Elm", "Oak, Elm, and Ash Collaborations", "Institute and Faculty of Oaks"]
)
def test_a_body_with_and_in_its_name_stays_one(body):
    assert named(f"{{{body}}}") == [f"|{body}"]


def test_somebody_of_a_family_that_is_a_word_is_a_person():
    assert named("Ada Press and Elm, Professor of Law Bo")[0] == "Ada|Press"
    assert named("Elm, Professor of Law Bo") == ["Professor of Law Bo|Elm"]


@pytest.mark.parametrize(
    ("authors", "said"),
    [
        ("M, Elm-Oak", "write {Elm-Oak, M}, or {{M}, Elm-Oak}"),
        ("E., Elm Ada", "write {Elm Ada, E.}, or {{E.}, Elm Ada}"),
        (r"M., {\"E}lm", r"write {{\"E}lm, M.}"),
        ("MP, McElm", "write {McElm, MP}"),
        ("{Elm, A.; Oak, B.; Ash}, C.", "holds several names in braces"),
        ("{Elm, A. and Oak}, C.", "holds several names in braces"),
        ("Conference on Oaks and Elms", "{{Conference on Oaks and Elms}}"),
        (
            r"{Ada Lin, Bo Wu, \& Chi Xu}",
            "holds several names in braces (got 'Ada Lin, Bo Wu, & Chi Xu')",
        ),
        ("{Elm, A., Oak, B.}", "holds several names in braces"),
        ("{Ada Lin and Bo Wu and Chi Xu}", "holds several names in braces"),
        (
            "Lin, A. and Wu, B. and Elm D, et al.",
            "has the initials behind the family (got 'Elm D')",
        ),
        ("Elm, A. and Oak, B. and Ash M", "has the initials behind the family (got 'Ash M')"),
        ("Bjelm??k, A.", "has a letter that is lost"),
        ('Elm "', "has a quotation mark in a name"),
        ("Elm, B. and. C.", "remove the ' and ' that is too many"),
        ("Elm and, Bo Wu", "remove the ' and ' that is too many"),
        ("Elm, 2‹ A", "has a figure or a sign in a name (got '2‹ A Elm')"),
        ("Bo Elm1", "has a figure or a sign in a name"),
        ("Ada Lin, OakNews.example.com", "separates authors by something else"),
        ("Bo Elm and Lin, oak.org", "separates authors by something else"),
        ("oak.com, Ada Lin", "separates authors by something else"),
        ("Ada Elmer and Bo Wu and Elmer, Ada", "names 'Ada Elmer' twice"),
    ],
)
def test_what_may_be_another_name_is_refused_with_its_remedy(authors, said):
    assert said in problem(f"title = {{T}}, author = {{{authors}}}, year = 2020", "misc")


@pytest.mark.parametrize(
    "authors",
    [
        *("Wei, Wang and Wei, Wang", "Elm, A. and Elm, A.", "Elm, Ada and Elm, Jr., Ada"),
        *(
            "Ng, Ada",
            "LI, Wei",
            "{I}, Tomo",
            "1000 Oaks Consortium",
            "{elm84}",
            "{Oak Elm (U.S., East)}, Bo",
        ),
    ],
)
def test_names_that_may_be_so_are_read(authors):
    assert read_bibliography(f"@misc{{x, title = {{T}}, author = {{{authors}}}}}").problems == ()


def entries(*authors: str) -> str:
    """Return entries a, b, c, … one a line."""
    keys = "abcdef"
    return "\n".join(
        f"@misc{{{k}, title = {{T}}, author = {{{a}}}}}"
        for k, a in zip(keys, authors, strict=False)
    )


def test_a_person_whose_family_is_elsewhere_the_given_name_is_refused_where_that_is_rarer():
    read = read_bibliography(entries("Ada Elmer", "Elmer, Ada and Bo Wu", "Elmer Ada and Chi Xu"))
    assert [line for line, _ in read.problems] == [3]
    assert "'c' has the family 'Ada' of 'Elmer Ada', and entry 'a' has it" in read.problems[0][1]
    assert set(read.sources) == {"a", "b"}


def test_where_neither_reading_is_more_frequent_both_are_refused_once():
    read = read_bibliography(entries("Ada Elmer and Bo Ashley", "Elmer Ada and Ashley Bo"))
    assert [line for line, _ in read.problems] == [1, 2]


@pytest.mark.parametrize(("one", "other"), [("Jin Chen", "Chen Jin"), ("A. Elmer", "Elmer A.")])
def test_two_syllables_and_initials_do_not_show_one_person(one, other):
    read = read_bibliography(entries(f"{one} and Bo Wu", f"{other} and Bo Wu"))
    assert not any("other way round" in said for _, said in read.problems)


@pytest.mark.parametrize(
    "authors", ["Pol Van Elmer and Bo De Oak", "Bo Elm, Jr.", "Oaks, Study of", "{Elm III}, Bo"]
)
def test_a_turned_name_is_copied_as_it_is_read(authors):
    people = read_people(authors)
    assert read_names(as_bibtex(people)) == read_names(authors)


def test_the_label_has_the_particle():
    made = source("title = {T}, author = {Pol Van Elmer}, year = 2020", "misc")
    assert made.label == "Van Elmer, 2020"

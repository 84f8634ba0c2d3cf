"""TeX, names and dates of the files of strangers: read where it is certain, else refused."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography

YEAR = f"{ADA}, year = 2020"


TITLES = {
    r"Growth of {\{}OAK{\}} in \{Elm\}": "Growth of OAK in Elm",
    r"Bounds {\textdollar}{\textbackslash}log n{\textdollar} of oaks": "Bounds log n of oaks",
    r"On \$\textbackslash{}mathsf \{\vphantom\}{{OAK}}\vphantom\{\}\$ trees": "On OAK trees",
    r"On $C\sp *$-trees and $x\sb 2$": "On C*-trees and x₂",
    r"Oak{\rsquo}s clouds at {\lt}5{\nbsp}cm {\ap} 2": "Oak’s clouds at <5 cm ≈ 2",
    r"A $35 computer": "A $35 computer",
    r"Oak <NUMPAGES>24</NUMPAGES> pp": "Oak 24 pp",
    r"\'\i{} \v{\i} \k{a} \.I \H{o} \r{a} \t{oo} \ng{} \dh{}": "í ǐ ą İ ő å o͡o ŋ ð",
    r"{\'{\u{a}}} \h{\ohorn} \'{\uhorn} \horn{u}": "ắ ở ứ ư",
    r"\textcommabelow{s} \capitalcaron{C} \SS{} \textlatin{x}": "ș Č SS x",
    r"?`Oak? !`Elm! ``Ash''": "¿Oak? ¡Elm! “Ash”",
    r"\MakeUppercase{oak} \lowercase{ELM}": "OAK elm",
    r"\~{}oak \^{}elm": "~oak ^elm",
    r"\mkbibparens{oak}\addslash elm": "(oak)/elm",
}


@pytest.mark.parametrize("tex", TITLES)
def test_tex_that_programs_have_written_twice_is_read_as_it_was_meant(tex):
    assert source(f"title = {{{tex}}}, year = 2020").title == TITLES[tex]


@pytest.mark.parametrize(
    "tex",
    [
        *(r"The set \{a\}", r"The set \{0,1\}", r"{\textbackslash}oak grows", r"Universit\'{}"),
        *(r"Oak\thanks{elm}", "Oak\x01", r"\vphantom\{\}"),
    ],
)
def test_a_brace_or_a_command_whose_meaning_is_doubtful_is_refused(tex):
    assert "in 'title'" in problem(f"title = {{{tex}}}, year = 2020")


AUTHORS = {
    r"{{Oak, Elm, and Ash Collaborations}}": "Oak, Elm, and Ash Collaborations",
    r"{{Lin, Ada and Wu, Bo}}": "Ada Lin, Bo Wu",
    "Lin,, Ada and Wu, B.and Xu, C.": "Ada Lin, B. Wu, C. Xu",
    "family=Lin, given=Ada, prefix=van de, useprefix=true": "Ada van de Lin",
    'given="Ada", family={Lin}, suffix=Jr., given-i=A': "Ada Lin Jr.",
    "family=Oak Works, given=Inc., given-i={{Inc}}": "Oak Works, Inc.",
    "Oak Works, Ltd. and Lin, Ada": "Oak Works, Ltd., Ada Lin",
    "Ada Lin Jr. and Bo B. Wu III": "Ada Lin Jr., Bo B. Wu III",
    r"\'{A}da Lin and \v{S}a Wu": "Áda Lin, Ša Wu",
    "王 小明 and 金, 秀": "王小明, 金秀",
    "Ada Lin (林)": "Ada Lin (林)",
    "Lin, Ada (ed.)": "Ada Lin (ed.)",
    r"Ada Lin\thanks{Oak} and Wu, Bo\inst{1}": "Ada Lin, Bo Wu",
    r"Lin, Ada and \etal": "Ada Lin, et al.",
    "Lin, Ada and al.": "Ada Lin, et al.",
    r"Ada Li{\textbackslash}v{\textbraceleft}n{\textbraceright}": "Ada Liň",
}


@pytest.mark.parametrize("field", AUTHORS)
def test_names_as_programs_write_them_are_those_of_persons_and_groups(field):
    found = source(f"author = {{{field}}}, title = {{T}}, year = 2020")
    assert found.byline == AUTHORS[field]
    assert read_bibliography(found.bibtex).sources["lin"].byline == AUTHORS[field]


@pytest.mark.parametrize("field", ["Ada Lin Jr.", r"\'{A}da Lin", "王 小明", "Ada Lin (林)"])
def test_the_family_of_such_a_name_is_what_the_label_says(field):
    label = source(f"author = {{{field}}}, title = {{T}}, year = 2020").label
    assert label in ("Lin, 2020", "王, 2020")


@pytest.mark.parametrize(
    "field",
    [
        *("I. N. Lin, K. A. Wu", "Ada Lin, Bo Wu", "Ada Lin,Bo Wu and Chi Xu", "others", "et al."),
        *("Ada Lin und Bo Wu", "Ada Lin et Bo Wu", "family=Lin, Ada;Oak, given=Elm", "given=Ada"),
        *("Lin, Ada and Wu, Bo and", r"Lin, Ada and \emph{}"),
    ],
)
def test_what_may_be_two_names_or_none_is_refused(field):
    problem(f"author = {{{field}}}, title = {{T}}, year = 2020")


def test_a_family_of_two_words_can_be_written():
    fields = "title = {T}, year = 2020"
    both = "author = {{Ruiz Lin}, Ada Eva and Peyton Wu, Bo}"
    assert source(f"{both}, {fields}").families == ("Ruiz Lin", "Peyton Wu")
    for more in ("Wu, Bo", "others"):
        said = source(f"author = {{Ruiz Lin, Ada Eva and {more}}}, {fields}")
        assert said.families[0] == "Ruiz Lin"


WHEN = {
    "year = {22.10.2014}": "22 October 2014",
    "year = {09.03.2016}": "9 March 2016",
    "year = {Fri, 10 Jan 2003 17:35:38 -0800}": "10 January 2003",
    "year = {Tuesday, August 31, 2010}": "31 August 2010",
    "year = {Thu, 02/21/2019 - 13:28}": "21 February 2019",
    "year = {jan.-feb. 2013}": "January–February 2013",
    "year = {may/june 2008}": "May–June 2008",
    'year = {"2015"}': "2015",
    "year = {２０１５年}": "2015",
    "year = 2008, month = {Forthcoming}": "forthcoming, 2008",
    "year = 2008, month = jun, day = {8-11}": "8–11 June 2008",
    "date = {2020-21/2020-23}": "Spring–Autumn 2020",
    "date = {2020-XX-XX}": "2020",
    "date = {2020-05-XX}": "May 2020",
    "date = {2020-5-6}": "6 May 2020",
    "year = {[o. J.]}": "n.d.",
    "year = {s.d.}": "n.d.",
    "year = {im Druck}": "im Druck",
    "note = {à paraître}": "à paraître",
    "urlaccessdate = {6 de dez. 2018}": "n.d. Visited on 6 December 2018",
}


@pytest.mark.parametrize("fields", WHEN)
def test_dates_of_mails_calendars_and_other_languages_are_read(fields):
    text = WHEN[fields]
    shown = text if text.startswith("n.d.") else text[:1].upper() + text[1:]
    assert source(f"{ADA}, {fields}").reference.text == f"Ada Lin. T. {shown.rstrip('.')}."


@pytest.mark.parametrize(
    "fields", ["year = {5/6/2010}", "year = {31.02.2010}", "year = {10/22/13}", "date = {-0044}"]
)
def test_a_date_of_which_two_can_be_meant_or_none_is_refused(fields):
    assert "must" in problem(f"{ADA}, {fields}")

"""What the files of strangers hold beyond the cases: read where it is certain, else refused."""

from __future__ import annotations

import json

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography, read_files
from folio.core.bibtex_encoding import decoded
from folio.exports.csl import csl_item

YEAR = f"{ADA}, year = 2020"


def csl(fields: str, kind: str = "article"):
    """Return what CSL says of some fields."""
    return csl_item(source(fields, kind))


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
        *("Lin, Ada and Wu, Bo and and Xu, Chi", r"Lin, Ada and \emph{}"),
    ],
)
def test_what_may_be_two_names_or_none_is_refused(field):
    problem(f"author = {{{field}}}, title = {{T}}, year = 2020")


def test_a_family_of_two_words_can_be_written():
    fields = "title = {T}, year = 2020"
    both = "author = {{Ruiz Lin}, Ada Eva and Peyton Wu, Bo}"
    assert source(f"{both}, {fields}").families == ("Ruiz Lin", "Peyton Wu")
    assert source(f"author = {{Ruiz Lin, Ada Eva and Wu, Bo}}, {fields}").families[0] == "Ruiz Lin"


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


LINKS = {
    "doi = {10/dvzd5z}": ["doi:10/dvzd5z"],
    "doi = {http://doi.acm.org/10.1000/1}": ["doi:10.1000/1"],
    "doi = {http://dx.doi.org.oak.example/10.1000/1}": ["doi:10.1000/1"],
    "doi = {10.1000/a%3Cb%3E}": ["doi:10.1000/a<b>"],
    "doi = {http://hdl.handle.net/2445/1}": ["hdl.handle.net/2445/1"],
    "doi = {NA}, url = {-}": [],
    "url = {https://doi.org/10.1000/1}": ["doi:10.1000/1"],
    "url = {10.1000/1}": ["doi:10.1000/1"],
    "doi = {10.1000/1}, url = {http://doi.acm.org/10.1000/1}": ["doi:10.1000/1"],
    "doi = {10.48550/arXiv.2001.00001v2}, eprint = {2001.00001}": ["arXiv:2001.00001"],
    "doi = {10.48550/arXiv.2001.00001}, url = {http://arxiv.org/pdf/2001.00001v1.pdf}": [
        "doi:10.48550/arXiv.2001.00001"
    ],
    "eprint = {0308036v2}, archivePrefix = {arXiv}, primaryClass = {physics}": [
        "arXiv:physics/0308036v2"
    ],
    "eprint = {NIHMS15}, archivePrefix = {arXiv}, arxivId = {NIHMS15}": [],
    "pmid = {123}": ["PubMed:123"],
    "pmcid = {PMC123}, doi = {10.1000/1}": ["doi:10.1000/1"],
    "url = {//lin.example/x}": ["lin.example/x"],
    "url = {HTTPS://lin.example/x}": ["lin.example/x"],
    "url = {https://lin.example/An Oak (2).pdf}": ["lin.example/An%20Oak%20(2).pdf"],
    r"url = {citeulike-article-id:1\\nhttp://lin.example/a\\nhttp://lin.example/b}": [
        "lin.example/a",
        "lin.example/b",
    ],
    "url = {<Go to ISI>://WOS:0001}": [],
    r"url = {\href{https://lin.example/a}{x}}": ["lin.example/a"],
    "url = {https://élan.example/é}": ["xn--lan-9la.example/%C3%A9"],
    r"note = {see \url{https://lin.example/a} and \url{https://lin.example/b}}": [
        "lin.example/a",
        "lin.example/b",
    ],
}


@pytest.mark.parametrize("fields", LINKS)
def test_an_identifier_is_known_wherever_it_stands_and_shown_once(fields):
    found = source(f"{YEAR}, {fields}")
    assert [label for label, _ in found.links] == LINKS[fields]
    assert found.note == ""


@pytest.mark.parametrize(
    "fields",
    [
        *("url = {https://lin:oak@lin.example/}", "url = {http://lin.example/oak- elm.pdf}"),
        *("url = {ftp://lin.example/a}", "doi = {10.1.1.31.2108}", "doi = {j.oak.2004.11}"),
        "eprint = {99}, archivePrefix = {arXiv}",
    ],
)
def test_an_address_that_tells_a_password_or_cannot_be_is_refused(fields):
    assert "must have" in problem(f"{YEAR}, {fields}")


def test_the_link_of_a_title_is_kept():
    found = source(r"title = {\href{https://lin.example/t}{Trees}}, year = 2020")
    assert (found.title, found.links) == ("Trees", (("Trees", "https://lin.example/t"),))


def test_of_several_dois_the_one_of_the_page_is_the_work():
    fields = "doi = {10.1000/Oak.92.049904, 10.1000/Oak.91.064906}, pages = {064906}"
    assert source(f"{YEAR}, {fields}").doi == "10.1000/Oak.91.064906"


REFERENCES = {
    ("book", "maintitle = {Trees}, volume = 2, publisher = {Press}"): "Trees 2, Press, 2020.",
    (
        "incollection",
        "maintitle = {Trees}, mainsubtitle = {All}, booktitle = {Oaks}, volume = 2",
    ): "Trees: All: Oaks 2, 2020.",
    ("book", "edition = {Second}"): "Second edition, 2020.",
    ("book", "edition = {3. Aufl.}"): "3. Aufl., 2020.",
    ("book", "edition = {completed and revised by Bo Wu}"): "Completed and revised by Bo Wu, 2020.",
    ("proceedings", "booktitle = {T}"): "2020.",
}


@pytest.mark.parametrize(("kind", "fields"), REFERENCES)
def test_where_a_volume_stands_is_told_once(kind, fields):
    assert source(f"{YEAR}, {fields}", kind).reference.imprint == REFERENCES[kind, fields]


def test_a_group_is_not_named_twice():
    said = "author = {{Oak, Elm, and Ash Collaborations}}, collaboration = {Oak, ELM, Ash}"
    assert (
        source(f"{said}, title = {{T}}, year = 2020").byline == "Oak, Elm, and Ash Collaborations"
    )


def test_the_numbers_of_books_and_journals_are_told_apart():
    said = r"isbn = {1539-3755 (Print)$\backslash$r978-0-12-345678-6 (pbk.)}"
    assert json.dumps(csl(f"{YEAR}, {said}")).count("978-0-12-345678-6") == 1
    assert csl(f"{YEAR}, {said}")["ISSN"] == "1539-3755"
    assert csl(f"{YEAR}, isbn = {{odd}}")["ISBN"] == "odd"


def test_a_publisher_is_no_container():
    item = csl(f"{YEAR}, organization = {{Oak Society}}", "inproceedings")
    assert (item["publisher"], "container-title" in item) == ("Oak Society", False)


UNTITLED = {
    ("misc", "howpublished = {Talk in Somewhere}"): "Talk in Somewhere",
    ("online", "url = {https://www.lin.example/oak/}"): "lin.example/oak",
    ("legislation", "shorttitle = {Oak Act}"): "Oak Act",
    ("book", "booktitle = {Oaks}"): "Oaks",
    ("misc", "note = {Private communication}"): "Private communication",
}


@pytest.mark.parametrize(("kind", "fields"), UNTITLED)
def test_a_work_without_a_title_is_called_as_its_entry_calls_it(kind, fields):
    found = source(f"author = {{Ada Lin}}, year = 2020, {fields}", kind)
    assert (found.title, found.note) == (UNTITLED[kind, fields], "")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("article", "journal = {Letters}, note = {N}"),
        ("unpublished", "note = {in preparation}"),
        ("misc", "publisher = {Press}"),
    ],
)
def test_a_work_that_nothing_names_is_refused(kind, fields):
    assert problem(f"author = {{Ada Lin}}, year = 2020, {fields}", kind).endswith("have a title")


def test_a_copy_without_a_title_takes_over_the_work_that_it_names():
    read = read_bibliography(
        "@inproceedings{lin, author = {Ada Lin}, title = {T}, booktitle = {P}, year = 2020}\n"
        "@inproceedings{again, author = {Bo Wu}, crossref = {lin}}\n"
        "@inproceedings{part, crossref = {whole}}\n@proceedings{whole, title = {W}, year = 2020}"
    )
    assert read.sources["again"].reference.text == "Bo Wu. T. P, 2020."
    assert read.problems == ((3, "entry 'part' must have a title"),)


def test_an_abbreviation_that_nothing_defines_is_named_once_with_all_its_lines():
    read = read_bibliography(
        "@article{a, author = lin # { and Wu, Bo}, title = {T}, year = 2020}\n"
        "@article{b, author = LIN, title = {T}, year = {soon}, note = oak}\n"
        "@article{c, author = {Ada Lin}, title = {T}, year = 2020, mynote = elm}"
    )
    lin, oak, soon = sorted(said for _, said in read.problems)
    assert "'a' has as 'author' the abbreviation 'lin'" in lin
    assert "(also on lines 2)" in lin
    assert "'oak'" in oak
    assert "year" in soon
    assert list(read.sources) == ["c"]


FILES = {
    "@misc{a, author={A. Lin}, title={T}}, year=2020}": "ends before its field 'year'",
    "@misc{a, author={A. Lin}, title={T}}\n  year = {2020},\n}": "ends before its field 'year'",
    "@misc{, title={T}, year=2020}": "must have a key",
    "@misc{a, title={T}}\n@misc{A, title={U}}": "as 'a'; keep one of them",
}


@pytest.mark.parametrize("text", FILES)
def test_a_brace_too_many_or_a_key_too_few_is_named(text):
    ((_, said),) = read_bibliography(text).problems
    assert FILES[text] in said


def test_a_key_with_blanks_is_the_key_without_them():
    read = read_bibliography("@article{De Lin2020, title = {T}, year = 2020}")
    assert (list(read.sources), read.problems) == (["DeLin2020"], ())
    assert read.sources["DeLin2020"].bibtex.startswith("@article{DeLin2020,")


def test_a_copy_whose_names_stand_in_another_order_says_the_same():
    one = "@misc{a, author = {Ada Lin and Bo Wu}, title = {On Oaks.}, pages = {1--2}, year = 2020}"
    other = one.replace("Ada Lin and Bo Wu", "Lin, Ada and\n Wu, {B}o").replace("--", "-")
    assert read_bibliography(one + other.replace("Oaks.", "{oaks}")).problems == ()
    assert len(read_bibliography(one + other.replace("Wu", "Xu")).problems) == 1


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_file_of_utf_16_is_read_with_its_mark_or_without(codec):
    assert decoded("@misc{a, title = {Té}}".encode(codec)) == ("@misc{a, title = {Té}}", None)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_are_counted_however_they_end(end):
    lines = ["@misc{a,", " title = {T},", " year = 2020", "}", "@misc{b, title = {U} year = 1}"]
    read = read_files([("", end.join(lines).encode())])
    assert ([line for line, _ in read.problems], list(read.sources)) == ([5], ["a"])


def test_a_month_that_no_year_has_is_named_by_the_month():
    assert "must have a month that can be read (got '13')" in problem(f"{YEAR}, month = 13")


@pytest.mark.parametrize("entity", ["&#123;", "&rbrace;", "&#92;emph", "&#x5c;"])
def test_no_sign_of_tex_comes_out_of_an_entity(entity):
    assert "would show" in problem(f"title = {{On {entity} oaks}}, year = 2020")

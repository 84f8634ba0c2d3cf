"""What catalogues, publishers and keyboards leave in fields is no part of what an entry says."""

from __future__ import annotations

import pytest

from folio.core.bibliography import read_bibliography
from folio.core.tex.decoder import plain


def shown(fields: str, kind: str = "book") -> str:
    """Return the reference of an entry of Ada Lin, without what all of them say."""
    read = read_bibliography(f"@{kind}{{a, author = {{Ada Lin}}, year = 2020, {fields}}}")
    assert read.problems == ()
    text = read.sources["a"].reference.text.removeprefix("Ada Lin. ").removesuffix(" 2020.")
    return text.rstrip(",")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("title = {Oaks /}, publisher = {Elm Press,}", "Oaks. Elm Press"),
        ("title = {{Oaks :}}, address = {Oaktown ; New Elm, MA}", "Oaks. Oaktown; New Elm, MA"),
        ("title = {Oaks}, address = {Oaktown : New Elm}", "Oaks. Oaktown; New Elm"),
        ("title = {Oaks}, publisher = {Elm ; Ash Press}", "Oaks. Elm; Ash Press"),
        ("title = {Oaks}, edition = {2nd ed. /}", "Oaks. 2nd ed."),
        ("title = {Oaks}, series = {Notes on Trees ;}, number = 7", "Oaks. Notes on Trees 7"),
    ],
)
def test_the_signs_of_a_catalogue_behind_a_field_are_not_shown(fields, text):
    assert shown(fields) == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("title = {Les chênes : une histoire}", "Les chênes : une histoire."),
        ("title = {Oaks over TCP/}", "Oaks over TCP/."),
        ("title = {Oaks}, publisher = {Elm: Ash Press}", "Oaks. Elm: Ash Press"),
        ("title = {Oaks}, publisher = {Arbres : éditions}", "Oaks. Arbres : éditions"),
    ],
)
def test_the_same_signs_within_a_field_stay(fields, text):
    assert shown(fields) == text


def test_the_journal_of_new_york_that_a_program_tells_from_one_of_1880_is_called_as_it_is():
    fields = "title = {Oaks}, journal = {Science (80-. ).}, volume = 3"
    assert shown(fields, "article") == "Oaks. Science 3"
    assert shown("title = {Oaks}, journal = {Oaks (80-. ).}", "article") == "Oaks. Oaks (80-. )"


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ("doi = {10.1029/2024OA000132}, note = {e2024OA000132 2024OA000132}", ""),
        ("pages = {e1703878}, doi = {10.1002/oak.201703878}, note = {1703878 oak.201703878}", ""),
        ("note = {OAK-17-0042.R1}", ""),
        ("doi = {10.1029/2024OA000132}, note = {2024OA000133}", "2024OA000133"),
        ("pages = {2024}, note = {2024}", "2024"),
        ("note = {OAK-17-0042}", "OAK-17-0042"),
    ],
)
def test_a_note_of_numbers_that_the_entry_has_is_not_said_again(fields, note):
    head = "@article{a, author = {Ada Lin}, year = 2020, title = {Oaks}, journal = {Elms}"
    assert read_bibliography(f"{head}, {fields}}}").sources["a"].note == note


@pytest.mark.parametrize("name", ["journal", "booktitle", "publisher", "school", "institution"])
@pytest.mark.parametrize("nothing", ["null", "{undefined}", "N/A"])
def test_a_venue_of_which_a_program_knows_nothing_is_not_shown(name, nothing):
    assert shown(f"title = {{Oaks}}, {name} = {{{nothing}}}", "misc") == "Oaks."


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ('M"uller', "Müller"),
        ('Gro"se Stra"sen', "Große Straßen"),
        ('"Uber B"aume', "Über Bäume"),
        ('"Osterreich', "Österreich"),
        ('co"ordinatie in Belgi"e', "coördinatie in België"),
        ('"`Eichen"\' und Ulmen', "„Eichen“ und Ulmen"),
        ('"<Eichen">', "«Eichen»"),
        ('Baum"=Garten und Auf"|lage', "Baum-Garten und Auflage"),
        (",,Eichen`` und ,,Ulmen''", "„Eichen“ und „Ulmen”"),
    ],
)
def test_the_shorthands_of_babel_become_letters_and_marks(tex, text):
    assert plain(tex) == text


@pytest.mark.parametrize(
    "text",
    [
        *('An "alter" ego', '"Oak"s and elms', 'The "a"-test', '"Holo"er than thou', '"A"'),
        *('Oaks 12" tall', 'A 5"-rule', '5"x7" prints', '"and then', 'Elm"and"Ash', "Oaks,, elms"),
    ],
)
def test_quotation_marks_and_inches_stay(text):
    assert plain(text) == text


@pytest.mark.parametrize("mark", ["- ", "– ", "• "])
def test_the_mark_of_a_list_before_a_name_is_not_shown(mark):
    read = read_bibliography(
        f"@misc{{a, author = {{Ada Lin and {mark}Bo Wu}}, title = {{T}}, year = 2020}}"
    )
    assert read.sources["a"].authors == ("Ada Lin", "Bo Wu")


@pytest.mark.parametrize(
    ("names", "parted"),
    [
        ("A.Lin and B.-C.Wu", ["A.|Lin", "B.-C.|Wu"]),
        ("Lin, A.Bo and Ada B.Wu", ["A. Bo|Lin", "Ada B.|Wu"]),
        ("Lin, A.B.Jr.", ["A.B.|Lin|Jr."]),
        ("U.S.Department of Oaks", ["|U.S. Department of Oaks"]),
        ("{A.Lin Group} and Bo Wu", ["|A.Lin Group", "Bo|Wu"]),
        ("A.-Bo Lin and Wu, C.-D.", ["A.-Bo|Lin", "C.-D.|Wu"]),
        ("Lin, A.B. and oak.com", ["A.B.|Lin", "|oak.com"]),
    ],
)
def test_an_initial_that_runs_into_a_name_is_parted_from_it(names, parted):
    read = read_bibliography(f"@misc{{a, author = {{{names}}}, title = {{T}}, year = 2020}}")
    assert ["|".join(name).removesuffix("|") for name in read.sources["a"].names] == parted


def test_a_body_in_italics_is_one():
    read = read_bibliography(r"@misc{a, author = {\emph{Oak Collaboration}}, title = {T}}")
    assert read.labels["a"] == "Oak Collaboration, n.d."


@pytest.mark.parametrize("mark", [r"{$^\star$}", r"$^{1,2}$", r"{$^{\dagger}$}"])
def test_a_raised_mark_leaves_nothing_behind_the_name_that_readers_copy(mark):
    read = read_bibliography(f"@misc{{a, author = {{Ada Lin{mark} and Bo Wu}}, title = {{T}}}}")
    assert 'author = "Lin, Ada and Wu, Bo"' in read.sources["a"].bibtex
    head = f"@misc{{a, author = {{Ada Lin and admin{mark}}}, title = {{T}}}}"
    assert "in place of a name" in read_bibliography(head).problems[0][1]


@pytest.mark.parametrize(
    "note",
    [
        "ArticleType: research-article / Full publication date: Mar., 1998 / Copyright © 1998 Elm",
        "ArticleType: research-article/Full publication date: 1998/Copyright {\\textcopyright} Elm",
        "Full publication date: Mar., 1998 / Copyright © 1998 Elm",
        "Includes bibliographical references (p. 12-19) and index.",
        "Literaturverz. S. 212 - 230",
        "Copyright - Copyright Elm 2011; Last updated - 2012-01-01",
        "10.1000\\_182[PII]",
    ],
)
def test_what_a_catalogue_says_of_its_record_is_no_note(note):
    assert shown(f"title = {{Oaks}}, publisher = {{Elm}}, note = {{{note}}}") == "Oaks. Elm"


def test_numbers_that_a_note_names_are_those_of_the_work():
    note = "12345678[pmid], PMC1234567[pmcid], 10.1000/182[doi]"
    read = read_bibliography(
        f"@article{{a, title = {{Oaks}}, author = {{Ada Lin}}, note = {{{note}}}}}"
    )
    assert read.sources["a"].note == ""
    assert read.sources["a"].links[0][0] == "doi:10.1000/182"


@pytest.mark.parametrize("note", ["Includes a map of oaks", "See [1] and [doi]", "Copyright Elm"])
def test_a_note_in_words_is_kept(note):
    assert shown(f"title = {{Oaks}}, note = {{{note}}}").endswith(f"{note}.")


def test_the_mail_of_an_author_is_no_place_of_a_work_and_its_words_stay():
    note = "Contact: \\href{mailto:ada@lin.example,bo@wu.example}{Ada Lin, Bo Wu}"
    assert shown(f"title = {{Oaks}}, note = {{{note}}}").endswith("Contact: Ada Lin, Bo Wu.")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        *(("{Old Oaks*}", "Old Oaks"), ("Who reads oaks ∗", "Who reads oaks")),
        ("The {{Oaks}} of {{Elmland}}*", "The Oaks of Elmland"),
        *(("A search by A*", "A search by A*"), ("Old Oaks* and elms", "Old Oaks* and elms")),
        ("Oaks –- a life", "Oaks — a life"),
        ('Oaks <emph type="italic">in vivo</emph>', "Oaks in vivo"),
        *(("Old Oaks$^*$", "Old Oaks"), (r"Old Oaks\textsuperscript{*}", "Old Oaks")),
        ("Modules of $C^*$", "Modules of C*"),
    ],
)
def test_the_mark_of_a_footnote_and_half_a_dash_are_no_part_of_a_title(title, text):
    assert shown(f"title = {{{title}}}, publisher = {{Elm}}") == f"{text}. Elm"


@pytest.mark.parametrize(
    ("publisher", "text"),
    [
        ("Praha: Elm, 2020. ISBN 978-80-247-1359-5", "Praha: Elm"),
        ("Elm, Oaktown. ISBN 3334604357.", "Elm, Oaktown"),
        ("Elm, Oaktown", "Elm, Oaktown"),
        ("Elm, Oaktown}, address = {Oaktown", "Elm, Oaktown"),
        ("Elm, Oaktown}, address = {Ashtown", "Elm, Oaktown, Ashtown"),
        ("Elm, Oaktown, 2020", "Elm, Oaktown"),
    ],
)
def test_the_number_of_a_book_behind_its_publisher_is_that_number(publisher, text):
    fields = f"author = {{Ada Lin}}, title = {{Oaks}}, year = 2020, publisher = {{{publisher}}}"
    read = read_bibliography(f"@book{{a, {fields}}}").sources["a"]
    assert read.reference.text == f"Ada Lin. Oaks. {text}, 2020."
    assert bool(read.isbn) == ("ISBN" in publisher)


def test_a_stop_behind_the_kind_of_a_thesis_goes_and_that_of_an_abbreviation_stays():
    school = "title = {Oaks}, school = {Oak University}"
    assert shown(f"{school}, type = {{Unpubl. {{MSc}} Thesis.}}", "mastersthesis") == (
        "Oaks. Unpubl. MSc Thesis, Oak University"
    )
    report = "title = {Oaks}, institution = {Oak Lab}, type = {Tech. Rep.}"
    assert shown(report, "techreport") == "Oaks. Tech. Rep., Oak Lab"


@pytest.mark.parametrize(
    ("whole", "text"),
    [
        ("In OakExpo'98: Proceedings of the Oaks", "OakExpo'98: Proceedings of the Oaks"),
        ("In Vivo: Life of Oaks", "In Vivo: Life of Oaks"),
    ],
)
def test_the_in_of_a_list_is_no_part_of_proceedings_with_a_short_name(whole, text):
    assert shown(f"title = {{T}}, booktitle = {{{whole}}}", "inproceedings") == f"T. {text}"


@pytest.mark.parametrize(
    ("url", "to"),
    [
        ("https://www-oak-com.access.lib.elm.edu/a/1", "https://www.oak.com/a/1"),
        ("http://oak.example.lin.idm.oclc.org/a", "http://oak.example/a"),
        ("http://lin.idm.oclc.org/login?url=http://www.oak.com/a?b=1", "http://www.oak.com/a?b=1"),
        ("http://www-oak.elm.edu/a", "http://www-oak.elm.edu/a"),
    ],
)
def test_an_address_leads_past_a_library_that_opens_it(url, to):
    read = read_bibliography(f"@misc{{a, title = {{Oaks}}, year = 2020, url = {{{url}}}}}")
    assert [link for _, link in read.sources["a"].links] == [to]


def test_two_bodies_in_braces_stay_as_they_are_written():
    entry = "@misc{a, title = {Oaks}, year = 2020, author = {{Oak Authors, The Elm Foundation}}}"
    assert read_bibliography(entry).labels["a"] == "Oak Authors, The Elm Foundation, 2020"


def test_persons_in_braces_with_a_mark_are_several():
    entry = "@misc{a, title = {Oaks}, year = 2020, author = {{Ada B. Lin* and Bo Wu}}}"
    assert "holds several names" in read_bibliography(entry).problems[0][1]


def test_a_number_of_which_its_field_says_that_it_is_a_doi_is_no_eprint():
    fields = "archiveprefix = {arXiv}, arxivid = {doi:10.1000/o.1}, eprint = {o.1}"
    read = read_bibliography(f"@misc{{a, title = {{Oaks}}, year = 2020, {fields}}}")
    assert (read.problems, read.sources["a"].links) == ((), ())


BEHIND = [
    *("B. Lin et al. (OAK Collaboration)", "B. Lin and others [for the OAK Collaboration]"),
    *(r"The OAK Collaboration (B. Lin {\it et al.})", "{B. Lin et al. (OAK Collaboration)}"),
]


@pytest.mark.parametrize("author", BEHIND)
def test_a_collaboration_beside_its_first_author_is_that_for_whom_he_speaks(author):
    read = read_bibliography(f"@misc{{a, title = {{Oaks}}, year = 2020, author = {{{author}}}}}")
    assert read.labels["a"] == "Lin et al., 2020"
    group = "The OAK Collaboration" if author.startswith("The") else "OAK Collaboration"
    assert read.sources["a"].reference.text == f"B. Lin et al. ({group}). Oaks. 2020."


def test_a_collaboration_that_is_an_author_by_itself_stays_one():
    author = "{OAK Collaboration (Elmland)} and B. Lin"
    read = read_bibliography(f"@misc{{a, title = {{Oaks}}, year = 2020, author = {{{author}}}}}")
    assert read.labels["a"] == "OAK Collaboration (Elmland) & Lin, 2020"

"""Files of sources: what their entries share, and each mistake at its line."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography, read_files
from folio.exports.csl import csl_item

PART = "@inproceedings{a, author = {Ada Lin}, title = {T}, pages = {1--2}, crossref = {Proc}}"
WHOLE = "@proceedings{proc, editor = {Bo Wu}, title = {Things}, publisher = {P}, year = 2020}"


def test_a_paper_takes_from_its_volume_what_it_lacks_and_is_copied_alone():
    read = read_bibliography(f"{PART}\n{WHOLE}")
    assert read.problems == ()
    assert read.sources["a"].reference.text == "Ada Lin. T. Things, edited by Bo Wu, P, 1–2, 2020."
    assert "crossref" not in read.sources["a"].bibtex
    assert 'booktitle = "Things"' in read.sources["a"].bibtex


def test_a_paper_does_not_take_what_says_which_the_volume_is():
    own = "doi = {10.1/v}, url = {https://v.example}, note = {N}, pages = {1--900}, subtitle = {S}"
    whole = WHOLE.replace("editor", f"{own}, editor")
    read = read_bibliography(f"{PART.replace('pages', 'x')}\n{whole}")
    found = read.sources["a"]
    assert (read.problems, found.links, found.doi) == ((), (), "")
    assert found.reference.text == "Ada Lin. T. Things: S, edited by Bo Wu, P, 2020."


def test_a_volume_that_is_not_there_or_leads_back_is_refused():
    ((line, said),) = read_bibliography(PART).problems[:1]
    assert (line, "crossref" in said) == (1, True)
    alone = read_bibliography(PART.replace("pages", "booktitle = {B}, year = 2020, pages"))
    assert alone.problems == ()
    assert alone.sources["a"].reference.text == "Ada Lin. T. B, 1–2, 2020."
    loop = "@book{a, title = {T}, crossref = {b}}\n@book{b, title = {T}, crossref = {a}}"
    assert len(read_bibliography(loop).problems) == 2


def test_what_entries_share_is_taken_over_and_is_no_source_itself():
    shared = "@xdata{p, publisher = {Press}, xdata = {q}}\n@xdata{q, location = {Vienna}}"
    text = (
        f"@book{{a, {ADA}, year = 2020, xdata = {{p, q}}}}\n{shared}\n@set{{s, entryset = {{a}}}}"
    )
    read = read_bibliography(text)
    assert (read.problems, list(read.sources)) == ((), ["a"])
    assert read.sources["a"].reference.text == "Ada Lin. T. Press, Vienna, 2020."
    assert "xdata" not in read.sources["a"].bibtex
    assert "xdata" in str(read_bibliography(text.replace("{p, q}", "{r}")).problems)


def test_entries_that_share_with_each_other_come_to_an_end():
    shared = "@xdata{p, publisher = {Press}, xdata = {q}}\n@xdata{q, xdata = {p, q}}"
    read = read_bibliography(f"@book{{a, {ADA}, year = 2020, xdata = {{p}}}}\n{shared}")
    assert read.sources["a"].publisher == "Press"


def test_the_entry_that_readers_copy_says_the_same_when_it_is_read_again():
    entry = (
        '@misc{a, author = {Ada {"The Oak"} Lin}, title = {On "oaks" {and} {\\"u}}, year = 2020}'
    )
    found = read_bibliography(entry).sources["a"]
    again = read_bibliography(found.bibtex)
    assert again.problems == ()
    assert again.sources["a"] == found


def test_a_note_that_begins_with_a_state_is_the_date_and_is_said_once():
    found = source(f"{ADA}, journal = {{L}}, note = {{Submitted to Oak Letters}}")
    assert (found.reference.text, found.state) == (
        "Ada Lin. T. L. Submitted to Oak Letters.",
        "submitted",
    )


def test_files_are_read_in_order_with_what_those_before_define():
    files = {
        "abbrev.bib": r'@string{jl = "Letters"} @preamble{"\newcommand{\me}{Lin, Ada}"}',
        "papers.bib": r"@article{a, author = {\me}, title = {T}, journal = jl, crossref = {b}}",
        "talks.bib": "@book{b, title = {B}, year = 2020}\n@misc{A, title = {T}, year = {soon}}",
    }
    read = read_files((name, text.encode()) for name, text in files.items())
    assert read.sources["a"].reference.text == "Ada Lin. T. Letters, 2020."
    said = (
        "entry 'A' is here and on line 1 of papers.bib as 'a'; keep one of them,"
        " or give it another key: capitals tell no two keys apart"
    )
    assert read.mistakes == {"abbrev.bib": (), "papers.bib": (), "talks.bib": ((2, said),)}
    backwards = read_files((name, text.encode()) for name, text in reversed(files.items()))
    assert "jl" in str(backwards.mistakes["papers.bib"])


FINE = "@misc{fine, title = {F}, year = 2020}"
ERRORS = {
    "@article{x, title = {One} journal = {L}, year = 2020}": "must be BibTeX",
    "@article{x, title = {One}, journal = jqt, year = 2020}": "@string{jqt",
    "@article{x, title = {One, year = 2020": "must be BibTeX",
    "@article{x, title = {One}, title = {Two}, year = 2020}": "'One' and 'Two'",
    "@article{x, title = {One}, year = {soon}}": "must have a year of four digits",
    "@article{x, year = 2020}": "must have a title",
    "@article{x, title = {<b></b>}, year = 2020}": "must have a title",
    "@article{fine, title = {One}, year = 2020}": "is here and on line",
}


@pytest.mark.parametrize("text", ERRORS)
def test_a_mistake_names_its_entry_and_hides_no_other(text):
    read = read_bibliography(f"{text}\n\n{FINE}\n@misc{{last, title = {{L}}, year = {{x}}}}\n")
    said = [message for _, message in read.problems]
    assert any(ERRORS[text] in message and message.startswith("entry '") for message in said)
    assert (4, said[-1]) == (read.problems[-1][0], next(m for m in said if "'last'" in m))
    assert "fine" in read.sources


@pytest.mark.parametrize(
    "text",
    [
        f"% by ada@lin.example\n{FINE}\n% @misc{{old,\n%   title = {{O}}, year = 2019}}",
        f"@comment{{\n@misc{{fine, title = {{Old}}, year = 2019}}\n}}\n{FINE}",
        "@misc{fine, title = {F},\n  % doi = {10.1000/no},\n  year = 2020}",
        "@misc{fine, title = {F}, year = 2020, keywords = {oak}, keywords = {elm}}",
        "@string{f = {F}}\n@misc(fine, title = f, year = 2020)",
        "@misc(fine, title = {F}, keywords = {oak (elm), ash}, year = 2020)",
        '@preamble{"x"}\n@STRING{f = "F"}@MISC{fine, TITLE = F, YEAR = 2020}',
    ],
)
def test_comments_and_what_may_stand_twice_are_passed_over(text):
    read = read_bibliography(text)
    assert read.problems == ()
    assert {key: one.reference.text for key, one in read.sources.items()} == {"fine": "F. 2020."}


OWN = r"""@preamble{"\newcommand{\oak}[1]{\emph{Quercus #1}} \def\lin{Lin, Ada}"
    # "\providecommand{\url}[1]{\texttt{#1}} \newcommand\loop{\loop}"}"""


def test_commands_that_a_file_defines_are_put_in_place():
    entry = (
        r"@misc{x, author = {\lin}, title = {On \oak{alba}}, note = {\url{https://a.example}}, %s}"
    )
    read = read_bibliography(OWN + entry % "year = 2020")
    assert read.problems == ()
    assert read.sources["x"].reference.text == "Ada Lin. On Quercus alba. 2020."
    assert read.sources["x"].url == "https://a.example"
    assert "\\oak" not in read.sources["x"].bibtex
    for use in (r"edition = {\loop}", r"edition = {\oak}"):
        assert "has the command" in str(read_bibliography(OWN + entry % use).problems)


def test_a_command_of_nobody_says_how_to_define_it():
    assert r'@preamble{"\newcommand{\oak}{…}"}' in problem(r"title = {\oak}, year = 2020")


def test_an_article_stands_in_its_journal_and_not_in_the_meeting_that_it_was_of():
    found = source(f"{ADA}, booktitle = {{Meeting}}, journal = {{Letters}}, year = 2020")
    assert found.venue == "Letters"


def test_a_key_that_stands_twice_on_one_line_is_named():
    ((line, said),) = read_bibliography(f"{FINE} {FINE.replace('{F}', '{G}')}").problems
    where = "entry 'fine' is here and on line 1; keep one of them, or give it another key:"
    assert (line, said) == (1, f"{where} they differ in 'title' (got 'F' and 'G')")


@pytest.mark.parametrize(
    ("more", "said"),
    {
        ", year = 2021, title = {G}": "they differ in 'title' (got 'F' and 'G')",
        ", note = {Oak}": "they differ in 'note' (got 'Oak' in one of them)",
    }.items(),
)
def test_two_entries_of_one_key_are_told_apart_by_a_field_of_theirs(more, said):
    other = f"@misc{{fine, title = {{F}}, year = 2020{more}}}"
    if "title" in more:
        other = f"@misc{{fine{more}}}"
    ((_, message),) = read_bibliography(f"{FINE}\n{other}").problems
    assert said in message


@pytest.mark.parametrize(
    "more", [", urldate = {2020-01-02}", ", abstract = {Oaks}", ", mark = {x}"]
)
def test_what_nobody_reads_parts_no_two_entries(more):
    read = read_bibliography(f"{FINE}\n{FINE.replace('}', f'}}{more}', 1)}")
    assert (read.problems, list(read.sources)) == ((), ["fine"])


def test_a_file_that_is_not_utf_8_is_named_with_its_line_and_byte():
    read = read_files([("a.bib", b"\n@article{x, author = {J\xfcrgen}}")])
    ((line, said),) = read.problems
    assert line == 2
    assert said.endswith("save the file as UTF-8")
    assert "byte FC after" in said


USE = "@misc{a, title = {T}, publisher = jl, year = 2020}"
DEFINED = '@string{jl = "Letters"}'


@pytest.mark.parametrize(
    "files", [[f"{USE}\n{DEFINED}"], [USE, DEFINED]], ids=["below", "in the next file"]
)
def test_an_abbreviation_that_is_defined_only_behind_its_use_is_said_to_be_so(files):
    read = read_files([(f"{place}.bib", text.encode()) for place, text in enumerate(files)])
    ((line, said),) = read.mistakes["0.bib"]
    assert (line, "nothing defines" in said, "defined only below" in said) == (1, False, True)


@pytest.mark.parametrize(("more", "where"), [([2], "line 2"), ([2, 3], "lines 2, 3")])
def test_an_abbreviation_that_nothing_defines_is_named_once_with_all_its_lines(more, where):
    text = "\n".join([USE, *(USE.replace("{a", f"{{a{line}") for line in more)])
    ((_, said),) = read_bibliography(text).problems
    assert f"(also on {where});" in said


def test_an_entry_that_nothing_ends_is_named_at_its_own_line():
    text = f"\n@misc{{a, {ADA},\n  year = {{2020\n\n@misc{{b, {ADA}, year = 2020}}\n"
    read = read_bibliography(text)
    ((line, said),) = read.problems
    assert (line, list(read.sources)) == (2, ["b"])
    assert "nothing ends it" in said


BOOK = "@book{b, author = {Bo Wu}, title = {Whole}, publisher = {P}, year = 2020}"


@pytest.mark.parametrize("kind", ["inbook", "incollection"])
def test_a_chapter_by_another_says_who_has_written_the_book(kind):
    part = f"@{kind}{{a, author = {{Ada Lin}}, title = {{Foreword}}, crossref = {{b}}}}"
    read = read_bibliography(f"{part}\n{BOOK}")
    assert read.sources["a"].reference.text == "Ada Lin. Foreword. Whole, by Bo Wu, P, 2020."
    own = read_bibliography(f"{part.replace('Ada Lin', 'Bo Wu')}\n{BOOK}").sources["a"]
    assert own.reference.text == "Bo Wu. Foreword. Whole, P, 2020."


def test_where_an_event_was_is_told_from_where_its_proceedings_appeared():
    fields = "editor = {Bo Wu}, title = {T}, eventtitle = {Oak Days}, venue = {Oslo}, year = 2020"
    made = source(f"{fields}, publisher = {{P}}, location = {{London}}", "proceedings")
    assert made.reference.text == "Bo Wu (ed.). T. Oak Days, Oslo, P, London, 2020."
    item = csl_item(made)
    assert (item["event-title"], item["event-place"]) == ("Oak Days", "Oslo")
    assert (item["publisher"], item["publisher-place"]) == ("P", "London")
    assert "container-title" not in item


def test_an_abbreviation_behind_an_entry_that_nothing_ends_is_defined():
    open_ended = "@misc{b, author = {Bo Wu}, title = {Open, year = 2020}"
    read = read_bibliography(f"{open_ended}\n{DEFINED}\n{USE}")
    assert [line for line, _ in read.problems] == [1]
    assert read.sources["a"].publisher == "Letters"


def test_the_place_of_a_publisher_is_not_that_of_an_event():
    fields = "editor = {Bo Wu}, title = {T}, eventtitle = {Oak Days}, year = 2020"
    item = csl_item(source(f"{fields}, publisher = {{P}}, address = {{London}}", "collection"))
    assert (item["publisher-place"], "event-place" in item) == ("London", False)
    alone = csl_item(source(f"{fields}, address = {{London}}", "collection"))
    assert (alone["event-place"], "publisher-place" in alone) == ("London", False)

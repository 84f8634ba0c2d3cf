"""Tags, marks at the end and labels of numbers as other programs and languages have them."""

from __future__ import annotations

import pytest

from folio.core.bibliography import read_bibliography


def text_of(fields: str, entry: str = "article") -> str:
    read = read_bibliography(f"@{entry}{{a, {fields}, year = 2020}}")
    assert read.problems == ()
    return read.sources["a"].reference.text


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ('<font color="red">Oaks</font> and <small>elms</small>', "Oaks and elms."),
        ("<inline-formula><i>x</i></inline-formula> oaks", "x oaks."),
        ("<![CDATA[Oaks & elms]]>", "Oaks & elms."),
        ("<!-- draft -->Oaks", "Oaks."),
        ("List<String> and x<y>z", "List<String> and x<y>z."),
        ("Κοιμούνται;", "Κοιμούνται;"),
        ("Oaks &amp;", "Oaks &."),
        ("木は眠る。", "木は眠る。"),
    ],
)
def test_a_title_is_shown_without_tags_and_with_one_mark_at_its_end(title, shown):
    assert text_of(f"title = {{{title}}}, journal = {{J}}") == f"{shown} J, 2020."


def test_a_question_in_arabic_ends_without_a_stop():
    assert text_of("title = {هل تنام؟}, journal = {J}").endswith("؟\u2069 J, 2020.")


@pytest.mark.parametrize(
    ("volume", "number"),
    [
        *(("t. 12", "fasc. 3"), ("Т. 12", "№ 3"), ("Bd. 12", "H. 3"), ("том 12", "вып. 3")),
        *(("12", "3"), ("tomo 12", "Heft 3")),
    ],
)
def test_a_volume_and_a_number_stand_without_the_words_for_them(volume, number):
    fields = f"title = {{T}}, journal = {{J}}, volume = {{{volume}}}, number = {{{number}}}"
    assert text_of(fields) == "T. J 12(3), 2020."


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("Technical Report TR-12", "Technical Report TR-12"),
        ("Technical Report", "Technical Report TR-12"),
        ("Report ATR-12", "Report ATR-12 TR-12"),
    ],
)
def test_the_number_of_a_report_that_its_kind_says_is_said_once(kind, said):
    fields = f"title = {{T}}, institution = {{I}}, number = {{TR-12}}, type = {{{kind}}}"
    assert text_of(fields, "techreport") == f"T. {said}, I, 2020."


@pytest.mark.parametrize(
    ("month", "copied"),
    [
        *(("3月", "mar"), ("III", "mar"), ("9월", "sep"), ("March 2020", "mar")),
        *(("5 de marzo", '"5~" # mar'), ("March 5, 2020", 'mar # "~5"'), ("Spring", '"Spring"')),
    ],
)
def test_readers_copy_a_month_as_each_program_reads_it(month, copied):
    read = read_bibliography(f"@misc{{a, title = {{T}}, year = 2020, month = {{{month}}}}}")
    assert f"month = {copied}" in read.sources["a"].bibtex


@pytest.mark.parametrize("pages", ["775−783", "775〜783", "775‑783", "775–783"])
def test_pages_are_a_range_by_any_dash(pages):
    assert text_of(f"title = {{T}}, journal = {{J}}, pages = {{{pages}}}") == "T. J, 775–783, 2020."

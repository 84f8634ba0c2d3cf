"""Other inputs of the kinds in which the cases of the bibliography stand."""

from __future__ import annotations

import pytest

from folio.core.bibliography import read_bibliography


def shown(fields: str, entry: str = "misc") -> str:
    read = read_bibliography(f"@{entry}{{a, title = {{Oaks}}, {fields}}}")
    assert read.problems == ()
    return read.sources["a"].reference.text


def refused(fields: str, entry: str = "misc") -> list[str]:
    return [said for _, said in read_bibliography(f"@{entry}{{a, {fields}}}").problems]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (r"A.\,B. Lin", "A. B. Lin"),
        (r"Lin, A.\,B. and {C.\,D.} Wu", "A. B. Lin, C. D. Wu"),
        (r"G.\,{\"O}. Elm and H.\,\v{S}. Ash", "G. Ö. Elm, H. Š. Ash"),
        (r"Bo Wu\,\textsuperscript{1} and J\"org\,$^{2}$ Elm", "Bo Wu, Jörg Elm"),
    ],
)
def test_a_thin_blank_between_initials_has_no_comma_in_it(authors, names):
    assert shown(f"author = {{{authors}}}, year = 2020") == f"{names}. Oaks. 2020."


def test_letters_by_their_numbers_in_json_are_letters():
    text = (
        r"@misc{a, author = {Zo\u00eb Lin}, title = {B\u00e4ume\u2019s \ud83c\udf33}, year = 2020}"
    )
    source = read_bibliography(text).sources["a"]
    assert source.reference.text == "Zoë Lin. Bäume’s 🌳. 2020."
    assert "\\" not in source.bibtex
    assert shown(r"author = {\u{a}da Lin}") == "ăda Lin. Oaks. n.d."


@pytest.mark.parametrize(
    "begun",
    [
        *("@misc [a, title = {T}]", "@misc a, title = {T}}", "＠misc{a, title = {T}}"),
        *("@artículo{a, title = {T}}", "  @misc｛a, title = {T}｝", "@article lin"),
    ],
)
def test_what_only_looks_like_an_entry_is_not_passed_over(begun):
    sound = "@misc{b, title = {Elms}, year = 2020}\n"
    for text in (f"{sound}\n{begun}\n{sound}", f"{sound}\n{begun}\n"):
        read = read_bibliography(text)
        ((line, said),) = read.problems
        assert (line, list(read.sources)) == (3, ["b"])
        assert said.startswith("an entry must begin as @misc{lin2020, …; write it so, or % before")
        assert read_bibliography(text.replace(begun, f"% {begun}")).problems == ()


@pytest.mark.parametrize("text", ["Mail: ada@lin.example", "@ada", "% @misc [a", "misc{a,", "@"])
def test_words_between_entries_are_passed_over(text):
    assert read_bibliography(f"{text}\n@misc{{b, title = {{Elms}}}}\n{text}").problems == ()


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"\enquote*{Oaks} and \foreignquote{german}{Elms}", "“Oaks” and “Elms”"),
        (r"\textquote{Oaks} of \textquote[Lin]{old}", "“Oaks” of “old”"),
        (r"\textcolor[rgb]{1,0,0}{Oaks} {\color[gray]{.5}and} \colorbox[rgb]{1,0,0}{elms}", None),
        (r"Oaks\hspace{1em}and\hspace*{2pt}elms", None),
        (r"Oa\hspace*{-1pt}ks and elms", None),
        (r"{\slshape Oaks} {\Large and}\linebreak{\Huge elms}", None),
        (r"Oaks\par and\thickspace elms", None),
        (r"\begin{otherlanguage}{latin}Oaks\end{otherlanguage} and elms", None),
        (r"\begin{CJK*}{UTF8}{gbsn}Oaks\end{CJK*} and elms", None),
        (r"{\fontfamily{ptm}\selectfont Oaks} and \selectlanguage{latin}elms", None),
        (r"Oaks of \unit[5]{m}, \unit{m} and \ang{5;3}", "Oaks of 5 m, m and 5°3′"),
        (r"\ch{CO2} of oaks, $\ch{H2O}$", "CO₂ of oaks, H₂O"),
        (r"Oaks \no 3, 1\ier{} and 2\ieme", "Oaks n°3, 1er and 2e"),
        (r"\char65 \symbol{66}\unichar{228}", "ABä"),
    ],
)
def test_commands_are_set_with_their_stars_and_options(tex, text):
    read = read_bibliography(f"@misc{{a, title = {{{tex}}}, year = 2020}}")
    assert read.problems == ()
    assert read.sources["a"].title == (text or "Oaks and elms")


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (r"\hl{Ada Lin} and \bsc{Wu}, Bo and \textsf{Chi Xu}", ["Lin", "Wu", "Xu"]),
        (r"{\bfseries\itshape Ada Lin} and {\normalfont Bo Wu}", ["Lin", "Wu"]),
        (r"{\color[rgb]{1,0,0}\bf Ada Lin} and {\bf\textsc{Bo} Wu}", ["Lin", "Wu"]),
        (r"\href{https://lin.example}{Ada Lin} and \colorbox{red}{Bo Wu}", ["Lin", "Wu"]),
        (r"Ada Lin\footnotemark[\value{footnote}] and Bo Wu\footnotemark[2]", ["Lin", "Wu"]),
        (r"Ada Lin\textsuperscript{2,$\ast$} and Bo Wu", ["Lin", "Wu"]),
        ("Ada Lin✉ and Bo Wu📧 and Chi Xu✉\ufe0f", ["Lin", "Wu", "Xu"]),
    ],
)
def test_a_name_is_parted_whatever_marks_it(authors, names):
    read = read_bibliography(f"@misc{{a, author = {{{authors}}}, title = {{T}}, year = 2020}}")
    assert read.problems == ()
    assert [name.family for name in read.sources["a"].names] == names


@pytest.mark.parametrize(
    "written",
    [
        *(r"$<$https://oak.example/a$>$", r"$\langle$https://oak.example/a$\rangle$"),
        *(r"\textless{}\url{https://oak.example/a}\textgreater{}", "⟨https://oak.example/a⟩"),
    ],
)
def test_an_address_in_brackets_of_tex_is_a_link(written):
    text = f"@misc{{a, title = {{Oaks}}, year = 2020, howpublished = {{{written}}}}}"
    source = read_bibliography(text).sources["a"]
    assert (source.reference.text, source.links) == (
        "Oaks. 2020.",
        (("oak.example/a", "https://oak.example/a"),),
    )


def test_a_dotless_i_with_the_blank_of_its_command_is_one_letter():
    read = read_bibliography(r"@misc{a, author = {Garc\'{\i }a, Ada}, title = {R{\'\i }o}}")
    assert read.sources["a"].reference.text == "Ada García. Río. n.d."


def test_a_work_of_which_only_the_event_is_dated_appeared_then():
    talk = "eventtitle = {Oak Days}, eventdate = {2020-05-06}"
    assert shown(talk, "unpublished") == "Oaks. Oak Days, 6 May 2020."
    assert shown(f"{talk}, date = 2021", "inproceedings") == "Oaks. Oak Days, 2021."
    assert shown(f"{talk}, year = {{in press}}", "unpublished") == "Oaks. Oak Days, in press."


@pytest.mark.parametrize(
    ("year", "text"),
    [
        *(("2003 to present", "2003–"), ("2003-heute", "2003–"), ("2003 – la actualidad", "2003–")),
        *(("2003--2003", "2003"), ("2003~--~2005", "2003–2005"), ("2003{--}2005", "2003–2005")),
        *(("May~2003--June~2015", "May 2003 – June 2015"), ("5 May 2003", "5 May 2003")),
        ("30 Dec 2003 to 2 Jan 2004", "30 December 2003 – 2 January 2004"),
        *(("0000", "n.d."), ("0", "n.d."), ("2003~", "c. 2003"), ("15~May 2003", "15 May 2003")),
        *(
            ("ter perse", "ter perse"),
            ("掲載予定", "掲載予定"),
            ("En Preparación", "en preparación"),
        ),
    ],
)
def test_a_year_is_read_whatever_stands_between_its_parts(year, text):
    said = shown(f"author = {{Ada Lin}}, year = {{{year}}}")
    assert said.casefold() == f"Ada Lin. Oaks. {text.removesuffix('.')}.".casefold()


def test_months_of_a_span_of_years_are_asked_of_with_these_months():
    (said,) = refused("title = {T}, year = {2003--2015}, month = {mar--oct}")
    assert said.endswith("write date = {2003-03/2015-10}, or one year")
    assert shown("date = {2003-03/2015-10}") == "Oaks. March 2003 – October 2015."
    assert refused("title = {T}, year = {June 2015--May 2003}")


@pytest.mark.parametrize(
    ("month", "text"),
    [
        *(("IX", "September 2020"), ("V", "May 2020"), ("９", "September 2020")),
        *(("9월", "September 2020"), ("9월 5일", "5 September 2020")),
        *(("Winter 2019/2020", "Winter 2019–2020"), ("Winter, 2020-21", "Winter 2020–2021")),
        *(("10 July}, day = {10", "10 July 2020"), ("July 2020", "July 2020")),
    ],
)
def test_a_month_is_read_in_other_numbers_and_a_winter_has_two_years(month, text):
    assert shown(f"author = {{Ada Lin}}, year = 2020, month = {{{month}}}") == (
        f"Ada Lin. Oaks. {text}."
    )


@pytest.mark.parametrize(
    ("fields", "remedy"),
    [
        (
            "month = {July 2019}",
            "must have a month of 2020 (got 'July 2019'); keep one of the years",
        ),
        ("month = {10 July}, day = 11", "must have one day (got 10 beside the month and day '11')"),
        ("month = {Winter 2017/2018}", "must have a month of 2020"),
        ("month = {9th}", "must have a month that can be read (got '9th')"),
        ("month = {Dec/Jan}", "write date = {2020-12/2021-01} or date = {2019-12/2020-01}"),
        ("date = {2019-02-29}", "must have a date that exists (got 2019-02-29)"),
    ],
)
def test_a_date_that_says_two_things_or_is_none_is_refused_with_what_is_wrong(fields, remedy):
    kept = "" if fields.startswith("date") else "year = 2020, "
    (said,) = refused(f"title = {{T}}, {kept}{fields}")
    assert remedy in said


@pytest.mark.parametrize(
    "written",
    [
        *("https://doi.org/10.1000/182?utm_source=mail&utm_medium=x", "info:doi/10.1000/182"),
        *("urn:doi:10.1000/182", "<https://doi.org/10.1000/182>"),
    ],
)
def test_a_doi_is_itself_in_whatever_form_a_program_gives_it(written):
    read = read_bibliography(f"@misc{{a, title = {{T}}, year = 2020, doi = {{{written}}}}}")
    assert read.sources["a"].doi == "10.1000/182"
    assert 'doi = "10.1000/182"' in read.sources["a"].bibtex


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ("eprint = {10.2139/ssrn.123}, eprinttype = {SSRN}", "https://doi.org/10.2139/ssrn.123"),
        ("eprint = {ssrn.123}, eprinttype = {SSRN}", "https://ssrn.com/abstract=123"),
        (
            "eprint = {0309136}, eprinttype = {arxiv}, eprintclass = {math.AG}",
            "https://arxiv.org/abs/math.AG/0309136",
        ),
        (r"url = {https://oak.example/a{$\_$}b}", "https://oak.example/a_b"),
        (r"url = {\texttt{https://oak.example/a}}", "https://oak.example/a"),
        ("url = {https://oak.example/a)}", "https://oak.example/a"),
        ("url = {https://oak.example/Oak_(tree)}", "https://oak.example/Oak_(tree)"),
    ],
)
def test_a_number_and_an_address_lead_where_they_are_meant(fields, link):
    read = read_bibliography(f"@misc{{a, title = {{T}}, year = 2020, {fields}}}")
    assert [to for _, to in read.sources["a"].links] == [link]


def test_a_number_that_hal_does_not_have_is_refused():
    (said,) = refused("title = {T}, year = 2020, eprint = {2001.00001}, eprinttype = {hal}")
    assert said.endswith("a number of HAL, such as hal-01234567 (got '2001.00001')")


@pytest.mark.parametrize(
    ("written", "copied"),
    [
        ("https://oak.example/a?b=1&amp;c=2", "https://oak.example/a?b=1&c=2"),
        ("https://oak.example/old oaks.pdf", "https://oak.example/old%20oaks.pdf"),
        ('"https://oak.example/a"', "https://oak.example/a"),
        ("https://oak.example/a.", "https://oak.example/a"),
        ("https://oak.example/café", "https://oak.example/café"),
    ],
)
def test_readers_copy_an_address_as_it_is_opened(written, copied):
    read = read_bibliography(f"@misc{{a, title = {{T}}, year = 2020, url = {{{written}}}}}")
    assert copied in read.sources["a"].bibtex
    assert "&amp;" not in read.sources["a"].bibtex


@pytest.mark.parametrize("path", ["/tmp/a.pdf", "~/papers/a.pdf", "file:///C:/a.pdf"])
def test_a_file_of_a_disk_in_place_of_a_number_stays_in_the_house(path):
    read = read_bibliography(f"@misc{{a, title = {{T}}, year = 2020, eprint = {{{path}}}}}")
    assert path not in read.sources["a"].bibtex


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("year", "2020a"), ("pages", "12--15"), ("journal", "J. Oak"), ("volume", "3b")),
        *(("doi", "10.1000/182"), ("note", "Signed by all")),
    ],
)
def test_a_value_without_braces_is_named_with_those_that_it_needs(field, value):
    (said,) = refused(f"title = {{T}}, {field} = {value}")
    assert said == (
        f"entry 'a' has for its field {field!r} {value!r} without braces; "
        f"write {field} = {{{value}}}"
    )
    assert refused(f"title = {{T}}, {field} = {{{value}}}, year = 2020") == [] or field == "year"


@pytest.mark.parametrize(
    "fields",
    [
        "author = {Ada Lin and Bo Wu}, author = {Lin, Ada and Wu, Bo}, year = 2020",
        "year = 2020, month = may, month = 5",
        "year = 2020, month = {05}, month = {May}",
    ],
)
def test_a_field_twice_that_says_one_thing_in_two_forms_is_read(fields):
    assert refused(f"title = {{T}}, {fields}") == []


def test_two_places_of_a_book_are_two_things_but_not_of_a_paper():
    places = "address = {York}, location = {Bonn}"
    assert (
        "says two things by its address and its location"
        in refused(f"title = {{T}}, year = 2020, {places}", "book")[0]
    )
    assert (
        refused(f"title = {{T}}, year = 2020, booktitle = {{B}}, {places}", "inproceedings") == []
    )

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

"""The letters of a file of sources: UTF-8, what the file names, and never a guess."""

from __future__ import annotations

import pytest

from folio.core.bibliography import read_files
from folio.core.bibtex.entries.encoding import decoded

ENTRY = "@misc{lin, author = {Lin, Zoë}, title = {Über «Eichen»}, year = 2020}\n"
NAMED = {
    "% Encoding: {}\n": (
        *("ISO8859_1", "Cp1252", "windows-1252", "ISO-8859-15", "MacRoman", "cp850"),
        *("x-MacRoman", "x-MacRoman-dos"),
    ),
    "%% This file was created with JabRef 2.6.\n% Encoding: {}\n": ("ISO8859_15", "UTF-8"),
    "This file was created with JabRef 2.3.\nEncoding: {}\n": ("ISO8859_1",),
    "%% -*- mode: bibtex; coding: {} -*-\n": ("latin-1", "iso-8859-1-unix"),
    "% !TeX encoding = {}\n": ("IsoLatin", "latin1", "MacOSRoman"),
    "% !TEX fileencoding = {}\n": ("latin1",),
    "% !TEX encoding = {}\n": ("ISO Latin 1", "Western (ISO Latin 1)"),
    "@comment{{\nLocal Variables:\ncoding: {}\nEnd:\n}}\n": ("latin-1",),
    "% Local Variables:\n% coding: {}\n% End:\n": ("iso-8859-1-unix",),
    "% ex: set fenc={}:\n": ("latin1",),
    "% vim: set fileencoding={}:\n": ("latin1",),
    "@comment{{x-kbibtex-encoding={}}}\n": ("iso-8859-1",),
    "%% Saved with string encoding {} \n": (
        *("Western (ISO Latin 1)", "Western (Windows Latin 1)", "Western (Mac OS Roman)"),
    ),
}
CALLED = {
    **{"isolatin": "latin-1", "iso-8859-1-unix": "latin-1", "macosroman": "mac-roman"},
    **{"western (iso latin 1)": "latin-1", "western (windows latin 1)": "cp1252"},
    **{"western (mac os roman)": "mac-roman", "macroman": "mac-roman"},
    **{"x-macroman": "mac-roman", "x-macroman-dos": "mac-roman", "iso latin 1": "latin-1"},
}


@pytest.mark.parametrize(("form", "name"), [(form, name) for form in NAMED for name in NAMED[form]])
@pytest.mark.parametrize("last", [False, True])
def test_a_file_is_read_in_the_encoding_that_it_names(form, name, last):
    said = form.format(name)
    text = ENTRY + "\n" * 5000 + said if last else said + ENTRY
    data = text.encode(CALLED.get(name.lower(), name))
    read = read_files([("a.bib", data)])
    assert read.problems == ()
    assert read.sources["lin"].reference.text == "Zoë Lin. Über «Eichen». 2020."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_says_itself_what_it_is(codec):
    assert read_files([("a.bib", ENTRY.encode(codec))]).sources["lin"].title == "Über «Eichen»"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("before", ["", "木\n", "\n"])
def test_wide_letters_show_themselves_with_a_mark_or_without_one(codec, before):
    read = read_files([("a.bib", (before + ENTRY).encode(codec))])
    assert read.sources["lin"].title == "Über «Eichen»"


@pytest.mark.parametrize("text", [ENTRY + "\0" * 64, f"% a\0b\n{ENTRY}"])
def test_a_null_by_the_way_makes_no_wide_letters(text):
    assert read_files([("a.bib", text.encode())]).sources["lin"].title == "Über «Eichen»"


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08\0\0", b"%PDF-1.4\n%\xe2\xe3\n", b"\xff"])
def test_a_file_that_is_no_text_is_no_file_without_sources(data):
    ((_, said),) = read_files([("a.bib", data)]).problems
    assert said.startswith("must be UTF-8 (got byte ")


def test_the_line_is_that_of_any_end_of_lines():
    text = ENTRY.encode("latin-1")
    for end in (b"\n", b"\r", b"\r\n"):
        assert read_files([("a.bib", b"%" + end + b"%" + end + text)]).problems[0][0] == 3


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("Ð´ÐµÑ€ÐµÐ²Ð¾", "дерево"), ("ë‚˜ë¬´", "나무"), ("æ¨¹æœ¨", "樹木")),
        *(("caf√©", "é"), ("K√∂nig", "ö")),
    ],
)
def test_letters_whose_bytes_were_taken_for_others_are_refused_with_what_they_were(written, meant):
    read = read_files([("a.bib", f"@misc{{a, title = {{Old {written}}}, year = 2020}}".encode())])
    ((_, said),) = read.problems
    assert f"which was {meant!r} once; write it so, in UTF-8" in said


@pytest.mark.parametrize("text", ["MAÇÃO", "n√2 oaks", "à «oak»", "voilà…", "ÅÄÖ", "x ≤√n", "SÃO"])
def test_letters_and_signs_that_stand_side_by_side_are_read(text):
    read = read_files([("a.bib", f"@misc{{a, title = {{{text}}}, year = 2020}}".encode())])
    assert read.sources["a"].title == text


@pytest.mark.parametrize(
    "head",
    [
        *("", "% Encoding: UTF-8\n", "% Encoding: Oak\n", "% Encoding: utf-7\n"),
        *(
            "% Encoding: rot13\n",
            "% Encoding: base64\n",
            "% Encoding: cp500\n",
            "% Encoding: hp-roman8\n",
            "% Encoding: hz\n",
            "% encoding Oak\n",
        ),
    ],
)
def test_letters_of_an_encoding_that_is_not_named_are_not_guessed(head):
    fine = b"@misc{fine, title = {F}, year = 2020}\n"
    read = read_files([("a.bib", head.encode() + fine + ENTRY.encode("latin-1") + fine[:11])])
    line = 2 + bool(head)
    said = dict(read.problems)[line]
    assert said == "must be UTF-8 (got byte EB after 'r = {Lin, Zo'); save the file as UTF-8"
    assert list(read.sources) == ["fine"]


def test_a_byte_that_the_named_encoding_has_no_letter_for_is_not_guessed():
    assert decoded(b"% Encoding: ISO8859_1\nL\x92oak")[1]
    assert decoded(b"% Encoding: Cp1252\nL\x92oak") == ("% Encoding: Cp1252\nL’oak", None)
    assert decoded(b"% Encoding: Cp1252\nL\x81oak")[1]


def test_the_message_tells_the_lines_of_all_that_is_lost():
    lost = b"@misc{%d, title = {Oak \xfc}, year = 2020}\n"
    text = b"% \xfc by Zo\xeb\n" + b"".join(lost % number for number in range(10))
    ((line, said),) = read_files([("a.bib", text)]).problems
    assert line == 1
    assert said.endswith("(10 entries are not read: lines 2, 3, 4, 5, 6, 7, 8, 9, …)")
    sound = read_files([("a.bib", b"% \xfc\n@misc{a, title = {A}, year = 2020}")])
    assert sound.problems == ()
    assert list(sound.sources) == ["a"]

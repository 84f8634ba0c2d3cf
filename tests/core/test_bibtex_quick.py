"""What is read in one pass is what the libraries read, or is left to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pybtex.bibtex.utils import split_name_list
from pybtex.database.input.bibtex import LowLevelParser, month_names
from pybtex.exceptions import PybtexError

from folio.core.bibtex.entries.quick import quick
from folio.core.bibtex.people.person import persons
from folio.core.bibtex.people.persons import Parted, _split, _together, read_people
from folio.core.bibtex.people.usual import PARTICLES, certain, usual
from folio.core.tex.decoder import _accented, _decoded, _tidy, plain

PIECES = st.text(alphabet="aB1é {}\"\\,=@#%~'\n", max_size=9)
VALUES = st.one_of(
    PIECES.map("{{{}}}".format),
    PIECES.map('"{}"'.format),
    st.sampled_from(["2020", "mar", "{a {b {c {d}}}}", 'jul # "~10"', "{}", '"{"}"', "x-y", ""]),
)
FIELDS = st.tuples(st.sampled_from(["title", "Year", "a-b", "x1", "1x", ""]), VALUES)


@given(st.lists(FIELDS, max_size=4), st.sampled_from(["}", ",}", "", "} x", "\n}\n"]), PIECES)
def test_an_entry_is_read_as_pybtex_reads_it_or_left_to_it(fields, end, key):
    said = ",".join(f" {name} = {value}" for name, value in fields)
    text = f"@misc{{k{key}, {said}{end}"
    if (found := quick(text, month_names)) is None:
        return
    parser = LowLevelParser(text, macros=dict(month_names))
    try:
        ((command, (read, pairs)),) = list(parser)
    except PybtexError as error:
        pytest.fail(f"{text!r}: {error}")
    assert found == (command, read, [(name, "".join(parts)) for name, parts in pairs])


def test_the_usual_entry_is_read_in_one_pass():
    usual = '@article{k, author = "Ada {L}in", title = {{A} {b {c}}}, year = 2020, month = mar,\n}'
    assert quick(usual, month_names)


PLAIN = ("Ada", "B.", "Lin2", "van", "de", "O’Neil", "王", "Lin,", "Jr.,", "and", "al-Ali", "Xu~Y")
BRACED = ('M{\\"u}ller', "{\\'E}va", "Jos{\\'{e}}", "{Ada and", "{Trees Inc}", "Anne-Marie", "É")
WORDS = st.sampled_from((*PLAIN, *BRACED, "others"))


@given(st.lists(WORDS, min_size=1, max_size=7).map(" ".join))
def test_names_are_parted_as_pybtex_parts_them_or_left_to_it(field):
    if field.count("{") == field.count("}"):
        assert _split(field) == list(split_name_list(field))
    for written in _split(field):
        if parted := usual(written.strip()):
            given, family, both = parted
            said = (Parted(given, family, "", both),)
            assert said == tuple(Parted.of(person) for person in persons(written.strip()))


GIVEN = (
    "Ada",
    "Th{\\d{i}}",
    "B.",
    "Bo",
    "C.-D.",
    "Anne-Marie",
    "José",
    "Minh",
    "Food",
    "And",
    "Oak",
)
FAMILIES = (
    "Lin",
    "Wu",
    "Elm",
    'M{\\"u}ller',
    "Nguy{\\~{\\^e}}n",
    "Oak-Elm",
    "Institute",
    "Author",
    "Team",
)
PARTS = st.lists(st.sampled_from(GIVEN), min_size=1, max_size=3).map(" ".join)
LED = st.lists(st.sampled_from(sorted(PARTICLES)), max_size=2)
NAMES = st.one_of(
    st.tuples(PARTS, LED, st.sampled_from((*FAMILIES, *GIVEN))).map(
        lambda parts: " ".join([parts[0], *parts[1], parts[2]])
    ),
    st.tuples(st.sampled_from((*FAMILIES, *GIVEN)), PARTS).map(", ".join),
    st.sampled_from(("others", "Elm", "The Oak Team", "Department of Oaks", "Lin A.", "{Oak Inc}")),
)


@given(st.lists(NAMES, min_size=1, max_size=5).map(" and ".join))
def test_names_that_need_no_look_at_those_beside_them_are_read_as_with_one(field):
    try:
        together = _together(field)
    except ValueError:
        with pytest.raises(ValueError):
            read_people(field)
    else:
        assert read_people(field) == together


def test_usual_names_need_no_look_at_those_beside_them():
    assert all(map(certain, ("Ada B. van Lin", 'M{\\"u}ller, Bo', "Anne-Marie Núñez")))


ACCENTS = ("\\'e", "\\'{e}", "\\'{\\i}", '\\"{u}', "{\\o}", "\\o re", "\\ss{}", "\\l{}a", "\\v Z")
OTHERS = ("a", " ", "\\emph{", "\\textbf {", "}", "{", "$x^2$", "$_2$", "$a_{ij}$", "\\&", "\\_")
TEX = st.lists(st.sampled_from((*ACCENTS, *OTHERS)), max_size=7).map("".join)


@given(TEX)
def test_tex_that_needs_no_parser_is_what_the_decoder_says(tex):
    if "\\" in (short := _accented(tex)) or "$" in short or tex.count("{") != tex.count("}"):
        return
    try:
        decoded = _tidy(_decoded(tex))
    except ValueError:
        return
    assert plain(tex) == decoded.replace("{", "").replace("}", "")

"""Lists of authors, comments and keys in forms that other scripts and hands have."""

from __future__ import annotations

import pytest

from folio.core.bibliography import read_bibliography


def of(authors: str):
    return read_bibliography(f"@misc{{a, author = {{{authors}}}, title = {{T}}, year = 2020}}")


@pytest.mark.parametrize(
    ("authors", "remedy"),
    [
        ("林愛、吳博", "write {林愛 and 吳博}"),
        ("林愛；吳博；徐志", "write {林愛 and 吳博 and 徐志}"),
        ("林愛, 吳博, 徐志", "write {林愛 and 吳博 and 徐志}"),
        ("Ada Lin،Bo Wu", "write {Ada Lin and Bo Wu} if these are whole names"),
        ("Ada Lin (Oak), Bo Wu (Elm)", "write {Ada Lin (Oak) and Bo Wu (Elm)}, or"),
        ("Ada Lin, Jr., Bo Wu", "write {Ada Lin, Jr. and Bo Wu}, or {{Ada Lin}, Jr., Bo Wu} if"),
        (r"Ada Lin\\Bo Wu", r"authors are separated by ' and ' (got 'Ada Lin\\\\Bo Wu')"),
    ],
)
def test_what_parts_names_in_other_scripts_is_told_from_a_name(authors, remedy):
    ((_, said),) = of(authors).problems
    assert remedy in said


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (r"Ada Lin \and Bo Wu", ["Lin", "Wu"]),
        ("Ada Lin~and~Bo Wu and~ Chi Xu", ["Lin", "Wu", "Xu"]),
        ("{Oak Elm}, Jr., Ada Bo", ["Oak Elm"]),
        ("Lin, Jr., Ada", ["Lin"]),
        ("Lin, Ada (Bo)", ["Lin"]),
        ("{Ministry of 木、林}", ["Ministry of 木、林"]),
        (r"Gu\\'el, Ada", ["Guél"]),
    ],
)
def test_what_only_looks_like_a_separator_parts_nobody(authors, names):
    read = of(authors)
    assert read.problems == ()
    assert [name.family for name in read.sources["a"].names] == names


def test_an_entry_behind_a_sign_of_comment_is_passed_over():
    text = '@string{ol = "Oak"} % @string{ol = "No"}\n@misc{a, title = {T}, note = ol}% @misc{z,}'
    read = read_bibliography(text)
    assert read.sources["a"].reference.text == "T. n.d. Oak."
    assert list(read.sources) == ["a"]
    same_line = "@misc{a, title = {50% oak}} @misc{b, title = {Elms}}"
    assert list(read_bibliography(same_line).sources) == ["a", "b"]


def test_an_entry_that_has_lost_its_key_is_asked_for_one():
    ((_, said),) = read_bibliography("@misc{title = {T}, year = 2020}").problems
    assert said == "an entry must have a key; write one: @misc{lin2020, …"


def test_a_string_that_nothing_ends_is_told_at_its_line():
    problems = read_bibliography('\n@string{ol = "Oak"\n@string{el = "Elm"}').problems
    assert problems == ((2, "@string must end with a brace; add the last"),)


@pytest.mark.parametrize(
    ("urldate", "visited"),
    [
        *(("2023/9/1", "on 1 September 2023"), ("2023年9月1日", "on 1 September 2023")),
        ("Accessed: 2023-09-01", "on 1 September 2023"),
    ],
)
def test_the_day_of_a_visit_is_read_in_other_orders(urldate, visited):
    fields = f"title = {{T}}, url = {{https://oak.example}}, urldate = {{{urldate}}}"
    read = read_bibliography(f"@online{{a, {fields}}}")
    assert read.sources["a"].reference.text == f"T. n.d. Visited {visited}."


def test_every_mistake_of_an_entry_is_named_at_once():
    read = read_bibliography("@misc{a, title = {T}, doi = {x}, url = {y}, eprint = {z}, year = 2}")
    said = " ".join(message for _, message in read.problems)
    for name in ("doi", "url", "eprint", "year"):
        assert name in said


@pytest.mark.parametrize("note", ["file at ~/papers/a.pdf", r"see D:\papers\a b.pdf"])
def test_a_path_of_a_disk_in_a_sentence_is_refused(note):
    ((_, said),) = read_bibliography(f"@misc{{a, title = {{T}}, note = {{{note}}}}}").problems
    assert "a file of somebody's disk" in said


@pytest.mark.parametrize("name", ["url", "note"])
def test_what_is_an_address_to_a_program_only_stays_in_the_house(name):
    text = f"@misc{{a, title = {{T}}, year = 2020, {name} = {{zotero://select/items/1_AB}}}}"
    source = read_bibliography(text).sources["a"]
    assert "zotero" not in source.reference.text + source.bibtex


def test_a_company_in_braces_is_one_and_names_with_semicolons_are_several():
    (name,) = of("{Oak, Elm, and Ash Ltd.}").sources["a"].names
    assert str(name) == "Oak, Elm, and Ash Ltd."
    for several in ("{Lin, Ada;Wu, Bo}", "{Ada Lin; Bo Wu}"):
        ((_, said),) = of(several).problems
        assert "holds several names in braces" in said
    assert of("{R&amp;D Oak} and {Bj&oslash;rn Elm}").problems == ()

"""Names of either writing direction stay in the order of the paper, wherever they are listed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folio.core.bibliography import read_bibliography
from folio.core.directions import FIRST_STRONG, POP, from_the_right, isolated, listed

ALI, FATIMA, HEBREW = "محمد علي", "فاطمة حسن", "דוד לוי"


def alone(name: str) -> str:
    return f"{FIRST_STRONG}{name}{POP}"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ada Lin, Bo Wu", "Ada Lin, Bo Wu"),
        (f"{ALI}, {FATIMA}, Ada Lin", f"{alone(ALI)}, {alone(FATIMA)}, Ada Lin"),
        (f"{HEBREW} and {ALI}", f"{alone(HEBREW)} and {alone(ALI)}"),
        (f"{ALI}، {FATIMA}", f"{alone(ALI)}، {alone(FATIMA)}"),
        (f"Ada Lin ({HEBREW})", f"Ada Lin ({alone(HEBREW)})"),
        (f"王梓人, {ALI}; 2", f"王梓人, {alone(ALI)}; 2"),
    ],
)
def test_each_name_of_a_list_that_runs_from_the_right_is_isolated(written, said):
    assert listed(written) == said


@given(st.lists(st.sampled_from(["Ada Lin", ALI, FATIMA, HEBREW, "3", "王"]), min_size=1))
def test_no_letter_from_the_right_stands_outside_of_an_isolate(names):
    said, depth = listed(", ".join(names)), 0
    for letter in said:
        depth += (letter == FIRST_STRONG) - (letter == POP)
        assert depth in (0, 1)
        assert depth or not from_the_right(letter)
    assert said.replace(FIRST_STRONG, "").replace(POP, "") == ", ".join(names)


def test_what_is_isolated_is_not_isolated_again():
    assert isolated(isolated(ALI)) == isolated(ALI) == alone(ALI)


def test_authors_title_and_label_of_a_reference_keep_their_places():
    people = f"author = {{{ALI} and {HEBREW}}}, title = {{{FATIMA}}}, journal = {{{HEBREW}}}"
    source = read_bibliography(f"@article{{x, {people}, year = 2020}}").sources["x"]
    assert source.reference.text == (
        f"{alone(ALI)}, {alone(HEBREW)}. {alone(FATIMA)}. {alone(HEBREW)}, 2020."
    )
    assert source.label == f"{alone('علي')} & {alone('לוי')}, 2020"
    assert FIRST_STRONG not in source.bibtex + "".join(source.authors)

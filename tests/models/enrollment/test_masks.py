"""Masks: idempotent, never longer than told, and no error says what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enrollment import masks, privacy
from models.enrollment.records import ROSTER, identity, roster
from people import VALUES

PAIRS = st.one_of([st.tuples(st.just(name), values) for name, values in VALUES.items()])
ROW = "Li Hua,2026012345,lihua@mails.example.edu,10012345678"
HEAD = ",".join(ROSTER)


@given(PAIRS)
def test_a_mask_of_a_mask_is_the_mask_and_is_never_longer_than_told(pair):
    name, value = pair
    masked = masks.mask(name, value)
    assert masks.mask(name, masked) == masked
    assert len(masked) <= masks.longest(name, value) == masks.longest(name, masked)
    assert "*" in masked
    assert masked != value


@given(PAIRS)
def test_no_value_is_taken_for_a_mask_and_no_mask_for_a_value(pair):
    name, value = pair
    assert not masks.KINDS[name].masked.fullmatch(value)
    assert masks.problem(name, masks.mask(name, value))


@given(st.sampled_from(sorted(masks.KINDS)), st.text(max_size=70))
def test_any_text_is_parsed_or_refused_without_being_said(name, text):
    what = masks.problem(name, text)
    if not what:
        assert masks.parse(name, text) == text
        return
    with pytest.raises(ValueError, match=f"'{name}' must be") as refusal:
        masks.parse(name, text)
    rule = masks.KINDS[name].rule
    assert str(refusal.value) == f"{name!r} must be {rule} (got {len(text)} characters)"


@given(VALUES["name"], VALUES["name"])
def test_a_masked_name_hides_its_length(one, other):
    assert len(masks.mask("name", one)) == len(masks.mask("name", other)) == 3


@given(VALUES["email"], st.integers(1, 40))
def test_a_masked_address_hides_the_length_of_its_local_part(address, size):
    local, _, domain = address.partition("@")
    assert masks.mask("email", f"{local[0]}{'x' * size}@{domain}") == masks.mask("email", address)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("phone", "1381234567"),
        ("phone", "138123456789"),
        ("phone", "238 1234567"),
        ("phone", "13812345678\n"),
        ("phone", "１３８１２３４５６７８"),  # full-width digits
        ("phone", "138***45678"),
        ("phone", ""),
        ("id", "202601234"),
        ("id", "20260123456"),
        ("email", "li hua@example.edu"),
        ("email", "lihua@example"),
        ("email", "@elsewhere.edu"),
        ("email", "lihua@example.edu@example.edu"),
        ("email", "lihua@-example.edu"),
        ("email", "lihua@" + "a." * 200 + "edu"),
        ("name", ""),
        ("name", " "),
        ("name", "Li\nHua"),
        ("name", "Li**"),
        ("name", "x" * 61),
    ],
)
def test_an_identity_that_fails_to_parse_is_refused_and_not_shown(name, text):
    with pytest.raises(ValueError, match=f"'{name}' must be") as refusal:
        masks.mask(name, text)
    assert len(text) < 3 or text not in str(refusal.value)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="did you mean 'phone'"):
        masks.mask("fone", "13812345678")


def test_a_roster_is_parsed_once_and_shows_nobody():
    (person,) = roster(f"{HEAD}\n{ROW}\n")
    assert person.phone.reveal() == "10012345678"
    assert "10012345678" not in repr(person)
    assert repr(person) == "Identity(name=***, id=***, email=***, phone=***)"
    assert identity(**dict(zip(ROSTER, ROW.split(","), strict=True))).id.reveal() == "2026012345"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEAD}\n{ROW}\n{ROW[:-1]}\n", "roster.csv:3, column 'phone': 'phone' must be 11 digits"),
        (f"{HEAD}\n{ROW}\n\n{ROW}\n", r"roster.csv:4, column 'id': .* once \(first in row 2\)"),
        (f"{HEAD}\n{ROW},more\n", r"roster.csv:2: a row must have 4 cells \(got 5\)"),
        (f"{HEAD}\nLi*,1,x,y\n", "roster.csv:2, column 'name'"),
        (ROW, "roster.csv:1: the head must be name, id, email, phone"),
        ("", "roster.csv:1: the head must be"),
    ],
)
def test_a_wrong_roster_is_refused_with_row_and_column(text, message):
    with pytest.raises(ValueError, match=message) as refusal:
        roster(text)
    for value in ROW.split(","):
        assert value not in str(refusal.value)


# -- masking is not anonymization ------------------------------------------------------------------


def test_who_is_alone_with_a_mask_in_a_small_world_is_counted_as_expected():
    numbers = privacy.drawn(20_000, seed=3)
    assert len(set(numbers)) == 20_000
    assert all(not masks.problem("phone", number) for number in numbers)
    found = privacy.shared(numbers)
    seen = {}
    for number in numbers:
        seen.setdefault((number[:3], number[-4:]), []).append(number)
    assert found["alone"] == sum(len(group) == 1 for group in seen.values()) / 20_000
    assert found["most"] == max(map(len, seen.values()))
    assert found["alone"] == pytest.approx(privacy.alone(20_000), abs=0.01)


def test_each_mask_hides_ten_thousand_numbers():
    shown = masks.mask("phone", "13812345678")
    behind = {masks.mask("phone", f"138{hidden:04d}5678") for hidden in range(10_000)}
    assert behind == {shown}
    assert privacy.behind(shown) == 10_000


def test_two_people_share_a_mask_as_often_as_there_are_masks_and_one_never_does():
    assert privacy.alone(1) == 1
    assert 1 - privacy.alone(2) == pytest.approx(1 / privacy.MASKS, rel=1e-6)
    assert privacy.alone(3) == pytest.approx(privacy.alone(2) ** 2)

"""The *-channel rules: with both the dependencies have no circle, without either they have."""

from __future__ import annotations

from itertools import product

import pytest

from models.goal.deadlock import FREE, Rules, Star, cycle, graph
from models.goal.torus import Torus

TORI = [Torus(k, n) for k in (4, 8) for n in (2, 3)]


@pytest.mark.parametrize("torus", TORI, ids=str)
@pytest.mark.parametrize("minimal", [False, True], ids=["goal", "min-ad"])
def test_both_rules_leave_no_circle_and_each_is_needed(torus, minimal):
    longest = torus.k // 2 if minimal else torus.k - 1
    assert cycle(torus, Rules(longest)) == []
    assert cycle(torus, Rules(longest, split=False))
    assert cycle(torus, Rules(longest, order=False))


@pytest.mark.parametrize("torus", [Torus((4, 8)), Torus((2, 4, 3))], ids=str)
def test_unequal_sides_leave_no_circle_and_need_each_rule(torus):
    longest = tuple(k - 1 for k in torus.sides)
    assert cycle(torus, Rules(longest)) == []
    assert cycle(torus, Rules(longest, split=False))
    assert cycle(torus, Rules(longest, order=False))


def test_a_mesh_needs_the_order_of_dimensions_and_no_split():
    mesh = Torus((4, 3), mesh=True)
    assert cycle(mesh, Rules((3, 2), split=False)) == []
    assert cycle(mesh, Rules((3, 2), split=False, order=False))


def test_a_ring_needs_no_order_of_dimensions():
    assert cycle(Torus(8, 1), Rules(7, order=False)) == []


WHOLE = Rules(3, whole=False)


@pytest.mark.parametrize("torus", TORI, ids=str)
def test_where_packets_share_a_free_channel_it_closes_a_circle(torus):
    """What waits behind another packet there can ask for nothing: a rule of long packets."""
    for longest in (torus.k // 2, torus.k - 1):
        found = cycle(torus, Rules(longest, whole=False))
        assert any(star.crossed == FREE for star in found)


@pytest.mark.parametrize("rules", [Rules(3, split=False), Rules(3, order=False), WHOLE], ids=str)
def test_a_circle_is_made_of_dependencies_and_closes(rules):
    torus = Torus(4, 2)
    stars, matrix = graph(torus, rules)
    number = {star: i for i, star in enumerate(stars)}
    found = cycle(torus, rules)
    assert len(set(found)) == len(found) >= 2
    for held, asked in zip(found, [*found[1:], found[0]], strict=True):
        assert matrix[number[held], number[asked]]


@pytest.mark.parametrize(
    "rules",
    [Rules(2), Rules(2, split=False), Rules(2, order=False), Rules(2, whole=False)],
    ids=str,
)
def test_the_graph_is_that_of_every_packet_on_every_path(rules):
    """Walk every packet of a 3-ary 2-cube through its quadrant, and note what it asks for."""
    k, n = 3, 2
    found = set()
    for start, ways in product(product(range(k), repeat=n), product(range(-2, 3), repeat=n)):
        walks = [(start, ways, ())]
        while walks:
            place, left, held = walks.pop()
            channels = []
            for i in range(n):
                if left[i] and not (rules.order and any(left[:i])):
                    sign = 1 if left[i] > 0 else -1
                    behind = start[i] + ways[i] - left[i]
                    side = int(rules.split and not 0 <= behind < k)
                    channels.append(Star(i, sign, side, place))
                if left[i] and not rules.whole:
                    channels.append(Star(i, 1 if left[i] > 0 else -1, FREE, place))
            found |= {(c, asked) for c in held for asked in channels}
            for i in range(n):
                if left[i]:
                    sign = 1 if left[i] > 0 else -1
                    on = tuple((x + sign) % k if j == i else x for j, x in enumerate(place))
                    rest = tuple(x - sign if j == i else x for j, x in enumerate(left))
                    taken = tuple(c for c in channels if c.dimension == i)
                    walks.append((on, rest, held + taken))
    stars, matrix = graph(Torus(k, n), rules)
    rows, columns = matrix.nonzero()
    assert {(stars[i], stars[j]) for i, j in zip(rows, columns, strict=True)} == found


def test_a_way_that_no_packet_goes_is_refused():
    with pytest.raises(ValueError, match=r"'longest' must be 1 to k - 1 = 3 \(got 4\)"):
        graph(Torus(4, 2), Rules(4))

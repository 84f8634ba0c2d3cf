"""Elimination on a graph small enough to look at: what it leaves exactly, and what a draw leaves.

    weights     of edges, by the pair of their ends, the smaller first
    clique      what eliminating a vertex adds exactly: w_i w_j / S for each pair of neighbours
    tree        what RChol adds in its place: m - 1 edges for m neighbours

This is plain Python, apart from the compiled loops, and exact arithmetic goes through it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from models.rchol.draws import stream, uniform
from models.shared.checks import require, require_integer, require_positive

Pair = tuple[int, int]
Weights = dict[Pair, Any]
Draw = Callable[[int], float]  # the i-th number, in [0, 1)


def pair(one: int, other: int) -> Pair:
    """Return two vertices as the ends of an edge."""
    return (one, other) if one < other else (other, one)


def edges(found: Sequence[tuple[int, int, float]]) -> Weights:
    """Return weights by pair; refuse a loop, an edge named twice, and a weight not above 0."""
    weights: Weights = {}
    for one, other, weight in found:
        for vertex in (one, other):
            require_integer("vertex of an edge", vertex, 0)
        require(one != other, "edges", "between two vertices", (one, other))
        require(pair(one, other) not in weights, "edges", "named once", (one, other))
        require_positive(f"weight of {(one, other)}", weight)
        weights[pair(one, other)] = weight
    return weights


def neighbours(weights: Weights, vertex: int) -> list[tuple[int, Any]]:
    """Return the neighbours of a vertex with their weights, the lightest first."""
    found = [
        (a if b == vertex else b, weight) for (a, b), weight in weights.items() if vertex in (a, b)
    ]
    return sorted(found, key=lambda item: (item[1], item[0]))


def clique(star: Sequence[tuple[int, Any]]) -> Weights:
    """Return what eliminating the centre of a star adds exactly."""
    total = sum(weight for _, weight in star)
    return {pair(a, b): u * v / total for (a, u), (b, v) in combinations(star, 2)}


def choices(weights: Sequence[Any]) -> Iterator[tuple[int, Any, list[Any]]]:
    """Yield for each neighbour but the last its number, the weight of its edge, and how likely
    each later one is to be its partner.
    """  # noqa: D205
    total, below = sum(weights), 0
    for i, weight in enumerate(weights[:-1]):
        below += weight
        rest = total - below
        yield i, weight * rest / total, [later / rest for later in weights[i + 1 :]]


def tree(star: Sequence[tuple[int, Any]], draw: Draw) -> Weights:
    """Return what RChol adds: an edge from each neighbour but the last to a later one, drawn."""
    weights = [weight for _, weight in star]
    sums = np.cumsum(weights)
    found: Weights = {}
    for i, weight, _ in choices(weights):
        goal = sums[i] + draw(i) * (sums[-1] - sums[i])
        j = max(i + 1, min(int(np.searchsorted(sums, goal)), len(star) - 1))
        found[pair(star[i][0], star[j][0])] = weight
    return found


def expected(weights: Sequence[Any]) -> dict[Pair, Any]:
    """Return the expected weight of each pair of neighbours, by their numbers."""
    return {
        (i, i + 1 + j): weight * p
        for i, weight, likely in choices(weights)
        for j, p in enumerate(likely)
    }


def variance(weights: Sequence[Any]) -> Any:
    """Return the variances of the weights of all pairs, added up, for neighbours in this order."""
    return sum(weight**2 * p * (1 - p) for _, weight, likely in choices(weights) for p in likely)


def draws_of(seed: int, vertex: int) -> Draw:
    """Return the random numbers of a vertex."""
    start = np.uint64(stream(np.uint64(seed), np.uint64(vertex)))
    return lambda i: float(uniform(start, np.uint64(i)))


@dataclass(frozen=True)
class Step:
    """One elimination: the star that goes, the edges added, and the weights that are left."""

    star: list[tuple[int, Any]]
    added: Weights
    left: Weights


def eliminate(weights: Weights, vertex: int, seed: int | None = None) -> Step:
    """Eliminate a vertex: exactly, or with a seed as RChol does."""
    star = neighbours(weights, vertex)
    require(bool(star), "vertex", "a vertex with a neighbour", vertex)
    added = clique(star) if seed is None else tree(star, draws_of(seed, vertex))
    left = {ends: weight for ends, weight in weights.items() if vertex not in ends}
    for ends, weight in added.items():
        left[ends] = left.get(ends, 0) + weight
    return Step(star, added, left)


def run_of(weights: Weights, order: Sequence[int], seed: int | None = None) -> list[Step]:
    """Return the steps of eliminating vertices in an order; a vertex left alone has none."""
    steps = []
    for vertex in order:
        if neighbours(weights, vertex):
            steps.append(eliminate(weights, vertex, seed))
            weights = steps[-1].left
    return steps

"""Traffic: where each node sends, and how often."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from models.goal.topology import Torus
from models.shared.checks import require

LARGEST = 2**31  # the sum of the weights of a row must be below it


@dataclass(frozen=True)
class Traffic:
    """Where each node sends: to the nodes of its row, each equally often or as weighted.

    ``rows[s]`` are the destinations of node s, a node twice if it gets twice as much;
    ``weights[s]``, if given, are whole numbers beside them. ``alike`` is said by patterns that
    need not look at every row: every node sends to the same offsets.
    """

    torus: Torus
    rows: tuple[tuple[int, ...], ...]
    alike: bool = False
    weights: tuple[tuple[int, ...], ...] | None = None

    def __post_init__(self) -> None:
        nodes = self.torus.nodes
        beside = self.rows if self.weights is None else self.weights
        for name, rows in (("rows", self.rows), ("weights", beside)):
            tuples = isinstance(rows, tuple) and all(isinstance(row, tuple) for row in rows)
            rule = f"{nodes} tuples, one a node"
            require(tuples and len(rows) == nodes, name, rule, len(rows) if tuples else rows)
        once = {(id(r), id(w)): (r, w) for r, w in zip(self.rows, beside, strict=True)}
        for row, weights in once.values():
            rule = f"one destination or more, each a node from 0 to {nodes - 1}"
            require(bool(row) and all(is_node(t, nodes) for t in row), "rows", rule, row[:16])
            if self.weights is not None:
                rule = "a whole number above 0 for each destination, below 2**31 in all"
                whole = all(type(w) is int and w > 0 for w in weights)
                fits = whole and len(weights) == len(row) and sum(weights) < LARGEST
                require(fits, "weights", rule, weights[:16])

    def shares(self, source: int) -> dict[int, Fraction]:
        """Return what part of a node's packets goes to each node."""
        row = self.rows[source]
        weights = self.weights[source] if self.weights else (1,) * len(row)
        found: defaultdict[int, int] = defaultdict(int)
        for destination, weight in zip(row, weights, strict=True):
            found[destination] += weight
        total = sum(weights)
        return {destination: Fraction(weight, total) for destination, weight in found.items()}

    def offsets(self, source: int) -> dict[tuple[int, ...], Fraction]:
        """Return what part of a node's packets goes to each offset, in order of the offsets."""
        shares = self.shares(source).items()
        return dict(sorted((self.torus.offset(source, t), share) for t, share in shares))

    @cached_property
    def symmetric(self) -> bool:
        """Whether every node sends to the same offsets, so that all nodes are alike."""
        if self.torus.mesh:
            return False  # its nodes are not
        first = self.offsets(0)
        return self.alike or all(self.offsets(s) == first for s in range(self.torus.nodes))

    @cached_property
    def sources(self) -> range:
        """The nodes to look at: one if all are alike."""
        return range(1 if self.symmetric else self.torus.nodes)

    @cached_property
    def one_dimensional(self) -> bool:
        """Whether every packet has to move in at most one dimension."""
        return all(
            sum(d != 0 for d in offset) <= 1 for s in self.sources for offset in self.offsets(s)
        )

    @cached_property
    def received(self) -> tuple[Fraction, ...]:
        """Return what each node takes in, in flits a cycle, if every node sends one."""
        if self.symmetric:
            return (Fraction(1),) * self.torus.nodes
        found = [Fraction()] * self.torus.nodes
        once = {id(row): self.shares(s).items() for s, row in enumerate(self.rows)}
        for source, row in enumerate(self.rows):
            shares = self.shares(source).items() if self.weights else once[id(row)]
            for destination, share in shares:
                found[destination] += share
        return tuple(found)


def is_node(value: object, nodes: int) -> bool:
    """Tell whether a value is the number of one of so many nodes; True is none."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < nodes

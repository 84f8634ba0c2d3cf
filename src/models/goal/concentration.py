"""Several nodes at a router, which the field calls concentration.

Vocabulary
    concentration   c, the nodes of each router; node c * r + j is number j of router r, so a
                    torus of R routers has N = c * R nodes
    local           a flit to another node of the same router, which crosses no link

Each node has a channel of its own into its router and one out of it. Loads and throughput are
those of a node: where each sends one flit a cycle, a router sends c.

Patterns that are formulas of the coordinates (``ALONG``) move the router: node j of a router
sends to node j of the one that the formula names. All others, such as ``uniform``,
``bit-complement``, ``random(7)`` or a permutation, are of the numbers of the N nodes.

The worst permutation loads a link c times as much as at one node a router: c permutations of the
routers, one for each j, are one of the nodes, and by Birkhoff and von Neumann each permutation of
the nodes is, for the routers, c of theirs.

>>> torus = Torus(4, 1)
>>> nodes(torus, "tornado", 2).rows[:4], fold(torus, nodes(torus, "uniform", 2)).shares(0)[0]
(((2,), (3,), (4,), (5,)), Fraction(1, 4))
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import gcd, lcm

from models.goal.patterns import Traffic, named, traffic
from models.goal.topology import Torus
from models.shared.checks import require, require_integer

ALONG = ("neighbour", "tornado", "tornado-all", "step", "step-all")
MOST = 32  # nodes a router


def require_concentration(torus: Torus, concentration: object) -> None:
    """Refuse what is no number of nodes a router; a mask of 62 bits holds all its ports."""
    require_integer("concentration", concentration, 1)
    most = min(MOST, 62 - torus.ports)
    fits = isinstance(concentration, int) and concentration <= most
    require(fits, "concentration", f"at most {most} here", concentration)


def numbered(torus: Torus, concentration: int) -> Torus:
    """Return the network whose nodes have the numbers of those at the routers."""
    return torus if concentration == 1 else Torus((concentration, *torus.sides), mesh=torus.mesh)


def nodes(torus: Torus, pattern: str | Sequence[int] | Traffic, concentration: int = 1) -> Traffic:
    """Return where each node sends, by the name of a pattern, a permutation or traffic.

    Traffic is given on :func:`numbered`. ValueError for what is no pattern of so many nodes.
    """
    require_concentration(torus, concentration)
    whole = numbered(torus, concentration)
    if concentration == 1 or not (isinstance(pattern, str) and pattern in ALONG):
        return traffic(whole, pattern)
    routers = named(torus, pattern)
    rows = (
        tuple(concentration * router + j for router in row)
        for row in routers.rows
        for j in range(concentration)
    )
    return Traffic(whole, tuple(rows), routers.alike)


def fold(torus: Torus, sent: Traffic) -> Traffic:
    """Return what the routers send one another, local traffic included, of what nodes send."""
    several = sent.torus.nodes // torus.nodes
    if several == 1:
        return sent
    rows = {id(row): row for row in sent.rows}
    alike = {key: (1,) * len(row) for key, row in rows.items()}
    given = sent.weights or tuple(alike[id(row)] for row in sent.rows)
    known: dict[tuple[int, ...], tuple[tuple[int, ...], tuple[int, ...]]] = {}
    found = []
    for router in range(torus.nodes):
        of = range(several * router, several * (router + 1))
        key = tuple(id(part[node]) for node in of for part in (sent.rows, given))
        if key not in known:
            known[key] = _sum([(sent.rows[node], given[node]) for node in of], several)
        found.append(known[key])
    to, weights = zip(*found, strict=True)
    return Traffic(torus, to, sent.alike, weights)


def _sum(
    sent: Sequence[tuple[tuple[int, ...], tuple[int, ...]]], several: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the routers that the nodes of one send to, and how much, in whole numbers."""
    scale = lcm(*(sum(weights) for _, weights in sent))
    found: defaultdict[int, int] = defaultdict(int)
    once = {(id(row), id(weights)): (row, weights) for row, weights in sent}
    often = Counter((id(row), id(weights)) for row, weights in sent)
    for key, (row, weights) in once.items():
        factor = often[key] * (scale // sum(weights))
        for node, weight in zip(row, weights, strict=True):
            found[node // several] += weight * factor
    common = gcd(*found.values())
    return tuple(found), tuple(weight // common for weight in found.values())

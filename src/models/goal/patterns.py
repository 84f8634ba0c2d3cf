"""Traffic: where each node sends, and how often; the patterns by name, each with its formula.

In the formulas s is the number of the sender, x_i its coordinates, k_i the sides and N the
number of nodes; b is the number of bits of a number, N = 2**b. Names are those of this project.
BookSim2 and gem5 (its ``garnet_synth_traffic``) give some of them to other traffic:

==============  ===========================  =============================================
here            BookSim2                     gem5
==============  ===========================  =============================================
uniform         uniform                      uniform_random
tornado         (none)                       tornado, where k is even
tornado-all     tornado                      (none)
step            (none)                       neighbor
step-all        neighbor                     (none)
neighbour       (none)                       (none); NN of Singh and others
transpose       transpose                    transpose
bit-complement  bitcomp                      bit_complement
bit-reverse     bitrev                       bit_reverse
shuffle         shuffle                      shuffle
bit-rotation    (none)                       bit_rotation
random(7)       randperm, perm_seed = 7,     (none)
                of another generator
hotspot(0:0.2)  hotspot, but with the rest   (none)
                of the traffic uniform
==============  ===========================  =============================================

>>> traffic(Torus(8, 2), "tornado").rows[0], traffic(Torus(8, 2), "tornado-all").rows[0]
((3,), (27,))
>>> traffic(Torus(8, 2), "hotspot(0:0.2)").received[0]
Fraction(68, 5)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import isqrt, lcm

import numpy as np

from models.goal.pattern_names import FOREIGN, FORMS
from models.goal.topology import Torus
from models.goal.traffic import LARGEST, Traffic, is_node
from models.shared.checks import require, require_integer, require_one_of

__all__ = [
    "PATTERNS",
    "Traffic",
    "form",
    "hotspot",
    "named",
    "neighbour",
    "permutation",
    "random_permutation",
    "shift",
    "tornado",
    "traffic",
    "uniform",
]


def is_share(value: object) -> bool:
    """Tell whether a value is a number, or text that is one; True is none."""
    try:
        return not isinstance(value, bool) and Fraction(str(value)).denominator > 0
    except (ValueError, ZeroDivisionError):
        return False


def uniform(torus: Torus) -> Traffic:
    """Send to every node equally often, the sender included."""
    return Traffic(torus, (tuple(range(torus.nodes)),) * torus.nodes, alike=True)


def neighbour(torus: Torus) -> Traffic:
    """Send to each of the 2n neighbours equally often; on a mesh to those that there are."""
    rows = tuple(
        tuple(torus.neighbour(s, p) for p in range(torus.ports) if torus.linked(s, p))
        for s in range(torus.nodes)
    )
    return Traffic(torus, rows, not torus.mesh)


def permutation(torus: Torus, destinations: Sequence[int]) -> Traffic:
    """Send from node s to node destinations[s]; every node must be named once."""
    several = isinstance(destinations, Sequence) and not isinstance(destinations, str | bytes)
    rule = "the destination of each node, or the name of a pattern"
    require(several, "pattern", rule, destinations)
    got = list(destinations)
    valid = all(is_node(t, torus.nodes) for t in got) and len(set(got)) == len(got) == torus.nodes
    require(
        valid,
        "permutation",
        f"each of the nodes 0 to {torus.nodes - 1} once",
        got if len(got) <= 16 else f"{len(got)} destinations, {len(set(got))} different",
    )
    return Traffic(torus, tuple((t,) for t in got))


def shift(torus: Torus, offset: Sequence[int]) -> Traffic:
    """Send to the node at an offset from the sender."""
    whole = isinstance(offset, Sequence) and all(type(d) is int for d in offset)
    require(whole and len(offset) == torus.n, "offset", f"{torus.n} integers", offset)
    return permutation(torus, [torus.shift(s, offset) for s in range(torus.nodes)])


def tornado(torus: Torus) -> Traffic:
    """Send to x_0 + ceil(k_0 / 2) - 1 modulo k_0, along the first dimension only."""
    return shift(torus, [(torus.sides[0] + 1) // 2 - 1] + [0] * (torus.n - 1))


def tornado_all(torus: Torus) -> Traffic:
    """Send to x_i + ceil(k_i / 2) - 1 modulo k_i, in every dimension."""
    return shift(torus, [(side + 1) // 2 - 1 for side in torus.sides])


def step(torus: Torus) -> Traffic:
    """Send to x_0 + 1 modulo k_0, one step along the first dimension."""
    return shift(torus, [1] + [0] * (torus.n - 1))


def step_all(torus: Torus) -> Traffic:
    """Send to x_i + 1 modulo k_i, one step in every dimension."""
    return shift(torus, [1] * torus.n)


def transpose(torus: Torus) -> Traffic:
    """Send to (s mod r) * r + floor(s / r) with r = sqrt(N); (y, x) on a square."""
    root = isqrt(torus.nodes)
    require(root**2 == torus.nodes, "pattern", "another: transpose needs a square N", torus.nodes)
    return permutation(torus, [s % root * root + s // root for s in range(torus.nodes)])


def bit_complement(torus: Torus) -> Traffic:
    """Send to N - 1 - s, which is k_i - 1 - x_i in every dimension."""
    return permutation(torus, list(reversed(range(torus.nodes))))


def _bits(torus: Torus, move: Callable[[str], str]) -> Traffic:
    width = torus.nodes.bit_length() - 1
    power = 2**width == torus.nodes
    require(power, "pattern", "another: one of bits needs N to be a power of 2", torus.nodes)
    return permutation(torus, [int(move(f"{s:0{width}b}"), 2) for s in range(torus.nodes)])


def bit_reverse(torus: Torus) -> Traffic:
    """Send to the b bits of s in reverse."""
    return _bits(torus, lambda bits: bits[::-1])


def shuffle(torus: Torus) -> Traffic:
    """Send to the b bits of s rotated left: 2s, plus 1 - N if 2s is N or more."""
    return _bits(torus, lambda bits: bits[1:] + bits[:1])


def bit_rotation(torus: Torus) -> Traffic:
    """Send to the b bits of s rotated right: floor(s / 2), plus N / 2 if s is odd."""
    return _bits(torus, lambda bits: bits[-1:] + bits[:-1])


#: The patterns by name.
PATTERNS: dict[str, Callable[[Torus], Traffic]] = {
    "uniform": uniform,
    "neighbour": neighbour,
    "tornado": tornado,
    "tornado-all": tornado_all,
    "step": step,
    "step-all": step_all,
    "transpose": transpose,
    "bit-complement": bit_complement,
    "bit-reverse": bit_reverse,
    "shuffle": shuffle,
    "bit-rotation": bit_rotation,
}


def random_permutation(torus: Torus, seed: int) -> Traffic:
    """Return a permutation drawn evenly from all, by a seed (PCG64 of NumPy)."""
    require_integer("seed", seed, 0)
    drawn = np.random.default_rng(seed).permutation(torus.nodes)
    return permutation(torus, [int(t) for t in drawn])


def hotspot(torus: Torus, hot: Mapping[int, float | Fraction | str]) -> Traffic:
    """Send to each hot node a share of every node's packets, beside an equal part of the rest.

    ``hot`` maps nodes to shares, above 0 and not above 1 in all; what is left of 1 is uniform.
    """
    every = torus.nodes
    rule = "shares by node, such as {0: 0.2}"
    pairs = isinstance(hot, Mapping) and all(is_share(share) for share in hot.values())
    require(pairs, "hotspot", rule, hot)
    shares = {node: Fraction(str(share)) for node, share in hot.items()}
    for node in shares:
        require(is_node(node, every), "hotspot", f"a node from 0 to {every - 1}", node)
    total = sum(shares.values(), Fraction())
    rule = "a share above 0 for each hot node, at most 1 in all"
    valid = bool(shares) and all(share > 0 for share in shares.values()) and total <= 1
    require(valid, "hotspot", rule, {node: str(share) for node, share in shares.items()})
    rest = (1 - total) / every
    parts = {t: rest + shares.get(t, 0) for t in range(every) if rest or t in shares}
    scale = lcm(*(part.denominator for part in parts.values()))
    weights = tuple(int(part * scale) for part in parts.values())
    rule = "shares with fewer digits, whose common denominator is below 2**31"
    require(sum(weights) < LARGEST, "hotspot", rule, [str(share) for share in shares.values()])
    return Traffic(torus, (tuple(parts),) * every, weights=(weights,) * every)


def form(name: str) -> str:
    """Return the formula of a named pattern, and what others call by that name."""
    said = {"tornado": "; BookSim2's tornado is 'tornado-all'"}.get(name, "")
    return f"{(PATTERNS[name].__doc__ or '').rstrip('.')}{said}"


def named(torus: Torus, pattern: str) -> Traffic:
    """Return a pattern by its name, with its arguments in parentheses if it has some."""
    found = re.fullmatch(r"(random|hotspot)\((.*)\)", pattern.replace(" ", ""))
    if found and found[1] == "random":
        require(found[2].isdecimal() and found[2].isascii(), "pattern", FORMS["random"], pattern)
        return random_permutation(torus, int(found[2]))
    if found:
        pairs = [pair.split(":") for pair in found[2].split(",")]
        number = r"\d*\.?\d+|\d+/[1-9]\d*"
        valid = all(len(p) == 2 and p[0].isdecimal() and re.fullmatch(number, p[1]) for p in pairs)
        once = len({pair[0] for pair in pairs}) == len(pairs)
        require(valid and once, "pattern", FORMS["hotspot"], pattern)
        return hotspot(torus, {int(node): share for node, share in pairs})
    if pattern in FOREIGN:
        known = ", ".join((*PATTERNS, *FORMS.values()))
        rule = f"one of {known}; {pattern!r} is {FOREIGN[pattern]}"
        require(False, "pattern", rule, pattern)
    require(pattern not in FORMS, "pattern", FORMS.get(pattern, ""), pattern)
    require_one_of("pattern", pattern, (*PATTERNS, *FORMS.values()))
    return PATTERNS[pattern](torus)


def traffic(torus: Torus, pattern: str | Sequence[int] | Traffic) -> Traffic:
    """Return a pattern by its name, the permutation given, or the traffic given."""
    if isinstance(pattern, Traffic):
        rule = f"traffic on the same network, {torus}"
        require(pattern.torus == torus, "pattern", rule, pattern.torus)
        return pattern
    return named(torus, pattern) if isinstance(pattern, str) else permutation(torus, pattern)

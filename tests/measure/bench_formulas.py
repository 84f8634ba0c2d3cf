"""Measure the setting of formulas: ``nox -s bench -- formulas`` beside docutils' own converter.

Ten thousand different formulas, made from those of tests/support/formulas.txt that both convert,
each under its own index; CPU milliseconds a formula of each converter, in turns, and the ratio.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml

from folio.pages.core_mathml import Unset
from folio.pages.tex import convert
from sites import ROOT

COUNT, TURNS = 10_000, 10


def theirs(tex: str) -> str:
    """Convert with docutils."""
    text: str = tex2mathml(tex, as_block=True)
    return text


def ours(tex: str) -> str:
    """Convert as a page does, without the memory of what was converted before."""
    return convert.__wrapped__(tex, block=True)


def converts(way: Callable[[str], str], tex: str) -> bool:
    """Tell whether a way takes a formula."""
    try:
        way(tex)
    except (MathError, Unset):
        return False
    return True


def seconds(way: Callable[[str], str], formulas: Sequence[str]) -> float:
    """Return the CPU seconds that a way takes for formulas."""
    start = time.process_time()
    for tex in formulas:
        way(tex)
    return time.process_time() - start


def main() -> None:
    """Print the time a formula of each way, and their ratio."""
    lines = (ROOT / "tests/support/formulas.txt").read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    both = [t for t in listed if converts(ours, t) and converts(theirs, t)]
    made = [f"{both[at % len(both)]} + x_{{{at}}}" for at in range(COUNT)]
    made = [tex for tex in made if converts(theirs, tex)]
    spent = {ours: 0.0, theirs: 0.0}
    for turn in range(TURNS):
        for way in spent:
            spent[way] += seconds(way, made[turn::TURNS])
    mine, other = (1000 * spent[way] / len(made) for way in (ours, theirs))
    print(f"{len(made):,} formulas of {len(both)} kinds, which both convert")
    print(f"CPU ms a formula: {mine:.3f}, docutils {other:.3f}, ratio {mine / other:.2f}")


if __name__ == "__main__":
    main()

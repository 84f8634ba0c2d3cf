"""Correct a network by a few labelled pictures of the second world.

An offset is the mean of the labelled errors, taken off every answer; an affine map is fitted by
least squares. Labels are drawn from the labelled pictures, ``DRAWS`` times, and errors averaged.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from models.shared.checks import require, require_integer, require_one_of
from models.sim_to_real.training import TOLD, errors
from models.sim_to_real.worlds import Floats

DRAWS = 100
KINDS = ("offset", "affine")


def fitted(kind: str, seen: Floats, true: Floats, answers: Floats) -> Floats:
    """Return answers, corrected by what was seen where the true points are known."""
    if kind == "offset":
        moved: Floats = answers - (seen - true).mean(axis=0)
        return moved
    one = np.ones((len(seen), 1))
    by, *_ = np.linalg.lstsq(np.hstack([seen, one]), true, rcond=None)
    mapped: Floats = np.hstack([answers, np.ones((len(answers), 1))]) @ by
    return mapped


def corrected(
    kind: str, told: int, outcome: dict[str, Any], labelled: Floats, points: Floats
) -> float:
    """Return the error on the second world after some labels were told; 0 corrects nothing.

    ``outcome`` is what :func:`models.sim_to_real.training.trained` returns.
    """
    require_one_of("kind", kind, KINDS)
    require_integer("told", told, 0)
    require(told <= TOLD, "told", f"at most {TOLD}", told)
    answers = np.array(outcome["second-answers"])
    if told == 0:
        return float(errors(answers, points).mean())
    seen, rng = np.array(outcome["labelled-answers"]), np.random.default_rng([12, told])
    found = []
    for _ in range(DRAWS if told < TOLD else 1):
        chosen = rng.choice(TOLD, told, replace=False)
        after = fitted(kind, seen[chosen], labelled[chosen], answers)
        found.append(errors(after, points).mean())
    return float(np.mean(found))

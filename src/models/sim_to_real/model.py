"""Domain randomization in small, behind the write-up: a model of this site's own.

Vocabulary
    plain       the simulator with one grey look
    own         new looks of the kind that a network was trained on
    second      the second world, another simulator: no training sees it
    error       mean distance between answer and disc; the table is 2 wide, the disc 0.32
    K           looks in a training of 2,000 pictures
    blind       the error of one who finds the disc and takes the camera to be where it should be
    seeds       trainings that differ in their random numbers only

Worlds are those of :mod:`models.sim_to_real.worlds`, trainings those of
:mod:`models.sim_to_real.training`. A spread is the mean, least and largest over the seeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import numpy as np

from models.shared import results
from models.shared.checks import require, require_integer
from models.shared.sweep import Run
from models.sim_to_real.figures import draw_all
from models.sim_to_real.labels import corrected
from models.sim_to_real.states import explorer
from models.sim_to_real.tables import tables
from models.sim_to_real.training import Training, errors, questions, trained
from models.sim_to_real.worlds import PARTS, SECOND, World

UNITS = {
    "answers": "thousandths of half the table's width: x and y of each shown picture",
    "blind": "error",
    "own": "error",
    "pictures": "base64 of 4 bits a colour, 24 rows of 24 pixels a picture, row by row",
    "plain": "error",
    "points": "as answers",
    "second": "error",
}
TOLD = (0, 1, 2, 3, 5, 10, 20, 50)  # labels of the second world


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the page shows; ``looks`` are the values of K, the last of them for the ablation."""

    looks: tuple[int, ...] = (1, 4, 16, 64, 256, 2000)
    images: int = 2000
    epochs: int = 12
    seeds: int = 3

    def __post_init__(self) -> None:
        require(len(self.looks) > 0, "looks", "at least one value of K", self.looks)
        for looks in self.looks:
            require_integer("looks", looks, 1)
        for name in ("images", "epochs", "seeds"):
            require_integer(name, getattr(self, name), 1)

    def trainings(self) -> dict[str, Training]:
        """Return the trainings of a seed by name, with seed 0."""
        size = {"images": self.images, "epochs": self.epochs}
        most, every = self.looks[-1], tuple(PARTS)
        found = {f"looks-{k}": Training(parts=every, looks=k, **size) for k in self.looks}
        found["none"] = Training(parts=(), looks=1, **size)
        for part in every:
            rest = tuple(other for other in every if other != part)
            found[f"without-{part}"] = Training(parts=rest, looks=most, **size)
            found[f"alone-{part}"] = Training(parts=(part,), looks=most, **size)
        return found


class Result(results.Result):
    """The numbers of a run of the model."""

    model, units = "sim-to-real", UNITS


def run(config: Config, sweep: Run) -> Result:
    """Train every network, and compute everything that the page shows."""
    trainings = config.trainings()
    points = [
        Training(parts=of.parts, looks=of.looks, seed=seed, images=of.images, epochs=of.epochs)
        for seed in range(config.seeds)
        for of in trainings.values()
    ]
    outcomes = sweep(trained, points)
    seeds = [
        dict(zip(trainings, outcomes[i : i + len(trainings)], strict=True))
        for i in range(0, len(outcomes), len(trainings))
    ]
    every = f"looks-{config.looks[-1]}"
    asked = questions(trainings[every])
    found = {name: worlds([seed[name] for seed in seeds]) for name in trainings}
    numbers = {
        "blind": blind(asked["second"]),
        "trainings": found,
        "labels": {name: labels([seed[name] for seed in seeds], asked) for name in ("none", every)},
        "gap": found["none"]["second"]["mean"] / found["none"]["plain"]["mean"],
        "better": found["none"]["second"]["mean"] / found[every]["second"]["mean"],
        "explorer": explorer(config.looks, {name: seeds[0][name] for name in trainings}, found),
    }
    return Result(config, numbers)


def draw(result: Result) -> dict[str, str]:
    """Return the figures, by name, as SVG."""
    return draw_all(result.numbers)


def tabulate(result: Result) -> dict[str, list[tuple[str, ...]]]:
    """Return the numbers of the figures, by the figure's name, as rows with a head."""
    return tables(result.numbers)


def spread(values: Sequence[float]) -> dict[str, Any]:
    """Return mean, least and largest of what seeds gave, and what each gave."""
    of = [round(value, 4) for value in values]
    return {"mean": round(fmean(of), 4), "least": min(of), "largest": max(of), "seeds": of}


def worlds(outcomes: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the errors of a training on each world, over seeds."""
    return {name: spread([one[name] for one in outcomes]) for name in ("plain", "own", "second")}


def blind(of: World) -> float:
    """Return the error of a finder that takes the second world's camera to be in its place."""
    shift = np.array([SECOND["shift_x"], SECOND["shift_y"]])
    return float(errors(SECOND["zoom"] * of.points + shift, of.points).mean())


def labels(outcomes: Sequence[dict[str, Any]], asked: dict[str, World]) -> dict[str, Any]:
    """Return the error on the second world by labels told, corrected by an offset or affinely."""
    found: dict[str, Any] = {}
    for kind in ("offset", "affine"):
        found[kind] = {}
        for told in TOLD:
            if kind == "affine" and 0 < told < 5:
                continue  # six numbers from fewer than five points are hardly determined
            of = [
                corrected(kind, told, one, asked["labelled"].points, asked["second"].points)
                for one in outcomes
            ]
            found[kind][str(told)] = spread(of)
    return found

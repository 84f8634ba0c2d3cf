"""Train the network of :mod:`models.sim_to_real.network` on looks, and ask it about other worlds.

Vocabulary
    error       mean distance between the point answered and the disc; the table is 2 wide
    plain       500 pictures of the simulator with its plain look
    own         500 pictures with new looks, of the parts that the training drew
    second      500 pictures of the second world, which no training sees
    labelled    50 more of them, whose points may be told afterwards
    shown       the pictures of the page: four plain, four with all parts drawn, four second

All trainings are asked about the same pictures. A training of a seed has the same scenes
whatever its looks are, and gives the same numbers on any number of cores.
"""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from models.shared.checks import require, require_integer, require_one_of, require_positive
from models.shared.results import code, digest, kept, package_of
from models.sim_to_real.network import answers, beginning, descent
from models.sim_to_real.worlds import PARTS, Floats, World, looks, second, simulator, world

ASKED, TOLD, SHOWN = 500, 50, 4  # pictures of a test, labelled ones, shown of each world
BETAS, TINY = (0.9, 0.999), 1e-8  # of Adam, by Kingma and Ba


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training: ``parts`` are drawn at random, in ``looks`` looks."""

    parts: tuple[str, ...] = tuple(PARTS)
    looks: int = 2000
    seed: int = 0
    images: int = 2000
    epochs: int = 12
    batch: int = 32
    rate: float = 0.003

    def __post_init__(self) -> None:
        require(isinstance(self.parts, tuple | list), "parts", "a tuple of names", self.parts)
        for part in self.parts:
            require_one_of("parts", part, PARTS)
        require(len(set(self.parts)) == len(self.parts), "parts", "named once each", self.parts)
        for name in ("looks", "images", "epochs", "batch"):
            require_integer(name, getattr(self, name), 1)
        require_integer("seed", self.seed, 0)
        require_positive("rate", self.rate)

    def generator(self, *purpose: int) -> np.random.Generator:
        """Return random numbers of this seed for one purpose."""
        return np.random.default_rng([self.seed, *purpose])


@dataclass(slots=True)
class State:
    """Where a training stands: epochs done, the network, and what Adam remembers."""

    epoch: int
    network: Floats
    mean: Floats
    square: Floats


NAMES = ("epoch", "network", "mean", "square")


def pictures(training: Training) -> World:
    """Return what a training learns from."""
    rows = looks(training.parts, training.looks, training.generator(2))
    return world(rows, training.images, training.generator(1))


def learn(training: Training, checkpoint: Path | None = None) -> Floats:
    """Return the network that a training ends with; go on from a checkpoint if there is one."""
    network = beginning(training.generator(3))
    state = State(0, network, np.zeros_like(network), np.zeros_like(network))
    if checkpoint and checkpoint.exists():
        state = restored(training, checkpoint)
    data = pictures(training)
    while state.epoch < training.epochs:
        pass_over(training, data, state)
        if checkpoint:
            keep(training, state, checkpoint)
    return state.network


def pass_over(training: Training, data: World, state: State) -> None:
    """Go through the pictures once, in an order of this epoch, by Adam."""
    order = training.generator(4, state.epoch).permutation(training.images)
    steps = -(-training.images // training.batch)
    for step in range(steps):
        chosen = order[step * training.batch : (step + 1) * training.batch]
        _, gradient = descent(state.network, data.images[chosen], data.points[chosen])
        state.mean += (1 - BETAS[0]) * (gradient - state.mean)
        state.square += (1 - BETAS[1]) * (gradient**2 - state.square)
        done = state.epoch * steps + step + 1
        mean = state.mean / (1 - BETAS[0] ** done)
        square = state.square / (1 - BETAS[1] ** done)
        state.network -= training.rate * mean / (np.sqrt(square) + TINY)
    state.epoch += 1


def keep(training: Training, state: State, path: Path) -> None:
    """Write a checkpoint, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".npz")
    os.close(handle)
    values = {of: getattr(state, of) for of in NAMES}
    np.savez(name, training=json.dumps(asdict(training)), **values)
    Path(name).replace(path)


def restored(training: Training, path: Path) -> State:
    """Return the state that a checkpoint keeps; refuse one that is damaged or of another training.

    Raise ValueError that names what differs, or that the file is no checkpoint.
    """
    remedy = "delete it to begin anew"
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            of = json.loads(str(file["training"]))
            kept = {name: file[name] for name in NAMES}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path} must be a checkpoint ({error}); {remedy}") from None
    for name, value in json.loads(json.dumps(asdict(training))).items():
        if of.get(name) != value:
            raise ValueError(
                f"{path} must be of this training: {name!r} must be {value!r} "
                f"(got {of.get(name)!r}); {remedy}"
            )
    return State(int(kept["epoch"]), kept["network"], kept["mean"], kept["square"])


def shown() -> World:
    """Return the pictures of the page: plain, random and of the second world, four of each."""
    rows = looks(PARTS, SHOWN, np.random.default_rng([11, 0]))
    of = [
        simulator(SHOWN, np.random.default_rng([11, 1])),
        world(rows, SHOWN, np.random.default_rng([11, 2])),
        second(SHOWN, np.random.default_rng([11, 3])),
    ]
    return World(np.concatenate([w.images for w in of]), np.concatenate([w.points for w in of]))


def questions(training: Training) -> dict[str, World]:
    """Return the pictures that a network is asked about."""
    rows = looks(training.parts, ASKED, np.random.default_rng([10, 0]))
    return {
        "plain": simulator(ASKED, np.random.default_rng([10, 1])),
        "own": world(rows, ASKED, np.random.default_rng([10, 2])),
        "second": second(ASKED, np.random.default_rng([10, 3])),
        "labelled": second(TOLD, np.random.default_rng([10, 4])),
        "shown": shown(),
    }


def errors(found: Floats, points: Floats) -> Floats:
    """Return the distance of each answer from its point."""
    off: Floats = np.sqrt(((found - points) ** 2).sum(axis=1))
    return off


def asked(training: Training, network: Floats) -> dict[str, Any]:
    """Return the errors of a network on each world, and its answers where they are used further."""
    outcome: dict[str, Any] = {}
    for name, of in questions(training).items():
        found = answers(network, of.images)
        outcome[name] = round(float(errors(found, of.points).mean()), 5)
        if name in ("second", "labelled", "shown"):
            outcome[f"{name}-answers"] = np.round(found, 4).tolist()
    return outcome


def checkpoint_of(training: Training) -> Path:
    """Return where a training of this code keeps its checkpoint until it is done."""
    text = json.dumps([digest(code(package_of(Training))), asdict(training)])
    return kept("checkpoints") / f"sim-to-real-{sha256(text.encode()).hexdigest()[:16]}.npz"


def trained(training: Training) -> dict[str, Any]:
    """Return what a training gives, a point of a sweep; it goes on where it was interrupted."""
    path = checkpoint_of(training)
    outcome = asked(training, learn(training, path))
    path.unlink(missing_ok=True)
    return outcome

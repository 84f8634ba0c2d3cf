"""The numbers behind the figures of sim-to-real, as tables that a reader can unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.sim_to_real.figures_looks import COLUMNS, ROWS
from models.sim_to_real.worlds import PARTS

Numbers = Mapping[str, Any]
Row = tuple[str, ...]


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of each figure's table by the name of the figure, the head first."""
    return {
        "sim-to-real-looks": list(looks(numbers["explorer"])),
        "sim-to-real-curve": list(curve(numbers)),
        "sim-to-real-ablation": list(ablation(numbers)),
        "sim-to-real-labels": list(labels(numbers)),
    }


def spread(of: Numbers) -> str:
    """Return a mean with the least and the largest."""
    return f"{of['mean']:.3f} ({of['least']:.3f}\u2013{of['largest']:.3f})"


def looks(found: Numbers) -> Iterator[Row]:
    """Yield where the disc of each picture is, and where two networks see it."""
    yield ("World", "Picture", "Disc", "Trained on the plain look", "Trained on random looks")
    every = f"looks-{found['looks'][-1]}"
    for i in range(len(found["points"]) // 2):
        points = (found["points"], found["answers"]["none"], found["answers"][every])
        cells = (f"({p[2 * i] / 1000:.2f}, {p[2 * i + 1] / 1000:.2f})" for p in points)
        yield (ROWS[i // COLUMNS], str(i % COLUMNS + 1), *cells)


def curve(numbers: Numbers) -> Iterator[Row]:
    """Yield the errors by the looks of a training."""
    yield ("Looks", "Second world", "New looks of its own kind", "Plain look")
    names = {"plain look only": "none"}
    names |= {f"{k:,}": f"looks-{k}" for k in numbers["explorer"]["looks"]}
    for words, name in names.items():
        of = numbers["trainings"][name]
        yield (words, *(spread(of[world]) for world in ("second", "own", "plain")))


def ablation(numbers: Numbers) -> Iterator[Row]:
    """Yield the errors with each part dropped, and with each alone."""
    yield ("Random", "Second world", "New looks of its own kind", "Plain look")
    names = {"all six parts": f"looks-{numbers['explorer']['looks'][-1]}"}
    names |= {f"without {part}": f"without-{part}" for part in PARTS}
    names |= {f"{part} alone": f"alone-{part}" for part in PARTS}
    names["nothing"] = "none"
    for words, name in names.items():
        of = numbers["trainings"][name]
        yield (words, *(spread(of[world]) for world in ("second", "own", "plain")))


def labels(numbers: Numbers) -> Iterator[Row]:
    """Yield the error on the second world by the labels told."""
    yield ("Labels", "Trained on", "Offset corrected", "Affine map fitted")
    every = f"looks-{numbers['explorer']['looks'][-1]}"
    for name, words in ((every, "random looks"), ("none", "the plain look")):
        of = numbers["labels"][name]
        for told, found in of["offset"].items():
            fitted = of["affine"].get(told)
            yield (told, words, spread(found), spread(fitted) if fitted else "")

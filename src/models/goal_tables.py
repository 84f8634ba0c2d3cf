"""The numbers behind the figures, as tables that a reader can unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.goal_figures import LOOKS, TITLES
from models.goal_figures_torus import COLUMNS, ROWS, link_loads

Numbers = Mapping[str, Any]
Row = tuple[str, ...]


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of each figure's table by the name of the figure, the head first."""
    return {
        "goal-bounds": list(bounds(numbers)),
        "goal-deadlock": list(deadlock(numbers)),
        "goal-hops": list(hops(numbers)),
        "goal-latency": list(latency(numbers)),
        "goal-links": list(links(numbers)),
        "goal-redrawing": list(redrawing(numbers)),
    }


def bounds(numbers: Numbers) -> Iterator[Row]:
    """Yield what the simulated routers sustain, with the exact bound where there is one."""
    yield ("Traffic", "Algorithm", "Sustained", "95% interval", "Exact bound")
    for pattern, title in TITLES.items():
        for algorithm, (label, *_) in LOOKS.items():
            exact = numbers[pattern][algorithm]
            reached = numbers["simulated"][pattern][algorithm]
            (point,) = (p for p in reached["points"] if p["load"] == reached["sustained"])
            bound = exact["throughput_exact"] if exact["bound"] else "none"
            half = f"\N{PLUS-MINUS SIGN} {point['accepted_half']:.4f}"
            yield (title, label, f"{reached['reached']:.4f}", half, bound)


def deadlock(numbers: Numbers) -> Iterator[Row]:
    """Yield the star channels of a circle of waiting for each rule dropped."""
    yield ("Rule dropped", "Node", "Dimension", "Direction")
    rules = {"split": "change of channel at the wrap link", "order": "order of dimensions"}
    for rule, label in rules.items():
        for star in numbers["deadlock"][rule]:
            x, y = star["node"]
            sign = "plus" if star["sign"] > 0 else "minus"
            yield (label, f"({x}, {y})", "xy"[star["dimension"]], sign)


def latency(numbers: Numbers) -> Iterator[Row]:
    """Yield the latency of every load that is sustained."""
    yield ("Traffic", "Algorithm", "Offered", "Latency", "95% interval")
    for pattern in ("uniform", "tornado-all"):
        for algorithm, (label, *_) in LOOKS.items():
            for point in numbers["simulated"][pattern][algorithm]["points"]:
                if "latency" in point:
                    half = f"\N{PLUS-MINUS SIGN} {point['latency_half']:.3f}"
                    mean = f"{point['latency']:.3f}"
                    yield (TITLES[pattern], label, f"{point['load']:g}", mean, half)


def links(numbers: Numbers) -> Iterator[Row]:
    """Yield the load of every link."""
    yield ("Traffic", "Algorithm", "Node", "To", "Load")
    for pattern, title in ROWS:
        for algorithm, label, _ in COLUMNS:
            for channel, load in enumerate(link_loads(dict(numbers), pattern, algorithm)):
                node, port = divmod(channel, 4)
                to = ("plus x", "minus x", "plus y", "minus y")[port]
                yield (title, label, f"({node % 8}, {node // 8})", to, f"{load:g}")


def hops(numbers: Numbers) -> Iterator[Row]:
    """Yield the mean hops at zero load of three networks of 64 nodes."""
    yield ("Network of 64 nodes", "Mean hops")
    names = {"torus": "4-ary 3-cube", "mesh": "8 by 8 mesh", "ring": "ring"}
    for key, label in names.items():
        yield (label, numbers["zero-load"][key]["hops_exact"])


def redrawing(numbers: Numbers) -> Iterator[Row]:
    """Yield the mean hops round a ring of eight by distance."""
    yield ("Distance", "Shortest way", "GOAL, drawn once", "Drawn again")
    walks = numbers["redrawing"]["by-distance"]
    for distance, row in enumerate(
        zip(walks["shortest"], walks["goal"], walks["redrawn"], strict=True)
    ):
        yield (str(distance), *(f"{mean:g}" for mean in row))

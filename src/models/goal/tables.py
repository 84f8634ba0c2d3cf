"""The numbers behind the figures, as tables that a reader can unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.goal.figures import LOOKS, TITLES, saturation, sustained
from models.goal.figures_packets import LABELS, between, reached
from models.goal.figures_packets import TITLES as LONG
from models.goal.figures_random import CURVES
from models.goal.figures_torus import COLUMNS, ROWS, link_loads

Numbers = Mapping[str, Any]
Row = tuple[str, ...]


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of each figure's table by the name of the figure, the head first."""
    return {
        "goal-bounds": list(bounds(numbers)),
        "goal-booksim": list(booksim(numbers)),
        "goal-deadlock": list(deadlock(numbers)),
        "goal-hops": list(hops(numbers)),
        "goal-latency": list(latency(numbers)),
        "goal-links": list(links(numbers)),
        "goal-packets": list(packets(numbers)),
        "goal-permutations": list(permutations(numbers)),
        "goal-redrawing": list(redrawing(numbers)),
    }


def bounds(numbers: Numbers) -> Iterator[Row]:
    """Yield between which loads the simulated routers saturate, and what is known of the links."""
    yield ("Traffic", "Algorithm", "Sustained", "Not sustained", "Links allow", "Which is")
    for pattern, title in TITLES.items():
        for algorithm, (label, *_) in LOOKS.items():
            exact = numbers[pattern][algorithm]
            last, first = saturation(numbers["simulated"][pattern][algorithm]["points"])
            bound, mark = allowed(exact)
            yield (title, label, f"{last:.3f}", f"{first:.3f}", bound, mark)


def allowed(exact: Mapping[str, Any]) -> tuple[str, str]:
    """Say what the links allow, and what is known of it."""
    known = exact["known"]
    if known == "none":
        return "", "no bound"
    said = {"optimum": "linear program"}.get(known, known)
    return exact["throughput_exact"] if known != "optimum" else f"{exact['throughput']:.4f}", said


def packets(numbers: Numbers) -> Iterator[Row]:
    """Yield between which loads the routers saturate with packets of several flits."""
    yield (
        "Traffic",
        "Algorithm",
        "Flits of a packet",
        "Sustained",
        "Not sustained",
        "Latency at a load of 0.01, cycles",
    )
    for pattern, title in LONG.items():
        for algorithm, (label, _) in LABELS.items():
            for length, curve in reached(dict(numbers), pattern, algorithm):
                last, first = between(curve)
                idle = curve["points"][0]["latency"]
                yield (title, label, length, f"{last:.3f}", f"{first:.3f}", f"{idle:.2f}")


def permutations(numbers: Numbers) -> Iterator[Row]:
    """Yield how what the links allow is distributed over random permutations."""
    yield (
        "Algorithm",
        "Permutations",
        "Least",
        "10\N{NO-BREAK SPACE}%",
        "Median",
        "90\N{NO-BREAK SPACE}%",
        "Mean",
    )
    for algorithm, (label, *_) in CURVES.items():
        found = numbers["permutations"][algorithm]
        shown = [found["least"], *(found["percentiles"][p] for p in (10, 50, 90)), found["mean"]]
        yield (label, f"{found['drawn']:,}", *(f"{x:.3f}" for x in shown))


def booksim(numbers: Numbers) -> Iterator[Row]:
    """Yield what BookSim2 and we give for the same configurations."""
    yield (
        "Network and algorithm",
        "Traffic",
        "Offered",
        "Accepted here",
        "In BookSim2",
        "Latency here, cycles",
        "In BookSim2, cycles",
        "Times as fast",
    )
    names = {name: label for name, (label, *_) in LOOKS.items()}
    for row in numbers["booksim"]["rows"]:
        latency = row["ours-latency"]
        yield (
            f"{row['k']}-ary {row['n']}-cube, {names[row['algorithm']]}",
            row["pattern"],
            f"{row['load']:g}",
            f"{row['ours-accepted']:.4f}",
            f"{row['booksim-accepted']:.4f}",
            "not sustained" if latency is None else f"{latency:.2f}",
            f"{row['booksim-latency']:.2f}",
            f"{row['ratio']:.1f}",
        )


def deadlock(numbers: Numbers) -> Iterator[Row]:
    """Yield the star channels of a cycle of dependencies for each rule dropped."""
    yield ("Rule dropped", "Node", "Dimension", "Direction")
    rules = {"split": "change of channel at the wrap-around link", "order": "order of dimensions"}
    for rule, label in rules.items():
        for star in numbers["deadlock"][rule]:
            x, y = star["node"]
            sign = "plus" if star["sign"] > 0 else "minus"
            yield (label, f"({x}, {y})", "xy"[star["dimension"]], sign)


def latency(numbers: Numbers) -> Iterator[Row]:
    """Yield the latency of every load that is sustained."""
    yield (
        "Traffic",
        "Algorithm",
        "Offered, flits per node per cycle",
        "Latency, cycles",
        "95\N{NO-BREAK SPACE}% interval",
    )
    for pattern in ("uniform", "tornado-all"):
        for algorithm, (label, *_) in LOOKS.items():
            for point in sustained(numbers["simulated"][pattern][algorithm]["points"]):
                half = f"\N{PLUS-MINUS SIGN} {point['latency_half']:.3f}"
                mean = f"{point['latency']:.3f}"
                yield (TITLES[pattern], label, f"{point['load']:g}", mean, half)


def links(numbers: Numbers) -> Iterator[Row]:
    """Yield the load of every link when every node injects one flit per cycle."""
    yield ("Traffic", "Algorithm", "Node", "To", "Flits per cycle")
    for pattern, title in ROWS:
        for algorithm, label, _ in COLUMNS:
            for channel, load in enumerate(link_loads(dict(numbers), pattern, algorithm)):
                node, port = divmod(channel, 4)
                to = ("plus x", "minus x", "plus y", "minus y")[port]
                yield (title, label, f"({node % 8}, {node // 8})", to, f"{load:g}")


def hops(numbers: Numbers) -> Iterator[Row]:
    """Yield the average hops at zero load of three networks of 64 nodes."""
    yield ("Network of 64 nodes", "Average hops")
    names = {"torus": "4-ary 3-cube", "mesh": "8 by 8 mesh", "ring": "ring"}
    for key, label in names.items():
        yield (label, numbers["zero-load"][key]["hops_exact"])


def redrawing(numbers: Numbers) -> Iterator[Row]:
    """Yield the average hops round a ring of eight by distance."""
    yield ("Distance", "Shortest way, hops", "GOAL, drawn once", "Drawn again")
    walks = numbers["redrawing"]["by-distance"]
    for distance, row in enumerate(
        zip(walks["shortest"], walks["goal"], walks["redrawn"], strict=True)
    ):
        yield (str(distance), *(f"{mean:g}" for mean in row))

"""The numbers behind the figures of the PIM model, as tables that a reader can unfold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from models.pim.figures_policies import POLICIES

Numbers = Mapping[str, Any]
Row = tuple[str, ...]

LAMBDA = "\u03bb"


def tables(numbers: Numbers) -> dict[str, list[Row]]:
    """Return the rows of each figure's table by the name of the figure, the head first."""
    return {
        "pim-devices": list(devices(numbers)),
        "pim-gain": list(gain(numbers["gains"])),
        "pim-policies": list(policies(numbers)),
        "pim-theory": list(theory(numbers["theory"])),
    }


def devices(numbers: Numbers) -> Iterator[Row]:
    """Yield the load of each device, then the gain by lambda."""
    yield ("What", "Where", "Value")
    for i, held in enumerate(numbers["explorer"]["still"]["held"], 1):
        yield ("Tokens cached", f"device {i}", f"{sum(held):,}")
    for peak, value in numbers["curve"]["gains"].items():
        yield ("Gain of the step", f"{LAMBDA} = {peak}", f"{value:.3f}\u00d7")


def gain(of: Numbers) -> Iterator[Row]:
    """Yield the gain by context and batch, and whether the batch fits."""
    yield ("Cached tokens per request", "Requests", "Gain", "Fits into memory")
    for context, found in of["by-context"].items():
        for batch, value, fits in zip(of["batches"], found["gain"], found["fits"], strict=True):
            yield (f"{int(context):,}", str(batch), f"{value:.3f}\u00d7", "yes" if fits else "no")


def policies(numbers: Numbers) -> Iterator[Row]:
    """Yield lambda, the gain and the costs by lengths and policy."""
    yield (
        "Lengths",
        "Policy",
        f"{LAMBDA}, placed at once",
        f"{LAMBDA}, over time",
        "Gain over GPUs alone",
        "Time spent moving or merging",
    )
    for name, found in numbers["serving"].items():
        for policy, of in found.items():
            once = numbers["policies"][name].get(policy)
            cost = of["moving"]["mean"] + of["merging"]["mean"]
            over = of["imbalance"]
            yield (
                name,
                POLICIES[policy],
                f"{once['mean']:.3f}" if once else "",
                f"{over['mean']:.3f} ({over['least']:.3f}\u2013{over['largest']:.3f})",
                f"{of['gain']['mean']:.3f}\u00d7",
                f"{100 * cost:.1f}\u00a0%",
            )


def theory(found: Numbers) -> Iterator[Row]:
    """Yield lambda of round-robin by lengths, requests on a device and seed, and the formula's."""
    yield ("Lengths", "Requests on each device", "Seed", "Simulated", "1 + cv E[max]/\u221an")
    for name, of in found.items():
        for each, seeds, wanted in zip(of["each"], of["seeds"], of["expected"], strict=True):
            for seed, value in enumerate(seeds, 1):
                yield (name, str(each), str(seed), f"{value:.3f}", f"{wanted:.3f}")

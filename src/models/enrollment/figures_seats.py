"""The figures of the last seat: two races step by step, and races that were measured."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from models.shared.figure_style import (
    GREEN,
    OCHRE,
    PAPER,
    RULE,
    SMALL,
    TEXT,
    VIOLET,
    WIDTH,
    boxes,
    figure,
)

Numbers = dict[str, Any]
LEFT = 66  # units for the names of clients
ROW = 34
HEAD = 34
#: What a step is called in its box, and its colour.
STEPS = {
    "locked": ("lock", GREEN),
    "found it free": ("free", VIOLET),
    "refused": ("full", RULE),
    "sold": ("sold", OCHRE),
    "start": ("again", RULE),
}
NAMES = {"naive": "naive: check, then act", "lock": "under a lock"}
STORES = {"memory": "In memory", "sqlite": "SQLite", "postgresql": "PostgreSQL"}
METHODS = {
    "naive": "naive",
    "lock": "a lock",
    "compare": "compare and set",
    "transaction": "one transaction",
    "conditional": "one conditional update",
    "constraint": "a constraint",
    "read-committed": "naive, READ COMMITTED",
    "serializable": "naive, SERIALIZABLE",
}


def draw_race(numbers: Numbers) -> Figure:
    """Draw one race of a few clients for one seat, naive and under a lock, step by step."""
    shown = {name: numbers["traces"][name][0] for name in NAMES}
    clients = 1 + max(client for race in shown.values() for client, *_ in race)
    height = len(shown) * (HEAD + clients * ROW) + 6
    drawn = figure(height)
    axes = drawn.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    wide = (WIDTH - LEFT) / max(len(race) for race in shown.values())
    for panel, (name, race) in enumerate(shown.items()):
        draw_panel(axes, panel * (HEAD + clients * ROW), NAMES[name], race, clients, wide)
    return drawn


def draw_panel(axes: Axes, top: float, name: str, race: Any, clients: int, wide: float) -> None:
    """Draw the steps of one race from left to right, a client a row."""
    sold = race[-1][2]
    seats = "1 seat sold" if sold == 1 else f"1 seat sold {sold} times"
    axes.text(0, top + 16, f"{name}: {seats}", va="center", fontsize=TEXT, fontweight="bold")
    for client in range(clients):
        y = top + HEAD + (client + 0.5) * ROW
        axes.text(0, y, f"client {client + 1}", va="center", fontsize=SMALL)
        axes.plot([LEFT, WIDTH], [y, y], color=RULE, linewidth=1)
    for step, (client, where, _) in enumerate(race):
        word, colour = STEPS[where]
        x, y = LEFT + step * wide, top + HEAD + client * ROW
        place = (x + 1, y + 4, x + wide - 1, y + ROW - 4)
        boxes(axes, [place], PAPER, 1.0)
        boxes(axes, [place], colour, 0.3 if where != "refused" else 0.0)
        axes.text(x + wide / 2, y + ROW / 2, word, ha="center", va="center", fontsize=SMALL)


def draw_seats(numbers: Numbers) -> Figure:
    """Draw in how many races the seat was oversold, by where it is kept and how it is sold."""
    measured = numbers["measured"]
    rows = len(measured) + sum(len(methods) for methods in measured.values())
    drawn = figure(rows * 25 + 8)
    axes = drawn.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(rows + 0.3, 0))
    axes.axis("off")
    row, left, longest = 0.0, 240, 300
    for store, methods in measured.items():
        axes.text(0, row + 0.6, STORES[store], va="center", fontweight="bold", fontsize=TEXT)
        row += 1
        for method, of in methods.items():
            axes.text(18, row + 0.5, METHODS[method], va="center", fontsize=SMALL)
            text, long = of["oversold"], 0.0
            if isinstance(text, int):
                long = longest * text / of["races"]
                text = f"{text:,} of {of['races']:,}"
            axes.plot([left, left], [row + 0.15, row + 0.85], color=RULE, linewidth=1.2)
            if long:
                boxes(axes, [(left, row + 0.2, left + long, row + 0.8)], OCHRE, 0.3)
            axes.text(left + long + 8, row + 0.5, text, va="center", fontsize=SMALL)
            row += 1
    return drawn

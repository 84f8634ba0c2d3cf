"""The colours of a site: each has a name, and is light, dark and printed. No other file has one.

A JSON file maps a name to its colours on a light page, on a dark one and on paper, where it is as
on a light page unless it says otherwise. The name of another colour may stand for its colour, and
for all three::

    {"red": ["#a00", "#f88"], "link": ["red", "red", "#000"], "fig-1": "red"}
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folio.core.problems import Invalid, Problem, Subtype

NEEDED = ("paper", "surface", "ink", "muted", "link", "seal", "rule")
#: How the names of what only figures ask for begin.
_OF_FIGURES = "fig-"
#: What a drawing that stands outside a page asks for.
_DRAWN = re.compile(rf"{_OF_FIGURES}|(ink|link|paper|rule)$")
_COLOUR = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour on a light page, on a dark one, and on paper."""

    light: str
    dark: str
    printed: str


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a site by their names."""

    by_name: Mapping[str, Colour]

    def light(self) -> dict[str, str]:
        """Return the colours of a light page."""
        return {name: colour.light for name, colour in self.by_name.items()}

    def dark(self) -> dict[str, str]:
        """Return the colours of a dark page."""
        return {name: colour.dark for name, colour in self.by_name.items()}

    def stylesheet(self) -> str:
        """Return custom properties: light, dark if the system or the reader asks, and printed."""
        light, dark = _properties(self.light()), _properties(self.dark())
        printed = _properties({name: colour.printed for name, colour in self.by_name.items()})
        drawn = _properties(
            {n: shown for n, shown in self.dark().items() if n.startswith(_OF_FIGURES)}
        )
        system, chosen = ':root:not([data-theme="light"])', ':root[data-theme="dark"]'
        return (
            f":root{{color-scheme:light;{light}}}"
            f"@media(prefers-color-scheme:dark){{{system}{{color-scheme:dark;{dark}}}}}"
            f"{chosen}{{color-scheme:dark;{dark}}}"
            f"@media(forced-colors:active)and (prefers-color-scheme:dark){{:root{{{drawn}}}}}"
            f"@media print{{:root,{system},{chosen}{{color-scheme:light;{printed}}}}}"
        )

    def of_drawing(self) -> str:
        """Return the style of a drawing that stands outside a page: light, or dark by system."""
        light, dark = (
            _properties({name: value for name, value in shown.items() if _DRAWN.match(name)})
            for shown in (self.light(), self.dark())
        )
        return (
            f"svg{{color:var(--ink);font-family:sans-serif;{light}}}"
            f"@media(prefers-color-scheme:dark){{svg{{{dark}}}}}"
        )


def _properties(values: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items())


def read_colours(text: str, place: str) -> Colours:
    """Read the file; raise :class:`Invalid` with every name that is missing or has no colour."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise Invalid([Problem(Subtype.VALUE, f"{place} must be JSON ({error})")]) from None
    if not isinstance(data, dict):
        what = f"{place} must map names to colours (got {type(data).__name__})"
        raise Invalid([Problem(Subtype.VALUE, what)])
    parts = {name: _parts(value) for name, value in data.items()}
    wrong = [f"{name!r} (got nothing)" for name in NEEDED if name not in data]
    wrong += [
        f"{name!r} (got {data[name]!r})"
        for name, colours in parts.items()
        if not colours or not all(_is_colour(part, parts) for part in colours)
    ]
    if wrong:
        rule = f"{place} must give two or three colours such as '#a00', or a name that has them"
        raise Invalid([Problem(Subtype.VALUE, f"{rule}, to {each}") for each in wrong])
    return Colours({name: Colour(*_resolved(name, parts)) for name in parts})


def _parts(value: Any) -> tuple[str, ...]:
    """Return the three parts of a value, or none if it has no two or three texts."""
    listed = [value] * 3 if isinstance(value, str) else value
    if not isinstance(listed, list) or len(listed) not in {2, 3}:
        return ()
    return tuple([*listed, listed[0]][:3]) if all(isinstance(part, str) for part in listed) else ()


def _is_colour(part: str, parts: Mapping[str, tuple[str, ...]]) -> bool:
    """Tell whether a part is a colour, or names one that is made of colours alone."""
    return bool(_COLOUR.fullmatch(part)) or (
        bool(parts.get(part)) and all(map(_COLOUR.fullmatch, parts[part]))
    )


def _resolved(name: str, parts: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [parts[part][at] if part in parts else part for at, part in enumerate(parts[name])]


#: For a site that chooses none: black, white and greys.
PLAIN = read_colours(
    json.dumps(
        {
            **{"paper": ["#fff", "#181818"], "surface": ["#f4f4f4", "#242424"]},
            **{"ink": ["#1a1a1a", "#e2e2e2"], "muted": ["#555", "#aaa"]},
            **{"link": ["#0b4f9e", "#8ab8f0"], "seal": ["#444", "#999"]},
            **{"rule": ["#d4d4d4", "#3a3a3a"], "fig-1": "link", "fig-2": ["#7a4f00", "#e0b050"]},
            **{"fig-3": ["#1f6044", "#80c8a0"], "fig-paper": "paper", "fig-rule": "rule"},
        }
    ),
    "PLAIN",
)

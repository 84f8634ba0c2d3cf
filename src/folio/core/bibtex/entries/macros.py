r"""Commands that a file defines for itself in ``@preamble``, put in place of their uses.

>>> own = definitions(r'@preamble{"\newcommand{\oak}[1]{\emph{#1}}"}')
>>> expanded(r"Growth of \oak{Quercus}", own)
'Growth of \\emph{Quercus}'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from folio.core.tex.decoder import knows

COMMAND = re.compile(
    r"\\(?:re)?newcommand\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*(?=\{)"
    r"|\\providecommand\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*(?=\{)"
    r"|\\DeclareRobustCommand\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*(?=\{)"
    r"|\\def\s*\\([A-Za-z]+)\s*((?:#\d)*)\s*(?=\{)"
)
USE = re.compile(r"\\([A-Za-z]+)")
DEEP = 8  # a command may stand in another; one that stands in itself is given up


class Macro(NamedTuple):
    """How many arguments a command takes, and what stands in its place."""

    arguments: int
    body: str


def definitions(preamble: str) -> dict[str, Macro]:
    """Return the commands that a preamble defines and that are not known without it."""
    text = re.sub(r'"\s*#\s*"', "", preamble)
    macros = {}
    for match in COMMAND.finditer(text):
        name = next(group for group in match.group(1, 3, 5, 7) if group)
        count = next((group for group in match.group(2, 4, 6, 8) if group), "0")
        number = int(count) if count.isdigit() else count.count("#")
        body, _ = _group(text, match.end())
        if body is not None and not knows(name):
            macros[name] = Macro(number, body)
    return macros


def expanded(text: str, macros: Mapping[str, Macro]) -> str:
    """Return text with what its commands stand for."""
    for _ in range(DEEP if macros and "\\" in text else 0):
        before, text = text, _once(text, macros)
        if text == before:
            break
    return text


def _once(text: str, macros: Mapping[str, Macro]) -> str:
    said, place = "", 0
    while match := USE.search(text, place):
        said += text[place : match.start()]
        place = match.end()
        macro = macros.get(match[1])
        if macro is None:
            said += match[0]
            continue
        arguments = []
        for _ in range(macro.arguments):
            argument, after = _group(text, len(text) - len(text[place:].lstrip()))
            if argument is None:
                break
            arguments.append(argument)
            place = after
        if len(arguments) < macro.arguments:  # TeX would take what follows: leave it to be named
            return said + match[0] + text[match.end() :]
        said += _filled(macro.body, arguments)
    return said + text[place:]


def _filled(body: str, arguments: list[str]) -> str:
    return re.sub(r"#(\d)", lambda m: "".join(arguments[int(m[1]) - 1 : int(m[1])]), body)


def _group(text: str, place: int) -> tuple[str | None, int]:
    """Return what the braces at a place hold, and where they end; nothing if there are none."""
    if text[place : place + 1] != "{":
        return None, place
    depth = 0
    for end in range(place, len(text)):
        depth += (text[end] == "{") - (text[end] == "}")
        if depth == 0:
            return text[place + 1 : end], end + 1
    return None, place

"""What stands for a command with an argument: functions that pylatexenc calls with both."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from folio.core.tex.tables import VIETNAMESE
from folio.core.tex.unknown import UnknownTex

Replacement = Callable[[Any, Any], str]
#: Environments that say only in which language or letters a text is, and what each takes.
ENVIRONMENTS = {"otherlanguage": 1, "otherlanguage*": 1, "CJK": 2, "CJK*": 2, "hyphenrules": 1}
#: Signs of Zapf Dingbats that Unicode has elsewhere, by their numbers.
ELSEWHERE = dict(
    zip(
        (37, 42, 43, 72, 108, 110, 115, 116, 117, 119, 168, 169, 170, 171, 213, 214, 215),
        "☎☛☞★●■▲▼◆◗♣♦♥♠→↔↕",
        strict=True,
    )
)


def accent(name: str, mark: str) -> Replacement:
    """Return what sets a mark behind the letter of an accent, and refuses one without a letter."""

    def accented(node: Any, l2tobj: Any) -> str:
        if text := str(l2tobj.node_arg_to_text(node, 0)):
            return text[:1] + mark + text[1:]
        if name in VIETNAMESE:
            return VIETNAMESE[name]
        raise UnknownTex(f"has the accent \\{name} without its letter; write the letter in it")

    return accented


def cased(change: Callable[[str], str], place: int = 0) -> Replacement:
    """Return what changes the text of an argument."""

    def changed(node: Any, l2tobj: Any) -> str:
        return change(str(l2tobj.node_arg_to_text(node, place)))

    return changed


def dingbat(number: str) -> str:
    """Return a sign of Zapf Dingbats by its number, as the package pifont has it.

    >>> dingbat("73"), dingbat("72"), dingbat("172"), dingbat("192")
    ('✩', '★', '①', '➀')
    """
    code = int(number) if number.isascii() and number.isdecimal() else 0
    if code in ELSEWHERE:
        return ELSEWHERE[code]
    if 172 <= code <= 181:
        return chr(0x2460 + code - 172)
    if 33 <= code <= 126 or 161 <= code <= 254:
        return chr(0x2701 + code - 33 if code < 127 else 0x2761 + code - 161)
    raise UnknownTex(f"has \\ding{{{number}}}, which is no sign; write it in Unicode")


def room(width: str) -> str:
    """Return a blank for room between words, and nothing for what moves letters.

    >>> room("1em"), room("-.1em"), room("0.1em"), room("2pt")
    (' ', '', '', ' ')
    """
    number = re.match(r"[+-]?\d*\.?\d+", width.strip())
    return "" if number and float(number[0]) < 0.2 else " "

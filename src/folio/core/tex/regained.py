"""Letters of UTF-8 that a program has taken for those of an encoding of Western Europe."""

from __future__ import annotations

import re
from contextlib import suppress

#: What Windows has for the bytes from 80 to 9F, beside these themselves; some are marks of a text.
_MARKS = "“”‘’•–—…‹›"
_HIGH = "\x80-\x9f‚ƒ„†‡ˆ‰˜™"
#: Those that stand for other bytes in Latin-9: there Ã€ is an ä.
_EITHER = "ŠŒŽšœžŸ"
#: Two of them for a letter, three for a mark or a dash. A letter that is one stands before a mark
#: (``AMANHÃ”``, ``5 Å–6 Å``), and no other stands before such signs.
GARBLED = re.compile(
    f"[ÂÃ][\xa0-\xbf]|Ã[{_HIGH}Ÿ]|(?<![A-ZÀ-Þ])Ã[{_MARKS}]|\\bÃœ(?=[a-z])"
    f"|[ÄÅ][{_HIGH}{_EITHER}¡-¨ª¬®¯´µ¶·¸º¼½¾¿]|â[€\x80][{_HIGH}{_EITHER}{_MARKS}\xa0-\xbf]"
)


def regained(text: str) -> str:
    r"""Return a text with its letters as they were, where each of them can be told.

    >>> regained("LÃ¶w, KovaÄ\x8d, 1â€“2, Ângelo, JOÃO")
    'Löw, Kovač, 1–2, Ângelo, JOÃO'
    """
    return GARBLED.sub(_regained, text)


def _regained(match: re.Match[str]) -> str:
    signs = [bytes((ord(sign),)) if sign <= "\xff" else sign.encode("cp1252") for sign in match[0]]
    with suppress(UnicodeError):
        return b"".join(signs).decode()
    return match[0]

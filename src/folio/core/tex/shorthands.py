r"""What TeX prints for signs of ASCII: ligatures, and the shorthands of babel, as in M"uller.

>>> without_shorthands('Der "`alte"\' Baum"=Garten von M"uller')
'Der „alte“ Baum-Garten von Müller'
"""

from __future__ import annotations

import re
import unicodedata

#: The mark of a shorthand, which is neither that of an accent, \"u, nor of a number, \char"E9.
_MARK = r'(?<!\\)(?<!char)(?<!symbol\{)"'
QUOTED = re.compile(rf"{_MARK}([`'])")
MARKS = {"`": "„", "'": "“"}
ANGLES = re.compile(r'"<([^<>"]+)">')
#: A hyphen, or a place where a word may be parted.
SIGN = re.compile(rf"(?<=[^\W\d_]){_MARK}([=~|-])(?=[^\W\d_])")
SIGNS = {"=": "-", "~": "-", "-": "", "|": ""}
#: A letter with two dots within a word, or at its beginning; sz within a word.
WITHIN = re.compile(rf"(?<=[^\W\d_]){_MARK}([aeiouAEIOU]|s(?=[^\W\d_]|-))(?!\s)")
BEGINS = re.compile(rf"(?<![\w\"]){_MARK}([aouAOU])(?=[^\W\d_])")
#: The same alone in its text, where it may be a quotation whose end is missing: "Uber, "Osterreich.
ALONE = re.compile(
    rf"(?<![\w\"]){_MARK}(U(?=ber|bung)|O(?=kolog|konom|sterr|ffent|ffn)|A(?=rzt|hnlich|nderung|sthet|quiv))"
)
#: A quotation, which begins before a word and ends behind one, or stands within a word.
OPEN = re.compile(rf"(?<!\w){_MARK}(?=[^\W\d_])")
CLOSED = re.compile(rf"(?<=[\w.,;:!?)]){_MARK}(?![aeiouAEIOUs][^\W\d_])")
RUN_IN = re.compile(r'"\}?[^\W\d_]+"[^\W\d_]')
#: Two commas before a word, which are one mark in German and Polish type.
LOW = re.compile(r"(?<![^\s({\[]),,(?=\w)")


def without_shorthands(tex: str) -> str:
    """Return TeX with letters and marks in place of babel's shorthands; quotations stay.

    >>> without_shorthands('"Uber B"aume'), without_shorthands('Ein "alter" Baum, 12" hoch')
    ('Über Bäume', 'Ein "alter" Baum, 12" hoch')
    >>> without_shorthands("Die ,,Eiche'' und Elm,, Ash")
    "Die „Eiche'' und Elm,, Ash"
    """
    tex = LOW.sub("„", tex)
    if '"' not in tex:
        return tex
    tex = ANGLES.sub(r"«\1»", QUOTED.sub(lambda match: MARKS[match[1]], tex))
    if RUN_IN.search(tex) or (OPEN.search(tex) and CLOSED.search(tex)):
        return tex
    tex = SIGN.sub(lambda match: SIGNS[match[1]], tex)
    begun = BEGINS if WITHIN.search(tex) else ALONE
    return begun.sub(_dotted, WITHIN.sub(_dotted, tex))


def _dotted(match: re.Match[str]) -> str:
    return "ß" if match[1] == "s" else unicodedata.normalize("NFC", f"{match[1]}\u0308")


def ligatures(text: str) -> str:
    """Return text with the dashes, quotation marks and inverted signs that TeX writes in ASCII.

    >>> ligatures("?`Oaks---``elms''")
    '¿Oaks—“elms”'
    """
    if "`" in text:
        text = re.sub(r"(?<!`)([?!])`(?!`)", lambda m: "¿" if m[1] == "?" else "¡", text)
    for written, meant in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")):
        text = text.replace(written, meant)
    return text

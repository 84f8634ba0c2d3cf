r"""Characters that no reader sees, or that show that a text has been copied badly.

>>> without_unseen("Multi\xadAgent Rumı\u0301")
'MultiAgent Rumi\u0301'
"""

from __future__ import annotations

import re
import unicodedata

from folio.core.tex.beside import MARKS as ACCENTS
from folio.core.tex.beside import over_their_letters
from folio.core.tex.unknown import UnknownTex

#: Where a word may be parted, marks of direction and of order, blanks without a width.
UNSEEN = "\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
#: An i or a j without its dot, under the accent that stands in its place.
DOTLESS = re.compile("[ıȷ](?=[\u0300-\u036f])")
#: The same with a blank between them, or with the mark by itself: naı ̈ve, naı¨ve.
BY_ITSELF = {"`": "\u0300", **ACCENTS}
APART = re.compile("ı(?: ([\u0300-\u036f])|([¨´`ˆ]))")
#: A circumflex, a breve or a horn over a letter that has its tone already, as in Vietnamese.
TURNED = re.compile("([^\\W\\d_])([\u0302\u0306\u031b])")
#: An accent over a blank or a bracket: copied out of a PDF, or behind its letter in TeX.
ADRIFT = re.compile(r"(?:^|\S*\s|\S*[().,;])[\u0300-\u036f]\s*\S*")
#: Signs of one font only, as a PDF has them: each machine shows another.
OF_A_FONT = re.compile("[\ue100-\uf8ff]")
#: What an encoding of the West makes of the second byte of a letter of UTF-8, and of those behind.
_NEXT = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
#: Quotation marks and dashes of UTF-8 that a program has taken for three letters, at least two
#: letters of any script, a capital with an accent, and one that an old Macintosh has taken so.
GARBLED = re.compile(
    rf"â€.|â\x80.|(?:[Ã-ß]{_NEXT}|[à-ï]{_NEXT}{{2}}|ð{_NEXT}{{3}}){{2,}}|Ã(?<![A-ZÀ-Þ]Ã){_NEXT}"
    r"|√(?<=[^\W\d_]√)(?:[^\w\s({[](?=[a-zß-ÿ])|[©®™§ß])"
)
#: A word with a question mark for a letter or a mark that is lost: religion?s, ?The, Oaks ?23.
LOST = re.compile(
    r"(?<!\S)(?:[^\W\d_]+\?{1,2}[^\W\d_A-Z]+(?![^\s.,;:!?)])|\?[^\W\d_]{2,}(?=[^?]*\w\?))"
    r"|(?<![^\s(])\?\?-?[^\W\d_]+|(?<=\s)\?\d\d\b"
)
#: Signs that no text has, of which the last stands for what an encoding has lost.
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
RARE = re.compile(
    f"[{UNSEEN}\ue100-\uf8ff{''.join(ACCENTS)}]|{DOTLESS.pattern}|[\u0302\u0306\u031b]|(?:^|[\\s().,;])[\u0300-\u036f]|{GARBLED.pattern}|{APART.pattern}"
)


def without_unseen(text: str) -> str:
    """Return a text without what nobody sees in it; raise UnknownTex for what was lost of it."""
    text = APART.sub(lambda m: "i" + (m[1] or BY_ITSELF[m[2]]), text.replace("ı\u0307", "i"))
    text = DOTLESS.sub(lambda m: "i" if m[0] == "ı" else "j", re.sub(f"[{UNSEEN}]", "", text))
    text = TURNED.sub(_in_order, text)
    if adrift := ADRIFT.search(text):
        rule = "has an accent that stands over no letter"
        raise UnknownTex(f"{rule} (got {adrift[0]!r}); write the letter with it")
    if sign := OF_A_FONT.search(text):
        raise UnknownTex(f"has a sign that only one font has ({sign[0]!r}); write it in words")
    if garbled := GARBLED.search(text):
        raise UnknownTex(_once(garbled[0]))
    return over_their_letters(text)


def _once(garbled: str) -> str:
    """Say what letters were before a program has taken their bytes for others.

    >>> _once("Ã©")[:24], _once("Ã€")[:31]
    ("has 'Ã©', which was 'é' ", "has 'Ã€', which was 'À' or 'ä' ")
    """
    codecs = ["mac-roman" if garbled[0] == "√" else "cp1252"]
    codecs += ["iso8859-15"] * (garbled[0] == "Ã" and len(garbled) == 2)
    read = dict.fromkeys(_read_again(garbled, codec) for codec in codecs)
    meant = " or ".join(repr(one) for one in read if one) or "a quotation mark or a dash"
    return f"has {garbled!r}, which was {meant} once; write it so, in UTF-8"


def _read_again(garbled: str, codec: str) -> str:
    data = (
        letter.encode(codec, "ignore") or letter.encode("latin-1", "ignore") for letter in garbled
    )
    try:
        return b"".join(data).decode()
    except UnicodeError:
        return ""


def of_no_text(text: str) -> str:
    r"""Return what is said of a text with a sign that none has.

    >>> of_no_text("The L\ufffdn oak"), of_no_text("The \x01 oak")[:16]
    ("has lost a letter (got 'L\ufffdn'); write it where the sign stands", 'has a character ')
    """
    if garbled := GARBLED.search(text):
        return _once(garbled[0])
    if not (lost := re.search(r"\S*\ufffd\S*", text)):
        return "has a character that no text has; remove it, or save the file as UTF-8"
    return f"has lost a letter (got {lost[0]!r}); write it where the sign stands"


def _in_order(match: re.Match[str]) -> str:
    """Return a letter under two marks as the one that it is, in whichever order they stand."""
    apart = unicodedata.normalize("NFD", match[1])
    letter = unicodedata.normalize("NFC", f"{apart[:1]}{match[2]}{apart[1:]}")
    return letter if len(letter) == 1 else match[0]


def lost_letter(title: str) -> str:
    """Return what is said of a title or a venue that has lost a letter; nothing if it may have all.

    >>> lost_letter("Elm?s oaks"), lost_letter("Which oak?")
    ("has a lost letter (got 'Elm?s'); write it, or a blank behind the question mark", '')
    >>> lost_letter("What?? Oaks of ??-elms")[:36]
    "has a lost letter (got '??-elms'); w"
    """
    if not (lost := LOST.search(title) if "?" in title else None):
        return ""
    return f"has a lost letter (got {lost[0]!r}); write it, or a blank behind the question mark"

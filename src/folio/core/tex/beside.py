"""Accents that a PDF has beside their letter: Mu¨ller, Schr¨odinger, teor´ıa."""

from __future__ import annotations

import re
import unicodedata

from folio.core.tex.unknown import UnknownTex

#: A mark by itself, and the one that stands over a letter.
MARKS = {
    **{"¨": "\u0308", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "˝": "\u030b"},
    **{"¸": "\u0327", "ˇ": "\u030c", "˘": "\u0306"},
}
_LETTER = r"[^\W\d_]"
#: A mark before a letter, or behind one; an acute behind it may close a quotation.
BESIDE = re.compile(rf"(?<![\d_])[{''.join(MARKS)}](?={_LETTER})|(?<={_LETTER})[¨ˆ˜˝¸ˇ˘](?!\w)")
#: An acute that is typed for an apostrophe: O´Lin, l´elm, the oak´s.
APOSTROPHE = re.compile(rf"\b[cdjlmnost]´(?={_LETTER}{{2}})|´(?:s|t|re|ll|ve|d|m)\b", re.IGNORECASE)
DOTLESS = {"ı": "i", "ȷ": "j"}
LAST = "\u017f"  #: the end of the letters that the languages of Europe write


def over_their_letters(text: str) -> str:
    """Return a text with each accent over the one letter that can have it.

    Raise UnknownTex where two letters can, or none; an acute over none is an apostrophe.

    >>> over_their_letters("Mu¨ller, Schr¨odinger, ense˜nanza, teor´ıa, O´Lin, the oak´s")
    'Müller, Schrödinger, enseñanza, teoría, O´Lin, the oak´s'
    """
    kept = {match.start() + match[0].index("´") for match in APOSTROPHE.finditer(text)}
    while match := next((m for m in BESIDE.finditer(text) if m.start() not in kept), None):
        start, end = max(match.start() - 1, 0), match.end() + 1
        before, behind = text[start : match.start()], text[match.end() : end]
        told = list(filter(None, _readings(before, match[0], behind)))
        if not told and match[0] == "´":
            kept.add(match.start())
            continue
        if len(told) != 1:
            raise UnknownTex(_said(text, match.start(), told))
        text = text[:start] + told[0] + text[end:]
        kept = {place - (place > start) for place in kept}
    return text


def _readings(before: str, mark: str, behind: str) -> tuple[str, str]:
    """Return the mark over the letter before it and over that behind, or nothing for each.

    A letter without its dot has made room for the mark.
    """
    over, under = _with(before, mark), _with(behind, mark)
    if before in DOTLESS or behind in DOTLESS:
        over, under = over if before in DOTLESS else "", under if behind in DOTLESS else ""
    return over and over + behind, under and before + under


def _with(letter: str, mark: str) -> str:
    """Return a letter under a mark, or nothing if no language of Europe has it."""
    one = unicodedata.normalize("NFC", DOTLESS.get(letter, letter) + MARKS[mark])
    return one if letter.isalpha() and len(one) == 1 and one <= LAST else ""


def _said(text: str, place: int, told: list[str]) -> str:
    begin = len(text[:place]) - len(re.split(r"\s", text[:place])[-1])
    word = re.split(r"\s", text[begin:])[0]
    at = place - begin
    whole = [repr(word[: max(at - 1, 0)] + one + word[at + 2 :]) for one in told]
    if not told:
        return f"has an accent over no letter (got {word!r}); write the letter with it"
    remedy = " or ".join(whole)
    remedy += ", or ’ for an apostrophe" if text[place] == "´" else ""
    return f"has an accent beside its letter (got {word!r}); write {remedy}"

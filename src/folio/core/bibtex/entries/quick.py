r"""The usual form of an entry, read in one pass; any other is left to pybtex, which is slower.

Nine entries of ten are ``name = {text}``, ``"text"``, a number or an abbreviation, with commas
between them. What stands here is read as pybtex reads it, which a test compares.

>>> quick('@misc{a, title = {A {B}}, year = 2020}', {})
('misc', 'a', [('title', 'A {B}'), ('year', '2020')])
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.bibtex.entries.blocks import nested

HEAD = re.compile(r"@\s*+([A-Za-z]++)\s*+\{\s*+([^\s,{}()\"=#@'%]++)\s*+,")
INNER, QUOTED = nested(3), nested(3, '{}"')
FIELD = re.compile(
    rf"\s*+([A-Za-z][A-Za-z0-9_:.+/\-]*+)\s*+=\s*+"
    rf"(?:\{{({INNER})\}}|\"({QUOTED})\"|(\d++)|([A-Za-z][A-Za-z0-9_:.+/\-]*+))\s*+(,\s*+)?"
)
END = re.compile(r"\s*+\}\s*+")


def quick(text: str, macros: Mapping[str, str]) -> tuple[str, str, list[tuple[str, str]]] | None:
    """Return type, key and fields of an entry in the usual form, or nothing of any other."""
    head = HEAD.match(text)
    if not head:
        return None
    place, fields, more = head.end(), [], True
    while more and (field := FIELD.match(text, place)):
        name, braced, quoted, number, macro, comma = field.groups()
        if macro is not None:
            if (value := macros.get(macro.lower())) is None:
                return None
        else:
            value = braced if braced is not None else quoted if quoted is not None else number
        fields.append((name, value))
        place, more = field.end(), comma is not None
    return (head[1], head[2], fields) if fields and END.fullmatch(text, place) else None


#: A field that somebody has put aside, on a line of its own, as other programs mark that.
ASIDE = re.compile(
    r"^[ \t]*#[ \t]*[A-Za-z][\w-]*\s*=\s*(?:\{[^{}]*\}|\"[^\"{}]*\"|\d+)[ \t]*,?[ \t]*$",
    re.MULTILINE,
)
NEXT = re.compile(r"[A-Za-z][\w:-]*\s*=")


def with_commas(text: str) -> str:
    r"""Return an entry with the comma that a line between two of its fields has lost at its end.

    Within a line it may be another sign that is lost, and nothing is done.

    >>> with_commas("@misc{a, b = {A}\n c = 2\n}"), with_commas("@misc{a, b = {A} c = {C}}")
    ('@misc{a, b = {A},\n c = 2\n}', '@misc{a, b = {A} c = {C}}')
    """
    text = ASIDE.sub("", text) if "#" in text else text
    head = HEAD.match(text)
    parts, place = [text[: head.end()]] if head else [], head.end() if head else len(text)
    while field := FIELD.match(text, place):
        said = field[0].rstrip()
        lost = not field[6] and "\n" in field[0][len(said) :] and NEXT.match(text, field.end())
        if not field[6] and not lost:
            break
        parts.append(f"{said},{field[0][len(said) :]}" if lost else field[0])
        place = field.end()
    return "".join([*parts, text[place:]]) if head else text

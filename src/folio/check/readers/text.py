"""What the formats share: one idea of where an address begins and ends, and the targets of roles.

Every reader asks :func:`bare` or :func:`at` which addresses stand in a text, or :func:`ended` how
much of a longer word is one. The rules are GitHub's, and those of Chinese text; no library has
both, nor tells a pattern with a gap from an address.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from folio.check.excerpt import Link

#: What ends an address: blanks and marks without width, quotation marks, brackets, dashes and the
#: punctuation of Chinese text.
ENDS = (
    r"\s<>\"'`\\{}|^\[\]\x00-\x20\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd"
    r"‐‑‒–—―‘’‚‛“”„‟…‹›«»·•、。〃〈〉《》「」『』【】〔〕〖〗〘〙〚〛〝〞〟⟨⟩⟪⟫｡｢｣､،؛؟।！＂＇（），：；＜＞？［］｛｜｝～．"
    r"\ud800-\udfff"  # a byte that could not be read
)
# A second address behind a comma is not taken along: each character is looked at once. A semicolon
# may end a character reference, which is for :func:`ended`.
NEXT = r"(?:[,:!.)*]|--|" + "".join(rf"(?<!&[#\w]\w{{{n}}})" for n in range(1, 8)) + ";)https?://"
_ADDRESS = re.compile(rf"(?<![A-Za-z0-9])https?://(?:(?!{NEXT})[^{ENDS}])+", re.IGNORECASE)
_START = re.compile(r"(?<![A-Za-z0-9])https?://", re.IGNORECASE)
#: a destination that begins with a host: its scheme was forgotten
WITHOUT_SCHEME = r"(?:[\w-]+\.)+[A-Za-z]{2,}/"
_ENDS = re.compile(f"[{ENDS}]")
# Within what matches: emphasis that closes, a character reference.
_INNER = re.compile(
    r"(?P<mark>\*\*|~~|\*(?![./\w*-]))"
    r"|(?P<reference>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
# What makes an address a pattern with a gap to fill in: .../ref/<key>.html, .../ref/{key}.html
# A list of attributes, {:target=_blank}, and a tag of HTML are none.
_GAP = re.compile(
    r"\{(?![:.#][\w -])|(?<=[/=_-])…|\[[\w-]+\][./]|\\[({]"
    r"|<(?!(?:br|[abipsu]|em|strong|sup|sub|span|t[dhr]|li|code|div|font|small)\b|https?:)"
    r"[A-Za-z%=][\w -]*[%?]?>"
)
_STARS = re.compile(r".?[/._-]+\*|[/._-]\*", re.DOTALL)
# Where another script begins, a dash that was typed as hyphens, or a mark without a blank behind
# it: the address may end there.
_SEAM = re.compile(
    r"(?<=[A-Za-z0-9)])[_*~]*(?=[^\x00-\x7f])|(?<=/)(?=[^\x00-\x7f]+\Z)"
    r"|(?<=[A-Za-z0-9/])(?:--|[,;:])"
)
_ROLE = re.compile(
    r"(?<![\w`:]):(?P<role>[A-Za-z][\w.+-]*(?::[\w.+-]+)*):`(?P<content>[^`]+)`(?!`)"
)
_TITLED = re.compile(r"(?s)(?<!\\)<([^<>]+)>\s*\Z")


def blanked(text: str) -> str:
    """Return blanks in place of a text, with the ends of its lines, so that all keeps its place."""
    return re.sub(r"[^\r\n]", " ", text)


def bare(text: str, form: str = "text") -> Iterator[Link]:
    """Yield the addresses that stand in text, without the punctuation of its sentences.

    >>> [link.target for link in bare("(See http://ada.example/a(b).html.) Not /ref/<key>.")]
    ['http://ada.example/a(b).html']
    >>> [link.target for link in bare("&lt;http://ada.example/a&gt; 见http://ada.example/b。又")]
    ['http://ada.example/a', 'http://ada.example/b']
    """
    position = 0
    while match := _ADDRESS.search(text, position):
        target = ended(match[0])
        position = match.start() + max(len(target), 1)
        if target and not goes_on(text, match.start() + len(target), match.end(), len(text)):
            yield link(target, match.start(), match.start() + len(target), form)


_ESCAPABLE = re.compile(rf"\\([!-/:-@\[-`{{|}}~])|(?!{NEXT})([^{ENDS}])", re.IGNORECASE)


def csv_links(text: str) -> Iterator[Link]:
    """Yield the addresses of a table, in which a comma or a semicolon ends a cell."""
    return bare(re.sub("[,;]", " ", text), "part")


def at(text: str, start: int, end: int) -> Link | None:
    r"""Return the address at a place of a text in which a backslash escapes marks, or None.

    >>> found = at(r"http://ada.example/a\_b.html\*.", 0, 99)
    >>> found.target, found.end
    ('http://ada.example/a_b.html', 28)
    """
    said, ends, position = "", [], start
    while (unit := _ESCAPABLE.match(text, position, end)) and not _ENDS.match(unit[1] or ""):
        position = unit.end()
        said += unit[1] or unit[2]
        ends.append(position)
    target = ended(said)
    last = ends[len(target) - 1] if target else start
    is_pattern = last == position and unit is not None and unit[1] in {"<", "{"}
    if "://" not in target[:-1] or is_pattern or goes_on(text, last, position, end):
        return None
    return link(target, start, last, "text")


def escaped(text: str) -> Iterator[Link]:
    """Yield the addresses that stand in a text in which a backslash escapes marks."""
    position = 0
    while match := _START.search(text, position):
        address = at(text, match.start(), len(text))
        position = max(match.end(), address.end) if address else match.end()
        if address:
            yield address


def ended(address: str) -> str:
    """Return an address up to where it ends: before what belongs to the sentence around it."""
    for inner in _INNER.finditer(address):
        if inner["reference"]:
            character = html.unescape(inner["reference"])
            named = not inner["reference"].startswith("&#")
            is_last = not trimmed(address[inner.end() :]) and (named or character in MARKS)
            if not (_ENDS.match(character) or (is_last and character != inner["reference"])):
                continue
        address = address[: inner.start()]
        break
    return trimmed(address)


def goes_on(text: str, position: int, word_end: int, end: int) -> bool:
    """Tell whether a pattern such as ``.../ref/...`` or ``.../ref/<key>.html`` stands there."""
    if text.startswith("..", position) and text[position - 1] == "/":
        return True
    if _STARS.match(text, position - 1):
        return True
    return bool(_GAP.match(text, word_end, end))


MARKS = "?!.,:;*_~)"  #: which end a sentence, or what stands in it


def trimmed(address: str) -> str:
    """Return an address without the marks that belong to the sentence around it.

    >>> trimmed("http://ada.example/a(b).html)里."), trimmed("http://ada.example/a_(b)_.")
    ('http://ada.example/a(b).html', 'http://ada.example/a_(b)')
    """
    depth = 0
    for position, character in enumerate(address):
        depth += (character == "(") - (character == ")")
        if depth < 0:  # a bracket that was opened before the address
            address = address[:position]
            break
    return address.rstrip(MARKS.removesuffix(")"))


def moved(links: Iterable[Link], by: int) -> Iterator[Link]:
    """Yield links that were found in a part of a text with their spans in the whole of it."""
    for one in links:
        yield replace(one, start=one.start + by, end=one.end + by)


def link(target: str, start: int, end: int, form: str = "link") -> Link:
    """Return a link, which may end where another script begins: ``.../a.html的``."""
    host = target.find("://") + 3
    seam = _SEAM.search(target, max(target.find("/", host), host))
    if seam and seam[0] in {",", ";", ":"} and "?" in target[: seam.start()]:
        seam = None  # a query is full of these
    return Link(target, start, end, form=form, seam=seam.start() if seam else 0)


def roles(text: str) -> Iterator[Link]:
    """Yield the targets of roles in reStructuredText.

    >>> next(roles("See :external+ada:ref:`the engine <project-engine>`.")).target
    'project-engine'
    """
    for match in _ROLE.finditer(text):
        yield role(match["role"], match["content"], match.start("content"))


def role(name: str, content: str, start: int) -> Link:
    """Return what a role refers to: the part in angle brackets, if there is one."""
    titled = _TITLED.search(content)
    inner = titled[1] if titled else content
    start += titled.start(1) if titled else 0
    target = inner.strip().lstrip("!~")
    start += len(inner) - len(inner.lstrip()) + len(inner.strip()) - len(target)
    return Link(" ".join(target.split()), start, start + len(target), role=name)

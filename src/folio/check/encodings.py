"""The text of a file in the encoding that it has or declares, such that its bytes come back.

An address is ASCII in every encoding in which courses write LaTeX, Python or HTML. So a file that
declares none and is not UTF-8 is read all the same: each byte that is no text is kept as it is.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = {  # by their length, the longest first
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_HEAD = 2**16  #: bytes in which a declaration is looked for
# PEP 263 and editors, LaTeX, its editors and JabRef, HTML and XML.
_DECLARED = re.compile(
    rb"^[^\n]{0,120}?coding[:=][ \t]*([-\w.]+)|\\usepackage[ \t]*\[([-\w]+)\][ \t]*\{inputen[cx]\}"
    rb"|\\inputencoding\{([-\w]+)\}|\\begin\{CJK\*?\}(?:\[[^\]\n]*\])?\{([-\w]+)\}"
    rb"|\\usepackage\[([-\w]+)\]\{CJK\w*\}|^%[ \t]*!T[eE]X[ \t]+encoding"
    rb"[ \t]*=[ \t]*([-\w. ()]+?)[ \t]*\r?$"
    rb"|^%?[ \t]*[Ee]ncoding:[ \t]*([-\w]+)|<meta[^>\n]{0,200}?charset[ \t]*=[ \t]*[\"']?([-\w]+)"
    rb"|<\?xml[^>\n]{0,200}?encoding[ \t]*=[ \t]*[\"']([-\w]+)|@charset[ \t]+\"([-\w]+)\"",
    re.MULTILINE,
)
_NAMES = {  # of LaTeX and of editors; a superset where one is a part of the other
    **{"ansinew": "cp1252", "applemac": "mac-roman", "macce": "mac-latin2", "next": "latin-1"},
    **{"gbk": "gb18030", "gb2312": "gb18030", "gb": "gb18030", "bg5": "big5", "utf8x": "utf-8"},
    **{"jis": "euc-jp", "sjis": "cp932", "ks": "euc-kr", "westerneurope": "cp1252"},
    **{"iso 8859-1": "latin-1", "macosroman": "mac-roman"},
}


_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text, its encoding, and what there is to say of how it was read."""

    text: str
    encoding: str = "utf-8"
    trouble: str = ""

    def encoded(self, text: str) -> bytes:
        """Return a text as bytes in the same encoding; raise UnicodeEncodeError if it has none."""
        return text.encode(self.encoding, "surrogateescape" if self.trouble else "strict")


def decoded(content: bytes) -> Text | None:
    r"""Return the text of a file; None for what is none.

    >>> decoded("é".encode("utf-16")), decoded(b"GIF\0\1\0")
    (Text(text='\ufeffé', encoding='utf-16-le', trouble=''), None)
    """
    for encoding in _candidates(content):
        try:
            text = Text(content.decode(encoding), encoding)
            if text.encoded(text.text) == content:
                return text
        except (UnicodeError, LookupError):
            continue
    if b"\0" in content[:8192]:
        return None
    return _as_it_is(content)


def _candidates(content: bytes) -> list[str]:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return [encoding]
    head = content[:8192]
    if b"\0" not in head:
        return ["utf-8", *_declared(content)]
    head = head[: len(head) // 2 * 2]
    for encoding, side in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        text = head.decode(encoding, "replace")
        # Numbers of two bytes have such zeros too, and are full of control characters.
        if side.count(0) > 0.3 * len(side) and not _CONTROL.search(text):
            return [encoding]
    return []


def _declared(content: bytes) -> list[str]:
    """Return the encodings that a file says it has."""
    encodings = []
    for match in _DECLARED.finditer(content[:_HEAD]):
        said = next(name for name in match.groups() if name).decode("ascii", "replace").lower()
        name = _NAMES.get(said.strip(), said.strip())
        try:
            encodings.append(codecs.lookup(name).name)
        except LookupError:
            continue
    return encodings


def _as_it_is(content: bytes) -> Text:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"is not UTF-8 (line {line}) and declares no encoding that fits"
        trouble = f"{what}: only its ASCII was read; save it as UTF-8"
        return Text(content.decode("utf-8", "surrogateescape"), "utf-8", trouble)
    return Text(content.decode())

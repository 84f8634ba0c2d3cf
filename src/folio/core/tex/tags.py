"""What Crossref and programs write of HTML into TeX: tags, entities, what is raised and lowered.

>>> without_html("CO<sub>2</sub> &amp; <i>Quercus</i>")
'CO₂ & Quercus'
>>> without_html("Gr&uumlne Eichen"), without_html("Oak & elm R&acutes")
('Grüne Eichen', 'Oak & elm R&acutes')
"""

from __future__ import annotations

import html
import re

from folio.core.tex.mathml import scripted
from folio.core.tex.raised import ORDINALS, raised
from folio.core.tex.unknown import UnknownTex

TAGS = re.compile(
    r"</?(?:i|b|em|title|emph|it|strong|u|tt|scp|sc|span|p|br|inf|italic|bold|underline|formula|math|m(?:row|sub"
    r"|sup|subsup|i|n|o|text|frac|sqrt)|(?:inline|disp)-formula|(?i:font|small|big|numpages|astrobj|isbn)|a(?=\s+href)|(?:jats|mml|ce|xocs):[\w-]+"
    r")(?:\s[^<>]*)?/?>|<[aA]\s+(?i:href)=[^<>]*>|</[aA]>"
)
#: What XML holds as it is, and a remark in it.
HELD = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->")
#: A tag that parts two words.
BREAK = re.compile(r"\s*<(?:br|/?p)\s*/?>\s*", re.IGNORECASE)
#: The same with a blank in its bracket, as Google Scholar breaks it: the< i> abc.
BROKEN = re.compile(r"<\s+(/?(?:i|em|sub|sup)>)|(</)\s+((?:i|em|sub|sup)>)")
#: The raised ending of an ordinal number.
ENDING = re.compile(r"(?<=\d)<sup>(st|nd|rd|th|er|re|[èe]me|[aeo])</sup>")
RAISED = re.compile(r"<(?:jats:)?(sup|sub)>([^<>]*)</(?:jats:)?\1>")
#: Tags in capitals, as astronomers have them: CO<SUB>2</SUB>.
CAPITAL = re.compile(r"<(SU[BP]|I|EM|IT|SCP)>(.*?)</\1>")
SIGNS = str.maketrans("", "", "\\{}")
#: A blank before what is lowered in a formula of chemistry, and within brackets beside a tag.
APART = re.compile(r"(\b(?:[A-Z][a-z]?\d*)+)\s+(?=<sub>\s*\d)|(\()\s+(?=<[a-z])|(?<=>)\s+(?=\))")
#: A tag whose brackets Mendeley and Zotero have written as commands or as formulas.
_LESS, _GREATER = (
    rf"(?:\{{(?:\\text{name}(?:\{{\}})?|\${sign}\$)\}}|\\text{name}(?:\{{\}}|\s*)|\${sign}\$)"
    for name, sign in (("less", "<"), ("greater", ">"))
)
BRACKETS = re.compile(rf"{_LESS}(/?\{{?[A-Za-z]{{1,6}}\}}?)(?:\s[^<>$\\]*)?{_GREATER}")
CROSSREF = re.compile(
    r"\{?\\&\}?([A-Za-z]{2,8}|\{?\\?#\}?(?:\d+|[xX][0-9a-fA-F]+))(?:;|\$\\mathsemicolon\$)"
)

#: A letter whose semicolon somebody has left out: Gr&uumln.
UNENDED = re.compile(
    r"\\?&((?:[aeiouyAEIOUYnNcC](?:uml|acute|grave|circ|tilde|cedil)|[aA]ring|[oO]slash|szlig)(?!;))"
)
#: An entity that has been escaped as if it were text.
TWICE = re.compile(r"&amp;(?=(?:amp|lt|gt|quot|apos|#\d+);)")


def as_tag(match: re.Match[str]) -> str:
    """Return a tag that HTML knows, and anything else as it was."""
    name = match[1].replace("{", "").replace("}", "")  # which Zotero writes around a capital
    known = TAGS.fullmatch(f"<{name}>") or name.strip("/") in ("sup", "sub", "I")
    return f"<{name}>" if known else match[0]


def without_html(tex: str) -> str:
    """Take out the tags and entities that Crossref writes."""
    if "&" not in tex and "<" not in tex:
        return tex
    tex = HELD.sub(r"\1", tex) if "<!" in tex else tex
    tex = CAPITAL.sub(_small, tex) if "</" in tex else tex
    if "<<" in tex and ">>" in tex:  # no tags, but quotation marks, as TeX writes them
        tex = tex.replace("<<", "«").replace(">>", "»")
    if "< " in tex or "</ " in tex:
        tex = BROKEN.sub(lambda m: f"<{m[1]}" if m[1] else m[2] + m[3], tex)
    tex = APART.sub(lambda m: m[1] or m[2] or "", tex) if "<" in tex else tex
    tex = scripted(tex) if "<msu" in tex or "<mml:" in tex or "<mfrac" in tex else tex
    tex = ENDING.sub(lambda m: ORDINALS.get(m[1], m[1]), tex) if "<sup>" in tex else tex
    tex = UNENDED.sub(r"&\1;", tex) if "&" in tex else tex
    text = CROSSREF.sub(lambda m: f"&{m[1].translate(SIGNS)};", tex)
    text = TWICE.sub("&", text) if "&amp;" in text else text
    text = re.sub(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d?);", _entity, text)
    text = BREAK.sub(" ", text) if "<" in text else text
    return TAGS.sub("", RAISED.sub(lambda m: raised(m[2], lower=m[1] == "sub"), text))


def _small(match: re.Match[str]) -> str:
    name = match[1].lower()
    return f"<{name}>{CAPITAL.sub(_small, match[2])}</{name}>"


def _entity(match: re.Match[str]) -> str:
    if (sign := html.unescape(match[0])) in ("\\", "{", "}"):
        raise UnknownTex(f"would show {sign!r} to readers; write it without that sign")
    return sign

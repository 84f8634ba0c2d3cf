r"""The values of an entry as readers copy them: such that BibTeX, biber and Pandoc read the same.

What only this reader understands is put in the words of all: an address as it is opened, a DOI
alone, a journal of the AAS by its name, HTML as TeX, and a sign that TeX would not print escaped.

>>> quoted("title", "50% of <i>Quercus</i> &amp; CO<sub>2</sub>")
'{50\\% of \\emph{Quercus} \\& CO\\textsubscript{2}}'
>>> quoted("doi", "{https://doi.org/10.1000/a\\_b}"), quoted("journal", "\\aap")
('"10.1000/a_b"', '"Astronomy and Astrophysics"')
>>> quoted("issn", "{1234-5679}"), quoted("date", "{2019-03-00}")
('"1234-5679"', '"2019-03"')
"""

from __future__ import annotations

import html
import re
from unicodedata import normalize

from folio.core.bibtex.links.dois import dois
from folio.core.bibtex.links.identifiers import addresses
from folio.core.bibtex.links.leads import BESIDE, ON_DISK
from folio.core.bibtex.people.person import wrapped
from folio.core.bibtex.when.appeared import when
from folio.core.bibtex.when.visits import day_of
from folio.core.tex.decoder import plain
from folio.core.tex.tables import JOURNALS
from folio.core.tex.tags import BREAK, TAGS
from folio.core.tex.unknown import UnknownTex

#: Fields that biblatex takes as they are, without any TeX.
VERBATIM = frozenset(
    ("url", "doi", "eprint", "adsurl", "archiveurl", "mrnumber", "zblnumber", "bibcode", "hal_id")
)
#: Numbers, days and words of biblatex, whose outer braces some program takes for signs of theirs.
BARE = (VERBATIM - {"url", "doi"}) | frozenset(
    (
        *("date", "origdate", "urldate", "year", "isbn", "issn", "pmid", "pmcid", "type", "eid"),
        *("langid", "language", "eprinttype", "archiveprefix", "eprintclass", "primaryclass"),
    )
)
DAYS = frozenset(("date", "origdate", "urldate"))
#: A day or a span as biblatex knows them.
_ISO = r"-?\d{2}[\dXu]{2}(?:-(?:0[1-9]|[1-9]\d)){0,2}(?:T[\d:Z+-]*)?[?~%]?"
ISO = re.compile(rf"{_ISO}(?:/(?:{_ISO}|\.\.)?)?|(?:\.\.)?/{_ISO}")
#: The month or the day that a program does not know: 2019-00-00.
UNKNOWN = re.compile(r"(?:-00)+$")
#: A sign that TeX takes for a comment or for a table, and what holds its signs as they are.
SIGN = re.compile(
    r"\\(?:url|path|nolinkurl|href)\s*\{[^{}]*\}|\\.|&#?[A-Za-z0-9]{2,8};|[%&#]", re.DOTALL
)
JOURNAL = re.compile(rf"\\({'|'.join(JOURNALS)})(?![A-Za-z])(?:\{{\}})?")
#: What HTML marks, by what TeX has for it.
MARKS = {
    **{"i": "emph", "em": "emph", "it": "emph", "italic": "emph", "b": "textbf", "bold": "textbf"},
    **{"strong": "textbf", "sub": "textsubscript", "inf": "textsubscript"},
    **{"sup": "textsuperscript", "scp": "textsc", "sc": "textsc", "u": "underline"},
}
MARKED = re.compile(rf"<(?:jats:)?({'|'.join(MARKS)})>([^<>]*)</(?:jats:)?\1>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:amp;)?(#\d+|#x[0-9a-f]+|[a-z]{2,8}\d?);", re.IGNORECASE)
TEX = {"&": r"\&", "%": r"\%", "#": r"\#", "$": r"\$", "_": r"\_", "<": r"{\textless}"}
TEX |= {">": r"{\textgreater}", "\\": "", "{": "", "}": "", "\xa0": "~"}
#: What shows that an address is not written as it is opened.
UNLIKE = re.compile(r"[\\{}\s\"<>]|^www\.|&(?:amp|#38);|[.,;)]$")
#: What may not stand in a key of every program.
NO_KEY = re.compile(r"""[^\w!$&'()*+\-./:;=?@\[\]]""")


def key(text: str) -> str:
    """Return a key that each program reads: what one of them takes for a sign is a hyphen.

    >>> key("10.1002/(SICI)1<2::AID>3.0;2-X"), key("o’neill#2"), key("lin:2020_a")
    ('10.1002/(SICI)1-2::AID-3.0;2-X', 'o-neill-2', 'lin:2020_a')
    """
    return NO_KEY.sub("-", text if text.isascii() else normalize("NFC", text))


def quoted(name: str, text: str) -> str:
    """Return the value of a field between its marks."""
    while text[:1] == "{" and name in BARE and wrapped(text):
        text = text[1:-1].strip()
    if name == "year" and len(text) == 5 and text[:4].isdecimal() and text[4].islower():
        text = text[:4]  # 2019a, as some programs tell twins apart
    if name in DAYS and not ISO.fullmatch(text):
        text = _day(name, UNKNOWN.sub("", text))
    if name in ("url", "doi"):
        text = _address(text) if name == "url" else _doi(text)
    elif name not in VERBATIM and not text.isalnum():
        text = _written(text)
    return f"{{{text}}}" if '"' in text or "%" in text else f'"{text}"'


def _day(name: str, text: str) -> str:
    """Return a day or a span as biblatex writes it, if it is known as one.

    >>> _day("date", "21.08.2019"), _day("date", "about 2019"), _day("urldate", "3 May 2020")
    ('2019-08-21', 'about 2019', '2020-05-03')
    """
    if name == "urldate":
        day = day_of(text)
        return day.iso() if day else text
    try:
        said = when({"date": text})
    except ValueError:
        return text
    if said.until and said.date.year and said.sure == "{}":
        return f"{said.date.iso()}/{said.until.iso() if said.until.year else '..'}"
    return said.date.iso() if said.text == said.date.text() else text


def _doi(text: str) -> str:
    try:
        numbers = dois(text)
    except ValueError:
        return text
    return numbers[0] if len(numbers) == 1 else text


def _address(text: str) -> str:
    if text.startswith("10."):  # a DOI, which is no address yet
        return f"https://doi.org/{_doi(text)}"
    if " " in text:  # beside it may stand a file of the owner's disk
        text = ON_DISK.sub("", BESIDE.sub("", text)).strip()
    if not UNLIKE.search(text):
        return text
    try:
        several = addresses(text)
    except ValueError:
        return text
    return str(several[0]) if len(several) == 1 else text


def _written(text: str) -> str:
    """Return a text of TeX that needs no other program than TeX."""
    if "\\" in text:
        text = JOURNAL.sub(lambda m: JOURNALS[m[1]], text)
    if "<" in text or ("&" in text and ";" in text):
        text = _without_html(text)
    if r"\begin" in text:  # a table, in which "&" is a mark of TeX
        return text
    signs = "%" in text or "&" in text or "#" in text
    return SIGN.sub(_escaped, text) if signs else text


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if len(match[0]) == 1 else match[0]


def _without_html(text: str) -> str:
    """Return a text with TeX in place of HTML, if it says the same."""
    said, before = text, ""
    while said != before:
        before, said = said, MARKED.sub(lambda m: f"\\{MARKS[m[1].lower()]}{{{m[2]}}}", said)
    said = ENTITY.sub(_sign, TAGS.sub("", BREAK.sub(" ", said)))
    try:
        return said if plain(said) == plain(text) else text
    except UnknownTex:
        return text


def _sign(match: re.Match[str]) -> str:
    sign = html.unescape(f"&{match[1]};")
    return TEX.get(sign, sign if len(sign) == 1 else match[0])

"""Pages, editions and versions in words, as a reference has them."""

from __future__ import annotations

import re

from folio.core.bibtex.people.groups import words_of
from folio.core.tex.raised import ordinal

#: What already says that it is an edition, in whatever language, or says more than which.
EDITION = re.compile(
    r"\b(?:ed|eds|edn|editions?|edited|auf|aufl|auflage|[ée]d(?:itions?)?|edici[oó]n|edizione|edi[cç][aã]o|"
    r"repr|nachdr(?:uck)?|neudr(?:uck)?|reimpr(?:esi[oó]n|ess[aã]o)?|ristampa|r[ée]impr(?:ession)?|"
    r"uitgave|wyd|wydanie|изд|издание|printing|impression|reprint|version|release|ausgabe|dissertation|thesis|manuscript|draft)\b"
    r"|\w+(?:\W+\w+){4}",
    re.IGNORECASE,
)

#: The word at the end, said twice by a shop of books: New edition edition.
TWICE = re.compile(r"(\b(?:edition|edn?\.?|eds\.?))\.?,? edition$", re.IGNORECASE)
#: The same that a program has cut off: 2nd Editio.
CUT = re.compile(r"\b([Ee])di(?:t(?:io?)?)?$")
DAY = re.compile(r"\d{4}([/-])\d{1,2}\1\d{1,2}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d\d")
#: Pages in their usual form, which needs no more than its dash.
RANGE = re.compile(r"(\d+)(?:-{1,3}|–)(\d+)")
#: How many pages there are before which they are, as Infoscience has it: 16. 275-290.
COUNTED_FIRST = re.compile(r"(\d+)\. ((\d+)(?:-{1,3}|–)(\d+))")
#: The number of an article that begins with letters, which are no page: JB-00935.
APART = re.compile(
    r"(?![ivxlcdm]+[-–])([A-Z]{2,6}|[A-Za-z][a-z]{2,5})(?:-{1,2}|–)(\d{3,})", re.IGNORECASE
)
#: One page, whose end is written as well.
ONE = re.compile(r"(\w+)\s*–\s*\1")
#: What stands before pages, and words between the first and the last.
PAGES = re.compile(
    r"^(?:pp?|pgs?|pages?|páginas|págs?|seiten|[sс](?=\.)|стр)\b\.?\s*(?=[A-Z]?\d)", re.IGNORECASE
)
TO = re.compile(r"(?<=\d)\s+(?:to|through|until|bis|al?|à|до|—|–|-)\s+(?=\d)", re.IGNORECASE)
#: The tag of the last page, which a program has kept of a file of RIS: 8554 EP --, 8 LP -- 12.
LAST = re.compile(r"(?<=\d)\s+[EL]P\b[\s–-]*")
#: The number of an article with its year or with that of its journal: e01904-22,
#: oakjnl-2020-012345, 1234-567x.70033.
ARTICLE = re.compile(r"e\d{4,}-\d\d|[a-z]{3,}-\d{4}-\d{4,}|\d{4}-\d{3}[\dxX]\.\d{3,}")
#: A range said twice, and one whose dash an encoding has lost.
AGAIN = re.compile(r"(\w+)(?:-+|–)(\w+)(?:-+|–)\1(?:-+|–)\2")
LOST = re.compile(r"(\d+)\?(\d+)")
#: The number of an article among pages, as MathSciNet writes it, and how many pages it has.
NUMBER_OF = re.compile(
    r"(?:paper|art(?:icle|\.)?)\s*(?:(?:no\.?|id)\s*-?\s*|(?=.*,))([\w.-]*\d[\w.-]*)(?:,\s*(\d+)(?:\s*pp?\.?)?)?",
    re.IGNORECASE,
)
#: The same without the word for it, of a number that is too long for a page: 1750012, 105.
LONG = re.compile(r"(\d{6,}),\s*(\d{1,3})(?:\s*pp?\.?)?")
#: A number with the name of its journal, whose hyphens some programs take for dashes.
NAMED = re.compile(r"[A-Za-z]{3,}\.[\w.]*\d(?:--?|–)\d\S*$")
#: A full stop behind all of them.
STOPPED = re.compile(r"(?:\)|\d[-–]+\d+)\.$")
_PAGES = r"pages|sider|sidor|seiten|páginas|pagine|págs?\."
#: How many pages a book has, and not which: xii+132; xix, 544, 47 p.; 283 s.
TOTAL = re.compile(
    rf"[ivxlc]+\s*[+,]\s*(?:\d+,\s*)*\d+(?:\s*(?:pp?\.?|{_PAGES}))?"
    rf"|\d+(?:\s*(?:pp?\.?|{_PAGES})|\s+s\.)\s*-*",
    re.IGNORECASE,
)
COUNTED = re.compile(rf"\s*(?:pp?\.?|{_PAGES}|\bs\.)\s*-*$", re.IGNORECASE)
#: What is printed of fewer pages is no book.
A_BOOK = 49
#: Pages that count within a chapter or an article: 2-1--2-9, 123456-1--123456-9.
WITHIN = re.compile(r"(\w+)-(\d+)\s*(?:-{1,3}|–)\s*\1-(\d+)")
ROMAN = re.compile(r"([ivxlc]+)-{1,2}([ivxlc]+)", re.IGNORECASE)


def pages(text: str) -> str:
    """Return pages with the dash of a range.

    >>> pages("775-783"), pages("L45-L48"), pages("A-12"), pages("041115(R)"), pages("e01904-22")
    ('775–783', 'L45–L48', 'A-12', '041115(R)', 'e01904-22')
    >>> pages("34--34"), pages("L5–L5"), pages("7--??"), pages("1602--n/a")
    ('34', 'L5', '7', '1602')
    >>> pages("2-1--2-9"), pages("012345-1-012345-9"), pages("xv-xx")
    ('2-1–2-9', '012345-1–012345-9', 'xv–xx')
    >>> pages("pp. 51 to 58"), pages("S. 51 bis 58"), pages("S12")
    ('51–58', '51–58', 'S12')
    >>> pages("143--153--143--153"), pages("925?933"), pages("082513 (14 pp.).")
    ('143–153', '925–933', '082513 (14 pp.)')
    >>> pages("93-101."), pages("12 ff."), pages("4."), pages("8554 EP  -"), pages("12 EP -- 19")
    ('93–101', '12 ff.', '4.', '8554', '12–19')
    >>> pages("908 LP -- 912"), pages("18--1"), pages("18--9"), pages("9. 11--19")
    ('908–912', '18-1', '18–9', '11–19')
    """
    if told := _at_once(text):
        return told
    if found := LOST.fullmatch(text) or AGAIN.fullmatch(text):
        text = f"{found[1]}–{found[2]}"
    text = PAGES.sub("", text[:-1] if text.endswith(".") and STOPPED.search(text) else text)
    text = LAST.sub("–", text) if "P" in text else text
    text = TO.sub("–", re.sub(r"(?<=\d) pp\.?$", "", text))
    if within := WITHIN.fullmatch(text):
        return f"{within[1]}-{within[2]}–{within[1]}-{within[3]}"
    text = ROMAN.sub(r"\1–\2", text) if ROMAN.fullmatch(text) else text
    text = re.sub(r"(?<=[\w.])\s*[-–—]+(?:[\s?]*|n/a)$", "", text)  # an end that nobody knew
    if not text.isascii():  # the minus of a table, and the waves of Japan
        text = re.sub(r"(?<=\d)\s*[−‑〜～]\s*(?=\d)", "–", text)
    text = re.sub(r"\b([A-Za-z]{1,3})(\d+)\s*[-‐]\s*(?=\1\d)", r"\1\2–", text)
    text = re.sub(r"(?<=\d)([a-z])\s*-+\s*(?=\d+\1$)", r"\1–", text)
    text = re.sub(r"(?<=\d)\s*(?:-{1,3}|-*[–—‐][-–—‐]*)\s*(?=\d)", "–", text.replace("--", "–"))
    return ONE.sub(r"\1", text) if ONE.fullmatch(text) else text


def _numbered(where: str) -> re.Match[str] | None:
    """Return the number of an article and how many pages it has, as MathSciNet writes them."""
    if where[:1] in "PpAa":
        return NUMBER_OF.fullmatch(where)
    return LONG.fullmatch(where) if "," in where else None


def _at_once(text: str) -> str:
    """Return pages in their usual form and the number of an article; nothing of others."""
    if usual := RANGE.fullmatch(text):
        within = (len(usual[1]), len(usual[2])) == (2, 1) and "0" < usual[2] < usual[1][1]
        dash = "-" if within else "–"  # 18-1 is page 1 of chapter 18, but 18–9 ends at 19
        return usual[1] if usual[1] == usual[2] else f"{usual[1]}{dash}{usual[2]}"
    if text[:1].isalpha() and (numbered := APART.fullmatch(text)):
        return f"{numbered[1]}-{numbered[2]}"
    if ARTICLE.fullmatch(text):
        return text
    if ". " in text and (counted := COUNTED_FIRST.fullmatch(text)):
        there = int(counted[4]) - int(counted[3]) + 1
        return _at_once(counted[2]) if abs(there - int(counted[1])) < 2 else ""
    if "." in text and NAMED.match(text):
        return text.replace("--", "-").replace("–", "-")
    return ""


def located(where: str, number: str) -> tuple[str, str]:
    """Return the pages of a work, and its number in its journal where they do not say it.

    >>> located("1--10", "60"), located("24:1-24:10", "24"), located("7", "8"), located("", "60")
    (('1–10', '60'), ('24:1–24:10', ''), ('7', ''), ('60', ''))
    >>> located("19", "914719"), located("1", "91471F")  # of SPIE, as the ADS has them
    (('914719', ''), ('91471F', ''))
    """
    if number and re.fullmatch(r"\d{1,2}", where) and re.fullmatch(r"\d{4}\w{2,}", number):
        where = number
    if of_article := _numbered(where):
        return "", of_article[1]
    if not number:
        return pages(where), ""
    said = {part.lstrip("0").lower() for part in re.findall(r"\w+", where)}
    apart = re.search(r"\w\s*[-–—]+\s*\w", where)
    is_new = apart and number.lstrip("0").lower() not in said
    return pages(where or number), number if is_new else ""


def going_down(where: str) -> str:
    """Return what is said of pages whose last comes before the first.

    >>> going_down("553–549"), going_down("549–53"), going_down("4-1")
    ("has pages that go down (got '553–549'); write the first before the last", '', '')
    """
    first, _, last = where.partition("–")
    if first <= last or len(first) != len(last) or len(last) < 3:
        return ""
    if not RANGE.fullmatch(where):
        return ""
    return f"has pages that go down (got {where!r}); write the first before the last"


def edition(text: str) -> str:
    """Return an edition in words: ``2nd edition``."""
    if text.isdecimal() and len(text) < 4:  # else it is called after its year
        text = ordinal(str(int(text)))
    if not text or DAY.fullmatch(text):  # on which a shop has put it on sale
        return ""
    text = CUT.sub(r"\1dition", text)
    text = TWICE.sub(r"\1", text) if text.endswith(" edition") else text
    text = re.sub(r"^(.+), \1$", r"\1", text) if ", " in text else text
    text = re.sub(r"(?i)(?<=edition)[\s./,;:]+$", "", text)
    return f"{text} edition" if text and not EDITION.search(text) else text


#: What stands before the number of a version.
CALLED = re.compile(r"^(?:version |v\.? ?)(?=[0-9])", re.IGNORECASE)
#: The keys with which biblatex calls a series of a journal that begins anew.
SERIES = {"newseries": "new series", "oldseries": "old series"}


def series_of(text: str, kind: str, title: str = "") -> str:
    """Return a series as it is called, of a journal by its number.

    ScienceDirect calls it after the ``title`` of a lone paper, which says nothing.

    >>> series_of("2", "article"), series_of("newseries", "article"), series_of("2", "book")
    ('2nd series', 'new series', '2')
    """
    if text and kind == "article" and words_of(text) == words_of(title):
        return ""
    if kind in ("article", "periodical") and text.isdecimal():
        return f"{edition(text).removesuffix(' edition')} series"
    return SERIES.get(text.lower(), text)


def chapter(text: str, kind: str) -> str:
    """Return which chapter of its whole a work is; of what has none it is a section of a site.

    >>> chapter("3", "misc"), chapter("On Oaks", "incollection"), chapter("New Results", "misc")
    ('3', 'On Oaks', '')
    """
    section = kind in ("misc", "online", "unpublished") and not re.search(r"\d|^[IVXLC]+\b", text)
    return "" if kind == "article" or section else text


def version(text: str) -> str:
    """Return which version of a program or of data it is.

    >>> version("v1.2"), version("1.2"), version("Release 3")
    ('version 1.2', 'version 1.2', 'version Release 3')
    """
    return f"version {CALLED.sub('', text)}" if text else ""


def total(counted: str, where: str, *, alone: bool = False, book: bool = False) -> tuple[str, str]:
    """Return where a work stands in a volume, and how many pages it has.

    What stands ``alone``, as a thesis does, is in no volume: its only number is how many.
    So is that of a ``book``, unless it is so small that it may be the page of a quotation.

    >>> total("", "xii+132"), total("xii+132 pp.", ""), total("9", "1--9"), total("", "10 pp.-")
    (('', 'xii+132'), ('', 'xii+132'), ('1--9', '9'), ('', '10'))
    >>> total("", "132", alone=True), total("", "461", book=True), total("", "12", book=True)
    (('', '132'), ('', '461'), ('12', ''))
    """
    fewest = 10 if alone else A_BOOK if book else 10_000
    if not counted and where.isdecimal() and len(where) < 5 and int(where) >= fewest:
        return "", where
    if not counted and (not where or RANGE.fullmatch(where)):
        return where, ""
    if not counted and (of_article := _numbered(where)):
        counted = of_article[2] or ""
    if not counted and TOTAL.fullmatch(where):
        counted, where = where, ""
    return where, COUNTED.sub("", counted)


def editions(edited: str, versioned: str) -> str:
    """Return which edition and which version of a work it is.

    >>> editions("2", "1.0"), editions("", "1.0")
    ('2nd edition, version 1.0', 'version 1.0')
    """
    return ", ".join(filter(None, (edition(edited), version(versioned))))

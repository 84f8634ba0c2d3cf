"""The fields of an entry: those of biblatex under the names of BibTeX, and what may be shown.

What a reference manager notes for its owner, and whatever a tool adds tomorrow, stays in the
house: readers get the fields of ``PUBLIC`` and no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from folio.core.archives import shown
from folio.core.bibtex.entries.copied import key, quoted
from folio.core.bibtex.entries.once import LONG, TITLES, without_echo
from folio.core.bibtex.entries.raw_entry import RawEntry
from folio.core.bibtex.entries.renamed import RENAMED, TYPES
from folio.core.bibtex.people.person import wrapped
from folio.core.bibtex.when.months import bare_month
from folio.core.bibtex.when.states import STATES
from folio.core.dates import MONTHS
from folio.core.editing import FURTHER, PARTS_IN
from folio.core.month_names import number_of
from folio.core.tex.decoder import plain
from folio.core.tex.repairs import readable
from folio.core.tex.unknown import UnknownTex

#: What a reference needs, of BibTeX and of biblatex; all else is nobody else's business.
PUBLIC = frozenset(
    (
        *(
            "title",
            "subtitle",
            "titleaddon",
            "booktitle",
            "booksubtitle",
            "booktitleaddon",
            "maintitle",
            "journal",
        ),
        *(
            "mainsubtitle",
            "journaltitle",
            "shortjournal",
            "journalsubtitle",
            "issuetitle",
            "eventtitle",
            "series",
            "volume",
        ),
        *("assignee", "nationality", "entrysubtype"),
        *(
            "volumes",
            "number",
            "issue",
            "part",
            "chapter",
            "edition",
            "version",
            "pages",
            "eid",
        ),
        *("pagetotal", "articleno", "numpages", "year", "month", "day", "date", "origdate"),
        *("publisher", "organization", "institution", "school", "address", "location", "venue"),
        *("howpublished", "type", "note", "pubstate", "language", "langid", "collaboration", "doi"),
        *("isbn", "issn", "isrn", "eprint", "eprinttype", "eprintclass", "archiveprefix", "holder"),
        *("primaryclass", "pmid", "pmcid", "hal_id", "mrnumber", "zblnumber", "bibcode", "adsurl"),
        *(
            "url",
            "urldate",
            "urlaccessdate",
            "archiveurl",
            "author",
            "bookauthor",
            "editor",
            "editortype",
            "translator",
            *PARTS_IN,
            *FURTHER,
            *FURTHER.values(),
            "addendum",
        ),
    )
)
#: Of which only some values are for readers: a month that is one, a kind that biblatex knows.
SOME: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("month", "day"), lambda text: text.strip("0")),
    "entrysubtype": ("newspaper", "magazine").__contains__,
}
#: Types that only some programs know, by those that all do.
_RARE = "conference inproceeding proceeding phd masterthesis masters webpage workshop journal"
COMMON = {name: TYPES[name] for name in (*_RARE.split(), "journalarticle", "data")}
#: Those of them that are words.
TEXTS = frozenset(
    (
        *("title", "subtitle", "booktitle", "booksubtitle", "maintitle", "journal", "series"),
        *("journaltitle", "journalsubtitle", "note", "howpublished", "publisher", "edition"),
        *("shortjournal", "addendum"),
    )
)
#: Kinds of which BibTeX asks no title, and those whose title may stand as that of a book.
UNTITLED = frozenset(("misc", "online", "unpublished"))
WHOLES = frozenset(("book", "proceedings"))
ADDRESS = re.compile(r"https?://[^\s{}\\]+|\\(?:url|href|cite)\b")
#: The title of a chapter, where a number or the word for one could stand.
TITLED = re.compile(
    r"(?!(?:ch|chap|chapter|chapitre|cap|capítulo|capitolo|kap|kapitel|sec|section|part|teil|vol)\b"
    r"\.?\s*(?:\d|[IVXLC]+\b))(?=.*\w\w\s+\w+\S*\w)",
    re.IGNORECASE,
)
#: A comma or a colon at the end, behind which nothing comes.
TRAILING = re.compile(r"(?<!\\)[,:][\s,:]*$")
#: What a catalogue prints behind a title that goes on: a subtitle, who has made it.
UNFINISHED = re.compile(r"(?<=[\w)}\]'\"”])(?:\s*:|\s+/)$")
#: The year of a month, before it, as the Web of Science has it.
BEFORE_MONTH = re.compile(r"^\d{4}[ -](?=[A-Za-z])")
#: The same behind it, and the words between a day and its month.
AFTER_MONTH = re.compile(r"(?:(?<=[A-Za-z]{3})[\s~,]+|(?<=\d),\s*)(?:19|20)\d{2}$")
LINKED = re.compile(r"\s+(?:de|del|of|den)\s+(?=[^\W\d_])")
#: The mark of a footnote behind a title, and of no name: Old Oaks*, but not C*.
THANKS = re.compile(
    r"(?:(?<=[a-zß-ÿ]{3})|(?<=[a-zß-ÿ]{2}[”’?!])|(?<=[a-zß-ÿ]\}\}[?!]))(\}*)(?:\*|\$\^\{?(?:\*|\\ast|\\dagger)\}?\$|\\textsuperscript\{\*\})$"
    r"|(?<=\w)\s*[∗†☆✩]$|(?<=\w)(\}*)\s*\\ding\{7[35]\}$"
)
#: With what a title that has one ends.
ENDS = ("*", "∗", "†", "☆", "✩", "$", "}")
ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th)\b")
#: A word beside numbers and signs, which stand between months.
WORD = re.compile(r"([^\W\d_]+)\.?")
#: What says last where a work appeared.
LAST = ("organization", "holder", "publisher")
PARTS = frozenset(("inproceedings", "incollection", "inbook", "conference", "inreference"))
COUNTS = ("issue", "articleno")  #: numbers of programs, which BibTeX and biber know otherwise


def normal(fields: Mapping[str, str], kind: str = "") -> dict[str, str]:
    """Return fields under the names of BibTeX, without the outer braces that say nothing."""
    said: dict[str, str] = {}
    for name, value in fields.items():
        bare = value
        while bare[:1] == "{" and name not in ("author", "editor", "translator") and wrapped(bare):
            bare = bare[1:-1].strip()
        if name in TEXTS:
            bare = readable(bare)
            ends = (",",) if "journal" in name else (",", ":")
            bare = TRAILING.sub("", bare) if bare.rstrip()[-1:] in ends else bare
        said[name] = bare
    for name, other in RENAMED.items():
        if said.get(name) and not said.get(other):
            said[other] = said[name]
    for name in ("title", "booktitle", "journal", "maintitle"):
        sub = said.get("subtitle" if name == "title" else f"{name.removesuffix('title')}subtitle")
        if sub and said.get(name):
            mark = " " if said[name].rstrip(" }").endswith(("?", "!", ":")) else ": "
            said[name] = f"{said[name]}{mark}{sub}"
    if (addon := said.get("booktitleaddon")) and said.get("booktitle"):
        said["booktitle"] = f"{said['booktitle']}, {addon}"
    if said.get("title", "")[-1:] in (":", "/"):
        said["title"] = UNFINISHED.sub("", said["title"])
    elif said.get("title", "").endswith(("?.", "!.")):  # as programs end every title
        said["title"] = said["title"][:-1]
    elif said.get("title", "")[-1:] in ENDS:
        said["title"] = THANKS.sub(r"\1\2", said["title"])
    return _in_its_whole(said, kind)


def _in_its_whole(fields: dict[str, str], kind: str) -> dict[str, str]:
    """Return fields in which a work in several volumes stands before the title of the volume.

    The journal of which a book of papers is an issue is its series.
    """
    if kind in PARTS and fields.get("journal") not in (None, "", fields.get("booktitle", "")):
        fields.setdefault("series", fields["journal"])
    if whole := fields.get("maintitle", ""):
        if fields.get("booktitle"):
            fields["booktitle"] = f"{whole}: {fields['booktitle']}"
        else:
            fields["series"] = ", ".join(filter(None, (fields.get("series"), whole)))
    return fields


def titled(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return fields with a title, where another field of an entry without one is clearly it.

    >>> titled({"howpublished": "Talk in Somewhere"}, "misc")
    {'title': 'Talk in Somewhere'}
    >>> titled({"title": "Trees", "chapter": "On Oaks"}, "inbook")
    {'title': 'On Oaks', 'chapter': '', 'booktitle': 'Trees'}
    >>> titled({"booktitle": "Trees", "chapter": "On Oaks"}, "inbook")
    {'booktitle': 'Trees', 'chapter': '', 'title': 'On Oaks'}
    """
    said = dict(fields)
    chapter = said.get("chapter", "").strip("{} ") if kind == "inbook" else ""
    if TITLED.match(chapter):
        whole, part = (said.get(name, "").strip("{} ") for name in ("booktitle", "title"))
        if bool(whole) != bool(part):
            said["booktitle"], said["title"], said["chapter"] = whole or part, chapter, ""
    if said.get("title", "").strip("{} "):
        return said
    names = ["shorttitle", *(("booktitle", "maintitle") if kind in WHOLES else ())]
    for name in (*names, *(("howpublished", "note") if kind in UNTITLED else ())):
        text = said.get(name, "").strip("{} ")
        if text and not ADDRESS.search(text) and not text.lower().startswith(STATES):
            return {"title": said.pop(name), **{n: t for n, t in said.items() if n != "title"}}
    address = re.search(r"https?://[^\s{}\\]+", said.get("url") or said.get("howpublished", ""))
    if kind in UNTITLED and address and "doi.org/10." not in address[0]:
        said["title"] = shown(address[0])
    return said


def untitled(fields: Mapping[str, str], kind: str) -> bool:
    """Tell whether an article is found without a title, as chemists and physicists cite it.

    >>> at = {"author": "Ada Lin", "journal": "J. Oak", "volume": "7"}
    >>> untitled({**at, "pages": "1--9"}, "article"), untitled(at, "article")
    (True, False)
    """
    placed = [bool(fields.get(name)) for name in ("volume", "pages", "articleno")]
    written = fields.get("journal") and fields.get("author")
    return bool(kind == "article" and written) and sum(placed) > 1


def public_bibtex(entry: RawEntry, fields: Mapping[str, str], people: Mapping[str, str]) -> str:
    """Return the entry that readers copy: values as every program reads them, months as macros.

    ``people`` are the fields of names, each name with its family first.
    """
    shown = {**people, **{name: text for name, text in fields.items() if name not in people}}
    lines = [
        f",\n    {(name in COUNTS and _known(name, shown)) or entry.spelled.get(name, name)}"
        f" = {_value(name, text)}"
        for name, text in shown.items()
        if name in PUBLIC and text and (name not in SOME or SOME[name](text.strip("{} ")))
    ]
    kind = COMMON.get(entry.type, entry.type)
    return f"@{kind}{{{key(entry.key)}{''.join(lines)}\n}}\n"


def _known(name: str, fields: Mapping[str, str]) -> str:
    """Return another name by which BibTeX and biber know a field, for a number of some program.

    An issue with a name is one, and what the ACM counts stays as its style knows it.
    """
    if name == "issue" and not fields.get("number"):
        return "number" if fields[name].strip("{} ")[:1].isdecimal() else ""
    acm = fields.get("numpages") or fields.get("eid")
    return "eid" if name == "articleno" and not acm else ""


def _value(name: str, text: str) -> str:
    if name in TITLES and len(text) > LONG:
        text = without_echo(text)
    if name in TEXTS and "backslash" in text:
        text = readable(text)
    return (name == "month" and _macro(text)) or quoted(name, text)


@lru_cache(maxsize=1024)
def _macro(text: str) -> str:
    """Return a month by its macro, and what stands beside it: ``jul # "~4"``.

    >>> _macro("July--August"), _macro("{15~March}"), _macro("Spring")
    ('jul # "--" # aug', '"15~" # mar', '')
    """
    bare = AFTER_MONTH.sub("", BEFORE_MONTH.sub("", text.strip(" {}.")))
    bare = bare_month(LINKED.sub(" ", bare), 0).removesuffix("月").removesuffix("월")
    if re.fullmatch(r"0?[1-9]|1[0-2]", bare, re.ASCII):
        return _short(int(bare))
    if number := _named(bare):
        return _short(number)
    parts = WORD.split(ORDINAL.sub(r"\1", bare).replace(" ", "~"))
    months = [_named(part) for part in parts[1::2]]
    if not months or not all(months) or re.search(r"[\\{}]", bare):
        return ""
    said = [f'"{part}"' for part in parts]
    said[1::2] = [_short(month) for month in months]
    return " # ".join(part for part in said if part != '""')


def _short(month: int) -> str:
    return MONTHS[month - 1][:3].lower()


def _named(text: str) -> int:
    try:
        return number_of(plain(text)) if text else 0
    except UnknownTex:
        return 0


def venues(fields: Mapping[str, str], kind: str = "") -> Iterator[tuple[str, str]]:
    """Yield where a work may have appeared, the best first: the field and what it says.

    A part that is in a series, as Papers calls its book, is in nobody's house.
    """
    names = ("journal", "booktitle") if kind == "article" else ("booktitle", "journal")
    last = () if kind in PARTS and fields.get("series") else LAST
    for name in (*names, "eventtitle", "howpublished", "school", "institution", *last):
        if fields.get(name):
            yield name, fields[name]

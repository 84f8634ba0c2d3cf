"""A source as every view shows it: an entry of the bibliography in words, without any TeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from folio.core.bibtex.people.persons import Name
from folio.core.bibtex.when.in_year import UNDATED
from folio.core.dates import Date
from folio.core.directions import isolated, listed
from folio.core.editing import CLOSED, enumerated, mark, sentence, stopped
from folio.core.work_types import BOOKS, JOURNALS, KINDLESS, PARTS, THESES


class Reference(NamedTuple):
    """A reference as every view prints it: authors, title, the mark after it, and the rest.

    >>> Reference("Ada Lin.", "Trees", ".", "Letters 12(3), 45–67, 2020.").text
    'Ada Lin. Trees. Letters 12(3), 45–67, 2020.'
    """

    authors: str
    title: str
    mark: str
    imprint: str

    @property
    def text(self) -> str:
        """The reference on one line, without any markup."""
        return " ".join(filter(None, (self.authors, f"{self.title}{self.mark}", self.imprint)))


@dataclass(frozen=True, slots=True)
class Source:
    """One entry: what is cited, by whom, when and where to find it.

    A date of the year 0 is none: ``when`` says in words what the entry says instead of a year,
    and ``state`` that a work is not yet published. Of an undated one ``visited`` is when it was.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    families: tuple[str, ...]
    date: Date
    venue: str
    pages: str
    shorthand: str
    links: tuple[tuple[str, str], ...]
    bibtex: str
    type: str = ""
    names: tuple[Name, ...] = ()
    publisher: str = ""
    place: str = ""
    volume: str = ""
    number: str = ""
    series: str = ""
    note: str = ""
    isbn: str = ""
    doi: str = ""
    eprint: str = ""
    url: str = ""
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    edition: str = ""
    genre: str = ""
    event: str = ""
    collaboration: str = ""
    archived: str = ""
    issn: str = ""
    printed: str | None = None
    year: str = ""
    until: Date | None = None
    state: str = ""
    visited: Date | None = None
    #: What is printed behind the title, and is no part of it.
    addon: str = ""
    #: Its number among the articles of a volume, where the pages count within it.
    article: str = ""
    #: How the issue of a journal is called, beside its number.
    issued: str = ""
    #: Which chapter of a book it is.
    chapter: str = ""
    #: How many pages it has.
    total: str = ""
    #: As what its editors have worked, if not as editors; whose the book is of which it is a part.
    role: str = ""
    whose: tuple[Name, ...] = ()
    #: Who has a part in it beside them, each with what stands before the names.
    others: tuple[tuple[str, tuple[Name, ...]], ...] = ()
    #: How many volumes it has, and the meeting at which it was held, beside its proceedings.
    volumes: str = ""
    meeting: str = ""
    #: Which field names the whole of which the work is a part, if its venue is no publisher or way.
    contained: str = ""
    subtype: str = ""
    #: The title with its formulas: text, TeX, text, …; nothing if it has none.
    formulas: tuple[str, ...] = ()

    @property
    def printed_authors(self) -> tuple[str, ...]:
        """The authors as a reader meets them: BibTeX's "and others" is "et al."."""
        return tuple("et al." if name == "others" else name for name in self.authors)

    @property
    def when(self) -> str:
        """When it appeared, or what its entry says instead: "in press", "n.d."."""
        return self.date.text() if self.printed is None else self.printed

    @property
    def imprint(self) -> str:
        """Where and when it appeared: venue, volume, pages and date, as far as they are known."""
        if self.genre and self.type not in KINDLESS:
            where = self._of_a_kind()
        else:
            where = self._of_a_book() if self.type in BOOKS else self._of_a_part()
        parts = [part for part in (*where, *self.part, self.archived) if part]
        if parts and self.when[-4:].isdecimal():  # which a venue may say as well: J. of Oaks, 2020
            parts[-1] = parts[-1].removesuffix(f", {self.when[-4:]}")
        return ", ".join(part for part in (*parts, self.when) if part)

    def _of_a_kind(self) -> Iterable[str]:
        """Return where a thesis, a report or a patent is from."""
        venue, series = isolated(self.venue), isolated(self.series)
        kind = self.genre.removesuffix(self.number).removesuffix("no. ").strip()
        series = "" if series == venue or (kind and kind in series) else series
        told = re.search(r"\d|^\w+$", self.volume)  # and not: Master in Forestry
        volume = f"vol. {self.volume}" if told else self.volume
        if series and self.type in THESES:  # a report has its number as its own
            series, volume = f"{series} {self.volume or self.number}".strip(), ""
        genre = " ".join(filter(None, (self.genre, self.numbered_alone)))
        place = "" if self.type == "patent" else isolated(self.place)
        return genre, self.edition, series, volume, venue, *self.makers, place

    def _of_a_book(self) -> Iterable[str]:
        """Return which book it is of a series, and who made it where."""
        venue, series = isolated(self.venue), isolated(self.series)
        alone = f"vol. {self.issue}" if self.volume else self.numbered_alone
        volume = f"{series} {self.issue}".strip() if self.series else alone
        *people, made = self.makers
        count = f"{self.volumes} vols." if self.volumes.isalnum() else self.volumes
        venue = "" if venue == series else venue
        if self.contained and not (self.volume or self.series):
            venue = f"{venue} {self.issue}".strip()
        event = "" if self.event == self.place or self.event in self.title else self.event
        where = (event, venue) if self.venue == self.publisher else (venue, event)
        return self.edition, count, volume, *people, *where, made, isolated(self.place)

    def _of_a_part(self) -> Iterable[str]:
        """Return in which whole it stands, and where and by whom that was made."""
        venue, series = isolated(self.venue), isolated(self.series)
        said = not series and self.issue and self.venue.endswith(f" {self.issue}")
        numbered = " ".join(part for part in (series or venue, "" if said else self.issue) if part)
        place = "" if self.type in JOURNALS and self.contained else isolated(self.place)
        told = f", {place}," in f"{venue}," and not self.publisher
        return (
            " ".join(filter(None, (self.genre, self.numbered_alone))),
            *((venue, numbered) if series and venue != series else (numbered,)),
            f"by {enumerated(self.whose)}" if self.whose else "",
            isolated(self.issued),
            self.edition,
            isolated(self.meeting),
            self.event,
            *self.makers,
            "" if told or place in (self.event, venue) else place,
        )

    @property
    def part(self) -> Iterator[str]:
        """Which part of a whole it is, or how many pages it has."""
        if self.chapter:
            named = re.match(r"ch(?:ap(?:ter)?)?\b", self.chapter, re.IGNORECASE)
            yield self.chapter if named else f"chapter {self.chapter}"
        if self.article:
            yield f"article {self.article}"
        if self.pages:
            yield self.pages
        elif self.total:
            yield f"{self.total} pp."

    @property
    def within(self) -> bool:
        """Whether the venue is a whole of which the work is a part, and not who published it."""
        published = bool(self.venue) and self.venue == self.publisher
        return bool(self.contained) or (self.type in PARTS and not published)

    @property
    def whereabouts(self) -> str:
        """Where it appeared; before it the kind of a thesis or a patent, if it is one."""
        return ", ".join(part for part in (self.genre, isolated(self.venue)) if part)

    @property
    def makers(self) -> tuple[str, str, str]:
        """Who edited what has authors of its own, who translated it, and who published a book."""
        by = f"{sentence(self.role)} by {enumerated(self.editors)}"
        edited = by if self.editors and self.authors else ""
        others = [f"{part} {enumerated(names)}" for part, names in self.others]
        by = f"translated by {enumerated(self.translators)}" if self.translators else ""
        translated = ", ".join(filter(None, (by, *others)))
        known = self.type in JOURNALS or self.publisher in ("", self.venue)
        known = known or self.venue.endswith(f", {self.publisher}")
        of_archive = self.publisher.casefold() == "arxiv"  # which the venue or the link says
        return edited, translated, "" if known or of_archive else isolated(self.publisher)

    @property
    def issue(self) -> str:
        """The volume, and in parentheses the number in it: ``11(2)``; a number alone by itself."""
        if self.number and self.volume:
            beside = self.series and self.number[0].isalpha() and re.search(r"\d", self.number)
            return self.volume + (f", {_counted(self.number)}" if beside else f"({self.number})")
        counted = self.counts_within and re.search(r"\d", self.number)
        numbered = self.number if self.series or self.type in JOURNALS or counted else ""
        return self.volume or (numbered if self.series else _counted(numbered))

    @property
    def numbered_alone(self) -> str:
        """The number of a work that is in no series: a standard, a memorandum."""
        if self.series or self.volume or self.genre.endswith(self.number):
            return ""
        if not re.search(r"\d", self.number):  # RefWorks has there of which kind it is
            return ""
        said = f"{self.title} {self.venue} {self.note}"
        if re.search(rf"(?<!\w){re.escape(self.number)}(?!\w)", said):
            return ""
        again = self.number == self.doi or (self.eprint and self.eprint in self.number)
        return "" if again or self.counts_within else _counted(self.number)

    @property
    def counts_within(self) -> bool:
        """Whether a number is that of a part of the venue, and not of the work."""
        return bool(self.contained) or self.type in (*JOURNALS, *PARTS)

    @property
    def byline(self) -> str:
        """The authors, or the editors of what has no author, and for whom they speak."""
        names = ", ".join(map(isolated, self.printed_authors))
        if not names and self.editors:
            said = [
                "et al." if name.family == "others" else isolated(str(name))
                for name in self.editors
            ]
            names = f"{', '.join(said)} ({mark(self.role, len(said))})"
        if self.collaboration:
            names = names.replace(", et al.", " et al.")
            return f"{names} ({self.collaboration})" if names else self.collaboration
        return names

    @property
    def reference(self) -> Reference:
        """The entry in full, without its links."""
        authors = self.byline.rstrip(".")
        name = isolated(self.venue if self.contained and not self.series else self.series)
        where = self.imprint
        placed = where if name and where.startswith(name) else begun(where)
        parts = (begun(listed(self.addon)), placed, begun(listed(self.note)))
        said = [stopped(part) for part in parts if part]
        if self.visited:
            on = "on" if self.visited.day else "in"
            said.append(f"Visited {on} {self.visited.text()}.")
        stop = "" if CLOSED.search(self.title) else "."
        return Reference(authors and f"{authors}.", isolated(self.title), stop, " ".join(said))

    @property
    def label(self) -> str:
        """Return the author-year label without the letter that tells twins apart."""
        families = tuple(map(isolated, self.families or [name.family for name in self.editors]))
        who = self.shorthand or short_names(families) or self.collaboration
        who = who or isolated(re.sub(r"(?<![. ])\.$", "", self.title))
        return f"{who}, {self.year or self.date.year or self.state or UNDATED}"


def _counted(number: str) -> str:
    """Return the number of an issue, or of several, that stands without a volume.

    >>> _counted("7"), _counted("294–95"), _counted("2009/069"), _counted("S1")
    ('no. 7', 'nos. 294–95', '2009/069', 'S1')
    """
    if number.isdecimal():
        return f"no. {number}"
    few = re.fullmatch(r"(\d{1,3})\s*[-–/]+\s*(\d{1,3})", number)
    last = int(few[1][: -len(few[2])] + few[2]) if few else 0
    return f"nos. {number}" if few and 0 < last - int(few[1]) < 4 else number


def begun(sentence: str) -> str:
    """Return a sentence with a capital, unless its first word has one within: arXiv."""
    first = sentence.partition(" ")[0]
    if first == UNDATED or re.search(r"\w\.[^\W\d_]", first):  # the name of a site
        return sentence
    return sentence[:1].upper() + sentence[1:] if first.islower() else sentence


def short_names(families: tuple[str, ...]) -> str:
    """Return families as a label has them: one, two, or the first of several."""
    if len(families) > 2 or families[1:] == ("others",):
        return f"{families[0]} et al."
    return " & ".join(families)

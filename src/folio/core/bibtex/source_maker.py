"""A source made of an entry as the file has it, and every mistake of that entry with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

from folio.core.bibtex.entries.fields import PARTS, normal, public_bibtex, titled, untitled, venues
from folio.core.bibtex.entries.in_place import in_place
from folio.core.bibtex.entries.inherited import inherited
from folio.core.bibtex.entries.mistaken import meant
from folio.core.bibtex.entries.raw_entry import RawEntry
from folio.core.bibtex.entries.renamed import kind
from folio.core.bibtex.entries.scraps import cleared
from folio.core.bibtex.entries.twice import together
from folio.core.bibtex.links.dois import dois, own_doi
from folio.core.bibtex.links.identifiers import without_addresses
from folio.core.bibtex.links.numbers import BREAK, isbn, issn
from folio.core.bibtex.links.places import eprint, links
from folio.core.bibtex.links.texts import NOTES, named_links, text_and_links
from folio.core.bibtex.notes.cited import WHERE, cites, without_citations
from folio.core.bibtex.notes.programs import told
from folio.core.bibtex.people.doubts import doubt, each_once
from folio.core.bibtex.people.groups import collaboration
from folio.core.bibtex.people.keyed import with_family
from folio.core.bibtex.people.letters import with_comma
from folio.core.bibtex.people.person import NAMELESS, NOBODY
from folio.core.bibtex.people.persons import Name, Parted, as_bibtex, nobody, read_people
from folio.core.bibtex.people.turned import without_roles
from folio.core.bibtex.venues.editions import chapter, editions, going_down, located, series_of
from folio.core.bibtex.venues.editions import total as pages_of
from folio.core.bibtex.venues.genres import genre, only_kind
from folio.core.bibtex.venues.venue import (
    MADE_BY,
    alike,
    elsewhere,
    meeting,
    placed,
    published_by,
    without_state,
    without_stop,
)
from folio.core.bibtex.when.appeared import when
from folio.core.bibtex.when.in_year import NEVER, UNDATED
from folio.core.bibtex.when.states import STATES
from folio.core.bibtex.when.visits import only_visited, visit, without_visit
from folio.core.editing import FURTHER, OTHERS, edits, part
from folio.core.source import Source
from folio.core.tex.decoder import formulas, plain
from folio.core.tex.rare import lost_letter
from folio.core.tex.repairs import once
from folio.core.tex.unknown import UnknownTex
from folio.core.work_types import BOOKS, GENRES

T = TypeVar("T")
NOBODY_READ: list[tuple[Name, Parted]] = []
NOTHING: tuple[str, list[tuple[str, str]]] = ("", [])
PEOPLE = ("author", "editor", "translator", "bookauthor", *OTHERS)
WHOLES = ("journal", "booktitle", "eventtitle")
HELD = ("booktitle", "venue", "publisher")  #: beside which a place is not that of an event


class Maker:
    """Makes a source of an entry, and notes every mistake of it."""

    def __init__(self, entry: RawEntry, entries: Mapping[str, RawEntry]) -> None:
        self.entry = entry
        self.mistakes: list[str] = []
        raw = self.take(lambda: inherited(entry, entries), dict(entry.fields))
        if unsure := entry.doubtful - {"title"}:
            raw = {name: text for name, text in raw.items() if name not in unsure}
        raw = cleared(raw)
        raw = self.take(lambda: told(raw), raw)
        if cites(raw):
            without = {name: "" if name in WHERE else text for name, text in raw.items()}
            raw = self.take(lambda: without_citations(raw, entries), without)
        self.raw = raw
        self.type = kind(entry.type, raw)
        fields = normal(raw, self.type)
        fields = self.take(lambda: together(meant(fields, self.type), self.type), fields)
        self.fields = without_addresses(without_state(titled(fields, self.type)))

    def take(self, make: Callable[[], T], otherwise: T, where: str = "") -> T:
        """Return what is made, or note why it cannot be."""
        try:
            return make()
        except UnknownTex as error:
            self.mistakes.append(f"in {where!r} {error}" if where else str(error))
        except ValueError as error:
            self.mistakes.append(str(error))
        return otherwise

    def text(self, name: str) -> str:
        """Return a field as text."""
        written = self.fields.get(name, "")
        return self.take(lambda: plain(written), "", name) if written else ""

    def texts(self, names: Iterable[str]) -> dict[str, str]:
        """Return several fields as text."""
        return {name: self.text(name) if self.fields.get(name) else "" for name in names}

    def source(self) -> Source | None:
        """Return the source, or nothing if something is wrong with it."""
        if not self.fields.get("title") and not untitled(self.fields, self.type):
            self.mistakes.append("must have a title")
        said = self.plainly() | self.numbers()
        if not said["title"] and self.fields.get("title") and not self.mistakes:  # of markup only
            self.mistakes.append(f"must have a title (got {self.fields['title']!r}, without text)")
        fields = {**said, **self.persons(), **self.dated(), **self.linked()}
        fields["note"] = without_visit(fields["note"], fields["visited"])
        counted, alone = self.text("pagetotal"), self.type in (*GENRES, "techreport")
        book = self.type in BOOKS and not self.fields.get("chapter")
        where, total = pages_of(counted, self.text("pages"), alone=alone, book=book)
        where, article = located(where, self.text("articleno"))
        told = (said["title"], fields["venue"], *map(self.text, ("publisher", "address")))
        lost = dict.fromkeys(map(lost_letter, told))
        self.mistakes += filter(None, [*lost, going_down(where)])
        made = Source(
            key=self.entry.key,
            type=self.type,
            pages=where,
            article=article,
            total=total,
            issued=self.issued(),
            chapter=chapter(self.text("chapter"), self.type),
            addon=self.text("titleaddon"),
            publisher=published_by(self.texts(MADE_BY), self.type, fields["venue"]),
            place=placed(self.text("address")),
            edition=editions(self.text("edition"), self.text("version")),
            genre=self.kind(said["number"]),
            event=self.event(fields["venue"]),
            meeting=meeting(self.fields, self.text("eventtitle"), fields["venue"]),
            volumes=self.text("volumes"),
            subtype=self.raw.get("entrysubtype", ""),
            formulas=formulas(self.fields.get("title", ""), said["title"]),
            **fields,
        )
        self.mistakes = list(dict.fromkeys(self.mistakes))
        return None if self.mistakes else made

    def plainly(self) -> dict[str, str]:
        """Return the fields that are shown as they are, and in which series they are counted."""
        said = self.texts(("title", "shorthand", "volume", "number", "series"))
        said["series"] = series_of(without_stop(said["series"]), self.type, said["title"])
        if self.type != "article":
            said["volume"] = ".".join(filter(None, (said["volume"], self.text("part"))))
        return said

    def numbers(self) -> dict[str, str]:
        """Return the numbers of the book and of the journal; what is none is the field as text."""
        books, journals = (self.fields.get(name, "") for name in ("isbn", "issn"))
        numbers = {"isbn": isbn(books), "issn": issn(journals, books)}
        if books and not any(numbers.values()):
            numbers["isbn"] = self.take(lambda: plain(BREAK.sub("; ", books)), "", "isbn")
        return {**numbers, "issn": numbers["issn"] or self.text("issn")}

    def persons(self) -> dict[str, Any]:
        """Return who made it, and the entry that readers copy, which has them too."""
        given = [name for name in PEOPLE if name in self.raw and self.raw[name].strip("{} ")]
        people = {name: self.people(name) for name in given}
        written = {name: as_bibtex([one for _, one in read]) for name, read in people.items()}
        others = [name for name in given if name in OTHERS]
        for more in [name for name in others if name in FURTHER and edits(name, self.fields)]:
            people.setdefault("editor", []).extend(people.pop(more))
            others.remove(more)
        names, whose = (tuple(n for n, _ in people.get(f, ())) for f in ("author", "bookauthor"))
        return {
            "authors": tuple(str(name) if name.given else name.family for name in names),
            "families": tuple(name.family for name in names),
            "names": names,
            "editors": tuple(name for name, _ in people.get("editor", ())),
            "translators": tuple(name for name, _ in people.get("translator", ())),
            "whose": whose if whose != names else (),
            "role": self.text("editortype").lower(),
            "others": tuple((part(n, self.fields), tuple(o for o, _ in people[n])) for n in others),
            "collaboration": collaboration(self.text("collaboration"), names),
            "bibtex": public_bibtex(self.entry, in_place(self.raw, self.fields), written),
        }

    def dated(self) -> dict[str, Any]:
        """Return when it appeared."""
        date = self.take(lambda: when(self.fields), NEVER)
        printed = None if date.text == date.date.text() else date.text
        said = {"date": date.date, "printed": printed, "year": date.label}
        seen = visit(self.fields) if date.text == UNDATED else None
        return {**said, "until": date.until, "state": date.state, "visited": seen}

    def linked(self) -> dict[str, Any]:
        """Return where it appeared and is found: venue, note, identifiers and links."""
        venue, more, contained = self.venue()
        note, other = self.beside(venue)
        archive = self.take(lambda: eprint(self.fields), None, "eprint")
        places = self.take(lambda: [*links(self.fields, [*more, *other])], list[tuple[str, str]]())
        unlinked = archive and not archive.address
        return {
            **{"venue": venue, "contained": contained},
            "note": "" if self.says_only_the_state(note) or only_kind(note, self.kind()) else note,
            "links": tuple(places),
            "doi": self.doi(),
            "eprint": archive.number if archive and archive.archive == "arXiv" else "",
            "url": next((to for label, to in places if _is_address(label, to)), ""),
            "archived": f"{archive.archive}:{archive.number}" if archive and unlinked else "",
        }

    def beside(self, venue: str) -> tuple[str, list[tuple[str, str]]]:
        """Return the note and its links, and how it was published if the venue does not say it."""
        said: list[str] = []
        links: list[tuple[str, str]] = []
        for name in NOTES:
            written = self.fields.get(name, "")
            read = partial(text_and_links, written, name)
            text, pairs = self.take(read, NOTHING, name) if written else NOTHING
            links += pairs
            if not any(map(str.isalnum, text)):
                continue
            again = written == self.fields.get("title") or without_stop(text) == venue
            bodies = {without_stop(self.fields.get(one, "")) for one in ("publisher", "series")}
            if not again and (name != "note" or set(text.rstrip(".").split(". ")) - bodies):
                said.append(text)
        return ". ".join([*(part.rstrip(".") for part in said[:-1]), *said[-1:]]), links

    def doi(self) -> str:
        """Return the DOI of the work itself."""
        written = self.fields.get("doi", "")
        numbers = self.take(lambda: dois(written), list[str]()) if written else []
        return own_doi(numbers, self.fields.get("articleno") or self.fields.get("pages", ""))

    def says_only_the_state(self, note: str) -> bool:
        """Tell whether a note says no more than what stands in place of a year."""
        undated = not (self.fields.get("year") or self.fields.get("date"))
        said = note.strip(" .()").lower()
        return (undated and said in STATES) or said == self.fields.get("pubstate", "")

    def kind(self, number: str = "") -> str:
        """Return of which kind a thesis or a report is."""
        return genre("thesis" if self.entry.type == "thesis" else self.type, number, self.text)

    def people(self, name: str) -> list[tuple[Name, Parted]]:
        """Return the persons of a field, each with its name as text."""
        written = once(self.raw[name]) if "backslash" in self.raw[name] else self.raw[name]
        written = without_roles(written) if name != "author" else written
        written = with_comma(with_family(written, self.entry.key), self.entry.key)
        read: list[Parted] = self.take(lambda: read_people(written), [])
        people = self.take(lambda: [(Name.of(one), one) for one in read], NOBODY_READ, name)
        if not all(any(one) for one, _ in people):
            self.mistakes.append(NAMELESS)
        if signs := [one.family for one, _ in people if any(one) and nobody(one)]:
            self.mistakes.append(f"{NOBODY} (got {signs[0]!r})")
        people = each_once(people)
        self.mistakes += filter(None, [doubt([one for one, _ in people])])
        return people

    def venue(self) -> tuple[str, list[tuple[str, str]], str]:
        """Return where the work appeared, the links there, and which field says it of a whole.

        The ``booktitle`` of a whole is what its parts take over, and says nothing of its own.
        """
        whole = self.type in BOOKS and self.fields.get("title") and not self.fields.get("author")
        title, none = self.fields.get("title", ""), list[tuple[str, str]]()
        more = self.take(lambda: named_links(title, "title"), none)
        for name, written in venues(self.fields, self.type):
            text, pairs = self.take(partial(text_and_links, written, name), NOTHING, name)
            more += pairs
            if name == "booktitle" and whole:
                continue
            again = alike(written, title) and self.only_title()
            kind = "hesis" in text and only_kind(text, self.kind())
            if text and not (again or kind or only_visited(text)):
                return without_stop(text), more, name if name in WHOLES else ""
        return "", more, ""

    def only_title(self) -> bool:
        """Tell whether a venue that is the title again says nothing of where the work is."""
        numbered = any(self.fields.get(part) for part in ("volume", "number", "pages"))
        return self.type in BOOKS or not (self.type in PARTS or numbered)

    def issued(self) -> str:
        """Return how the issue is called, which biblatex has beside its number."""
        issue, number = self.text("issue"), self.text("number")
        named = issue if issue != number and re.search(r"[^\W\d_]{2}", issue) else ""
        return ", ".join(part for part in (named, self.text("issuetitle")) if part)

    def event(self, whole: str) -> str:
        """Return where an event took place, if the entry says so.

        That is so of its place if nothing but the event says where a work is, and of the second of
        two, as the ACM exports them: the address is that of the publisher.
        """
        only = bool(self.fields.get("eventtitle")) and not any(map(self.fields.get, HELD))
        place = without_stop(self.text("address"))
        second = without_stop(elsewhere(self.text("venue"), whole) or self.text("location"))
        other = self.fields.get("venue") or self.type in PARTS
        return place if only and place else second if other and second != place else ""


def _is_address(label: str, to: str) -> bool:
    """Tell whether a link is an address of the entry, and no identifier."""
    return not label.startswith(("doi:", "arXiv:")) and "://" in to

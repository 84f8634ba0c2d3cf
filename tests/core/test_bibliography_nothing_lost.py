"""Each field that readers may copy is shown of each type of entry, but for what is listed here."""

from __future__ import annotations

import pytest

from folio.core.bibliography import read_bibliography
from folio.core.bibtex.entries.fields import PUBLIC

#: A field, and what of it a reference, its links or its numbers have to show.
SHOWN = {
    **{"subtitle": "Subtle", "titleaddon": "Addon", "booktitle": "Wholly", "maintitle": "Mainly"},
    **{"journal": "Letters", "journaltitle": "Letters", "eventtitle": "Meeting", "series": "Row"},
    **{"volume": "71", "number": "83", "part": "59", "volumes": "67", "chapter": "37"},
    **{"pages": "4001", "pagetotal": "911", "eid": "77123"},
    **{"edition": "Fourth", "version": "5.9.3", "publisher": "Publisher", "institution": "Body"},
    **{"school": "School", "organization": "Organizer", "address": "Oslo", "location": "Bergen"},
    **{"type": "Essay", "note": "Noted", "addendum": "Added", "howpublished": "Leaflet"},
    **{"editor": "Wu", "translator": "Xu", "bookauthor": "Elm", "introduction": "Ash"},
    **{"foreword": "Ash", "afterword": "Ash", "commentator": "Ash", "annotator": "Ash"},
    **{"collaboration": "OAK", "holder": "Owner", "pubstate": "n press", "month": "March"},
    **{"isbn": "978-3-16-148410-0", "issn": "0317-8471", "doi": "10.1000/182"},
    **{"eprint": "2001.00001", "url": "https://oak.example/", "shortjournal": "Letters"},
    **{"date": "2020", "day": "9 March", "pmid": "123456", "pmcid": "PMC123456"},
    **{"articleno": "77123", "shorthand": "OakL", "booksubtitle": "Subtle"},
    **{"booktitleaddon": "Addon"},
    **{"mainsubtitle": "Subtle", "journalsubtitle": "Subtle", "issuetitle": "Special"},
    **{"issue": "Summer", "venue": "Vienna", "editortype": "ompiled by"},
    **dict.fromkeys(("editora", "editorb", "editorc"), "Wu"),
    **dict.fromkeys(("editoratype", "editorbtype", "editorctype"), "edacted by"),
}
#: How it is written, where it is written otherwise or needs another field.
WRITTEN = {
    **{"pages": "pages = {4001--4017}", "month": "month = mar", "pubstate": "pubstate = {inpress}"},
    **{"eprint": "eprint = {2001.00001}, archiveprefix = {arXiv}", "day": "day = 9, month = mar"},
    **{"booksubtitle": "booktitle = {Wholly}, booksubtitle = {Subtle}"},
    **{"booktitleaddon": "booktitle = {Wholly}, booktitleaddon = {Addon}"},
    **{"mainsubtitle": "maintitle = {Mainly}, mainsubtitle = {Subtle}"},
    **{"journalsubtitle": "journal = {J}, journalsubtitle = {Subtle}"},
    **{"editortype": "editor = {Bo Wu}, editortype = {compiler}"},
    **{f"editor{x}type": f"editor{x} = {{Wu}}, editor{x}type = {{redactor}}" for x in "abc"},
}
TYPES = {
    **{"article": "journal = {J}", "inproceedings": "booktitle = {P}"},
    **{"incollection": "booktitle = {C}", "inbook": "booktitle = {B}"},
    **dict.fromkeys(("book", "proceedings", "manual", "booklet", "reference"), "isbn = {}"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis", "techreport", "report"), "isbn = {}"),
    **dict.fromkeys(("misc", "unpublished", "online", "software", "dataset"), "isbn = {}"),
}
BOOKS = ("book", "proceedings", "manual", "booklet", "reference")
THESES = ("phdthesis", "mastersthesis", "thesis")
PARTS = ("inproceedings", "incollection", "inbook")
#: What is not shown of a type, and why.
NOT_SHOWN = {
    # The publisher of a journal and his place; where the Web of Science says that authors work.
    **{(name, "article"): "style" for name in ("publisher", "organization", "address", "location")},
    **{(name, kind): "affiliation" for name in ("institution", "school") for kind in TYPES},
    # What programs have there of articles: the journal again, its sections, "Journal Article".
    **{(name, "article"): "a program" for name in ("eventtitle", "chapter", "part")},
    **{("type", kind): "Journal Article" for kind in ("article", *PARTS, *BOOKS)},
    # Of a whole, and not of this part of it; of an issue, an event or a whole that a type has not.
    **{("volumes", kind): "of the whole" for kind in TYPES if kind not in BOOKS},
    **{("holder", kind): "none" for kind in ("article", *PARTS)},
    **{(n, k): "none" for n in ("issue", "issuetitle", "venue", "bookauthor") for k in TYPES},
}
SAID = {("institution", k) for k in TYPES if k not in ("article", "inproceedings")}
SAID |= {("school", kind) for kind in TYPES if kind not in ("article", "inproceedings")}
SAID |= {(name, "article") for name in ("issue", "issuetitle", "bookauthor")}
SAID |= {(name, kind) for name in ("venue", "bookauthor", "issuetitle") for kind in PARTS}
#: Fields that say how others are meant, numbers of catalogues, and what only the copy has.
OF_OTHERS = frozenset(
    (
        *("eprinttype", "eprintclass", "archiveprefix", "primaryclass", "language", "langid"),
        *("urldate", "urlaccessdate", "archiveurl", "origdate", "isrn", "mrnumber", "zblnumber"),
        *(
            "bibcode",
            "adsurl",
            "assignee",
            "nationality",
            "hal_id",
            "numpages",
            "entrysubtype",
            "author",
            "title",
            "year",
        ),
    )
)


@pytest.mark.parametrize("kind", TYPES)
def test_a_field_is_shown_or_listed(kind):
    lost = []
    for field, seen in SHOWN.items():
        if (field, kind) in NOT_SHOWN.keys() - SAID:
            continue
        said = WRITTEN.get(field, f"{field} = {{{seen}}}")
        where = "" if TYPES[kind].partition(" ")[0] in said else f"{TYPES[kind]}, "
        entry = f"author = {{Ada Lin}}, title = {{Oaks}}, year = 2020, {where}{said}"
        read = read_bibliography(f"@{kind}{{lin, {entry}}}")
        assert read.problems == ()
        source = read.sources["lin"]
        links = " ".join(" ".join(link) for link in source.links)
        numbers = f"{source.isbn} {source.issn} {source.shorthand} {source.archived}"
        if seen not in f"{source.reference.text} {links} {numbers}":
            lost.append(field)
    assert lost == []


def test_every_field_that_readers_may_copy_is_tried_or_listed():
    assert SHOWN.keys() | OF_OTHERS >= PUBLIC


BODIES = ("school", "institution", "organization", "publisher")


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "article"])
def test_no_body_hides_another(kind):
    names = BODIES[2:] if kind == "inproceedings" else BODIES
    said = ", ".join(f"{name} = {{{name.title()} of Oaks}}" for name in names)
    entry = f"author = {{Ada Lin}}, title = {{Oaks}}, year = 2020, {TYPES[kind]}, {said}"
    shown = read_bibliography(f"@{kind}{{lin, {entry}}}").sources["lin"].imprint
    assert [shown.count(f"{name.title()} of Oaks") for name in names] == [1] * len(names)

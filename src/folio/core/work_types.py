"""What types of entries have in common, and how the kinds of some are called."""

from __future__ import annotations

#: Words that say of which kind a thesis or a report is, by the type of the entry.
GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
GENRES |= {"bachelorthesis": "Bachelor’s thesis", "patent": "Patent"}
THESES = ("phdthesis", "mastersthesis", "bachelorthesis")
BOOKS = frozenset(("book", "proceedings", "manual", "booklet"))
#: What is of no kind but the one that its entry names.
KINDLESS = (
    *("misc", "unpublished", "online", "software", "dataset", "standard", "movie", "video"),
    *("audio", "music", "artwork", "image", "letter", "performance", "legislation", "legal"),
)
PARTS = ("article", "inbook", "incollection", "inproceedings", "inreference")
JOURNALS = ("article", "periodical")

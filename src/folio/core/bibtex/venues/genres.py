"""Of which kind a thesis, a report or a patent is, in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from folio.core.bibtex.people.groups import words_of
from folio.core.work_types import GENRES, KINDLESS, THESES

#: How biblatex calls the patents of some countries, and what is not granted yet.
PATENTS = {
    **{"patentus": "US patent", "patenteu": "European patent", "patentuk": "British patent"},
    **{"patentde": "German patent", "patentfr": "French patent", "patreq": "Patent request"},
    **{"patreqeu": "European patent request", "patreqde": "German patent request"},
    **{"patrequs": "US patent request", "patrequk": "British patent request"},
    "patreqfr": "French patent request",
}
#: The stop behind a word that nobody abbreviates so.
STOP = re.compile(r"(?<=[a-z]{5})\.$")
#: How biblatex calls a thesis or a report.
KINDS = {
    **{"phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "phd": "PhD thesis"},
    **{"mastersthesis": "Master’s thesis", "techreport": "", "bathesis": "Bachelor’s thesis"},
    **{"theses": "PhD thesis", "workingpaper": "Working paper", "other": ""},  # of HAL and Pure
    **{
        "paper-conference": "Conference paper",
        "article-journal": "",
        "resreport": "",
        "patent": "Patent",
        "candthesis": "Candidate thesis",
        **PATENTS,
    },
}
#: A degree alone, for which a thesis was written, as Mendeley and Zotero have it.
DEGREES = {
    **dict.fromkeys(("doctoral", "doctorate", "doctor"), "Doctoral thesis"),
    **dict.fromkeys(("ph.d.", "ph.d", "ph. d."), "PhD thesis"),
    **dict.fromkeys(("master", "masters", "master's", "master’s"), "Master’s thesis"),
    **dict.fromkeys(("bachelor", "bachelors", "bachelor's", "bachelor’s"), "Bachelor’s thesis"),
    **{"diploma": "Diploma thesis", "msc": "MSc thesis", "m.sc.": "MSc thesis"},
    **{"bsc": "BSc thesis", "b.sc.": "BSc thesis", "ma": "MA thesis", "ba": "BA thesis"},
}


def genre(kind: str, number: str, text: Callable[[str], str]) -> str:
    """Return of which kind a thesis or a report is, with the number of a report.

    ``text`` gives a field of the entry as text.
    """
    said = STOP.sub("", text("type").rstrip(" ,;"))
    nation = text("nationality") if kind == "patent" else ""
    word = KINDS.get(said.lower(), said) or (f"{nation} patent" if nation else "")
    if kind in (*THESES, "thesis"):
        word = DEGREES.get(word.lower(), word)
    if kind == "thesis":  # which biblatex tells by its type alone
        return word or "Thesis"
    if kind in KINDLESS:
        return word
    if kind in ("techreport", "patent"):
        word = word or GENRES.get(kind, "")
        alone = number.isdecimal() and not word  # as Mendeley has what is no technical report
        said = "" if number and re.search(rf"(?<![^\W_]){re.escape(number)}$", word) else number
        return f"no. {number}" if alone else " ".join(part for part in (word, said) if part)
    return (word or GENRES[kind]) if kind in GENRES else ""


def only_kind(note: str, kind: str) -> bool:
    """Tell whether a note says no more than of which kind a thesis is.

    >>> only_kind("Master's Thesis.", "Master’s thesis"), only_kind("Thesis of Oaks", "PhD thesis")
    (True, False)
    """
    if "hesis" not in note or len(note) > 20:
        return False
    bare = note.replace("’", "'").replace(".", "")
    return words_of(bare) <= words_of(kind.replace("’", "'"))

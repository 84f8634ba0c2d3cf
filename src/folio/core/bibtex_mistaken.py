"""Fields that say themselves that they are something else: a date, an address, a file, a kind.

>>> meant({"number": "JANUARY 2000", "year": "2000"}, "article")
{'number': '', 'year': '2000', 'month': 'JANUARY'}
>>> meant({"title": "https://www.oak.example/a/"}, "misc")
{'title': 'oak.example/a', 'url': 'https://www.oak.example/a/'}
>>> meant({"journal": "Preprint"}, "article")
{'journal': '', 'pubstate': 'preprint'}
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.bibtex_states import STATES
from folio.core.month_names import number_of

#: A month, a day perhaps, and the year, where the number of an issue should be.
DATE = re.compile(r"([^\W\d_]+\.?(?:\s+\d{1,2})?),?\s+(\d{4})")
#: An address and nothing else.
ADDRESS = re.compile(r"(?:\\url\{)?(https?://[^\s{}\\]+)\}?")
#: The name of a file, as a reader of files takes it for a title.
FILE = re.compile(
    r"(?!.*://)(?:microsoft word - .*|(?P<words>.*\w)\.(?:pdf|docx?|djvu|ps))", re.IGNORECASE
)
#: Words that are a title: no year, no number, no names parted from it.
WORDS = re.compile(r"(?!.*\s-\s)[^\W\d_][^\d_{}\\]*(?:\s[^\d_{}\\]+){3,}")
#: What a work is that is in no journal.
KINDS = frozenset(
    (
        *("preprint", "pre-print", "working paper", "unpublished", "manuscript", "mimeo"),
        *("unpublished manuscript", "technical report", "discussion paper"),
    )
)


def meant(fields: Mapping[str, str], kind: str) -> dict[str, str]:
    """Return fields with each such text where it belongs.

    Raise ValueError for the name of a file in place of a title.
    """
    said = dict(fields)
    number = DATE.fullmatch(said.get("number", "").strip(" {}"))
    if (
        number
        and number[2] == said.get("year", "").strip(" {}")
        and number_of(number[1].split()[0])
    ):
        said["number"] = ""
        said.setdefault("month", number[1])
    title = said.get("title", "").strip(" {}")
    if address := ADDRESS.fullmatch(title):
        said["title"] = re.sub(r"^https?://(?:www\.)?|/$", "", address[1])
        if not said.get("url", "").strip(" {}"):
            said["url"] = address[1]
    elif (file := FILE.fullmatch(title)) and WORDS.fullmatch(file["words"] or ""):
        said["title"] = file["words"]
    elif file:
        rule = f"has the name of a file for a title (got {title!r})"
        raise ValueError(f"{rule}; write the title of the work")
    journal = said.get("journal", "").strip(" {}().")
    if kind == "article" and journal.lower() in KINDS:
        where = "pubstate" if journal.lower() in STATES and "pubstate" not in said else "note"
        written = journal.lower() if where == "pubstate" else journal
        said["journal"], said[where] = "", "; ".join(filter(None, (said.get(where), written)))
    return said

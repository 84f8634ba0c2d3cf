r"""Identifiers in fields of something else, moved to where they belong.

>>> moved({"pages": "85--94, DOI: 10.1000/182", "doi": "978-0-306-40615-7"})
{'pages': '85--94', 'isbn': '978-0-306-40615-7', 'doi': '10.1000/182'}
"""

from __future__ import annotations

import re

from folio.core.bibtex.links.numbers import is_isbn, is_issn

#: A DOI behind what a field says, which says itself that it is one.
BEHIND = re.compile(
    r"(?P<said>.*?)[\s,;.(\[]*(?:(?<!\w)doi(?:\s*[:=]\s*|\s+)(?:https?://(?:dx\.)?doi\.org/)?"
    r"|(?:https?://)?(?<!\w)(?:dx\.)?doi\.org/)(?P<doi>10\.\d{4,}(?:\.\d+)*/[^\s{}]*[^\s{}.,;)\]])[\s.,;)\]]*",
    re.IGNORECASE | re.DOTALL,
)
#: One without a word of what it is, where only a number can stand.
BARE = re.compile(r"(?P<said>)(?P<doi>10\.\d{4,}(?:\.\d+)*/[^\s{}]*[^\s{}.,;)\]])[.,;]*")
#: Where one is written so: behind pages above all, but never where it may belong to another work.
NUMBERED = ("pages", "volume", "number", "issue", "articleno", "eid", "month", "day")
PLACES = ("address", "location")
BODIES = ("organization", "publisher", "institution", "school", "series", "edition")
WHERE = (*NUMBERED, *PLACES, *BODIES, "journal", "journaltitle", "booktitle")
#: Where a DOI alone is that of the work, and one in a sentence may be that of another.
ALONE = ("howpublished", "note")
ADDRESS = re.compile(r"https?://\S+")
#: The number of an article, as the Web of Science and EndNote write it.
ARTICLE = re.compile(r"artn\s+(\w+)(?:\s+(10\.\S+))?", re.IGNORECASE)
#: The number of an article in letters and digits, which nobody writes as a note.
OF_ARTICLE = re.compile(r"(?=.*\d)[A-Za-z]\w{4,}")
NUMBERS = re.compile(r"(?:isbn|issn)?[\s:]*([\dXx –-]{8,20})", re.IGNORECASE)


def moved(fields: dict[str, str]) -> dict[str, str]:
    """Return fields with each DOI, ISBN and ISSN in its own, as far as nothing else is there."""
    doi = fields.get("doi", "")
    fields = _out_of_doi_end(fields) if doi else fields
    told = [name for name in (*WHERE, *ALONE) if name in fields and "/" in fields[name]]
    if not told and (not doi or doi.startswith("10.")):
        return fields
    said = dict(fields)
    _out_of_doi(said)
    for name in told:
        written = said[name].strip(" {}")
        found = BEHIND.fullmatch(written) if "10." in written else None
        if not found and name in (*NUMBERED, "note"):  # where Springer has it
            found = BARE.fullmatch(written.strip(" {},;"))
        if found and ((name in ALONE and found["said"]) or not _is_new(said, found["doi"])):
            found = None
        if found:
            said[name], said["doi"] = found["said"], found["doi"]
        elif name in (*NUMBERED, *PLACES, "publisher") and ADDRESS.fullmatch(written):
            _linked(said, name, written.rstrip(".,;"))
    return said


def _out_of_doi_end(fields: dict[str, str]) -> dict[str, str]:
    """Take the end of the DOI in a note, as Oxford writes it, for the number of the article.

    >>> _out_of_doi_end({"doi": "10.1000/oaks/kxac002", "note": "kxac002"})
    {'doi': '10.1000/oaks/kxac002', 'note': '', 'articleno': 'kxac002'}
    """
    note = fields.get("note", "").strip(" {}")
    end = fields["doi"].rpartition("/")[2].strip(" {}")
    if note.lower() != end.lower() or not OF_ARTICLE.fullmatch(note):
        return fields
    said = {**fields, "note": ""}
    if not any(fields.get(one, "").strip(" {}") for one in ("pages", "articleno", "eid")):
        said["articleno"] = note
    return said


def _is_new(said: dict[str, str], found: str) -> bool:
    """Tell whether a DOI says nothing that the field of DOIs denies."""
    doi = said.get("doi", "")
    return not doi.strip(" {}") or found.lower() in doi.lower()


def _linked(said: dict[str, str], name: str, address: str) -> None:
    """Take an address that stands where a number or a place should be as a link of the work."""
    if address not in said.get("url", "") and not (said.get("doi") and name not in PLACES):
        said["url"] = f"{said.get('url', '')} {address}".strip()
    said[name] = ""


def _out_of_doi(said: dict[str, str]) -> None:
    """Take the number of a book or of a journal out of the field of DOIs."""
    written = said.get("doi", "").strip(" {}")
    if article := ARTICLE.fullmatch(written):
        said["doi"] = article[2] or ""
        said.setdefault("articleno", article[1])
    found = NUMBERS.fullmatch(written)
    if not found:
        return
    number = re.sub(r"[^\dXx]", "", found[1]).upper()
    name = "isbn" if is_isbn(number) else "issn" if is_issn(number) else ""
    if name:
        del said["doi"]
        said[name] = f"{said.get(name, '')} {found[1].strip()}".strip()

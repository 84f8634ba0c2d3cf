"""What programs write into notes: fields of an entry, and not a word for readers."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: The key of an entry in a library of Zotero, and the fields that its owner has added there.
KEY = re.compile(r"(?:^|(?<=\s))(?:bibtex|citation key)\s*:\s*\S+", re.IGNORECASE)
ADDED = re.compile(r"(?:^|(?<=\s))(?:bibtex|biblatex)\*?\s*\[([^\[\]=]+=[^\[\]]*)\]", re.IGNORECASE)
NUMBER = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?"
ARXIV = re.compile(rf"arxiv\s*:\s*({NUMBER})(?:\s*\[[\w.-]+\])?[\s.]*", re.IGNORECASE)


def told(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields with those that a note tells, and the note without them.

    >>> told({"note": "bibtex: lin20 bibtex[series=Oaks]"})
    {'note': '', 'series': 'Oaks'}
    >>> told({"note": "arXiv: 2408.12757"})
    {'note': '', 'eprint': '2408.12757', 'archiveprefix': 'arXiv'}
    """
    said, note = dict(fields), fields.get("note", "")
    if "bib" in note.lower() or "itation" in note:
        for found in ADDED.finditer(note):
            for name, _, text in (one.partition("=") for one in found[1].split(";")):
                said.setdefault(name.strip().lower(), text.strip())
        said["note"] = " ".join(KEY.sub("", ADDED.sub("", note)).split())
    for name in ("note", "arxivid"):
        _numbered(said, name)
    return said


def _numbered(said: dict[str, str], name: str) -> None:
    """Take a field that is a number of arXiv and nothing else as the eprint, if there is none."""
    written = said.get(name, "").strip(" {}")
    found = written and ARXIV.fullmatch(written if name == "note" else f"arXiv:{written}")
    if name == "arxivid" and written and not found:
        found = ARXIV.fullmatch(written)
    if not found:
        return
    if not said.get("eprint", "").strip(" {}"):
        said["eprint"], said["archiveprefix"] = found[1], "arXiv"
        said.pop("eprinttype", None)
    elif found[1].partition("v")[0] not in said["eprint"]:
        return
    if name == "note":
        said["note"] = ""

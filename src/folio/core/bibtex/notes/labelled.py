"""What Zotero and Scopus write into a note, label by label: fields, and numbers of catalogues.

>>> unlabelled({"note": "Publisher: Elm Press ISSN: 0378-5955"})
{'note': '', 'publisher': 'Elm Press', 'issn': '0378-5955'}
>>> unlabelled({"note": "Publisher: Elm Press. It has a price; see page 3 for it, and more."})
{'note': 'Publisher: Elm Press. It has a price; see page 3 for it, and more.'}
"""

from __future__ import annotations

import re

from folio.core.bibtex.links import identifiers
from folio.core.bibtex.people.groups import words_of
from folio.core.bibtex.people.person import wrapped
from folio.core.month_names import number_of

#: Which field each label is: the note for a number that readers may want, nothing for the rest.
LABELS = {
    **{"publisher": "publisher", "place": "address", "institution": "institution"},
    **{"conference name": "eventtitle", "series": "series", "edition": "edition"},
    **{"issn": "issn", "isbn": "isbn", "doi": "doi", "pmid": "pmid", "pmcid": "pmcid"},
    **{"pages": "pages", "volume": "volume", "issue": "number", "number": "number"},
    **{
        "num pages": "pagetotal",
        "number of pages": "pagetotal",
        "arxiv": "eprint",
        "journal abbreviation": "shortjournal",
    },
    **{"publication title": "journal", "series title": "series", "series number": "number"},
    **{"oclc": "note", "_eprint": "url", "citation key alias": ""},
    **dict.fromkeys(("company", "distributor", "label", "section", "type", "medium"), ""),
    **dict.fromkeys(("acm id", "page version id", "google-books-id", "lccn"), ""),
    **dict.fromkeys(("archive location", "library catalog", "call number", "backup publisher"), ""),
    **dict.fromkeys(("read_status", "original-date", "container-title", "zscc"), ""),
    **dict.fromkeys(("meeting name", "ads bibcode"), ""),
}
#: What is a number, and not a sentence that begins as one.
NUMBERS = frozenset(
    (
        *("issn", "isbn", "doi", "pmid", "pmcid", "pages", "volume", "issue", "number"),
        *(
            "num pages",
            "number of pages",
            "oclc",
            "acm id",
            "page version id",
            "lccn",
            "original-date",
        ),
    )
)
#: How many pages a book has, and its height behind them, as catalogues print it: 188 p. ; 22 cm.
EXTENT = re.compile(
    r"(?:1 vol\. \()?((?:[ivxlc]+, )?\d+) (?:p\.|pages)\)?(?:\s*[;:].*)?", re.IGNORECASE
)
#: What JSTOR says of an article, which Zotero keeps: ArticleType: … / Issue Title: … / ….
_SLASH = r"\s*(?:/\s*|$)"
OF_JSTOR = re.compile(
    rf"(?:ArticleType:\s*[\w\\-]+{_SLASH})?(?:Issue Title:\s*(?P<issue>[^/]+?){_SLASH})?"
    rf"(?:Full publication date:\s*[^/]+?{_SLASH})?"
    r"(?:Copyright\s*(?:©|\{?\\(?:text)?copyright).*)?"
)
BY_JSTOR = ("ArticleType:", "Issue Title:", "Full publication date:")
#: A field of BibTeX by its own name, as Better BibTeX keeps what Zotero has no place for.
OF_BIBTEX = "tex."
#: Those of them that a reference may show.
SHOWN = {
    **{name: name for name in ("organization", "howpublished", "addendum", "series", "publisher")},
    **{"article-number": "articleno", "eid": "articleno", "address": "address"},
}
#: Labels of the publisher of Nature for its own site: Cc_license_type, Subject_term_id.
OF_NATURE = r"(?-i:[A-Z][a-z]+(?:\\?_[a-z]+)+)"
LABEL = re.compile(
    rf"(?:^|(?<=\s))\\?({'|'.join(map(re.escape, LABELS))}|tex\.[\w-]+|{OF_NATURE})"
    r":(?:\s+(?=\S)|\s*$)|(?:^|(?<=\s))(tex\.ids)=",
    re.IGNORECASE,
)
#: A label whose capitals Zotero keeps by braces: {ISBN}: 0306406152.
GUARDED = re.compile(r"\{([A-Za-z]+)\}(?=:\s)")
#: The number of the Web of Science for a work, or how often it is cited, before labels or alone.
ACCESSION = re.compile(r"(?:(?:WOS|ISI):[A-Z0-9]{15}|0\d{4,6}(?= ))(?:\s+|$)")
#: Of what a number of a book or journal is, as Mendeley has it from PubMed and Scopus.
KIND = re.compile(r"\s*\((?:e?-?is[sb]n|electronic|linking|print|online)\)", re.IGNORECASE)
NUMBER = re.compile(r"\S*\d\S*(?:[\s,;]+\S*\d\S*)*(?: pp?)?")
#: Labels of names that may be long, and where the same may stand already.
TITLES = {
    "publication title": ("journal", "journaltitle", "booktitle"),
    "series title": ("series",),
}
PREPRINT = re.compile(rf"(?:[aA]r[xX]iv:\s*)?({identifiers.ARXIV.pattern})(?:\s*\[[\w.-]+\])?")
#: Where each of the authors works, as Zotero has it from a record of Medline.
OF_MEDLINE = re.compile(
    r"(?:Place|Institution): (?:(?:[A-Z][a-z]+ ){1,2}?)??([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?), [A-Z]"
)
LONG = 9  # words, more than a publisher has
#: Words of a name, which may have a stop between them: Oak University. Institute of Elms.
NAMED = re.compile(
    r"(?:(?:[^\W\d_a-z][^\s\d:/]*|of|for|and|de|del?|las?|los|do|da|du|des|der|für|y|e)(?:\s+|$))+"
)


def unlabelled(fields: dict[str, str]) -> dict[str, str]:
    """Return fields with those that a note tells by labels alone, and without that note."""
    note = fields.get("note", "").strip()
    if "}: " in note:
        note = GUARDED.sub(r"\1", note)
    if note.count("{") != note.count("}") or wrapped(note):
        note = note.strip("{}")
    bare = ACCESSION.sub("", note, count=1) if note[:1] in "WI0" else note
    if note and not bare:
        return {**fields, "note": ""}
    if note.startswith(BY_JSTOR) and (of_jstor := OF_JSTOR.fullmatch(note)):
        issue = fields.get("issuetitle") or of_jstor["issue"] or ""
        return {**fields, "note": "", "issuetitle": issue}
    if not (":" in bare or "=" in bare) or not LABEL.match(bare):
        return fields
    if (of_medline := OF_MEDLINE.match(note)) and f"{of_medline[1]}," in fields.get("author", ""):
        return {**fields, "note": ""}
    _, *parts = (part for part in LABEL.split(bare) if part is not None)
    pairs = zip(parts[::2], parts[1::2], strict=True)
    told = [(name.lower().replace("\\", ""), text.strip(" ;,.")) for name, text in pairs]
    kept = told[0][0].startswith(OF_BIBTEX)  # by a program, however long the place is
    if not all(_tells(name, text, kept=kept) for name, text in told):
        return fields
    said = {**fields, "note": ""}
    return said if all(_added(said, name, text) for name, text in told) else fields


def _added(said: dict[str, str], name: str, text: str) -> bool:
    """Take over what a label says; return False where a field says something else of it."""
    if name == "tex.eprint":
        name = "_eprint" if re.fullmatch(r"https?://\S+", text) else name
    own = name.startswith(OF_BIBTEX)
    field = SHOWN.get(name.removeprefix(OF_BIBTEX), "") if own else LABELS.get(name, "")
    if there := [said[one] for one in TITLES.get(name, ()) if said.get(one)]:
        return words_of(text) in map(words_of, there)
    if name == "section" and (extent := EXTENT.fullmatch(text)):
        field, text = "pagetotal", extent[1]
    if field == "note":
        said["note"] = f"{said['note']}; {name.upper()}: {text}".lstrip("; ")
    elif name in ("_eprint", "arxiv") and (number := PREPRINT.fullmatch(text)):
        if said.get("eprint", "").strip(" {}") not in ("", number[1]):
            return False
        said |= {"eprint": number[1], "archiveprefix": "arXiv"}
    elif field == "url" and text not in said.get("url", ""):
        said["url"] = f"{said.get('url', '')} {text}".strip()
    elif field and not said.get(field, "").strip(" {}"):
        said[field] = text
    return True


def _tells(name: str, text: str, *, kept: bool) -> bool:
    """Tell whether a text is what a program writes behind such a label."""
    if name.startswith(OF_BIBTEX):
        return True
    if name in NUMBERS:
        of_month = name in ("issue", "number") and number_of(text.partition(" ")[0])
        bare = KIND.sub(" ", text).strip() if name in ("isbn", "issn") else text
        return bool(NUMBER.fullmatch(bare) or of_month)
    if name in TITLES or (name == "section" and EXTENT.fullmatch(text)):
        return "://" not in text
    if name in ("_eprint", "arxiv"):
        return bool(re.fullmatch(r"https?://\S+", text) or PREPRINT.fullmatch(text))
    long = len(text.split()) > LONG and "_" not in name and not kept
    if name == "publisher" and not long and NAMED.fullmatch(text):
        return True
    return not long and not re.search(r"[^\W\d_]{4}\.\s+\S|\w: |://", text)

"""What programs write into notes: fields of an entry, and not a word for readers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.bibtex.entries.fields import PUBLIC
from folio.core.bibtex.entries.raw_entry import UNSEEN
from folio.core.bibtex.links import identifiers
from folio.core.bibtex.links.same_place import ON_ARXIV
from folio.core.bibtex.notes.endnote import without_record
from folio.core.bibtex.notes.labelled import unlabelled
from folio.core.bibtex.notes.scopus import of_scopus

#: The key of an entry in a library of Zotero, and the fields that its owner has added there.
KEY = re.compile(r"(?:^|(?<=\s))(?:bibtex|citation key)\s*:\s*\S+", re.IGNORECASE)
ADDED = re.compile(r"(?:^|(?<=\s))(?:bibtex|biblatex)\*?\s*\[([^\[\]=]+=[^\[\]]*)\]", re.IGNORECASE)
#: The number of a manuscript, as Wiley exports it: OA-17-0042.R1.
MANUSCRIPT = re.compile(r"[A-Za-z]+-\d+(?:-[A-Za-z]+)?-\d+\.R\d+")
#: The same of a journal that does not count by years, beside a number of its paper: OAK-1139.R1.
SUBMITTED = re.compile(r"[A-Za-z]+-\d+\.R\d+")
#: Fields of which no reader sees anything and which some program reads.
KEPT = frozenset(
    (
        *("crossref", "shorthand", "shorttitle", "ids", "options", "langid", "hyphenation"),
        *("issue_date", "acmid", "urlyear"),
    )
)
NUMBER = identifiers.ARXIV.pattern
#: Numbers that Mendeley has given to thousands of works, whatever they are.
OF_ANY = {
    **dict.fromkeys(
        ("arxivid", "eprint", "arxiv"),
        re.compile(r"(?:arxiv:)?(?:1011\.1669(?:v\d)?|NIHMS150003)|The Stata Journal", re.I),
    ),
    **{"isbn": re.compile(r"978-?85-?7811-?079-?6|8578110793|9796964600")},
    **{"pmid": re.compile("25246403"), "issn": re.compile("1098-6596")},
    **{"doi": re.compile(r"10\.1017/CBO9781107415324\.004|The Stata Journal", re.I)},
}
ANY = re.compile(
    r"1011\.1669|NIHMS150003|578110|7811-?079|25246403|5324\.004|1098-6596|The Stata J"
)
#: Numbers of arXiv and years of numbers of PubMed that it gives to many, and those to one.
OF_MANY = re.compile(r"(?:arxiv:)?(?:1408\.1149|(?:gr-qc/)?9809069)(?:v\d)?", re.IGNORECASE)
YEARS = {"25246403": "2014", "15003161": "2004"}
#: DOIs of no work that it gives to many; beside the first the number of PubMed is another's, too.
OF_NONE = re.compile(
    r"(10\.1007/s13398-014-0173-7\.2)|10\.1016/j\.biotechadv\.2011\.08\.021\.Secreted",
    re.IGNORECASE,
)
#: Fields that say of which archive a number is.
KINDS = ("arxivid", "eprint", "archiveprefix", "eprinttype", "primaryclass")
#: A number of arXiv where the journal should be, as Google Scholar and DBLP write it, or for how
#: it was published.
IN_JOURNAL = re.compile(
    rf"(?:arxiv(?:[\s,.-]*(?:e-?prints?|preprints?))?[\s,.-]*)?(?:arxiv\s*[:.]\s*|(?<=[\s,]))({NUMBER})"
    rf"(?:{identifiers.CLASSES})?[\s.,]*",
    re.IGNORECASE,
)
#: The archive in place of a journal, its name at the end again as Google Scholar has it.
ITSELF = re.compile(r"(arxiv(?:[ .]*(?:e-?prints?|preprints?))?)(?: arxiv)?:?", re.IGNORECASE)
#: The same where the volume should be, of another venue than those of preprints.
OF_ANOTHER = re.compile(
    r"(?:abs/|arxiv: ?)?(\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?)", re.IGNORECASE
)
PREPRINTS = ("arxiv", "corr", "eprint", "e-print")
#: Fields in which a number is one of arXiv only if they say so.
NAMED = ("note", "number")
ARXIV = re.compile(
    rf"arxiv\s*:\s*({NUMBER})(?:{identifiers.CLASSES})?"
    r"(?:[,;.\s]+https?://doi\.org/10\.48550/arxiv\.[\w./-]+)?[\s.]*",
    re.IGNORECASE,
)


def told(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields with those that a note tells, and the note without them.

    >>> told({"note": "bibtex: lin20 bibtex[series=Oaks]"})
    {'note': '', 'series': 'Oaks'}
    >>> told({"note": "arXiv: 2408.12757"})
    {'note': '', 'eprint': '2408.12757', 'archiveprefix': 'arXiv'}

    Raise ValueError for a field that a note tells and that no reference has.
    """
    said = dict(without_record(fields))
    note = said.get("note", "")
    if "bib" in note.lower() or "itation" in note:
        for found in ADDED.finditer(note):
            for name, _, text in (one.partition("=") for one in found[1].split(";")):
                _add(said, name.strip().lower().replace("\\", ""), text.strip())
        said["note"] = " ".join(KEY.sub("", ADDED.sub("", note)).split())
    elif note and _numbers_again(note, fields):
        said["note"] = ""
    said = _of_arxiv(unlabelled(of_scopus(said)))
    for name in (*NAMED, "arxivid", "arxiv"):
        _numbered(said, name)
    if "abs/" in (volume := said.get("volume", "")) or "." in volume:
        _in_volume(said)
    journal = said.get("journal") or said.get("journaltitle") or said.get("howpublished", "")
    if journal[:1] not in "aAcC{" or said.get("eprint", "").strip(" {}"):
        return said
    if number := _in_journal(journal.strip(" {}"), said.get("volume", "")):
        said["eprint"], said["archiveprefix"] = number, "arXiv"
    elif of_arxiv := ITSELF.fullmatch(journal.strip(" {}")):
        _beside(said, of_arxiv[1])
    return said


def _beside(said: dict[str, str], journal: str) -> None:
    """Take a number of arXiv beside a journal that is arXiv itself for the eprint.

    >>> _beside(said := {"journal": "arXiv preprint arXiv:", "number": "2408.12757"}, "arXiv")
    >>> said
    {'journal': 'arXiv', 'number': '', 'eprint': '2408.12757', 'archiveprefix': 'arXiv'}
    """
    name = next((name for name in ("journal", "journaltitle") if name in said), "")
    if name:
        said[name] = journal
    for place in ("number", "volume", "pages", "articleno"):
        number = re.fullmatch(rf"(?:arxiv:)?({NUMBER})", said.get(place, "").strip(" {}"), re.I)
        if number:
            said |= {place: "", "eprint": number[1], "archiveprefix": "arXiv"}
            return


def _numbers_again(note: str, fields: Mapping[str, str]) -> bool:
    """Tell whether a note has only numbers that the entry has, as Wiley exports papers.

    >>> _numbers_again("e2024OA000132 2024OA000132", {"doi": "10.1029/2024OA000132"})
    True
    >>> _numbers_again("74", {"pages": "74--83"}), _numbers_again("74", {"pages": "74"})
    (True, False)
    >>> _numbers_again("2024", {"pages": "2024"}), _numbers_again("OA-17-0042.R1", {})
    (False, True)
    """
    words = note.strip(" {}").split()
    first = re.match(r"\d+(?=\s*[-–])", fields.get("pages", "").strip(" {}"))
    if first and words == [first[0]]:
        return True
    if len(words) > 2 or not (len(note) > 5 and any(map(str.isdigit, note))):
        return False
    doi = fields.get("doi", "").strip(" {}").rpartition("/")[2]
    known = {doi, *(fields.get(name, "").strip(" {}") for name in ("pages", "articleno", "eid"))}
    numbers = {number.removeprefix("e") for number in known}
    bare = [word for word in words if word.removeprefix("e") not in numbers]
    form = MANUSCRIPT if len(bare) == len(words) else SUBMITTED
    return all(MANUSCRIPT.fullmatch(word) or form.fullmatch(word) for word in bare)


def _of_arxiv(fields: dict[str, str]) -> dict[str, str]:
    """Return fields without an eprint that Mendeley has taken from elsewhere, as it does.

    It writes that number into ``arxivId`` as well, where no person has one that is none.

    >>> _of_arxiv({"arxivid": "10.1000/o.1", "eprint": "o.1", "archiveprefix": "arXiv"})
    {}
    >>> _of_arxiv({"arxivid": "http://dx.doi.org/10.1/o", "eprint": "/dx.doi.org/10.1/o"})
    {}
    >>> _of_arxiv({"arxivid": "doi:10.1000/o.1", "eprint": "o.1"})
    {}
    >>> _of_arxiv({"arxivid": "hep-th/9610022", "eprint": "9610022"})["eprint"]
    'hep-th/9610022'
    """
    said = _without_any(fields)
    number, written = (said.get(name, "").strip(" {}") for name in ("arxivid", "eprint"))
    if not number or not written or not (number == written or number.endswith(f"/{written}")):
        return said
    bare = re.sub(r"^(?:arxiv\s*:\s*)+", "", ON_ARXIV.sub(r"\1", number), flags=re.IGNORECASE)
    if re.fullmatch(NUMBER, bare):
        return {**said, "eprint": bare}
    if (
        "://" in bare
        or bare[:4].lower() == "doi:"
        or not re.fullmatch(rf"{NUMBER}.*|\d{{7}}(?:v\d+)?|[A-Za-z].*/.*", bare)
    ):
        for name in KINDS:
            said.pop(name, None)
    return said


def _without_any(fields: dict[str, str]) -> dict[str, str]:
    """Return fields without the numbers that Mendeley gives to any work, if two or arXiv's are so.

    >>> _without_any({"isbn": "9788578110796", "doi": "10.1017/CBO9781107415324.004", "pmid": "7"})
    {'pmid': '7'}
    >>> _without_any({"eprint": "1011.1669v3", "archiveprefix": "arXiv"})
    {}
    >>> _without_any({"arxivid": "arXiv:1408.1149", "eprint": "1408.1149", "doi": "10.1000/182"})
    {'doi': '10.1000/182'}
    >>> _without_any({"pmid": "15003161", "year": "2017"})
    {'year': '2017'}
    """
    if fields.get("arxivid") and fields.get("doi") and OF_MANY.fullmatch(fields["arxivid"]):
        fields = {name: text for name, text in fields.items() if name not in KINDS}
    fields = _without_pmid(fields) if "pmid" in fields else fields
    if fields.get("doi") and (none := OF_NONE.fullmatch(fields["doi"].strip(" {}"))):
        wrong = ("doi", "pmid") if none[1] else ("doi",)
        fields = {name: text for name, text in fields.items() if name not in wrong}
    if not ("arxivid" in fields or "eprint" in fields or "isbn" in fields):
        return fields
    if not ANY.search("\n".join([fields.get(name, "") for name in OF_ANY])):
        return fields
    if "orthogonal polynomials" in fields.get("title", ""):  # of which the number of arXiv is
        return fields
    said = dict(fields)
    given = [n for n, known in OF_ANY.items() if known.fullmatch(said.get(n, "").strip(" {}"))]
    if len(given) > 1 or given[:1] in (["arxivid"], ["eprint"]):
        of_none = () if {"arxivid", "eprint"}.isdisjoint(given) else KINDS
        for name in (*given, *of_none):
            said.pop(name, None)
    return said


def _without_pmid(fields: dict[str, str]) -> dict[str, str]:
    """Return fields without a number of PubMed that is none, or another's by its year.

    >>> _without_pmid({"pmid": "1000000221"}), _without_pmid({"pmid": "15003161", "year": "2004"})
    ({}, {'pmid': '15003161', 'year': '2004'})
    """
    number = fields["pmid"].strip(" {}")
    year = (fields.get("year") or fields.get("date", "")).strip(" {}")[:4]
    known = len(number) < 9 or not number.isdecimal()
    if known and YEARS.get(number, year) == year:
        return fields
    return {name: text for name, text in fields.items() if name != "pmid"}


def _in_volume(said: dict[str, str]) -> None:
    """Take a number of arXiv in place of a volume, as DBLP and others have it, for the eprint.

    Beside CoRR it stays as well, which is cited so.

    >>> _in_volume(said := {"journal": "Oaks", "volume": "1401.12345"}); said["eprint"]
    '1401.12345'
    """
    volume, known = (said.get(name, "").strip(" {}") for name in ("volume", "eprint"))
    venue = (said.get("journal") or said.get("booktitle") or "").strip(" {").lower()
    elsewhere = OF_ANOTHER.fullmatch(volume) if venue and not venue.startswith(PREPRINTS) else None
    found = elsewhere or re.fullmatch(rf"abs/({NUMBER})", volume)
    if not found or (not elsewhere and known not in ("", found[1])):
        return
    if not known:
        said["eprint"], said["archiveprefix"] = found[1], "arXiv"
        said.pop("eprinttype", None)
    if said.get("journal", "").strip(" {}").lower() != "corr":
        said["volume"] = ""


def _in_journal(journal: str, volume: str) -> str:
    """Return the number of arXiv that stands where the journal or its volume should be.

    >>> _in_journal("arXiv preprint arXiv:2408.12757", ""), _in_journal("CoRR", "abs/2408.12757")
    ('2408.12757', '2408.12757')
    """
    if journal.lower() == "corr":
        found = re.fullmatch(rf"abs/({NUMBER})|({NUMBER})", volume.strip(" {}"))
    else:
        found = IN_JOURNAL.fullmatch(journal)
    return next(filter(None, found.groups()), "") if found else ""


def _add(said: dict[str, str], name: str, text: str) -> None:
    """Take over a field that a note tells."""
    if name not in PUBLIC and name not in UNSEEN and name not in KEPT:
        rule = f"tells in its note of the field {name!r}, which no reference shows"
        raise ValueError(f"{rule}; put it under a name of BibTeX, or write it as text")
    said.setdefault(name, text)


def _numbered(said: dict[str, str], name: str) -> None:
    """Take a field that is a number of arXiv and nothing else as the eprint, if there is none."""
    written = said.get(name, "").strip(" {}")
    if written and name == "arxiv":
        written = ON_ARXIV.sub(r"\1", written)
    found = ARXIV.fullmatch(written) if written[:1] in "aA" else None
    if written and not found and name not in NAMED:
        found = ARXIV.fullmatch(f"arXiv:{written}")
    if not found:
        return
    if not said.get("eprint", "").strip(" {}"):
        said["eprint"], said["archiveprefix"] = found[1], "arXiv"
        said.pop("eprinttype", None)
    elif found[1].partition("v")[0] not in said["eprint"]:
        return
    if name == "note":
        said["note"] = ""

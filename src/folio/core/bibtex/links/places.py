"""Where a work is found: its number in an archive, its DOI and its addresses, each once.

>>> eprint({"eprint": "9901001", "archiveprefix": "hep-th"}).address
'https://arxiv.org/abs/hep-th/9901001'
>>> eprint({"eprint": "tel-00000001"}).archive, eprint({"eprint": "PMC1234567"}).archive
('HAL', 'PMC')
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from folio.core.archives import link_to, shown
from folio.core.bibtex.links.dois import COMMAND, ESCAPES, doi_address, dois
from folio.core.bibtex.links.identifiers import ARXIV, CLASSES, address, addresses
from folio.core.bibtex.links.pubmed import is_of_pubmed
from folio.core.bibtex.links.same_place import ON_ARXIV, same_place
from folio.core.tex.decoder import plain

OLD = r"\d{7}(?:v\d+)?"
#: Archives by the names that files give them: how readers know them, and where a number leads.
ARCHIVES = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
    "hal": ("HAL", "https://hal.science/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "pmcid": ("PMC", "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
    "pmc": ("PMC", "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "hdl": ("hdl", "https://hdl.handle.net/"),
    "handle": ("hdl", "https://hdl.handle.net/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
    "iacr": ("IACR ePrint", "https://eprint.iacr.org/"),
    "eprint.iacr.org": ("IACR ePrint", "https://eprint.iacr.org/"),
    "ssrn": ("SSRN", "https://ssrn.com/abstract="),
    "social science research network": ("SSRN", "https://ssrn.com/abstract="),
    "repec": ("RePEc", ""),
}
MEDICAL = ("pmid", "pmcid")
#: Archives whose numbers cannot be those of another.
BY_NUMBER = {
    "hal": re.compile(r"(?:hal|tel|halshs|inria|inserm|cel|dumas|medihal)(?:-\d+|\d{6,}$)"),
    "pmc": re.compile(r"PMC\d{4,}$"),
    "repec": re.compile(r"repec:", re.IGNORECASE),
}
#: A number of HAL, which begins with the name of a collection.
OF_HAL = re.compile(r"[a-z][a-z0-9_]*-\d+(?:v\d+)?", re.IGNORECASE)
#: The groups of arXiv, by which its numbers had a name of their own before 2007.
GROUP = re.compile(
    r"(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph|math|nlin"
    r"|physics|cs|q-bio|q-fin|stat|eess|econ)(?:\.[A-Za-z-]+)?",
    re.IGNORECASE,
)
#: The name of a site and no number in it.
SITE = re.compile(r"(?:https?://)?(?:www\.)?[a-z]+\.(?:org|com|net)/?", re.IGNORECASE)


class Eprint(NamedTuple):
    """A number in an archive: the archive as readers know it, the number, and where it leads."""

    archive: str
    number: str
    address: str


def _bare(written: str) -> str:
    """Return a number without TeX, the site and the classes of arXiv around it."""
    number = ESCAPES.sub(r"\1", COMMAND.sub(r"\1", written))
    number = ON_ARXIV.sub(r"\1", re.sub(rf"{CLASSES}$", "", number))
    number = re.sub(r"^(?:arxiv\s*:\s*)+", "", number, flags=re.IGNORECASE)
    return re.sub(r"\.pdf$|^(?:abs|pdf)/|^[a-z-]+(?:\.[A-Z]{2})?/(?=\d{4}\.)", "", number).strip()


def eprint(fields: Mapping[str, str]) -> Eprint | None:
    """Return the number in an archive; only what says so, or looks so, is of arXiv."""
    written = fields.get("eprint", "").strip(" {}")
    if not written:
        return None
    named = fields.get("eprinttype") or fields.get("archiveprefix") or ""
    archive = plain(named).strip().lower().removesuffix(":")
    number = _bare(written)
    group = fields.get("primaryclass", "") or fields.get("eprintclass", "")
    group = re.sub(r"^arxiv:", "", group.strip(), flags=re.IGNORECASE)
    if GROUP.fullmatch(archive) and re.fullmatch(rf"{ARXIV.pattern}|{OLD}", number):
        archive, group = "arxiv", archive
    if archive == "arxiv" and re.fullmatch(OLD, number):
        number = f"{group}/{number}".lstrip("/")
    if archive == "arxiv" or (not archive and ARXIV.fullmatch(number)):
        if not ARXIV.fullmatch(number):
            rule = "must have as eprint a number of arXiv, such as 2408.12757"
            raise ValueError(f"{rule} (got {written!r})")
        return Eprint("arXiv", number, f"https://arxiv.org/abs/{number}")
    if re.match(r"https?://", number):
        return Eprint("", "", address(ESCAPES.sub(r"\1", COMMAND.sub(r"\1", written)), "eprint"))
    if SITE.fullmatch(number):
        return None
    archive = archive or _told_by(number, fields)
    if archive == "hal":
        number = re.sub(r"^([a-z]+)(?=\d)", r"\1-", number)
    if number.lower().startswith(f"{archive}:"):
        number = number[len(archive) + 1 :].strip()
    same = fields.get("doi", "").strip(" {}").endswith(f"/{number}")
    if not archive and same:
        return None
    if not archive:
        rule = f"must say of which archive its eprint is (got {written!r})"
        raise ValueError(f"{rule}; add eprinttype, such as arxiv, hal, pubmed, jstor, hdl")
    archive, number = _in_archive(archive, number)
    label, base = ARCHIVES.get(archive, (plain(named) or archive, ""))
    return Eprint(label, plain(number), address(base + number, "eprint") if base else "")


def _in_archive(archive: str, number: str) -> tuple[str, str]:
    """Return an archive and the number as it has it; raise ValueError for one that it cannot have.

    >>> _in_archive("ssrn", "10.2139/ssrn.123"), _in_archive("hal", "hal-01234567v2")
    (('ssrn', '123'), ('hal', 'hal-01234567v2'))
    """
    if archive in ("pubmed", "pmid"):
        return _of_pubmed(number)
    if archive == "ssrn":
        number = re.sub(r"^(?:10\.2139/)?ssrn\.", "", number, flags=re.IGNORECASE)
    if archive == "hal" and not OF_HAL.fullmatch(number):
        rule = "must have as eprint a number of HAL, such as hal-01234567"
        raise ValueError(f"{rule} (got {number!r})")
    return archive, number


def _of_pubmed(number: str) -> tuple[str, str]:
    """Return the archive and the number of a work in PubMed, or in PMC; raise ValueError for none.

    >>> _of_pubmed("PMID: 123"), _of_pubmed("PMC1234567")
    (('pubmed', '123'), ('pmc', 'PMC1234567'))
    """
    bare = re.sub(r"^PMID:?\s*", "", number, flags=re.IGNORECASE)
    if BY_NUMBER["pmc"].match(bare):
        return "pmc", bare
    if not bare.isdecimal():
        raise ValueError(f"must have as eprint a number of PubMed (got {number!r})")
    return "pubmed", bare


def _told_by(number: str, fields: Mapping[str, str]) -> str:
    """Return of which archive a number says that it is, or another field that has it too."""
    for archive, pattern in BY_NUMBER.items():
        if pattern.match(number):
            return archive
    before, colon, _ = number.partition(":")
    if colon and before.lower() in ARCHIVES:
        return before.lower()
    if is_of_pubmed(number, fields):
        return "pubmed"
    return next((name for name in MEDICAL if fields.get(name, "").strip(" {}") == number), "")


def _medical(name: str, fields: Mapping[str, str]) -> Eprint | None:
    """Return the number in PubMed or PMC that a field of its own has."""
    number = fields.get(name, "").strip(" {}")
    if not number or not re.fullmatch(r"(?:PMC)?\d+", number):
        return None
    label, base = ARCHIVES[name]
    return Eprint(label, number, base + number)


def links(fields: Mapping[str, str], more: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each place where a work is found, as label and address, each once."""
    places = list(_all(fields, more))
    if len(places) < 2:
        yield from places
        return
    seen: set[str] = set()
    for label, to in places:
        same = same_place(to)
        if same not in seen:
            seen.add(same)
            yield label, to


def _all(fields: Mapping[str, str], more: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    numbers = () if fields.get("doi") or fields.get("eprint") else MEDICAL
    try:  # what is wrong with them is told of beside the addresses
        kept = eprint(fields)
    except ValueError:
        kept = None
    try:
        own = dois(fields["doi"]) if fields.get("doi") else []
    except ValueError:
        own = []
    kept = kept or next(filter(None, (_medical(name, fields) for name in numbers)), None)
    number = kept.number if kept and kept.archive == "arXiv" else ""
    for one in own:
        if not number or same_place(doi_address(one)) != same_place(
            f"https://arxiv.org/abs/{number}"
        ):
            yield f"doi:{one}", doi_address(one)
    if kept and kept.address:
        label = f"{kept.archive}:{kept.number}" if kept.archive else shown(kept.address)
        yield label, kept.address
    urls = addresses(fields.get("url", ""))
    told = {**fields, "url": urls[0] if urls else ""}
    if (link := link_to(told)) and not (number and number in told["url"]):
        yield link
    yield from ((shown(to), to) for to in urls[1:])
    yield from more

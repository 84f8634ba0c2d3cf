r"""Addresses that a reader can open, and the identifiers among them, in one normal form.

>>> address(r"https://lin.example/a{\_}b\%20c")
'https://lin.example/a_b%20c'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from folio.core.bibtex.links.dois import (
    BEFORE_DOI,
    CODED,
    COMMAND,
    DOI,
    ESCAPES,
    OF_ACM,
    RESOLVER,
    TILDE,
    WITH_PAGE,
    doi_address,
    of_others,
    out_of_path,
)
from folio.core.bibtex.links.hosts import direct, without_end
from folio.core.bibtex.links.leads import (
    BEFORE,
    BESIDE,
    OF_PROGRAMS,
    SEEN,
    of_the_web,
    parted,
    web_only,
)
from folio.core.options import Url
from folio.core.options import url as checked
from folio.core.tex.decoder import plain

ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
#: The classes of a paper behind its number, as Zotero writes them: [cond-mat, physics:physics].
CLASSES = r"\s*\[[\w.,:\s-]+\]"
ANCHOR = re.compile(
    r"""(?:doi:)?\s*<a\s[^<>]*href=["']([^"'<>]+)["'][^<>]*>[^<>]*</a>""", re.IGNORECASE
)
#: A number of HAL, which is one wherever it stands.
OF_HAL = re.compile(r"(?:hal|tel|halshs|inria|inserm|cel|dumas|medihal)-\d{6,}(?:v\d+)?")
#: What programs put between addresses.
BREAKS = re.compile(
    r"(?:\{?\\+(?:textbackslash\s*)?\}?|\{?\$\\backslash\$\}?)n(?=[a-z0-9]+:|www\.|$)"
)
#: A DOI behind the scheme of an address, without its resolver.
UNRESOLVED = re.compile(r"(?:https?://|^/+|^(?:dx\.)?doi\.org/)(?=10\.\d{4,}/)")
#: A word between two addresses.
WITH = re.compile(r"(?<=\S) (?:and|or|und|et|y) (?=https?://|www\.)")
#: A resolver without a number, which a program writes of a work that has none.
EMPTY = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/?(?=\s|$)", re.IGNORECASE)
#: A name of a national library, which has one resolver for all.
URN = re.compile(r"urn:nbn:[a-z]{2}[:\w.-]+$", re.IGNORECASE)
#: An address that needs no change.
PLAIN = re.compile(
    r"https?://(?!\S*proxy|10\.\d|www-|[\w.-]*\.(?:idm\.oclc|(?:com|org)\.\w+\.\w))[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"(?:/(?:[A-Za-z0-9._~/-]*[A-Za-z0-9_~/-])?)?"
)
#: A blank where the line of an address was broken: behind a slash, and in a name of words with
#: hyphens, which no file for printing has.
WRAPPED = re.compile(r"(?<=[\w-]/)\s+(?=\w)|(?<=[a-z0-9]-)\s+(?=[a-z0-9])")
#: A blank behind the site alone, where the tilde of somebody's pages may be lost.
BEHIND_SITE = re.compile(r"https?://[^/\s]+/\s[^/\s]+/")
PRINTED = (".pdf", ".ps", ".doc", ".docx", ".ppt", ".pptx", ".zip")
#: A blank within the name of a file, or within a value of a query, that a browser writes as %20.
BLANK = re.compile(r"(?<=[\w,)])\s+(?=[\w(&-])|(?<=\s-)\s+(?=\w)")
FILE_AT_END = re.compile(
    r"https?://[^/\s]+/\S*(?:\s+\S+)*\.(?:pdf|ps|html?|docx?|pptx?|xlsx?|zip|txt)(?:\?[\w=&.-]*)?",
    re.IGNORECASE,
)
#: An address among its subfields, as catalogues by Ex Libris export it, with its label, and
#: between the signs of Access.
SUBFIELDS = re.compile(r"^\$\$U(https?://[^\s$]+)(?:\$\$[A-Z].*)?$|^#(https?://[^\s#]+)#$")
IN_QUERY = re.compile(r"https?://[^\s?]+\?\S*=\S+(?:\s[\w.%,:'+&=#-]+)*\s[\w.%,:'+=#-]*&[\w.]+=\S*")
#: A sign that Mendeley has escaped for TeX within an address, and then as a code of addresses.
ESCAPED = re.compile(r"%7B(?:%5C)?([_&~#$]|%2[3-6]|%5F)%7D")
#: What brings a sign into TeX as it is, and braces that are of an address.
BROUGHT = re.compile(r"\\string(?![A-Za-z])")
BRACED = re.compile(r"\\([{}])")
#: A letter under its accent, which Mendeley writes in TeX in an address as well.
LETTER = re.compile(r"""\\[`'^"]\s?(?:\{\\?[A-Za-z]\}|\\?[A-Za-z](?![A-Za-z{])|[A-Za-z])""")
#: What only sets an address in another type, and an underscore in a formula.
LOOKS = re.compile(
    r"^\{?\\(?:text(?:tt|it|bf|sf|rm)|emph|underline|tt|small|footnotesize)(?![A-Za-z])\s*(.*)$"
)
LOWERED = re.compile(r"\$\\?_\$")
#: Archives of which no number is a DOI.
FIGURES = frozenset(("", "arxiv", "pubmed", "pmid", "pmc", "pmcid", "hal", "ssrn"))
#: A number of arXiv in the field of DOIs.
PREPRINT = re.compile(rf"arxiv:\s*({ARXIV.pattern})(?:{CLASSES})?", re.IGNORECASE)
#: A page of a site where many keep their data, without its scheme: osf.io/abc12.
SITE = re.compile(r"(?:www\.)?(?:osf\.io|issuu\.com|github\.com|zenodo\.org)/[\w./-]+")
NAMED = re.compile(r"\\href\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
#: A host without the scheme before it, and what looks like one and is the name of a file.
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[:/?#]|$)", re.IGNORECASE)
FILE = re.compile(r"\.(?:pdf|ps|html?|txt|docx?|bib|tex|zip|gz|jpe?g|png|php|md)$", re.IGNORECASE)


#: The end of a DOI of the nineties whose semicolon is lost, and an address out of a page.
UNSIGNED = re.compile(r"(?<=\d\.CO)\s+2$")
QUOTED = re.compile(r'^(?:href="|\+ )(?=https?:)')


def _of_site(doi: str) -> str:
    """Return a DOI that is none of a program, and the page of a site with its scheme.

    >>> _of_site("papers3:12"), _of_site("osf.io/abc12"), _of_site("10.1000/182")
    ('', 'https://osf.io/abc12', '10.1000/182')
    """
    if doi[:3] == "10.":
        return doi
    bare = doi.strip(" {}")
    if OF_PROGRAMS.fullmatch(bare):
        return ""
    return f"https://{bare}" if SITE.fullmatch(bare) else doi


def _with_own_doi(said: dict[str, str]) -> None:
    """Leave in the field of DOIs what is one, or may be."""
    if "10." in said.get("eprint", ""):
        _doi_as_eprint(said)
    if "acm.org" in said.get("doi", ""):
        said["doi"] = OF_ACM.sub(r"10.1145/\1", said["doi"])
    if (whose := of_others(said.get("doi", "")))[0] and not said.get("eprint"):
        said["doi"], said["eprinttype"], said["eprint"] = "", *whose
    if said.get("doi"):
        said["doi"] = _of_site(said["doi"])
    if (preprint := PREPRINT.fullmatch(said.get("doi", ""))) and not said.get("eprint"):
        said["doi"], said["archiveprefix"], said["eprint"] = "", "arXiv", preprint[1]
    elif _on_arxiv(bare := said.get("doi", "").strip(" {}"), said):
        said["doi"], said["archiveprefix"], said["eprint"] = "", "arXiv", bare
    if "://" in said.get("doi", "") and (beside := WITH_PAGE.fullmatch(said["doi"].strip(" {}"))):
        said["doi"], said["url"] = beside[1], f"{said.get('url', '')} {beside[2]}".strip()


def _on_arxiv(number: str, said: Mapping[str, str]) -> bool:
    """Tell whether what is no DOI is the number that the address or the eprint has on arXiv."""
    if not number or number[:3] == "10." or not ARXIV.fullmatch(number):
        return False
    url = said.get("url", "")
    return number == said.get("eprint", "") or ("arxiv.org/" in url and f"/{number}" in url)


def without_addresses(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields in which ``doi`` is a DOI and ``url`` none, wherever an entry has put them.

    >>> without_addresses({"doi": "https://hdl.handle.net/2445/1"})
    {'doi': '', 'url': 'https://hdl.handle.net/2445/1'}
    """
    said = dict(fields)
    if (link := said.get("url", "").strip())[:2] in ("hr", "+ ") or link.endswith("CO 2"):
        said["url"] = UNSIGNED.sub(";2", QUOTED.sub("", link))
    elif link[:5] == "/doi/" or "%2" in link[:13]:
        said["url"] = out_of_path(link)
    _with_own_doi(said)
    if said.get("doi", "").startswith("10.") or not (said.get("doi") or said.get("url")):
        return said
    number, link = (said.get(name, "").strip(' {}"') for name in ("doi", "url"))
    if " " in link:
        said["url"] = BESIDE.sub("", said["url"].strip()).strip()
        link = said["url"].strip(' {}"')
    if re.match(r"https?://", number) and not re.search(r"\b10\.\d{4}", number):
        said["doi"] = ""
        if number.rstrip("/") not in link:
            said["url"] = f"{link} {number}".strip()
    if "\\" in link and "doi.org/10." in link:
        link = ESCAPES.sub(r"\1", COMMAND.sub(r"\1", said["url"])).strip(" {}")
    link = UNRESOLVED.sub("", link)
    told = said.get("archiveurl") or said.get("urlstatus") or "\\" in link or number
    if not told and "10" in link and DOI.fullmatch(BEFORE_DOI.sub("", RESOLVER.sub("", link))):
        said["doi"], said["url"] = link, ""
    elif not told and not said.get("eprint") and ARXIV.fullmatch(link):
        said["archiveprefix"], said["eprint"], said["url"] = "arXiv", link, ""
    elif link and "/" not in link and not said.get("eprint") and OF_HAL.fullmatch(link):
        said["eprinttype"], said["eprint"], said["url"] = "hal", link, ""
    return said


def _doi_as_eprint(said: dict[str, str]) -> None:
    """Take a DOI under an archive that has other numbers, or under none, for that of the work."""
    number = RESOLVER.sub("", said["eprint"].strip(" {}"))
    named = (said.get("eprinttype") or said.get("archiveprefix") or "").lower()
    own = said.get("doi", "").strip(" {}").lower()
    if named not in FIGURES or not DOI.fullmatch(number) or ".48550/" in number:
        return
    if not own or number.lower() == RESOLVER.sub("", own):
        said["doi"] = said.get("doi") or number
        for name in ("eprint", "eprinttype", "archiveprefix"):
            said.pop(name, None)


def address(text: str, name: str = "url") -> str:
    """Return an address as a browser takes it; raise ValueError if it is none, or runs."""
    bare = ANCHOR.sub(r"\1", COMMAND.sub(r"\1", text.strip()))
    bare = _without_tex(bare).replace("&amp;", "&").replace("&#38;", "&")
    bare = re.sub(r"^<(?:URL:)?(.*)>$|^\[(https?://[^\[\]]*)\]$", r"\1\2", bare).strip(' "$')
    bare = of_the_web(BEFORE.sub("", SEEN.sub("", bare)))
    if DOI.fullmatch(bare := out_of_path(UNRESOLVED.sub("", bare))):
        bare = doi_address(bare)
    if URN.match(bare):
        bare = f"https://nbn-resolving.org/{bare}"
    if bare.startswith("//") and HOST.match(bare[2:]):
        bare = f"https:{bare}"
    if HOST.match(bare) and not FILE.search(bare.partition("/")[0]):
        bare = f"https://{bare}"
    if not re.match(r"https?://[^/\s]", bare, re.IGNORECASE):
        raise ValueError(f"must have as {name} an https: or http: address (got {text!r})")
    if " = " in bare and bare.count("://") == 1:
        bare = re.sub(r"(?<=[?&])([\w.-]+) = (?=\w)", r"\1=", bare)
    whole = bare.count("://") == 1 and not BEHIND_SITE.match(bare)
    if " " in bare and whole and not bare.lower().endswith(PRINTED):
        bare = WRAPPED.sub("", bare)
    if bare.count("://") == 1 and (FILE_AT_END.fullmatch(bare) or IN_QUERY.fullmatch(bare)):
        bare = BLANK.sub("%20", bare)
    if re.search(r"\s", bare):
        raise ValueError(f"must have as {name} one address, without spaces (got {text!r})")
    scheme, host, rest = _parted(_ended(bare))
    if "." not in (site := re.sub(r":\d*$", "", host)) and site[:1] != "[":
        known = f"{scheme}://lin.example/a"
        raise ValueError(f"must have as {name} an address with its site, as {known} (got {text!r})")
    host, rest = direct(host, rest)
    if "\\" in rest:
        rule = f"must have as {name} an address without \\ (got {text!r})"
        raise ValueError(f"{rule}; write the sign that is meant, such as / or %5C")
    if "@" in host:
        raise ValueError(f"must have as {name} an address without a user (got {text!r})")
    kept = quote(f"{scheme}://{host}{rest}", safe="%/:?#[]@!$&()*+,;=~-._")
    try:
        return checked(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", kept))
    except ValueError as error:
        raise ValueError(f"has as {name} what {error}") from None


def _ended(address: str) -> str:
    """Return an address without the sign of a sentence, or the bracket around it, at its end."""
    if address[-1] == ")" and address.count(")") > address.count("("):
        return address[:-1]
    return address if address[-1] not in ".,;" else without_end(address)


def _without_tex(text: str) -> str:
    """Return an address whose signs stand as they are, not as TeX or Mendeley writes them."""
    bare = LETTER.sub(lambda m: plain(m[0]), LOOKS.sub(r"\1", text)) if "\\" in text else text
    bare = LOWERED.sub("_", bare) if "$" in bare else bare
    bare = TILDE.sub("~", ESCAPES.sub(r"\1", BROUGHT.sub("", bare)))
    bare = BRACED.sub(_coded, bare).replace("{", "").replace("}", "")
    bare = CODED.sub("", bare) if "%5" in bare else bare
    while "%7B" in bare and ESCAPED.search(bare):
        bare = ESCAPED.sub(_unescaped, bare)
    return bare


def _coded(match: re.Match[str]) -> str:
    return quote(match[1])


def _unescaped(match: re.Match[str]) -> str:
    return unquote(match[1])


def _parted(address: str) -> tuple[str, str, str]:
    """Return scheme, host and the rest of an address; the host in ASCII, as programs take it."""
    scheme, _, after = address.partition("://")
    host = (re.match(r"[^/?#]*", after) or [""])[0]
    plainly = host
    if not host.isascii():
        try:
            plainly = host.encode("idna").decode()
        except UnicodeError:
            raise ValueError(f"must have as address one whose host can be (got {host!r})") from None
    return scheme.lower(), plainly, after[len(host) :]


def addresses(text: str, name: str = "url") -> list[str]:
    """Return the addresses of a field, of which Mendeley puts several into one."""
    if PLAIN.fullmatch(text) and not EMPTY.fullmatch(text) and "&amp;" not in text:
        return [Url(text)]
    text = SUBFIELDS.sub(r"\1\2", text.strip())
    text = BESIDE.sub("", text) if " " in text else text
    text = web_only(parted(BREAKS.sub(" ", NAMED.sub(r"\1", text))))
    text = WITH.sub(" ", EMPTY.sub("", OF_PROGRAMS.sub("", text)))
    several = ANCHOR.sub(r"\1", COMMAND.sub(r"\1", text)).split()
    several = [one for one in several if re.search(r"\w", one)] if len(several) > 1 else several
    if not all(_begins(one) for one in several):  # one of them has blanks within it
        several = re.split(r"\s+(?=https?://)", text)
    if len(several) > 1 and all(_begins(one) for one in several):
        return [address(one.rstrip(",;"), name) for one in several]
    return [address(text, name)] if text.strip() else []


def _begins(text: str) -> bool:
    """Tell whether an address begins here, with its scheme or with www, or a DOI."""
    return bool(re.match(r"https?://[^/\s]|www\.(?=[\w-]+\.)|(?:doi\.org/)?10\.\d{4,9}/\S", text))

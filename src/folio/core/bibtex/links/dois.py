r"""DOIs in one normal form, however they are written.

>>> doi("https://doi.org/10.1000/xyz\\_5")
'10.1000/xyz_5'
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

#: A DOI, or a short one of doi.org: 10/dvzd5z.
DOI = re.compile(r"10\.\d+(?:\.\d+)*/\S+|10/[a-z0-9]{3,10}")
#: A page of a publisher whose address has the DOI of the paper: dl.acm.org/doi/pdf/10.1145/12.
PAGE_OF_DOI = re.compile(
    r"https?://[^/\s]+/(?:link_gateway/[^/\s]+/doi:"
    r"|doi/(?:(?:abs|full|pdf|epdf|pdfdirect|book|proceedings|reader|10\.1002)/)?)"
    r"(10\.[^?#\s]+)",
    re.IGNORECASE,
)
#: The same where the address ends in a DOI of one part: link.springer.com/article/10.1007/s1.
ENDS_IN_DOI = re.compile(
    r"https?://[^/\s]+/(?:[a-z-]+/)*(10\.\d{4,9}/[^/?#\s]+(?<!\.pdf)(?<!\.html))", re.IGNORECASE
)
#: The words with which the Web of Science and EndNote begin a DOI.
BEFORE_DOI = re.compile(
    r"^(?:(?:pii|artn|unsp)\s+\S+\s+)*(?:(?:https?://|info:|urn:)?doi(?!\.\w)\s*[:=]?\s*/{0,2}\s*)*",
    re.IGNORECASE,
)
#: What a program leaves before a DOI, within it and behind it: /10.1/2, S8 [pii] 10.1/2, the
#: year of the work: 201010.1/2, and its first figure twice: 110.1/2.
AHEAD_OF = re.compile(
    r"^(?:/+|\d{1,4}\s+|(?:19|20)\d\d|1|\S+\s*\[pii\]\s*)(?=10\.\d{4,}(?:\.\d+)*/)", re.IGNORECASE
)
#: A DOI that has lost its first figure in copying, which is 1 of each: 0.1000/182.
HALF = re.compile(r"^0\.(?=\d{4,5}(?:\.\d+)*/\S)")
#: A colon in place of its point: 10:1000/182.
COLON = re.compile(r"^10:(?=\d{4,5}/\S)")
#: A number of Elsevier of which a program has cut off the first signs: 16/j.oak.2020.01.002.
OF_ELSEVIER = re.compile(r"^16/(?=j\.[a-z]+\.(?:19|20)\d\d\.)")
#: The same of other publishers, whose numbers begin with the name of a journal: 1038/nature12345.
OF_JOURNAL = re.compile(r"^(?=1038/[a-z]+\d|1371/journal\.|1016/j\.)")
#: The underscores of MIT Press, which are lost in copying: 10.1162/OAKJ a 00123.
OF_MIT = re.compile(r"^(10\.1162/[A-Za-z]+) ([a-z]) (\d{5})$")
#: The tag of RIS behind a DOI that a program has read with the line of the address below it.
NEXT_LINE = " LK - "
BROKEN = re.compile(r"^10\.\s?(\d{4,}(?:\.\d+)*)/\s*(?=\S+$)")
#: How a mail that leads to a paper is counted.
COUNTED = re.compile(r"[?&]utm_\w+=\S*$")
#: What belongs to a paper and not to its DOI, as a program takes it from the address of a page.
OF_PAGE = re.compile(
    r"(?<=\w)/(?:(?i:SUPPL_FILE|ASSETS?|ATTACHMENT|FIGURES|TABLES|\d+/P)/.*"
    r"|(?:SUPPL_FILE|FIGURES|TABLES|COVER|METRICS|ABSTRACT|REFERENCES|META|FULL|E?PDF|XML)$"
    r"|FULL/(?:HTML|PDF|XML)$)"
)
#: What a page shows beside a link, to those who hear it and for its owner, not to readers.
OF_A_LINK = r"\s+\(?(?:focus to learn more|opens? in (?:a )?new (?:tab|window))\)?"
BEHIND_DOI = re.compile(
    rf"(?<=\S)(?:\s+\[(?:pii|doi)\]|[\s,;]+cited by:? ?\d+|{OF_A_LINK})$", re.IGNORECASE
)
RESOLVER = re.compile(
    r"https?://(?:(?:dx\.|www\.)?doi\.org/(?:doi:)?|doi:/{0,2}(?=10\.\d))", re.IGNORECASE
)
#: Numbers of others that programs write into the field of DOIs, and whose they are.
OTHERS = (
    ("hdl", re.compile(r"(20\.500\.\d+/\S+)")),
    ("CiteSeerX", re.compile(r"(10\.1\.1(?:\.\d+){2,3})")),
    ("PMC", re.compile(r"(PMC\d{5,})", re.IGNORECASE)),
    ("PII", re.compile(r"(?:pii:?\s*)?((?!10\.)\S*\d\S*)\s*\[pii\]", re.IGNORECASE)),
)
#: Resolvers of publishers, and of libraries in front of the common one: doi.acm.org/10.1145/12.
OTHER_RESOLVER = re.compile(
    r"(?:https?://|^)(?:[a-z0-9.-]*\b(?:dx\.doi\.org|dx-doi-org|doi\.org|doi-org|doi)\.[a-z0-9.-]+"
    r"|(?:www\.)?rgdoi\.net)/(?=10[./]\w)",
    re.IGNORECASE,
)
#: A DOI of the ACM in a query of its own, without the number of the ACM before it.
OF_ACM = re.compile(
    r"(?:https?://)?(?:doi|dl|portal|www)\.acm\.org(?:/\S*)?\?doid?=(?:10\.1145/)?(\d{6,7}\.\d{6,7})",
    re.IGNORECASE,
)
#: A page of PubMed, at the addresses that it has had.
OF_PUBMED = re.compile(
    r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov/|(?:www\.)?ncbi\.nlm\.nih\.gov/"
    r"(?:pubmed/(?:\?term=)?|entrez/query\.fcgi\?\S*\blist_uids=|entrez/\S*\buid=))(\d+)/?(?:[?&]\S*)?$"
)
#: A DOI, and behind it the page of what is published with the paper, as EndNote has it.
WITH_PAGE = re.compile(r"(10\.\d{4,}\S+)\s+(https?://(?!(?:dx\.)?doi\.org/)\S+)")
#: A DOI behind the path of its page, or with its slash as addresses code it.
IN_PATH = re.compile(
    r"(?:/doi/(?:(?:abs|full|e?pdf|pdfdirect)/)?)?(10\.\d{4,})(?:/|%2F)([^?\s]+)(?:\?\S*)?", re.I
)
COMMAND = re.compile(r"\\(?:url|nolinkurl|path)\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}")
ESCAPES = re.compile(r"\{?\\{1,2}([_%&#$~])(?:\{\})?\}?")
#: The backslash before a sign of TeX, as a code of addresses: isal%5C_a.
CODED = re.compile(r"%5C(?=[_&#$~])", re.IGNORECASE)
TILDE = re.compile(r"\{?\\(?:textasciitilde|~)\s*(?:\{\s*\})?\}?|\{?\$\^?\{?\\sim\}?\$\}?")


#: An underscore as a command, and the end of a line behind the number of a publisher.
UNDERSCORE = re.compile(r"\{?\\textunderscore(?:\{\}|\s)?\}?")
LINE = re.compile(r"(?<=\[pii\])\\{1,2}[rn](?=10\.)")
#: What stands before each of several DOIs, and between them: the end of a line, as EndNote has it.
FIRST = re.compile(r"^(?:doi:)?(?:https?://(?:dx\.)?doi\.org/)?", re.IGNORECASE)
BETWEEN = frozenset(("doi", "doi:", "and", "xd", "_xd_", "_x000d_", "&", ""))
PLAIN = re.compile(r"10\.\d+/[A-Za-z0-9._()/:-]*[A-Za-z0-9)]")


def doi(text: str) -> str:
    """Return a DOI without what stands around it; raise ValueError if it is none."""
    if PLAIN.fullmatch(text):
        return _without_page(text)
    bare = text.partition(NEXT_LINE)[0].strip()
    bare = HREF.sub(r"\1", bare) if "\\" in bare else bare
    bare = COUNTED.sub("", bare[1:-1] if bare[:1] == "<" and bare[-1:] == ">" else bare)
    if "\\" in bare or "$" in bare:
        bare = UNDERSCORE.sub("_", LINE.sub(" ", bare))
        bare = TILDE.sub("~", ESCAPES.sub(r"\1", COMMAND.sub(r"\1", bare)))
        bare = bare.replace("\\{", "").replace("\\}", "")
    if "%" in bare:
        bare = re.sub(r"\\?%0020", " ", CODED.sub("", bare))
    bare = bare.replace("{", "").replace("}", "")
    bare = bare.replace("$<$", "<").replace("$>$", ">").replace("\\textless", "<")
    bare = bare.replace("\\textgreater", ">").strip(" .,")
    bare = re.sub(r"^(doi:)?\s*\\?(?:%20)+", r"\1", OTHER_RESOLVER.sub("", bare))
    bare = BEHIND_DOI.sub("", BROKEN.sub(r"10.\1/", AHEAD_OF.sub("", bare)))
    if RESOLVER.match(bare):
        bare = unquote(RESOLVER.sub("", bare))
    bare = BEFORE_DOI.sub("", bare)
    bare = re.sub(r"(?<=\w)\\{1,2}[rn](?=\w).*$", "", bare) if "\\" in bare else bare
    page = PAGE_OF_DOI.match(bare) or ENDS_IN_DOI.fullmatch(bare) if "://" in bare else None
    if page:
        bare = unquote(page[1])
    bare = re.sub(r"^(?:dx\.|www\.)?doi\.org/", "", bare, flags=re.IGNORECASE)
    bare = unquote(RESOLVER.sub("", bare)) if RESOLVER.match(bare) else bare
    if "%" in bare and re.search(r"%[0-9a-f]{2}", bare, re.IGNORECASE):
        bare = unquote(bare)
    bare = _without_page(OTHER_RESOLVER.sub("", bare)).removesuffix("/")
    if bare[:3] != "10.":
        bare = COLON.sub("10.", OF_JOURNAL.sub("10.", bare))
        bare = OF_ELSEVIER.sub("10.1016/", HALF.sub("10.", bare))
    bare = OF_MIT.sub(r"\1_\2_\3", bare) if " " in bare else bare
    if not DOI.fullmatch(bare) or "\\" in bare:
        raise ValueError(f"must have as doi one DOI, such as 10.1000/182 (got {text!r})")
    return bare


def _without_page(number: str) -> str:
    """Return a DOI without what belongs to a page of its paper.

    >>> _without_page("10.1000/182_31/COVER"), _without_page("10.1000/COVER")
    ('10.1000/182_31', '10.1000/COVER')
    """
    return OF_PAGE.sub("", number) if number.count("/") > 1 else number


def out_of_path(link: str) -> str:
    """Return the DOI that is all of the path of a page without its site, or a link as it is.

    >>> out_of_path("/doi/pdf/10.1000/182?download=true"), out_of_path("10.1000%2F182")
    ('10.1000/182', '10.1000/182')
    """
    whole = IN_PATH.fullmatch(link)
    return f"{whole[1]}/{unquote(whole[2])}" if whole else link


def of_others(text: str) -> tuple[str, str]:
    """Return whose a number is that is no DOI, and the number; nothing if it may be one.

    >>> of_others("10.1.1.12.345"), of_others("S0960-9822(00)00007-5 [pii]"), of_others("10.1/x")
    (('CiteSeerX', '10.1.1.12.345'), ('PII', 'S0960-9822(00)00007-5'), ('', ''))
    """
    bare = text.strip(" {}.")
    if bare.startswith("10.") and not bare.startswith("10.1.1"):
        return "", ""
    found = ((name, pattern.fullmatch(bare)) for name, pattern in OTHERS)
    return next(((name, match[1]) for name, match in found if match), ("", ""))


def dois(text: str) -> list[str]:
    """Return the DOIs of a field; INSPIRE writes those of errata behind the first."""
    if PLAIN.fullmatch(text):
        return [doi(text)]
    parts = re.split(r"[\s,;]+", text.strip(" {},;"))
    several = [FIRST.sub("", one) for one in parts if one.lower() not in BETWEEN]
    if len(parts) > 1 and several and all(DOI.match(one) for one in several):
        return list(dict.fromkeys(map(doi, several)))
    return [doi(text)]


def own_doi(numbers: list[str], where: str) -> str:
    """Return the DOI of a work: of several the one with its page in it, else the first.

    INSPIRE writes those of errata beside it.

    >>> own_doi(["10.1/a.7", "10.1/a.9"], "9--12"), own_doi(["10.1/a.7", "10.1/a.8"], "9")
    ('10.1/a.9', '10.1/a.7')
    """
    if len(numbers) < 2:
        return "".join(numbers)
    page = (re.match(r"\w*", where) or [""])[0]
    own = [one for one in numbers if page and one.endswith(page)]
    return [*own, *numbers][0]


def doi_address(number: str) -> str:
    """Return where a DOI leads."""
    return "https://doi.org/" + quote(number, safe="/:;()._-+~!*,=@$")

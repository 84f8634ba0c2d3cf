"""One name of an entry: what stands around it taken off, and parted as BibTeX does."""

from __future__ import annotations

import re

from pybtex.bibtex.utils import split_tex_string
from pybtex.database import Person
from pybtex.exceptions import PybtexError

from folio.core.bibtex.people.bodies import LEGAL, OF, Separated, body, company, ended, short_for
from folio.core.bibtex.people.body_words import BEGINNINGS
from folio.core.tex.decoder import knows

EMPHASIS = re.compile(
    r"\\(?:text(?:bf|it|sc|rm|sf|sl|tt|up|md|normal)|underline|emph|uline|ul|hl|bsc|fbox|mathbf"
    r"|mkbib(?:bold|emph|italic))\s*"
    r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
SWITCH = re.compile(
    r"\{(?:\\(?:(?:bf|it|em|sc|sl|sf|tt|rm|(?:bf|md)series|(?:it|sc|sl|up)shape|(?:sf|tt|rm)family"
    r"|normalfont|normalsize|small|large|footnotesize|scriptsize|boldmath)(?![A-Za-z])"
    r"|color\s*(?:\[[^\[\]]*\])?\{[^{}]*\})\s*)+((?:[^{}]|\{[^{}]*\})*)\}"
)
COLOURED = re.compile(
    r"\\(?:textcolor|colorbox|href)\s*(?:\[[^\[\]]*\])?\s*\{[^{}]*\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}"
)
LINEAGE = re.compile(
    r"(jr|sr|junior|senior|[ivx]{1,4}|[2-5](nd|rd|th)|filho|neto|esq|ph\.?d|m\.?d)\.?|\([^()]*\)",
    re.I,
)
COMPANY = re.compile(
    r"\b(inc|ltd|llc|gmbh|corp|co|university|institute|department|team|s\.a)\b", re.I
)
#: Another word for "and" behind a comma, where no given name has one: Oaks, Elms e Ash.
LISTED = re.compile(r",.*\s(?:[eyi]|et|und|och|og|en|&|\\&)\s")
#: Letters of China, Japan and Korea, where the family comes first.
EASTERN = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
EASTERN_PAIR = re.compile(rf"({EASTERN.pattern}) +({EASTERN.pattern})")
WITH_SUFFIX = re.compile(
    r"([^,{}]+? )((?:[a-zß-ÿ]+ )*[^,{}\s]+) ((?:Jr|Sr|II|III|IV)\.?|[2-5](?:nd|rd|th))"
)
ET_AL = re.compile(r"\\(?:etal|etall?)\b\.?(?:\{\})?$")
AL_FIRST = re.compile(r"^(?:[Aa]l\.?,\s*[Ee]t\.?|\{al\.?\}|al\.?(?:,\s*(.+?)\s+et\.?)?)$")
SHORT = re.compile(r"(.*?),?\s*\bet\.?\s*al\.?")
GROUPED = re.compile(r"\{[^{}]*\}")
OTHER_SIGN = re.compile(r"(?<!\\)[;&]|[、；，،؛]|\\\\(?=\s*[A-Z])|\s(?:\\&|[/+|·•])\s")
#: Two whole names with a suffix between them, of which the first may be a family of two words.
WITH_SUFFIX_BETWEEN = re.compile(r"[^\W\d_a-z]\S+ [^\W\d_a-z][^\W\d_]\S*")
#: A whole name with what is said of it in brackets.
WITH_REMARK = re.compile(r"\S.*\s\S.*\([^()]*\)")
#: What says where a person works, or how to reach one, behind the name.
ASIDES = re.compile(
    r"\\(?:thanks|footnote|inst|orcid|orcidlink|IEEEauthorrefmark|affil)\s*\{[^{}]*\}"
    r"|\\footnotemark(?:\[[^\[\]]*\])?"
)
#: The name in another script, a role or years in parentheses.
BEHIND = re.compile(r"(.*\S)\s*(\([^()]*\))$", re.DOTALL)
#: How somebody is called, behind the given name or its initials: Lin, Wei (Ada); Lin, A. B. (Ada).
CALLED = re.compile(
    r"[^,{}]+, (?:[^\W\d_a-z][^\W\d_]+|[A-Z]\.)(?:[ -]?[A-Z]\.)* "
    r"\((?!(?:[JS]r|Eds?|Hg|Hrsg|Filho|Neto)\b)[^\W\d_a-z][a-zß-ÿ]+\)"
)
#: An accent at the beginning of a word, which BibTeX takes for no letter unless it is in braces.
BEGINS = re.compile(
    r"(?:^|(?<=[\s~,-]))(\\(?:[`'^\"~=.]\s?(?:\{\\?[A-Za-z]\}|\\?[A-Za-z])|[uvHcdrkh]\{[A-Za-z]\}))"
)
OTHER_AND = re.compile(
    r"\w\.?,?\s+(?!und zu )(?:und|et|och|og|и|та|及|和)\s+\w"
    r"|[^\W\d_a-z]\S* [^\W\d_a-z]\S* "
    r"(?:[yei]|en|with|amd|nad|adn|aand|andd|-{1,3}|[–—]) [^\W\d_a-z]\S* [^\W\d_a-z]"
)
LABELLED = re.compile(r"\s*(?:family|given|prefix|suffix)(?:-i)?\s*=")
_MARK = r"[\d\s,()*†‡§¶∗#$]|\\(?:\w+|[#*&])"
#: Marks behind a name; letters of an affiliation only where the name ends: M\textsuperscript{c}Elm.
SIGNS = re.compile(
    r"[*†‡§¶∗⋆=]+(?=,|$)|(?:\\,\s*)?(?:\{\$\^[^$]*\$\}|\$\^\{?[^$]*\}?\$"
    rf"|\\textsuperscript\s*\{{(?:{_MARK})*\}}"
    rf"|\\textsuperscript\s*\{{(?:[a-z]\b|{_MARK})*\}}(?=\s*(?:,|$)))"
)
#: A command of the owner's own around a name, or a part of it, which his document prints bold.
MARKED = re.compile(
    r"(?<![^\W\d_])\\([A-Za-z]{3,}|[A-Za-z]{2}(?=\s*\{[^{}]{3}))"
    r"\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
#: An initial that should be a capital, which BibTeX takes for a particle; v. and d. are some.
SMALL_INITIAL = re.compile(r"(?<=[A-Z]\.\s)([bcf-hj-npqtuwx]\.)(?=\s[A-Z])")
#: A comma too many, where it cannot be the last of several that separate names.
TRAILING = re.compile(
    r"^([^,]+|[^,\s]+,\s*(?:[^\W\d_](?:\.|[\s~-]|(?=,))[\s~-]*)+|[^,\s]+,\s*[^,\s]+(?:\s[^,\s]+)+),$"
)
DOUBLED = re.compile(r"^([^,]+),\s*,\s*([^,]+)$")
#: Several groups in one pair of braces, as INSPIRE has them: {Oak, Elm, and Ash Collaborations}.
GROUPS = re.compile(
    r"(?:,\s+and\s[^,]*\b(?:collaboration|consortium|team|group|network|organi[sz]ation|committee)"
    r"|\b(?:collaborations|consortia|teams|groups|networks|organi[sz]ations|committees))\s*\}$",
    re.IGNORECASE,
)
#: How some say that more are meant, where BibTeX says "and others".
MORE = frozenset(("more", "many more", "many others", "several others", "et cetera", "etc."))
#: A site, which is no given name: Ada Lin, Oak.example
SITE = re.compile(r"(?:[\w-]+\.)*[\w-]{3,}\.(?!jr|sr)(?:com|org|net|info|[a-z]{2})", re.ASCII)
#: The initial of the given name and that of the middle one, with a comma too many: Lin, A, B.
INITIAL = re.compile(r"[^\W\d_]\.?")
NOBODY = "has signs for an author; write who it is, or 'and others' at the end for who is left out"
NAMELESS = "has an author without a name; remove the ' and ' that is too many"
SEPARATE = "separates authors by something else; authors are separated by ' and '"


def _labelled(written: str) -> list[Person]:
    """Read ``family=Lange, given=Niek, prefix=de``, as biblatex takes a name by its parts."""
    pieces = split_tex_string(written, ",", strip=True)
    matches = [re.fullmatch(r"([a-z]+(?:-i)?)\s*=\s*(.*)", piece) for piece in pieces]
    if not all(matches):
        raise ValueError(f"has a name whose parts cannot be told (got {written!r})")
    parts = {one[1]: one[2].strip('" ') for one in matches if one}
    if not parts.get("family"):
        raise ValueError(f"has a name without its family (got {written!r})")
    if LEGAL.fullmatch(parts.get("given", "").strip("{}")):
        return [Person(f"{{{parts['family']}, {parts['given']}}}")]
    names = {"first": "given", "prelast": "prefix", "last": "family", "lineage": "suffix"}
    return [Person(**{name: parts.get(part, "") for name, part in names.items()})]


def persons(written: str) -> list[Person]:
    """Return the person of a name, and "others" behind it; raise ValueError for what is none."""
    if LABELLED.match(written):
        return _labelled(written)
    written = _without_marks(written) if "\\" in written else written
    written = AL_FIRST.sub(r"\1 et al.", written)
    written = TRAILING.sub(r"\1", DOUBLED.sub(r"\1, \2", written.strip()))
    if (written.strip("{}") if " " in written else written).lower() in MORE:
        return [Person("others")]
    if short := SHORT.fullmatch(written):
        return [*(persons(short[1]) if short[1] else []), Person("others")]
    written = SIGNS.sub("", written).strip()
    if wrapped(written) and _may_part(written[1:-1]):
        written = written[1:-1]
    written = SMALL_INITIAL.sub(r"{\1}", written)
    if not written:
        raise ValueError(NAMELESS)
    parts = [written]
    if "," in written:
        parts = [part.strip() for part in split_tex_string(written, ",", strip=False)]
    if len(parts) == 3 and all(INITIAL.fullmatch(part) for part in parts[1:]):
        written, parts = f"{parts[0]}, {parts[1]} {parts[2]}", [parts[0], " ".join(parts[1:])]
    if len(parts) > 1 and (not _parted(parts) or any(map(SITE.fullmatch, parts))):
        raise Separated(written)
    if len(parts) == 2 and all(map(WITH_REMARK.fullmatch, parts)):
        raise Separated(written)
    if len(parts) == 3 and all(map(WITH_SUFFIX_BETWEEN.fullmatch, parts[::2])):
        first, suffix, last = parts
        either = f"{{{first}, {suffix} and {last}}}, or {{{{{first}}}, {suffix}, {last}}}"
        raise ValueError(f"{SEPARATE} (got {written!r}); write {either} if that is one person")
    if len(parts) == 2 and (named := _body(*parts)) and not wrapped(written):
        return [Person(f"{{{named}}}")]
    suffixed = len(parts) == 3 and LINEAGE.fullmatch(parts[2].strip("{}"))
    if suffixed and not LINEAGE.fullmatch(parts[1].strip("{}")):
        written = f"{parts[0]}, {parts[2]}, {parts[1]}"
    outside = "" if wrapped(written) else GROUPED.sub("", written)
    if OTHER_AND.search(outside) or OTHER_SIGN.search(outside):
        raise Separated(written)
    return [_person(written)]


def _body(one: str, other: str) -> str:
    """Return a body with a comma in its name: a company, or its short name before the whole.

    >>> _body("IOE", "{Institute of Elms}"), _body("Lin", "Ada")
    ('IOE, Institute of Elms', '')
    """
    held = other[1:-1] if wrapped(other) else ""
    if held and one.isupper() and (short_for(one, held) or body(held)):
        return f"{one}, {held}"
    return f"{one}, {other}" if company(one, other) else ""


def _without_marks(written: str) -> str:
    """Take off commands that only print a name otherwise, and what stands behind it."""
    written = COLOURED.sub(r"\1", ASIDES.sub("", written))
    for _ in range(3):
        written = EMPHASIS.sub(r"\1", SWITCH.sub(r"\1", written))
        written = MARKED.sub(lambda m: m[0] if knows(m[1]) else m[2], written)
    written = BEGINS.sub(r"{\1}", written).strip()
    return ET_AL.sub("et al.", written)


def _person(written: str) -> Person:
    suffix = ""
    behind = written.endswith(")") and not wrapped(written) and not CALLED.fullmatch(written)
    if behind and (match := BEHIND.fullmatch(written)):
        written, suffix = match[1], match[2]
    if not written.isascii() and (match := EASTERN_PAIR.fullmatch(written)):
        written = f"{match[1]}, {match[2]}"
    if match := WITH_SUFFIX.fullmatch(written):
        written = f"{match[2]}, {match[3]}, {match[1].strip()}"
    try:
        person = Person(written)
    except PybtexError as error:
        raise ValueError(f"has a name that cannot be read ({error})") from None
    person.lineage_names += [f"{{{suffix}}}"] if suffix else []
    return person


def _may_part(grouped: str) -> bool:
    """Tell whether what braces hold together is a person with the family first."""
    if COMPANY.search(grouped) or " and " in grouped:
        return False
    if LISTED.search(grouped):
        return False
    parts = [part.strip() for part in grouped.split(",")]
    if any(map(OF.search, parts)) or _of_a_body(*parts[:2]):
        return False
    return len(parts) == 2 or (len(parts) == 3 and _parted(parts))


def _of_a_body(family: str, given: str = "") -> bool:
    """Tell whether words around a comma are those of a body: Oak Forest Service, Elm Region."""
    words = family.split()
    named = len(words) > 1 and (ended(family) or words[0].lower() in BEGINNINGS)
    return named or sum(word[:1].isupper() for word in words) > 2 or (" " in given and ended(given))


def _parted(parts: list[str]) -> bool:
    if not all(parts):
        return False
    if len(parts) == 2:
        return True
    return len(parts) == 3 and any(LINEAGE.fullmatch(part.strip("{}")) for part in parts[1:])


def unheld(text: str) -> str:
    r"""Return names without what only prints them otherwise, and without braces around all of it.

    >>> unheld(r"\textbf{Ada Lin}, Bo Wu"), unheld("{Ada Lin}")
    ('Ada Lin, Bo Wu', 'Ada Lin')
    """
    if "\\" in text:
        text = EMPHASIS.sub(r"\1", SWITCH.sub(r"\1", text)).strip()
    return text[1:-1] if wrapped(text) else text


def wrapped(text: str) -> bool:
    """Tell whether one pair of braces holds the whole text."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return place == len(text) - 1
    return False

"""Names in the usual forms, which need no parser, and those that no name beside them changes."""

from __future__ import annotations

import re

from folio.core.bibtex.people.bodies import LEGAL
from folio.core.bibtex.people.person import LINEAGE, SITE
from folio.core.bibtex.people.turned import may_split, tells

#: Words of letters, points, hyphens and short groups in braces, with at most one comma.
_ACCENT = r"\{\\[^\s{}A-Za-z](?:[A-Za-z]|\{\\?[A-Za-z]\})\}"
_WORD = rf"[^\W\d_](?:[^\W_]|[.’'\-]|{_ACCENT})*+"
USUAL = re.compile(rf"{_WORD}(?: {_WORD})*+(?:, {_WORD}(?: {_WORD})*+)?")
#: Particles of families, of which none means "and" in any language.
PARTICLES = frozenset(
    (
        *("van", "der", "den", "de", "la", "le", "du", "von", "zu", "zur", "di", "da", "dos"),
        *("das", "do", "del", "della", "ter", "ten", "vom", "af", "av", "ibn", "bin", "al"),
    )
)
#: An accent under a letter, and two over one: {\d{i}}, {\~{\^e}}.
_MARKED = r"\{\\[A-Za-z]\{[A-Za-z]\}\}|\{\\[^\s{}A-Za-z]\{\\[^\s{}A-Za-z][A-Za-z]\}\}"
_CAPITAL, _SMALL = "[A-ZÀ-ÖØ-Þ]", rf"(?:[a-zß-öø-ÿ]|{_ACCENT}|{_MARKED})"
_NAME = rf"{_CAPITAL}{_SMALL}+(?:-{_CAPITAL}{_SMALL}+)*"
_GIVEN = rf"(?:{_NAME}|[A-Z]\.(?:-?[A-Z]\.)*)(?: (?:{_NAME}|[A-Z]\.(?:-?[A-Z]\.)*))*"
#: Ada B. van Lin and Lin-Elm, Ada B.: no word of capitals, no grade of a member, and one family
#: before a comma.
CERTAIN = re.compile(
    r"(?!.*\b(?:And|Member|Fellow)\b)"
    rf"(?:{_GIVEN}(?: (?:{'|'.join(sorted(PARTICLES))}))* {_NAME}|{_NAME}, {_GIVEN})"
)


def usual(written: str) -> tuple[str, str, str] | None:
    """Return given name, family and both as BibTeX writes them; nothing of a name in another form.

    These are ``Ada B. Lin`` and ``Lin, Ada B.``, whose parts begin with a capital, but particles.
    This is what pybtex does with them, in a tenth of the time; a test compares the two.

    >>> usual("Ada B. van Lin"), usual("Lin, III, Ada")
    (('Ada B.', 'van Lin', 'van Lin, Ada B.'), None)
    """
    if not USUAL.fullmatch(written):
        return None
    family, comma, given = (part.strip() for part in written.partition(","))
    words = written.replace(",", " ").split()
    small = next((i for i, word in enumerate(words) if not word[0].isupper()), 0)
    if small:  # particles within a name that has no comma: Ada van der Lin
        within = [word for word in words[small:-1] if not word[0].isupper()]
        told = not comma and words[-1][0].isupper() and PARTICLES.issuperset(within)
    else:
        told = words[0][0].isupper()
    dotted = bool(comma) and "." in written[3:-2]
    none = LEGAL.fullmatch(given) or (dotted and any(map(SITE.fullmatch, (family, given))))
    if not told or none or LINEAGE.fullmatch(words[-1]):
        return None
    if comma:
        family, given = " ".join(family.split()), " ".join(given.split())
    else:
        start = small or -1
        family, given = " ".join(words[start:]), " ".join(words[:start])
    return given, family, f"{family}, {given}" if given else family


def certain(name: str) -> bool:
    """Tell whether a name is read alike whatever names stand beside it.

    >>> certain("Ada B. Lin"), certain("Lin, Ada"), certain("Lin A."), certain("Oak Elm, Ada")
    (True, True, False, False)
    """
    return bool(CERTAIN.fullmatch(name)) and not (tells(name) or may_split(name))

"""The names of bodies, told from those of persons by their words."""

from __future__ import annotations

import re

from folio.core.bibtex.people.body_words import (
    BEGINNINGS,
    BODIES,
    COURTS,
    FAMILIES_TOO,
    GROUPED,
    LAST_WORDS,
    OF_STATES,
)

#: What stands behind the comma in the name of a company: no given name.
LEGAL = re.compile(r"(?:inc|ltd|llc|l\.l\.c|gmbh|corp|plc|ag|s\.a|co\.,? ltd)\.?", re.IGNORECASE)
#: Those of them that are initials as well: Lin, S.A.
INITIALS_TOO = re.compile(r"(?:ag|s\.a)\.?", re.IGNORECASE)
INITIALS = re.compile(r"(?:[A-Z]\.-?)+")
#: A state in short, before the name of an office of it.
STATE = re.compile(r"^(?:U\. ?S\.(?: ?A\.)?|USA?|U\. ?K\.|UK|UN|EU)\s+")
#: A word that is no initial, or one between two.
WRITTEN_OUT = re.compile(r"[\w-]{3,}|\\?&|de|of")
#: Words that stand in the name of a body, or of somebody of old, and of no person of today.
OF = re.compile(r"(?:^|\s)(?:of|for|the|on)\s|^The\s|\s(?:of|for)$|\w University Press$")
#: What somebody is, who is named behind it.
OFFICE = re.compile(
    r"\b(?:Professor|Lecturer|Dean|Editor|Director|Bishop|King|Queen|Earl|Duke|Lord)\b"
)
#: A person whose family is called as a body is: Ada B. Hospital.
WITH_INITIAL = re.compile(
    r"[^\W\d_a-z][^\W\d_A-Z]+(?: [A-Z]\.)+ (?:Service|Hospital|Bureau|Union|Party)"
)
#: What a body is called in short, behind its name.
SHORT_NAME = re.compile(r"\s*\([^()]*\)$")
#: What stands first in the name of a body, and behind its comma where somebody took that for one
#: of a person: Core Team, R.
SHORT_BODY = re.compile(r"(?:[Tt]he )?[^\W_]+")
#: The whole name of a body, behind which a comma may part it from another as well.
IN_FULL = re.compile(
    rf"(?:[^\s{{}}]+\s+)+(?:{'|'.join(sorted(BODIES))}|group)"
    r"|(?:university|department|institute|ministry|cent(?:er|re)|school|faculty|office|bureau"
    r"|council|society|association)\s+(?:of|for)\s.*",
    re.IGNORECASE,
)
#: Bodies that everybody knows by a name with an "and" in it, and few put in braces.
KNOWN = re.compile(
    r"(?:^|(?<=\sand\s))((?:"
    r"National (?:Aeronautics and Space|Oceanic and Atmospheric) Administration"
    r"|National Institute of Standards and Technology"
    r"|National Institute for Health and Care Excellence"
    r"|Food and Agriculture Organi[sz]ation(?: of the United Nations)?"
    r"|(?:U\.? ?S\.? )?Food and Drug Administration"
    r"|(?:U\.? ?S\.? )?Centers? for Disease Control and Prevention"
    r"|European Centre for Disease Prevention and Control"
    r"|Institute of Electrical and Electronics Engineers"
    r"|Organi[sz]ation for Economic Co-?operation and Development"
    r"|United Nations Conference on Trade and Development"
    r"|United Nations Office on Drugs and Crime"
    r")(?: \([A-Z]+\))?)(?=\s+and\s|$)"
)


#: A ministry, of which the last of its offices stands behind another word for "and".
MINISTRY = re.compile(
    r"(?:[\w-]+)?minist(?:er(?:ium|io|ie|e|stwo|stvo)|ère|ério)\b"
    r".* (?:und|et|y|e|ed|i|og|och|en) \S.*",
    re.IGNORECASE,
)


#: A company that has its partners in its name: Elm GmbH & Co. KG, Oak & Sons.
PARTNERS = re.compile(
    r"[^,]+ \\?& (?:Co\.?(?:,? (?:KG|KGaA|OHG|Inc|Ltd)\.?)?|Cie\.?|Sons|Söhne|Company)"
)


class Separated(ValueError):
    """Something else than ``and`` stands between names: these."""


def _by_its_words(written: str) -> str:
    """Return the name of a body that has no comma, which its first or last words tell."""
    bare = SHORT_NAME.sub("", written)
    words = bare.split()
    if len(words) < 2:
        return ""
    first, last = words[0].lower(), words[-1].lower().rstrip(".")
    if last in FAMILIES_TOO and all(INITIALS.fullmatch(word) for word in words[:-1]):
        return ""
    named = last in LAST_WORDS and not WITH_INITIAL.fullmatch(bare)
    named = named or ("&" in written and bool(PARTNERS.fullmatch(written)))
    named = named or first in BEGINNINGS or bool(OF_STATES.fullmatch(bare))
    return written if named or OF.search(bare) else ""


def body(written: str) -> str:
    """Return the name of a body that no braces hold together; nothing if it may be a person.

    >>> body("Collaboration, OAK"), body("Oak Core Team"), body("Team, Ada, B."), body("Ada Lin")
    ('OAK Collaboration', 'Oak Core Team', '', '')
    >>> body("World Oak, Association"), body("chênes, Institut des"), body("the, Oak Group")
    ('World Oak Association', 'Institut des chênes', 'Oak Group')
    """
    written = written.removesuffix(",")
    first, comma, rest = written.partition(",")
    if ";" in written or "=" in written:
        return ""
    if comma and "inist" in first and MINISTRY.fullmatch(written):
        return written
    if not comma:
        return _by_its_words(written)
    if "=" not in first and IN_FULL.fullmatch(first.strip()):
        if SHORT_BODY.fullmatch(rest.strip()) or LEGAL.fullmatch(rest.strip()):
            return written if LEGAL.fullmatch(rest.strip()) else f"{rest.strip()} {first.strip()}"
        raise Separated(written)
    if first.isupper() and short_for(first.strip(), rest):
        return written
    if OF.search(SHORT_NAME.sub("", rest)) and not OFFICE.search(rest):
        if " of " in first and " of " in rest:
            raise Separated(written)
        return f"{rest.strip()} {first.strip()}"
    first, rest = first.strip(), rest.strip()
    if not rest or "," in rest:
        return ""
    if first.lower() == "the":
        return rest
    if rest.lower() in BODIES:
        return f"{first} {rest}"
    return f"{rest} {first}" if _turned(first, rest) else ""


def short_for(short: str, name: str) -> bool:
    """Tell whether the capitals of a name are those that stand before it.

    >>> short_for("OAK", "Organisation of Ashes and Kin"), short_for("LIN", "Ada B.")
    (True, False)
    """
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return len(short) > 2 and initials == short


def _turned(family: str, rest: str) -> bool:
    """Tell whether a body stands there as a person does: Society, American Oak.

    Of words that families have as well those before them decide, and there are two of these.
    """
    last, begun = family.lower().rstrip("."), rest.split()[0].lower()
    if last in BODIES or begun in BEGINNINGS or PARTNERS.fullmatch(f"{rest} {family}"):
        return True
    if LEGAL.fullmatch(family) and not INITIALS_TOO.fullmatch(family):
        return True
    if last in COURTS:
        return bool(OF_STATES.fullmatch(f"{rest} {family}"))
    if last not in LAST_WORDS:
        return False
    words = STATE.sub("State ", rest).split()
    if len(words) < 2 or not all(map(WRITTEN_OUT.fullmatch, words)):
        return False
    return last not in FAMILIES_TOO or not GROUPED.isdisjoint(rest.lower().split())


def ended(name: str) -> bool:
    """Tell whether a name ends as that of a body does: National Oak Administration."""
    words = SHORT_NAME.sub("", name).split()
    named = bool(words) and words[-1].lower().rstrip(".") in LAST_WORDS
    return named or bool(OF.search(name))


def company(name: str, rest: str) -> bool:
    """Tell whether words behind a comma say that a name is that of a company.

    >>> company("Elm", "Inc."), company("Elm Oak", "S.A."), company("Elm", "S.A.")
    (True, True, False)
    """
    several = " " in name.strip() and name[:1].isupper()
    return bool(LEGAL.fullmatch(rest)) and (several or not INITIALS_TOO.fullmatch(rest))

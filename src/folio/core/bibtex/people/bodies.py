"""The names of bodies, told from those of persons by their words."""

from __future__ import annotations

import re

from folio.core.unaccented import in_plain_letters

#: A body that writes as one, whose last word no family has; some write that word first.
BODIES = frozenset(
    (
        *(
            "collaboration",
            "collaborations",
            "consortium",
            "team",
            "committee",
            "committees",
            "commission",
        ),
        *("organization", "organisation", "association", "foundation", "institute"),
        *("university", "ministry", "agency"),
    )
)
#: Last words of bodies, of which some are families too where they stand first.
LAST_WORDS = BODIES | frozenset(
    (
        *("corporation", "company", "society", "laboratory", "laboratories", "federation"),
        *("museum", "authority", "developers", "bureau", "administration", "directorate"),
        *("secretariat", "alliance", "academy", "hospital", "department", "division", "survey"),
        *(
            "initiative",
            "party",
            "group",
            "project",
            "program",
            "programme",
            "contributors",
            "maintainers",
        ),
        *("authors", "investigators"),
        *(
            "community",
            "labs",
            "service",
            "services",
            "software",
            "technologies",
        ),
        *(
            "nations",
            "parliament",
            "congress",
            "center",
            "centre",
            "library",
            "coalition",
            "network",
            "forum",
        ),
        *("office", "senate", "treasury", "government", "tribunal", "parlament"),
        *("bundesgericht", "bundesamt", "landesamt", "gerichtshof", "gericht", "obergericht"),
        *("ministerium", "bundesministerium", "raad", "domstol", "domstolen", "høyesterett"),
        *(
            "inc",
            "llc",
            "e.v",
            "asbl",
            "sarl",
            "ltd",
            "gmbh",
            "corp",
            "plc",
            "limited",
            "incorporated",
            "union",
            "llp",
        ),
    )
)
#: Those of them that are families as well, behind initials: A. B. Group.
FAMILIES_TOO = frozenset(("group", "party", "union", "service", "project"))
#: Words with which the name of a body begins in several languages, and no name of a person does.
_FIRST = frozenset(
    (
        *("universität", "université", "universidad", "universidade", "università", "universitat"),
        *("universiteit", "uniwersytet", "univerzita", "institut", "institute", "instituto"),
        *("istituto", "ministerio", "ministério", "ministère", "ministero", "ministerium"),
        *("bundesamt", "bundesministerium", "office", "bureau", "center", "centre", "centro"),
        *("comisión", "comissão", "commissione", "commission", "comité", "société", "sociedad"),
        *("sociedade", "asociación", "associação", "associazione", "consejo", "conselho"),
        *("conseil", "consiglio", "fundación", "fundação", "fondation", "fondazione", "agence"),
        *("secretaría", "secretaria", "departamento", "département", "dirección", "direção"),
        *("bundesverfassungsgericht", "bundesgerichtshof", "bundesverwaltungsgericht", "cour"),
        *("bundesgericht", "oberlandesgericht", "landgericht", "amtsgericht", "gerichtshof"),
        *("verwaltungsgericht", "obergericht", "verfassungsgericht", "tribunal", "assemblée"),
        *("bundesrat", "bundestag", "bundesregierung", "landesamt", "landesregierung", "landtag"),
        *("bundesanstalt", "parlement", "parlamento", "gobierno", "governo", "gouvernement"),
        *("rechtbank", "gerechtshof", "sąd", "trybunał", "soud", "domstolen"),
        *("ministerstvo", "ministerstwo", "ministeriet", "министерство", "суд", "комитет"),
        *("agencia", "agência", "agenzia", "organización", "organização"),
    )
)
FIRST_WORDS = _FIRST | {in_plain_letters(word) for word in _FIRST}
#: What no given name is, of bodies of a state or of several, and what goes before a court of law,
#: which is a family too: Federal Court, Tribunal Supremo, Ada Court.
OF_STATES = re.compile(
    r"(?:Federal|European|International|National|Constitutional|Statistical|Statistisches|Statistics"
    r"|Eidgenössisches|Auswärtiges|Europäischer?|Bundes\w+gericht|Oberster) \S.*"
    r"|(?:Supreme|High|District|Superior|Crown|County|Criminal|Appellate|Commercial|Regional) Court"
    r"|Corte (?:Costituzionale|Constitucional|Suprema|Internacional|Interamericana|Europea|Penal).*"
    r"|(?:Supremo|Superior) Tribunal.*|(?:Nejvyšší|Ústavní|Najvyšší|Ústavný) so?úd|Hoge Raad.*"
    r"|(?:World|Central|Reserve|Federal|Development) Bank|Conseil d['’]\S.*|Cour de .*"
    r"|.* (?:Research|Arts|City|County|Town|Privy) Council"
    r"|.* (?:Advisory|Editorial|Executive|Supervisory|Management|Review) Board"
)
#: What stands behind the comma in the name of a company: no given name.
LEGAL = re.compile(r"(?:inc|ltd|llc|l\.l\.c|gmbh|corp|plc|ag|s\.a|co\.,? ltd)\.?", re.IGNORECASE)
#: Those of them that are initials as well: Lin, S.A.
INITIALS_TOO = re.compile(r"(?:ag|s\.a)\.?", re.IGNORECASE)
INITIALS = re.compile(r"(?:[A-Z]\.-?)+")
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
    r"|(?:U\.? ?S\.? )?Centers for Disease Control and Prevention"
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
    named = named or first in FIRST_WORDS or bool(OF_STATES.fullmatch(bare))
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
    if OF.search(SHORT_NAME.sub("", rest)) and not OFFICE.search(rest):
        return f"{rest.strip()} {first.strip()}"
    first, rest = first.strip(), rest.strip()
    if not rest or "," in rest:
        return ""
    if first.lower() == "the":
        return rest
    if rest.lower() in BODIES:
        return f"{first} {rest}"
    begins = rest.split()[0].lower() in FIRST_WORDS
    return f"{rest} {first}" if first.lower() in BODIES or begins else ""


def ended(name: str) -> bool:
    """Tell whether a name ends as that of a body does: National Oak Administration."""
    words = SHORT_NAME.sub("", name).split()
    return words[-1].lower().rstrip(".") in LAST_WORDS or bool(OF.search(name))


def company(name: str, rest: str) -> bool:
    """Tell whether words behind a comma say that a name is that of a company.

    >>> company("Elm", "Inc."), company("Elm Oak", "S.A."), company("Elm", "S.A.")
    (True, True, False)
    """
    several = " " in name.strip() and name[:1].isupper()
    return bool(LEGAL.fullmatch(rest)) and (several or not INITIALS_TOO.fullmatch(rest))

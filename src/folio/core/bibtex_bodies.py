"""Words by which the name of a body is told from that of a person."""

from __future__ import annotations

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
        *("authors", "community", "labs", "service", "services", "software", "technologies"),
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
        *("inc", "llc", "ltd", "gmbh", "corp", "plc", "limited", "incorporated", "union", "llp"),
    )
)
#: Those of them that are families as well, behind initials: A. B. Group.
FAMILIES_TOO = frozenset(("group", "party", "union", "service", "project"))
#: How the names of bodies begin in several languages, and no given name does.
FIRST_WORDS = frozenset(
    (
        *("institut", "institute", "instituto", "istituto", "universite", "université", "office"),
        *("universidad", "universidade", "università", "universität", "ministère", "ministerio"),
        *("ministério", "ministerium", "conseil", "consejo", "conselho", "comité", "commission"),
        *("centre", "centro", "center", "bureau", "agence", "agencia", "agência", "société"),
        *("sociedad", "sociedade", "asociación", "associação", "fondation", "fundación"),
        *("fundação", "bundesamt", "bundesministerium", "département", "departamento"),
    )
)

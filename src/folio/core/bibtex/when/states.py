"""What stands in place of a year: that a work is still to appear, or that it has no date."""

from __future__ import annotations

import re

STATES = (
    *("in press", "forthcoming", "upcoming", "submitted", "accepted", "to appear", "under review"),
    *("in preparation", "in review", "under revision", "in revision", "prepublished", "preprint"),
    *("accepted for publication", "submitted for publication", "manuscript in preparation"),
    *("in progress", "under submission", "working paper", "work in progress", "inpress"),
    *("in prep", "submitted manuscript", "unpublished", "under consideration", "in production"),
    *("conditionally accepted", "provisionally accepted", "to be published", "to be submitted"),
    *("revise and resubmit", "r&r", "minor revision", "major revision", "article in press"),
    *("advance online publication", "online first", "epub ahead of print", "early access"),
    *("accepted pending revisions", "accepted pending revision", "accepted with revisions"),
    *("accepted pending minor revisions", "accepted with minor revisions", "under second review"),
    *("angenommen", "in vorbereitung", "aceptado", "accepté", "accettato", "in stampa"),
    *("im druck", "im erscheinen", "erscheint demnächst", "eingereicht", "à paraître", "soumis"),
    *("à soumettre", "en préparation", "en preparación", "em preparação", "in preparazione"),
    *("sous presse", "en prensa", "en revisión", "enviado", "in corso di stampa", "no prelo"),
    *(
        "submetido",
        "aceito",
        "w druku",
        "v tisku",
        "в печати",
        "принято в печать",
        "待刊",
        "投稿中",
    ),
    *("por aparecer", "en révision", "em revisão", "in revisione"),
    *("in begutachtung", "unter begutachtung"),
    *("ter perse", "in druk", "i tryck", "i trykken", "v tlači", "baskıda", "nyomdában"),
    *("sub tipar", "у друці", "掲載予定", "印刷中", "出版中", "已录用", "게재 예정", "게재예정"),
)
#: How biblatex writes them in pubstate.
STATE_KEYS = {"inpress": "in press", "inpreparation": "in preparation"}
#: The states of which a date is that of the manuscript, since nobody has taken it yet.
OPEN = re.compile(
    r"submit|submission|review|revis|prep|progress|consider|r&r|eingereicht|begutacht|vorbereit"
    r"|soum|enviado|submetido|révision|revisão|投稿中"
)
#: What has capitals within them.
NOUNS = {"r&r": "R&R", "im druck": "im Druck", "im erscheinen": "im Erscheinen"}
#: How languages say that there is no date.
NO_DATE = re.compile(
    r"n\.? ?d|no ?date|undated|no year|(?:date |year )?unknown|s\.? ?d|s\.? ?a|s\.? ?f|sans date"
    r"|sine anno|sin fecha|sem (?:data|ano)|senza data|o\. ?j|o\. ?d|ohne (?:jahr|datum)"
    r"|u\. ?å|z\. ?j|b\. ?d"
    r"|[бb]\. ?[гg]|без года|(?:20)?x{2,4}|\?{1,4}|[-–—]{1,4}|0{1,4}",
    re.IGNORECASE,
)
#: Seasons in several languages, and as the Web of Science has them.
SEASONS = {
    **dict.fromkeys(("spring", "printemps", "frühling", "frühjahr", "primavera", "spr"), "Spring"),
    **dict.fromkeys(("summer", "été", "sommer", "verano", "verão", "estate", "sum"), "Summer"),
    **dict.fromkeys(("autumn", "automne", "herbst", "otoño", "outono", "autunno", "aut"), "Autumn"),
    **dict.fromkeys(("winter", "hiver", "invierno", "inverno", "win"), "Winter"),
    **dict.fromkeys(("fall", "fal"), "Fall"),
}

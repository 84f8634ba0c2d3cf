"""What a venue says besides itself: that the work is still to appear there, and a last full stop.

>>> without_state({"journal": "Oak Letters, in press"})
{'journal': 'Oak Letters', 'pubstate': 'in press'}
>>> without_stop("XX Congreso de los Robles."), without_stop("Oak Lett.")
('XX Congreso de los Robles', 'Oak Lett.')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from folio.core.bibtex.people.groups import words_of
from folio.core.bibtex.venues.numbered import WHOLES, turned, without_numbers
from folio.core.bibtex.when.states import STATES

#: States of a work that has a venue, and not what it is: a preprint, a working paper.
_NOT_YET = frozenset(STATES) - {"preprint", "prepublished", "working paper", "unpublished"}
_NOT_YET -= {"in progress", "work in progress"}
#: What stands in place of a volume, a number or pages that are not known yet.
_PRINT = (
    "aop",
    *("in-press", "inpress", "online first", "onlinefirst", "early access", "ahead of print"),
    *("ahead-of-print", "epub ahead of print", "advance online publication", "articles in press"),
    *("firstview", "first view"),
    *("in press, corrected proof", "in press, uncorrected proof", "in press, accepted manuscript"),
)
_AHEAD = {state: state for state in _NOT_YET} | dict.fromkeys(_PRINT, "in press")
_WORDS = "|".join(sorted(map(re.escape, _NOT_YET), key=len, reverse=True))
_ENDS = frozenset(state.split()[-1] for state in _NOT_YET)
_BEGUN = frozenset(word[:3] for word in _ENDS)
_STARTS = frozenset(("to", "accepted", "forthcoming", "in"))
#: Behind a comma, a stop, in brackets: Oak Letters (in press), Oak Letters. Accepted.
BEHIND = re.compile(
    rf"(.*[^\s,;(\[–-])(?:\s*[,;(\[–-]+\s*|(?<=\.)\s+)({_WORDS})\s*[)\].]*", re.IGNORECASE
)
#: Behind other words in their brackets: Oak Letters (short paper, submitted).
WITHIN = re.compile(rf"(.*\([^()]*[^\s,;(])[\s,;]+({_WORDS})\s*\)", re.IGNORECASE)
#: Before its venue: To appear in the Oak Letters; to appear Oak Letters.
BEFORE = re.compile(
    r"(to appear|accepted for publication|accepted|forthcoming|in press)"
    r"(?:\s+(?:in|at|by|with)\s+|(?<=appear)[,:]?\s+(?!.*\d)(?-i:(?=[A-Z])))"
    r"(?:the\s+)?(?=\S*[A-ZÀ-Þ])(.+)",
    re.IGNORECASE,
)
#: What a list prints before the name of the whole, if it prints it.
IN = re.compile(
    r"(?i:in)(?::\s*|\s+(?:(?i:the)\s+)?(?=\{*(?i:proc(?:\.|eedings)"
    r"|(?:\d+(?:st|nd|rd|th)\s|\d{4}\s|annual\s|international\s|acm\s|ieee\s|usenix\s|european\s)*"
    r"(?:symposium|conference|workshop|advances in)\b))"
    r"|\s+(?=\{*(?:(?i:international (?:conf|work|symp))|\d+(?:st|nd|rd|th)\b))"
    r"|\s+(?=\{*[A-Z][^:]{2,30}: Proc(?:\.|eedings))"
    r"|(?<!IN)\s+(?=\{*[A-Z]{3,}\b))"  # and no journal in capitals: IN VIVO
)
#: Where a patent holds, as biblatex has it.
COUNTRIES = {"de": "Germany", "fr": "France", "uk": "United Kingdom", "us": "United States"}
COUNTRIES |= {"ep": "European Union", "eu": "European Union"}
COUNTRY = re.compile(rf"\bcountry({'|'.join(COUNTRIES)})\b")
#: The end of a sentence, and of no abbreviation: behind a figure, a bracket, a vowel, capitals.
STOP = re.compile(r"(?:[\d)”»]|[^\W\d_]{3,}[aeoyáéíóúàèìòù]|^(?!INC|LTD|CORP|CO\.)[A-Z]{2,})\.")
#: What engines of sites call the kinds of works, in the field where biblatex has a place.
KINDS_OF_VENUES = frozenset(
    (
        *("workshop", "conference", "journal", "preprint", "poster", "demo", "talk", "thesis"),
        *("conference paper", "journal article", "workshop paper", "arxiv", "book chapter"),
    )
)
#: Words that a title keeps only if none of it is abbreviated.
SMALL = re.compile(r"\b(?:of|on|and|the|in|for|de|la|el|los|del|der|die|und|für|et|des|di|e|do)\b")
ABBREVIATED = re.compile(r"\b[^\W\d_]{1,5}\.|[^\W\d_]\.(?!\s+[^\W\d_a-zß-ÿ])")
LONG = re.compile(r"[^\W\d_]{6,}\.")
#: A word in small letters at the end of a sentence, which no journal abbreviates so.
LOWER = re.compile(
    r"(?!(?:conf|proc|symp|univ|assoc|dept|tech|lett|phys|chem|math|appl|suppl)\.)[a-zß-ÿ'’]{4,}\."
)
#: A word at the end of a place that is too long for an abbreviation: Turku, Finland.
ENDED = re.compile(
    r"(?:^|\s)(?:[^\W\d_a-z][a-zß-ÿ]{5,}|Japan|Spain|Egypt|Nepal|Qatar|Ira[nq]|Paris|Milan|Lyon)\.$"
)
#: No place has a longer name, and New York, New York is one.
LONGEST = 16
#: Last words of publishers and bodies that nobody abbreviates so.
WHOLE = re.compile(
    r"(?:\w+-)?(?:group|press|bank|house|books|trust|cent(?:er|re)|school|union|board|post|page|(?:web)?site"
    r"|slides|talk|software|article|video|podcast|data(?:set)?|code|paper|report|manuscript"
    r"|editions?|publishers?|publishing|verlag|\w{3,}(?:tions?|[^aeiou]ies|ments?))\.",
    re.I,
)

#: What a catalogue prints behind a place or a publisher: New York,
CATALOGUED = " ,;:"
MADE_BY = ("school", "institution", "organization", "publisher")


def without_state(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields in which the state of a work does not stand as its venue, or in its name."""
    said = dict(fields)
    for name in ("journal", "booktitle", "publisher", "organization"):
        if not (written := said.get(name)):
            continue
        if written[:2] in ("In", "in", "IN"):
            written = said[name] = _without_in(written)
        if written.startswith("Source: "):  # as JSTOR prints it on the first page
            written = said[name] = written.removeprefix("Source: ")
        if name in WHOLES and (written[-1:].isdigit() or "ol" in written or written[-1:] == ")"):
            written = said[name] = without_numbers(written, said, name)
        ends = name in WHOLES and written[-1] in "nN} "
        if ends and written[-4:].rstrip("} ").lower().endswith(" on"):
            written = said[name] = turned(written, said.get("year", ""))
        if "pubstate" in said or not written or not _may(written):
            continue
        if state := _alone(written.strip(" .()").lower()):
            said[name], said["pubstate"] = "", state
        elif found := WITHIN.fullmatch(written.strip()):
            said[name], said["pubstate"] = f"{found[1]})", found[2].lower()
        elif found := BEHIND.fullmatch(written.strip()):
            said[name], said["pubstate"] = found[1], found[2].lower()
        elif found := BEFORE.fullmatch(written.strip()):
            said[name], said["pubstate"] = found[2], found[1].lower()
        if said.get("series") == written:
            said["series"] = said[name]
    for name in ("number", "volume", "pages", "issue"):
        if not (written := said.get(name, "")) or written[0].isdigit():
            continue
        if (state := written.strip(" .(){}").lower()) in _AHEAD:
            said[name] = ""
            said.setdefault("pubstate", _AHEAD[state])
    return said


def _without_in(written: str) -> str:
    """Return the name of a whole without the word that a list prints before it.

    >>> _without_in("In {P}roceedings of the Oaks"), _without_in("in Vivo")
    ('{P}roceedings of the Oaks', 'in Vivo')
    """
    led = IN.match(written) or IN.match(re.sub("[{}]", "", written))
    if not led or "{" in written[: led.end()]:
        return written
    return written[led.end() :][:1].upper() + written[led.end() + 1 :]


def _alone(words: str) -> str:
    """Return the state that is all that words say, with a slip of the pen in it or without.

    >>> _alone("in preparatiom"), _alone("to appeare"), _alone("oak letters")
    ('in preparation', 'to appear', '')
    """
    if words in _NOT_YET:
        return words
    near = get_close_matches(words, _NOT_YET, 1, 0.9) if len(words) > 7 else []
    return near[0] if near else ""


def _may(written: str) -> bool:
    """Tell by its first and its last word whether a venue may say of a state."""
    words = written.lower().strip("( .)]").split()
    if not words:
        return False
    near = len(words) < 4 and words[-1][:3] in _BEGUN
    return near or words[-1].strip("(,;[") in _ENDS or words[0] in _STARTS


def meeting(fields: Mapping[str, str], event: str, venue: str) -> str:
    """Return the name of an event, if the name of its proceedings does not say it.

    >>> meeting({"booktitle": "Oaks"}, "Oak Days", "Oaks"), meeting({}, "Oak Days", "Oaks")
    ('Oak Days', '')
    """
    if not event:
        return ""
    words = {word for word in words_of(event) if len(word) > 3} or words_of(event)
    known = 2 * len(words & words_of(venue)) > len(words)
    return event if words and fields.get("booktitle") and not known else ""


def placed(text: str) -> str:
    """Return a place without the stop at its end, and its country once.

    >>> placed("Elmtown, Oakland, Oakland"), placed("New York, New York"), placed("Oak City,")
    ('Elmtown, Oakland', 'New York, New York', 'Oak City')
    >>> placed("Turku, Finland."), placed("Cambridge, Mass."), placed("countryus and countryfr")
    ('Turku, Finland', 'Cambridge, Mass.', 'United States and France')
    """
    if "country" in text:
        text = COUNTRY.sub(lambda m: COUNTRIES[m[1]], text)
    place = without_stop(text.rstrip(CATALOGUED))
    if ENDED.search(place):
        place = place[:-1]
    parts = place.split(", ")
    twice = len(parts) > 2 and parts[-1] == parts[-2]
    return ", ".join(parts[:-1]) if twice else place


def without_stop(text: str) -> str:
    """Return a place or a venue without the full stop at its end, unless it abbreviates a word.

    What a body of several words is called twice, as reports have it, is said once.

    >>> without_stop("Oak Institute for Elms, Oak Institute for Elms")
    'Oak Institute for Elms'
    """
    if not text:
        return ""
    half = len(text) // 2 - 1
    if half > LONGEST and text[:half] == text[half + 2 :] and text[half : half + 2] == ", ":
        return text[:half]
    first, slash, again = text.partition(" / ")
    if slash and first == again:
        return first
    if not text.endswith(".") or ABBREVIATED.search(text[:-1]):
        return text
    last = text.split()[-1]
    closed = (STOP.search(last) and last[-2:] != "..") or WHOLE.fullmatch(last)
    whole = LONG.fullmatch(last) or (text.count(" ") > 3 and LOWER.fullmatch(last))
    return text[:-1] if closed or (SMALL.search(text) and whole) else text


def alike(venue: str, title: str) -> bool:
    """Tell whether a venue differs from a title at most in braces and capitals.

    >>> alike("Oaks in Action", "{Oaks in action}"), alike("Oaks", "Elms")
    (True, False)
    """
    if abs(len(venue) - len(title)) > 9 and "{" not in venue + title:
        return False
    bare = [text.replace("{", "").replace("}", "").casefold() for text in (venue, title)]
    return bare[0] == bare[1]


def elsewhere(place: str, whole: str) -> str:
    """Return a field ``venue`` but for what no place is: of which kind it is, or what it is called.

    >>> elsewhere("Workshop", "Oak Days"), elsewhere("OAK", "Proceedings of Oaks (OAK-7)")
    ('', '')
    >>> elsewhere("Oaktown", "Oak Days"), elsewhere("Paris", "Days of Paris")
    ('Oaktown', 'Paris')
    """
    if place.lower() in KINDS_OF_VENUES:
        return ""
    short = place.isupper() and bool(whole)
    return "" if short and set(place.split()) <= set(re.findall(r"[^\W_]+", whole)) else place


def published_by(texts: Mapping[str, str], kind: str, venue: str) -> str:
    """Return who published a work, and before it the bodies that its venue does not say.

    >>> published_by({"publisher": "Elm", "organization": "Oak Society"}, "inproceedings", "Oaks")
    'Oak Society, Elm'
    >>> published_by({"school": "Elm University"}, "phdthesis", "Elm University")
    'Elm University'
    >>> published_by({"publisher": "Elm", "institution": "Oak University"}, "book", "Elm")
    'Oak University'
    """
    said = {name: without_stop(text.rstrip(CATALOGUED)) for name, text in texts.items()}
    made = said.pop("publisher", "")
    if len(made) == len(venue) and words_of(made) == words_of(venue):  # in another order
        made = venue
    if kind in ("article", "inproceedings"):  # where programs say at which its authors work
        said = {"organization": said.get("organization", "")} if kind != "article" else {}
    told = [venue, *venue.split(", "), ""]  # but "IEEE" is not said by "IEEE Meeting"
    beside = [body for body in dict.fromkeys(said.values()) if body not in told]
    beside = [body for body in beside if body.lower() not in made.lower()]
    made = "" if made == venue and beside else made
    return ", ".join([*beside, made] if made else beside) or (
        venue if venue in said.values() else ""
    )

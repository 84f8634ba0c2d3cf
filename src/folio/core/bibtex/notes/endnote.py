"""What EndNote and catalogues keep in a note of their records: nothing that a reference shows.

>>> without_record({"note": "Lin, Ada eng Review England 2020/07/03 Oaks. 2020 Jun 20;8:12."})
{'note': ''}
>>> without_record({"note": "The words eng and Review, 2020/07/03, stand here."})["note"][:9]
'The words'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.bibtex.links.dois import DOI

_LANGUAGE = r"(?:eng|fre|ger|spa|ita|por|rus|chi|jpn|pol|dut|cze|hun|tur|kor|swe|dan|nor)"
_KIND = (
    r"(?:Journal Article|Review|Research Support|Comparative Study|Clinical Trial|Case Reports?)"
)
#: The day on which PubMed took it up, and before it its language, or of which kind it is.
RECORD = re.compile(rf"(?:.*\s)?(?:{_LANGUAGE}|{_KIND})\b(?:\s.*)?")
TAKEN_UP = re.compile(r"(?<!\S)\d{4}/\d{2}/\d{2}(?: \d{2}:\d{2})?(?!\S)")
#: The article as PubMed cites it: Oak Lett. 2020 Jun 20;8(2):12-9.
CITED = re.compile(r"(?!\d).+\. \d{4}(?: [A-Z][a-z]{2}\b[^.:;]*)?[;:.].*")

#: Numbers with what they are behind them, as PubMed exports them: 12345678[pmid].
TAGGED = re.compile(r"(\S+?)\s*\[(doi|pii|pmid|pmcid)\][\s;,.]*", re.IGNORECASE)
OPENING = frozenset("IiCcDdLlSs{")
#: What a catalogue says of a book and ProQuest of a paper, which no reference has.
_BACK = r"(?:bibliograph(?:y|ical references)|index(?:es)?|appendi(?:x|ces)|references)"
OF_CATALOGUE = re.compile(
    rf"includes {_BACK}(?:,? (?:and )?{_BACK})*(?: \([^()]*\))?(?:,? (?:and )?{_BACK})?\.?"
    r"|literaturverz(?:eichnis|\.)? s\. ?[\d\s–-]+|literaturangaben\.?"
    r"|(?:copyright|last updated|date (?:created|completed|revised)|suppnotes)"
    r" - .*(?:last updated|date revised) - \d{4}-\d\d-\d\d.*",
    re.IGNORECASE,
)


def without_record(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields without a note that is nothing but the record of PubMed."""
    note = fields.get("note", "")
    if note and (note[-1] == "]" or note[-2:] == "]}") and (numbers := _tagged(note.strip(" {}"))):
        empty = {name: said for name, said in numbers.items() if not fields.get(name)}
        return {**fields, **empty, "note": ""}
    if note[:1] in OPENING and OF_CATALOGUE.fullmatch(note.strip(" {}")):
        return {**fields, "note": ""}
    if "/" not in note or not (taken := TAKEN_UP.search(note)):
        return fields
    before, behind = note[: taken.start()].strip(" {}"), note[taken.end() :].strip(" {}")
    if RECORD.fullmatch(before) and CITED.fullmatch(behind):
        return {**fields, "note": ""}
    return fields


def _tagged(note: str) -> dict[str, str]:
    """Return numbers of which a note says what each is, if it says nothing else.

    >>> _tagged("10.1000/182[doi] 12345678[pmid]"), _tagged("10.1000_182[PII]"), _tagged("See [1]")
    ({'doi': '10.1000/182', 'pmid': '12345678'}, {'pii': '10.1000_182'}, {})
    """
    if TAGGED.sub("", note):
        return {}
    told = {name.lower(): number for number, name in TAGGED.findall(note)}
    if not DOI.fullmatch(told.get("doi", "10.1000/182")):
        del told["doi"]
    return told

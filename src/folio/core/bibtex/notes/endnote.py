"""What EndNote keeps in a note of a record of PubMed: it says again what the entry says.

>>> without_record({"note": "Lin, Ada eng Review England 2020/07/03 Oaks. 2020 Jun 20;8:12."})
{'note': ''}
>>> without_record({"note": "The words eng and Review, 2020/07/03, stand here."})["note"][:9]
'The words'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_LANGUAGE = r"(?:eng|fre|ger|spa|ita|por|rus|chi|jpn|pol|dut|cze|hun|tur|kor|swe|dan|nor)"
_KIND = (
    r"(?:Journal Article|Review|Research Support|Comparative Study|Clinical Trial|Case Reports?)"
)
#: The day on which PubMed took it up, and before it its language, or of which kind it is.
RECORD = re.compile(rf"(?:.*\s)?(?:{_LANGUAGE}|{_KIND})\b(?:\s.*)?")
TAKEN_UP = re.compile(r"(?<!\S)\d{4}/\d{2}/\d{2}(?: \d{2}:\d{2})?(?!\S)")
#: The article as PubMed cites it: Oak Lett. 2020 Jun 20;8(2):12-9.
CITED = re.compile(r"(?!\d).+\. \d{4}(?: [A-Z][a-z]{2}\b[^.:;]*)?[;:.].*")


def without_record(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return fields without a note that is nothing but the record of PubMed."""
    note = fields.get("note", "")
    if "/" not in note or not (taken := TAKEN_UP.search(note)):
        return fields
    before, behind = note[: taken.start()].strip(" {}"), note[taken.end() :].strip(" {}")
    if RECORD.fullmatch(before) and CITED.fullmatch(behind):
        return {**fields, "note": ""}
    return fields

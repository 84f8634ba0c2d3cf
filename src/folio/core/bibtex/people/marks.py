r"""Fields of names without what only prints them otherwise.

>>> unmarked(r"\textbf{Ada Lin and Bo Wu} and Mar\'\i a El\'\i and S\o ren")
"Ada Lin and Bo Wu and Mar\\'{\\i}a El\\'\\i and S{\\o}ren"
>>> unmarked("<b>Ada Lin</b> and Bo Wu<sup>1</sup>")
'Ada Lin and Bo Wu'
"""

from __future__ import annotations

import re

from folio.core.bibtex.people.person import EMPHASIS, SWITCH

#: What prints a name otherwise on a page, and a mark behind it.
TAGS = re.compile(r"<sup>[^<>]*</sup>|</?(?:b|i|u|em|strong|span)(?:\s[^<>]*)?>", re.IGNORECASE)
#: The command of a letter, of which the blank behind it is the end: Garc\'\i a, S\o ren.
LETTER = re.compile(r"\\(i|j|o|O|l|L|ss|ae|AE|oe|OE|aa|AA) +(?!and )(?=[a-zß-ÿ])")
#: The years of a life behind a name, as catalogues of libraries have them: Lin, Ada, 1937-
LIFE = re.compile(
    r"(,\s(?:(?!\sand\s)[^,\d])+?),? (?:1[4-9]|20)\d\d-(?:(?:1[4-9]|20)\d\d)?\.?(?=\s+and\s|$)"
)


def unmarked(field: str) -> str:
    """Return a field without tags, emphasis of several names, and blanks that end a command.

    >>> unmarked("Lin, Ada, 1937- and Wu, Bo 1901-1999")
    'Lin, Ada and Wu, Bo'
    """
    if re.search(r"\d-", field):
        field = LIFE.sub(r"\1", field)
    if "<" in field:
        field = TAGS.sub("", field)
    if "\\" not in field:
        return field
    if " and " in field:
        for emphasis in (EMPHASIS, SWITCH):
            field = emphasis.sub(lambda m: m[1] if " and " in m[1] else m[0], field)
    return LETTER.sub(r"{\\\1}", field)

"""Numbers of PubMed that no field calls so, as its exports for BibTeX have them.

>>> is_of_pubmed("28100585", {"journal": "J. Oak", "year": "2017"})  # which may be of JSTOR
False
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: A number of this century: its first year and the first number of that, how many there are in a
#: year since then, and how many years before or after its own a paper may be counted.
EIGHT = re.compile(r"[1-9]\d{7}", re.ASCII)
FIRST_COUNTED, FIRST_OF_IT, A_YEAR, AHEAD = 2000, 10_800_000, 1_090_000, 3


def is_of_pubmed(number: str, fields: Mapping[str, str]) -> bool:
    """Tell whether eight figures are a number of PubMed, which counts papers as they appear.

    Those of JSTOR, and an ISSN, have nothing to do with the year.

    >>> at = {"journal": "J. Oak", "doi": "10.1000/182", "year": "2017"}
    >>> is_of_pubmed("28100585", at), is_of_pubmed("28100585", at | {"year": "1975"})
    (True, False)
    """
    doi, journal = fields.get("doi", ""), fields.get("journal")
    if not EIGHT.fullmatch(number) or not journal or not doi or "10.2307/" in doi:
        return False
    year = re.search(r"\d{4}", fields.get("year") or fields.get("date", ""))
    if not year or number in fields.get("issn", "").replace("-", ""):
        return False
    counted = FIRST_COUNTED + (int(number) - FIRST_OF_IT) / A_YEAR
    return abs(int(year[0]) - counted) <= AHEAD

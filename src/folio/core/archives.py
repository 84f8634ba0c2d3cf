"""What an entry of references.bib says of its address: when it was checked, and if it is dead.

Three fields may stand beside ``url``. While the original lives, readers see nothing of them::

    url = {https://ada.example/notes}, urldate = {2025-11-10},
    archiveurl = {https://web.archive.org/web/2025/https://ada.example/notes},
    urlstatus = {dead}
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from folio.core.dates import Date
from folio.core.options import Url, url

DEAD = "dead"
AROUND = re.compile(r"^https?://(?:www\.)?|/$")
ARCHIVED = "archived copy"


def shown(address: str) -> str:
    """Return an address as a label.

    >>> shown("https://www.ada.example/notes/")
    'ada.example/notes'
    """
    return AROUND.sub("", address)


def link_to(fields: Mapping[str, str]) -> tuple[str, str] | None:
    """Return label and address of an entry's ``url``, or of its archived copy if it is dead.

    Raise ValueError for what cannot be.
    """
    address, copy, checked, status = (
        fields.get(name, "").strip() for name in ("url", "archiveurl", "urldate", "urlstatus")
    )
    told = bool(copy or status)  # biblatex's day of a visit is less strict, and says nothing more
    archive, date = _archive(copy), _checked(checked) if told else None
    if told and not address:
        raise ValueError("must have a url for archiveurl, urldate or urlstatus to tell of")
    if status not in ("", DEAD):
        raise ValueError(f"must have no urlstatus but {DEAD!r} (got {status!r})")
    if status and not (archive and date):
        rule = "must have archiveurl and urldate if its urlstatus is 'dead'"
        raise ValueError(f"{rule}; add them, or remove the url if there is no copy")
    label = shown(address)
    if len(label) > 40:
        label = re.sub(
            r"(?<=/[0-9a-f]{7})[0-9a-f]{33}(?=/)", "", label
        )  # a commit, as readers know it
    if archive and date and status:
        return f"{label} ({ARCHIVED}, checked on {date.text()})", archive
    return (label, address) if address else None


def _archive(text: str) -> Url | None:
    try:
        return url(text) if text else None
    except ValueError as error:
        raise ValueError(f"has an archiveurl that {error}") from None


def _checked(text: str) -> Date | None:
    rule = f"must have as urldate the day of the check, YYYY-MM-DD (got {text!r})"
    try:
        date = Date.parse(text) if text else None
    except ValueError:
        raise ValueError(rule) from None
    if date and not date.day:
        raise ValueError(rule)
    return date

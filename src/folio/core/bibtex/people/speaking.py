r"""The collaboration that a field of authors names beside the first of them, in its own field.

>>> parted({"author": r"The OAK Collaboration (B. Lin {\it et al.})"})
{'author': 'B. Lin and others', 'collaboration': 'The OAK Collaboration'}
"""

from __future__ import annotations

import re

from folio.core.bibtex.people.slips import ET_AL

_GROUP = r"(?:for (?:the )?|on behalf of (?:the )?)?(?P<group>[^()\[\]{},]*\bcollaborations?)"
_MORE = r"[\s,]*(?:\band others|\bet\.?\s*al\b\.?)[\s,]*"
#: B. Lin et al. (OAK Collaboration); B. Lin and others [for the OAK Collaboration].
BEHIND = re.compile(rf"(?P<names>[^()\[\]]*[^()\[\]\s,]){_MORE}[(\[]{_GROUP}[)\]]\.?", re.I)
#: The OAK Collaboration (B. Lin et al.)
BEFORE = re.compile(rf"{_GROUP}\s*[(\[](?P<names>[^()\[\]]*[^()\[\]\s,]){_MORE}[)\]]\.?", re.I)


def parted(fields: dict[str, str]) -> dict[str, str]:
    """Return fields in which the authors and for whom they speak stand each in its own.

    >>> parted({"author": "{B. Lin et al. (OAK Collaboration)}"})["collaboration"]
    'OAK Collaboration'
    >>> parted({"author": "Ada Lin and {OAK Collaboration}"})
    {'author': 'Ada Lin and {OAK Collaboration}'}
    """
    author = fields.get("author", "")
    if "ollaborat" not in author or not ("(" in author or "[" in author):
        return fields
    bare = ET_AL.sub("et al.", author).strip()
    bare = bare[1:-1] if bare[:1] == "{" and bare[-1:] == "}" and bare.count("{") == 1 else bare
    if not (said := BEHIND.fullmatch(bare) or BEFORE.fullmatch(bare)):
        return fields
    group = fields.get("collaboration") or said["group"].strip()
    return {**fields, "author": f"{said['names']} and others", "collaboration": group}

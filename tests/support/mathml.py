"""What MathML says apart from how it is written, and whether browsers know all of it."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree

#: The elements of MathML Core, and menclose, which Firefox and WebKit draw and the sheet replaces.
LEAVES = frozenset({"mi", "mn", "mo", "mtext", "mspace", "annotation"})
ROWS = frozenset({"math", "mrow", "mstyle", "mpadded", "mphantom", "msqrt", "menclose", "mtd"})
COUNTS = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover", "semantics"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
INSIDE = {"mtable": "mtr", "mtr": "mtd"}
#: Attributes that all elements may have, and those of each.
ANYWHERE = frozenset(
    {"class", "displaystyle", "scriptlevel", "mathcolor", "mathbackground", "mathsize"}
)
OWN = {
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {
        "form",
        "fence",
        "separator",
        "lspace",
        "rspace",
        "stretchy",
        "symmetric",
        "largeop",
        "movablelimits",
        "minsize",
        "maxsize",
        "mathvariant",
        "linebreak",
    },
    "mspace": {"width", "height", "depth"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mfrac": {"linethickness"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "menclose": {"notation"},
    "mtd": {"columnspan", "rowspan"},
    "annotation": {"encoding"},
}

#: Signs that converters write by one or another character.
SIGNS = str.maketrans(
    {
        **dict.fromkeys("'’", "′"),
        **dict.fromkeys("-⁻", "−"),
        **dict.fromkeys("∣❘", "|"),
        **dict.fromkeys("ˆ\u0302", "^"),
        **dict.fromkeys("˜\u0303", "~"),
        **dict.fromkeys("¯_\u0305\u0332ˉ\u0304", "‾"),
        "‖": "∥",
        "·": "⋅",
        "∖": "\\",
        "*": "∗",
        "…": "⋯",
        "\u20d7": "→",
        "\u0307": "˙",
        "\u0308": "¨",
        "″": "′′",
        "‴": "′′′",
        "▫": "□",
    }
)
UNSEEN = re.compile("[\\s\u2061-\u2064\u200b\u2060\u00a0\ufe00\ufe01\ufe0e]")
PRIMES = re.compile(r"\^\[(′+)\]")


def faults(math: etree._Element) -> list[str]:
    """Return what of a formula is not MathML Core as these pages show it."""
    found = []
    for element in math.iter():
        name, children = str(element.tag), list(element)
        if name not in LEAVES | ROWS | COUNTS.keys() | INSIDE.keys():
            found.append(f"<{name}>")
        if name in LEAVES and children:
            found.append(f"<{name}> with elements in it")
        if name not in LEAVES and (element.text or "").strip():
            found.append(f"text in <{name}>")
        if len(children) != COUNTS.get(name, len(children)):
            found.append(f"<{name}> of {len(children)}")
        if any(child.tag != INSIDE.get(name, child.tag) for child in children):
            found.append(f"<{name}> with others in it")
        found += [
            f"{name}@{key}" for key in element.attrib if key not in ANYWHERE | OWN.get(name, set())
        ]
    return found


def structure(element: etree._Element) -> str:
    r"""Return signs in their order, and what is fraction, root, script, row and cell.

    >>> structure(etree.fromstring("<math><msub><mi>x</mi><mn>1</mn></msub><mo>+</mo></math>"))
    'x_[1]+'
    """
    said = PRIMES.sub(r"\1", _said(element)).replace("_[]", "").replace("^[]", "")
    raised = r"((?:\^\[(?:[^][]|\[[^][]*\])*\])|′+)(_\[(?:[^][]|\[[^][]*\])*\])"
    return re.sub(raised, r"\2\1", said)  # below before above, in whichever order they stand


def _said(element: etree._Element) -> str:
    name = etree.QName(element).localname
    parts = [] if name in LEAVES else [_said(part) for part in element]
    if name in {"annotation", "mspace", "mphantom"}:
        return ""
    if name in LEAVES:
        letters = UNSEEN.sub("", "".join(element.itertext())).translate(SIGNS)
        return "".join(
            unicodedata.normalize("NFKC", letter) if letter.isalnum() else letter
            for letter in unicodedata.normalize("NFC", letters)
        )
    if name in {"msub", "munder"}:
        return f"{parts[0]}_[{parts[1]}]"
    if name in {"msup", "mover"}:
        return f"{parts[0]}^[{parts[1]}]"
    if name in {"msubsup", "munderover"}:
        return f"{parts[0]}_[{parts[1]}]^[{parts[2]}]"
    if name == "mfrac":
        return f"({parts[0]})/({parts[1]})"
    if name in {"msqrt", "mroot"}:
        return f"√({';'.join(parts) if name == 'mroot' else ''.join(parts)})"
    if name == "mtr":
        return "&".join(filter(None, parts))
    if name == "mtable":
        rows = list(filter(None, parts))
        alone = len(rows) == 1 and "&" not in rows[0]
        return rows[0] if alone else "{" + ";".join(rows) + "}"
    return "".join(parts)

r"""Sizes that an author gives: a style in a tag, which the policy forbids, becomes a class.

The class says the style itself, so that the stylesheet is made from the pages as they are.

>>> classed('<img src="a.png" style="width: 33.3%;">')
'<img class="style:width:33.3%" src="a.png">'
>>> rules({"style:width:33.3%", "other"})
'.style\\:width\\:33\\.3\\%{width:33.3%!important}'
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection

PREFIX = "style:"
_TAG = re.compile(r"<([A-Za-z][\w-]*)((?:\s+[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*(/?)>")
_STYLE = re.compile(r"\s+style=(?:\"([^\"]*)\"|'([^']*)')")
_CLASS = re.compile(r"(\sclass=\")")
_DECLARATION = re.compile(r"[a-z-]+:[\w .,%#()+*/-]+")


def classed(body: str) -> str:
    """Return HTML in which no tag has a style of its own, but a class that says it."""
    return _TAG.sub(_without_style, body) if "style=" in body else body


def _without_style(match: re.Match[str]) -> str:
    tag, attributes, end = match.groups()
    if not (style := _STYLE.search(attributes)):
        return match[0]
    name = class_of(html.unescape(style[1] or style[2] or ""))
    rest = _STYLE.sub("", attributes)
    if not name:
        named = rest
    elif _CLASS.search(rest):
        named = _CLASS.sub(rf"\g<1>{html.escape(name)} ", rest, count=1)
    else:
        named = f' class="{html.escape(name)}"{rest}'
    return f"<{tag}{named}{' /' if end else ''}>"


def class_of(style: str) -> str:
    """Return the class that says a style; nothing of what could be more than one."""
    parts = (" ".join(part.split()) for part in style.split(";"))
    known = [re.sub(r"\s*:\s*", ":", part, count=1) for part in parts if part]
    safe = [part for part in known if _DECLARATION.fullmatch(part) and "url(" not in part]
    return f"{PREFIX}{';'.join(safe).replace(' ', '_')}" if safe else ""


def rules(marks: Collection[str]) -> str:
    """Return the rules for all such classes."""
    lines = []
    for mark in sorted(mark for mark in marks if mark.startswith(PREFIX)):
        said = mark.removeprefix(PREFIX).replace("_", " ").split(";")
        if all(_DECLARATION.fullmatch(part) and "url(" not in part for part in said):
            body = ";".join(f"{part}!important" for part in said)
            name = re.sub(r"[^A-Za-z0-9_-]", r"\\\g<0>", mark)
            lines.append(f".{name}{{{body}}}")
    return "".join(lines)

"""What of HTML can stand in a page, and what its policy would drop without a word.

>>> uncommented("a <!-- not yet --> b"), elements("<b>x</b> <y>"), elements("<Tabs></x>")
('a  b', ['b', 'b'], ['Tabs', 'x'])
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(\s+[\w:-]+\s*=|[^<>]*/>)?")
#: What the security policy of a page stops a browser from showing or running.
FORBIDDEN = re.compile(
    r"<(?:script|style|iframe|object|embed|applet|base|link|meta|video|audio)\b"
    r"|\sstyle\s*=|\son[a-z]+\s*=|\ssrc(?:set)?\s*=\s*[\"']?(?:[a-z]+:)?//|\ssrc\s*=\s*[\"']?data:",
    re.IGNORECASE,
)
#: Elements that authors write in Markdown elsewhere, to have them shown and not talked about.
KNOWN = frozenset(
    (
        *("a", "abbr", "aside", "audio", "b", "big", "blockquote", "center", "cite", "code", "dd"),
        *("del", "details", "dfn", "div", "dl", "dt", "em", "embed", "figcaption", "figure"),
        *("font", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe", "img", "input"),
        *("ins", "kbd", "label", "li", "mark", "object", "ol", "p", "picture", "pre", "q", "s"),
        *("samp", "section", "small", "source", "span", "strike", "strong", "sub", "summary"),
        *("sup", "svg", "table", "tbody", "td", "th", "thead", "tr", "tt", "u", "ul", "var"),
        *("video", "wbr", "button", "nav", "main", "article", "header", "footer"),
        *("script", "style", "noscript", "template", "canvas", "ruby", "rt", "rp", "bdi", "bdo"),
        *("tfoot", "colgroup", "col", "fieldset", "legend", "textarea", "dialog", "marquee"),
    )
)
#: What stands in their place here, of those that have one.
INSTEAD = {
    **dict.fromkeys(("a", "audio", "embed", "iframe", "object", "video"), "[text](address)"),
    **{"img": "![what it shows](file)", "picture": "![what it shows](file)"},
    **dict.fromkeys(("b", "strong"), "**text**"),
    **dict.fromkeys(("cite", "dfn", "em", "i", "mark", "u"), "*text*"),
    **{"sub": "{sub}`text`", "sup": "{sup}`text`", "kbd": "{kbd}`text`"},
    **{"abbr": "{abbr}`HTML (its words)`", "blockquote": "> text", "hr": "---"},
    **{"details": ":::{unfold} Title", "summary": ":::{unfold} Title"},
    **dict.fromkeys(("li", "ol", "ul"), "- text"),
    **{f"h{depth}": f"{'#' * depth} Heading" for depth in range(1, 7)},
}


def instead(name: str) -> str:
    """Return how Markdown writes what an element is for.

    >>> instead("A"), instead("div")
    ("write '[text](address)'", 'write it in Markdown')
    """
    written = INSTEAD.get(name.lower())
    return f"write '{written}'" if written else "write it in Markdown"


def uncommented(text: str) -> str:
    """Return HTML without its comments."""
    return _COMMENT.sub("", text)


def elements(text: str) -> list[str]:
    """Return the names of the elements of HTML, or of components as MDX has them, in a text.

    What ends, or says something of itself, is an element too, and no gap such as ``<key>``.
    """
    return [
        name
        for end, name, rest in _TAG.findall(text)
        if end or rest or name.lower() in KNOWN or name[0].isupper()
    ]

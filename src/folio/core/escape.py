r"""How a record's text stands in another format, so that a reader gets back that very text.

>>> attribute('say "hi" & <go>')
'say &quot;hi&quot; &amp; &lt;go&gt;'
>>> markdown("2 * 3 [sic]")
'2 \\* 3 \\[sic\\]'
"""

from __future__ import annotations

import html
import json
import re
from typing import Any
from xml.etree import ElementTree

# XML and HTML can hold no control characters: their pictures (U+2400 and after) stand for them.
_VISIBLE = {n: 0x2400 + n for n in range(0x20) if n not in (0x09, 0x0A)}
_VISIBLE |= {0x7F: 0x2421, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}


def visible(text: str) -> str:
    """Replace each character that XML cannot hold by one that shows it."""
    return text.translate(_VISIBLE)


def attribute(text: str) -> str:
    """Return text for a quoted attribute of HTML."""
    return html.escape(visible(text))


def meta(label: str, name: str, content: str) -> str:
    """Return a ``<meta>``; ``label`` is ``name``, or ``property`` for Open Graph."""
    return f'<meta {label}="{name}" content="{attribute(content)}">\n'


def markdown(text: str) -> str:
    """Return text for a line of Markdown, on that line, without markup of its own."""
    line = visible(" ".join(text.split()))
    line = re.sub(r"[\\`*_\[\]<>~#|]|\^\Z|&(?=#?\w)", r"\\\g<0>", line)
    return re.sub(r"^(\d*)([-+=:%(.)])", r"\1\\\2", line)  # what would begin a list or a rule


def markdown_piece(text: str) -> str:
    r"""Return a piece of a paragraph of Markdown, in which nothing is markup of its own.

    What a mark means depends on what stands beside it: at either end of the piece it is escaped,
    such as '^' before a link, which some read as a note. An underscore between letters need not
    be. Dollars begin formulas, pipes the cells of a table.

    >>> markdown_piece("a_b costs $5 < 6 | <i>")
    'a_b costs \\$5 < 6 \\| \\<i>'
    """
    marks = r"[\\`*\[\]~|$]|\^\Z|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?]|\Z)|&(?=#?\w|\Z)"
    return re.sub(marks, r"\\\g<0>", visible(text))


def markdown_lines(text: str) -> str:
    r"""Return a paragraph of Markdown such that no line of it begins another kind of block.

    >>> markdown_lines("in\n1843. It - and\n- this")
    'in\n1843\\. It - and\n\\- this'
    """
    lines = (line.strip(" \t") for line in text.split("\n"))
    block = r"^(?=#{1,6}(?:[ \t]|$)|>|[-+](?:[ \t]|$)|[-:=][-:= ]*$)|^\d{1,9}(?=[.)](?:[ \t]|$))"
    return "\n".join(re.sub(block, r"\g<0>\\", line) for line in lines if line)


def script_json(data: Any) -> str:
    """Return compact JSON that can stand in a ``<script>``: no tag begins or ends in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def file_json(data: Any) -> str:
    """Return JSON for a file that people may open."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def xml_file(root: ElementTree.Element) -> str:
    """Return an XML document."""
    for element in root.iter():
        element.text = visible(element.text) if element.text else element.text
        element.attrib.update({key: visible(value) for key, value in element.attrib.items()})
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'

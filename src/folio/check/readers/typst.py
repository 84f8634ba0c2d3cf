"""Links in Typst: in what is neither a comment nor code, as the compiler reads it.

The compiler, which Python can install, tells nothing of a file that does not compile; three rules
tell what is no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from folio.check.excerpt import Link
from folio.check.readers.text import WITHOUT_SCHEME, bare, blanked

# A comment may hold others, here two deep.
_INNER = r"(?:(?!/\*|\*/).)*"
_NO_TEXT = re.compile(
    rf"/\*{_INNER}(?:/\*{_INNER}(?:/\*{_INNER}\*/{_INNER})*\*/{_INNER})*(?:\*/|\Z)|/\*.*?(?:\*/|\Z)"
    r"|(?<![:\w])//[^\r\n]*|(?P<fence>`{3,}).*?(?:(?P=fence)|\Z)|`[^`\r\n]*`"
    r"|#raw\((?:[^()\"]|\"(?:\\.|[^\"\\])*\")*\)",
    re.DOTALL,
)
_JOINED = re.compile(r'"(?:\s*\+|[ \t]*$)', re.MULTILINE)  # a string that is a part of an address
_HOST = re.compile(rf'\blink\(\s*"({WITHOUT_SCHEME}[^\s"]*)"')


def typst_links(text: str) -> Iterator[Link]:
    """Yield the links of a file of Typst.

    >>> [link.target for link in typst_links('#link("http://a") // http://b')]
    ['http://a']
    """
    text = _NO_TEXT.sub(lambda match: blanked(match[0]), text)
    for link in bare(text):
        is_beginning = _JOINED.match(text, link.end)
        yield replace(link, form="part") if is_beginning else link
    for match in _HOST.finditer(text):
        yield Link(match[1], match.start(1), match.end(1))

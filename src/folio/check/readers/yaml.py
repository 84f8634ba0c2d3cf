"""Links in YAML: in its values, not in its comments.

PyYAML's scanner tells of each scalar where it stands, which is all that is asked of it; ruamel.yaml
is a fork of it that keeps comments for writing, and nothing is written here. Where a file is no
YAML, as a template may be, its lines are read without their comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from folio.check.excerpt import Link
from folio.check.readers.text import WITHOUT_SCHEME, bare, moved

LONGEST = 200_000  #: characters; above that the scanner would take seconds
DEEPEST = 50  #: brackets within brackets; of more the scanner takes the square of the time
_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*", re.MULTILINE)
_HOST = re.compile(rf"{WITHOUT_SCHEME}\S*")


def yaml_links(text: str) -> Iterator[Link]:
    """Yield the links of a file of YAML, or of front matter.

    >>> [link.target for link in yaml_links("url: http://a/b.html#c  # http://d")]
    ['http://a/b.html#c']
    """
    try:
        is_sane = len(text) <= LONGEST and _depth(text) <= DEEPEST
        scalars = list(_scalars(text)) if is_sane else None
    except (yaml.YAMLError, RecursionError, ValueError):
        scalars = None
    if scalars is None:
        masked = _COMMENT.sub(lambda match: " " * len(match[0]), text)
        scalars = [(0, masked, masked)]
    for start, written, value in scalars:
        said = list(bare(value, "part")) if written.startswith('"') and "\\" in written else []
        links = list(bare(written, "part"))
        if said and [link.target for link in said] != [link.target for link in links]:
            links = [replace(link, start=1, end=1) for link in said]  # written with escapes
        yield from moved(links, start)
        if host := _HOST.fullmatch(value):
            place = start + max(written.find(host[0]), 0)
            yield Link(host[0], place, place + len(host[0]), form="part")


def _depth(text: str) -> int:
    """Return how deep brackets stand within brackets, whether or not they are meant as such."""
    depth = deepest = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth = max(0, depth + (1 if match[0] in "[{" else -1))
        deepest = max(deepest, depth)
    return deepest


def _scalars(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where each scalar starts, as it is written and what it says."""
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            yield start, text[start:end], str(token.value)

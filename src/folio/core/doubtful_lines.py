r"""What Markdown would drop or turn into something else, line by line, before it is read.

>>> [(line, problem.message[:27]) for line, problem in doubtful_lines("|a|\n|-|\n|x|y|\n")]
[(3, 'a row must have as many cel')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from folio.core.fences import VERBATIM, block_parser, directive_of
from folio.core.problems import Problem, Subtype

#: What no reader sees, or what turns the order of what follows; tabs and line ends are none.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ufffd\ufffe\uffff]")
_MERGE = re.compile(r"(?:<{7}|>{7}) \S|\|{7} \S")
_FRONT = re.compile(r"---[ \t]*\n(?:[\w-]+:(?:[ \t].*)?\n(?:[ \t]+\S.*\n)*)+(?:---|\.\.\.)[ \t]*$",
                    re.MULTILINE)  # fmt: skip
_RULES = re.compile(r"\s*-{2,}(?:[ \t]+-{2,})+\s*")  #: above the columns of a table of Pandoc
REMOTE = ("csv-table", "raw")  #: directives that would ask the network
_URL = re.compile(r"(?:\s*:[\w-]+:.*\n|---\n|[\w-]+:.*\n)*?\s*:?url:\s*(\S+)")
_CUT_ROLE = re.compile(r"\{[a-z][\w:+.-]*\}`[^`|]*(?<!\\)\|")
_BAR = re.compile(r"(?<!\\)\|")


def doubtful_lines(text: str, first: int = 1) -> Iterator[tuple[int, Problem]]:
    """Yield line and problem of each line that a page would not show as it was meant."""
    for number, line in enumerate(text.split("\n"), first):
        if control := _CONTROL.search(line):
            what = f"a text must have no control character (got U+{ord(control[0]):04X})"
            yield number, Problem(Subtype.DIALECT, f"{what}; remove it")
    yield from _of_blocks(text, first)


def _of_blocks(text: str, first: int) -> Iterator[tuple[int, Problem]]:
    lines, code = text.split("\n"), set()
    columns = 0
    for token in block_parser().enable("table").parse(text):
        start, end = token.map or (0, 0)
        if token.type in ("fence", "colon_fence", "code_block"):
            code |= set(range(start, end))
            name = directive_of(token.info)
            if name in REMOTE and (url := _URL.match(token.content)):
                what = f"a page must be made of files of the site (got {url[1]!r})"
                problem = Problem(Subtype.FILE, f"{what}; save it beside the page, with ':file:'")
                yield first + start, problem
            if name and name not in VERBATIM:
                yield from _of_blocks(token.content, first + start + 1)
        elif token.type == "tr_open":
            cells = _cells(lines[start])
            columns = columns or cells
            if cells > columns and not _CUT_ROLE.search(lines[start]):  # of which others tell
                what = "a row must have as many cells as its table, or the rest is dropped"
                got = f"(got {cells} for {columns}); write '\\|' for a bar in a cell"
                yield first + start, Problem(Subtype.DIALECT, f"{what} {got}")
        elif token.type == "table_close":
            columns = 0
        elif meant := _rule(token, lines):
            yield first + start, meant
    for number, line in enumerate(lines):
        if number not in code and _MERGE.match(line):
            what = f"a page must be of one version (got {line[:20]!r}, the mark of a merge)"
            yield first + number, Problem(Subtype.DIALECT, f"{what}; choose one, and remove it")


def _rule(token: Token, lines: list[str]) -> Problem | None:
    """Return what a line across the page was meant to be, if it was something else."""
    if token.type != "hr" or token.map is None:
        return None
    if _RULES.fullmatch(lines[token.map[0]]):
        what = "a table of Pandoc must be written as Markdown is here (got '--- ---')"
        return Problem(Subtype.DIALECT, f"{what}; write '| a | b |' and '| --- | --- |'")
    if _FRONT.match("\n".join(lines[token.map[0] :])):
        what = "front matter must be the first of a page (got it below something else)"
        return Problem(Subtype.FRONT_MATTER, f"{what}; move it up to the first line")
    return None


def _cells(line: str) -> int:
    r"""Return the number of cells of a row, which bars part.

    >>> _cells(r"> | a | b \| c |"), _cells("a|b")
    (2, 2)
    """
    return len(_BAR.findall(re.sub(r"^[\s>]*\|?|(?<!\\)\|\s*$", "", line))) + 1

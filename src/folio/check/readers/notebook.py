"""Links in Jupyter notebooks: in cells of text, and in the comments and strings of code cells.

What a cell has put out is no text of the author's and is not read. nbformat reads a notebook into
values that have lost their place, and brings ten packages; Python's own json says whether a file
is a notebook, and a walk over its strings where each stands.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import PurePath
from typing import Any

from folio.check.excerpt import Link
from folio.check.readers.html import page_links
from folio.check.readers.json import TOKEN, Piece
from folio.check.readers.latex import latex_links
from folio.check.readers.markdown import markdown_links
from folio.check.readers.markup import asciidoc_links
from folio.check.readers.python import python_links
from folio.check.readers.rst import rst_links
from folio.check.readers.source import reader_of
from folio.check.readers.text import bare, blanked, moved

Reader = Callable[[str], Iterator[Link]]
_FORMATS: Mapping[str, Reader] = {
    **dict.fromkeys(("text/restructuredtext", "text/x-rst", "rst"), rst_links),
    **dict.fromkeys(("text/latex", "text/x-tex", "latex", "pdf"), latex_links),
    **dict.fromkeys(("text/html", "html", "svg", "slides"), page_links),
    **dict.fromkeys(("text/markdown", "markdown"), markdown_links),
    **dict.fromkeys(("text/x-python", "python"), python_links),
    **dict.fromkeys(("text/asciidoc", "asciidoc"), asciidoc_links),
}
_FILES: Mapping[str, Reader] = {
    **{".py": python_links, ".md": markdown_links, ".tex": latex_links, ".html": page_links},
    **{".rst": rst_links},
}
_MAGIC = re.compile(r"\s*%%(!|\w+)([^\r\n]*)")
_SAME = {"time", "timeit", "capture", "prun", "debug", "px", "python", "python3", "pypy"}


@dataclass
class Cell:
    """What is known of a cell while the file is read: the pieces of its source."""

    pieces: list[Piece] = field(default_factory=list)


def notebook_links(text: str) -> Iterator[Link]:
    """Yield the links of a notebook; raise ValueError for what is none."""
    document = _document(text)
    language = _language(document.get("metadata"))
    described = _described(document)
    for number, cell in enumerate(_cells(text), 1):
        values = [piece.value for piece in cell.pieces]
        starts = list(accumulate(map(len, values), initial=0))
        source = "".join(values)
        what = described[number - 1] if number <= len(described) else {}
        source, reader = _reader(what, source, language, is_first=number == 1)
        for link in reader(source) if reader else ():
            yield replace(_placed(link, cell.pieces, starts), cell=number)


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except RecursionError:
        raise ValueError("must be a notebook (got JSON that is nested too deeply)") from None
    except ValueError as error:
        raise ValueError(f"must be a notebook (got no JSON: {error})") from None
    if not isinstance(document, dict) or not {"cells", "worksheets"} & document.keys():
        raise ValueError("must be a notebook (got JSON without 'cells')")
    return document


def _described(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the cells say of themselves, in order; the third version has worksheets."""
    lists = [document.get("cells")]
    sheets = document.get("worksheets")
    for sheet in sheets if isinstance(sheets, list) else ():
        lists.append(sheet.get("cells") if isinstance(sheet, dict) else None)
    cells = [cell for cells in lists if isinstance(cells, list) for cell in cells]
    return [cell for cell in cells if isinstance(cell, dict)]


def _language(metadata: Any) -> str:
    """Return the language of the code cells, which is Python unless a notebook says otherwise."""
    for name, key in (
        ("kernelspec", "language"),
        ("language_info", "name"),
        ("kernelspec", "name"),
    ):
        part = metadata.get(name) if isinstance(metadata, dict) else None
        said = part.get(key) if isinstance(part, dict) else None
        if isinstance(said, str) and said:
            return said
    return "python"


def _reader(
    cell: dict[str, Any], source: str, language: str, *, is_first: bool
) -> tuple[str, Reader | None]:
    """Return the source of a cell, without its magic, and what reads it."""
    kind = cell.get("cell_type")
    data = cell.get("metadata") if isinstance(cell.get("metadata"), dict) else {}
    assert isinstance(data, dict)
    if kind in {"markdown", "heading"}:
        return source, markdown_links
    if kind == "raw":
        form = str(data.get("raw_mimetype") or data.get("format") or "").lower()
        form = form.partition(";")[0].strip()
        is_whole = re.fullmatch(r"---\s*\n.*\n---\s*", source, re.DOTALL)
        is_front = (is_first and source.startswith("---")) or (not form and is_whole)
        return source, markdown_links if is_front else _FORMATS.get(form, bare)
    if kind != "code":
        return source, None
    vscode = data.get("vscode")
    own = vscode.get("languageId") if isinstance(vscode, dict) else data.get("kernel")
    language = own if isinstance(own, str) else cell.get("language") or language
    if (magic := _MAGIC.match(source)) and magic[1] not in _SAME:
        source = " " * magic.end() + source[magic.end() :]
        words = magic[2].split()
        if magic[1] in {"writefile", "file"} and words:
            return source, _FILES.get(PurePath(words[-1]).suffix.lower(), bare)
        language = words[-1] if magic[1] == "script" and words else magic[1]
        language = "bash" if language in {"!", "system", "sx"} else language
    return source, _code_reader(str(language))


def _code_reader(language: str) -> Reader | None:
    if re.fullmatch(r"(?i)(i?python\d?|xpython|conda-.*|sage.*)", language):
        return _ipython_links
    if language.lower() in {"latex", "html", "svg", "markdown"}:
        return _FORMATS[language.lower()]
    return reader_of(language) or bare


_SHELL = re.compile(r"^[ \t]*(?:!|%[a-z]+[ \t])[^\r\n]*", re.MULTILINE)


def _ipython_links(text: str) -> Iterator[Link]:
    """Yield the links of Python with lines for a shell, such as ``!wget http://a``."""
    for match in _SHELL.finditer(text):
        yield from moved(bare(match[0], "part"), match.start())
    yield from python_links(_SHELL.sub(lambda match: blanked(match[0]), text))


def _placed(link: Link, pieces: list[Piece], starts: list[int]) -> Link:
    """Return a link with its place in the file; one that goes on in the next piece has no end."""
    number = min(bisect_right(starts, link.start), len(pieces)) - 1
    start = pieces[number].place(link.start - starts[number])
    inside = link.end <= starts[number + 1]
    end = pieces[number].place(link.end - starts[number]) if inside else start
    return replace(link, start=start, end=end)


def _cells(text: str) -> Iterator[Cell]:
    """Yield the cells in order; a walk over the JSON keeps the place of each string."""
    path: list[str] = []  # what is open: { or [, each with the key that leads to it
    cell, key, at_key = Cell(), "", False
    for match in TOKEN.finditer(text):
        token = match[0]
        if token in "{[":
            path.append(token + key)
            cell = Cell() if _in_cell(path) else cell
            key, at_key = "", token == "{"
        elif token in "}]":
            if _in_cell(path):
                yield cell
            path.pop()
            key = ""
        elif token in ",:":
            at_key = token == "," and path[-1].startswith("{")
        elif token.startswith('"'):
            piece = Piece(match.start() + 1, token[1:-1])
            if at_key:
                key = piece.value
            else:
                _note(cell, path, key, piece)


def _note(cell: Cell, path: list[str], key: str, piece: Piece) -> None:
    """Keep a string if it belongs to a cell; the third version of the format says input."""
    sources = {"source", "input"}
    if (_in_cell(path) and key in sources) or (
        _in_cell(path[:-1]) and path[-1][1:] in sources and path[-1][0] == "["
    ):
        cell.pieces.append(piece)


def _in_cell(path: list[str]) -> bool:
    """Tell whether what is open last is a cell."""
    depth = 5 if path[1:2] == ["[worksheets"] else 3
    return len(path) == depth and path[-2:] == ["[cells", "{"]

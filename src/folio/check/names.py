"""What a course calls the inventory of a site: its configuration, beside its pages, says so.

Read are ``intersphinx_mapping`` in Sphinx's ``conf.py`` and in the ``_config.yml`` of Jupyter Book,
and ``references`` in the ``myst.yml`` of mystmd. Nothing of theirs is run.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from folio.check.encodings import decoded

#: where the configuration of a whole repository may stand
_BELOW = ("", "docs", "doc", "source", "docs/source", "doc/source", "book")


@dataclass
class Names:
    """Finds the names that hold for the files of a folder; ``is_home`` knows the site's address."""

    is_home: Callable[[str], bool]
    _known: dict[Path, dict[str, bool]] = field(default_factory=dict)

    def of(self, folder: Path) -> dict[str, bool]:
        """Return each name that is defined for a folder, and whether it means the site."""
        folder = folder.absolute()
        if folder not in self._known:
            is_root = (folder / ".git").exists() or folder.parent == folder
            places = _places(folder) if is_root and folder.parent != folder else ("",)
            above = {} if is_root else self.of(folder.parent)
            here = {
                name: self.is_home(address)
                for place in reversed(places)
                for name, address in _mapping(folder / place)
            }
            self._known[folder] = {**above, **here}
        return self._known[folder]


def _places(root: Path) -> tuple[str, ...]:
    """Return where a configuration may stand: in the usual folders first, then in any other."""
    found = (path for form in ("*/conf.py", "*/source/conf.py") for path in sorted(root.glob(form)))
    others = (path.parent.relative_to(root).as_posix() for path in found)
    return (*_BELOW, *(one for one in others if one not in _BELOW and not one.startswith(".")))


def _mapping(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and addresses of the inventories that a folder's configuration names."""
    for name, read in (
        ("conf.py", _of_sphinx),
        ("_config.yml", _of_book),
        ("myst.yml", _of_mystmd),
    ):
        try:
            text = decoded((folder / name).read_bytes())
            said = text.text.removeprefix("\ufeff") if text else ""
            yield from read(said)
            for other in _extended(said) if name == "myst.yml" else ():
                yield from read((folder / other).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError, SyntaxError, yaml.YAMLError):
            continue


def _of_sphinx(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands in a dictionary, or is put into one, as ``"name": ("address", None)``."""
    strings: dict[str, str] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign) and (said := _string(_first(node.value), strings)):
            strings |= {one.id: said for one in node.targets if isinstance(one, ast.Name)}
    for node in ast.walk(ast.parse(text)):
        pairs: list[tuple[ast.expr | None, ast.expr]] = []
        if isinstance(node, ast.Dict):
            pairs = list(zip(node.keys, node.values, strict=True))
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            pairs = [(node.targets[0].slice, node.value)]
        elif isinstance(node, ast.keyword) and node.arg:
            pairs = [(ast.Constant(node.arg), node.value)]
        for key, value in pairs:
            is_tuple = isinstance(value, ast.Tuple | ast.List | ast.Name)
            address = _string(_first(value), strings) if is_tuple else ""
            if (name := _string(key, strings)) and address:
                yield name, address


def _first(node: ast.expr) -> ast.expr | None:
    """Return the first part of a tuple, or what is none."""
    if isinstance(node, ast.Tuple | ast.List):
        return node.elts[0] if node.elts else None
    return node


def _string(node: ast.expr | None, known: Mapping[str, str]) -> str:
    """Return what a string comes to, put together from pieces or not; nothing if it is unknown."""
    match node:
        case ast.Constant(value=str(said)):
            return said
        case ast.Name(id=name):
            return known.get(name, "")
        case ast.Call(func=function, args=[_, default]) if "env" in ast.unparse(function):
            return _string(default, known)  # of os.environ.get, os.getenv
        case ast.FormattedValue(value=value):
            return _string(value, known)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            parts = [_string(left, known), _string(right, known)]
        case ast.JoinedStr(values=values):
            parts = [_string(value, known) for value in values]
        case _:
            return ""
    return "".join(parts) if all(parts) else ""


def _of_book(text: str) -> Iterator[tuple[str, str]]:
    config = _at(yaml.safe_load(text), "sphinx", "config", "intersphinx_mapping")
    for name, value in config.items() if isinstance(config, dict) else ():
        first = value[0] if isinstance(value, list) and value else value
        yield str(name), str(first)


def _of_mystmd(text: str) -> Iterator[tuple[str, str]]:
    references = _at(yaml.safe_load(text), "project", "references")
    for name, value in references.items() if isinstance(references, dict) else ():
        yield str(name), str(value.get("url") if isinstance(value, dict) else value)


def _extended(text: str) -> Iterator[str]:
    """Yield the files beside it that the configuration of mystmd extends."""
    named = _at(yaml.safe_load(text), "extends")
    for name in named if isinstance(named, list) else [named]:
        if isinstance(name, str) and "://" not in name:
            yield name


def _at(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data

"""The results files: what a model computed, from which inputs, by which code.

``results/<key>.json`` holds ``model``, ``digest`` of the code, ``inputs``, ``units`` and
``numbers``, a tree whose leaves are named by paths such as ``tornado.goal.throughput``.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PARTS = ("model", "digest", "inputs", "units", "numbers")
DIGITS = 6


def digest(modules: Iterable[str]) -> str:
    """Return a digest of the text of some modules of this package."""
    texts = [(HERE / f"{name}.py").read_bytes() for name in sorted(modules)]
    return sha256(b"\0".join(texts)).hexdigest()[:16]


@dataclass(frozen=True)
class Result:
    """The numbers of a run; a model's own says which model, of which modules, in which units."""

    model: ClassVar[str]
    sources: ClassVar[tuple[str, ...]]
    units: ClassVar[dict[str, str]]

    config: Any
    numbers: dict[str, Any]

    def document(self) -> dict[str, Any]:
        """Return what the results file holds."""
        head = {"model": self.model, "digest": digest(self.sources), "inputs": asdict(self.config)}
        return {**head, "units": self.units, "numbers": self.numbers}


def rounded(value: Any) -> Any:
    """Return a tree with its numbers rounded to six digits, so that no machine differs."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {key: rounded(part) for key, part in value.items()}
    return [rounded(part) for part in value] if isinstance(value, list | tuple) else value


def formatted(document: Any, indent: int = 0) -> str:
    """Return JSON with an object's keys on lines of their own, and lists on one line."""
    if not isinstance(document, dict) or not document:
        return json.dumps(document, allow_nan=False)
    space = " " * (indent + 1)
    parts = [
        f"{space}{json.dumps(key)}: {formatted(part, indent + 1)}" for key, part in document.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n" + " " * indent + "}"


def write_atomically(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def place(key: str, folder: Path = ROOT / "results") -> Path:
    """Return where the results of a model are."""
    return folder / f"{key}.json"


def save(document: dict[str, Any], path: Path) -> None:
    """Write a results file."""
    write_atomically(path, formatted(rounded(document)) + "\n")


def load(path: Path) -> dict[str, Any]:
    """Return the document of a results file; refuse a damaged one."""
    remedy = f"restore it, or run 'nox -s results -- {path.stem}'"
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{path} must be a results file ({error.strerror}); {remedy}") from None
    except ValueError as error:
        raise ValueError(f"{path} must be JSON ({error}); {remedy}") from None
    missing = (
        [part for part in PARTS if part not in document] if isinstance(document, dict) else PARTS
    )
    if missing or document["model"] != path.stem:
        got = f"lacks {', '.join(missing)}" if missing else f"model {document['model']!r}"
        raise ValueError(
            f"{path} must hold {', '.join(PARTS)} of {path.stem!r} (got: {got}); {remedy}"
        )
    return dict(document)

"""The results files: what a model computed, from which inputs, by which code.

``results/<key>.json`` holds ``model``, ``digest`` and ``code``, which files of which text made it,
``inputs``, ``units`` and ``numbers``, a tree whose leaves are named by paths such as
``tornado.goal.throughput``.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

SHARED = Path(__file__).parent
ROOT = SHARED.parents[2]
PARTS = ("model", "digest", "code", "inputs", "units", "numbers")
DIGITS = 6
#: Whether the package stands in the repository, or was installed as a wheel.
IN_REPOSITORY = SHARED.parent == ROOT / "src/models" and (ROOT / "results").is_dir()
#: Modules that draw what was computed: no number comes from them.
DRAWING = ("figures", "figure_style", "tables")


def digest_of_text(path: Path) -> str:
    """Return a digest of the text of a file, whatever the ends of its lines."""
    return sha256(path.read_text(encoding="utf-8").encode()).hexdigest()[:16]


def code(package: Path) -> dict[str, str]:
    """Return the files that numbers of a model may come from, each with a digest of its text.

    They are all of the model's own package and of the shared one, but for what only draws.
    """
    found = sorted(path for folder in (package, SHARED) for path in folder.rglob("*.py"))
    made = [path for path in found if not path.stem.startswith(DRAWING)]
    return {path.relative_to(ROOT).as_posix(): digest_of_text(path) for path in made}


def digest(files: dict[str, str]) -> str:
    """Return one digest of what :func:`code` lists."""
    return sha256(json.dumps(files).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Result:
    """The numbers of a run; a model's own, in its package, says which model, in which units."""

    model: ClassVar[str]
    units: ClassVar[dict[str, str]]

    config: Any
    numbers: dict[str, Any]

    def document(self) -> dict[str, Any]:
        """Return what the results file holds."""
        files = code(package_of(type(self)))
        head = {"model": self.model, "digest": digest(files), "code": files}
        inputs = {"inputs": asdict(self.config), "units": self.units}
        return {**head, **inputs, "numbers": self.numbers}


def package_of(defined: Any) -> Path:
    """Return the folder of the module that a class or function is defined in."""
    return Path(str(sys.modules[defined.__module__].__file__)).parent


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


def kept(name: str) -> Path:
    """Return where a package keeps what it can make again: in ``build``, or the user's cache.

    What is installed may not be written to, and is no place for what its uninstaller knows not.
    """
    if IN_REPOSITORY:
        return ROOT / "build" / name
    places = (os.environ.get("XDG_CACHE_HOME"), os.environ.get("LOCALAPPDATA"), "~/.cache")
    found = [Path(place).expanduser() for place in places if place]
    return next(place for place in found if place.is_absolute()) / "folio-models" / name


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

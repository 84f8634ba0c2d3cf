"""Numbers that a model computed, looked up in its results file and written as prose wants them.

>>> Results("goal", {"tornado": {"throughput": 0.5333}}, "7739a91c").text("tornado.throughput|.2f")
'0.53'
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from folio.core.problems import Invalid, Problem, Subtype, suggestion


@dataclass(frozen=True, slots=True)
class Results:
    """The results of one model: a tree of numbers, and which code made them.

    ``code`` has the files of that code, by their path below the project's root, each with the
    first 16 digits of the SHA-256 of its text; ``digest`` is one digest of it all.
    """

    key: str
    numbers: Mapping[str, Any]
    digest: str
    code: Mapping[str, str] = field(default_factory=dict)

    def text(self, reference: str) -> str:
        """Return a number by its path, such as ``tornado.goal.throughput|.2f``, as text.

        Without a format a number stands as it is; raise :class:`Invalid` for what is not there.
        """
        path, _, form = reference.partition("|")
        value = self.at(path.strip())
        try:
            return format(value, form.strip())
        except (TypeError, ValueError):
            what = f"'result' must have a format for {value!r}, such as '.2f' (got {form!r})"
            raise Invalid([Problem(Subtype.RESULT, what)]) from None

    def at(self, path: str) -> float | int | str:
        """Return the number or text at a path."""
        value: Any = self.numbers
        for name in path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(value, bool) or not isinstance(value, float | int | str):
            known = list(self.paths())
            what = f"'result' must name a number of the results of {self.key!r} (got {path!r})"
            raise Invalid([Problem(Subtype.RESULT, what + suggestion(path, known))])
        return value

    def changed(self, root: Path) -> list[str]:
        """Return the files that are not what they were when they made these numbers."""
        return [name for name, digest in self.code.items() if _digest(root / name) != digest]

    def paths(self) -> Iterator[str]:
        """Yield the paths of all numbers that stand alone."""
        yield from _paths(self.numbers, "")


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_text(encoding="utf-8").encode()).hexdigest()[:16]
    except (OSError, ValueError):
        return ""  # of no text


def _paths(tree: Mapping[str, Any], prefix: str) -> Iterator[str]:
    for name, value in tree.items():
        if isinstance(value, Mapping):
            yield from _paths(value, f"{prefix}{name}.")
        elif isinstance(value, float | int | str) and not isinstance(value, bool):
            yield f"{prefix}{name}"


def read_results(folder: Path, key: str) -> Results:
    """Read ``<key>.json``; raise :class:`Invalid` if it is not there or damaged."""
    path = folder / f"{key}.json"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        numbers, code = dict(document["numbers"]), dict(document.get("code", {}))
        return Results(key, numbers, str(document["digest"]), code)
    except OSError:
        what = f"'result' must name a model with results (got {key!r})"
        known = [other.stem for other in folder.glob("*.json")]
        raise Invalid([Problem(Subtype.RESULT, what + suggestion(key, known))]) from None
    except (KeyError, TypeError, ValueError) as error:
        what = f"{path.name} must be a results file ({error!r}); restore it or run the model"
        raise Invalid([Problem(Subtype.RESULT, what)]) from None

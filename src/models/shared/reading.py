"""Read what a user gives: a file, an object in it, numbers written in an option."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, NoReturn

from models.shared.checks import is_number, require, require_one_of

MOST = 2**26  # characters of a file
DIGITS = 300  # of a whole number: no floating-point number is near one with more


def fail(message: str) -> NoReturn:
    """Refuse what a user gives."""
    raise ValueError(message)


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with or without a mark before it."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(MOST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None)
        why = why or ("it is not UTF-8" if isinstance(error, UnicodeDecodeError) else error)
        fail(f"{path} must be a text file that can be read ({why})")
    if len(text) > MOST:
        fail(f"{path} must be a text file of at most {MOST:,} characters (got more)")
    return text


def read_object(path: Path) -> dict[str, Any]:
    """Return the object of a JSON file; refuse what JSON does not have, and a key said twice."""
    text = read_text(path)
    try:
        found = json.loads(
            text, object_pairs_hook=unique, parse_constant=refuse_constant, parse_int=integer
        )
        require(isinstance(found, dict), "JSON", "an object with keys", type(found).__name__)
    except json.JSONDecodeError as error:
        fail(f"{path}:{error.lineno}: must be JSON ({error.msg})")
    except RecursionError:
        fail(f"{path}: must be an object with keys (got: too deep a nest)")
    except ValueError as error:
        fail(f"{path}: {error}")
    return dict(found)


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; refuse one that says a thing twice."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        require(name not in found, name, "said once", "twice")
        found[name] = value
    return found


def refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which JSON does not have."""
    fail(f"every number must be finite (got {name})")


def integer(digits: str) -> int:
    """Return a whole number; refuse one that no floating-point number can be near."""
    require(len(digits) <= DIGITS, "number", f"of at most {DIGITS} digits", f"{digits[:16]}...")
    return int(digits)


def built(kind: type[Any], given: dict[str, Any], called: str) -> Any:
    """Return a record of a dataclass from an object of a file, whose keys are its fields."""
    needed = {one.name: one.default is MISSING for one in fields(kind) if one.init}
    for key in given:
        require_one_of(f"key of {called}", key, needed)
    lacking = [name for name, must in needed.items() if must and name not in given]
    require(not lacking, f"keys of {called}", f"also {', '.join(lacking)}", ", ".join(given))
    return kind(**given)


def whole(argument: str, text: str, rule: str = "a whole number") -> int:
    """Return a whole number that was written.

    >>> whole("depth", " +8 ")
    8
    """
    parts = re.fullmatch(r"\s*([+-]?)([0-9]+)\s*", text)
    require(parts is not None, argument, rule, text)
    sign, digits = parts.groups() if parts else ("", "")
    require(len(digits) <= DIGITS, argument, f"{rule} of at most {DIGITS} digits", digits)
    return int(sign + digits)


def wholes(argument: str, text: str) -> tuple[int, ...]:
    """Return whole numbers that were written with commas between."""
    rule = "whole numbers with commas between"
    for part in (parts := text.split(",")):
        require(re.fullmatch(r"\s*[+-]?[0-9]+\s*", part) is not None, argument, rule, text)
    return tuple(whole(argument, part) for part in parts)


def number(argument: str, text: str, rule: str = "a number") -> float:
    """Return a finite number that was written; ``rule`` is what a text that is none must be.

    >>> number("load", "5e-1")
    0.5
    """
    return listed(argument, text, [text], rule)[0]


def numbers(argument: str, text: str) -> tuple[float, ...]:
    """Return finite numbers that were written with commas between."""
    return listed(argument, text, text.split(","), "numbers with commas between")


def listed(argument: str, text: str, parts: list[str], rule: str) -> tuple[float, ...]:
    """Return the numbers that the parts of a text are."""
    try:
        found = tuple(float(part) for part in parts)
    except ValueError:
        found = (float("nan"),)
    require(all(map(is_number, found)) and "_" not in text, argument, rule, text)
    return found

"""Masks: enough of a value to recognize it, and no more. A mask of a mask is the same mask.

A kind has a pattern of what it parses, a mask, and a pattern of masks. No error says the value
that it refuses: the value is what has to be kept.

>>> mask("phone", "13812345678"), mask("phone", mask("phone", "13812345678"))
('138****5678', '138****5678')
>>> mask("email", "lihua@mails.example.edu"), mask("name", "Li Hua"), mask("id", "2026012345")
('l***@mails.example.edu', 'L**', '******2345')
>>> parse("phone", "13812345")
Traceback (most recent call last):
ValueError: 'phone' must be 11 digits, the first of them 1 (got 8 characters)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from models.shared.checks import require_one_of


@dataclass(frozen=True, slots=True)
class Kind:
    """What identities of a kind look like, in words and as patterns, and how one is masked."""

    rule: str
    pattern: re.Pattern[str]
    masked: re.Pattern[str]
    hide: Callable[[str], str]
    longest: Callable[[str], int]  # of a mask, in characters


def hidden_local(address: str) -> str:
    """Return an address with its domain and the first character before it."""
    local, _, domain = address.partition("@")
    return f"{local[0]}***@{domain}"


DOMAIN = r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
KINDS = {
    "name": Kind(
        "a name of 1 to 60 printable characters, without spaces at its ends and without '*'",
        re.compile(r"(?![ *])[^\x00-\x1f\x7f-\x9f\u2028\u2029*]{1,60}(?<! )"),
        re.compile(r"[^\x00-\x20\x7f-\x9f\u2028\u2029*]\*\*"),
        lambda name: f"{name[0]}**",
        lambda _: 3,
    ),
    "id": Kind(
        "10 digits",
        re.compile(r"[0-9]{10}"),
        re.compile(r"\*{6}[0-9]{4}"),
        lambda number: "*" * 6 + number[-4:],
        lambda _: 10,
    ),
    "email": Kind(
        "an address such as name@example.edu, in lower case",
        re.compile(rf"[a-z0-9](?:[a-z0-9._+-]{{0,63}})@{DOMAIN}"),
        re.compile(rf"[a-z0-9]\*\*\*@{DOMAIN}"),
        hidden_local,
        lambda address: 5 + len(address.partition("@")[2]),
    ),
    "phone": Kind(
        "11 digits, the first of them 1",
        re.compile(r"1[0-9]{10}"),
        re.compile(r"1[0-9]{2}\*{4}[0-9]{4}"),
        lambda number: f"{number[:3]}****{number[-4:]}",
        lambda _: 11,
    ),
}


def kind(name: str) -> Kind:
    """Return a kind by its name."""
    require_one_of("kind", name, KINDS)
    return KINDS[name]


def problem(name: str, text: str) -> str:
    """Return why a text is no value of a kind, without the text; nothing if it is one."""
    if kind(name).pattern.fullmatch(text):
        return ""
    return f"{name!r} must be {kind(name).rule} (got {len(text)} characters)"


def parse(name: str, text: str) -> str:
    """Return a text that is a value of a kind; raise a ValueError, without it, if it is none."""
    if what := problem(name, text):
        raise ValueError(what)
    return text


def mask(name: str, text: str) -> str:
    """Return the mask of a value of a kind; a mask is its own mask."""
    if kind(name).masked.fullmatch(text):
        return text
    return kind(name).hide(parse(name, text))


def longest(name: str, text: str) -> int:
    """Return how long a mask may be; it depends on nothing that the mask hides."""
    return kind(name).longest(text)

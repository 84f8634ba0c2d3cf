"""Typed options: a frozen dataclass whose fields say how each option is read.

>>> @dataclass(frozen=True, slots=True, kw_only=True)
... class Talk:
...     slides: Annotated[Url, Option(url, "Slides")]
>>> read_options(Talk, {"slides": "https://ada.example/talk"})
{'slides': 'https://ada.example/talk'}
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NewType, cast, get_type_hints
from urllib.parse import urlsplit

from folio.core.dates import Period
from folio.core.dialects import foreign
from folio.core.problems import Invalid, Problem, Subtype, suggestion
from folio.core.unaccented import hyphened, in_plain_letters

__all__ = ["Annotated", "Option", "Url", "choice", "key", "read_options"]

Url = NewType("Url", str)


@dataclass(frozen=True, slots=True)
class Option:
    """How to read one option, and the label under which its value is a fact of the page."""

    parse: Callable[[str], Any] = str
    label: str = ""
    subtype: Subtype = Subtype.VALUE


def key(text: str) -> str:
    """Accept what may stand in a URL and in a label: ``goal-torus``."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        rule = f"must be lower-case letters, digits and single hyphens (got {text!r})"
        near = as_key(text)
        raise ValueError(f"{rule}; write {near!r}" if near else rule)
    return text


def as_key(text: str) -> str:
    """Return a text as it may stand in a key, or nothing if it has no letter of that kind.

    >>> as_key("Größe_of Oaks"), as_key("木林")
    ('grosse-of-oaks', '')
    """
    return hyphened(in_plain_letters(text))


def words(text: str) -> tuple[str, ...]:
    """Split a comma-separated list."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def keys(text: str) -> tuple[str, ...]:
    """Split a comma-separated list of keys."""
    return tuple(key(word) for word in words(text))


def url(text: str) -> Url:
    """Accept an absolute address that a reader can open."""
    parts = urlsplit(text)
    if parts.scheme not in {"https", "http", "mailto"} or not (parts.netloc or parts.path):
        raise ValueError(f"must be an https:, http: or mailto: address (got {text!r})")
    if re.search(r"""[\s<>"'`{}|\\^]""", text):
        raise ValueError(f"must be percent-encoded, without spaces or quotes (got {text!r})")
    return Url(text)


def short(address: Url) -> str:
    """Return an address as readers see it.

    >>> short(Url("https://www.ada.example/"))
    'ada.example'
    """
    return address.removeprefix("mailto:").split("://")[-1].removeprefix("www.").rstrip("/")


def positive(text: str) -> int:
    """Accept a whole number from 1."""
    if not re.fullmatch(r"[1-9]\d*", text, re.ASCII):
        raise ValueError(f"must be a whole number from 1 (got {text!r})")
    return int(text)


def choice(*allowed: str) -> Callable[[str], str]:
    """Accept one of a few words."""

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)} (got {text!r})")
        return text

    return parse


def declared(cls: type[Any]) -> Mapping[str, tuple[dataclasses.Field[Any], Option]]:
    """Map option names (``my-role``) to the fields (``my_role``) that hold them."""
    return _declared(cast("Hashable", cls))


@cache
def _declared(cls: Any) -> Mapping[str, tuple[dataclasses.Field[Any], Option]]:
    hints = get_type_hints(cls, include_extras=True)
    options = {}
    for field in dataclasses.fields(cls):
        for mark in getattr(hints[field.name], "__metadata__", ()):
            if isinstance(mark, Option):
                options[field.name.strip("_").replace("_", "-")] = (field, mark)
    return options


def read_options(cls: type, texts: Mapping[str, str]) -> dict[str, Any]:
    """Parse option texts into field values; raise :class:`Invalid` with every problem."""
    values: dict[str, Any] = {}
    problems = list(_unknown_and_missing(cls, texts))
    for name, (field, option) in declared(cls).items():
        if text := " ".join((texts.get(name) or "").split()):
            try:
                values[field.name] = option.parse(text)
            except ValueError as error:
                problems.append(Problem(option.subtype, f"{name!r} {error}", name))
    if problems:
        raise Invalid(problems)
    return values


def is_needed(field: dataclasses.Field[Any]) -> bool:
    """Tell whether nothing can be without this field."""
    return field.default is dataclasses.MISSING


def _unknown_and_missing(cls: type, texts: Mapping[str, str]) -> Iterator[Problem]:
    known = declared(cls)
    for name in texts:
        if name not in known:
            rule = f"{name!r} is not an option here, must be one of {', '.join(sorted(known))}"
            yield Problem(Subtype.OPTION, rule + suggestion(name, known), name)
        elif not (texts[name] or "").strip():
            remedy = "write one" if is_needed(known[name][0]) else "write one or remove the option"
            yield Problem(
                Subtype.OPTION, f"{name!r} must have a value (got nothing); {remedy}", name
            )
    for name, (field, _) in known.items():
        if is_needed(field) and name not in texts:
            yield Problem(
                Subtype.OPTION, f"{name!r} must be given (got nothing); add ':{name}: ...'"
            )


#: What would be markup in a text, and is shown as it is typed in an option.
MARKUP = re.compile(
    r"\*\*[^*\s][^*]*\*\*|(?<![\w*])\*[^*\s][^*]*\*(?![\w*])|(?<!\w)_[^_\s][^_]*_(?!\w)"
    r"|`[^`]+`|\$(?=\S)[^$]*(?<=\S)\$(?!\d)|\[[^\[\]]*\]\([^()]*\)|</?[A-Za-z][^<>]*>"
    r"|&(?:#x?[\da-fA-F]+|[A-Za-z]\w+);|\{\{.*?\}\}|\[\[.*?\]\]|~~[^~]+~~|\[[@^][^\[\]]+\]"
)


#: What is shown as it is in a fact, and may be meant so.
_SHOWN = frozenset(("an address that is no link", "a mail address that is no link", "a tag"))


def marked_up(text: str) -> str:
    """Return the first piece of a text that is markup, here or elsewhere, or nothing.

    >>> marked_up("First *of all*"), marked_up("First {>>ask<<}"), marked_up("R&D; 2 * 3, a_b")
    ('*of all*', '{>>ask<<}', '')
    """
    if match := MARKUP.search(text):
        return match[0]
    return next((piece.got for piece in foreign(text) if piece.name not in _SHOWN), "")


def markup(cls: type, texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each option that is shown as text and has been written as markup."""
    for name, (_, option) in declared(cls).items():
        if option.parse not in (str, words) or name in RICH or name in KEYS:
            continue
        if got := marked_up(texts.get(name) or ""):
            what = f"{name!r} must be text without markup (got {got!r}), since lists, the CV "
            remedy = "and JSON show it as it is; write the characters themselves"
            yield Problem(Subtype.VALUE, what + remedy, name)


KEYS = frozenset(("bib", "source"))  #: options that name keys, in which any sign may stand
RICH = frozenset(("result",))  #: options that are read as Markdown
PERIOD = Option(Period.parse, "When", Subtype.DATE)

"""The words under which a text is found: ``_static/search/words.js`` splits a query the same way.

A word is a run of letters and digits, small and without accents; Chinese gives each character and
each pair; what hyphens join is found in one word too. A formula gives the names of its letters.

>>> sorted(words("Nano-batch of 图灵机"))
['batch', 'nano', 'nanobatch', '图', '图灵', '机', '灵', '灵机']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from folio.core.unaccented import unaccented

# What is in nearly every text and distinguishes none.
COMMON = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "is", "it", "its"}
    | {"of", "on", "or", "that", "the", "this", "to", "was", "with"}
)
HAN = "\u2e80-\u2fff\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_JOINED = re.compile(rf"[^\W_{HAN}]+(?:[-‐‑–.'’][^\W_{HAN}]+)+")
_NAMES = """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma
tau upsilon phi chi psi omega infinity"""
GREEK = dict(zip("αβγδεζηθικλμνξπρστυφχψω∞", _NAMES.split(), strict=True))
# Commands of TeX that name something; all others shape what stands beside them.
NAMED = frozenset(GREEK.values()) | {"infty", "log", "ln", "exp", "max", "min", "sum", "prod"}
SHORT_FORMULA = 24  #: letters of a formula that is also one word, as T_mem or O(n log n)


def folded(text: str) -> str:
    """Return a text small and without accents, letters of other forms as plain ones.

    >>> folded("Lebrón Gᵀ")
    'lebron gt'
    """
    return unaccented(text).lower()


def words(text: str) -> Iterator[str]:
    """Yield the words of a text, as often as they occur."""
    text = folded(text)
    for run in _RUN.findall(text):
        if re.match(rf"[{HAN}]", run):
            yield from run
            yield from (run[i : i + 2] for i in range(len(run) - 1))
        elif run not in COMMON:
            yield run
    for joined in _JOINED.findall(text):
        yield "".join(_RUN.findall(joined))
    for letter, name in GREEK.items():
        for _ in range(text.count(letter)):
            yield name
            if letter == "∞":  # no letter, so that it is in no run
                yield letter


def formula_words(tex: str) -> Iterator[str]:
    r"""Yield what a formula can be found by: its letters, their names, and all of it if short.

    >>> list(formula_words(r"T_\text{mem} / \lambda"))
    ['t', 'mem', 'lambda', 'tmemlambda']
    """
    plain = re.sub(r"\\(?:begin|end)\{\w+\*?\}", " ", tex)
    plain = re.sub(r"\\([A-Za-z]+)", lambda m: f" {m[1]} " if m[1].lower() in NAMED else " ", plain)
    terms = [name for name in _RUN.findall(folded(plain)) if name not in {"infty"}]
    terms += ["infinity"] if "\\infty" in tex else []
    yield from terms
    whole = "".join(terms)
    if len(terms) > 1 and len(whole) <= SHORT_FORMULA:
        yield whole

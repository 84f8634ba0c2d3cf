"""The index of the search: which words stand in which section, how well each tells it from others.

A file that ``_static/search/finder.js`` reads whole, since a search while typing cannot wait for
parts; most of it is one string, which a browser reads without looking into it.
How well a word tells is BM25 (Robertson and Zaragoza, 2009), worked out here and not there, with a
word of a title counted more often than one of the text.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from folio.exports.search_words import formula_words, words

K1, B = 1.2, 0.6  # the usual values: how soon a word is said often enough, how much length counts
#: How often a word of a title counts, of a name by which a record goes, of what is told of it.
TITLE, NAME, TOLD = 6, 4, 1
#: For a page against one of its sections where they are alike, and for a list of sources.
WHOLE_PAGE, LIST = 1.25, 0.6
LEVELS = 26  #: of a word's weight, written as a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A section of a page, or what stands above the first one, whose ``anchor`` is empty.

    ``names`` are what it is also called, ``formulas`` are TeX; in ``code`` each word counts once,
    and in a list of sources less, since it only names what a text elsewhere tells.
    """

    title: str
    anchor: str
    text: str
    names: str = ""
    formulas: tuple[str, ...] = ()
    code: str = ""
    is_list: bool = False

    def counts(self) -> Counter[str]:
        """Return how often each word counts."""
        counts: Counter[str] = Counter()
        for text, times in ((self.title, TITLE), (self.names, NAME), (self.text, TOLD)):
            for word in words(text):
                counts[word] += times
        for tex in self.formulas:
            counts.update(formula_words(tex))
        for word in set(words(self.code)):
            counts[word] += TOLD
        return counts

    @property
    def factor(self) -> float:
        """How much what is found here counts against other places."""
        return LIST if self.is_list else 1 if self.anchor else WHOLE_PAGE


@dataclass(frozen=True, slots=True)
class SearchedPage:
    """A page's address below the site's, its title, and its passages in their order."""

    address: str
    title: str
    passages: Sequence[Passage]


def search_index(pages: Sequence[SearchedPage]) -> str:
    """Return the index as JSON.

    ``pages`` holds address, title, and then anchor and title of each passage; the passages are
    numbered through. ``words`` are sorted, and ``found`` has for each of them, in the same order,
    the steps from passage to passage in base 36, less one, each with its weight from A to Z.
    """
    passages = [passage for page in pages for passage in page.passages]
    postings = weights([p.counts() for p in passages], [p.factor for p in passages])
    most = max((weight for places in postings.values() for _, weight in places), default=1)
    lines = {word: _line(places, most) for word, places in sorted(postings.items())}
    told = {
        "pages": [
            [page.address, page.title, *(part for p in page.passages for part in _named(p))]
            for page in pages
        ],
        "words": " ".join(lines),
        "found": " ".join(lines.values()),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _named(passage: Passage) -> tuple[str, str]:
    return passage.anchor, passage.title if passage.anchor else ""


def weights(
    counts: Sequence[Counter[str]], factors: Sequence[float]
) -> dict[str, list[tuple[int, float]]]:
    """Return for each word the numbers of the passages that have it, and what it weighs there."""
    sizes = [count.total() for count in counts]
    usual = sum(sizes) / len(sizes) if sizes else 1
    having = Counter(word for count in counts for word in count)
    postings: dict[str, list[tuple[int, float]]] = {word: [] for word in having}
    for number, count in enumerate(counts):
        scarce = K1 * (1 - B + B * sizes[number] / usual)
        for word, times in count.items():
            rare = math.log(1 + (len(counts) - having[word] + 0.5) / (having[word] + 0.5))
            weight = rare * times * (K1 + 1) / (times + scarce)
            postings[word].append((number, weight * factors[number]))
    return postings


def _line(places: Iterable[tuple[int, float]], most: float) -> str:
    written, before = [], -1
    for number, weight in places:
        level = min(LEVELS - 1, int(weight / most * LEVELS))
        written.append(base36(number - before - 1) + chr(ord("A") + level))
        before = number
    return "".join(written)


def base36(number: int) -> str:
    """Write a number in base 36; nothing for zero, the most frequent step.

    >>> base36(0), base36(35), base36(36)
    ('', 'z', '10')
    """
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits

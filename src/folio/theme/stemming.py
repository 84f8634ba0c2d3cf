"""The English of the search index, which finds the stem of each word once and not on every page.

At a hundred write-ups a quarter of a build went into stemming the same words again.
List this module in ``extensions`` of conf.py.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class RememberingEnglish(SearchEnglish):
    """Sphinx's English, with a memory."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._stem = cache(super().stem)

    def stem(self, word: str) -> str:
        """Return the stem under which a word is found."""
        return self._stem(word)


def setup(app: Sphinx) -> dict[str, Any]:
    """Replace the search language ``en``."""
    app.add_search_language(RememberingEnglish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""What of Sphinx is not documented and yet needed: in this module only, each with its reason.

``tests/pages/test_internals.py`` asks for each of them, and so names what a new version has moved.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.search import IndexBuilder


def settings_of(config: Config) -> Iterable[str]:
    """Return the names that conf.py and the command line set.

    Sphinx drops a name that no extension declares without a word, and documents no list of what
    was set.
    """
    return (*config._raw_config, *config._overrides)


def words_of(indexer: IndexBuilder) -> tuple[MutableMapping[str, Any], ...]:
    """Return the words of the search, and those of its titles, with the pages that have them.

    Sphinx keeps a word that no page has any more, and documents no way to drop it.
    """
    return (indexer._mapping, indexer._title_mapping)


def turn_search_off(builder: Builder) -> None:
    """Let Sphinx make no search, neither index nor page, as its own builders for help files do.

    Sphinx has a name for this and no value of conf.py.
    """
    if isinstance(builder, StandaloneHTMLBuilder):
        builder.search = False

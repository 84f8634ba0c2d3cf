"""What of Sphinx is not documented and yet needed: in this module only, each with its reason.

``tests/pages/test_internals.py`` asks for each of them, and so names what a new version has moved.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import en
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util._files import DownloadFiles
from sphinx.util._pathlib import _StrPath

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.search import IndexBuilder


def settings_of(config: Config) -> Iterable[str]:
    """Return the names that conf.py and the command line set.

    Sphinx drops a name that no extension declares without a word, and documents no list of what
    was set.
    """
    return (*config._raw_config, *config._overrides)


def set_in_conf(config: Config, name: str) -> Any:
    """Return what conf.py or the command line say of a value, and not what became of it."""
    return {**config._raw_config, **config._overrides}.get(name)


class NamedDownloads(DownloadFiles):
    """Files to download by their names; Sphinx names their folders by digests.

    ``results`` is the folder of the models' results, ``source`` that of the pages.
    """

    results: str = ""
    source: str = ""

    def add_file(self, docname: str, filename: str | os.PathLike[str]) -> _StrPath:
        """Note that a page offers a file, and return its path below ``_downloads``."""
        path = Path(filename)
        place = Path(os.path.normpath(Path(self.source, path)))
        within = self.results and place.is_relative_to(self.results)
        named = place.relative_to(self.results) if within else Path(place.name)
        docnames, _ = self.get(path, (set(), None))
        self[path] = ({*docnames, docname}, _StrPath(named))
        return self[path][1]


def added_by_extensions(app: Sphinx) -> Iterable[str]:
    """Return the stylesheets and scripts that extensions have asked for on every page.

    Sphinx shows them while it writes a page, which may be in another process.
    """
    files = (*app.registry.css_files, *app.registry.js_files)
    return [str(name) for name, _ in files if name]


def known_to_docutils(kind: str) -> Iterable[str]:
    """Return the names of the ``directives`` or ``roles`` that belong to no domain.

    docutils documents how one is added, and no list of them.
    """
    module: Any = roles if kind == "roles" else directives
    kept, built_in = f"_{kind}", f"_{kind.removesuffix('s')}_registry"
    return {*getattr(module, kept), *getattr(module, built_in), *getattr(en, kind)}


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

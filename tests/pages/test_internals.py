"""What of Sphinx is not documented and yet needed is where this package looks for it."""

from __future__ import annotations

from unittest.mock import MagicMock

import sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.search import IndexBuilder

from folio.pages.internals import settings_of, words_of


def test_a_config_tells_which_names_were_set_in_conf_py_and_on_the_command_line():
    config = Config({"folio_cv": "vita", "nobody_declares": 1}, {"html_title": "Ada"})
    assert set(settings_of(config)) == {"folio_cv", "nobody_declares", "html_title"}, (
        f"Sphinx {sphinx.__version__} keeps what was set elsewhere: mend folio.pages.internals"
    )


def test_a_search_index_has_its_words_and_those_of_titles():
    indexer = IndexBuilder(MagicMock(), "en", {}, "")
    indexer.feed("page", "page.rst", "The engine", MagicMock())
    assert all(hasattr(words, "items") for words in words_of(indexer)), (
        f"Sphinx {sphinx.__version__} keeps its words elsewhere: mend folio.pages.internals"
    )


def test_a_builder_for_pages_has_the_switch_by_which_those_for_help_files_have_no_search():
    assert StandaloneHTMLBuilder.search is True, (
        f"Sphinx {sphinx.__version__} has another switch: mend folio.pages.internals"
    )

"""Incremental builds show what a fresh build would show.

A title, a summary or a label can show on any page: in a listing, a reference, the navigation,
a previous or next link. Rather than trace who shows what, every page is written again when
anything that pages show of one another has changed. Reading, the dearer half, stays incremental.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from folio.pages.configuration import colours_of
from folio.pages.domain import FolioDomain
from folio.pages.internals import words_of
from folio.pages.order import order_as_listed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def rewrite_what_shows_changes(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return every page if what pages show of one another has changed, or none."""
    domain = FolioDomain.of(env)
    changed = domain.note_shown(_fingerprint(app, env, domain))
    return sorted(env.found_docs) if changed else []


def _fingerprint(app: Sphinx, env: BuildEnvironment, domain: FolioDomain) -> str:
    std = env.domains.standard_domain
    digest = hashlib.sha256()
    for part in (
        domain.index.placed,
        sorted(domain.index.mentions.items()),
        domain.bibliography.digest,
        sorted((name, title.astext()) for name, title in env.titles.items()),
        [toctree["entries"] for toctree in navigation_of(env)],
        sorted(env.toctree_includes.items()),
        sorted(std.labels.items()),
        sorted(domain.back_links.items()),
        sorted(domain.changes.items()),
        sorted((name, sorted(marks)) for name, marks in env.metadata.items() if marks),
        sorted(domain.drafts.names),
        colours_of(app),
    ):
        digest.update(repr(part).encode())
    return digest.hexdigest()


def navigation_of(env: BuildEnvironment) -> Iterator[addnodes.toctree]:
    """Yield the toctrees of the home page, whose entries every page may show."""
    return env.tocs[env.config.root_doc].findall(addnodes.toctree)


def remove_deleted_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Delete the output of pages whose source is gone; Sphinx leaves it behind."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        for docname in removed:
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)
    return []


def forget_words_of_no_page(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Drop words from the search that no page has any more; Sphinx keeps them with empty lists.

    Runs when further pages are collected, the last event before the search index is written.
    """
    if isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.indexer:
        for mapping in words_of(app.builder.indexer):
            for word in [word for word, docnames in mapping.items() if not docnames]:
                del mapping[word]
    return []


def setup_freshness(app: Sphinx) -> None:
    """Register what keeps incremental builds right."""
    app.connect("env-get-outdated", remove_deleted_pages)
    app.connect("env-updated", order_as_listed, priority=450)
    app.connect("env-updated", rewrite_what_shows_changes)
    app.connect("html-collect-pages", forget_words_of_no_page)

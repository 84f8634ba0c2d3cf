"""The site's own search in place of Sphinx's: its index and its page; the scripts are in _static.

Sphinx's index knows pages and the names of objects, shortens anchors so that no page has them,
and finds a record twice, as page and as object. This one knows the sections as they were read.
List this module in ``extensions`` of conf.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from sphinx import addnodes

from folio.core.index import Placed
from folio.core.records import former_names
from folio.core.scripts import parted
from folio.core.whole_files import write_whole
from folio.exports import notfound
from folio.exports.entry import entry_of
from folio.exports.search_index import Passage, SearchedPage, search_index
from folio.pages.configuration import is_site
from folio.pages.domain import FolioDomain
from folio.pages.internals import turn_search_off
from folio.pages.page import UNSEARCHED
from folio.theme.passages import PassageCollector, Read, kept

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

INDEX = "_static/search/index.json"
PAGE = "search"


def searched_pages(env: BuildEnvironment, builder: Builder) -> Iterator[SearchedPage]:
    """Yield every page, with what is told of its records and what its lists of sources say."""
    domain, read, links = FolioDomain.of(env), kept(env), link_names(env)
    for docname in sorted(env.found_docs - unsearched(env)):
        placed = {p.anchor: p for p in domain.index.records.get(docname, ())}
        rest_on = [key for p in placed.values() for key in p.record.source]
        sections = read.get(docname, ())
        if sections:
            parts = [passage(domain, section, placed, rest_on) for section in sections]
            names = (parts[0].names, docname.rpartition("/")[2], *links.get(docname, ()))
            parts[0] = replace(parts[0], anchor="", names="\n".join(names))
            yield SearchedPage(builder.get_target_uri(docname), parts[0].title, parts)


def unsearched(env: BuildEnvironment) -> set[str]:
    """Return the pages that the search does not find: the lost one, and those marked so."""
    marked = {name for name, marks in env.metadata.items() if set(UNSEARCHED) & set(marks)}
    return {notfound.DOCNAME, *marked}


def passage(
    domain: FolioDomain, read: Read, placed: dict[str, Placed], rest_on: list[str]
) -> Passage:
    """Return a section as it is found."""
    record = next((placed[name] for name in read.ids if name in placed), None)
    texts = [read.text, *source_texts(domain, read.keys and (*read.keys, *rest_on))]
    names = [" ".join(label.replace("-", " ") for label in read.equations)]
    if record:
        texts += told(domain, record)
        names += called(record)
    return Passage(
        title=read.title,
        anchor=read.ids[0],
        text="\n".join(texts),
        names="\n".join(names),
        formulas=read.formulas,
        code=read.code,
        is_list=bool(read.keys),
    )


def link_names(env: BuildEnvironment) -> dict[str, list[str]]:
    """Return what navigation and lists of pages call a page."""
    names: dict[str, list[str]] = {}
    for toc in env.tocs.values():
        for toctree in toc.findall(addnodes.toctree):
            for title, docname in toctree["entries"]:
                if title:
                    names.setdefault(docname, []).append(title)
    return names


def source_texts(domain: FolioDomain, keys: Iterable[str]) -> Iterator[str]:
    """Yield each source as its list shows it."""
    known = domain.bibliography.sources
    for key in dict.fromkeys(keys):
        if key in known:
            said = known[key].reference
            yield f"{said.authors} {said.title} {said.imprint}"


def told(domain: FolioDomain, placed: Placed) -> Iterator[str]:
    """Yield what a record's page tells beside its text."""
    entry = entry_of(domain.portfolio, placed)
    yield from (entry.when, entry.byline, entry.summary, entry.result)
    yield from (author.name for author in entry.authors)
    yield from (value for fact in entry.facts if not fact.url for value in fact.values)


def called(placed: Placed) -> Iterator[str]:
    """Yield the names by which a record goes or went."""
    record = placed.record
    yield record.key
    yield from (old.key for old in former_names(record))
    for field in ("short", "former_name"):
        yield getattr(record, field, None) or ""


def all_pages(env: BuildEnvironment) -> Iterator[tuple[Sequence[tuple[str, str]], str]]:
    """Yield every page that is found in the order of the lists, with its title in parts.

    Each part has its language, or "" where that is the page's.
    """
    config = env.config
    seen = unsearched(env)

    def below(docname: str) -> Iterator[str]:
        if docname not in seen:
            seen.add(docname)
            yield docname
            for child in env.toctree_includes.get(docname, ()):
                yield from below(child)

    for docname in (*below(env.config.root_doc), *sorted(env.found_docs - seen)):
        if docname in env.titles:
            title = env.titles[docname].astext()
            yield list(parted(title, config.folio_han, config.language or "en")), docname


def search_page(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Ask for the page of the search."""
    return [(PAGE, {"everything": list(all_pages(app.env))}, "search.html")] if is_site(app) else []


def write_index(app: Sphinx, exception: Exception | None) -> None:
    """Write the index of a site that has been built."""
    if not exception and is_site(app):
        write_whole(
            Path(app.outdir, INDEX), search_index(list(searched_pages(app.env, app.builder)))
        )


def setup(app: Sphinx) -> dict[str, Any]:
    """Replace Sphinx's search."""
    app.setup_extension("folio")
    app.add_env_collector(PassageCollector)
    app.connect("builder-inited", lambda app: turn_search_off(app.builder))
    app.connect("html-collect-pages", search_page)
    app.connect("build-finished", write_index)
    # What another version has kept is read anew: a section has the fields that it had then.
    version = crc32(" ".join(field.name for field in fields(Read)).encode())
    return {"env_version": version, "parallel_read_safe": True, "parallel_write_safe": True}

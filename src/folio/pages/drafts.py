"""What is not public yet stays out of a build that publishes; ``nox -s live`` shows it, marked.

A page that is kept back is not read at all, a section of one is cut from the text before that: so
nothing of it can reach a list, a count, an export, the search, the inventory or the feed. What
refers to it becomes the text of the reference, which must have one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from folio.core.doubtful_lines import doubtful_lines
from folio.core.drafts import (
    KeptBack,
    is_unlisted,
    is_unlisted_in_rst,
    kept_back,
    kept_back_in_rst,
)
from folio.core.fences import doubtful_fences, foreign_fences
from folio.core.problems import Invalid, Problem, Subtype
from folio.core.selection import Listing
from folio.pages.configuration import layout_of
from folio.pages.domain import FolioDomain
from folio.pages.report import report
from folio.pages.toctree_files import with_addresses
from folio.pages.unlisted import leave_unlisted_out, setup_unlisted

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

NOTE = "Draft: not public yet"


@dataclass(frozen=True, slots=True)
class Drafts:
    """What a build keeps back: whole pages with their files, and the names of all there.

    ``unlisted`` are the pages that it publishes and that stand in no list.
    """

    pages: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    files: Mapping[Path, str] = field(default_factory=dict)
    unlisted: frozenset[str] = frozenset()

    @classmethod
    def of(cls, env: BuildEnvironment) -> Drafts:
        """Return those of a build; where drafts are shown, none is kept back."""
        drafts = cls.within(Path(env.srcdir), env.config)
        return cls(unlisted=drafts.unlisted) if env.config.folio_drafts else drafts

    @classmethod
    def within(cls, folder: Path, config: Config) -> Drafts:
        """Look through the sources in a folder."""
        pages: set[str] = set()
        names: set[str] = set()
        files: dict[Path, str] = {}
        unlisted: set[str] = set()
        for path in sorted(folder.rglob("*")):
            if path.suffix in config.source_suffix and path.is_file():
                kept, name = of_file(path), path.relative_to(folder).with_suffix("").as_posix()
                names |= kept.names
                if kept.page:
                    pages.add(name)
                    files[path.resolve()] = name
                if said_unlisted(path):
                    unlisted.add(name)
        return cls(frozenset(pages), frozenset(names), files, frozenset(unlisted))

    def public(self, spec: Listing) -> Listing:
        """Return a listing less the keys that it names and that are kept back."""
        keys = tuple(key for key in spec.keys if key not in self.names)
        if spec.keys and not keys:
            what = "this listing must match a record that is public (got drafts only); remove it"
            raise Invalid([Problem(Subtype.EMPTY_LISTING, what, "keys")])
        return replace(spec, keys=keys)


def of_file(path: Path) -> KeptBack:
    """Return what a source keeps back; one that cannot be read is reported when it is read."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return kept_back_in_rst(text) if path.suffix == ".rst" else kept_back(text)


def said_unlisted(path: Path) -> bool:
    """Tell whether a source says that its page stands in no list."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    return is_unlisted_in_rst(text) if path.suffix == ".rst" else is_unlisted(text)


def leave_out(app: Sphinx, config: Config) -> None:
    """Keep pages from being read."""
    if not config.folio_drafts:
        drafts = Drafts.within(Path(app.srcdir), config)
        literal = [re.sub(r"[*?\[]", r"[\g<0>]", name) for name in sorted(drafts.pages)]
        suffixes = list(config.source_suffix)
        config.exclude_patterns = [
            *config.exclude_patterns,
            *(name + suffix for name in literal for suffix in suffixes),
        ]


def know_drafts(app: Sphinx) -> None:
    """Tell the domain what this build keeps back."""
    domain = FolioDomain.of(app.env)
    domain.drafts, domain.layout = Drafts.of(app.env), layout_of(app)


def cut(app: Sphinx, docname: str, source: list[str]) -> None:
    """Cut the sections that are kept back from a page, before anything reads it."""
    if Path(app.env.doc2path(docname)).suffix != ".rst":
        for line, got, remedy in foreign_fences(source[0]):
            what = f"a block must be a directive, or code in a language (got {got!r})"
            report(Problem(Subtype.DIALECT, f"{what}; {remedy}"), (docname, line))
        for line, problem in (*doubtful_fences(source[0]), *doubtful_lines(source[0])):
            report(problem, (docname, line))
    if app.config.folio_drafts or Path(app.env.doc2path(docname)).suffix == ".rst":
        return
    kept = kept_back(source[0])
    if kept.lines and app.config.html_copy_source:
        what = "'html_copy_source' must be False for a page with a draft, or its text is published"
        report(Problem(Subtype.DRAFT, what), (docname, kept.lines[0][0] + 1))
    for line, key in kept.others:
        what = f"a section that a draft keeps back must hold no other record (got {key!r})"
        remedy = "give that one a heading of its own, or ':draft:' too"
        report(Problem(Subtype.DRAFT, f"{what}; {remedy}"), (docname, line + 1))
    source[0] = kept.without(source[0])


class PublicToctree(TocTree):
    """A toctree without the pages that are kept back, each line of which is shown."""

    def run(self) -> list[nodes.Node]:
        """Leave lines out; refuse what a layout without a list of pages at the side drops."""
        self.leave_out()
        wrappers = super().run()
        for tree in (tree for node in wrappers for tree in node.findall(addnodes.toctree)):
            leave_unlisted_out(self.env, tree)
            self.check_hidden(tree)
        return wrappers

    def check_hidden(self, tree: addnodes.toctree) -> None:
        """Refuse what a hidden toctree says and no page shows."""
        if not tree["hidden"] or "folio.theme.shell" not in self.config.extensions:
            return
        if tree["caption"]:
            what = f"a hidden toctree must have no caption (got {tree['caption']!r}), since the "
            remedy = "navigation has none; remove ':caption:', or ':hidden:'"
            report(Problem(Subtype.PLACE, what + remedy), tree)
        if self.env.current_document.docname != self.config.root_doc:
            pages = self.env.found_docs
            for _, target in (entry for entry in tree["entries"] if entry[1] not in pages):
                what = f"a hidden toctree must name pages of the site (got {target!r}), since only "
                remedy = "that of the home page is shown; write it there, or as a link in the text"
                report(Problem(Subtype.PLACE, what + remedy), tree)

    def leave_out(self) -> None:
        """Leave lines out."""
        pages = FolioDomain.of(self.env).drafts.pages
        for place in reversed(range(len(self.content))):
            entry = self.content[place].strip()
            target = match[1] if (match := re.fullmatch(r".*<([^<>]+)>", entry)) else entry
            docname = docname_join(self.env.current_document.docname, target)
            if any(docname.removesuffix(s) in pages for s in ("", *self.config.source_suffix)):
                del self.content[place]
            else:
                self.content[place] = with_addresses(self.content[place], self.env)


def guard_files(document: nodes.document, docname: str, env: BuildEnvironment) -> None:
    """Refuse to show the text of a page that is kept back, or to offer its file."""
    sources = FolioDomain.of(env).drafts.files
    for node in list(document.findall(addnodes.download_reference)):
        _, path = env.relfn2path(node["reftarget"], docname)
        if (name := sources.get(Path(path).resolve())) is not None:
            report(unpublished(name), node)
            node.replace_self(nodes.inline("", node.astext()))
    read = document.settings.record_dependencies
    for file in (*env.dependencies.get(docname, ()), *(read.list if read else ())):
        if (name := sources.get(Path(env.srcdir, file).resolve())) is not None:
            report(unpublished(name), (docname, 1))


def unpublished(name: str) -> Problem:
    """Say that a page must not show what another one keeps back."""
    what = f"a public page must not take in {name!r}, which is a draft"
    return Problem(Subtype.DRAFT, f"{what}; keep this back too, or publish that page")


class KeepBack(SphinxPostTransform):
    """Turns references to what is kept back into their text."""

    default_priority = 5  # before MyST resolves references, and Sphinx after it

    def run(self, **kwargs: Any) -> None:
        """Look through the references of a page."""
        for node in list(self.document.findall(addnodes.pending_xref)):
            if (name := self.kept(node)) is None:
                continue
            if node.get("refexplicit"):
                node.replace_self([child.deepcopy() for child in node.children])
                continue
            what = f"a reference must lead to what is public (got {name!r}, a draft)"
            remedy = "give it a text of its own, or take it away until then"
            report(Problem(Subtype.DRAFT, f"{what}; {remedy}"), node)
            node.replace_self(nodes.inline())

    def kept(self, node: addnodes.pending_xref) -> str | None:
        """Return what a reference is to, if that is kept back."""
        domain = FolioDomain.of(self.env)
        target = str(node["reftarget"])
        docname = node.get("refdoc", self.env.current_document.docname)
        if node.get("refdomain") == "doc":
            return target if target in domain.drafts.pages else None
        path = target.partition("#")[0]
        for name in candidates(path, docname, tuple(self.config.source_suffix)):
            if name in domain.drafts.pages:
                return target
        known = target in domain.drafts.names and domain.index.find(target) is None
        labels = self.env.domains.standard_domain.anonlabels
        return target if known and target not in labels else None


def candidates(path: str, docname: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of pages that a reference may mean."""
    joined = docname_join(docname, path)
    yield joined
    for suffix in suffixes:
        if joined.endswith(suffix):
            yield joined.removesuffix(suffix)


def mark_drafts(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Say at the top of a page that it is a draft, where drafts are shown."""
    if app.config.folio_drafts and of_file(Path(app.env.doc2path(docname))).page:
        title = next(iter(doctree.findall(nodes.title)), None)
        if title is not None:
            note = nodes.paragraph("", NOTE, classes=["folio-line"])
            title.parent.insert(title.parent.index(title) + 1, note)


def setup_drafts(app: Sphinx) -> None:
    """Keep drafts back."""
    app.connect("config-inited", leave_out, priority=900)  # once all suffixes are known
    app.connect("builder-inited", know_drafts)
    app.connect("source-read", cut)
    app.connect("doctree-resolved", mark_drafts)
    app.add_directive("toctree", PublicToctree, override=True)
    app.add_post_transform(KeepBack)
    setup_unlisted(app)

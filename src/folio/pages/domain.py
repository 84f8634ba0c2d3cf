"""The folio domain: one place that knows every record, where it stands and what refers to it.

Only :meth:`FolioDomain.note` writes; everything else asks the :class:`~folio.core.index.Index`.
Records are kept by document, so that clearing and merging are one line each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self
from zlib import crc32

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from folio.core.addresses import Layout
from folio.core.bibliography import Bibliography
from folio.core.course_links import BackLink
from folio.core.given_names import Given
from folio.core.identity import may_include
from folio.core.index import Index, Mention, Placed
from folio.core.kinds import KINDS, News, Person, Publication
from folio.core.portfolio import Portfolio
from folio.core.problems import Problem, Subtype, suggestion, with_article
from folio.core.records import kind_of
from folio.pages.directives import DIRECTIVES, AsOfRole, CiteRole, ExportRole, SourceRole
from folio.pages.kept_sources import sources_of
from folio.pages.model_figures import ResultRole
from folio.pages.report import report

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

PARTS = ("records", "mentions", "names", "texts")  #: what is kept by page


class FolioDomain(Domain):
    """Records of academic work, referred to by kind and key."""

    name = "folio"
    label = "Academic portfolio"
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in KINDS}
    directives: ClassVar[dict[str, Any]] = DIRECTIVES
    # innernodeclass inline: a title is prose, not code.
    roles: ClassVar[dict[str, Any]] = {
        **{kind: XRefRole(innernodeclass=nodes.inline, warn_dangling=True) for kind in KINDS},
        "cite": CiteRole(),
        "result": ResultRole(),
        "export": ExportRole(),
        "as-of": AsOfRole(),
        "source": SourceRole(),
    }
    initial_data: ClassVar[dict[str, Any]] = {
        **{part: {} for part in PARTS},
        "shown": "",
    }
    # What another version has pickled is read anew: a record has the fields that it had then.
    data_version = crc32(
        repr([PARTS, [[f.name for f in fields(cls)] for cls in KINDS.values()]]).encode()
    )

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._bibliography: Bibliography | None = None
        self._index: Index | None = None
        self._texts: dict[str, str] | None = None
        self.back_links: Mapping[str, tuple[BackLink, ...]] = {}
        self.layout = Layout()  # where the builder puts pages
        self.drafts: Any = None  # what this build keeps back: folio.pages.drafts.Drafts
        self.changes: Mapping[str, str] = {}  # when each page was last changed, as far as known

    @classmethod
    def of(cls, env: BuildEnvironment) -> Self:
        """Return the domain of a build."""
        domain = env.domains[cls.name]
        assert isinstance(domain, cls)
        return domain

    # -- what the other modules read ------------------------------------------------

    @property
    def index(self) -> Index:
        """Return all that the pages state and refer to."""
        if self._index is None:
            unlisted = self.drafts.unlisted if self.drafts else frozenset()
            self._index = Index(self.data["records"], self.data["mentions"], unlisted)
        return self._index

    @property
    def texts(self) -> dict[str, str]:
        """Return what headings and captions say in plain form, by the text of their source."""
        if self._texts is None:
            pages = self.data["texts"].values()
            self._texts = {source: said for page in pages for source, said in page.items()}
        return self._texts

    @property
    def bibliography_paths(self) -> dict[str, Path]:
        """Return the absolute paths of the files that ``folio_bibliography`` names, in order."""
        named = self.env.config.folio_bibliography
        names = [named] if isinstance(named, str) else named
        return {name: Path(self.env.srcdir, name) for name in names}

    @property
    def bibliography(self) -> Bibliography:
        """Return the sources; none if there is no file."""
        if self._bibliography is None:
            paths = self.bibliography_paths.items()
            files = [(name, path.read_bytes()) for name, path in paths if path.is_file()]
            self._bibliography = sources_of(files, Path(self.env.doctreedir))
        return self._bibliography

    def read_bibliography_again(self) -> None:
        """Forget the sources, since a new build begins."""
        self._bibliography = None

    @property
    def portfolio(self) -> Portfolio:
        """Return all records and sources with the address of the site, for the exports."""
        base = self.env.config.html_baseurl.rstrip("/")
        return Portfolio(
            self.index,
            self.bibliography,
            f"{base}/",
            back_links=self.back_links,
            layout=self.layout,
        )

    def stated(self, node: Element) -> Placed | None:
        """Return the record that a directive on a page states, if it was accepted."""
        _, _, key = node.get("label", "").partition("-")
        return self.index.by_key.get(key)

    # -- the one writer, and the duties of a domain ----------------------------------

    def note(
        self,
        docname: str,
        placed: Sequence[Placed],
        mentions: Sequence[Mention],
        names: Sequence[Given],
        texts: Mapping[str, str],
    ) -> None:
        """Remember what a page states, refers to and names, and what its headings say plainly."""
        if placed:
            self.data["records"][docname] = tuple(placed)
        if mentions:
            self.data["mentions"][docname] = tuple(mentions)
        if texts:
            self.data["texts"][docname] = dict(texts)
        self.data["names"][docname] = tuple(names)
        self._index = self._texts = None

    def note_shown(self, fingerprint: str) -> bool:
        """Remember what pages show of one another; tell whether it has changed."""
        changed = bool(self.data["shown"] != fingerprint)
        self.data["shown"] = fingerprint
        return changed

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for part in PARTS:
            self.data[part].pop(docname, None)
        self._index = self._texts = None

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict[str, Any]) -> None:
        """Take over pages that another process has read."""
        for part in PARTS:
            known = otherdata[part]
            self.data[part].update({name: known[name] for name in docnames if name in known})
        self._index = None

    def check_consistency(self) -> None:
        """Name both places of each key that is used twice, and news about nothing."""
        for key, placed, first in self.index.duplicates():
            there = f"{self.env.doc2path(first.docname)}:{first.line}"
            message = (
                f"the key {key!r} must be used once "
                f"(here for {with_article(kind_of(placed.record))}, "
                f"at {there} for {with_article(kind_of(first.record))}); rename one of them"
            )
            report(Problem(Subtype.DUPLICATE, message), (placed.docname, placed.line))
        people = [p for p in self.index.placed if isinstance(p.record, Person)]
        for placed in people[1:]:
            there = f"{self.env.doc2path(people[0].docname)}:{people[0].line}"
            what = f"a portfolio must be that of one person (got a second one, after {there})"
            problem = Problem(Subtype.DUPLICATE, f"{what}; remove one of them")
            report(problem, (placed.docname, placed.line))
        self.check_authors()
        known = self.index.by_key
        for placed in self.index.placed:
            about = placed.record.about if isinstance(placed.record, News) else None
            if about and about not in known:
                what = f"'about' must be the key of a record (got {about!r})"
                hint = suggestion(about, known)
                if about in self.drafts.names:
                    hint = ", which is a draft; keep this back too, with ':draft:'"
                problem = Problem(Subtype.UNKNOWN_KEY, what + hint)
                report(problem, (placed.docname, placed.line))

    def check_authors(self) -> None:
        """Report each paper whose authors are all somebody else, as far as they are named."""
        person, known = self.index.person, self.bibliography.sources
        for placed in self.index.placed:
            record = placed.record
            source = known.get(record.bib) if isinstance(record, Publication) else None
            names = source and not source.collaboration and (source.names or source.editors)
            if person and source and names and not may_include(names, person.forms):
                what = f"'bib' must be a paper of {person.name}"
                remedy = "say in 'author' of the person under which names, or remove the paper"
                message = f"{what} (got one by {source.byline}); {remedy}"
                report(Problem(Subtype.AUTHOR, message), (placed.docname, placed.line))

    # -- references ------------------------------------------------------------------

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """List every record for the inventory and the search."""
        for placed in self.index.by_key.values():
            record = placed.record
            yield record.key, record.title, kind_of(record), placed.docname, placed.anchor, 1
        for old, placed in self.index.by_former.items():  # -1: the search need not find it twice
            yield old.key, placed.record.title, old.kind, placed.docname, placed.anchor, -1

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link a role to its record; the record's title is the text unless one is given."""
        if (placed := self.index.find(target, typ)) is None:
            return None
        return self._link(builder, fromdocname, placed, node, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Link ``any`` to the record with that key.

        From a page beside the write-up the key is also the name of its document,
        and Sphinx would call the two ambiguous: the document's link goes to the same page.
        """
        placed = self.index.find(target)
        beside = fromdocname.rpartition("/")[0]
        if placed is None or placed.docname == f"{beside}/{target}".lstrip("/"):
            return []
        link = self._link(builder, fromdocname, placed, node, contnode)
        return [(f"folio:{kind_of(placed.record)}", link)]

    def _link(
        self,
        builder: Builder,
        fromdocname: str,
        placed: Placed,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference:
        if not node.get("refexplicit"):
            contnode = nodes.inline("", placed.record.title)
        return make_refnode(builder, fromdocname, placed.docname, placed.anchor, contnode)

    def missing(self, node: pending_xref) -> Problem:
        """Say why a role finds no record, and which key may have been meant."""
        kind, key = node["reftype"], node["reftarget"]
        if (other := self.index.find(key)) is not None:
            actual = kind_of(other.record)
            remedy = f"{key!r} is {with_article(actual)}: write {{{actual}}}`{key}`"
            return Problem(
                Subtype.UNKNOWN_KEY, f"{kind!r} must name {with_article(kind)}; {remedy}"
            )
        known = [p.record.key for p in self.index.by_kind.get(kind, ())]
        message = f"{kind!r} must be the key of {with_article(kind)} on this site (got {key!r})"
        return Problem(Subtype.UNKNOWN_KEY, message + suggestion(key, known))


def report_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Replace Sphinx's message about a role of ours that finds nothing."""
    if not isinstance(domain, FolioDomain):
        return None
    report(domain.missing(node), node)
    return True

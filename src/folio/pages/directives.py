"""One directive a kind, the listings, and the roles: they only note what the page says.

Nothing is looked up here, because other pages may not have been read yet:
records are checked when their page has been read (``collect``), listings are filled
when a page is written (``render``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes as docnodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import ReferenceRole, SphinxDirective, SphinxRole

from folio.core import selection as listings
from folio.core.commit_links import Permalink
from folio.core.drafts import OPTION, UNLISTED, is_set
from folio.core.kinds import KINDS
from folio.core.options import read_options, words
from folio.core.problems import Invalid, Problem, Subtype
from folio.pages import nodes
from folio.pages.diagrams import DiagramDirective, inline_svg
from folio.pages.model_figures import ModelFigureDirective, drawing
from folio.pages.report import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Node, system_message


class AnyOption(dict[str, "Callable[[str], str]"]):
    """An option_spec that takes every option, so that ours is the only message about it."""

    def __bool__(self) -> bool:
        return True

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Callable[[str], str]:
        return directives.unchanged


class OptionDirective(SphinxDirective):
    """A directive whose options are read by a frozen dataclass and not by docutils."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = AnyOption()

    @property
    def argument(self) -> str:
        return self.arguments[0].strip() if self.arguments else ""

    def lines(self) -> dict[str, int]:
        """Map each option to the line on which it stands."""
        lines: dict[str, int] = {}
        _, start = self.get_source_info()
        for offset, text in enumerate(self.block_text.splitlines()):
            if match := re.match(r"\s*:?([\w-]+):(\s|$)", text):
                lines.setdefault(match[1], start + offset)
        return lines

    def report(self, error: Invalid) -> None:
        """Report each problem where its option stands, or where the directive starts."""
        lines, (_, start) = self.lines(), self.get_source_info()
        for problem in error.problems:
            report(problem, (self.env.current_document.docname, lines.get(problem.option, start)))


class RecordDirective(OptionDirective):
    """State a fact: key, options, and a body that says what it is."""

    has_content = True

    def run(self) -> list[Node]:
        draft = self.options.pop(OPTION, "no")
        if is_set(draft) and not self.config.folio_drafts:
            what = f"{OPTION!r} must stand in a record under a heading of a page in Markdown"
            remedy = f"or write '{OPTION}: true' at the top of the page"
            self.report(Invalid([Problem(Subtype.DRAFT, f"{what}; {remedy}", OPTION)]))
            return []
        unlisted = is_set(self.options.pop(UNLISTED, "no"))
        node = nodes.folio_record(
            kind=self.name.rpartition(":")[2],
            key=self.argument,
            texts=dict(self.options),
            draft=is_set(draft),
            unlisted=unlisted,
            lines=self.lines(),
        )
        self.set_source_info(node)
        node.extend(self.parse_content_to_nodes())
        if result := self.options.get("result"):
            line = self.lines().get("result", self.lineno)
            node += nodes.folio_result("", "", *self.parse_inline(result, lineno=line - 1)[0])
        if picture := self.options.get("picture"):
            node["picture"] = self.picture(picture)
        return [node]

    def picture(self, name: str) -> str:
        """Return a drawing that stands beside its title and so says nothing of its own."""
        path = drawing(self.env, name)
        self.env.note_dependency(str(path))
        try:
            return inline_svg(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            what = f"'picture' must name a drawing, a file or MODEL/FIGURE (got {name!r}: {reason})"
            self.report(Invalid([Problem(Subtype.FILE, what, "picture")]))
            return ""


class ListingDirective(OptionDirective):
    """Leave a placeholder for the records that the argument and the options choose."""

    kinds: ClassVar[str] = ""

    def run(self) -> list[Node]:
        try:
            kinds = listings.kinds(self.kinds or self.argument)
            spec = listings.Listing(**read_options(listings.Listing, self.options))
        except Invalid as error:
            self.report(error)
            return []
        style = self.name.rpartition(":")[2]
        node = nodes.folio_listing(style=style, kinds=kinds, spec=spec, lines=self.lines())
        self.set_source_info(node)
        return [node]


class PublicationsDirective(ListingDirective):
    """List publications as a bibliography does."""

    kinds = "publication"


class PageListingDirective(SphinxDirective):
    """List what belongs to this page: its sources, its mentions, or how to link to it."""

    def run(self) -> list[Node]:
        node = nodes.folio_listing(style=self.name.rpartition(":")[2], lines={})
        self.set_source_info(node)
        return [node]


class UnfoldDirective(SphinxDirective):
    """Keep a part of a page folded, under the title that stays in sight; on paper it is open."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[Node]:
        return [nodes.unfold(self.arguments[0], self.parse_content_to_nodes(), "folio-unfold")]


class CiteRole(SphinxRole):
    """Cite keys of the bibliography: ``{cite}`zhu2025nanoflow, pan2026dynaflow```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        node = nodes.folio_cite(keys=words(self.text))
        self.set_source_info(node)
        return [node], []


class ExportRole(ReferenceRole):
    """Link to a file that an export writes: ``{export}`PDF <cv.pdf>```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        node = nodes.folio_export(target=self.target, title=self.title)
        self.set_source_info(node)
        return [node], []


class SourceRole(ReferenceRole):
    """Link to lines of a file at a commit: ``{source}`ada/engine@7605d38a1d mill.cc#L10```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        try:
            link = Permalink.parse(self.target)
        except ValueError as error:
            report(Problem(Subtype.VALUE, f"'source' {error}"), self.get_location())
            return [docnodes.literal("", self.title)], []
        text = self.title if self.has_explicit_title else link.text
        return [nodes.external(text, link.url)], []


class AsOfRole(SphinxRole):
    """Say as of which date a record holds, that of its newest source: ``{as-of}`KEY```."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        node = nodes.folio_as_of(key=self.text.strip())
        self.set_source_info(node)
        return [node], []


DIRECTIVES: dict[str, type[SphinxDirective]] = {
    **dict.fromkeys(KINDS, RecordDirective),
    "cards": ListingDirective,
    "timeline": ListingDirective,
    "cv": ListingDirective,
    "link-list": ListingDirective,
    "publications": PublicationsDirective,
    "link-here": PageListingDirective,
    "mentions": PageListingDirective,
    "sources": PageListingDirective,
    "diagram": DiagramDirective,
    "model-figure": ModelFigureDirective,
    "unfold": UnfoldDirective,
}

"""When a page has been read: make its records, label their sections, note its references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes as docnodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from folio.core.dates import Period
from folio.core.dialects import foreign
from folio.core.index import Mention, Placed
from folio.core.kinds import KINDS, Publication, Record, Work
from folio.core.options import markup, words
from folio.core.problems import Invalid, Problem, Subtype, suggestion, with_article
from folio.core.records import former_names, label_of
from folio.core.statements import Body, make_record
from folio.pages import nodes
from folio.pages.domain import FolioDomain
from folio.pages.drafts import guard_files
from folio.pages.given_names import given_names
from folio.pages.heading_links import plain_texts
from folio.pages.headings import check_anchors, check_contents, check_headings
from folio.pages.html_text import clean_html
from folio.pages.model_figures import say_origins_once
from folio.pages.plain_formula import said
from folio.pages.plain_text import loose_citations, loose_references, plain
from folio.pages.raw_markup import (
    empty_links,
    empty_markup,
    raw_dialects,
    raw_roles,
    spell_addresses,
)
from folio.pages.remedies import names_of
from folio.pages.report import report
from folio.pages.source_files import find_pictures
from folio.pages.typed_formulas import doubtful_formulas

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def report_bibliography(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the bibliography and report what is wrong with it once, at its own lines."""
    domain = FolioDomain.of(env)
    domain.read_bibliography_again()
    for name, path in domain.bibliography_paths.items():
        for line, message in domain.bibliography.mistakes.get(name, ()):
            report(Problem(Subtype.BIBTEX, message), f"{path}:{line}")


class CollectRecords(SphinxTransform):
    """Runs just before the domains look at the page, so that they see the labels."""

    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        self.docname = self.env.current_document.docname
        domain = FolioDomain.of(self.env)
        self.domain = domain
        spell_addresses(self.document)
        for problem, node in (
            *clean_html(self.document, self.config),
            *raw_dialects(self.document),
            *doubtful_formulas(self.document),
            *empty_links(self.document),
            *empty_markup(self.document),
        ):
            report(problem, node if nodes.nearest(node).line else (self.docname, 1))
        find_pictures(self.document, self.docname, self.env)
        guard_files(self.document, self.docname, self.env)
        is_cv = self.docname == self.config.folio_cv  # of which its chapters have headings
        self.report(check_headings(self.document, titled=not is_cv))
        check_alternatives(self.document)
        say_origins_once(self.document)
        placed = [
            place
            for node in self.document.findall(nodes.folio_record)
            if (place := self.place(node))
        ]
        self.report((*check_anchors(self.document), *check_contents(self.document)))
        self.report(raw_roles(self.document, names_of(self.env, "roles")))
        self.check_citations()
        self.check_chapters()
        mentions = sorted(set(find_mentions(self.document, self.docname)))
        names = given_names(self.document, self.docname, placed)
        domain.note(self.docname, placed, mentions, names, plain_texts(self.document))
        if placed or next(self.document.findall(nodes.folio_cite), None) is not None:
            for path in domain.bibliography_paths.values():
                self.env.note_dependency(str(path))

    def report(self, problems: Iterable[tuple[Problem, docnodes.Node]]) -> None:
        """Report each problem at its node."""
        for problem, node in problems:
            where = (self.docname, 1) if node is self.document else node
            report(problem, where)

    def place(self, node: nodes.folio_record) -> Placed | None:
        """Make the record of a directive and label its section, or report what is wrong."""
        try:
            section = section_for(node)
            self.date_facts(node)
            for problem, place in (*loose_references(node), *loose_citations(node)):
                report(problem, nodes.nearest(place))
            record = self.record(node, said(section[0]))
        except Invalid as error:
            for problem in error.problems:
                line = node["lines"].get(problem.option, node.line)
                report(problem, (self.docname, line))
            return None
        label = node["label"] = label_of(record)
        section["ids"] = [label, *(name for name in section["ids"] if name != label)]
        former = [old.label for old in former_names(record)]
        section["ids"] += [old for old in former if old not in section["ids"]]
        std = self.env.domains.standard_domain
        for name in (label, *former):
            std.anonlabels[name] = self.docname, label
            std.labels[name] = self.docname, label, record.title
        return Placed(record, self.docname, node.line or 0)

    def record(self, node: nodes.folio_record, title: str) -> Record:
        """Build the record; a publication takes title and date from the bibliography."""
        check_options(KINDS[node["kind"]], node["texts"])
        record = make_record(node["kind"], node["key"], title, body_of(node), node["texts"])
        self.check_keys(record.source, node, "source")
        if isinstance(record, Work):
            return replace(record, picture=node.get("picture"), result=result_of(node))
        if isinstance(record, Publication):
            self.check_keys([record.bib], node, "bib")
            if source := self.domain.bibliography.sources.get(record.bib):
                date = record.date or (Period(source.date) if source.date.year else None)
                return replace(record, title=source.title or title, date=date)
        return record

    def date_facts(self, node: nodes.folio_record) -> None:
        """Write the date as of which a record holds where its own body says it."""
        known = self.domain.bibliography.sources
        keys = [key for key in words(node["texts"].get("source", "")) if key in known]
        for place in list(node.findall(nodes.folio_as_of)):
            if place["key"] == node["key"] and keys:
                date = max(known[key].date for key in keys)
                place.replace_self(docnodes.Text(date.text()))
            elif place["key"] != node["key"]:
                rule = f"'as-of' in a record must be that record's own key (got {place['key']!r})"
                report(Problem(Subtype.UNKNOWN_KEY, f"{rule}; write {node['key']!r}"), place)
                place.replace_self(docnodes.Text(place["key"]))

    def check_citations(self) -> None:
        """Check each citation, and that the page lists its sources."""
        cited = list(self.document.findall(nodes.folio_cite))
        for node in cited:
            self.check_keys(node["keys"], node, "")
        listed = any(n["style"] == "sources" for n in self.document.findall(nodes.folio_listing))
        if cited and not listed:
            message = "a page that cites must list its sources; add a {sources} directive"
            report(Problem(Subtype.PLACE, message), cited[0])

    def check_chapters(self) -> None:
        """Check that each listing of the CV has a heading, which is the title of its chapter."""
        for node in self.document.findall(nodes.folio_listing):
            if self.docname == self.config.folio_cv and nodes.section_of(node) is None:
                message = "a listing of the CV must stand under a heading; write one above it"
                report(Problem(Subtype.PLACE, message), (self.docname, node.line))

    def check_keys(self, keys: Iterable[str], node: docnodes.Element, option: str) -> None:
        """Report keys that the bibliography lacks, unless the file itself is damaged."""
        bibliography = self.domain.bibliography
        known = " or ".join(self.domain.bibliography_paths)
        for key in () if bibliography.problems else keys:
            if key not in bibliography.sources:
                what = f"{option or 'cite'!r} must name keys of {known}"
                message = f"{what} (got {key!r}){suggestion(key, bibliography.sources)}"
                lines: dict[str, int] = node.get("lines", {})
                line = lines.get(option) or node.line
                report(Problem(Subtype.CITATION, message), (self.docname, line))


def section_for(node: nodes.folio_record) -> docnodes.section:
    """Return the section whose heading is the record's title."""
    section, kind = node.parent, node["kind"]
    if not isinstance(section, docnodes.section):
        message = f"{with_article(kind)} must stand directly under a heading, which is its title"
        raise Invalid([Problem(Subtype.PLACE, message)])
    if next(child for child in section if isinstance(child, nodes.folio_record)) is not node:
        what = f"{with_article(kind)} must have a heading of its own"
        message = f"{what}: the one above has a record already"
        raise Invalid([Problem(Subtype.PLACE, message)])
    return section


def check_options(cls: type[Record], texts: Mapping[str, str]) -> None:
    """Refuse comments and markup where every character of a value is shown."""
    what = "must hold no comment (got {!r}); remove it, or write '% ' on a line outside the record"
    if problems := [
        Problem(Subtype.HTML, f"{name!r} {what.format(text)}", name)
        for name, text in texts.items()
        if re.search(r"<!--|-->", text or "")
    ]:
        raise Invalid(problems)
    if problems := list(markup(cls, texts)):
        raise Invalid(problems)


def body_of(node: nodes.folio_record) -> Body:
    """Read the sentences and, if there is one, the list of points after them."""
    lists = [child for child in node if isinstance(child, docnodes.bullet_list)]
    points = [plain(item) for item in lists[-1]] if lists else []
    sentences = [child for child in node if isinstance(child, docnodes.paragraph)]
    said = [child for child in node if not isinstance(child, nodes.folio_result)]
    if said != sentences + lists or len(lists) > 1:
        whose = f"the body of {with_article(node['kind'])}"
        message = f"{whose} must be sentences, then at most one list of points"
        raise Invalid([Problem(Subtype.BODY, message)])
    if any(next(part.findall(docnodes.image), None) is not None for part in said):
        what = f"the body of {with_article(node['kind'])} must be text, without a picture"
        raise Invalid([Problem(Subtype.BODY, f"{what}; put it below the record")])
    items = lists[-1].findall(docnodes.list_item) if lists else ()
    if long := [item for item in items if len(item) > 1]:
        what = f"a point of {with_article(node['kind'])} must be one paragraph"
        got = plain(long[0])
        remedy = "since the CV lists points one below another; make it a point of its own"
        raise Invalid([Problem(Subtype.BODY, f"{what} (got {got[:60]!r}), {remedy}")])
    return Body(" ".join(map(plain, sentences)), tuple(points))


def result_of(node: nodes.folio_record) -> str | None:
    """Return what came out as text: a view has the sentence, its page the sources too."""
    return next((plain(result) for result in node.findall(nodes.folio_result)), None)


def check_alternatives(document: docnodes.document) -> None:
    """Refuse pictures that a reader would miss: who cannot see them, or whose browser may not."""
    for image in list(document.findall(docnodes.image)):
        if re.match(r"(?:[a-z]+:)?//|data:", image["uri"], re.IGNORECASE):
            what = f"a picture must be a file of the site (got {image['uri'][:60]!r})"
            remedy = "save it beside the page, since browsers load none from elsewhere here"
            report(Problem(Subtype.IMAGE, f"{what}; {remedy}"), nodes.nearest(image))
            image.parent.remove(image)
            continue
        for piece in foreign(str(image.get("alt", ""))):
            what = f"'alt' must be text (got {piece.got!r}, {piece.name}); {piece.remedy}"
            report(Problem(Subtype.ALT, what), nodes.nearest(image))
        if not str(image.get("alt", "")).strip():
            message = f"'alt' must say what the picture {image['uri']!r} shows (got nothing)"
            report(Problem(Subtype.ALT, message), nodes.nearest(image))


def find_mentions(document: docnodes.document, docname: str) -> Iterator[Mention]:
    """Yield every reference of the page with the section that makes it."""
    for xref in document.findall(addnodes.pending_xref):
        if (section := nodes.section_of(xref)) is not None:
            yield Mention(docname, said(section[0]), section["ids"][0], _target(xref, docname))


def _target(xref: addnodes.pending_xref, docname: str) -> str:
    """Write a reference as the label, the key or the /document that it names."""
    domain, kind, target = xref.get("refdomain"), xref.get("reftype"), str(xref["reftarget"])
    if domain == "folio":
        return f"{kind}-{target}"
    if kind == "doc" or domain == "doc":
        folder = docname.rpartition("/")[0]
        return target if target.startswith("/") else f"/{folder}/{target}".replace("//", "/")
    return target

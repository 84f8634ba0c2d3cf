"""The Markdown twin of a write-up: its source, with directives and roles turned into plain text.

Words, mathematics, tables and code stay as they were written; what a directive shows is said in
Markdown that every reader knows, and every link is absolute.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from folio.core import selection as listings
from folio.core.archives import ARCHIVED
from folio.core.bibliography import Source
from folio.core.commit_links import Permalink
from folio.core.escape import markdown
from folio.core.options import read_options, words
from folio.core.portfolio import Portfolio
from folio.core.records import Fact, facts, kind_of

READER = (
    MarkdownIt("commonmark")
    .enable("table")
    .use(front_matter_plugin)
    .use(colon_fence_plugin)
    .use(dollarmath_plugin)
    .use(myst_block_plugin)
)
_OPENING = re.compile(r"\{([\w-]+)\}\s*(.*)")
_OPTION = re.compile(r":([\w-]+):(.*)")
# A role with its text, or a code span, which stays as it is.
_ROLE = re.compile(r"(?:\{([\w:+-]+)\})?(`+)(?!`)(.+?)(?<!`)\2(?!`)", re.DOTALL)
_PAGE_LINK = re.compile(r"\]\(([^():\s]+?)\.md(#[\w.-]+)?\)")
_SILENT = ("front_matter", "myst_block_break", "myst_line_comment", "myst_target")
Code = Callable[[str, Mapping[str, str]], str]
_LISTINGS = ("cards", "cv", "publications", "timeline")


@dataclass(frozen=True, slots=True)
class Twin:
    """Turns one page into Markdown; ``keys`` are those of the sources that it rests on.

    ``number`` writes the number of a model that a ``{result}`` names, ``code`` the part of a
    file that a ``{literalinclude}`` shows, by its argument and options.
    """

    portfolio: Portfolio
    docname: str
    keys: Sequence[str]
    number: Callable[[str], str]
    code: Code

    @classmethod
    def of(
        cls,
        portfolio: Portfolio,
        docname: str,
        source: str,
        number: Callable[[str], str],
        code: Code,
    ) -> Self:
        """Look through a page: its sources are those it cites, then those of its records."""
        keys = [key for m in _ROLE.finditer(source) if m[1] == "cite" for key in words(m[3])]
        for placed in portfolio.index.records.get(docname, ()):
            keys.extend(placed.record.source)
        return cls(portfolio, docname, tuple(dict.fromkeys(keys)), number, code)

    def text(self, source: str) -> str:
        """Return Markdown for a page, or for what stands in a directive."""
        lines: list[str | None] = [*source.splitlines()]
        for token in READER.parse(source):
            start, end = token.map or (0, 0)
            if token.type in _SILENT:
                lines[start:end] = [None] * (end - start)
            elif token.type in ("fence", "colon_fence") and (found := _OPENING.match(token.info)):
                said = self.directive(found[1], found[2].strip(), token.content)
                lines[start:end] = [said, *[None] * (end - start - 1)]
            elif token.type in ("inline", "table_open") and token.map:
                prose = self.prose("\n".join(line or "" for line in lines[start:end])).split("\n")
                lines[start:end] = [*prose, *[None] * (end - start - len(prose))]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line is not None))

    def prose(self, text: str) -> str:
        """Turn roles into links and citations, and make links to pages absolute."""
        text = _ROLE.sub(self._role, text)
        return _PAGE_LINK.sub(lambda m: f"]({self._page(m[1])}{m[2] or ''})", text)

    def directive(self, name: str, argument: str, content: str) -> str:
        """Return what a directive shows; of one that shows nothing in Markdown, its body."""
        options, body = split_options(content)
        placed = self.portfolio.index.by_key.get(argument)
        if placed and kind_of(placed.record) == name:
            labelled = (fact_line(fact) for fact in facts(placed.record))
            result = [self.prose(options["result"]), ""] if "result" in options else []
            return "\n".join([self.text(body).strip(), "", *result, *labelled])
        if name in ("diagram", "model-figure"):
            caption = " ".join(self.text(body).split())
            shown = markdown(options.get("alt", ""))
            return f"> **Figure.** {caption}\n>\n> *What it shows:* {shown}"
        if name == "literalinclude":
            return f"```{options.get('language', '')}\n{self.code(argument, options)}\n```"
        if name in ("tab-item", "table", "unfold"):
            return f"**{self.prose(argument)}**\n\n{self.text(body).strip()}\n"
        if name in _LISTINGS:
            return "\n".join(self._listed(argument or "publication", options))
        if name in ("mentions", "sources"):
            return "\n".join(self._mentions() if name == "mentions" else self._sources())
        if name == "link-here":
            return self._address()
        return "" if name == "toctree" else self.text(body).strip()

    def _role(self, match: re.Match[str]) -> str:
        name, _, content = match.groups()
        if name is None:
            return match[0]
        if name == "cite":
            labels = self.portfolio.bibliography.labels
            known = (markdown(labels[key]) for key in words(content) if key in labels)
            return f"({'; '.join(known)})"
        if name == "result":
            return self.number(content.replace("\\|", "|"))  # as a cell of a table writes it
        explicit = re.fullmatch(r"(.*?)\s*<(.+)>", content, re.DOTALL)
        said, target = explicit.groups() if explicit else ("", content)
        if name == "source":
            return source_link(said, target)
        placed = self.portfolio.index.by_key.get(target)
        if placed and kind_of(placed.record) == name.rpartition(":")[2]:
            return f"[{said or markdown(placed.record.title)}]({self.portfolio.url(placed)})"
        return said or content

    def _listed(self, kinds: str, options: Mapping[str, str]) -> Iterator[str]:
        candidates = self.portfolio.of_kinds(*listings.kinds(kinds))
        spec = listings.Listing(**read_options(listings.Listing, options))
        for placed in listings.select(spec, candidates):
            title, summary = markdown(placed.record.title), markdown(placed.record.summary)
            yield f"- [{title}]({self.portfolio.url(placed)}): {summary}"

    def _mentions(self) -> Iterator[str]:
        found = self.portfolio.index.mentions_of(self.docname)
        for place in dict.fromkeys((m.docname, m.anchor, m.section) for m in found):
            url = f"{self.portfolio.page_url(place[0])}#{place[1]}"
            yield f"- [{markdown(place[2])}]({url})"
        for link in self.portfolio.back_links_of(self.docname):
            yield f"- [{markdown(link.title)}]({link.url}), in {markdown(link.site)}"

    def _sources(self) -> Iterator[str]:
        known = self.portfolio.bibliography.sources
        return (source_line(known[key]) for key in self.keys if key in known)

    def _address(self) -> str:
        stated = self.portfolio.index.records.get(self.docname, ())
        return f"<{self.portfolio.permanent_url(stated[0].record)}>" if stated else ""

    def _page(self, target: str) -> str:
        folder = posixpath.dirname(self.docname)
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        return self.portfolio.page_url(posixpath.normpath(path))


def no_code(argument: str, options: Mapping[str, str]) -> str:
    """Return the name of a file in the place of what it holds."""
    return argument


def twin(
    portfolio: Portfolio,
    docname: str,
    source: str,
    number: Callable[[str], str] = str,
    code: Code = no_code,
) -> str:
    """Return a write-up as Markdown, with the address of the page that it is the twin of."""
    text = Twin.of(portfolio, docname, source, number, code).text(source)
    return f"{text.strip()}\n\n---\n\nThis text as a web page: <{portfolio.page_url(docname)}>\n"


def split_options(content: str) -> tuple[dict[str, str], str]:
    """Part a directive's options, which stand first, from its body."""
    lines, options, name = content.splitlines(), dict[str, str](), ""
    while lines:
        if match := _OPTION.fullmatch(lines[0]):
            name = match[1]
            options[name] = match[2].strip()
        elif name and re.match(r"\s+\S", lines[0]):  # an indented line goes on with its option
            options[name] += f" {lines[0].strip()}"
        else:
            break
        del lines[0]
    return options, "\n".join(lines)


def fact_line(fact: Fact) -> str:
    """Return a labelled value as an item of a list."""
    if fact.url:
        return f"- {markdown(fact.label)}: <{fact.url}>"
    return f"- {markdown(fact.label)}: {markdown(', '.join(fact.values))}"


def source_link(said: str, target: str) -> str:
    """Return a link to a file at a commit; one that cannot be was reported."""
    try:
        link = Permalink.parse(target)
    except ValueError:
        return said or target
    return f"[{said or markdown(link.text)}]({link.url})"


def source_line(source: Source) -> str:
    """Return a source in full as an item of a list."""
    said = source.reference
    who = f"{markdown(said.authors)} " if said.authors else ""
    links = "".join(
        f" [{markdown(label)}]({address})" if ARCHIVED in label else f" <{address}>"
        for label, address in source.links
    )
    return f"- {who}*{markdown(said.title)}*{said.mark} {markdown(said.imprint)}{links}"

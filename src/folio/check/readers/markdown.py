"""Links in Markdown, as CommonMark, GitHub and MyST read it.

Code and comments are examples and hold no links; the body of a directive is prose, unless the
directive shows code. markdown-it, which MyST-Parser reads with, tells what is a link; its rules
are watched for the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.myst_role.index import myst_role

from folio.check.excerpt import Excerpt, Link, whole
from folio.check.readers.html import html_links, without_remarks
from folio.check.readers.latex import latex_links
from folio.check.readers.rst import LITERAL, rst_links
from folio.check.readers.text import at, bare, blanked, role
from folio.check.readers.toml import toml_links
from folio.check.readers.yaml import yaml_links

Rule = Callable[[StateInline, bool], bool]
DEEPEST = 20  #: directives within directives, beyond which nobody writes

_DIRECTIVE = re.compile(r"\s*\{([^}]*)\}")


_COMMENT_OF_MDX = re.compile(r"\{\s*/\*.*?(?:\*/\s*\}|\Z)", re.DOTALL)
_OF_PANDOC = re.compile(
    r"---[ \t]*\r?\n((?:(?!---[ \t]*$)[^\r\n]*\r?\n)*?)\.\.\.[ \t]*$", re.MULTILINE
)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)


_OF_MODULE = re.compile(r"^(?:import|export)\b[^\r\n]*?\s(//[^\r\n]*)", re.MULTILINE)


def mdx_links(text: str) -> Iterator[Link]:
    """Yield the links of a file of MDX, which has comments of its own."""
    for pattern, group in ((_COMMENT_OF_MDX, 0), (_OF_MODULE, 1)):
        for match in pattern.finditer(text):
            text = text[: match.start(group)] + blanked(match[group]) + text[match.end(group) :]
    return markdown_links(text)


def markdown_links(text: str) -> Iterator[Link]:
    """Yield the links of a Markdown file.

    >>> [link.target for link in markdown_links("[a](inv:ada#b) `[c](d)` <http://e>")]
    ['inv:ada#b', 'http://e']
    """
    if front := _TOML.match(text) or _OF_PANDOC.match(text):
        reader = toml_links if text.startswith("+") else yaml_links
        yield from reader(" " * front.start(1) + front[1])
        text = blanked(front[0]) + text[front.end() :]
    yield from _read(whole(without_remarks(text).replace("\0", "\ufffd")), 0)


def _read(excerpt: Excerpt, depth: int) -> Iterator[Link]:
    env: dict[str, Any] = {}
    cursors: dict[int, int] = {}
    for token in _parser().parse(excerpt.text, env):
        if token.map is None:
            continue
        if token.type in {"fence", "colon_fence"}:
            yield from _fence(excerpt, token, depth)
        elif token.type == "inline":
            part = excerpt.part(token.content, token.map[0], cursors)
            yield from part.placed(_inline(token.children or []))
        elif token.type == "html_block":
            part = excerpt.part(token.content, token.map[0])
            yield from part.placed(html_links(part.text))
        elif token.type == "front_matter":
            part = excerpt.part(token.content, token.map[0] + 1)
            yield from part.placed(yaml_links(part.text))
    for reference in env.get("references", {}).values():
        yield from excerpt.placed(_definition(excerpt, reference))


def _inline(children: Iterable[Token]) -> Iterator[Link]:
    for token in children:
        yield from token.meta.get("links", ())


def _fence(excerpt: Excerpt, token: Token, depth: int) -> Iterator[Link]:
    """Yield the links of a directive: of its line, and of its body if that is prose."""
    assert token.map is not None
    named = _DIRECTIVE.match(token.info)
    name = named[1].strip() if named else ""
    is_code = token.type == "fence" and (not named or name.startswith("."))
    if is_code or is_literal(name) or depth == DEEPEST:
        if named and _OPTION.search(token.content):  # a cell of Quarto
            said = _OPTION.sub(lambda match: " " * len(match[1]) + match[2], _other(token.content))
            yield from excerpt.part(token.content, token.map[0] + 1).placed(yaml_links(said))
        return
    first = token.map[0]
    line = Excerpt(excerpt.lines[first : first + 1])
    yield from line.placed(bare(line.text))
    body = excerpt.part(token.content, first + 1)
    named_in = (Link(one[1], *one.span(1)) for one in _BY_NAME.finditer(body.text))
    yield from body.placed(named_in)
    if name == "eval-rst":
        yield from body.placed(rst_links(body.text))
    elif name == "raw" or name.startswith("="):  # of MyST, of Pandoc
        form = token.info.rpartition("}")[2].strip() or name.lstrip("=")
        reader = {"latex": latex_links, "tex": latex_links, "rst": rst_links}.get(form, html_links)
        yield from body.placed(reader(body.text))
    else:
        yield from _read(body, depth + 1)


_BY_NAME = re.compile(r"^[ \t]*:[\w-]+:[ \t]+((?:inv|xref|myst):\S+)[ \t]*$", re.MULTILINE)
_OPTION = re.compile(r"^([ \t]*(?:#|//|%|--)\|)(.*)$", re.MULTILINE)


def _other(code: str) -> str:
    """Return the lines of a cell of Quarto that say how it is shown, with blanks for its code."""
    lines = (line if _OPTION.match(line) else " " * len(line) for line in code.split("\n"))
    return "\n".join(lines)


def is_literal(name: str) -> bool:
    """Tell whether a directive shows code, of Sphinx, or of knitr, as ``r, echo=FALSE``."""
    return re.split(r"[\s,]", name, maxsplit=1)[0] in LITERAL - {"raw"}


def _definition(excerpt: Excerpt, reference: dict[str, Any]) -> Iterator[Link]:
    """Yield the address of a definition such as ``[name]: address``."""
    first, last = reference["map"]
    before = sum(len(line.text) + 1 for line in excerpt.lines[:first])
    text = Excerpt(excerpt.lines[first:last]).text
    parse = _parser().helpers.parseLinkDestination
    for mark in re.finditer(r"\]:[\s>]*", text):
        result = parse(text, mark.end(), len(text))
        if result.ok and _parser().normalizeLink(result.str) == reference["href"]:
            yield _destination(text, mark.end(), result.pos, result.str, before)
            return
    yield Link(reference["href"], before, before)


def _destination(text: str, start: int, end: int, target: str, before: int = 0) -> Link:
    if text[start : start + 1] == "<":
        start, end = start + 1, end - 1
    return Link(target, before + start, before + end)


# -- the rules of markdown-it, watched ---------------------------------------------------


@cache
def _parser() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    markdown.use(front_matter_plugin).use(colon_fence_plugin).use(myst_block_plugin)
    markdown.use(myst_role_plugin).use(footnote_plugin, inline=False, move_to_end=False)
    rules = markdown.inline.ruler
    rules.at("link", _watched(link, _link))
    rules.at("image", _watched(image, _link))
    rules.at("autolink", _watched(autolink, _autolink))
    rules.at("html_inline", _watched(html_inline, _html))
    rules.at("myst_role", _watched(myst_role, _role))
    rules.after("text", "bare", _bare)
    return markdown


def _watched(rule: Rule, find: Callable[[StateInline, int, Token], Iterable[Link]]) -> Rule:
    """Return a rule that also notes, on the first token that it makes, the links in it."""

    def watched(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            # What was pending comes first, as a text of its own.
            made = next(token for token in state.tokens[count:] if token.type != "text")
            made.meta = {**made.meta, "links": tuple(find(state, start, made))}
        return True

    return watched


def _link(state: StateInline, start: int, token: Token) -> Iterator[Link]:
    """Yield the destination of ``[text](destination)``; of a reference, its definition tells."""
    source, end = state.src, state.pos
    bracket = start + (token.type == "image")
    after = state.md.helpers.parseLinkLabel(state, bracket, token.type != "image") + 1
    state.pos = end
    if source[after : after + 1] != "(" or source[end - 1] != ")":
        return
    blank = re.compile(r"\s*").match(source, after + 1)
    position = blank.end() if blank else after + 1
    result = state.md.helpers.parseLinkDestination(source, position, end)
    written = token.attrs.get("href", token.attrs.get("src"))
    if result.ok and state.md.normalizeLink(result.str) == written:
        yield _destination(source, position, result.pos, result.str)


def _autolink(state: StateInline, start: int, _token: Token) -> Iterator[Link]:
    yield Link(state.src[start + 1 : state.pos - 1], start + 1, state.pos - 1)


_SHELTER = re.compile(r"<(/?)(?:a|code|kbd|pre|samp|tt)(?![\w-])", re.IGNORECASE)


def _html(state: StateInline, start: int, token: Token) -> Iterator[Link]:
    if tag := _SHELTER.match(token.content):  # an address in code, or in a link, is no link
        state.env["shelter"] = (state, not tag[1])
    for address in html_links(token.content):
        yield Link(address.target, start + address.start, start + address.end)


def _role(state: StateInline, start: int, token: Token) -> Iterator[Link]:
    content = state.src.index("`", start)
    while state.src[content] == "`":
        content += 1
    yield role(token.meta["name"], token.content, content)


def _bare(state: StateInline, silent: bool) -> bool:
    """Make a link of an address that stands in the text, as GitHub does."""
    if silent or state.linkLevel > 0 or state.env.get("shelter") == (state, True):
        return False
    if not state.src.startswith("://", state.pos):
        return False
    scheme = re.search(r"(?i)(?<![a-z0-9])https?\Z", state.pending)
    if scheme is None:
        return False
    start = state.pos - len(scheme[0])
    address = at(state.src, start, state.posMax)
    if address is None:
        return False
    state.pending = state.pending[: scheme.start()]
    token = state.push("link_open", "a", 1)
    token.meta = {"links": (address,)}
    state.push("text", "", 0).content = address.target
    state.push("link_close", "a", -1)
    state.pos = address.end
    return True

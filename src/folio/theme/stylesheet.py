"""One small stylesheet from large ones: rules that no page of the site can match are left out.

A rule of a component stays if every class, id, element and attribute that a selector of it
names stands somewhere on the site: whatever an author uses brings its style along.
Rules for bare elements go, since the site's own sheet sets those.

>>> purge("i.x, b.y { color: red } b { top: 0 }", Names.of(['<b class="x y">', "<p>"]))
'b.y{color:red}'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

# Rules of the theme's two palettes and of its icon fonts: ours come from the site's own sheet.
OTHERS = ("data-theme", "data-mode")
ANYWHERE = frozenset({"html", "body", "*"})


@dataclass(frozen=True)
class Names:
    """The elements, classes with ids, and attributes that occur on a site."""

    elements: frozenset[str]
    marks: frozenset[str]
    attributes: frozenset[str]

    @classmethod
    def of(cls, pages: Iterable[str]) -> Names:
        """Collect the names of HTML pages."""
        elements: set[str] = set()
        marks: set[str] = set()
        attributes: set[str] = set()
        for page in pages:
            tags = set(re.findall(r"<([A-Za-z][^\s/>]*)([^<>]*)", page))
            elements.update(name.lower() for name, _ in tags)
            for _, inside in tags:
                for name, value in re.findall(r"""([\w:-]+)(?:="([^"]*)")?""", inside):
                    attributes.add(name.lower())
                    if name in {"class", "id"}:
                        marks.update(_styled(value.split()))
        return cls(frozenset(elements), frozenset(marks), frozenset(attributes))

    def without(self, marks: frozenset[str]) -> Names:
        """Return the same names as if some classes did not occur."""
        return replace(self, marks=self.marks - marks)


def _styled(names: list[str]) -> Iterable[str]:
    """Return the names that sheets of others may style: folio's own sheet sets its parts whole."""
    own = any(name.startswith("folio-") for name in names)
    return [name for name in names if not (own and name.startswith("sd-"))]


def purge(css: str, names: Names) -> str:
    """Return a stylesheet without what the site cannot match, and without white space."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return drop_unused_values("".join(_rules(rules, names)))


def minify(css: str) -> str:
    """Return a stylesheet without comments and white space."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_rules(rules, None))


def drop_unused_values(css: str) -> str:
    """Leave out custom properties and animations that nothing refers to."""
    before = ""
    while css != before:
        before, used = css, set(re.findall(r"var\((--[\w-]+)", css))
        names = "|".join(map(re.escape, sorted(used))) or "-"
        css = re.sub(rf"(?<![\w-])(?!(?:{names}):)--[\w-]+:[^;{{}}]*(;|(?=\}}))", "", css)
        css = re.sub(r"[^{};]+\{\}", "", css)
    animations = " ".join(re.findall(r"animation(?:-name)?:([^;}]*)", css))
    frames = r"@(?:-webkit-)?keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*\}"
    return re.sub(frames, lambda m: m[0] if m[1] in animations.split() else "", css)


def drop_unset_values(css: str, others: str) -> str:
    """Leave out what refers to a custom property that neither this sheet nor the others set.

    >>> drop_unset_values("a{top:0;color:var(--b)}i{color:var(--c,red)}", "")
    'a{top:0;}i{color:var(--c,red)}'
    """
    known = set(re.findall(r"(--[\w-]+):", css + others))

    def kept(declaration: re.Match[str]) -> str:
        used = re.findall(r"var\((--[\w-]+)(,?)", declaration[0])
        return declaration[0] if all(name in known or other for name, other in used) else ""

    css = re.sub(r"(?<=[{;])[\w-]+:[^;{}]*var\([^;{}]*(?:;|(?=\}))", kept, css)
    return re.sub(r"[^{};]+\{\}", "", css)


def _rules(rules: Iterable[Node], names: Names | None) -> Iterator[str]:
    """Write rules again; with ``names``, only those that can match."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            parts = _split(rule.prelude)
            kept = [_text(part) for part in parts if names is None or _matches(part, names)]
            if kept and (body := _declarations(rule.content)):
                yield f"{','.join(kept)}{{{body}}}"
        elif isinstance(rule, AtRule):
            yield from _at_rule(rule, names)


def _at_rule(rule: AtRule, names: Names | None) -> Iterator[str]:
    head = f"@{rule.at_keyword} {_text(rule.prelude)}".strip()
    if rule.at_keyword in {"media", "supports", "layer"} and rule.content is not None:
        inside = tinycss2.parse_blocks_contents(
            rule.content, skip_comments=True, skip_whitespace=True
        )
        if body := "".join(_rules(inside, names)):
            yield f"{head}{{{body}}}"
    elif rule.at_keyword.endswith("keyframes"):
        inside = tinycss2.parse_blocks_contents(
            rule.content, skip_comments=True, skip_whitespace=True
        )
        yield f"{head}{{{''.join(_rules(inside, None))}}}"
    elif names is None and rule.content is not None:  # our own @font-face and @page
        yield f"{head}{{{_declarations(rule.content)}}}"


def _declarations(content: list[Node]) -> str:
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return ";".join(
        f"{d.name}:{_text(d.value)}{'!important' if d.important else ''}"
        for d in parsed
        if isinstance(d, Declaration)
    )


def _split(prelude: list[Node]) -> list[list[Node]]:
    """Split a list of selectors at its commas."""
    parts: list[list[Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _matches(selector: list[Node], names: Names) -> bool:
    """Tell whether a selector names a class or id, and all that it names occurs."""
    if not any(token.type == "hash" or token == "." for token in selector):
        return False
    before = ""
    for token in selector:
        if token.type == "ident" and before == ".":
            found = token.value in names.marks
        elif token.type == "ident" and before != ":":
            found = token.lower_value in names.elements | ANYWHERE
        elif token.type == "hash":
            found = token.value in names.marks
        elif token.type == "[] block":
            found = any(t.type == "ident" and t.value in names.attributes for t in token.content)
            found = found and not any(word in _text([token]) for word in OTHERS)
        else:
            found = True
        if not found:
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _text(tokens: list[Node]) -> str:
    """Write tokens with as little white space as CSS allows."""
    text = " ".join(tinycss2.serialize(tokens).split())
    text = re.sub(r"\s*([,>~])\s*", r"\1", text)
    return re.sub(r"(?<![\w.])0(?=\.\d)", "", text)  # .5rem

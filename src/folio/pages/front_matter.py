"""What stands above a page: marks that are used, and nothing that would be passed over.

``description`` is what search engines and shared links say of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from yaml import YAMLError, safe_load

from folio.core.options import marked_up
from folio.core.problems import Problem, Subtype, suggestion
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What a page may say above its text; the rest is Sphinx's.
KNOWN = (
    *("description", "draft", "myst", "nosearch", "no-search", "orphan", "tocdepth"),
    *("nocomments", "substitutions", "unlisted", "wordcount"),
)
#: What the head of a page says of itself, and once.
OWN_TAGS = re.compile(r"description|robots|og:.*|twitter:.*|canonical|viewport", re.IGNORECASE)
REMEDIES = {
    "title": "write '# Title' as the first line below it",
    "date": "write ':date:' in a record, which lists and feed show",
    "author": "conf.py names the author",
    **dict.fromkeys(("published", "private", "status", "visible"), "write 'draft: true'"),
    **dict.fromkeys(("hidden", "noindex", "robots", "search"), "write 'unlisted: true'"),
    "html_meta": "write 'myst: html_meta:', and for a description 'description:'",
}


def check_front_matter(app: Sphinx, doctree: nodes.document) -> None:
    """Report what a page says above its text, and is not used."""
    docname = app.env.current_document.docname
    path = Path(app.env.doc2path(docname))
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    for name, line in said_again(text) if path.suffix != ".rst" else ():
        what = f"the front matter must say {name!r} once (got it again); remove one of them"
        report(Problem(Subtype.FRONT_MATTER, what), (docname, line))
    for name, line in stated(text, path.suffix):
        if name not in KNOWN:
            what = f"the front matter must hold names of {', '.join(KNOWN)} (got {name!r})"
            remedy = REMEDIES.get(name.lower())
            hint = f"; {remedy}" if remedy else suggestion(name, KNOWN) or "; remove it"
            report(Problem(Subtype.FRONT_MATTER, what + hint), (docname, line))
    check_description(app, docname, text)
    for meta in list(doctree.findall(nodes.meta)):
        name = meta.get("name") or meta.get("property") or ""
        if OWN_TAGS.fullmatch(name):
            what = f"a page must say its {name!r} once (got one in 'html_meta')"
            remedy = "write 'description:' at the top of the front matter, or remove it"
            report(Problem(Subtype.FRONT_MATTER, f"{what}; {remedy}"), (docname, 1))
            meta.parent.remove(meta)


def check_description(app: Sphinx, docname: str, text: str) -> None:
    """Report a description that is no text, or that would be shown as it was typed."""
    said = app.env.metadata.get(docname, {}).get("description", "")
    lines = [number for name, number in stated(text, ".md") if name == "description"]
    if not lines:
        return
    line = lines[0]
    typed = text.split("\n")[line - 1].partition(":")[2].strip()
    comment = re.search(r"<!--|-->", str(said))
    markup = marked_up(str(said)) or (comment[0] if comment else "")
    if not typed or not str(said).strip() or typed[:1] in ("[", "{"):
        what = f"'description' must be a sentence (got {typed!r}); write one, or remove it"
    elif markup:
        what = f"'description' must be text without markup (got {markup!r}); remove it"
    elif typed[:1] not in ("'", '"') and re.search(r"\s#", typed):
        what = f"'description' ends at ' #' (got {typed!r}); put it between quotation marks"
    else:
        return
    report(Problem(Subtype.FRONT_MATTER, what), (docname, line))


def above(text: str) -> str:
    r"""Return what stands above a page in Markdown, between its marks of three hyphens or more.

    >>> above("----\ndraft: true\n-----\n\n# Title\n")
    'draft: true\n'
    """
    marks = r"(-{3,})(?!-)[^\n]*\n(.*?)^(?:\1-*|\.\.\.)[ \t]*$"
    match = re.match(marks, text.replace("\r\n", "\n"), re.DOTALL | re.MULTILINE)
    return match[2] if match else ""


def said_again(text: str) -> Iterator[tuple[str, int]]:
    """Yield the names that stand above a page a second time, of which the last one counts."""
    known: set[str] = set()
    for number, line in enumerate(above(text).split("\n"), 2):
        if key := re.match(r"['\"]?([\w-]+)['\"]?\s*:", line):
            if key[1] in known:
                yield key[1], number
            known.add(key[1])


def stated(text: str, suffix: str) -> Iterator[tuple[str, int]]:
    """Yield the names that stand above a page, each with its line."""
    lines = text.splitlines()
    if suffix == ".rst":
        for number, line in enumerate(lines, 1):
            if (field := re.match(r":([\w -]+):(\s|$)", line)) is None:
                if line.strip():
                    return
                continue
            yield field[1], number
        return
    try:
        data = safe_load(above(text))
    except YAMLError:
        return  # which MyST reports
    for name in data if isinstance(data, dict) else ():
        starts = (
            n for n, line in enumerate(lines, 1) if re.match(rf"['\"]?{name}['\"]?\s*:", line)
        )
        yield str(name), next(starts, 1)

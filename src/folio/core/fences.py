r"""The blocks of Markdown, and fences that say what is dropped here without a word.

>>> list(foreign_fences(":::note Mind\nText.\n:::\n"))
[(1, ':::note Mind', "write ':::{note} Mind'")]
>>> list(foreign_fences("```js title='a.js'\nx\n```\n"))[0][2]
"write '```{code-block} js', and ':caption:' or ':emphasize-lines:' below it"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import make_fence_rule
from mdit_py_plugins.front_matter import front_matter_plugin

_DIRECTIVE = re.compile(r"\s*\{([^{}\s]+)\}")
#: Directives whose content is shown as it is.
VERBATIM = frozenset(
    (
        "code",
        "code-block",
        "sourcecode",
        "math",
        "raw",
        "parsed-literal",
        "eval-rst",
        "literalinclude",
    )
)


def block_parser() -> MarkdownIt:
    """Return a parser that knows the blocks of a page, and not what stands in a line."""
    fence = make_fence_rule(markers=(":",), token_type="colon_fence", exact_match=True)
    parser = MarkdownIt("commonmark").use(front_matter_plugin).disable(["inline", "linkify"], True)
    alternatives: Any = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "colon_fence", fence, alternatives)
    return parser


def foreign_fences(text: str, first: int = 1) -> Iterator[tuple[int, str, str]]:
    """Yield line, text and remedy of each fence of which a part would not be shown."""
    for token in block_parser().parse(text):
        if token.type not in {"fence", "colon_fence"} or token.map is None:
            continue
        line, info = first + token.map[0], token.info.strip()
        if directive := _DIRECTIVE.match(info):
            if directive[1].lower() not in VERBATIM:
                yield from foreign_fences(token.content, line + 1)
        elif token.type == "colon_fence":
            name, _, title = info.partition(" ")
            remedy = f"write '{token.markup}{{{name or 'note'}}}{' ' if title else ''}{title}'"
            yield line, f"{token.markup}{info}", remedy
        elif len(info.split()) > 1 or "{" in info:
            language = re.split(r"[\s{:,]", info)[0]
            remedy = f"write '{token.markup}{{code-block}} {language}', and ':caption:' or "
            yield line, f"{token.markup}{info}", f"{remedy}':emphasize-lines:' below it"

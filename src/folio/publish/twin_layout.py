"""How blocks of Markdown stand one below the other: lists, quotations, code."""

from __future__ import annotations

import re
from collections.abc import Sequence

PLAIN = ("", "default", "none", "text")  #: languages that no reader need know of


def fenced(text: str, language: str) -> str:
    """Return a block of code in a fence that nothing in it can end."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}{'' if language in PLAIN else language}\n{text}\n{fence}"


def indented(mark: str, text: str, by: str) -> str:
    """Return text after a mark, its further lines below the first."""
    first, *more = text.split("\n")
    return "\n".join([f"{mark}{first}".rstrip(" "), *(f"{by}{x}" if x else "" for x in more)])


def quoted(blocks: Sequence[str]) -> str:
    """Return blocks as a quotation."""
    return "\n".join(f"> {line}".rstrip(" ") for line in joined(blocks).split("\n"))


def is_list(block: str) -> bool:
    """Tell whether a block is a list: no paragraph begins so."""
    return re.match(r"[-*] |\d{1,9}[.)] ", block) is not None


def listed(mark: str, items: Sequence[Sequence[str]], start: int = 1) -> list[str]:
    """Return items as a list, without blank lines if no item has two paragraphs."""
    tight = all(len(item) < 2 or (len(item) == 2 and item[1][:2] == "- ") for item in items)
    lines = []
    for number, item in enumerate(items, start):
        sign = mark.replace("1", str(number))
        text = "\n".join(item) if tight else joined(item)
        lines.append(indented(sign, text, " " * len(sign)))
    return [("\n" if tight else "\n\n").join(lines)] if lines else []


def joined(blocks: Sequence[str]) -> str:
    """Return blocks one below the other; of two lists, each has a mark of its own."""
    texts: list[str] = []
    for block in blocks:
        before = texts[-1] if texts else ""
        if before.startswith("- ") and block.startswith("- "):
            block = re.sub(r"^- ", "* ", block, flags=re.MULTILINE)
        elif re.match(r"\d+\. ", before) and re.match(r"\d+\. ", block):
            block = re.sub(r"^(\d+)\. ", r"\1) ", block, flags=re.MULTILINE)
        texts.append(block)
    return "\n\n".join(texts)

"""Chinese text is marked as Chinese, so that it is read aloud and set as such."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

HAN = re.compile(r"([\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)")
MARK = "language-zh-Hans"  # docutils turns such a class into the attribute lang
LEFT_ALONE = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)


def mark_chinese(tree: nodes.Element) -> None:
    """Wrap each run of Chinese characters that is not wrapped yet."""
    for text in list(tree.findall(nodes.Text)):
        parent = text.parent
        if not HAN.search(text) or isinstance(parent, LEFT_ALONE) or MARK in parent["classes"]:
            continue
        parts = [part for part in HAN.split(str(text)) if part]
        parent.replace(
            text,
            [
                nodes.inline("", part, classes=[MARK]) if HAN.fullmatch(part) else nodes.Text(part)
                for part in parts
            ],
        )


class MarkChinese(SphinxTransform):
    """Marks a page when it has been read, so that titles carry the mark wherever they show."""

    default_priority = 839

    def apply(self, **kwargs: Any) -> None:
        mark_chinese(self.document)

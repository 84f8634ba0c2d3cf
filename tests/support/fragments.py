"""Texts of one line, made of what other formats would take for markup."""

from __future__ import annotations

from hypothesis import strategies as st

FRAGMENTS = (
    *("</script>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "&lt;", "&#0;", "<b>", "<"),
    *('"', "'", "\\", '"}', '{"a": [', "\\u003c", "#panic()", "$x^2$", "#let", "@key", "*b*"),
    *("_i_", "`c`", "[l](u)", "](x)", "![i](j)", "<https://x.example>", "\\LaTeX{}", "\\'e", "%"),
    *("{", "}", "{cite}`k`", ":::{x}", "~~s~~", "# h", "- i", "1. n", "> q", "| t |", "---", "==="),
    *("\u202e", "\u2066", "\u200f", "עברית", "العربية", "\0", "\x01", "\x1b[31m", "\x7f", "\x85"),
    *("\ufeff", "\ufffe", "\uffff", "\u2028", "王梓人", "𝔸", "e\u0301", "\r", "\t", "\xa0"),
)


def one_line(text: str) -> str:
    """Return text as a record holds it: on one line."""
    return " ".join(text.split())


texts = (
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), min_size=1, max_size=6)
    .map("".join)
    .map(one_line)
    .filter(bool)
)

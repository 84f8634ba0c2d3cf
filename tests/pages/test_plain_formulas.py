"""A title with formulas is readable where only text can stand."""

import re

import pytest

from sites import CONF, build, write

PAGE = """\
# Sorting in $O(n \\log n)$ on $\\R$

:::{project} sorting
:kind: research
:source: lovelace1843notes

Faster by $n^2$ where $\\alpha \\le \\beta$.
:::
"""
MACROS = "folio_macros = {r'\\R': r'\\mathbb{R}'}\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    exports = 'folio_exports = ["resume.json"]\n'
    files = {"conf.py": CONF + MACROS + exports, "docs/sorting.md": PAGE}
    return build(write(tmp_path_factory.mktemp("plain") / "site", files))


@pytest.mark.parametrize("name", ["resume.json"])
def test_an_export_says_a_title_and_a_summary_without_tex(built, name):
    text = built.text(name)
    assert "Sorting in O(n log n) on ℝ" in text
    assert "\\log" not in text
    assert name != "resume.json" or "n² where α ≤ β" in text


def test_a_head_says_a_title_and_a_summary_without_tex(built):
    head, _, body = built.text("sorting.html").partition("</head>")
    assert len(re.findall("Sorting in O\\(n log n\\) on ℝ", head)) >= 1
    assert "n² where α ≤ β" in head
    assert "\\log" not in head
    assert "<math>" in body

"""A title with formulas is readable where only text can stand."""

from sites import CONF, build, write

PAGE = """\
# Sorting in $O(n \\log n)$

:::{project} sorting
:kind: research
:source: lovelace1843notes

Faster by $n^2$ where $\\alpha \\le \\beta$.
:::
"""


def test_a_card_and_an_export_say_a_title_and_a_summary_without_tex(tmp_path):
    conf = CONF + 'folio_exports = ["resume.json"]\n'
    built = build(write(tmp_path / "site", {"conf.py": conf, "docs/sorting.md": PAGE}))
    resume = built.text("resume.json")
    assert "Sorting in O(n log n)" in resume
    assert "n² where α ≤ β" in resume
    assert "\\\\log" not in resume

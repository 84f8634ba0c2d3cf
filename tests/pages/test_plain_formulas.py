"""A title with formulas is readable where only text can stand."""

import re

import pytest

from folio.pages.plain_formula import plain_formulas
from folio.pages.tex import convert
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


PLAIN = [
    (r"\binom{n}{k}", "(n choose k)"),
    (r"{n \choose k}/2", "(n choose k)/2"),
    (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1, 2; 3, 4)"),
    (r"\begin{cases}1 & x>0\\0&\text{else}\end{cases}", "{1, x &gt; 0; 0, else"),
    (r"\begin{aligned}a&=b\\c&=d\end{aligned}", "a = b; c = d"),
    (r"a \bmod n", "a mod n"),
    (r"\frac{a+b}{c}^2", "((a+b)/c)²"),
    (r"\hat{x}_i + \tilde{O}(n)", "x̂_i+Õ(n)"),
    (r"\overline{ab}", "a̅b̅"),
    (r"\underbrace{a+b}_{c}", "a+b (c)"),
    (r"\Omega(\sqrt[3]{n})", "Ω(³√n)"),
    (r"\Pr[X>t]", "Pr[X &gt; t]"),
    (r"f\colon A\to B", "f: A → B"),
    (r"X \stackrel{d}{=} Y", "X =^d Y"),
    (r"x^{\ast}, 90^\circ, A^{\top}, \|x\|_\infty", "x*,90°,A^⊤,‖x‖_∞"),
    (r"5\,\mathrm{GB/s}", "5 GB/s"),
    (r"\sum_{i}^{n} x", "∑_iⁿ x"),
]


@pytest.mark.parametrize(("tex", "said"), PLAIN, ids=[tex for tex, _ in PLAIN])
def test_a_formula_means_the_same_as_plain_text(tex, said):
    assert plain_formulas(convert(tex, block=False)) == said


def test_the_tab_says_what_is_raised_and_lowered(tmp_path):
    page = "# 10{sup}`6` of CO{sub}`2`, the 2{sup}`nd`\n\nText.\n"
    built = build(write(tmp_path, {"docs/page.md": page}))
    assert (built.status, built.warnings) == (0, ())
    assert "<title>10⁶ of CO₂, the 2nd " in built.text("page.html")


def test_a_citation_leaves_whole_sentences_where_it_is_not_shown(tmp_path):
    record = (
        ":::{project} mill\n:kind: research\n:source: lovelace1843notes\n\n"
        "It mills, {cite}`lovelace1843notes`, quickly ({cite}`lovelace1843notes`) and well "
        "{cite}`lovelace1843notes`.\n:::\n\n## Sources\n\n:::{sources}\n:::\n"
    )
    conf = f'{CONF}\nfolio_exports = ["resume.json"]\n'
    built = build(write(tmp_path, {"conf.py": conf, "docs/page.md": f"# Mill\n\n{record}"}))
    assert (built.status, built.warnings) == (0, ())
    assert '"It mills, quickly and well."' in built.text("resume.json")

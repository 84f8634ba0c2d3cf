"""Formulas become MathML, or are refused with the command and a remedy."""

import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from folio.pages.core_mathml import Unset
from folio.pages.tex import LONGEST, convert
from formulas import REFUSED as REASON
from formulas import expected
from sites import CONF, ROOT, build, write

FORMULAS = [tex for tex, given in expected().items() if not given.startswith(REASON)]
SHEET = (ROOT / "_static/mathematics.css").read_text(encoding="utf-8")

REFUSED = {
    r"\frac{a": "expected '}'",
    r"}": "got '}'",
    r"\frob x": r"\frob",
    r"\def\a{\a}\a": "Too many expansions",
    r"\href{javascript:alert(1)}{x}": r"\href",
    r"\htmlData{a=b}{x}": r"\htmlData",
    r"\includegraphics{a.png}": r"\includegraphics",
    r"\style{color:red}{x}": r"\style",
    r"\color{javascript}x": "javascript",
    "x" * 100_000: f"{LONGEST:,}",
    "{" * 9_000: "nested too deeply",
    "\0": "U+0000",
    r"\phase{x}": "drawing",
    r"\prescript{14}{6}{C}": r"\prescript",
}


def tree(tex: str, *, block: bool = True, macros: dict[str, str] | None = None):
    return etree.fromstring(convert(tex, block=block, macros=json.dumps(macros or {})))


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_of_a_paper_becomes_mathml_that_keeps_its_tex(tex):
    math = tree(tex)
    assert math.tag == "math"
    kept = math.find(".//annotation")
    assert (tex if kept is None else kept.text) == tex
    assert kept is not None or "".join(math.itertext()) == tex.replace(" ", "")
    assert not math.xpath(".//@style | .//merror | .//script")
    marks = {m for names in math.xpath(".//@class") for m in names.split() if m.startswith("tex-")}
    assert {mark for mark in marks if f".{mark} " not in SHEET} == set()


def test_limits_of_an_operator_stand_below_it_and_no_star_is_printed():
    math = tree(r"\operatorname*{arg\,min}_x f")
    assert math.find(".//munder") is not None
    assert "*" not in "".join(math.xpath(".//mo/text() | .//mi/text()"))


def test_spaces_in_words_are_kept():
    words = "".join(tree(r"\text{if } x").find(".//mtext").itertext())
    assert words == "if\N{NO-BREAK SPACE}"


def test_the_text_of_an_underbrace_stands_below_it():
    below = tree(r"\underbrace{a+b}_{c}").find(".//munder")
    assert below[0].tag == "munder"
    assert "".join(below[1].itertext()) == "c"


def test_columns_of_an_alignment_are_set_right_and_left():
    cells = tree(r"\begin{aligned} a &= b \\ c &= d \end{aligned}").findall(".//mtd")
    assert ["tml-right" in c.get("class") for c in cells] == [True, False, True, False]


@pytest.mark.parametrize(
    "tex", [r"\begin{pmatrix}1\\2\end{pmatrix}", r"\begin{cases}1\\2\end{cases}"]
)
def test_fences_of_tables_stretch(tex):
    assert tree(tex).find(".//mo").get("stretchy") == "true"


@pytest.mark.parametrize(("tex", "said"), REFUSED.items(), ids=lambda text: text[:20])
def test_what_cannot_be_set_is_refused_with_its_command(tex, said):
    with pytest.raises(Unset, match=re.escape(said)):
        convert(tex, block=False)


def test_a_macro_of_one_formula_is_not_known_in_the_next():
    convert(r"\gdef\mine{x}\mine", block=False)
    with pytest.raises(Unset, match="mine"):
        convert(r"\mine + 1", block=False)


TOKENS = st.sampled_from(
    [*r"{}_^&#%$~'x1+<", "\\\\", *re.findall(r"\\[A-Za-z]+\*?", " ".join(FORMULAS))]
)


@given(st.one_of(st.text(), st.lists(TOKENS).map(" ".join)), st.booleans())
def test_any_input_gives_well_formed_mathml_or_is_refused(tex, block):
    try:
        math = etree.fromstring(convert(tex, block=block))
    except Unset:
        return
    assert math.tag == "math"
    assert not math.xpath(".//@style | .//@href | .//@src")


def test_macros_of_conf_work_and_a_bad_one_is_named_with_its_line(tmp_path):
    macros = "folio_macros = {r'\\R': r'\\mathbb{R}', 'R': 'x'}\n"
    page = "# Page\n\n$\\R$\n"
    conf = CONF + macros
    built = build(write(tmp_path / "site", {"conf.py": conf, "docs/page.md": page}))
    assert "<mi>ℝ</mi>" in built.text("page.html")
    line = conf[: conf.index("folio_macros")].count("\n") + 1
    assert [w for w in built.warnings if f"conf.py:{line}: " in w and "'R'" in w]


def test_a_row_that_ends_within_brackets_ends_there():
    rows = tree(r"\begin{aligned} f &= (a \\ + b) \\ c \end{aligned}").findall(".//mtr")
    said = [["".join(cell.itertext()) for cell in row] for row in rows]
    assert said == [["f", "=(a"], ["+b)", ""], ["c", ""]]
    with pytest.raises(Unset, match="brackets"):
        convert(r"\begin{array}{l} (a \\ b)^2 \end{array}", block=True)


def test_a_sign_that_grows_and_that_our_typeface_lacks_is_left_to_the_faces_of_the_system():
    system = "tex-system"
    assert system in tree(r"\left\langle \psi \right\rangle").get("class")
    assert system in tree(r"\iint f").get("class")
    assert system not in tree(r"\left( \frac{a}{b} \right) + \sum_i i").get("class")
    assert system in tree(r"x \mapsto y", block=False).get("class")
    assert tree(r"(x)", block=False).get("class") is None


def test_fifty_formulas_weigh_at_most_a_third_of_what_a_page_may():
    listed = [line for line in FORMULAS if line and not line.startswith("#")]
    page = "\n".join(convert(tex, block=True) for tex in listed[:50])
    assert len(gzip.compress(page.encode())) <= 25_000 / 3

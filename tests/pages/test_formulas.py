"""Formulas give the MathML that was reviewed, and every command gives MathML or a reason."""

import html
import re
import shutil
import subprocess
import sys

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st
from lxml import etree

from folio.pages.core_mathml import Unset
from folio.pages.tex import convert
from formulas import EXPECTED, REFUSED, expected, formulas, given
from mathml import faults, structure
from sites import ROOT
from tex_commands import COMMANDS, ENVIRONMENTS, texmath

FORMULAS, REVIEWED = formulas(), expected()
#: Where texmath sets something else, and why ours is right.
KNOWN = {
    r"\begin{equation*}\begin{split} a &= b \\ &= c \end{split}\end{equation*}": "a table of one",
    r"a = b \tag{1}": "texmath leaves the tag out",
    r"a \iff b": "texmath writes the short arrow",
    next(tex for tex in FORMULAS if "{aligned}[t]" in tex): "texmath prints the option",
}


def check(tex: str, *, block: bool = True) -> list[str]:
    """Return what is wrong with what a formula gives; nothing if it is refused with a reason."""
    try:
        math = etree.fromstring(convert(tex, block=block))
    except Unset as error:
        said = str(error)
        return [] if len(said) > 5 and "\n" not in said else [f"{tex}: no reason ({said!r})"]
    return [f"{tex}: {fault}" for fault in faults(math)]


def test_the_list_has_more_than_three_hundred_formulas_and_none_twice():
    assert len(FORMULAS) == len(set(FORMULAS)) > 300
    assert list(REVIEWED) == FORMULAS


@pytest.mark.parametrize("tex", FORMULAS, ids=range(len(FORMULAS)))
def test_a_formula_gives_the_mathml_that_was_reviewed(tex):
    assert given(tex) == REVIEWED[tex], f"python {EXPECTED.with_suffix('.py').name} --write"


def test_what_formulas_give_is_mathml_that_browsers_draw():
    drawn = {tex: given for tex, given in REVIEWED.items() if not given.startswith(REFUSED)}
    assert len(drawn) > 300
    wrong = {tex: faults(etree.fromstring(given)) for tex, given in drawn.items()}
    assert {tex: found for tex, found in wrong.items() if found} == {}


def test_another_converter_reads_the_same_structure(tmp_path):
    if not shutil.which("pandoc"):
        pytest.skip("no pandoc found: 'apt-get install pandoc'")
    same = 0
    other = {}
    for tex, theirs in zip(FORMULAS, texmath(FORMULAS), strict=True):
        if theirs is None or REVIEWED[tex].startswith(REFUSED):
            continue
        ours, theirs = (structure(etree.fromstring(math)) for math in (REVIEWED[tex], theirs))
        same += ours == theirs
        if ours != theirs:
            other[tex] = f"{ours} and not {theirs}"
    assert {tex: said for tex, said in other.items() if tex not in KNOWN} == {}
    assert same > 300


@pytest.mark.parametrize(
    "wrong",
    [
        "<script>x</script>",
        "<mo><mi>a</mi></mo>",
        "<msup><mi>a</mi></msup>",
        "<mi onclick='x'>a</mi>",
        "<mrow>a</mrow>",
        "<mtable><mi>a</mi></mtable>",
        "<mfenced><mi>a</mi></mfenced>",
    ],
)
def test_what_browsers_do_not_draw_is_found(wrong):
    assert faults(etree.fromstring(f"<math>{wrong}</math>"))


def test_two_formulas_that_say_something_else_differ_in_structure():
    written = [r"\frac{a}{b}", r"\frac{b}{a}", "ab", "a_b", "a^b", r"\sqrt{a}b", r"\sqrt{ab}"]
    written += [
        r"\overline{ab}",
        r"\begin{matrix}a&b\end{matrix}",
        r"\begin{matrix}a\\b\end{matrix}",
    ]
    read = {structure(etree.fromstring(given(tex))) for tex in written}
    assert len(read) == len(written)


def test_every_command_of_the_converter_gives_mathml_that_browsers_draw_or_a_reason():
    assert len(COMMANDS) > 1_000
    assert {"array", "align*", "cases"} <= set(ENVIRONMENTS)
    uses = ("x {} y", "{}{{a}}{{b}}{{c}}", r"{}{{x^2}}{{\frac{{a}}{{b}}}}{{y_1}}")
    wrong = [fault for name in COMMANDS for use in uses for fault in check(use.format(name))]
    assert wrong == []


@pytest.mark.parametrize("inside", ["xy^2", "ab", ",", "=", r"\frac{a}{b}", r"\mathrm{ab}", ""])
def test_a_mathord_is_what_tex_takes_braces_for(inside):
    assert given(rf"1\mathord{{{inside}}}0") == given(f"1{{{inside}}}0")


COLONS = {
    **{"coloncolonsim": "∷∼", "Colonsim": "∷∼", "colonsim": ":∼", "coloncolonapprox": "∷≈"},
    **{"Colonapprox": "∷≈", "colonapprox": ":≈", "coloneqq": "≔", "Coloneqq": "⩴"},
    **{"eqqcolon": "≕", "Eqqcolon": "=∷", "dblcolon": "∷", "vcentcolon": ":"},
}


@pytest.mark.parametrize("name", COLONS)
def test_a_relation_with_colons_has_as_many_as_its_name_says(name):
    for before in ("a", "<"):  # behind another relation it has no space
        tex = rf"{before} \{name} b"
        assert check(tex) == []
        shown = re.sub("<[^<>]*>", "", given(tex))
        assert shown == f"{html.escape(before)}{COLONS[name]}b"


def test_a_colon_beside_an_equals_sign_is_one_sign_with_it():
    assert "<mo>≔</mo>" in given(r"a \vcentcolon= b")
    assert "<mo>≕</mo>" in given(r"a =\vcentcolon b")


@pytest.mark.parametrize("tex", [r"\newcommand{\R}{\mathbb{R}}", r"\def\a{b}", r"\nonumber"])
def test_a_formula_that_only_defines_is_refused_since_the_others_would_not_know(tex):
    with pytest.raises(Unset, match="it shows nothing"):
        convert(tex, block=True)


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_every_environment_gives_mathml_that_browsers_draw_or_a_reason(name):
    bodies = (
        r"a & b \\ c & d",
        r"{ll} a & b \\ c & d",
        r"{2} a & b \\ c & d",
        "a",
        r"[t] a \\ b",
        "",
    )
    for body in bodies:
        assert check(rf"\begin{{{name}}} {body} \end{{{name}}}") == []


ARGUMENTS = st.sampled_from(
    ["{a}", "{x^2}", "{1em}", "[t]", "[2]", "", "_i", "^2", "{}", " & ", r" \\ "]
)
PARTS = st.tuples(st.sampled_from(COMMANDS), ARGUMENTS, ARGUMENTS).map("".join)


@examples(
    st.lists(PARTS, min_size=1, max_size=6), st.sampled_from(["", *ENVIRONMENTS]), st.booleans()
)
def test_commands_in_any_order_give_mathml_that_browsers_draw_or_a_reason(parts, name, block):
    body = " ".join(parts)
    tex = rf"\begin{{{name}}} {body} \end{{{name}}}" if name else body
    assert check(tex, block=block) == []


def test_the_command_that_reviews_says_when_the_list_and_the_expectations_part():
    told = subprocess.run(
        [sys.executable, EXPECTED.with_suffix(".py")],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")

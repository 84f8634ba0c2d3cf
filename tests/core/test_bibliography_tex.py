"""TeX and HTML in entries: text to readers, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries import problem, source
from folio.core.bibliography import read_bibliography
from folio.core.tex.decoder import plain
from folio.core.tex.unknown import UnknownTex
from folio.exports.csl import csl_json
from hostile import MARKUP

TITLES = {
    r"Growth of \emph{Quercus} in {\em Ab initio} and \textsc{Treeline}": (
        "Growth of Quercus in Ab initio and Treeline"
    ),
    r"\textit{E. coli} {\it in vivo}": "E. coli in vivo",
    r"{\bfseries Bold} \texttt{code}": "Bold code",
    r"A $\mathbb{Z}_2$ liquid at $\sqrt{s}=13$~TeV with 139 fb$^{-1}$, CO$_2$": (
        "A ℤ₂ liquid at √s=13 TeV with 139 fb⁻¹, CO₂"
    ),
    r"O($n \log n$) and $\alpha$-decay": "O(n log n) and α-decay",
    r"\ensuremath{H_2O} and $x^{10}$, $\frac{1}{2}$": "H₂O and x¹⁰, 1/2",
    r"Na\"{\i}ve models": "Naïve models",
    r"\O{}re \ae{}on stra{\ss}e": "Øre æon straße",
    r"{\v S}koda, \c{C}elik, \k{a}": "Škoda, Çelik, ą",
    r"Orion\textquoteright{}s disk\,: 10\textonehalf{} cm, a \textless{} b \textemdash{} c \dots": (
        "Orion’s disk : 10½ cm, a < b — c …"
    ),
    r"20\textdegree{}C \& 100\% of \$5 \#1": "20°C & 100% of $5 #1",
    r"Ecology &amp; growth of <i>Quercus</i> at pH&lt;5": "Ecology & growth of Quercus at pH<5",
    r"CO<sub>2</sub> {\&}amp; H<sup>+</sup>": "CO₂ & H⁺",
    r"50% of a_b": "50% of a_b",
    r"Growth on \ce{TiO2} and \ce{Fe^{3+}} by \ce{2 H2 + O2 -> 2 H2O}": (
        "Growth on TiO₂ and Fe³⁺ by 2 H₂ + O₂ → 2 H₂O"
    ),
    r"Types\index{type!of oak} over $\bold{Z}/p^2$": "Types over Z/p²",
    r"$\ce{CO2}$ at $13\,\text{Ge\hspace{-.08em}V}$, CP$\^{}2$": "CO₂ at 13 GeV, CP²",
    r"Wiley \& Sons, Oak \&\#38; Elm": "Wiley & Sons, Oak & Elm",
}


@pytest.mark.parametrize("tex", TITLES)
def test_tex_and_html_become_text(tex):
    assert source(f"title = {{{tex}}}, year = 2020").title == TITLES[tex]


@pytest.mark.parametrize("letter", "aeoEcz")
@pytest.mark.parametrize("mark", "`'^\"~=.uvHcdrk")
def test_an_accent_is_set_the_same_by_the_short_way_and_by_the_decoder(mark, letter):
    short = plain(f"\\{mark}{{{letter}}}")
    assert short == plain(f"\\{mark}{{{letter}}}\\relax{{}}")
    assert short not in ("", letter)


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        *((r"\foo{x}", r"\foo"), (r"\input{/etc/passwd}", r"\input"), (r"\cite{x}", r"\cite")),
        *((r"\begin{x}a\end{x}", "environment x"), ("a $x", "dollars"), (r"\{0,1\}", r"\{")),
        (r"$\undefinedsign$", r"\undefinedsign"),
    ],
)
def test_tex_without_a_text_is_refused_with_its_field_and_command(tex, said):
    message = problem(f"title = {{{tex}}}, year = 2020")
    assert "in 'title'" in message
    assert said in message


@given(st.text(alphabet="ab\\{}$^_%&~'`-<>;, \"", max_size=20) | st.sampled_from(MARKUP))
def test_no_text_with_a_backslash_or_a_brace_is_ever_shown(text):
    read = read_bibliography(
        f"@article{{x, title = {{{text}}}, author = {{{text}}}, journal = {{{text}}}, year = 2020}}"
    )
    for found in read.sources.values():
        shown = [found.reference.text, found.label, *found.authors, csl_json(found)[1:-1]]
        assert not any(sign in "".join(shown[:-1]) for sign in "\\{}")
    assert read.sources or read.problems


SINGLE = {
    "`{{A Painter}}' and more": "‘A Painter’ and more",
    "On `Don't stop' and Oak's": "On ‘Don't stop’ and Oak's",
    "The `raw` text": "The `raw` text",
    r"O\textquoterightLeary": "O’Leary",
    r"\textquotedblleftOaks\textquotedblright{} \textquoteleft a\textquoteright": "“Oaks” ‘a’",
    r"$\Bbb{P}^2$ and $\germ{g}$": "ℙ² and g",
    r"Go\l \polhk ebiowski": "Gołębiowski",
    r"Oak\hyp{}Elm": "Oak-Elm",
    r"At $\smash[b]{\sqrt{s}}=7\unit{TeV}$ and \num{5} \unit{m}": "At √s=7TeV and 5 m",
    r"\faGithub\ Oaks \aiArxiv{}": "Oaks",
    "L'{A}nalyse d'{\\'e}t{\\'e}": "L'Analyse d'été",
}


@pytest.mark.parametrize("tex", SINGLE)
def test_quotation_marks_and_commands_of_indexes_become_text(tex):
    assert plain(tex) == SINGLE[tex]


def test_a_derivative_in_a_formula_is_no_lost_accent():
    assert plain("The rate $f'{a}b$ of oaks") == "The rate f'ab of oaks"


@pytest.mark.parametrize("tex", ["Mart'{i}n", 'M"{u}ller', "Ko`{e}l", "Mart'{\\i}n"])
def test_an_accent_that_has_lost_its_backslash_is_refused(tex):
    assert "without a backslash before it" in problem(f"author = {{{tex}}}, title = {{T}}")


@pytest.mark.parametrize("sign", ["&#92;", "&bsol;", "&#123;", "&lcub;", "&rbrace;"])
def test_a_backslash_or_a_brace_that_an_entity_makes_is_refused(sign):
    with pytest.raises(UnknownTex, match="would show"):
        plain(f"Oak {sign} elm")


@pytest.mark.parametrize(
    ("tex", "text"),
    [(r"$x_\infty$", "x_∞"), ("$x_*$", "x_*"), ("$x^*$", "x*"), (r"$L^\infty$", "L∞")],
)
def test_a_sign_below_is_told_from_one_above(tex, text):
    assert plain(tex) == text


MML = "<mml:math><mml:%s><mml:mi>B</mml:mi>%s</mml:%s></mml:math>"
ROW = "<mml:mrow><mml:mn>2</mml:mn><mml:mo>-</mml:mo><mml:mi>x</mml:mi></mml:mrow>"
NUMBER, OTHER = "<mml:mn>0</mml:mn>", "<mml:mi>s</mml:mi>"


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (MML % ("msup", NUMBER, "msup"), "B⁰"),
        (MML % ("msub", ROW, "msub"), "B₂₋ₓ"),
        (MML % ("msubsup", OTHER + NUMBER, "msubsup"), "Bₛ⁰"),
        (MML % ("mfrac", NUMBER, "mfrac"), "B/0"),
        (MML % ("mover", "<mml:mo>¯</mml:mo>", "mover"), "B̄"),
        ("<math><msub><mi>H</mi><mn>2</mn></msub><mi>O</mi></math>", "H₂O"),
        ("<mml:msqrt><mml:mi>s</mml:mi></mml:msqrt>", "√s"),
        ("<jats:sup>14</jats:sup>C in <jats:italic>Acer</jats:italic>", "¹⁴C in Acer"),
        ("CO<SUB>2</SUB> in <I>Acer</I>, <it>Ulmus</it>", "CO₂ in Acer, Ulmus"),
        ("<I>Acer <SUP>a</SUP>b</I> of List<I>", "Acer ^ab of List<I>"),
        ("Values <LOQ and <I, or >II", "Values <LOQ and <I, or >II"),
        ("Oaks &amp;amp; &amp;lt;i&amp;gt;Elms&amp;lt;/i&amp;gt;", "Oaks & Elms"),
        ("Oaks &amp; Elms; ash", "Oaks & Elms; ash"),
        ("The &amp;c; of oaks", "The &c; of oaks"),
    ],
)
def test_what_crossref_raises_lowers_and_escapes_twice_is_read_as_meant(tex, text):
    assert plain(tex) == text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"$x \to \infty$", "x → ∞"),
        (r"$4 \leq n \leq 9$", "4 ≤ n ≤ 9"),
        (r"$S^5 \times S^5$", "S⁵ × S⁵"),
        (r"$a\to b$", "a→b"),
        (r"$f \colon A \to B$", "f : A → B"),
        (r"$ \geq 5$ oaks", "≥5 oaks"),
    ],
)
def test_a_sign_between_two_terms_has_a_blank_on_both_sides_or_on_none(tex, text):
    assert plain(tex) == text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"$B \to K$ at $z \sim 6$, $\sim 5$", "B → K at z ~ 6, ~5"),
        (r"$10 \mu m$ and $W^\pm$", "10 μm and W±"),
        (r"$\lceil n/2 \rceil$", "⌈n/2⌉"),
        (r"a $1\over2$-bound, ${n \choose k}$", "a 1/2-bound, (n choose k)"),
        (r"$A \not= B$, $\not\in$", "A ≠ B, ∉"),
        (r"$\sqrt[3]{2}$, $\sqrt[n]{2}$", "∛2, ⁿ√2"),
        (r"$\operatorname*{argmax} f$", "argmax f"),
        (r"$\overline{MS}$, $\bar{p}p$", "M\u0304S\u0304, p\u0304p"),
        (r"$p \equiv 1 \pmod 4$", "p ≡ 1 (mod 4)"),
        (r"$\stackrel{!}{=}$, $A \iff B$", "=^!, A ⇔ B"),
        (r"Oak\textsuperscript{TM}, Elm$^{\rm TM}$, $E^{TM}$", "Oak™, Elm™, E^(TM)"),
        (r"Oaks \\[2pt] and \\ Elms \\ [new]", "Oaks and Elms [new]"),
        (r"Th{\^{\'e}}, {\u{\'a}}, {\'{\^e}}, {\={\'e}}", "Thế, ắ, ế, é\u0304"),
    ],
)
def test_formulas_and_accents_are_read_as_they_are_printed(tex, text):
    assert plain(tex) == text


@pytest.mark.parametrize("command", ["href{}{x}", "emph{x}", "url{x}", "textbf{x}", "ce{x}"])
@pytest.mark.parametrize("accent", ["^", '"', "'", "c "])
def test_a_command_in_place_of_a_letter_under_an_accent_is_refused(accent, command):
    assert "without the braces" in problem(f"title = {{Oaks \\{accent}\\{command}}}")


@pytest.mark.parametrize(
    ("tex", "text"),
    {
        r"H{\`{\ocirc}}ng": "Hồng",
        r"M\d{\ocirc}t": "Một",
        r"B{\'{\abreve}}c {\h{\Ohorn}} {\Uhorn}": "Bắc Ở Ư",
        r"\ocirc{u}": "ů",
        r"{\ocirc u}": "ů",
    }.items(),
)
def test_the_letters_of_vntex_are_read_alone_and_under_an_accent(tex, text):
    assert plain(tex) == text


@pytest.mark.parametrize("tex", [r"Oa\h{}k", r"Oa{\polhk}k"])
def test_a_rare_accent_without_its_letter_is_asked_of(tex):
    with pytest.raises(UnknownTex, match="without its letter"):
        plain(tex)

"""A formula is converted once: what a page had before is taken over when it is read again."""

import re

import pytest

from sites import CONF, build, write

PAGE = "# Page\n\nOne $x^2$, two $y_1$.\n"


def test_an_incremental_build_converts_new_formulas_only(tmp_path):
    place = write(tmp_path / "site", {"conf.py": CONF, "docs/page.md": PAGE})
    build(place)
    # A converter that refuses all: what it is asked for shows as its source.
    write(place, {"conf.py": CONF + BROKEN, "docs/page.md": PAGE + "\nThree $z^3$.\n"})
    text = build(place).text("page.html")
    assert "<msup><mi>x</mi>" in text
    assert "<msub>" in text
    assert "<mi>z</mi>" not in text


BROKEN = """
from folio.pages import formulas, maths
from folio.pages.core_mathml import Unset

def refuse(tex, **_):
    raise Unset("nothing is converted")

formulas.convert = maths.convert = refuse
"""


@pytest.mark.parametrize("moved", ["converter", "macros"])
def test_what_makes_a_formula_come_out_otherwise_converts_it_again(tmp_path, moved):
    before = CONF + "folio_macros = {r'\\x': 'x'}\n"
    after = {
        "converter": before + "from folio.pages import formulas\nformulas.CONVERTER = 'newer'\n",
        "macros": before.replace("'x'}", "'y'}"),
    }[moved]
    place = write(tmp_path / "site", {"conf.py": before, "docs/page.md": "# Page\n\n$\\x$\n"})
    assert "<mi>x</mi>" in build(place).text("page.html")
    write(place, {"conf.py": after + ("" if moved == "macros" else BROKEN)})
    text = build(place).text("page.html")
    assert ("<mi>y</mi>" in text) if moved == "macros" else ("<mi>x</mi>" not in text)


def test_marks_and_words_beside_a_formula_are_one_piece_with_it(tmp_path):
    page = "# Page\n\nAn $n$-cube (see $y$), “$a$”, **$b$**. A $c$ and $d$th.\n"
    text = build(write(tmp_path / "site", {"conf.py": CONF, "docs/page.md": page})).text(
        "page.html"
    )
    pieces = [part.partition("</span>")[0] for part in text.split('<span class="folio-whole">')[1:]]
    said = [re.sub("<[^<>]*>", "", piece) for piece in pieces]
    assert said == ["n-", "y),", "“a”,", "b.", "dth."]

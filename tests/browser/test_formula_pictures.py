"""What formulas look like in three engines: fences, braces, columns, arrows and scripts."""

import shutil
from io import BytesIO

import pytest
from matplotlib.image import imread

from browsers import serve
from folio.pages.tex import convert
from sites import ROOT
from web_engines import ENGINES, Chromium
from webkit_engine import started

FORMULAS = {
    "matrix": r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \\ 5 & 6 \\ 7 & 8 \end{pmatrix}",
    "cases": r"f = \begin{cases} 1 & x > 0 \\ 2 & x = 0 \\ 0 & \text{otherwise} \end{cases}",
    "under": r"\underbrace{a + b + c + d + e + f}_{g}",
    "over": r"\overbrace{a + b + c + d + e + f}^{g}",
    "line": r"\overline{ABCDEF}",
    "arrow": r"A \xrightarrow{\text{a long label}} B",
    "aligned": r"\begin{aligned} a &= b \\ c + d + e &= f \\ ghi &= j \end{aligned}",
    "script": r"(1 + \frac{\delta}{r})^2",
    "rule": r"a \rule{1em}{2em} b",
    "left": r"\left( \frac{\frac{a}{b}}{\frac{c}{d}} \right)",
}
PAGE = """<!doctype html><meta charset="utf-8"><title>Formulas</title>
<link rel="stylesheet" href="fonts.css"><link rel="stylesheet" href="mathematics.css">
<style>math { font: 20px "Folio Math", math } div { margin: 30px }</style>%s"""
MEASURE = """async () => {
  const box = (e) => { const r = e.getBoundingClientRect();
    return { text: e.textContent, x: r.left, y: r.top, width: r.width, height: r.height } };
  const of = (id, names) => [...document.getElementById(id).querySelectorAll(names)].map(box);
  await document.fonts.load('20px "Folio Math"');
  await document.fonts.ready;
  return Object.fromEntries([...document.querySelectorAll("div")].map((d) => [d.id,
    Object.fromEntries(["mo", "mtable", "mfrac", "mn", "mtext", "munder", "mover", "mrow", "mi"]
      .map((name) => [name, of(d.id, name)]))]));
}"""

RULE = """() => {
  const rule = document.querySelector("#rule .tex-rule");
  const { backgroundColor, color } = getComputedStyle(rule);
  const { width, height } = rule.getBoundingClientRect();
  return { ground: backgroundColor, text: color, width, height };
}"""


@pytest.fixture(scope="module", params=ENGINES)
def measured(request, tmp_path_factory, chromium):
    folder = tmp_path_factory.mktemp("formulas")
    for name in ("fonts.css", "mathematics.css"):
        shutil.copy(ROOT / "_static" / name, folder)
    shutil.copytree(ROOT / "_static/fonts", folder / "fonts")
    body = "".join(
        f'<div id="{name}">{convert(tex, block=True)}</div>' for name, tex in FORMULAS.items()
    )
    (folder / "index.html").write_text(PAGE % body, encoding="utf-8")
    profile = tmp_path_factory.mktemp("profile")
    with serve(folder) as address, started(request.param, chromium, profile) as engine:
        engine.open(f"{address}index.html")
        boxes = engine.ask(MEASURE)
        boxes["rule"]["drawn"] = engine.ask(RULE)
        if isinstance(engine, Chromium):
            see(boxes, imread(BytesIO(engine.picture())))
        yield boxes


def see(found, picture):
    """Take the widths of what stretches sideways from a picture: Chromium does not tell them."""
    dark = picture[:, :, :3].min(axis=2) < 0.6
    for name, text in (("under", "⏟"), ("over", "⏞"), ("line", "‾"), ("arrow", "→")):
        (drawn,) = sign(found[name], text)
        held = found[name]["mi"]
        top, bottom = drawn["y"], drawn["y"] + drawn["height"]
        left, right = 0, dark.shape[1]
        if name == "under":
            top = max(box["y"] + box["height"] for box in held if box["text"] != "g")
        elif name == "arrow":
            left, right = held[0]["x"] + held[0]["width"], held[-1]["x"]
        else:
            bottom = min(bottom, min(box["y"] for box in held if box["text"] != "g"))
        rows = dark[int(top) : int(bottom) + 1, int(left) + 1 : int(right)]
        columns = rows.any(axis=0).nonzero()[0]
        drawn["x"], drawn["width"] = left + columns[0], columns[-1] - columns[0] + 1.0


def sign(found, text):
    """Return the boxes of an operator."""
    return [box for box in found["mo"] if box["text"] == text]


@pytest.mark.parametrize(("name", "fence"), [("matrix", "("), ("matrix", ")"), ("cases", "{")])
def test_the_fence_of_a_table_is_as_tall_as_the_table(measured, name, fence):
    table, (drawn,) = measured[name]["mtable"][0], sign(measured[name], fence)
    assert 0.9 < drawn["height"] / table["height"] < 1.3


def test_a_fence_by_left_and_right_is_as_tall_as_what_it_holds(measured):
    (drawn,), held = sign(measured["left"], "("), measured["left"]["mfrac"][0]
    assert 0.9 < drawn["height"] / held["height"] < 1.5


@pytest.mark.parametrize(("name", "brace"), [("under", "⏟"), ("over", "⏞")])
def test_a_brace_is_as_wide_as_what_it_holds(measured, name, brace):
    (drawn,) = sign(measured[name], brace)
    letters = [box for box in measured[name]["mi"] if box["text"] in "abcdef"]
    held = max(b["x"] + b["width"] for b in letters) - min(b["x"] for b in letters)
    assert 0.95 < drawn["width"] / held < 1.15


def test_a_line_over_letters_is_as_wide_as_they_are(measured):
    (drawn,), letters = sign(measured["line"], "‾"), measured["line"]["mi"]
    held = letters[-1]["x"] + letters[-1]["width"] - letters[0]["x"]
    assert 0.9 < drawn["width"] / held < 1.1


def test_an_arrow_is_as_long_as_its_label(measured):
    (drawn,), (label,) = sign(measured["arrow"], "→"), measured["arrow"]["mtext"]
    assert drawn["width"] >= label["width"]
    assert label["y"] + label["height"] <= drawn["y"] + drawn["height"]


def test_the_columns_of_an_alignment_line_up(measured):
    signs = sign(measured["aligned"], "=")
    assert len(signs) == 3
    assert max(box["x"] for box in signs) - min(box["x"] for box in signs) < 0.5
    assert signs[0]["y"] < signs[1]["y"] < signs[2]["y"]


def test_the_script_of_a_bracket_stands_at_the_bracket(measured):
    (two,) = [box for box in measured["script"]["mn"] if box["text"] == "2"]
    (bracket,) = sign(measured["script"], ")")
    assert two["y"] + two["height"] > bracket["y"]


def test_a_rule_has_the_colour_of_the_text_in_the_dark_too(measured):
    rule = measured["rule"]["drawn"]
    assert rule["ground"] == rule["text"] != "rgba(0, 0, 0, 0)"
    assert (rule["width"], rule["height"]) == pytest.approx((20, 40), abs=1)

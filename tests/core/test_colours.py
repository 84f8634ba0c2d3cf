"""Colours stand once; from there come stylesheet, badges, cards, CV and seal."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from folio.core.colours import NEEDED, PLAIN, read_colours
from folio.core.problems import Invalid
from sites import ROOT

FILE = ROOT / "_templates/colours.json"
# Text needs 4.5 against its ground (WCAG 2.2, 1.4.3), marks of a figure 3 (1.4.11).
TEXT, MARKS = ("ink", "muted", "link", "hover", "seal"), ("fig-1", "fig-2", "fig-3")
NOT_OURS = re.compile(r"(^|/)(fonts|schemas)/|^docs/references\.bib|^results/|^tests/")


def contrast(a: str, b: str) -> float:
    """Return the contrast of two colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [read_colours(FILE.read_text(), "colours"), PLAIN])
def test_text_and_marks_can_be_told_from_the_paper_in_light_in_dark_and_printed(colours):
    printed = {name: colour.printed for name, colour in colours.by_name.items()}
    for shown in (colours.light(), colours.dark(), printed):
        for name in {*TEXT, *MARKS} & set(shown):
            least = 4.5 if name in TEXT else 3
            assert contrast(shown[name], shown["paper"]) >= least, name


def test_no_other_file_of_this_site_spells_one_of_its_colours():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    colours = {part for value in json.loads(FILE.read_text()).values() for part in value}
    spelled = re.compile("|".join(c for c in colours if len(c) == 7), re.IGNORECASE)
    made = {"_static/seal.svg", "_static/favicon.svg"}  # by tools/seal.py, from the file
    for name in listed:
        path = ROOT / name
        ours = path.suffix in {".css", ".html", ".js", ".py", ".svg", ".typ", ".md"}
        if not ours or NOT_OURS.search(name) or not path.is_file():
            continue
        found = spelled.findall(path.read_text(encoding="utf-8"))
        seal = read_colours(FILE.read_text(), "colours").light()["seal"]
        assert set(found) <= ({seal} if name in made else set()), name


def test_a_name_may_stand_for_a_colour():
    base = {name: ["#111", "#eee"] for name in NEEDED}
    red = {"red": ["#a00", "#f88"], "link": ["red", "red", "#000"], "fig-1": "red"}
    found = read_colours(json.dumps({**base, **red}), "colours").by_name
    assert found["link"] == type(found["link"])("#a00", "#f88", "#000")
    assert found["fig-1"] == found["red"] == type(found["red"])("#a00", "#f88", "#a00")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seal": None}, r"'seal' \(got None\)"),
        ({"seal": ["#a61e22"]}, r"'seal' \(got \['#a61e22'\]\)"),
        ({"seal": ["red", "blue"]}, "'seal'"),
        ({"seal": "nowhere"}, r"'seal' \(got 'nowhere'\)"),
        ({"a": "b", "b": "a"}, "'a' "),
    ],
)
def test_what_is_no_colour_is_named(change, message):
    base = {name: ["#111", "#eee"] for name in NEEDED}
    with pytest.raises(Invalid, match=message):
        read_colours(json.dumps({**base, **change}), "colours")


@pytest.mark.parametrize("text", ["{", "[]", "{}"])
def test_a_file_that_is_none_is_refused(text):
    with pytest.raises(Invalid, match=r"colours must (be JSON|map names|give two)"):
        read_colours(text, "colours")

"""The typefaces set every character of the site, weigh little and carry their licences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category, east_asian_width, name
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag
from fontTools.ttLib import TTFont

from sites import ROOT

STATIC = ROOT / "_static"
FONTS = STATIC / "fonts"
FILES = sorted(FONTS.glob("*.woff2"))

# Bytes of all faces that a page without formulas may use, and of all.
BUDGET, WITH_FORMULAS = 48 * 1024, 65_000
MATH = "folio-math.woff2"
SEAL_BUDGETS = {"seal.svg": 3 * 1024, "favicon.svg": 1024}
REMEDY = "run nox -s fonts and commit"
# The script does not see the letter that a TeX accent of the bibliography becomes.
OR_ELSE = "if that does not help, add it to ALWAYS in tools/fonts.py first"

TEXT = ("folio-serif.woff2", "folio-serif-italic.woff2", "folio-sans.woff2")
CODE = ("folio-mono.woff2",)
HAN = ("folio-han.woff2",)
#: What a page loads when it is printed, and the faces that these stand for.
PAPER = {
    "folio-serif-600.woff2": "folio-serif.woff2",
    "folio-sans-600.woff2": "folio-sans.woff2",
}

# What the system's fonts may set. The originals have no such glyphs; most belong in a formula.
LEFT_TO_THE_SYSTEM = {TEXT: "→↑≈≤≥√≠", CODE: "→≈≤≥√≠λ"}

NOT_TEXT = ("math", "script", "style", "svg", "template")
CODE_ELEMENTS = ("code", "pre", "kbd", "samp")


# Letters, and those that a variable has in their place.
LATIN, GREEK = "abcdefghijklmnopqrstuvwxyz", "αβγδεζηθικλμνξοπρςστυφχψω"
SLANTED = {
    letter: chr(first + at)
    for letters, first in ((LATIN, 0x1D44E), (LATIN.upper(), 0x1D434), (GREEK, 0x1D6FC))
    for at, letter in enumerate(letters)
}


def glyphs(file: str) -> set[str]:
    """Return the characters that a font file has."""
    return set(map(chr, TTFont(FONTS / file).getBestCmap()))


def names(file: Path) -> dict[int, str]:
    """Return the names that a font file carries, by their number."""
    return {record.nameID: str(record) for record in TTFont(file)["name"].names}


def faces(character: str, is_code: bool) -> tuple[str, ...]:
    """Return the files that must set a character, whichever of them the style sheet takes."""
    if east_asian_width(character) in "WF":
        return HAN
    return CODE if is_code else TEXT


def shown(page: Path) -> Iterator[tuple[str, bool]]:
    """Yield every visible character of a page, and whether it stands in code."""
    body = BeautifulSoup(page.read_bytes(), "lxml").body
    assert body is not None, f"{page} has no body"
    for element in body(NOT_TEXT):
        element.decompose()
    for text in body.strings:  # comments are not among them
        is_code = text.find_parent(CODE_ELEMENTS) is not None
        yield from ((c, is_code) for c in str(text) if category(c)[0] not in "CZ")


def lacking(texts: dict[str, set[tuple[str, bool]]]) -> str:
    """Say, in a line each, which character of which page has no glyph in which file."""
    held = {file: glyphs(file) for file in (*TEXT, *CODE, *HAN)}
    return "\n".join(
        f"{page}: {c} (U+{ord(c):04X} {name(c, '')}) has no glyph in {file}; {REMEDY}; {OR_ELSE}"
        for page, characters in sorted(texts.items())
        for c, is_code in sorted(characters)
        for file in faces(c, is_code)
        if c not in held[file] and c not in LEFT_TO_THE_SYSTEM.get(faces(c, is_code), "")
    )


def names_of_people() -> str:
    """Return the names that pages state in the person's own script."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    return "".join(re.findall(r"^:native:(.*)$", "\n".join(texts), re.MULTILINE))


def test_every_character_of_the_name_in_the_owners_own_script_has_a_glyph():
    name = {(c, False) for c in names_of_people() if faces(c, is_code=False) == HAN}
    assert name
    assert not (problems := lacking({"the name": name})), problems


def test_every_character_of_the_built_site_that_is_not_mathematics_has_a_glyph(site):
    pages = {
        str(p.relative_to(site.html)): {
            (c, is_code) for c, is_code in shown(p) if faces(c, is_code) != HAN
        }
        for p in site.html.rglob("*.html")
    }
    assert "index.html" in pages
    assert not (problems := lacking(pages)), problems


@pytest.mark.parametrize("files", LEFT_TO_THE_SYSTEM, ids=["text", "code"])
def test_nothing_is_left_to_the_system_that_the_fonts_have(files):
    assert set.union(*map(glyphs, files)) & set(LEFT_TO_THE_SYSTEM[files]) == set()


def test_all_faces_of_the_screen_together_fit_the_budget():
    sizes = {path.name: path.stat().st_size for path in FILES if path.name not in PAPER}
    assert sum(sizes.values()) <= WITH_FORMULAS, f"{sizes}: take characters away"
    assert sum(sizes.values()) - sizes[MATH] <= BUDGET, f"{sizes}: take characters away"


@pytest.mark.parametrize(("paper", "screen"), PAPER.items())
def test_a_face_for_paper_has_every_character_of_the_one_that_it_stands_for(paper, screen):
    assert glyphs(paper) == glyphs(screen)
    assert "fvar" not in TTFont(FONTS / paper)


def test_every_character_of_the_formulas_has_a_glyph(site):
    held = glyphs(MATH) | glyphs("folio-serif.woff2")
    add = "add it to MATHEMATICS in tools/fonts.py"
    for page in site.html.rglob("*.html"):
        for formula in BeautifulSoup(page.read_bytes(), "lxml").select("math"):
            for annotation in formula("annotation"):
                annotation.decompose()
            shown = {slanted(str(text), text.parent) for text in formula.strings}
            lacks = {c for text in shown for c in text if category(c)[0] not in "CZ"} - held
            assert not lacks, f"{page.name}: {lacks}: {add}; {REMEDY}"


def slanted(text: str, parent: Tag) -> str:
    """Return what a browser shows: a letter that stands alone for a variable is slanted."""
    if parent.name != "mi" or len(text) != 1 or parent.get("mathvariant") == "normal":
        return text
    return {"h": "ℎ"}.get(text, SLANTED.get(text, text))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_each_font_file_has_its_licence_text_beside_it(file):
    family = names(file)[1]
    licence = FONTS / f"OFL-{family.lower().replace(' ', '-')}.txt"
    assert licence.exists(), f"{file.name} has no {licence.name} beside it; {REMEDY}"
    text = licence.read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert names(file)[0] in text, f"{licence.name} lacks the notice of copyright of {file.name}"


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_no_font_goes_by_a_name_that_its_licence_reserves(file):
    carried = {number: text for number, text in names(file).items() if number in {1, 3, 4, 6, 16}}
    assert all(text.startswith("Folio") for text in carried.values()), carried


def test_the_style_sheet_names_every_font_file_and_no_other():
    css = (STATIC / "fonts.css").read_text(encoding="utf-8")
    assert sorted(re.findall(r'url\("fonts/([^"]+)"\)', css)) == [path.name for path in FILES]


@pytest.mark.parametrize("file", SEAL_BUDGETS)
def test_a_seal_is_a_small_drawing_with_a_title_and_no_text_or_style(file):
    data = (STATIC / file).read_bytes()
    assert len(data) <= SEAL_BUDGETS[file]
    elements = list(ElementTree.fromstring(data).iter())
    tags = {element.tag.rpartition("}")[2] for element in elements}
    assert tags == {"svg", "title", "rect", "path"}
    assert not any("style" in element.attrib for element in elements)

"""Cut the typefaces of cv.pdf, into _templates/fonts: Typst sets static fonts, not variable ones.

They are those of the site, with the usual letters of Latin script, the rarer ones and those of
Cyrillic that the pages use, as Vietnamese names and scholars of Arabic need them, and the Chinese
characters of the name. ``nox -s fonts`` runs this when a page takes up a new one.
"""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

from fonts import HAN, ROOT, SANS, SERIF, Face, borrow, cut, fetch, open_font, typed, wanted
from fontTools.ttLib import TTFont

FONTS = ROOT / "_templates/fonts"
# ASCII, Latin-1, Latin Extended-A, and the punctuation and signs of good typing.
LATIN = {chr(code) for span in ((0x20, 0x7F), (0xA0, 0x180)) for code in range(*span)}
LATIN |= set("–—‘’‚“”„†•…′″‹›€™−")
LATIN -= {"\u00ad"}  # it shows only at the end of a line
SCRIPTS = ("LATIN ", "CYRILLIC ", "MODIFIER LETTER ")  # Greek is for formulas, as a rule
NORMAL, ITALIC = "*-wght-normal.woff2", "*-wght-italic.woff2"
FACES = (
    Face("serif-regular.ttf", SERIF, NORMAL, 400, fitted_figures=True),
    Face("serif-semibold.ttf", SERIF, NORMAL, 600, fitted_figures=True),
    Face("serif-italic.ttf", SERIF, ITALIC, 400, fitted_figures=True),
    Face("sans-regular.ttf", SANS, NORMAL, 400),
    Face("sans-semibold.ttf", SANS, NORMAL, 600),
    Face("han-semibold.ttf", HAN, "*-wght-normal.woff2", 600, east_asian=True),
)


def letters(text: str) -> set[str]:
    """Return the letters of a text that the typefaces may have beyond the usual ones.

    >>> "".join(sorted(letters("Nguyễn of the ʿulamāʾ wrote λ to Жук, 木")))
    'ʾʿЖкуễ'
    """
    others = set(text) - LATIN
    return {c for c in others if c.isalpha() and unicodedata.name(c, "").startswith(SCRIPTS)}


def make(face: Face, package: Path) -> TTFont:
    """Make a static face from the parts of its package, the fullest first."""
    # The templates ask for the face, also on a site whose owner has no name in Chinese.
    left = (wanted(face) or {"\u3000"}) if face.east_asian else LATIN | letters(typed())
    parts = [open_font(path) for path in sorted((package / "files").glob(face.parts))]
    parts.sort(key=lambda part: -len(left & set(map(chr, part.getBestCmap()))))
    font = None
    for number, part in enumerate(parts):
        if found := left & set(map(chr, part.getBestCmap())):
            left -= found
            piece = cut(part, found, face)
            if font is None:
                font = piece
            else:
                borrow(font, piece, f"part{number}")
    assert font is not None, f"{face.family.package} has no file {face.parts}"
    style = "Italic" if "italic" in face.file else "Regular"
    names = {1: face.family.name, 2: style, 6: Path(face.file).stem}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    assert isinstance(face.weight, int | float), f"{face.file} is not a static instance"
    font["OS/2"].usWeightClass = int(face.weight)
    return font


def main() -> None:
    """Write every face with its licence, and say how large it is."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        packages = {f: fetch(f, Path(folder)) for f in {face.family for face in FACES}}
        for face in FACES:
            font = make(face, packages[face.family])
            font.save(FONTS / face.file)
            licence = (packages[face.family] / "LICENSE").read_text(encoding="utf-8")
            notice = f"{face.family.name}, cut from {face.family.package}"
            notice += f"\n{font['name'].getDebugName(0)}\n\n{licence}"
            name = f"OFL-{face.family.name.lower().replace(' ', '-')}.txt"
            (FONTS / name).write_text(notice, encoding="utf-8")
            print(f"{(FONTS / face.file).stat().st_size:7,} {face.file}")


if __name__ == "__main__":
    main()

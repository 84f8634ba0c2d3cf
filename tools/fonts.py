"""Fetch the typefaces, cut them down to the characters of this site and write _static/fonts.

Run ``nox -s fonts`` when a page takes up a new character; it needs npm, which Node.js brings. The
same pages give the same bytes. Families are renamed, as Adobe reserves the name Source to its own.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.hvar import add_HVAR
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "_static/fonts"
TEXTS = ("docs/**/*.md", "docs/**/*.svg", "docs/**/*.bib", "conf.py", "src/folio/*.py")
# ASCII, the letters that TeX accents in the bibliography become, and what good typing takes up.
ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | set("éèêóíáñöüäçıš–—’‘“”…·×±−≈≤≥→√≠\u00a0")
# What formulas are made of: letters and digits as mathematics slants them, signs, and fences that
# grow. Upright letters come from the text face, as do those of functions such as log.
MATHEMATICS = frozenset(
    "0123456789()[]{}|√∑∏∫+−=<>≤≥≠≈∼∝·⋅×/±∈∞∂∇∀→⇒…⋯′∗,.;:!^~ˆ¯\u0302\u0303‾_←⏞⏟ℎℓ"
    "𝐴𝐵𝐶𝐷𝐸𝐹𝐺𝐻𝐼𝐽𝐾𝐿𝑀𝑁𝑂𝑃𝑄𝑅𝑆𝑇𝑈𝑉𝑊𝑋𝑌𝑍"
    "𝑎𝑏𝑐𝑑𝑒𝑓𝑔𝑖𝑗𝑘𝑙𝑚𝑛𝑜𝑝𝑞𝑟𝑠𝑡𝑢𝑣𝑤𝑥𝑦𝑧"
    "𝛼𝛽𝛾𝛿𝜃𝜆𝜇𝜉𝜋𝜎𝜏𝜑𝜖"
)


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fonts under its name here, and the npm package with the hash of its archive."""

    name: str
    package: str
    sha512: str


@dataclass(frozen=True, slots=True)
class Face:
    """A font file of this site, and what it is cut from."""

    file: str
    family: Family
    parts: str  # the files of the package that hold the face, each for some of its characters
    weight: float | tuple[float, float] | None  # what is kept of the axis, where there is one
    fitted_figures: bool = False  # a 1 takes less room than an 8; if not, figures stand in columns
    east_asian: bool = False  # it sets the characters as wide as high; if not, the others
    mathematics: bool = False  # it sets formulas, and its fences grow; if not, text


SERIF = Family(
    "Folio Serif",
    "@fontsource-variable/source-serif-4@5.3.1",
    "4Rtay22SC4lMvw11r/+9kxANB6P3M0X8s1NudBC2v0J1KU2y3DcMoNcT3lBoZ/CqLirzf+StlO6UlJilyrvaUg==",
)
SANS = Family(
    "Folio Sans",
    "@fontsource-variable/source-sans-3@5.3.0",
    "dpi0GZk7EQe2tYpg6Q0Fx0OmUgnuGu+0rHPgtXqtKhglYmJuP7jZ12Mu1uN+NfRaJRY1Emn8AQJEWzmoZ4wa9g==",
)
MONO = Family(
    "Folio Mono",
    "@fontsource/ibm-plex-mono@5.3.0",
    "eTgnZjZEGk1QtD3ZstF+Vclo2HLAni8YMy34/DxllwZvyz1lR/1RF/xTiAquOBO7MvqBx8D2Ig2WCPMVfdZu7Q==",
)
HAN = Family(
    "Folio Han",
    "@fontsource-variable/noto-serif-sc@5.3.1",
    "aIHcBaL13QctVaJFeT6wqfgO9Rq/cNtD5g2ob4ze59fYPYwacGthnIrHBe83kDpMEB/k6VGtGc6fS99RImcoSQ==",
)
MATH = Family(
    "Folio Math",
    "@fontsource/stix-two-math@5.3.0",
    "negoeozw6VSXjZMozwKRSm/dhCQT62csZcuea9I8KYqPaZq/8KbbBBrA02ZHF7AyuR5mVML/p+q0bwFuSIf2GQ==",
)
FACES = (
    Face("folio-serif.woff2", SERIF, "*-wght-normal.woff2", (400, 600), fitted_figures=True),
    Face("folio-serif-italic.woff2", SERIF, "*-wght-italic.woff2", 400, fitted_figures=True),
    Face("folio-sans.woff2", SANS, "*-wght-normal.woff2", (400, 600)),
    # For paper: of a file with several weights, a PDF by Firefox has only the first as text.
    Face("folio-serif-600.woff2", SERIF, "*-wght-normal.woff2", 600, fitted_figures=True),
    Face("folio-sans-600.woff2", SANS, "*-wght-normal.woff2", 600),
    Face("folio-mono.woff2", MONO, "*-400-normal.woff2", None),
    Face("folio-han.woff2", HAN, "*-wght-normal.woff2", 600, east_asian=True),
    Face("folio-math.woff2", MATH, "*-400-normal.woff2", None, mathematics=True),
)


def fetch(family: Family, folder: Path) -> Path:
    """Fetch a package, check it against its hash and return the folder that it unpacks to."""
    npm = shutil.which("npm") or sys.exit("npm is missing: install Node.js, which brings it")
    command = [npm, "pack", "--silent", family.package]
    ran = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
    archive = folder / ran.stdout.strip()
    sha512 = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if sha512 != family.sha512:
        sys.exit(f"{archive.name} must have the sha512 {family.sha512} (got {sha512})")
    with tarfile.open(archive) as tar:
        # Python 3.11.3 and older have no filter; what is unpacked is what the hash is of.
        tar.extraction_filter = getattr(tarfile, "data_filter", None)
        tar.extractall(folder / archive.stem)
    return folder / archive.stem / "package"


#: Where a page says the name in the owner's own script.
NATIVE = re.compile(r"^:native:(.*)$", re.MULTILINE)


def typed() -> str:
    """Return all that somebody has typed of the site."""
    paths = [path for glob in TEXTS for path in ROOT.glob(glob)]
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def wanted(face: Face) -> set[str]:
    """Return the characters that the site may show in a face."""
    if face.mathematics:
        return set(MATHEMATICS)
    text = typed()
    used = ALWAYS | {c for c in text if c.isprintable()}
    if face.east_asian:  # it sets the name; other text in Chinese is set by the system's font
        used = ALWAYS | set("".join(NATIVE.findall(text)))
    return {c for c in used if (east_asian_width(c) in "WF") == face.east_asian}


def open_font(source: Path | io.BytesIO) -> TTFont:
    """Read a font in a way that keeps its date when it is written."""
    return TTFont(source, recalcTimestamp=False)


def fit_figures(font: TTFont) -> None:
    """Let the digits show the figures that are only as wide as their form."""
    gsub = font["GSUB"].table
    records = [r.Feature for r in gsub.FeatureList.FeatureRecord if r.FeatureTag == "pnum"]
    lookups = [gsub.LookupList.Lookup[i] for r in records for i in r.LookupListIndex]
    fitted = {k: v for lookup in lookups for t in lookup.SubTable for k, v in t.mapping.items()}
    for table in font["cmap"].tables:
        table.cmap = {code: fitted.get(name, name) for code, name in table.cmap.items()}


def cut(font: TTFont, characters: set[str], face: Face) -> TTFont:
    """Return the font with these characters and the weights of the face only."""
    options = Options(layout_features=["kern", "liga"], hinting=False, name_IDs=[0, 2, 13, 14])
    options.drop_tables += ["BASE", "HVAR", "MVAR", "STAT", "vhea", "vmtx"]
    if face.mathematics:
        options.drop_tables += ["GPOS", "GSUB", "GDEF"]
    if face.fitted_figures and "GSUB" in font:
        fit_figures(font)
    if face.mathematics:
        join_arrows(font)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(characters)))
    subsetter.subset(font)
    font.flavor = None
    font.save(buffer := io.BytesIO())
    return narrow(buffer, face.weight) if face.weight else open_font(buffer)


def join_arrows(font: TTFont) -> None:
    """Let arrows to the right grow: their heads tell the side that joins the shaft wrongly."""
    for made in font["MATH"].table.MathVariants.HorizGlyphConstruction:
        parts = made.GlyphAssembly.PartRecords if made.GlyphAssembly else []
        if parts and not parts[-1].StartConnectorLength:
            head = parts[-1]
            head.StartConnectorLength, head.EndConnectorLength = head.EndConnectorLength, 0


def narrow(font: io.BytesIO, weight: float | tuple[float, float]) -> TTFont:
    """Keep the weights asked for; the kerning of the lightest serves the others, to save bytes."""
    kept = instantiateVariableFont(open_font(font), {"wght": weight})
    if isinstance(weight, tuple) and "GDEF" in kept:
        kept["GPOS"] = instantiateVariableFont(open_font(font), {"wght": min(weight)})["GPOS"]
        del kept["GDEF"]
    return kept


def borrow(font: TTFont, part: TTFont, prefix: str) -> None:
    """Add the characters of another part of the same face to a font."""
    names = {name: f"{prefix}.{name}" for name in part.getGlyphOrder()[1:]}
    for old, new in names.items():
        glyph = part["glyf"][old]
        for component in glyph.components if glyph.isComposite() else ():
            component.glyphName = names[component.glyphName]
        font["glyf"][new] = glyph
        font["hmtx"][new] = part["hmtx"][old]
        if "gvar" in font:
            font["gvar"].variations[new] = part["gvar"].variations.get(old, [])
    font.setGlyphOrder(font["glyf"].glyphOrder)
    for table in font["cmap"].tables:
        table.cmap |= {code: names[name] for code, name in part.getBestCmap().items()}


def make(face: Face, package: Path) -> tuple[TTFont, set[str]]:
    """Make a face from its parts, the fullest first, and tell the characters that none holds."""
    parts = {path.stem: open_font(path) for path in sorted((package / "files").glob(face.parts))}
    left = wanted(face)
    holds = {stem: left & set(map(chr, part.getBestCmap())) for stem, part in parts.items()}
    base, *others = sorted(parts, key=lambda stem: -len(holds[stem]))
    font = cut(parts[base], holds[base], face)
    left -= holds[base]
    for stem in others:
        if found := holds[stem] & left:
            borrow(font, cut(parts[stem], found, face), stem)
            left -= found
    if "fvar" in font:
        font["fvar"].instances = []
        add_HVAR(font)
    for number, text in {1: face.family.name, 6: face.family.name.replace(" ", "")}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.flavor = "woff2"
    return font, left


def main() -> None:
    """Write every face with its licence, and say what came of it."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        packages = {f: fetch(f, Path(folder)) for f in {face.family for face in FACES}}
        for face in FACES:
            name, package = face.family.name, packages[face.family]
            font, left = make(face, package)
            font.save(FONTS / face.file)
            licence = (package / "LICENSE").read_text(encoding="utf-8")
            notice = f"{name}, cut from {face.family.package}\n{font['name'].getDebugName(0)}"
            (FONTS / f"OFL-{name.lower().replace(' ', '-')}.txt").write_text(
                f"{notice}\n\n{licence}", encoding="utf-8"
            )
            print(f"{face.file}; left to the system's fonts:", *sorted(left))
    sizes = {path.name: path.stat().st_size for path in sorted(FONTS.glob("*.woff2"))}
    print(sizes, f"{sum(sizes.values()):,} bytes in all")


if __name__ == "__main__":
    main()

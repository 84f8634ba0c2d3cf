"""The PDF of a write-up says what its page says, and can be read by programs and people alike."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from docutils.utils import new_document
from pypdf import PdfReader

from folio.core.colours import read_colours
from folio.core.problems import Invalid
from folio.pages.nodes import unfold
from folio.publish.pdf_blocks import Blocks, printed_places
from folio.publish.pdf_formulas import formula
from folio.publish.pdf_line import Line
from folio.publish.pdf_pictures import Pictures
from folio.publish.pdfs import check_glyphs
from folio.publish.typst import typeset
from formulas import REFUSED, expected
from sites import ROOT, WRITE_UPS

TEMPLATE = ROOT / "_templates/writeup.typ"
COLOURS = read_colours(
    (ROOT / "_templates/colours.json").read_text(encoding="utf-8"), "colours.json"
)
SITE = "https://ada.example/"
ACCENTS = {0x2C6, 0x2C7, 0x2DC}  # which are set as lines over what they stand on
#: What only leads about on the page, is shown by the browser alone, or is a drawing or a formula.
UNPRINTED = (
    ".folio-to-links, .folio-back, .folio-link-here, .folio-cite-this, .headerlink, .toc, .eqno,"
    "svg, math, img, .crumbs, #link-to-this-write-up > :is(h2, h3)"
)


def normal(text: str) -> str:
    """Return a text with the letters of formulas as plain letters."""
    return unicodedata.normalize("NFKC", text)


def words(text: str) -> Counter[str]:
    """Return how often each word stands in a text."""
    return Counter(re.findall(r"[^\W_]{2,}", normal(text)))


def text_of(pdf: bytes | Path) -> str:
    """Return the text of a PDF in the order of reading."""
    file = io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    return "\n".join(page.extract_text() for page in PdfReader(file).pages)


def written(*content: nodes.Node, folder: Path = ROOT) -> dict:
    """Return what the template gets of a page with some content under its title."""
    section = nodes.section("", nodes.title("", "A page"), *content, ids=["a-page"])
    document = new_document("x.md")
    document += section
    pictures = Pictures("p/x.html", folder, folder, folder, COLOURS.light())
    line = Line(f"{SITE}p/x.html", SITE, printed_places(document), pictures)
    blocks = Blocks(line).of(document.children)
    head = {"title": "A page", "author": "Ada Example", "language": "en", "changed": ""}
    return {**head, "address": f"{SITE}p/x.html", "blocks": blocks}


def typed(*content: nodes.Node, folder: Path = ROOT) -> bytes:
    """Return a page with some content as a PDF."""
    data = written(*content, folder=folder)
    check_glyphs(data, TEMPLATE.parent / "fonts")
    return typeset(TEMPLATE, ROOT, json.dumps(data), COLOURS)


@pytest.mark.parametrize("key", WRITE_UPS)
def test_the_pdf_says_every_word_of_the_page_as_often_and_no_word_that_it_has_not(site, key):
    soup = BeautifulSoup(site.text(f"projects/{key}.html"), "html.parser")
    main = soup.select_one("main")
    drawn = [one.get_text(apart) for one in main.select("svg, math") for apart in ("", " ")]
    for one in main.select(UNPRINTED):
        one.decompose()
    for block in main.select("p, li, td, th, dt, dd, h1, h2, h3, h4, figcaption, summary, pre, br"):
        block.append("\n")
    told = words(main.get_text().replace("\u00ad", ""))
    printed = words(text_of(site.html / f"projects/{key}.pdf"))
    assert not told - printed
    for name in re.findall(r"_static/models/[\w/-]+\.svg", site.text(f"projects/{key}.html")):
        drawn.append(re.sub("<[^>]+>", " ", (site.html / name).read_text(encoding="utf-8")))
    drawn.append(f"Wang Ziren Last changed https://wazrrr.github.io/projects/{key}.html")
    others = re.findall(r"[^\W\d_]{2,}", " ".join(set(printed) - set(told)))
    pictured = re.sub(r"\s", "", normal("".join(drawn)))  # texts of a drawing may touch
    assert [word for word in others if word not in pictured] == []


@pytest.mark.parametrize("key", WRITE_UPS)
def test_the_pdf_is_tagged_and_every_figure_says_what_it_shows(site, key):
    reader = PdfReader(site.html / f"projects/{key}.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert "pdfuaid:part>1<" in root["/Metadata"].get_data().decode()
    assert "Date>" not in root["/Metadata"].get_data().decode()
    told = list(alternatives(root["/StructTreeRoot"]))
    soup = BeautifulSoup(site.text(f"projects/{key}.html"), "html.parser")
    shown = soup.select("main figure svg[aria-label], main figure img[alt]")
    assert shown
    for one in shown:
        assert (one.get("aria-label") or one["alt"]) in told


def alternatives(element):
    """Yield what stands for each part of a PDF that is no text."""
    element = element.get_object()
    if "/Alt" in element:
        yield str(element["/Alt"])
    inside = element.get("/K", [])
    for one in inside if isinstance(inside, list) else [inside]:
        if hasattr(one.get_object(), "get"):
            yield from alternatives(one)


@pytest.mark.parametrize("key", WRITE_UPS)
def test_links_lead_to_a_place_of_the_pdf_or_to_an_absolute_address(site, key):
    reader = PdfReader(site.html / f"projects/{key}.pdf")
    leads = [
        note.get_object()
        for page in reader.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    addresses = [one["/A"]["/URI"] for one in leads if "/URI" in one.get("/A", {})]
    assert len(addresses) < len(leads)  # citations lead to the sources below
    assert all(re.match("https?:|mailto:", address) for address in addresses)


def test_the_same_page_gives_the_same_bytes():
    text = nodes.paragraph("", "One and two.")
    assert typed(text) == typed(text.deepcopy())


def test_every_formula_of_the_list_is_set_with_all_its_letters():
    formulas = [tex for tex, given in expected().items() if not given.startswith(REFUSED)]
    assert len(formulas) > 360
    for start in range(0, len(formulas), 60):
        blocks = [nodes.math_block(tex, tex) for tex in formulas[start : start + 60]]
        for block in blocks:
            block["number"] = None
        shown = letters(text_of(typed(*blocks)))
        meant = Counter()
        for block in blocks:
            meant += letters(leaves(formula(block, "x")))
        assert not meant - shown, formulas[start]


def starts(pdf: bytes) -> list[float]:
    """Return how far from its left edge each run of text of a page begins, in points."""
    found = []

    def note(text, page, line, *_):
        found.extend([page[4] + page[0] * line[4]] if text.strip() else [])

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("terms", [3, 40])
def test_a_formula_that_is_wider_than_its_column_is_set_smaller(terms):
    tex = " + ".join(f"a_{{{i}}} x^{{{i}}}" for i in range(terms))
    pdf = typed(nodes.math_block(tex, tex, number=None))
    assert letters(text_of(pdf))["a"] >= terms
    assert max(starts(pdf)) < 210 / 25.4 * 72 - 40  # A4 without its margin


def letters(text: str) -> Counter[str]:
    """Return how often each letter or digit stands in a text, whatever its face."""
    return Counter(
        one
        for one in unicodedata.normalize("NFKD", text)
        if one.isalnum() and ord(one) not in ACCENTS
    )


def leaves(element: dict) -> str:
    """Return what the leaves of a formula say, but for what takes room and does not show."""
    if element["is"] == "mphantom":
        return ""
    return element.get("text", "") + "".join(map(leaves, element["of"]))


def test_what_is_unfolded_chosen_or_noted_on_the_page_stands_in_the_pdf():
    note = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "Said below."), ids=["f"])
    shown = text_of(
        typed(
            unfold("More of it", [nodes.paragraph("", "Folded text.")]),
            nodes.note("", nodes.paragraph("", "Mind this.")),
            nodes.block_quote("", nodes.paragraph("", "So they said.")),
            nodes.literal_block("", "x = 1\ny = 2"),
            nodes.raw("", "<b>Own</b> HTML", format="html"),
            note,
        )
    )
    for said in ("More of it", "Folded text.", "Note", "Mind this.", "So they said.", "y = 2"):
        assert said in shown
    assert "Own HTML" in shown
    assert "Said below." in shown


def test_markup_of_typst_is_text():
    said = "#panic() *a* _b_ $x$ @ref <label> // gone /* gone */ \\u{41} = Head"
    assert said.replace(" ", "") in text_of(typed(nodes.paragraph("", said))).replace(" ", "")


def test_cells_that_span_keep_their_places():
    wide = nodes.entry("", nodes.paragraph("", "wide"), morecols=1)
    row = nodes.row("", *(nodes.entry("", nodes.paragraph("", one)) for one in "ab"))
    columns = [nodes.colspec(colwidth=1), nodes.colspec(colwidth=1)]
    group = nodes.tgroup("", *columns, nodes.tbody("", nodes.row("", wide), row), cols=2)
    (table,) = (
        block for block in written(nodes.table("", group))["blocks"] if block["is"] == "table"
    )
    assert [cell["across"] for line in table["body"] for cell in line] == [2, 1, 1]
    assert typed(nodes.table("", group))


def test_a_character_without_a_glyph_is_refused_by_name():
    with pytest.raises(Invalid, match=r"'\\U0001f9ff'|U\+1F9FF"):
        typed(nodes.paragraph("", "an amulet \U0001f9ff"))


def test_a_picture_outside_the_folder_of_the_site_is_refused(tmp_path):
    (tmp_path / "x.png").write_bytes(b"")
    picture = nodes.image(uri="x.png", alt="A picture", candidates={"*": "x.png"})
    pictures = Pictures("p/x.html", tmp_path, tmp_path, ROOT, COLOURS.light())
    with pytest.raises(Invalid, match=r"must be in the folder of conf\.py"):
        pictures.file(picture)


def test_a_name_in_chinese_is_told_to_be_so():
    name = nodes.inline("", "王梓人", classes=["language-zh-Hans"])
    drawn = PdfReader(io.BytesIO(typed(nodes.paragraph("", "", nodes.Text("By "), name))))
    assert b"/Lang(zh)" in drawn.pages[0].get_contents().get_data()

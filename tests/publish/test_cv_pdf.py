"""cv.pdf: two pages that anybody can read, and every text as it was written."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from examples import share
from folio.core.problems import Invalid
from folio.exports.cv import Chapter, Curriculum, Detail, Item, cv_json
from folio.publish.typst import fonts_of, glyphs, typeset
from hostile import MARKUP
from sites import ROOT

TEMPLATE = ROOT / "_templates/cv.typ"
GLYPHS = glyphs(fonts_of(TEMPLATE))
MAXIMUM = 400_000
RECORD = """# Prizes

:::{{award}} prize
:source: lovelace1843notes

{body}
:::
"""


def fonts_in(reader: PdfReader) -> dict[str, DictionaryObject]:
    """Return the descriptor of each font of a PDF by its name."""
    found = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            found[inner["/BaseFont"].partition("+")[2]] = inner["/FontDescriptor"].get_object()
    return found


def text_of(pdf: bytes) -> str:
    """Return all that a PDF says, without white space."""
    return "".join(
        "".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages
    )


def curriculum_of(texts: list[str]) -> Curriculum:
    """Return a CV that shows each text in every place of an entry, after a letter of its own."""
    entries = [
        Item(
            **{"label": "award-x", "url": "https://a.example/"},
            **{"title": text, "when": f"W{text}", "byline": f"B{text}", "authors": ()},
            **{"summary": f"S{text}", "points": (f"P{text}", f"Q{text}"), "result": f"R{text}"},
            details=(Detail(f"L{text}", f"D{text}"), Detail("", text, "https://b.example/")),
        )
        for text in texts
    ]
    return Curriculum("Ada", "", "", entries[0], (Chapter(texts[0], tuple(entries)),))


def test_the_pdf_has_at_most_two_pages_of_a4(site):
    pages = PdfReader(site.html / "cv.pdf").pages
    assert len(pages) <= 2, "shorten the records of the CV, or set _templates/cv.typ smaller"
    assert {tuple(map(round, page.mediabox[2:])) for page in pages} == {(595, 842)}


def test_the_pdf_is_tagged_and_says_what_it_is(site):
    reader = PdfReader(site.html / "cv.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert (reader.metadata.title, reader.metadata.author) == (
        "Curriculum vitae of Wang Ziren",
        "Wang Ziren",
    )
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


def test_its_fonts_are_those_of_the_site_embedded_with_both_scripts(site):
    fonts = fonts_in(PdfReader(site.html / "cv.pdf"))
    assert {"serif-regular", "sans-regular", "han-semibold"} <= set(fonts)
    assert all("/FontFile2" in descriptor for descriptor in fonts.values())
    files = list(fonts_of(TEMPLATE).glob("*.ttf"))
    assert sum(file.stat().st_size for file in files) <= MAXIMUM
    assert "SIL OPEN FONT LICENSE" in (fonts_of(TEMPLATE) / "OFL-folio-han.txt").read_text().upper()


def test_its_text_keeps_words_order_and_the_name_in_both_scripts(site):
    pages = [page.extract_text() for page in PdfReader(site.html / "cv.pdf").pages]
    assert pages[0].startswith("Wang Ziren 王梓人\nAs of 10 November 2025, I am a senior")
    courses = "Operating System and Distributed System (A), Machine Learning (A-)"
    assert courses in " ".join(pages[0].split())
    assert "\u00ad" not in "".join(pages)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils has it")
def test_a_program_that_reads_by_columns_keeps_what_belongs_together(site):
    command = ["pdftotext", "-enc", "UTF-8", str(site.html / "cv.pdf"), "-"]
    text = " ".join(
        subprocess.run(command, capture_output=True, check=True).stdout.decode().split()
    )
    for words in (
        "王梓人 As of 10 November 2025, I am",
        "Comprehensive Merit Scholarship of Tsinghua 2023 Honorable Mention",
        "Programming languages C and C++, Python, CUDA. Current research interests Distributed",
    ):
        assert words in text
    for name, date, after in (
        ("Tsinghua University", "2022 – present", "Positions"),
        ("Pipeline, Grouped Compilation, Several GPUs", "April 2026", "TileLang autotuner: pip"),
        ("TileLang autotuner: pip", "merged 11 May", "TileLang autotuner: stable"),
        ("TileLang autotuner: stable", "merged 16 June", "Drama Rehearsal Manager"),
        ("Drama Rehearsal Manager", "5 May 2026 – 14", "Course projects"),
        ("3D Torus Network", "September 2024", "A Variant of"),
        ("Extracurricular experience CPHOS", "January 2022 – July 2024", "Tsinghua Drama Troupe"),
        ("Tsinghua Drama Troupe", "September 2022 – present", "2 / 2"),
    ):
        places = [text.index(words) for words in (name, date, after)]
        assert places == sorted(places)


def test_no_line_begins_or_ends_with_a_separator(site):
    for page in PdfReader(site.html / "cv.pdf").pages:
        for line in page.extract_text().splitlines():
            assert line.strip().strip("·") == line.strip()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils has it")
def test_dates_end_at_the_right_margin_unless_entries_have_one_line(site):
    command = ["pdftotext", "-bbox", str(site.html / "cv.pdf"), "-"]
    boxes = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    ends = defaultdict(set)
    for right, word in re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">([^<]*)<', boxes):
        ends[word].add(round(float(right)))
    margin = round(595.28 - 16.5 / 25.4 * 72)
    # Nothing else ends there with these words: a period, a month, a day.
    assert margin in ends["2024"]  # CPHOS: January 2022 – July 2024
    assert margin in ends["2025)"]  # 2022 – present (as of 10 November 2025)
    assert margin not in ends["2023"]  # a scholarship, one line under another


def test_every_link_of_the_pdf_is_one_of_the_site_or_of_a_record(site):
    pages = PdfReader(site.html / "cv.pdf").pages
    links = {a.get_object()["/A"]["/URI"] for page in pages for a in page["/Annots"]}
    for link in links:
        page, _, anchor = link.removeprefix("https://wazrrr.github.io/").partition("#")
        if anchor:
            assert f'id="{anchor}"' in site.text(page)
    assert sum("#" in link for link in links) >= 23


def test_the_same_data_give_the_same_bytes_with_no_date_in_them():
    data = cv_json(curriculum_of(["Notes"]))
    first = typeset(TEMPLATE, ROOT, data)
    assert typeset(TEMPLATE, ROOT, data) == first
    reader = PdfReader(io.BytesIO(first))
    assert set(reader.metadata) == {"/Title", "/Author", "/Creator"}
    assert "Date>" not in reader.trailer["/Root"]["/Metadata"].get_data().decode()


def test_markup_of_other_languages_is_set_as_text():
    texts = [text for text in MARKUP if set(text) <= GLYPHS]
    assert len(texts) >= 12
    shown = text_of(typeset(TEMPLATE, ROOT, cv_json(curriculum_of(texts))))
    for text in texts:
        for frame in "WBSPQLD":
            assert frame + "".join(text.split()) in shown


@share(4)  # of thirty texts each
@given(st.lists(st.text(sorted(GLYPHS), min_size=1, max_size=60), min_size=30, max_size=30))
def test_every_text_in_the_characters_of_the_fonts_is_set_as_it_was_written(texts):
    texts = [text for text in texts if text.strip()]
    if texts:
        shown = text_of(typeset(TEMPLATE, ROOT, cv_json(curriculum_of(texts))))
        for text in texts:
            for frame in "WBSPQLD":
                assert frame + "".join(text.split()) in shown


@pytest.mark.parametrize("text", ["אבג", "a\u202eb", "\x07", "\U0001f600", "e\u0301", "a\u00adb"])
def test_a_character_without_a_glyph_is_never_counted_among_those_of_the_fonts(text):
    assert set(text) - GLYPHS


def test_a_template_that_typst_refuses_or_warns_of_is_an_error(tmp_path):
    template = tmp_path / "cv.typ"
    data = cv_json(curriculum_of(["Notes"]))
    for text, message in (
        ("#nothing()", "unknown variable: nothing"),
        (
            '#set document(title: "x")\n#set text(font: "Nowhere")\nx',
            "unknown font family: nowhere",
        ),
        ("no title", "PDF/UA-1 error: missing document title"),
    ):
        template.write_text(text, encoding="utf-8")
        with pytest.raises(Invalid, match=message):
            typeset(template, tmp_path, data)
    with pytest.raises(Invalid, match=r"'lost\.typ' must be a Typst template"):
        typeset(tmp_path / "lost.typ", tmp_path, data)

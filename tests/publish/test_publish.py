"""The files beside the pages: what conf.py turns on is there and whole, or the build fails."""

from __future__ import annotations

import shutil

import pytest
from pypdf import PdfReader

from folio.publish.outputs import EXPORTS, makes
from sites import CONF, ROOT, build, write

PERSON = """# Ada Lovelace

:::{person} ada
:author: Ada Lovelace
:source: lovelace1843notes

She wrote the notes.
:::
"""
CV = "# CV\n\n## Prizes\n\n:::{cv} award\n:::\n"


def project(folder, exports: str, prize: str = "A prize.", **files: str):
    """Build a small site with a person, a prize and a CV, and the template of the real one."""
    award = f"# Prize\n\n:::{{award}} prize\n:source: lovelace1843notes\n\n{prize}\n:::\n"
    pages = {"docs/ada.md": PERSON, "docs/prize.md": award, "docs/cv.md": CV}
    write(folder, {**pages, "conf.py": f"{CONF}\nfolio_exports = {exports}\n", **files})
    shutil.copytree(ROOT / "_templates/fonts", folder / "_templates/fonts")
    shutil.copy(ROOT / "_templates/cv.typ", folder / "_templates")
    (folder / "_static").mkdir(exist_ok=True)
    shutil.copy(ROOT / "_static/seal.svg", folder / "_static")
    return build(folder)


def written(built) -> list[str]:
    """Return the exports that a build wrote, and whatever it left half written."""
    names = ("cv.pdf", "resume.json")
    return sorted(path.name for path in built.html.iterdir() if path.name.startswith(names))


def test_the_exports_that_are_turned_on_are_written_and_no_others(tmp_path):
    assert written(project(tmp_path / "both", '["cv.pdf", "resume.json"]')) == [
        "cv.pdf",
        "resume.json",
    ]
    assert written(project(tmp_path / "one", '["resume.json"]')) == ["resume.json"]
    assert written(project(tmp_path / "none", "[]")) == []


def test_a_link_to_an_export_leads_to_its_file_from_any_folder(tmp_path):
    page = "# Deep\n\nSee {export}`the PDF <cv.pdf>`.\n"
    built = project(tmp_path, '["cv.pdf"]', **{"docs/a/deep.md": page})
    assert built.warnings == ()
    assert 'href="../cv.pdf">the PDF</a>' in built.text("a/deep.html")


@pytest.mark.parametrize("text", ["A אבג.", "A \u2264.", "Nguyễn, λ, Жук, a\u2010b."])
def test_letters_that_only_the_fonts_of_typst_have_make_the_cv_all_the_same(tmp_path, text):
    built = project(tmp_path, '["cv.pdf"]', text)
    assert (built.warnings, built.status, written(built)) == ((), 0, ["cv.pdf"])
    (page,) = PdfReader(built.html / "cv.pdf").pages
    assert set(text) - {" "} <= set(page.extract_text())


@pytest.mark.parametrize("text", ["A \U0001f600.", "A \u6797.", "A \ue000."])
def test_a_character_without_a_glyph_names_the_record_and_fails_the_build(tmp_path, text):
    built = project(tmp_path, '["cv.pdf"]', text)
    (warning,) = built.warnings
    assert warning.startswith("docs/prize.md:3: WARNING: 'award-prize' must have characters that")
    assert f"U+{ord(text[2]):04X}" in warning
    assert warning.endswith("[folio.glyph]")
    assert (built.status, written(built)) == (1, [])


PROMISED = "folio-ledger\t1\nfile\tcv.pdf\nfile\tresume.json\n"
LEDGER = 'folio_ledger = "ledger.txt"; suppress_warnings = ["folio.unpromised"]'


@pytest.mark.parametrize(
    ("exports", "prize", "lost"),
    [
        ('["cv.pdf", "resume.json"]', "A \U0001f600.", []),
        ('["cv.pfd", "resume.json"]', "A prize.", []),
        ('["cv.pdf", "resume.json"]; folio_template = "lost.typ"', "A prize.", []),
        ('["cv.pdf", "resume.json"]; folio_moved = {"old.pdf": "cv.pdf"}', "A \U0001f600.", []),
        ('["cv.pdf"]', "A \U0001f600.", ["resume.json"]),
        ('["cv.pfd"]', "A prize.", []),
    ],
)
def test_a_file_that_is_refused_is_not_said_to_be_lost_as_well(tmp_path, exports, prize, lost):
    built = project(tmp_path, f"{exports}; {LEDGER}", prize, **{"ledger.txt": PROMISED})
    said = [warning for warning in built.warnings if "must stay" in warning]
    assert len(built.warnings) == 1 + len(lost)
    assert all(any(name in warning for warning in said) for name in lost)
    published = (built.html / "ledger.txt").read_text(encoding="utf-8")
    assert "file\tcv.pdf" in published


def test_a_write_up_whose_pdf_is_refused_is_said_once(tmp_path):
    shutil.copytree(ROOT / "_templates", tmp_path / "_templates")
    record = ":::{project} tree\n:kind: research\n:source: lovelace1843notes\n\nA.\n:::\n"
    files = {
        "conf.py": f"{CONF}\nfolio_exports = ['pdf']; {LEDGER}",
        "docs/tree.md": f"# Tree\n\n{record}\nAn amulet \U0001f9ff.\n",
        "ledger.txt": "folio-ledger\t1\nfile\ttree.pdf\n",
    }
    (warning,) = build(write(tmp_path, files)).warnings
    assert "U+1F9FF" in warning


@pytest.mark.parametrize(
    ("export", "name"),
    [
        *(("cards", "cards/p/x.png"), ("badges", "badges/x.svg"), ("ref", "ref/x.html")),
        *(
            ("cite", "cite/x.bib"),
            ("write-ups", "p/x.md"),
            ("pdf", "p/x.pdf"),
            ("cv.pdf", "cv.pdf"),
            ("404.html", "404.html"),
        ),
    ],
)
def test_a_file_belongs_to_one_export(export, name):
    assert [other for other in EXPORTS if makes(other, name)] == [export]


@pytest.mark.parametrize(
    ("exports", "files", "warning"),
    [
        (
            '["cv.pfd"]',
            {},
            f"'folio_exports' must hold names of {', '.join(EXPORTS)} (got 'cv.pfd'); "
            "did you mean 'cv.pdf'? [folio.export]",
        ),
        (
            '["cv.pdf"]',
            {"docs/cv.md": "# CV\n"},
            "the export 'cv.pdf' must have something to tell (got no record for it); "
            "state one, or remove the export from 'folio_exports' [folio.export]",
        ),
        (
            '["cv.pdf"]; folio_template = "lost.typ"',
            {},
            "'lost.typ' must be a Typst template (found no file 'lost.typ') [folio.file]",
        ),
    ],
    ids=("unknown", "empty", "template"),
)
def test_an_export_that_cannot_be_made_fails_the_build(tmp_path, exports, files, warning):
    built = project(tmp_path, exports, **files)
    line = (tmp_path / "conf.py").read_text(encoding="utf-8").count("\n")
    assert built.warnings == (f"conf.py:{line}: WARNING: {warning}",)
    assert (built.status, written(built)) == (1, [])


def test_an_export_is_written_anew_when_a_record_has_changed(tmp_path):
    project(tmp_path, '["resume.json"]')
    page = tmp_path / "docs/prize.md"
    page.write_text(page.read_text(encoding="utf-8").replace("A prize.", "Two prizes."))
    assert "Two prizes." in build(tmp_path).text("resume.json")


def test_a_value_of_conf_py_that_nobody_declares_is_named_with_its_line(tmp_path):
    built = build(write(tmp_path, {"conf.py": f"{CONF}folio_export = ['ref']\n"}))
    (warning,) = built.warnings
    line = CONF.count("\n") + 1
    assert warning.startswith(f"conf.py:{line}: WARNING: 'folio_export' is no value of this")
    assert "did you mean 'folio_exports'" in warning


def test_a_kind_that_the_cv_does_not_list_is_named(tmp_path):
    prize = "# Prize\n\n:::{award} prize\n:source: lovelace1843notes\n:::\n"
    skill = "# Skill\n\n:::{skill} maths\n:source: lovelace1843notes\n\nSums.\n:::\n"
    pages = {"docs/ada.md": PERSON, "docs/prize.md": prize, "docs/skill.md": skill}
    built = build(write(tmp_path, {**pages, "docs/cv.md": CV}))
    assert built.warnings == (
        "docs/skill.md:3: WARNING: the page 'cv', which is the CV, must list every skill "
        "(found no listing); add ':::{cv} skill' under a heading [folio.empty-listing]",
    )

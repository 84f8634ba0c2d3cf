"""The fonts of the CV have the letters that the pages use, whatever language a name is in."""

from __future__ import annotations

import cv_fonts
import fonts

from folio.publish.typst import glyphs
from sites import ROOT


def test_rare_letters_of_a_text_are_cut_and_those_of_formulas_and_other_scripts_are_not():
    assert cv_fonts.letters("Trần Thị Hạnh, Ḥamāh, ʿayn, Жук; λ ∑ 木 هدى a é") == set("ầịạḤʿЖук")


def test_the_fonts_of_the_cv_have_each_letter_that_the_pages_use():
    used = cv_fonts.letters(cv_fonts.typed())
    assert used <= glyphs(ROOT / "_templates/fonts"), "run nox -s fonts and commit"


def test_each_file_of_the_bibliography_counts(tmp_path, monkeypatch):
    (tmp_path / "docs/mine").mkdir(parents=True)
    (tmp_path / "docs/mine/books.bib").write_text("title = {Ḥamāh}", encoding="utf-8")
    monkeypatch.setattr(fonts, "ROOT", tmp_path)
    assert cv_fonts.letters(cv_fonts.typed()) == {"Ḥ"}

"""A text of an East Asian script says which language it is, on pages of any other."""

from __future__ import annotations

import re
import shutil

import pytest
from pypdf import PdfReader

from sites import CONF, ROOT, build, write


@pytest.mark.parametrize(
    ("settings", "title", "told"),
    [
        ("", "王梓人", ["zh-Hans"]),
        ("folio_han = 'zh-Hant'", "林愛達 Ada さくら 김철수", ["zh-Hant", "ja", "ko"]),
        ("folio_han = 'ja'", "田中 of 東京", ["ja", "ja"]),
        ("language = 'zh_CN'", "王梓人 さくら", ["ja"]),
        ("language = 'ja'\nfolio_han = 'ja'", "田中さくら 김철수", ["ko"]),
        ("", "Анна Λίν أدا", []),
    ],
)
def test_each_run_has_its_language_unless_it_is_that_of_the_page(tmp_path, settings, title, told):
    pages = {"docs/page.md": f"(page)=\n# {title}\n\nText.\n", "conf.py": f"{CONF}\n{settings}\n"}
    built = build(write(tmp_path, pages))
    assert built.warnings == ()
    heading = re.search("<h1>(.*?)<a", built.text("page.html"))[1]
    assert re.findall('lang="([^"]+)"', heading) == told
    assert re.sub("<[^>]*>", "", heading) == title


def test_a_language_that_characters_cannot_have_is_refused_with_its_line(tmp_path):
    built = build(write(tmp_path, {"conf.py": f"{CONF}folio_han = 'zh-Hanz'\n"}))
    rule = "'folio_han' must be one of zh-Hans, zh-Hant, ja, ko (got 'zh-Hanz')"
    assert [line.partition("WARNING: ")[2] for line in built.warnings] == [
        f"{rule}; did you mean 'zh-Hant' or 'zh-Hans'? [folio.option]"
    ]
    assert built.warnings[0].startswith(f"conf.py:{CONF.count(chr(10)) + 1}:")


@pytest.mark.parametrize(
    ("native", "settings", "told"),
    [
        ("王梓人", "", {b"zh"}),
        ("王梓人", "folio_han = 'ja'", {b"ja"}),
        ("Ада", "", set()),
    ],
)
def test_the_cv_says_the_language_of_a_name_whose_script_tells_it(tmp_path, native, settings, told):
    person = f":::{{person}} ada\n:native: {native}\n:source: lovelace1843notes\n\nShe.\n:::\n"
    pages = {
        "docs/ada.md": f"# Ada Lin {native}\n\n{person}",
        "docs/prize.md": "# Prize\n\n:::{award} prize\n:source: lovelace1843notes\n\nWon.\n:::\n",
        "docs/cv.md": "# CV\n\n## Prizes\n\n:::{cv} award\n:::\n",
        "conf.py": f"{CONF}folio_exports = ['cv.pdf']\n{settings}\n",
    }
    shutil.copytree(ROOT / "_templates", write(tmp_path, pages) / "_templates")
    built = build(tmp_path)
    assert built.warnings == ()
    drawn = PdfReader(built.html / "cv.pdf").pages[0].get_contents().get_data()
    assert set(re.findall(rb"/Lang\((\w+)\)", drawn)) == told

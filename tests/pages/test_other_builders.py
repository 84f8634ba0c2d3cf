"""A portfolio is made for HTML; other builders build what they can, without a traceback."""

from __future__ import annotations

import pytest

from leaks import told
from preloaded import sphinx
from sites import CONF, UNPROMISED, build, copy_site, write

FILES = {
    "conf.py": f"{CONF}\nfolio_exports = ['ref', 'write-ups']\n"
    "folio_moved = {'old.html': 'loom.html'}\n",
    "docs/index.md": "# Ada\n\n:::{cards} project\n:::\n\n```{toctree}\nloom\n```\n",
    "docs/loom.md": """# Loom

:::{project} loom
:kind: research
:result: It is twice as fast {cite}`lovelace1843notes`.
:source: lovelace1843notes

A loom.
:::

## Sources

:::{sources}
:::
""",
    # No other page names it, so a document of all pages leaves it out.
    "docs/lost.md": "---\norphan: true\n---\n\n# Lost\n\n:::{cards} project\n:::\n",
}


@pytest.mark.parametrize("builder", ["epub", "latex", "man", "singlehtml", "text"])
def test_another_builder_builds_without_a_traceback(builder, tmp_path):
    folder = write(tmp_path, FILES)
    ran = sphinx(folder, *("-q", "-n", "-c", ".", "-b", builder, "-d", "doctrees", "docs", "out"))
    assert ran.status == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    assert "[folio." not in ran.stderr


@pytest.mark.parametrize("builder", ["singlehtml", "latex"])
def test_one_document_of_all_pages_of_the_site_is_made_without_a_warning(builder, tmp_path):
    folder = copy_site(tmp_path / "site")
    options = ("-q", "-n", "-c", ".", *UNPROMISED, "-b", builder, "-d", "doctrees", "docs", "out")
    ran = sphinx(folder, *options)
    assert (ran.status, ran.stderr) == (0, "")


@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_what_is_private_is_in_no_file_of_any_builder(builder, tmp_path):
    page = "# P\n\nSee.\n\n<!-- zsecret -->\n\n% zsecret\n\n## Q\n\n:::{award} zhush\n:draft:\n"
    page += ":source: lovelace1843notes\n\nZsecret.\n:::\n"
    folder = write(tmp_path, {**FILES, "docs/lost.md": f"---\norphan: true\n---\n\n{page}"})
    ran = sphinx(folder, *("-q", "-n", "-c", ".", "-b", builder, "-d", "doctrees", "docs", "out"))
    assert ran.status == 0, ran.stderr
    assert told(folder / "out") == []


def test_a_file_outside_the_folder_of_pages_is_included_and_a_change_of_it_shown(tmp_path):
    page = "# P\n\n```{literalinclude} ../src/mill.py\n:lines: 1\n```\n"
    files = {"src/mill.py": "SPEED = 3\n", "docs/page.md": page}
    built = build(write(tmp_path, files))
    assert (built.status, built.warnings) == (0, ())
    (tmp_path / "src/mill.py").write_text("SPEED = 4\n")
    built = build(tmp_path)
    assert ">4<" in built.text("page.html")
    assert ">3<" not in built.text("page.html")


def test_the_twins_of_a_site_in_folders_lead_to_folders(tmp_path):
    conf = f"{CONF}\nfolio_exports = ['write-ups']\n"
    loom = FILES["docs/loom.md"] + "\n[Home](index.md)\n"
    write(tmp_path, {**FILES, "conf.py": conf, "docs/loom.md": loom})
    ran = sphinx(tmp_path, "-q", "-W", "-c", ".", "-b", "dirhtml", "docs", "out")
    assert (ran.status, ran.stderr) == (0, "")
    twin = (tmp_path / "out/loom.md").read_text(encoding="utf-8")
    assert "[Home](https://ada.example/)\n" in twin
    assert twin.endswith("web page: <https://ada.example/loom/>\n")


def test_a_build_of_records_with_other_fields_is_read_anew(tmp_path):
    """The version of the data follows from its parts and fields: no warm build lacks one."""
    from dataclasses import fields
    from zlib import crc32

    from folio.core.kinds import KINDS
    from folio.pages.domain import PARTS, FolioDomain

    named = [[field.name for field in fields(cls)] for cls in KINDS.values()]
    assert FolioDomain.data_version == crc32(repr([PARTS, named]).encode())
    named[0].append("rank")
    assert FolioDomain.data_version != crc32(repr([PARTS, named]).encode())

"""After any edit, an incremental build equals a fresh one byte for byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engines import ENGINE, files, save
from engines import SITE as PAGES
from sites import CONF, ROOT, build, write

# With the Markdown twins of the write-ups, which are written with their pages.
SITE = {**PAGES, "conf.py": f"{CONF}\nfolio_exports = ['write-ups']\n"}
NEW = ENGINE.replace("} engine", "} loom").replace("analytical engine", "loom")


def edited(name: str, old: str, new: str) -> dict[str, str]:
    assert old in SITE[name]
    return {name: SITE[name].replace(old, new)}


EDITS = {
    "retitle a project": edited("docs/p/engine.md", "analytical engine", "mill and store"),
    "change a summary": edited("docs/p/engine.md", "that computes", "that weaves numbers"),
    "change a word that only its page shows": edited("docs/prose.md", "See", "Behold"),
    "change a date and so an order": edited("docs/p/difference.md", "1822", "1842"),
    "change a tag": edited("docs/p/engine.md", ":tags: machines", ":tags: machines, mills"),
    "add a project": {"docs/p/loom.md": NEW},
    "refer to a project once more": edited(
        "docs/lists.md", "# Lists", "# Lists\n\nOf {project}`difference`."
    ),
    "rename the section that refers": edited("docs/p/engine.md", "# The analytical", "# Our"),
    "change how the person signs": edited(
        "docs/index.md", ":author: Ada Lovelace", ":author: A. Lovelace"
    ),
    "retitle a paper in the bibliography": {
        "docs/references.bib": "@misc{lovelace1843notes,\n"
        "  author = {Ada Lovelace and Luigi Menabrea}, title = {Sketch}, year = {1843}\n}\n"
    },
}


def assert_equals_fresh(folder: Path, *options: str) -> None:
    after = build(folder, *options)
    assert after.warnings == ()
    fresh = build(folder, output="build/fresh")
    assert sorted(files(after)) == sorted(files(fresh))
    assert [name for name, data in files(after).items() if data != files(fresh)[name]] == []


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_rewrites_every_page_that_shows_it(edit, tmp_path):
    assert build(write(tmp_path, SITE)).warnings == ()
    for name, text in edit.items():
        save(tmp_path, name, text)
    assert_equals_fresh(tmp_path)


def test_deleting_a_project_removes_it_from_every_page(tmp_path):
    write(tmp_path, {**SITE, "docs/p/loom.md": NEW})
    before = build(tmp_path)
    assert before.warnings == ()
    assert "loom" in before.text("lists.html")
    (tmp_path / "docs/p/loom.md").unlink()
    assert_equals_fresh(tmp_path)


def test_a_deleted_project_that_is_still_referred_to_is_named(tmp_path):
    build(write(tmp_path, SITE))
    (tmp_path / "docs/p/difference.md").unlink()
    assert build(tmp_path).warnings == (
        "docs/p/engine.md:12: WARNING: 'project' must be the key of a project on this site "
        "(got 'difference') [folio.unknown-key]",
    )


def test_reading_and_writing_in_parallel_gives_the_same_bytes(tmp_path):
    serial = build(write(tmp_path, SITE))
    parallel = build(tmp_path, "-j", "2", output="build/parallel")
    assert parallel.warnings == ()
    assert files(parallel) == files(serial)


@pytest.mark.parametrize("place", [0, 1], ids=["light", "dark"])
def test_a_new_colour_is_in_every_file_that_has_colours(place, tmp_path):
    colours = json.loads((ROOT / "_templates/colours.json").read_text(encoding="utf-8"))
    figure = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path fill="var(--ink)"/></svg>'
    )
    results = '{"numbers": {"mill": {"speed": 3.5}}, "digest": "0123456789abcdef"}'
    page = "# Model\n\n:::{model-figure} engine/speed\n:alt: The speed.\n:lazy:\n:::\n"
    site = {
        **SITE,
        "conf.py": f"{CONF}\nfolio_exports = ['write-ups', 'badges']\n",
        "docs/model.md": f"---\norphan: true\n---\n\n{page}",
        "results/engine.json": results,
        "results/engine/speed.svg": figure,
        "_templates/colours.json": json.dumps(colours),
    }
    before = files(build(write(tmp_path, site)))
    colours["ink"][place] = "#123456"
    save(tmp_path, "_templates/colours.json", json.dumps(colours))
    assert_equals_fresh(tmp_path)
    after = files(build(tmp_path))
    changed = {name for name, data in after.items() if before.get(name) != data}
    assert any(name.endswith(".svg") for name in changed)


def test_nothing_is_written_when_nothing_changed(tmp_path):
    first = build(write(tmp_path, SITE))
    pages = [first.html / name.removeprefix("docs/").replace(".md", ".html") for name in PAGES]
    times = {page: page.stat().st_mtime_ns for page in pages}
    build(tmp_path)
    assert {page: page.stat().st_mtime_ns for page in pages} == times


def test_a_twin_that_is_gone_comes_back_and_no_other_page_is_written(tmp_path):
    first = build(write(tmp_path, SITE))
    before, page = files(first), first.html / "prose.html"
    time = page.stat().st_mtime_ns
    (first.html / "p/engine.md").unlink()
    again = build(tmp_path)
    assert again.warnings == ()
    assert files(again) == before
    assert page.stat().st_mtime_ns == time


def test_a_page_that_writes_up_nothing_any_longer_loses_its_twin(tmp_path):
    first = build(write(tmp_path, SITE))
    assert (first.html / "p/difference.md").is_file()
    save(tmp_path, "docs/p/difference.md", "# The difference engine\n")
    save(tmp_path, "docs/p/engine.md", ENGINE.replace("{project}`difference`", "difference"))
    assert_equals_fresh(tmp_path)
    assert (first.html / "p/engine.md").is_file()
    assert not (first.html / "p/difference.md").exists()

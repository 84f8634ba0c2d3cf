"""After any edit, an incremental build equals a fresh one byte for byte."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sites import Built, build, write

ENGINE = """\
# The analytical engine

:::{project} engine
:kind: research
:tags: machines
:date: 1837
:source: lovelace1843notes

A machine that computes.
:::

It follows the {project}`difference` engine {cite}`lovelace1843notes`.

## Sources

:::{sources}
:::
"""
DIFFERENCE = """\
# The difference engine

:::{project} difference
:kind: research
:tags: machines
:date: 1822
:source: lovelace1843notes

A machine that tabulates.
:::

## Where this is referred to

:::{mentions}
:::
"""
PAPER = """\
# Notes

:::{publication} notes
:bib: lovelace1843notes
:source: lovelace1843notes

What the engine can do.
:::
"""
LISTS = """\
# Lists

## Cards

:::{cards} project
:tag: machines
:::

## Timeline

:::{timeline} project publication
:order: date
:::

## Papers

:::{publications}
:::
"""
PROSE = "# Prose\n\nSee {any}`engine`, [](#project-engine) and [](p/engine.md).\n"
HOME = """\
# Ada

:::{person} ada
:author: Ada Lovelace
:source: lovelace1843notes

A mathematician.
:::

```{toctree}
:glob:
*
p/*
```
"""
SITE = {
    "docs/index.md": HOME,
    "docs/p/engine.md": ENGINE,
    "docs/p/difference.md": DIFFERENCE,
    "docs/paper.md": PAPER,
    "docs/lists.md": LISTS,
    "docs/prose.md": PROSE,
}
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


def files(built: Built) -> dict[str, bytes]:
    """Return every published file."""
    return {
        str(path.relative_to(built.html)): path.read_bytes()
        for path in sorted(built.html.rglob("*"))
        if path.is_file()
    }


def assert_equals_fresh(folder: Path, *options: str) -> None:
    after = build(folder, *options)
    assert after.warnings == ()
    fresh = build(folder, output="build/fresh")
    assert sorted(files(after)) == sorted(files(fresh))
    assert [name for name, data in files(after).items() if data != files(fresh)[name]] == []


def save(folder: Path, name: str, text: str) -> None:
    """Write a file with a time that a build notices even within one tick of the clock."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))


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


def test_nothing_is_written_when_nothing_changed(tmp_path):
    first = build(write(tmp_path, SITE))
    pages = [first.html / name.removeprefix("docs/").replace(".md", ".html") for name in SITE]
    times = {page: page.stat().st_mtime_ns for page in pages}
    build(tmp_path)
    assert {page: page.stat().st_mtime_ns for page in pages} == times

"""A small site on two engines, what a build made of it, and how a file of it is edited."""

from __future__ import annotations

import os
from pathlib import Path

from sites import Built

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


def files(built: Built) -> dict[str, bytes]:
    """Return every published file."""
    return {
        str(path.relative_to(built.html)): path.read_bytes()
        for path in sorted(built.html.rglob("*"))
        if path.is_file()
    }


def save(folder: Path, name: str, text: str) -> None:
    """Write a file with a time that a build notices even within one tick of the clock."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))

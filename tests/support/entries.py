"""Entries of one source each, read as a file would be."""

from __future__ import annotations

from folio.core.bibliography import read_bibliography

ADA = "author = {Ada Lin}, title = {T}"


def source(fields: str, kind: str = "article"):
    """Return the source that some fields make, of which nothing is wrong."""
    read = read_bibliography(f"@{kind}{{lin, {fields}}}")
    assert read.problems == ()
    return read.sources["lin"]


def problem(fields: str, kind: str = "article") -> str:
    """Return what is said of some fields, with the entry's line and key."""
    read = read_bibliography(f"@{kind}{{lin, {fields}}}")
    (found,) = read.problems
    assert found[0] == 1
    assert found[1].startswith("entry 'lin' ")
    return found[1]

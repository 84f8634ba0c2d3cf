"""Each mistake gives one clear message at its place, and the build fails."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from sites import ROOT, build, write


@dataclass(frozen=True)
class Case:
    """A project with a mistake, and the warnings that must come."""

    name: str
    files: dict[str, str]
    warnings: tuple[str, ...]


def cases() -> list[Case]:
    text = (ROOT / "tests/support/bad_input.txt").read_text(encoding="utf-8")
    return [case(part) for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]]


def case(text: str) -> Case:
    name, _, rest = text.partition("\n")
    warnings = tuple(re.findall(r"^>>> (.*)$", rest, re.MULTILINE))
    rest = re.sub(r"^>>> .*\n?", "", rest, flags=re.MULTILINE)
    parts = re.split(r"^--- (.*)\n", rest, flags=re.MULTILINE)[1:]
    return Case(name, dict(zip(parts[::2], parts[1::2], strict=True)), warnings)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_mistake_is_named_with_its_place_and_fails_the_build(case, tmp_path):
    built = build(write(tmp_path, case.files))
    assert built.warnings == case.warnings
    assert built.status == 1
    for page in built.html.rglob("*.html"):
        assert "alert(1)</script>" not in page.read_text(encoding="utf-8")


def test_a_site_with_all_mistakes_at_once_is_built_to_its_end(tmp_path):
    pages = {
        f"docs/{number}/{name.removeprefix('docs/')}": text
        for number, one in enumerate(cases())
        if all(name.startswith("docs/") and name.endswith(".md") for name in one.files)
        for name, text in one.files.items()
    }
    lists = ":::{cards} project\n:tag: none\n:::\n\n```{toctree}\n:glob:\n*/*\n```\n"
    built = build(write(tmp_path, {**pages, "docs/lists.md": f"# Lists\n\n{lists}"}))
    assert built.status == 1  # 2 of one that breaks off
    told = {line.split("/")[1] for line in built.warnings if line.startswith("docs/")}
    assert len(told) > 170

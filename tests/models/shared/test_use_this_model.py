"""The lines of Python that a write-up gives for its model run as they stand and print something."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from models.shared.results import ROOT

PAGES = {
    page.stem: found[1]
    for page in sorted((ROOT / "docs/projects").glob("*.md"))
    if (
        found := re.search(
            r"Use this model\n(?:(?!\n## ).)*?```python\n(.*?)```",
            page.read_text(encoding="utf-8"),
            re.DOTALL,
        )
    )
}


def test_the_three_models_that_a_researcher_may_want_are_among_them():
    assert {"nanoflow", "dynaflow", "goal-torus"} <= PAGES.keys()


@pytest.mark.parametrize("page", PAGES)
def test_the_lines_run_and_print_numbers_alone(page):
    """In an interpreter of its own, with no more on its path than the page says."""
    assert len(PAGES[page].strip().splitlines()) <= 12
    path = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    path["PYTHONPATH"] = str(ROOT / "src")
    command = [sys.executable, "-c", PAGES[page]]
    ran = subprocess.run(command, capture_output=True, text=True, env=path, timeout=300)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.strip().splitlines()
    assert len(lines) == PAGES[page].count("print(")
    assert all(re.search(r"\d", line) for line in lines)

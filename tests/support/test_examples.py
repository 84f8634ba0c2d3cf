"""A thorough run tries ten times the examples of a usual one, and CI is thorough."""

from __future__ import annotations

import subprocess
import sys

import pytest

from examples import PROFILES
from sites import ROOT

COUNTED = """
from hypothesis import given, strategies as st
from examples import share
seen = {"all": 0, "some": 0}
@given(st.integers())
def test_all(_):
    seen["all"] += 1
@share(40)
@given(st.integers())
def test_some(_):
    seen["some"] += 1
def test_count():
    print("seen", *seen.values())
"""


@pytest.mark.parametrize(
    ("options", "examples"),
    [((), 100), (("--hypothesis-profile=thorough",), 1000)],
    ids=("usual", "thorough"),
)
def test_a_run_tries_as_many_examples_as_its_profile_says(options, examples, tmp_path):
    (tmp_path / "test_counted.py").write_text(COUNTED, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-s",
        "-n0",
        "-c",
        str(ROOT / "pyproject.toml"),
    ]
    ran = subprocess.run(
        [*command, "--confcutdir", str(ROOT), "-p", "conftest", *options, str(tmp_path)],
        cwd=ROOT / "tests",
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"seen {examples} {examples * 40 // 100}" in ran.stdout, ran.stdout + ran.stderr
    assert examples in PROFILES.values()


def test_ci_is_thorough():
    run = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "nox -s tests -- --thorough " in run
    assert "bash .ci/run" in (ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8")

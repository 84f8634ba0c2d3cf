"""The site is published as written: both services' files are valid, and the commands work."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sites import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
READ_THE_DOCS = ROOT / ".readthedocs.yaml"
SCHEMAS = [
    (READ_THE_DOCS, "vendor.readthedocs"),
    *((workflow, "vendor.github-workflows") for workflow in WORKFLOWS),
]


@pytest.mark.parametrize(("file", "schema"), SCHEMAS, ids=lambda value: Path(value).name)
def test_the_file_fits_the_public_schema_of_its_service(file, schema):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_are_pinned_by_commit_and_permissions_are_declared(file):
    text = file.read_text(encoding="utf-8")
    for action in re.findall(r"uses: (.*)", text):
        own = action.startswith("./.github/workflows/")
        assert own or re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", action)
    assert "permissions" in yaml.safe_load(text)
    assert "write-all" not in text


def test_the_commands_of_read_the_docs_build_the_site_as_written(tmp_path):
    jobs = yaml.safe_load(READ_THE_DOCS.read_text(encoding="utf-8"))["build"]["jobs"]
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{ROOT}", str(clone)], check=True)
    environment = {
        "PATH": f"{tmp_path / 'venv/bin'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "PIP_NO_COMPILE": "1",  # of what is installed little is used
        "READTHEDOCS_OUTPUT": str(tmp_path / "output"),
        "READTHEDOCS_CANONICAL_URL": "https://portfolio.readthedocs.io/en/latest/",
    }
    for command in [*jobs["install"], *jobs["build"]["html"]]:
        subprocess.run(["bash", "-c", command], cwd=clone, env=environment, check=True)
    page = (tmp_path / "output/html/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://portfolio.readthedocs.io/en/latest/' in page


def test_ci_runs_the_test_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^pipx run nox .*$", readme, re.MULTILINE)
    assert shlex.split(commands[0])[-2:] == ["-s", "build"]
    test_command = next(command for command in commands if command.endswith("-s tests"))
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert any(line.partition(" -- ")[0] == test_command for line in lines)


def test_pages_publishes_only_what_the_tests_have_passed():
    jobs = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text())["jobs"]
    assert set(jobs["deploy"]["needs"]) == {"tests", "build"}
    assert jobs["tests"]["uses"] == "./.github/workflows/tests.yml"
    tests = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text())
    assert "workflow_call" in tests[True]  # YAML 1.1 reads "on" as true

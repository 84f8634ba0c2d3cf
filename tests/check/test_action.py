"""The hook and the action run the command, with what they are given as data."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires

import yaml

from folio.check import action
from sites import ROOT

HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def test_the_hook_is_given_every_file_so_that_it_checks_what_the_command_does():
    (hook,) = HOOKS
    assert hook["language"] == "python"
    assert hook["entry"] == "folio check"
    assert not {"files", "exclude", "types", "types_or", "exclude_types"} & hook.keys()


def test_the_action_passes_its_inputs_as_data():
    (step,) = ACTION["runs"]["steps"]
    assert "${{" not in step["run"]
    inputs = {
        "PATHS": "  docs\r\n\n$(touch x) y\n--fix\n",
        "BASE_URL": "https://a.example/;id",
        "NAME": "",
    }
    expected = ["check", "--github", "--base-url=https://a.example/;id"]
    assert action.arguments(inputs, {}) == [*expected, "--", "docs", "$(touch x) y", "--fix"]
    given = {name.upper().replace("-", "_") for name in ACTION["inputs"]}
    assert given | {"SOURCE"} == step["env"].keys()
    assert ACTION["inputs"].keys() == {"paths", *action.OPTIONS}


def test_the_action_installs_what_the_command_needs_at_the_locked_versions():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = list(action.locked(lock, project["dependencies"]))
    assert all("--hash=sha256:" in block for block in blocks)
    names = {block.partition("==")[0] for block in blocks}
    assert names == needed(map(name_of, project["dependencies"])) | {"colorama"}  # of Windows


def name_of(requirement: str) -> str:
    """Return the name of a package that a requirement asks for."""
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def needed(names) -> set[str]:
    """Return packages and all that they need on this system."""
    found, left = set(), set(names)
    while left:
        found |= (now := {left.pop()})
        for line in requires(*now) or ():
            if "extra ==" not in line and "platform_system" not in line:
                left |= {name_of(line)} - found
    return found


def test_a_python_that_is_too_old_is_told_what_to_do(tmp_path):
    script = (ROOT / "src/folio/check/action.py").read_text(encoding="utf-8")
    old = "import sys; sys.version_info = (3, 10); sys.modules['tomllib'] = None\n"
    (tmp_path / "action.py").write_text(
        script.replace("import annotations\n", f"import annotations\n{old}")
    )
    command = [sys.executable, str(tmp_path / "action.py")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "::error::This action needs Python 3.11 or newer" in ran.stderr


def test_the_script_of_the_action_runs_under_an_old_bash(tmp_path):
    (step,) = ACTION["runs"]["steps"]
    assert not re.search(r"mapfile|readarray|declare -A|\$\{\w+(\^|,|@)", step["run"])
    (tmp_path / "src/folio/check").mkdir(parents=True)
    (tmp_path / "src/folio/check/action.py").write_text("print('run')")
    environment = {"PATH": os.environ["PATH"], "SOURCE": str(tmp_path)}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    for system in ("Linux", "macOS", "Windows"):
        ran = subprocess.run(
            command,
            env={**environment, "RUNNER_OS": system},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout == "run\n"

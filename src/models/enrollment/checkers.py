"""What two type checkers say of a file: mypy --strict and pyright, each run as its own program.

Neither asks the network: pyright's package brings its JavaScript along, and Node.js runs it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from models.shared.checks import require
from models.shared.results import ROOT

SOURCE = ROOT / "src"
PYTHON = "3.11"  # the version that checkers are told to assume, whatever runs them
PAIR = re.compile(r"# (\w+) -> (\w+)$")
NODE = "on the path; install Node.js 20 or newer ('apt-get install nodejs')"
Said = dict[int, list[str]]  # messages by line


def missing() -> str:
    """Return what is missing to run both checkers, or nothing."""
    for package in ("mypy", "pyright"):
        try:
            version(package)
        except PackageNotFoundError:
            return f"'{package}' must be installed; it is in the group 'models' of pyproject.toml"
    return "" if shutil.which("node") else f"'node' must be {NODE}"


def run(command: Sequence[str]) -> str:
    """Return what a checker prints; its exit status is 1 where it found errors."""
    settings = {**os.environ, "MYPYPATH": str(SOURCE), "PYRIGHT_PYTHON_GLOBAL_NODE": "1"}
    for name in ("PYRIGHT_PYTHON_FORCE_VERSION", "PYRIGHT_PYTHON_PYLANCE_VERSION"):
        settings.pop(name, None)  # either would have another pyright downloaded
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        capture_output=True,
        text=True,
        env=settings,
        cwd=ROOT,
        check=False,
    )
    if ran.returncode not in (0, 1):
        told = (ran.stderr or ran.stdout).strip()
        raise ValueError(f"{command[0]!r} must run (status {ran.returncode}): {told}")
    return ran.stdout


def mypy(path: Path) -> Said:
    """Return the errors that ``mypy --strict`` finds in a file, by line."""
    options = ("--strict", "--config-file=", "--output=json", "--no-error-summary")
    cache = ("--cache-dir", os.devnull, "--python-version", PYTHON)
    said: Said = {}
    for line in run(["mypy", *options, *cache, str(path)]).splitlines():
        found = json.loads(line)
        if found["severity"] == "error":
            require(
                Path(ROOT, found["file"]) == path, "mypy", f"silent on all but {path.name}", found
            )
            said.setdefault(found["line"], []).append(found["message"])
    return said


def pyright(path: Path) -> Said:
    """Return the errors that pyright finds in a file, by line."""
    with tempfile.TemporaryDirectory() as folder:
        settings: dict[str, Any] = {
            "include": [os.path.relpath(path, folder)],
            "extraPaths": [str(SOURCE)],
            "pythonVersion": PYTHON,
            "pythonPlatform": "Linux",
            "typeCheckingMode": "standard",
        }
        project = Path(folder, "pyrightconfig.json")
        project.write_text(json.dumps(settings), encoding="utf-8")
        document = json.loads(run(["pyright", "--outputjson", "--project", str(project)]))
    require(document["summary"]["filesAnalyzed"] == 1, "pyright", "given one file", document)
    said: Said = {}
    for found in document["generalDiagnostics"]:
        if found["severity"] == "error":
            line = found["range"]["start"]["line"] + 1
            said.setdefault(line, []).append(found["message"])
    return said


def versions() -> dict[str, str]:
    """Return which checkers speak."""
    return {name: version(name) for name in ("mypy", "pyright")}


def expected(path: Path, comment: re.Pattern[str]) -> dict[int, tuple[str, ...]]:
    """Return the lines of a file on which an error is expected, with what their comment names."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = {number: comment.search(line) for number, line in enumerate(lines, 1)}
    return {number: match.groups() for number, match in found.items() if match}


def heard(path: Path, comment: re.Pattern[str]) -> dict[tuple[str, ...], dict[str, str]]:
    """Return what both checkers say where an error is expected, and nowhere else.

    Raise a ValueError where a checker passes an expected error, or finds one elsewhere.
    """
    lines = expected(path, comment)
    source = path.read_text(encoding="utf-8").splitlines()
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for name, check in (("mypy", mypy), ("pyright", pyright)):
        said = check(path)
        for line in sorted(lines.keys() | said.keys()):
            messages = said.get(line, [])
            rule = f"an error for {name}" if line in lines else f"right for {name}"
            right = bool(messages) == (line in lines)
            require(right, f"{path.name}:{line}", rule, messages)
        for line, key in lines.items():
            code = source[line - 1].partition("  #")[0].strip()
            found.setdefault(key, {"line": code})[name] = "\n".join(said[line])
    return found

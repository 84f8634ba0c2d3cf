"""What the action of GitHub does, alike on Linux, macOS and Windows: install, then check.

It is a script of Python's own library, run by whatever Python the machine has. The packages are
those of requirements.lock, with their digests; this one is run where it lies.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OPTIONS = ("base-url", "inventory", "ledger", "name")  #: inputs that are options of the command


def main() -> int:
    """Install what the command needs, and run it on what the inputs name."""
    import tomllib  # which an older Python lacks; it is told so below

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with tempfile.TemporaryDirectory(dir=os.environ.get("RUNNER_TEMP")) as folder:
        python = environment(Path(folder), project["dependencies"])
        # -P: the folder that is checked holds no module of ours.
        command = [str(python), "-P", "-m", "folio.cli", *arguments(os.environ, project["urls"])]
        path = {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
        return subprocess.run(command, env={**os.environ, **path}, check=False).returncode


def environment(folder: Path, dependencies: Iterable[str]) -> Path:
    """Make an environment that has the locked packages, and return its Python."""
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = folder / "requirements.txt"
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    wanted.write_text("".join(locked(lock, dependencies)), encoding="utf-8")
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    subprocess.run([python, *pip, "--require-hashes", "-r", wanted], check=True)
    return python


#: what the packages that the command names need themselves; a test compares it with theirs
NEEDED = ("mdurl", "certifi", "charset-normalizer", "idna", "urllib3", "colorama")


def locked(lock: str, dependencies: Iterable[str]) -> Iterator[str]:
    r"""Yield what a lock says of some packages and of those that they need, digests included.

    >>> list(locked("a==1 ; x \\\\\n    --hash=b\nc==2\n", ["a>=0"]))
    ['a==1 ; x \\\\\n    --hash=b\n']
    """
    names = {_name(one) for one in (*dependencies, *NEEDED)}
    for block in re.findall(r"^\S.*\n(?:[ \t]+.*\n)*", lock, re.MULTILINE):
        if _name(block) in names:
            yield block


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", match[0]).lower() if match else ""


def arguments(inputs: Mapping[str, str], urls: Mapping[str, str]) -> list[str]:
    r"""Return the command that inputs ask for; they are data, and never a part of a script.

    >>> arguments({"PATHS": "  docs\r\n\n--fix", "NAME": "ada"}, {"Portfolio": "https://a/"})
    ['check', '--github', '--base-url=https://a/', '--name=ada', '--', 'docs', '--fix']
    """
    given = {name: inputs.get(name.upper().replace("-", "_"), "").strip() for name in OPTIONS}
    if not given["inventory"] and not given["ledger"]:
        given["base-url"] = given["base-url"] or urls["Portfolio"]
    options = [f"--{name}={value}" for name, value in given.items() if value]
    paths = [line.strip() for line in inputs.get("PATHS", "").splitlines() if line.strip()]
    return ["check", "--github", *options, "--", *(paths or ["."])]


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this alone runs where nothing is installed
        needs = "This action needs Python 3.11 or newer"
        sys.exit(f"::error::{needs}: put actions/setup-python before it")
    sys.exit(main())

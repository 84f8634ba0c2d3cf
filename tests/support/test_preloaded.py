"""A run in a copy of a preloaded process is what a process of its own is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import preloaded
from engines import SITE, files
from preloaded import Ran, sphinx
from sites import CONF, ROOT, Built, write

OPTIONS = (
    "-q",
    "-W",
    "--keep-going",
    "-n",
    "-c",
    ".",
    "-d",
    "doctrees",
    "-b",
    "html",
    "docs",
    "html",
)
# What a run can see of its process: where the two differ, a build could.
SEEN = """
import hashlib, logging, os, sys, threading, warnings
from docutils import nodes
from docutils.parsers.rst import directives, roles
from sphinx.util import docutils
print(hashlib.sha256(repr(sorted(os.environ.items())).encode()).hexdigest(), list(os.environ))
print(os.getcwd(), os.umask(0o22), sys.argv, sys.path, sys.flags)
print(sys.stdin.read(), sys.stdout, sys.stderr, sys.modules["__main__"].__spec__.name)
ours = ("builtins", "sphinx.deprecation")  # other packages filter their own, once imported
print([which for which in warnings.filters if which[2].__module__ in ours])
print([thread.name for thread in threading.enumerate()], sys.gettrace(), sys.getprofile())
print(sorted(roles._roles), sorted(directives._directives), logging.root.level)
print(sorted(map(str, docutils.additional_nodes)), dir(nodes.GenericNodeVisitor))
print([name for name in sys.modules if name.startswith(("folio", "models"))])
"""
# What an extension may leave behind in its process.
LEFT = """
import os, sys, warnings
from docutils.parsers.rst import roles
print("left" in sys.modules, "LEFT" in os.environ, "left" in roles._roles, sys.path[0] == "left")
print(warnings.filters[0][0])
sys.modules["left"], os.environ["LEFT"], roles._roles["left"] = sys, "left", None
sys.path.insert(0, "left")
warnings.simplefilter("error")
"""
SITES = {
    "sound": (SITE, 0),
    "with mistakes": (SITE | {"docs/prose.md": "# Prose\n\n{project}`loom` {nothing}`x`\n"}, 1),
    "that shows what it sees": (SITE | {"conf.py": CONF + SEEN}, 0),
    "that cannot be read": (SITE | {"conf.py": "import nowhere_to_be_found"}, 2),
    "that ends its build": (SITE | {"conf.py": "raise SystemExit(7)"}, 2),
    "that is killed": (SITE | {"conf.py": "import os\nos.kill(os.getpid(), 9)"}, -9),
}


def of_its_own(folder: Path, *arguments: str) -> Ran:
    """Run Sphinx in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "sphinx", *arguments],
        cwd=folder,
        env=dict(os.environ),  # without what a library in C has added behind Python's back
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def without_the_name_of_its_log(ran: Ran) -> Ran:
    """Take out what is chosen at random: where Sphinx keeps a traceback."""
    return replace(ran, stderr=re.sub(r"sphinx-err-\w+", "sphinx-err", ran.stderr))


def printed(folder: Path, conf: str) -> str:
    """Return what a conf.py prints."""
    return sphinx(write(folder, {"conf.py": CONF + conf}), *OPTIONS).stdout


@pytest.mark.parametrize(("site", "status"), SITES.values(), ids=SITES)
def test_a_run_writes_and_says_what_a_process_of_its_own_does(site, status, tmp_path, monkeypatch):
    monkeypatch.setenv("OF_THIS_TEST", "only")
    folder = write(tmp_path / "site", site)
    found = []
    for run in (of_its_own, sphinx):
        ran = run(folder, *OPTIONS)
        made = files(Built(folder / "html", ran.status, ()))
        found.append((without_the_name_of_its_log(ran), made))
        for name in ("html", "doctrees"):
            shutil.rmtree(folder / name, ignore_errors=True)
    (own, its_files), (copied, copied_files) = found
    assert copied.stdout.splitlines() == own.stdout.splitlines()
    assert copied.stderr.splitlines() == own.stderr.splitlines()
    assert (copied.status, copied_files) == (own.status, its_files)
    assert own.status == status


def test_a_run_leaves_nothing_to_those_after_it(tmp_path):
    first, second, third = (printed(tmp_path / name, LEFT) for name in "abc")
    assert first.startswith("False False False False\n")
    assert first == second == third  # the third is run by the server of the first


def test_two_runs_in_a_row_order_their_sets_each_in_its_own_way(tmp_path):
    one, other = (printed(tmp_path / name, "print(hash('Ada'))") for name in "ab")
    assert one != other


def test_a_run_has_the_extension_that_its_project_finds(tmp_path):
    shutil.copytree(ROOT / "src/folio", tmp_path / "own/src/folio")
    conf = CONF.replace(str(ROOT / "src"), str(tmp_path / "own/src"))
    told = "import folio.core.records as r; print(r.__file__, r.__spec__.loader.__class__.__name__)"
    for where, text in ((ROOT, CONF), (tmp_path / "own", conf)):
        files = {"conf.py": text + told}
        out = sphinx(write(tmp_path / "site", files), *OPTIONS).stdout
        assert out == f"{where}/src/folio/core/records.py SourceFileLoader\n"


def test_a_server_that_has_ended_is_named(tmp_path, monkeypatch):
    command = [sys.executable, "-c", "input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:
        monkeypatch.setattr(preloaded, "_servers", lambda: iter([one]))
        with pytest.raises(RuntimeError, match=r"must answer \(it ended with status 0\)"):
            sphinx(tmp_path, "--version")

"""The models as a wheel: in an environment of its own, they run without the repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

from models import MODELS
from models.shared.results import ROOT

SOURCE = ROOT / "src/models"
BUILD = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"


def ran(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that finds no module by a path of this process."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory):
    """Give all commands a cache of their own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build the wheel, as pip does, but with the hatchling that is here."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel: see the group tests")
    folder = tmp_path_factory.mktemp("wheel")
    built = ran(sys.executable, "-c", BUILD, folder, cwd=SOURCE)
    assert built.returncode == 0, built.stderr
    return folder / built.stdout.strip()


@pytest.fixture(scope="module")
def bin_(wheel, tmp_path_factory) -> Path:
    """Return the commands of a fresh environment with the wheel; it borrows the dependencies."""
    folder = tmp_path_factory.mktemp("fresh")
    for command in (
        ("-m", "venv", "."),
        ("-m", "pip", "install", "--no-index", "--no-deps", wheel),
    ):
        python = folder / "bin/python" if command[1] == "pip" else sys.executable
        done = ran(python, *command, cwd=folder)
        assert done.returncode == 0, done.stderr
    (packages,) = folder.glob("lib/*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin"


def test_the_wheel_has_every_file_of_the_package_and_no_other(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = (path for path in SOURCE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert names == {
        f"models/{path.relative_to(SOURCE).as_posix()}"
        for path in files
        if path.name != "pyproject.toml"
    }
    assert "models/goal/booksim.json" in names


def test_its_command_and_its_module_answer_in_another_folder(bin_, tmp_path):
    asked = ["nanoflow", "--model", "llama-3-8b", "--device", "H200", "--ways", "1", "--json"]
    found = ran(bin_ / "folio-models", *asked, cwd=tmp_path)
    assert json.loads(found.stdout)["device"] == "H200", found.stderr
    asked = ["goal-torus", "--sides", "4,4,8", "--algorithm", "dor"]
    found = ran(bin_ / "python", "-m", "models", *asked, cwd=tmp_path)
    assert "links allow: 1.0000 flits" in found.stdout, found.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("page", ["nanoflow", "dynaflow", "goal-torus"])
def test_the_lines_of_a_write_up_run_in_another_folder(page, bin_, tmp_path):
    """But for the simulation of a torus, whose compilation takes longer than all other tests."""
    text = (ROOT / f"docs/projects/{page}.md").read_text(encoding="utf-8")
    lines = re.search(r"Use this model\n.*?```python\n(.*?)```", text, re.DOTALL)[1].splitlines()
    kept = [line for line in lines if "simulated(" not in line]
    assert len(lines) - len(kept) == (page == "goal-torus")
    found = ran(bin_ / "python", "-c", "\n".join(kept), cwd=tmp_path)
    assert found.returncode == 0, found.stderr
    assert len(found.stdout.split("\n")) > sum("print(" in line for line in kept)
    place = ran(bin_ / "python", "-c", "import models; print(models.__file__)", cwd=tmp_path)
    assert place.stdout.startswith(str(bin_.parent))


def test_what_it_compiles_is_kept_in_the_users_cache(bin_, cache, tmp_path):
    lines = "import numpy as np; from models.rchol.draws import uniform\n"
    lines += "print(0 < uniform(np.uint64(1), np.uint64(2)) < 1)"
    found = ran(bin_ / "python", "-c", lines, cwd=tmp_path)
    assert found.stdout == "True\n", found.stderr
    kept = {path.name.split("-")[0] for path in (cache / "folio-models/numba").rglob("*.nbc")}
    assert "draws.uniform" in kept
    assert not list(bin_.parent.glob("lib/*/build"))
    assert not list(bin_.parent.rglob("*.nbc"))


@pytest.mark.parametrize("asked", [[], ["nanoflow"], ["goal-torus", "--draw"], ["--check"]])
def test_what_needs_the_results_of_the_repository_says_so(asked, bin_, tmp_path):
    found = ran(bin_ / "folio-models", *asked, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (1, "")
    (line,) = found.stderr.splitlines()
    assert line.startswith("error: a whole run must be started in the repository")
    assert "start it in a clone of that" in line
    for key in MODELS:
        assert (key in line.rpartition("one of ")[2]) == bool(list(SOURCE.glob(f"{package(key)}")))
    assert not list(tmp_path.iterdir())


def package(key: str) -> str:
    """Return the module of a model's command, from the folder of all models."""
    return MODELS[key].removeprefix("models.").replace(".model", "/command.py")


def test_it_needs_what_the_group_of_the_repository_says_and_is_no_part_of_the_other_wheel():
    files = (ROOT / "pyproject.toml", SOURCE / "pyproject.toml")
    whole, ours = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    extra = ours["project"]["optional-dependencies"]["enrollment"]
    needed = [*ours["project"]["dependencies"], *extra]
    assert sorted(needed) == sorted(whole["dependency-groups"]["models"])
    assert whole["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["src/folio"]

"""The tree keeps its shape: who imports whom, what stays small, what is locked."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sites import ROOT

PURE = (
    *("cli", "new", "permanence/anchors", "permanence/moves"),
    *("publish/git_dates", "publish/typst", "theme/stylesheet"),
    *(
        path.relative_to(ROOT / "src/folio").with_suffix("").as_posix()
        for package in ("core", "exports", "check")
        for path in sorted((ROOT / "src/folio" / package).rglob("*.py"))
    ),
)
MODULES = sorted((ROOT / "src").rglob("*.py"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def imports(module: Path) -> set[str]:
    """Return the top-level packages that a module imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("name", PURE)
def test_the_pure_core_imports_neither_sphinx_nor_docutils(name):
    assert not imports(ROOT / f"src/folio/{name}.py") & {"sphinx", "docutils"}


def test_the_records_the_exports_and_the_command_run_without_sphinx():
    modules = ", ".join(f"folio.{name.replace('/', '.')}" for name in PURE)
    program = (
        f"import sys; sys.modules['sphinx'] = sys.modules['docutils'] = None; import {modules}"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT / "src", check=True)


@pytest.mark.parametrize("module", sorted((ROOT / "src/models").glob("*.py")), ids=str)
def test_the_models_know_neither_the_site_nor_sphinx(module):
    assert not imports(module) & {"folio", "sphinx", "docutils"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_is_read_in_one_sitting(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < 40, node.name


def test_the_engine_knows_nothing_of_its_first_owner():
    for module in MODULES:
        text = module.read_text(encoding="utf-8").lower()
        for word in ("ziren", "wang", "王", "wazrrr", "tsinghua"):
            assert word not in re.sub(r"wang2025cv", "", text), (module.name, word)


def test_conf_py_stays_short():
    assert len((ROOT / "conf.py").read_text(encoding="utf-8").splitlines()) <= 100


def test_every_version_is_locked_by_hash_and_no_host_is_named():
    assert "://" not in LOCK
    pins = re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)
    assert {"sphinx", "myst-parser", "pydata-sphinx-theme", "sphinx-design"} <= set(pins)
    assert LOCK.count("--hash=sha256:") >= len(pins)


def spelled(module: Path) -> list[str]:
    """Return the addresses that a module puts together: by a folder, or by a suffix."""
    found = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.match(r"(ref|badges|cards|cite)/(?!KEY|PAGE)", node.value):
                found.append(node.value)
        elif isinstance(node, ast.JoinedStr) and isinstance(node.values[-1], ast.Constant):
            end, text = str(node.values[-1].value), ast.unparse(node)
            address = re.search(r"(?<!index)\.(html|md|svg|png|bib)$", end) and " " not in text
            found += [text] if address else []
    return found


# These name files that authors write, and drawings of models.
NO_ADDRESSES = {"new.py", "model_figures.py", "lazy_figures.py"}


@pytest.mark.parametrize("path", sorted((ROOT / "src/folio").rglob("*.py")), ids=lambda p: p.name)
def test_one_module_alone_spells_the_addresses_of_a_site(path):
    if path.name in NO_ADDRESSES or "check" in path.parts:
        return
    own = path == ROOT / "src/folio/core/addresses.py"
    assert bool(spelled(path)) is own, spelled(path)

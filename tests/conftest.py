"""The real site, built once for all the tests that question it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sites import ROOT, Built, build

SITE_FILES = ("conf.py", "_static", "docs", "src")


def copy_site(folder: Path) -> Path:
    """Copy what a build reads, and nothing that an earlier build left."""
    folder.mkdir(parents=True)
    for name in SITE_FILES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="session", autouse=True)
def fixed_time():
    """Build every site of a run as of one time, as ``nox -s build`` does."""
    os.environ["SOURCE_DATE_EPOCH"] = "1764000000"


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Built:
    """Return the real site, built with every warning an error."""
    built = build(copy_site(tmp_path_factory.mktemp("real") / "site"))
    assert built.warnings == ()
    assert built.status == 0
    return built


def pytest_collection_modifyitems(items):
    """Give all tests of the real site to one process, so that it is built once."""
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("site"))

"""A small site that has been published, to break and to mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from promises import SITE, take_over
from sites import build, write


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Path:
    """Return a small site that has been published."""
    folder = write(tmp_path_factory.mktemp("original"), SITE)
    (folder / "ledger.txt").write_text("folio-ledger\t1\n", encoding="utf-8")
    built = build(folder)
    assert built.warnings == ()
    take_over(built, folder)
    assert build(folder).warnings == ()
    return folder


@pytest.fixture
def published(original, tmp_path) -> Path:
    """Return a copy of it, with what its build has left."""
    return shutil.copytree(original, tmp_path / "site")

"""A course repository with one dead link, and what a portfolio has published."""

from __future__ import annotations

import pytest

from kit import DEAD, publish


@pytest.fixture
def site_files(tmp_path):
    return publish(tmp_path / "published")


@pytest.fixture
def course(tmp_path):
    """Return a course repository with one dead link, which must be found whatever else is there."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "z.md").write_text(DEAD)
    return folder


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """Keep the cache of the person who runs the tests out of them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

"""The real site, built once for all the tests that question it."""

from __future__ import annotations

import os

import pytest

from sites import Built, build, copy_site


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

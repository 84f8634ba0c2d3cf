"""The real site, built once for all the tests that question it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsers import BROWSERS, SHELL, launch, serve
from examples import register
from sites import Built, build, copy_site
from workers import once_a_run

register()
collect_ignore = ["support/webkit_window.py"]  # run by another Python


@pytest.fixture(scope="session", autouse=True)
def fixed_time():
    """Build every site of a run as of one time, as ``nox -s build`` does."""
    os.environ["SOURCE_DATE_EPOCH"] = "1764000000"


@pytest.fixture(scope="session", autouse=True)
def not_on_github():
    """Let the command ``folio`` speak to people, where these tests are run too."""
    os.environ.pop("GITHUB_ACTIONS", None)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Built:
    """Return the real site, built once a run with every warning an error."""
    with once_a_run(tmp_path_factory, "real") as folder:
        if not (folder / "built").exists():
            built = build(copy_site(folder / "site"))
            assert built.warnings == ()
            assert built.status == 0
            (folder / "built").touch()
    return Built(folder / "site/build/html", 0, ())


@pytest.fixture(scope="session")
def address(site) -> Iterator[str]:
    """Serve the real site on this machine and return its address."""
    with serve(site.html) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start a Chromium, or skip with a line on how to get one."""
    with launch(SHELL, *BROWSERS) as browser:
        yield browser

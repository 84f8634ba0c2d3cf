"""The sessions of nox: a word that one does not know stops it before anything is lost."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from sites import ROOT


class Stopped(Exception):
    """A session has stopped, for the reason that it gives."""


class Session:
    """What a session does, in place of a session of nox: its programs are only noted."""

    venv_backend = "uv"

    def __init__(self, name, *told, makes=None, fails=False):
        self.name, self.posargs, self.ran = name, list(told), []
        self.makes, self.fails = makes, fails

    def install(self, *_words):
        """Install nothing."""

    def log(self, _text):
        """Say nothing."""

    def error(self, text):
        """Stop."""
        raise Stopped(text)

    def run(self, *words, **_how):
        """Note a program; make what it makes, and fail where it fails."""
        self.ran.append(words)
        if self.makes:
            self.makes.parent.mkdir(parents=True, exist_ok=True)
            self.makes.write_text("new")
        if self.fails:
            raise Stopped("it failed")


@pytest.fixture(scope="module")
def sessions():
    """Return the functions of noxfile.py, for which nox itself need not be there."""
    nox = ModuleType("nox")
    nox.session = lambda *made, **_how: made[0] if made else lambda function: function
    nox.options = SimpleNamespace()
    nox.project = SimpleNamespace(load_toml=lambda _path: {"dependency-groups": {}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "nox", nox)
        return runpy.run_path(str(ROOT / "noxfile.py"))


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a folder with a home page and a site, in which the sessions run."""
    monkeypatch.chdir(tmp_path)
    for name in ("docs/index.md", "build/html/index.html", "build/html/objects.inv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("old")
    return tmp_path


TOLD = {
    **{"ledger": "--ja", "lock": "--chek", "lint": "--fix", "reading": "--lookup"},
    **dict.fromkeys(("fonts", "reference", "seal", "shots", "weigh"), "--help"),
    "bench": "searhc",
}


@pytest.mark.parametrize("name", TOLD)
def test_a_word_that_a_session_does_not_know_stops_it_before_anything_is_done(
    sessions, project, name
):
    session = Session(name, TOLD[name])
    with pytest.raises(Stopped, match=rf"^'nox -s {name}' may be told .* \(got '{TOLD[name]}'\)$"):
        sessions[name](session)
    assert session.ran == []
    assert (project / "build/html/index.html").read_text() == "old"


def test_style_and_locked_versions_are_checked_by_one_command(sessions, project):
    assert "-s lint lock -- --check" in (ROOT / ".ci/run").read_text(encoding="utf-8")
    session = Session("lint", "--check")
    sessions["lint"](session)
    assert ("ruff", "check") in session.ran


@pytest.mark.parametrize(
    ("made", "left"),
    [
        (None, {"index.html": "old", "objects.inv": "old"}),
        ("index.html", {"index.html": "old", "objects.inv": "old"}),
        ("objects.inv", {"objects.inv": "new"}),
    ],
    ids=["a wrong option", "stopped half-way", "a site with warnings"],
)
def test_a_build_that_makes_no_site_leaves_the_one_before(sessions, project, made, left):
    html = project / "build/html"
    makes = html / made if made else None
    with pytest.raises(Stopped, match="it failed"):
        sessions["build"](Session("build", makes=makes, fails=True))
    assert {path.name: path.read_text() for path in html.iterdir()} == left
    assert [path.name for path in (project / "build").iterdir()] == ["html"]


def test_a_build_begins_with_no_file_of_the_site_before(sessions, project):
    html = project / "build/html"
    sessions["build"](Session("build", makes=html / "objects.inv"))
    assert [path.name for path in html.iterdir()] == ["objects.inv"]
    assert [path.name for path in (project / "build").iterdir()] == ["html"]


@pytest.mark.parametrize("name", ["build", "ledger", "live"])
def test_a_project_without_a_home_page_is_told_what_to_write(sessions, project, name):
    (project / "docs/index.md").unlink()
    session = Session(name)
    with pytest.raises(Stopped, match=r"^docs/index\.md must be the home page .*guide/"):
        sessions[name](session)
    assert session.ran == []


def test_what_is_served_while_one_writes_watches_only_the_places_that_there_are(sessions, project):
    Path("conf.py").touch()  # and no results, as in the portfolio of somebody else
    session = Session("live")
    sessions["live"](session)
    (words,) = session.ran
    assert [words[at + 1] for at, word in enumerate(words) if word == "--watch"] == ["conf.py"]

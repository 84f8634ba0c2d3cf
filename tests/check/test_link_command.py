"""``folio link`` and ``folio list`` name records, and need nothing that is not declared."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib

from kit import folio, publish
from sites import ROOT


def test_a_record_is_found_by_its_key_its_label_and_a_former_key(tmp_path, capsys):
    options = publish(tmp_path)
    for key in ("engine", "project-engine", "machine", "project-machine"):
        assert folio("link", key, "--as", "url", *options) == 0
        said = capsys.readouterr()
        assert said.out == "https://ada.example/ref/engine.html\n"
        assert ("is now 'engine'" in said.err) == ("machine" in key)


def test_an_unknown_key_is_refused_with_the_nearest_one(tmp_path, capsys):
    assert folio("link", "engin", *publish(tmp_path)) == 2
    said = capsys.readouterr()
    assert "(got 'engin'); did you mean 'engine'?; 'folio list' names them all" in said.err
    assert said.out == ""


def test_the_list_names_each_record_once_under_its_present_key(tmp_path, capsys):
    options = publish(tmp_path)
    assert folio("list", "--json", *options) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["key"]) for one in listed] == [
        ("award", "prize"),
        ("project", "engine"),
        ("project", "loom"),
    ]
    assert listed[2] == {
        "kind": "project",
        "key": "loom",
        "label": "project-loom",
        "title": "The Loom 织机",
        "address": "https://ada.example/ref/loom.html",
        "badge": "https://ada.example/badges/loom.svg",
    }
    assert folio("list", *options) == 0
    assert capsys.readouterr().out.splitlines()[2] == "project      loom    The Loom 织机"


def test_names_that_only_the_ledger_tells_are_asked_for(tmp_path, capsys):
    options = publish(tmp_path)[:2]
    assert (
        folio("link", "engine", "--as", "myst", *options, "--base-url", "https://ada.example") == 2
    )
    assert "--name must be given for --as myst" in capsys.readouterr().err


def test_the_command_needs_no_sphinx_and_only_packages_that_are_declared(tmp_path):
    program = (
        "import sys; sys.modules['sphinx'] = sys.modules['docutils'] = None\n"
        "before = set(sys.modules)\n"
        "from folio.cli import main; status = main(sys.argv[1:])\n"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})\n"
        "sys.exit(status)"
    )
    (tmp_path / "a.md").write_text("<https://ada.example/>")
    command = [sys.executable, "-c", program, "check", str(tmp_path), *publish(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT / "src", capture_output=True, text=True, check=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.match(r"[\w-]+", name)[0].replace("-", "_") for name in project["dependencies"]}
    names = {"markdown_it_py": "markdown_it", "pyyaml": "yaml"}
    declared = {names.get(name, name) for name in declared}
    used = set(ran.stdout.split())
    assert declared - {"pygments"} <= used  # of which there is no need without a program
    assert not used & {"sphinx", "docutils", "pybtex", "numpy", "typst", "fontTools"}


def test_the_groups_of_packages_say_the_same_twice():
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, groups = data["project"], data["dependency-groups"]
    assert groups["kit"] == project["dependencies"]
    extras = project["optional-dependencies"]
    assert {*extras["site"], *extras["pdf"]} <= {
        one for one in groups["site"] if isinstance(one, str)
    }


def test_by_default_links_are_checked_against_the_portfolio_of_the_package(monkeypatch):
    from email.message import Message

    from folio.check import targets as sources

    metadata = Message()
    metadata["Project-URL"] = "Source, https://code.example/"
    metadata["Project-URL"] = "Portfolio, https://ada.example/"
    monkeypatch.setattr(sources, "metadata", lambda name: {"sphinx-folio": metadata}[name])
    assert sources.default_base() == "https://ada.example/"
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["project"]["urls"]["Portfolio"].startswith("https://")

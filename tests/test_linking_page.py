"""What docs/linking.md teaches works as it is written: each of its snippets is a fixture here."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib

import pytest
import yaml

from folio.kit.readers import READERS
from kit import folio, publish
from sites import ROOT
from test_check import document

PAGE = (ROOT / "docs/linking.md").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def snippets(language: str) -> list[str]:
    """Return the code blocks of the page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def options(site):
    """Return the options that stand for the published site."""
    ledger = site.html / "ledger.txt"
    names = ["--inventory", str(site.html / "objects.inv"), "--name", "wzr"]
    names += ["--ledger", str(ledger)] if ledger.exists() else []
    return [*names, "--base-url", "https://wazrrr.github.io/"]


@pytest.fixture
def course(tmp_path):
    """Return a course repository made of the snippets."""
    for language, name in {
        "markdown": "a.md",
        "rst": "a.rst",
        "latex": "a.tex",
        "python": "conf.py",
    }.items():
        assert snippets(language), language
        (tmp_path / name).write_text("\n".join(snippets(language)), encoding="utf-8")
    return tmp_path


def test_every_link_of_the_snippets_is_found_and_none_is_dead(course, options):
    found = document(course, *options)
    assert found["links"] == 12
    assert [f for f in found["findings"] if f["verdict"] != "unsure"] == []


def test_the_links_are_those_that_the_command_writes(options, capsys):
    for form in ("markdown", "badge", "myst", "rst", "latex"):
        assert folio("link", "goal-torus", "--as", form, *options) == 0
        assert capsys.readouterr().out.strip() in PAGE, form


def test_every_command_of_the_page_runs_as_it_is_written(course, options, site, monkeypatch):
    monkeypatch.chdir(course)
    (course / "objects.inv").write_bytes((site.html / "objects.inv").read_bytes())
    lines = [line for block in snippets("sh") for line in block.splitlines()]
    commands = [shlex.split(line)[1:] for line in lines if line.startswith("folio ")]
    assert [command[0] for command in commands] == ["list", "link", "check", "check", "check"]
    for command in commands:
        if "--inventory" in command:
            (course / "ledger.txt").write_text("folio-ledger\t1\n")
            command += ["--base-url", "https://elsewhere.example/"]
        assert folio(*command, *([] if "--inventory" in command else options)) == 0, command
    for form in re.findall(r"`(\w+)`", PAGE.partition("writes a link as ")[2].partition("\n")[0]):
        assert folio("link", "goal-torus", "--as", form, *options) == 0


def test_the_output_that_the_page_shows_is_what_the_command_prints(
    tmp_path, options, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text(
        "\n\nSee [GOAL](https://wazrrr.github.io/ref/goal-tours.html).\n"
    )
    assert folio("check", "README.md", *options) == 1
    assert [capsys.readouterr().out] == snippets("text")


def test_the_page_names_the_one_repository_that_has_the_hook_and_the_action():
    install, commit, workflow = (
        snippets("sh")[0],
        *(yaml.safe_load(text) for text in snippets("yaml")),
    )
    repository = install.strip().removeprefix("pip install git+")
    assert commit["repos"][0]["repo"] == repository
    assert [hook["id"] for hook in commit["repos"][0]["hooks"]] == [HOOKS[0]["id"]]
    steps = workflow["jobs"]["links"]["steps"]
    assert f"https://github.com/{steps[-1]['uses'].partition('@')[0]}" == repository
    assert all(f"`{name}`" in PAGE for name in ACTION["inputs"])


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "vendor.github-actions"])
def test_workflow_and_action_fit_the_public_schemas_of_github(schema, tmp_path):
    file = ROOT / "action.yml"
    if schema == "vendor.github-workflows":
        file = tmp_path / "links.yml"
        file.write_text(snippets("yaml")[1], encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_the_hook_is_given_exactly_the_files_that_the_command_reads():
    assert HOOKS[0]["language"] == "python"
    assert HOOKS[0]["entry"] == "folio check"
    for suffix in READERS:
        assert re.search(HOOKS[0]["files"], f"docs/a{suffix}")
    assert not re.search(HOOKS[0]["files"], "docs/a.txt")
    assert HOOKS[0]["files"].count("|") + 1 == len(READERS)


def test_the_action_passes_its_inputs_as_data(tmp_path):
    bin_folder = tmp_path / "folio/bin"
    bin_folder.mkdir(parents=True)
    (bin_folder / "folio").write_text("#!/bin/sh\nprintf '[%s]' \"$@\"\n")
    (bin_folder / "folio").chmod(0o755)
    script = ACTION["runs"]["steps"][1]["run"]
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
    inputs = {"PATHS": "docs\n\n$(touch x) y\n--fix\n", "BASE_URL": "https://a.example/;id"}
    environment = {
        **os.environ,
        "RUNNER_TEMP": str(tmp_path),
        "INVENTORY": "",
        "LEDGER": "",
        **inputs,
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    ran = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    expected = "[check][--github][--base-url=https://a.example/;id][--][docs][$(touch x) y][--fix]"
    assert ran.stdout == expected


# -- folio link, folio list --------------------------------------------------------------


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
    import json

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


# -- installed alone ---------------------------------------------------------------------


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
    with_them = {"mdurl", "folio"}  # what markdown-it needs, and this
    used = {name for name in ran.stdout.split() if name not in sys.stdlib_module_names}
    assert {name for name in used if not name.startswith("_")} <= declared | with_them


def test_by_default_links_are_checked_against_the_portfolio_of_the_package(monkeypatch):
    from email.message import Message

    from folio.kit import sources

    metadata = Message()
    metadata["Project-URL"] = "Source, https://code.example/"
    metadata["Project-URL"] = "Portfolio, https://ada.example/"
    monkeypatch.setattr(sources, "metadata", lambda name: {"folio": metadata}[name])
    assert sources.default_base() == "https://ada.example/"
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["project"]["urls"]["Portfolio"].startswith("https://")

"""What docs/linking.md teaches works as it is written: each of its snippets is a fixture here."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from urllib.parse import urlsplit

import pytest
import typst
import yaml

from folio.check import action, fetch
from folio.core.link_forms import FORMS
from kit import document, folio, publish
from pages import parse
from sites import ROOT, WRITE_UPS
from targets import target

PAGE = (ROOT / "docs/linking.md").read_text(encoding="utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def snippets(language: str) -> list[str]:
    """Return the code blocks of the page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def yaml_with(key: str) -> list[dict]:
    """Return the YAML files of the page that have a key at their top."""
    return [data for text in snippets("yaml") if key in (data := yaml.safe_load(text))]


def said(line: str) -> list[str]:
    """Return a command of the page without the name of the program."""
    return shlex.split(line)[1:]


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
    for form in FORMS.keys() - {"url", "bibtex"}:
        assert folio("link", "goal-torus", "--as", form, *options) == 0
        assert capsys.readouterr().out in snippets_of_all(), form


def snippets_of_all() -> list[str]:
    """Return every code block of the page."""
    return re.findall(r"^```\w+\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_a_button_copies_one_link_or_one_command(site):
    for block in map(str.rstrip, snippets("sh")):
        assert len(block.splitlines()) == 1
    links = re.compile(r"https://|inv:|xref:|ref:`")
    for language in ("latex", "typst", "html", "rst", "markdown"):
        for block in snippets(language):
            badge = block.startswith("[![")
            assert len(links.findall(block)) == 1 + badge, block


def test_what_the_page_begins_with_is_one_link_and_when_it_works():
    first, _, rest = PAGE.removeprefix("# Linking here\n\nCopy this:\n\n").partition("```\n\n")
    assert first == f"```markdown\n{snippets('markdown')[0]}"
    assert "begin to work on the day on which the site is published" in rest.partition("##")[0]


def test_the_page_has_a_link_to_every_write_up_and_shows_its_card(site):
    box = parse(site.html / "linking.html").select_one(".folio-link-here")
    shown = [block.get_text().rstrip() for block in box.find_all("pre")]
    assert sorted(shown) == sorted(FORMS["markdown"](target(site, key)) for key in WRITE_UPS)
    for term in box.find_all("dt"):
        key = term.find("code").get_text()
        body = term.find_next_sibling("dd")
        assert body.find("pre").get_text().strip().endswith(f"/ref/{key}.html)")
        image = body.select_one("details img")
        assert (image["src"], image["loading"]) == (f"cards/projects/{key}.png", "lazy")
        assert (site.html / image["src"]).is_file()


def test_typst_takes_the_line_of_the_page(site):
    (source,) = snippets("typst")
    (link,) = json.loads(typst.query(source.encode(), "link"))
    goal = target(site, "goal-torus")
    assert (link["dest"], link["body"]["text"]) == (goal.address, goal.title)


def test_every_command_of_the_page_runs_as_it_is_written(course, options, site, monkeypatch):
    monkeypatch.chdir(course)
    (course / "objects.inv").write_bytes((site.html / "objects.inv").read_bytes())
    commands = [said(line) for line in snippets("sh") if line.startswith("folio ")]
    assert [command[0] for command in commands] == ["list", "link", "check", "check", "check"]
    for command in commands:
        if "--inventory" in command:
            (course / "ledger.txt").write_text("folio-ledger\t1\n")
            command += ["--base-url", "https://elsewhere.example/"]
        assert folio(*command, *([] if "--inventory" in command else options)) == 0, command
    forms = re.findall(r"`(\w+)`", re.search(r"^A link to one of them, as (.*)$", PAGE, re.M)[1])
    assert sorted(forms) == sorted(FORMS)


def test_the_copies_that_the_page_tells_to_fetch_are_files_of_the_site(site):
    (line,) = [line for line in snippets("sh") if line.startswith("curl ")]
    addresses = [word for word in said(line) if not word.startswith("--")]
    assert [urlsplit(address).path for address in addresses] == ["/objects.inv", "/ledger.txt"]
    assert all((site.html / urlsplit(address).path[1:]).is_file() for address in addresses)


def test_the_hook_without_a_network_is_given_those_copies(tmp_path, site, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fetch, "_session", lambda: pytest.fail("the network is asked"))
    for name in ("objects.inv", "ledger.txt"):
        (tmp_path / name).write_bytes((site.html / name).read_bytes())
    (tmp_path / "a.md").write_text("\n".join(snippets("markdown")), encoding="utf-8")
    _, config = yaml_with("repos")
    (hook,) = config["repos"][0]["hooks"]
    assert folio(*said(HOOKS[0]["entry"]), *hook["args"], "a.md") == 0
    (tmp_path / "b.md").write_text("[](inv:wzr#project-goal-tours)", encoding="utf-8")
    assert folio(*said(HOOKS[0]["entry"]), *hook["args"], "a.md", "b.md") == 1
    assert "did you mean 'project-goal-torus'" in capsys.readouterr().out


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
    repository = snippets("sh")[0].strip().removeprefix("pip install git+")
    (workflow,) = yaml_with("jobs")
    name, _, tag = workflow["jobs"]["links"]["steps"][-1]["uses"].partition("@")
    assert f"https://github.com/{name}" == repository
    configs = yaml_with("repos")
    assert len(configs) == 2
    for config in configs:
        (hooks,) = config["repos"]
        assert (hooks["repo"], hooks["rev"]) == (repository, tag)
        assert [hook["id"] for hook in hooks["hooks"]] == [HOOKS[0]["id"]]
    # pre-commit warns of a tag without a point, which it takes for one that moves.
    assert re.fullmatch(r"v\d+\.\d+\.\d+", tag)
    assert all(f"`{name}`" in PAGE for name in ACTION["inputs"])


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "vendor.github-actions"])
def test_workflow_and_action_fit_the_public_schemas_of_github(schema, tmp_path):
    file = ROOT / "action.yml"
    if schema == "vendor.github-workflows":
        file = tmp_path / "links.yml"
        (workflow,) = [text for text in snippets("yaml") if "jobs:" in text]
        file.write_text(workflow, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_the_hook_is_given_every_file_so_that_it_checks_what_the_command_does():
    (hook,) = HOOKS
    assert hook["language"] == "python"
    assert hook["entry"] == "folio check"
    assert not {"files", "exclude", "types", "types_or", "exclude_types"} & hook.keys()


def test_the_action_passes_its_inputs_as_data():
    (step,) = ACTION["runs"]["steps"]
    assert "${{" not in step["run"]
    inputs = {
        "PATHS": "  docs\r\n\n$(touch x) y\n--fix\n",
        "BASE_URL": "https://a.example/;id",
        "NAME": "",
    }
    expected = ["check", "--github", "--base-url=https://a.example/;id"]
    assert action.arguments(inputs, {}) == [*expected, "--", "docs", "$(touch x) y", "--fix"]
    given = {name.upper().replace("-", "_") for name in ACTION["inputs"]}
    assert given | {"SOURCE"} == step["env"].keys()
    assert ACTION["inputs"].keys() == {"paths", *action.OPTIONS}


def test_the_action_installs_what_the_command_needs_at_the_locked_versions():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    blocks = list(action.locked(lock, project["dependencies"]))
    assert all("--hash=sha256:" in block for block in blocks)
    names = {block.partition("==")[0] for block in blocks}
    assert names == needed(map(name_of, project["dependencies"])) | {"colorama"}  # of Windows


def name_of(requirement: str) -> str:
    """Return the name of a package that a requirement asks for."""
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def needed(names) -> set[str]:
    """Return packages and all that they need on this system."""
    found, left = set(), set(names)
    while left:
        found |= (now := {left.pop()})
        for line in requires(*now) or ():
            if "extra ==" not in line and "platform_system" not in line:
                left |= {name_of(line)} - found
    return found


def test_a_python_that_is_too_old_is_told_what_to_do(tmp_path):
    script = (ROOT / "src/folio/check/action.py").read_text(encoding="utf-8")
    old = "import sys; sys.version_info = (3, 10); sys.modules['tomllib'] = None\n"
    (tmp_path / "action.py").write_text(
        script.replace("import annotations\n", f"import annotations\n{old}")
    )
    command = [sys.executable, str(tmp_path / "action.py")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "::error::This action needs Python 3.11 or newer" in ran.stderr


def test_the_script_of_the_action_runs_under_an_old_bash(tmp_path):
    (step,) = ACTION["runs"]["steps"]
    assert not re.search(r"mapfile|readarray|declare -A|\$\{\w+(\^|,|@)", step["run"])
    (tmp_path / "src/folio/check").mkdir(parents=True)
    (tmp_path / "src/folio/check/action.py").write_text("print('run')")
    environment = {"PATH": os.environ["PATH"], "SOURCE": str(tmp_path)}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    for system in ("Linux", "macOS", "Windows"):
        ran = subprocess.run(
            command,
            env={**environment, "RUNNER_OS": system},
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout == "run\n"


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

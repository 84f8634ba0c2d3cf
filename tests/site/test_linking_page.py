"""What docs/linking.md teaches works as it is written: each of its snippets is a fixture here."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
import typst
import yaml

from folio.check import fetch
from folio.core.link_forms import FORMS
from kit import document, folio
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

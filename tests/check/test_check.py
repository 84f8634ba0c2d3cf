"""``folio check`` finds exactly the dead links of a course repository, and says them well."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import termios
import tomllib
from email.message import Message
from pathlib import Path

import pytest

from folio.check import command
from folio.check.discover import walk
from folio.check.encodings import decoded
from folio.check.published import published
from folio.check.run import Checker
from folio.check.site import Site
from folio.core.inventory import read_inventory
from folio.core.ledger import read_ledger
from kit import BASE, LEDGER, cases, document, folio, inventory, publish, write_repository
from sites import ROOT

CASES = cases()


def line_of(finding: dict) -> str:
    """Return a finding as the table of cases writes it."""
    now = f" -> {finding['now']}" if "now" in finding else ""
    link = " ".join(finding.get("link", finding["message"]).split())
    return f"{finding.get('line', 0)} {finding['verdict']} {link}{now}"


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    return write_repository(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def site_files(tmp_path_factory):
    return publish(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def report(repository, site_files):
    return document(repository, *site_files)


@pytest.fixture
def checker():
    return Checker(
        Site(BASE, "ada"), published(read_inventory(inventory(), "it"), read_ledger(LEDGER))
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_file_has_exactly_the_findings_of_the_table(case, report, repository):
    file = str(repository / case.file)
    found = [finding for finding in report["findings"] if finding["file"] == file]
    assert tuple(map(line_of, found)) == case.findings


def test_the_repository_has_no_false_positive_and_no_false_negative(report, repository):
    expected = sorted(f"{case.file}:{line}" for case in CASES for line in case.findings)
    folder = f"{repository}/"
    found = sorted(f"{f['file'].removeprefix(folder)}:{line_of(f)}" for f in report["findings"])
    print(f"{len(CASES)} files, {report['links']} links to the site, {len(found)} findings: ")
    print(f"{len(set(found) - set(expected))} false, {len(set(expected) - set(found))} missed")
    assert found == expected
    assert len(CASES) >= 60


def test_line_and_column_are_where_the_link_is(report):
    for finding in [one for one in report["findings"] if "line" in one]:
        text = decoded(Path(finding["file"]).read_bytes()).text.removeprefix("\ufeff")
        line = text.split("\n")[finding["line"] - 1]
        # What goes on on the next line is said as one, and without the escapes of a string.
        start = finding["link"][:16].replace("\\/", "/")
        assert line[finding["column"] - 1 :].replace("\\/", "/").startswith(start), finding


def test_a_notebook_says_in_which_cell_a_link_is(report):
    cells = [f.get("cell") for f in report["findings"] if f["file"].endswith("/lab.ipynb")]
    assert cells == [1, 2, 2, 3, 4, 4]


def test_what_a_file_without_a_mention_of_the_site_holds_cannot_matter(repository, checker):
    everything = [checker.of_file(found) for found in walk(repository)]
    for found, findings in zip(walk(repository), everything, strict=True):
        text = decoded(found.path.read_bytes())
        links = tuple(finding for finding in findings if finding.line)
        assert checker.of_text(text.text, found.path) == links


def test_findings_come_while_later_files_are_still_unread(repository, checker):
    read = []

    def noted():
        for found in walk(repository):
            read.append(found.path)
            yield found

    next(checker.findings(noted()))
    assert 0 < len(read) < len(list(walk(repository))) / 2


def test_the_command_shows_what_it_finds_before_it_looks_for_more(
    repository, site_files, monkeypatch
):
    walked, shown = [], []

    def walk_noted(root):
        for found in walk(root):
            walked.append(found)
            yield found

    monkeypatch.setattr(command.files, "walk", walk_noted)
    monkeypatch.setattr(command, "_show", lambda *_: shown.append(len(walked)))
    folio("check", repository, *site_files)
    assert 0 < shown[0] < shown[-1] <= len(walked)


# -- how it is said ----------------------------------------------------------------------


def test_people_read_place_verdict_reason_and_a_suggestion(tmp_path, site_files, capsys):
    (tmp_path / "a.md").write_text("\n <https://ada.example/ref/engin.html>\n")
    assert folio("check", tmp_path, *site_files) == 1
    said = capsys.readouterr()
    assert said.out == (
        f"{tmp_path}/a.md:2:3: dead: https://ada.example/ref/engin.html: "
        "no record has the key 'engin'; did you mean 'engine'?\n"
    )
    assert said.err == "Checked 1 link in 1 file: 1 dead.\n"


def test_on_github_findings_are_annotations_without_being_asked(
    tmp_path, site_files, capsys, monkeypatch
):
    (tmp_path / "50%,a.md").write_text(
        "<https://ada.example/cw.pdf>\n\ninv:\n\n[](inv:ada#project-machine)"
    )
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.chdir(tmp_path)
    assert folio("check", tmp_path, *site_files) == 1
    assert capsys.readouterr().out.splitlines() == [
        "::error file=50%25%2Ca.md,line=1,col=2,title=Dead link::50%25,a.md:1:2: "
        "https://ada.example/cw.pdf: there is no page 'cw.pdf'; did you mean 'cv.pdf'?",
        "::warning file=50%25%2Ca.md,line=5,col=4,title=Moved link::50%25,a.md:5:4: "
        "inv:ada#project-machine is now inv:ada#project-engine",
    ]


def test_a_link_cannot_steer_the_terminal_nor_add_an_annotation(tmp_path, site_files, capsys):
    evil = tmp_path / "a\x1b[31m.py"
    evil.write_text('"https://ada.example/a\u2028::error::b\x9b.html"', encoding="utf-8")
    for form in (["--github"], ["--json"], ["--fix"], []):
        folio("check", tmp_path, *form, *site_files)
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\x9b" not in out
    folio("check", tmp_path, *site_files)
    assert capsys.readouterr().out.count("\n") == 1


def test_a_progress_bar_is_drawn_on_a_terminal_and_nowhere_else(tmp_path, site_files):
    (tmp_path / "a.md").write_text("<https://ada.example/cw.pdf>")
    command = [sys.executable, "-m", "folio.cli", "check", str(tmp_path), *site_files]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    seen = []
    for stderr in (theirs, subprocess.PIPE):
        ran = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=stderr, check=False
        )
        assert ran.stdout.count(b"\n") == 1
        seen.append(ran.stderr if stderr == subprocess.PIPE else os.read(ours, 10**6))
    assert [b" files/s]" in output for output in seen] == [True, False]


def test_only_a_dead_link_fails(tmp_path, site_files):
    (tmp_path / "a.md").write_text("<https://ada.example/projects/machine.html>")
    assert folio("check", tmp_path, *site_files) == 0
    (tmp_path / "a.md").write_text("<https://ada.example/_static/a.css>")
    assert folio("check", tmp_path, *site_files) == 0
    (tmp_path / "a.md").write_text("<https://ada.example/cw.pdf>")
    assert folio("check", tmp_path, *site_files) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], "the following arguments are required: PATH"),
        (["check", "."], "--base-url must be given"),
        (["check", "nowhere"], "PATH must be a file or a folder: nowhere (No such file"),
        (["check", ".", "--base-url", "ada.example"], "--base-url must be an address"),
        (
            ["check", ".", "--base-url", "https://ada.example/ref/engine.html"],
            "--base-url must be the address of the whole site",
        ),
        (["check", ".", "--json", "--github"], "not allowed with argument"),
        (["check", ".", "--inventory", "none.inv"], "none.inv must be a file or an address"),
        (["link", "engine", "--as", "word"], "invalid choice: 'word'"),
        (["check", ".", "--timeout", "never"], "must be a number of seconds"),
    ],
)
def test_misuse_is_told_and_has_a_status_of_its_own(arguments, said, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("folio.check.targets.metadata", lambda name: Message())
    assert folio(*arguments) == 2
    assert said in capsys.readouterr().err


# -- what is known of the site -----------------------------------------------------------


def test_an_inventory_alone_finds_dead_pages_and_labels_and_admits_what_it_cannot_tell(
    tmp_path, site_files, capsys
):
    (tmp_path / "a.md").write_text(
        "<https://ada.example/projects/engine.html#project-engine> <https://ada.example/cv.pdf>\n"
        "<https://ada.example/ref/engine.html> <https://ada.example/projects/engine.html#results>\n"
        "<https://ada.example/projects/engin.html> <https://ada.example/ref/engin.html>\n"
        "[](inv:ada#project-engin)\n"
    )
    options = [*site_files[:2], "--base-url", BASE, "--name", "ada"]
    found = document(tmp_path / "a.md", *options)["findings"]
    assert [line_of(finding) for finding in found] == [
        "1 unsure https://ada.example/cv.pdf",
        "2 unsure https://ada.example/projects/engine.html#results",
        "3 dead https://ada.example/projects/engin.html",
        "3 dead https://ada.example/ref/engin.html",
        "4 dead inv:ada#project-engin",
    ]


def test_a_ledger_alone_is_enough_and_says_name_and_address(tmp_path, site_files):
    (tmp_path / "a.md").write_text(
        "<https://ada.example/cv.pdf> <https://ada.example/cw.pdf> [](inv:ada#project-engin)"
    )
    found = document(tmp_path / "a.md", *site_files[2:])["findings"]
    assert [finding["link"] for finding in found] == [
        "https://ada.example/cw.pdf",
        "inv:ada#project-engin",
    ]


def test_a_site_below_a_folder_owns_that_folder_alone(tmp_path, site_files):
    (tmp_path / "a.md").write_text(
        "<https://ada.example/en/cv.pdf> <https://ada.example/en/cw.pdf> <https://ada.example/cw.pdf>"
        " <https://ada.example/en> <https://ada.example/english.html>"
    )
    found = document(tmp_path / "a.md", *site_files, "--base-url", "https://ada.example/en")
    assert [finding["link"] for finding in found["findings"]] == ["https://ada.example/en/cw.pdf"]


def test_a_host_in_another_script_is_known_under_both_its_names(tmp_path, site_files):
    (tmp_path / "a.md").write_text(
        "<https://例子.example/cw.pdf> <https://xn--fsqu00a.example/cw.pdf>"
    )
    for base in ("https://例子.example/", "https://xn--fsqu00a.example/"):
        found = document(tmp_path / "a.md", *site_files, "--base-url", base)["findings"]
        assert len(found) == 2


def test_the_pages_of_this_repository_link_to_nothing_that_is_dead(site, tmp_path):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    base = tomllib.loads(text)["project"]["urls"]["Portfolio"]
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "README.md", tmp_path)
    shutil.copytree(ROOT / "docs", tmp_path, dirs_exist_ok=True)
    options = ["--inventory", site.html / "objects.inv", "--base-url", base, "--name", "wzr"]
    if (site.html / "ledger.txt").exists():
        options += ["--ledger", site.html / "ledger.txt"]
    found = document(tmp_path, *options)
    assert found["links"] > 5
    assert [f for f in found["findings"] if f["verdict"] in {"dead", "moved", "unread"}] == []


def test_what_was_withdrawn_is_dead_and_said_to_be(tmp_path, capsys):
    site_files = publish(tmp_path)
    ledger = tmp_path / "ledger.txt"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text + "gone\tprojects/old-loom.html\n", encoding="utf-8")
    course = tmp_path / "course"
    course.mkdir()
    (course / "a.md").write_text(f"<{BASE}projects/old-loom.html#x>\n", encoding="utf-8")
    assert folio("check", course, *site_files) == 1
    assert "a.md:1:2: dead: " in (said := capsys.readouterr().out)
    assert "it was withdrawn for good" in said

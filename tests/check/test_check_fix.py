"""``folio check --fix`` shows the difference, rewrites what has moved, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from folio.check import command, fix
from kit import cases, folio, publish, write_repository

MOVED = "https://ada.example/projects/machine.html"
NOW = "https://ada.example/projects/engine.html"


@pytest.fixture
def site_files(tmp_path):
    return publish(tmp_path / "published")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_fix_mends_a_whole_repository_and_a_second_one_changes_nothing(
    tmp_path, site_files, capsys
):
    repository = write_repository(tmp_path / "course")
    before = contents(repository)
    folio("check", repository, "--json", *site_files)
    findings = json.loads(capsys.readouterr().out)["findings"]
    moved = [finding for finding in findings if finding["verdict"] == "moved"]
    assert folio("check", repository, "--fix", *site_files) == 1  # the dead ones remain
    assert f"{len(moved)} links rewritten." in capsys.readouterr().err
    after = contents(repository)
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {finding["file"] for finding in moved}
    assert before.keys() == after.keys()
    folio("check", repository, "--fix", "--json", *site_files)
    left = json.loads(capsys.readouterr().out)["findings"]
    kept = [one["message"] for one in findings if one["verdict"] != "moved"]
    assert [one["message"] for one in left] == kept
    assert contents(repository) == after


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", f"\ufeffA\r\n[x]({MOVED} 'T')\r\nlast", f"\ufeffA\r\n[x]({NOW} 'T')\r\nlast"),
        (
            "a.md",
            f"|a|b|\n|-|-|\n| [x]({MOVED}) | [x]({MOVED}) |",
            f"|a|b|\n|-|-|\n| [x]({NOW}) | [x]({NOW}) |",
        ),
        ("a.md", f"`{MOVED}` <{MOVED}>\n", f"`{MOVED}` <{NOW}>\n"),
        ("a.md", f"{MOVED}#project-machine.", f"{NOW}#project-engine."),
        ("a.md", f"[{MOVED}]({MOVED})", f"[{MOVED}]({NOW})"),
        ("a.md", '<a href="//ADA.example/ref/machine.html?a&amp;b#x"></a>', None),
        ("a.md", "[](inv:ada:std:label#project-machine)", "[](inv:ada:std:label#project-engine)"),
        ("a.rst", f"`x <{MOVED}>`__\n", f"`x <{NOW}>`__\n"),
        (
            "a.tex",
            "\\href{https://ada.example/honours.html\\#old-prize}{a_b}% z",
            "\\href{https://ada.example/honours.html\\#award-prize}{a_b}% z",
        ),
        (
            "a.tex",
            "\\url{https://ada.example/honours.html#old-prize}",
            "\\url{https://ada.example/honours.html#award-prize}",
        ),
        ("a.py", f'x = "{MOVED}"  # {MOVED}', f'x = "{NOW}"  # {NOW}'),
    ],
)
def test_only_the_target_changes(name, before, after, tmp_path, site_files):
    path = tmp_path / name
    path.write_bytes(before.encode())
    folio("check", path, "--fix", *site_files)
    assert path.read_bytes().decode() == (before if after is None else after)


def test_the_difference_is_shown_before_the_file_is_written(
    tmp_path, site_files, capsys, monkeypatch
):
    path = tmp_path / "a.md"
    path.write_text(f"one\n<{MOVED}>\n")
    shown = []

    def rewrite(*arguments):
        shown.append(capsys.readouterr().out)
        fix.rewrite(*arguments)

    monkeypatch.setattr(command, "rewrite", rewrite)
    assert folio("check", path, "--fix", *site_files) == 0
    assert shown == [f"--- {path}\n+++ {path}\n@@ -1,2 +1,2 @@\n one\n-<{MOVED}>\n+<{NOW}>\n\n"]
    assert path.read_text() == f"one\n<{NOW}>\n"


def test_without_fix_nothing_is_written(tmp_path, site_files):
    path = tmp_path / "a.md"
    path.write_text(f"<{MOVED}>")
    folio("check", path, *site_files)
    assert path.read_text() == f"<{MOVED}>"


def test_permissions_stay_and_a_link_to_a_file_stays_a_link(tmp_path, site_files):
    path = tmp_path / "a.py"
    path.write_text(f"# {MOVED}\n")
    path.chmod(0o754)
    (tmp_path / "b.py").symlink_to("a.py")
    assert folio("check", tmp_path / "b.py", "--fix", *site_files) == 0
    assert (tmp_path / "b.py").is_symlink()
    assert path.read_text() == f"# {NOW}\n"
    assert path.stat().st_mode & 0o777 == 0o754


@pytest.mark.parametrize("step", ["mkstemp", "copymode", "access", "replace"])
def test_a_file_that_cannot_be_written_is_left_whole_and_told_of(
    step, tmp_path, site_files, capsys, monkeypatch
):
    path = tmp_path / "course/a.md"
    path.parent.mkdir()
    path.write_text(f"<{MOVED}>")

    def fail(*_args, **_options):
        raise OSError(28, "No space left on device")

    places = {"mkstemp": fix.tempfile, "copymode": fix.shutil, "access": fix.os, "replace": Path}
    monkeypatch.setattr(places[step], step, (lambda *_: False) if step == "access" else fail)
    assert folio("check", path.parent, "--fix", *site_files) == 1
    monkeypatch.undo()
    assert contents(path.parent) == {str(path): f"<{MOVED}>".encode()}
    assert "a.md: unread: cannot be rewritten (" in capsys.readouterr().out


def test_a_file_that_is_changed_meanwhile_is_left_alone(tmp_path, site_files, capsys, monkeypatch):
    path = tmp_path / "a.md"
    path.write_text(f"<{MOVED}>")
    monkeypatch.setattr(fix.shutil, "copymode", lambda *_: path.write_text("theirs"))
    assert folio("check", path, "--fix", *site_files) == 1
    assert path.read_text() == "theirs"
    assert "it was changed meanwhile" in capsys.readouterr().out


def test_the_table_has_something_to_mend_in_each_format():
    moved = {Path(case.file).suffix for case in cases() if " moved " in str(case.findings)}
    assert moved == {".md", ".rst", ".tex", ".bib", ".ipynb", ".json"}

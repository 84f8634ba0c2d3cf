"""Whatever is in a course repository: ``folio check`` says so, and checks the rest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from folio.check import discover as files_module
from kit import DEAD, folio, publish
from sites import ROOT


def said_of(course, site_files, capsys, status=1):
    assert folio("check", course, *site_files) == status
    said = capsys.readouterr()
    assert "z.md:1:2: dead: https://ada.example/cw.pdf" in said.out
    return said.out.replace(f"{course}/", "")


@pytest.mark.parametrize(
    ("content", "line"), [(f"é\n{DEAD}".encode("latin-1"), 1), (b"a\nb\xff<" + DEAD.encode(), 2)]
)
def test_a_file_in_no_known_encoding_is_read_as_far_as_it_is_ascii_and_named(
    content, line, course, site_files, capsys
):
    (course / "a.md").write_bytes(content)
    said = said_of(course, site_files, capsys)
    assert f"a.md: skipped: is not UTF-8 (line {line}) and declares no encoding" in said
    assert "a.md:2:" in said
    (course / "a.md").write_bytes(content.replace(b"cw", b"cv"))
    (course / "z.md").write_text("")
    assert folio("check", course, *site_files) == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_utf_16_is_read(encoding, course, site_files, capsys):
    (course / "a.md").write_bytes(
        "No link here, é.\n\n<https://ada.example/cw.pdf>".encode(encoding)
    )
    assert "a.md:3:2: dead: " in said_of(course, site_files, capsys)


def test_a_file_that_holds_no_text_is_named_if_it_names_the_site(course, site_files, capsys):
    (course / "a.md").write_bytes(b"GIF\0\1\2" + DEAD.encode())
    (course / "b.md").write_bytes(b"GIF\0\1\2")
    said = said_of(course, site_files, capsys)
    assert "a.md: skipped: names this site and is not read (it holds no text)" in said
    assert said.count("\n") == 2


def test_symbolic_links_are_followed_neither_in_circles_nor_out_of_the_tree(
    course, site_files, tmp_path, capsys
):
    (tmp_path / "outside.md").write_text(DEAD)
    (tmp_path / "elsewhere").mkdir()
    (course / "self.md").symlink_to("self.md")
    (course / "up").symlink_to("..")
    (course / "here").symlink_to(".")
    (course / "out.md").symlink_to(tmp_path / "outside.md")
    (course / "away").symlink_to(tmp_path / "elsewhere")
    (course / "gone.md").symlink_to("nothing.md")
    (course / "twice.md").symlink_to("z.md")
    said = said_of(course, site_files, capsys)
    assert said.count("dead: ") == 1
    assert "self.md: skipped: is a symbolic link that leads in a circle or to nothing" in said
    assert "gone.md: skipped: is a symbolic link that leads in a circle or to nothing" in said
    assert f"out.md: skipped: leads out of the tree, to {tmp_path}/outside.md; not followed" in said
    assert f"away: skipped: leads out of the tree, to {tmp_path}/elsewhere" in said
    assert "up: skipped: leads out of the tree" in said
    assert "here: " not in said
    assert "twice.md: " not in said
    assert folio("check", course / "twice.md", *site_files) == 1  # named, it is read


def test_a_link_out_of_the_tree_is_no_reason_to_fail(course, site_files, tmp_path):
    (course / "z.md").write_text("")
    (course / "away.md").symlink_to(tmp_path / "published/ledger.txt")
    assert folio("check", course, *site_files) == 0


def test_a_folder_and_a_file_without_permission_are_named_and_the_rest_is_checked():
    folder = Path(tempfile.mkdtemp(dir="/var/tmp"))
    program = (
        "import os, sys, folio.check.command; from folio.cli import main\n"
        "os.geteuid() == 0 and os.setuid(65534)  # what may do everything meets no bar\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    try:
        options = publish(folder / "published")
        course = folder / "course"
        (course / "shut").mkdir(parents=True)
        for name in ("a.md", "shut/b.md", "z.md"):
            (course / name).write_text(DEAD)
        folder.chmod(0o755)
        (course / "a.md").chmod(0)
        (course / "shut").chmod(0)
        ran = subprocess.run(
            [sys.executable, "-c", program, "check", str(course), *options],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        (course / "shut").chmod(0o700)
        shutil.rmtree(folder)
    assert ran.returncode == 1, ran.stderr
    assert "/a.md: unread: cannot be read (Permission denied); not checked" in ran.stdout
    assert "/shut: unread: cannot be read (Permission denied); its files are" in ran.stdout
    assert "/z.md:1:2: dead: " in ran.stdout
    assert "2 files could not be read" in ran.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "must be a notebook (got no JSON: "),
        ('{"a": "https://ada.example/"}', "must be a notebook (got JSON without 'cells')"),
        ("[" * 200_000, "must be a notebook (got JSON that is nested too deeply)"),
        ('["https://ada.example/"]', "must be a notebook (got JSON without 'cells')"),
    ],
)
def test_a_damaged_notebook_is_named(content, said, course, site_files, capsys):
    (course / "a.ipynb").write_text(f"{content}\n" if "ada" in content else f"{content}ada.example")
    assert f"a.ipynb: unread: {said}" in said_of(course, site_files, capsys)


def test_a_file_too_large_to_be_text_is_named(course, site_files, capsys, monkeypatch):
    monkeypatch.setattr(files_module, "LARGEST", 100_000)
    (course / "a.md").write_text("x" * 100_001)
    assert "a.md: unread: must be at most" in said_of(course, site_files, capsys)


def test_a_pipe_is_not_waited_for(course, site_files, capsys):
    os.mkfifo(course / "a.md")
    said_of(course, site_files, capsys)
    assert folio("check", course / "a.md", *site_files) == 1
    assert "is no regular file" in capsys.readouterr().out


def test_names_that_are_no_text_are_printed_safely(course, site_files, capsys):
    with open(os.fsencode(course) + b"/a\xff\x1b.md", "wb") as file:  # noqa: PTH123
        file.write(DEAD.encode())
    assert r"a\udcff\x1b.md:1:2: dead" in said_of(course, site_files, capsys)


def test_a_reader_that_has_seen_enough_is_no_error(site):
    command = [sys.executable, "-m", "folio.cli", "list"]
    options = ["--inventory", site.html / "objects.inv", "--ledger", site.html / "ledger.txt"]
    process = subprocess.Popen(
        [*command, *options], cwd=ROOT / "src", stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 141)
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is full")
@pytest.mark.parametrize("command", [["list"], ["list", "--json"], ["link", "engine"], ["check"]])
def test_an_output_that_cannot_be_written_is_no_dead_link(command, course, site_files):
    (course / "a.md").write_text(DEAD)
    paths = [course] if command == ["check"] else []
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "folio.cli", *command, *paths, *site_files],
            **{"cwd": ROOT / "src", "stdout": full, "stderr": subprocess.PIPE},
            **{"text": True, "check": False},
        )
    said = "folio: the output cannot be written (No space left on device)\n"
    assert (ran.stderr.splitlines(keepends=True)[-1], ran.returncode) == (said, 2)
    assert "Traceback" not in ran.stderr

"""Which files of a repository are read, what is said of the others, and what is excepted."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from folio.check import exceptions
from kit import DEAD, document, folio
from sites import ROOT

HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]


@pytest.fixture
def course(tmp_path):
    """Return an empty Git repository."""
    folder = tmp_path / "course"
    folder.mkdir()
    git(folder, "init", "-q")
    exceptions._rules_of.cache_clear()
    return folder


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@ada.example")
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def put(folder: Path, *names: str, text: str = DEAD) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def named(folder: Path, *arguments: object) -> list[str]:
    """Return the files that have findings, as seen from a folder."""
    return [
        Path(one["file"]).resolve().relative_to(folder.resolve()).as_posix()
        for one in document(*arguments)["findings"]
    ]


def test_in_a_repository_git_says_which_files_are_the_author_s(course, site_files):
    put(course, "site/old.md", "a.md", "lectures/build/b.md", ".ci/c.md", "笔记/d.md", "gone.md")
    (course / ".gitignore").write_text("site/\n")
    git(course, "add", ".")
    git(course, "commit", "-qm", "x")
    (course / "gone.md").unlink()
    put(course, "new.md", "node_modules/e.md", "env/pyvenv.cfg", "env/f.md", "build/g.md")
    expected = [".ci/c.md", "a.md", "lectures/build/b.md", "new.md", "笔记/d.md"]
    assert named(course, course, *site_files) == expected
    assert named(course, course / "lectures", *site_files) == ["lectures/build/b.md"]
    assert named(course, course / "site", *site_files) == ["site/old.md"]  # named, it is read


def test_a_repository_within_is_not_read(course, site_files):
    put(course, "a.md", "part/b.md")
    git(course / "part", "init", "-q")
    assert named(course, course, *site_files) == ["a.md"]


def test_the_variables_of_a_hook_of_another_repository_do_no_harm(course, site_files, monkeypatch):
    put(course, "a.md")
    monkeypatch.setenv("GIT_DIR", str(ROOT / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    assert named(course, course, *site_files) == ["a.md"]


def test_without_git_folders_are_known_by_their_names(course, site_files, monkeypatch):
    put(course, "a.md", "build/b.md", ".hidden/c.md", "site/d.md")
    monkeypatch.setenv("PATH", "/nowhere")
    assert named(course, course, *site_files) == ["a.md", "site/d.md"]


def test_the_hook_checks_what_the_command_checks(course, site_files):
    put(course, "Lab.Rmd", "NOTES.MD", "report.TEX", "build/a.md", ".ci/b.md", "c.xyz", "README")
    git(course, "add", ".")
    tracked = [course / name for name in git(course, "ls-files").split()]
    assert not {"files", "types", "exclude"} & HOOK.keys()
    assert named(course, *tracked, *site_files) == named(course, course, *site_files)
    assert len(named(course, course, *site_files)) == 7


def test_one_argument_that_is_not_read_does_not_stop_the_rest(course, site_files, capsys):
    put(course, "README.md", "data.xyz")
    put(course, "LICENSE", "Makefile", text="MIT")
    assert folio("check", *sorted(course.glob("[!.]*")), *site_files) == 1
    said = capsys.readouterr().out
    assert "README.md:1:2: dead: " in said
    assert "data.xyz: skipped: names this site and is not read (its format is not known)" in said
    assert folio("check", course / "nowhere", course / "README.md", *site_files) == 2
    said = capsys.readouterr()
    assert "PATH must be a file or a folder" in said.err
    assert "README.md:1:2: dead: " in said.out


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "Read no file.\n"),
        (["a.xyz"], "Read no file. 1 file or folder was skipped.\n"),
        (["plain.md"], "Found no link to the site in 1 file.\n"),
    ],
)
def test_nothing_is_well_of_which_nothing_was_read(names, said, course, site_files, capsys):
    put(course, *names, text="text" if names == ["plain.md"] else DEAD)
    assert folio("check", course, *site_files) == 0
    assert capsys.readouterr().err == said


# -- exceptions --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("pyproject.toml", "[tool.folio]\nignore = {}\n"),
        (".folio.toml", "ignore = {}\n"),
    ],
)
@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["CHANGELOG.md"], ["deep/a.md", "tests/data/b.md"]),
        (["tests/", "deep/*.md"], ["CHANGELOG.md"]),
        (["https://ada.example/cw.*"], []),
        (["http://ADA.example/cw.*"], []),
        (["ada.example/cw.*"], []),
        (["*.md", "!CHANGELOG.md"], ["CHANGELOG.md"]),
    ],
)
def test_patterns_except_files_and_links_wherever_the_command_is_run(
    file, text, patterns, left, course, site_files, monkeypatch
):
    put(course, "CHANGELOG.md", "deep/a.md", "tests/data/b.md")
    (course / file).write_text(text.format(patterns))
    assert named(course, course, *site_files) == left
    monkeypatch.chdir(course / "deep")
    assert named(course, "..", *site_files) == left
    exceptions._rules_of.cache_clear()
    (course / file).unlink()
    monkeypatch.chdir(course)
    options = [f"--ignore={pattern}" for pattern in patterns]
    assert named(course, ".", *site_files, *options) == left


def test_what_was_excepted_is_counted(course, site_files, capsys):
    put(course, "a.md", text=DEAD.strip() + "<!-- folio: ignore -->\n")
    put(course, "b.md")
    assert folio("check", course, *site_files, "--ignore", "b.md") == 0
    said = "Checked 1 link in 1 file: all well. 1 finding excepted. 1 file excepted.\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        (".folio.toml", "ignore = 1", "'ignore' must be a list of patterns (got 1)"),
        (".folio.toml", "ignored = []", "must hold nothing but 'ignore' (got 'ignored')"),
        (".folio.toml", "ignore = [", "must be TOML"),
        ("pyproject.toml", "[tool]\nfolio = 1", "[tool.folio]"),
        ("pyproject.toml", "[tool.folio]\nignore = ['a.md'", "must be TOML"),
        (
            "pyproject.toml",
            "name = 'a\n[ tool.'folio' ]\nignore = ['a.md']",
            "must be TOML",
        ),
    ],
)
def test_a_file_of_exceptions_that_is_wrong_is_refused(
    file, text, said, course, site_files, capsys
):
    put(course, "a.md")
    (course / file).write_text(text)
    assert folio("check", course, *site_files) == 2
    assert said in capsys.readouterr().err


def test_a_broken_file_of_other_tools_stops_nothing(course, site_files):
    put(course, "a.md")
    (course / "pyproject.toml").write_text("[tool.ruff\n")
    assert named(course, course, *site_files) == ["a.md"]


# -- the log of GitHub -------------------------------------------------------------------


def test_every_finding_says_its_place_where_github_shows_only_ten(course, site_files, capsys):
    put(course, "links.md", text=DEAD * 25)
    folio("check", course / "links.md", "--github", *site_files)
    shown = [line.split("::")[2] for line in capsys.readouterr().out.splitlines()]
    assert [int(line.partition("links.md:")[2].partition(":")[0]) for line in shown] == [
        *range(1, 26)
    ]


def test_a_diff_is_no_command_of_github(course, site_files, capsys):
    moved = "::error::x\n  ::set-env name=A::b\n##[error]y <https://ada.example/projects/machine.html>\n"
    put(course, "a.md", text=moved)
    folio("check", course, "--github", "--fix", *site_files)
    first, *diff, last, summary = capsys.readouterr().err.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert last == f"::{token}::"
    assert len(token) == 32
    assert not any(token in line for line in diff)
    assert summary.startswith("Checked 1 link")


# -- --fix -------------------------------------------------------------------------------

MOVED = "https://ada.example/honours.html#old-prize"
NOW = "https://ada.example/honours.html#award-prize"


@pytest.mark.parametrize(
    ("name", "encoding", "before", "after"),
    [
        ("a.md", "utf-16", f"é <{MOVED}>\r\n", f"é <{NOW}>\r\n"),
        ("a.py", "gbk", f"# coding: gbk\n# 实验 {MOVED}\n", f"# coding: gbk\n# 实验 {NOW}\n"),
        ("a.md", "gbk", f"实验 <{MOVED}>\n", f"实验 <{NOW}>\n"),
        ("a.bib", "utf-8", "@a{b, note={\\url{" + MOVED.replace("#", "\\#") + "}}}", None),
        ("a.bib", "utf-8", "@a{b, url={" + MOVED.replace("#", "{\\#}") + "}}", None),
        ("a.tex", "utf-8", "\\url{https://ada.example/projects/machine.html?a=1\\&b=2}", None),
        (
            "a.md",
            "utf-8",
            f"|a|\n|-|\n|x \\| [y]({MOVED}) \\| z|\n",
            f"|a|\n|-|\n|x \\| [y]({NOW}) \\| z|\n",
        ),
        ("a.json", "utf-8", f'{{"a": "é {MOVED}"}}', f'{{"a": "é {NOW}"}}'),
    ],
)
def test_a_fix_keeps_escapes_encodings_and_line_ends(
    name, encoding, before, after, course, site_files
):
    path = course / name
    if after is None:
        after = before.replace("old-prize", "award-prize").replace("machine", "engine")
    path.write_bytes(before.encode(encoding))
    assert folio("check", path, "--fix", *site_files) == 0
    assert path.read_bytes() == after.encode(encoding)


def test_a_fix_says_why_it_leaves_a_line(course, site_files, capsys):
    text = "\\url{https://ada.example/projects/%\n  machine.html}\n"
    put(course, "a.tex", text=text)
    assert folio("check", course, "--fix", *site_files) == 0
    said = capsys.readouterr().out
    assert "a.tex:1:6: moved: https://ada.example/projects/machine.html is now " in said
    assert "; left as it is: it stands in pieces" in said
    assert (course / "a.tex").read_text() == text

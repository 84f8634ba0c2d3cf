"""``folio new`` writes skeletons that name what is missing, and that build once filled in."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
from pathlib import Path

import pytest

from folio.cli import main
from folio.core.kinds import KINDS
from folio.core.options import declared, is_needed
from folio.new import Refused, write_skeleton
from sites import ROOT, build, write

VALUES = {
    "author": "Ada Lovelace",
    "kind": "research",
    "bib": "lovelace1843notes",
    "organization": "A university",
    "institution": "At home",
    "code": "https://ada.example/code",
    "date": "1843",
    "source": "lovelace1843notes",
}


def existing(kind: str) -> str:
    """Return a page that states one record of a kind already."""
    options = "".join(f":{name}: {value}\n" for name, value in VALUES.items())
    allowed = re.compile(r"^:(?!(?:{})\b).*\n".format("|".join(needed(kind))), re.MULTILINE)
    return f"# First\n\n:::{{{kind}}} first\n{allowed.sub('', options)}\nSaid.\n:::\n"


def needed(kind: str) -> list[str]:
    return [name for name, (field, _) in declared(KINDS[kind]).items() if is_needed(field)]


def fill(text: str) -> str:
    """Fill in the empty options and the empty body of a skeleton."""
    text = re.sub(r"^:(\w+):$", lambda m: f":{m[1]}: {VALUES[m[1]]}", text, flags=re.MULTILINE)
    return text.replace("\n\n:::\n\n%", "\n\nSaid here.\n:::\n\n%")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "person"])
def test_a_skeleton_of_each_kind_builds_once_it_is_filled_in(kind, tmp_path, capsys):
    page = "docs/projects/loom.md" if kind == "project" else "docs/page.md"
    files = {"docs/page.md": existing(kind)}
    if kind == "project":
        files["docs/index.md"] = "# Ada\n\n```{toctree}\n:glob:\npage\nprojects/*\n```\n"
    write(tmp_path, files)
    assert main(["new", kind, "loom", "--docs", str(tmp_path / "docs")]) == 0
    assert str(tmp_path / page) in capsys.readouterr().out
    empty = build(tmp_path)
    assert empty.status == 1
    for option in needed(kind):
        rule = f"'{option}' must have a value (got nothing); write one [folio.option]"
        assert any(rule in warning for warning in empty.warnings)  # and not: remove it
    said = any("must say what it is" in warning for warning in empty.warnings)
    assert said == KINDS[kind].needs_body
    (tmp_path / page).write_text(fill((tmp_path / page).read_text()))
    assert build(tmp_path).warnings == ()


def test_a_taken_key_a_bad_key_and_an_unknown_kind_are_refused_and_nothing_is_written(
    tmp_path, capsys
):
    write(tmp_path, {"docs/page.md": existing("award")})
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    docs = ["--docs", str(tmp_path / "docs")]
    assert main(["new", "award", "first", *docs]) == 2
    assert "has a record 'first'; choose another key" in capsys.readouterr().err
    assert main(["new", "award", "First Prize", *docs]) == 2
    said = capsys.readouterr().err
    assert "KEY must be lower-case letters" in said
    assert said.endswith("(got 'First Prize'); write 'first-prize'\n")
    assert main(["new", "awrd", "second", *docs]) == 2
    assert "did you mean 'award'?" in capsys.readouterr().err
    assert main(["new", "skill", "weaving", *docs]) == 2
    assert ":::{skill} weaving" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_skeleton_is_written_without_any_package_but_pythons_own(tmp_path):
    (tmp_path / "docs/projects").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# Ada\n", encoding="utf-8")
    program = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); from folio.cli import main; "
    call = "sys.exit(main(['new', 'project', 'loom']))"
    command = [sys.executable, "-I", "-S", "-c", program + call]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "docs/projects/loom.md").is_file()


def test_no_folder_of_pages_is_made_for_whoever_stands_in_another_folder(
    tmp_path, capsys, monkeypatch
):
    write(tmp_path, {"docs/page.md": existing("award")})
    monkeypatch.chdir(tmp_path / "docs")
    before = sorted(tmp_path.rglob("*"))
    for docs in ([], ["--docs", "dosc"], ["--docs", "page.md"]):
        assert main(["new", "project", "loom", *docs]) == 2
        place = docs[-1] if docs else "docs"
        rule = f"--docs must be the folder of the pages (found none at '{place}'); run this in"
        assert rule in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_page_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path, capsys, monkeypatch):
    def full(path, _content):
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    write(tmp_path, {"docs/page.md": existing("award")})
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    monkeypatch.setattr(Path, "write_bytes", full)
    for kind, page in (("project", "projects/loom.md"), ("award", "page.md")):
        assert main(["new", kind, "loom", "--docs", str(tmp_path / "docs")]) == 2
        said = f"folio new: {tmp_path}/docs/{page} cannot be written (No space left on device)\n"
        assert capsys.readouterr().err == said
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_second_person_is_refused_and_by_a_build_too(tmp_path, capsys):
    write(tmp_path, {"docs/page.md": existing("person")})
    assert main(["new", "person", "eve", "--docs", str(tmp_path / "docs")]) == 2
    assert "page.md has a person, and a portfolio is that of one" in capsys.readouterr().err
    second = existing("person").replace("first", "second").replace("First", "Second")
    built = build(write(tmp_path, {"docs/page.md": existing("person"), "docs/z.md": second}))
    assert "a portfolio must be that of one person" in built.warnings[0]
    assert built.status == 1


def test_a_paper_is_not_put_on_the_page_of_another_ones_write_up(tmp_path, capsys):
    page = existing("project") + "\n## Paper\n" + existing("publication").partition("\n")[2]
    write(tmp_path, {"docs/page.md": page.replace("} first", "} it", 1)})
    assert main(["new", "publication", "eve", "--docs", str(tmp_path / "docs")]) == 2
    assert "## Eve\n\n:::{publication} eve" in capsys.readouterr().err
    assert (tmp_path / "docs/page.md").read_text() == page.replace("} first", "} it", 1)


def test_news_come_first_and_others_after_the_last_of_their_kind(tmp_path):
    item = (
        "(old)=\n## Older\n\n:::{news} older\n:date: 1843\n:source: lovelace1843notes\n\nx\n:::\n"
    )
    prize = "## A prize\n\n:::{award} prize\n:source: lovelace1843notes\n:::\n\n### More\n\nText.\n"
    write(
        tmp_path,
        {
            "docs/news.md": f"# News\n\n{item}\n## Before\n\nText.\n",
            "docs/prizes.md": f"# Prizes\n\n{prize}\n## Sources\n\nText.\n",
        },
    )
    docs = ["--docs", str(tmp_path / "docs")]
    assert main(["new", "news", "newer", *docs]) == main(["new", "award", "other", *docs]) == 0
    headings = {
        name: re.findall(r"^#.*|^\(.*", (tmp_path / name).read_text(), re.MULTILINE)
        for name in ("docs/news.md", "docs/prizes.md")
    }
    assert headings["docs/news.md"] == ["# News", "## Newer", "(old)=", "## Older", "## Before"]
    assert headings["docs/prizes.md"][-3:] == ["### More", "## Other", "## Sources"]


PRIZE = ":::{award} prize\n:formerly: old\n:source: lovelace1843notes\n\nWon.\n:::\n"


def test_a_page_keeps_the_ends_of_its_lines_and_each_name_its_heading(tmp_path):
    page = tmp_path / "awards.md"
    text = f"# Prizes\n\n## Prize\n\n{PRIZE}\n(other)=\n## Other\n\nText.\n"
    page.write_bytes(text.replace("\n", "\r\n").encode())
    write_skeleton(tmp_path, "award", "medal")
    after = page.read_bytes().decode()
    assert after.count("\n") == after.count("\r\n")
    before, medal, rest = after.replace("\r\n", "\n").partition("## Medal\n")
    assert medal and before == f"# Prizes\n\n## Prize\n\n{PRIZE}\n"
    assert rest.endswith("\n\n(other)=\n## Other\n\nText.\n")


@pytest.mark.parametrize(
    ("kind", "key", "other", "told"),
    [
        ("award", "old", b"", "awards.md has a record 'old'"),
        ("skill", "x", b"# S\n\n````md\n:::{skill} y\n````\n", "no page under"),
        ("skill", "x", b"# S\n\n<!--\n:::{skill} y\n:::\n-->\n", "no page under"),
        ("award", "x", "# 环\n".encode("gbk"), "other.md must be in UTF-8 (got the byte BB)"),
    ],
)
def test_what_is_not_stated_or_cannot_be_read_is_told(kind, key, other, told, tmp_path):
    (tmp_path / "awards.md").write_text(f"# Prizes\n\n## Prize\n\n{PRIZE}")
    (tmp_path / "other.md").write_bytes(other)
    with pytest.raises(Refused, match=re.escape(told)):
        write_skeleton(tmp_path, kind, key)
    assert (tmp_path / "other.md").read_bytes() == other

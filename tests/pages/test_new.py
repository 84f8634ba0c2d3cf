"""``folio new`` writes skeletons that name what is missing, and that build once filled in."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from folio.cli import main
from folio.core.kinds import KINDS
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
    from folio.core.options import declared
    from folio.new import is_required

    return [name for name, (field, _) in declared(KINDS[kind]).items() if is_required(field)]


def fill(text: str) -> str:
    """Fill in the empty options and the empty body of a skeleton."""
    text = re.sub(r"^:(\w+):$", lambda m: f":{m[1]}: {VALUES[m[1]]}", text, flags=re.MULTILINE)
    return text.replace("\n\n:::\n\n%", "\n\nSaid here.\n:::\n\n%")


@pytest.mark.parametrize("kind", KINDS)
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
        assert any(f"'{option}' must have a value" in warning for warning in empty.warnings)
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
    assert "KEY must be lower-case letters" in capsys.readouterr().err
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

"""A small published site and a course repository, for the tests of the command ``folio``."""

from __future__ import annotations

import json
import re
import zlib
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from folio.cli import main

BASE = "https://ada.example/"
DEAD = "<https://ada.example/cw.pdf>\n"  #: a link that leads nowhere
LEDGER = """\
folio-ledger\t1
site\tada\thttps://ada.example/
moved\tprojects/machine.html\tprojects/engine.html
moved\tref/loom.html\tprojects/index.html
moved\tref/machine.html\tref/engine.html
moved\tbadges/machine.svg\tbadges/engine.svg
moved\thonours.html#old-prize\thonours.html#award-prize
moved\tround.html\tround-again.html
moved\tround-again.html\tround.html
alias\tproject-machine\tproject-engine
page\tindex.html
page\tcv.html
page\ta_b_c.html
page\thonours.html
page\tprojects/index.html
page\tprojects/engine.html
page\tprojects/machine.html
page\tref/engine.html
page\tref/loom.html
page\tref/machine.html
page\tref/prize.html
anchor\thonours.html#award-prize
anchor\tprojects/engine.html#project-engine
anchor\tprojects/engine.html#results
anchor\tprojects/engine.html#第一节
file\tcv.pdf
file\tfeed.xml
file\tbadges/engine.svg
file\tbadges/loom.svg
label\tproject-engine
label\tproject-machine
"""
ENTRIES = """\
engine folio:project 1 projects/engine.html#project-$ The Engine: 100% [steam]
machine folio:project 1 projects/engine.html#project-engine The Engine: 100% [steam]
loom folio:project 1 projects/index.html#project-$ The Loom 织机
prize folio:award 1 honours.html#award-$ A Prize
project-engine std:label -1 projects/engine.html#$ The Engine: 100% [steam]
project-machine std:label -1 projects/engine.html#project-engine The Engine: 100% [steam]
project-loom std:label -1 projects/index.html#$ The Loom 织机
award-prize std:label -1 honours.html#$ A Prize
projects/engine std:doc -1 projects/engine.html The Engine: 100% [steam]
projects/index std:doc -1 projects/index.html Projects
index std:doc -1 index.html Ada
honours std:doc -1 honours.html Honours
"""
HEAD = (
    b"# Sphinx inventory version 2\n# Project: Ada\n# Version: \n"
    b"# The remainder of this file is compressed using zlib.\n"
)


def inventory(entries: str = ENTRIES) -> bytes:
    """Return the bytes of an inventory."""
    return HEAD + zlib.compress(entries.encode())


def publish(folder: Path) -> list[str]:
    """Write the inventory and the ledger of the site, and return the options that name them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "objects.inv").write_bytes(inventory())
    (folder / "ledger.txt").write_text(LEDGER, encoding="utf-8")
    options = ["--inventory", folder / "objects.inv", "--ledger", folder / "ledger.txt"]
    return [str(option) for option in options]


def folio(*arguments: object) -> int:
    """Run the command, as a shell does."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as stop:  # argparse
        return int(stop.code or 0)


@dataclass(frozen=True)
class Case:
    """A file of a course repository and what must be said of it."""

    name: str
    file: str
    content: bytes
    findings: tuple[str, ...]


def cases() -> list[Case]:
    """Return the cases of check_cases.txt."""
    text = Path(__file__).with_name("check_cases.txt").read_text(encoding="utf-8")
    return [_case(part) for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]]


def _case(text: str) -> Case:
    name, _, rest = text.partition("\n--- ")
    head, _, rest = rest.partition("\n")
    file, _, form = head.partition(" ")
    findings = re.findall(r"^>>> (\d+ .*)$", rest, re.MULTILINE)
    body = re.sub(r"^>>> \d+ .*\n?", "", rest, flags=re.MULTILINE)
    body = body.replace("\n", "\r\n") if form == "crlf" else body
    encoding = form if form in {"utf-16", "latin-1", "gbk"} else "utf-8"
    content = ("\ufeff" + body if form == "bom" else body).encode(encoding)
    return Case(name, file, content, tuple(findings))


def write_repository(folder: Path) -> Path:
    """Write all the cases as one course repository."""
    for case in cases():
        path = folder / case.file
        assert not path.exists(), f"{case.name}: {case.file} is taken"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.content)
    return folder


def document(*arguments: object) -> dict:
    """Return what the command prints with --json."""
    printed = StringIO()
    with redirect_stdout(printed):
        folio("check", "--json", *arguments)
    return json.loads(printed.getvalue())

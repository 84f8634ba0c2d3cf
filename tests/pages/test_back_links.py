"""A course repository that says in its inventory where it links here is named by the write-up."""

from __future__ import annotations

import os
import re
import shutil
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines import SITE
from folio.core.course_links import BackLink, LinkedObject, back_links, referred
from folio.core.problems import Invalid
from folio.pages.inventories import inventory
from pages import parse, text
from sites import CONF, ROOT, build, copy_site, write

BASE = "https://noc.example/lab/"
LINKING = (ROOT / "docs/linking.md").read_text(encoding="utf-8")
PLAIN = """\
project = "NoC Lab"
extensions = ["myst_parser"]
html_theme = "basic"
"""
# A plain Sphinx project: what docs/linking.md teaches, and a second place in reStructuredText.
COURSE = {
    "conf.py": PLAIN,
    "docs/index.md": "# Lab\n\n```{toctree}\nrouting\nlater\n```\n",
    "docs/routing.md": "# Routing on rings\n\n"
    + re.search(r"```markdown\n(\(on-.*?)```", LINKING, re.DOTALL)[1],
    "docs/later.rst": "Later\n=====\n\n.. _on-project-goal-torus-later:\n\nIt is used again.\n\n"
    ".. _on-project-unknown:\n\nMore\n----\n\nText.\n",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return the inventory that a course repository publishes."""
    built = build(write(tmp_path_factory.mktemp("course"), COURSE))
    assert built.warnings == ()
    return built.html / "objects.inv"


@pytest.fixture(scope="module")
def linked(course, tmp_path_factory):
    """Return the real site, with that inventory in the repository and in conf.py."""
    folder = copy_site(tmp_path_factory.mktemp("linked") / "site")
    (folder / "inventories").mkdir()
    shutil.copy(course, folder / "inventories/noc.inv")
    setting = f'folio_back_links = {{"noc": ("{BASE}", "inventories/noc.inv")}}\n'
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(setting)
    built = build(folder)
    assert built.warnings == ()
    return built


def test_a_write_up_shows_which_pages_of_a_course_repository_link_to_it(linked, site):
    name = "projects/goal-torus.html"
    here, there = (
        {link["href"]: link.find_parent("li").get_text() for link in page.select(".mentions a")}
        for page in map(mentions, (site.html / name, linked.html / name))
    )
    added = {href: said for href, said in there.items() if href not in here}
    assert added == {
        f"{BASE}later.html#on-project-goal-torus-later": "Later, in NoC Lab",
        f"{BASE}routing.html#on-project-goal-torus": "Which way round, in NoC Lab",
    }
    assert here.items() <= there.items()
    twin = linked.text("projects/goal-torus.md")
    assert f"- [Which way round]({BASE}routing.html#on-project-goal-torus), in NoC Lab" in twin


def mentions(page):
    """Return a page with its list of mentions marked."""
    document = parse(page)
    document.select_one(".folio-mentions")["class"] = ["mentions"]
    return document


def test_other_write_ups_are_as_they_were(linked, site):
    for key in ("nanoflow", "rchol"):
        assert linked.text(f"projects/{key}.html") == site.text(f"projects/{key}.html")


def test_the_longest_label_that_is_known_is_the_one_that_is_meant():
    known = {"project-torus", "project-torus-3d"}
    assert referred("on-project-torus-3d", known) == "project-torus-3d"
    assert referred("on-project-torus-3d-lab-2", known) == "project-torus-3d"
    assert referred("on-project-torus-lab", known) == "project-torus"
    for name in ("on-project-toru", "on-", "on-project", "project-torus", "ion-project-torus"):
        assert referred(name, known) == ""


def test_a_place_without_a_title_is_called_as_its_page_is():
    labels = [
        LinkedObject("on-award-a", "on-award-a", f"{BASE}p.html#on-award-a"),
        LinkedObject("on-award-a-2", "Titled", f"{BASE}p.html#x"),
        LinkedObject("on-award-a-3", "on-award-a-3", f"{BASE}q.html#y"),
    ]
    pages = [LinkedObject("p", "The page", f"{BASE}p.html")]
    assert back_links("Lab", labels, pages, ["award-a", "award-b"]) == {
        "award-a": (
            BackLink("Lab", "The page", f"{BASE}p.html#on-award-a"),
            BackLink("Lab", "Titled", f"{BASE}p.html#x"),
            BackLink("Lab", "on-award-a-3", f"{BASE}q.html#y"),
        )
    }


HEAD = b"# Sphinx inventory version 2\n# Project: Lab\n# Version: \n# zlib\n"
BODY = b"on-project-engine std:label -1 lab.html#$ Lab\nlab std:doc -1 lab.html The lab\n"
GOOD = HEAD + zlib.compress(BODY)
BAD = {
    "empty": b"",
    "page": b"<!DOCTYPE html>\n<title>Not found</title>",
    "binary": bytes(range(256)),
    "version": GOOD.replace(b"version 2", b"version 9"),
    "head": HEAD[:40],
    "cut": GOOD[:-20],
    "damaged": HEAD + b"x" + zlib.compress(BODY),
    "latin": HEAD + zlib.compress(b"on-\xff std:label -1 x.html X\n"),
}


def project(folder, setting: str, *found: bytes):
    """Build a small site that lists a repository, in whose inventory something was found."""
    for content in found:
        (folder / "noc.inv").write_bytes(content)
    return build(write(folder, {**SITE, "conf.py": f"{CONF}folio_back_links = {setting}\n"}))


LISTED = '{"noc": ("https://noc.example/", "noc.inv")}'


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_inventory_is_named_at_its_line_and_everything_else_is_built(tmp_path, name):
    built = project(tmp_path, LISTED, BAD[name])
    line = CONF.count("\n") + 1
    start = f"conf.py:{line}: WARNING: 'noc.inv' in 'folio_back_links' must be "
    (warning,) = built.warnings
    assert warning.startswith(start)
    assert warning.endswith("; fetch objects.inv of that site again [folio.file]")
    assert built.status == 1
    assert "The difference engine" in text(built.html / "p/difference.html")


@pytest.mark.parametrize(
    ("setting", "warning"),
    [
        (
            LISTED,
            "'noc.inv' in 'folio_back_links' must be a file (got: No such file or directory); "
            "fetch objects.inv of that site again [folio.file]",
        ),
        (
            '{"noc": "noc.inv"}',
            "'folio_back_links' must map 'noc' to (address, file) (got 'noc.inv') [folio.value]",
        ),
        (
            '{"noc": ("noc.example", "noc.inv")}',
            "the address of 'noc' in 'folio_back_links' must be an https:, http: or mailto: "
            "address (got 'noc.example/') [folio.value]",
        ),
    ],
    ids=("missing", "shape", "address"),
)
def test_a_setting_that_cannot_be_is_named_at_its_line(tmp_path, setting, warning):
    built = project(tmp_path, setting)
    assert built.warnings == (f"conf.py:{CONF.count(chr(10)) + 1}: WARNING: {warning}",)
    assert built.status == 1


@given(st.binary(max_size=200), st.booleans())
def test_reading_an_inventory_gives_its_entries_or_one_message(tmp_path_factory, found, packed):
    path = tmp_path_factory.getbasetemp() / "fuzzed.inv"
    path.write_bytes(HEAD + zlib.compress(found) if packed else found)
    try:
        site, labels, pages = inventory(path, "fuzzed.inv", BASE)
    except Invalid as error:
        assert "'fuzzed.inv' in 'folio_back_links' must " in str(error)
    else:
        assert all(entry.title for entry in (*labels, *pages)), site


def test_a_new_inventory_shows_without_a_fresh_build(tmp_path):
    first = project(tmp_path, LISTED, HEAD + zlib.compress(BODY.replace(b"engine", b"nothing")))
    assert first.warnings == ()
    (tmp_path / "noc.inv").write_bytes(HEAD + zlib.compress(BODY.replace(b"engine", b"difference")))
    later = (tmp_path / "noc.inv").stat().st_mtime + 10
    os.utime(tmp_path / "noc.inv", (later, later))
    again = build(tmp_path)
    assert again.warnings == ()
    link = parse(again.html / "p/difference.html").select_one(".folio-mentions a.external")
    assert link["href"] == "https://noc.example/lab.html#on-project-difference"

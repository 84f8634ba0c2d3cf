"""The real site: every statement of the CV is on it, and every link of it leads somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

from folio.core.bibliography import read_bibliography
from pages import addresses, anchors, local_targets, pages, parse, text
from sites import ROOT, WRITE_UPS, copy_site

FACTS = "tests/support/cv_facts.txt"  #: the one list of the owner's facts among the tests


SIGNS = next(
    line.partition("signs:")[2]
    for line in (ROOT / FACTS).read_text("utf-8").splitlines()
    if "signs:" in line
)


def cv_facts() -> list[tuple[int, str, str]]:
    """Return the line, the page and the text of each fact."""
    lines = enumerate((ROOT / FACTS).read_text(encoding="utf-8").splitlines(), 1)
    found = ((n, line.split(" | ")) for n, line in lines if line and not line.startswith("#"))
    return [(line, page, fact) for line, (page, fact) in found]


@pytest.mark.parametrize(
    ("line", "page", "fact"), cv_facts(), ids=lambda part: part if isinstance(part, str) else None
)
def test_every_statement_of_the_cv_is_on_its_page_and_on_the_cv(site, line, page, fact):
    for name in {page, "cv"}:
        if fact.startswith("link:"):
            told = fact.removeprefix("link:") in addresses(site.html / f"{name}.html")
        else:
            told = fact.casefold() in text(site.html / f"{name}.html").casefold()
        remedy = f"if the fact has changed, change line {line} of {FACTS}"
        assert told, f"{name}.html does not say {fact!r}; {remedy}"


@pytest.mark.parametrize("key", WRITE_UPS)
def test_a_write_up_says_what_my_part_was_and_lists_its_sources(site, key):
    page = site.html / f"projects/{key}.html"
    headings = [re.sub("#$", "", h.get_text()) for h in parse(page).find_all("h2")]
    assert {"My part", "Limits", "Sources"} <= set(headings)
    assert headings[-2:] == ["Sources", "Link to this write-up"]
    assert parse(page).select(".folio-sources li")


def test_the_authors_of_every_paper_stand_in_the_order_of_its_entry_with_the_own_name_marked(site):
    known = read_bibliography((ROOT / "docs/references.bib").read_text(encoding="utf-8")).sources
    printed = {", ".join(source.printed_authors) for source in known.values()}
    entries = parse(site.html / "publications.html").find_all(class_="folio-authors")
    assert entries
    for entry in entries:
        assert entry.get_text() in printed
        assert [strong.get_text() for strong in entry.find_all("strong")] == [SIGNS]


def test_every_internal_link_anchor_and_picture_resolves(site):
    known: dict[Path, set[str]] = {}
    dead = []
    for page in pages(site.html):
        for written, file, anchor in local_targets(site.html, page):
            if not file.is_file():
                dead.append((page.name, written))
            elif anchor and file.suffix == ".html":
                known.setdefault(file, anchors(file))
                dead += [(page.name, written)] if anchor not in known[file] else []
    assert dead == []


def test_every_heading_can_be_linked_by_an_ascii_name(site):
    for page in pages(site.html):
        for link in parse(page).find_all("a", class_="headerlink"):
            name = link["href"].removeprefix("#")
            assert re.fullmatch(r"[A-Za-z][\w.-]*", name, re.ASCII), (page.name, name)
            assert not re.fullmatch(r"id\d+", name), (page.name, link.parent.get_text())


def test_every_record_has_a_label_and_an_object_in_the_inventory(site):
    inventory = InventoryFile.loads((site.html / "objects.inv").read_bytes(), uri="").data
    labels = inventory["std:label"]
    for kind, key in (("project", "goal-torus"), ("award", "physics-olympiad")):
        assert inventory[f"folio:{kind}"][key].uri.endswith(f"#{kind}-{key}")
        assert labels[f"{kind}-{key}"].uri.endswith(f"#{kind}-{key}")
    records = [
        f"{kind[6:]}-{key}"
        for kind in inventory
        if kind.startswith("folio:")
        for key in inventory[kind]
    ]
    assert len(records) > 20
    assert set(records) <= set(labels)


def test_every_page_of_docs_is_built_and_reached_from_the_home_page(site):
    docs = {
        p.relative_to(ROOT / "docs").with_suffix(".html") for p in (ROOT / "docs").rglob("*.md")
    }
    reached, queue = set(), [site.html / "index.html"]
    while queue:
        page = queue.pop()
        if page not in reached and page.is_file() and page.suffix == ".html":
            reached.add(page)
            queue += [file for _, file, _ in local_targets(site.html, page)]
    lost = {Path("404.html")}  # a server shows it; nothing links to it
    assert docs - lost <= {page.relative_to(site.html) for page in reached}


def test_every_source_in_the_bibliography_is_used(site):
    used = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "docs").rglob("*.md"))
    bibliography = (ROOT / "docs/references.bib").read_text(encoding="utf-8")
    keys = re.findall(r"^@\w+\{([^,]+),", bibliography, re.MULTILINE)
    assert [key for key in keys if key not in used] == []


def test_two_builds_in_different_folders_are_the_same_bytes(site, tmp_path):
    """One by a process of its own, as a deployment is: tests build with a preloaded one."""
    folder = copy_site(tmp_path / "elsewhere" / "deeper")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "-c", "."]
    places = ["-j", "2", "-d", "build/doctrees", "-b", "html", "docs", "build/html"]
    subprocess.run([*command, *places], cwd=folder, check=True)
    other = folder / "build/html"
    names = sorted(p.relative_to(site.html) for p in site.html.rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(other) for p in other.rglob("*") if p.is_file())
    different = [n for n in names if (site.html / n).read_bytes() != (other / n).read_bytes()]
    assert different == []


def test_no_page_has_an_id_twice(site):
    for page in pages(site.html):
        ids = [tag["id"] for tag in parse(page).find_all(id=True)]
        twice = {name for name in ids if ids.count(name) > 1}
        assert twice == set(), page.name

"""A course repository, a plain Sphinx project without anything of ours, links to this site."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.util.inventory import InventoryFile

from pages import addresses, parse
from sites import ROOT, build, write

BASE = "https://wazrrr.github.io/"
TARGET = f"{BASE}projects/goal-torus.html#project-goal-torus"


def snippet(language: str) -> str:
    """Return a code block of docs/linking.md, so that what it teaches is what is tested."""
    return snippets(language)[0]


def snippets(language: str) -> list[str]:
    """Return the code blocks of docs/linking.md in one language."""
    page = (ROOT / "docs/linking.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def consumer(site, tmp_path_factory):
    conf = snippet("python").replace("None", f'"{site.html}/objects.inv"')
    files = {
        "conf.py": f'{conf}\nproject = "Course"\nnitpicky = True\nhtml_theme = "basic"\n',
        "docs/index.md": "# Course\n\n"
        + "\n".join(block for block in snippets("markdown") if "wzr#" not in block)
        + "\n\n```{toctree}\nmyst\nrst\n```\n",
        "docs/myst.md": "# MyST\n\n"
        + "\n".join(block for block in snippets("markdown") if "(inv:" in block),
        "docs/rst.rst": "reStructuredText\n================\n\n" + snippet("rst"),
    }
    return build(write(tmp_path_factory.mktemp("consumer"), files))


def test_every_snippet_of_the_linking_page_resolves_without_a_warning(consumer):
    assert consumer.warnings == ()
    assert consumer.status == 0
    assert TARGET in addresses(consumer.html / "index.html")
    assert TARGET in addresses(consumer.html / "rst.html")
    links = parse(consumer.html / "myst.html").find_all("a", href=TARGET)
    assert [link.get_text() for link in links][1:] == ["this write-up"]
    assert len(links) == 2


def test_a_link_by_label_takes_its_text_from_the_title_here(consumer, site):
    title = parse(site.html / "projects/goal-torus.html").find("h1").get_text().removesuffix("#")
    links = parse(consumer.html / "rst.html").find_all("a", href=TARGET)
    assert [link.get_text() for link in links] == [title]


# -- every record, by its label of today and of before -----------------------------------------


@pytest.fixture(scope="module")
def records(site) -> dict[str, str]:
    """Map the label of every record, former ones too, to its address."""
    inventory = InventoryFile.loads((site.html / "objects.inv").read_bytes(), uri=BASE).data
    found = {
        f"{role.removeprefix('folio:')}-{key}": item.uri
        for role, items in inventory.items()
        if role.startswith("folio:")
        for key, item in items.items()
    }
    assert len(found) > 25
    assert found["project-schedflow"] == found["project-dynaflow"]
    return found


def course(site, folder: Path, extensions: list[str], page: str, text: str):
    """Build a course repository that has one page, with a copy of the inventory."""
    mapping = {"wzr": (BASE, f"{site.html}/objects.inv")}
    conf = (
        f"project = 'Course'\nextensions = {extensions}\nintersphinx_mapping = {mapping}\n"
        "nitpicky = True\nhtml_theme = 'basic'\n"
    )
    return build(write(folder, {"conf.py": conf, page: text}))


def test_a_plain_sphinx_site_refers_to_every_record_by_label(site, records, tmp_path):
    links = "\n".join(f"* :external+wzr:ref:`{label}`" for label in records)
    text = f"Course\n======\n\n{links}\n"
    built = course(site, tmp_path, ["sphinx.ext.intersphinx"], "docs/index.rst", text)
    assert (built.warnings, built.status) == ((), 0)
    assert set(records.values()) <= addresses(built.html / "index.html")


def test_a_plain_myst_site_refers_to_every_record_by_label(site, records, tmp_path):
    links = "\n".join(f"- [](inv:wzr#{label}), {{external+wzr:ref}}`{label}`" for label in records)
    extensions = ["myst_parser", "sphinx.ext.intersphinx"]
    built = course(site, tmp_path, extensions, "docs/index.md", f"# Course\n\n{links}\n")
    assert (built.warnings, built.status) == ((), 0)
    assert set(records.values()) <= addresses(built.html / "index.html")
    links = parse(built.html / "index.html").select(f'li a[href^="{BASE}"]')
    titles = [link.get_text() for link in links]
    assert len(titles) == 2 * len(records)
    assert titles[::2] == titles[1::2]


def test_a_former_document_is_still_one_for_others(site, tmp_path):
    text = "# Course\n\n[](inv:wzr:std:doc#projects/schedflow)\n"
    extensions = ["myst_parser", "sphinx.ext.intersphinx"]
    built = course(site, tmp_path, extensions, "docs/index.md", text)
    assert (built.warnings, built.status) == ((), 0)
    (link,) = parse(built.html / "index.html").select("p a.reference")
    assert link["href"] == f"{BASE}projects/dynaflow.html"
    assert link.get_text().startswith("DynaFlow: ")


@pytest.fixture(scope="module")
def mystmd() -> str:
    """Return the command of mystmd, which runs on Node.js; without one it would fetch its own."""
    node = shutil.which("node")
    version = subprocess.check_output([node, "--version"], text=True) if node else "v0"
    if int(re.match(r"v(\d+)", version)[1]) < 20:
        pytest.skip("no Node.js 20 or newer found, which mystmd runs on: see nodejs.org")
    return str(Path(sys.executable).with_name("myst"))


def converted(mystmd: str, folder: Path, address: str, links: list[str]) -> tuple[str, str]:
    """Convert a project of mystmd, with this site as a reference, to Markdown; return its log."""
    (config,) = [text for text in snippets("yaml") if "references:" in text]
    assert BASE in config
    export = "  title: Course\n  exports:\n    - {format: md, article: index.md, output: out.md}\n"
    (folder / "myst.yml").write_text(config.replace(BASE, address) + export, encoding="utf-8")
    text = "# Course\n\n" + "\n\n".join(links) + "\n"
    (folder / "index.md").write_text(text, encoding="utf-8")
    ran = subprocess.run(
        [mystmd, "build", "--md"], cwd=folder, capture_output=True, text=True, check=True
    )
    return (folder / "out.md").read_text(encoding="utf-8"), ran.stdout + ran.stderr


def test_a_mystmd_project_refers_to_every_record_by_label(mystmd, records, address, tmp_path):
    links = [f"[](xref:wzr#{label})" for label in records]
    text, log = converted(mystmd, tmp_path, address, links)
    assert "not found" not in log
    found = re.findall(r"\[[^\n]+\]\(([^\n]*)\)", text)
    assert found == [uri.replace(BASE, address) for uri in records.values()]


def test_the_link_of_the_linking_page_works_in_a_mystmd_project(mystmd, address, site, tmp_path):
    links = [block for block in snippets("markdown") if "xref:" in block]
    text, log = converted(mystmd, tmp_path, address, links)
    assert "not found" not in log
    title = parse(site.html / "projects/goal-torus.html").find("h1").find(string=True)
    assert f"[{title}]({TARGET.replace(BASE, address)})" in text


def test_a_mystmd_project_hears_of_a_label_that_is_not_there(mystmd, address, tmp_path):
    _, log = converted(mystmd, tmp_path, address, ["[x](xref:wzr#project-nothing)"])
    assert '"xref:wzr#project-nothing" not found in intersphinx wzr' in log

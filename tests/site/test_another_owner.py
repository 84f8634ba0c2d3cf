"""The whole site with the pages of somebody else: as the guide says it, and with nothing left."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zlib

import pytest
from pypdf import PdfReader

from folio.core.kinds import KINDS
from leaks import all_files
from sites import ROOT, UNPROMISED, Built, build, copy_site

GUIDE = (ROOT / "guide/architecture.md").read_text(encoding="utf-8")
#: Names, addresses and keys of the owner of this site.
HIS = re.compile(r"wang|ziren|王|梓|wazrrr|\bwzr\b|tsinghua|nanoflow", re.IGNORECASE)
#: A record of each kind by its page, with its options.
RECORDS = {
    "publications": ("publication", "bib: lovelace1843"),
    "positions": ("position", "organization: The Engine"),
    "education": ("education", "institution: London"),
    "honours": ("award", "date: 1843"),
    "skills": ("skill", "order: 1"),
    "activities": ("activity", "date: 1843"),
    "software": ("software", "code: https://code.example/ada"),
    "news": ("news", "date: 1843-09-01"),
    "projects/engine": ("project", "kind: research"),
}
ON_CV = [kind for kind, record in KINDS.items() if record.on_cv and kind != "person"]
PAGES = {
    "index": "# Ada Lovelace\n\n:::{person} ada\n:mail: mailto:ada@ada.example\n"
    ":source: lovelace1843\n\nI write programs.\n:::\n\n:::{cards} project\n:::\n\n"
    "```{toctree}\ncv\nprojects/index\n"
    + "".join(f"{page}\n" for page in RECORDS if "/" not in page)
    + "```\n",
    "cv": "# CV\n\n{export}`PDF <cv.pdf>`\n\n## All\n\n"
    + "".join(f":::{{cv}} {kind}\n:::\n\n" for kind in ON_CV),
    "404": "---\norphan: true\nnosearch: true\n---\n\n# Page not found\n\nSee [home](index.md).\n",
    "projects/index": "# Projects\n\n:::{cards} project\n:::\n\n```{toctree}\n:glob:\n*\n```\n",
    **{
        page: f"# My {kind}\n\n:::{{{kind}}} the-{kind}\n:{option}\n:source: lovelace1843\n\n"
        "It was made.\n:::\n"
        for page, (kind, option) in RECORDS.items()
    },
}
SOURCES = "@article{lovelace1843, author = {Ada Lovelace}, title = {Notes}, year = 1843}\n"
CONF = {
    **{"project": "Ada Lovelace", "author": "Ada Lovelace", "html_title": "Ada Lovelace"},
    **{"html_baseurl": "https://ada.example/", "folio_source": "https://code.example/"},
    **{"folio_inventory_name": "ada", "folio_moved": {}, "html_favicon": None},
}


def recipe() -> str:
    """Return what the guide says of the site of somebody else."""
    return GUIDE.split("### The portfolio of somebody else\n")[1].split("\n## ")[0]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = copy_site(tmp_path_factory.mktemp("ada") / "site")
    commands = re.search(r"```sh\n(.*?)```", recipe(), re.DOTALL)[1]
    subprocess.run(["sh", "-euc", commands], cwd=folder, check=True)
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.writelines(f"{name} = {value!r}\n" for name, value in CONF.items())
    for name, text in PAGES.items():
        page = folder / f"docs/{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    (folder / "docs/references.bib").write_text(SOURCES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def hers(project) -> Built:
    """Build the site, once its ledger has begun as ``nox -s ledger`` begins it."""
    first = build(project, *UNPROMISED)
    assert [line for line in first.warnings if "'folio_ledger' must name a file" not in line] == []
    extend = (sys.executable, "tools/extend_ledger.py", "--yes")
    where = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(extend, cwd=project, env=where, check=True, capture_output=True)
    return build(project)


def test_the_guide_names_each_value_of_conf_py_that_is_the_owners():
    conf = (ROOT / "conf.py").read_text(encoding="utf-8")
    his = {name for name in CONF if re.search(rf"^{name} = .*", conf, re.MULTILINE)}
    assert his == set(CONF)
    assert all(f"`{name}`" in recipe() for name in CONF)


def test_a_site_of_somebody_else_is_built_without_a_warning(hers):
    assert hers.warnings == ()
    assert hers.status == 0


def test_nothing_of_the_owner_is_left_in_it(hers):
    for name, data in all_files(hers.html):
        packed = name.endswith((".png", ".pdf", ".woff2"))
        assert not HIS.search(name if packed else name + data.decode()), name
    for pdf in ("cv.pdf", "projects/engine.pdf"):
        reader = PdfReader(hers.html / pdf)
        text = "".join(page.extract_text() for page in reader.pages)
        assert "made" in text
        assert not HIS.search(text + str(reader.metadata))


def test_a_site_without_a_seal_asks_for_none(hers):
    page = hers.text("projects/engine.html")
    assert '<a class="brand" href="../index.html">Ada Lovelace</a>' in page
    assert not re.search(r'rel="(?:apple-touch-)?icon"|href=""|src=""', page)
    assert "signs papers as" not in hers.text("cv.html").lower()
    assert "Signs" not in PdfReader(hers.html / "cv.pdf").pages[0].extract_text()


def test_a_seal_is_told_to_those_who_do_not_see_it_by_its_own_title(hers, tmp_path):
    folder = shutil.copytree(hers.html.parents[1], tmp_path / "site")
    seal = folder / "_static/seal.svg"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<path d="M0 0h9v9z"/></svg>'
    seal.write_text(svg.format("<title>An oak leaf</title>"))
    built = build(folder, *UNPROMISED)
    assert built.warnings == ()
    assert 'src="_static/seal.svg" alt=""' in built.text("index.html")
    pdf = (built.html / "cv.pdf").read_bytes()
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    said = [zlib.decompress(one) for one in streams if one[:1] == b"\x78"]
    assert any(b"An oak leaf" in one for one in (pdf, *said))
    for text, rule in (("", "must have a title"), ("<title>", "must be an SVG")):
        seal.write_text(svg.format(text))
        warnings = "\n".join(build(folder, *UNPROMISED).warnings)
        assert f"'seal.svg' {rule}" in warnings


def test_the_engine_and_the_layout_have_no_word_of_the_owner():
    for folder in ("src/folio", "_templates", "_static"):
        for path in (ROOT / folder).rglob("*"):
            named = path.suffix in (".py", ".js", ".html", ".typ", ".css", ".json")
            if named and "explore" not in path.parts:  # projects are examples of keys there
                said = path.read_text(encoding="utf-8").lower().replace("nanoflow", "")
            assert not HIS.search(said), path

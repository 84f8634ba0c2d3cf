"""What the sources of a site do on its pages: several files, names of either writing direction."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest

import folio.core
from folio.core.bibliography import read_bibliography
from folio.core.directions import FIRST_STRONG, POP
from folio.pages import kept_sources
from folio.pages.kept_sources import NAME, sources_of
from sites import CONF, build, write

ALI, FATIMA = "محمد علي", "فاطمة حسن"
BIB = f"""
@article{{ali2020, author = {{{ALI} and {FATIMA} and Ada Lin}}, title = {{Trees}}, journal = jl,
  year = {{2020}}}}
@article{{ali-press, author = {{Ada Lin}}, title = {{Later}}, journal = jl, year = {{in press}}}}
"""
PAGES = {
    "conf.py": f"{CONF}\nfolio_bibliography = ['abbrev.bib', 'papers.bib']\n"
    "folio_exports = ['write-ups']\n",
    "docs/abbrev.bib": '@string{jl = "Letters"}\n@misc{cv, author = {Ada Lin}, title = {CV}}\n',
    "docs/papers.bib": BIB,
    "docs/ada.md": "# Ada Lin\n\n:::{person} ada\n:author: Ada Lin\n:source: cv\n\nShe.\n:::\n",
    "docs/papers.md": "# Papers\n\n## One\n\n:::{publication} one\n:bib: ali2020\n:source: cv\n\n"
    "About.\n:::\n\n## Two\n\n:::{publication} two\n:bib: ali-press\n:source: cv\n\nAbout.\n:::\n",
    "docs/p/tree.md": f"# Tree\n\n:::{{project}} tree\n:kind: research\n:with: {ALI}, {FATIMA}, Bo"
    "\n:role: Author\n:date: 2020\n:source: cv\n\nA tree {cite}`ali2020`.\n:::\n\n"
    "## Sources\n\n:::{sources}\n:::\n",
    "docs/lists.md": "# Lists\n\n## Cards\n\n:::{cards} project\n:::\n\n## CV\n\n:::{cv} project\n"
    ":::\n\n## Papers\n\n:::{publications}\n:::\n\n:::{publications}\n:order: date\n:::\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    built = build(write(tmp_path_factory.mktemp("site"), PAGES))
    assert built.warnings == ()
    return built


@pytest.mark.parametrize("page", ["papers", "p/tree", "lists"])
def test_each_name_from_the_right_stands_in_an_element_of_its_own(site, page):
    html = re.sub(r"(?s)<head>.*?</head>|<pre.*?</pre>", "", site.text(f"{page}.html"))
    outside = re.sub(r"<bdi>[^<]*</bdi>", "", html)
    assert "<bdi>" in html
    assert not re.search(r"[\u0590-\u08ff]", re.sub(r'="[^"]*"', "", outside))
    listed = re.findall(rf"<bdi>{ALI}</bdi>, <bdi>{FATIMA}</bdi>, (?:<strong>)?(\w+)", html)
    assert listed


def test_a_twin_isolates_the_names_as_its_page_does(site):
    twin = site.text("p/tree.md")
    assert f"{FIRST_STRONG}{ALI}{POP}, {FIRST_STRONG}{FATIMA}{POP}, " in twin


def test_what_is_still_to_appear_stands_before_what_is_dated(site):
    html = site.text("lists.html")
    listed = re.findall(r"(Later|Trees)</span></a></strong>", html)
    assert listed == ["Later", "Trees", "Later", "Trees"]


def test_the_formulas_of_titles_are_mathematics_on_pages_and_plain_elsewhere(tmp_path):
    title = r"A $\mathbb{Z}_2$ liquid of {CO$_2$} at $\sqrt{s} = 13$~TeV"
    papers = BIB.replace("{Trees}", f"{{{title}}}")
    built = build(write(tmp_path, {**PAGES, "docs/papers.bib": papers}))
    assert built.warnings == ()
    for page in ("papers", "p/tree", "lists"):
        html = built.text(f"{page}.html")
        assert re.search(r"A <math>.*?ℤ.*?</math> liquid of CO<math>.*?</math> at <math>", html)
        assert html.count("<math>") % 3 == 0
    assert r"*A $\mathbb{Z}_2$ liquid of CO" in built.text("p/tree.md")


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        (r"Plain \$5 and \$6", ()),
        (r"Sorting in O($n \log n$)", ("Sorting in O(", r"n \log n", ")")),
        (r"{139~fb$^{-1}$ of data}", ("139 fb", "^{-1}", " of data")),
        (r"\emph{A $x$ b}", ("A ", "x", " b")),
        (r"\foreignlanguage{x}{A $x$ b}", ()),
        (r"$x$ and $y$", ("", "x", " and ", "y", "")),
    ],
)
def test_a_title_is_parted_at_its_formulas_or_not_at_all(title, parts):
    read = read_bibliography(f"@misc{{a, title = {{{title}}}}}")
    assert read.sources["a"].formulas == parts


def test_files_that_have_not_changed_are_not_read_again(tmp_path, monkeypatch):
    reads = []
    real = kept_sources.read_files

    def read(files):
        reads.append(files)
        return real(files)

    monkeypatch.setattr(kept_sources, "read_files", read)
    files = [("a.bib", b'@string{jl = "L"}'), ("b.bib", PAGES["docs/papers.bib"].encode() + b"@x")]
    first, again = sources_of(files, tmp_path), sources_of(files, tmp_path)
    assert len(reads) == 1
    assert dict(again.sources) == dict(first.sources)
    assert again.problems == first.problems
    assert dict(again.labels) == dict(first.labels)
    sources_of([files[0], ("b.bib", b"")], tmp_path)
    (tmp_path / NAME).write_bytes(b"broken off")
    sources_of(files, tmp_path)
    monkeypatch.setattr(kept_sources, "_code", lambda: b"of another version")
    sources_of(files, tmp_path)
    assert len(reads) == 4
    (tmp_path / NAME).write_bytes(b"an older digest\ncmodule that is gone\nName\n.")
    sources_of(files, tmp_path)
    assert len(reads) == 5


def test_the_garbage_collector_rests_only_while_sources_are_read(tmp_path, monkeypatch):
    during = []

    def broken(files):
        during.append(gc.isenabled())
        raise OSError("gone")

    monkeypatch.setattr(kept_sources, "read_files", broken)
    with pytest.raises(OSError, match="gone"):
        sources_of([("a.bib", b"")], tmp_path)
    assert (during, gc.isenabled()) == ([False], True)


CORE = Path(folio.core.__file__).parent


@pytest.mark.parametrize(
    "module", sorted(CORE.rglob("*.py")), ids=lambda path: str(path.relative_to(CORE))
)
def test_no_module_that_reads_can_change_without_another_reading(tmp_path, monkeypatch, module):
    there = tmp_path / module.relative_to(CORE)
    there.parent.mkdir(parents=True, exist_ok=True)
    there.write_bytes(module.read_bytes())
    monkeypatch.setattr(folio.core, "__path__", [str(tmp_path)])
    code = kept_sources._code.__wrapped__
    before = code()
    there.write_text(module.read_text("utf-8") + "# changed\n", "utf-8")
    assert code() != before


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("3", "'folio_bibliography' must be the name of a BibTeX file, or a list of such names"),
        ("['a.bib']", "(got 'a.bib'); write the file or leave it out"),
    ],
)
def test_a_value_that_names_no_file_is_refused(tmp_path, value, said):
    pages = {"conf.py": f"{CONF}\nfolio_bibliography = {value}\n", "docs/a.md": "# A\n"}
    built = build(write(tmp_path, pages))
    assert built.status == 1
    assert said in built.warnings[0]
    assert built.warnings[0].startswith("conf.py:")


def test_a_mistake_is_said_of_the_file_that_has_it(tmp_path):
    built = build(write(tmp_path, {**PAGES, "docs/papers.bib": BIB + "\n@misc{x, year = 2020}"}))
    assert "docs/papers.bib:6: WARNING: entry 'x' must have a title [folio.bibtex]" in (
        built.warnings
    )


def test_a_paper_by_others_only_is_reported_where_it_is_stated(tmp_path):
    others = BIB.replace(" and Ada Lin", " and Bo Wu")
    (warning,) = build(write(tmp_path, {**PAGES, "docs/papers.bib": others})).warnings
    assert warning.startswith("docs/papers.md:5: WARNING: 'bib' must be a paper of Ada Lin (got")
    assert warning.endswith("[folio.author]")


@pytest.mark.parametrize("name", ["A. Lin", "others", "Lin, Ada Q."])
def test_a_paper_that_may_be_of_the_person_is_not_reported(tmp_path, name):
    others = BIB.replace(" and Ada Lin", f" and {name}")
    assert build(write(tmp_path, {**PAGES, "docs/papers.bib": others})).warnings == ()

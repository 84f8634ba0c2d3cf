"""``nox -s papers`` gives each paper of the owner a section, and names what it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from papers import sections, unstated

from folio.core.bibliography import read_bibliography
from folio.core.dates import Date
from portfolios import paper, person
from sites import ROOT, build, write

BIB = r"""
@article{Lin:2020, author={Ada Lin and Bo Wu}, title={Oaks at $\sqrt{s} = 13$ TeV},
  journal={Oak Letters}, year=2020}
@inproceedings{Lin2021C, author={Wu, Bo and Lin, A.}, title={1. C\# and \$5 for *all* #},
  booktitle={Proceedings of Elms}, year=2021}
@inproceedings{lin2022, author={Lin, Ada}, title={Ash}, booktitle={Proceedings of Elms}, year=2022}
@misc{lin2021, author={Lin, Ada}, title={Ash}, eprint={2101.00001}, eprinttype={arxiv}, year=2021}
@article{林, author={Lin, Ada}, title={Beech}, journal={Trees}, year={in press}}
@article{wu2001, author={Bo Wu}, title={Of somebody else}, journal={Trees}, year=2001}
@misc{cv, author={Ada Lin}, title={Curriculum vitae}, year=2026}
"""
OWN = ["林", "cv", "lin2022", "Lin2021C", "lin2021", "Lin:2020"]
INDEX = "# Ada Lin\n\n:::{person} ada\n:mail: mailto:ada@ada.example\n:source: cv\n\nI am.\n:::\n"
TREE = "\n```{toctree}\n:glob:\n*\n```\n"


def sources():
    return read_bibliography(BIB).sources


def papers(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    where = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = (sys.executable, str(ROOT / "tools/papers.py"), *words)
    return subprocess.run(command, cwd=folder, env=where, input="", capture_output=True, text=True)


@pytest.fixture
def site(tmp_path):
    return write(tmp_path, {"docs/index.md": INDEX + TREE, "docs/references.bib": BIB})


def test_each_work_of_the_person_is_found_and_the_newest_stands_first():
    found = unstated(person(title="Ada Lin"), [], sources().values())
    assert [source.key for source in found] == OWN
    stated = [paper(bib="Lin:2020")]
    left = unstated(person(title="Ada Lin"), stated, sources().values())
    assert [source.key for source in left] == OWN[:-1]


def test_no_two_sections_have_one_key_or_one_heading():
    texts = list(sections([sources()[key] for key in OWN], ["lin2021", "lin-2020"]))
    assert [text.split("{publication} ")[1].split("\n")[0] for text in texts] == [
        *("paper-undated", "cv", "lin2022", "lin2021c", "lin2021-2", "lin-2020-2")
    ]
    headings = [text.split("\n")[0] for text in texts]
    assert headings[2] == "## Ash"
    assert headings[4] == "## Ash (2021)"
    assert sources()["lin2021"].date == Date(2021)


def test_what_is_written_builds_without_a_warning_and_says_each_title_once(site):
    done = papers(site, "--yes")
    assert done.returncode == 0
    assert "Curriculum" not in done.stdout  # on which the person rests: a source
    built = build(site)
    assert built.warnings == ()
    page = BeautifulSoup(built.text("publications.html"), "html.parser")
    for text in page.select("annotation"):
        text.decompose()
    heads = [head.get_text().rstrip("¶") for head in page.select("h2")]
    assert heads[:3] == ["Beech", "Ash", "1. C# and $5 for *all* #"]
    assert heads[4].startswith("Oaks at ")
    assert [title.get_text() for title in page.select(".folio-title")] == ["Ash"]  # its preprint
    assert len(page.select(".folio-publication")) == len(heads) == 5
    assert not page.find("summary", string="Summary")


def test_what_is_stated_is_not_written_again_and_what_stands_there_stays(site):
    page = site / "docs/publications.md"
    page.write_bytes(
        b"# Work\r\n\r\n## Ash\r\n\r\n:::{publication} ash\r\n:bib: lin2022\r\n"
        b":source: lin2022\r\n\r\nOn ash.\r\n:::\r\n\r\n## Last\r\n\r\nWords.\r\n"
    )
    before = page.read_bytes()
    assert papers(site, "Lin2021C", "--yes").returncode == 0
    after = page.read_bytes()
    assert after.startswith(before[: before.index(b"## Last")])
    assert after.endswith(b"## Last\r\n\r\nWords.\r\n")
    assert after.count(b"{publication}") == 2
    assert after.count(b"\n") == after.count(b"\r\n")
    assert papers(site, "--yes").returncode == 0
    again = papers(site, "--yes")
    assert again.returncode == 0
    assert "Every paper of Ada Lin in the bibliography has its section." in again.stdout


def test_nothing_is_written_unasked_and_a_wrong_word_is_named(site):
    unasked = papers(site)
    assert unasked.returncode == 1
    assert "Lin:2020: Ada Lin, Bo Wu. Oaks at √s = 13 TeV. Oak Letters, 2020." in unasked.stdout
    assert "'nox -s papers -- --yes' does it" in unasked.stdout
    wrong = papers(site, "lin2o20", "--yes")
    assert wrong.returncode == 1
    assert "that no page states (got 'lin2o20'); did you mean 'lin2022'" in wrong.stderr
    (site / "docs/index.md").write_text("# Nobody\n" + TREE)
    nobody = papers(site, "--yes")
    assert nobody.returncode == 1
    assert "'docs' must have a page with a {person} (found none)" in nobody.stderr
    assert not (site / "docs/publications.md").exists()

"""Entries as strangers write them, through cv.pdf, JSON Resume and JSON-LD: as in the list."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from folio.core.bibliography import read_bibliography
from folio.core.index import Index
from folio.core.portfolio import Portfolio
from folio.publish.heads import head
from portfolios import BASE, page, paper, person
from sites import CONF, ROOT, build, write

ENTRIES = (
    r"author={Ada Lin}, title={{\sl Homo sapiens} and \textbf{\textit{Pan}} {\sc ii}}, year=2020",
    r"author={Ada Lin}, title={On \underline{very} \textcolor{red}{big} \mbox{\emph{elm}}}",
    r"author={Ada Lin}, title={Bounds of $\mathcal{O}(n^{3/2})$ and $10^{-3}\,\mathrm{m}$}",
    r"author={Ada Lin}, title={\(k\)-means, $\ell_1$-norm and $L^p$ for $p\geq 2$}",
    r"author={Ada Lin}, title={D}, howpublished={\href{https://d.example/x_y}{\texttt{d}}}",
    r"author={{\color{blue} Lin, Ada} and \textbf{Wu}, \textbf{Bo} and Xu, Chi$^{1,2}$}, title={E}",
    r"author={Garc{\'\i}a, Mart{\'\i}n and {\c{C}}elik, Ay{\c{s}}e and {\.I}nan, Can}, title={F}",
    r"author={{\L}ukasz Ka\'nski and S{\o}ren {\AA}berg and Ji\v{r}\'{i} Ko\v{s}}, title={G}",
    r"author={{\DJ}{\~{\^o}} H{\`a} and L{\^e} {\'U}t}, title={Tr{\`\acirc}n vs oaks}",
    r"author={Ada Lin}, title={A \textquotedblleft B\textquotedblright{} \S 3 \copyright{} C}",
    r"author={Ada Lin}, title={The <scp>DNA</scp> &quot;code&quot; &#x2014; <sup>13</sup>C &lt; 5}",
    r"author={M{\"u}ller, J. and O&apos;Neil, P.}, title={What?!}, journal={J &#38; K}",
    r"author={Ada Lin}, title={``Trees sleep.''}, note={<script>alert(1)</script>}",
    r"author={Ada Lin}, title={A <script>alert(1)</script> & <b>B</b> ]]> C}",
    r"author={{Oak, Elm, and Ash Collaborations}}, collaboration={Oak, Elm, Ash}, title={H}",
    r"author={Aad, G. and others}, collaboration={ATLAS and CMS}, title={I}",
    r"author={family=Lin, given=Ada, prefix=van, useprefix=true and Oak Works, Inc.}, title={J}",
    r"author={Lin, Jr., Ada and Bo B. Wu III and \'{A}da Xu}, title={K #1 *x* _y_ `z` $5 @w}",
    r"author={Ada Lin}, title={L}, year={in press}",
    r"author={Ada Lin}, title={M}, date={2020-21/2020-23}",
    r"author={Ada Lin}, title={N}, year={ca. 1950}",
    r"author={Ada Lin}, title={O}, doi={https://doi.org/10.1000%2F(a)<b>;c_1}",
    r"author={Ada Lin}, title={P}, eprint={2001.00001}, doi={10.48550/arXiv.2001.00001}",
    r"author={Ada Lin}, title={Q}, url={https://d.example/~ada/a%20b\#c\&d=\$e}",
    r"author={Ada Lin}, title={\{}OAK{\} and {\{}ELM{\}} grow}",
    r"author={Ada Lin}, title={Bounds {\textdollar}{\textbackslash}log n{\textdollar} of oaks}",
    r"author={Ada Lin}, title={R}, maintitle={Trees}, volume={2}, publisher={Taylor \& Co}",
    r"author={Ada Lin}, title={S \today}",
    r"author={Ada Lin}, title={T}, url={javascript:alert(1)}",
    r"author={Ada Lin, Bo Wu}, title={U}",
    r"author={Ada Lin}, title={V \{0,1\}}",
    r"author={Ada Lin}, title={W}, year={MMXX}",
)
BIB = "\n".join(f"@article{{s{i}, {entry}}}" for i, entry in enumerate(ENTRIES))
READ = read_bibliography(BIB)
REFUSED = 6


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    fine = READ.sources
    lines = BIB.splitlines()
    kept = "\n".join(line for i, line in enumerate(lines) if f"s{i}" in fine)
    records = "".join(
        f"\n## Paper {key}\n\n:::{{publication}} {key}\n:bib: {key}\n:source: lovelace1843notes\n\n"
        "About.\n:::\n"
        for key in fine
    )
    pages = {
        "conf.py": f"{CONF}\nfolio_bibliography = ['references.bib', 'papers.bib']\n"
        "folio_exports = ['cv.pdf', 'resume.json']\nsuppress_warnings = ['folio.author']\n",
        "docs/papers.bib": kept,
        "docs/ada.md": "# Ada Lin\n\n:::{person} ada\n:author: Ada Lin\n"
        ":source: lovelace1843notes\n\nShe.\n:::\n",
        "docs/papers.md": f"# Papers\n{records}",
        "docs/cv.md": "# CV\n\n## Papers\n\n:::{cv} publication\n:::\n",
    }
    write(folder, pages)
    shutil.copytree(ROOT / "_templates/fonts", folder / "_templates/fonts")
    shutil.copy(ROOT / "_templates/cv.typ", folder / "_templates")
    (folder / "_static").mkdir(exist_ok=True)
    shutil.copy(ROOT / "_static/seal.svg", folder / "_static")
    built = build(folder)
    assert built.warnings == ()
    return built


def test_what_cannot_be_read_is_refused_and_all_else_is_a_source():
    assert len(READ.problems) == len(ENTRIES) - len(READ.sources) == REFUSED


def bare(text: str) -> str:
    """Return text without blanks and without what a typesetter sets in their place."""
    return re.sub(r"[\s\u2068\u2069\xad]", "", text).replace("\ufb01", "fi").replace("\ufb02", "fl")


def test_each_title_and_each_name_stands_in_the_cv(site):
    pages = PdfReader(site.html / "cv.pdf").pages
    said = bare("".join(page.extract_text() for page in pages))
    for source in READ.sources.values():
        assert bare(source.title) in said
        for name in source.printed_authors:
            assert bare(name) in said
    assert not re.search(r"\\[a-z]", said)


def test_each_is_told_to_machines_as_to_readers(site):
    told = {one["name"]: one for one in json.loads(site.text("resume.json"))["publications"]}
    assert set(told) == {source.title for source in READ.sources.values()}
    for source in READ.sources.values():
        makers = list(source.printed_authors)
        if source.collaboration:  # for which the last of them speaks
            last = [f"{name} ({source.collaboration})" for name in makers[-1:]]
            makers[-1:] = last or [source.collaboration]
        assert told[source.title]["x-folio"].get("authors", []) == makers
        day = told[source.title].get("releaseDate", "")
        assert day[:4] == (f"{source.date.year:04}" if source.date.year else "")


@pytest.mark.parametrize("key", READ.sources)
def test_the_head_of_a_paper_says_it_to_search_engines(key):
    source = READ.sources[key]
    written = page("p/y", paper(bib=key, title=source.title), title=source.title)
    pages = [page("index", person()), written]
    site = Portfolio(Index({one.docname: one.placed for one in pages}, {}), READ, BASE)
    soup = BeautifulSoup(head(site, written, []), "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"meta", "link", "script"}
    told = json.loads(soup.find("script").string)["@graph"][0]["about"]
    assert told["headline"] == source.title
    people = told.get("author", [])
    people = people if isinstance(people, list) else [people]
    assert [one["name"] for one in people if one["name"] in source.authors] == [
        name for name in source.authors if name != "others"
    ]


def test_a_page_of_papers_runs_nothing(site):
    soup = BeautifulSoup(site.text("papers.html"), "html.parser")
    assert not any((tag.string or "").startswith("alert") for tag in soup.find_all("script"))
    for link in soup.find_all("a", href=True):
        assert not link["href"].lower().startswith(("javascript:", "data:", "file:"))

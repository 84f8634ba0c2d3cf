"""Bibliographies as people have them: each case, and others of its class."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.core.tex import plain
from folio.exports import jsonld
from folio.exports.csl import csl_json
from folio.pages.citations import source_id
from hostile import MARKUP

TITLES = {
    r"Growth of \emph{Quercus} in {\em Ab initio} and \textsc{Treeline}": (
        "Growth of Quercus in Ab initio and Treeline"
    ),
    r"\textit{E. coli} {\it in vivo}": "E. coli in vivo",
    r"{\bfseries Bold} \texttt{code}": "Bold code",
    r"A $\mathbb{Z}_2$ liquid at $\sqrt{s}=13$~TeV with 139 fb$^{-1}$, CO$_2$": (
        "A ℤ₂ liquid at √s=13 TeV with 139 fb⁻¹, CO₂"
    ),
    r"O($n \log n$) and $\alpha$-decay": "O(n log n) and α-decay",
    r"\ensuremath{H_2O} and $x^{10}$, $\frac{1}{2}$": "H₂O and x¹⁰, 1/2",
    r"Na\"{\i}ve models": "Naïve models",
    r"\O{}re \ae{}on stra{\ss}e": "Øre æon straße",
    r"{\v S}koda, \c{C}elik, \k{a}": "Škoda, Çelik, ą",
    r"Orion\textquoteright{}s disk\,: 10\textonehalf{} cm, a \textless{} b \textemdash{} c \dots": (
        "Orion’s disk : 10½ cm, a < b — c …"
    ),
    r"20\textdegree{}C \& 100\% of \$5 \#1": "20°C & 100% of $5 #1",
    r"Ecology &amp; growth of <i>Quercus</i> at pH&lt;5": "Ecology & growth of Quercus at pH<5",
    r"CO<sub>2</sub> {\&}amp; H<sup>+</sup>": "CO₂ & H⁺",
    r"50% of a_b": "50% of a_b",
    r"Growth on \ce{TiO2} and \ce{Fe^{3+}} by \ce{2 H2 + O2 -> 2 H2O}": (
        "Growth on TiO₂ and Fe³⁺ by 2 H₂ + O₂ → 2 H₂O"
    ),
    r"Types\index{type!of oak} over $\bold{Z}/p^2$": "Types over Z/p²",
    r"$\ce{CO2}$ at $13\,\text{Ge\hspace{-.08em}V}$, CP$\^{}2$": "CO₂ at 13 GeV, CP²",
    r"Wiley \& Sons, Oak \&\#38; Elm": "Wiley & Sons, Oak & Elm",
}


@pytest.mark.parametrize("tex", TITLES)
def test_tex_and_html_become_text(tex):
    assert source(f"title = {{{tex}}}, year = 2020").title == TITLES[tex]


@pytest.mark.parametrize("letter", "aeoEcz")
@pytest.mark.parametrize("mark", "`'^\"~=.uvHcdrk")
def test_an_accent_is_set_the_same_by_the_short_way_and_by_the_decoder(mark, letter):
    short = plain(f"\\{mark}{{{letter}}}")
    assert short == plain(f"\\{mark}{{{letter}}}\\relax{{}}")
    assert short not in ("", letter)


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        *((r"\foo{x}", r"\foo"), (r"\input{/etc/passwd}", r"\input"), (r"\cite{x}", r"\cite")),
        *((r"\begin{x}a\end{x}", "environment x"), ("a $x", "dollars"), (r"\{0,1\}", r"\{")),
        (r"$\undefinedsign$", r"\undefinedsign"),
    ],
)
def test_tex_without_a_text_is_refused_with_its_field_and_command(tex, said):
    message = problem(f"title = {{{tex}}}, year = 2020")
    assert "in 'title'" in message
    assert said in message


@given(st.text(alphabet="ab\\{}$^_%&~'`-<>;, \"", max_size=20) | st.sampled_from(MARKUP))
def test_no_text_with_a_backslash_or_a_brace_is_ever_shown(text):
    read = read_bibliography(
        f"@article{{x, title = {{{text}}}, author = {{{text}}}, journal = {{{text}}}, year = 2020}}"
    )
    for found in read.sources.values():
        shown = [found.reference.text, found.label, *found.authors, csl_json(found)[1:-1]]
        assert not any(sign in "".join(shown[:-1]) for sign in "\\{}")
    assert read.sources or read.problems


REFERENCES = {
    ("journaltitle = {Letters}, subtitle = {A study}, year = 2020", "article"): (
        "Ada Lin. T: A study. Letters, 2020."
    ),
    ("eventtitle = {Small Workshop}, location = {Vienna}, year = 2020", "inproceedings"): (
        "Ada Lin. T. Small Workshop, Vienna, 2020."
    ),
    ("organization = {Treeline Foundation}, year = 2020", "manual"): (
        "Ada Lin. T. Treeline Foundation, 2020."
    ),
    ("journal = {Letters}, volume = 12, number = 3, pages = {45--67}, year = 2020", "article"): (
        "Ada Lin. T. Letters 12(3), 45–67, 2020."
    ),
    ("institution = {Institute}, number = {TR-12}, year = 2020", "techreport"): (
        "Ada Lin. T. TR-12, Institute, 2020."
    ),
    ("institution = {Institute}, number = {12}, type = {Report}, year = 2020", "report"): (
        "Ada Lin. T. Report 12, Institute, 2020."
    ),
    ("school = {Somewhere University}, year = 2020", "phdthesis"): (
        "Ada Lin. T. PhD thesis, Somewhere University, 2020."
    ),
    ("institution = {Somewhere}, type = {mathesis}, date = {2020}", "thesis"): (
        "Ada Lin. T. Master’s thesis, Somewhere, 2020."
    ),
    ("school = {Somewhere}, year = 2020", "mastersthesis"): (
        "Ada Lin. T. Master’s thesis, Somewhere, 2020."
    ),
    ("number = {US123}, holder = {Trees Inc.}, year = 2020", "patent"): (
        "Ada Lin. T. Patent US123, Trees Inc., 2020."
    ),
    ("journal = {Letters}, pages = {775-783}, year = 2020", "article"): (
        "Ada Lin. T. Letters, 775–783, 2020."
    ),
    ("journal = {Letters}, pages = {A-12}, year = 2020", "article"): (
        "Ada Lin. T. Letters, A-12, 2020."
    ),
    (r"journal = {\mnras}, volume = 3, year = 2020", "article"): (
        "Ada Lin. T. Monthly Notices of the Royal Astronomical Society 3, 2020."
    ),
    (r"journal = {\aap}, year = 2020", "article"): (
        "Ada Lin. T. Astronomy and Astrophysics, 2020."
    ),
    ("publisher = {Press}, edition = {2}, series = {Studies}, volume = 3, year = 2020", "book"): (
        "Ada Lin. T. 2nd edition, Studies 3, Press, 2020."
    ),
}


@pytest.mark.parametrize(("fields", "kind"), REFERENCES)
def test_a_reference_of_each_kind_says_what_finds_the_work(fields, kind):
    assert source(f"{ADA}, {fields}", kind).reference.text == REFERENCES[fields, kind]


def test_a_book_that_has_editors_only_is_known_by_them():
    found = source(
        "editor = {Ada Lin and Bo Wu}, title = {T}, publisher = {P}, year = 2020", "book"
    )
    assert found.reference.text == "Ada Lin, Bo Wu (eds.). T. P, 2020."
    assert found.label == "Lin & Wu, 2020"
    (item,) = json.loads(csl_json(found))
    assert [name["family"] for name in item["editor"]] == ["Lin", "Wu"]
    one = source("editor = {Ada Lin}, title = {T}, year = 2020", "proceedings")
    assert one.reference.authors == "Ada Lin (ed.)."


@pytest.mark.parametrize("said", ["BIGEXP", "BIGEXP Collaboration"])
def test_a_collaboration_stands_beside_and_others(said):
    people = f"author = {{Aaron, Ada and others}}, collaboration = {{{said}}}"
    found = source(f"{people}, title = {{T}}, journal = {{J}}, year = 2020")
    assert found.reference.text == "Ada Aaron et al. (BIGEXP Collaboration). T. J, 2020."
    (item,) = json.loads(csl_json(found))
    assert item["author"][1] == {"literal": "BIGEXP Collaboration"}


KINDS = {
    ("inbook", "booktitle = {Trees}"): ("chapter", "Trees"),
    ("conference", "booktitle = {Proc}"): ("paper-conference", "Proc"),
    ("thesis", "type = {phdthesis}, institution = {Somewhere}"): ("thesis", None),
    ("online", "url = {https://lin.example}"): ("webpage", None),
    ("software", "publisher = {Zenodo}"): ("software", None),
    ("dataset", "publisher = {Zenodo}"): ("dataset", None),
    ("patent", "number = {US1}"): ("patent", None),
    ("unpublished", "note = {Under review}"): ("manuscript", None),
    ("report", "institution = {I}"): ("report", None),
}


@pytest.mark.parametrize(("kind", "fields"), KINDS)
def test_csl_says_what_kind_of_work_it_is(kind, fields):
    (item,) = json.loads(csl_json(source(f"{ADA}, year = 2020, {fields}", kind)))
    assert (item["type"], item.get("container-title")) == KINDS[kind, fields]


LINKS = {
    "doi = {https://doi.org/10.1000/xyz.5}": [
        ("doi:10.1000/xyz.5", "https://doi.org/10.1000/xyz.5")
    ],
    "doi = {http://dx.doi.org/10.1000/x}": [("doi:10.1000/x", "https://doi.org/10.1000/x")],
    "doi = {DOI 10.1000/x}": [("doi:10.1000/x", "https://doi.org/10.1000/x")],
    r"doi = {10.1000/a\_b}": [("doi:10.1000/a_b", "https://doi.org/10.1000/a_b")],
    "doi = {{10.1000/x<1>2}}": [("doi:10.1000/x<1>2", "https://doi.org/10.1000/x%3C1%3E2")],
    "eprint = {hal-01}, eprinttype = {hal}": [("HAL:hal-01", "https://hal.science/hal-01")],
    "eprint = {hal-01}, archivePrefix = {HAL}": [("HAL:hal-01", "https://hal.science/hal-01")],
    "eprint = {https://press.example/x}": [("press.example/x", "https://press.example/x")],
    "eprint = {arXiv:arXiv:2408.12757}": [("arXiv:2408.12757", "https://arxiv.org/abs/2408.12757")],
    "eprint = {hep-th/9901001}": [("arXiv:hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001")],
    "eprint = {12}, eprinttype = {pubmed}": [("PubMed:12", "https://pubmed.ncbi.nlm.nih.gov/12")],
    "eprint = {x1}, eprinttype = {Attic}": [],
    r"url = {https://lin.example/a{\_}b}": [("lin.example/a_b", "https://lin.example/a_b")],
    r"url = {https://lin.example/a\_b\%20c\&d}": [
        ("lin.example/a_b%20c&d", "https://lin.example/a_b%20c&d")
    ],
    r"url = {https://lin.example/\~{}ada}": [("lin.example/~ada", "https://lin.example/~ada")],
    r"url = {\url{https://lin.example/w}}": [("lin.example/w", "https://lin.example/w")],
    "url = {http://a.example/z http://b.example/z}": [
        *(("a.example/z", "http://a.example/z"), ("b.example/z", "http://b.example/z"))
    ],
    "url = {lin.example/a}": [("lin.example/a", "https://lin.example/a")],
    "url = {www-lin.site.example/~a.pdf}": [
        ("www-lin.site.example/~a.pdf", "https://www-lin.site.example/~a.pdf")
    ],
    "doi = {dx.doi.org/10.1000/x}, doi = {10.1000/x}": [
        ("doi:10.1000/x", "https://doi.org/10.1000/x")
    ],
    "eprint = {cs.LG/1708.07747}, archivePrefix = {arXiv}": [
        ("arXiv:1708.07747", "https://arxiv.org/abs/1708.07747")
    ],
    "url = {www.lin.example/a}": [("lin.example/a", "https://www.lin.example/a")],
    "doi = {10.1000/two}, url = {https://dx.doi.org/10.1000/TWO}": [
        ("doi:10.1000/two", "https://doi.org/10.1000/two")
    ],
    r"howpublished = {\url{https://d.example/t_l}}": [("d.example/t_l", "https://d.example/t_l")],
    r"howpublished = {\href{https://d.example/s}{talk}}": [("talk", "https://d.example/s")],
    r"note = {Available at: \url{https://d.example/s}}": [("d.example/s", "https://d.example/s")],
}


@pytest.mark.parametrize("fields", LINKS)
def test_identifiers_and_addresses_have_one_form_and_stand_once(fields):
    assert list(source(f"{ADA}, year = 2020, {fields}").links) == LINKS[fields]


def test_an_unknown_archive_is_named_without_a_link():
    found = source(f"{ADA}, year = 2020, eprint = {{x1}}, eprinttype = {{Attic}}")
    assert found.reference.text == "Ada Lin. T. Attic:x1, 2020."


@pytest.mark.parametrize(
    "fields",
    [
        *("url = {javascript:alert(1)}", "url = {data:text/html,x}", "url = {ada@lin.example}"),
        *("url = {file:///home/ada/x.pdf}", "url = {https://a.example/x y}", "doi = {soon}"),
        "eprint = {x}, archivePrefix = {arXiv}",
        *("eprint = {12345}", r"note = {\url{javascript:alert(1)}}"),
        r"howpublished = {\href{vbscript:x}{talk}}",
        *("url = {files/lin.pdf}", "url = {lin.pdf}", "url = {javascript:lin.example/x}"),
    ],
)
def test_what_is_no_identifier_or_no_address_is_refused(fields):
    assert "must" in problem(f"{ADA}, year = 2020, {fields}")


AUTHORS = {
    r"\textbf{Ada Lin} and \underline{Bo Wu} and Xu\textsuperscript{*}": "Ada Lin, Bo Wu, Xu",
    r"Di Yang$^{\dagger}$": "Di Yang",
    r"{\bf Ada Lin} and Wu*, Bo": "Ada Lin, Bo Wu",
    r"Arn{\'{\i}}z, Luc\'{\i}a and Ho\v{r}\'{\i}n, Ji{\v{r}}{\'\i}": "Lucía Arníz, Jiří Hořín",
    r"Nguy{\~{\^e}}n, Th{\d{i}} Lam and Tr\`{\^a}n, {\DJ}{\'{\u{a}}}c Minh": (
        "Thị Lam Nguyễn, Đắc Minh Trần"
    ),
    r"Ph{\d a}m, V{\u a}n H{\h{o}}": "Văn Hỏ Phạm",
    r"Mu{\~n}oz, Bego\~{n}a": "Begoña Muñoz",
    "{Lin, Ada} and {Wu, Bo}": "Ada Lin, Bo Wu",
    "{{Lin, Ada and Wu, Bo}}": "Ada Lin, Bo Wu",
    "{Trees, Inc.}": "Trees, Inc.",
    "{Barnes and Noble}": "Barnes and Noble",
    "King, Ada, Jr.": "Ada King Jr.",
    r"{\myname{Lin}}, A. and \student{\student{Bo Wu}}": "A. Lin, Bo Wu",
    "Lin, A, and Wu, B.~C.,": "A Lin, B. C. Wu",
    "al, Ada Lin et": "Ada Lin, et al.",
    "Ada Lin et al.": "Ada Lin, et al.",
}


@pytest.mark.parametrize("names", AUTHORS)
def test_names_are_read_as_they_are_meant(names):
    found = source(f"author = {{{names}}}, title = {{T}}, year = 2020")
    assert ", ".join(found.printed_authors) == AUTHORS[names]


@pytest.mark.parametrize(
    "names",
    [
        *("Ada Lin, Bo Wu, Chi Xu, Di Yang", "Ada Lin, Bo Wu, Chi Xu", "Ada Lin; Bo Wu"),
        *("Ada Lin, Bo Wu, and Chi Xu", "Lin, Ada; Wu, Bo", "Ada Lin & Bo Wu"),
        *("Lin, Wu, and Xu", "Lin, Ada, Wu, Bo,"),
    ],
)
def test_authors_that_something_else_separates_are_refused(names):
    assert "authors are separated by ' and '" in problem(
        f"author = {{{names}}}, title = {{T}}, year = 2020"
    )


@pytest.mark.parametrize("month", ["mar", "{March}", "3", "{03}", "{Mar.}"])
def test_a_month_is_copied_as_the_macro_that_every_style_knows(month):
    assert "month = mar\n" in source(f"{ADA}, year = 2020, month = {month}").bibtex


KEYS = (
    "10.1000/978-3-000_7",
    "10.1000/978-3-000_16",
    "2016_SC_Lin",
    "2011_SC_Lin",
    "123",
    "林",
    "愛",
)


def test_keys_that_differ_have_ids_that_differ():
    assert len({source_id(key) for key in (*KEYS, "a-b", "a_b", "a.b")}) == len(KEYS) + 3
    assert source_id("zhu2025nanoflow") == "zhu2025nanoflow"


@pytest.mark.parametrize("day", ["2023-09", "6 May 2020", "2023-09-01"])
def test_the_day_of_a_visit_is_wrong_in_no_form(day):
    assert source(f"{ADA}, year = 2020, url = {{https://a.example}}, urldate = {{{day}}}")
    assert source(f"{ADA}, year = 2020, doi = {{10.1000/3}}, urldate = {{{day}}}")


@pytest.mark.parametrize(
    ("kind", "thing"),
    [
        ("phdthesis", "Thesis"),
        ("book", "Book"),
        ("dataset", "Dataset"),
        ("article", "ScholarlyArticle"),
    ],
)
def test_structured_data_says_what_a_work_is_and_dates_nothing_that_has_no_date(kind, thing):
    said = jsonld.article(source("editor = {Bo Wu}, title = {T}, year = {in press}", kind))
    assert said["@type"] == thing
    assert said["editor"] == [{"@type": "Person", "name": "Bo Wu"}]
    assert "datePublished" not in said

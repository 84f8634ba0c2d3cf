"""A reference of each kind of work, in the list, for reference managers and search engines."""

from __future__ import annotations

import json

import pytest

from entries import ADA, source
from folio.exports import jsonld
from folio.exports.csl import csl_json
from folio.pages.citations import source_id

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

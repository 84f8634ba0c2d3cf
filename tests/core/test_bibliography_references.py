"""What a reference says where fields compete, lack or say the same twice."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibtex.people.persons import Name
from folio.core.identity import may_include
from folio.core.tex.decoder import formulas
from folio.exports.csl import csl_item

REFERENCES = {
    "title = {``Trees sleep.''}, year = 2020": "Ada Lin. “Trees sleep.” 2020.",
    "title = {Trees (sleep?)}, year = 2020": "Ada Lin. Trees (sleep?) 2020.",
    "title = {Trees (elm)}, year = 2020": "Ada Lin. Trees (elm). 2020.",
    r"title = {\S~3 \copyright{} \pounds5}, year = 2020": "Ada Lin. § 3 © £5. 2020.",
    "title = {T}, year = {1999--present}": "Ada Lin. T. 1999–.",
    "title = {T}, year = {1999-Today}": "Ada Lin. T. 1999–.",
    "title = {T}, pages = {L45-L48}, year = 2020": "Ada Lin. T. L45–L48, 2020.",
    "title = {T}, pages = {S1--S12}, year = 2020": "Ada Lin. T. S1–S12, 2020.",
    "title = {T}, pages = {A4-B7}, year = 2020": "Ada Lin. T. A4-B7, 2020.",
    "title = {T}, publisher = {Zenodo}, version = {v1.2}, year = 2020": (
        "Ada Lin. T. Zenodo, version 1.2, 2020."
    ),
}


@pytest.mark.parametrize("fields", REFERENCES)
def test_a_reference_is_said_as_its_fields_mean(fields):
    assert source(f"author = {{Ada Lin}}, {fields}", "misc").reference.text == REFERENCES[fields]


def test_csl_tells_a_version_from_an_edition():
    assert csl_item(source(f"{ADA}, year = 2020, version = {{v2}}", "software"))["version"] == "2"
    assert csl_item(source(f"{ADA}, year = 2020, edition = {{2}}", "book"))["edition"] == "2"


PEOPLE = {
    r"{\color{blue} Lin, Ada} and \colorbox{red}{Wu}, Bo": "Ada Lin, Bo Wu",
    r"\href{https://a.example}{Ada Lin} and Bo Wu": "Ada Lin, Bo Wu",
    '"Lin, Ada"': "Ada Lin",
    "{{Lin, Ada B., Jr.}}": "Ada B. Lin Jr.",
    "{Barnes, Noble}": "Noble Barnes",
}


@pytest.mark.parametrize("names", PEOPLE)
def test_what_stands_around_a_name_is_no_part_of_it(names):
    found = source(f"author = {{{names}}}, title = {{T}}, year = 2020")
    assert ", ".join(map(str, found.names)) == PEOPLE[names]


@pytest.mark.parametrize("names", ["Ada Lin and Bo Wu and", "and Ada Lin"])
def test_a_name_that_is_missing_is_a_mistake(names):
    assert "author without a name" in problem(f"author = {{{names}}}, title = {{T}}, year = 2020")


GROUPS = {
    ("{ATLAS Collaboration}", "ATLAS"): "ATLAS Collaboration",
    ("{The ATLAS Collaboration}", "ATLAS Collaboration"): "The ATLAS Collaboration",
    ("Aad, G. and others", "ATLAS, CMS"): "G. Aad et al. (ATLAS, CMS Collaborations)",
    ("Aad, G.", "Oak Group"): "G. Aad (Oak Group)",
}


@pytest.mark.parametrize(("names", "group"), GROUPS)
def test_a_collaboration_is_said_once(names, group):
    fields = f"author = {{{names}}}, collaboration = {{{group}}}, title = {{T}}, year = 2020"
    assert source(fields).byline == GROUPS[names, group]


@pytest.mark.parametrize(
    ("kind", "said"),
    [("patentus", "US patent 12"), ("patreq", "Patent request 12"), ("Gold", "Gold 12")],
)
def test_a_patent_is_called_as_readers_call_it(kind, said):
    fields = f"{ADA}, number = {{12}}, type = {{{kind}}}, year = 2020"
    assert source(fields, "patent").genre == said


MORE = {
    "title = {T}, journaltitle = {A}, journal = {B}, year = 2020": "Ada Lin. T. B, 2020.",
    "title = {Oaks:}, subtitle = {a study}, year = 2020": "Ada Lin. Oaks: a study. 2020.",
    "title = {Oaks?}, subtitle = {A study}, year = 2020": "Ada Lin. Oaks? A study. 2020.",
    r"title = {At $90^\circ$ and $x^{\prime}$}, year = 2020": "Ada Lin. At 90° and x′. 2020.",
    "title = {T}, year = 2020, pages = {7}, articleno = {8}": "Ada Lin. T. 7, 2020.",
}


@pytest.mark.parametrize("fields", MORE)
def test_a_field_gives_way_to_the_one_that_says_it_better(fields):
    assert source(f"author = {{Ada Lin}}, {fields}").reference.text == MORE[fields]


@pytest.mark.parametrize(
    "tail", ["abs/2001.00001v2", "pdf/2001.00001.pdf", "abs/2001.00001", "html/2001.00001v1"]
)
def test_an_eprint_and_its_address_are_one_link(tail):
    fields = f"eprint = {{2001.00001}}, url = {{https://arxiv.org/{tail}}}"
    ((label, _),) = source(f"{ADA}, year = 2020, {fields}").links
    assert label == "arXiv:2001.00001"


def test_formulas_are_parted_only_where_they_give_the_text():
    assert formulas("a $x$", "a x") == ("a ", "x", "")
    assert formulas("a $x$", "b x") == ()


def test_others_may_be_anybody():
    assert may_include([Name("Bo", "Wu"), Name("", "others")], ["Ada Lin"])
    assert not may_include([Name("Bo", "Wu")], ["Ada Lin"])

"""What a second reading of strangers' files by eye found wrong in the list, by its kind."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography
from folio.exports.csl import csl_item

YEAR = "year = 2020"

WHERE = {
    ("incollection", "booktitle = {B}, editor = {Bo Wu and Chi Xu}, publisher = {P}"): (
        "B, edited by Bo Wu and Chi Xu, P, 2020."
    ),
    ("inproceedings", "booktitle = {B}, editor = {Bo Wu}, organization = {P}, pages = {1--2}"): (
        "B, edited by Bo Wu, P, 1–2, 2020."
    ),
    ("inbook", "booktitle = {B}, editor = {Bo Wu and others}, series = {S}, volume = 3"): (
        "B, S 3, edited by Bo Wu et al., 2020."
    ),
    ("book", "editor = {Bo Wu and Chi Xu and Di He}, publisher = {P}"): (
        "Edited by Bo Wu, Chi Xu and Di He, P, 2020."
    ),
    ("misc", "howpublished = {Data}, publisher = {P}"): "Data, P, 2020.",
    ("misc", "journal = {arXiv preprint}, publisher = {arXiv}"): "arXiv preprint, 2020.",
    ("article", "journal = {J}, publisher = {P}"): "J, 2020.",
    ("phdthesis", "school = {U}, address = {Oslo}"): "PhD thesis, U, Oslo, 2020.",
    ("techreport", "institution = {U}, address = {Oslo}, number = 7"): "No. 7, U, Oslo, 2020.",
    ("masterthesis", "school = {U}"): "Master’s thesis, U, 2020.",
    ("inproceeding", "booktitle = {B}, volume = 2"): "B 2, 2020.",
    ("book", "series = {S}, booktitle = {S}, volume = 13, number = 1"): "S 13(1), 2020.",
    ("inproceedings", "series = {S}, booktitle = {S}, volume = 13"): "S 13, 2020.",
    ("article", "journal = {npj Oaks}, volume = 3"): "npj Oaks 3, 2020.",
    ("article", "journal = {J}, series = {npj Oaks}"): "J, npj Oaks, 2020.",
    ("misc", "howpublished = {personal letter}"): "Personal letter, 2020.",
    ("online", "shortjournal = {Oak Lett.}, volume = {C75}"): "Oak Lett. C75, 2020.",
    ("article", "journal = {J}, shortjournal = {Oak Lett.}"): "J, 2020.",
    ("inproceedings", "booktitle = {B}, pages = {1--10}, articleno = {60}"): (
        "B, article 60, 1–10, 2020."
    ),
    ("online", "eprint = {2001.00001}, eprinttype = {arxiv}, pubstate = {prepublished}"): (
        "Prepublished, 2020."
    ),
    ("article", "journal = {J}, pubstate = {inpress}"): "J, in press, 2020.",
    ("article", "journal = {J}, pubstate = {reviewed}"): "J, 2020.",
    ("article", "journal = {J}, pages = {24:1--24:9}, articleno = {24}"): "J, 24:1–24:9, 2020.",
    ("article", "journal = {J}, pages = {0012-0019}, eid = {0012}"): "J, 0012–0019, 2020.",
    ("article", "journal = {J}, pages = {gk7--}"): "J, gk7, 2020.",
    ("article", "journal = {J}, titleaddon = {an oak column}"): "An oak column. J, 2020.",
    ("article", "journal = {J}, note = {arXiv: 2001.00001 [cs]}"): "J, 2020.",
    ("article", "journal = {J}, note = {bibtex: lin2020}"): "J, 2020.",
    ("article", "note = {bibtex: lin2020 bibtex[journal=Oaks; volume=3]}"): "Oaks 3, 2020.",
    ("article", "journal = {J}, note = {OCLC: 7}"): "J, 2020. OCLC: 7.",
}


@pytest.mark.parametrize(("kind", "fields"), WHERE)
def test_what_a_field_means_readers_to_see_is_in_the_list_once(kind, fields):
    found = source(f"{ADA}, {fields}, {YEAR}", kind)
    assert found.reference.text == f"Ada Lin. T. {WHERE[kind, fields]}"
    assert read_bibliography(found.bibtex).sources["lin"].reference == found.reference


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ("note = {arXiv: 2001.00001}", "2001.00001"),
        ("note = {arXiv:oak-ph/0001001v2}", "oak-ph/0001001v2"),
        ("arxivid = {arXiv:2001.00001v3}", "2001.00001v3"),
        ("arxivid = {2001.00001}, note = {arXiv: 2001.00001}", "2001.00001"),
        ("url = {https://arxiv.org/abs/2001.00001}, note = {arXiv: 2001.00001}", "2001.00001"),
        ("eprint = {2001.00001}, archiveprefix = {arXiv}, arxivid = {2001.00001}", "2001.00001"),
    ],
)
def test_a_number_of_arxiv_is_one_link_wherever_a_program_writes_it(fields, number):
    found = source(f"{ADA}, {fields}, {YEAR}")
    assert found.links == ((f"arXiv:{number}", f"https://arxiv.org/abs/{number}"),)
    assert found.note == ""


def test_a_note_that_says_another_number_or_more_than_one_stays():
    other = "eprint = {2001.00002}, archiveprefix = {arXiv}, note = {arXiv: 2001.00001}"
    assert source(f"{ADA}, {other}, {YEAR}").note == "arXiv: 2001.00001"
    more = "note = {arXiv: 2001.00001, 20 pages}"
    assert source(f"{ADA}, {more}, {YEAR}").note == "arXiv: 2001.00001, 20 pages"
    assert source(f"{ADA}, arxivid = {{oak7}}, {YEAR}").links == ()


BODIES = {
    "Collaboration, OAK": "OAK Collaboration",
    "OAK Collaboration": "OAK Collaboration",
    "The Elm consortium": "The Elm consortium",
    "Team, O Core": "O Core Team",
    "World Oak Organization": "World Oak Organization",
    "{Oak Institute}": "Oak Institute",
    "University, Oak": "Oak University",
}


@pytest.mark.parametrize("field", BODIES)
def test_a_body_is_one_name_whichever_word_stands_first(field):
    found = source(f"author = {{{field}}}, title = {{T}}, {YEAR}")
    assert (found.byline, found.label) == (BODIES[field], f"{BODIES[field]}, 2020")
    assert csl_item(found)["author"] == [{"literal": BODIES[field]}]
    assert read_bibliography(found.bibtex).sources["lin"].names == found.names


def test_a_person_whose_family_begins_as_a_body_does_is_one():
    found = source(f"author = {{Teamer, Ada and Bo Institutis}}, title = {{T}}, {YEAR}")
    assert found.families == ("Teamer", "Institutis")


TITLES = {
    r"Oaks $$ \frac{ab}{cd}x \ldots $$ Elms": "Oaks (ab)/(cd)x … Elms",
    r"$a$$b$ oaks $$c$$": "ab oaks c",
    r"Oaks at \$\$5": "Oaks at $$5",
}


@pytest.mark.parametrize("tex", TITLES)
def test_a_displayed_formula_is_read_as_one_within_the_line(tex):
    assert source(f"author = {{Ada Lin}}, title = {{{tex}}}, {YEAR}").title == TITLES[tex]


def test_the_number_of_an_article_and_its_pages_are_two_things_to_programs():
    item = csl_item(source(f"{ADA}, booktitle = {{B}}, pages = {{1--9}}, eid = 60, {YEAR}"))
    assert (item["number"], item["page"]) == ("60", "1-9")


def test_what_stands_behind_the_title_goes_along_to_programs():
    found = source(f"{ADA}, titleaddon = {{Oaks}}, note = {{N}}, {YEAR}")
    assert (found.title, csl_item(found)["note"]) == ("T", "Oaks. N")


@pytest.mark.parametrize(
    ("when", "remedy"),
    [
        ("year = {2019/ed}", "write 2019, 2019--2020, or 2019--"),
        ("year = {2019--soon}", "write 2019, 2019--2020, or 2019--"),
        ("year = {-44}", "the year of the edition that you read"),
        ("year = {44 BC}", "the year of the edition that you read"),
        ("date = {-0044}", "the year of the edition that you read"),
        ("date = {-0044-03-15}", "the year of the edition that you read"),
    ],
)
def test_a_year_that_cannot_be_is_refused_with_what_to_write(when, remedy):
    assert remedy in problem(f"{ADA}, {when}")


def test_keys_that_differ_in_capitals_only_are_refused_with_the_reason():
    first = f"@misc{{oak, {ADA}, {YEAR}}}"
    read = read_bibliography(f"{first}\n{first.replace('{oak', '{Oak').replace('{T}', '{U}')}")
    assert [line for line, _ in read.problems] == [2]
    assert read.problems[0][1].endswith("capitals tell no two keys apart")


@pytest.mark.parametrize(
    "fields",
    [
        "shorttitle = {On Oaks}, author = {Ada Lin}, year = 2020",
        "title = {Oaks}, url = {https://oak.example/a}, urlaccessdate = {19 de set. 2018}",
        "title = {Oaks}, editor = {Elm F., and Lin, A.}, author = {Pol Van Elmer}",
    ],
)
def test_an_entry_under_the_names_of_programs_is_copied_whole(fields):
    made = source(fields, "misc")
    copy = read_bibliography(made.bibtex)
    assert copy.problems == ()
    assert csl_item(copy.sources["lin"]) == csl_item(made)
    assert copy.sources["lin"].reference == made.reference

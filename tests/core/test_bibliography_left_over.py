"""What programs leave in a field where they know nothing, and what they say in two of them."""

from __future__ import annotations

import pytest

from entries import ADA, problem, source
from folio.core.bibliography import read_bibliography

OAK = f"{ADA}, year = 2020"
LETTERS = f"{OAK}, journal = {{Oak Letters}}"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("volume = {-1}, number = {aop}, pages = {1--52}", "Oak Letters, 1–52, in press, 2020."),
        ("volume = {0}, pages = {1--18}", "Oak Letters, 1–18, 2020."),
        ("volume = {00}, number = {0}", "Oak Letters, 2020."),
        ("volume = {6}, pages = {8554 EP  -}", "Oak Letters 6, 8554, 2020."),
        ("volume = {6}, pages = {12 EP -- 19}", "Oak Letters 6, 12–19, 2020."),
        ("volume = {44}, issue = {e19}", "Oak Letters 44, e19, 2020."),
    ],
)
def test_a_number_that_says_that_there_is_none_is_none(fields, text):
    assert source(f"{LETTERS}, {fields}").reference.text.endswith(text)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("volume = {3}, number = {0}", "Oak Letters 3(0), 2020."),
        ("volume = {0}, number = {2}", "Oak Letters 0(2), 2020."),
        ("volume = {44}, number = {E19}", "Oak Letters 44(E19), 2020."),
        ("volume = {44}, number = {e19}, pages = {1--9}", "Oak Letters 44(e19), 1–9, 2020."),
        ("volume = {6}, pages = {EP12}", "Oak Letters 6, EP12, 2020."),
    ],
)
def test_a_number_that_may_be_one_stays(fields, text):
    assert source(f"{LETTERS}, {fields}").reference.text.endswith(text)


PREPRINT = f"{OAK}, eprint = {{2401.00001}}, archiveprefix = {{arXiv}}"


@pytest.mark.parametrize("name", ["pages", "eid"])
@pytest.mark.parametrize("number", ["arXiv:2401.00001", "2401.00001", "arXiv:2401.00001v2"])
def test_the_number_of_a_preprint_is_said_once_and_copied_as_it_is(name, number):
    made = source(f"{PREPRINT}, journal = {{arXiv e-prints}}, {name} = {{{number}}}")
    assert made.reference.text.endswith("arXiv e-prints, 2020.")
    assert f'{name} = "{number}"' in made.bibtex


@pytest.mark.parametrize("number", ["2401.00002", "7", "A1"])
def test_pages_beside_the_number_of_a_preprint_are_shown(number):
    made = source(f"{PREPRINT}, journal = {{Oak Letters}}, pages = {{{number}}}")
    assert f"Oak Letters, {number}, 2020." in made.reference.text


@pytest.mark.parametrize("name", ["arxiv-id", "arxiv_id", "arxiv_number"])
def test_a_number_of_arxiv_is_the_eprint_under_its_other_names(name):
    made = source(f"{LETTERS}, doi = {{10.1000/1}}, {name} = {{2401.00001}}")
    assert [label for label, _ in made.links] == ["doi:10.1000/1", "arXiv:2401.00001"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("howpublished = {oak.example, 10.1000/1}", "oak.example, 2020."),
        ("howpublished = {Oak Hub. DOI: https://doi.org/10.1000/1}", "Oak Hub, 2020."),
        ("note = {Best paper. doi: 10.1000/1.}", "2020. Best paper."),
        ("note = {Extended version of 10.1000/1}", "2020. Extended version of 10.1000/1."),
        ("note = {Supplement, 10.1000/1.s2}", "2020. Supplement, 10.1000/1.s2."),
        ("note = {With data, 10.1000/2}", "2020. With data, 10.1000/2."),
    ],
)
def test_the_doi_of_the_work_behind_a_sentence_is_said_once(written, said):
    made = source(f"{OAK}, doi = {{10.1000/1}}, {written}", "misc")
    assert made.reference.text.endswith(said)


@pytest.mark.parametrize(
    "address",
    [
        "https://oak.example/a NA",
        "NA https://oak.example/a",
        "https://oak.example/a [oak.example]",
    ],
)
def test_what_stands_beside_an_address_is_no_part_of_it(address):
    made = source(f"{LETTERS}, url = {{{address}}}")
    assert made.links == (("oak.example/a", "https://oak.example/a"),)
    assert 'url = "https://oak.example/a"' in made.bibtex


def test_an_address_with_words_behind_it_is_refused():
    assert "without spaces" in problem(f"{LETTERS}, url = {{https://oak.example/a Oak NAPA}}")


def test_an_address_that_mendeley_takes_for_a_preprint_is_none():
    arxiv = "arxivid = {http://dx.doi.org/10.1000/1}, eprint = {/dx.doi.org/10.1000/1}"
    made = source(f"{LETTERS}, doi = {{10.1000/1}}, archiveprefix = {{arXiv}}, {arxiv}")
    assert [label for label, _ in made.links] == ["doi:10.1000/1"]
    assert "eprint" not in made.bibtex


def test_an_address_of_arxiv_in_mendeleys_field_is_the_preprint():
    arxiv = "arxivid = {https://arxiv.org/abs/2401.00001}, eprint = {2401.00001}"
    assert source(f"{LETTERS}, archiveprefix = {{arXiv}}, {arxiv}").eprint == "2401.00001"


@pytest.mark.parametrize(
    ("venue", "said"),
    [
        ("PhD Thesis", "PhD thesis, Oak University, 2020."),
        ("Thesis", "PhD thesis, Oak University, 2020."),
        ("Theses on Oaks", "PhD thesis, Theses on Oaks, Oak University, 2020."),
    ],
)
def test_a_venue_that_says_only_that_a_thesis_is_one_is_none(venue, said):
    made = source(f"{OAK}, school = {{Oak University}}, booktitle = {{{venue}}}", "phdthesis")
    assert made.reference.text.endswith(said)


def test_a_publisher_that_is_the_venue_is_said_once_beside_a_university():
    fields = "booktitle = {Elm Theses}, publisher = {Elm Theses}, institution = {Oak University}"
    made = source(f"{OAK}, {fields}", "book")
    assert made.reference.text.endswith("Elm Theses, Oak University, 2020.")


@pytest.mark.parametrize(
    "note",
    [
        "Conference Name: Elm Days ISBN: 0306406152 Meeting Name: Elm Days Publisher: Elm Press",
        "Publisher: Elm Press ADS Bibcode: 2020OakL...929...94A",
    ],
)
def test_labels_of_zotero_for_catalogues_are_no_note(note):
    made = source(f"{OAK}, booktitle = {{Oaks}}, note = {{{note}}}", "inproceedings")
    assert not made.note
    assert made.publisher == "Elm Press"


@pytest.mark.parametrize(
    ("written", "month"), [("Feburary", "February"), ("Ocotber", "October"), ("Septmber", "Sept")]
)
def test_a_month_with_a_slip_is_that_month(written, month):
    assert month in source(f"{LETTERS}, month = {{{written}}}").when


@pytest.mark.parametrize("written", ["Augusta", "Julie", "Marchand", "Novembers Oak"])
def test_a_word_that_may_be_a_name_is_no_month(written):
    assert "month that can be read" in problem(f"{LETTERS}, month = {{{written}}}")


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (r"Oaks With \$n - K\$ Elms", "Oaks With n - K Elms"),
        (r"Oaks With {\$}n+1{\$} Elms", "Oaks With n+1 Elms"),
        (r"Oaks from \$5 - \$10", "Oaks from $5 - $10"),
        (r"Oaks at \$A or \$B", "Oaks at $A or $B"),
    ],
)
def test_letters_and_signs_between_dollars_of_mendeley_are_a_formula(title, said):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == said


@pytest.mark.parametrize("name", ["-Bo Wu, C", "‐B. Wu, Bo"])
def test_a_name_that_is_torn_at_its_hyphen_is_refused(name):
    said = problem(f"author = {{Ada Lin and {name}}}, title = {{T}}, year = 2020")
    assert "torn at its hyphen" in said


def test_an_initial_behind_a_hyphen_is_a_given_name():
    made = source("author = {Wu, B. -C.}, title = {T}, year = 2020")
    assert str(made.names[0]) == "B.-C. Wu"


@pytest.mark.parametrize("title", ["Des chênes Ã feuilles", "VoilÃ des chênes"])
def test_an_accent_that_an_encoding_has_parted_from_its_blank_is_refused(title):
    said = problem(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020")
    assert "was 'à' once" in said


@pytest.mark.parametrize("title", ["MINHA IRMÃ DO CARVALHO", "Ãs de carvalho"])
def test_a_capital_with_a_tilde_is_a_letter(title):
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == title


def test_a_doi_alone_is_no_title():
    alone = "doi = {10.1000/1}, url = {https://doi.org/10.1000%2F1}, publisher = {Elm}"
    assert "must have a title" in problem(alone, "misc")


def test_a_note_cites_twins_by_the_letters_of_their_labels():
    read = read_bibliography(r"""
        @misc{a, author = {Ada Lin}, title = {Oaks}, year = 1908}
        @misc{B, author = {Ada Lin}, title = {Elms}, year = 1908, note = {See \cite{c, a}; 1908}}
        @misc{c, author = {Ada Lin and Bo Wu}, title = {Ash}, year = 1909}
        @misc{d, author = {Di Xu}, title = {Yew}, note = {After \citet{b} and \cite{a}}}
    """)
    assert read.problems == ()
    assert read.labels["B"] == "Lin, 1908a"
    assert read.sources["B"].note == "See (Lin & Wu, 1909; Lin, 1908b); 1908"
    assert read.sources["d"].note == "After Lin (1908a) and (Lin, 1908b)"


@pytest.mark.parametrize("url", ["", ", url = {http://dx.doi.org/10.1000/1}"])
def test_a_doi_alone_in_a_note_is_that_of_the_work(url):
    made = source(f"{LETTERS}, note = {{10.1000/1}}{url}")
    assert made.links == (("doi:10.1000/1", "https://doi.org/10.1000/1"),)
    assert not made.note


def test_another_doi_in_a_note_stays():
    made = source(f"{LETTERS}, doi = {{10.1000/1}}, note = {{10.1000/2}}")
    assert made.note == "10.1000/2"


@pytest.mark.parametrize("mass", [r"M $_{\odot}$", r"M $_\odot$", r"M $_{{\ensuremath{\odot}}}$"])
def test_a_mass_of_the_sun_has_no_blank_before_its_sign(mass):
    made = source(f"author = {{Ada Lin}}, title = {{Oaks of 2 {mass}}}, year = 2020")
    assert made.title == "Oaks of 2 M_⊙"


def test_what_is_lowered_before_a_word_keeps_its_blank():
    title = r"Oaks in $_{\Lambda}$He"
    assert source(f"author = {{Ada Lin}}, title = {{{title}}}, year = 2020").title == "Oaks in _ΛHe"


@pytest.mark.parametrize(
    ("written", "family"),
    [
        ("de Elm, Ada Oak-van", "Oak-van de Elm"),
        ("der Elm, Ada B. Oak-von", "Oak-von der Elm"),
        ("Ada B. Oak-van de Elm", "Oak-van de Elm"),
        ("Oak-van de Elm", "de Elm"),
        ("de Elm, Oak-van", "de Elm"),
        ("Elm, Ada Oak-van", "Elm"),
        ("de Elm, Ada Lin-Van", "de Elm"),
    ],
)
def test_a_double_family_that_is_torn_at_its_particle_is_one(written, family):
    made = source(f"author = {{{written} and Bo Wu}}, title = {{T}}, year = 2020")
    assert made.names[0].family == family


@pytest.mark.parametrize(
    ("year", "when"), [("20xx", "n.d."), ("20XX", "n.d."), ("18xx", "1800s"), ("201x", "2010s")]
)
def test_a_year_of_this_century_that_nobody_knows_is_none(year, when):
    assert source(f"{ADA}, year = {{{year}}}", "unpublished").when == when


@pytest.mark.parametrize(("pages", "said"), [("694", "No. 694, 2020."), ("69", "69 pp., 2020.")])
def test_the_number_of_a_report_is_not_how_many_pages_it_has(pages, said):
    made = source(f"{OAK}, number = {{694}}, pages = {{{pages}}}", "techreport")
    assert made.reference.text.endswith(said)


@pytest.mark.parametrize("name", ["doi", "url"])
@pytest.mark.parametrize("written", ["o%5C_1", r"o{\%}5C_1", "o_1"])
def test_a_backslash_that_is_a_code_of_an_address_is_none(name, written):
    made = source(f"{LETTERS}, {name} = {{https://doi.org/10.1000/{written}}}")
    assert [to for _, to in made.links] == ["https://doi.org/10.1000/o_1"]


def test_the_number_of_springers_pattern_is_no_issue():
    made = source(f"{LETTERS}, number = {{0123456789}}, volume = {{3}}")
    assert made.reference.text.endswith("Oak Letters 3, 2020.")


@pytest.mark.parametrize("venue", ["Oak Days ?23", "Elm?s Letters"])
def test_a_sign_that_a_venue_has_lost_is_refused(venue):
    assert "has a lost letter" in problem(f"{OAK}, booktitle = {{{venue}}}", "inproceedings")


@pytest.mark.parametrize("venue", ["Who needs Oaks? 23 Talks", "Why Oaks?", "Oaks (?)"])
def test_a_question_in_a_venue_is_one(venue):
    made = source(f"{OAK}, booktitle = {{{venue}}}", "inproceedings")
    assert made.venue == venue


def test_ssrn_is_known_by_the_name_that_zotero_spells_out():
    whole = "archiveprefix = {Social Science Research Network}, eprint = {1000}"
    made = source(f"{OAK}, publisher = {{Social Science Research Network}}, {whole}", "misc")
    assert made.reference.text.endswith(" Social Science Research Network, 2020.")
    assert made.links == (("SSRN:1000", "https://ssrn.com/abstract=1000"),)

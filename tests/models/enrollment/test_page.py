"""The write-up of enrollment says of the model what the model is, and what the standard has."""

from __future__ import annotations

import re

import pytest

from models.enrollment import seats
from models.enrollment.policy import FIELDS, REQUIREMENTS, ROLES
from models.enrollment.states import STATES
from models.shared.results import ROOT, load, place
from pages import parse

PAGE = (ROOT / "docs/projects/enrollment.md").read_text(encoding="utf-8")
NUMBERS = load(place("enrollment"))["numbers"]


def test_the_page_says_once_whose_the_demonstration_is_and_claims_nothing_of_the_course_project():
    assert PAGE.count("The code of the course project is not public") == 1
    assert PAGE.count("this site's own") == 1


def test_every_requirement_that_a_rule_names_is_in_the_table_with_its_level_and_its_line():
    table = re.findall(r"\| \{source\}`(v5\.0\.0-[\d.]+) <.*?#L(\d+)>` \| L(\d) \|", PAGE)
    levels = {name: int(level) for name, _, level in table}
    assert len(levels) == len(table) == 12
    for name, (level, _) in REQUIREMENTS.items():
        assert levels[name] == level
    assert len({(name.split("-")[1].split(".")[0], line) for name, line, _ in table}) == 12


def test_what_is_counted_in_words_is_so():
    assert f"{len(FIELDS)} fields, five roles and six states" in PAGE
    assert (len(ROLES), len(STATES)) == (5, 6)
    assert "each of the 30 combinations" in PAGE
    assert NUMBERS["misuse"]["tried"] == 8
    assert "eight other mistakes" in PAGE
    assert list(NUMBERS["schedules"]["naive"]) == [str(n) for n in range(1, 11)]
    assert "counted up to ten" in PAGE


def test_the_texts_for_those_who_cannot_see_the_figures_say_the_models_numbers(site):
    page = parse(site.html / "projects/enrollment.html")

    def alt(name: str) -> str:
        drawing = page.find(id=f"figure-enrollment-{name}").find(["svg", "img"])
        return drawing.get("aria-label") or drawing["alt"]

    assert f"the other {NUMBERS['pairs']['refused']} are" in alt("pairs")
    groups = NUMBERS["masks"]["groups"]
    assert f"is {groups['100000']['percent']:.0f} % at 100,000" in alt("masks")
    assert f"and {groups['1000000']['percent']:.0f} % at 1,000,000" in alt("masks")
    sold = {name: NUMBERS["traces"][name][0][-1][2] for name in ("naive", "lock")}
    assert sold == {"naive": 3, "lock": 1}
    assert "sold three times" in alt("race")
    assert "out of 1,000" in alt("seats")


@pytest.mark.parametrize("clients", ["2", "3", "4", "5"])
def test_the_table_of_orders_has_the_counts_of_the_model(site, clients):
    rows = parse(site.html / "projects/enrollment.html").find_all("tr")
    (row,) = [
        cells
        for cells in ([cell.get_text().strip() for cell in row.find_all("td")] for row in rows)
        if len(cells) == 6 and cells[0] == clients
    ]
    naive, lock, compare = (seats.counted(name, int(clients)) for name in seats.PROGRAMS)
    assert row[1:] == [
        f"{naive.schedules:,}",
        f"{naive.oversold:,}",
        str(naive.chance),
        f"0 of {lock.schedules:,}",
        f"0 of {compare.schedules:,}",
    ]


def test_every_case_of_the_desk_is_a_row_of_the_page_with_its_answer(site):
    text = parse(site.html / "projects/enrollment.html").get_text()
    for of in NUMBERS["desk"].values():
        assert of["case"] in text
        assert (
            of["told"].replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") in text or of["told"] in text
        )


def test_both_checkers_messages_for_all_31_pairs_stand_on_the_page_without_scripts(site):
    rows = (
        parse(site.html / "projects/enrollment.html")
        .find(id="figure-enrollment-pairs")
        .find_all("tr")
    )
    cells = [[cell.get_text().strip() for cell in row.find_all("td")] for row in rows]
    refused = [row for row in cells if row and row[3] != "passes"]
    assert len(refused) == 31
    for start, _, call, mypy, pyright, _ in refused:
        told = NUMBERS["states"][start][call.removeprefix("exam.").removesuffix("()")]
        assert mypy == told["mypy"]
        assert pyright == " ".join(told["pyright"].split())

"""The results hold what was recorded and what the authors' code does; the page says the same."""

from __future__ import annotations

import re

import pytest

from models.rchol.growth import METHODS
from models.rchol.measured import CASES, evaluate, record
from models.rchol.model import Config, Result, draw, example, explorer, tabulate
from models.rchol.orders import ORDERS
from models.rchol.width import GRAPHS, THREADS
from models.shared.results import ROOT, load, place, rounded

from .test_factor import PEER

PAGE = (ROOT / "docs/projects/rchol.md").read_text(encoding="utf-8")
NAMES = ["rchol-eliminate", "rchol-growth", "rchol-residuals", "rchol-threads"]


@pytest.fixture(scope="module")
def result():
    return Result(Config(), load(place("rchol"))["numbers"])


@pytest.mark.parametrize(("side", "order", "fills", "loose", "tight"), PEER)
def test_the_means_of_three_seeds_are_those_of_the_authors_code(
    result, side, order, fills, loose, tight
):
    found = result.numbers["growth"][str(side)][order]
    assert len(result.config.seeds) == 3
    assert 0.98 * fills[0] <= found["fill"] <= 1.02 * fills[1]
    assert loose[0] - 1 <= found["loose"] <= loose[1] + 1
    assert tight[0] - 1 <= found["tight"] <= tight[1] + 1


def test_the_baselines_at_64_are_those_measured_elsewhere(result):
    found = result.numbers["growth"]["64"]
    assert found["cg"]["loose"] == pytest.approx(185, abs=2)
    assert found["cg"]["tight"] == pytest.approx(272, abs=2)
    assert found["ic0"]["loose"] == pytest.approx(59, abs=2)
    assert found["ic0"]["fill"] == pytest.approx(1.145, abs=5e-4)


def test_iterations_with_ic0_grow_as_the_side_and_with_rchol_far_less(result):
    small, large = (result.numbers["growth"][str(side)] for side in (20, 64))
    grown = {m: large[m]["loose"] / small[m]["loose"] for m in ("cg", "ic0", *ORDERS)}
    assert grown["cg"] > 2.5
    assert grown["ic0"] > 2.5
    assert all(grown[order] < 1.4 for order in ORDERS)
    assert all(
        large["natural"]["loose"] <= large[order]["loose"] for order in ORDERS
    )  # the page: natural order takes the fewest
    assert set(METHODS) == {"cg", "ic0", "rchol", "exact"}


def test_what_threads_gain_is_simulated_from_what_was_recorded(result):
    recorded, found = record(), result.numbers["threads"]
    assert found["machine"] == recorded["machine"]
    assert set(recorded["cases"]) == set(CASES)
    for case in ("band", "star"):  # the others take seconds to divide
        assert found[case] == rounded(evaluate(case, recorded["cases"][case]))
    for case in CASES:
        kept = {k: v for k, v in recorded["cases"][case].items() if k != "nodes_us"}
        assert found[case]["measured"] == kept
        assert found[case]["nodes"] == len(recorded["cases"][case]["nodes_us"])


def test_every_simulated_run_keeps_to_its_bounds_and_narrow_graphs_gain_next_to_nothing(result):
    several = [result.numbers["threads"][case] for case in CASES]
    several += [result.numbers["width"][graph][order] for graph in GRAPHS for order in ORDERS]
    for found in several:
        for p in map(str, THREADS):
            least, most = found["graham"][p] * (1 - 1e-5), found["most"][p] * (1 + 1e-5)
            assert found["brent"][p] * (1 - 1e-5) <= least / (1 - 1e-5)
            assert least <= found["dynamic"][p] <= most
            assert found.get("static", found["dynamic"])[p] <= most
    gains = {case: result.numbers["threads"][case]["dynamic"]["1024"] for case in CASES}
    assert gains["grid-3d"] > 8
    assert gains["random"] < 1.5
    assert gains["band"] == gains["path"] == 1
    for graph in ("band", "path", "complete"):
        assert result.numbers["width"][graph]["natural"]["parallelism"] == 1
    assert all(result.numbers["width"]["complete"][order]["parallelism"] == 1 for order in ORDERS)


def test_the_example_and_the_graph_of_the_explorer_are_in_the_results(result):
    assert result.numbers["example"] == rounded(example())
    assert result.numbers["explorer"] == rounded(explorer())
    assert result.numbers["example"]["expected"] == [0.2, 0.3, 0.4, 0.6, 0.8, 1.2]


def test_every_number_of_the_model_on_the_page_comes_from_its_results():
    """None is typed, but in the texts for those who do not see the figures."""
    start = PAGE.index("## The factorization, run and counted")
    model = PAGE[start : PAGE.index("## Limits")]
    kept = [line for line in model.splitlines() if not line.startswith(":alt:")]
    prose = re.sub(r"\{(?:result|cite)\}`[^`]*`|\$[^$]*\$", "", "\n".join(kept))
    typed = set(re.findall(r"\d[\d.,]*\d|\d", prose.replace("3D", "").replace("IC(0)", "")))
    inputs = {"2", "6", "0", "1", "16", "1,024", "20", "32", "64", "181", "512"}
    assert typed <= inputs


def test_every_number_on_the_built_page_is_read_from_the_results(site, result):
    """A bar in a table would end a cell in the middle of a role."""
    text = site.text("projects/rchol.html")
    assert "{result}" not in text
    cells = re.findall(r"<td><p>([\d.,]+)</p></td>", text)
    for graph in GRAPHS:
        for order in ORDERS:
            found = result.numbers["width"][graph][order]["parallelism"]
            assert f"{found:,.1f}" in cells


def test_there_is_a_figure_for_each_thing_that_the_page_shows(result):
    assert sorted(draw(result)) == sorted([*NAMES, "rchol-small"])


def test_the_tables_have_a_row_for_every_point_that_is_drawn(result):
    rows = tabulate(result)
    assert len(rows["rchol-growth"]) == 1 + 8 * len(result.config.sides)
    assert len(rows["rchol-threads"]) == 1 + 3 * len(THREADS)
    assert all(len(row) == len(table[0]) for table in rows.values() for row in table)


def test_natural_order_takes_the_fewest_iterations_of_the_four_at_every_size_and_the_most_fill(
    result,
):
    for of in result.numbers["growth"].values():
        for what in ("loose", "tight"):
            assert min(ORDERS, key=lambda order: of[order][what]) == "natural"
        assert max(ORDERS, key=lambda order: of[order]["fill"]) == "natural"

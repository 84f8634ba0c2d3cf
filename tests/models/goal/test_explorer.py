"""The explorer of GOAL shows what the Python model computes, by pointer, keyboard and voice."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from explorers import figure, opened, said
from models.goal.figures import saturation
from models.goal.spread import spread
from models.goal.torus import PATTERNS, Torus, traffic
from models.shared.results import load, place

TORUS = Torus(8, 2)
ALGORITHMS = ("dor", "val", "min-ad", "romm", "rlb", "goal", "goal-redrawn")
PAGE = "projects/goal-torus.html"
NAME = "goal-links"
FIGURE = figure(NAME)


@pytest.fixture(scope="module")
def explorer(chromium: Browser, address):
    with opened(chromium, address, PAGE, NAME) as page:
        yield page


def choose(page: Page, pattern: str, algorithm: str) -> None:
    controls = page.locator(FIGURE)
    controls.get_by_label("Traffic").select_option(pattern)
    controls.get_by_label("Routing").select_option(algorithm.removesuffix("-redrawn"))
    again = controls.get_by_label("drawn again")
    if again.is_enabled():
        again.set_checked(algorithm == "goal-redrawn")


WORST = ("worst-dor", "worst-romm", "worst-rlb")


def sent(pattern: str) -> str | list[int]:
    """Return a pattern by its name, or the worst permutation that the results hold."""
    worst = load(place("goal-torus"))["numbers"]["worst-case"]
    name = pattern.removeprefix("worst-")
    return worst[name]["permutation"] if pattern in WORST else pattern


@pytest.mark.parametrize("pattern", [*PATTERNS, *WORST])
def test_its_busiest_link_and_throughput_are_those_of_the_results(explorer, pattern):
    numbers = load(place("goal-torus"))["numbers"]
    for algorithm in ALGORITHMS:
        choose(explorer, pattern, algorithm)
        entry = numbers["links"].get(pattern, {}).get(algorithm)
        largest = max(entry["loads"] if entry else numbers[pattern][algorithm]["ports"])
        assert float(said(explorer, NAME)["load"]) == largest
        allowed = numbers[pattern][algorithm]["throughput"]
        if numbers[pattern][algorithm]["known"] != "none":
            assert float(said(explorer, NAME)["throughput"]) == pytest.approx(allowed, rel=1e-5)


@pytest.mark.parametrize("pattern", [*PATTERNS, *WORST])
def test_it_concludes_a_throughput_only_where_there_is_one_and_none_below_the_simulated(
    explorer, pattern
):
    numbers = load(place("goal-torus"))["numbers"]
    curves = numbers["simulated"].get(pattern, {})
    for algorithm in ALGORITHMS:
        choose(explorer, pattern, algorithm)
        words = explorer.locator(f"{FIGURE} .explore-says").inner_text()
        allowed = said(explorer, NAME)["throughput"]
        known = numbers[pattern][algorithm]["known"]
        assert ("allows" in words) == bool(allowed) == (known != "none")
        assert ("The best of all choices" in words) == (known == "optimum")
        assert ("no throughput follows" in words) == (known == "none")
        if allowed and algorithm in curves:
            sustained, _ = saturation(curves[algorithm]["points"])
            assert float(allowed) >= sustained


def test_the_worst_permutation_of_an_algorithm_can_be_followed_packet_by_packet(explorer):
    choose(explorer, "worst-romm", "romm")
    explorer.locator(f"{FIGURE} .explore-node").nth(19).hover()
    end = sent("worst-romm")[19]
    words = explorer.locator(f"{FIGURE} .explore-says").inner_text()
    assert f"(3, 2) go to ({end % 8}, {end // 8})" in words or end == 19


def test_the_six_drawings_that_it_replaces_can_be_unfolded(explorer):
    fold = explorer.locator(f"{FIGURE} details", has_text="Six of these drawings")
    assert fold.locator("img").is_hidden()
    fold.locator("summary").click()
    assert fold.locator("img").evaluate("e => e.decode().then(() => e.naturalWidth)") > 100
    assert "Six drawings" in fold.locator("img").get_attribute("alt")
    fold.locator("summary").click()


def test_its_picture_is_named_by_what_is_chosen(explorer):
    choose(explorer, "transpose", "goal-redrawn")
    name = explorer.locator(f"{FIGURE} .explore-torus").get_attribute("aria-label")
    assert name == "Loads of the links of an 8 by 8 torus: GOAL, redrawn, Transpose"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_the_packets_of_a_node_spread_as_in_the_python_model(explorer, algorithm):
    module = explorer.eval_on_selector("[data-explore]", "e => e.dataset.explore")
    for pattern in PATTERNS:
        for source in (0, 11, 38):
            got = explorer.evaluate(
                "async ([module, ...asked]) => [...(await import(new URL(module, "
                "document.baseURI))).spread(...asked)]",
                [module.replace("goal-links", "goal-spread"), pattern, algorithm, source],
            )
            wanted = spread(TORUS, algorithm, traffic(TORUS, pattern), source)
            assert len(got) == TORUS.nodes * TORUS.ports
            for channel, load_ in enumerate(got):
                assert load_ == pytest.approx(wanted.get(divmod(channel, 4), 0), abs=1e-9)


def test_a_node_is_chosen_by_arrow_keys_and_by_pointer_and_its_packets_are_told(explorer):
    choose(explorer, "transpose", "goal")
    explorer.locator(f"{FIGURE} .explore-node[tabindex='0']").focus()
    for key in ("ArrowRight", "ArrowUp", "ArrowRight"):
        explorer.keyboard.press(key)
    wanted = spread(TORUS, "goal", traffic(TORUS, "transpose"), 10)
    assert said(explorer, NAME)["node"] == "10"  # (2, 1)
    assert float(said(explorer, NAME)["hops"]) == pytest.approx(sum(wanted.values()))
    assert int(said(explorer, NAME)["links"]) == len(wanted)
    explorer.keyboard.press("Escape")
    assert said(explorer, NAME)["node"] == ""
    explorer.locator(f"{FIGURE} .explore-node").nth(19).hover()
    assert said(explorer, NAME)["node"] == "19"
    live = explorer.locator(f"{FIGURE} .explore-says")
    assert "(3, 2) go to (2, 3)" in live.inner_text()
    assert live.get_attribute("aria-live") == "polite"

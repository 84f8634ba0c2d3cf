"""The explorer of randomized Cholesky eliminates as the Python model does, step by step."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page

from explorers import figure, opened, said
from models.rchol.model import EDGES, PLACES
from models.rchol.small import clique, edges, run_of

PAGE = "projects/rchol.html"
NAME = "rchol-eliminate"
FIGURE = figure(NAME)
VERTICES = range(len(PLACES))


@pytest.fixture
def explorer(chromium: Browser, address):
    with opened(chromium, address, PAGE, NAME) as page:
        yield page


def press(page: Page, text: str) -> None:
    page.locator(FIGURE).get_by_role("button", name=text, exact=True).click()


def vertex(page: Page, number: int, side: int = 0):
    return page.locator(f"{FIGURE} svg").nth(side).locator(".explore-node").nth(number)


def check(page: Page, order: list[int], seed: int) -> None:
    """Compare what the explorer says with the model."""
    got = said(page, NAME)
    sides = [run_of(edges(EDGES), order, s) for s in (None, seed)]
    assert got["order"] == " ".join(map(str, order))
    assert got["seed"] == str(seed)
    before = [[edges(EDGES), *(step.left for step in side)] for side in sides]
    fresh = [
        sum(
            len(set(step.added) - {e for e in old if v not in e})
            for step, old, v in zip(side, olds, order, strict=False)
        )
        for side, olds in zip(sides, before, strict=True)
    ]
    assert got["fill"] == " ".join(map(str, fresh))
    assert got["edges"] == " ".join(str(len(side[-1].left)) for side in sides)
    assert got["added"] == " ".join(str(len(side[-1].added)) for side in sides)
    totals = [sum(side[-1].added.values()) for side in sides]
    assert [float(x) for x in got["totals"].split()] == pytest.approx(totals, rel=1e-12)
    wanted = sum(clique(sides[1][-1].star).values())
    assert float(got["clique"]) == pytest.approx(wanted, rel=1e-12)
    drawn = {tuple(map(int, ends.split())): w for ends, w in json.loads(got["drawn"])}
    assert drawn == pytest.approx(sides[1][-1].left, rel=1e-12)


@pytest.mark.parametrize("order", [[*VERTICES][:-1], [3, 4, 6, 0, 9, 1], [9, 7, 5, 3, 1, 8, 6]])
def test_every_step_is_that_of_the_python_model_whatever_is_drawn(explorer, order):
    for seed in (1, 2, 3):
        for i, number in enumerate(order):
            vertex(explorer, number, side=i % 2).click()
            check(explorer, order[: i + 1], seed)
        press(explorer, "Start again")
        assert said(explorer, NAME)["order"] == ""
        press(explorer, "Draw again")


def test_drawing_again_keeps_what_is_eliminated_and_the_total(explorer):
    vertex(explorer, 3).click()
    seen = set()
    for seed in range(1, 9):
        check(explorer, [3], seed)
        got = said(explorer, NAME)
        seen.add(got["drawn"])
        exact, drawn = map(float, got["totals"].split())
        assert exact == pytest.approx(drawn)
        press(explorer, "Draw again")
    assert len(seen) > 1


def test_it_works_by_keyboard_and_says_each_step(explorer):
    vertex(explorer, 0).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter", "ArrowLeft", " "):
        explorer.keyboard.press(key)
    check(explorer, [3, 2], 1)
    live = explorer.locator(f"{FIGURE} .explore-says")
    assert "Vertex c is eliminated." in live.inner_text()
    explorer.keyboard.press("Enter")  # again: it is gone already
    check(explorer, [3, 2], 1)
    press(explorer, "Undo")
    check(explorer, [3], 1)
    assert vertex(explorer, 2).get_attribute("aria-disabled") == "false"
    assert vertex(explorer, 3).get_attribute("aria-disabled") == "true"


def test_what_was_added_weighs_as_much_as_the_clique_and_it_is_said(explorer):
    vertex(explorer, 6).click()
    got, words = said(explorer, NAME), explorer.locator(f"{FIGURE} .explore-says").inner_text()
    assert words.count(f"{float(got['clique']):.3f}") == 2
    captions = explorer.locator(f"{FIGURE} .explore-pair p").all_inner_texts()
    counted = zip(got["edges"].split(), got["fill"].split(), strict=True)
    for caption, (left, fill) in zip(captions, counted, strict=True):
        assert f"{left} edges, {fill} of fill" in caption

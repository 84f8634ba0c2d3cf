"""The three explorers of enrollment say in every state what the Python model says."""

from __future__ import annotations

import json
from itertools import product

import pytest
from playwright.sync_api import Browser, Page

import explorers
from explorers import figure, opened
from models.enrollment import seats
from models.enrollment.model import SAMPLE, Config
from models.enrollment.policy import FIELDS, ROLES, load
from models.enrollment.records import respond
from models.enrollment.states import LEGAL, STATES, VERBS
from models.shared import results

PAGE = "projects/enrollment.html"
PAIRS, VIEWS, RACE = (f"enrollment-{name}" for name in ("pairs", "views", "race"))


@pytest.fixture(scope="module")
def numbers():
    return results.load(results.place("enrollment"))["numbers"]


@pytest.fixture(scope="module")
def page(chromium: Browser, address):
    with opened(chromium, address, PAGE, PAIRS, VIEWS, RACE) as page:
        yield page


def press(page: Page, explorer: str, name: str) -> dict[str, str]:
    page.locator(figure(explorer)).get_by_role("button", name=name, exact=True).click()
    return explorers.said(page, explorer)


# -- states ----------------------------------------------------------------------------------------


def go_to(page: Page, state: str) -> None:
    press(page, PAIRS, "Start over")
    for verb in list(VERBS)[1 : STATES.index(state) + 1]:
        press(page, PAIRS, f"exam.{verb}()")
    assert explorers.said(page, PAIRS)["state"] == state


@pytest.mark.parametrize("state", STATES)
def test_each_call_in_each_state_moves_on_or_shows_what_three_say(page, numbers, state):
    for verb, target in VERBS.items():
        go_to(page, state)
        said = press(page, PAIRS, f"exam.{verb}()")
        told = page.locator(f"{figure(PAIRS)} .explore-told dd").all_text_contents()
        text = page.locator(f"{figure(PAIRS)} .explore-says").inner_text()
        if (state, target) in LEGAL:
            assert (said["legal"], said["state"], told) == ("true", target, [])
            assert text == f"exam.{verb}() exists: the exam was {state} and is {target}."
        else:
            wanted = numbers["states"][state][verb]
            assert (said["legal"], said["state"]) == ("false", state)
            assert told == [wanted["mypy"], wanted["pyright"], wanted["python"]]
            assert f"exam.{verb}() is refused, since the exam is {state}." in text
        label = page.locator(f"{figure(PAIRS)} svg").get_attribute("aria-label")
        assert f"tried: from {state} to {target}" in label


def test_it_counts_the_refusals_that_were_seen_once_each(chromium: Browser, address):
    with opened(chromium, address, PAGE, PAIRS) as page:
        assert (
            "Of 36 pairs of states 5 are steps"
            in page.locator(f"{figure(PAIRS)} .explore-says").inner_text()
        )
        for state in STATES:
            go_to(page, state)
            for verb, target in VERBS.items():
                if (state, target) not in LEGAL:
                    press(page, PAIRS, f"exam.{verb}()")
                    said = press(page, PAIRS, f"exam.{verb}()")
        assert said["refused"] == "31"
        assert page.locator(f"{figure(PAIRS)} svg path[stroke-dasharray]").count() == 1


def test_the_states_work_by_keyboard(page):
    press(page, PAIRS, "Start over")
    button = page.locator(figure(PAIRS)).get_by_role("button", name="exam.publish()", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    assert explorers.said(page, PAIRS)["state"] == "Published"


# -- views -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "state"), list(product(ROLES, STATES)))
def test_a_record_is_shown_as_the_server_would_send_it_each_field_by_its_rule(page, role, state):
    controls = page.locator(figure(VIEWS))
    controls.get_by_role("combobox", name="Role").select_option(role)
    controls.get_by_role("combobox", name="State of the exam").select_option(state)
    said = explorers.said(page, VIEWS)
    answer = respond(SAMPLE, role, state)
    assert said["body"].encode() == answer.body
    assert f"{len(answer.body)} bytes" in controls.locator(".explore-says").inner_text()
    rows = [row.locator("td").all_inner_texts() for row in controls.locator("tbody tr").all()]
    sent, table = json.loads(answer.body), load()
    for field, (line, how, rule) in zip(FIELDS, rows, strict=True):
        assert how == table.cells[field, role, state]
        assert rule.split() == [
            table.requirements[field, role],
            *table.reasons[field, role].split(),
        ]
        shown = f"{json.dumps(field)}: {json.dumps(sent[field])}" if field in sent else field
        assert line == shown
    for access in ("shown", "masked", "absent"):
        assert int(said[access]) == [how for _, how, _ in rows].count(access)


# -- the race --------------------------------------------------------------------------------------


def choose(page: Page, seller: str, race: int) -> None:
    controls = page.locator(figure(RACE))
    controls.get_by_role("combobox", name="Seller").select_option(seller)
    controls.get_by_role("combobox", name="Order of steps").select_option(str(race))


@pytest.mark.parametrize("seller", seats.PROGRAMS)
@pytest.mark.parametrize("race", [0, 1, 2])
def test_each_step_of_a_race_is_that_of_the_python_model(page, seller, race):
    config = Config()
    steps = seats.played(seller, config.shown, config.seeds[race])
    choose(page, seller, race)
    for done, (client, state) in enumerate(steps, 1):
        said = press(page, RACE, "One step")
        assert (int(said["done"]), int(said["sold"])) == (done, state.taken)
        assert said["over"] == str(done == len(steps)).lower()
        text = page.locator(f"{figure(RACE)} .explore-says").inner_text()
        assert text.startswith(f"Step {done} of {len(steps)}: client {client + 1} ")
        assert page.locator(f"{figure(RACE)} svg rect").count() == 2 * done
    assert text.endswith("It is oversold." if steps[-1][1].taken > 1 else "It is sold to one.")
    step = page.locator(figure(RACE)).get_by_role("button", name="One step", exact=True)
    assert step.is_disabled()


def test_a_race_that_a_reader_starts_goes_on_by_itself_and_can_be_stopped(page):
    choose(page, "naive", 0)
    assert explorers.said(page, RACE)["done"] == "0"  # nothing moves before it is started
    press(page, RACE, "Start")
    page.wait_for_selector(f"{figure(RACE)} .explore-says[data-done='2']")
    said = press(page, RACE, "Stop")
    page.wait_for_timeout(1500)
    assert explorers.said(page, RACE)["done"] == said["done"]
    assert press(page, RACE, "Start over")["done"] == "0"


def test_the_first_race_is_that_of_the_picture_and_oversells(numbers):
    assert numbers["traces"]["naive"][0][-1][2] > 1
    assert {trace[-1][2] for name in ("lock", "compare") for trace in numbers["traces"][name]} == {
        1
    }

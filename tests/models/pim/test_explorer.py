"""The explorer of PIM shows the states of the Python model, by pointer, keyboard and voice."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page

import explorers
from explorers import figure, opened
from models.pim.inputs import device, shape
from models.pim.placement import POLICIES
from models.pim.states import CHOICES, EVERY, LENGTHS, STEPS, STILL, WORTH, arriving, state
from models.pim.step import gain, merging, step
from models.shared.results import load, place

PAGE = "projects/pim.html"
NAME = "pim-devices"
FIGURE = figure(NAME)


@pytest.fixture(scope="module")
def explorer(chromium: Browser, address):
    with opened(chromium, address, PAGE, NAME) as page:
        yield page


def choose(page: Page, name: str, policy: str, devices: int, at: int) -> dict[str, str]:
    controls = page.locator(FIGURE)
    controls.get_by_role("combobox", name="Policy").select_option(policy)
    controls.get_by_role("combobox", name="Lengths").select_option(name)
    controls.get_by_role("combobox", name="Devices").select_option(str(devices))
    controls.get_by_role("slider", name="Step").fill(str(at))
    return explorers.said(page, NAME)


def gained(policy: str, devices: int, peak: float) -> float:
    """Return the gain of the page's curve; under token split each request is on all devices."""
    llama, gpu, pim = shape("llama-65b"), device("a100a"), device("attacc-bank")
    if policy != "token-split":
        return gain(llama, gpu, pim, 8, 64, 3072, peak)
    case = (8, 64, 64 * 3072)
    split = step(llama, pim, *case, imbalance=peak).time
    return step(llama, gpu, *case).time / (split + merging(llama, pim, 8, 64 * (devices - 1)))


@pytest.mark.parametrize("policy", POLICIES)
def test_its_bars_are_the_devices_of_the_python_model(explorer, policy):
    for name, devices, at in [("ShareGPT", 8, 320), ("Splitwise", 4, 201), ("LMSYS-Chat", 16, 479)]:
        said = choose(explorer, name, policy, devices, at)
        wanted = state(name, policy, devices, at)
        assert [int(load_) for load_ in said["loads"].split()] == wanted.loads
        assert (int(said["batch"]), int(said["moved"])) == (wanted.batch, wanted.moved)
        assert float(said["imbalance"]) == pytest.approx(wanted.imbalance, rel=1e-12)
        peak = gained(policy, devices, wanted.imbalance)
        assert float(said["gain"]) == pytest.approx(peak, rel=1e-5)
        drawn = explorer.locator(f"{FIGURE} .explore-schedules rect")
        assert drawn.count() == sum(map(len, wanted.held))


@pytest.mark.parametrize("policy", POLICIES)
def test_every_state_of_a_policy_is_that_of_the_python_model(explorer, policy):
    module = explorer.eval_on_selector("[data-explore]", "e => e.dataset.explore")
    for name in LENGTHS:
        for devices in CHOICES:
            of = {"policy": policy, "devices": devices, "every": EVERY, "worth": WORTH}
            of["requests"] = [[one.arrival, one.prompt, one.answer] for one in arriving(name)]
            got = explorer.evaluate(
                "async ([module, of, at]) => { const { serve } = await import(new URL(module, "
                "document.baseURI)); const { held, moved, batch } = serve(of, at); return "
                "[held.map((d) => [...d].sort((a, b) => a[0] - b[0])), moved, batch]; }",
                [module, of, 411],
            )
            wanted = state(name, policy, devices, 411)
            held = json.loads(json.dumps(wanted.held))
            assert got == [held, wanted.moved, wanted.batch]


def test_it_begins_with_the_still_picture_and_works_by_keyboard(chromium: Browser, address):
    with opened(chromium, address, PAGE, NAME) as page:
        numbers = load(place("pim"))["numbers"]["explorer"]["still"]
        loads = [sum(of) for of in numbers["held"]]
        said = page.locator(f"{FIGURE} .explore-says")
        assert said.get_attribute("data-loads") == " ".join(map(str, loads))
        assert "attention ends with device 6" in said.inner_text()
        slider = page.locator(FIGURE).get_by_role("slider", name="Step")
        slider.focus()
        page.keyboard.press("ArrowRight")
        after = state(str(STILL["lengths"]), str(STILL["policy"]), 8, STILL["step"] + 1)
        assert said.get_attribute("data-loads") == " ".join(map(str, after.loads))
        assert f"step {STILL['step'] + 1}" in said.inner_text()
        assert said.get_attribute("aria-live") == "polite"
        label = page.locator(f"{FIGURE} .explore-schedules").get_attribute("aria-label")
        assert label.startswith("Round-robin, ShareGPT, 8 devices, step 321:")
        page.keyboard.press("Home")
        assert slider.input_value() == "0"


def test_time_runs_only_while_it_is_asked_to(explorer):
    choose(explorer, "Splitwise", "least-kv", 8, 100)
    slider = explorer.locator(FIGURE).get_by_role("slider", name="Step")
    explorer.wait_for_timeout(400)
    assert slider.input_value() == "100"
    box = explorer.locator(FIGURE).get_by_label("let time run")
    box.check()
    explorer.wait_for_function(
        "e => Number(e.value) > 104", arg=slider.element_handle(), timeout=20_000
    )
    box.uncheck()
    stopped = slider.input_value()
    explorer.wait_for_timeout(400)
    assert slider.input_value() == stopped
    assert int(stopped) < STEPS


def test_its_curve_passes_through_the_points_of_the_lists(explorer):
    curve = load(place("pim"))["numbers"]["curve"]
    for kind in ("rr", "clb"):
        for of in ("tokens", "latency"):
            peak = curve["peaks"][kind][of]
            assert gained("least-kv", 8, peak) == pytest.approx(curve["lists"][kind][of], rel=1e-4)
    words = explorer.locator(f"{FIGURE} svg text").all_text_contents()
    assert {"lists in turn 2.01", "1.57", "balanced 1.40", "1.09"} <= set(words)

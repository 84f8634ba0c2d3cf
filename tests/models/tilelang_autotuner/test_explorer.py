"""The explorer of the autotuner runs the two stages exactly as the Python model does."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest
from playwright.sync_api import Browser, Page

import explorers
from explorers import figure, opened
from models.tilelang_autotuner.bounds import bound
from models.tilelang_autotuner.laws import LAWS
from models.tilelang_autotuner.published import REPORTED
from models.tilelang_autotuner.simulator import Timeline, simulate
from models.tilelang_autotuner.states import PRESETS, TICK, explorer
from models.tilelang_autotuner.work import SPLITS, TIMEOUT, Faults, Setup, Work

PAGE = "projects/tilelang-autotuner.html"
NAME = "autotuner-lanes"
FIGURE = figure(NAME)
FIELDS = ("group", "workers", "devices", "pipeline", "split", "fails", "hangs")
IN_BROWSER = """async ([address, presets, timeout, states]) => {
  const { simulate, bound } = await import(`${address}_static/explore/autotuner-lanes.js`);
  return states.map(([name, state]) => {
    const run = simulate(presets[name], state, timeout);
    return [run.units, run.measurements, run.end, bound(run, state).ticks, bound(run, state).stage];
  });
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser, address):
    with opened(chromium, address, PAGE, NAME) as shown:
        yield shown


def modelled(preset: str, state: dict) -> tuple[Timeline, object]:
    """Return a state of the explorer as Python runs it: the second unit fails, the middle hangs."""
    setup = Setup(**{name: state[name] for name in FIELDS[:5]})
    work = LAWS[preset].work(REPORTED[PRESETS[preset][0]].configurations, setup)
    if state["hangs"]:
        middle = len(work) // 2
        measure = [*work.measure[:middle], 2 * TIMEOUT, *work.measure[middle + 1 :]]
        work = Work(work.own, tuple(measure), work.shared)
    failed = [min(1, len(setup.units(len(work))) - 1)] if state["fails"] else []
    faults = Faults.of(failed=failed)
    return simulate(work, setup, faults), bound(work, setup, faults)


def states() -> list[tuple[str, dict]]:
    """Return the ends of every control with each other, and as many between."""
    ends = (
        (*sizes, pipeline, split, faults, faults)
        for *sizes, pipeline, split, faults in product(
            PRESETS, (1, 20), (1, 32), (1, 8), (False, True), SPLITS, (False, True)
        )
    )
    random = Random(2370)
    between = (
        (
            random.choice(list(PRESETS)),
            *(random.randint(1, most) for most in (20, 32, 8)),
            *(random.choice(of) for of in ((False, True), SPLITS, (False, True), (False, True))),
        )
        for _ in range(80)
    )
    return [(preset, dict(zip(FIELDS, rest, strict=True))) for preset, *rest in (*ends, *between)]


def test_every_bar_is_that_of_the_python_model(page, address):
    asked = states()
    data = explorer()
    got = page.evaluate(IN_BROWSER, [address, data["presets"], data["timeout"], asked])
    for (preset, state), (units, measurements, end, limit, stage) in zip(asked, got, strict=True):
        wanted, least = modelled(preset, state)
        for shown, bars in ((units, wanted.units), (measurements, wanted.measurements)):
            assert shown == [[b.number, b.lane, b.start / TICK, b.end / TICK] for b in bars], state
        assert end == wanted.end / TICK
        assert limit == pytest.approx(float(least.seconds / TICK), rel=1e-12)
        assert stage == least.stage


def choose(page: Page, preset: str, **state) -> dict[str, str]:
    controls = page.locator(FIGURE)
    controls.get_by_role("combobox", name="Configurations").select_option(preset)
    sliders = {"group": "Compiled together", "workers": "Threads", "devices": "GPUs"}
    boxes = {"pipeline": "Pipeline", "fails": "One group fails", "hangs": "One measurement hangs"}
    for name, value in state.items():
        if name in sliders:
            controls.get_by_role("slider", name=sliders[name]).fill(str(value))
        elif name == "split":
            controls.get_by_role("combobox", name="Dealt to GPUs").select_option(value)
        else:
            controls.get_by_role("checkbox", name=boxes[name]).set_checked(value)
    return explorers.said(page, NAME)


PLAIN = {"split": "rr", "fails": False, "hangs": False}
SHOWN = [
    ("twenty", {"group": 1, "workers": 2, "devices": 1, "pipeline": True}),
    ("twenty", {"group": 7, "workers": 3, "devices": 2, "pipeline": False}),
    ("all", {"group": 4, "workers": 32, "devices": 2, "pipeline": True}),
    ("all", {"group": 1, "workers": 32, "devices": 8, "pipeline": True}),
]


@pytest.mark.parametrize(("preset", "state"), SHOWN)
def test_it_says_the_end_the_bound_and_what_is_idle(page, preset, state):
    # The split last: with one GPU there is none to choose.
    chosen = state | {"fails": False, "hangs": False}
    said = choose(page, preset, **chosen, **({"split": "rr"} if state["devices"] > 1 else {}))
    wanted, least = modelled(preset, state | PLAIN)
    assert float(said["end"]) == pytest.approx(float(wanted.end))
    assert float(said["bound"]) == pytest.approx(float(least.seconds))
    assert said["binds"] == least.stage
    for name, share in zip(("cpu", "gpu"), wanted.idle(), strict=True):
        assert float(said[name]) == pytest.approx(float(share), abs=1e-9)
    words = page.locator(f"{FIGURE} .explore-says").inner_text()
    assert f"end at {float(wanted.end):.2f} s" in words
    assert f"No schedule ends before {float(least.seconds):.2f} s" in words
    assert page.locator(f"{FIGURE} svg").get_attribute("aria-label") == words
    assert f"model {float(wanted.end):.2f} s" in page.locator(f"{FIGURE} svg").text_content()


def test_measured_runs_are_shown_only_at_their_own_settings(page):
    for name, row in REPORTED.items():
        preset = "all" if row.configurations == 288 else "twenty"
        state = {"group": row.group, "workers": row.workers, "devices": row.devices}
        said = choose(page, preset, **state, pipeline=row.pipeline, fails=False, hangs=False)
        assert row.label in said["measured"].split(","), name
        words = page.locator(f"{FIGURE} .explore-says").inner_text()
        assert f"{row.end:g} s ({row.label})" in words
    diamonds = page.locator(f"{FIGURE} svg path:has(title)")
    assert diamonds.count() == 2  # of all 288
    filled = [d.get_attribute("fill") for d in diamonds.all()]
    assert sorted(filled) == ["currentColor", "var(--fig-paper)"]
    for change in (
        {"split": "blocks"},
        {"split": "rr", "hangs": True},
        {"hangs": False, "group": 5},
    ):
        assert choose_on(page, change)["measured"] == ""
        assert (
            "Nobody measured these settings."
            in page.locator(f"{FIGURE} .explore-says").inner_text()
        )


def choose_on(page: Page, change: dict) -> dict[str, str]:
    """Change some controls and leave the others."""
    preset = page.locator(FIGURE).get_by_role("combobox", name="Configurations").input_value()
    controls = page.locator(FIGURE)
    if "split" in change:
        controls.get_by_role("combobox", name="Dealt to GPUs").select_option(change["split"])
    if "hangs" in change:
        controls.get_by_role("checkbox", name="One measurement hangs").set_checked(change["hangs"])
    if "group" in change:
        controls.get_by_role("slider", name="Compiled together").fill(str(change["group"]))
    assert preset == "all"
    return explorers.said(page, NAME)


def test_a_preset_sets_the_sliders_and_groups_off_turns_the_result_round(page):
    first = choose(page, "all", split="rr", fails=False, hangs=False)
    assert float(first["end"]) == pytest.approx(142.04, abs=0.01)
    slider = page.locator(FIGURE).get_by_role("slider", name="Compiled together")
    assert slider.get_attribute("aria-valuetext") == "4"
    slider.focus()
    page.keyboard.press("Home")
    assert float(explorers.said(page, NAME)["end"]) == pytest.approx(84.36, abs=0.01)
    eight = [float(choose(page, "all", devices=8, group=g)["end"]) for g in (4, 1)]
    assert eight == pytest.approx([56.11, 78.26], abs=0.01)


def test_a_failed_group_and_a_hanging_measurement_are_said_in_words(page):
    said = choose(page, "all", fails=True, hangs=True)
    words = page.locator(f"{FIGURE} .explore-says").inner_text()
    assert said["lost"] == "4"
    assert "A group fails and loses 4 configurations." in words
    assert "One measurement hangs until the timeout of 180 s." in words
    assert page.locator(f"{FIGURE} svg path[stroke-dasharray]").count() == 2
    choose(page, "twenty", fails=False, hangs=False)


def test_what_has_no_effect_is_off(page):
    choose(page, "twenty", devices=1)
    assert page.locator(FIGURE).get_by_role("combobox", name="Dealt to GPUs").is_disabled()
    choose(page, "twenty", devices=2)
    assert page.locator(FIGURE).get_by_role("combobox", name="Dealt to GPUs").is_enabled()


def test_every_time_of_a_law_is_a_whole_number_of_ticks():
    for law in LAWS.values():
        assert all(
            Fraction(part) / TICK % 1 == 0
            for part in (law.shared, law.own, law.measure, law.dearer)
        )

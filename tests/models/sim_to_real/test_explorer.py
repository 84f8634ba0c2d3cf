"""The explorer of sim-to-real shows what the results hold, by pointer, keyboard and voice."""

from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

import explorers
from explorers import figure, opened
from models.shared.results import load, place
from models.sim_to_real.figures_looks import pictures
from models.sim_to_real.training import errors
from models.sim_to_real.worlds import PARTS

PAGE = "projects/sim-to-real.html"
NAME = "sim-to-real-looks"
FIGURE = figure(NAME)
SIDE = 24
#: The colour in the middle of each pixel of the pictures on each canvas.
SAMPLED = """all => all.map((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const middles = Array.from({ length: 24 }, (_, i) => 6 * i + 3);
  return middles.map((y) => [0, 156, 312, 468].map((left) =>
    middles.map((x) => [0, 1, 2].map((c) => data[4 * (y * canvas.width + left + x) + c]))));
})"""


@pytest.fixture(scope="module")
def explorer(chromium: Browser, address):
    with opened(chromium, address, PAGE, NAME) as page:
        yield page


@pytest.fixture(scope="module")
def numbers():
    return load(place("sim-to-real"))["numbers"]


def choose(page: Page, name: str, looks: list[int]) -> dict[str, str]:
    """Choose a training by its name in the results."""
    kind, _, what = name.partition("-")
    controls = page.locator(FIGURE)
    chosen = "all" if kind == "looks" else kind
    controls.get_by_role("combobox", name="Drawn at random").select_option(chosen)
    if kind == "looks":
        controls.get_by_role("slider", name="Looks").fill(str(looks.index(int(what))))
    elif what:
        controls.get_by_role("combobox", name="The part").select_option(what)
    return explorers.said(page, NAME)


def test_each_training_is_told_with_its_errors_and_how_far_off_its_answers_are(explorer, numbers):
    found = numbers["explorer"]
    points = np.array(found["points"]).reshape(-1, 2) / 1000
    for name, answers in found["answers"].items():
        said = choose(explorer, name, found["looks"])
        of = numbers["trainings"][name]
        assert said["name"] == name
        for key, wanted in [("error", "mean"), ("least", "least"), ("largest", "largest")]:
            assert float(said[key]) == of["second"][wanted]
        assert float(said["own"]) == of["own"]["mean"]
        far = errors(np.array(answers).reshape(-1, 2) / 1000, points)
        assert [float(one) for one in said["far"].split()] == pytest.approx(far, abs=1e-4)
        text = explorer.locator(f"{FIGURE} .explore-says").inner_text()
        assert f"error on the second world {of['second']['mean']:.3f}" in text
        assert f"{far[8:].mean():.2f} off on average" in text


def test_its_pictures_are_those_of_the_model(explorer, numbers):
    choose(explorer, "none", numbers["explorer"]["looks"])
    drawn = explorer.eval_on_selector_all(f"{FIGURE} canvas", SAMPLED)
    points = np.array(numbers["explorer"]["points"]).reshape(-1, 2)
    answers = np.array(numbers["explorer"]["answers"]["none"]).reshape(-1, 2)
    wanted = pictures(numbers["explorer"]) * 17
    got = np.array(drawn).reshape(3, SIDE, 4, SIDE, 3).transpose(0, 2, 1, 3, 4)
    for i, picture in enumerate(got.reshape(-1, SIDE, SIDE, 3)):
        differs = np.argwhere((picture != wanted[i]).any(axis=-1)) + 0.5
        marks = (np.array([points[i], answers[i]]) / 1000 + 1) * SIDE / 2
        for y, x in differs:  # under a mark only
            assert min(np.hypot(*(np.clip(m, 0, SIDE) - (x, y))) for m in marks) < 3.2
        assert len(differs) < 40


def test_only_what_has_a_meaning_can_be_set(explorer, numbers):
    controls = explorer.locator(FIGURE)
    looks = controls.get_by_role("slider", name="Looks")
    part = controls.get_by_role("combobox", name="The part")
    for name, usable in [("looks-16", (1, 0)), ("without-zoom", (0, 1)), ("alone-noise", (0, 1))]:
        choose(explorer, name, numbers["explorer"]["looks"])
        assert (looks.is_enabled(), part.is_enabled()) == usable
    choose(explorer, "none", [])
    assert not looks.is_enabled()
    assert not part.is_enabled()
    options = part.locator("option").all_text_contents()
    assert options == list(PARTS)


def test_its_curve_and_band_are_the_results(explorer, numbers):
    found = numbers["explorer"]
    choose(explorer, "without-texture", found["looks"])
    line = explorer.locator(f"{FIGURE} polyline").get_attribute("points").split()
    band = explorer.locator(f"{FIGURE} polygon").get_attribute("points").split()
    error = [(172 - float(point.split(",")[1])) / (172 - 26) * 0.55 for point in line]
    of = [numbers["trainings"][f"looks-{k}"]["second"] for k in found["looks"]]
    assert error == pytest.approx([one["mean"] for one in of], abs=1e-3)
    edge = [(172 - float(point.split(",")[1])) / (172 - 26) * 0.55 for point in band]
    wanted = [one["least"] for one in of] + [one["largest"] for one in reversed(of)]
    assert edge == pytest.approx(wanted, abs=1e-3)


def test_it_works_by_keyboard_and_names_its_pictures(explorer, numbers):
    choose(explorer, "looks-1", numbers["explorer"]["looks"])
    slider = explorer.locator(FIGURE).get_by_role("slider", name="Looks")
    slider.focus()
    explorer.keyboard.press("ArrowRight")
    said = explorer.locator(f"{FIGURE} .explore-says")
    assert said.get_attribute("data-name") == "looks-4"
    assert said.inner_text().startswith("Trained on 4 looks, all six parts random:")
    assert said.get_attribute("aria-live") == "polite"
    labels = [
        canvas.get_attribute("aria-label") for canvas in explorer.locator(f"{FIGURE} canvas").all()
    ]
    assert [label.partition(",")[0] for label in labels] == [
        "Simulator",
        "Random looks",
        "Second world",
    ]

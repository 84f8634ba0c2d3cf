"""The results of sim-to-real are of its code, and three seeds show what the page says."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from models.shared.results import formatted, load, place, rounded
from models.sim_to_real import model as sim_to_real
from models.sim_to_real import training
from models.sim_to_real.figures_looks import pictures
from models.sim_to_real.states import packed, thousandths
from models.sim_to_real.training import Training, questions, shown
from models.sim_to_real.worlds import PARTS
from sites import ROOT

PAGE = (ROOT / "docs/projects/sim-to-real.md").read_text(encoding="utf-8")
EVERY = "looks-2000"
CLAIMED = re.compile(r"(?<!-to-)\breal\b")  # but for the name, sim-to-real


@pytest.fixture(scope="module")
def numbers():
    return load(place("sim-to-real"))["numbers"]


@pytest.fixture(scope="module")
def trainings(numbers):
    return numbers["trainings"]


def seeds(trainings, name: str, of: str = "second") -> list[float]:
    return trainings[name][of]["seeds"]


def again(value):
    return json.loads(formatted(rounded(value)))


def test_there_are_three_seeds_at_least_and_means_lie_within_them(trainings):
    assert set(trainings) == set(sim_to_real.Config().trainings())
    for worlds in trainings.values():
        for of in worlds.values():
            assert len(of["seeds"]) >= 3
            assert of["least"] == min(of["seeds"])
            assert of["largest"] == max(of["seeds"])
            assert of["mean"] == pytest.approx(np.mean(of["seeds"]), abs=1e-4)


def test_trained_on_the_plain_look_the_disc_is_found_there_and_missed_in_the_second_world(
    trainings,
):
    assert max(seeds(trainings, "none", "plain")) < 0.02
    assert min(seeds(trainings, "none")) > 0.25


@pytest.mark.parametrize("looks", [64, 256, 2000])
def test_64_looks_and_more_find_it_there_at_least_3_5_times_as_well_for_every_seed(
    trainings, looks
):
    for plain, random in zip(
        seeds(trainings, "none"), seeds(trainings, f"looks-{looks}"), strict=True
    ):
        assert random < 0.10
        assert plain >= 3.5 * random


def test_from_one_look_to_sixteen_the_error_falls_by_half_at_least_for_every_seed(trainings):
    steps = [seeds(trainings, f"looks-{k}") for k in (1, 4, 16)]
    for one, four, sixteen in zip(*steps, strict=True):
        assert one > four > sixteen
        assert one >= 2 * sixteen


def test_beyond_sixteen_looks_no_further_gain_is_shown(trainings):
    most = trainings["looks-16"]["second"]["largest"]
    for k in (64, 256, 2000):
        assert trainings[f"looks-{k}"]["second"]["mean"] > trainings["looks-16"]["second"]["mean"]
        assert trainings[f"looks-{k}"]["second"]["least"] < most


def test_randomization_costs_accuracy_on_the_plain_look_for_every_seed(trainings):
    pairs = zip(seeds(trainings, "none", "plain"), seeds(trainings, EVERY, "plain"), strict=True)
    assert all(plain < random for plain, random in pairs)
    own = zip(seeds(trainings, "none", "own"), seeds(trainings, EVERY, "own"), strict=True)
    assert all(plain < random for plain, random in own)


def differences(trainings, name: str, base: str = EVERY) -> list[float]:
    return [a - b for a, b in zip(seeds(trainings, name), seeds(trainings, base), strict=True)]


def test_texture_is_missed_when_it_is_dropped_and_does_nearly_as_much_alone(trainings):
    assert min(differences(trainings, "without-texture")) > 0.03
    assert max(differences(trainings, "alone-texture")) < 0.01
    others = [part for part in PARTS if part != "texture"]
    assert all(min(seeds(trainings, f"alone-{p}")) > 0.12 for p in others)


def test_of_the_other_five_only_the_camera_raises_the_error_for_every_seed(trainings):
    raised = [
        part
        for part in PARTS
        if part != "texture" and min(differences(trainings, f"without-{part}")) > 0
    ]
    assert raised == ["camera"]


def test_a_distractor_alone_makes_it_worse_for_every_seed(trainings):
    assert min(differences(trainings, "alone-distractor", "none")) > 0
    for part in ("light", "camera", "noise"):
        assert trainings[f"alone-{part}"]["second"]["mean"] == pytest.approx(0.32, abs=0.03)


def test_one_label_removes_most_of_what_is_left_for_every_seed(numbers):
    of = numbers["labels"][EVERY]["offset"]
    for none, one, five in zip(*(of[told]["seeds"] for told in ("0", "1", "5")), strict=True):
        assert one < none / 2
        assert five < one
    assert min(numbers["labels"]["none"]["affine"]["50"]["seeds"]) > 3 * max(of["1"]["seeds"])


def test_what_is_left_is_about_what_the_cameras_place_costs(numbers, trainings):
    asked = questions(Training())
    assert numbers["blind"] == again(sim_to_real.blind(asked["second"]))
    for k in (64, 256, 2000):
        assert trainings[f"looks-{k}"]["second"]["mean"] == pytest.approx(
            numbers["blind"], abs=0.004
        )


def test_a_whole_run_gives_every_number_that_the_file_holds(numbers, monkeypatch):
    monkeypatch.setattr(training, "ASKED", 20)
    config = sim_to_real.Config(looks=(1, 2000), images=8, epochs=1, seeds=1)

    def serial(evaluate, points):
        return [evaluate(point) for point in points]

    found = sim_to_real.run(config, serial)
    assert found.numbers.keys() == numbers.keys()
    assert found.document()["model"] == "sim-to-real"


def test_the_pictures_of_the_explorer_are_those_that_networks_were_asked_about(numbers):
    of = shown()
    found = numbers["explorer"]
    assert found["pictures"] == packed(of.images)
    assert found["points"] == thousandths(of.points)
    assert (pictures(found) == of.images // 16).all()


def test_every_figure_says_that_it_is_no_result_of_the_project():
    figures = re.findall(r":::\{(?:model-figure|diagram)\}.*?\n:::", PAGE, re.DOTALL)
    assert len(figures) == 5
    assert all("Own model; not a result of the project." in text for text in figures)


def test_the_second_world_is_never_called_real():
    for model in (ROOT / "src/models/sim_to_real").glob("*.py"):
        assert not CLAIMED.search(model.read_text(encoding="utf-8")), model.name
    experiment = PAGE.partition("## A small ablation to try")[2].partition("## Limits")[0]
    assert len(experiment) > 3000
    assert not CLAIMED.search(experiment)

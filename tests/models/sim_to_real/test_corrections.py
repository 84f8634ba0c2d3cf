"""Corrections by labels undo what they are for, and a training descends as Adam is published."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.sim_to_real.labels import corrected, fitted
from models.sim_to_real.network import answers, beginning, descent
from models.sim_to_real.training import TOLD, Training, learn, pictures, questions

points = st.lists(
    st.tuples(st.floats(-0.7, 0.7), st.floats(-0.7, 0.7)), min_size=6, max_size=20
).map(np.array)
numbers = st.floats(-0.5, 0.5)


@given(points, points, numbers, numbers)
def test_an_offset_is_found_and_taken_off_whatever_it_is(told, asked, x, y):
    off = np.array([x, y])
    assert fitted("offset", told + off, told, asked + off) == pytest.approx(asked, abs=1e-9)


@settings(deadline=None)
@given(points, st.lists(numbers, min_size=6, max_size=6))
def test_an_affine_map_is_found_and_undone_whatever_it_is(asked, sixth):
    told = np.array([[0, 0], [0.5, 0], [0, 0.5], [-0.5, 0.2], [0.3, -0.6], [0.1, 0.4]])
    by, off = np.eye(2) + 0.9 * np.reshape(sixth[:4], (2, 2)), np.array(sixth[4:])
    if abs(np.linalg.det(by)) > 0.05:
        found = fitted("affine", told @ by + off, told, asked @ by + off)
        assert found == pytest.approx(asked, abs=1e-6)


@pytest.mark.parametrize("kind", ["offset", "affine"])
def test_a_finder_that_is_off_by_the_same_everywhere_errs_no_more_after_labels(kind):
    draw = np.random.default_rng(3)
    labelled, asked = draw.uniform(-0.7, 0.7, (TOLD, 2)), draw.uniform(-0.7, 0.7, (40, 2))
    off = np.array([0.3, -0.4])
    outcome = {"second-answers": asked + off, "labelled-answers": labelled + off}
    assert corrected(kind, 0, outcome, labelled, asked) == pytest.approx(0.5)
    for told in (1, 5, TOLD) if kind == "offset" else (5, TOLD):
        assert corrected(kind, told, outcome, labelled, asked) == pytest.approx(0, abs=1e-9)


def test_a_training_descends_as_adam_is_published():
    """Written once more, from the moments and their corrections; steps are of 3, 3 and 2."""
    training = Training(looks=2, images=8, epochs=2, batch=3, seed=5)
    data, network = pictures(training), beginning(training.generator(3))
    mean, square, done = np.zeros_like(network), np.zeros_like(network), 0
    for epoch in range(2):
        order = training.generator(4, epoch).permutation(8)
        for chosen in (order[:3], order[3:6], order[6:]):
            _, slope = descent(network, data.images[chosen], data.points[chosen])
            done += 1
            mean = 0.9 * mean + 0.1 * slope
            square = 0.999 * square + 0.001 * slope**2
            step = (mean / (1 - 0.9**done)) / (np.sqrt(square / (1 - 0.999**done)) + 1e-8)
            network = network - training.rate * step
    assert learn(training) == pytest.approx(network, rel=1e-6, abs=1e-9)
    before = answers(beginning(training.generator(3)), data.images)
    assert answers(network, data.images) != pytest.approx(before, abs=1e-3)


def test_own_pictures_have_looks_of_their_own_of_the_parts_that_are_drawn():
    asked = questions(Training(parts=("texture",), looks=1))
    corners = [tuple(image[0, 0]) for image in asked["own"].images]  # of the table, mostly
    assert len(set(corners)) > 100
    plain = [tuple(image[0, 0]) for image in asked["plain"].images]
    assert len(set(plain)) < 10

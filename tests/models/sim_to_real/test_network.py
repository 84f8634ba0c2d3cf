"""The network's gradient is right, and a training gives the same on any number of cores."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.shared.sweep import Sweep
from models.sim_to_real import training as of_training
from models.sim_to_real.labels import corrected
from models.sim_to_real.model import Config
from models.sim_to_real.network import SIZE, answers, beginning, descent, parts
from models.sim_to_real.training import Training, errors, keep, learn, restored, trained
from models.sim_to_real.worlds import (
    FIELDS,
    PARTS,
    PLAIN,
    RANGES,
    REACH,
    SECOND,
    SIDE,
    looks,
    render,
    row,
    second,
    simulator,
    world,
)

SMALL = Training(images=48, epochs=2, batch=16, looks=8)


def example(seed: int, count: int = 2):
    """Return a network that is no longer at its beginning, and pictures with points."""
    rng = np.random.default_rng(seed)
    network = beginning(rng) + 0.05 * rng.standard_normal(SIZE)
    return network, world(looks(PARTS, count, rng), count, rng)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), st.data())
def test_the_gradient_is_that_of_finite_differences(seed, data):
    network, of = example(seed)
    _, gradient = descent(network, of.images, of.points)
    chosen = [data.draw(st.integers(0, SIZE - 39)) for _ in range(4)]
    for place in (*chosen, *range(SIZE - 22, SIZE)):  # filters; some of the mix; the affine map
        step = np.zeros(SIZE)
        step[place] = 1e-6
        sides = [descent(network + sign * step, of.images, of.points)[0] for sign in (1, -1)]
        slope = (sides[0] - sides[1]) / 2e-6
        assert gradient[place] == pytest.approx(slope, abs=2e-7, rel=1e-5)


def test_the_loss_is_the_mean_squared_distance_and_descends_along_the_gradient():
    network, of = example(3, 8)
    loss, gradient = descent(network, of.images, of.points)
    off = errors(answers(network, of.images), of.points)
    assert loss == pytest.approx((off**2).mean())
    assert descent(network - 1e-3 * gradient, of.images, of.points)[0] < loss


def test_an_answer_is_the_affine_map_of_a_centre_of_mass():
    network, of = example(4, 5)
    affine = parts(network)[3]
    affine[:] = (1, 0, 0, 1, 0, 0)
    centre = answers(network, of.images)
    assert np.abs(centre).max() <= 1
    affine[:] = (2, 0, 0, -1, 0.5, 0)
    assert answers(network, of.images) == pytest.approx(centre * [2, -1] + [0.5, 0])


def test_a_training_is_the_same_on_one_core_and_on_two(tmp_path):
    points = [SMALL, replace(SMALL, seed=1)]
    one, two = (
        Sweep(tmp_path / str(n), workers=n, progress=False)(trained, points) for n in (1, 2)
    )
    assert one == two == [trained(point) for point in points]
    assert one[0] != one[1]


def test_an_interrupted_training_goes_on_to_the_same_network(tmp_path, monkeypatch):
    whole, path = learn(SMALL), tmp_path / "checkpoint.npz"

    def interrupted(training, state, path):
        keep(training, state, path)
        raise KeyboardInterrupt

    monkeypatch.setattr(of_training, "keep", interrupted)
    with pytest.raises(KeyboardInterrupt):
        learn(SMALL, path)
    monkeypatch.undo()
    assert restored(SMALL, path).epoch == 1
    assert (learn(SMALL, path) == whole).all()
    assert (learn(SMALL, path) == whole).all()  # and is kept when it is done


def test_training_on_a_plain_look_finds_the_disc_there():
    network = learn(Training(parts=(), looks=1, images=300, epochs=12))
    of = simulator(100, np.random.default_rng(5))
    assert errors(answers(network, of.images), of.points).mean() < 0.05


# -- the worlds ------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.sets(st.sampled_from(list(PARTS))), st.integers(1, 40), st.integers(0, 1000))
def test_only_the_parts_named_are_drawn_and_within_their_ranges(chosen, count, seed):
    rows = looks(chosen, count, np.random.default_rng(seed))
    for part, fields in PARTS.items():
        for field in fields:
            values = rows[:, FIELDS.index(field)]
            if part in chosen:
                low, high = RANGES[field]
                assert ((values >= low) & (values <= high)).all()
            else:
                assert (values == PLAIN[field]).all()


@settings(deadline=None)
@given(st.sampled_from(list(PARTS)), st.integers(0, 1000))
def test_a_part_is_drawn_alike_alone_and_with_others(part, seed):
    alone, every = (looks(of, 5, np.random.default_rng(seed)) for of in ([part], PARTS))
    places = [FIELDS.index(field) for field in PARTS[part]]
    assert (alone[:, places] == every[:, places]).all()


def test_the_second_world_lies_within_what_randomization_draws_and_is_not_the_plain_look():
    for field, value in SECOND.items():
        low, high = RANGES[field]
        assert low <= value <= high
    assert set(SECOND) == set(FIELDS)
    assert (row(SECOND) != row(PLAIN)).sum() > 15


def test_a_picture_shows_the_disc_where_it_is():
    of = simulator(50, np.random.default_rng(2))
    assert np.abs(of.points).max() <= REACH
    for image, point in zip(of.images, of.points, strict=True):
        red = image[..., 0].astype(float) - image[..., 1]
        places = (np.arange(SIDE) + 0.5) * 2 / SIDE - 1
        seen = (red * places).sum() / red.sum(), (red * places[:, None]).sum() / red.sum()
        assert seen == pytest.approx(tuple(point), abs=0.02)


def test_pictures_of_the_second_world_vary_in_scene_and_grain_only():
    a, b = (second(4, np.random.default_rng(seed)) for seed in (1, 1))
    assert (a.images == b.images).all()
    assert np.ptp(a.images.mean(axis=(1, 2, 3))) < 6


# -- bad input -------------------------------------------------------------------------------------

RNG = np.random.default_rng(0)


def drawn(points: float = 0.0, **look: float) -> np.ndarray:
    """Draw two scenes with one look."""
    rows = np.tile(row({**PLAIN, **look}), (2, 1))
    return render(np.full((2, 2), points), rows, np.zeros((2, 2)), np.zeros((2, SIDE, SIDE, 3)))


PICTURES = np.zeros((2, SIDE, SIDE, 3), dtype=np.uint8)
NETWORK = np.zeros(SIZE)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Training(looks=0), "'looks' must be an integer of at least 1 (got 0)"),
        (lambda: Training(looks=2.5), "'looks' must be an integer of at least 1 (got 2.5)"),
        (
            lambda: Training(parts=("textur",)),
            "'parts' must be one of texture, light, camera, zoom",
        ),
        (
            lambda: Training(parts=("zoom", "zoom")),
            "'parts' must be named once each (got ('zoom', ",
        ),
        (lambda: Training(seed=-1), "'seed' must be an integer of at least 0 (got -1)"),
        (lambda: drawn(zoom=0.0), "'rows' must be looks whose zoom is above 0 (got"),
        (lambda: drawn(gain=nan), "'rows' must be a finite look of"),
        (lambda: drawn(points=nan), "'points' must be 2 finite places"),
        (lambda: world(np.zeros((0, len(FIELDS))), 2, RNG), "'rows' must be one look or more"),
        (lambda: Training(images=0), "'images' must be an integer of at least 1 (got 0)"),
        (lambda: Training(epochs=0), "'epochs' must be an integer of at least 1 (got 0)"),
        (lambda: Training(rate=nan), "'rate' must be a finite number above 0 (got nan)"),
        (lambda: Config(looks=()), "'looks' must be at least one value of K (got ())"),
        (lambda: Config(looks=(4, 0)), "'looks' must be an integer of at least 1 (got 0)"),
        (lambda: Config(seeds=0), "'seeds' must be an integer of at least 1 (got 0)"),
        (lambda: looks(PARTS, 0, None), "'looks' must be an integer of at least 1 (got 0)"),
        (lambda: looks(["sound"], 1, None), "'part' must be one of texture, light, camera, zoom,"),
        (lambda: simulator(0, np.random.default_rng(0)), "'images' must be an integer of at least"),
        (
            lambda: answers(NETWORK, PICTURES[:, :20]),
            "'images' must be at least one of shape (24, 24, 3) (got (2, 20, 24, 3))",
        ),
        (lambda: answers(NETWORK, PICTURES[:0]), "'images' must be at least one of shape"),
        (
            lambda: answers(NETWORK, PICTURES / 255),
            "'images' must be of 8 bits a number, uint8 (got",
        ),
        (
            lambda: answers(NETWORK[1:], PICTURES),
            "'network' must be of shape (1238,) (got (1237,))",
        ),
        (
            lambda: descent(NETWORK, PICTURES, np.zeros((1, 2))),
            "'points' must be one of each picture (got (1, 2))",
        ),
        (
            lambda: corrected("shift", 1, {}, None, None),
            "'kind' must be one of offset, affine (got",
        ),
        (lambda: corrected("offset", 51, {}, None, None), "'told' must be at most 50 (got 51)"),
    ],
)
def test_what_cannot_be_is_refused_with_the_argument_and_the_value(make, message):
    with pytest.raises(ValueError) as refusal:
        make()
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (replace(SMALL, seed=3), "'seed' must be 3 (got 0)"),
        (replace(SMALL, looks=9), "'looks' must be 9 (got 8)"),
        (replace(SMALL, parts=("zoom",)), "'parts' must be ['zoom'] (got ['texture', 'light',"),
    ],
)
def test_a_checkpoint_of_another_training_is_refused(tmp_path, other, message):
    path = tmp_path / "checkpoint.npz"
    learn(replace(SMALL, epochs=2), path)
    with pytest.raises(ValueError, match="delete it to begin anew") as refusal:
        learn(other, path)
    assert message in str(refusal.value)
    assert str(path) in str(refusal.value)


@pytest.mark.parametrize("content", [b"", b"no checkpoint", b"PK\x03\x04cut off"])
def test_a_damaged_checkpoint_is_refused(tmp_path, content):
    path = tmp_path / "checkpoint.npz"
    path.write_bytes(content)
    with pytest.raises(ValueError, match="must be a checkpoint") as refusal:
        learn(SMALL, path)
    assert str(path) in str(refusal.value)

"""The network that finds the disc, and its gradient.

    picture -> 16 filters of 5 x 5 -> ReLU -> one map -> softmax over the map -> its centre of
    mass (a spatial softmax) -> affine -> point of the table

A network is one row of numbers. All sums are made in the order in which they are written, on
one core: results depend neither on how many cores there are, nor on a library for linear algebra.
"""

from __future__ import annotations

from math import exp

import numpy as np

from models.shared.checks import require
from models.shared.compiled import compiled, inlined
from models.sim_to_real.worlds import SIDE, Floats, Pictures

KERNEL = 5
FILTERS = 16
TAPS = KERNEL * KERNEL * 3
MAP = SIDE - KERNEL + 1  # places of a filter along a side
WIDE = (MAP - 1) * SIDE + MAP  # from the first place to the last, rows as long as the picture's
#: Where weights, biases, the mix of filters and the affine map begin in a row, and its length.
PLACES = (0, TAPS * FILTERS, (TAPS + 1) * FILTERS, (TAPS + 2) * FILTERS, (TAPS + 2) * FILTERS + 6)
SIZE = PLACES[-1]
Point = tuple[float, float]
Row = tuple[Floats, Floats, Floats, Floats]


def parts(row: Floats) -> Row:
    """Return weights by filter and tap, biases, mix and affine map of a row, as views of it."""
    weights, bias, mix, affine = (row[PLACES[i] : PLACES[i + 1]] for i in range(4))
    return weights.reshape(FILTERS, TAPS), bias, mix, affine


def beginning(rng: np.random.Generator) -> Floats:
    """Return a network that has learned nothing: it answers near the middle of the table."""
    network = np.zeros(SIZE)
    weights, _, mix, affine = parts(network)
    weights[:] = rng.standard_normal(weights.shape) * np.sqrt(2 / TAPS)
    mix[:] = rng.standard_normal(FILTERS) * np.sqrt(1 / FILTERS)
    affine[:] = (1, 0, 0, 1, 0, 0)
    return network


def answers(network: Floats, images: Pictures) -> Floats:
    """Return the point at which a network sees the disc of each picture."""
    found = np.zeros((len(images), 2))
    _run(network, images, found, False, np.zeros(SIZE), found)
    return found


def descent(network: Floats, images: Pictures, points: Floats) -> tuple[float, Floats]:
    """Return the mean squared distance from the points, and its gradient by the network."""
    require(points.shape == (len(images), 2), "points", "one of each picture", points.shape)
    gradient = np.zeros(SIZE)
    loss = _run(network, images, points, True, gradient, np.zeros((len(images), 2)))
    return loss, gradient


def _run(
    network: Floats, images: Pictures, points: Floats, learn: bool, gradient: Floats, found: Floats
) -> float:
    """Refuse what is of another size or kind, or run the network over the pictures."""
    require(network.shape == (SIZE,), "network", f"of shape ({SIZE},)", network.shape)
    shape = (SIDE, SIDE, 3)
    fits = images.ndim == 4 and images.shape[1:] == shape and len(images) > 0
    require(fits, "images", f"at least one of shape {shape}", images.shape)
    require(images.dtype == np.uint8, "images", "of 8 bits a number, uint8", str(images.dtype))
    planes, patches = np.zeros((3, SIDE * SIDE)), np.zeros((MAP * MAP, TAPS))
    room = (planes, patches, np.zeros((FILTERS, WIDE)), np.zeros(WIDE))
    return float(over(images, points, learn, parts(network), parts(gradient), found, room))


@inlined
def read(image: Pictures, planes: Floats, patches: Floats) -> None:
    """Lay a picture out twice, for long inner loops: by colour, and by what each place sees."""
    for c in range(3):
        for pixel in range(SIDE * SIDE):
            planes[c, pixel] = image[pixel // SIDE, pixel % SIDE, c] / 255.0 - 0.5
    for place in range(MAP * MAP):
        corner = place // MAP * SIDE + place % MAP
        for tap in range(TAPS):
            c, step = tap // (KERNEL * KERNEL), tap % (KERNEL * KERNEL)
            patches[place, tap] = planes[c, corner + step // KERNEL * SIDE + step % KERNEL]


@inlined
def forward(
    planes: Floats, weights: Floats, bias: Floats, mix: Floats, hidden: Floats, share: Floats
) -> Point:
    """Fill the filters' answers and the softmax of a picture, and return its centre of mass."""
    for k in range(FILTERS):
        for q in range(WIDE):
            hidden[k, q] = bias[k]
        for tap in range(TAPS):
            c, step = tap // (KERNEL * KERNEL), tap % (KERNEL * KERNEL)
            first, weight = step // KERNEL * SIDE + step % KERNEL, weights[k, tap]
            for q in range(WIDE):
                hidden[k, q] += weight * planes[c, q + first]
    for q in range(WIDE):
        share[q] = 0.0
    for k in range(FILTERS):
        for q in range(WIDE):
            hidden[k, q] = max(hidden[k, q], 0.0)
            share[q] += mix[k] * hidden[k, q]
    return softmax(share)


@inlined
def softmax(share: Floats) -> Point:
    """Turn scores into shares, without the columns beyond the map; return the centre of mass."""
    highest, total, x, y = -np.inf, 0.0, 0.0, 0.0
    for q in range(WIDE):
        if q % SIDE < MAP:
            highest = max(highest, share[q])
    for q in range(WIDE):
        share[q] = exp(share[q] - highest) if q % SIDE < MAP else 0.0
        total += share[q]
    for q in range(WIDE):
        share[q] /= total
        x += share[q] * (q % SIDE * 2 / (MAP - 1) - 1)
        y += share[q] * (q // SIDE * 2 / (MAP - 1) - 1)
    return x, y


@inlined
def backward(
    patches: Floats,
    mix: Floats,
    hidden: Floats,
    share: Floats,
    middle: Point,
    by: Point,
    gradient: Row,
) -> None:
    """Add the gradient of a picture, given the gradient ``by`` its centre of mass, ``middle``."""
    weights, bias, mixed, _ = gradient
    for place in range(MAP * MAP):
        v, u = place // MAP, place % MAP
        q = v * SIDE + u
        aside_x, aside_y = u * 2 / (MAP - 1) - 1 - middle[0], v * 2 / (MAP - 1) - 1 - middle[1]
        by_score = share[q] * (aside_x * by[0] + aside_y * by[1])
        for k in range(FILTERS):
            if hidden[k, q] > 0:
                mixed[k] += by_score * hidden[k, q]
                back = by_score * mix[k]
                bias[k] += back
                for tap in range(TAPS):
                    weights[k, tap] += back * patches[place, tap]


@compiled
def over(
    images: Pictures,
    points: Floats,
    learn: bool,
    network: Row,
    gradient: Row,
    found: Floats,
    room: Row,
) -> float:
    """Find the disc of each picture; if asked to learn, add up the gradient of the mean loss."""
    weights, bias, mix, affine = network
    planes, patches, hidden, share = room
    last = gradient[3]
    count, loss = len(images), 0.0
    for i in range(count):
        read(images[i], planes, patches)
        x, y = forward(planes, weights, bias, mix, hidden, share)
        found[i, 0] = affine[0] * x + affine[1] * y + affine[4]
        found[i, 1] = affine[2] * x + affine[3] * y + affine[5]
        off_x, off_y = found[i, 0] - points[i, 0], found[i, 1] - points[i, 1]
        loss += (off_x * off_x + off_y * off_y) / count
        if learn:
            off_x, off_y = 2 * off_x / count, 2 * off_y / count
            for j, change in enumerate((off_x * x, off_x * y, off_y * x, off_y * y, off_x, off_y)):
                last[j] += change
            by = (affine[0] * off_x + affine[2] * off_y, affine[1] * off_x + affine[3] * off_y)
            backward(patches, mix, hidden, share, (x, y), by, gradient)
    return loss

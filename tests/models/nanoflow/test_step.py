"""A step, however it is cut and wherever its copies run: what the overlap bound stands on."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.nanoflow.step import Step

seconds = st.integers(0, 20).map(float)
parts = st.lists(st.tuples(seconds, seconds, seconds), min_size=1, max_size=3)
curves = st.lists(
    st.tuples(st.integers(1, 20).map(lambda part: part / 16), st.floats(0.1, 1.5)),
    min_size=1,
    max_size=4,
    unique_by=lambda point: point[0],
)


@given(parts, curves, st.booleans(), st.sets(st.integers(1, 15)))
def test_no_cut_does_its_copies_in_less_than_the_part_of_the_batch_that_they_are(
    times, curve, curved, at
):
    if not sum(map(sum, times)):
        return
    speeds = (tuple(sorted(curve)),) * len(times) if curved else ()
    step = Step("O", "compute", tuple(times), speeds=speeds, thin=True)
    copies = [(end - start) / 16 for start, end in pairwise((0, *sorted(at), 16))]
    for lane, least in (("compute", step.least()), ("memory", step.moved())):
        here = [part for part in copies if step.lane(part) == lane]
        assert sum(map(step.alone, here)) >= sum(here) * least * (1 - 1e-9)

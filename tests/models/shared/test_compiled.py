"""What Numba does not document and the models need is where it was."""

from __future__ import annotations

import numba
import pytest

from models.shared import compiled
from models.shared.results import ROOT

MOVED = f"Numba {numba.__version__} has it elsewhere: mend models.shared.compiled"


@pytest.mark.parametrize(("mask", "bit"), [(1, 0), (0b1000, 3), (0b1010, 1), (1 << 62, 62)])
def test_the_lowest_bit_of_a_mask_is_found(mask, bit):
    function = numba.njit(lambda value: compiled.lowest(value))
    assert function(mask) == bit, MOVED


def double(value):
    return 2 * value


def test_a_compiled_function_is_kept_in_a_folder_of_its_package():
    function = compiled.compiled(double)
    assert str(ROOT / "build/numba") in str(numba.config.CACHE_DIR), MOVED
    assert function.targetoptions.get("_nrt") is False, MOVED

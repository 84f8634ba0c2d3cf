"""What tests of several models share."""

from __future__ import annotations

import pytest

from models.goal.simulator import Simulation, simulated
from workers import once_a_run


@pytest.fixture(scope="session")
def simulator(tmp_path_factory) -> None:
    """Compile the simulator of networks, which takes most of a minute, in one worker of a run."""
    with once_a_run(tmp_path_factory, "simulator"):
        simulated(Simulation(load=0.1, k=4, warmup=1, measure=2, drain=9))

"""What the explorer of PIM begins with; its states are worked out in the page and tested here."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.pim.inputs import LENGTHS
from models.pim.placement import POLICIES
from models.pim.requests import Request, arrivals
from models.pim.serving import Frame, Server, serve

STEPS = 480
IN_FLIGHT = 40
EVERY = 8
WORTH = 0.25
CHOICES = (4, 8, 16)  # devices
#: What the still picture shows.
STILL = {"lengths": "ShareGPT", "policy": "round-robin", "step": 320}


def arriving(name: str) -> tuple[Request, ...]:
    """Return the requests of the explorer for some lengths."""
    return arrivals(LENGTHS[name], IN_FLIGHT, STEPS, np.random.default_rng([7, 0]))


def state(name: str, policy: str, devices: int, step: int) -> Frame:
    """Return the step of the explorer for its controls' values."""
    server = Server(policy=policy, devices=devices, every=EVERY, worth=WORTH)
    *_, last = serve(server, arriving(name), step + 1)
    return last


def explorer(devices: int) -> dict[str, Any]:
    """Return the requests by lengths, the settings, and the state of the still picture."""
    still = state(STILL["lengths"], STILL["policy"], devices, STILL["step"])  # type: ignore[arg-type]
    return {
        "steps": STEPS,
        "every": EVERY,
        "worth": WORTH,
        "choices": CHOICES,
        "policies": POLICIES,
        "requests": {
            name: [[one.arrival, one.prompt, one.answer] for one in arriving(name)]
            for name in LENGTHS
        },
        "still": {
            **STILL,
            "devices": devices,
            "held": [[tokens for _, tokens in device] for device in still.held],
        },
    }

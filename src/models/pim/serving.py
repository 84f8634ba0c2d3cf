"""Requests that arrive, grow and leave: the imbalance step by step, and what it costs.

A step: requests that have their answer leave; every ``every`` steps those that have come are
put on devices; under migration at most one request moves; then each request gets a token.
A request joins with its prompt in the cache: its prefill runs elsewhere. Under migration a move
has to lower the fuller of two devices by ``worth`` of the mean load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from models.pim.placement import (
    POLICIES,
    checked_parts,
    empty,
    grow,
    imbalance,
    move,
    place,
)
from models.pim.requests import Request
from models.shared.checks import is_list, is_number, require, require_integer, require_one_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """How requests are served; ``parts`` is of a split request, 0 for one on each device."""

    policy: str
    devices: int
    every: int = 10
    parts: int = 0
    worth: float = 0.05

    def __post_init__(self) -> None:
        require_one_of("policy", self.policy, POLICIES)
        require_integer("devices", self.devices, 1)
        require_integer("every", self.every, 1)
        checked_parts(self.parts, self.devices)
        valid = is_number(self.worth) and self.worth >= 0
        require(valid, "worth", "a finite number of at least 0", self.worth)


@dataclass(frozen=True, slots=True)
class Frame:
    """A step: for each device its requests and their tokens, and the tokens that moved before."""

    step: int
    held: tuple[tuple[tuple[int, int], ...], ...]
    moved: int

    @property
    def loads(self) -> list[int]:
        """Return the tokens on each device."""
        return [sum(tokens for _, tokens in device) for device in self.held]

    @property
    def batch(self) -> int:
        """Return how many requests are in flight."""
        return len({number for device in self.held for number, _ in device})

    @property
    def extra(self) -> int:
        """Return how many parts there are beyond one for each request."""
        return sum(map(len, self.held)) - self.batch

    @property
    def imbalance(self) -> float:
        """Return lambda; 1 where nothing is cached."""
        return imbalance(self.loads) if self.batch else 1.0


def serve(server: Server, requests: Sequence[Request], steps: int) -> Iterator[Frame]:
    """Yield each step of serving requests, which are in order of arrival."""
    require_integer("steps", steps, 1)
    several = is_list(requests) and all(isinstance(one, Request) for one in requests)
    require(several, "requests", "a list of Request", requests)
    ordered = all(a.arrival <= b.arrival for a, b in pairwise(requests))
    require(ordered, "requests", "in order of arrival", "another order")
    placement = empty(server.devices)
    parts = checked_parts(server.parts, server.devices)
    left: dict[int, int] = {}  # tokens to write, by request
    waiting = 0
    for now in range(steps):
        for number in [number for number, tokens in left.items() if tokens == 0]:
            del left[number]
            for device in placement.held:
                device.pop(number, None)
        if now % server.every == 0:
            arriving = []
            while waiting < len(requests) and requests[waiting].arrival <= now:
                arriving.append((waiting, requests[waiting].prompt))
                left[waiting] = requests[waiting].answer
                waiting += 1
            place(server.policy, placement, arriving, parts)
        moved = 0
        if server.policy == "migration":
            moved = move(placement, server.worth * sum(placement.loads) / server.devices)
        yield Frame(now, tuple(tuple(sorted(device.items())) for device in placement.held), moved)
        grow(placement)
        left = {number: tokens - 1 for number, tokens in left.items()}

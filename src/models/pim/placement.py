"""Where the KV cache of requests is put: five policies, for a batch at once and over time.

Vocabulary
    held        for each device, the tokens that it holds of each request
    load        the tokens on a device
    lambda      the largest load over the mean load
    part        the tokens of one request on one device; whole requests have one part

    round-robin     requests in order of arrival, devices in turn
    least-kv        in order of arrival, each on the device with the least
    longest-first   those that arrive together by falling length, each on the device with the least
    token-split     each request in equal parts, on the devices with the least
    migration       as round-robin; then requests move from the fullest device to the emptiest

Of devices with equal loads the first is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.shared.checks import is_list, is_number, require, require_integer, require_one_of

POLICIES = ("round-robin", "least-kv", "longest-first", "token-split", "migration")
MOST_DEVICES = 2**16
Held = list[dict[int, int]]


@dataclass(slots=True)
class Placement:
    """What each device holds; ``turn`` is the device whose turn it is."""

    held: Held
    turn: int = 0

    @property
    def loads(self) -> list[int]:
        """Return the tokens on each device."""
        return [sum(parts.values()) for parts in self.held]

    @property
    def extra(self) -> int:
        """Return how many parts there are beyond one for each request."""
        parts = [request for device in self.held for request in device]
        return len(parts) - len(set(parts))


def empty(devices: int) -> Placement:
    """Return devices that hold nothing."""
    require_integer("devices", devices, 1, MOST_DEVICES)
    return Placement([{} for _ in range(devices)])


def imbalance(loads: Sequence[float]) -> float:
    """Return the largest load over the mean load.

    >>> imbalance([10, 4, 4, 2])
    2.0
    """
    several = is_list(loads) and len(loads) > 0
    require(several, "loads", "those of at least one device", loads)
    require(all(map(is_number, loads)), "loads", "finite numbers", loads)
    require(min(loads) >= 0, "loads", "at least 0 on each device", list(loads))
    require(sum(loads) > 0, "loads", "above 0 on some device", list(loads))
    return max(loads) * len(loads) / sum(loads)


def emptiest(loads: Sequence[int], count: int = 1) -> list[int]:
    """Return the devices with the least, the first of equals first."""
    return sorted(range(len(loads)), key=lambda g: (loads[g], g))[:count]


def place(
    policy: str, placement: Placement, arriving: Sequence[tuple[int, int]], parts: int
) -> None:
    """Put requests, numbers and tokens, that arrive together."""
    if policy == "longest-first":
        arriving = sorted(arriving, key=lambda request: -request[1])
    for number, tokens in arriving:
        if policy in ("round-robin", "migration"):
            placement.held[placement.turn][number] = tokens
            placement.turn = (placement.turn + 1) % len(placement.held)
        elif policy == "token-split":
            split(placement, number, tokens, parts)
        else:
            (device,) = emptiest(placement.loads)
            placement.held[device][number] = tokens


def split(placement: Placement, number: int, tokens: int, parts: int) -> None:
    """Put a request in parts that differ by a token at most, the larger where there is least.

    One with fewer tokens than parts has a part of each token.
    """
    parts = min(parts, tokens)
    share, rest = divmod(tokens, parts)
    for i, device in enumerate(emptiest(placement.loads, parts)):
        placement.held[device][number] = share + (i < rest)


def grow(placement: Placement) -> None:
    """Add a token to each request; one in parts grows on the device with the least of them."""
    places: dict[int, list[int]] = {}
    for device, held in enumerate(placement.held):
        for number in held:
            places.setdefault(number, []).append(device)
    loads = placement.loads
    for number in sorted(places):
        device = min(places[number], key=lambda g: (loads[g], g))
        placement.held[device][number] += 1
        loads[device] += 1


def move(placement: Placement, least: float = 0.0) -> int:
    """Move one request from the fullest device to the emptiest, and return its tokens.

    It is the one after whose move the fuller of the two has least. Nothing moves, and 0 is
    returned, unless that lowers the fuller one by more than ``least`` tokens.
    """
    loads = placement.loads
    fullest = min(range(len(loads)), key=lambda g: (-loads[g], g))
    (target,) = emptiest(loads)
    best, chosen = loads[fullest] - least, None
    for number, tokens in sorted(placement.held[fullest].items()):
        after = max(loads[fullest] - tokens, loads[target] + tokens)
        if after < best:
            best, chosen = after, number
    if chosen is None or fullest == target:
        return 0
    tokens = placement.held[fullest].pop(chosen)
    placement.held[target][chosen] = tokens
    return tokens


def batch(policy: str, tokens: Sequence[int], devices: int, parts: int = 0) -> Placement:
    """Return where a policy puts a batch; ``parts`` is of a split request, 0 for all devices.

    Raise ValueError for an unknown policy, an empty batch, a length that is not a whole number
    of at least 1, more parts than devices, or more parts than a request has tokens.
    """
    require_one_of("policy", policy, POLICIES)
    placement = empty(devices)
    require_tokens(tokens)
    into = checked_parts(parts, devices)
    enough = policy != "token-split" or min(tokens) >= into
    require(enough, "parts", f"at most the tokens of a request, {min(tokens)}", into)
    place(policy, placement, list(enumerate(tokens)), into)
    while policy == "migration" and move(placement):
        pass
    return placement


def require_tokens(tokens: Sequence[int]) -> None:
    """Refuse what is not the tokens of one request or more."""
    several = is_list(tokens) and len(tokens) > 0
    require(several, "tokens", "those of at least one request", tokens)
    for number, length in enumerate(tokens):
        require_integer(f"tokens of request {number}", length, 1)


def checked_parts(parts: int, devices: int) -> int:
    """Return into how many parts a request is split, by default one for each device."""
    require_integer("parts", parts, 0)
    require(parts <= devices, "parts", f"at most the devices, {devices}", parts)
    return parts or devices

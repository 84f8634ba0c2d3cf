"""How the requests of a batch are split into nano-batches.

The rule for two parts is that of the public code of DynaFlow: the boundary between requests
whose tokens before it are nearest to half of all. The names are those of its API.

>>> halves([700, 300, 500, 548])
SplitConfig(num_tokens=(1000, 1048), split_indices=(2,))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from models.shared.checks import require, require_integer

Requests = Sequence[int]  # the tokens of each request of a batch


@dataclass(frozen=True, slots=True)
class SplitConfig:
    """The tokens of each nano-batch, and how many requests stand before each boundary."""

    num_tokens: tuple[int, ...]
    split_indices: tuple[int, ...] = ()

    @property
    def num_nano_batches(self) -> int:
        """The number of nano-batches; 1 if the batch stays whole."""
        return len(self.num_tokens)


def whole(requests: Requests) -> SplitConfig:
    """Leave a batch as it is."""
    return SplitConfig((sum(requests),))


def halves(requests: Requests) -> SplitConfig:
    """Split at the boundary between requests that is nearest to half of the tokens.

    Of two that are as near, the first is taken; one request alone cannot be split.
    """
    before = list(accumulate(requests))
    distances = {i: abs(2 * before[i - 1] - before[-1]) for i in range(1, len(before))}
    if not distances:
        return whole(requests)
    first = min(distances, key=lambda i: distances[i])
    return SplitConfig((before[first - 1], before[-1] - before[first - 1]), (first,))


def check_requests(requests: Requests) -> None:
    """Refuse a batch without requests, and a request without tokens."""
    require(len(requests) > 0, "requests", "at least one request", requests)
    for i, tokens in enumerate(requests):
        require_integer(f"tokens of request {i}", tokens, 1)


def check_split(split: object, requests: Requests) -> None:
    """Refuse a split that is none of these requests: each must be in one nano-batch."""
    if not isinstance(split, SplitConfig):
        require(False, "get_split_config", "a function that returns a SplitConfig", split)
        return
    ends = [0, *split.split_indices, len(requests)]
    rising = all(low < high for low, high in pairwise(ends))
    require(rising, "split_indices", f"rising between 0 and {len(requests)}", split.split_indices)
    tokens = tuple(sum(requests[low:high]) for low, high in pairwise(ends))
    rule = f"those of the requests, {tokens}"
    require(split.num_tokens == tokens, "num_tokens", rule, split.num_tokens)

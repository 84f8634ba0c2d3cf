"""How the requests of a batch are split into nano-batches.

The rule for two parts, :func:`halves`, is that of the public code of DynaFlow: the boundary
between requests whose tokens before it are nearest to half of all. The names are those of its
API; :func:`by_tokens` and ``split_offsets``, which cut inside a request, are not in it.

>>> halves([700, 300, 500, 548])
SplitConfig(num_tokens=(1000, 1048), split_indices=(2,))
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from models.shared.checks import LARGEST, require, require_integer

Requests = Sequence[int]  # the tokens of each request of a batch


@dataclass(frozen=True, slots=True)
class SplitConfig:
    """How a batch is split: the tokens of each nano-batch, and where the boundaries are.

    Before boundary i stand the first ``split_indices[i]`` requests and, where the boundary is
    inside the next request, the first ``split_offsets[i]`` of its tokens. Without offsets,
    every boundary is between requests.
    """

    num_tokens: tuple[int, ...]
    split_indices: tuple[int, ...] = ()
    split_offsets: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for name in ("num_tokens", "split_indices", "split_offsets"):
            value = getattr(self, name)
            require(isinstance(value, tuple | list), name, "a tuple of integers", value)
            for number in value:
                require_integer(name, number, 0)
            object.__setattr__(self, name, tuple(value))
        if not self.split_offsets:
            object.__setattr__(self, "split_offsets", (0,) * len(self.split_indices))

    def __repr__(self) -> str:
        inside = f", split_offsets={self.split_offsets}" if any(self.split_offsets) else ""
        return (
            f"SplitConfig(num_tokens={self.num_tokens}, split_indices={self.split_indices}{inside})"
        )

    @property
    def num_nano_batches(self) -> int:
        """The number of nano-batches; 1 if the batch stays whole."""
        return len(self.num_tokens)

    def continues(self, batch: int) -> bool:
        """Tell whether a nano-batch begins with the rest of a request of the one before."""
        return batch > 0 and self.split_offsets[batch - 1] > 0


def whole(requests: Requests) -> SplitConfig:
    """Leave a batch as it is."""
    return SplitConfig((sum(checked_requests(requests)),))


def halves(requests: Requests) -> SplitConfig:
    """Split at the boundary between requests that is nearest to half of the tokens.

    Of two that are as near, the first is taken; one request alone cannot be split so.
    """
    before = list(accumulate(checked_requests(requests)))
    distances = {i: abs(2 * before[i - 1] - before[-1]) for i in range(1, len(before))}
    if not distances:
        return whole(requests)
    first = min(distances, key=lambda i: distances[i])
    return SplitConfig((before[first - 1], before[-1] - before[first - 1]), (first,))


def by_tokens(requests: Requests, num_tokens: Sequence[int]) -> SplitConfig:
    """Split into nano-batches of so many tokens each, inside a request where need be.

    >>> by_tokens([4096], (2048, 2048))
    SplitConfig(num_tokens=(2048, 2048), split_indices=(0,), split_offsets=(2048,))

    Raises:
        ValueError: the tokens are not integers above 0 that add up to those of the requests.

    """
    requests = checked_requests(requests)
    valid = isinstance(num_tokens, tuple | list)
    require(valid, "num_tokens", "a sequence of integers", num_tokens)
    for tokens in num_tokens:
        require_integer("num_tokens", tokens, 1)
    total, given = sum(requests), tuple(num_tokens)
    require(sum(given) == total, "num_tokens", f"integers that add up to {total}", given)
    ends = list(accumulate(requests))
    places = [(bisect_right(ends, at), at) for at in accumulate(given[:-1])]
    offsets = tuple(at - (ends[i - 1] if i else 0) for i, at in places)
    return SplitConfig(given, tuple(i for i, _ in places), offsets)


def middle(requests: Requests) -> SplitConfig:
    """Split at half of the tokens, inside a request where need be; one token stays whole."""
    total = sum(checked_requests(requests))
    return by_tokens(requests, (total // 2, total - total // 2)) if total > 1 else whole(requests)


def halves_of(tokens: int) -> Requests:
    """Return a batch of two requests that can be split in equal halves."""
    return (tokens // 2, tokens // 2)


def checked_requests(requests: Requests) -> tuple[int, ...]:
    """Return a batch; refuse one without requests, and a request without tokens."""
    listed = isinstance(requests, Sequence) and not isinstance(requests, str | bytes)
    require(listed and len(requests) > 0, "requests", "a list of at least one request", requests)
    for i, tokens in enumerate(requests):
        require_integer(f"tokens of request {i}", tokens, 1)
    total = sum(requests)
    require(total <= LARGEST, "requests", f"of at most {LARGEST:,} tokens in all", total)
    return tuple(requests)


def check_split(split: object, requests: tuple[int, ...]) -> None:
    """Refuse a split that is none of these requests: each token must be in one nano-batch."""
    if not isinstance(split, SplitConfig):
        require(False, "get_split_config", "a function that returns a SplitConfig", split)
        return
    indices, offsets = split.split_indices, split.split_offsets
    rule = f"one for each of split_indices, {indices}"
    require(len(offsets) == len(indices), "split_offsets", rule, offsets)
    for i, offset in zip(indices, offsets, strict=True):
        if offset:
            size = requests[i] if i < len(requests) else 0
            rule = f"less than the tokens of request {i}, {size}"
            require(offset < size, "split_offsets", rule, offset)
    ends = [(0, 0), *zip(indices, offsets, strict=True), (len(requests), 0)]
    rising = all(low < high for low, high in pairwise(ends))
    require(rising, "split_indices", f"rising between 0 and {len(requests)}", indices)
    places = [sum(requests[:i]) + offset for i, offset in ends]
    tokens = tuple(high - low for low, high in pairwise(places))
    remedy = "where a request is cut, give split_offsets, as 'by_tokens' does"
    if split.num_tokens != tokens:
        got = f"(got {split.num_tokens}); {remedy}"
        raise ValueError(f"'num_tokens' must be those of the requests, {tokens} {got}")

"""A mask is no anonymity: how many people of a group are alone with their mask.

A phone number has 11 digits, its mask shows seven. The numbers drawn here look like mobile
numbers, with a beginning of three digits out of thirty; they are nobody's.

>>> alone(1), round(alone(300_000), 3), behind("138****5678")
(1.0, 0.368, 10000)
"""

from __future__ import annotations

from collections import Counter
from random import Random

from models.enrollment.masks import mask
from models.shared.checks import require_integer

BEGINNINGS = tuple(f"1{second}{third}" for second in "358" for third in "0123456789")
MASKS = len(BEGINNINGS) * 10**4  # that such numbers have


def behind(masked: str) -> int:
    """Return how many numbers share a mask."""
    return int(10 ** masked.count("*"))


def alone(people: int) -> float:
    """Return the expected share of people who share their mask with nobody else of a group.

    Each of the others misses a mask with probability 1 - 1 / MASKS; numbers are drawn evenly.
    """
    require_integer("people", people, 1)
    return float((1 - 1 / MASKS) ** (people - 1))


def drawn(people: int, seed: int) -> list[str]:
    """Return different numbers, one for each of a group, by seed."""
    numbers = range(len(BEGINNINGS) * 10**8)
    require_integer("people", people, 1, len(numbers))
    require_integer("seed", seed, 0)
    chosen = Random(seed).sample(numbers, people)
    return [f"{BEGINNINGS[n // 10**8]}{n % 10**8:08d}" for n in chosen]


def shared(numbers: list[str]) -> dict[str, float | int]:
    """Return how numbers share masks: how many are alone, and how many share the commonest."""
    found = Counter(mask("phone", number) for number in numbers)
    single = sum(count == 1 for count in found.values())
    return {"people": len(numbers), "alone": single / len(numbers), "most": max(found.values())}

"""How the times of compiling and of measuring grow with the size of a group.

A unit of g configurations takes ``shared + own g`` seconds to compile, and one measurement out of
it ``measure + (g - 1) dearer``. Two runs fix such a law; others test it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from models.shared.checks import require_integer
from models.tilelang_autotuner.published import REPORTED, Row
from models.tilelang_autotuner.work import Number, Setup, Work, exact

DIGITS = 5  # of a second: more than was reported


@dataclass(frozen=True, slots=True)
class Law:
    """Seconds by the size of a group."""

    shared: Fraction
    own: Fraction
    measure: Fraction
    dearer: Fraction

    @classmethod
    def of(cls, shared: Number, own: Number, measure: Number, dearer: Number = 0) -> Law:
        """Return a law; refuse times that are none, and own or measuring times of 0."""
        return cls(
            exact("shared", shared, zero=True),
            exact("own", own),
            exact("measure", measure),
            exact("dearer", dearer, zero=True),
        )

    def parts(self) -> tuple[float, float, float, float]:
        """Return shared, own, measure and dearer as numbers."""
        return float(self.shared), float(self.own), float(self.measure), float(self.dearer)

    def unit(self, size: int) -> Fraction:
        """Return how long a unit of a size compiles."""
        require_integer("size", size, 1)
        return self.shared + self.own * size

    def measurement(self, size: int) -> Fraction:
        """Return how long one configuration of a unit of a size is measured."""
        require_integer("size", size, 1)
        return self.measure + (size - 1) * self.dearer

    def work(self, configurations: int, setup: Setup) -> Work:
        """Return configurations that follow the law; those of a smaller last unit are cheaper."""
        require_integer("configurations", configurations, 1)
        sizes = [len(unit) for unit in setup.units(configurations) for _ in unit]
        costs = tuple(self.measurement(size) for size in sizes)
        return Work((self.own,) * configurations, costs, self.shared)


def fitted(few: tuple[int, Fraction, Fraction], many: tuple[int, Fraction, Fraction]) -> Law:
    """Return the law through two points: the size, the time of a unit, and of a measurement."""
    (small, unit, cost), (large, longer, dearer) = few, many
    own = round((longer - unit) / (large - small), DIGITS)
    more = round((dearer - cost) / (large - small), DIGITS)
    return Law(
        shared=round(unit, DIGITS) - own * small,
        own=own,
        measure=round(cost, DIGITS) - more * (small - 1),
        dearer=more,
    )


def point(row: Row, measured: Row | None = None) -> tuple[int, Fraction, Fraction]:
    """Return the size, the unit and the measurement of a run; a span takes another's."""
    return row.group, row.unit(), (measured or row).measurement()


#: The laws by the number of configurations that the author tuned. That of 20 is fitted to his
#: runs G1 and G2. That of 288 takes single compiles and measurements from Baseline, units of four
#: from AllFeat, and their measurements from G4, whose kernels are others: it is a line through two
#: sizes, and nothing tests it between or beyond them.
LAWS: dict[str, Law] = {
    "twenty": fitted(point(REPORTED["g1"]), point(REPORTED["g2"])),
    "all": fitted(point(REPORTED["baseline"]), point(REPORTED["allfeat"], REPORTED["g4"])),
}

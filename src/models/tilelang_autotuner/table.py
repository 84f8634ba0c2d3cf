"""The times of one's own configurations, from a CSV file."""

from __future__ import annotations

import csv
from fractions import Fraction
from io import StringIO
from pathlib import Path

from models.shared.checks import require
from models.shared.reading import read_text
from models.tilelang_autotuner.work import LONGEST, exact

COLUMNS = ("compile", "measure")


def read_times(path: Path) -> tuple[list[Fraction], list[Fraction]]:
    """Return the seconds that each configuration takes to compile and to measure, by row.

    The head names the columns ``compile`` and ``measure``; others are not looked at. Raise
    ValueError with the line for what is no time, and for a file without head, column or row.
    """
    try:
        reader = csv.reader(StringIO(read_text(path)), strict=True)
        rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise ValueError(f"'times' must be CSV (got {str(path)!r}: {error})") from None
    require(len(rows) > 0, "times", f"a table with the columns {' and '.join(COLUMNS)}", path.name)
    head = [name.strip() for name in rows[0][1]]
    places = {}
    for column in COLUMNS:
        rule = f"once a column of {path.name}, line {rows[0][0]}"
        require(head.count(column) == 1, column, rule, ", ".join(head))
        places[column] = head.index(column)
    require(len(rows) > 1, "times", "a table with a row for each configuration", "only a head")
    found: dict[str, list[Fraction]] = {column: [] for column in COLUMNS}
    for line, row in rows[1:]:
        rule = f"a row of {len(head)} values, as the head has"
        require(len(row) == len(head), f"{path.name}, line {line}", rule, ", ".join(row))
        for column in COLUMNS:
            where = f"{column} in {path.name}, line {line}"
            found[column].append(seconds(where, row[places[column]]))
    return found["compile"], found["measure"]


def seconds(argument: str, text: str, zero: bool = False) -> Fraction:
    """Return the seconds that a text says, exactly; refuse what is no number of them, or too many.

    >>> seconds("own", "0.1")
    Fraction(1, 10)
    """
    try:
        about = float(text)
    except ValueError:
        return exact(argument, text, zero)  # which refuses it
    good = about <= LONGEST and (about > 0 or (zero and about == 0))
    return Fraction(text.strip()) if good else exact(argument, text, zero)

"""What cannot be tuned, or by nothing, is refused with the argument, the rule and the value."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from models.tilelang_autotuner.bounds import best_group, chain, johnson, overlap, rounds
from models.tilelang_autotuner.laws import LAWS, Law
from models.tilelang_autotuner.model import Config
from models.tilelang_autotuner.simulator import simulate
from models.tilelang_autotuner.states import ticks
from models.tilelang_autotuner.table import read_times
from models.tilelang_autotuner.work import Faults, Setup, Work

TWO = Work.of([1, 1], [1, 1])
OVER = "seconds, more than 0 and at most 1,000,000,000"
LEAST = "seconds, at least 0 and at most 1,000,000,000"


def failing(lost=(), failed=()):
    return simulate(TWO, Setup(), Faults.of(lost, failed))


CASES = [
    *(
        (
            lambda name=name, value=value: Setup(**{name: value}),
            f"{name!r} must be {rule} (got {value!r})",
        )
        for name, value, rule in (
            *((n, 0, "an integer of at least 1") for n in ("workers", "devices", "group")),
            ("workers", -2, "an integer of at least 1"),
            ("devices", 1.0, "an integer of at least 1"),
            ("group", True, "an integer of at least 1"),
            ("pipeline", 1, "true or false"),
            ("timeout", 0, OVER),
            ("timeout", -1, OVER),
            ("timeout", float("nan"), OVER),
        )
    ),
    (lambda: Setup(split="lists"), "'split' must be one of rr, blocks, list (got 'lists'; did you"),
    (lambda: Work.of([], []), "'own' must be the times of at least one configuration (got [])"),
    (
        lambda: Work.of([1, 2], [1]),
        "'measure' must be as many times as there are configurations, 2",
    ),
    (lambda: Work.of([1, 0], [1, 1]), f"'own of configuration 1' must be {OVER} (got 0)"),
    (lambda: Work.of([1], [-0.5]), f"'measure of configuration 0' must be {OVER} (got -0.5)"),
    (lambda: Work.of([float("inf")], [1]), f"'own of configuration 0' must be {OVER} (got inf)"),
    (lambda: Work.of([float("nan")], [1]), f"'own of configuration 0' must be {OVER} (got nan)"),
    (lambda: Work.of([10**400], [1]), f"'own of configuration 0' must be {OVER} (got 1000"),
    (lambda: Work.of(["1"], [1]), f"'own of configuration 0' must be {OVER} (got '1')"),
    (lambda: Work.of([True], [1]), f"'own of configuration 0' must be {OVER} (got True)"),
    (lambda: Work.of([1], [1], -1), f"'shared' must be {LEAST} (got -1)"),
    (lambda: TWO.ordered([0, 0]), "'order' must be all of 0 to 1 (got [0, 0])"),
    (lambda: failing(lost=[2]), "'lost' must be numbers of configurations, from 0 to 1 (got 2)"),
    (lambda: failing(failed=[-1]), "'failed' must be numbers of units, from 0 to 1 (got -1)"),
    (
        lambda: failing(lost=["a"]),
        "'lost' must be numbers of configurations, from 0 to 1 (got 'a')",
    ),
    (lambda: Law.of(1, 0, 1), f"'own' must be {OVER} (got 0)"),
    (lambda: Law.of(1, 1, 1, -1), f"'dearer' must be {LEAST} (got -1)"),
    (
        lambda: LAWS["all"].work(0, Setup()),
        "'configurations' must be an integer of at least 1 (got",
    ),
    (lambda: chain(0, Fraction(1), Fraction(1)), "'n' must be an integer of at least 1 (got 0)"),
    (lambda: rounds(3, 2, 1, Fraction(9), Fraction(1)), "'n' must be a multiple of the 2 workers"),
    (lambda: rounds(4, 2, 1, Fraction(1), Fraction(1)), "'b' must be short enough for 2 within"),
    (lambda: chain(2, Fraction(-1), Fraction(1)), "'a' must be a finite number of seconds, at l"),
    (lambda: rounds(2, 2, 1, Fraction(1), float("nan")), "'b' must be a finite number of seconds"),
    (lambda: overlap(Fraction(0), Fraction(0)), "'compiling, measuring' must be not both 0 (got"),
    (lambda: overlap(float("inf"), 1.0), "'compiling' must be a finite number of seconds, at le"),
    (lambda: johnson([1, 2], [1]), "'b' must be as many times as a has, 2 (got 1)"),
    (lambda: johnson([1, -2], [1, 1]), "'a[1]' must be a finite number of seconds, at least 0"),
    (lambda: Work((), ()), "'own' must be the times of at least one configuration (got ())"),
    (lambda: Work((Fraction(1),), ()), "'measure' must be as many times as there are configur"),
    (lambda: Work((1.5,), (Fraction(1),)), "'own' must be a Fraction of seconds above 0, as Work"),
    (lambda: Work((Fraction(1),), (Fraction(-1),)), "'measure' must be a Fraction of seconds abo"),
    (lambda: Work(*[(Fraction(1),)] * 2, Fraction(-1)), "'shared' must be a Fraction of seconds"),
    (lambda: LAWS["all"].unit(0), "'size' must be an integer of at least 1 (got 0)"),
    (lambda: LAWS["all"].measurement(-1), "'size' must be an integer of at least 1 (got -1)"),
    (lambda: best_group(0, 1, 1, 1, 2, 1), "'s' must be a finite number above 0 (got 0)"),
    (lambda: ticks(Fraction(1, 3)), "'seconds' must be a multiple of 1/100000 (got 1/3)"),
    (lambda: Config(devices=(1, 0)), "'devices' must be an integer of at least 1 (got 0)"),
    (lambda: Config(largest=1), "'largest' must be an integer of at least 2 (got 1)"),
]


@pytest.mark.parametrize(("make", "message"), CASES, ids=[message for _, message in CASES])
def test_it_is_refused(make, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        make()


TABLES = {
    "": "'times' must be a table with the columns compile and measure (got 'mine.csv')",
    "\n \n": "'times' must be a table with the columns compile and measure (got 'mine.csv')",
    "compile,measure\n": "must be a table with a row for each configuration (got 'only a head')",
    "compile\n1\n": "'measure' must be once a column of mine.csv, line 1 (got 'compile')",
    "compile,compile,measure\n1,1,1\n": "'compile' must be once a column of mine.csv, line 1",
    "compile;measure\n1;2\n": "'compile' must be once a column of mine.csv, line 1 (got 'compile;",
    "compile,measure\n1,2\n1,0\n": f"'measure in mine.csv, line 3' must be {OVER} (got '0')",
    "compile,measure\n-1,2\n": f"'compile in mine.csv, line 2' must be {OVER} (got '-1')",
    "compile,measure\nnan,2\n": f"'compile in mine.csv, line 2' must be {OVER} (got 'nan')",
    "compile,measure\n1,fast\n": f"'measure in mine.csv, line 2' must be {OVER} (got 'fast')",
    "compile,measure\n1,\n": f"'measure in mine.csv, line 2' must be {OVER} (got '')",
    "compile,measure\n1,1e999\n": f"'measure in mine.csv, line 2' must be {OVER} (got '1e999')",
    "compile,measure\n1e-999,1\n": f"'compile in mine.csv, line 2' must be {OVER} (got '1e-999')",
    "compile,measure\n1,2\n\n3\n": "'mine.csv, line 4' must be a row of 2 values, as the head has",
    "compile,measure\n1,2,3\n": "'mine.csv, line 2' must be a row of 2 values, as the head has",
    'compile,measure\n"1,2\n': "'times' must be CSV (got",
}


@pytest.mark.parametrize(("text", "message"), TABLES.items(), ids=[repr(text) for text in TABLES])
def test_a_table_without_times_is_refused_with_the_line(tmp_path, text, message):
    path = tmp_path / "mine.csv"
    path.write_text(text)
    with pytest.raises(ValueError, match=re.escape(message)):
        read_times(path)


def test_a_file_that_is_none_or_no_text_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"none.csv must be a text file .*No such file"):
        read_times(tmp_path / "none.csv")
    (tmp_path / "wide.csv").write_bytes("compile,measure\n1,2\n".encode("utf-16"))
    with pytest.raises(ValueError, match=r"wide.csv must be a text file .*it is not UTF-8"):
        read_times(tmp_path / "wide.csv")


def test_a_table_may_begin_with_a_mark_and_have_more_columns_in_any_order(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("\ufeffname, measure ,compile\na,0.1,2\nb,3e-1,0.5\n", encoding="utf-8")
    assert read_times(path) == (
        [Fraction(2), Fraction(1, 2)],
        [Fraction(1, 10), Fraction(3, 10)],
    )

"""The command says what the model comes to, for laws and for times of one's own."""

from __future__ import annotations

import json

import pytest

from models.tilelang_autotuner.command import main
from models.tilelang_autotuner.simulator import LATE, SHARED, simulate
from models.tilelang_autotuner.work import Faults, Setup, Work

OVER = "seconds, more than 0 and at most 1,000,000,000"
ALL = "--configurations 288 --workers 32 --devices 2 --group 4 --pipeline"


def asked(capsys, *words: str):
    assert main([*words, "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def test_all_configurations_come_to_what_the_page_says(capsys):
    found = asked(capsys, *ALL.split())
    assert found["end"] == pytest.approx(142.04, abs=0.01)
    assert found["measuring"] == pytest.approx(124.49, abs=0.01)
    assert (found["times"]["law"], found["binds"]) == ("all", "measuring")
    assert (found["units"], len(found["measured"]), found["unmeasured"]) == (72, 288, {})
    assert found["gain"] == pytest.approx(found["other"] / found["end"])
    assert main(ALL.split()) == 0
    text = capsys.readouterr().out
    for part in ("288 configurations in 72 units", "142.039 s", "177.141 s", "law 'all'"):
        assert part in text


def test_the_law_of_twenty_holds_unless_all_288_are_tuned_or_another_is_named(capsys):
    found = asked(capsys, "--group", "5")
    assert found["end"] == pytest.approx(38.47, abs=0.01)
    assert (found["configurations"], found["times"]["law"]) == (20, "twenty")
    assert asked(capsys, "--configurations", "287")["times"]["law"] == "twenty"
    assert asked(capsys, "--configurations", "289")["times"]["law"] == "twenty"
    assert asked(capsys, "--configurations", "287", "--law", "all")["times"]["law"] == "all"


def test_parts_of_a_law_can_be_given(capsys):
    parts = "--shared 0 --own 3 --measure 5 --workers 1 --pipeline"
    found = asked(capsys, *parts.split())
    assert found["end"] == 103
    assert found["times"]["given"] == ["measure", "own", "shared"]


def test_own_times_come_from_a_table_with_faults_and_a_timeout(capsys, tmp_path):
    own, measure = [1] * 12, [2, 2, 2, 50, *[2] * 8]
    rows = (f"{a},{b}\n" for a, b in zip(own, measure, strict=True))
    (tmp_path / "mine.csv").write_text("compile,measure\n" + "".join(rows))
    by = "--workers 3 --group 4 --shared 5 --failed 2 --timeout 10 --pipeline --split list"
    found = asked(capsys, "--times", str(tmp_path / "mine.csv"), *by.split())
    setup = Setup(workers=3, group=4, timeout=10, pipeline=True, split="list")
    wanted = simulate(Work.of(own, measure, 5), setup, Faults.of(failed=[2]))
    assert found["end"] == float(wanted.end)
    assert found["unmeasured"] == {"3": LATE, **dict.fromkeys(("8", "9", "10", "11"), SHARED)}
    assert [bar[2:] for bar in found["bars"]["units"]] == [[0, 9]] * 3
    none = asked(
        capsys, "--times", str(tmp_path / "mine.csv"), "--timeout", "none", "--dearer", "0"
    )
    assert none["timeout"] is None
    assert len(none["measured"]) == 12


REFUSED = {
    "--group 0": "'group' must be an integer of at least 1 (got 0)",
    "--configurations 0": "'configurations' must be an integer of at least 1 (got 0)",
    "--configurations 1000000": "'configurations' must be at most 100,000 (got 1000000)",
    "--split shared": "'split' must be one of rr, blocks, list (got 'shared')",
    "--measure nan": "'measure' must be {over} (got 'nan')",
    "--own -1": "'own' must be {over} (got '-1')",
    "--timeout soon": "'timeout' must be {over} (got 'soon')",
    "--lost 3,x": "'lost' must be whole numbers with commas between (got '3,x')",
    "--lost 20": "'lost' must be numbers of configurations, from 0 to 19 (got 20)",
    "--failed 20": "'failed' must be numbers of units, from 0 to 19 (got 20)",
    "--law fast": "'law' must be one of twenty, all (got 'fast')",
    "--times none.csv": "none.csv must be a text file that can be read (No such file or directory)",
    "--times none.csv --law all": "'law' must be left out, since --times has the times (got 'all')",
}


@pytest.mark.parametrize(("words", "message"), REFUSED.items(), ids=list(REFUSED))
def test_values_that_are_none_are_refused_on_standard_error(capsys, words, message):
    assert main(words.split()) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"error: {message.format(over=OVER)}\n")


def test_a_number_of_rows_that_is_not_that_of_the_table_is_refused(capsys, tmp_path):
    (tmp_path / "mine.csv").write_text("compile,measure\n1,2\n")
    assert main(["--times", str(tmp_path / "mine.csv"), "--configurations", "2"]) == 1
    assert "'configurations' must be the number of rows of mine.csv, 1" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["--workers two", "--pipelines", "--group"])
def test_a_wrong_use_is_told_with_the_usage(capsys, words):
    assert main(words.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "usage: python -m models tilelang-autotuner" in said.err


def test_help_tells_every_option_and_succeeds(capsys):
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    for option in ("--configurations", "--times", "--split", "--timeout", "--failed", "--json"):
        assert option in text

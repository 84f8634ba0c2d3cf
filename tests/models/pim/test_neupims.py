"""NeuPIMs' estimate and request lists: the source's numbers, and any list that a user has."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pim import command
from models.pim.lists import COLUMNS, LISTS, summary
from models.pim.neupims import Memory, estimate, ratios, read

#: The lists of the source, where somebody has them: their repository's folder request-traces.
SOURCE = Path(os.environ.get("NEUPIMS_TRACES", "request-traces"))
HEAD = "seq_len,ch_idx\n"


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize(
    ("tokens", "cycles"), [(300, 30_632), (512, 32_840), (2048, 130_760), (1, 27_320)]
)
def test_algorithm_1_estimates_these_cycles(tokens, cycles):
    assert estimate(tokens) == cycles


@settings(deadline=None)
@given(st.integers(1, 100_000), st.integers(0, 100_000))
def test_more_tokens_never_take_fewer_cycles(tokens, more):
    assert estimate(tokens) <= estimate(tokens + more)


def test_the_estimate_follows_the_memory_and_the_model():
    wide = Memory(hidden=5120, heads=40)
    assert estimate(512, wide) == 3 * (100 + 16 * 184) + 40 * (100 + 4 * 184)


def test_the_kept_numbers_average_what_the_facts_say_of_the_lists():
    found = summary()
    assert len(LISTS) == 20
    wanted = {("rr", "tokens"): 2.012, ("clb", "tokens"): 1.405}
    wanted |= {("rr", "latency"): 1.573, ("clb", "latency"): 1.089}
    for (kind, load), mean in wanted.items():
        assert found[kind][load]["mean"] == pytest.approx(mean, abs=0.0006)
    assert (found["rr"]["tokens"]["least"], found["rr"]["tokens"]["largest"]) == pytest.approx(
        (1.597, 2.539), abs=0.0005
    )
    assert found["rr"]["longest-first"]["mean"] == pytest.approx(1.0018, abs=0.00005)


@pytest.mark.skipif(not SOURCE.is_dir(), reason="set NEUPIMS_TRACES to a folder request-traces")
def test_the_kept_numbers_are_what_the_lists_of_the_source_give(capsys):
    assert command.main(["--trace", str(SOURCE), "--json"]) == 0
    lists = json.loads(capsys.readouterr().out)["lists"]
    assert len(lists) == 20
    assert all(one["agrees"] is True for one in lists)


def test_the_command_tells_the_imbalance_of_a_users_own_list(tmp_path, capsys):
    written(tmp_path, HEAD + "10,0\n4,1\n4,2\n2,3\n")
    (tmp_path / "sub").mkdir()
    written(tmp_path / "sub", "\ufeff ch_idx , seq_len\n1,7\n\n0,1\n")  # any order of columns
    assert command.main(["--trace", str(tmp_path), "--channels", "4", "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    first, second = out["lists"]
    assert first["lambda"]["tokens"] == 2
    assert first["agrees"] is None
    assert second["lambda"]["tokens"] == 3.5
    assert command.main(["--trace", str(tmp_path), "--channels", "4"]) == 0
    assert "list.csv" in capsys.readouterr().out


def test_the_command_fails_where_a_known_list_gives_other_numbers(tmp_path, capsys, monkeypatch):
    path = written(tmp_path, HEAD + "10,0\n4,1\n")
    of = [round(value, 4) for value in ratios(read(path)).values()]
    monkeypatch.setattr(command, "LISTS", {command.digest(path): ("list", *of)})
    assert command.main(["--trace", str(tmp_path)]) == 0
    monkeypatch.setattr(command, "LISTS", {command.digest(path): ("list", *of[:-1], 9.0)})
    assert command.main(["--trace", str(tmp_path)]) == 1
    assert "NOT as kept" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "list.csv:1: must have the columns seq_len, ch_idx; seq_len, ch_idx missing"),
        ("seq_len\n3\n", "ch_idx missing (got 'seq_len')"),
        ("tokens,ch_idx\n3,1\n", "seq_len missing (got 'tokens,ch_idx')"),
        (HEAD, "list.csv must have at least one request (got 0)"),
        (HEAD + "-3,1\n", "list.csv:2: 'seq_len' must be a whole number of at least 1 (got '-3')"),
        (HEAD + "3,1\n0,1\n", "list.csv:3: 'seq_len' must be a whole number of at least 1 (got"),
        (HEAD + "nan,1\n", "'seq_len' must be a whole number of at least 1 (got 'nan')"),
        (HEAD + "2.5,1\n", "'seq_len' must be a whole number of at least 1 (got '2.5')"),
        (HEAD + ",1\n", "'seq_len' must be a whole number of at least 1 (got '')"),
        (HEAD + "\u0663,1\n", "'seq_len' must be a whole number of at least 1 (got '\u0663')"),
        (HEAD + "9" * 5000 + ",1\n", "'seq_len' must be a whole number of at least 1 (got '999"),
        (HEAD + "3\n", "list.csv:2: 'ch_idx' must be a whole number from 0 to 31 (got '')"),
        (HEAD + "3,32\n", "'ch_idx' must be a whole number from 0 to 31 (got '32')"),
        (HEAD + "3,-1\n", "'ch_idx' must be a whole number from 0 to 31 (got '-1')"),
        (b"\xff\xfe\x00", "must be a text file that can be read (it is not UTF-8)"),
        (HEAD + "3," + "1" * 200_000 + "\n", "must be a list of requests in CSV (field larger"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_its_place_and_value(
    tmp_path, capsys, text, message
):
    path = tmp_path / "list.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert command.main(["--trace", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.err.startswith("error: ")
    assert captured.out == ""


def test_a_folder_without_lists_and_wrong_usage_are_refused(tmp_path, capsys):
    assert command.main(["--trace", str(tmp_path)]) == 1
    assert "'--trace' must be a folder with *.csv files" in capsys.readouterr().err
    assert command.main(["--trace", str(tmp_path / "none")]) == 1
    assert "'--trace' must be a folder with lists of requests" in capsys.readouterr().err
    written(tmp_path, HEAD + "3,1\n")
    assert command.main(["--trace", str(tmp_path), "--channels", "0"]) == 1
    assert "'channels' must be an integer of at least 1 (got 0)" in capsys.readouterr().err
    assert command.main([]) == 2


def test_the_columns_that_are_kept_are_those_that_the_command_prints():
    assert tuple(command.NAMES) == COLUMNS

"""The command: a case of one's own, with models and devices by name or by file."""

from __future__ import annotations

import json

import pytest

from models.__main__ import main
from models.nanoflow.cost import balance
from models.nanoflow.inputs import DEVICES, MODELS, Workload

ONE = ["nanoflow", "--model", "llama-3-8b", "--device", "H200", "--devices", "1", "--batch", "256"]
SHAPE = {"name": "mine", "hidden": 4096, "intermediate": 14336, "layers": 32, "heads": 32}
SHAPE |= {"kv_heads": 8, "parameters": 8e9}
CARD = {"memory": 24, "bandwidth": 936, "network": 64, "compute": 71_000}


def answer(capsys, *arguments: str):
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)  # nothing but JSON on standard output


def test_the_answer_is_that_of_the_model(capsys):
    found = answer(capsys, *ONE)
    full = balance(MODELS["llama-3-8b"], DEVICES["H200"], 1, Workload(512, 1024))
    assert found["memory"]["capacity-tokens"] == pytest.approx(full.capacity)
    assert found["memory"]["t-mem-over-t-comp"] == pytest.approx(full.ratio)
    assert found["batch-tokens"] == 256
    rate = 256 / found["overlapped-iteration-ms"] * 1e3
    assert found["overlapped-tokens-per-s-per-device"] == pytest.approx(rate)
    assert found["overlapped-iteration-ms"] <= found["sequential-iteration-ms"]
    assert {"model", "device", "devices", "batch"} <= set(found["estimated-because-it-differs-in"])


def test_the_largest_batch_that_fits_is_taken_and_the_text_says_what_is_estimated(capsys):
    assert main([*ONE[:3], "--devices", "1", "--prompt", "1024", "--answer", "512"]) == 0
    captured = capsys.readouterr()
    assert "LLaMA-3-8B on 1 A100-80, 1024 in, 512 out, 1144 tokens" in captured.out
    assert "estimated: no times were measured for this model, devices" in captured.out
    assert "searching" in captured.err
    assert "searching" not in captured.out


def test_of_prompts_alone_no_more_are_taken_than_fit(capsys, tmp_path):
    """Of 16.2 GB the weights leave 0.2, or 1,525 tokens of 131,072 bytes."""
    (tmp_path / "card.json").write_text(json.dumps(CARD | {"memory": 16.2}))
    card = ["--device", str(tmp_path / "card.json"), "--prompt", "100", "--answer", "0"]
    assert answer(capsys, *ONE[:3], "--devices", "1", *card)["batch-tokens"] == 1525


@pytest.mark.parametrize(
    ("model", "device", "kept"),
    [
        ("deepseek-v3", "GB200", 70_272),
        ("deepseek-v3", "MI300X", 70_272),
        ("qwen3-32b", "H200", 262_144),
        ("qwen3-235b-a22b", "B200-180", 192_512),
        ("llama-4-scout", "B200", 196_608),
    ],
)
def test_newer_models_on_newer_devices(capsys, model, device, kept):
    found = answer(capsys, "nanoflow", "--model", model, "--device", device, "--batch", "512")
    assert (found["model"], found["device"]) == (MODELS[model].name, device)
    assert found["memory"]["kept-bytes-per-token"] == kept
    times = [found[f"{key}-iteration-ms"] for key in ("overlapped", "sequential")]
    assert 0 < times[0] <= times[1]
    bound = found["bound-tokens-per-s-per-device"]
    assert found["overlapped-tokens-per-s-per-device"] <= bound * (1 + 1e-9)


def test_a_model_and_a_device_of_a_file(capsys, tmp_path):
    (tmp_path / "shape.json").write_text(json.dumps(SHAPE))
    (tmp_path / "card.json").write_text(json.dumps(CARD))
    files = ["--model", str(tmp_path / "shape.json"), "--device", str(tmp_path / "card.json")]
    found = answer(capsys, "nanoflow", *files, "--devices", "1", "--answer", "512")
    assert (found["model"], found["device"]) == ("mine", "card")
    assert found["memory"]["capacity-tokens"] == pytest.approx(8e9 / 131_072)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--model", "llama"], "'model' must be one of llama-2-70b"),
        (["--device", "H10"], "did you mean 'H100'"),
        (["--devices", "3"], "'devices' must be a divisor of the 64 heads"),
        (["--batch", "0"], "'batch' must be an integer of at least 1 (got 0)"),
        (["--batch", "4096"], "'batch' must be at most 2235, whose keys and values fit"),
        (["--prompt", "-1"], "'prompt' must be a finite number of tokens, at least 0"),
        (["--prompt", "nan"], "'prompt' must be a finite number of tokens, at least 0"),
        (["--usable", "2"], "'usable' must be above 0 and at most 1 (got 2.0)"),
        (["--curves", "none"], "'curves' must be one of Table 3"),
        (["--products", "none"], "'products' must be one of even"),
        (["--ways", "0"], "'ways' must be an integer of at least 1 (got 0)"),
        (["--prompt", "1e300"], "'prompt' must be 0, or from 1e-09 to 1e+09 tokens (got 1e+300)"),
        (["--imbalance", "2"], "'imbalance' must be left out, or with --expert-parallel"),
        (["--answer", "3000000"], "'prompt, answer' must be of a request that fits beside the wei"),
        (["--model", "missing.json"], "missing.json must be a text file that can be read (No such"),
    ],
)
def test_each_wrong_value_is_refused(capsys, arguments, message):
    assert main(["nanoflow", *arguments]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: ")
    assert message in captured.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "card.json:1: must be JSON"),
        ("[]", "'JSON' must be an object with keys (got 'list')"),
        ('{"mammory": 1}', "must be one of name, memory"),
        ('{"memory": 80}', "must be also bandwidth, network, compute (got 'name, memory')"),
        ('{"memory": 80, "memory": 40}', "'memory' must be said once (got 'twice')"),
        ("[" * 100_000, "must be an object with keys (got: too deep a nest)"),
        ('{"memory": ' + "9" * 400 + "}", "'number' must be of at most 300 digits"),
        (json.dumps(CARD | {"memory": 1e300}), "'memory' must be from 1e-12 to 1e+12"),
        (json.dumps(CARD | {"network": 1e-300}), "'network' must be from 1e-12 to 1e+12"),
        (
            json.dumps(CARD | {"name": 5}),
            "of at most 200 characters (got 5)",
        ),
        (
            json.dumps(CARD | {"name": ""}),
            "must be text on one line, of at most 200",
        ),
        (json.dumps(CARD | {"compute": -1}), "'compute' must be a finite number above 0"),
        (json.dumps(CARD | {"compute": "fast"}), "'compute' must be a finite number above 0"),
    ],
)
def test_a_file_that_is_no_device_is_refused(capsys, tmp_path, text, message):
    (tmp_path / "card.json").write_text(text)
    assert main(["nanoflow", "--device", str(tmp_path / "card.json")]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"layers": 10**12}, "'layers' must be at most 1,000,000,000"),
        ({"experts": 10**6, "routed": 2}, "'experts' must be at most 65,536"),
        ({"parameters": 1e-300}, "'parameters' must be from 1 to 1e+18"),
        ({"active": 0.5}, "'active' must be from 1 to 'parameters'"),
        ({"hidden": 4096.0}, "'hidden' must be an integer of at least 1 (got 4096.0)"),
        ({"hidden_": 4096}, "did you mean 'hidden'?"),
    ],
)
def test_a_file_that_is_no_model_is_refused(capsys, tmp_path, change, message):
    (tmp_path / "shape.json").write_text(json.dumps(SHAPE | change))
    assert main(["nanoflow", "--model", str(tmp_path / "shape.json")]) == 1
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1

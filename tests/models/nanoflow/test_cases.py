"""A case is refused if it is none, has a name of its own, and is compared with its own only."""

from __future__ import annotations

import pytest

from models.nanoflow import model as nanoflow
from models.nanoflow.case import FITTED, Case
from models.nanoflow.published import measured


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Case(model="llama-2-70"), "did you mean 'llama-2-70b'"),
        (lambda: Case(batch=0), "'batch' must be an integer of at least 1 (got 0)"),
        (lambda: Case(batch=2048.0), "'batch' must be an integer of at least 1 (got 2048.0)"),
        (lambda: Case(devices=3), "'devices' must be a divisor of the 64 heads of LLaMA-2-70B"),
        (
            lambda: Case(model="llama-3-8b", devices=1, prompt=1024, answer=512),
            "'batch' must be at most 1144, whose keys and values fit beside the weights: "
            "114.5 GB are needed, 64.0 GB are free (got 2048)",
        ),
        (lambda: Case(usable=0.5), "'batch' must be at most 804"),
        (lambda: Case(curves="Table 4"), "'curves' must be one of Table 3, H100 8192"),
        (lambda: Case(products="A100"), "'products' must be one of even, H100, H200"),
        (lambda: nanoflow.Config(memory=2), "'memory' must be a share above 0 and at most 1"),
        (lambda: nanoflow.Config(network=float("nan")), "'network' must be a share above 0"),
        (lambda: nanoflow.Config(memory=0.9), "'memory, network' must be together at most 1"),
        (lambda: nanoflow.Config(split=768.0), "'split' must be cuts from 0 up to 2048"),
        (lambda: nanoflow.Config(split=700), "'split' must be cut at a multiple of 128"),
        (
            lambda: nanoflow.Config(searched=(FITTED, FITTED)),
            "'searched' must be cases that differ",
        ),
    ],
)
def test_a_case_or_config_that_is_none_is_refused(call, message):
    with pytest.raises(ValueError, match="must be") as refusal:
        call()
    assert message in str(refusal.value)


def test_cases_that_differ_have_names_that_do():
    cases = [
        *(FITTED, Case(prompt=512.5), Case(answer=512), Case(devices=4, batch=128)),
        *(Case(batch=1024), Case(usable=0.95), Case(products="H200"), Case(curves="H200 2048")),
    ]
    assert len({case.name for case in cases}) == len(cases)
    assert all("." not in case.name for case in cases)  # names are parts of paths


def test_what_is_measured_is_compared_with_its_own_case_only():
    assert FITTED.extrapolated == ()
    assert Case(device="H100").extrapolated == ("device",)
    assert {"measured", "dense"} <= nanoflow.marks(FITTED).keys()
    other = nanoflow.marks(Case(device="H100"))
    assert other.keys() == {"sequential", "bound", "optimum"}
    assert other["optimum"] == pytest.approx(989e12 / 140e9)
    assert measured("llama-3-8b", "A100-80", 1, 1024, 1024, 512) == 12756
    assert measured("llama-3-8b", "A100-80", 1, 2048, 1024, 512) is None
    assert measured("mixtral-8x7b", "A100-80", 8, 4096, 1024, 512) == 6564
    assert measured("qwen2-72b", "H100", 8, 2048, 1024, 512) is None
    assert measured("qwen2-72b", "A100-80", 8, 2048, 512, 512) is None


def test_a_batch_of_prompts_alone_is_that_of_the_case():
    small = nanoflow.prompts_only(Case(batch=1024), (0, 512, 1024), {"network": 0.2})
    whole = nanoflow.prompts_only(FITTED, (0, 1024, 2048), {"network": 0.2})
    assert small["period"] == pytest.approx(whole["period"] / 2, rel=0.02)
    assert small["throughput"] == pytest.approx(whole["throughput"], rel=0.02)


def test_products_of_fewer_rows_are_slower_where_that_is_asked_for():
    even, measured_rows = Case(batch=256), Case(batch=256, products="H200")
    assert sum(s.alone() for s in measured_rows.steps()) > 1.05 * sum(
        s.alone() for s in even.steps()
    )
    whole = Case(products="H200")
    assert [s.alone() for s in whole.steps()] == pytest.approx([s.alone() for s in FITTED.steps()])
    halves = sum(2 * s.alone(0.5) for s in whole.steps() if s.name in ("KQV", "O", "UGD"))
    alone = sum(s.alone() for s in whole.steps() if s.name in ("KQV", "O", "UGD"))
    assert 0.95 < halves / alone < 1.12  # measured: 6 to 12 % longer

"""What cannot be is refused, with the argument and the value."""

from __future__ import annotations

from math import inf, nan

import pytest

from models.pim.experiments import Batches, Service, served
from models.pim.inputs import Device, Lengths, Transformer, device, lengths, shape
from models.pim.model import Config
from models.pim.neupims import Memory, estimate
from models.pim.placement import batch, imbalance
from models.pim.requests import Request, arrivals
from models.pim.serving import Server, serve
from models.pim.step import alone, attention, connected, crossover, fits, gain, moving, step
from models.pim.theory import expected, largest, optimum

GPU = {"name": "x", "flops": 1e12, "bandwidth": 1e12, "capacity": 1e9, "link": 1e9}
SHAPE = {"name": "x", "layers": 2, "heads": 8, "kv_heads": 2, "parameters": 1e9}
LLAMA, PIM = shape("llama-65b"), device("attacc-bank")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: batch("least-kv", [], 4), "'tokens' must be those of at least one request (got"),
        (lambda: batch("least-kv", [3, 0], 4), "'tokens of request 1' must be an integer of at le"),
        (
            lambda: batch("least-kv", [-3], 4),
            "'tokens of request 0' must be an integer of at least",
        ),
        (
            lambda: batch("least-kv", [nan], 4),
            "'tokens of request 0' must be an integer of at",
        ),
        (lambda: batch("least-kv", [2.0], 4), "must be an integer of at least 1 (got 2.0)"),
        (lambda: batch("least-kv", [3], 0), "'devices' must be an integer of at least 1 (got 0)"),
        (
            lambda: batch("leastkv", [3], 4),
            "'policy' must be one of round-robin, least-kv, longest-first, token-split, migration "
            "(got 'leastkv'; did you mean 'least-kv'?)",
        ),
        (
            lambda: batch("token-split", [9, 3], 8),
            "'parts' must be at most the tokens of a request, 3 (got 8)",
        ),
        (
            lambda: batch("token-split", [9, 3], 8, 4),
            "'parts' must be at most the tokens of a request, 3 (got 4)",
        ),
        (lambda: batch("token-split", [9], 4, 5), "'parts' must be at most the devices, 4 (got 5)"),
        (lambda: batch("token-split", [9], 4, -1), "'parts' must be an integer of at least 0 (got"),
        (lambda: imbalance([]), "'loads' must be those of at least one device (got [])"),
        (lambda: imbalance([0, 0]), "'loads' must be above 0 on some device (got [0, 0])"),
        (lambda: imbalance([3, -1]), "'loads' must be at least 0 on each device (got [3, -1])"),
        (lambda: Device(**{**GPU, "bandwidth": 0}), "'bandwidth' must be a finite number above 0"),
        (
            lambda: Device(**{**GPU, "flops": inf}),
            "'flops' must be a finite number above 0 (got in",
        ),
        (lambda: Device(**GPU, scale=-1), "'scale' must be a finite number of at least 0 (got -1)"),
        (
            lambda: Device(**GPU, units=nan),
            "'units' must be a finite number of at least 0 (got nan",
        ),
        (lambda: Device(**GPU, memory_share=1.1), "'memory_share' must be above 0, at most 1 (got"),
        (lambda: device("a100"), "'device' must be one of a100a, attacc-bank, attacc-bank-group, "),
        (lambda: device("a100a", link_=1), "did you mean 'link'?"),
        (
            lambda: device("a100a", bandwidth=0),
            "'bandwidth' must be a finite number above 0 (got 0",
        ),
        (lambda: shape("llama-65"), "'model' must be one of"),
        (
            lambda: Transformer(**{**SHAPE, "kv_heads": 3}),
            "'kv_heads' must be a divisor of 'heads'",
        ),
        (
            lambda: Transformer(**{**SHAPE, "layers": 0}),
            "'layers' must be an integer of at least 1",
        ),
        (
            lambda: Transformer(**{**SHAPE, "parameters": nan}),
            "'parameters' must be a finite",
        ),
        (lambda: lengths("Splitwize"), "did you mean 'Splitwise'?"),
        (lambda: Lengths(0, 1, 1, 1), "'prompt' must be a finite number above 0 (got 0)"),
        (lambda: Lengths(1, 1, 1, -1), "'answer_deviation' must be a finite number of at least 0"),
        (lambda: Lengths(1e300, 1, 1, 0), "'prompt' must be from 1e-09 to 1e+09 tokens (got"),
        (
            lambda: Lengths(10, 0, 2, 2001),
            "'answer_deviation' must be at most 1,000 times the mean, 2 (got 2001)",
        ),
        (lambda: connected(LLAMA, PIM, 8, 0), "'batch' must be an integer of at least 1 (got 0)"),
        (
            lambda: attention(LLAMA, PIM, 8, nan),
            "'tokens' must be a finite number, at least 0 (got",
        ),
        (
            lambda: attention(LLAMA, PIM, 8, -1),
            "'tokens' must be a finite number, at least 0 (got -",
        ),
        (lambda: attention(LLAMA, PIM, 8, 1, 0.9), "'imbalance' must be at least 1 (got 0.9)"),
        (lambda: attention(LLAMA, PIM, 0, 1), "'devices' must be an integer of at least 1 (got 0)"),
        (lambda: moving(LLAMA, PIM, -1), "'tokens' must be an integer of at least 0 (got -1)"),
        (lambda: step(LLAMA, PIM, 8, 1, 1, extra=-1), "'extra' must be an integer of at least 0"),
        (lambda: step(LLAMA, PIM, 8, 2, 9, extra=15), "'extra' must be at most 14 (got 15)"),
        (lambda: step(LLAMA, PIM, 8, 1, 9, moved=10), "'moved' must be at most the tokens, 9 (got"),
        (
            lambda: gain(LLAMA, PIM, PIM, 8, 1, 1, 8.1),
            "'imbalance' must be at most the devices, 8: then one holds everything (got 8.1)",
        ),
        (
            lambda: alone(LLAMA, PIM, 3, 1, 1),
            "'devices' must be a divisor of the 64 heads of LLaMA-65B, which GPUs",
        ),
        (
            lambda: gain(Transformer(**{**SHAPE, "heads": 12, "kv_heads": 6}), PIM, PIM, 4, 1, 1),
            "'devices' must be a divisor or a multiple of the 6 heads of keys and values (got 4)",
        ),
        (lambda: crossover("llama-65b", PIM), "'shape' must be a Transformer (got 'llama-65b')"),
        (lambda: step(LLAMA, "a100a", 8, 1, 1), "'device' must be a Device (got 'a100a')"),
        (lambda: fits(LLAMA, PIM, 8, 1, 0.5), "'imbalance' must be at least 1 (got 0.5)"),
        (lambda: device("a100a", flops=1e308), "'flops' must be from 1e-24 to 1e+24 (got 1e+308)"),
        (lambda: device("a100a", units=1e-300), "'units' must be 0, or from 1e-24 to 1e+24 (got"),
        (lambda: Batches(lengths="ShareGPT", devices=True), "'devices' must be an integer of at"),
        (lambda: Batches(lengths="ShareGPT", seed=-1), "'seed' must be an integer of at least 0"),
        (
            lambda: Batches(lengths="ShareGPT", count=10**6),
            "'devices, each, count' must be few enough for 10,000,000 requests in all (got (8, 32,",
        ),
        (
            lambda: Service(lengths="ShareGPT", policy="least-kv", devices=5),
            "'devices' must be a divisor of the 64 heads of LLaMA-65B",
        ),
        (
            lambda: served(Service(lengths="ShareGPT", policy="least-kv", devices=1, steps=1200)),
            "'in_flight' must be few enough that 1 of A100a hold weights and cache (got '64, which",
        ),
        (
            lambda: served(
                Service(lengths="ShareGPT", policy="least-kv", in_flight=1, steps=2, warmup=1)
            ),
            "'steps' must be enough for requests in flight after 'warmup' (got 2)",
        ),
        (lambda: Request(0, 0, 1), "'prompt' must be an integer of at least 1 (got 0)"),
        (lambda: Request(-1, 1, 1), "'arrival' must be an integer of at least 0 (got -1)"),
        (lambda: arrivals(lengths("ShareGPT"), 0, 5, None), "'in_flight' must be a finite number"),
        (lambda: Server(policy="none", devices=4), "'policy' must be one of"),
        (
            lambda: Server(policy="migration", devices=4, worth=-1),
            "'worth' must be a finite number",
        ),
        (
            lambda: Server(policy="migration", devices=4, every=0),
            "'every' must be an integer of at",
        ),
        (
            lambda: next(
                serve(Server(policy="least-kv", devices=2), [Request(3, 1, 1), Request(1, 1, 1)], 9)
            ),
            "'requests' must be in order of arrival (got 'another order')",
        ),
        (
            lambda: Service(lengths="ShareGPT", policy="least-kv", steps=9, warmup=9),
            "'warmup' must",
        ),
        (lambda: largest(0), "'devices' must be an integer of at least 1 (got 0)"),
        (lambda: expected(-1, 8, 32), "'cv' must be a finite number of at least 0 (got -1)"),
        (lambda: expected(1, 8, 0), "'each' must be a finite number above 0 (got 0)"),
        (lambda: optimum([1] * 40, 8), "'tokens' must be few enough for 200000 placements (got"),
        (lambda: optimum([], 8), "'tokens' must be those of at least one request (got [])"),
        (lambda: estimate(0), "'tokens' must be an integer of at least 1 (got 0)"),
        (lambda: Memory(tp=3), "'tp' must be a divisor of 'hidden' (got 3)"),
        (lambda: Memory(banks=0), "'banks' must be an integer of at least 1 (got 0)"),
        (lambda: Config(shown=5), "'shown' must be one of (1, 2, 4, 8, 16, 32, 64, 128, 256) (got"),
        (lambda: Config(devices=0), "'devices' must be an integer of at least 1 (got 0)"),
        (lambda: Config(model="gpt"), "'model' must be one of"),
    ],
)
def test_what_cannot_be_is_refused_with_the_argument_and_the_value(make, message):
    with pytest.raises(ValueError) as refusal:
        make()
    assert message in str(refusal.value)

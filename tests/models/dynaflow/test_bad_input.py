"""Bad graphs, batches and schedulers: each is refused with the operation, the rule, the value."""

from __future__ import annotations

import pytest

from models.dynaflow.beside import Beside
from models.dynaflow.engine import issue
from models.dynaflow.graph import Graph, Operator, chain, dense, dilution, mixture, repeat
from models.dynaflow.model import Config
from models.dynaflow.predict import Predict
from models.dynaflow.schedulers import Dynamic, Sequential, TwoWay
from models.dynaflow.simulator import (
    bound,
    costlier,
    halved,
    needed,
    simulate,
    speedup,
    threshold,
)
from models.dynaflow.split import SplitConfig, by_tokens, halves, middle, whole

NAN, INF = float("nan"), float("inf")
GRAPH = repeat(dense(0.8, 0.2), 2)
BATCH = [1024, 1024]


def operators(**needs: str) -> tuple[Operator, ...]:
    return tuple(Operator(name, 1.0, needs=tuple(need.split())) for name, need in needs.items())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Graph(()), "'operators' must be at least one operator (got ())"),
        (
            lambda: Graph((*operators(a=""), *operators(a=""))),
            "'a' must be the name of one operator (got '2 of that name')",
        ),
        (
            lambda: Graph(operators(a="", b="a c")),
            "'needs of b' must be operators of the graph (got 'c')",
        ),
        (
            lambda: Graph(operators(a="c", b="a", c="b")),
            "must be free of circles (got 'a needs c needs b needs a')",
        ),
        (
            lambda: Graph(operators(a="a")),
            "'needs of a' must be free of circles (got 'a needs a')",
        ),
        (lambda: Operator("gate", 0.0), "'time of gate' must be a finite number above 0 (got 0.0)"),
        (lambda: Operator("gate", -1.0), "'time of gate' must be a finite number above 0 (got -1."),
        (lambda: Operator("gate", float("nan")), "'time of gate' must be a finite number above 0"),
        (lambda: Operator("gate", True), "'time of gate' must be a finite number above 0"),
        (
            lambda: Operator("gate", 1.0, floor=-2),
            "'floor of gate' must be a finite number of at least 0 (got -2)",
        ),
        (
            lambda: Operator("gate", 1.0, "networks"),
            "'tag of gate' must be one of compute, network (got 'networks'; did you mean 'netw",
        ),
        (lambda: repeat(dense(1, 1), 0), "'layers' must be an integer of at least 1 (got 0)"),
        (lambda: dense(0.8, 0), "'network' must be a finite number above 0 (got 0)"),
        (lambda: chain(("a", "compute", 1.0), tokens=0), "'tokens' must be an integer of at least"),
        (lambda: mixture(1.0), "'phi' must be a number between 0 and 1 (got 1.0)"),
        (lambda: Dynamic(0), "'threshold' must be an integer of at least 1 (got 0)"),
        (lambda: Dynamic(1.5), "'threshold' must be an integer of at least 1 (got 1.5)"),
        (lambda: costlier(-0.1, 2048), "'overhead' must be a number of at least 0 (got -0.1)"),
        (lambda: bound(1.5), "'phi' must be a number from 0 to 1 (got 1.5)"),
        (lambda: halved(1.0, -1.0, 3), "'network' must be a finite number above 0 (got -1.0)"),
        (lambda: halved(1.0, 1.0, 0), "'layers' must be an integer of at least 1 (got 0)"),
        (lambda: needed(2.5), "'gain' must be a number from 1 to 2 (got 2.5)"),
        (lambda: Config(tokens=(64, 65)), "'tokens' must be even, for two equal halves (got 65)"),
        (lambda: Config(light=0), "'light' must be an integer of at least 2 (got 0)"),
        (lambda: Config(layers=1), "'layers' must be an integer of at least 2 (got 1)"),
        (lambda: Config(bandwidth=0), "'bandwidth' must be a finite number above 0 (got 0)"),
        (lambda: Config(phi=0.0), "'phi' must be a number between 0 and 1 (got 0.0)"),
        (lambda: Config(overhead=NAN), "'overhead' must be a number of at least 0 (got nan)"),
        (lambda: Config(gain=5), "'gain' must be a number from 1 to 2 (got 5)"),
        (lambda: Config(tokens=()), "'tokens' must be a tuple that rises (got ())"),
        (lambda: Config(tokens=(128, 64)), "'tokens' must be a tuple that rises (got (128, 64))"),
        (lambda: Config(phis=[0.1]), "'phis' must be a tuple that rises (got [0.1])"),
        (lambda: Config(devices=0), "'devices' must be an integer of at least 1 (got 0)"),
        (lambda: Config(used=300), "'used' must be at most the experts, 256 (got 300)"),
        (
            lambda: Operator("", 1.0),
            "'name' must be text on one line, of at most",
        ),
        (lambda: Operator("b", 1.0, needs="a"), "'needs of b' must be a tuple of names (got 'a')"),
        (lambda: Operator("a", INF), "'time of a' must be a finite number above 0 (got inf)"),
        (lambda: Operator("a", 1.0, floor=INF), "'floor of a' must be a finite number of at least"),
        (lambda: Operator("a", 1.0, alpha=NAN), "'alpha of a' must be a finite number of at least"),
        (lambda: Operator("a", 1.0, causal=1), "'causal of a' must be a bool (got 1)"),
        (lambda: Graph(["a"]), "'operators' must be at least one operator (got ['a'])"),
        (
            lambda: dense(0.8, 0.2, alpha=0.2),
            "'alpha' must be a number from 0 to less than the time of all-reduce, 0.2 (got 0.2)",
        ),
        (lambda: dense(0.8, 0.2, alpha=-1.0), "'alpha' must be a number from 0 to less than"),
        (lambda: dense(0.8, 0.2, alpha=NAN), "'alpha' must be a number from 0 to less than"),
        (lambda: dense(0.8, 0.2, floor=-1.0), "'floor of compute' must be a finite number of at"),
        (lambda: mixture(cached=1.5), "'cached' must be a number from 0 to 1 (got 1.5)"),
        (
            lambda: chain(("a", "compute", 1.0), floors={"b": 1.0}),
            "'step' must be one of a (got 'b'",
        ),
        (lambda: dilution(8, 2.0, 1), "'used' must be an integer of at least 1 (got 2.0)"),
        (lambda: Beside(0.0, 1.0), "'beside.compute' must be a number above 0 and at most 1"),
        (lambda: Beside(1.0, 1.5), "'beside.network' must be a number above 0 and at most 1"),
        (lambda: costlier(0.1, 0), "'whole' must be an integer of at least 1 (got 0)"),
        (lambda: costlier(INF, 8), "'overhead' must be a number of at least 0 (got inf)"),
        (
            lambda: threshold(GRAPH, TwoWay(), most=-5),
            "'most' must be an integer of at least 1 (got -5)",
        ),
        (
            lambda: threshold(GRAPH, TwoWay(), most=10**9, cost=Operator.duration),
            "'most' must be at most 1,000,000 where every size is tried (got 1000000000)",
        ),
        (
            lambda: simulate(GRAPH, TwoWay(), BATCH, lambda *_: 1e300, Beside(1e-300, 1e-300)),
            "'beside' must be speeds at which the time is finite (got inf)",
        ),
        (
            lambda: halves([2**62, 2**62]),
            "'requests' must be of at most 9,223,372,036,854,775,807 tokens in all (got 92233",
        ),
        (lambda: threshold(GRAPH, TwoWay(), overhead=NAN), "'overhead' must be a number of at"),
        (lambda: SplitConfig((8, 8.0), (1,)), "'num_tokens' must be an integer of at least 0"),
        (lambda: SplitConfig("88"), "'num_tokens' must be a tuple of integers (got '88')"),
        (lambda: halves([]), "'requests' must be a list of at least one request (got [])"),
        (lambda: whole("12"), "'requests' must be a list of at least one request (got '12')"),
        (lambda: middle([0]), "'tokens of request 0' must be an integer of at least 1 (got 0)"),
        (lambda: Predict(GRAPH, overhead=-1), "'overhead' must be a number of at least 0 (got -1)"),
        (lambda: Predict(None), "'graph' must be a Graph (got None)"),
        (lambda: Predict(GRAPH, beside=0.8), "'beside' must be a Beside (got 0.8)"),
        (lambda: simulate(GRAPH, TwoWay(), BATCH, beside=2), "'beside' must be a Beside (got 2)"),
        (lambda: simulate(None, TwoWay(), BATCH), "'graph' must be a Graph (got None)"),
        (
            lambda: simulate(GRAPH, TwoWay(), BATCH).work("networks"),
            "'tag' must be one of compute, network (got 'networks'; did you mean 'network'?)",
        ),
        (lambda: by_tokens([8], (4, 5)), "'num_tokens' must be integers that add up to 8 (got (4,"),
        (lambda: by_tokens([8], (8, 0)), "'num_tokens' must be an integer of at least 1 (got 0)"),
    ],
)
def test_a_model_that_cannot_be_is_refused(make, message):
    with pytest.raises(ValueError) as refusal:
        make()
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("requests", "message"),
    [
        ([], "'requests' must be a list of at least one request (got [])"),
        ([5, 0], "'tokens of request 1' must be an integer of at least 1 (got 0)"),
        ([-3], "'tokens of request 0' must be an integer of at least 1 (got -3)"),
        ([2.5], "'tokens of request 0' must be an integer of at least 1 (got 2.5)"),
    ],
)
@pytest.mark.parametrize("scheduler", [Sequential(), TwoWay(), Dynamic(1)])
def test_a_batch_without_requests_or_tokens_is_refused(scheduler, requests, message):
    with pytest.raises(ValueError) as refusal:
        simulate(GRAPH, scheduler, requests)
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("split", "message"),
    [
        (SplitConfig((1000, 1000), (1,)), "must be those of the requests, (1024, 1024) (got"),
        (SplitConfig((1024, 1024)), "'num_tokens' must be those of the requests, (2048,) (got"),
        (SplitConfig((1024, 1024), (2,)), "'split_indices' must be rising between 0 and 2 (got"),
        (SplitConfig((0, 2048), (0,)), "'split_indices' must be rising between 0 and 2 (got (0,))"),
        (SplitConfig((1024, 0, 1024), (1, 1)), "'split_indices' must be rising between 0 and 2"),
        (
            SplitConfig((512, 1536), (0,), (1000,)),
            "'num_tokens' must be those of the requests, (100",
        ),
        (
            SplitConfig((1024, 1024), (0,), (1025,)),
            "'split_offsets' must be less than the tokens of",
        ),
        (
            SplitConfig((1024, 1024), (2,), (5,)),
            "'split_offsets' must be less than the tokens of re",
        ),
        (
            SplitConfig((1024, 1024), (1,), (0, 0)),
            "'split_offsets' must be one for each of split_i",
        ),
        (
            SplitConfig((512, 256, 1280), (0, 0), (768, 512)),
            "'split_indices' must be rising between 0 and 2 (got (0, 0))",
        ),
        (None, "'get_split_config' must be a function that returns a SplitConfig (got None)"),
    ],
)
def test_a_split_that_is_not_of_the_requests_is_refused(split, message):
    class Cuts(Sequential):
        def get_split_config(self, requests):
            return split

    with pytest.raises(ValueError) as refusal:
        issue(GRAPH, Cuts(), BATCH)
    assert message in str(refusal.value)


@pytest.mark.parametrize("cost", [NAN, -1.0, INF, "1", None, True, 1j])
@pytest.mark.parametrize("beside", [Beside(), Beside(0.8, 0.5)])
def test_a_cost_that_is_no_time_is_refused(cost, beside):
    with pytest.raises(ValueError, match=r"'cost of compute\.0 of batch 0' must be a finite numb"):
        simulate(GRAPH, TwoWay(), BATCH, lambda operator, tokens: cost, beside)
    with pytest.raises(ValueError, match="must be a finite number of at least 0"):
        threshold(GRAPH, TwoWay(), 4, lambda operator, tokens: cost, beside)


def test_costs_that_are_finite_but_not_in_sum_or_nothing_in_sum_are_refused():
    with pytest.raises(ValueError, match=r"'cost' must be finite in sum \(got inf\)"):
        simulate(GRAPH, TwoWay(), BATCH, lambda operator, tokens: 1e308)
    with pytest.raises(ValueError, match=r"'time' must be above 0 \(got 0.0\)"):
        speedup(GRAPH, TwoWay(), BATCH, lambda operator, tokens: 0.0)


def test_a_cut_inside_a_request_is_refused_where_no_operator_says_what_it_waits_for():
    class Cuts(TwoWay):
        def get_split_config(self, requests):
            return by_tokens(requests, (1000, 1048))

    graph = Graph((Operator("a", 1.0),))
    with pytest.raises(ValueError, match=r"'graph' must be one with a causal operator, which a re"):
        issue(graph, Cuts(), BATCH)


def test_the_later_part_of_a_request_is_not_run_before_the_earlier():
    class Cuts(TwoWay):
        def get_split_config(self, requests):
            return by_tokens(requests, (2048, 2048))

        async def schedule(self, ctx):
            await ctx.pop(0)
            await ctx.execute(await ctx.pop(1))

    wanted = r"executed after its input compute\.0 of batch 0 \(got 'compute\.0 of batch 0 handed"
    with pytest.raises(ValueError, match=wanted):
        issue(GRAPH, Cuts(), [4096])

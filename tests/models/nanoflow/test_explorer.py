"""The explorers of NanoFlow show what the Python model computes, at every width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from explorers import figure, opened, said
from models.nanoflow.cost import balance
from models.nanoflow.inputs import DEVICES, MODELS, WORKLOADS
from models.nanoflow.interference import CURVES, exchange_bound
from models.nanoflow.layer import even, nano_operations
from models.nanoflow.model import Case
from models.nanoflow.pipeline import one_after_another, steady
from models.nanoflow.states import alone_devices

PAGE = "projects/nanoflow.html"
EXPLORERS = ("nanoflow-lanes", "nanoflow-ratios")
CASE = Case()
TABLE, MEASURED = "Table 3 (paper, A100)", "measured (H100)"
CURVE = {TABLE: "Table 3", MEASURED: "H100 8192"}
STATES = [
    ("two", 768, "0.4", "0.2", TABLE),
    ("two", 1152, "0.4", "0.1", TABLE),
    ("two", 128, "0.1", "0.2", TABLE),
    ("two", 1920, "0.2", "0.1", TABLE),
    ("two", 768, "0.4", "0.2", MEASURED),
    ("two", 1664, "0.2", "0.1", MEASURED),
    ("four", 0, "0.4", "0.2", TABLE),
    ("four", 0, "0.1", "0.1", TABLE),
    ("four", 0, "0.2", "0.1", MEASURED),
    ("nano", 1024, "", "", MEASURED),
    ("one", 0, "", "", MEASURED),
]
CELLS = [
    ("llama-2-70b", "512-512", "A100-80", True),
    ("llama-2-70b", "512-512", "A100-80", False),
    ("llama-3-8b", "512-1024", "A100-80", True),
    ("mixtral-8x7b", "ShareGPT", "H200", True),
    ("qwen2-72b", "LMSYS-Chat", "Ada6000", True),
    ("llama-3-70b", "1024-512", "Gaudi3", False),
]


@pytest.fixture
def explorer(chromium: Browser, address):
    with opened(chromium, address, PAGE, *EXPLORERS) as page:
        yield page


def schedule(
    page: Page, kind: str, at: int = 768, memory: str = "0.4", network: str = "0.2", curve=TABLE
):
    controls = page.locator(figure("nanoflow-lanes"))
    controls.get_by_label("Schedule").select_option(kind)
    if kind in ("nano", "two"):
        controls.get_by_label("First split").fill(str(at))
    if kind in ("two", "four"):
        controls.get_by_label("Share of decode attention").select_option(memory)
        controls.get_by_label("Share of the network").select_option(network)
        controls.get_by_label("Curve of interference").select_option(label=curve)


def test_the_lanes_show_the_throughput_of_the_model(explorer):
    for kind, at, memory, network, curve in STATES:
        schedule(explorer, kind, at, memory, network, curve)
        cuts = {"one": (0, 2048), "four": even(2048, 4)}.get(kind, (0, at, 2048))
        nanos = nano_operations(CASE.steps(), 2048, cuts)
        if kind in ("two", "four"):
            shares = {"memory": float(memory), "network": float(network)}
            found = steady(nanos, shares, curves=CURVES[CURVE[curve]])
        else:
            found = one_after_another(nanos)
        shown = said(explorer, "nanoflow-lanes")
        wanted = CASE.throughput(found.period)
        assert float(shown["throughput"]) == pytest.approx(wanted, abs=0.051), shown
        assert int(shown["cycle"]) == found.cycle
        text = explorer.locator(f"{figure('nanoflow-lanes')} .explore-says").inner_text()
        assert f"{float(shown['throughput']):.0f} tokens/s/GPU" in text
        blocks = explorer.locator(f"{figure('nanoflow-lanes')} rect:has(title)")
        assert blocks.count() == len(found.window())
        shades = explorer.locator(f"{figure('nanoflow-lanes')} svg > g").nth(1)
        end = explorer.locator(f"{figure('nanoflow-lanes')} svg > g .explore-strong")
        assert end.text_content() == f"{1e3 * max(stop for *_, stop in found.window()):.2f} ms"
        assert shades.locator("rect").count() == {"one": 1, "four": 4}.get(kind, 2)


def test_the_label_of_the_lanes_names_what_is_chosen_and_the_ruler_its_unit(explorer):
    schedule(explorer, "four", memory="0.2", network="0.1")
    picture = explorer.locator(f"{figure('nanoflow-lanes')} svg")
    label = picture.get_attribute("aria-label")
    for part in ("Four nano-batches of 512 tokens", "a share of 0.2", "of 0.1", "tokens/s/GPU"):
        assert part in label
    text = picture.text_content()
    for part in ("tokens per second per GPU", "0 ms", "NanoFlow's repository"):
        assert part in text


def test_the_bound_follows_the_curve_on_the_ruler_and_in_words(explorer):
    picture = explorer.locator(f"{figure('nanoflow-lanes')} svg")
    for curve, source in ((TABLE, "as of Table 3"), (MEASURED, "as measured on an H100")):
        schedule(explorer, "two", curve=curve)
        bound = CASE.throughput(exchange_bound(CASE.steps(), CURVES[CURVE[curve]]))
        assert f"overlap bound {bound:.0f}" in picture.text_content()
        shown = said(explorer, "nanoflow-lanes")
        below = f"{100 * (1 - float(shown['throughput']) / bound):.1f}\N{NO-BREAK SPACE}% below"
        text = explorer.locator(f"{figure('nanoflow-lanes')} .explore-says").inner_text()
        assert below in text
        assert f"interference {source}:" in text


def test_the_cut_moves_by_keyboard_and_what_has_no_effect_is_off(explorer):
    controls = explorer.locator(figure("nanoflow-lanes"))
    first = said(explorer, "nanoflow-lanes")
    assert (first["state"], first["throughput"]) == ("two-768-4-2", "1380.6")
    controls.get_by_label("First split").focus()
    for _ in range(3):
        explorer.keyboard.press("ArrowRight")
    assert said(explorer, "nanoflow-lanes")["state"] == "two-1152-4-2"
    schedule(explorer, "one")
    for label in (
        "First split",
        "Share of decode attention",
        "Share of the network",
        "Interference",
    ):
        assert controls.get_by_label(label).is_disabled()
    schedule(explorer, "four")
    assert controls.get_by_label("First split").is_disabled()
    assert controls.get_by_label("Share of the network").is_enabled()


def test_the_map_shows_the_ratio_of_the_model(explorer):
    controls = explorer.locator(figure("nanoflow-ratios"))
    for model, workload, device, grouped in CELLS:
        controls.get_by_label("Device").select_option(label=device)
        controls.get_by_label("Model").select_option(label=MODELS[model].name)
        controls.get_by_label("Input and output").select_option(label=workload)
        controls.get_by_label("grouped-query attention").set_checked(grouped)
        shape = MODELS[model] if grouped else MODELS[model].ungrouped()
        count = alone_devices(model)
        wanted = balance(shape, DEVICES[device], count, WORKLOADS[workload])
        shown = said(explorer, "nanoflow-ratios")
        assert float(shown["ratio"]) == pytest.approx(wanted.ratio, rel=5e-3)
        assert int(shown["batch"]) == round(wanted.batch)
        assert shown["scarce"] == wanted.scarce[0]
        text = controls.locator(".explore-says").inner_text()
        for part in (
            f"{count * DEVICES[device].memory:g} GB",
            f"{count * DEVICES[device].bandwidth:g} GB/s",
            f"{count * DEVICES[device].compute / 1000:.0f} TFLOP/s",
            f"{wanted.batch:.0f} tokens",
            f"{shape.active / 1e9:g} billion",
            f"takes {1e3 * wanted.memory:.1f} ms",
            f"take {1e3 * wanted.compute:.1f} ms",
        ):
            assert part in text
        assert ("The paper prints" in text) is (grouped and device == "A100-80")


def test_a_cell_is_chosen_by_pointer_and_what_does_not_fit_is_said(explorer):
    controls = explorer.locator(figure("nanoflow-ratios"))
    controls.locator(".explore-cell").nth(5).hover()  # which chooses nothing
    assert said(explorer, "nanoflow-ratios")["ratio"] != "1.09"
    controls.locator(".explore-cell").nth(5).click()
    assert said(explorer, "nanoflow-ratios")["ratio"] == "1.09"
    assert controls.get_by_label("Model").input_value() == "0"
    controls.locator(".explore-cell").nth(14).click()
    controls.get_by_label("Device").select_option(label="V100")
    assert "the weights do not fit into 128 GB" in controls.locator(".explore-says").inner_text()
    assert said(explorer, "nanoflow-ratios")["scarce"] == "-"


def test_taking_the_grouping_away_makes_llama_2_70b_memory_bound(explorer):
    controls = explorer.locator(figure("nanoflow-ratios"))
    shown = said(explorer, "nanoflow-ratios")
    assert (shown["ratio"], shown["scarce"]) == ("0.179", "c")
    controls.get_by_label("grouped-query attention").uncheck()
    assert said(explorer, "nanoflow-ratios") == {
        "ratio": "1.44",
        "batch": "497",
        "scarce": "m",
        "grouped": "false",
    }

"""The small pictures of cards: drawn by each model's own code, without words, and light."""

from __future__ import annotations

import gzip
import importlib
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from folio.pages.diagrams import inline_svg
from models import MODELS
from models.shared.figure_style import COLOURS
from models.shared.results import load, place
from sites import ROOT

DIAGRAMS = sorted((ROOT / "docs/diagrams/small").glob("*.svg"))


def thumbnails(key: str) -> dict[str, str]:
    model = importlib.import_module(MODELS[key])
    drawn = model.draw(model.Result(model.Config(), load(place(key))["numbers"]))
    return {name: text for name, text in drawn.items() if name.endswith("-small")}


@pytest.mark.parametrize("key", MODELS)
def test_each_model_draws_one_and_it_is_the_file_that_pages_show(key):
    ((name, text),) = thumbnails(key).items()
    assert (place(key).with_suffix("") / f"{name}.svg").read_text(encoding="utf-8") == text


PICTURES = [*DIAGRAMS, *sorted((ROOT / "results").glob("*/*-small.svg"))]


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_small_picture_has_no_words_follows_the_page_and_is_light(path: Path):
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == "0 0 128 56"
    assert not [e for e in root.iter() if e.tag.endswith("}text") or (e.text or "").strip()]
    assert set(re.findall(r'(?:fill|stroke)="(.*?)"', text)) <= {*COLOURS.values(), "none"}
    assert len(gzip.compress(text.encode())) < 4000
    assert 'aria-hidden="true"' in inline_svg(text)

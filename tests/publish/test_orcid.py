"""The ORCID iD of a person: what is none is told, and each place that lists profiles has it."""

from __future__ import annotations

import json
from itertools import product

import pytest

from folio.core.orcid import orcid
from pages import data
from sites import CONF, build, write

#: Published as examples by ORCID; the last proves its figures by an X.
GOOD = ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X")
PAGE = """
# Ada Lin

:::{{person}} ada
:orcid: {}
:source: lovelace1843notes

Ada Lin draws oaks.
:::
"""


@pytest.mark.parametrize("number", GOOD)
@pytest.mark.parametrize(
    "form", ["{}", "https://orcid.org/{}", "orcid.org/{}", "http://orcid.org/{}/"]
)
def test_an_id_is_read_alone_and_as_its_address(number, form):
    assert orcid(form.format(number)) == f"https://orcid.org/{number}"


@pytest.mark.parametrize("number", GOOD)
def test_every_other_figure_in_any_one_place_is_told(number):
    places = [place for place, figure in enumerate(number) if figure.isdigit()]
    others = [
        number[:place] + figure + number[place + 1 :]
        for place, figure in product(places, "0123456789")
        if figure != number[place]
    ]
    assert len(others) == 9 * len(places)
    for other in others:
        with pytest.raises(ValueError, match="look for a slip in a figure"):
            orcid(other)


@pytest.mark.parametrize(
    "text", ["0000-0002-1825-009", "0000000218250097", "https://ada.example/0000-0002-1825-0097"]
)
def test_what_has_not_the_form_of_an_id_is_told_with_one_that_has(text):
    with pytest.raises(ValueError, match="must be an ORCID iD as 0000-0002-1825-0097"):
        orcid(text)


def test_the_home_page_its_data_and_the_resume_have_the_id_as_a_link(tmp_path):
    settings = f"{CONF}\nfolio_exports = ['resume.json']\n"
    page = {"docs/index.md": PAGE.format(GOOD[2])}
    built = build(write(tmp_path, {"conf.py": settings, **page}))
    assert (built.status, built.warnings) == (0, ())
    address = f"https://orcid.org/{GOOD[2]}"
    assert f'href="{address}"' in built.text("index.html")
    (profile,) = data(built.html / "index.html")
    assert profile["mainEntity"]["sameAs"] == [address]
    resume = json.loads(built.text("resume.json"))
    assert resume["basics"]["profiles"] == [{"network": "ORCID", "url": address}]


def test_an_id_with_a_slip_is_told_with_its_line(tmp_path):
    built = build(write(tmp_path, {"docs/index.md": PAGE.format("0000-0002-1825-0079")}))
    (warning,) = built.warnings
    assert warning.startswith("docs/index.md:5: WARNING: 'orcid' must end with the character")

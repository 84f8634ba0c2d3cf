"""When a work appeared, in every form in which files say it."""

from __future__ import annotations

import json

import pytest

from entries import ADA, problem, source
from folio.exports.csl import csl_json

WHEN = {
    "date = {2020-05-06}": ("6 May 2020", "2020"),
    "date = {2020-05}, year = {2019}": ("May 2020", "2020"),
    "date = {2020-05-06/2020-05-08}": ("6–8 May 2020", "2020"),
    "date = {2019/2021}": ("2019–2021", "2019–2021"),
    "year = {in press}": ("in press", "in press"),
    "year = {Forthcoming}": ("forthcoming", "forthcoming"),
    "note = {submitted}": ("submitted", "submitted"),
    "pubstate = {inpress}": ("in press", "in press"),
    "urldate = {2024-02-03}": ("n.d. Visited on 3 February 2024", "n.d."),
    "urldate = {3 Feb 2024}": ("n.d. Visited on 3 February 2024", "n.d."),
    "urldate = {2024-2-3}, year = 2020": ("2020", "2020"),
    "urldate = {soon}": ("n.d.", "n.d."),
    "year = {2005--}": ("2005–", "2005"),
    "date = {2005/..}": ("2005–", "2005"),
    "date = {2005-03/}": ("March 2005–", "2005"),
    "date = {../2005}": ("–2005", "2005"),
    "date = {2020~}": ("c. 2020", "c. 2020"),
    "date = {2020-05?}": ("May 2020?", "2020?"),
    "date = {2020%}": ("c. 2020?", "c. 2020?"),
    "year = {ca. 1950}": ("c. 1950", "c. 1950"),
    "year = {1950?}": ("1950?", "1950?"),
    "year = {[1950]}": ("1950", "1950"),
    "date = {195X}": ("1950s", "1950–1959"),
    "date = {19XX}": ("1900s", "1900–1999"),
    "date = {2004-21}": ("Spring 2004", "2004"),
    "date = {2025/07/24}": ("24 July 2025", "2025"),
    "date = {05/29/online}, year = 2018": ("2018", "2018"),
    "year = {26-Oct-2007}": ("26 October 2007", "2007"),
    "year = {5 mai 2007}": ("5 May 2007", "2007"),
    "year = {2020, in press}": ("in press, 2020", "2020"),
    "year = {to appear (2021)}": ("to appear, 2021", "2021"),
    "year = {2020-05}": ("May 2020", "2020"),
    "year = 2008, month = {24/08/2008}": ("24 August 2008", "2008"),
    r"year = 2020, month = {f{\'e}vrier}": ("February 2020", "2020"),
    "year = 2020, month = {10 de marzo}": ("10 March 2020", "2020"),
    "year = 2020, month = {mai/juin}": ("May–June 2020", "2020"),
    "year = 2020, month = {Dez.}": ("December 2020", "2020"),
    "year = 2020, month = {сентября}": ("September 2020", "2020"),
    "year = 2020, month = {września}": ("September 2020", "2020"),
    "year = 2020, month = {3月}": ("March 2020", "2020"),
    "year = 2020, month = {jui}": None,
    "year = 2008, month = {04/08/2008}": None,
    "year = {Accessed 2023}": ("n.d. Visited in 2023", "n.d."),
    "year = {Accessed Online: 5 May 2023}": ("n.d. Visited on 5 May 2023", "n.d."),
    "year = {(Last accessed October 2017)}": ("n.d. Visited in October 2017", "n.d."),
    "year = {Retrieved soon}": ("n.d.", "n.d."),
    "url = {https://a.example [Accessed 3rd May 2014]}": ("n.d. Visited on 3 May 2014", "n.d."),
    "urldate = {2023-09}": ("n.d. Visited in September 2023", "n.d."),
    "year = {In prep.}": ("in prep", "in prep"),
    "year = 2016, month = {2016-06-03T00:00:00}": ("3 June 2016", "2016"),
    "year = 2016, month = {2017-06-03}": None,
    "year = 2023, month = {2023 MAY 12}": ("12 May 2023", "2023"),
    "year = 2023, month = {2023 MAY-JUN}": ("May–June 2023", "2023"),
    "year = 2023, month = {2023-MAY}": ("May 2023", "2023"),
    "year = {2023///}": ("2023", "2023"),
    "year = {2023/}": ("2023–", "2023"),
    "year = 2023, month = {2022 DEC 12}": None,
    "year = {2013. (Citado: 29 Oct. 2013)}": ("2013", "2013"),
    "year = {2018, luettu 2.3.2019}": ("2018", "2018"),
    "year = {(Citado: 29 Oct. 2013)}": ("n.d. Visited on 29 October 2013", "n.d."),
    "year = {Luettu 2.3.2019}": ("n.d. Visited on 2 March 2019", "n.d."),
    "year = {2014.08.05}": ("5 August 2014", "2014"),
    "year = {2014/06/23/online}": ("23 June 2014", "2014"),
    "year = {2014/06//print}": ("June 2014", "2014"),
    "year = {2014/06/23}": ("23 June 2014", "2014"),
    "year = {2014.04}": None,
    "date = {19900301}": ("1 March 1990", "1990"),
    "date = {19900231}": None,
    "date = {2024.4.2}": ("2 April 2024", "2024"),
    "year = {2015--2003}": None,
    "year = {2015--2015}": ("2015", "2015"),
    "year = {2015--2014}": None,
    "date = {2020/2019}": None,
    "date = {2020-05/2020-05}": ("May 2020", "2020"),
    "year = 2020, month = 13": None,
    "year = 2020, month = 0": ("2020", "2020"),
    "year = 2020, month = {May--March}": None,
    "year = 2020, month = {3 May--June}": None,
    "year = 2020, day = 5": None,
    "year = 2016, month = June": ("June 2016", "2016"),
    "year = 2016, month = {None}, day = {null}": ("2016", "2016"),
    "year = {300 BC}": None,
    "date = {2020-29}": None,
    "year = {2003--2015}": ("2003–2015", "2003–2015"),
    "year = {2019/20}": ("2019–2020", "2019–2020"),
    "year = {{2020}}, month = {{JAN}}": ("January 2020", "2020"),
    "year = 2020, month = 06": ("June 2020", "2020"),
    "year = 2020, month = {9}": ("September 2020", "2020"),
    "year = 2020, month = {Sept.}": ("September 2020", "2020"),
    'year = 2020, month = jul # "~10"': ("10 July 2020", "2020"),
    "year = 2020, month = {10 March}": ("10 March 2020", "2020"),
    "year = 2020, month = {02--04 May}": ("2–4 May 2020", "2020"),
    "year = 2020, month = {July 10-12}": ("10–12 July 2020", "2020"),
    "year = 2020, month = {May--June}": ("May–June 2020", "2020"),
    "year = 2020, month = {Spring}": ("Spring 2020", "2020"),
    "year = 2021, month = apr, day = {31}": None,
    "year = 2021, month = {Thermidor}": None,
    "year = 2021, month = 13": None,
    "year = 2021, day = 3": None,
    "date = {2021-02-30}": None,
    "year = {2020a}": ("2020", "2020"),
    "year = {2020ab}": None,
}


@pytest.mark.parametrize("fields", WHEN)
def test_when_a_work_appeared_is_read_in_every_form_or_refused(fields):
    if WHEN[fields] is None:
        assert "must" in problem(f"{ADA}, {fields}")
        return
    text, label = WHEN[fields]
    found = source(f"{ADA}, {fields}")
    begun = text if text.startswith("n.d.") else text[:1].upper() + text[1:]
    assert found.reference.text == f"Ada Lin. T. {begun.rstrip('.')}."
    assert found.label == f"Lin, {label}"


def test_what_has_no_date_says_its_state_and_no_date_in_csl():
    (item,) = json.loads(csl_json(source(f"{ADA}, year = {{in press}}")))
    assert item["status"] == "in press"
    assert "issued" not in item
    (item,) = json.loads(csl_json(source(f"{ADA}, year = {{2003--2015}}")))
    assert item["issued"] == {"date-parts": [[2003], [2015]]}


def test_the_day_of_a_visit_is_no_date_of_the_page():
    (item,) = json.loads(csl_json(source(f"{ADA}, urldate = {{2024-02-03}}")))
    assert (item["accessed"], "issued" in item) == ({"date-parts": [[2024, 2, 3]]}, False)
    (item,) = json.loads(csl_json(source(f"{ADA}, date = {{1950~}}")))
    assert item["issued"] == {"date-parts": [[1950]], "circa": True}

"""The reference says everything that there is, in the words of the code, and is up to date."""

from __future__ import annotations

import pytest
import reference

from folio.config import VALUES
from folio.core.kinds import KINDS
from folio.core.options import declared
from folio.core.problems import Subtype
from folio.pages.directives import DIRECTIVES
from folio.pages.domain import FolioDomain
from folio.publish.outputs import EXPORTS


@pytest.fixture(scope="module")
def page():
    return reference.PAGE.read_text(encoding="utf-8")


def test_the_reference_is_that_of_the_code(page):
    assert page == reference.reference(), "run 'nox -s reference' and commit guide/reference.md"


def test_nothing_is_left_out(page):
    options = {name for cls in KINDS.values() for name in declared(cls)}
    named = {*VALUES, *EXPORTS, *options, *(one.value for one in Subtype)}
    named |= {name for name in (*DIRECTIVES, *FolioDomain.roles) if name not in KINDS}
    assert {name for name in named if f"| `{name}` |" not in page} == set()
    assert [kind for kind in KINDS if f"\n### {kind}\n" not in page] == []


def test_what_has_no_meaning_is_named(monkeypatch):
    monkeypatch.setitem(reference.MEANINGS, "ref", " ")
    with pytest.raises(reference.Undocumented, match="ref must say what it is for"):
        reference.reference()

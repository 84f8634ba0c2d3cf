"""A listing shows the records that its options choose."""

from __future__ import annotations

import pytest

from folio.core.index import Placed
from folio.core.kinds import PROJECT_KINDS, Software
from folio.core.options import Url, read_options
from folio.core.problems import Invalid
from folio.core.selection import Listing, select
from portfolios import project

TOOL = Software(key="tool", title="Tool", summary="", source=(), code=Url("https://code.example/"))
ALL = [
    Placed(record, "page", 1)
    for record in (*(project(kind, kind=kind) for kind in PROJECT_KINDS), TOOL)
]


@pytest.mark.parametrize("kind", PROJECT_KINDS)
def test_a_kind_of_project_leaves_out_other_projects_and_no_record_of_another_kind(kind):
    chosen = select(Listing(kind=kind), ALL)
    assert {placed.record.key for placed in chosen} == {kind, "tool"}


def test_a_kind_of_project_that_is_none_is_refused_with_those_that_are():
    with pytest.raises(Invalid) as refusal:
        read_options(Listing, {"kind": "open"})
    (problem,) = refusal.value.problems
    assert "'kind' must be one of research, course, open-source (got 'open')" in str(problem)

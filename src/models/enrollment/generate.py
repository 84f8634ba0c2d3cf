"""Write ``views.py``, the types of what each role is sent, from the policy table.

``python -m models.enrollment.generate`` writes it; a test tells when it is out of date.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from models.enrollment.policy import ROLES, Policy, load
from models.enrollment.states import STATES
from models.shared.results import write_atomically

PLACE = Path(__file__).with_name("views.py")
HEAD = '''\
"""What each role is sent in each state, as types: ``generate`` makes it from ``policy.csv``.

A field that is absent is not in the type, so that a checker refuses to read it; a masked one is
a ``Mask``, which no function that needs the value takes.
"""

from __future__ import annotations

from typing import Any, Literal, NewType, TypedDict, overload

from models.enrollment.records import Record, project
from models.enrollment.states import Closed, Draft, Graded, Open, Published, Released, Stage

Mask = NewType("Mask", str)
'''
FOOT = '''

def view(record: Record, role: Any, stage: Stage) -> Any:
    """Return what a role is sent of a record while its exam is in a stage."""
    return project(record, role, type(stage).__name__)
'''


def runs(policy: Policy, role: str) -> list[tuple[list[str], dict[str, str]]]:
    """Return the runs of states in which a role is sent the same, and what that is."""
    grouped = groupby(STATES, lambda state: policy.seen(role, state))
    return [(list(states), seen) for seen, states in grouped]


def name(role: str, states: list[str]) -> str:
    """Return the name of a type: a role, and the first state in which it holds."""
    return role.capitalize() + states[0]


def module(policy: Policy) -> str:
    """Return the text of the module."""
    types, functions = [], []
    for role in ROLES:
        for states, seen in runs(policy, role):
            kind = name(role, states)
            when = " and ".join(filter(None, (", ".join(states[:-1]), states[-1])))
            lines = [f'class {kind}(TypedDict):\n    """What {a(role)} is sent in {when}."""\n']
            for field, access in seen.items():
                of = "Mask" if access == "masked" else "int" if field == "score" else "str"
                lines.append(f"    {field}: {of}")
            types.append("\n".join(lines).rstrip() + "\n")
            functions.append(f"@overload\n{signature(role, ' | '.join(states), kind)}\n")
    return HEAD + "\n\n" + "\n\n".join(types) + "\n\n" + "".join(functions) + FOOT


def signature(role: str, stage: str, kind: str) -> str:
    """Return an overload, on one line if there is room."""
    parameters, returned = (
        f'record: Record, role: Literal["{role}"], stage: {stage}',
        f") -> {kind}: ...",
    )
    line = f"def view({parameters}{returned}"
    return line if len(line) <= 100 else f"def view(\n    {parameters}\n{returned}"


def a(role: str) -> str:
    """Return a role with its article."""
    return f"{'an' if role[0] in 'a' else 'a'} {role}" + (" reader" if role == "anonymous" else "")


if __name__ == "__main__":
    write_atomically(PLACE, module(load()))

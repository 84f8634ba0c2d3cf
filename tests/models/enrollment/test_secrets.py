"""A masked value reaches no repr, text, JSON, log, exception, copy or pickle, on any way tried."""

from __future__ import annotations

import copy
import csv
import io
import json
import logging
import pickle
import pprint
import string
import traceback
from collections import namedtuple
from dataclasses import asdict, astuple, replace
from itertools import product

import pytest

from models.enrollment.masks import KINDS
from models.enrollment.model import SAMPLE
from models.enrollment.policy import FIELDS, ROLES, load
from models.enrollment.records import Record, respond, revealed
from models.enrollment.secret import Masked
from models.enrollment.states import STATES

SECRET = "plaintext-7f3a"
HIDDEN = [field for field in FIELDS if field not in ("title", "deadline")]
#: A record in which every value that may be hidden can be told apart.
MARKED = replace(
    SAMPLE,
    **{
        field: Masked(90071 if field == "score" else f"plaintext-{field}")
        for field in HIDDEN
        if field not in KINDS
    },
)


def logged(value: object) -> str:
    """Return what a log holds of a value, in every way in which one writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(message)s %(given)s %(args)s"))
    log = logging.Logger("test")
    log.addHandler(handler)
    extra = {"given": value}
    log.warning("%s %r %10s", value, value, value, extra=extra)
    log.warning(value, extra=extra)
    try:
        raise ValueError(value)
    except ValueError:
        log.exception("failed", extra=extra)
    return stream.getvalue()


def told(value: object) -> str:
    """Return all that a traceback with local variables says of a value."""
    here = value  # a local of the frame
    try:
        raise KeyError(here)
    except KeyError as error:
        whole = traceback.TracebackException.from_exception(error, capture_locals=True)
        return "".join(whole.format()) + repr(error.args)


def written(value: object) -> str:
    """Return a value as a table of CSV has it."""
    csv.writer(stream := io.StringIO()).writerow([value])
    return stream.getvalue()


Pair = namedtuple("Pair", "left right")
WAYS = {
    "repr": repr,
    "str": str,
    "ascii": ascii,
    "format": lambda value: f"{value} {value!r} {value!s:>30} {value!a}" + f"{value}",
    "percent": lambda value: "%s %r" % (value, value),  # noqa: UP031
    "template": lambda value: string.Template("$x").substitute(x=value),
    "container": lambda value: repr([value, (value,), {"x": value}, {value}, Pair(value, value)]),
    "pprint": pprint.pformat,
    "json": lambda value: json.dumps({"x": value}, default=str),
    "json by repr": lambda value: json.dumps([value], default=repr),
    "log": logged,
    "exception": lambda value: str(ValueError(value)) + repr(RuntimeError("x", value)),
    "traceback": told,
    "csv": written,
    "copy": lambda value: repr(copy.copy(value)) + repr(copy.deepcopy([value])),
    "dir": lambda value: repr([getattr(value, name, "") for name in dir(value)]),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_writing_a_masked_value_shows_it_or_its_length(way):
    found = WAYS[way](Masked(SECRET))
    assert SECRET not in found
    if way not in ("traceback", "dir", "log"):  # these name addresses or lines
        assert found == WAYS[way](Masked(SECRET + "longer"))


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_masked_value_and_what_holds_one_are_not_pickled(protocol):
    for value in (Masked(SECRET), [Masked(SECRET)], MARKED):
        with pytest.raises(TypeError, match="must be revealed before it is stored") as refusal:
            pickle.dumps(value, protocol)
        assert SECRET not in str(refusal.value)


def test_a_masked_value_is_no_json_by_itself_and_has_no_length_and_no_parts():
    with pytest.raises(TypeError, match="not JSON serializable"):
        json.dumps(Masked(SECRET))
    for use in (len, iter, list, int, vars, lambda value: value[0], lambda value: value + "x"):
        with pytest.raises(TypeError):
            use(Masked(SECRET))
    assert not hasattr(Masked(SECRET), "__dict__")


def test_a_masked_value_cannot_be_guessed_by_comparing_or_changed():
    one = Masked(SECRET)
    assert one == one
    assert one != Masked(SECRET)
    assert one != SECRET
    assert hash(one) != hash(SECRET)
    with pytest.raises(AttributeError, match="must be left alone"):
        one.value = "x"
    assert one.reveal() == SECRET


def test_where_it_falls_short_is_as_the_page_says():
    """Code that means to look finds the value: by ``reveal``, or in the closure that holds it."""
    one = Masked(SECRET)
    assert one.reveal() == SECRET
    assert one._Masked__reveal.__closure__[0].cell_contents == SECRET


def plaintexts(record: Record, fields: list[str]) -> list[str]:
    return [str(revealed(record, field)) for field in fields]


@pytest.mark.parametrize("way", [way for way in WAYS if way != "dir"])
def test_no_way_of_writing_a_record_shows_what_may_be_hidden(way):
    found = WAYS[way](MARKED)
    assert not [value for value in plaintexts(MARKED, HIDDEN) if value in found]
    assert MARKED.title in found


def test_a_record_taken_apart_shows_nothing_either():
    found = repr(asdict(MARKED)) + repr(astuple(MARKED)) + repr(replace(MARKED, title="x"))
    assert not [value for value in plaintexts(MARKED, HIDDEN) if value in found]


@pytest.mark.parametrize(("role", "state"), list(product(ROLES, STATES)))
def test_no_answer_holds_the_plaintext_of_a_field_that_is_masked_or_absent(role, state):
    shown = {f for f, access in load().seen(role, state).items() if access == "shown"}
    answer = respond(MARKED, role, state)
    sent = answer.body.decode() + repr(answer)
    hidden = [field for field in FIELDS if field not in shown]
    assert not [value for value in plaintexts(MARKED, hidden) if value in sent]
    for value in plaintexts(MARKED, sorted(shown)):
        assert value in sent


def test_what_the_page_says_of_secretstr_is_so():
    pydantic = pytest.importorskip("pydantic", reason="pydantic is not installed")
    value = pydantic.SecretStr(SECRET)
    model = pydantic.create_model("model", secret=(pydantic.SecretStr, ...), other=(int, ...))
    assert SECRET not in repr(value) + str(value)
    assert SECRET.encode() in pickle.dumps(value)
    assert len(value) == len(SECRET)
    assert value == pydantic.SecretStr(SECRET)
    with pytest.raises(pydantic.ValidationError) as refusal:
        model(secret=SECRET)
    assert SECRET in str(refusal.value)

"""The ledger as a text; what must not be written or read is refused."""

from __future__ import annotations

import re
from types import SimpleNamespace

import extend_ledger as tool
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import share
from folio.core.ledger import (
    HEAD,
    PROMISE_KINDS,
    Ledger,
    Name,
    Promise,
    canonical,
    destination,
    ledger_text,
    read_ledger,
)
from promises import LEDGERS, page, promise

TEXT = "".join(
    f"{line}\n"
    for line in (
        HEAD,
        "# A remark",
        "",
        "site\tada\thttps://ada.example/",
        "moved\told.html\tnew.html",
        "alias\tproject-old\tproject-new",
        "page\tnew.html",
        "anchor\tnew.html#project-new",
        "file\tcv.pdf",
        "label\ta label with spaces",
        "object\tfolio:project\tnew",
    )
)


# -- the text -----------------------------------------------------------------------------


@share(30)
@given(LEDGERS)
def test_what_is_written_is_read_back_and_is_written_alike(ledger):
    text = ledger_text(ledger)
    assert read_ledger(text) == ledger
    assert ledger_text(read_ledger(text)) == text


@given(st.text() | st.lists(st.sampled_from(TEXT.splitlines())).map("\n".join))
def test_any_text_is_read_or_refused_with_a_line_that_it_has(text):
    try:
        read_ledger(text)
    except ValueError as error:
        line = int(re.match(r"line (\d+) must .*\(got .*\)?; ", str(error), re.DOTALL)[1])
        assert 1 <= line <= max(1, len(text.splitlines()))


def test_the_lines_of_a_ledger_are_remembered():
    ledger = read_ledger(TEXT)
    assert ledger.lines[promise("new.html#project-new")] == 8
    assert ledger.site == Name("ada", "https://ada.example/")
    assert (ledger.moved, ledger.aliases) == (
        {"old.html": "new.html"},
        {"project-old": "project-new"},
    )


def test_promises_stand_by_kind_and_then_in_the_order_of_their_names():
    kinds = [line.split("\t")[0] for line in ledger_text(read_ledger(TEXT)).splitlines()[2:]]
    assert kinds == ["site", "moved", "alias", *PROMISE_KINDS]
    pages = [line for line in ledger_text(page("b.html", "a.html")).splitlines() if "html" in line]
    assert pages == ["page\ta.html", "page\tb.html"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1 must be 'folio-ledger\\t1' (got nothing); is this a ledger"),
        ("<!DOCTYPE html>\n", "line 1 must be 'folio-ledger\\t1' (got '<!DOCTYPE html>')"),
        ("folio-ledger\t2\n", "(got 'folio-ledger\\t2'); is this a ledger, and one of a version"),
        (f"{HEAD}\npgae\ta.html\n", "line 2 must start with one of page, anchor, file, label, obj"),
        (f"{HEAD}\npgae\ta.html\n", "(got 'pgae\\ta.html'); did you mean 'page'?"),
        (f"{HEAD}\n<<<<<<< ours\n", "(got '<<<<<<< ours'); mend or remove the line"),
        (f"{HEAD}\n\npage a.html\n", "line 3 must start with one of"),
        (f"{HEAD}\npage\n", "line 2 must be page<tab>ADDRESS (got 'page'); mend the line"),
        (f"{HEAD}\npage\ta\tb\n", "line 2 must be page<tab>ADDRESS (got 'page\\ta\\tb')"),
        (f"{HEAD}\nanchor\ta.html\n", "line 2 must be anchor<tab>PAGE#ANCHOR (got"),
        (f"{HEAD}\nanchor\ta.html#\n", "line 2 must be anchor<tab>PAGE#ANCHOR (got"),
        (f"{HEAD}\nobject\tx\n", "line 2 must be object<tab>DOMAIN:TYPE<tab>NAME (got"),
        (
            f"{HEAD}\nmoved\ta.html\tb.html\nmoved\ta.html\tc.html\n",
            "line 3 must say where 'a.html' leads once (got 'c.html' after 'b.html')",
        ),
    ],
)
def test_a_damaged_ledger_names_line_rule_and_remedy(text, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        read_ledger(text)


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "", " a", "a\u2028b"])
def test_a_name_that_no_line_can_hold_is_not_written(name):
    with pytest.raises(ValueError, match="a line must be label<tab>LABEL"):
        ledger_text(Ledger(promises=frozenset([Promise("label", name)])))


# -- where addresses lead -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("", "index.html"),
        ("/", "index.html"),
        ("projects/", "projects/index.html"),
        ("projects/#x", "projects/index.html#x"),
        ("#x", "index.html#x"),
        ("a.html#x", "a.html#x"),
    ],
)
def test_the_root_and_a_folder_mean_their_index(address, name):
    assert canonical(address) == name


MOVED = {"a.html": "b.html", "b.html": "c.html#top", "a.html#x": "d.html#y", "f.md": "g.md"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a.html", "c.html#top"),
        ("a.html#z", "c.html#z"),
        ("a.html#x", "d.html#y"),
        ("f.md", "g.md"),
        ("other.html#x", "other.html#x"),
    ],
)
def test_an_address_is_followed_to_its_end_and_its_anchor_goes_along(old, new):
    assert destination(MOVED, old) == new


@pytest.mark.parametrize("start", ["a.html", "b.html#x"])
def test_a_circle_is_refused_and_shown(start):
    with pytest.raises(ValueError, match=r"circle \(got \S+ -> .*\)"):
        destination({"a.html": "b.html", "b.html": "a.html"}, start)


# -- nox -s ledger ---------------------------------------------------------------------------------


@pytest.fixture
def command(tmp_path, monkeypatch):
    """Return the ledger of the command, which lacks one page and has one that is gone."""
    committed, published = tmp_path / "ledger.txt", tmp_path / "published.txt"
    committed.write_text(ledger_text(page("gone.html")), encoding="utf-8")
    more = {"site": Name("ada", "https://ada.example/"), "moved": {"a.html": "new.html"}}
    published.write_text(ledger_text(page("new.html", **more)), encoding="utf-8")
    monkeypatch.setattr(tool, "COMMITTED", committed)
    monkeypatch.setattr(tool, "PUBLISHED", published)
    return committed


def test_the_command_shows_what_is_new_and_takes_nothing_out(command, capsys):
    assert tool.main(["--yes"]) == 0
    shown = capsys.readouterr().out
    assert "+page\tnew.html" in shown
    assert not re.search("^-[^-]", shown, re.MULTILINE)
    assert read_ledger(command.read_text(encoding="utf-8")) == page("gone.html", "new.html")
    assert tool.main([]) == 0
    assert "has everything" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("terminal", "answer", "status"),
    [(True, "y", 0), (True, "", 1), (True, "n", 1), (False, "y", 1)],
)
def test_the_command_writes_only_what_was_agreed_to(command, monkeypatch, terminal, answer, status):
    before = command.read_text(encoding="utf-8")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: terminal))
    monkeypatch.setattr("builtins.input", lambda _: answer)
    assert tool.main([]) == status
    assert (command.read_text(encoding="utf-8") != before) is (status == 0)


def test_the_command_leaves_a_damaged_ledger_as_it_is(command):
    command.write_text("<<<<<<< ours\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="must be whole: line 1 must be 'folio-ledger"):
        tool.main(["--yes"])
    assert command.read_text(encoding="utf-8") == "<<<<<<< ours\n"

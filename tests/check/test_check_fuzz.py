"""Whatever stands in a file or comes from a server: no reader fails but as it says it does."""

from __future__ import annotations

import json
import re
import string
from inspect import isfunction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from examples import share
from folio.check.encodings import decoded
from folio.check.fix import is_mendable, mended
from folio.check.judge import judge
from folio.check.published import published
from folio.check.readers import READERS
from folio.check.run import Checker
from folio.check.site import Site
from folio.core.errors import Unreadable
from folio.core.inventory import read_inventory
from folio.core.ledger import read_ledger
from kit import BASE, HEAD, LEDGER, cases, inventory

KNOWN = published(read_inventory(inventory(), "it"), read_ledger(LEDGER))
SITE = Site(BASE, "ada")
LINKS = (
    *("https://ada.example/projects/machine.html", "https://ada.example/cw.pdf#x", "inv:ada#x"),
    *("<inv:ada#project-machine>", "{external+ada:ref}`project-machine`", "https://ada.example/"),
    *(":external+ada:ref:`x <project-machine>`", "http://ada.example/honours.html#old-prize"),
    "https://ada.example/honours.html\\#old-prize",
)
MARKUP = (
    *("[", "]", "](", ")", "[a](", "[a]: ", "<", ">", "![", "`", "``", "```", "```{note}\n", "~~~"),
    *(":::", ":::{tip} ", "\n", "\r\n", "\r", "\t", "    ", "> ", "- ", "1. ", "| ", " |\n|-|\n"),
    *("<a href=", "<!--", "-->", "<![CDATA[", "<![x[", "<?", '"', "'", "\\", "&amp;", "&#0;", "$"),
    *("::\n", ".. ", ".. code::\n", ".. raw:: html\n", ">>> ", "__", "_", "%", "% ", "\\url{", "}"),
    *("\\begin{verbatim}", "\\end{verbatim}", "\\verb|", '"""', "'''", "#", "f'", "\0", "\ufeff"),
    *("[^1]: ", "[^1]", "---\n", "+++", "(a)=", "第一节", "\u2028", "\x85", "\ud7ff", "😀", "**"),
)
piece = st.one_of(
    st.sampled_from(LINKS), st.sampled_from(MARKUP), st.text(string.ascii_letters + " ", max_size=4)
)
texts = st.one_of(st.lists(piece, max_size=25).map("".join), st.text(max_size=80))


def snippets():
    """Return the files of the table of cases, each once in each format."""
    return st.sampled_from([decoded(case.content).text.lstrip("\ufeff") for case in cases()])


def spoilt(text: str, at: int, what: str) -> str:
    """Return a text with something put in its way."""
    at %= len(text) + 1
    return text[:at] + what + text[at + len(what) :]


texts = st.one_of(texts, st.builds(spoilt, snippets(), st.integers(0, 10**6), piece))


# One ending for each reader; of programs, a few languages.
ONE_OF_EACH = {reader: suffix for suffix, reader in READERS.items() if isfunction(reader)}
SUFFIXES = [*sorted(ONE_OF_EACH.values()), ".c", ".r", ".js", ".hs", ".dtx"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@share(40)  # of each reader, and there are many
@given(text=texts)
@example(text="<div><![x[ https://ada.example/ ]]></div>")
@example(text="> [a]:\n>   https://ada.example/cw.pdf")
@example(text="\0<https://ada.example/cw.pdf>")
@example(text="|a|\n|-|\n|\\| [x](https://ada.example/projects/machine.html)|")
def test_a_reader_yields_links_within_the_text_or_raises_valueerror(suffix, text):
    try:
        links = list(READERS[suffix](text))
    except ValueError:
        assert suffix == ".ipynb"
        return
    for link in links:
        assert 0 <= link.start <= link.end <= len(text)
        judge(SITE, KNOWN)(link.target, link.role)


#: A line of a cell of code that is for a shell, or for the notebook itself.
SHELL = re.compile(r"^[ \t]*[!%]", re.MULTILINE)


@given(
    cells=st.lists(st.tuples(st.sampled_from(["markdown", "code", "unknown"]), texts), max_size=4)
)
def test_a_notebook_has_the_links_of_its_cells_each_where_it_stands(cells):
    assume(not any(kind == "code" and SHELL.search(text) for kind, text in cells))
    document = {
        "metadata": {"cells": [{"cell_type": "markdown", "source": "<https://ada.example/no>"}]},
        "cells": [{"source": text.splitlines(True), "cell_type": kind} for kind, text in cells],
    }
    for ascii_only in (True, False):
        text = json.dumps(document, ensure_ascii=ascii_only, indent=1)
        found = list(READERS[".ipynb"](text))
        readers = {"markdown": READERS[".md"], "code": READERS[".py"]}
        expected = [
            (number, link.target)
            for number, (kind, source) in enumerate(cells, 1)
            if kind in readers
            for link in readers[kind](source)
        ]
        assert [(link.cell, link.target) for link in found] == expected
        for link in found:
            written = text[link.start : link.end]
            assert not written or json.loads(f'"{written}"', strict=False)


@given(content=st.one_of(st.binary(max_size=200), texts.map(lambda text: text.encode("utf-16"))))
@example(content="% !TEX encoding = GBK\n实验".encode("gbk"))
@example(content="\\usepackage[latin1]{inputenc}é".encode("latin-1"))
@example(content=b"<meta charset=utf-7>+ADw-")
def test_bytes_become_text_that_becomes_the_same_bytes(content):
    text = decoded(content)
    if text is None:
        assert b"\0" in content
    else:
        assert text.encoded(text.text) == content


@given(
    content=st.one_of(
        st.binary(max_size=200),
        st.binary(max_size=60).map(HEAD.__add__),
        st.builds(
            lambda at, what: inventory()[:at] + what + inventory()[at + len(what) :],
            st.integers(0, len(inventory())),
            st.binary(min_size=1, max_size=4),
        ),
        texts.map(inventory),
    )
)
def test_an_inventory_is_read_or_refused(content):
    try:
        read = read_inventory(content, "objects.inv")
    except Unreadable as error:
        assert str(error).startswith("objects.inv must ")
    else:
        assert read.entries
        published(read, None)


@given(text=st.one_of(texts, st.builds(spoilt, st.just(LEDGER), st.integers(0, 3000), piece)))
def test_a_ledger_is_read_or_refused(text):
    try:
        known = published(None, read_ledger(text))
    except ValueError as error:
        assert str(error).startswith("line ")
    else:
        judged = judge(SITE, known)
        for link in LINKS:
            judged(link, "")


@given(url=st.one_of(texts, st.builds(lambda rest: f"https://ada.example{rest}", st.text())))
def test_an_address_is_ours_or_not_and_never_an_error(url):
    address = SITE.address(url)
    assert address is None or not address.startswith("/ada.example")


@pytest.mark.parametrize("suffix", SUFFIXES)
@share(40)  # of each reader, and there are many
@given(text=texts)
def test_a_fix_changes_nothing_but_its_targets_and_a_second_one_nothing(
    suffix, text, tmp_path_factory
):
    checker = Checker(SITE, KNOWN)
    path = tmp_path_factory.getbasetemp() / f"a{suffix}"
    try:
        findings = checker.of_text(text, path)
    except Unreadable:
        return
    once = mended(text, findings)
    again = checker.of_text(once, path)
    assert not any(is_mendable(finding) for finding in again), once
    assert mended(once, again) == once
    kept = [f for f in findings if not is_mendable(f)]
    assert len(again) == len(kept)
    targets = [f for f in findings if is_mendable(f)]
    for before, after in zip(kept, again, strict=True):
        if not any(before.start <= f.start < before.end for f in targets):  # an address in another
            assert after.written == before.written

"""A small site that has published something, and edits of it that break or keep a promise."""

from __future__ import annotations

from pathlib import Path

from extend_ledger import longer
from hypothesis import strategies as st

from engines import save
from folio.core.ledger import Ledger, Name, Promise, ledger_text, read_ledger
from sites import CONF, Built

SETTINGS = """
folio_exports = ["publications.bib", "ref"]
folio_ledger = "ledger.txt"
folio_inventory_name = "ada"
suppress_warnings = ["folio.unpromised"]  # of which there is a test of its own
"""

ENGINE = """\
# The engine

:::{project} engine
:kind: research
:source: lovelace1843notes

A machine that computes.
:::

## How it works

It turns.

(the-mill)=
## The mill

It grinds.
"""

PRIZES = """\
# Prizes

## Gold

:::{award} gold
:source: lovelace1843notes

A medal.
:::

## Notes

:::{publication} notes
:bib: lovelace1843notes
:source: lovelace1843notes

On the engine.
:::
"""

HOME = "# Ada\n\n```{toctree}\n:glob:\n\np/*\nprizes\n```\n"

SITE = {
    "conf.py": CONF + SETTINGS,
    "docs/index.md": HOME,
    "docs/p/engine.md": ENGINE,
    "docs/prizes.md": PRIZES,
}


def moved(**entries: str) -> str:
    return f"{SITE['conf.py']}folio_moved = {entries!r}\n"


def change(folder: Path, edit: dict[str, str | None]) -> None:
    for name, text in edit.items():
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            save(folder, name, text)


def take_over(built: Built, folder: Path) -> None:
    """Do what ``nox -s ledger -- --yes`` does."""
    promised, published = folder / "ledger.txt", built.html / "ledger.txt"
    ledgers = [read_ledger(path.read_text(encoding="utf-8")) for path in (promised, published)]
    promised.write_text(ledger_text(longer(*ledgers)), encoding="utf-8")


def page(*names: str, **more) -> Ledger:
    return Ledger(promises=frozenset(promise(name) for name in names), **more)


def promise(name: str) -> Promise:
    """Write a promise as a page, a page#anchor, ``=label``, ``kind:key``, or else a file."""
    if name.startswith("="):
        return Promise("label", name[1:])
    if ":" in name:
        return Promise("object", name.partition(":")[2], f"folio:{name.partition(':')[0]}")
    return Promise("anchor" if "#" in name else "page" if ".html" in name else "file", name)


# Any promises and ledgers, for claims about all of them.
ADDRESSES = st.builds(
    "{}{}{}.html".format,
    st.sampled_from("azé王"),
    st.text("abz059-", max_size=9),
    st.just("") | st.text("abz", min_size=1, max_size=9).map("/{}".format),
)
NAMES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)
PROMISES = st.one_of(
    st.builds(Promise, st.sampled_from(["page", "file"]), ADDRESSES, st.just("")),
    st.builds(lambda page, name: Promise("anchor", f"{page}#{name}"), ADDRESSES, NAMES),
    st.builds(Promise, st.just("label"), NAMES, st.just("")),
    st.builds(Promise, st.just("object"), NAMES, st.sampled_from(["std:doc", "folio:award"])),
)
LEDGERS = st.builds(
    Ledger,
    promises=st.frozensets(PROMISES),
    site=st.none() | st.builds(Name, NAMES, NAMES),
    moved=st.dictionaries(ADDRESSES, ADDRESSES),
    aliases=st.dictionaries(NAMES, NAMES),
)

"""What a site has published goes on leading somewhere, or its build fails and says how to mend it.

Each case publishes a small site, breaks one promise, and mends it with the remedy of the message.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass

import pytest

from engines import files
from folio.core.ledger import Promise, read_ledger
from pages import anchors
from promises import ENGINE, HOME, PRIZES, SITE, change, moved
from sites import CONF, ROOT, build, copy_site, write


@dataclass(frozen=True)
class Case:
    """An edit that breaks a promise, the warnings, and an edit that mends it."""

    edit: dict[str, str | None]
    warnings: tuple[str, ...]
    mended: dict[str, str | None]


def page_lost(name: str, tail: str) -> str:
    return (
        f"the page {name!r} must stay (the site has none there); if it has moved, write "
        f"{name!r}: 'NEW.html' in 'folio_moved' of conf.py, or ':formerly: {tail}' in its record"
    )


def anchor_lost(name: str) -> str:
    anchor = name.partition("#")[2]
    return (
        f"the anchor {name!r} must stay (its page has none of that name); write '({anchor})=' "
        f"above the heading that it names now, or {name!r}: 'PAGE.html#NEW' in 'folio_moved' "
        "of conf.py"
    )


def object_lost(kind: str, key: str, former: str = "") -> str:
    return (
        f"the {kind} {key!r} must stay (no page states it); write ':formerly: {former or key}' in "
        "the record that it has become"
    )


LABEL = (
    "the label 'the-mill' must stay (no page has it); write '(the-mill)=' above the heading that "
    "it names now"
)
FILE = (
    "the file 'publications.bib' must stay (the build has made none); if it has moved, write "
    "'publications.bib': 'NEW' in 'folio_moved' of conf.py"
)
MILL = ENGINE.replace("} engine", "} mill")
RETITLED = ENGINE.replace("## How it works", "## Its workings")
RELABELLED = ENGINE.replace("(the-mill)=", "(mill-and-store)=")
SILVER = PRIZES.replace("} gold", "} silver").replace("## Gold", "(gold)=\n## Silver")
SOLD = PRIZES.replace("{award} gold", "{software} gold\n:code: https://ada.example/")
CASES = {
    "rename a page": Case(
        {"docs/p/engine.md": None, "docs/p/mill.md": ENGINE},
        (page_lost("p/engine.html", "engine"),),
        {"conf.py": moved(**{"p/engine.html": "p/mill.html"})},
    ),
    "rename a page and its key": Case(
        {"docs/p/engine.md": None, "docs/p/mill.md": MILL},
        (
            page_lost("p/engine.html", "engine"),
            object_lost("project", "engine"),
        ),
        {"docs/p/mill.md": MILL.replace(":kind:", ":formerly: engine\n:kind:")},
    ),
    "retitle a heading, and name it as before": Case(
        {"docs/p/engine.md": RETITLED},
        (anchor_lost("p/engine.html#how-it-works"),),
        {"docs/p/engine.md": RETITLED.replace("## Its", "(how-it-works)=\n## Its")},
    ),
    "retitle a heading, and lead to it": Case(
        {"docs/p/engine.md": RETITLED},
        (anchor_lost("p/engine.html#how-it-works"),),
        {"conf.py": moved(**{"p/engine.html#how-it-works": "p/engine.html#its-workings"})},
    ),
    "take a section to another page": Case(
        {
            "docs/p/engine.md": ENGINE.replace("## How it works\n\nIt turns.\n", ""),
            "docs/prizes.md": f"{PRIZES}\n## Works\n\nIt turns.\n",
        },
        (anchor_lost("p/engine.html#how-it-works"),),
        {"conf.py": moved(**{"p/engine.html#how-it-works": "prizes.html#works"})},
    ),
    "rename a label, and keep the old one": Case(
        {"docs/p/engine.md": RELABELLED.replace("## The mill", "## Mill and store")},
        (
            anchor_lost("p/engine.html#the-mill"),
            LABEL,
        ),
        {"docs/p/engine.md": RELABELLED.replace("## The mill", "(the-mill)=\n## Mill and store")},
    ),
    "rename a label, and lead to the new one": Case(
        {"docs/p/engine.md": RELABELLED.replace("## The mill", "## Mill and store")},
        (anchor_lost("p/engine.html#the-mill"), LABEL),
        {"conf.py": moved(**{"p/engine.html#the-mill": "p/engine.html#mill-and-store"})},
    ),
    "delete a record": Case(
        {"docs/prizes.md": SILVER},
        (object_lost("award", "gold"),),
        {"docs/prizes.md": SILVER.replace("} silver", "} silver\n:formerly: gold")},
    ),
    "make a record one of another kind": Case(
        {"docs/prizes.md": SOLD},
        (object_lost("award", "gold", "award:gold"),),
        {"docs/prizes.md": SOLD.replace("\n:code:", "\n:formerly: award:gold\n:code:")},
    ),
    "turn an export off": Case(
        {"conf.py": SITE["conf.py"].replace('"publications.bib", ', "")},
        (FILE,),
        {
            "conf.py": moved(**{"publications.bib": "objects.inv"}).replace(
                '"publications.bib", ', ""
            )
        },
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_broken_promise_fails_the_build_and_its_remedy_mends_it(published, case):
    lines = (published / "ledger.txt").read_text(encoding="utf-8").splitlines()
    change(published, case.edit)
    broken = build(published)
    assert broken.status == 1
    for warning, expected in zip(broken.warnings, case.warnings, strict=True):
        form = r"ledger\.txt:(\d+): WARNING: (.*?)(?:; did you mean .*)? \[folio\.ledger\]"
        line, message = re.fullmatch(form, warning).groups()
        assert message == expected
        assert lines[int(line) - 1].split("\t")[-1] in message
    change(published, case.mended)
    mended, fresh = build(published, "-j", "2"), build(published, output="build/fresh")
    assert mended.warnings == fresh.warnings == ()
    incremental = files(mended)
    incremental.pop(".buildinfo.bak", None)  # Sphinx keeps it when conf.py has changed
    assert incremental == files(fresh)


# -- the ledger itself -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "warning"),
    [
        (
            None,
            "ledger.txt:1: WARNING: 'folio_ledger' must name a file (found none at "
            "'ledger.txt'); run 'nox -s ledger' and commit it [folio.ledger]",
        ),
        (
            b"folio-ledger\t1\npgae\tindex.html\n",
            "ledger.txt:2: WARNING: the ledger must be whole: line 2 must start with one of page, "
            "anchor, file, label, object, site, moved, alias, gone (got 'pgae\\tindex.html'); "
            "did you mean 'page'?, or take the last committed one [folio.ledger]",
        ),
        (
            b"folio-ledger\t1\npage\t\xff.html\n",
            "ledger.txt:1: WARNING: the ledger must be whole: 'utf-8' codec can't decode byte "
            "0xff in position 20: invalid start byte, or take the last committed one "
            "[folio.ledger]",
        ),
    ],
    ids=("missing", "damaged", "not UTF-8"),
)
def test_a_ledger_that_cannot_be_read_is_named_and_left_as_it_is(published, content, warning):
    path = published / "ledger.txt"
    path.unlink() if content is None else path.write_bytes(content)
    built = build(published)
    assert (built.status, built.warnings) == (1, (warning,))
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_site_without_a_ledger_promises_nothing(tmp_path):
    built = build(write(tmp_path, {**SITE, "conf.py": CONF}))
    assert built.warnings == ()
    assert not (built.html / "ledger.txt").exists()


def test_the_published_ledger_has_the_name_of_the_site_and_what_is_new(published):
    change(published, {"docs/prizes.md": f"{PRIZES}\n## More to come\n\nSoon.\n"})
    built = build(published)
    ledger = read_ledger(built.text("ledger.txt"))
    committed = read_ledger((published / "ledger.txt").read_text(encoding="utf-8"))
    assert built.warnings == ()
    assert tuple(ledger.site) == ("ada", "https://ada.example/")
    assert ledger.promises - committed.promises == {
        Promise("anchor", "prizes.html#more-to-come"),
    }


def test_a_page_that_an_earlier_build_left_keeps_no_promise(published):
    change(published, {"docs/prizes.md": None, "docs/index.md": HOME.replace("prizes\n", "")})
    shutil.rmtree(published / "build/html-doctrees")
    built = build(published)
    assert (built.html / "prizes.html").exists()
    assert any("the page 'prizes.html' must stay" in warning for warning in built.warnings)


# -- the real site -----------------------------------------------------------------------------


def test_nothing_is_published_that_the_ledger_lacks(site):
    committed = read_ledger((ROOT / "ledger.txt").read_text(encoding="utf-8"))
    new = read_ledger(site.text("ledger.txt")).promises - committed.promises
    assert new == set(), "run 'nox -s ledger', look at the difference and commit ledger.txt"


def test_every_address_of_the_ledger_is_there_on_the_site(site):
    ledger = read_ledger(site.text("ledger.txt"))
    for page in ledger.names("page") | ledger.names("file"):
        assert (site.html / page).is_file(), page
    known = {name: anchors(site.html / name) for name in ledger.names("page")}
    for name in ledger.names("anchor"):
        page, _, anchor = ledger.destination(name).partition("#")
        assert anchor in known[page], name


def test_the_addresses_of_the_former_homepage_are_there(site):
    ledger = read_ledger(site.text("ledger.txt"))
    assert {"blog/index.html", "blog/post.html"} <= ledger.names("page")
    assert {f"index.html#{name}" for name in ("about", "contact", "projects", "publications")} <= (
        ledger.names("anchor")
    )
    cv = (site.html / "assets/pdf/CV.pdf").read_bytes()
    assert cv == (site.html / "cv.pdf").read_bytes()


def test_ci_fails_when_the_real_site_breaks_a_promise(tmp_path):
    folder = copy_site(tmp_path / "site")
    (folder / "docs/skills.md").rename(folder / "docs/abilities.md")
    home = folder / "docs/index.md"
    text = home.read_text(encoding="utf-8").replace("<skills>", "<abilities>")
    home.write_text(text, encoding="utf-8")
    built = build(folder)
    assert built.status == 1
    assert any("the page 'skills.html' must stay" in warning for warning in built.warnings)

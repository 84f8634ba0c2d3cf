"""What is withdrawn for good says so; what is published and not promised is named."""

from __future__ import annotations

from extend_ledger import longer

from folio.core.broken_promises import withdrawn
from folio.core.ledger import Promise, read_ledger
from promises import HOME, SITE, change, take_over
from sites import build, write

ENGINE, REF = "p/engine.html", "ref/engine.html"
TAKEN_AWAY = {"docs/p/engine.md": None, "docs/index.md": HOME.replace("\np/*", "")}


def withdraw(folder, *addresses: str) -> None:
    """Write ``gone`` for ``page`` before some addresses of the ledger."""
    path = folder / "ledger.txt"
    text = path.read_text(encoding="utf-8")
    for address in addresses:
        assert f"page\t{address}\n" in text
        text = text.replace(f"page\t{address}\n", f"gone\t{address}\n")
    path.write_text(text, encoding="utf-8")


def test_a_withdrawn_page_says_so_and_with_its_record_is_promised_no_longer(published):
    change(published, TAKEN_AWAY)
    withdraw(published, ENGINE, REF)
    built = build(published)
    assert built.warnings == ()
    for address in (ENGINE, REF):
        assert "This page was withdrawn" in built.text(address)
        assert 'content="noindex"' in built.text(address)
    ledger = read_ledger(built.text("ledger.txt"))
    assert ledger.gone == {ENGINE, REF}
    assert not {name for _, name, _ in ledger.promises if "engine" in name}
    take_over(built, published)
    assert build(published).warnings == ()


def test_a_page_alone_may_be_withdrawn_while_its_record_stays_promised(published):
    change(published, TAKEN_AWAY)
    withdraw(published, ENGINE)
    (warning,) = build(published).warnings
    assert "the project 'engine' must stay (no page states it)" in warning


def test_what_is_withdrawn_must_not_be_there(published):
    withdraw(published, ENGINE)
    (warning,) = build(published).warnings
    assert warning.startswith(f"ledger.txt:1: WARNING: {ENGINE!r} must not exist, since it was")
    assert warning.endswith("[folio.ledger]")


def test_the_ledger_never_takes_back_what_was_withdrawn(published):
    change(published, TAKEN_AWAY)
    withdraw(published, ENGINE, REF)
    committed = read_ledger((published / "ledger.txt").read_text(encoding="utf-8"))
    new = longer(committed, read_ledger(build(published).text("ledger.txt")))
    assert new.gone == {ENGINE, REF}
    assert not new.promises & withdrawn(committed)
    assert Promise("page", "prizes.html") in new.promises


def test_what_is_published_and_not_promised_is_named_until_the_ledger_has_it(tmp_path):
    conf = SITE["conf.py"].replace("suppress_warnings", "_unused")
    folder = write(tmp_path, {**SITE, "conf.py": conf})
    (folder / "ledger.txt").write_text("folio-ledger\t1\n", encoding="utf-8")
    built = build(folder)
    (warning,) = built.warnings
    assert warning.startswith("ledger.txt:1: WARNING: the ledger must have all that the site")
    assert "(it lacks 'genindex.html', 'index.html', 'p/engine.html' and 36 more)" in warning
    assert warning.endswith("run 'nox -s ledger', look, and commit it [folio.unpromised]")
    take_over(built, folder)
    assert build(folder).warnings == ()
    change(folder, {"docs/new.md": "---\norphan: true\n---\n\n# New\n"})
    (warning,) = build(folder).warnings
    assert "(it lacks 'new.html', 'new.html#new', 'new.html#searchbox' and 2 more)" in warning

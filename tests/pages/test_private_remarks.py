"""What authors write so that nobody sees it is seen by nobody, in no view of a page."""

from __future__ import annotations

import pytest

from leaks import told
from sites import CONF, build, write

HIDDEN = "<!-- zsecret *remark* {cite}`nobody` -->"
PLACES = {
    "the first paragraph": f"{HIDDEN}\n\nSee the text.",
    "a line": f"See {HIDDEN} the text.",
    "several lines": "<!-- zsecret\n\n# Zsection\n\n- zmore -->\n\nText.",
    "a list": f"- One {HIDDEN}\n- {HIDDEN} two\n\n  {HIDDEN}",
    "a table": f"| a {HIDDEN} |\n| --- |\n| {HIDDEN} |",
    "a quotation": f"> {HIDDEN}\n>\n> Said.",
    "a box": f":::{{note}}\n{HIDDEN}\nText.\n:::",
    "a heading": f"## Results {HIDDEN}\n\nText.",
    "a footnote": f"Text[^a].\n\n[^a]: Note {HIDDEN}.",
    "a link": f"[text {HIDDEN}](index.md)",
    "a comment of MyST": "% zsecret remark\n\nText.",
    "HTML of one's own": f"```{{raw}} html\n<p>{HIDDEN} x</p>\n```",
    "the end": f"Text.\n\n{HIDDEN}",
}
RECORD = """# Engine

:::{project} engine
:kind: research
:date: 1843-01-01
:result: It ran well {cite}`lovelace1843notes`.
:source: lovelace1843notes

%s

An engine %s of brass.

- A point %s here.
:::

%s

## Sources

:::{sources}
:::
"""
EXPORTS = (
    "\nfolio_exports = ['llms.txt', 'feed.xml', 'resume.json', 'write-ups', 'ref', 'badges']\n"
)
PERSON = ":::{person} ada\n:author: A. King\n:source: lovelace1843notes\n\nI compute.\n:::\n"


def home(listing: str, page: str) -> str:
    """Return a home page with a person and a listing of projects."""
    return f"# Ada\n\n{PERSON}\n:::{{{listing}}} project\n:::\n\n```{{toctree}}\n{page}\n```\n"


@pytest.mark.parametrize("place", PLACES)
def test_a_comment_is_published_in_no_view(place, tmp_path):
    built = build(write(tmp_path, {"docs/page.md": f"# Page\n\n{PLACES[place]}\n"}))
    assert (built.status, built.warnings) == (0, ())
    assert told(built.html) == []
    assert "&lt;!" not in built.text("page.html")


def test_a_comment_in_a_record_is_published_in_no_view_of_it(tmp_path):
    files = {
        "conf.py": CONF + EXPORTS,
        "docs/index.md": home("cv", "engine"),
        "docs/engine.md": RECORD % ((HIDDEN,) * 4),
    }
    built = build(write(tmp_path, files))
    assert (built.status, built.warnings) == (0, ())
    assert told(built.html) == []
    assert "An engine of brass." in built.text("llms.txt")
    assert "It ran well." in built.text("feed.xml")


@pytest.mark.parametrize(
    "typed",
    [
        f":::{{admonition}} Mind {HIDDEN}\nText.\n:::",
        f":::{{only}} latex\n{HIDDEN} zsecret\n:::",
        f"[//]: # (zsecret)\n[zsecret]: <> (zmore)\n\nSee {HIDDEN}.",
        f"::::{{tab-set}}\n:::{{tab-item}} A {HIDDEN}\nText.\n:::\n::::",
        f":::{{list-table}} Table {HIDDEN}\n* - a\n:::",
    ],
)
def test_what_is_hidden_is_in_no_class_no_name_and_no_search(typed, tmp_path):
    config = CONF.replace('"folio"]', '"folio", "folio.theme.search"]') + "templates_path = ['t']\n"
    files = {"conf.py": config, "t/search.html": "", "docs/page.md": f"# Page\n\n{typed}\n"}
    built = build(write(tmp_path, files))
    assert (built.status, built.warnings) == (0, ())
    assert told(built.html) == []


def test_what_is_to_be_done_is_published_in_no_view_unless_conf_py_says_so(tmp_path):
    page = RECORD % ("", "", "", ":::{todo}\nAsk whether zsecret is public.\n:::\n\nGrown.")
    files = {"docs/engine.md": page, "docs/index.md": home("cards", "engine")}
    todo = "\nextensions += ['sphinx.ext.todo']\n"
    hidden = build(write(tmp_path / "a", {**files, "conf.py": CONF + EXPORTS + todo}))
    shown = build(
        write(tmp_path / "b", {**files, "conf.py": CONF + todo + "todo_include_todos = True\n"})
    )
    assert (hidden.status, shown.status) == (0, 0), (hidden.warnings, shown.warnings)
    assert told(hidden.html) == []
    assert "zsecret" in shown.text("engine.html")


def test_what_a_program_has_noted_in_a_drawing_is_in_no_page_and_no_search(tmp_path):
    noted = "<metadata><x>zsecret</x></metadata><!-- zsecret --><g><metadata>zmore</metadata></g>"
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{noted}<path/></svg>'
    page = "# Page\n\n:::{diagram} mill.svg\n:alt: A mill.\n\nIt grinds.\n:::\n"
    built = build(write(tmp_path, {"docs/page.md": page, "docs/mill.svg": drawing}))
    assert (built.status, built.warnings) == (0, ())
    assert told(built.html) == []


def test_a_raised_number_stays_raised_where_a_summary_travels(tmp_path):
    said = "Runs 10{sup}`5` steps of CO{sub}`2` on the 1{sup}`st` day, x{sup}`a b`."
    record = RECORD.replace("An engine %s of brass.", said).replace("%s", "")
    files = {
        "conf.py": CONF + EXPORTS,
        "docs/index.md": home("cv", "engine"),
        "docs/engine.md": record,
    }
    built = build(write(tmp_path, files))
    assert (built.status, built.warnings) == (0, ())
    for name in ("llms.txt", "feed.xml", "resume.json", "index.html"):
        assert "Runs 10⁵ steps of CO₂ on the 1st day, x^(a b)." in built.text(name).replace(
            "\\", ""
        )


def test_marks_of_a_page_stay_on_it_when_a_summary_travels(tmp_path):
    said = "Sorts items with a note[^n] and a source {cite}`lovelace1843notes`.<br>Fast."
    options = ":kind: research\n:date: 1843-01-01\n:source: lovelace1843notes\n"
    record = f"# Sorting\n\n:::{{project}} sorting\n{options}\n{said}\n:::\n\n"
    files = {
        "conf.py": CONF + EXPORTS,
        "docs/index.md": home("cards", "sorting"),
        "docs/sorting.md": f"{record}## Sources\n\n:::{{sources}}\n:::\n\n[^n]: The note.\n",
    }
    built = build(write(tmp_path, files))
    assert (built.status, built.warnings) == (0, ())
    for name in ("llms.txt", "feed.xml", "resume.json", "index.html"):
        assert "Sorts items with a note and a source. Fast." in built.text(name), name
    assert 'content="Sorts items with a note and a source. Fast."' in built.text("sorting.html")

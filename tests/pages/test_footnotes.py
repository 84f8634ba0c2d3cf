"""A footnote stands after what it is about, once, and nothing of it is lost."""

from __future__ import annotations

import pytest

from pages import parse
from sites import build, write

PAGE = """# Notes

One[^a] and two[^b], and one again[^a].

- A point[^c].

| head |
| --- |
| a cell[^d] |

The last paragraph.

[^a]: The first note.

    It goes on.
[^b]: The second note, which refers to another[^e].
[^c]: The third note.
[^d]: The fourth note.
[^e]: The fifth note.
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    built = build(write(tmp_path_factory.mktemp("notes"), {"docs/notes.md": PAGE}))
    assert built.warnings == ()
    return parse(built.html / "notes.html")


def test_each_follows_the_paragraph_or_the_table_that_first_refers_to_it(page):
    notes = {note.find("p").get_text(): note for note in page.select("aside.footnote")}
    assert [text.split()[1] for text in notes] == ["first", "second", "fifth", "third", "fourth"]
    lists = page.select("aside.footnote-list")
    before = [one.find_previous_sibling(True) for one in lists]
    assert [one.name for one in before] == ["p", "p", "table"]
    assert before[0].get_text().startswith("One")
    assert before[1].get_text().startswith("A point")
    assert page.find("p", string="The last paragraph.").find_next("aside") is None
    assert not page.select("hr.footnotes")


def test_a_note_keeps_all_its_paragraphs_and_leads_back_to_each_reference(page):
    first = page.select_one("aside.footnote")
    assert [p.get_text() for p in first.find_all("p")] == ["The first note.", "It goes on."]
    for reference in page.select("a.footnote-reference"):
        assert page.find(id=reference["href"][1:])
    backs = {link["href"][1:] for link in first.select("[role=doc-backlink]")}
    assert backs == {r["id"] for r in page.select(f"a.footnote-reference[href='#{first['id']}']")}


def test_it_stands_in_the_margin_and_on_a_phone_below_its_paragraph(tmp_path, chromium):
    from browsers import overflow, serve
    from sites import PAGES_ALONE, copy_site

    folder = copy_site(tmp_path / "site")
    (folder / "docs/news.md").write_text(
        (folder / "docs/news.md").read_text("utf-8") + "\nA remark[^a].\n\n[^a]: Its note.\n"
    )
    built = build(folder, *PAGES_ALONE)
    assert built.warnings == ()
    with serve(built.html) as address:
        shown = chromium.new_page(viewport={"width": 1280, "height": 900})
        shown.goto(f"{address}news.html")
        note, text = shown.locator("aside.footnote"), shown.locator("p", has_text="A remark")
        box, beside = note.bounding_box(), text.bounding_box()
        assert box["x"] > beside["x"] + beside["width"]
        assert abs(box["y"] - beside["y"] - beside["height"]) < 60
        shown.set_viewport_size({"width": 390, "height": 900})
        box, above = note.bounding_box(), text.bounding_box()
        assert box["y"] >= above["y"] + above["height"]
        assert overflow(shown) == []
        shown.close()

"""A line of a toctree may lead to a file that the build makes, and to nothing that it does not."""

from __future__ import annotations

from pages import parse
from sites import CONF, PAGES_ALONE, build, copy_site, write

BASE = "https://ada.example/"
LINES = "Page <page>\nFor crawlers <robots.txt>\nTalk <talk one.html>\n"
TOCTREE = f"# Ada\n\n```{{toctree}}\n{LINES}```\n"
FILES = {
    "conf.py": f"{CONF}\nfolio_exports = ['robots.txt']\nhtml_extra_path = ['extra']\n",
    "docs/index.md": TOCTREE,
    "docs/page.md": "# Page\n\nText.\n",
    "extra/talk one.html": "<p>Talk</p>",
}


def test_a_file_of_the_site_is_an_entry_of_the_navigation_on_every_page(tmp_path):
    folder = copy_site(tmp_path / "site")
    home = folder / "docs/index.md"
    home.write_text(
        home.read_text("utf-8").replace("CV <cv>", "CV <cv>\nOn paper <cv.pdf>"), "utf-8"
    )
    built = build(folder, *PAGES_ALONE)
    assert (built.status, built.warnings) == (0, ())
    for name, address in (("index.html", "cv.pdf"), ("projects/pim.html", "../cv.pdf")):
        bar = parse(built.html / name).header.nav
        assert [link["href"] for link in bar("a") if link.get_text() == "On paper"] == [address]


def test_a_list_of_pages_shows_the_files_that_it_names(tmp_path):
    built = build(write(tmp_path, FILES))
    assert (built.status, built.warnings) == (0, ())
    links = {link.get_text(): link["href"] for link in parse(built.html / "index.html")("a")}
    assert links["For crawlers"] == f"{BASE}robots.txt"
    assert links["Talk"] == f"{BASE}talk%20one.html"


def test_a_file_that_is_not_made_any_more_fails_the_next_build_too(tmp_path):
    folder = write(tmp_path, FILES)
    assert build(folder).warnings == ()
    (folder / "extra/talk one.html").unlink()
    page = folder / "docs/page.md"
    page.write_text(page.read_text() + "\nMore.\n")
    (warning,) = build(folder).warnings
    assert warning.startswith("docs/index.md:3: WARNING: an entry of a toctree must lead to a page")
    assert "(got 'talk one.html')" in warning


def test_an_index_that_is_not_made_is_refused(tmp_path):
    files = {
        "conf.py": f"{CONF}\nhtml_use_index = False\n",
        "docs/index.md": "# Ada\n\n```{toctree}\nAll words <genindex>\n```\n",
    }
    (warning,) = build(write(tmp_path, files)).warnings
    assert warning.startswith("docs/index.md:3: WARNING: an entry of a toctree must lead to a page")
    assert "(got 'genindex.html')" in warning

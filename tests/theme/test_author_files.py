"""Stylesheets and scripts of extensions and links of toctrees are on the pages, or refused."""

from __future__ import annotations

import re

import pytest

from pages import parse
from sites import CONF, ROOT, build, write

SHELL = (
    CONF.replace('"folio"]', '"folio", "spy", "folio.theme.search", "folio.theme.shell"]')
    .replace('"basic"', '"pydata_sphinx_theme"')
    .replace("import sys\n", "import sys\nsys.path.insert(0, '.')\n")
    + f"html_static_path = ['own', {str(ROOT / '_static')!r}]\n"
    + f"templates_path = [{str(ROOT / '_templates')!r}]\n"
)
SPY = """
def setup(app):
    app.add_css_file('spy.css', media='print')
    app.add_js_file('spy/spy.js', loading_method='async', type='module', priority=900)
    app.connect('html-page-context', late)

def late(app, pagename, templatename, context, doctree):
    if pagename == 'page':
        app.add_js_file('late.js')
"""
FILES = {
    "conf.py": SHELL,
    "spy.py": SPY,
    "docs/page.md": "# Page\n\nText.\n",
    **dict.fromkeys(("own/spy.css", "own/spy/spy.js", "own/late.js"), ""),
}


def test_files_that_extensions_add_are_loaded_with_their_attributes(tmp_path):
    built = build(write(tmp_path, FILES))
    assert (built.status, built.warnings) == (0, ())
    for name in ("index.html", "page.html", "search.html"):
        page = parse(built.html / name)
        assert page.find("link", href=re.compile(r"_static/spy\.css"))["media"] == "print"
        script = page.find("script", src=re.compile(r"_static/spy/spy\.js"))
        assert (script["async"], script["type"]) == ("async", "module")
        assert bool(page.find("script", src=re.compile("late"))) is (name == "page.html")
        assert not page.find(["link", "script"], href=re.compile("pygments|design"))
    assert (built.html / "_static/spy.css").is_file()


@pytest.mark.parametrize(
    ("added", "got"),
    [
        ("app.add_css_file('https://x.example/a.css')", "got 'https://x.example/a.css'"),
        ("app.add_js_file(None, body='x()')", "got 'x()'"),
        ("app.add_js_file('scripts/mine.js')", "got '_static/scripts/mine.js'"),
        ("app.add_css_file('gone.css')", "found no 'gone.css'"),
        ("app.config.html_math_renderer = 'mathjax'", "got 'https://cdn.jsdelivr.net/"),
        ("app.add_css_file('spy.css', rel='alternate stylesheet')", "got 'alternate stylesheet'"),
        ("app.add_css_file('late.js', rel='preload', **{'as': 'script'})", "got 'preload'"),
        ("app.add_js_file('late.js', defer=True)", "got 'defer': True"),
        ("app.config.html_css_files = [('spy.css', {'rel': 'preload'})]", "got 'preload'"),
    ],
)
def test_what_no_page_could_load_is_refused_once(added, got, tmp_path):
    files = {"spy.py": f"def setup(app):\n    {added}\n", "docs/page.md": "# Page\n\nSo $x$.\n"}
    built = build(write(tmp_path, {**FILES, **files}))
    found = [warning for warning in built.warnings if got in warning]
    assert len(found) == 1
    assert found[0].startswith("conf.py:") and found[0].endswith("[folio.conf]")


SUB = "# Page\n\n[Other](other.md)\n\n```{toctree}\n%s\nother\n%s\n```\n"


@pytest.mark.parametrize(
    ("options", "entry", "told"),
    [
        (":hidden:", "Blog <https://blog.example/>", "got 'https://blog.example/'"),
        (":hidden:", "https://blog.example/", "got 'https://blog.example/'"),
        (":hidden:", "Search <search>", "got 'search'"),
        (":hidden:\n:caption: More", "", "got 'More'"),
        ("", "Blog <https://blog.example/>", ""),
    ],
)
def test_a_toctree_of_another_page_shows_its_link_or_refuses_it(options, entry, told, tmp_path):
    files = {
        **FILES,
        "docs/index.md": "# Ada\n\n```{toctree}\npage\n```\n",
        "docs/page.md": SUB % (options, entry),
        "docs/other.md": "# Other\n\nText.\n",
    }
    built = build(write(tmp_path, files))
    if told:
        assert any(told in warning and "[folio.place]" in warning for warning in built.warnings)
    else:
        assert (built.status, built.warnings) == (0, ())
        assert parse(built.html / "page.html").find("a", href="https://blog.example/")


def test_live_keeps_the_policy_but_for_what_its_reload_needs(tmp_path, chromium):
    from browsers import serve

    page = "# Page\n\n<https://ada.example/>\n\n```{raw} html\n<p id='mine'>x</p>\n```\n"
    built = build(write(tmp_path, {**FILES, "docs/page.md": page}), "-D", "folio_live=1")
    assert (built.status, built.warnings) == (0, ())
    with serve(built.html) as address:
        shown = chromium.new_page()
        said: list[str] = []
        shown.on("console", lambda message: said.append(message.text))
        shown.goto(f"{address}/page.html")
        shown.evaluate(
            """() => { const s = document.createElement("script");
            s.textContent = "document.title = 'reloaded'"; document.body.append(s);
            document.getElementById("mine").setAttribute("style", "color: rgb(1, 2, 3)");
            const i = new Image(); i.src = "https://x.example/a.png"; document.body.append(i);
            try { new WebSocket("ws://" + location.host + "/livereload") } catch {} }"""
        )
        shown.wait_for_timeout(300)
        colour = "getComputedStyle(document.getElementById('mine')).color"
        assert shown.title() == "reloaded"
        assert shown.evaluate(colour) != "rgb(1, 2, 3)"
        stopped = " ".join(text for text in said if "violates" in text)
        assert "style-src" in stopped and "img-src" in stopped
        assert "connect-src" not in stopped and "script-src" not in stopped
        shown.close()


def test_names_from_right_to_left_stand_in_the_order_of_the_paper(tmp_path, chromium):
    from browsers import serve

    page = """# Work

:::{project} work
:kind: research
:with: محمد علي, فاطمة حسن, דוד לוי, Ada Example
:source: lovelace1843notes

One sentence.
:::
"""
    built = build(write(tmp_path, {**FILES, "docs/page.md": page}))
    assert (built.status, built.warnings) == (0, ())
    with serve(built.html) as address:
        shown = chromium.new_page(viewport={"width": 1280, "height": 900})
        shown.goto(f"{address}/page.html")
        places = shown.evaluate(
            """(names) => names.map((name) => {
            const walk = document.createTreeWalker(document.querySelector("main"), 4);
            for (let text; (text = walk.nextNode()); ) {
              const at = text.data.indexOf(name);
              if (at >= 0) {
                const range = document.createRange();
                range.setStart(text, at); range.setEnd(text, at + name.length);
                const box = range.getBoundingClientRect();
                return [box.top, box.left];
              }
            } return -1; })""",
            ["محمد علي", "فاطمة حسن", "דוד לוי", "Ada Example"],
        )
        shown.close()
    assert -1 not in places
    assert places == sorted(places)  # from line to line, and in a line from the left

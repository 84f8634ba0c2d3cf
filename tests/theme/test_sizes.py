"""What conf.py and an author say of the look of a page is shown under the policy, or refused."""

from __future__ import annotations

import re

import pytest

from folio.theme.sizes import classed, rules
from pages import parse
from sites import PAGES_ALONE, Built, build, copy_site

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600" viewBox="0 0 9 9"/>\n'
PAGE = """# Sizes

```{image} big.svg
:alt: A portrait
:width: 160px
```

```{figure} big.svg
:alt: Half
:width: 50%
:figwidth: 200px

A caption.
```

```{list-table}
:widths: 20 80

* - a
  - b
```

:::{dropdown} Details
The folded text that paper must show.
:::

::::{card-carousel} 1

:::{card} First
:::
:::{card} Second
:::
::::

::::{unfold} A fold
Text in a fold.

:::{dropdown} A fold in it
Text in a fold of a fold.
:::
::::

::::{tab-set}
:::{tab-item} One
Text of a tab.
:::
:::{tab-item} Two
Text of another tab.
:::
::::
"""
#: What a reader of the screen unfolds, and paper shows.
FOLDED = (
    *("The folded text that paper must show.", "Text in a fold.", "Text in a fold of a fold."),
    "Text of another tab.",
)


@pytest.fixture(scope="module")
def sized(tmp_path_factory) -> Built:
    """Return a copy of the site with a page of sizes, a link out, and files of one's own."""
    folder = copy_site(tmp_path_factory.mktemp("sizes") / "site")
    home, conf = folder / "docs/index.md", folder / "conf.py"
    home.write_text(
        home.read_text("utf-8").replace("CV <cv>", "CV <cv>\nBlog <https://blog.example/>\nsizes"),
        encoding="utf-8",
    )
    (folder / "docs/sizes.md").write_text(PAGE)
    (folder / "docs/big.svg").write_text(PICTURE)
    for name in ("own.css", "own.js"):
        (folder / "_static" / name).write_text("")
    own = "\nhtml_css_files = ['own.css']\nhtml_js_files = ['own.js']\nhtml_show_copyright = True\n"
    conf.write_text(conf.read_text("utf-8") + own + "copyright = 'Ada & Co'\n", encoding="utf-8")
    built = build(folder, *PAGES_ALONE)
    assert (built.status, built.warnings) == (0, ())
    return built


def test_no_tag_has_a_style_that_the_policy_forbids_and_the_sheet_has_it_instead(sized):
    page = parse(sized.html / "sizes.html")
    assert not page.find_all(style=True)
    assert "style:width:160px" in page.find(alt="A portrait")["class"]
    assert [col["class"] for col in page.find_all("col")] == [
        ["style:width:20.0%"],
        ["style:width:80.0%"],
    ]
    sheet = sized.text("_static/style.css")
    for rule in (
        r".style\:width\:160px{width:160px!important}",
        r"\:20\.0\%{width:20.0%!important}",
    ):
        assert rule in sheet


def test_a_picture_is_as_wide_as_its_author_says_and_a_fold_is_open_on_paper(sized, chromium):
    from browsers import serve

    with serve(sized.html) as address:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{address}/sizes.html")
        assert page.locator("[alt='A portrait']").bounding_box()["width"] == 160
        for media, shown in (("print", True), ("screen", False)):
            page.emulate_media(media=media)
            for text in FOLDED:
                assert page.get_by_text(text, exact=True).is_visible() is shown, (media, text)
        page.close()


def test_a_link_out_of_the_site_and_files_of_ones_own_are_on_each_page(sized):
    for name in ("index.html", "projects/nanoflow.html"):
        page = parse(sized.html / name)
        assert page.find("a", string="Blog")["href"] == "https://blog.example/"
        assert page.find("link", href=re.compile(r"_static/own\.css$"))
        assert page.find("script", src=re.compile(r"_static/own\.js$"))
        assert "© Ada & Co" in page.find("footer").get_text()


#: Pages without which a build is short; that others refer to them is no matter here.
MANY = ("projects/*", "cv.md", "linking.md")


@pytest.mark.parametrize(
    ("said", "got"),
    [
        ("html_css_files = ['https://x.example/a.css']", "'html_css_files' must name files"),
        ("html_js_files = [(None, {'body': 'x()'})]", "'html_js_files' must name files"),
        ("html_logo = 'x.svg'", "'html_logo' must not be set"),
        ("html_short_title = 'x'", "'html_short_title' must not be set"),
        ("html_baseurl = 'x.example/'", "'html_baseurl' must be the address of the site"),
        ("html_baseurl = 'https://x.example/index.html'", "'html_baseurl' must be the address"),
        ("folio_source = 'https://x.example/docs'", "'folio_source' must be an address that ends"),
    ],
)
def test_what_the_layout_has_no_place_for_is_refused(said, got, tmp_path):
    folder = copy_site(tmp_path / "site")
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"\n{said}\n")
    (folder / "x.svg").write_text(PICTURE)
    built = build(folder, *PAGES_ALONE, "-D", f"exclude_patterns={','.join(MANY)}")
    assert built.status == 1
    assert any(got in warning and "[folio.conf]" in warning for warning in built.warnings)


def test_a_style_that_could_be_more_than_one_is_left_out():
    assert classed('<p style="background:url(x)">') == "<p>"
    assert rules({"style:a}b{c:d", "style:background:url(x)"}) == ""

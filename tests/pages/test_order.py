"""Previous and next follow the order in which the lists of the page above show write-ups."""

import itertools
import re

import pytest

from pages import leads_elsewhere
from sites import build, write


def test_from_one_write_up_the_next_is_the_next_of_the_list(site):
    text = site.text("projects/index.html")
    listed = list(dict.fromkeys(re.findall(r'href="([a-z-]+)\.html#project', text)))
    assert len(listed) > 5
    for before, after in itertools.pairwise(listed):
        assert f'<a rel="next" href="{after}.html">' in site.text(f"projects/{before}.html")
        assert f'<a rel="prev" href="{before}.html">' in site.text(f"projects/{after}.html")


def test_no_tab_of_a_page_says_more_than_a_search_engine_shows(site):
    pages = [page for page in site.html.rglob("*.html") if not leads_elsewhere(page)]
    for page in pages:
        title = re.search("<title>([^<]*)", page.read_text(encoding="utf-8"))[1]
        assert len(title) <= 70 or "–" not in title, (page, title)


@pytest.mark.parametrize(
    ("lists", "told"),
    [
        (":::{cards} project\n:tag: elm\n:::", "docs/index.md:3: WARNING: this listing must match"),
        (":::{cards} project\n:keys: elm\n:::", "docs/index.md:4: WARNING: 'keys' must be keys"),
        (":::{cards} project\n:keys: ash, oak\n:::", ""),
    ],
)
def test_a_list_that_cannot_be_beside_a_pattern_is_told_where_it_stands(tmp_path, lists, told):
    oak = ":::{project} oak\n:kind: research\n:source: lovelace1843notes\n\nAn oak.\n:::\n"
    draft = oak.replace("oak", "ash").replace(":kind:", ":draft:\n:kind:")
    pages = {
        "docs/index.md": f"# Ada\n\n{lists}\n\n```{{toctree}}\n:glob:\nprojects/*\n```\n",
        "docs/projects/oak.md": f"# Oak\n\n{oak}",
        "docs/projects/ash.md": f"# Ash\n\n{draft}\n## Elm\n\nAn elm.\n",
    }
    built = build(write(tmp_path, pages))
    assert [line[: len(told)] for line in built.warnings] == ([told] if told else [])
    assert built.status == (1 if told else 0)  # 2 of a build that breaks off

"""Previous and next follow the order in which the lists of the page above show write-ups."""

import itertools
import re

from pages import leads_elsewhere


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

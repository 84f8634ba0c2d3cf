"""Links into source files name a commit, so that they go on showing what the page tells of."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folio.core.commit_links import Permalink, read_at
from folio.core.options import url
from pages import addresses, pages, parse
from sites import ROOT, build, write

REFERENCES = (ROOT / "docs/references.bib").read_text(encoding="utf-8").replace("\\_", "_")
AT = "ada/engine@7605d38a1d"
segments = st.text(
    st.characters(blacklist_characters="/\\#", blacklist_categories=("C", "Z")), min_size=1
).filter(lambda segment: segment not in (".", ".."))


@pytest.mark.parametrize(
    ("target", "address", "text"),
    [
        ("src/mill.cc", "blob/7605d38a1d/src/mill.cc", "mill.cc"),
        ("mill.cc#L10", "blob/7605d38a1d/mill.cc#L10", "mill.cc, line 10"),
        ("a/mill.cc#L10-L20", "blob/7605d38a1d/a/mill.cc#L10-L20", "mill.cc, lines 10–20"),
        ("mill.cc#L10-L10", "blob/7605d38a1d/mill.cc#L10-L10", "mill.cc, line 10"),
        ("a mill.md#L3", "blob/7605d38a1d/a%20mill.md?plain=1#L3", "a mill.md, line 3"),
        ("src/", "tree/7605d38a1d/src", "src/"),
    ],
)
def test_a_file_lines_of_it_or_a_folder_become_an_address_and_a_text(target, address, text):
    link = Permalink.parse(f"{AT} {target}")
    assert link.url == f"https://github.com/ada/engine/{address}"
    assert link.text == text


@given(st.lists(segments, min_size=1, max_size=4), st.integers(1, 9999), st.integers(0, 99))
def test_every_path_is_read_back_from_its_address(parts, first, more):
    path = "/".join(parts)
    link = Permalink.parse(f"{AT} {path}#L{first}-L{first + more}")
    split = urlsplit(url(link.url))
    assert unquote(split.path) == f"/ada/engine/blob/7605d38a1d/{path}"
    assert split.fragment == f"L{first}-L{first + more}"


@given(st.text(max_size=40))
def test_any_other_text_is_refused_with_what_was_got(text):
    try:
        link = Permalink.parse(text)
    except ValueError as error:
        assert "must" in str(error)
        assert "got" in str(error)
    else:
        assert url(link.url)


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("ada/engine@main mill.cc", "must name a commit by 7 to 40"),
        ("ada/engine@7605d3 mill.cc", "must name a commit by 7 to 40"),
        (f"ada/engine@{'a' * 41} mill.cc", "must name a commit by 7 to 40"),
        ("ada/engine@7605D38A1D mill.cc", "must name a commit by 7 to 40"),
        (f"{AT} ../mill.cc", "without '..'"),
        (f"{AT} /etc/passwd", "from the root of the repository"),
        (f"{AT} src//mill.cc", "from the root of the repository"),
        (f"{AT} src\\mill.cc", "from the root of the repository"),
        (f"{AT} /", "from the root of the repository"),
        (f"{AT} mill.cc#L0", "must have lines from 1"),
        (f"{AT} mill.cc#L20-L10", "the first one first"),
        (f"{AT} src/#L1", "this is a folder"),
        (f"{AT} mill.cc#10", "must be OWNER/REPOSITORY@COMMIT PATH"),
        (f"{AT}", "must be OWNER/REPOSITORY@COMMIT PATH"),
        ("https://github.com/ada/engine/blob/main/mill.cc", "must be OWNER/REPOSITORY@COMMIT PATH"),
    ],
)
def test_what_moves_or_leads_out_or_runs_backwards_is_refused(target, rule):
    with pytest.raises(ValueError, match=re.escape(rule)):
        Permalink.parse(target)


def test_the_commit_at_which_code_was_read_leads_to_all_files_of_it():
    assert read_at(AT) == "https://github.com/ada/engine/tree/7605d38a1d"
    for text in ("ada/engine@working", "ada/engine", "7605d38a1d", f"{AT} mill.cc"):
        with pytest.raises(ValueError, match="must"):
            read_at(text)


def test_a_role_shows_the_lines_or_the_text_that_is_given(tmp_path):
    page = (
        f"# Page\n\n{{source}}`{AT} src/mill.cc#L1-L2` and {{source}}`the mill <{AT} mill.cc>`.\n"
    )
    built = build(write(tmp_path, {"docs/page.md": page}))
    assert built.warnings == ()
    links = parse(built.html / "page.html").select("a.external[href^='https://github.com/ada']")
    assert [(link.get_text(), link["href"].rpartition("/")[2]) for link in links] == [
        ("mill.cc, lines 1–2", "mill.cc#L1-L2"),
        ("the mill", "mill.cc"),
    ]


def test_every_permalink_of_the_site_names_a_commit_that_its_sources_state(site):
    found = {}
    for page in pages(site.html):
        for address in addresses(page):
            if match := re.match(r"https://github\.com/([^/]+/[^/]+)/(blob|tree)/([^/]+)", address):
                found[match[1], match[3]] = match[2]
    commits = {(repo, ref) for repo, ref in found if re.fullmatch(r"[0-9a-f]{7,40}", ref)}
    assert len(commits) >= 9
    for repository, commit in commits:
        assert f"{repository} at commit {commit[:7]}" in REFERENCES


@pytest.mark.parametrize(
    ("key", "commit"),
    [
        ("goal-torus", "Wazrrr/NoC_Project/tree/7605d38a1d"),
        ("nanoflow", "efeslab/Nanoflow/tree/d6b381e"),
        ("dynaflow", "Electronic-Waste/DynaFlow/tree/09764df"),
    ],
)
def test_the_facts_of_a_write_up_say_at_which_commit_the_code_was_read(site, key, commit):
    facts = parse(site.html / f"projects/{key}.html").select_one(".folio-facts")
    link = facts.find("a", href=f"https://github.com/{commit}")
    assert link.get_text() == "Code as read"
    assert f"- [Code as read](https://github.com/{commit})" in site.text(f"projects/{key}.md")


def test_the_twin_of_a_write_up_has_the_permalinks_as_links(site):
    twin = site.text("projects/pim.md")
    at = "https://github.com/scale-snu/attacc_simulator/blob/c600051"
    assert f"[config.py]({at}/src/config.py)" in twin

"""Links that leave the site are asked for gently, by whoever wants to know, and never by CI."""

from __future__ import annotations

import re
import tomllib

from pages import addresses, pages
from sites import ROOT
from views import BASE

LYCHEE = tomllib.loads((ROOT / "tools/lychee.toml").read_text(encoding="utf-8"))


def test_no_check_that_must_pass_waits_for_the_network_of_others():
    workflows = [ROOT / f".github/workflows/{name}.yml" for name in ("tests", "pages")]
    files = [ROOT / ".ci/run", *workflows, ROOT / ".readthedocs.yaml"]
    for file in files:
        commands = re.findall(r"nox[^\n]*-s ([^\n]*)", file.read_text(encoding="utf-8"))
        assert not [line for line in commands if "links" in line.split()], file.name
    assert 'sessions = ["build", "lint", "tests"]' in (ROOT / "noxfile.py").read_text()


def test_a_host_is_asked_once_a_second_and_an_answer_is_remembered():
    assert LYCHEE["host_concurrency"] == 1
    assert LYCHEE["host_request_interval"] == "1s"
    assert LYCHEE["cache"] is True
    assert LYCHEE["max_cache_age"] == "7d"


def test_links_within_the_site_are_left_to_the_tests_and_all_others_are_asked_for(site):
    (own,) = LYCHEE["exclude"]
    assert re.match(own, BASE)
    found = {url for page in pages(site.html) for url in addresses(page) if "://" in url}
    outside = {url for url in found if not re.match(own, url)}
    assert len(outside) > 50
    assert not [url for url in outside if url.startswith(BASE)]
    assert {url.partition(":")[0] for url in outside} <= set(LYCHEE["scheme"])

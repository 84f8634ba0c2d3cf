"""What has moved still leads on: redirect pages, permanent addresses, former names, old anchors."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from sphinx.util.inventory import InventoryFile

from browsers import Log, check_at_every_width, serve
from folio.core.ledger import read_ledger
from pages import addresses, anchors, leads_elsewhere, local_targets, pages, parse
from promises import ENGINE, SITE, change, moved
from sites import UNPROMISED, build, copy_site

# -- redirects ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "warning"),
    [
        (
            {"old.html": "prices.html"},
            "'old.html' must lead to a page or an anchor of the site (got 'prices.html'); "
            "did you mean 'prizes.html' or 'prizes.html#gold'?",
        ),
        (
            {"prizes.html": "index.html"},
            "'prizes.html' must not exist any more, since it is said to have moved to "
            "'index.html' (got a page); remove one",
        ),
        (
            {"old.html": "old.html#x", "old.html#x": "old.html"},
            "'old.html#x' must not lead in a circle (got old.html#x -> old.html -> old.html#x); "
            "remove one of them",
        ),
        (
            {"old.html": "https://evil.example/"},
            "'folio_moved' must hold addresses within the site, such as 'projects/old.html' "
            "(got 'https://evil.example/')",
        ),
    ],
    ids=("nothing there", "over a page", "circle", "off the site"),
)
def test_a_redirect_that_cannot_be_is_refused_where_it_is_said(published, entries, warning):
    before = (published / "build/html/prizes.html").read_bytes()
    change(published, {"conf.py": moved(**entries)})
    built = build(published)
    line = SITE["conf.py"].count("\n") + 1
    assert f"conf.py:{line}: WARNING: {warning} [folio.moved]" in built.warnings
    assert built.status == 1
    assert not (built.html / "old.html").exists()
    assert (built.html / "prizes.html").read_bytes() == before


def test_an_anchor_that_is_in_use_cannot_have_moved(published):
    change(published, {"conf.py": moved(**{"prizes.html#notes": "prizes.html#gold"})})
    (warning,) = build(published).warnings
    assert warning == (
        "docs/prizes.md:11: WARNING: the anchor 'notes' must not be in use, since it is said to "
        "have moved to 'prizes.html#gold'; rename it, or remove the entry from 'folio_moved' "
        "[folio.moved]"
    )


def test_a_former_key_whose_page_exists_is_refused_at_its_record(published):
    taken = ENGINE.replace(":kind:", ":formerly: loom\n:kind:")
    change(published, {"docs/p/engine.md": taken, "docs/p/loom.md": "# A loom\n\nIt weaves.\n"})
    assert build(published).warnings == (
        "docs/p/engine.md:3: WARNING: 'p/loom.html' must not exist any more, since it is said to "
        "have moved to 'p/engine.html' (got a page); remove one [folio.moved]",
    )


def test_a_former_key_that_another_record_has_is_refused(published):
    taken = ENGINE.replace(":kind:", ":formerly: gold\n:kind:")
    change(published, {"docs/p/engine.md": taken})
    assert build(published).warnings[0] == (
        "docs/p/engine.md:3: WARNING: the key 'gold' must be used once (here for a project, at "
        "docs/prizes.md:5 for an award); rename one of them "
        "[folio.duplicate]"
    )


def test_a_redirect_goes_with_its_entry_and_never_takes_a_page_along(published):
    change(published, {"conf.py": moved(**{"old.html": "prizes.html"})})
    assert leads_elsewhere(build(published).html / "old.html")
    change(published, {"conf.py": SITE["conf.py"], "docs/p/old.md": "# Old\n"})
    assert not (build(published).html / "old.html").exists()
    change(published, {"conf.py": moved(**{"p/older.html": "prizes.html"})})
    build(published)
    change(published, {"conf.py": SITE["conf.py"], "docs/p/older.md": "# Older\n"})
    assert "<h1>Older" in build(published).text("p/older.html")


def test_chains_of_redirects_lead_to_their_end_at_once(published):
    entries = {"old.html": "older.html", "older.html": "prizes.html#gold"}
    change(published, {"conf.py": moved(**entries)})
    built = build(published)
    assert built.warnings == ()
    for name in entries:
        assert "prizes.html#gold" in addresses(built.html / name)


def test_a_former_name_can_be_referred_to_inside_the_site(published):
    former = ENGINE.replace(":kind:", ":formerly: old-mill\n:kind:")
    prose = "# Prose\n\n{ref}`project-old-mill`, {project}`old-mill`, {any}`old-mill`.\n"
    change(published, {"docs/p/engine.md": former, "docs/p/prose.md": prose})
    built = build(published)
    assert built.warnings == ()
    links = parse(built.html / "p/prose.html").select("p a.internal")
    assert [(link["href"], link.get_text()) for link in links] == [
        ("engine.html#project-engine", "The engine")
    ] * 3


# -- the real site -----------------------------------------------------------------------------


def test_schedflow_is_the_first_alias(site):
    ledger = read_ledger(site.text("ledger.txt"))
    inventory = InventoryFile.loads((site.html / "objects.inv").read_bytes(), uri="").data
    here = "projects/dynaflow.html"
    title = inventory["std:doc"]["projects/dynaflow"].display_name
    assert ledger.moved["projects/schedflow.html"] == here
    assert ledger.aliases["project-schedflow"] == "project-dynaflow"
    for role, name, uri in (
        ("std:label", "project-schedflow", f"{here}#project-dynaflow"),
        ("folio:project", "schedflow", f"{here}#project-dynaflow"),
        ("std:doc", "projects/schedflow", here),
    ):
        assert inventory[role][name].uri == uri
        assert inventory[role][name].display_name == title
    assert "dynaflow.html" in addresses(site.html / "projects/schedflow.html")
    assert f"../{here}#project-dynaflow" in addresses(site.html / "ref/schedflow.html")
    assert "project-schedflow" in anchors(site.html / here)


def test_every_record_has_a_permanent_address_that_leads_to_its_section(site):
    inventory = InventoryFile.loads((site.html / "objects.inv").read_bytes(), uri="").data
    objects = {
        name: item.uri
        for role in inventory
        for name, item in inventory[role].items()
        if role.startswith("folio:")
    }
    assert len(objects) > 25
    assert {f"{key}.html" for key in objects} == {p.name for p in (site.html / "ref").iterdir()}
    for key, uri in objects.items():
        assert f"../{uri}" in addresses(site.html / f"ref/{key}.html")


def test_a_permanent_address_that_is_shared_looks_like_its_page(site):
    write_up, permanent = (
        parse(site.html / name) for name in ("projects/pim.html", "ref/pim.html")
    )
    tags = [
        {(tag.get("property"), tag["content"]) for tag in page.select('meta[property^="og:"]')}
        for page in (write_up, permanent)
    ]
    assert len(tags[0]) == 9
    assert tags[0] == tags[1]
    award = parse(site.html / "ref/physics-olympiad.html")
    title = award.select_one('meta[property="og:title"]')["content"]
    assert title == award.find("h1").get_text()
    assert not award.select('meta[property^="og:image"]')  # the card of its page has another title


def test_a_page_that_leads_elsewhere_works_without_scripts_and_is_for_no_index(site):
    leading = [page for page in pages(site.html) if leads_elsewhere(page)]
    assert len(leading) > 25
    for page in leading:
        document = parse(page)
        (link,) = document.select("main a")
        to = document.find("script")["data-to"]
        refresh = document.select_one('noscript > meta[http-equiv="refresh"]')["content"]
        canonical = document.find("link", rel="canonical")["href"]
        assert refresh == f"0; url={to}"
        assert link["href"] == to
        assert canonical.startswith("https://wazrrr.github.io/")
        assert canonical.endswith(to.removeprefix("../"))
        assert document.select('meta[name="robots"][content="noindex"]')
        assert not [script for script in document.find_all("script") if not script.get("src")]
        (target,) = [f for written, f, _ in local_targets(site.html, page) if written == to][:1]
        assert target.is_file()


def test_pages_that_lead_elsewhere_are_in_no_list(site):
    leading = [p.relative_to(site.html).as_posix() for p in pages(site.html) if leads_elsewhere(p)]
    for name in ("sitemap.xml", "llms.txt", "feed.xml"):
        text = site.text(name)
        assert [page for page in leading if page.removesuffix(".html") in text] == [], name


# -- in a browser ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """Serve the real site with a page and an anchor that have moved, and one that moved away."""
    folder = copy_site(tmp_path_factory.mktemp("elsewhere") / "site")
    entries = {
        "old/pim.html": "projects/pim.html#limits",
        "old/pim.html#speed": "projects/rchol.html#limits",
        "projects/pim.html#afar": "projects/rchol.html#my-part",
        "projects/pim.html#near": "projects/pim.html#limits",
    }
    conf = folder / "conf.py"
    text = conf.read_text(encoding="utf-8")
    conf.write_text(f"{text}\nfolio_moved |= {entries}\n", encoding="utf-8")
    built = build(folder, *UNPROMISED)
    assert built.warnings == ()
    with serve(built.html) as address:
        yield address


LED = [
    ("projects/schedflow.html", "projects/dynaflow.html"),
    ("ref/cphos.html", "activities.html#activity-cphos"),
    ("old/pim.html", "projects/pim.html#limits"),
]
LED_WITH_SCRIPTS = [
    *LED,
    ("projects/schedflow.html#limits", "projects/dynaflow.html#limits"),
    ("ref/pim.html#my-part", "projects/pim.html#my-part"),
    ("old/pim.html#my-part", "projects/pim.html#my-part"),
    ("old/pim.html#speed", "projects/rchol.html#limits"),
    ("projects/pim.html#afar", "projects/rchol.html#my-part"),
    ("projects/pim.html#%zz", "projects/pim.html#%zz"),
    # What stands after ? comes along, before the anchor.
    ("projects/schedflow.html?by=1&x=#limits", "projects/dynaflow.html?by=1&x=#limits"),
    ("old/pim.html?by=1", "projects/pim.html?by=1#limits"),
    ("projects/pim.html?by=1#afar", "projects/rchol.html?by=1#my-part"),
    # Addresses of the homepage that this site takes the place of.
    ("blog/", "notes.html"),
    ("blog/index.html", "notes.html"),
    ("blog/post.html?p=misc.md", "notes.html?p=misc.md"),
]


@pytest.mark.parametrize(("old", "new"), LED_WITH_SCRIPTS)
def test_a_redirect_leads_on_and_keeps_the_anchor(chromium: Browser, elsewhere, old, new):
    page = chromium.new_page()
    log = Log(elsewhere)
    log.watch(page)
    page.goto(elsewhere + old, wait_until="commit")
    page.wait_for_url(elsewhere + new)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("history.length") == 2  # back does not return to the redirect
    assert log.trouble == []
    page.close()


@pytest.mark.parametrize(("old", "new"), LED)
def test_a_redirect_leads_on_without_scripts(chromium: Browser, elsewhere, old, new):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(elsewhere + old, wait_until="commit")
    page.wait_for_url(elsewhere + new)
    context.close()


def test_an_anchor_that_moved_is_found_without_scripts(chromium: Browser, elsewhere):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{elsewhere}projects/pim.html#near")
    assert page.locator("#limits #near, #near + #limits, #limits#near").count() == 1
    assert page.locator("#limits h2").bounding_box()["y"] < 100
    page.goto(f"{elsewhere}projects/pim.html#afar")
    link = page.locator("#afar a")
    assert link.evaluate("e => e.getBoundingClientRect().top < innerHeight")
    link.click()
    page.wait_for_url(f"{elsewhere}projects/rchol.html#my-part")
    context.close()


def test_a_link_within_the_page_to_an_anchor_that_left_it_leads_on(chromium: Browser, elsewhere):
    page = chromium.new_page()
    page.goto(f"{elsewhere}projects/pim.html", wait_until="networkidle")
    page.evaluate("location.hash = 'afar'")
    page.wait_for_url(f"{elsewhere}projects/rchol.html#my-part")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["old/pim.html", "ref/dynaflow.html", "projects/pim.html"])
def test_a_page_that_leads_elsewhere_is_accessible(chromium: Browser, elsewhere, name, scheme):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(elsewhere + name)
    assert page.locator("main").is_visible()
    check_at_every_width(page)
    context.close()

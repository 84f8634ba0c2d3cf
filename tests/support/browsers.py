"""A real browser and a server on this machine."""

from __future__ import annotations

import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, Request, sync_playwright

from questions import SETTLED, TOO_WIDE
from sites import ROOT

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The same engine without the window that nobody sees: a page is opened for a third of the CPU.
SHELL = "chromium-headless-shell"
# Told nothing of a network, the shell fetches pictures twice as far below the window as others do.
FAST = {"connectionType": "cellular4g", "offline": False, "latency": 1}
FAST |= {"downloadThroughput": 10_000_000, "uploadThroughput": 10_000_000}  # bytes a second
HOW = "no Chromium found: 'apt-get install chromium', or 'playwright install chromium'"


class Silent(http.server.SimpleHTTPRequestHandler):
    """Serves files and writes no log."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port and give its address."""
    handler = partial(Silent, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def launch(*names: str) -> Iterator[Browser]:
    """Start the system's Chromium, or Playwright's own; skip the test if there is neither."""
    system = next(filter(None, map(shutil.which, names or BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=system, args=list(QUIET))
        except Error:
            pytest.skip(HOW)
        yield browser
        browser.close()


@dataclass
class Log:
    """What a page asked for and what the browser had to say."""

    address: str
    trouble: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        """Listen to a page, which is told that the network is fast."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", FAST)
        page.on("console", lambda m: m.type in {"error", "warning"} and self.trouble.append(m.text))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("requestfailed", self.fail)
        page.on("response", lambda response: self.note(response.status, response.url))

    def fail(self, request: Request) -> None:
        """Keep that a file did not come, unless it was broken off because the page was left."""
        if request.failure != "net::ERR_ABORTED":
            self.trouble.append(f"{request.failure} {request.url}")

    def note(self, status: int, url: str) -> None:
        """Keep the name of a file of this site; any other answer is trouble."""
        if status >= 400 or not url.startswith(self.address):
            self.trouble.append(f"{status} {url}")
        self.files.add(url.removeprefix(self.address).partition("?")[0])

    def note_icons(self, page: Page) -> None:
        """Keep the names of the icons of a page, which a browser without a window leaves out."""
        icons = page.eval_on_selector_all("link[rel~=icon]", "all => all.map((one) => one.href)")
        self.files |= {icon.removeprefix(self.address) for icon in icons}

    def sizes(self, html: Path) -> tuple[dict[str, int], dict[str, int]]:
        """Return the bytes of fonts and of everything else, packed as servers pack it."""
        fonts = {n: (html / n).stat().st_size for n in self.files if n.endswith(".woff2")}
        rest = {n: len(gzip.compress((html / n).read_bytes())) for n in self.files - set(fonts)}
        return fonts, rest


WIDTHS = (1440, 768, 390, 320)


PAGES = [
    *sorted(
        str(page.relative_to(ROOT / "docs").with_suffix(".html"))
        for page in (ROOT / "docs").rglob("*.md")
    ),
    "search.html",
]


# Of what is well only one example each is worked out: it halves the time, and nobody reads it.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES = {"runOnly": [*TAGS], "resultTypes": ["violations"]}
# Contrast takes four fifths of the time: at a width it is asked of what is new there, or looks new.
CONTRAST = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
OTHERS = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
FRESH = """() => {
  const seen = (window.seenByTest ??= new WeakMap());
  let found = 0;
  for (const one of document.body.querySelectorAll("*")) {
    const { color, backgroundColor, opacity } = getComputedStyle(one);
    const look = `${color} ${backgroundColor} ${opacity}`;
    const fresh = one.checkVisibility() && seen.get(one) !== look;
    one.toggleAttribute("data-fresh", fresh);
    if (fresh) { seen.set(one, look); found += 1; }
  }
  return found;
}"""


def overflow(page: Page) -> list[str]:
    """Return what makes the page scroll sideways."""
    return page.evaluate(TOO_WIDE)


def check_accessible(
    page: Page,
    context: str | None = None,
    when: object = "",
    rules: Mapping[str, object] | None = None,
) -> None:
    """Fail on what axe finds in a page, or in the part of it that a selector names."""
    if not page.evaluate("'axe' in window"):  # half a megabyte, which need be sent only once
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        """([context, options]) => axe.run(context ?? document, options).then((all) => ({
          violations: all.violations, testEngine: all.testEngine, url: all.url}))""",
        [context, rules or RULES],
    )
    results = AxeResults(found)
    assert results.violations_count == 0, f"{when} {results.generate_report()}"


def check_at_every_width(page: Page, scheme: str = "light") -> None:
    """Fail on what axe finds and on anything that makes the page scroll sideways.

    A scheme changes colours alone, so that in the dark only their contrast is looked at.
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(SETTLED)
        assert overflow(page) == [], (scheme, width)
        when = f"{scheme} {width} px:"
        if page.evaluate(FRESH):
            check_accessible(page, "[data-fresh]", when, CONTRAST)
        if scheme == "light":
            check_accessible(page, when=when, rules=OTHERS)

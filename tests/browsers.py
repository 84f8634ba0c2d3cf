"""A real browser and a server on this machine."""

from __future__ import annotations

import gzip
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
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
def launch() -> Iterator[Browser]:
    """Start the system's Chromium, or Playwright's own; skip the test if there is neither."""
    names = ("chromium", "chromium-browser", "google-chrome")
    system = next(filter(None, map(shutil.which, names)), None)
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
        """Listen to a page."""
        page.on("console", lambda m: m.type in {"error", "warning"} and self.trouble.append(m.text))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("requestfailed", lambda request: self.trouble.append(f"failed: {request.url}"))
        page.on("response", lambda response: self.note(response.status, response.url))

    def note(self, status: int, url: str) -> None:
        """Keep the name of a file of this site; any other answer is trouble."""
        if status >= 400 or not url.startswith(self.address):
            self.trouble.append(f"{status} {url}")
        self.files.add(url.removeprefix(self.address).partition("?")[0])

    def sizes(self, html: Path) -> tuple[dict[str, int], dict[str, int]]:
        """Return the bytes of fonts and of everything else, packed as servers pack it."""
        fonts = {n: (html / n).stat().st_size for n in self.files if n.endswith(".woff2")}
        rest = {n: len(gzip.compress((html / n).read_bytes())) for n in self.files - set(fonts)}
        return fonts, rest

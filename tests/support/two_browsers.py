"""Pages that measure themselves and tell the server, so that any browser can be asked."""

from __future__ import annotations

import http.server
import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser


class Listening(http.server.SimpleHTTPRequestHandler):
    """Serves files, and keeps what a page sends."""

    def do_POST(self) -> None:
        """Keep what is sent."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.put(json.loads(body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def listening(folder: Path) -> Iterator[tuple[str, queue.Queue[Any]]]:
    """Serve a folder; give its address, and what its pages send."""
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Listening, directory=str(folder))
    ) as server:
        server.told = queue.Queue()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", server.told
        server.shutdown()


def asked(
    name: str, chromium: Browser, address: str, told: queue.Queue[Any], profile: Path
) -> dict[str, Any]:
    """Let a browser open a page, and return what the page measured."""
    if name == "chromium":
        page = chromium.new_page()
        page.goto(address)
        found = told.get(timeout=30)
        page.close()
        return found
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip("no Firefox found: 'apt-get install firefox-esr'")
    command = [program, "--headless", "--no-remote", "--profile", str(profile), address]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        return told.get(timeout=60)
    finally:
        running.terminate()
        running.wait(timeout=30)

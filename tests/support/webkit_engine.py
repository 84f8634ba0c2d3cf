"""WebKitGTK, the nearest to Safari that Debian has, by its own driver in a window of our own."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from processes import PATIENCE, running
from web_engines import KEYS, Engine, answer, answering, chromium_engine, firefox_engine


class WebKit:
    """The system's WebKitGTK, the nearest to Safari that Debian has, in a window of our own."""

    name = "webkit"

    def __init__(self, driver: WebKitGTK) -> None:
        self._driver = driver
        driver.set_script_timeout(PATIENCE)

    def open(self, address: str) -> None:
        """Load a page."""
        self._driver.get(address)

    def size(self, width: int, height: int) -> None:
        """Set the size of the window."""
        self._driver.set_window_size(width, height)
        self.ask("() => new Promise((done) => setTimeout(done, 50))")

    def ask(self, function: str, *arguments: object) -> Any:
        """Return what a function returns."""
        code = f"({answering(function)})(arguments[0]).then(arguments[1])"
        return answer(self._driver.execute_async_script(code, json.dumps(arguments)))

    def press(self, key: str) -> None:
        """Press a key."""
        ActionChains(self._driver).send_keys(KEYS.get(key, key)).perform()

    def trouble(self) -> list[str]:
        """Return what was complained of since."""
        return self.ask("() => window.complaints.splice(0)")


WEBKIT = "webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi xvfb"


@contextmanager
def webkit_engine(folder: Path) -> Iterator[Engine]:
    """Start WebKit in a window on a display of its own."""
    driver, display = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    python = Path("/usr/bin/python3")  # the one for which Debian has GTK
    gtk = "import gi; gi.require_version('WebKit2', '4.1')"
    if not (
        driver and display and subprocess.run([python, "-c", gtk], check=False).returncode == 0
    ):
        pytest.skip(f"no WebKit found: 'apt-get install {WEBKIT}'")
    window = folder / "window"
    script = Path(__file__).with_name("webkit_window.py")
    window.write_text(f"#!/bin/sh\nexec {python} {shlex.quote(str(script))}\n")
    window.chmod(0o700)
    with on_a_display(display) as number:
        options, environment = Options(), {**os.environ, "DISPLAY": number, **LIGHT}
        options.binary_location = str(window)
        environment |= {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        service = Service(driver, env=environment)
        with answering_within(2 * PATIENCE):
            driven = WebKitGTK(options=options, service=service)
        try:
            yield WebKit(driven)
        finally:
            driven.quit()


@contextmanager
def answering_within(seconds: float) -> Iterator[None]:
    """Let a driver that is made here give up on an answer: else it would wait for ever."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(seconds)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


#: Drawing without a graphics card; a sandbox cannot be had within a container.
LIGHT = {
    "GTK_THEME": "Adwaita",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
}


@contextmanager
def on_a_display(server: str) -> Iterator[str]:
    """Start a display in memory, and give its name."""
    reading, writing = os.pipe()
    command = (server, "-displayfd", str(writing), "-screen", "0", "1700x1400x24")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with running(command, pass_fds=[writing], **quiet), os.fdopen(reading) as told:
        os.close(writing)
        yield f":{told.readline().strip()}"


def started(name: str, chromium: Browser, folder: Path) -> AbstractContextManager[Engine]:
    """Start an engine by its name, with what it keeps in a folder; Chromium runs already."""
    if name == "chromium":
        return chromium_engine(chromium)
    return {"firefox": firefox_engine, "webkit": webkit_engine}[name](folder)

"""Chromium, Firefox and WebKit behind one interface, each by what its system's build answers to.

Chromium is driven by Playwright, Firefox by WebDriver BiDi, WebKit by its own driver.
One that this machine lacks skips its tests with a line on how to get it.
A test asks the same question, in JavaScript, of each. Playwright cannot drive the system's Firefox
or WebKit; its own builds of them are not what readers have, and are not in Debian.
"""

from __future__ import annotations

import itertools
import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
import websocket
from playwright.sync_api import Browser

from processes import PATIENCE, running

ENGINES = ("chromium", "firefox", "webkit")

#: Keys by their names in Playwright, as WebDriver has them.
KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "ArrowRight": "\ue014"}
#: A function that answers in JSON, with what was found or what was thrown.
ANSWER = """async (all) => {
  try {
    return JSON.stringify({ found: (await (FUNCTION)(...JSON.parse(all))) ?? null });
  } catch (error) {
    return JSON.stringify({ error: String(error) });
  }
}"""


def answering(function: str) -> str:
    """Return a function that answers in JSON."""
    return ANSWER.replace("FUNCTION", function)


def answer(text: str) -> Any:
    """Return what a function found; raise what it threw."""
    told = json.loads(text)
    if "error" in told:
        raise RuntimeError(told["error"])
    return told["found"]


class Engine(Protocol):
    """A browser with one page."""

    name: str

    def open(self, address: str) -> None:
        """Load a page, and wait until it is there."""

    def size(self, width: int, height: int) -> None:
        """Make the window so large, in CSS pixels."""

    def ask(self, function: str, *arguments: object) -> Any:
        """Return what a JavaScript function, which may be async, returns for these arguments."""

    def press(self, key: str) -> None:
        """Press a key: one of ``KEYS``, or a letter."""

    def trouble(self) -> list[str]:
        """Return what the engine has complained of since the last call."""


class Chromium:
    """The system's Chromium."""

    name = "chromium"

    def __init__(self, browser: Browser) -> None:
        self._page = browser.new_page()
        self._trouble: list[str] = []
        self._page.on(
            "console", lambda m: m.type in {"error", "warning"} and self._trouble.append(m.text)
        )
        self._page.on("pageerror", lambda error: self._trouble.append(str(error)))

    def open(self, address: str) -> None:
        """Load a page."""
        self._page.goto(address, wait_until="load")

    def size(self, width: int, height: int) -> None:
        """Set the size of the window."""
        self._page.set_viewport_size({"width": width, "height": height})

    def ask(self, function: str, *arguments: object) -> Any:
        """Return what a function returns."""
        return self._page.evaluate(f"(all) => ({function})(...all)", list(arguments))

    def press(self, key: str) -> None:
        """Press a key."""
        self._page.keyboard.press(key)

    def trouble(self) -> list[str]:
        """Return what was complained of since."""
        found, self._trouble[:] = self._trouble[:], []
        return found

    def picture(self) -> bytes:
        """Return the whole page as PNG."""
        return self._page.screenshot(full_page=True)

    def close(self) -> None:
        """Close the page."""
        self._page.close()


class Firefox:
    """The system's Firefox, spoken to over a web socket."""

    name = "firefox"

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(
            f"{address}/session", suppress_origin=True, timeout=PATIENCE
        )
        self._numbers = itertools.count(1)
        self._trouble: list[str] = []
        self._say("session.new", capabilities={})
        # A window of its own: in the first tab a page never has the focus.
        self._context = self._say("browsingContext.create", type="window")["context"]
        self._say("browsingContext.activate", context=self._context)
        self._say("session.subscribe", events=["log.entryAdded", "network.fetchError"])

    def _say(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (told := json.loads(self._socket.recv())).get("id") != number:
            self._hear(told)
        if told["type"] == "error":
            raise RuntimeError(f"Firefox refuses {method}: {told['message']}")
        return told["result"]

    def _hear(self, event: dict[str, Any]) -> None:
        told = event.get("params", {})
        if event.get("method") == "network.fetchError":
            if told["errorText"] == "NS_BINDING_ABORTED":
                return  # broken off, because the page was left
            self._trouble.append(f"{told['errorText']} {told['request']['url']}")
        elif event.get("method") == "log.entryAdded" and told["level"] in {"error", "warn"}:
            self._trouble.append(told["text"])

    def open(self, address: str) -> None:
        """Load a page."""
        self._say("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def size(self, width: int, height: int) -> None:
        """Set the size of the window."""
        viewport = {"width": width, "height": height}
        self._say("browsingContext.setViewport", context=self._context, viewport=viewport)

    def ask(self, function: str, *arguments: object) -> Any:
        """Return what a function returns."""
        told = self._say(
            "script.callFunction",
            functionDeclaration=answering(function),
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        return answer(told["result"]["value"])

    def press(self, key: str) -> None:
        """Press a key."""
        value = KEYS.get(key, key)
        actions = [{"type": way, "value": value} for way in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self._say("input.performActions", context=self._context, actions=[keyboard])

    def trouble(self) -> list[str]:
        """Return what was complained of since."""
        self.ask("() => 0")  # what was said before its answer has been heard with it
        found, self._trouble[:] = self._trouble[:], []
        return found

    def close(self) -> None:
        """Say no more."""
        self._socket.close()

    def printed(self) -> str:
        """Return the page as a PDF on A4, in base 64."""
        page = {"width": 21.0, "height": 29.7}
        return self._say("browsingContext.print", context=self._context, page=page)["data"]


@contextmanager
def chromium_engine(browser: Browser) -> Iterator[Engine]:
    """Give a page of the Chromium that runs."""
    engine = Chromium(browser)
    yield engine
    engine.close()


@contextmanager
def firefox_engine(folder: Path) -> Iterator[Engine]:
    """Start Firefox with a profile of its own in a folder."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        pytest.skip("no Firefox found: 'apt-get install firefox-esr'")
    (folder / "user.js").write_text('user_pref("ui.useOverlayScrollbars", 1);\n')
    options = ("--headless", "--no-remote", "--profile", str(folder))
    command = (program, *options, "--remote-debugging-port", "0", "about:blank")
    said = folder / "said"  # a pipe would stop it where nobody reads
    with said.open("w") as log, running(command, stdout=log, stderr=log):
        address = _when(lambda: re.search(r"BiDi listening on (\S+)", said.read_text()))[1]
        engine = Firefox(address)
        yield engine
        engine.close()


def _when(answer: Callable[[], re.Match[str] | None]) -> re.Match[str]:
    """Return an answer as soon as there is one."""
    for _ in range(PATIENCE * 20):
        if found := answer():
            return found
        time.sleep(0.05)
    raise TimeoutError(f"Firefox must say where it listens within {PATIENCE} s (it said nothing)")

"""An inventory or a ledger, read from a file or fetched: bounded in time, size and redirects.

What was fetched is kept in the user's cache folder and only asked for again if it has changed;
without a network the copy serves.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from folio.core.errors import Unreadable
from folio.core.whole_files import write_whole

LARGEST = 32 * 2**20  #: bytes of a body
_FILE = "give a file to work without a network: --inventory objects.inv --ledger ledger.txt"
_AGENT = "folio-check (links to an academic portfolio)"


class Missing(Unreadable):
    """There is nothing at this address."""


def is_url(place: str) -> bool:
    """Tell whether a place is on the network rather than a file."""
    return place.lower().startswith(("http://", "https://"))


def read(place: str, *, timeout: float, note: Callable[[str], None]) -> bytes:
    """Return what a file or an address holds; raise :class:`Unreadable` if that cannot be."""
    if is_url(place):
        return _fetched(place, timeout, note)
    try:
        with Path(place).open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Missing(f"{place} must be a file or an address (there is no such file)") from None
    except OSError as error:
        raise Unreadable(f"{place} cannot be read ({error.strerror})") from None
    return _bounded(content, place)


def _bounded(content: bytes, place: str) -> bytes:
    _bound(len(content), place)
    return content


def _bound(size: int, place: str) -> None:
    if size > LARGEST:
        most = f"at most {LARGEST // 2**20} MB"
        raise Unreadable(f"{place} must be {most} (got more); is the address right?")


# -- the network -------------------------------------------------------------------------


class _OnlyTheWeb(urllib.request.HTTPRedirectHandler):
    """Follows redirects on the web, ten at most; Python's own would also follow to FTP."""

    max_redirections = 10
    max_repeats = 2

    def redirect_request(self, request: Any, *rest: Any) -> Any:
        """Return the next request, unless it would leave the web."""
        if not is_url(rest[-1]):
            raise Unreadable(f"{request.full_url} must lead to the web (got {rest[-1]!r})")
        return super().redirect_request(request, *rest)


def _opener() -> urllib.request.OpenerDirector:
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
        _OnlyTheWeb,
    ):
        opener.add_handler(handler())
    return opener


def _fetched(url: str, timeout: float, note: Callable[[str], None]) -> bytes:
    copy = _Copy(url)
    request = _request(url, copy.validators())
    try:
        with _opener().open(request, timeout=timeout) as response:
            content = _body(response, url, timeout)
            copy.keep(content, response.headers)
            return content
    except HTTPError as error:
        if error.code == 304 and (kept := copy.content()) is not None:
            return kept
        return _refused(error, url)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        if (kept := copy.content()) is not None:
            note(f"{url} cannot be reached ({_reason(error, timeout)}): its last copy is used")
            return kept
        reason = _reason(error, timeout)
        raise Unreadable(f"{url} cannot be reached ({reason}); {_FILE}") from None


def _request(url: str, validators: dict[str, str]) -> urllib.request.Request:
    try:
        return urllib.request.Request(url, headers={"User-Agent": _AGENT, **validators})
    except ValueError as error:
        raise Unreadable(f"{url} must be an address ({error})") from None


def _body(response: Any, url: str, timeout: float) -> bytes:
    """Read a body in pieces, so that neither its size nor its slowness is without bound."""
    deadline = time.monotonic() + timeout
    content = bytearray()
    while piece := response.read1(2**16):
        content += piece
        _bound(len(content), url)
        if time.monotonic() > deadline:
            raise TimeoutError
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and len(content) < int(length):
        got = f"got {len(content)} of {length} bytes"
        raise Unreadable(f"{url} must be whole ({got}); try again, or {_FILE}")
    return bytes(content)


def _refused(error: HTTPError, url: str) -> NoReturn:
    if error.code in {404, 410}:
        raise Missing(f"{url} does not exist (status {error.code}); is the base URL right?")
    if 300 <= error.code < 400:
        what = f"it redirects in a circle, more than ten times or off the web: {error.reason}"
        raise Unreadable(f"{url} must lead to a file ({what}); is the base URL right?")
    raise Unreadable(f"{url} cannot be fetched (status {error.code}); {_FILE}")


def _reason(error: BaseException, timeout: float) -> str:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return f"no answer within {timeout:g} seconds"
    return str(getattr(cause, "strerror", None) or cause or type(cause).__name__)


# -- the cache ---------------------------------------------------------------------------


class _Copy:
    """The last copy of an address in the user's cache folder, if that folder can be used."""

    def __init__(self, url: str) -> None:
        home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
        name = f"{urlsplit(url).netloc}-{hashlib.sha256(url.encode()).hexdigest()[:16]}"
        self._file = Path(home, "folio", name.replace(":", "-"))
        self._facts = self._file.with_name(f"{name.replace(':', '-')}.json")

    def content(self) -> bytes | None:
        """Return the copy, if it is there and is what was kept."""
        try:
            content = self._file.read_bytes()
            facts = json.loads(self._facts.read_text(encoding="utf-8"))
            whole = facts["sha256"] == hashlib.sha256(content).hexdigest()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return content if whole else None

    def validators(self) -> dict[str, str]:
        """Return the headers that ask for an answer only if the copy is out of date."""
        if self.content() is None:
            return {}
        facts = json.loads(self._facts.read_text(encoding="utf-8"))
        names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        return {header: str(facts[name]) for name, header in names.items() if facts.get(name)}

    def keep(self, content: bytes, headers: Any) -> None:
        """Keep a copy, or none where the folder cannot be written."""
        facts = {name: headers.get(name) for name in ("etag", "last-modified")}
        facts["sha256"] = hashlib.sha256(content).hexdigest()
        try:
            write_whole(self._file, content)
            write_whole(self._facts, json.dumps(facts))
        except OSError:
            pass

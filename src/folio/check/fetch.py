"""An inventory or a ledger, read from a file or fetched: bounded in time and size.

requests follows redirects, unpacks and asks proxies as other programs do. What it has no notion of
is here: a deadline for the whole exchange, and a copy of what was good in the user's cache folder,
which is only asked for again if it has changed, and serves while the site cannot.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import requests
from requests.exceptions import InvalidSchema, RequestException, TooManyRedirects

from folio.core.errors import Unreadable
from folio.core.whole_files import write_whole

LARGEST = 32 * 2**20  #: bytes of a body
_FILE = "give a file to work without a network: --inventory objects.inv --ledger ledger.txt"
_AGENT = "folio-check (links to an academic portfolio)"
_GONE = {404, 410}
Value = TypeVar("Value")


class Missing(Unreadable):
    """There is nothing at this address."""


class _Unavailable(Exception):
    """There is no answer, or none that one can use, at the moment."""


def is_url(place: str) -> bool:
    """Tell whether a place is on the network rather than a file."""
    return place.lower().startswith(("http://", "https://"))


def read(
    place: str,
    parse: Callable[[bytes, str], Value],
    *,
    timeout: float,
    note: Callable[[str], None],
) -> Value:
    """Return what ``parse`` makes of a file or an address.

    Raise :class:`Unreadable` if that cannot be read, or if ``parse`` raises it and there is no copy
    of what was good before. ``timeout`` is in seconds, for all that a server does.
    """
    if is_url(place):
        return _fetched(place, parse, timeout, note)
    try:
        with Path(place).open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Missing(f"{place} must be a file or an address (there is no such file)") from None
    except OSError as error:
        raise Unreadable(f"{place} cannot be read ({error.strerror})") from None
    if len(content) > LARGEST:
        raise Unreadable(_too_large(place))
    return parse(content, place)


def _too_large(place: str) -> str:
    most = f"at most {LARGEST // 2**20} MB"
    return f"{place} must be {most} (got more); is the address right?"


def _fetched(
    url: str,
    parse: Callable[[bytes, str], Value],
    timeout: float,
    note: Callable[[str], None],
) -> Value:
    copy = _Copy(url)
    kept = copy.content()
    try:
        answer = _in_time(url, copy.validators() if kept is not None else {}, timeout)
        if answer.status == 304 and kept is not None:
            return parse(kept, url)
        value = parse(answer.content, url)
    except Missing:
        raise
    except (_Unavailable, Unreadable) as error:
        if kept is None:
            if isinstance(error, Unreadable):
                raise
            raise Unreadable(f"{url} {error}; {_FILE}") from None
        why = str(error).removeprefix(url).lstrip(": ")
        note(f"{url} {why}: its last copy is used")
        return parse(kept, url)
    copy.keep(answer.content, answer.headers)
    return value


# -- the network -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Answer:
    status: int
    content: bytes
    headers: Mapping[str, str]


def _in_time(url: str, validators: dict[str, str], timeout: float) -> _Answer:
    """Return the answer of a server; whatever it does, for no longer than that.

    Sockets have a time limit for each piece, and none for the whole: a server that sends one header
    a second never meets it. So another thread waits, and is left behind if it takes too long.
    """
    outcome: list[_Answer | Exception] = []

    def ask() -> None:
        try:
            outcome.append(_asked(url, validators, timeout))
        except Exception as error:  # handed to the thread that waits
            outcome.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(timeout)
    if not outcome:
        raise _Unavailable(f"cannot be reached (no answer within {timeout:g} seconds)")
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return outcome[0]


def _session() -> requests.Session:
    session = requests.Session()
    session.max_redirects = 10
    session.headers["User-Agent"] = _AGENT
    return session


def _asked(url: str, validators: dict[str, str], timeout: float) -> _Answer:
    try:
        with (
            _session() as session,
            session.get(url, headers=validators, timeout=timeout, stream=True) as response,
        ):
            _refuse(response, url)
            content = bytearray()
            for piece in response.iter_content(2**16):
                content += piece
                if len(content) > LARGEST:
                    raise Unreadable(_too_large(url))
            return _Answer(response.status_code, bytes(content), response.headers)
    except TooManyRedirects:
        what = "it redirects in a circle or more than ten times"
        raise Unreadable(f"{url} must lead to a file ({what}); is the base URL right?") from None
    except InvalidSchema as error:
        raise Unreadable(f"{url} must lead to the web ({error}); is the base URL right?") from None
    except requests.exceptions.ChunkedEncodingError:
        raise _Unavailable("must be whole (the connection ended early); try again") from None
    except requests.exceptions.Timeout:
        raise _Unavailable(f"cannot be reached (no answer within {timeout:g} seconds)") from None
    except (RequestException, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise _Unavailable(f"cannot be reached ({_reason(error)})") from None


def _refuse(response: requests.Response, url: str) -> None:
    status = response.status_code
    if status in _GONE:
        raise Missing(f"{url} does not exist (status {status}); is the base URL right?")
    if status not in {200, 203, 304}:
        raise _Unavailable(f"cannot be fetched (status {status})")


def _reason(error: BaseException) -> str:
    """Return what the system says of a failed connection, which libraries wrap several times."""
    cause: BaseException | None = error
    while cause is not None:
        if (
            isinstance(cause, OSError)
            and cause.strerror
            and not isinstance(cause, RequestException)
        ):
            return str(cause.strerror)
        reason = getattr(cause, "reason", None)
        inner = next((one for one in cause.args if isinstance(one, BaseException)), None)
        cause = (
            reason
            if isinstance(reason, BaseException)
            else inner or cause.__cause__ or cause.__context__
        )
    return str(error)[:200] or type(error).__name__


# -- the cache ---------------------------------------------------------------------------


class _Copy:
    """The last good copy of an address in the user's cache folder, if that folder can be used."""

    def __init__(self, url: str) -> None:
        name = f"{urlsplit(url).netloc}-{hashlib.sha256(url.encode()).hexdigest()[:16]}"
        name = name.rpartition("@")[2].replace(":", "-")
        home = _cache_folder()
        self._file = home / "folio" / name if home else None

    @property
    def _facts_file(self) -> Path | None:
        return self._file.with_name(f"{self._file.name}.json") if self._file else None

    def _facts(self) -> dict[str, str]:
        try:
            facts = (
                json.loads(self._facts_file.read_text(encoding="utf-8")) if self._facts_file else {}
            )
        except (OSError, ValueError):
            return {}
        return facts if isinstance(facts, dict) else {}

    def content(self) -> bytes | None:
        """Return the copy, if it is there and is what was kept."""
        try:
            content = self._file.read_bytes() if self._file else b""
        except OSError:
            return None
        whole = self._facts().get("sha256") == hashlib.sha256(content).hexdigest()
        return content if whole else None

    def validators(self) -> dict[str, str]:
        """Return the headers that ask for an answer only if the copy is out of date."""
        facts = self._facts()
        names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        return {header: str(facts[name]) for name, header in names.items() if facts.get(name)}

    def keep(self, content: bytes, headers: Mapping[str, str]) -> None:
        """Keep a copy, or none where the folder cannot be written."""
        facts = {name: headers.get(name) for name in ("etag", "last-modified")}
        facts["sha256"] = hashlib.sha256(content).hexdigest()
        if self._file is None or self._facts_file is None:
            return
        try:
            write_whole(self._file, content)
            write_whole(self._facts_file, json.dumps(facts))
        except OSError:
            pass


def _cache_folder() -> Path | None:
    """Return the folder for what programs keep; None for somebody without a home."""
    said = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return Path(said) if said else Path("~/.cache").expanduser()
    except RuntimeError:
        return None

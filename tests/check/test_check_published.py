"""Whatever is wrong with what a portfolio publishes: ``folio check`` says so, and goes on."""

from __future__ import annotations

import http.server
import threading
import time
import zlib
from collections import Counter
from contextlib import suppress
from typing import ClassVar

import pytest

from folio.check import fetch
from folio.core import inventory as inventory_module
from folio.core.errors import Unreadable
from folio.core.inventory import read_inventory
from kit import ENTRIES, HEAD, LEDGER, folio, inventory

PAGE = b"<!doctype html>\n<title>404: not found</title>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "must be a Sphinx inventory (got nothing)"),
        (PAGE, "must be a Sphinx inventory (got an HTML page)"),
        (b"\x89PNG\r\n", "got a file that starts with b'\\x89PNG\\r\\n'"),
        (b"# Sphinx inventory version 1\nx\ny\nz\n", "must be an inventory of version 2"),
        (b"# Sphinx inventory version 2\n# Project: A", "with four lines in front"),
        (inventory()[:-20], "must be whole (got a truncated file)"),
        (HEAD, "must be whole (got a truncated file)"),
        (HEAD + b"no zlib", "must be whole (got damaged data"),
        (inventory()[:200] + b"\0\0\0" + inventory()[203:], "must be whole (got damaged data"),
        (HEAD + zlib.compress(b"\xff\xfe a:b 1 c d\n"), "must be UTF-8"),
        (inventory("nothing to see\n"), "must name an object or more (got none)"),
    ],
)
def test_what_is_no_inventory_is_refused_with_the_reason(
    content, said, course, tmp_path, site_files, capsys
):
    (tmp_path / "bad.inv").write_bytes(content)
    assert folio("check", course, "--inventory", tmp_path / "bad.inv", *site_files[2:]) == 2
    message = capsys.readouterr().err
    assert f"folio check: {tmp_path}/bad.inv must" in message
    assert said in message


def test_an_inventory_that_unpacks_to_gigabytes_is_refused_without_being_unpacked(monkeypatch):
    monkeypatch.setattr(inventory_module, "LARGEST", 10_000)
    bomb = HEAD + zlib.compress(b"a:b " * 2_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(Unreadable, match="must hold at most"):
        read_inventory(bomb, "objects.inv")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PAGE, "must be a ledger (got an HTML page)"),
        (b"\xff\xfe", "must be UTF-8 text"),
        (b"", "line 1 must be 'folio-ledger\\t1'"),
        (b"folio-ledger\t2\n", "line 1 must be"),
        (b"folio-ledger\t1\npages\ta.html\n", "line 2 must start with one of"),
    ],
)
def test_what_is_no_ledger_is_refused_with_the_reason(content, said, course, tmp_path, capsys):
    (tmp_path / "bad.txt").write_bytes(content)
    assert folio("check", course, "--ledger", tmp_path / "bad.txt") == 2
    assert said in capsys.readouterr().err


class Site(http.server.BaseHTTPRequestHandler):
    """Answers as its path says, and counts what it was asked."""

    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        """Answer."""
        self.asked[self.path] += 1
        getattr(self, self.path.strip("/").split("/")[0])()

    def send(self, status: int, content: bytes = b"", **headers: str) -> None:
        """Send an answer."""
        self.send_response(status)
        for name, value in {"Content_Length": str(len(content)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def good(self) -> None:
        """Serve the site, and only once if asked with the tag of the answer."""
        if self.headers["If-None-Match"] == '"1"':
            self.asked["not modified"] += 1
            return self.send(304)
        content = inventory() if self.path.endswith(".inv") else LEDGER.encode()
        return self.send(200, content, ETag='"1"')

    def old(self) -> None:
        """Serve an inventory and no ledger."""
        if self.path.endswith(".inv"):
            return self.send(200, inventory())
        return self.send(404, PAGE)

    def loop(self) -> None:
        """Lead back here."""
        self.send(302, Location="/loop/again" if self.path.endswith(".inv") else "/loop/x.inv")

    def away(self) -> None:
        """Lead off the web."""
        self.send(302, Location="file:///etc/passwd")

    def ftp(self) -> None:
        """Lead to an older net."""
        self.send(302, Location="ftp://127.0.0.1/objects.inv")

    def page(self) -> None:
        """Serve a page for everything, as some hosts do."""
        self.send(200, PAGE)

    def broken(self) -> None:
        """Fail."""
        self.send(500, PAGE)

    def short(self) -> None:
        """Serve less than was promised."""
        self.send(200, inventory()[:100], Content_Length="5000")

    def huge(self) -> None:
        """Serve without end."""
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b"x" * 65536)

    def never(self) -> None:
        """Say nothing."""
        time.sleep(5)

    def drip(self) -> None:
        """Say a little now and then."""
        self.send_response(200)
        self.end_headers()
        with suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)

    def slow(self) -> None:
        """Send one header now and then, each of them in time."""
        with suppress(OSError):
            for number in range(100):
                line = "HTTP/1.1 200 OK" if number == 0 else f"X-{number}: 1"
                self.wfile.write(f"{line}\r\n".encode())
                self.wfile.flush()
                time.sleep(0.05)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    Site.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("loop", "must lead to a file (it redirects in a circle"),
        (
            "away",
            "must lead to the web (No connection adapters were found for 'file:///etc/passwd')",
        ),
        ("ftp", "must lead to the web (No connection adapters were found for 'ftp://127.0.0.1/obj"),
        ("page", "must be a Sphinx inventory (got an HTML page)"),
        ("broken", "cannot be fetched (status 500); give a file to work without a network"),
        ("short", "must be whole (the connection ended early)"),
        ("never", "cannot be reached (no answer within 0.3 seconds)"),
        ("drip", "cannot be reached (no answer within 0.3 seconds)"),
        ("slow", "cannot be reached (no answer within 0.3 seconds)"),
        ("huge", "must be at most"),
    ],
)
def test_a_server_that_misbehaves_is_told_of_and_given_up(
    kind, said, course, server, capsys, monkeypatch
):
    monkeypatch.setattr(fetch, "LARGEST", 1_000_000)
    url = f"{server}/{kind}/objects.inv"
    options = ["--inventory", url, "--base-url", "https://ada.example/"]
    timeout = 0.3 if kind in {"never", "drip", "slow"} else 10
    assert folio("check", course, *options, "--timeout", timeout) == 2
    message = capsys.readouterr().err
    assert message.startswith("folio check: http://127.0.0.1:")
    assert said in message


def test_a_server_that_is_not_there_is_told_of_with_the_way_to_work_without(course, server, capsys):
    assert folio("check", course, "--base-url", "http://127.0.0.1:9/") == 2
    message = capsys.readouterr().err
    assert "http://127.0.0.1:9/ledger.txt cannot be reached (Connection refused)" in message
    assert "give a file to work without a network: --inventory objects.inv" in message


def test_by_default_inventory_and_ledger_are_those_of_the_site_and_asked_for_anew_only_if_changed(
    course, server, capsys
):
    (course / "z.md").write_text(f"<{server}/good/cv.pdf> <{server}/good/cw.pdf>")
    for _ in range(2):
        assert folio("check", course, "--base-url", f"{server}/good") == 1
        assert capsys.readouterr().out.count("cw.pdf") == 2
    assert Site.asked == {"/good/objects.inv": 2, "/good/ledger.txt": 2, "not modified": 2}


def no_network():
    raise OSError("no network")


def test_without_a_network_the_last_copy_serves_and_a_damaged_copy_does_not(
    course, server, tmp_path, capsys, monkeypatch
):
    options = ("--base-url", f"{server}/good/")
    assert folio("check", course, *options) == 0
    monkeypatch.setattr(fetch, "_session", no_network)
    assert folio("check", course, *options) == 0
    assert "cannot be reached (no network): its last copy is used" in capsys.readouterr().err
    for kept in (tmp_path / "cache/folio").glob("*[!n]"):
        kept.write_bytes(kept.read_bytes() + b"\n")
    assert folio("check", course, *options) == 2


def test_a_site_without_a_ledger_is_checked_by_its_inventory(course, server, capsys):
    (course / "z.md").write_text(f"<{server}/old/honours.html#x> <{server}/old/honour.html>")
    assert folio("check", course, "--base-url", f"{server}/old/") == 1
    said = capsys.readouterr()
    assert "ledger.txt does not exist: not every anchor can be checked" in said.err
    assert "unsure: " in said.out
    assert "dead: " in said.out


def test_an_inventory_reads_as_sphinx_reads_it(site):
    from sphinx.util.inventory import InventoryFile

    odd = ENTRIES + (
        "two words std:term -1 a.html#term-$ -\nno type 1 a.html x\nnot:enough 1\n\n"
        "x:y z:w -1 a.html Title: with 1 b:c 2 numbers\n a:b 1 c d\n"
        "3 a:b 1 c.html#$ x\nname 5 a:b 7 loc  spaced title\n"
    )
    for content in ((site.html / "objects.inv").read_bytes(), inventory(odd)):
        theirs = InventoryFile.loads(content, uri="").data
        expected = {
            (role, name): (item.uri, item.display_name if item.display_name != "-" else name)
            for role, names in theirs.items()
            for name, item in names.items()
        }
        ours = {
            (entry.role, entry.name): (entry.address, entry.title)
            for entry in read_inventory(content, "it").entries
        }
        assert ours == expected


def test_a_ledger_of_another_address_than_the_one_that_is_given_is_named(
    tmp_path, site_files, capsys
):
    (tmp_path / "a.md").write_text("<https://ada.example/cw.pdf>")
    assert folio("check", tmp_path, *site_files, "--base-url", "https://bo.example") == 0
    said = "ledger.txt is of https://ada.example/; links to https://bo.example/ are checked"
    assert said in capsys.readouterr().err

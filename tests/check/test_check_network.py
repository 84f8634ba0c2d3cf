"""Whatever the site or the network does, what was good before serves, and is not lost."""

from __future__ import annotations

import gzip
import http.server
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from folio.core import inventory as inventory_module
from kit import LEDGER, folio, inventory
from sites import ROOT

LOGIN = b"<!doctype html>\n<title>Log in to the campus network</title>"


class Server(http.server.BaseHTTPRequestHandler):
    """Answers as ``mode`` says, and keeps what it was asked through it as a proxy."""

    mode = "good"
    proxied: list[str] = []  # noqa: RUF012 - emptied by each test

    def do_GET(self) -> None:
        """Answer."""
        content = inventory() if self.path.endswith(".inv") else LEDGER.encode()
        if self.path.startswith("http://"):
            self.proxied.append(self.path)
        status, headers = 200, {}
        if self.mode.isdigit():
            status, content = int(self.mode), LOGIN
        elif self.mode == "login":
            content = LOGIN
        elif self.mode == "empty":
            content = b""
        elif self.mode == "half":
            content = content[: len(content) // 2 + 3]
        elif self.mode == "newer":
            content = content.replace(b"folio-ledger\t1", b"folio-ledger\t9")
        elif self.mode == "gzip":
            content, headers = gzip.compress(content), {"Content-Encoding": "gzip"}
        elif self.mode == "moved" and "/new/" not in self.path:
            status, headers = 301, {"Location": f"/new{self.path}"}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.mode != "half":  # without a length a half answer looks whole
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Serve the site, and return the folder to check and the options."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(Server, "mode", "good")
    Server.proxied.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/"
        (tmp_path / "course").mkdir()
        (tmp_path / "course/a.md").write_text(f"<{base}cv.pdf> <{base}cw.pdf>")
        yield tmp_path / "course", "--base-url", base
        server.shutdown()


@pytest.mark.parametrize(
    "mode",
    ["500", "502", "503", "504", "429", "403", "407", "511", "login", "empty", "half", "newer"],
)
def test_what_fails_for_a_moment_leaves_the_good_copy_which_serves(mode, site, monkeypatch, capsys):
    assert folio("check", *site) == 1
    for trouble in (mode, mode, "gone"):
        monkeypatch.setattr(Server, "mode", trouble)
        if trouble == "gone":
            monkeypatch.setattr("folio.check.fetch._session", no_network)
        capsys.readouterr()
        assert folio("check", *site) == 1
        said = capsys.readouterr()
        assert said.err.count("its last copy is used") == 1 + (mode != "newer" or trouble == "gone")
        assert "cw.pdf" in said.out


def no_network():
    raise OSError("no network")


@pytest.mark.parametrize("mode", ["503", "login", "half", "newer"])
def test_without_a_copy_the_same_is_an_error(mode, site, monkeypatch, capsys):
    monkeypatch.setattr(Server, "mode", mode)
    assert folio("check", *site) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("status", ["404", "410"])
def test_an_address_that_is_wrong_is_told_of_in_spite_of_a_copy(status, site, monkeypatch, capsys):
    assert folio("check", *site) == 1
    monkeypatch.setattr(Server, "mode", status)
    assert folio("check", *site) == 2
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("mode", ["gzip", "moved"])
def test_what_is_packed_or_elsewhere_on_the_site_is_read(mode, site, monkeypatch):
    monkeypatch.setattr(Server, "mode", mode)
    assert folio("check", *site) == 1


def test_a_proxy_of_the_environment_is_asked(site, monkeypatch):
    course, option, base = site
    monkeypatch.delenv("no_proxy")
    monkeypatch.setenv("http_proxy", base)
    (course / "a.md").write_text("<http://ada.example/cw.pdf>")
    assert folio("check", course, option, "http://ada.example/") == 1
    assert Server.proxied == ["http://ada.example/ledger.txt", "http://ada.example/objects.inv"]


@pytest.mark.parametrize(
    "environment", [{"HOME": "", "XDG_CACHE_HOME": "/proc/nowhere"}, {"HOME": "/nowhere"}, {}]
)
def test_no_home_is_no_reason_to_fail(environment, site):
    course, *options = site
    kept = {name: os.environ[name] for name in ("PATH", "no_proxy")}
    # Who is not in the list of users and has no HOME has no home at all.
    program = "import pwd; pwd.getpwuid = lambda uid: {}[uid]\nfrom folio.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "check", str(course), *options],
        env={**kept, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "cw.pdf" in ran.stdout, ran.stderr


def test_a_line_of_an_inventory_is_looked_at_once_whatever_its_length(monkeypatch):
    asked = []
    rest = inventory_module._REST

    class Noted:
        def match(self, *arguments):
            asked.append(arguments)
            return rest.match(*arguments)

    monkeypatch.setattr(inventory_module, "_REST", Noted())
    line = "word " * 10_000 + "std:label -1 page.html#$ Title"
    assert inventory_module._entry(line).role == "std:label"
    assert inventory_module._entry("word " * 10_000) is None
    assert len(asked) == 1


def test_output_that_cannot_be_encoded_is_escaped(tmp_path, site):
    course, *options = site
    name = course / "笔记.md"
    name.write_text(
        f"见<{options[1]}projects/machine.html> <{options[1]}cw.html#结果>", encoding="utf-8"
    )
    for extra in ([], ["--fix"], ["--github"], ["--json"]):
        ran = subprocess.run(
            [sys.executable, "-m", "folio.cli", "check", str(course), *options, *extra],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "cp1252"},
            capture_output=True,
            check=False,
        )
        assert (ran.returncode, b"Traceback" in ran.stderr) == (1, False), ran.stderr
        assert b"\\u7b14\\u8bb0.md" in ran.stdout
    listed = [sys.executable, "-m", "folio.cli", "list", *options]
    ran = subprocess.run(
        listed,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )
    assert b"\\u7ec7\\u673a" in ran.stdout


def test_the_cache_folder_is_found_without_a_variable(monkeypatch):
    from folio.check.fetch import _cache_folder

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("HOME", "/home/ada")
    assert _cache_folder() == Path("/home/ada/.cache")

"""The addresses of one site: which links are meant for it, and what they name there."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import SplitResult, quote, unquote, urlsplit

from folio.core.errors import Unreadable
from folio.core.ledger import canonical

#: hosts of sites that have no second address with www. in front
_WITHOUT_WWW = (".github.io", ".gitlab.io", ".readthedocs.io", ".pages.dev", ".netlify.app")
_START = re.compile(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)
#: what somebody typed for https://: a letter too few or too many, a mark that is missing
_MISTYPED = re.compile(
    r"https?://(?:/+|(?=https?:))"
    r"|(?!https?://)(?:h{1,2}t{1,3}p{1,2}s{0,2}|ttps?|hpps?):?/{0,3}(?=[\w-]+\.)",
    re.I,
)


@dataclass(frozen=True)
class Site:
    """Where a site is published, and what links call its inventory, if that is known.

    >>> site = Site("https://ada.example/en/", "ada")
    >>> site.address("http://ADA.example:80/en/a/?print=1#%E4%B8%80"), site.address("https://b/en/")
    ('a/index.html#一', None)
    """

    base: str
    name: str = ""
    names: frozenset[str] = frozenset()  #: what else the links of one course call its inventory

    def __post_init__(self) -> None:
        """Refuse a base that is no address."""
        parts = _split(self.base)
        if parts is None or not parts.hostname or not self.base.startswith(("http:", "https:")):
            remedy = "such as https://ada.example/"
            raise Unreadable(f"--base-url must be an address, {remedy} (got {self.base!r})")

    @cached_property
    def _origin(self) -> tuple[str, int]:
        return _origin(urlsplit(self.base))

    @cached_property
    def _folder(self) -> str:
        return unquote(urlsplit(self.base).path).rstrip("/") + "/"

    @cached_property
    def _hosts(self) -> tuple[bytes, ...]:
        """Return the name of the host in small letters, as text of any script and as ASCII."""
        hosts = {urlsplit(self.base).hostname or "", self._origin[0]}
        hosts |= {form for host in hosts if (form := _other_script(host))}
        return tuple(host.encode() for host in sorted(hosts))

    def is_name(self, name: str | None) -> bool:
        """Tell whether links call the inventory of this site so."""
        return bool(name) and (name == self.name or name in self.names)

    def is_mentioned(self, content: bytes) -> bool:
        """Tell whether a file can hold a link to this site: it names its host or its inventory.

        A host that is written with escapes, so that no reader would know it, is not looked for.
        """
        small = content.lower()
        if any(host in small for host in self._hosts):
            return True
        return any(_names_inventory(small, name) for name in {self.name, *self.names} if name)

    def is_host_in(self, content: bytes) -> bool:
        """Tell whether a file names the host of this site."""
        small = content.replace(b"\0", b"").lower()
        return any(host in small for host in self._hosts)

    def slip(self, url: str) -> str | None:
        """Return what was meant by an address that lacks its scheme, or has ``www.`` too much.

        >>> Site("https://ada.github.io/").slip("ada.github.io/a"), Site("https://ada/").slip("b/c")
        ('https://ada.github.io/a', None)
        >>> Site("https://ada.github.io/").slip("htps//ada.github.io/a")
        'https://ada.github.io/a'
        """
        if mistyped := _MISTYPED.match(url):
            rest = url[mistyped.end() :]
            return rest if self.address(rest) is not None else self.slip(rest)
        start = _START.match(url)
        parts = _split(url if start else f"//{url}")
        if parts is None or not parts.netloc or parts.username:
            return None
        host = (parts.hostname or "").removeprefix("www.")
        here = host in {name.decode() for name in self._hosts}
        is_www = host != parts.hostname and host.endswith(_WITHOUT_WWW)
        if not here or (bool(start) and not is_www):
            return None
        rest = url[start.end() :] if start else re.sub(r"^[^/?#]*", "", url)
        meant = f"{self.base.partition('://')[0]}://{host}{rest}"
        return meant if self.address(meant) is not None else None

    def address(self, url: str) -> str | None:
        """Return the page, or page#anchor, that a URL names on this site; None if elsewhere."""
        parts = _split(url.strip())
        if parts is None or parts.scheme.lower() not in {"http", "https", ""} or not parts.netloc:
            return None
        try:
            here = _origin(parts) == self._origin
        except ValueError:  # a port that is no number
            return None
        # Of a page: a percent sign keeps what would begin an anchor.
        path = unquote(parts.path).replace("#", "%23") or "/"
        if "/." in path:  # as browsers resolve ./ and ../
            path = posixpath.normpath(path) + "/" * path.endswith(("/", "/.", "/.."))
        if not here or not f"{path}/".startswith(self._folder):
            return None
        page = canonical(path[len(self._folder) :])
        anchor = unquote(parts.fragment.partition(":~:")[0])
        return f"{page}#{anchor}" if anchor not in {"", "top"} else page

    def url(self, address: str) -> str:
        """Return the URL of a page or page#anchor."""
        return self.base.rstrip("/") + "/" + quoted(address)

    def rewritten(self, written: str, address: str) -> str:
        """Return a URL with another page and anchor, and all else as it is written."""
        start = _START.match(written)
        folder = quote(self._folder)
        query = re.match(r"[^?#]*(\?(?:\\(?!#).|[^#\\])*)", written)
        passage = re.search(r"#[^#]*?(:~:.*)", written)  # of the text that a browser shows
        path, mark, anchor = quoted(address).partition("#")
        head = start[0] + folder if start else self.base.rstrip("/") + "/"
        fragment = mark + anchor if not passage else f"#{anchor}{passage[1]}"
        return head + path + (query[1] if query else "") + fragment


_BEFORE_NAME = re.compile(rb"(?:inv:|xref:|myst:|external\+|[`<!~]\s*)\Z")


def _names_inventory(small: bytes, name: str) -> bool:
    """Tell whether a name stands somewhere as links name an inventory, in small letters."""
    wanted = name.lower().encode()
    position = small.find(wanted)
    while position >= 0:
        if _BEFORE_NAME.search(small[max(0, position - 20) : position]):
            return True
        position = small.find(wanted, position + 1)
    return False


def quoted(address: str) -> str:
    """Return a page or page#anchor as it stands in a URL."""
    page, mark, anchor = address.partition("#")
    return quote(page, safe="/~") + mark + quote(anchor, safe="/~:=&,;+")


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _origin(parts: SplitResult) -> tuple[str, int]:
    """Return host and port; http and https are one site, at their usual ports."""
    host = (parts.hostname or "").rstrip(".")
    port = parts.port
    return _ascii(host), 0 if port in {None, 80, 443} else int(port or 0)


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return host


def _other_script(host: str) -> str:
    try:
        return host.encode().decode("idna") if "xn--" in host else ""
    except UnicodeError:
        return ""

"""Addresses as everybody can open them: past the proxy of a library, without a sentence's end.

>>> direct("www-oak-example.ezproxy.lib.elm.edu", "/a"), direct("oak.example.proxy.elm.edu", "/a")
(('www.oak.example', '/a'), ('oak.example', '/a'))
>>> direct("ezproxy.elm.edu", "/login?url=https://oak.example/a"), direct("proxy.elm.edu", "/a")
(('oak.example', '/a'), ('proxy.elm.edu', '/a'))
>>> direct("www-oak-com.elm.idm.oclc.org", "/a"), direct("www-oak-com.library.elm.edu", "/a")
(('www.oak.com', '/a'), ('www.oak.com', '/a'))
>>> direct("www.oak.org.library.elm.edu", "/a"), direct("oak.com.library.edu", "/a")
(('www.oak.org', '/a'), ('oak.com.library.edu', '/a'))
"""

from __future__ import annotations

import re
from urllib.parse import unquote

#: The proxy of a library, and before it the site that it opens: its points may be hyphens.
PROXY = re.compile(
    r"(?P<site>[\w-]+(?:\.[\w-]+)*?)\.(?:[\w-]*proxy[\w-]*\.[\w.-]+|[\w-]+\.idm\.oclc\.org"
    r"|(?<=\.com\.|\.org\.)(?:[\w-]{3,}\.)?(?:lib|library|libraries|gate\d*)\.[\w-]+\.[\w.-]+)"
    r"(?::\d+)?|(?P<known>www-[\w-]+-(?:com|org|net|edu|gov))\.(?:[\w-]+\.)+[a-z]{2,}",
    re.IGNORECASE,
)
#: What shows that a host may be one.
SHOWN = re.compile(r"proxy|\.idm\.oclc\.org$|^www-\w|\.(?:com|org)\.\w+\.\w", re.IGNORECASE)
LOGIN = re.compile(r"/login\?(?:q?url)=(https?(?::|%3A)(?:/|%2F){2}.+)", re.IGNORECASE)


def direct(host: str, rest: str) -> tuple[str, str]:
    """Return host and rest of an address past the proxy of a library, which opens it to its own."""
    if not SHOWN.search(host):
        return host, rest
    if login := LOGIN.fullmatch(rest):
        _, _, after = (login[1] if "://" in login[1] else unquote(login[1])).partition("://")
        inner = re.match(r"[^/?#]*", after)
        return (inner[0], after[inner.end() :]) if inner and "." in inner[0] else (host, rest)
    found = PROXY.fullmatch(host)
    if not found:
        return host, rest
    site = found["site"] or found["known"]
    if "." not in site:
        site = site.replace("--", "\0").replace("-", ".").replace("\0", "-")
    return (site, rest) if re.search(r"\w\.[a-z]{2,}$", site) else (host, rest)


def without_end(address: str) -> str:
    """Return an address without the stop or the comma of the sentence in which it has stood.

    >>> without_end("https://oak.example/a."), without_end("https://oak.example/wiki/Elm_Inc.")
    ('https://oak.example/a', 'https://oak.example/wiki/Elm_Inc.')
    """
    if "/wiki/" in address or address.endswith(".."):
        return address
    return address.rstrip(".,;")

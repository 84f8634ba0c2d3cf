"""Pages at addresses that others have: of what moved, of what was withdrawn, of a record.

They work without scripts; with them, what a visitor brings after ``?`` and ``#`` is kept.
Addresses are those of the ledger: relative to the site, not percent-encoded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import relpath
from urllib.parse import quote

from folio.core.escape import attribute

SCRIPT = Path(__file__).with_name("redirect_page.js")
SCRIPT_FILE = "_static/moved.js"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; form-action 'none'; base-uri 'none'"
)
PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title} – {site}</title>
{scripts}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
{links}</head>
<body>
<header class="top"><a class="brand" href="{home}">{site}</a></header>
<div class="sheet"><main id="main">
<h1>{heading}</h1>
{text}</main></div>
</body>
</html>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFrame:
    """The site around such a page: its base URL, name, language, stylesheet and icon, if any.

    With ``folders`` the address of a page is that of its folder.
    """

    base_url: str
    site: str
    language: str = "en"
    style: str = ""
    icon: str = ""
    folders: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage:
    """A page that leads elsewhere: its address, the new one, and the title of what is there.

    ``anchors`` maps anchors of the old page that went another way to where they are,
    ``shared`` holds the tags that say how a link to the address looks where it is shared.
    """

    address: str
    target: str
    title: str
    permanent: bool = False
    shared: str = ""
    anchors: Mapping[str, str] = field(default_factory=dict)


def redirect_html(page: RedirectPage, frame: SiteFrame) -> str:
    """Return the page."""
    here, title, link = page.address, attribute(page.title), relative(page.address, page.target)
    target = re.sub(r"(?:^|(?<=/))index\.html", "", page.target) if frame.folders else page.target
    canonical = attribute(frame.base_url) + encoded(target)
    says = "This is the permanent address of" if page.permanent else "It is now"
    return page_html(
        here,
        frame,
        title=title,
        heading=title if page.permanent else "This page has moved",
        text=f'<p>{says} <a href="{link}">{title}</a>.</p>\n{moved_list(here, page.anchors, {})}',
        scripts=f'<script src="{relative(here, SCRIPT_FILE)}" data-to="{link}"'
        f"{anchor_data(here, page.anchors)}></script>\n"
        f'<noscript><meta http-equiv="refresh" content="0; url={link}"></noscript>\n',
        links=f'<link rel="canonical" href="{canonical}">\n{page.shared}',
    )


def gone_html(here: str, frame: SiteFrame) -> str:
    """Return the page at an address that was withdrawn for good; it leads to the home page."""
    home = f'<a href="{relative(here, "index.html")}">home page</a>'
    text = f"<p>It will not come back. The {home} leads to what there is.</p>\n"
    return page_html(here, frame, title="Withdrawn", heading="This page was withdrawn", text=text)


def page_html(
    here: str,
    frame: SiteFrame,
    *,
    title: str,
    heading: str,
    text: str,
    scripts: str = "",
    links: str = "",
) -> str:
    """Return a page at an address, with the look of the site around it; all texts are HTML."""
    files = {"stylesheet": frame.style, "icon": frame.icon}
    return PAGE.format(
        language=attribute(frame.language),
        policy=POLICY,
        title=title,
        site=attribute(frame.site),
        scripts=scripts,
        links=links
        + "".join(
            f'<link rel="{rel}" href="{relative(here, file)}">\n'
            for rel, file in files.items()
            if file
        ),
        home=relative(here, "index.html"),
        heading=heading,
        text=text,
    )


def head_script(here: str, anchors: Mapping[str, str]) -> str:
    """Return the script for the head of a page that stays and that some anchors have left."""
    return f'<script src="{relative(here, SCRIPT_FILE)}"{anchor_data(here, anchors)}></script>\n'


def anchor_data(here: str, anchors: Mapping[str, str]) -> str:
    """Return where anchors have gone, as an attribute of the script's tag."""
    table = {name: relative(here, target) for name, target in sorted(anchors.items())}
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return f' data-anchors="{attribute(text)}"' if anchors else ""


def moved_list(here: str, anchors: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """Return a list in which each anchor that has left a page still stands, with a link."""
    items = "".join(
        f'<li id="{attribute(name)}"><a href="{relative(here, target)}">'
        f"{attribute(titles.get(target.partition('#')[0], target))}</a></li>\n"
        for name, target in sorted(anchors.items())
    )
    if not items:
        return ""
    return f'<div class="folio-moved">\n<p>Moved from this page:</p>\n<ul>\n{items}</ul>\n</div>\n'


def encoded(address: str) -> str:
    """Return an address of the ledger as it stands in a URL.

    >>> encoded("projects/a b.html#é")
    'projects/a%20b.html#%C3%A9'
    """
    path, mark, anchor = address.partition("#")
    return quote(path) + mark + quote(anchor)


def relative(here: str, target: str) -> str:
    """Return an address as a link on a page.

    >>> relative("ref/x.html", "projects/x.html#project-x"), relative("a/b.html", "a/c.html")
    ('../projects/x.html#project-x', 'c.html')
    """
    path, mark, anchor = target.partition("#")
    return encoded(relpath(path, here.rpartition("/")[0] or ".") + mark + anchor)

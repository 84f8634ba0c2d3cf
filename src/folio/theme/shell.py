"""The page around the text: navigation, security policy, one stylesheet; see layout.html.

It leaves the theme's scripts, icons and fonts out, so that a page weighs little, and grows
with its own text and with nothing else. List this module in ``extensions`` of conf.py.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from rjsmin import jsmin
from sphinx.util import url_re

from folio.core.addresses import SEAL
from folio.core.problems import Problem, Subtype
from folio.pages.configuration import colours_of, is_site, place_in_conf
from folio.pages.incremental import navigation_of
from folio.pages.page import ancestors
from folio.pages.plain_formula import said
from folio.pages.report import report
from folio.pages.served import named_extra_files
from folio.pages.toctree_files import file_at
from folio.theme.layout_values import brought, check_brought, check_layout, own_files
from folio.theme.sizes import classed, rules
from folio.theme.stylesheet import Names, drop_unset_values, minify, purge

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

# Runs before anything is painted, so that a chosen theme does not flash the other one first.
THEME_SCRIPT = (
    "try{document.documentElement.dataset.theme=localStorage.getItem('theme')||''}catch(e){}"
    "document.documentElement.classList.add('js')"
)
# Of the theme and of the extension for cards, only the rules that the site uses; ours complete.
PURGED = ("styles/pydata-sphinx-theme.css", "sphinx-design.min.css")
OWN = ("fonts.css", "site.css")
FORMULAS = "mathematics.css"  #: of which the site gets the rules that its formulas use
SCRIPTS = ("site.js", "figures.js")  #: joined, as each file is a request
#: Classes that site.css sets in full.
RESTYLED = frozenset(
    (
        *("table", "field-list", "pst-scrollable-table-container", "text-right", "text-center"),
        *("headerlink", "math", "highlight", "literal", "download", "classifier"),
        "toctree-wrapper",
        *("sd-tab-set", "sd-tab-label", "sd-tab-content"),
        *("sd-aside", "sd-aside-body", "sd-aside-right", "sd-aside-w-33"),
    )
)
TOUCH_ICON = "touch-icon.png"  #: of html_static_path, for the home screen of a phone
STYLESHEET, SCRIPT = "style.css", "script.js"
# What the theme brings and no page asks for.
UNUSED = (
    *("styles", "scripts", "vendor", "webpack-macros.html", "basic.css", "pygments.css"),
    *("sphinx-design.min.css", "design-tabs.js", "file.png", "minus.png", "plus.png"),
    *("base-stemmer.js", "english-stemmer.js", "language_data.js", "searchtools.js"),
    *("doctools.js", "documentation_options.js", "sphinx_highlight.js"),
    *(*OWN, FORMULAS, *SCRIPTS),
)
SOURCES = frozenset((*OWN, FORMULAS, *SCRIPTS))  #: of which the site makes its own
TAKEN = (STYLESHEET, SCRIPT, "moved.js", "models", *(n for n in UNUSED if n not in SOURCES))
# What may scroll sideways on a phone must be reached by keyboard (WCAG 2.1.1); where it does not
# scroll, reach.js takes it out of the tab order again.
SCROLLING = (
    ("<pre>", '<pre tabindex="0">'),
    (
        '<div class="pst-scrollable-table-container">',
        '<div class="pst-scrollable-table-container" tabindex="0">',
    ),
)
# What Sphinx and docutils write for other styles than this one, and in HTML means nothing.
NEEDLESS = re.compile(
    r' class="(?:reference (?:in|ex)ternal|simple|tex2jax_ignore mathjax_ignore|field-\w+)"'
    r'|(?<=\w) (?:docutils|simple)(?=">)|<span class="colon">:</span>'
    r'| xmlns="http://www\.w3\.org/1998/Math/MathML"|(?<=<pre tabindex="0">)<span></span>'
)
WORD = re.compile(r'<span class="pre">([^<]*)</span>')  #: of code in a line
# A browser's reader view passes over sections of such names, unless a class says "body".
SET_ASIDE = re.compile(
    r'<section id="[^"]*(?:-ad-|banner|breadcrumbs|combx|comment|community|cover-wrap|disqus|extra'
    r"|footer|gdpr|header|legends|menu|related|remark|replies|rss|shoutbox|sidebar|skyscraper"
    r'|social|sponsor|supplemental|pagination|pager|popup)[^"]*"(?![^<>]*class=)'
)
VIEWPORT = r'<meta name="viewport"[^<>]*>\s*'  #: which layout.html has on every page
SHOWN_OF_TITLE = 70  #: so many characters of a title do search engines show
SHORT_CONTENTS = 4  #: a page with fewer headings needs no table of contents


@cache
def policy(script: str, *, live: bool = False) -> str:
    """Return a content security policy that allows this site's own files and one script."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = {
        "default-src": "'none'",
        "script-src": f"'self' 'sha256-{digest}'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
    }
    if live:  # the server writes a script of its own into each page, and it opens a socket
        allowed["script-src"] = "'self' 'unsafe-inline'"
        allowed["connect-src"] = "'self' ws: wss:"
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One line of the navigation: to a page, or to an ``address`` elsewhere."""

    title: str
    docname: str
    address: str = ""


def navigation(env: BuildEnvironment) -> tuple[NavigationLink, ...]:
    """Return the entries of the home page's toctree, under the titles that it gives them."""
    entries = (entry for toctree in navigation_of(env) for entry in toctree["entries"])
    return tuple(link for title, target in entries if (link := _link(env, title, target)))


def _link(env: BuildEnvironment, title: str | None, target: str) -> NavigationLink | None:
    """Return what an entry of a toctree leads to; Sphinx has reported one that leads nowhere."""
    root = env.config.root_doc
    if url_re.match(target):
        return NavigationLink(title or target, "", target)
    docname = root if target == "self" else target
    if docname in env.titles:
        return NavigationLink(title or said(env.titles[docname]), docname)
    known = {"genindex": "Index", "modindex": "Modules", "search": "Search"}
    return NavigationLink(title or known[target], target) if target in known else None


def _led_to(entry: NavigationLink, context: dict[str, Any], config: Config) -> str:
    """Return where an entry of the navigation leads, as seen from a page."""
    pathto = context["pathto"]
    if file := file_at(entry.address, config):
        return str(pathto(quote(file), 1))
    return entry.address or str(pathto(entry.docname))


def valid(body: str) -> str:
    """Return a page's text with what HTML asks for, without what it forbids or passes over."""
    for tag, reachable in SCROLLING:
        body = body.replace(tag, reachable)
    body = WORD.sub(r"\1", NEEDLESS.sub("", body))
    body = SET_ASIDE.sub(r'\g<0> class="folio-body"', body)
    return re.sub(r'(<label)(?=[^<>]*"sd-tab-label") aria-controls="[^"]*"', r"\1", body)


def tab(title: str, site: str) -> str:
    """Return what the tab of a page says: the site's name follows where a result shows it whole.

    >>> tab("Projects", "Ada"), tab("A title that says more " * 3, "Ada")
    ('Projects – Ada', 'A title that says more A title that says more A title that says more')
    """
    both = f"{title.strip()} – {site}"
    return both if len(both) <= SHOWN_OF_TITLE else title.strip()


def contents(toc: str) -> str:
    """Return the headings below the first of a page's table of contents, or nothing if few.

    >>> contents('<ul><li><a href="#">Page</a><ul><li>One</li></ul></li></ul>')
    ''
    """
    _, _, inside = toc.partition("<ul>")
    _, nested, rest = inside.partition("<ul>")
    if rest.count("<li>") < SHORT_CONTENTS:
        return ""
    return f"{nested}{rest.rpartition('</ul>')[0].rpartition('</li>')[0]}"


def surround(
    seen: set[str],
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: Any,
) -> None:
    """Give the layout what it shows around a page; ``seen`` holds the files that were refused."""
    within = {pagename, *ancestors(app, pagename)}
    context["navigation"] = [
        (entry.title, _led_to(entry, context, app.config), entry.docname in within)
        for entry in navigation(app.env)
    ]
    context["contents"] = contents(NEEDLESS.sub("", context.get("toc", "")))
    context["body"] = classed(valid(context.get("body", "")))
    context["own_styles"] = own_files(app, "html_css_files")
    context["own_scripts"] = own_files(app, "html_js_files")
    brought(app, context, seen)
    context["metatags"] = re.sub(VIEWPORT, "", context.get("metatags", ""))
    title = html.unescape(re.sub(r"<[^<>]*>", "", context.get("title") or ""))
    home = pagename == app.config.root_doc or not title
    context["tab"] = context["docstitle"] if home else tab(title, context["docstitle"])
    context["theme_script"] = THEME_SCRIPT
    static = tuple(Path(app.confdir, folder) for folder in app.config.html_static_path)
    for value, name in (("touch_icon", TOUCH_ICON), ("seal", Path(SEAL).name)):
        context[value] = any((folder / name).is_file() for folder in static)
    context["policy"] = (
        policy(THEME_SCRIPT, live=app.config.folio_live) if app.config.folio_policy else ""
    )


def write_stylesheet(app: Sphinx, exception: Exception | None) -> None:
    """Write the one stylesheet, made for the pages as they are; remove what nobody asks for."""
    if exception or not is_site(app):
        return
    static = Path(app.outdir, "_static")
    if lacking := [name for name in SOURCES if not (static / name).is_file()]:
        what = f"'html_static_path' must have the folder with {sorted(lacking)[0]!r} (found none)"
        problem = Problem(Subtype.CONF, f"{what}; add '_static', since pages have no style without")
        report(problem, place_in_conf(app, "html_static_path"))
        return
    names = Names.of(page.read_text(encoding="utf-8") for page in own_pages(app))
    theirs = "".join(purge(read(static / name), names.without(RESTYLED)) for name in PURGED)
    ours = colours_of(app).stylesheet() + "".join(minify(read(static / name)) for name in OWN)
    ours += purge(read(static / FORMULAS), names)
    theirs = drop_unset_values(theirs, ours)
    # In a layer, the theme's rules give way to ours, however specific theirs are.
    (static / STYLESHEET).write_text(
        f"@layer theme{{{theirs}}}{ours}{rules(names.marks)}", encoding="utf-8"
    )
    script = jsmin("\n".join(read(static / name) for name in SCRIPTS))
    (static / SCRIPT).write_text(script, encoding="utf-8")
    for module in sorted(static.glob("explore/*.js")):
        module.write_text(jsmin(read(module)), encoding="utf-8")
    for name in UNUSED:
        path = static / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def own_pages(app: Sphinx) -> Iterable[Path]:
    """Return the pages of a site, but not those that its author brings along ready-made."""
    folder = Path(app.outdir)
    brought = {folder / name for name in named_extra_files(app)}
    pages = (
        page for page in folder.rglob("*.html") if "_static" not in page.parts and page.is_file()
    )
    return sorted(page for page in pages if page not in brought)


def read(path: Path) -> str:
    """Read a text."""
    return path.read_text(encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Surround each page, after the theme has; write the stylesheet at the end."""
    app.setup_extension("folio")
    seen: set[str] = set()
    app.connect("html-page-context", partial(surround, seen), priority=900)
    app.connect("builder-inited", partial(check_layout, names=TAKEN))
    app.connect("build-finished", check_brought)
    app.connect("build-finished", write_stylesheet)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

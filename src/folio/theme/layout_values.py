"""What conf.py says of the page around the text: shown by the layout, or refused here.

Stylesheets and scripts of one's own, and those that other extensions bring, are loaded as files
of the site; an address elsewhere would be stopped by the policy. A value for a part that the
layout does not have would be passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from folio.core.problems import Problem, Subtype
from folio.pages.configuration import is_site, place_in_conf
from folio.pages.internals import added_by_extensions, set_in_conf
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Values that the layout has no place for, and what it takes instead.
NO_PLACE = {
    "html_logo": "put a picture at '_static/seal.svg'",
    "html_last_updated_fmt": "the sitemap says when a page was last changed",
    "html_short_title": "'project' is the name of the site",
    "html_theme_path": "the layout is that of '_templates/layout.html'",
    "html_style": "write '_static/site.css', or 'html_css_files'",
    "html_split_index": "the records have lists of their own",
    "html_use_opensearch": "the search is a page of the site",
    "html_context": "change '_templates/layout.html'",
}


def own_files(app: Sphinx, name: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the files that a value names, each with its attributes."""
    files = []
    for entry in getattr(app.config, name):
        file, attributes = (entry, {}) if isinstance(entry, str) else entry
        if file and "//" not in str(file) and "body" not in attributes:
            files.append((str(file), shown(attributes)))
    return files


def shown(attributes: dict[str, Any]) -> dict[str, Any]:
    """Return the attributes that the layout writes: not what it writes itself, nor an order."""
    itself = {"rel": "stylesheet", "type": "text/css"}
    return {k: v for k, v in attributes.items() if k != "priority" and itself.get(k) != v}


#: What Sphinx, the theme and sphinx-design ask for, and the layout has in its own files.
REPLACED = frozenset(
    (
        *("pygments.css", "basic.css", "sphinx-design.min.css", "design-tabs.js", "doctools.js"),
        *("documentation_options.js", "sphinx_highlight.js", "translations.js"),
        *("searchtools.js", "language_data.js"),
    )
)
OF_THE_THEME = "DOCUMENTATION_OPTIONS."  #: so begin the scripts that it writes into pages


def brought(app: Sphinx, context: dict[str, Any], seen: set[str]) -> None:
    """Add to the files of a page those that other extensions bring; report once what cannot be."""
    for name, kind in (("own_styles", "css"), ("own_scripts", "script")):
        own = {file for file, _ in context[name]}
        others = []
        for asset in context[f"{kind}_files"]:
            file = str(getattr(asset, "filename", asset) or "")
            attributes = dict(getattr(asset, "attributes", {}))
            body = str(attributes.pop("body", ""))
            local = file.removeprefix("_static/")
            if local in own or local in REPLACED or body.startswith(OF_THE_THEME):
                continue
            if fits(file, body):
                what = unfit(attributes)
                others.append((local, shown(attributes)))
                if what and file not in seen:
                    seen.add(file)
                    what = f"a file that an extension adds to pages (got {local!r}) {what}"
                    report(Problem(Subtype.CONF, what), place_in_conf(app, "extensions"))
            elif (got := file or body[:60]) not in seen:
                seen.add(got)
                what = "a file that an extension adds to pages must be one of its own for '_static'"
                remedy = "the policy of the site forbids any other; leave the extension out, or "
                problem = Problem(Subtype.CONF, f"{what} (got {got!r}); {remedy}add the file")
                report(problem, place_in_conf(app, "extensions"))
        context[name] = [*others, *context[name]]


def unfit(attributes: dict[str, Any]) -> str:
    """Return what is wrong with the attributes of a file, and the remedy; nothing if all is well.

    >>> unfit({"media": "print", "priority": 9}), unfit({"async": True})
    ('', "must have attributes that are text (got 'async': True); write 'async': 'async'")
    """
    rel = attributes.get("rel", "stylesheet")
    if rel != "stylesheet":
        remedy = "leave 'rel' out, or add the link in '_templates/layout.html'"
        return f"must be a stylesheet or a script, with no other 'rel' (got {rel!r}); {remedy}"
    for name, value in shown(attributes).items():
        if value is not None and not isinstance(value, str):
            got = f"(got {name!r}: {value!r}); write {name!r}: {name!r}"
            return f"must have attributes that are text {got}"
    return ""


def fits(file: str, body: str) -> bool:
    """Tell whether a page can load a file: it is one of the site, and none that goes again."""
    folder = file.removeprefix("_static/").partition("/")[0]
    gone = ("styles", "scripts", "vendor")
    return file.startswith("_static/") and not body and folder not in gone


def check_brought(app: Sphinx, exception: Exception | None) -> None:
    """Report each stylesheet and script that pages load and that is not there."""
    if exception or not is_site(app):
        return
    asked = dict.fromkeys(added_by_extensions(app), "extensions")
    for value in ("html_css_files", "html_js_files"):
        asked |= {file: value for file, _ in own_files(app, value)}
    for name, value in asked.items():
        known = name in REPLACED or "//" in name  # which was reported with the pages
        if not known and not Path(app.outdir, "_static", name).is_file():
            what = f"a file that pages load must be in 'html_static_path' (found no {name!r})"
            problem = Problem(Subtype.CONF, f"{what}; put it there, or take its name away")
            report(problem, place_in_conf(app, value))


def problems(app: Sphinx) -> Iterator[tuple[str, Problem]]:
    """Yield what conf.py says and the pages would not show, with the name of the value."""
    for name in ("html_css_files", "html_js_files"):
        for entry in getattr(app.config, name):
            file, attributes = (entry, {}) if isinstance(entry, str) else entry
            if not file or "//" in str(file) or "body" in attributes:
                what = f"{name!r} must name files of 'html_static_path' (got {file or entry!r})"
                remedy = "save it there, since the policy of the site forbids any other"
                yield name, Problem(Subtype.CONF, f"{what}; {remedy}")
            elif problem := unfit(attributes):
                yield name, Problem(Subtype.CONF, f"{name!r} (got {file!r}) {problem}")
    for name, remedy in NO_PLACE.items():
        if set_in_conf(app.config, name):
            what = f"{name!r} must not be set, since the layout has no place for it"
            yield name, Problem(Subtype.CONF, f"{what}; {remedy}, and remove it")
    for name in ("html_sidebars", "html_theme_options"):
        if said := {k: v for k, v in (set_in_conf(app.config, name) or {}).items() if v}:
            what = f"{name!r} must be empty, since the layout has no such part (got {said!r})"
            yield name, Problem(Subtype.CONF, f"{what}; remove it")


def taken(app: Sphinx, names: tuple[str, ...]) -> Iterator[tuple[str, Problem]]:
    """Yield the files of ``html_static_path`` that the build would write over or remove."""
    for entry in set_in_conf(app.config, "html_static_path") or ():  # extensions add their own
        folder = Path(app.confdir, entry)
        for name in names:
            if (folder / name).exists():
                what = f"a file of 'html_static_path' must have a name of its own (got {name!r}, "
                remedy = "which the build makes or removes); rename it"
                yield "html_static_path", Problem(Subtype.NAME, what + remedy)


def check_layout(app: Sphinx, names: tuple[str, ...]) -> None:
    """Report all of it, where conf.py says it."""
    for name, problem in (*problems(app), *taken(app, names)) if is_site(app) else ():
        report(problem, place_in_conf(app, name))

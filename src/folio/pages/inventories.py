"""The inventories of other repositories, kept in this one because a build has no network.

conf.py lists them with the address of each site and the file, relative to conf.py::

    folio_back_links = {"noc": ("https://ada.example/noc/", "inventories/noc.inv")}
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from folio.core.course_links import BackLink, LinkedObject, back_links
from folio.core.errors import Unreadable
from folio.core.inventory import read_inventory
from folio.core.options import Url, url
from folio.core.problems import Invalid, Problem, Subtype
from folio.core.records import label_of
from folio.pages.configuration import place_in_conf
from folio.pages.domain import FolioDomain
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FETCH = "fetch objects.inv of that site again"


def read_back_links(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell the domain who links here, now that all records are known; no page changes by that."""
    domain = FolioDomain.of(env)
    known = [label_of(placed.record) for placed in domain.index.placed]
    by_label: dict[str, tuple[BackLink, ...]] = {}
    for name, chosen in sorted(configured(app).items()):
        try:
            read = of_repository(Path(app.confdir), name, chosen, known)
        except Invalid as error:
            for problem in error.problems:
                report(problem, place_in_conf(app, "folio_back_links"))
            continue
        for label, links in read.items():
            by_label[label] = (*by_label.get(label, ()), *links)
    domain.back_links = by_label
    return []


def configured(app: Sphinx) -> Mapping[str, Any]:
    """Return what conf.py lists."""
    value = app.config.folio_back_links
    return value if isinstance(value, dict) else {}  # Sphinx warns of any other type


def of_repository(
    root: Path, name: str, chosen: Any, known: list[str]
) -> Mapping[str, tuple[BackLink, ...]]:
    """Return who links here from one repository; raise :class:`Invalid` if that cannot be told."""
    match chosen:
        case (str(address), str(file)):
            pass
        case _:
            what = f"'folio_back_links' must map {name!r} to (address, file) (got {chosen!r})"
            raise Invalid([Problem(Subtype.VALUE, what)])
    try:
        base = url(address.rstrip("/") + "/")
    except ValueError as error:
        what = f"the address of {name!r} in 'folio_back_links' {error}"
        raise Invalid([Problem(Subtype.VALUE, what)]) from None
    site, labels, pages = inventory(root / file, file, base)
    return back_links(site or name, labels, pages, known)


def inventory(
    path: Path, shown: str, base: str
) -> tuple[str, list[LinkedObject], list[LinkedObject]]:
    """Return the name of a site, its labels and its pages, as its inventory has them."""
    place = f"{shown!r} in 'folio_back_links'"
    try:
        read = read_inventory(path.read_bytes(), place)
    except OSError as error:
        what = f"{place} must be a file (got: {error.strerror}); {FETCH}"
        raise Invalid([Problem(Subtype.FILE, what)]) from None
    except Unreadable as error:
        raise Invalid([Problem(Subtype.FILE, f"{error}; {FETCH}")]) from None
    labels, pages = (
        [
            LinkedObject(e.name, e.title, Url(base + e.address))
            for e in read.entries
            if e.role == role
        ]
        for role in ("std:label", "std:doc")
    )
    return read.project, labels, pages


def setup_inventories(app: Sphinx) -> None:
    """Read what other repositories say before any page is written."""
    # Before folio.freshness chooses the pages to write, which depends on it.
    app.connect("env-updated", read_back_links, priority=400)

"""The inventories of other repositories, kept in this one because a build has no network.

conf.py lists them with the address of each site and the file, relative to conf.py::

    folio_back_links = {"noc": ("https://ada.example/noc/", "inventories/noc.inv")}
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.inventory import InventoryFile

from folio.backlinks import BackLink, Entry, back_links
from folio.domain import FolioDomain
from folio.options import Url, url
from folio.problems import Invalid, Problem, Subtype, report
from folio.publish import chosen_at
from folio.records import label_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MOST = 64 * 2**20  #: bytes of an unpacked inventory; that of CPython has 2 million
FETCH = "fetch objects.inv of that site again"


def read_back_links(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Tell the domain who links here, now that all records are known; no page changes by that."""
    domain = env.domains["folio"]
    assert isinstance(domain, FolioDomain)
    known = [label_of(placed.record) for placed in domain.index.placed]
    found: dict[str, tuple[BackLink, ...]] = {}
    for name, chosen in sorted(configured(app).items()):
        try:
            read = of_repository(Path(app.confdir), name, chosen, known)
        except Invalid as error:
            for problem in error.problems:
                report(problem, chosen_at(app, "folio_back_links"))
            continue
        for label, links in read.items():
            found[label] = (*found.get(label, ()), *links)
    domain.back_links = found
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


def inventory(path: Path, shown: str, base: str) -> tuple[str, list[Entry], list[Entry]]:
    """Return the name of a site, its labels and its pages, as its inventory has them."""
    try:
        content = path.read_bytes()
        check_size(content)
        data = InventoryFile.loads(content, uri=base).data
    except OSError as error:
        what = f"{shown!r} in 'folio_back_links' must be a file (got: {error.strerror})"
        raise Invalid([Problem(Subtype.FILE, f"{what}; {FETCH}")]) from None
    except (ValueError, zlib.error) as error:
        got = str(error)[:80]
        what = f"{shown!r} in 'folio_back_links' must be an inventory of Sphinx (got: {got})"
        raise Invalid([Problem(Subtype.FILE, f"{what}; {FETCH}")]) from None
    labels, pages = (list(entries(data.get(kind, {}))) for kind in ("std:label", "std:doc"))
    names = [item.project_name for kind in data.values() for item in kind.values()]
    return next(iter(names), ""), labels, pages


def check_size(content: bytes) -> None:
    """Refuse what would fill the memory when it is unpacked."""
    if not content.startswith(b"# Sphinx inventory version 2"):
        return
    packed = content.split(b"\n", 4)[-1]
    unpacker = zlib.decompressobj()
    unpacker.decompress(packed, MOST)
    if unpacker.unconsumed_tail:
        raise ValueError(f"more than {MOST} bytes when unpacked")


def entries(items: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the labels or pages of an inventory."""
    for name, item in items.items():
        title = name if item.display_name in ("", "-") else item.display_name
        yield Entry(name, title, Url(item.uri))


def setup_inventories(app: Sphinx) -> None:
    """Let conf.py list repositories, and read what they say before any page is written."""
    app.add_config_value("folio_back_links", {}, "html", dict)
    # Before folio.freshness chooses the pages to write, which depends on it.
    app.connect("env-updated", read_back_links, priority=400)

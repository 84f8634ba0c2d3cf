"""What a command knows of a site: where it is, its inventory, its ledger, its records."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from urllib.parse import urlsplit

from folio.check import fetch
from folio.check.site import Site
from folio.core.addresses import badge_file, ref_page
from folio.core.errors import Unreadable
from folio.core.inventory import Inventory, read_inventory
from folio.core.ledger import Ledger, read_ledger
from folio.core.link_forms import Target
from folio.core.problems import suggestion

DISTRIBUTION = "sphinx-folio"  #: what package indexes call this package
Note = Callable[[str], None]


@dataclass(frozen=True)
class Sources:
    """What was read; one of the two may be missing."""

    site: Site
    inventory: Inventory | None
    ledger: Ledger | None


def add_options(parser: ArgumentParser) -> None:
    """Add the options that say which site is meant."""
    parser.add_argument("--base-url", metavar="URL", help="where the portfolio is published")
    parser.add_argument("--inventory", metavar="PLACE", help="its objects.inv: a file or a URL")
    parser.add_argument("--ledger", metavar="PLACE", help="its ledger.txt: a file or a URL")
    parser.add_argument("--name", help="what links call its inventory; the ledger says it too")
    parser.add_argument(
        *("--timeout", "-t"),
        type=_seconds,
        default=10.0,
        metavar="SECONDS",
        help="how long to wait for an answer (10)",
    )


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise ArgumentTypeError(f"must be a number of seconds, up to 3600 (got {text!r})")
    return seconds


def load(options: Namespace, note: Note) -> Sources:
    """Read what the options name; without any, the published site's inventory and ledger."""
    base, inventory_at, ledger_at = options.base_url, options.inventory, options.ledger
    derived = not inventory_at and not ledger_at
    if derived:
        base = Site(_folder(base or default_base())).base
        inventory_at, ledger_at = f"{base}objects.inv", f"{base}ledger.txt"
    ledger = None
    if ledger_at:
        try:
            ledger = _ledger(ledger_at, options.timeout, note)
        except fetch.Missing:
            if not derived:
                raise
            note(f"{ledger_at} does not exist: not every anchor can be checked")
    inventory = _inventory(inventory_at, options.timeout, note) if inventory_at else None
    said = ledger.site if ledger else None
    base = base or (said.base_url if said else _beside(inventory_at) or default_base())
    name = options.name or (said.inventory if said else "")
    if said and ledger_at == options.ledger and _folder(base) != _folder(said.base_url):
        note(f"{ledger_at} is of {said.base_url}; links to {_folder(base)} are checked against it")
    return Sources(Site(_folder(base), name), inventory, ledger)


def default_base() -> str:
    """Return the address of the portfolio that this package was made for, as its metadata says."""
    try:
        urls = metadata(DISTRIBUTION).get_all("Project-URL") or []
    except PackageNotFoundError:
        urls = []
    for url in urls:
        label, _, address = str(url).partition(",")
        if label.strip().lower() == "portfolio":
            return address.strip()
    raise Unreadable("--base-url must be given (the installed package names no portfolio)")


def _folder(base: str) -> str:
    """Return an address with a slash at its end; refuse that of a page, below which nothing is."""
    path = urlsplit(base).path
    if re.search(r"\.(?:html?|inv|txt|pdf|svg|json|xml)/?\Z", path, re.IGNORECASE):
        meant = base.rstrip("/").rpartition("/")[0] + "/"
        what = f"--base-url must be the address of the whole site (got {base!r}, one of its files)"
        raise Unreadable(f"{what}; write {meant}, or what is in front of that")
    return base if base.endswith("/") else f"{base}/"


def _beside(place: str | None) -> str:
    """Return the folder of an inventory that is on the network."""
    return place.rpartition("/")[0] + "/" if place and fetch.is_url(place) else ""


def _inventory(place: str, timeout: float, note: Note) -> Inventory:
    return fetch.read(place, read_inventory, timeout=timeout, note=note)


def _ledger(place: str, timeout: float, note: Note) -> Ledger:
    return fetch.read(place, _as_ledger, timeout=timeout, note=note)


def _as_ledger(content: bytes, place: str) -> Ledger:
    """Return a ledger; raise :class:`Unreadable` for what is none, or is not whole."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise Unreadable(f"{place} must be a ledger (got an HTML page); is the address right?")
    if fetch.is_url(place) and not content.endswith(b"\n"):
        raise Unreadable(f"{place} must be whole (its last line has no end); try again")
    try:
        return read_ledger(content.decode())
    except UnicodeDecodeError:
        raise Unreadable(f"{place} must be UTF-8 text; is it a ledger?") from None
    except ValueError as error:
        raise Unreadable(f"{place}: {error}") from None


# -- the records of a site ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """A record and its kind."""

    kind: str
    target: Target


def records(sources: Sources) -> Iterator[Listed]:
    """Yield the records of a site by kind and key, each under the key that it has today."""
    if sources.inventory is None:
        raise Unreadable("--inventory must be given too (a ledger alone has no titles)")
    aliases = sources.ledger.aliases if sources.ledger else {}
    labels = {entry.name for entry in sources.inventory.entries if entry.role == "std:label"}
    for entry in sorted(sources.inventory.entries, key=lambda entry: (entry.role, entry.name)):
        kind = entry.role.partition(":")[2]
        label = f"{kind}-{entry.name}"
        if label in labels and label not in aliases and not entry.role.startswith("std:"):
            target = Target(
                key=entry.name,
                label=label,
                title=entry.title,
                address=sources.site.url(ref_page(entry.name)),
                badge=sources.site.url(badge_file(entry.name)),
                site=sources.inventory.project,
                inventory=sources.site.name,
            )
            yield Listed(kind, target)


def record(sources: Sources, key: str, note: Note) -> Target:
    """Return a record by its key or label, or by one that it had formerly."""
    listed = list(records(sources))
    by_name = {one.target.key: one.target for one in listed}
    by_name |= {one.target.label: one.target for one in listed}
    for old, label in sources.ledger.aliases.items() if sources.ledger else ():
        former = old.partition("-")[2]
        if label in by_name and key in {old, former} and key not in by_name:
            note(f"{key!r} is now {by_name[label].key!r}")
            return by_name[label]
    if key not in by_name:
        hint = suggestion(key, [one.target.key for one in listed])
        what = f"KEY must be the key of a record (got {key!r}){hint}"
        raise Unreadable(f"{what}; 'folio list' names them all")
    return by_name[key]

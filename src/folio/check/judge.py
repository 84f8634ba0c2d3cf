"""Is a link dead? Each kind of link, judged against what a site has published."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import lru_cache
from urllib.parse import unquote

from folio.check.published import Published
from folio.check.site import Site, quoted
from folio.core.addresses import REF
from folio.core.problems import suggestion


class Verdict(StrEnum):
    """What there is to say of a link, or of a file."""

    DEAD = "dead"  #: it leads nowhere
    MOVED = "moved"  #: it works by a redirect or an alias; there is a newer form
    UNSURE = "unsure"  #: nothing that was read can tell
    UNREAD = "unread"  #: a file that may link here and cannot be read or written
    SKIPPED = "skipped"  #: a file or folder that was left out


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and its reason; of what has moved, ``now`` is the new page or link."""

    verdict: Verdict
    reason: str
    now: str = ""


Judge = Callable[[str, str, str], Judgement | None]

#: the types that a role of Sphinx's own refers to
ROLES: Mapping[str, str] = {
    **{"ref": "std:label", "numref": "std:label", "keyword": "std:label", "doc": "std:doc"},
    **{"term": "std:term", "option": "std:cmdoption", "envvar": "std:envvar", "any": "*:*"},
}
_WITH_PREFIX = {"ref", "numref", "doc", "term", "any"}
_INVENTORY_LINK = re.compile(
    r"inv:(?P<site>[^:#/]*)(?::(?P<domain>[^:#]*))?(?::(?P<type>[^#]*))?"
    r"(?:#(?P<name>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_MYSTMD_LINK = re.compile(
    r"(?P<scheme>xref|myst):(?P<site>[^#:/?]*)(?P<rest>[^#]*)(?:#(?P<name>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_EXTERNAL = re.compile(r"external(?:\+(?P<site>[\w.-]+))?:(?P<role>.+)")
# What makes an address a pattern with a gap: of Python, shells, templates, routes and of people.
_PATTERN = re.compile(
    r"[{}<>*$]|\.\.\.|…|%(?:[sr]|\(|d(?![0-9a-fA-F])|0?\d*d\b)|%[A-Za-z_]*[G-Zg-z_]\w*%|@\w+@|__\w+__"
    r"|/:[A-Za-z_]|[/#](?:KEY|SLUG|NAME|LABEL|ANCHOR|PAGE|X{3,})\b"
)


def judge(site: Site, known: Published) -> Judge:
    """Return the function that judges a link by target, role and form; None if all is well."""

    @lru_cache(maxsize=4096)  # a link is often repeated, and to suggest another one takes time
    def judged(target: str, role: str, form: str = "link") -> Judgement | None:
        if role:
            return _role(site, known, target, role)
        if target[:5].lower().startswith(("inv:", "xref:", "myst:")):
            return _inventory_link(site, known, target)
        if _PATTERN.search(target):
            return None
        address = site.address(target)
        if address is None:
            return _slip(site, known, target, form)
        if form != "link" and (judgement := _beginning(known, address, target, form)):
            return judgement if judgement.reason else None
        return _address(known, address)

    return judged


# -- addresses ---------------------------------------------------------------------------


def _beginning(known: Published, address: str, target: str, form: str) -> Judgement | None:
    """Judge what may be only the beginning of an address: a folder of pages that has none itself.

    None of it is said of a string of a program; in a text it is unsure. No reason: all is well.
    """
    page, _, anchor = address.partition("#")
    folder = page.removesuffix("/index.html")
    is_folder = folder in known.folders and not known.has(f"{folder}/index.html")
    if form == "part":
        goes_on = target[-1:] in "-_.=/?&#" and known.begins(page.removesuffix("index.html"))
        ends = target.endswith(("#", "-", "_")) and anchor and _is_start(known, address)
        is_folder = (is_folder and not target.endswith(".html")) or (
            goes_on and not known.has(page)
        )
        return Judgement(Verdict.UNSURE, "") if is_folder or ends else None
    if not is_folder or target.endswith(".html"):
        return None
    what = f"{folder + '/'!r} is a folder of pages and has none of its own"
    return Judgement(Verdict.UNSURE, what)


def _is_start(known: Published, address: str) -> bool:
    return not known.has(address) and any(one.startswith(address) for one in known.anchors)


def _slip(site: Site, known: Published, target: str, form: str) -> Judgement | None:
    """Judge what was meant by an address without a scheme, or with ``www.`` in front."""
    meant = site.slip(target)
    if meant is None:
        return None
    address = site.address(meant)
    there = _address(known, address) if address is not None else None
    doubled = re.match(r"https?://(?:/|https?:)", target, re.IGNORECASE)
    has_scheme = target.lower().startswith(("http://", "https://", "//")) and not doubled
    is_mistyped = not has_scheme and re.match(r"[a-z]+:?/|https?:", target, re.IGNORECASE)
    lack = "it lacks https://"
    if has_scheme or is_mistyped:
        lack = "there is no site at www." if has_scheme else "it does not begin with https://"
    if there and there.verdict is Verdict.DEAD:
        return Judgement(Verdict.DEAD, f"{lack}, and {there.reason}")
    if has_scheme or is_mistyped:
        return Judgement(Verdict.DEAD, f"{lack}; write {meant}")
    what = f"without https:// it leads to a file beside this one; write {meant}"
    return Judgement(Verdict.DEAD if form == "link" else Verdict.UNSURE, what)


def _address(known: Published, address: str) -> Judgement | None:
    page, mark, anchor = address.partition("#")
    if not known.has(page) and known.has(f"{page}/index.html"):
        address = f"{page}/index.html{mark}{anchor}"  # as servers add the slash
    if {page, f"{page}/index.html"} & known.gone:
        return Judgement(Verdict.DEAD, "it was withdrawn for good")
    try:
        there = known.current_address(address)
    except ValueError as error:
        return Judgement(Verdict.DEAD, f"its redirect {error}")
    missing = _missing(known, there)
    if there == address:
        return missing
    if missing:
        return Judgement(missing.verdict, f"it has moved to {quoted(there)!r}: {missing.reason}")
    if address.startswith(REF) and not there.startswith(REF):
        return None
    return Judgement(Verdict.MOVED, "", there)


def _missing(known: Published, address: str) -> Judgement | None:
    page, mark, anchor = address.partition("#")
    if not known.has(page):
        return _no_page(known, page)
    if not mark or known.has(address) or not page.endswith(".html"):
        return None
    if any(known.has(f"{behind}#{anchor}") for behind in known.place_of_record(page)):
        return None
    if not known.is_complete:
        what = f"the inventory alone cannot tell whether {page!r} has the anchor {anchor!r}"
        return Judgement(Verdict.UNSURE, f"{what}; give a ledger")
    names = {name.partition("#")[2] for name in known.anchors if name.startswith(f"{page}#")}
    what = f"{page!r} has no anchor {anchor!r}"
    return Judgement(Verdict.DEAD, what + suggestion(anchor, names))


def _no_page(known: Published, page: str) -> Judgement:
    folder = page.removesuffix("/index.html")
    before, mark, after = page.partition("%23")
    if mark and known.has(before):
        return Judgement(Verdict.DEAD, f"'%23' begins no anchor; write {before}#{after}")
    if folder in known.folders and page != folder:
        what = f"the folder {folder + '/'!r} has no page of its own"
        return Judgement(Verdict.DEAD, what + suggestion(page, known.pages))
    if page.startswith(REF) and page.endswith(".html"):
        start, end = len(REF), -len(".html")
        keys = {name[start:end] for name in known.pages if name.startswith(REF)}
        key = page[start:end]
        return Judgement(Verdict.DEAD, f"no record has the key {key!r}" + suggestion(key, keys))
    if page.startswith("_") or (not known.is_complete and not page.endswith(".html")):
        return Judgement(Verdict.UNSURE, f"the file {page!r} is not among what the site promises")
    return Judgement(Verdict.DEAD, f"there is no page {page!r}" + suggestion(page, known.pages))


# -- names of the inventory --------------------------------------------------------------


def _inventory_link(site: Site, known: Published, target: str) -> Judgement | None:
    """Judge ``inv:ada:std:label#name``, as MyST reads it."""
    if not target[:4].lower().startswith("inv:"):
        return _mystmd_link(site, known, target)
    match = _INVENTORY_LINK.fullmatch(target)
    if match is None or not site.is_name(match["site"]):
        return None
    if not match["name"]:
        what = f"must say after '#' what it links to (got {target!r})"
        return Judgement(Verdict.DEAD, f"{what}; write inv:{match['site']}#LABEL")
    role = f"{match['domain'] or '*'}:{match['type'] or '*'}"
    return _renamed(target, match, _name(known, role, unquote(match["name"])))


def _mystmd_link(site: Site, known: Published, target: str) -> Judgement | None:
    """Judge ``xref:ada#name`` as mystmd 1.11 does: by the name as it is written, of any type."""
    match = _MYSTMD_LINK.fullmatch(target)
    if match is None or not site.is_name(match["site"]):
        return None
    if match["rest"]:
        what = f"mystmd must be given a name alone (got {match['site'] + match['rest']!r})"
        return Judgement(Verdict.DEAD, f"{what}; write xref:{match['site']}#LABEL")
    name = match["name"]
    if not name:
        return None  # the home page
    if name not in known.aliases and name not in _names(known, "*:*"):
        what = f"the inventory has no {name!r}"
        return Judgement(Verdict.DEAD, what + suggestion(name, _names(known, "*:*")))
    return _renamed(target, match, _name(known, "*:*", name))


def _renamed(target: str, match: re.Match[str], judgement: Judgement | None) -> Judgement | None:
    """Return a judgement in which what has a new name is a whole link again."""
    if judgement and judgement.now:
        head = target[: match.start("name")]
        return Judgement(judgement.verdict, judgement.reason, head + judgement.now)
    return judgement


def _role(site: Site, known: Published, target: str, role: str) -> Judgement | None:
    """Judge a role such as ``external+ada:ref``, or ``ref`` whose target starts with ``ada:``."""
    if _PATTERN.search(target):
        return None
    match = _EXTERNAL.fullmatch(role)
    if match is None:
        prefix, mark, name = target.partition(":")
        if role.removeprefix("std:") not in _WITH_PREFIX or not mark or not site.is_name(prefix):
            return None
        judgement = _name(known, ROLES[role.removeprefix("std:")], name, folded=True)
        new = f"{prefix}:{judgement.now}" if judgement and judgement.now else ""
        return Judgement(judgement.verdict, judgement.reason, new) if judgement else None
    if not site.is_name(match["site"]):
        return None
    name = match["role"].removeprefix("std:")
    kind = ROLES.get(name, name if ":" in name else f"*:{name}")
    if kind not in known.objects and "*" not in kind and kind not in ROLES.values():
        kind = f"{kind.partition(':')[0]}:*"  # a role that is named unlike what it refers to
    return _name(known, kind, target, folded=kind in {"std:label", "std:term"})


def _name(known: Published, kind: str, name: str, *, folded: bool = False) -> Judgement | None:
    """Judge a name of the inventory among the objects of a kind, such as ``std:label``."""
    names = _names(known, kind)
    if folded:
        name = name.lower()
        names = {other.lower() for other in names}
    label = fnmatchcase("std:label", kind)
    if label and name in known.aliases:
        return Judgement(Verdict.MOVED, "", known.aliases[name])
    if name in names or ("*" in name and any(fnmatchcase(other, name) for other in names)):
        return None
    what = "the inventory" if "*" in kind else f"the inventory, as {kind},"
    return Judgement(Verdict.DEAD, f"{what} has no {name!r}" + suggestion(name, names))


def _names(known: Published, kind: str) -> Collection[str]:
    if "*" not in kind:
        return known.objects.get(kind, frozenset())
    return {
        name for role, names in known.objects.items() if fnmatchcase(role, kind) for name in names
    }

"""Every message about a page says what to do: those of Sphinx, MyST and docutils are told it."""

from __future__ import annotations

import logging
from collections.abc import Collection
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils import get_source_line
from pygments.lexers import get_all_lexers

from folio.core.problems import Subtype
from folio.core.remedies import remedied
from folio.pages.internals import known_to_docutils
from folio.pages.nodes import nearest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


#: Of what MyST cuts from an option; it names the line, and this says the rest in its place.
CUT = (
    "must have no ' #' in an option, since it and what follows it are left out;"
    " put the value between quotation marks, or remove the comment"
)
SAID_WITH_A_PLACE = (
    "unknown directive name:",
    "unknown role name:",
    "Duplicate ID:",
)  #: by others, at once


class Remedies(logging.Filter):
    """Adds what to do to a message, and lets those pass that nothing else says."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self._app = app

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the words of a message, and a path that Sphinx takes for the name of a page."""
        if str(record.msg).startswith(SAID_WITH_A_PLACE):
            return False
        if getattr(record, "subtype", "") == "directive_comments":
            record.msg, record.args = f"{str(record.msg).partition(':')[0]} {CUT}", ()
            record.__dict__.update(type="folio", subtype=Subtype.OPTION.value)
        env = getattr(self._app, "env", None)
        if getattr(record, "type", "") != "folio":
            folder = folder_of(env, getattr(record, "location", None)) if env else None
            record.msg = remedied(
                record.getMessage(), lambda kind: names_of(env, kind, folder) if env else ()
            )
            record.args = ()
        location = getattr(record, "location", None)
        if isinstance(location, nodes.Node):
            record.__dict__["location"] = nearest(location)
        if isinstance(location, tuple) and Path(str(location[0])).is_file():
            record.__dict__["location"] = ":".join(str(part or "") for part in location)
        return True


def folder_of(env: BuildEnvironment, location: object) -> Path:
    """Return the folder of the page that a message is about; that of all pages if it is unknown."""
    if isinstance(location, nodes.Node):
        path = Path(get_source_line(location)[0] or "")
    elif isinstance(location, tuple) and location[0] in env.found_docs:
        path = Path(env.doc2path(location[0]))
    else:
        path = Path(str(location or "").partition(":")[0])
    return path.parent if path.is_absolute() and path.is_file() else Path(env.srcdir)


def names_of(env: BuildEnvironment, kind: str, folder: Path | None = None) -> Collection[str]:
    """Return the names of a kind that an author may have meant, on a page of a folder."""
    std = env.domaindata["std"]
    labels = {*std["labels"], *std["anonlabels"]}
    match kind:
        case "directives" | "roles":
            return {*known_to_docutils(kind), *_of_domains(env, kind)}
        case "documents":
            return env.found_docs
        case "labels":
            return labels
        case "targets":
            here = folder or Path(env.srcdir)
            files = (relpath(env.doc2path(name), here) for name in env.found_docs)
            return {*labels, *(Path(file).as_posix() for file in files)}
        case "terms":
            return set(std.get("terms", ()))
        case "equations":
            return set(env.domaindata["math"]["objects"])
        case "languages":
            return {alias for _, aliases, _, _ in get_all_lexers() for alias in aliases}
    raise KeyError(kind)


def _of_domains(env: BuildEnvironment, kind: str) -> Collection[str]:
    """Return the names that domains have, as they are written on a page of this site."""
    bare = ("std", env.config.primary_domain)
    return {
        name if domain.name in bare else f"{domain.name}:{name}"
        for domain in env.domains.values()
        for name in getattr(domain, kind)
    }


def setup_remedies(app: Sphinx) -> None:
    """Have each warning pass by, before Sphinx adds its type to it."""
    for handler in logging.getLogger("sphinx").handlers:
        if handler.level == logging.WARNING:
            handler.filters.insert(0, Remedies(app))

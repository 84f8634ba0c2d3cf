"""Files as they are found: pages that cannot be read, and pictures that are none.

Sphinx ends at a page in another encoding without its line, and copies a picture unseen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from docutils import nodes

from folio.core.picture_files import wrong_with
from folio.core.problems import Problem, Subtype
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def leave_unreadable_out(app: Sphinx, config: Config) -> None:
    """Report pages that Sphinx could not read, and keep them from it."""
    for path in sorted(Path(app.srcdir).rglob("*")):
        if path.suffix not in config.source_suffix or not path.is_file():
            continue
        for problem, line in _unreadable(path, app.srcdir):
            report(problem, f"{path}:{line}")
            name = re.sub(r"[*?\[]", r"[\g<0>]", path.relative_to(app.srcdir).as_posix())
            composed = unicodedata.normalize("NFC", name)
            config.exclude_patterns = [*config.exclude_patterns, name, composed]


def _unreadable(path: Path, folder: str | Path) -> Iterator[tuple[Problem, int]]:
    name = path.relative_to(folder).as_posix()
    composed = unicodedata.normalize("NFC", name)
    if composed != name:
        what = f"the name of a page must be in composed characters, NFC (got {name!r} in others)"
        yield Problem(Subtype.NAME, f"{what}; rename the file, and copy {composed!r} from here"), 1
    data = path.read_bytes()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"a page must be in UTF-8 (got the byte {data[error.start]:02X})"
        yield Problem(Subtype.FILE, f"{what}; save the file in UTF-8"), line


def find_pictures(document: nodes.document, docname: str, env: BuildEnvironment) -> None:
    """Let pictures have names that an address encodes: Markdown has encoded them already."""
    for image in document.findall(nodes.image):
        plain = unquote(image["uri"])
        if plain == image["uri"] or re.match(r"(?:[a-z]+:)?//|data:", plain, re.IGNORECASE):
            continue
        if Path(env.relfn2path(plain, docname)[1]).is_file():
            image["uri"] = plain


def check_pictures(app: Sphinx, env: BuildEnvironment) -> None:
    """Report each picture of the pages that no reader would see as its author does."""
    for name, (docnames, _) in sorted(env.images.items()):
        path = Path(env.srcdir, name)
        if docnames and path.is_file() and (problem := wrong_with(name, path.read_bytes())):
            report(Problem(Subtype.IMAGE, f"{name!r} {problem}"), (min(docnames), 1))


def setup_source_files(app: Sphinx) -> None:
    """Look at files before they are read or copied."""
    app.connect("config-inited", leave_unreadable_out, priority=890)
    app.connect("env-check-consistency", check_pictures)

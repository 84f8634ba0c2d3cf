"""The files beside the pages that conf.py turns on: ``folio_exports = ["cv.pdf", "resume.json"]``.

``EXPORTS`` is the one table. All files are made before the first is written, each whole or not
at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from folio.curriculum import cv_pdf
from folio.domain import FolioDomain
from folio.exports.jsonresume import resume
from folio.portfolio import Portfolio
from folio.problems import Invalid, Problem, Subtype, report, suggestion

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Files = Mapping[str, str | bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """What the files are made from: the portfolio, and where things are."""

    app: Sphinx
    portfolio: Portfolio

    @classmethod
    def of(cls, app: Sphinx) -> Site:
        """Look through a site that has been built."""
        domain = app.env.domains["folio"]
        assert isinstance(domain, FolioDomain)
        return cls(app, domain.portfolio)


EXPORTS: Mapping[str, Callable[[Site], Files]] = {
    "cv.pdf": lambda site: {"cv.pdf": cv_pdf(site.app, site.portfolio)},
    "resume.json": lambda site: {"resume.json": resume(site.portfolio)},
}


def publish(app: Sphinx, error: Exception | None) -> None:
    """Write the files of a site whose pages have been written."""
    if error is not None or app.builder.name != "html":
        return
    site, files = Site.of(app), dict[str, str | bytes]()
    for name in app.config.folio_exports:
        try:
            files |= made(site, name)
        except Invalid as invalid:
            for problem in invalid.problems:
                report(problem, place_in(Path(app.confdir, "conf.py")))
    for path, content in files.items():
        write(Path(app.outdir, path), content)


def place_in(conf: Path) -> str:
    """Return where conf.py turns on the exports, as file and line."""
    lines = conf.read_text(encoding="utf-8").splitlines()
    found = (number for number, line in enumerate(lines, 1) if "folio_exports" in line)
    return f"{conf}:{next(found, 1)}"


def made(site: Site, name: str) -> Files:
    """Return the files of one export; raise :class:`Invalid` if there is nothing in them."""
    if name not in EXPORTS:
        what = f"'folio_exports' must hold names of {', '.join(EXPORTS)} (got {name!r})"
        raise Invalid([Problem(Subtype.EXPORT, what + suggestion(name, EXPORTS))])
    files = EXPORTS[name](site)
    if not files or not all(files.values()):
        what = f"the export {name!r} must have something to tell (got no record for it)"
        remedy = "state one, or remove the export from 'folio_exports'"
        raise Invalid([Problem(Subtype.EXPORT, f"{what}; {remedy}")])
    return files


def write(path: Path, content: str | bytes) -> None:
    """Write a whole file or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    draft.write_bytes(content.encode() if isinstance(content, str) else content)
    draft.replace(path)


def setup_exports(app: Sphinx) -> None:
    """Let conf.py choose the files, and write them when the pages are done."""
    app.add_config_value("folio_exports", [], "html", list)
    app.connect("build-finished", publish)

"""What a site serves besides its pages: pictures, files to download, and files of one's own.

A file to download has an address that people can read and that stays when its folder moves:
``_downloads/data.csv``, and for the numbers of a model ``_downloads/MODEL/FIGURE.csv``. Two files
of one name are refused, since which of them had the name would depend on the order of reading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.util.matching import Matcher

from folio.core.problems import Problem, Subtype
from folio.pages.internals import NamedDownloads
from folio.pages.report import line_with, report
from folio.pages.source_files import setup_source_files
from folio.pages.toctree_files import setup_toctree_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: How files end that authors take for pages.
PAGES = frozenset(
    (
        *(".ipynb", ".qmd", ".rmd", ".mdx", ".markdown", ".mdown", ".mkd", ".myst", ".rst", ".md"),
        *(".html", ".htm", ".org", ".adoc", ".textile"),
    )
)
IMAGES, DOWNLOADS = "_images/", "_downloads/"
# A byte that is no letter in UTF-8, as names in GBK have them, is told by a surrogate.
_UNFIT = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]|^ | $|/ | /")
_UNFIT_FOR_PAGE = re.compile(rf"[#?]|{_UNFIT.pattern}")  # where an anchor or a query begins


def name_downloads(app: Sphinx) -> None:
    """Give files to download names instead of digests."""
    if not isinstance(app.env.dlfiles, NamedDownloads):
        app.env.dlfiles = NamedDownloads(app.env.dlfiles)
    app.env.dlfiles.results = Path(app.confdir, app.config.folio_results).as_posix()
    app.env.dlfiles.source = str(app.srcdir)


def served(app: Sphinx) -> Mapping[str, str]:
    """Map the address of each file that the pages show or offer to its source."""
    env = app.env
    files = {f"{IMAGES}{name}": str(path) for path, (_, name) in env.images.items()}
    files |= {f"{DOWNLOADS}{name}": str(path) for path, (_, name) in env.dlfiles.items()}
    return files


def extra_files(app: Sphinx) -> Iterator[str]:
    """Yield the addresses of the files of one's own that have one."""
    return (name for name in named_extra_files(app) if not unfit(name))


def unfit(name: str) -> str:
    r"""Return what keeps the name of a file from being a part of an address.

    >>> unfit(".well-known/my #1.pdf"), unfit("a#b.html"), unfit("d/ e"), unfit("\udcd6.html")
    ('', '#', '/ ', '\udcd6')
    """
    match = (_UNFIT_FOR_PAGE if name.endswith(".html") else _UNFIT).search(name)
    return match[0] if match else ""


def named_extra_files(app: Sphinx) -> Iterator[str]:
    """Yield the names of the files of one's own, as ``html_extra_path`` names them."""
    excluded = Matcher(app.config.exclude_patterns)
    for entry in app.config.html_extra_path:
        path = Path(app.confdir, entry)
        if path.is_file():
            yield path.name
        for file in sorted(path.rglob("*")) if path.is_dir() else ():
            name = file.relative_to(path).as_posix()
            parts = [name, *(parent.as_posix() for parent in Path(name).parents)]
            if file.is_file() and not any(map(excluded, parts)):
                yield name


def check_served(app: Sphinx, env: BuildEnvironment) -> None:
    """Report files of one name: only a count would tell them apart."""
    known: dict[str, str] = {}
    pictures = [(IMAGES, path, docs, Path(path).name) for path, (docs, _) in env.images.items()]
    files = [(DOWNLOADS, str(p), docs, str(name)) for p, (docs, name) in env.dlfiles.items()]
    for kind, path, docs, name in (*pictures, *files):
        other = known.setdefault(f"{kind}{name}".casefold(), path)
        if docs and (sign := unfit(name)):
            what = "the name of a file that is served must be able to stand in its address"
            problem = Problem(Subtype.NAME, f"{what} (got {name!r}, with {sign!r}); rename it")
            report(problem, _naming(env, docs, path))
        if other != path and docs:
            what = f"a file that is served must have a name of its own (got {path!r} and "
            problem = Problem(Subtype.NAME, f"{what}{other!r}); rename one of them")
            report(problem, _naming(env, docs, path))


def _naming(env: BuildEnvironment, docs: Collection[str], path: str) -> tuple[str, int]:
    """Return the first page that names a file, and the line on which it does."""
    page = min(docs)
    source = Path(env.doc2path(page))
    below = relpath(Path(env.srcdir, path), source.parent)
    lines = (line_with(source, (name, quote(name))) for name in (below, Path(path).name))
    return page, next((line for line in lines if line > 1), 1)


def check_sources(app: Sphinx, env: BuildEnvironment) -> None:
    """Report files that look like pages and are none, since nothing reads them."""
    folder = Path(env.srcdir)
    used = {Path(folder, path).resolve() for path in env.dlfiles}
    used |= {Path(folder, path).resolve() for files in env.dependencies.values() for path in files}
    excluded = Matcher([*app.config.exclude_patterns, *app.config.templates_path])
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        parts = [name, *(parent.as_posix() for parent in Path(name).parents)]
        if path.suffix.lower() not in PAGES or path.suffix in app.config.source_suffix:
            continue
        if path.is_file() and path.resolve() not in used and not any(map(excluded, parts)):
            what = f"a page must be a file in {', '.join(app.config.source_suffix)} (got {name!r})"
            remedy = "write it as such, link to it as a file, or add it to 'exclude_patterns'"
            report(Problem(Subtype.NAME, f"{what}; {remedy}"), f"{path}:1")


def setup_served(app: Sphinx) -> None:
    """Name what is served, and look at the files that it is made of."""
    setup_source_files(app)
    setup_toctree_files(app)
    app.connect("builder-inited", name_downloads)
    app.connect("env-check-consistency", check_served)
    app.connect("env-check-consistency", check_sources)

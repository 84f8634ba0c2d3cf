"""Small Sphinx projects written and built by tests, and what came of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from folio.publish.outputs import EXPORTS
from preloaded import sphinx

ROOT = Path(__file__).parents[2]
#: The keys of the write-ups of the real site.
WRITE_UPS = tuple(sorted({p.stem for p in (ROOT / "docs/projects").glob("*.md")} - {"index"}))
#: For a changed copy of the real site, whose new addresses nobody has promised.
UNPROMISED = ("-D", "suppress_warnings=folio.unpromised")
#: For one whose pages alone are looked at: without what takes long, and without the promise of it.
PAGES_ALONE = (
    *UNPROMISED,
    *("-D", f"folio_exports={','.join(sorted(set(EXPORTS) - {'cards', 'pdf'}))}"),
    *("-D", "folio_ledger="),
)
#: What no page of the site takes anything from; a page may include any other file of the project.
NOT_COPIED = (
    *(".git", ".nox", ".venv", "build", "__pycache__", ".*_cache", ".hypothesis", ".ruff_cache"),
    *("node_modules", "*.egg-info"),
)

CONF = f"""
import sys
sys.path.insert(0, {str(ROOT / "src")!r})
project = author = "Ada"
html_baseurl = "https://ada.example/"
folio_inventory_name = "ada"
extensions = ["myst_parser", "sphinx_design", "folio"]
primary_domain = "folio"
nitpicky = True
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_disable_syntax = ["html_block", "html_inline"]
myst_heading_anchors = 3
html_theme = "basic"
html_math_renderer = "mathml"
html_copy_source = False
html_show_copyright = False
"""

BIBLIOGRAPHY = """\
@misc{lovelace1843notes,
  author = {Ada Lovelace}, title = {Notes}, year = {1843}
}
"""

DEFAULTS = {"conf.py": CONF, "docs/references.bib": BIBLIOGRAPHY}


@dataclass(frozen=True)
class Built:
    """The result of a build: its folder, its exit status and what it warned of."""

    html: Path
    status: int
    warnings: tuple[str, ...]

    def text(self, page: str) -> str:
        """Return the HTML of a page."""
        return (self.html / page).read_text(encoding="utf-8")


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a project; conf.py, the bibliography and a home page by default."""
    for name, text in {**DEFAULTS, "docs/index.md": home(files), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def copy_site(folder: Path) -> Path:
    """Copy what a build reads, and nothing that an earlier build left."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
    return folder


def home(files: Mapping[str, str]) -> str:
    """Return a home page that links to every other page."""
    pages = [name.removeprefix("docs/") for name in files if name.endswith(".md")]
    return "\n".join(["# Ada", "", "```{toctree}", *pages, "```", ""])


def build(folder: Path, *options: str, output: str = "build/html") -> Built:
    """Build a project with warnings as errors, as ``nox -s build`` does."""
    places = ("-d", f"{output}-doctrees", "-b", "html", "docs", output)
    ran = sphinx(folder, "-q", "-W", "--keep-going", "-n", "-c", ".", *options, *places)
    return Built(folder / output, ran.status, tuple(_warnings(ran.stderr, folder)))


def _warnings(stderr: str, folder: Path) -> Iterable[str]:
    plain = re.sub(r"\x1b\[[\d;]*m", "", stderr)
    for line in plain.splitlines():
        if re.search(r"(?:^|: )(?:WARNING|ERROR|CRITICAL): ", line):
            yield line.replace(f"{folder}/", "")

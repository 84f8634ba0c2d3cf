"""Measure what a page costs: ``nox -s bench`` builds the site with generated write-ups.

For each size it builds this site and the same pages under the stock theme, one after the other,
and prints CPU seconds, CPU milliseconds and HTML bytes a page, and the ratio of the two.
Times move with the machine, ratios within one run much less.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sites import copy_site

SIZES = (10, 100, 1000)
# The pages need the folio domain under any theme; everything else is as Sphinx and theme have it.
STOCK = """
extensions.remove("folio.theme.search")
extensions.remove("folio.theme.shell")
gc.set_threshold(700, 10, 10)
smartquotes = True
myst_enable_extensions.remove("smartquotes")
html_sidebars, html_theme_options = {}, {}
html_copy_source = html_show_sourcelink = html_use_index = True
templates_path = []
"""


@dataclass(frozen=True)
class Cost:
    """What one build took: CPU seconds, pages, and bytes of HTML."""

    seconds: float
    pages: int
    size: int

    @property
    def milliseconds(self) -> float:
        """CPU milliseconds a page."""
        return 1000 * self.seconds / self.pages

    @property
    def kilobytes(self) -> float:
        """Kilobytes of HTML a page."""
        return self.size / self.pages / 1000


def generate(folder: Path, write_ups: int) -> None:
    """Add write-ups to a copy of the site: a real one again and again, each naming the next."""
    projects = folder / "docs/projects"
    text = (projects / "rchol.md").read_text(encoding="utf-8")
    for number in range(write_ups):
        page = text.replace("} rchol\n", f"}} generated-{number}\n", 1)
        page = page.replace("# A Variant", f"# Generated {number}: A Variant", 1)
        following = f"See {{project}}`generated-{(number + 1) % write_ups}`."
        mentions = (
            f"{following}\n\n## Where this is referred to\n\n:::{{mentions}}\n:::\n\n## Sources"
        )
        page = page.replace("## Sources", mentions, 1)
        (projects / f"generated-{number}.md").write_text(page, encoding="utf-8")


def measure(folder: Path) -> Cost:
    """Build a site from nothing and return what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "sphinx", "-Q", "-c", ".", "-d", "doctrees", "docs", "html"]
    subprocess.run(command, cwd=folder, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pages = list((folder / "html").rglob("*.html"))
    return Cost(seconds, len(pages), sum(page.stat().st_size for page in pages))


def compare(folder: Path, write_ups: int) -> tuple[Cost, Cost, Cost]:
    """Measure this site, the stock theme with the same pages, and this site with its exports."""
    ours = copy_site(folder / "ours")
    generate(ours, write_ups)
    stock, exports = folder / "stock", folder / "exports"
    shutil.copytree(ours, stock)
    shutil.copytree(ours, exports)
    configure(ours, 'folio_exports = []\nfolio_ledger = ""\n')  # it promises the exports
    configure(stock, f"folio_exports = []\nfolio_ledger = ''\n{STOCK}")
    return measure(ours), measure(stock), measure(exports)


def configure(folder: Path, text: str) -> None:
    """Add to the configuration of a copy."""
    with (folder / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(text)


def main(arguments: Sequence[str]) -> None:
    """Print the table for the sizes given, by default 10, 100 and 1,000 write-ups."""
    head = "CPU s   ms/page   kB/page"
    print(f"write-ups:    {head} | stock:   {head} | CPU ratio | exports CPU s")
    costs = []
    for write_ups in map(int, arguments or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            ours, stock, exports = compare(Path(folder), write_ups)
        costs.append(ours)
        rows = (f"{c.seconds:9.1f}{c.milliseconds:10.1f}{c.kilobytes:10.1f}" for c in (ours, stock))
        ratio, more = ours.seconds / stock.seconds, exports.seconds - ours.seconds
        print(f"{write_ups:9} {' |     '.join(rows)} | {ratio:9.2f} | {more:9.1f}", flush=True)
    growth = costs[-1].milliseconds / costs[-2].milliseconds if len(costs) > 1 else 1
    print(f"Cost a page at the largest size against the one before: {growth:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Measure the reading of a bibliography: ``nox -s bench -- bibliography`` prints the ratio.

7,000 invented entries in the forms of DBLP and of Zotero are read by pybtex alone, and then by the
site, which finds every mistake too, and makes of each entry what every view shows. Times are of
this process's CPU and of the first reading; the ratio is to be at most 1.5. Then 50 of the sources
are asked for as an incremental build does, whose file has not changed.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pybtex.database.input import bibtex

from folio.core.bibliography import Bibliography
from folio.pages.kept_sources import sources_of

ENTRIES, CITED = 7000, 50
DBLP = r"""@inproceedings{DBLP:conf/x/Lin%(n)d,
  author       = {Ada Lin and Bo Wu and Jos{\'{e}} M{\"{u}}ller and Luigi van der Berg%(name)s},
  title        = {{NanoTree}%(n)d: Towards Optimal Growth of \emph{Quercus} at 5{\%%} Rate},
  booktitle    = {Proceedings of the %(n)dth Conference on Trees, {TREE} 2020, Vienna, Austria},
  pages        = {%(n)d--%(n)d}, publisher = {{ACM}}, year = {2020}, month = mar,
  doi          = {10.1145/%(n)d.%(n)d}, url = {https://doi.org/10.1145/%(n)d.%(n)d},
  timestamp    = {Tue, 01 Jul 2025 12:00:00 +0200},
  biburl       = {https://dblp.org/rec/conf/x/Lin%(n)d.bib},
  bibsource    = {dblp computer science bibliography, https://dblp.org}
}
"""
ZOTERO = r"""@article{lin_growth_%(n)d,
	title = {The growth of {Oak} no. %(n)d: {CO}$_2$ and light},
	volume = {%(n)d}, issn = {0028-0836}, number = {3}, journal = {Letters of Trees},
	author = {Lin, Ada B. and Wu, Bo and Nguy{\~{\^e}}n, Th{\d{i}} Lam and Xu%(name)s, Chi},
	month = feb, year = {2020}, note = {Publisher: Trees Ltd.}, pages = {12--%(n)d},
	url = {https://trees.example/%(n)d}, urldate = {2024-02-03},
	keywords = {oak, elm}, abstract = {Trees grow. {That} is what they do, %(n)d times.},
	file = {Full Text:/home/ada/Zotero/%(n)d.pdf:application/pdf}
}
"""


def text() -> str:
    """Return the entries, of either form by turns."""
    names = ["".join(chr(ord("a") + int(digit)) for digit in str(n)) for n in range(ENTRIES)]
    entries = ((DBLP if n % 2 else ZOTERO) % {"n": n, "name": name} for n, name in enumerate(names))
    return "\n".join(entries)


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU seconds that something takes, and what comes of it."""
    before = time.process_time()
    made = work()
    return time.process_time() - before, made


def shown(read: Bibliography, keys: list[str]) -> list[str]:
    """Return what a page shows of some sources."""
    return [f"{read.labels[key]}: {read.sources[key].reference.text}" for key in keys]


def main() -> None:
    """Print what the parser takes, what the site takes, the ratio, and what it takes again."""
    written = text()
    files = [("references.bib", written.encode())]
    alone, parsed = seconds(lambda: bibtex.Parser().parse_string(written))
    with tempfile.TemporaryDirectory() as folder:
        ours, read = seconds(lambda: sources_of(files, Path(folder)))
        assert len(parsed.entries) == len(read.sources) == ENTRIES
        cited = sorted(read.sources)[:: ENTRIES // CITED][:CITED]
        again, _ = seconds(lambda: shown(sources_of(files, Path(folder)), cited))
    print(f"{ENTRIES} entries: parser {alone:.2f} CPU s, the site {ours:.2f} CPU s")
    print(f"ratio {ours / alone:.2f}, which is to be at most 1.50")
    print(f"{CITED} of them again, the file unchanged: {1000 * again:.0f} CPU ms")


if __name__ == "__main__":
    main()

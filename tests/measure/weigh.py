"""Weigh every page at first view, and the same pages under the stock theme: ``nox -s weigh``.

Bytes are those of files as a server would pack them (gzip; fonts as they are); a request to
another site counts as a request, and its bytes are not known here.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from bench import STOCK
from playwright.sync_api import Browser

from browsers import Log, launch, serve
from pages import leads_elsewhere, pages
from sites import build, copy_site

KINDS = (".html", ".css", ".js", ".svg", ".woff2")


def weigh(browser: Browser, html: Path) -> dict[str, tuple[int, int, dict[str, int]]]:
    """Map each page to its requests, those to other sites, and its bytes by kind of file."""
    found = {}
    with serve(html) as address:
        for path in pages(html):
            if leads_elsewhere(path):  # what it leads to is weighed under its own name
                continue
            name, log = str(path.relative_to(html)), Log(address)
            page = browser.new_page()
            others: list[str] = []
            page.on("request", lambda r, o=others: o.append(r.url))
            log.watch(page)
            page.goto(address + name, wait_until="load")
            page.wait_for_timeout(300)
            page.close()
            fonts, rest = log.sizes(html)
            sizes = dict.fromkeys(KINDS, 0)
            for file, size in {**fonts, **rest}.items():
                sizes[Path(file).suffix] = sizes.get(Path(file).suffix, 0) + size
            away = [url for url in others if not url.startswith((address, "data:"))]
            found[name] = (len(others), len(away), sizes)
    return found


def main() -> None:
    """Build both and print the table."""
    with tempfile.TemporaryDirectory() as folder, launch() as browser:
        ours = copy_site(Path(folder, "ours"))
        stock = Path(folder, "stock")
        shutil.copytree(ours, stock)
        with (stock / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write(STOCK + '\nhtml_math_renderer = "mathjax"\n')
        weights = [weigh(browser, build(place).html) for place in (ours, stock)]
    print(
        f"{'page':30}" + "requests  html   css    js   svg fonts   all kB | stock: requests  all kB"
    )
    for name, (requests, _, sizes) in weights[0].items():
        total = sum(sizes.values())
        row = "".join(f"{sizes[kind] / 1000:6.1f}" for kind in KINDS)
        line = f"{name:30}{requests:8}{row}{total / 1000:9.1f}"
        if name in weights[1]:
            theirs, away, their_sizes = weights[1][name]
            kilobytes = sum(their_sizes.values()) / 1000
            line += f" | {theirs:8} ({away} elsewhere){kilobytes:9.1f}"
        print(line)


if __name__ == "__main__":
    main()

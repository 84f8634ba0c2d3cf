"""Pictures of the main pages, light, dark and on a phone: ``nox -s shots``."""

from __future__ import annotations

import shutil
from pathlib import Path

from browsers import launch, serve
from sites import ROOT, build, copy_site

PAGES = ("index", "projects/goal-torus", "publications", "cv")
VIEWS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 960}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 960}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
}


def main() -> None:
    """Write the pictures to build/shots, and the one that README shows."""
    folder = ROOT / "build/shots"
    shutil.rmtree(folder, ignore_errors=True)
    html = build(copy_site(folder / "site")).html
    with serve(html) as address, launch() as browser:
        for view, options in VIEWS.items():
            for name in PAGES:
                page = browser.new_page(**options)
                page.goto(f"{address}{name}.html", wait_until="networkidle")
                picture = folder / f"{Path(name).name}-{view}.png"
                page.screenshot(path=picture, full_page=name != "index")
                print(picture.relative_to(ROOT))
                if (name, view) == ("index", "light"):
                    page.screenshot(path=ROOT / ".github/home.png")
                page.close()


if __name__ == "__main__":
    main()

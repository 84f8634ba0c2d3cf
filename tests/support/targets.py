"""What each write-up of the real site is linked as, worked out from its page."""

from __future__ import annotations

from folio.core.addresses import badge_file, ref_page
from folio.core.link_forms import Target
from pages import parse

BASE = "https://wazrrr.github.io/"

ABOUT = {  # the year of the newest source of each record, and what each write-up is about
    "nanoflow": (
        "2025",
        "About the paper NanoFlow: Towards Optimal Large Language Model Serving "
        "Throughput (Zhu et al., 2025)",
    ),
    "dynaflow": (
        "2026",
        "About the paper DynaFlow: Transparent and Flexible Intra-Device "
        "Parallelism via Programmable Operator Scheduling (Pan et al., 2026)",
    ),
    "tilelang-autotuner": (
        "2026",
        "About the open-source project TileLang’s Autotuner: a Pipeline, Grouped Compilation, "
        "Several GPUs",
    ),
    "goal-torus": (
        "2025",
        "About the course project Reproducing the GOAL Algorithm on a 3D Torus "
        "Network, made with Chuan Liu (equal contribution)",
    ),
}


def target(site, key: str) -> Target:
    title = parse(site.html / f"projects/{key}.html").find("h1").find(string=True)
    return Target(
        key=key,
        label=f"project-{key}",
        title=title,
        address=f"{BASE}{ref_page(key)}",
        badge=f"{BASE}{badge_file(key)}",
        site="Wang Ziren",
        inventory="wzr",
        author=("Wang", "Ziren"),
        year=ABOUT.get(key, ("2025", ""))[0],
        note=ABOUT.get(key, ("", f"About the {kind_of(key)} project {title}"))[1],
    )


def kind_of(key: str) -> str:
    return "course" if key in ("rchol", "enrollment") else "research"

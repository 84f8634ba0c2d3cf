"""Sphinx configuration: what this site is, where it is published, and what it is built with."""

import gc
import os
import sys
from pathlib import Path

# A build makes many objects and little garbage: looking for it took a tenth of the CPU.
gc.set_threshold(100_000, 50, 1000)

# The extension runs in place: a build needs no installation of this project.
sys.path.insert(0, str(Path(__file__).parent / "src"))

project = "Wang Ziren"
author = "Wang Ziren"
language = "en"
# The address under which links from outside find the site. OWNER.md asks for the final one.
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "https://wazrrr.github.io/")

extensions = ["myst_parser", "sphinx_design", "folio", "folio.theme.search", "folio.theme.shell"]
primary_domain = "folio"  # {project}`nanoflow` works without the prefix folio:
exclude_patterns: list[str] = []
nitpicky = True

# What other repositories call the inventory of this site: inv:wzr#project-nanoflow.
folio_inventory_name = "wzr"
folio_source = "https://github.com/Wazrrr/wazrrr.github.io/blob/main/docs/"
# The files beside the pages; src/folio/publish/outputs.py lists all that can be chosen.
folio_exports = [
    *("404.html", "CITATION.cff", "badges", "cards", "cite", "cv.pdf", "feed.xml", "llms.txt"),
    *("pdf", "publications.bib", "ref", "resume.json", "robots.txt", "sitemap.xml", "write-ups"),
]
# What has been published goes on leading somewhere; docs/linking.md says how.
folio_ledger = "ledger.txt"
# "old.html": "new.html", "page.html#old": "page.html#new"
folio_moved = {
    # Of the homepage that this site takes the place of.
    "assets/pdf/CV.pdf": "cv.pdf",
    "blog/index.html": "notes.html",
    "blog/post.html": "notes.html",
    "index.html#about": "index.html#person-wang-ziren",
    "index.html#contact": "index.html#person-wang-ziren",
    "index.html#projects": "index.html#selected-work",
    # NoC Project was a record of its own, and a heading had another name.
    "open-source.html#noc-project": "projects/goal-torus.html#project-goal-torus",
    "open-source.html#software-noc-project": "projects/goal-torus.html#project-goal-torus",
}
for _key in ("dynaflow", "goal-torus", "nanoflow"):
    _page = f"projects/{_key}.html"
    folio_moved[f"{_page}#where-this-is-referred-to"] = f"{_page}#pages-that-link-here"

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "smartquotes"]
smartquotes = False  # those of MyST, above, are the cheaper ones
# Markdown stays text: HTML in a page is refused or shown as it is written, never run; a comment
# stays private, and <br> breaks a line.
myst_disable_syntax = ["html_block", "html_inline"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

html_theme = "pydata_sphinx_theme"
html_title = "Wang Ziren"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_favicon = "_static/favicon.svg"
html_math_renderer = "mathml"
html_sidebars = {"**": []}  # with a list of projects on each page, bytes grow with its square
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_use_index = False  # the records have their own lists
# Parts of the theme's layout that _templates/layout.html does not show need not be worked out.
html_theme_options: dict[str, list[str]] = {
    **{f"navbar_{place}": [] for place in ("start", "center", "end", "persistent")},
    **{f"footer_{place}": [] for place in ("start", "center", "end")},
    **{"article_header_start": [], "secondary_sidebar_items": []},
}

"""A course repository, a plain Sphinx project without anything of ours, links to this site."""

from __future__ import annotations

import re

import pytest

from pages import addresses, parse
from sites import ROOT, build, write

BASE = "https://wazrrr.github.io/"
TARGET = f"{BASE}projects/goal-torus.html#project-goal-torus"


def snippet(language: str) -> str:
    """Return a code block of docs/linking.md, so that what it teaches is what is tested."""
    page = (ROOT / "docs/linking.md").read_text(encoding="utf-8")
    return re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)[1]


@pytest.fixture(scope="module")
def consumer(site, tmp_path_factory):
    conf = snippet("python").replace("None", f'"{site.html}/objects.inv"')
    files = {
        "conf.py": f'{conf}\nproject = "Course"\nnitpicky = True\nhtml_theme = "basic"\n',
        "docs/index.md": f"# Course\n\n{snippet('markdown')}\n\n```{{toctree}}\nmyst\nrst\n```\n",
        "docs/myst.md": "# MyST\n\n"
        + snippet("markdown")
        + re.findall(r"```markdown\n(.*?)```", (ROOT / "docs/linking.md").read_text(), re.DOTALL)[
            1
        ],
        "docs/rst.rst": "reStructuredText\n================\n\n" + snippet("rst"),
    }
    return build(write(tmp_path_factory.mktemp("consumer"), files))


def test_every_snippet_of_the_linking_page_resolves_without_a_warning(consumer):
    assert consumer.warnings == ()
    assert consumer.status == 0
    assert TARGET in addresses(consumer.html / "index.html")
    assert TARGET in addresses(consumer.html / "rst.html")
    assert {TARGET, f"{BASE}projects/goal-torus.html"} <= addresses(consumer.html / "myst.html")


def test_a_link_by_label_takes_its_text_from_the_title_here(consumer, site):
    title = parse(site.html / "projects/goal-torus.html").find("h1").get_text().removesuffix("#")
    links = parse(consumer.html / "rst.html").find_all("a", href=TARGET)
    assert [link.get_text() for link in links] == [title]

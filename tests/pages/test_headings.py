"""The name of a heading stays whatever is written above it, and what refers to it says it."""

from __future__ import annotations

import re

from sites import Built, build, write

LATER = {"docs/talks.md": "# Given\n\n## 2024 talks\n\nAt Elm.\n\n## 2023 talks\n\nAt Oak.\n"}
FORMULAS = {
    "docs/sorting.md": "# Sorting in $O(n \\log n)$\n\nSee [](#bound).\n\n(bound)=\n"
    "## Within $n^2$ of H{sub}`2`O\n\n:::{table} Of $x_1$\n:name: drawn\n\n| a |\n| --- |\n:::\n",
    "docs/other.md": "# Other\n\n{doc}`sorting`, [](sorting.md), {ref}`bound`, [](#bound), "
    "[](#drawn).\n",
}


def names_of(built: Built, page: str) -> dict[str, str]:
    """Return the link at each heading of a page."""
    found = re.findall(r'<h2>(.*?)<a class="headerlink" href="#([^"]*)"', built.text(page))
    return dict(found)


def test_a_heading_that_begins_with_a_number_keeps_its_link_when_one_is_written_above_it(tmp_path):
    before = build(write(tmp_path / "a", LATER))
    newer = LATER["docs/talks.md"].replace("## 2024", "## 2025 talks\n\nAt Ash.\n\n## 2024", 1)
    after = build(write(tmp_path / "b", {"docs/talks.md": newer}))
    assert before.warnings == after.warnings == ()
    links = names_of(before, "talks.html")
    assert links == {"2024 talks": "2024-talks", "2023 talks": "2023-talks"}
    assert links.items() < names_of(after, "talks.html").items()
    assert 'id="talks"' not in after.text("talks.html")


def test_a_heading_with_a_label_keeps_it_and_one_alone_keeps_its_other_name_too(tmp_path):
    text = "# Given\n\n(talks)=\n## 2024 talks\n\nAt Elm.\n\n## 3D oaks\n\nGrown.\n"
    built = build(write(tmp_path, {"docs/talks.md": text}))
    assert names_of(built, "talks.html") == {"2024 talks": "talks", "3D oaks": "3d-oaks"}
    assert 'id="d-oaks"' in built.text("talks.html")


def test_a_link_named_by_a_heading_or_a_caption_says_its_formula_as_readers_can(
    tmp_path,
):
    built = build(write(tmp_path, FORMULAS))
    assert built.warnings == ()
    links = re.findall(r"<a class=\"reference internal\" href=\"sorting.html[^>]*>(.*?)</a>",
                       built.text("other.html").partition("<h1>")[2])  # fmt: skip
    said = [re.sub(r"<[^>]*>", "", link) for link in links[:5]]
    assert said == ["Sorting in O(n log n)"] * 2 + ["Within n² of H₂O"] * 2 + ["Of x₁"]
    assert ">Within n² of H₂O<" in built.text("sorting.html")

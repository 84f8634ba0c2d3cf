"""Of two places of one name the build tells, whatever was read first; one that stays has it."""

from __future__ import annotations

import pytest

from engines import save
from sites import build, write

RECORD = "# Prize\n\n:::{award} x\n:source: lovelace1843notes\n:formerly: old\n\nWon.\n:::\n"
LABEL = "# Page\n\n({})=\n## Part\n\nText.\n"
GLOSSARY = "# Page\n\n:::{{glossary}}\n{}\n  What grinds.\n:::\n"
EQUATION = "# Page\n\n```{{math}}\n:label: {}\nx\n```\n"
FREE = "# Page\n\nText.\n"
#: What one page says, what another one does, and the role by which a third page refers to it.
PAIRS = {
    "a record and a label": (RECORD, LABEL.format("award-x"), "{ref}`it <award-x>`"),
    "a former key and a label": (RECORD, LABEL.format("award-old"), "{ref}`it <award-old>`"),
    "two labels": (LABEL.format("mill"), LABEL.format("Mill"), "{ref}`it <mill>`"),
    "two terms": (GLOSSARY.format("Mill"), GLOSSARY.format("mill"), "{term}`mill`"),
    "two equations": (EQUATION.format("mill"), EQUATION.format("mill"), "{eq}`mill`"),
}


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")], ids=["read first", "read last"])
@pytest.mark.parametrize("pair", PAIRS)
def test_a_name_given_twice_is_told_after_any_edit_and_stays_with_the_other(pair, names, tmp_path):
    kept, added, reference = PAIRS[pair]
    one, other = (f"docs/{name}.md" for name in names)
    refers = f"# Refers\n\nSee {reference}.\n"
    folder = write(tmp_path, {one: kept, other: FREE, "docs/refers.md": refers})
    assert build(folder).warnings == ()
    save(folder, other, added)
    (warning,) = build(folder).warnings
    assert "must be given once" in warning and warning.endswith("[folio.duplicate]")
    assert "docs/a.md:" in warning and "docs/b.md:" in warning
    save(folder, other, FREE)
    built = build(folder)
    assert (built.status, built.warnings) == (0, ())
    assert f'href="{names[0]}.html#' in built.text("refers.html")


def test_a_name_given_twice_is_told_again_until_one_page_gives_it_up(tmp_path):
    kept, added, reference = PAIRS["a record and a label"]
    refers = f"# Refers\n\nSee {reference}.\n"
    folder = write(tmp_path, {"docs/a.md": kept, "docs/b.md": added, "docs/refers.md": refers})
    for _ in range(2):  # the second time nothing has changed
        assert "must be given once" in build(folder).warnings[0]
    (folder / "docs/a.md").unlink()
    save(folder, "docs/index.md", "# Ada\n\n```{toctree}\nb\nrefers\n```\n")
    built = build(folder)
    assert (built.status, built.warnings) == (0, ())
    assert 'href="b.html#award-x"' in built.text("refers.html")


def test_a_label_may_say_the_name_that_its_record_has_anyway(tmp_path):
    built = build(write(tmp_path, {"docs/page.md": f"(award-x)=\n{RECORD}"}))
    assert (built.status, built.warnings) == (0, ())
    assert built.text("page.html").count('id="award-x"') == 1

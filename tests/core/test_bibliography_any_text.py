"""Whatever stands in a field is read or refused: no text of any field breaks off a reading."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from folio.core.bibliography import read_bibliography
from folio.core.bibtex.entries.fields import PUBLIC

#: Pieces of fields that mean something to some part of the reader.
PIECES = (
    *(r"\href{", r"\href{}{x}", r"\href{http://a.example}{Oak}", r"\url{}"),
    *(r"\url{http://a.example}", "http://a.example/x", "10.1000/182"),
    *("https://doi.org/10.1000/1", "arXiv:2401.00001", "$x^2$", "Oak", "Ada Lin", " and "),
    *(", ", "; ", "1", "2020", "--", "-", "/", ".", ":", "(", ")", "[", "]", "<", ">"),
    *("<i>", "</i>", "&amp;", "&", "$", r"\emph{", "{", "}", "{}", r"\'e", '\\"{u}', "\\"),
    *(r"\textbf{", "~", " ", "\n", "%", "#", "@", "?", "'", '"', "``", "''", "*", "July"),
    *("in press", "Vol. 3", "no. 4", "pp. 1-2", "et al.", "others", "von", "Jr."),
    *("ISBN: 0306406152", r"\cite{a}", "{Oak Group}", "on behalf of the Oaks", "(eds.)"),
    *("école", "王", "\u200b", "null", r"$\alpha$", "^", "_", "=", "|", "`", r"\LaTeX"),
    *(r"\^", r"\over ", r"\sqrt", ",,", "file:///home/a/b"),
)
TYPES = ("article", "book", "inproceedings", "misc", "phdthesis", "techreport", "incollection")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


def closed(text: str) -> str:
    """Return a text whose braces are closed, so that it is one field of one entry."""
    depth, kept = 0, []
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        kept.append("" if depth < 0 else sign)
        depth = max(depth, 0)
    return "".join(kept) + "}" * depth


@given(
    kind=st.sampled_from(TYPES),
    fields=st.dictionaries(st.sampled_from(sorted(PUBLIC)), TEXTS.map(closed), max_size=3),
)
def test_any_text_of_any_field_is_read_or_refused_and_no_tex_is_shown(kind, fields):
    said = {"title": "T", **fields}
    body = ", ".join(f"{name} = {{{text}}}" for name, text in said.items())
    read = read_bibliography(f"@{kind}{{a, {body}}}")
    assert bool(read.sources) != bool(read.problems)
    for key, source in read.sources.items():
        assert not set("\\{}").intersection(source.reference.text + read.labels[key])

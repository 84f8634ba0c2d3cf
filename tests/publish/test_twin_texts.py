"""Whatever stands in a page reads back from its twin as that text, and as nothing else."""

from __future__ import annotations

from bs4 import BeautifulSoup
from docutils import nodes
from hypothesis import example, given
from hypothesis import strategies as st

from folio.core.escape import visible
from folio.pages.nodes import field, paragraph
from folio.publish.twin import Blocks
from folio.publish.twin_layout import joined
from folio.publish.twin_line import Line
from fragments import one_line
from fragments import texts as fragments
from twins import READER

PAGE = "https://ada.example/p/x.html"
texts = fragments.map(lambda text: one_line(text.replace("\x00", ""))).filter(bool)
PIECES = {
    "em": lambda text: nodes.emphasis("", text),
    "strong": lambda text: nodes.strong("", text),
    "code": lambda text: nodes.literal("", text),
    "a": lambda text: nodes.reference("", text, refuri="../y.html#z(1)"),
    "": nodes.Text,
}


def seen(*content: nodes.Node) -> BeautifulSoup:
    """Return what a reader sees of the twin of a page."""
    document = nodes.section("", *content)
    text = joined(Blocks(Line(PAGE, "https://ada.example/")).of([document]))
    return BeautifulSoup(READER.render(text), "html.parser")


def said(part) -> str:
    return one_line(part.get_text())


def table(*cells: nodes.Node) -> nodes.table:
    """Return a table of one row."""
    row = nodes.row("", *(nodes.entry("", cell) for cell in cells))
    columns = [nodes.colspec(colwidth=1) for _ in cells]
    return nodes.table("", nodes.tgroup("", *columns, nodes.tbody("", row), cols=len(cells)))


@given(texts, texts)
def test_a_text_reads_back_wherever_it_stands(text, other):
    shown = one_line(visible(text))
    item = nodes.list_item("", paragraph([nodes.Text(text)]))
    picture = nodes.image(uri="x.svg", alt=text)
    drawn = nodes.figure("", nodes.raw("", "<svg/>", format="html", alt=text))
    drawn += nodes.caption("", text)
    soup = seen(
        nodes.title("", text),
        paragraph([nodes.Text(text)]),
        nodes.bullet_list("", item),
        nodes.field_list("", field(other, [nodes.Text(text)])),
        table(paragraph([nodes.Text(text)]), paragraph([nodes.literal("", text)])),
        drawn,
        nodes.block_quote("", paragraph([picture])),
    )
    assert [said(part) for part in soup.find_all("h1")] == [shown]
    assert said(soup.find("p")) == shown
    both = [shown, one_line(f"{visible(other)}: {visible(text)}")]
    assert [said(part) for part in soup.find_all("li")] == both
    assert [said(part) for part in soup.find_all("td")] == [shown, shown]
    assert said(soup.find("blockquote")) == one_line(f"Figure. {shown} What it shows: {shown}")
    assert [one_line(image["alt"]) for image in soup.find_all("img")] == [shown]


@given(st.lists(st.tuples(st.sampled_from([*PIECES]), texts), min_size=1, max_size=5))
@example([("em", "x"), ("", "^"), ("a", "note")])
def test_the_pieces_of_a_line_read_back_as_what_they_are(pieces):
    soup = seen(paragraph([PIECES[kind](text) for kind, text in pieces]))
    shown = "".join(visible(text) for _, text in pieces)
    assert said(soup) == one_line(shown)
    for kind in filter(None, PIECES):
        wanted = [one_line(visible(text)) for name, text in pieces if name == kind]
        assert [said(part) for part in soup.find_all(kind)] == wanted
    assert {link["href"] for link in soup.find_all("a")} <= {"https://ada.example/y.html#z%281%29"}


@given(st.lists(texts, min_size=1, max_size=4).map("\n".join))
def test_code_reads_back_as_it_was(text):
    soup = seen(nodes.literal_block(text, text, language="python"))
    if soup.a and text.startswith("http"):  # an address alone is a link
        assert soup.a.get_text() == text
    else:
        assert soup.code.get_text() == f"{visible(text)}\n"


@given(st.lists(texts, min_size=2, max_size=4))
def test_the_lines_of_a_paragraph_begin_nothing_else(lines):
    soup = seen(paragraph([nodes.Text("\n".join(lines))]))
    assert [part.name for part in soup.find_all(True)] == ["p"]
    assert said(soup) == one_line(visible(" ".join(lines)))

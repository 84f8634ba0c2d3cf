"""Each form of a link is read back as the title and the address that it was made from."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import docutils.core
import docutils.nodes
import pybtex.database
import pytest
import typst
from docutils.parsers.rst import roles
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from examples import share
from folio.core.escape import visible
from folio.core.link_forms import FORMS, Target, latex

NAMES = {
    **{"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textbar": "|"},
    **{"textasciicircum": "^", "textasciitilde": "~", "textless": "<", "textgreater": ">"},
}
LIGATURES = ("--", "``", "''", ",,", "?`", "!`")
EVIL = (
    r"""a]b[c](x) \ {d} `e` *f* _g_ <h> &amp; "i" 'j' $k$ 5% #l ~m^ --n | @o ``p'' ?` !` ,,q \\"""
)

titles = st.text(max_size=30).filter(lambda title: title.strip())
# What `folio.core.options.url` accepts.
addresses = st.from_regex(
    r"https://ada\.example/[A-Za-z0-9/.~!$&()*+,;=:@_#?%-]{0,20}", fullmatch=True
)


def target(title: str = "The engine", address: str = "https://ada.example/ref/x.html") -> Target:
    return Target(
        key="x",
        label="project-x",
        title=title,
        address=address,
        badge=address,
        site=title,
        inventory="ada",
    )


def line(title: str) -> str:
    """Return a title on one line, its control characters shown."""
    return visible(" ".join(title.split()))


def read_latex(text: str) -> str:
    """Read back what LaTeX would print: only the commands that stand for a character are known."""
    assert not [pair for pair in LIGATURES if pair in text]
    tokens = r"\\([a-zA-Z]+)\{\}|\\([#$%&_])|(\{\})|([^\\{}#$%&_^~|<>])|(.)"
    printed = ""
    for name, escaped, empty, plain, markup in re.findall(tokens, text, re.DOTALL):
        assert not markup, (markup, text)
        printed += "" if empty else NAMES[name] if name else escaped or plain
    return printed


def test_every_language_has_its_form():
    assert list(FORMS) == [
        *("url", "markdown", "myst", "mystmd", "rst", "latex", "typst", "bibtex", "html", "badge")
    ]
    assert {name: form(target()) for name, form in FORMS.items()} == {
        "url": "https://ada.example/ref/x.html",
        "markdown": "[The engine](https://ada.example/ref/x.html)",
        "myst": "[](inv:ada#project-x)",
        "mystmd": "[](xref:ada#project-x)",
        "rst": ":external+ada:ref:`project-x`",
        "latex": r"\href{https://ada.example/ref/x.html}{The engine}",
        "typst": '#link("https://ada.example/ref/x.html", "The engine")',
        "bibtex": "@misc{ada-project-x,\n  title = {{Write-up: The engine}},\n"
        "  howpublished = {{The engine}},\n  url = {https://ada.example/ref/x.html}\n}",
        "html": '<a href="https://ada.example/ref/x.html">The engine</a>',
        "badge": "[![The engine](https://ada.example/ref/x.html)](https://ada.example/ref/x.html)",
    }


@given(titles, addresses)
@example(EVIL, "https://ada.example/a_(b)?c=1&amp;d=%20#e")
def test_markdown_reads_back_as_one_link_with_that_title(title, address):
    (block,) = [
        token
        for token in MarkdownIt("commonmark").parse(FORMS["markdown"](target(title, address)))
        if token.type == "inline"
    ]
    opening, *inside, closing = block.children
    assert (opening.type, closing.type) == ("link_open", "link_close")
    assert {token.type for token in inside} <= {"text", "text_special"}
    assert "".join(token.content for token in inside) == line(title)
    assert normal(opening.attrs["href"]) == normal(address)


@given(titles, addresses)
@example(EVIL, "https://ada.example/a_(b)?c=1&amp;d=%20#e")
def test_a_badge_reads_back_as_one_image_in_one_link(title, address):
    (block,) = [
        token
        for token in MarkdownIt("commonmark").parse(FORMS["badge"](target(title, address)))
        if token.type == "inline"
    ]
    opening, image, closing = block.children
    assert (opening.type, image.type, closing.type) == ("link_open", "image", "link_close")
    assert "".join(token.content for token in image.children) == line(title)
    assert normal(image.attrs["src"]) == normal(opening.attrs["href"]) == normal(address)


def normal(address: str) -> str:
    """Percent-encode an address as the reader of Markdown does."""
    return MarkdownIt().normalizeLink(address)


@given(titles, addresses)
@example(EVIL, "https://ada.example/a&amp;b")
def test_html_reads_back_as_one_link_with_that_title(title, address):
    read = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            read.append((tag, dict(attrs)))

        def handle_endtag(self, tag):
            read.append(tag)

        def handle_data(self, data):
            read.append(data)

    reader = Reader()
    reader.feed(FORMS["html"](target(title, address)))
    reader.close()
    assert read[0] == ("a", {"href": address})
    assert read[-1] == "a"
    assert "".join(read[1:-1]) == line(title)


def read_bibtex(one: Target) -> pybtex.database.Entry:
    """Read a form back: it is one entry, under the name of the site and the label."""
    data = pybtex.database.parse_string(FORMS["bibtex"](one), "bibtex")
    ((key, entry),) = data.entries.items()
    assert (key, entry.type) == (f"ada-{one.label}", "misc")
    return entry


def braced(value: str) -> list[str]:
    """Return the words of a value that is kept together by braces."""
    assert (value[0], value[-1]) == ("{", "}")
    # The reader of BibTeX squeezes white space that it does not know to be meant.
    return read_latex(value[1:-1]).split()


@share(30)
@given(titles, addresses)
@example(EVIL, "https://ada.example/a_b&c%20#d")
def test_bibtex_reads_back_as_one_entry(title, address):
    entry = read_bibtex(target(title, address))
    assert entry.fields["url"] == address
    assert braced(entry.fields["title"]) == ["Write-up:", *line(title).split()]
    assert braced(entry.fields["howpublished"]) == line(title).split()
    assert not entry.persons
    assert not {"year", "note"} & set(entry.fields)  # the inventory of a site knows neither


@share(30)
@given(titles, st.lists(titles, min_size=1, max_size=3))
@example(EVIL, ["O'Neill", "von Beethoven and Sons", "Ada, B."])
@example("x", ["Wang", "Ziren"])
def test_the_author_of_a_write_up_is_read_back_in_the_parts_of_the_name(text, parts):
    one = replace(target(), author=tuple(parts), year="2025", note=text)
    entry = read_bibtex(one)
    (person,) = entry.persons["author"]
    read = (
        *(person.prelast_names + person.last_names, person.lineage_names),
        person.first_names + person.middle_names,
    )
    said = [" ".join(name) for name in read if name]
    given = [braced(name) if name.startswith("{") else name.split() for name in said]
    assert given == [line(part).split() for part in parts]
    assert read_latex(entry.fields["note"]).split() == line(text).split()
    assert entry.fields["year"] == "2025"
    assert "howpublished" not in entry.fields


def test_an_author_stands_in_bibtex_as_people_write_it():
    one = replace(target(), author=("Wang", "Ziren"), note="About the paper X (Zhu et al., 2025)")
    assert "\n  author = {Wang, Ziren},\n" in FORMS["bibtex"](one)
    assert "\n  note = {About the paper X (Zhu et al., 2025)},\n" in FORMS["bibtex"](one)
    group = FORMS["bibtex"](replace(one, author=("The Analysts",)))
    assert "\n  author = {{The Analysts}},\n" in group


def test_a_link_to_what_is_no_write_up_is_not_called_one():
    entry = read_bibtex(replace(target(), label="award-x"))
    assert entry.fields["title"] == "{The engine}"


@given(titles, addresses)
@example(EVIL, "https://ada.example/a_b&c%20#d")
def test_latex_reads_back_as_a_link_with_that_title(title, address):
    form = FORMS["latex"](target(title, address))
    start = f"\\href{{{re.sub(r'([#%&_])', lambda m: chr(92) + m[0], address)}}}{{"
    assert form.startswith(start)
    assert form.endswith("}")
    assert read_latex(form[len(start) : -1]) == line(title)


@share(25)
@given(titles, addresses)
@example(EVIL, "https://ada.example/a_(b)?c=1&d=%20#e")
def test_typst_reads_back_as_one_link_with_that_title(title, address):
    source = FORMS["typst"](target(title, address)).encode()
    (link,) = json.loads(typst.query(source, "link"))
    assert (link["dest"], link["body"]) == (address, {"func": "text", "text": line(title)})


@pytest.mark.parametrize("pair", LIGATURES)
def test_latex_does_not_join_what_a_title_has_apart(pair):
    assert pair not in latex(f"a{pair}b")
    assert read_latex(latex(f"a{pair}{pair}b")) == f"a{pair}{pair}b"


def test_the_role_is_read_by_docutils_as_one_role_with_the_label():
    seen = []

    def role(name, rawtext, text, lineno, inliner, options=None, content=()):
        seen.append((name, text))
        return [docutils.nodes.Text(text)], []

    name = "external+ada:ref"
    roles.register_local_role(name, role)
    docutils.core.publish_doctree(
        FORMS["rst"](target(EVIL)), settings_overrides={"report_level": 5}
    )
    assert seen == [(name, "project-x")]

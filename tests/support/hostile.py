"""Texts that other formats would take for markup, and records full of them."""

from __future__ import annotations

from hypothesis import strategies as st

from folio.core.bibliography import Bibliography, Source
from folio.core.dates import Date, Period
from folio.core.index import Index, Placed
from folio.core.kinds import (
    PROJECT_KINDS,
    Activity,
    Award,
    Education,
    Person,
    Project,
    Publication,
    Skill,
    Software,
)
from folio.core.options import Url
from folio.core.portfolio import Part, Portfolio
from folio.core.selection import Listing

MARKUP = (
    *("#set page(width: 1pt)", "#panic()", "*strong* _emph_ `raw` @ref <label>", "$x^2$ // gone"),
    *("= Heading", "- point", "\\ \\u{41} ~ -- --- ...", "/* gone */ #[x]", "\"quoted\" 'single'"),
    *("\\textbf{x} \\input{/etc/passwd} $\\frac12$ %", "{{ x }} {% y %}", '{"a": [1, null]}'),
    *("<b>&amp;</b> <!-- x --> <![CDATA[x]]>", "</script><script>alert(1)</script>", "]]> -->"),
    *(
        "אבג 123 ابج",
        "محمد، שרה (x)",
        "a\u202eb\u202cc\u2066d\u2069",
        "a\u200bb\u00adc\ufeff",
        "e\u0301 \U0001f600",
    ),
    *("\x00\x01\x07\x1b[31m\x7f\x85", "\u2028\u2029", "fi fl ffi office", "https://x/?a=1&b=2"),
)
texts = (st.sampled_from(MARKUP) | st.text(min_size=1, max_size=40)).filter(str.strip)
dates = st.builds(Date, st.integers(1, 9999), st.integers(0, 12))
periods = st.none() | st.builds(Period, dates) | st.builds(Period, dates, ongoing=st.just(True))
urls = st.sampled_from(["https://a.example/x", "https://b.example/?q=%20", "mailto:c@d.example"])
links = st.none() | urls.map(Url)
several = st.lists(texts, max_size=3).map(tuple)
sources = st.sampled_from([(), ("full",), ("bare",), ("full", "bare")])
common = {"title": texts, "summary": texts, "highlights": several, "source": sources}
common["date"] = periods


def records(cls, **fields):
    """Build records of a class; the key comes from the class, so that each is there once."""
    return st.builds(cls, key=st.just(cls.__name__.lower()), **common, **fields)


people = records(
    Person, author=texts, native=st.none() | texts, mail=links, site=links, github=links
)
others = (
    records(Project, kind=st.sampled_from(sorted(PROJECT_KINDS)), status=texts, with_=texts),
    records(Education, institution=texts, place=texts, gpa=texts, courses=several),
    records(Award, rank=st.none() | texts),
    records(Skill),
    records(Activity, role=texts, site=links),
    records(Software, code=urls.map(Url), licence=texts),
    records(Publication, bib=st.sampled_from(["full", "bare", "unknown"]), pdf=links),
)
CHAPTERS = ("person", "education", "award", "skill", "project", "software", "activity")
PARTS = tuple(Part(kind.title(), (kind,), Listing()) for kind in (*CHAPTERS, "publication"))


@st.composite
def bibliographies(draw) -> Bibliography:
    """Build two sources: one with all that it can have, one with no more than it must have."""
    full = Source(
        **{"key": "full", "title": draw(texts), "authors": (*draw(several), "others")},
        **{"families": (), "date": Date(2025, 7), "venue": draw(texts), "pages": "1–2"},
        **{"shorthand": "", "bibtex": "", "links": (("doi:10.1/x", "https://doi.org/10.1/x"),)},
    )
    bare = Source("bare", draw(texts), (), (), Date(2024), "", "", "", (), "")
    return Bibliography({"full": full, "bare": bare})


@st.composite
def portfolios(draw) -> Portfolio:
    """Build a portfolio of one person and some records."""
    chosen = draw(st.lists(st.sampled_from(others), unique=True))
    found = [draw(people), *map(draw, chosen)]
    placed = tuple(Placed(record, "page", line) for line, record in enumerate(found, 1))
    index = Index({"page": placed}, {})
    return Portfolio(index, draw(bibliographies()), "https://ada.example/", PARTS)

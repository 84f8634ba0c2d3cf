"""Every value of conf.py that is this extension's: its name, its type, its default, its meaning.

The reference on the site is made from this table. A name that begins with ``folio_`` and is not
in it is reported, since Sphinx passes over a name that nobody declares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from folio.core.problems import Problem, Subtype, suggestion
from folio.pages.configuration import (
    check_bibliography,
    check_colours,
    check_han,
    place_in_conf,
)
from folio.pages.front_matter import check_front_matter
from folio.pages.html_text import RawDirective, read_html
from folio.pages.internals import settings_of
from folio.pages.remedies import setup_remedies
from folio.pages.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


@dataclass(frozen=True, slots=True)
class Value:
    """A value of conf.py; ``rebuild`` says what is done anew when it changes, as for Sphinx.

    ``type`` is what Sphinx holds it to; None or object where the extension judges it itself.
    """

    default: Any
    type: type | None
    rebuild: Literal["", "env", "html"]
    meaning: str


VALUES: Mapping[str, Value] = {
    "folio_bibliography": Value(
        *("references.bib", object, "env"),
        "The BibTeX file, below the folder of the pages, from which all sources and papers come; "
        "or a list of several, read in their order: what ``@string`` and ``@preamble`` of one "
        "define holds in those after it.",
    ),
    "folio_back_links": Value(
        *({}, dict, "html"),
        "Other sites that may link here: a name, and the address of the site with the file of its "
        "inventory, relative to conf.py: ``{'noc': ('https://ada.example/noc/', 'noc.inv')}``. "
        "``{mentions}`` shows what links to the records of its page.",
    ),
    "folio_card": Value(
        *("_templates/card.typ", str, "html"),
        "The Typst template of the social images, relative to conf.py.",
    ),
    "folio_colours": Value(
        *("_templates/colours.json", str, "env"),
        "The file, relative to conf.py, with the colours of pages, badges, cards and cv.pdf.",
    ),
    "folio_cv": Value(
        *("cv", str, "html"),
        "The page that is the CV: its headings and ``{cv}`` listings are the chapters of cv.pdf.",
    ),
    "folio_drafts": Value(
        *(False, bool, "env"),
        "Whether what is marked as a draft is shown; ``nox -s live`` sets it. A page is one by "
        "``draft: true`` in its front matter, a record, with its section, by the option ``draft``.",
    ),
    "folio_exports": Value(
        *([], list, "html"),
        "The files that are made beside the pages, by their names below.",
    ),
    "folio_han": Value(
        *("zh-Hans", str, "env"),
        "The language of Chinese characters without kana on pages of another language: "
        "``zh-Hans``, ``zh-Hant``, ``ja`` or ``ko``.",
    ),
    "folio_inventory_name": Value(
        *("", str, "html"),
        "What other repositories call the inventory of this site in their links to it.",
    ),
    "folio_ledger": Value(
        *("", str, ""),
        "The file, relative to conf.py, that lists what has been published and must stay.",
    ),
    "folio_live": Value(
        *(False, bool, "html"),
        "Whether the policy of pages lets a server that builds anew load them again; "
        "``nox -s live`` sets it.",
    ),
    "folio_macros": Value(
        *({}, dict, "env"),
        r"Commands of one's own in formulas: ``{r'\R': r'\mathbb{R}'}``; ``#1`` is an argument.",
    ),
    "folio_moved": Value(
        *({}, None, "html"),
        "Old addresses and new ones: ``{'old.html': 'new.html', 'a.html#old': 'a.html#new'}``.",
    ),
    "folio_policy": Value(
        *(True, bool, "html"),
        "Whether pages carry a content security policy; it forbids what is not the site's own.",
    ),
    "folio_results": Value(
        *("results", str, "env"),
        "The folder, relative to conf.py, with the results and figures of models.",
    ),
    "folio_source": Value(
        *("", str, "html"),
        "The address of the folder of the pages in a public repository, such as "
        "``https://github.com/ada/site/blob/main/docs/``; the foot of each page leads to its file.",
    ),
    "folio_template": Value(
        *("_templates/cv.typ", str, "html"),
        "The Typst template of cv.pdf, relative to conf.py.",
    ),
    "folio_writeup": Value(
        *("_templates/writeup.typ", str, "html"),
        "The Typst template of the PDFs of write-ups, relative to conf.py.",
    ),
}


def report_unknown(app: Sphinx, config: Config) -> None:
    """Report each name of conf.py that looks like ours and is none."""
    for name in settings_of(config):
        if name.startswith("folio_") and name not in VALUES:
            what = f"{name!r} is no value of this extension; it has {', '.join(VALUES)}"
            problem = Problem(Subtype.OPTION, what + suggestion(name, VALUES))
            report(problem, place_in_conf(app, name))


def setup_config(app: Sphinx) -> None:
    """Declare the values."""
    for name, value in VALUES.items():
        types: Any = () if value.type is None else (value.type,)
        if value.type is object:  # Sphinx would hold it to the type of its default
            types = Any
        app.add_config_value(name, value.default, value.rebuild, types)
    setup_remedies(app)
    app.connect("config-inited", report_unknown)
    app.connect("config-inited", read_html)
    app.connect("doctree-read", check_front_matter)
    app.add_directive("raw", RawDirective, override=True)
    app.connect("config-inited", check_bibliography)
    app.connect("config-inited", check_han)
    app.connect("builder-inited", check_colours)

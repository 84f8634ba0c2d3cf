"""Folio: a Sphinx extension for academic portfolios.

Every fact is a typed record with its sources; cards, timelines, publications and references
are made from the records. ``setup`` is the list of all that this package adds to Sphinx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__version__ = "0.1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    # Imported here so that the records and the command need no Sphinx.
    from folio.collect import CollectRecords, report_bibliography
    from folio.curriculum import setup_curriculum
    from folio.domain import FolioDomain, report_missing
    from folio.freshness import setup_freshness
    from folio.heads import setup_heads
    from folio.languages import MarkChinese
    from folio.maths import setup_maths
    from folio.models import setup_models
    from folio.nodes import setup_nodes
    from folio.pictures import setup_pictures
    from folio.publish import setup_exports
    from folio.render import fill_page

    app.setup_extension("sphinx_design")
    app.add_config_value("folio_bibliography", "references.bib", "env", str)
    app.add_domain(FolioDomain)
    app.add_transform(MarkChinese)
    app.add_transform(CollectRecords)
    setup_nodes(app)
    setup_maths(app)
    setup_models(app)
    setup_pictures(app)
    setup_heads(app)
    setup_curriculum(app)
    setup_exports(app)
    setup_freshness(app)
    app.connect("env-before-read-docs", report_bibliography)
    app.connect("doctree-resolved", fill_page)
    app.connect("warn-missing-reference", report_missing)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

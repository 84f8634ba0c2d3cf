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
    from folio.config import setup_config
    from folio.pages.collect import CollectRecords
    from folio.pages.domain import FolioDomain
    from folio.pages.drafts import setup_drafts
    from folio.pages.fill import setup_pages
    from folio.pages.footnotes import PlaceFootnotes
    from folio.pages.incremental import setup_freshness
    from folio.pages.inventories import setup_inventories
    from folio.pages.languages import MarkLanguages
    from folio.pages.lazy_figures import setup_pictures
    from folio.pages.maths import setup_maths
    from folio.pages.nodes import setup_nodes
    from folio.pages.served import setup_served
    from folio.pages.units import setup_units
    from folio.permanence.finish import setup_permanence
    from folio.publish.cv_pdf import setup_curriculum
    from folio.publish.heads import setup_heads
    from folio.publish.pdfs import setup_pdfs
    from folio.publish.twins import setup_twins

    app.setup_extension("sphinx_design")
    app.add_domain(FolioDomain)
    for transform in (MarkLanguages, CollectRecords, PlaceFootnotes):
        app.add_transform(transform)
    for setup_part in (
        *(setup_config, setup_drafts, setup_served, setup_pages),
        *(setup_nodes, setup_maths, setup_pictures, setup_units, setup_heads),
        *(setup_inventories, setup_curriculum, setup_twins, setup_pdfs),
        *(setup_permanence, setup_freshness),  # what is done last, in this order
    ):
        setup_part(app)
    return {
        "version": __version__,
        "env_version": 5,  # what a page is read into has changed that often
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }

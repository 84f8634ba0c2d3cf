"""When two addresses lead to one place.

>>> same_place("https://doi.org/10.48550/arXiv.2001.00012"), same_place("http://www.oak.example/")
('arxiv:2001.00012', 'oak.example')
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from folio.core.archives import shown
from folio.core.bibtex.links.dois import OF_PUBMED, OTHER_RESOLVER, RESOLVER

#: A page or a file of arXiv, with the number that it has, in its version if that is told.
ON_ARXIV = re.compile(
    r"^https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/(.+?)(?:\.pdf)?/?$", re.IGNORECASE
)
#: A page of HAL under each of its names.
ON_HAL = re.compile(
    r"https?://(?:[\w.-]+\.)?(?:archives-ouvertes\.fr|hal\.science|inria\.fr)/"
    r"([a-z]+-\d{6,})(?:v\d+)?(?:/document)?/?$"
)
#: A page of Zenodo, whose number is the end of its DOI.
ON_ZENODO = re.compile(
    r"https?://(?:www\.)?zenodo\.org/(?:records?/|doi/10\.5281/zenodo\.)(\d+)/?$"
)
#: A page of JSTOR, with where its reader has come from.
ON_JSTOR = re.compile(r"https?://(?:www\.)?jstor\.org/stable/(?:10\.2307/)?(\d+)(?:\?.*)?$")


def same_place(to: str) -> str:
    """Return what two addresses of one place have in common."""
    bare = OTHER_RESOLVER.sub("https://doi.org/", to) if "doi" in to else to
    if RESOLVER.match(bare):
        number = unquote(RESOLVER.sub("doi:", bare)).lower()
        return re.sub(r"^doi:10\.48550/arxiv\.(.+?)(?:v\d+)?$", r"arxiv:\1", number)
    if medical := "ncbi" in to and OF_PUBMED.match(to):
        return f"pubmed:{medical[1]}"
    if of_zenodo := "zenodo" in to and ON_ZENODO.match(to):
        return f"doi:10.5281/zenodo.{of_zenodo[1]}"
    if of_hal := ON_HAL.match(to):
        return f"hal:{of_hal[1]}"
    if paper := "jstor" in to and ON_JSTOR.match(to):
        return f"jstor:{paper[1]}"
    if preprint := "arxiv" in to.lower() and ON_ARXIV.match(to):
        number = re.sub(r"v\d+$", "", preprint[1].lower())
        return f"arxiv:{number}"
    return shown(to).rstrip("/")

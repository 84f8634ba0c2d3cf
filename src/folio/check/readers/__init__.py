"""One reader a format: text in, links out, with the place of each.

What is a link is said in docs/linking.md; no reader raises anything but ValueError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from folio.check.excerpt import Link
from folio.check.readers.latex import latex_links
from folio.check.readers.markdown import markdown_links
from folio.check.readers.notebook import notebook_links
from folio.check.readers.python import python_links
from folio.check.readers.rst import rst_links

Reader = Callable[[str], Iterator[Link]]

READERS: Mapping[str, Reader] = {
    **dict.fromkeys((".md", ".markdown", ".myst", ".mdx", ".qmd", ".rmd"), markdown_links),
    **dict.fromkeys((".rst", ".rest"), rst_links),
    **dict.fromkeys((".tex", ".ltx", ".bib"), latex_links),
    **dict.fromkeys((".py", ".pyi"), python_links),
    ".ipynb": notebook_links,
}

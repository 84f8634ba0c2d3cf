"""One reader a format: text in, links out, with the place of each.

What is a link is said in docs/linking.md; no reader raises anything but ValueError. The end of a
file's name, in any case, says its format, or else its whole name, or the first line of a script.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from folio.check.excerpt import Link
from folio.check.readers.bibtex import bibtex_links
from folio.check.readers.html import component_links, page_links, xml_links
from folio.check.readers.json import json_links
from folio.check.readers.latex import latex_links
from folio.check.readers.markdown import markdown_links, mdx_links
from folio.check.readers.markup import asciidoc_links, org_links
from folio.check.readers.notebook import notebook_links
from folio.check.readers.python import python_links
from folio.check.readers.rst import rst_links
from folio.check.readers.source import LANGUAGES, SCRIPTS, reader_of, script_links, source_links
from folio.check.readers.text import bare, csv_links
from folio.check.readers.toml import ini_links, toml_links
from folio.check.readers.typst import typst_links
from folio.check.readers.yaml import yaml_links

Reader = Callable[[str], Iterator[Link]]

_MARKDOWN = (
    *(".md", ".markdown", ".myst", ".qmd", ".rmd", ".rmarkdown", ".mdown", ".mkd", ".mkdn"),
    *(".mdwn", ".mdtxt", ".jmd", ".livemd", ".markua"),
)
_LATEX = (
    *(".tex", ".ltx", ".latex", ".sty", ".cls", ".tikz", ".rnw", ".snw", ".ins", ".def", ".clo"),
    *(".fd", ".mp", ".bbx", ".cbx", ".lbx", ".bbl", ".ldf", ".rd"),
)
_HTML = (
    *(".html", ".htm", ".xhtml", ".shtml", ".astro", ".j2", ".jinja"),
    *(".jinja2", ".njk", ".liquid", ".hbs", ".mustache", ".ejs", ".erb", ".tmpl"),
    *(".textile", ".wiki", ".mediawiki", ".creole"),  # whose code stands between tags
)
_XML = (
    *(".xml", ".svg", ".rss", ".atom", ".xsl", ".xslt", ".opml", ".plist", ".drawio", ".kml"),
    *(".csl", ".webloc", ".xsd", ".tei", ".xlf", ".rdf", ".fodt", ".wsdl", ".xmp", ".ui"),
)
_TEXT = (
    *(".txt", ".text", ".tsv", ".srt", ".vtt", ".gmi", ".pod", ".rdoc"),
    *(".log", ".nfo", ".diz", ".nbib", ".ttl", ".nt", ".rtf", ".cabal", ".bnf", ".ebnf"),
    *(".ris", ".enw", ".ics", ".vcf", ".po", ".lyx", "description"),
    *("readme", "license", "licence", "copying", "notice", "authors", "contributors", "changelog"),
    *("changes", "history", "news", "todo", "install", "contributing", "hacking", "thanks"),
    *("maintainers", "citation", "version", "codeowners"),
)

#: what reads a file, by the end of its name or the whole of it, in small letters
READERS: Mapping[str, Reader] = {
    **dict.fromkeys(_MARKDOWN, markdown_links),
    ".mdx": mdx_links,
    **dict.fromkeys((".rst", ".rest"), rst_links),
    **dict.fromkeys(_LATEX, latex_links),
    ".dtx": partial(latex_links, comments=False),  # whose text stands in comments
    **dict.fromkeys((".bib", ".bibtex"), bibtex_links),
    **dict.fromkeys((".adoc", ".asciidoc", ".asc", ".ad"), asciidoc_links),
    ".org": org_links,
    **dict.fromkeys((".py", ".pyi", ".pyw", ".sage", "sconstruct", "wscript"), python_links),
    **dict.fromkeys((".smk", "snakefile"), python_links),
    ".ipynb": notebook_links,
    **dict.fromkeys(_HTML, page_links),
    **dict.fromkeys((".vue", ".svelte"), component_links),
    **dict.fromkeys(_XML, xml_links),
    **dict.fromkeys((".yml", ".yaml", ".cff", ".clang-format"), yaml_links),
    **dict.fromkeys((".toml", "pipfile"), toml_links),
    **dict.fromkeys((".ini", ".cfg", ".conf", ".properties", ".gitmodules", ".env"), ini_links),
    **dict.fromkeys((".url", ".desktop", ".editorconfig"), ini_links),
    **dict.fromkeys((".json", ".jsonc", ".json5", ".jsonl", ".webmanifest"), json_links),
    **dict.fromkeys((".geojson", ".ndjson"), json_links),
    ".typ": typst_links,
    **dict.fromkeys(_TEXT, bare),
    ".csv": csv_links,
    **dict.fromkeys(SCRIPTS, script_links),
    **{
        ending: partial(source_links, language=language)
        for language, endings in LANGUAGES.items()
        for ending in endings
    },
}


_SHEBANG = re.compile(
    r"#![^\r\n]*?\b(?:env\s+(?:-\S+\s+)*)?([A-Za-z]+)[\d.]*[ \t]*(?:\s-[^\r\n]*)?$", re.M
)


def reader_for(path: Path, text: str = "") -> Reader | None:
    """Return what reads a file, or None if its format is not known.

    >>> reader_for(Path("Lab.Rmd")) is markdown_links, reader_for(Path("core.dump"))
    (True, None)
    """
    name = path.name.lower()
    known = READERS.get(name) or READERS.get(path.suffix.lower() or name)
    if known is None and name.partition(".")[0] in {"readme", "makefile", "dockerfile"}:
        known = READERS[name.partition(".")[0]]
    if known is None and not path.suffix and (script := _SHEBANG.match(text)):
        known = python_links if script[1] == "python" else reader_of(script[1])
    return known

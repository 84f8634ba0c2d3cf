"""Where the files of a record and of a page stand, relative to the site: no other module says it.

>>> ref_page("engine"), badge_file("engine"), card_file("projects/engine")
('ref/engine.html', 'badges/engine.svg', 'cards/projects/engine.png')

A docname is a page's name without a suffix, as Sphinx has it; a key is that of a record.
"""

from __future__ import annotations

from dataclasses import dataclass

REF = "ref/"  #: the folder of the addresses that stay wherever a page moves
BADGES = "badges/"
CARDS = "cards/"
CITATIONS = "cite/"
CITATION_SUFFIXES = (".bib", ".csl.json")
PAGE_SUFFIX = ".html"
#: The picture beside the name, on pages, in the CV and on cards; a site may be without it.
SEAL = "_static/seal.svg"


def page_file(docname: str) -> str:
    """Return the path of a page."""
    return docname + PAGE_SUFFIX


@dataclass(frozen=True, slots=True)
class Layout:
    """Where pages stand: each in a file of its name, or in a folder of its name.

    >>> Layout(folders=True).file("projects/x"), Layout(folders=True).address("projects/index")
    ('projects/x/index.html', 'projects/')
    """

    folders: bool = False

    def file(self, docname: str) -> str:
        """Return the path of a page."""
        named = not self.folders or docname.rpartition("/")[2] == "index"
        return page_file(docname if named else f"{docname}/index")

    def address(self, docname: str) -> str:
        """Return the address of a page as links have it."""
        return self.file(docname).removesuffix("index.html" if self.folders else "")

    def docname(self, page: str) -> str:
        """Return the docname of a page by its path; of ``a/b/index.html`` in folders, ``a/b``."""
        name = docname_of(page)
        return name.removesuffix("/index") if self.folders else name


def docname_of(page: str) -> str:
    """Return the docname of a page by its path."""
    return page.removesuffix(PAGE_SUFFIX)


def ref_page(key: str) -> str:
    """Return the path of the address that a record keeps wherever its page moves."""
    return page_file(f"{REF}{key}")


def badge_file(key: str) -> str:
    """Return the path of a record's badge."""
    return f"{BADGES}{key}.svg"


def citation_files(key: str) -> dict[str, str]:
    """Return the paths of the files that cite a paper, by their suffix."""
    return {suffix: f"{CITATIONS}{key}{suffix}" for suffix in CITATION_SUFFIXES}


def card_file(docname: str) -> str:
    """Return the path of the social image of a page."""
    return f"{CARDS}{docname}.png"


def twin_file(docname: str) -> str:
    """Return the path of a write-up as Markdown, beside its page."""
    return f"{docname}.md"


def pdf_file(docname: str) -> str:
    """Return the path of a write-up as PDF, beside its page."""
    return f"{docname}.pdf"


def files_of_page(docname: str) -> tuple[str, ...]:
    """Return the files that move with a page."""
    return twin_file(docname), pdf_file(docname), card_file(docname)


def files_of_record(key: str) -> tuple[str, ...]:
    """Return the files that move with a record, its permanent address apart."""
    return badge_file(key), *citation_files(key).values()


def is_page(address: str) -> bool:
    """Tell whether an address is that of a page, and not of an anchor or of another file."""
    return address.endswith(PAGE_SUFFIX)

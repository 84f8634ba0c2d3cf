r"""How a record is linked to, in each language that people write: ``FORMS``.

What a form says of a record is read back as that very title and address, whatever they hold.

>>> target = Target(key="engine", label="project-engine", title="The engine, at 100%",
...     address="https://ada.example/ref/engine.html", badge="https://ada.example/badges/engine.svg",
...     site="Ada", inventory="ada")
>>> FORMS["latex"](target)
'\\href{https://ada.example/ref/engine.html}{The engine, at 100\\%}'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from folio.core.escape import attribute, markdown, visible

# What LaTeX would take for markup. Braces have names of their own, since BibTeX counts those
# that are escaped; empty groups keep hyphens and quotation marks from growing together.
_LATEX = {
    **{mark: f"\\{mark}" for mark in "#$%&_"},
    **{"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}"},
    **{"^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "|": r"\textbar{}"},
    **{"<": r"\textless{}", ">": r"\textgreater{}"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A record as links name it; ``address`` and ``badge`` are its permanent ones.

    ``site`` is the name of the site, and ``inventory`` what links call its inventory.
    What only the site itself knows may follow, for a citation: the parts of the author's name in
    the order of BibTeX, the year, and what the record's page is about.
    """

    key: str
    label: str
    title: str
    address: str
    badge: str
    site: str
    inventory: str
    author: tuple[str, ...] = ()
    year: str = ""
    note: str = ""


#: The kinds of records that have a page about a work, which is not that work: a write-up.
WRITTEN_UP = ("project", "publication")


def latex(text: str) -> str:
    r"""Return text for a line of LaTeX, or for a value of BibTeX.

    >>> latex("a_b & {c} -- 50%")
    'a\\_b \\& \\textbraceleft{}c\\textbraceright{} -{}- 50\\%'
    """
    line = visible(" ".join(text.split()))
    line = re.sub(r"[#$%&_\\{}^~|<>]", lambda match: _LATEX[match[0]], line)
    return re.sub(r"([-`',])(?=\1)|([?!])(?=`)", r"\g<0>{}", line)


def _url(target: Target) -> str:
    return target.address


def _markdown(target: Target) -> str:
    return f"[{markdown(target.title)}]({_destination(target.address)})"


def _myst(target: Target) -> str:
    return f"[](inv:{target.inventory}#{target.label})"


def _mystmd(target: Target) -> str:
    return f"[](xref:{target.inventory}#{target.label})"


def _rst(target: Target) -> str:
    return f":external+{target.inventory}:ref:`{target.label}`"


def _latex(target: Target) -> str:
    # Inside the argument of another command, as in a footnote, these must be escaped.
    address = re.sub(r"[#%&_]", r"\\\g<0>", target.address)
    return f"\\href{{{address}}}{{{latex(target.title)}}}"


def _bibtex(target: Target) -> str:
    written = target.label.startswith(tuple(f"{kind}-" for kind in WRITTEN_UP))
    title = f"Write-up: {target.title}" if written else target.title
    fields = {
        "author": _bibtex_name(target.author),
        # A second pair of braces: a title keeps its capitals, and the name of a site too.
        "title": f"{{{latex(title)}}}",
        "howpublished": "" if target.author else f"{{{latex(target.site)}}}",
        "year": target.year,
        "note": latex(target.note),
        "url": target.address,
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{target.inventory}-{target.label},\n{lines}\n}}"


def _bibtex_name(parts: tuple[str, ...]) -> str:
    """Return a name in parts; what BibTeX would part further is kept together by braces."""
    plain = re.compile(r"(?!.*\band\b)[^\W\d_]+([ .'’-]+[^\W\d_]+)*\.?", re.IGNORECASE)
    kept = (part if plain.fullmatch(part) else f"{{{latex(part)}}}" for part in parts)
    return ", ".join(kept) if len(parts) > 1 else "".join(f"{{{latex(part)}}}" for part in parts)


def _typst(target: Target) -> str:
    # A string, since Typst reads no markup in it: nothing but these two marks is special there.
    address, title = (
        re.sub(r'[\\"]', r"\\\g<0>", text)
        for text in (target.address, visible(" ".join(target.title.split())))
    )
    return f'#link("{address}", "{title}")'


def _html(target: Target) -> str:
    return f'<a href="{attribute(target.address)}">{attribute(" ".join(target.title.split()))}</a>'


def _badge(target: Target) -> str:
    image = f"![{markdown(target.title)}]({_destination(target.badge)})"
    return f"[{image}]({_destination(target.address)})"


def _destination(address: str) -> str:
    """Return an address for the parentheses of Markdown."""
    return re.sub(r"[\\()&]", r"\\\g<0>", address)


FORMS: Mapping[str, Callable[[Target], str]] = {
    "url": _url,
    "markdown": _markdown,
    "myst": _myst,
    "mystmd": _mystmd,
    "rst": _rst,
    "latex": _latex,
    "typst": _typst,
    "bibtex": _bibtex,
    "html": _html,
    "badge": _badge,
}

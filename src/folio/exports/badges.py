"""A badge for each record: a small SVG that names the site and the record, for README files.

A picture in a README gets no font and no style from outside, so a badge brings its own style and
asks for Helvetica or a face of the same widths, which every system has one of; ``textLength``
holds the text in place where it has not. It follows the reader's dark mode, and since it has a
ground of its own it can be read on a page of either kind.
"""

from __future__ import annotations

import math
import unicodedata

from folio.core.addresses import badge_file
from folio.core.colours import PLAIN, Colours
from folio.core.escape import attribute, visible
from folio.core.portfolio import Portfolio
from folio.core.records import former_names

SIZE, HEIGHT, PAD = 11, 20, 7  #: of the letters, of the badge, and beside a text, in pixels
LONGEST = 28  #: characters of a title that a badge shows; of a longer one it shows the beginning
# The widths of Helvetica, Arial and Liberation Sans, in thousandths of the size.
_GROUPS = {
    **{191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"'},
    **{389: "*", 469: "^", 500: "Jcksvxyz", 556: "#$0123456789?L_abdeghnopqu", 584: "+<=>~"},
    **{611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W"},
    **{1015: "@"},
}
WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}


def style(colours: Colours) -> str:
    """Return the style of a badge; on the seal stands paper, in the dark as well."""
    light, dark = colours.light(), colours.dark()
    return (
        f".p{{fill:{light['paper']};stroke:{light['rule']}}}.i{{fill:{light['ink']}}}"
        f".s{{fill:{light['seal']}}}.o{{fill:{light['paper']}}}"
        "@media(prefers-color-scheme:dark){"
        f".p{{fill:{dark['surface']};stroke:{dark['rule']}}}.i{{fill:{dark['ink']}}}}}"
    )


def badges(portfolio: Portfolio, site: str, colours: Colours = PLAIN) -> dict[str, str]:
    """Return the badge of every record by its file, under its former keys as well."""
    look = style(colours)
    return {
        badge_file(name): badge(
            site, short_name(key, placed.record.title), placed.record.title, look
        )
        for key, placed in portfolio.index.by_key.items()
        for name in (key, *(old.key for old in former_names(placed.record)))
    }


def short_name(key: str, title: str) -> str:
    """Return what a badge calls a record: its title, what stands before the colon, or its key.

    >>> short_name("nanoflow", "NanoFlow: Towards Optimal Large Language Model Serving")
    'NanoFlow'
    """
    name = " ".join(title.split())
    names = (name, name.partition(": ")[0], key)
    return next(name for name in names if len(name) <= LONGEST or name == key)


def text_width(text: str) -> int:
    """Return how many pixels a text takes; letters of other scripts are as wide as they are."""
    widths = (WIDTHS.get(letter) or _other(letter) for letter in text)
    return math.ceil(sum(widths) * SIZE / 1000)


def _other(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    wide = unicodedata.east_asian_width(letter) in "WF"
    return WIDTHS.get(base, 1000 if wide else 600)


def badge(site: str, name: str, title: str, look: str = style(PLAIN)) -> str:
    """Return the picture: the site's name on its seal, and beside it the record's."""
    site, name = visible(" ".join(site.split())), visible(name)
    left, right = text_width(site), text_width(name)
    seal, width = left + 2 * PAD, left + right + 4 * PAD
    said = attribute(f"{site}: {' '.join(title.split())}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}" '
        f'viewBox="0 0 {width} {HEIGHT}" role="img" aria-label="{said}"><title>{said}</title>'
        f'<style>{look}</style><path class="p" d="M.5 .5h{width - 1}v{HEIGHT - 1}H.5z"/>'
        f'<path class="s" d="M0 0h{seal}v{HEIGHT}H0z"/>'
        f'<g font-family="Helvetica,Arial,Liberation Sans,sans-serif" font-size="{SIZE}">'
        f"{_text('o', PAD, left, site)}{_text('i', seal + PAD, right, name)}</g></svg>\n"
    )


def _text(style: str, x: int, width: int, text: str) -> str:
    return (
        f'<text class="{style}" x="{x}" y="14" textLength="{width}" '
        f'lengthAdjust="spacingAndGlyphs">{attribute(text)}</text>'
    )

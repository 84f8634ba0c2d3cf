r"""The MathML of a page: what browsers draw, in classes in place of styles, and in few bytes.

A page takes styles from its own sheet only; what a page could not show is refused.

>>> shown('<math><semantics><mi>G</mi><annotation encoding="application/x-tex">G</annotation>'
...       "</semantics></math>")
'<math><mi>G</mi></math>'
"""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

#: Attributes of MathML that say what a style says, which the policy of a page forbids.
ATTRIBUTES = {"color": "mathcolor", "background-color": "mathbackground"}
#: The colours that LaTeX and browsers both know by name; others are written as #rrggbb.
COLOURS = re.compile(
    "#(?:[0-9a-fA-F]{3}){1,2}|black|blue|brown|cyan|darkgray|gray|green|lightgray|lime|magenta"
    "|olive|orange|pink|purple|red|teal|violet|white|yellow"
)
#: Classes of the converter that _static/mathematics.css sets, or that only refine a distance.
CLASSES = re.compile(
    "tml-(left|right|display|jot|small|sml-pad|med-pad|lrg-pad|prime|tag|tageqn|vec"
    "|cancel|xcancel|hat(-[1-4])?|tilde-[2-4])|(up|down)strike|sout|math(scr|cal)"
    "|(wbk|chr|ff)-.*|tex-.*"
)
#: Where a cell has its space, and what a class calls that.
PADDINGS = {"padding-left": "pl", "padding-right": "pr"}
#: The spaces between cells for which _static/mathematics.css has a class.
SPACES = {"0em": "0", "1em": "1", "2em": "2", "5.9776pt": "c", "0pt": "0", "0.1389em": "s"}
FARTHEST = 18  #: for so many eighteenths of an em back there is a class
#: What says again what the element or its class says.
SAID = {"display:block math", "padding:0", "padding:0.035em 0 0 0"}
OTHERS = {
    "width:100%": "tex-whole",
    "width:50%": "tex-half",
    "border-left:0.06em solid": "tex-bl",
    "border-right:0.06em solid": "tex-br",
    "border-top:0.06em solid": "tex-bt",
    "border-bottom:0.06em solid": "tex-bb",
    **{f"math-depth:{depth}": f"tex-d{depth}" for depth in range(4)},
    "padding:3pt": "tex-pad",
    "border:1px solid": "tex-box",
}
# What browsers do not look at, or know of these signs by themselves.
NEEDLESS = re.compile(
    "\N{VARIATION SELECTOR-15}|"  # which asks for a sign that is text, as all signs here are
    # The converter's own options, which it writes into a cell that the last row leaves out.
    r"level:0;color:undefined;[^\"]*?max-size:Infinity,Infinity;|"
    r' (?:fence|separator)="true"| form="(?:prefix|postfix)"(?=[^<>]*>[][(){}]<)'
    r'|<mtext><span class="tml-eqn"></span></mtext>|(?<=<mrow)(?: [lr]space="[^"]*")+'
    r'|(?<=<munder) accent="false"'
)
# A hat that grows is the combining one, of which fonts have wider forms and browsers know it.
HAT = re.compile(r'(<mo stretchy="true" class="tml-hat)-\d("[^<>]*>)ˆ')
# What is drawn as a box without a colour of its author's has that of the text, in the dark too.
RULE = '<mspace mathbackground="black"'
LINES = {"top": ("mover", "‾"), "bottom": ("munder", "_")}
SCRIPTS = ("msup", "msub", "msubsup")
#: What tells that a formula has something to mend, which few have.
MENDED = re.compile(
    r'<mo></mo>|<mo(?: [^<>]*)?><|notation="(?:top|bottom)"| minsize='
    r"|<ms(?:up|ub|ubsup)(?: [^<>]*)?><mrow><mo"
)
WITH_TEX = re.compile(
    r"<semantics>(.*)<annotation encoding=\"application/x-tex\">(.*)</annotation></semantics>",
    re.DOTALL,
)


class Unset(ValueError):
    """A formula that cannot be set, with the reason."""


# Signs that grow and that the site's own typeface lacks: WebKit takes them from no other than the
# first face of a formula, and would leave a gap.
GROWING = re.compile(
    r'<mo(?![^<>]*stretchy="false")[^<>]*>[∮∬∭∯∰∐⋃⋂⋁⋀⨀⨁⨂⨄⨆⟨⟩⌊⌋⌈⌉‖⟦⟧↦↔⇐⇔⟵⟶⟷⟸⟹⟺↑↓↕⇑⇓⇕↩↪↼↽⇀⇁⇌⏠⏡]'
)


def shown(mathml: str, tex: str | None = None) -> str:
    """Return the MathML of the converter as a page has it, or raise :class:`Unset`.

    ``tex`` is what the author wrote, if that is not what the converter read.
    """
    mathml = NEEDLESS.sub("", mathml.replace("\n", " "))
    mathml = HAT.sub("\\1\\2\u0302", mathml).replace(RULE, '<mspace class="tex-rule"')
    if MENDED.search(mathml):
        mathml = mended(mathml)
    mathml = WITH_TEX.sub(lambda math: as_it_reads(math[1], tex or html.unescape(math[2])), mathml)
    mathml = re.sub(r"<(\w+)((?: [^<>]*)?)>", styled, mathml)
    if GROWING.search(mathml):
        mathml = re.sub(
            r'^<math(.*?)(?: class="([^"]*)")?>', r'<math\1 class="tex-system \2">', mathml
        )
    return mathml.replace('tex-system ">', 'tex-system">')


def as_it_reads(body: str, tex: str) -> str:
    """Return a formula with its TeX, unless that is what the formula shows, letter by letter."""
    if not body and tex.strip():  # what is written as nothing is told where it is written
        raise Unset("it shows nothing")
    said = html.unescape(re.sub(r"<[^<>]*>", "", body))
    if said == tex.replace(" ", "") and not re.search(r"<m(?!i\b|o\b|n\b|row\b)|mathvariant", body):
        return body
    annotation = (
        f'<annotation encoding="application/x-tex">{html.escape(tex, quote=False)}</annotation>'
    )
    return f"<semantics>{body}{annotation}</semantics>"


def mended(mathml: str) -> str:
    r"""Return a formula whose lines, operators and scripts are what browsers draw rightly.

    >>> mended("<math><mo><mrow><mi>a</mi><mspace width='0.2em'/><mi>b</mi></mrow></mo></math>")
    '<math><mo>a\u2009b</mo></math>'
    >>> mended("<math><menclose notation='top'><mi>x</mi></menclose></math>")
    '<math><mover><mi>x</mi><mo stretchy="true">‾</mo></mover></math>'
    """
    math = ElementTree.fromstring(mathml)
    for table in reversed(list(math.iter("mtable"))):  # those within others first
        end_rows(table)
    for element in list(math.iter()):
        if element.tag == "mo" and len(element):
            flatten(element)
        elif element.tag == "menclose" and element.get("notation") in LINES:
            element.tag, line = LINES[element.attrib.pop("notation")]
            element.attrib.pop("class", None)
            ElementTree.SubElement(element, "mo", stretchy="true").text = line
        elif element.tag == "mo" and "minsize" in element.attrib and "lspace" not in element.attrib:
            element.attrib |= {"lspace": "0", "rspace": "0"}  # it has a side that nobody tells
        elif element.tag in SCRIPTS and is_bracketed(element[0]):
            lower(element)
    return ElementTree.tostring(math, encoding="unicode", short_empty_elements=False)


def end_rows(table: ElementTree.Element) -> None:
    """Begin a row where a row ends within brackets, which the converter takes for one piece."""
    for row in list(table.iter("mtr")):
        cells = [cell for cell in row if "width:50%" not in cell.get("style", "")]
        first, *others = pieces(cells[-1]) if cells else [[]]
        place = list(table).index(row) if others and row in list(table) else -1
        if place >= 0:
            cells[-1][:] = first
            for number, piece in enumerate(others, start=1):
                again = ElementTree.Element("mtr", row.attrib)
                again[:] = [ElementTree.Element("mtd", cell.attrib) for cell in row]
                again[list(row).index(cells[0])][:] = piece
                table.insert(place + number, again)
    if any(is_end(part) for cell in table.iter("mtd") for part in cell.iter()):
        raise Unset("a row ends within brackets that bear a script; end it outside of them")


def pieces(cell: ElementTree.Element) -> list[list[ElementTree.Element]]:
    """Return what stands in a cell, parted where a row ends."""
    inside = list(cell)
    while wraps := [row for row in inside if row.tag == "mrow" and any(map(is_end, row.iter()))]:
        inside = [part for item in inside for part in (item if item in wraps else [item])]
    parted: list[list[ElementTree.Element]] = [[]]
    for part in inside:
        if is_end(part):
            parted.append([])
        else:
            parted[-1].append(part)
    return parted


def is_end(part: ElementTree.Element) -> bool:
    """Tell whether an element is what the converter makes of the end of a row."""
    return part.tag == "mo" and not len(part) and not part.text


def flatten(operator: ElementTree.Element) -> None:
    """Let an operator be text, as browsers ask, or a row where it is more than text."""
    parts = list(operator.iter())
    if {part.tag for part in parts} <= {"mo", "mrow", "mi", "mn", "mtext", "mspace"}:
        said = "".join("\N{THIN SPACE}" if wide(part) else part.text or "" for part in parts)
        operator[:] = []
        operator.text = said
    else:
        operator.tag = "mrow"
        operator.attrib.clear()


def wide(part: ElementTree.Element) -> bool:
    """Tell whether an element is a space that has a width."""
    return part.tag == "mspace" and bool(part.get("width"))


def is_bracketed(base: ElementTree.Element) -> bool:
    """Tell whether what bears a script is a row in brackets that do not grow."""
    ends = (base[0], base[-1]) if base.tag == "mrow" and len(base) > 1 else ()
    return bool(ends) and all(e.tag == "mo" and e.get("stretchy") == "false" for e in ends)


def lower(scripted: ElementTree.Element) -> None:
    """Let the closing bracket bear the script, as in TeX: what it closes may be taller."""
    base = scripted[0]
    bearer = ElementTree.Element(scripted.tag, scripted.attrib)
    bearer[:] = [base[-1], *scripted[1:]]
    scripted.tag = "mrow"
    scripted.attrib = {}
    scripted[:] = [*base[:-1], bearer]


def styled(tag: re.Match[str]) -> str:
    """Write the style of an element as classes and attributes, or raise :class:`Unset`."""
    name, rest = tag.groups()
    for mark in "".join(re.findall(r' class="([^"]*)"', rest)).split():
        if not CLASSES.fullmatch(mark):
            raise Unset(
                f"it needs the drawing {mark}, which the pages do not have; write it plainly"
            )
    style = re.search(r' style="([^"]*)"', rest)
    if not style:
        return tag[0]
    rest = rest.replace(style[0], "")
    classes, more = [], ""
    for declaration in filter(None, (part.strip() for part in style[1].split(";"))):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key in PADDINGS and value in SPACES:
            classes.append(f"tex-{PADDINGS[key]}{SPACES[value]}")
        elif key == "margin-left" and (mu := back(value)):
            classes.append(f"tex-n{mu}")
        elif key in ATTRIBUTES:
            if not COLOURS.fullmatch(value):
                raise Unset(f"its colour must be #rrggbb or a plain name (got {value!r})")
            more += f' {ATTRIBUTES[key]}="{value}"'
        elif f"{key}:{value}" in OTHERS:
            classes.append(OTHERS[f"{key}:{value}"])
        elif f"{key}:{value}" not in SAID:
            raise Unset(f"it needs the style {key}: {value}, which the pages do not have")
    if classes and ' class="' in rest:
        rest = rest.replace(' class="', f' class="{" ".join(classes)} ', 1)
    elif classes:
        rest += f' class="{" ".join(classes)}"'
    return f"<{name}{rest}{more}>"


def back(width: str) -> int:
    """Return how far a negative space goes back, in eighteenths of an em, at least one; 0 if not.

    >>> back("-0.1667em"), back("-2.9888pt"), back("-0.0139em"), back("1em")
    (3, 5, 1, 0)
    """
    match = re.fullmatch(r"-([\d.]+)(em|pt)", width)
    if not match:
        return 0
    mu = round(float(match[1]) * (18 if match[2] == "em" else 1.8))
    return max(mu, 1) if mu <= FARTHEST else 0

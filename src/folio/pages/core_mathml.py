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
    "tml-(left|right|display|jot|small|sml-pad|med-pad|lrg-pad|prime|tag|tageqn|vec|overline"
    "|underline|cancel|xcancel|hat(-[1-4])?|tilde-[2-4])|(up|down)strike|sout|math(scr|cal)"
    "|(wbk|chr|ff)-.*|tex-.*"
)
#: Where a cell has its space, and what a class calls that.
PADDINGS = {"padding-left": "pl", "padding-right": "pr"}
#: The spaces between cells for which _static/mathematics.css has a class.
SPACES = {"0em": "0", "1em": "1", "2em": "2", "5.9776pt": "c", "0pt": "0", "0.1389em": "s"}
#: What says again what the element or its class says.
SAID = {"display:block math", "padding:0"}
OTHERS = {
    "width:100%": "tex-whole",
    "width:50%": "tex-half",
    "border-left:0.06em solid": "tex-bl",
    "border-right:0.06em solid": "tex-br",
    "border-top:0.06em solid": "tex-bt",
    "border-bottom:0.06em solid": "tex-bb",
    "math-depth:0": "tex-d0",
    "margin-left:-0.1667em": "tex-neg",
    "padding:3pt": "tex-pad",
    "border:1px solid": "tex-box",
}
# What browsers do not look at, or know of these signs by themselves.
NEEDLESS = re.compile(
    r' (?:fence|separator)="true"| form="(?:prefix|postfix)"(?=[^<>]*>[][(){}]<)'
    r'|<mtext><span class="tml-eqn"></span></mtext>'
)
# A hat that grows is the combining one, of which fonts have wider forms and browsers know it.
HAT = re.compile(r'(<mo stretchy="true" class="tml-hat)-\d("[^<>]*>)ˆ')
WITH_TEX = re.compile(
    r"<semantics>(.*)<annotation encoding=\"application/x-tex\">(.*)</annotation></semantics>",
    re.DOTALL,
)


class Unset(ValueError):
    """A formula that cannot be set, with the reason."""


def shown(mathml: str) -> str:
    """Return the MathML of the converter as a page has it, or raise :class:`Unset`."""
    mathml = NEEDLESS.sub("", mathml.replace("\n", " "))
    mathml = HAT.sub("\\1\\2\u0302", mathml)
    if re.search(r"<mo(?: [^<>]*)?><", mathml):
        mathml = flattened(mathml)
    mathml = WITH_TEX.sub(as_it_reads, mathml)
    return re.sub(r"<(\w+)((?: [^<>]*)?)>", styled, mathml)


def as_it_reads(math: re.Match[str]) -> str:
    """Leave the TeX out where it is what the formula shows, letter by letter."""
    body, tex = math.groups()
    said = html.unescape(re.sub(r"<[^<>]*>", "", body))
    plain = not re.search(r"<m(?!i\b|o\b|n\b|row\b)|mathvariant", body)
    return body if plain and said == html.unescape(tex).replace(" ", "") else math[0]


def flattened(mathml: str) -> str:
    r"""Let an operator be text, as browsers ask, or a row where it is more than text.

    >>> flattened("<math><mo><mrow><mi>a</mi><mspace width='0.2em'/><mi>b</mi></mrow></mo></math>")
    '<math><mo>a\u2009b</mo></math>'
    """
    math = ElementTree.fromstring(mathml)
    for operator in [mo for mo in math.iter("mo") if len(mo)]:
        if {part.tag for part in operator.iter()} <= {"mo", "mrow", "mi", "mn", "mtext", "mspace"}:
            said = "".join(
                "\N{THIN SPACE}" if part.tag == "mspace" and part.get("width") else part.text or ""
                for part in operator.iter()
            )
            operator[:] = []
            operator.text = said
        else:
            operator.tag = "mrow"
            operator.attrib.clear()
    return ElementTree.tostring(math, encoding="unicode", short_empty_elements=False)


def styled(tag: re.Match[str]) -> str:
    """Write the style of an element as classes and attributes, or raise :class:`Unset`."""
    name, rest = tag.groups()
    for mark in "".join(re.findall(r' class="([^"]*)"', rest)).split():
        if not CLASSES.fullmatch(mark):
            raise Unset(
                f"it needs the drawing {mark}, which the pages do not have; write it plainly"
            )
    found = re.search(r' style="([^"]*)"', rest)
    if not found:
        return tag[0]
    rest = rest.replace(found[0], "")
    classes, more = [], ""
    for declaration in filter(None, (part.strip() for part in found[1].split(";"))):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        if key in PADDINGS and value in SPACES:
            classes.append(f"tex-{PADDINGS[key]}{SPACES[value]}")
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

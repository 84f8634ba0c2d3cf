r"""TeX to MathML by Temml, a JavaScript program, in an interpreter that is a Python package.

The program can reach no file and no network: the interpreter has neither. What it writes is
refused where a page could not show it, since a page takes styles from its own sheet only.

>>> convert(r"\frac{a}{b}", block=False)[:27]
'<math><semantics><mfrac><mi'
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import quickjs

#: A formula has at most so many characters, and takes at most so many seconds and bytes.
LONGEST, SECONDS, BYTES = 10_000, 5, 256 * 1024 * 1024
#: Attributes of MathML that say what a style says, which the policy of a page forbids.
ATTRIBUTES = {"color": "mathcolor", "background-color": "mathbackground"}
#: The colours that LaTeX and browsers both know by name; others are written as #rrggbb.
COLOURS = re.compile(
    "#(?:[0-9a-fA-F]{3}){1,2}|black|blue|brown|cyan|darkgray|gray|green|lightgray|lime|magenta"
    "|olive|orange|pink|purple|red|teal|violet|white|yellow"
)
#: Classes of the converter that _static/site.css sets, or that only refine a distance.
CLASSES = re.compile(
    "tml-(left|right|display|jot|small|sml-pad|med-pad|lrg-pad|prime|tag|tageqn|eqn|vec|overline|underline"
    "|hat-[1-4]|tilde-[2-4])|math(scr|cal)|(wbk|chr|ff)-.*|tex-.*"
)
#: What the converter sets otherwise than its author meant.
WRONG = re.compile(r"\\prescript(?![A-Za-z])")
#: Where a cell has its space, and what a class calls that.
PADDINGS = {"padding-left": "pl", "padding-right": "pr"}
#: The spaces between cells for which _static/site.css has a class.
SPACES = {"0em": "0", "1em": "1", "2em": "2", "5.9776pt": "c", "0pt": "0", "0.1389em": "s"}
#: What says again what the element or its class says.
SAID = {"display:block math", "width:100%", "padding:0", "width:50%"}
OTHERS = {
    "border-left:0.06em solid": "tex-bl",
    "border-right:0.06em solid": "tex-br",
    "border-top:0.06em solid": "tex-bt",
    "border-bottom:0.06em solid": "tex-bb",
    "math-depth:0": "tex-d0",
    "margin-left:-0.1667em": "tex-neg",
    "padding:3pt": "tex-pad",
    "border:1px solid": "tex-box",
}
PROGRAM = """
globalThis.convert = (tex, block, macros) => [temml.renderToString(tex, {
  displayMode: block, macros: JSON.parse(macros), annotate: true, throwOnError: true, strict: true,
  trust: asked => { throw new temml.ParseError(asked.command + " is not allowed") },
})].join("")  // joined, since the bridge cannot take a string that is still in parts
"""


class Unset(ValueError):
    """A formula that cannot be set, with the reason."""


@cache
def converter() -> Any:
    """Return the function that converts, loaded once a process."""
    context = quickjs.Context()
    context.set_memory_limit(BYTES)
    context.set_time_limit(SECONDS)
    context.eval(files("folio.pages").joinpath("temml/temml.min.js").read_text("utf-8"))
    context.eval(PROGRAM)
    return context.get("convert")


@cache
def convert(tex: str, *, block: bool, macros: str = "{}") -> str:
    """Convert TeX to MathML; ``macros`` is a JSON object. Raise :class:`Unset` with a reason."""
    if len(tex) > LONGEST:
        raise Unset(f"it has {len(tex):,} characters, and may have {LONGEST:,}; split it")
    if bad := re.search(r"[^\t\n\r -\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]|\x7f", tex):
        raise Unset(f"it has the character U+{ord(bad[0]):04X}; remove it")
    if WRONG.search(tex):
        raise Unset(r"\prescript is set wrongly by the converter; write {}^{a}_{b} C")
    try:
        mathml = converter()(tex, block, macros)
    except quickjs.JSException as error:
        raise Unset(reason(str(error))) from None
    if not isinstance(mathml, str):
        raise Unset("the converter gave nothing; write it more simply")
    return re.sub(r"<(\w+)((?: [^<>]*)?)>", styled, mathml.replace("\n", " "))


def reason(error: str) -> str:
    r"""Return one line from what the interpreter says.

    >>> reason("ParseError: Expected 'EOF' at position 3: a\n    at <input>")
    "Expected 'EOF' at position 3"
    """
    if re.match("RangeError|InternalError", error):
        return "it is nested too deeply or takes too long; write it more simply"
    line = error.partition("\n    at ")[0].removeprefix("ParseError: ")
    return " ".join(re.sub(r"(?s)( at (?:position \d+|end of input)):.*", r"\1", line).split())


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

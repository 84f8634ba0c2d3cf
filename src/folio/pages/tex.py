r"""TeX to MathML by Temml, a JavaScript program, in an interpreter that is a Python package.

The program can reach no file and no network: the interpreter has neither. What it writes is
refused where a page could not show it, since a page takes styles from its own sheet only.

>>> convert(r"\frac{a}{b}", block=False)[:27]
'<math><semantics><mfrac><mi'
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

import quickjs

from folio.pages.core_mathml import Unset, shown

#: A formula has at most so many characters, and takes at most so many seconds and bytes.
LONGEST, SECONDS, BYTES = 10_000, 5, 256 * 1024 * 1024
#: What the converter sets otherwise than its author meant.
WRONG = re.compile(r"\\prescript(?![A-Za-z])")
#: Commands that people use and the converter does not know, or sets otherwise than TeX, for which
#: what stands in braces is a \mathord; an author's own go before.
KNOWN = {
    **{r"\mbox": r"\text{#1}", r"\nicefrac": r"{}^{#1}\!/_{#2}"},
    **{r"\/": "", r"\mathord": "{#1}"},
    **dict.fromkeys((r"\coloncolonsim", r"\Colonsim"), r"\mathrel{\dblcolon\sim}"),
    # As mathtools has them since 2022, and unicode-math: with two lines, not with one.
    **{r"\coloneq": r"\coloneqq", r"\Coloneq": r"\Coloneqq"},
    **{r"\eqcolon": r"\eqqcolon", r"\Eqcolon": r"\Eqqcolon"},
    **{r"\ncong": r"\not\cong", r"\capbarcup": r"\mathbin{\text{⩉}}"},
}
#: What LaTeX reads and the converter does not, and what it reads in its place.
READ_AS = (
    (re.compile(r"(\\begin\{(?:aligned|alignedat|gathered|split|array)\})\s*\[[tbc]\]"), r"\1"),
    (re.compile(r"\\begin\{eqnarray\*?\}"), r"\\begin{darray}{rcl}"),
    (re.compile(r"\\end\{eqnarray\*?\}"), r"\\end{darray}"),
    (re.compile(r"\\(begin|end)\{flalign\*?\}"), r"\\\1{align*}"),
    (re.compile(r"\\vcentcolon\s*="), r"\\coloneqq "),
    (re.compile(r"=\s*\\vcentcolon(?![A-Za-z])"), r"\\eqqcolon "),
    (re.compile(r"(\\operatorname\*?\{)\s*([^{}]*?)\s*\}"), r"\1\2}"),
)
PROGRAM = """
const refuse = message => { throw new temml.ParseError(String(message)) }
globalThis.console = {warn: refuse, log: refuse, error: refuse}
globalThis.convert = (tex, block, macros) => [temml.renderToString(tex, {
  displayMode: block, macros: {...KNOWN, ...JSON.parse(macros)},
  annotate: true, throwOnError: true, strict: true,
  trust: asked => { throw new temml.ParseError(asked.command + " is not allowed") },
})].join("")  // joined, since the bridge cannot take a string that is still in parts
"""


SOURCES = ("temml/temml.min.js", "tex.py", "core_mathml.py")
#: What changes when a formula may come out otherwise than before.
CONVERTER = hashlib.sha256(
    b"".join(files("folio.pages").joinpath(name).read_bytes() for name in SOURCES)
).hexdigest()


@cache
def converter() -> Any:
    """Return the function that converts, loaded once a process."""
    context = quickjs.Context()
    context.set_memory_limit(BYTES)
    context.set_time_limit(SECONDS)
    context.eval(files("folio.pages").joinpath(SOURCES[0]).read_text("utf-8"))
    context.eval(f"const KNOWN = {json.dumps(KNOWN)}")
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
    read = tex
    for pattern, text in READ_AS:
        read = pattern.sub(text, read)
    try:
        mathml = converter()(read, block, macros)
    except quickjs.JSException as error:
        raise Unset(reason(str(error))) from None
    if not isinstance(mathml, str):
        raise Unset("the converter gave nothing; write it more simply")
    return shown(mathml, tex)


def reason(error: str) -> str:
    r"""Return one line from what the interpreter says.

    >>> reason("ParseError: Expected 'EOF' at position 3: a\n    at <input>")
    "Expected 'EOF' at position 3"
    """
    if re.match("RangeError|InternalError", error):
        return "it is nested too deeply or takes too long; write it more simply"
    line = error.partition("\n    at ")[0].removeprefix("ParseError: ")
    line = line.removeprefix("Temml strict-mode warning: ")
    return " ".join(re.sub(r"(?s)( at (?:position \d+|end of input)):.*", r"\1", line).split())

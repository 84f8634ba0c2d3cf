r"""Links in LaTeX: every address that is neither commented out, nor code, nor a pattern.

What stands in an address depends on where it stands: in the argument of ``\url`` a percent sign
begins no comment and a tilde is one. pylatexenc takes such a percent sign for a comment and loses
what follows, and TexSoup refuses a file with a brace too many; hence this one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from folio.check.excerpt import Link
from folio.check.readers.own_code import without_own_code
from folio.check.readers.text import (
    ENDS,
    NEXT,
    WITHOUT_SCHEME,
    bare,
    ended,
    goes_on,
    link,
    moved,
)

_VERBATIM = (
    r"[BLV]?[Vv]erbatim|SaveVerbatim|VerbatimOut|spverbatim|verbatimtab|lstlisting|minted|comment"
    r"|filecontents|alltt|tcblisting|tcboutputlisting|pycode|pyverbatim|pyconsole|Sinput|Soutput"
    r"|Schunk|Highlighting|asy|luacode|sagesilent|codeexample"
)
_OPTIONS = re.compile(
    r"\\begin\{[\w*]+\}\s*\[((?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\]"
)
_CODE = r"\\(?:[vV]erb|lstinline|SaveVerb\{\w+\}|mint(?:inline)?|pyv?|cmint|code|EscVerb|cverb)\*?"
_PIECE = re.compile(
    rf"""
    \\begin\{{(?P<name>(?:{_VERBATIM})\*?)\}}.*?(?:\\end\{{(?P=name)\}}|\Z)
    | \\iffalse\b.*?(?:\\(?:fi|else)\b|\Z)
    | (?P<code>{_CODE}(?![A-Za-z]))
    | (?P<short>\\(?:MakeShortVerb|DefineShortVerb|lstMakeShortInline)\*?(?:\[[^\]\n]*\])?
        \{{?\\?(?P<delimiter>[^\s\w{{}}])\}}?)
    | (?P<end>\\end\{{document\}})
    | (?P<define>\\(?:(?:re|provide|lst)?new[A-Za-z]+|renewcommandx?|providecommandx?|[egx]?def
        |(?:Declare|New|Renew|Provide)[A-Z]\w+|cs_(?:new|g?set)\w*:\w+|tikzset|pgfkeys|titleformat|hypersetup)\*?
        (?![A-Za-z]))
    | (?P<command>\\(?:url|href|nolinkurl|path|hyperref|hyperimage|qrcode|urlstyle|burl|hhref
        |myurl|weblink|link)\*?\s*(?:\[[^\]\n]*\])?\s*\{{)
    | \\(?:url|path|nolinkurl)(?P<mark>[^\s\w{{*\[])(?P<marked>[^\n]*?)(?P=mark)
    | (?P<address>(?<![A-Za-z0-9])https?://)
    | \\.
    | (?P<comment>%[^\n]*)
    | [|!"/+@=] # which may have been made the mark of code
    """,
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_ESCAPED = (
    r"\{?\\(?:string[~#_%&]|(?:textasciitilde|slash|textunderscore|textendash)(?![A-Za-z]))"
    r"(?:\{\}|\})?|\{?\\char`\\?[~#_%&]\}?|\{?\$\\(?:sim|[#_%&])\$\}?"
)
_NOTHING = (
    r"\\(?:allowbreak|linebreak|nolinebreak|penalty-?\d+|hskip\w+|relax|/|-|discretionary"
    r"|hspace\*?\{[^{}]*\}|nobreak)(?![A-Za-z])(?:\[\d\]|\{\})*[ \t]*"
)
# One unit of an address: an escape, what prints nothing, or a character.
_UNIT = re.compile(
    rf"""(?P<braced>\{{\\?[#%_&~$]\}}|\{{[-./]?\}}) | (?P<named>{_ESCAPED})
    | (?P<nothing>{_NOTHING}|%[ \t]*\r?\n[ \t]*) | \\(?P<escape>[%\#&_~{{}}$])(?:\{{\}})?
    | (?!{NEXT})(?P<plain>[^{ENDS}])""",
    re.VERBOSE,
)
_ARGUMENT_UNIT = re.compile(
    rf"""(?P<nothing>{_NOTHING}|%(?![0-9A-Fa-f]{{2}})[^\n]*(?:\n[ \t]*|\Z)|\s+)
    | (?P<braced>\{{\\?[#%_&~$]\}}|\{{[-./]?\}}) | (?P<named>{_ESCAPED})
    | \\(?P<escape>[%\#&_~{{}}$])
    | (?P<macro>\\[A-Za-z@]+|\\.) | (?P<plain>.)""",
    re.VERBOSE | re.DOTALL,
)
_NAMED = {"slash": "/", "textunderscore": "_", "textendash": "–"}
_PARAMETER = re.compile(r"(?<!\\)#+[1-9]")
_START = re.compile(r"\s*https?://", re.IGNORECASE)


def latex_links(text: str, *, comments: bool = True) -> Iterator[Link]:
    r"""Yield the links of a LaTeX file; of BibTeX ``comments`` are none.

    >>> [link.target for link in latex_links("\\href{http://a.example/b\\_c\\#d}{e} % http://f")]
    ['http://a.example/b_c#d']
    """
    text = without_own_code(text)
    marks: set[str] = set()
    defined = position = 0  # where the definition ends in which we are
    while match := _PIECE.search(text, position):
        position, start = match.end(), match.start()
        if match["end"]:
            return
        if match["name"]:
            yield from _in_block(match)
        if match["comment"] and not comments:
            position = start + 1
        elif match["short"]:
            marks.add(match["delimiter"])
        elif match["code"]:
            position = _code_end(text, position)
        elif match[0] in marks:
            end = text.find(match[0], position)
            line_end = text.find("\n", position)
            position = (
                end + 1 if 0 <= end < (line_end if line_end >= 0 else len(text)) else position
            )
        elif match["define"]:
            defined = max(defined, _definition_end(text, position)) if start >= defined else defined
        elif match["marked"] is not None:
            yield from _shifted(bare(match["marked"], "link"), match.start("marked"))
        elif match["command"] or match["address"]:
            links, position = (
                _argument(text, position) if match["command"] else _bare(text, start, comments)
            )
            for one in links:
                if not (start < defined and _PARAMETER.search(text[one.start : one.end + 2])):
                    form = "part" if start < defined and not match["command"] else one.form
                    yield Link(one.target, one.start, one.end, "", 0, form, one.seam, one.escape)


def _in_block(match: re.Match[str]) -> Iterator[Link]:
    """Yield the links of a block of code: of its caption, or of a bibliography that is a file."""
    if options := _OPTIONS.match(match[0]):
        yield from _shifted(latex_links(options[1]), match.start() + options.start(1))
    if references := _REFERENCES.match(match[0]):
        entries = latex_links(match[0][references.end() :], comments=False)
        yield from moved(entries, match.start() + references.end())


_REFERENCES = re.compile(
    r"\\begin\{filecontents\*?\}\s*(?:\[[^\]\n]*\]\s*)?\{[^{}\n]*\.bib\}", re.IGNORECASE
)


def _shifted(links: Iterator[Link], start: int) -> Iterator[Link]:
    for one in links:
        yield link(one.target, one.start + start, one.end + start)


def _code_end(text: str, position: int) -> int:
    r"""Return where ``|code|`` or ``[options]{language}{code}`` ends, on its line if marked."""
    blank = re.compile(r"[ \t]*(?:\r?\n)?[ \t]*(?=[\[{])").match(text, position)
    position = blank.end() if blank else position
    if text.startswith("[", position):
        position = max(position, text.find("]", position, position + 1000) + 1)
    end = position
    while text.startswith("{", end) and (closed := _group_end(text, end)):
        end = closed
    if end < len(text) and not text[end].isspace() and not text[end].isalnum():
        mark, line_end = text[end], text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end
        after = text.find(mark, end + 1, line_end)
        if mark not in "{}[]\\.,;:)%" or end == position:
            return after + 1 if after > 0 else end
    return end


def _group_end(text: str, position: int) -> int:
    """Return where a group in braces ends, or 0 if it never does, within a sane length."""
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, position, position + 20_000):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == "}":
            return match.end()
    return 0


_HEAD = re.compile(r"\s*(?:\\[A-Za-z@]+\*?|\[[^\]\n]*\]|#+\d|[^\s{}\\%\[])")


def _definition_end(text: str, position: int) -> int:
    r"""Return where a definition ends: after its name, its parameters and its groups."""
    groups = 0
    while True:
        blank = re.compile(r"(?:\s|%[^\n]*\n)*").match(text, position)
        position = blank.end() if blank and groups < 4 else position
        if text.startswith("{", position):
            end = _group_end(text, position)
            if not end:
                return len(text) if position + 20_000 > len(text) else position + 20_000
            position, groups = end, groups + 1
        elif head := _HEAD.match(text, position):
            if groups > 1 and not head[0].startswith("["):
                return position
            position = head.end()
        else:
            return position


def _argument(text: str, start: int) -> tuple[list[Link], int]:
    r"""Return the address in the argument of a command such as ``\url``, and where to go on."""
    if not _START.match(text, start):
        return _without_scheme(text, start), start
    target, depth, position, last = "", 0, start, start
    while match := _ARGUMENT_UNIT.match(text, position):
        if match["macro"]:  # a part of the address that only LaTeX knows
            end = _group_end(text, start - 1)
            return [], end or match.end()
        character = _said(match)
        depth += (match["plain"] == "{") - (match["plain"] == "}")
        if depth < 0:
            break
        if character:
            last = match.end()
        target += character
        position = match.end()
        if position - start > 5000:  # never closed: it is read as text instead
            return _bare(text, start, True)
    first = start + len(text[start:last]) - len(text[start:last].lstrip())
    is_whole = not re.search(r"%[ \t]*\r?\n|\\allowbreak|\\linebreak|\s", text[first:last])
    escape = _escape(text[first:last])
    address = link(target, first, last if is_whole else first)
    return [Link(target, address.start, address.end, seam=address.seam, escape=escape)], position


_HOST = re.compile(rf"\s*({WITHOUT_SCHEME}[^\s{{}}]*)\s*\}}")


def _without_scheme(text: str, start: int) -> list[Link]:
    r"""Return the address in an argument that begins with a host; that of ``\path`` is a file."""
    match = _HOST.match(text, start)
    if match is None or text.startswith("path", text.rfind("\\", 0, start) + 1):
        return []
    said = re.sub(r"\\([#%_&~])", r"\1", match[1])
    return [Link(said, match.start(1), match.end(1), form="text")]


def _said(match: re.Match[str]) -> str:
    """Return the character that a unit of an address stands for."""
    if match["nothing"]:
        return ""
    if match["braced"]:
        return match["braced"].strip("{}\\")
    if match["named"]:
        name = re.sub(r"\W|char|string", "", match["named"]) or "sign"
        sign = re.search(r"[#_%&]", match["named"]) if name in {"sign", "_"} else None
        return sign[0] if sign else _NAMED.get(name, "~")
    return match["escape"] or match["plain"] or ""


def _escape(written: str) -> str:
    if re.search(r"\{\\?[#%_&~]\}", written):
        return "braced"
    return "none" if re.search(r"(?<!\\)[#%_&]", written) else "escaped"


def _bare(text: str, start: int, comments: bool) -> tuple[list[Link], int]:
    """Return the address that stands in a text, and where to go on."""
    said, starts, position = "", [], start
    while match := _UNIT.match(text, position):
        unit = match[0]
        joins = not unit.startswith("%") or not comments or said[-1:] in "/-_.=#?"
        comment = (
            comments
            and unit == "%"
            and not re.match(r"%[0-9A-Fa-f]{2}", text[position : position + 3])
        )
        tie = unit == "~" and said[-1:] != "/"
        cell_ends = comments and unit in {"&", "$"}
        if comment or tie or cell_ends or not (joins or unit == "%"):
            break
        character = _said(match)
        said += character
        starts += [position] * len(character)
        position = match.end()
    target = ended(said)
    end = starts[len(target)] if len(target) < len(said) else position
    if not target or goes_on(said + text[position : position + 40], len(target), len(said), 10**6):
        return [], max(end, start + 8)
    written = text[start:end]
    trailing = re.search(r"%[ \t]*\r?\n[ \t]*\Z", written)
    end -= len(trailing[0]) if trailing else 0
    is_whole = not re.search(r"%[ \t]*\r?\n|\\allowbreak|\\linebreak", text[start:end])
    address = link(target, start, end if is_whole else start, "text")
    return [
        Link(
            target,
            start,
            address.end,
            form="text",
            seam=address.seam,
            escape=_escape(text[start:end]),
        )
    ], end

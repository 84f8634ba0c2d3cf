r"""Markup of neighbouring dialects that would be shown as it was typed, and what to write.

>>> [found.name for found in foreign("See [@knuth1984] and {{ version }}.")]
['a citation of Pandoc', 'a placeholder']
>>> [found.got for found in foreign("a *b* [sic] 2 * 3 ~5 ms and ~6 {x}")]
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """A form of markup that is none here, and what to write instead."""

    name: str
    pattern: re.Pattern[str]
    remedy: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """What was found: what it is, the text, and the remedy."""

    name: str
    got: str
    remedy: str


def _form(name: str, pattern: str, remedy: str) -> Dialect:
    return Dialect(name, re.compile(pattern, re.MULTILINE), remedy)


#: Which stand at the start of a line, where others are fields.
EMOJI = "rocket|tada|warning|bulb|star2?|smiley?|fire|sparkles|bug|memo|book|zap|heart|wave|eyes"
HAN = "\u3040-\u30ff\u3400-\u9fff"  #: characters that are written without spaces between words
#: What begins a point of a list elsewhere, in two lines of which one would become the other's end.
POINT = r"\(\d+\) |#\. |[•·◦‣▪●○] ?\S|[–—] |-[^\W\d_]|\d+、|（\d+）|[①-⑳]|[一二三四五六七八九十]+、"
AS_CODE = "or as code between '`'"
#: In this order; of what stands at one place the first counts.
DIALECTS = (
    _form("a callout", r"^\[!\w[\w-]*\][+-]?", "write ':::{note}' and ':::' around it"),
    _form("a box", r"^:::+ *\{?\.?[\w-]*\}?.*$", "write ':::{note}' and ':::' around it"),
    _form("a box of MkDocs", r"^(?:!!!|\?\?\?\+?) \w.*$", "write ':::{note}' and ':::' around it"),
    _form("a tab of MkDocs", r'^=== ["“].*["”]$', "write '::::{tab-set}'"),
    _form("a task", r"^\[[ xX/>!?*-]\](?= )", "write '☐' or '☑'"),
    _form("a change of GitLab", r"[\[{]\+ [^\n]*? \+[\]}]|\[- [^\n]*? -\]", "remove it"),
    _form("an embedded file", r"!\[\[[^\]]+\]\]", "write '![what it shows](file.svg)'"),
    _form("a table of contents", r"^\[\[?_?(?:TOC|toc)_?\]?\]$", "write '{contents}', or nothing"),
    _form("a table of contents", r"@\[toc\]", "write '{contents}', or nothing"),
    _form("a change or a remark of CriticMarkup",
          r"\{(?:>>.*?<<|(?:--|–|—).+?(?:--|–|—)|\+\+.*?\+\+|~~.*?~~|==.*?==)\}", "remove it"),
    _form("a field of Obsidian", r"[\[(][\w -]+:: [^\])\n]*[\])]", "write it as a sentence"),
    _form("a wiki link", r"\[\[[^\[\]\n\ufffc]+\]\]", "write '[text](page.md)'"),
    _form("a wiki link", r"\[\[(?=\ufffc\]\])",
          "write '[text](page.md)', or nothing for a table of contents"),
    _form("a citation of Pandoc", r"\[[^\[\]\n]*(?<![\w.])-?@[A-Za-z][\w:./-]*[^\[\]\n]*\]",
          "write '{cite}`key`'"),
    _form("a citation of Pandoc", r"(?<![\w.@/])@[A-Za-z][A-Za-z_:-]*\d{4}[a-z]?\b",
          f"write '{{cite}}`key`', {AS_CODE}"),
    _form("a reference of Quarto", r"(?<![\w@./])@(?:fig|tbl|sec|eq|lst|thm)-[\w-]+",
          "write '{numref}`label`' or '[text](#label)'"),
    _form("a reference of bookdown", r"(?<![\w@./])@ref\([\w:.-]+\)",
          "write '{numref}`label`' or '[text](#label)'"),
    _form("a shortcode", r"\{\{[<%].*?[>%]\}\}", "write what it stands for"),
    _form("a remark", r"\{/\*(?s:.*?)\*/\}|\{#\s.*?#\}|^/\*(?s:.*?)\*/|^//\s.*$|<%--.*?--%>"
          r"|\{%-?\s*comment\b(?s:.*?)endcomment\s*-?%\}|\{- .*? -\}|\(\* .*? \*\)|\{\{!.*?\}\}"
          r"|(?<=[.!?。]) %\s\S.*$|^!(?:--|–) .*$|^(?:TODO|FIXME|XXX)[:(].*$"
          r"|\[(?:TODO|FIXME|XXX)\b[^\]\n]*\]|\((?:TODO|FIXME|XXX):[^)\n]*\)",
          "write '% ' at the start of its line"),
    _form("a placeholder", r"<%.*?%>|\{!.*?!\}|\$\{\w+\}|\{@\w+ [^{}\n]*\}"
          r"|\|(?:today|version|release)\|",
          f"write what it stands for, {AS_CODE}"),
    _form("a placeholder", r"\{\{.*?\}\}", f"write what it stands for, {AS_CODE}"),
    _form("a command of Liquid", r"\{%.*?%\}", "write what it stands for"),
    _form("a hidden remark of Obsidian", r"%%.*?%%|(?<!\w)%%",
          "write '% ' at the start of its line"),
    _form("an attribute", r"\{:? *[#.][A-Za-z][^{}\n]*\}",
          "write '(name)=' on the line above, or nothing"),
    _form("an attribute of kramdown", r"\{:[^{}\n]*\}", "remove it"),
    _form("a strike-through", r"~~[^~\n]+~~|(?<![\w~])~(?![\s~/])[^~\n]*[^\s~]~(?![\w~/])",
          "leave it out, or write it as a sentence"),
    _form("a highlight", r"(?<![=A-Za-z0-9_])==[^=\s][^=\n]*==(?!=)", "write '*text*'"),
    _form("emphasis that is none", rf"(?<=[{HAN}])_[^_\s]+_(?!\w)|(?<!\w)_[^_\s]+_(?=[{HAN}])"
          rf"|(?<=[{HAN}])_[^_\s]+_(?=[{HAN}])", "write '*text*'"),
    _form("markup in wide characters", r"^(?:＃+\s.*|｜.*｜)$|［[^［］\n]+］（",
          "write it with '#', '|' and '[]()'"),
    _form("an insertion", r"\^\^[^^\n]+\^\^|(?<![\w+])\+\+\w[\w+-]*\+\+(?![\w+])",
          "write '*text*' or '{kbd}`text`'"),
    _form("a note in the line", r"\^\[[^\]\n]+\]", "write '[^name]', and '[^name]: text' below"),
    _form("a note without a text", r"\[\^[^\]\s]+\]:?", "write '[^name]: text' below"),
    _form("a link without an address", r"\[[^\]\n]+\]\[[^\]\n]*\]",
          "write '[text](address)', or '[name]: address' below"),
    _form("a link that no reader can open",
          r"\]\((?:file|javascript|vbscript|data):(?:[^()\n]|\([^()\n]*\))*\)",
          "write an 'https:' address, or the path of a file beside the page"),
    _form("a link that is none", r"\]\((?:[^()\n]|\([^()\n]*\))*\)", "write '[text](<address>)'"),
    _form("a link that is none", r"\]\s\((?:[^()\s]*\.(?:md|html|pdf|svg|png|csv|txt)|#[\w-]+)\)",
          "write '](' without a space"),
    _form("bold type that is none",
          r"\*\*(?=\S)|(?<=\S)\*\*|(?<!\S)\*\*(?!\S).*?(?<!\S)\*\*(?!\S)",
          "put no space inside '**', and a space or a punctuation mark of its kind outside, "
          f"{AS_CODE}"),
    _form("a role with an attribute", r"\{[a-z][\w:+-]* [.#][\w -]*\}(?=\ufffc)",
          "write '{role}`text`'"),
    _form("a role as in reStructuredText", r"(?<![\w:]):[a-z][\w+:.-]*:(?=\ufffc)",
          "write '{role}`text`'"),
    _form("an emoji by its name", rf"^:(?:{EMOJI}):|(?<=[^\w:\n]):[a-z0-9_+-]+:(?![\w:/])",
          "write the character itself"),
    _form("a directive as in reStructuredText", r"^\.\. [\w:-]+::.*$", "write ':::{name}'"),
    _form("a target as in reStructuredText", r"^\.\. _[^\n]*:.*$", "write '(name)='"),
    _form("a remark", r"^\.\. \S.*$", "write '% ' at the start of its line"),
    _form("an option of a directive", r"^:[A-Za-z][\w-]*: .*$",
          "move it to the lines right below the directive's first, or for a list of fields take up "
          "'fieldlist' in 'myst_enable_extensions'"),
    _form("a link as in reStructuredText", r"(?<=\ufffc)__?(?!\w)|\[[\w#*-]+\]_(?!\w)",
          "write '[text](address)', or '[^name]' for a note"),
    _form("lines as Pandoc keeps them", r"^\| \S.*[^|\n]\n\| .*$",
          "write '\\' at the end of each"),
    _form("a list that is none", r"^(?:[a-z]\)|[ivx]+[.)]|\(@\w*\)) .*\n"
          r"(?:[a-z]\)|[ivx]+[.)]|\(@\w*\)) .*$", "write '1. ' before each line"),
    _form("a list that is none", rf"^(?:{POINT}).*\n(?:{POINT}).*$",
          "write '- ' or '1. ' before each line"),
    _form("an abbreviation", r"^\*\[[^\]\n]+\]: .*$", "write '{abbr}`HTML (its words)`'"),
    _form("a tag of BBCode", r"\[/(?:b|i|u|s|url|img|code|quote|size|color)\]", "write Markdown"),
    _form("a tag of Jira", r"^\{\w+\}$", "write '```' around code"),
    _form("a reading of characters", r"\{[\u3040-\u9fff]+\|[^{}\n]+\}", "write it in brackets"),
    _form("an entity that HTML has not", r"&[A-Za-z][a-z]{2,}\d*;",
          f"write the character, {AS_CODE}"),
    _form("a table that is none", r"^\|.*\|$|^\+[-=+–—]{3,}\+$",
          "write a line '| --- |' below its first, with as many cells"),
    _form("a formula of LaTeX", r"\\(?:begin|end)\{(?:align|equation|gather|multline|eqnarray|cases"
          r"|[pbvV]?matrix|split|array|displaymath|math)\*?\}",
          "write '$$' on a line of its own above it and below it"),
    _form("a command of LaTeX", r"\\(?:[a-z]*cite[a-z]*|ref|eqref|cref|label|text[a-z]{2}|emph|"
          r"footnote|section|href|url|begin|end|item)\*?\{[^}\n]*\}?",
          f"write it in Markdown, {AS_CODE}"),
    _form("a command of LaTeX", r"(?<![\w:\\])\\[A-Za-z]{2,}\*?(?:\[[^\]\n]*\]|\{[^}\n]*\})*",
          f"write it in Markdown, or a formula between '$' and '$', {AS_CODE}"),
    _form("markup of AsciiDoc", r"^={1,6} \S.*$"
          r"|^\[(?:NOTE|TIP|WARNING|IMPORTANT|CAUTION|source|quote|verse)(?:,[^\]\n]*)?\]$|(?<![\w/])(?:image|video|include|link|xref|footnote|kbd|btn)::?"
          r"[^\s\[\]]*\[[^\]\n]*\]", "write it in Markdown"),
    _form("markup of Org", r"^#\+\w+.*$", "write it in Markdown"),
    _form("markup of Jira or Textile", r"^h[1-6]\. \S.*$|\{color(?::[^{}\n]*)?\}",
          "write it in Markdown"),
    _form("a line of MDX", r"^(?:import .+ from ['\"‘“].+|export (?:const|default) .+)$",
          "remove it"),
    _form("a subscript of Pandoc", r"(?<=\w)~[^\s~]+~(?!~)", "write '{sub}`text`'"),
    _form("a superscript of Pandoc", r"(?<=\w)\^[^\s^]+\^|(?<![^\s(])\^\w[^\s^]*\^(?!\w)",
          "write '{sup}`text`'"),
    _form("an attribute of a link", r"(?<=[\ufffc\])])\{[^{}\n]*\}", "remove it"),
    _form("a definition", r"^: +\S.*$", "write '**Term**: what it is'"),
    _form("a name of Obsidian", r"(?<= )\^[A-Za-z][\w-]*$", "write '(name)=' on the line above"),
    _form("a heading that is none", r"^##+[^\s#\d!]\S*|^#[^\W\dA-Za-z_]\S*|^#{7,} .*$",
          "write '## Heading', with a space and at most six '#'"),
    _form("a tag", r"(?<![^\s(])#[A-Za-z][\w/-]*", f"write '# Heading' with a space, {AS_CODE}"),
    _form("a mail address that is no link", r"[\w.+-]+@[\w-]+\.[\w.-]*\w",
          f"write '<...>', {AS_CODE}"),
    _form("a dash of several hyphens", r"(?<=[\w”\"’)])-{2,3}(?=[\w“\"‘(])|(?<=\s)-{2,3}(?=\s)",
          f"write '–', {AS_CODE}"),
    _form("quotation marks of LaTeX", r"``\w|\w''(?!')", "write '\"' on both sides"),
    _form("a space of LaTeX", r"\b(?:Sec|Section|Fig|Figure|Tab|Table|Eq|Chapter|Ch|Theorem|Lemma|"
          r"Alg|Algorithm|Dr|Prof|Mrs?|Ms|pp?)s?\.?~(?=\w)", "write a space"),
    _form("an included snippet", r"^[-–—]+8<[-–—]+.*$|^[@!](?:import|include)\b.*$",
          "write '{include}'"),
    _form("a display formula that is none", r"\$\$",
          "write '$$' on a line of its own above it and below it"),
    _form("code that is none", r"(?<![}`])`(?!`)",
          "close it with '`', or write '\\`', and in a table '\\|' for a bar"),
    _form("an address that is no link", r"(?:https?://|(?<!\w)www\.)[^\s<>]*\w",
          f"write '<https://...>' or '[text](https://...)', {AS_CODE}"),
)  # fmt: skip


def foreign(text: str) -> Iterator[Foreign]:
    """Yield each piece of a paragraph that another dialect would not show as it is typed."""
    taken = [False] * (len(text) + 1)
    pieces = []
    for dialect in DIALECTS:
        for match in dialect.pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                pieces.append((match.start(), Foreign(dialect.name, match[0], dialect.remedy)))
    yield from (foreign for _, foreign in sorted(pieces, key=lambda pair: pair[0]))

r"""What to do about what Sphinx, MyST and docutils say is wrong with a page.

Their messages name the place and what is wrong, and seldom what to write instead.

>>> remedied("unknown document: 'linkin'", lambda kind: ["linking"])
"unknown document: 'linkin'; did you mean 'linking'?"
>>> remedied("Content block expected for the \"note\" directive; none found.", lambda kind: [])
'Content block expected for the "note" directive; none found; write its text before its end'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from folio.core.problems import suggestion


@dataclass(frozen=True, slots=True)
class Rule:
    """What to do about messages of one kind.

    The first group of the pattern is the name that was got. ``known`` says of which names one may
    have been meant; if none of them is near, or they are not named, the remedy is given.
    """

    pattern: re.Pattern[str]
    remedy: str
    known: str = ""


def _rule(pattern: str, remedy: str, known: str = "") -> Rule:
    return Rule(re.compile(pattern), remedy, known)


_ADD = "correct the name, or add the extension that has it to 'extensions' in conf.py"
_PATH = "correct its path, which begins at the folder of the page, or add the file"
_FILE = "give it text that the file has"
#: In this order; the first whose pattern is in a message counts.
RULES = (
    _rule(r"Pygments lexer name 'math' is not known",
          "write '$$' on a line of its own above it and below it"),
    _rule(r"(?i:unknown) directive type: '\.callout-(\w+)'", "write ':::{{{0}}}'"),
    _rule(r"(?i:unknown) directive type: '\.([\w-]+)'",
          "write '```{0}' for code, or ':::{{note}}' for a box"),
    _rule(r"(?i:unknown) directive type: '=(\w+)'", "write '{{raw}} {0}'"),
    _rule(r"(?i:unknown) directive type: 'comment'", "write '% ' before each line"),
    _rule(r"(?i:unknown) directive type: '(r|python|julia|ojs|bash|sql)[,']",
          "write '```{0}', since nothing is run here"),
    _rule(r"Directive 'meta' cannot be mocked",
          "write 'description:' between two '---' at the top of the page"),
    _rule(r"(?i:unknown) directive (?:type|name):? ['\"]?([^'\"\s]+)", _ADD, "directives"),
    _rule(r"(?i:unknown) interpreted text role ['\"]([^'\"]+)", _ADD, "roles"),
    _rule(r"No role entry for ['\"]([^'\"]+)", _ADD, "roles"),
    _rule(r"Unknown option key: '([^']+)' \(allowed: \[(?P<allowed>.*)\]\)", "remove it"),
    _rule(r"invalid literal for int\(\)|must be an? (?:positive |non-negative )?integer"
          r"|negative value", "write a whole number such as 3"),
    _rule(r"no valid measure|not a positive number or measure", "write '50%' or '20em'"),
    _rule(r"argument required but none supplied", "write a value after it, or remove it"),
    _rule(r"cannot make .* into a class name|Invalid class attribute value",
          "write letters, digits and '-'"),
    _rule(r"Directive '([^']+)': \d+ argument\(s\) required, 0 supplied",
          "write it on the first line, after '{{{0}}}'"),
    _rule(r"maximum (\d+) argument\(s\) allowed", "remove the others"),
    _rule(r"Invalid directive argument: argument must be 1 or 4", "write a number such as '2', "
          "or four as '1 2 3 4'"),
    _rule(r"Content block expected", "write its text before its end"),
    _rule(r"no content permitted", "remove its text"),
    _rule(r"(?:not found or reading it failed|file not found|image file not readable"
          r"|download file not readable|directive path:|InputError|No such file)", _PATH),
    _rule(r"(?:favicon|logo) file .* does not exist", "add it, or leave the value out of conf.py"),
    _rule(r"directive URL", "save the file beside the page, and name it by ':file:'"),
    _rule(r"Problems? with .* directive", _PATH),
    _rule(r"(?:start-after|end-before|start-at|end-at).*not found", _FILE),
    _rule(r"Object named .* not found", "name a function or class of the file"),
    _rule(r"invalid line number spec|No lines pulled", "write lines such as '1,3-5'"),
    _rule(r"line number spec is out of range\(1-(\d+)\)", "name lines from 1 to {0}"),
    _rule(r"toctree contains reference to \w+ document '([^']+)'(?! that)",
          "name a page that there is, without '.md'", "documents"),
    _rule(r"toctree contains reference to document .* doesn't have a title",
          "begin that page with '# Title'"),
    _rule(r"toctree glob pattern .* didn't match", "correct the pattern"),
    _rule(r"unknown document: '([^']+)'", "name a page that there is, without '.md'", "documents"),
    _rule(r"term not in glossary: '([^']+)'", "write it in a '{{glossary}}'", "terms"),
    _rule(r"undefined label: '([^']+)'|Failed to create a cross reference.*: '?([^']+)'?",
          "write '({0})=' above what it names", "labels"),
    _rule(r"equation not found: (\S+)", "write ':label: {0}' in a '{{math}}'", "equations"),
    _rule(r"cross-reference target not found: '([\w./-]+\.(?:pdf|xml|json|bib|txt|cff))'",
          "add the file beside the page or, if the build makes it, write '{{export}}`text <{0}>`'"),
    _rule(r"local id not found in doc '([^']+)': '([^']+)'",
          "name a heading of that page, or write '({1})=' above it"),
    _rule(r"cross-reference target not found: '[a-z][a-z0-9+.-]+:",
          "write an 'https:', 'mailto:' or 'ftp:' address, or the text alone"),
    _rule(r"cross-reference target not found: '([^']+)'",
          "name a file or heading that there is, or write '(name)=' above it", "targets"),
    _rule(r"reference target not found",
          "correct the name, or add its site to 'intersphinx_mapping' in conf.py"),
    _rule(r"Pygments lexer name '([^']+)' is not known",
          "write 'text' for what has no colours", "languages"),
    _rule(r"Lexing literal_block .* resulted in an error",
          "correct the code, or write 'text' for its language"),
    _rule(r"[Dd]uplicate (?:explicit target name|label|term|citation)", "rename one of them"),
    _rule(r"Too many autonumbered footnote references|Footnote .* already|"
          r"Duplicate footnote", "write one '[^name]: text' for each '[^name]'"),
    _rule(r"Unknown target name: \"([^\"]+)\"", "write '[^{0}]: text' for a note, or '({0})='"),
    _rule(r"Footnote \[.*\] is not referenced", "refer to it by '[^name]', or remove it"),
    _rule(r"uniform two-level bullet list expected", "give each row as many cells"),
    _rule(r"exactly one bullet list expected", "write '* - cell' for each row"),
    _rule(r"exactly one table expected", "write one table in it, and nothing else"),
    _rule(r"header row\(s\) specified but only", "lower ':header-rows:', or add rows"),
    _rule(r"stub column\(s\) specified but only", "lower ':stub-columns:', or add columns"),
    _rule(r"widths.* do(?:es)? not match|\"widths\" option", "give one width for each column"),
    _rule(r"CSV data", "close each '\"', and write '\"\"' for one within a cell"),
    _rule(r"may not (?:begin|end) with a transition|adjacent transitions|separate transitions",
          "remove the line '---'"),
    _rule(r"Transition must be child of", "remove the line '---', or close the block before it"),
    _rule(r"Invalid options format", "write ':name: value' in a line each, and a value with '\"', "
          "':' or '#' between quotation marks"),
    _rule(r"Non-consecutive header level increase; H(\d) to H\d", "begin it with one '#' more than "
          "the heading above it, which has {0}"),
    _rule(r"Document headings start at H\d", "begin the page with '# Title'"),
    _rule(r"Malformed YAML|YAML is not a dict", "write 'name: value' lines between '---', and a "
          "value with ':', '[' or '#' between quotation marks"),
    _rule(r"parent of a 'grid-item", "put it into '::::{{grid}} 2'"),
    _rule(r"parent of a 'tab-item", "put it into '::::{{tab-set}}'"),
    _rule(r"[Aa]ll children of a 'tab-set'", "put its text into ':::{{tab-item}} Title'"),
    _rule(r"children of a '[\w-]+' should be '([\w-]+)'", "put its text into ':::{{{0}}}'"),
    _rule(r"(?:should|must) be within|parent of a '", "put it into the block that it belongs to"),
    _rule(r"evaluating only directive expression", "write a tag such as 'html'"),
    _rule(r"Inline \w+ (?:\w+ )?start-string without end-string",
          "close it, or write '\\' before its sign"),
    _rule(r"invalid \w+ index entry", "write 'single: term'"),
    _rule(r"hlist content is not a list", "write '- ' before each of its lines"),
    _rule(r"can only be used within a substitution definition", "remove it"),
    _rule(r"Unexpected indentation|unexpected unindent", "begin its lines in one column, with an "
          "empty line before and after"),
    _rule(r"Title (?:under|over)line too short", "make the line as long as the title"),
    _rule(r"Malformed table", "end its rows and rules in the same columns"),
    _rule(r"document isn't included in any toctree", "name it in a '{{toctree}}', or write "
          "'orphan: true' between two '---' at its top"),
    _rule(r"Substitution (?:error|reference)|Undefined substitution referenced",
          "write what it stands for"),
)  # fmt: skip
ALIKE = 0.75  #: how much a name must be like another for that to be meant
#: What tells by itself what to do.
_TOLD = re.compile(r"did you mean|choose from|; (?:write|add|remove|name|correct|rename|give)\b")


#: Returns the names of a kind: ``directives``, ``documents``, ``labels`` and so on.
Names = Callable[[str], Collection[str]]


def remedied(message: str, known: Names) -> str:
    """Return a message with what to do; as it is, if it tells that or is none of these.

    Args:
        message: What was said; what follows an empty line is the text of the page.
        known: Gives the names that an author may have meant.
    """
    said, gap, source = re.sub(r"_StrPath\((.*?)\)", r"\1", message).partition("\n\n")
    if _TOLD.search(said):
        return message
    for rule in RULES:
        if match := rule.pattern.search(said):
            return f"{said.rstrip(' .')}{_remedy(rule, match, known)}{gap}{source}"
    return message


def _remedy(rule: Rule, match: re.Match[str], known: Names) -> str:
    groups = [group for group in match.groups() if group]
    names = known(rule.known) if rule.known else ()
    if allowed := match.groupdict().get("allowed"):
        names = re.findall(r"'([^']+)'", allowed)
    near = suggestion(groups[0], names, ALIKE) if names else ""
    return near or "; " + rule.remedy.format(*groups)

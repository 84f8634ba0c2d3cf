"""Scripts as they are sent: without the comments and indentation that only their readers need.

Only what stands on lines of its own goes, so that no parser of JavaScript is needed; a script with
a template literal of several lines, in which every character counts, stays as it is.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^[ \t]*(?://.*|/\*.*?\*/[ \t]*)$", re.MULTILINE)
_BLOCK = re.compile(r"^[ \t]*/\*(?:[^*]|\*(?!/))*\*/[ \t]*$", re.MULTILINE)


def slim(script: str) -> str:
    r"""Return a script without lines that are comments, and without white space around lines.

    >>> slim("// Why.\nfoo(\n  1, // one\n);\n")
    'foo(\n1, // one\n);\n'
    """
    if any(line.count("`") % 2 for line in script.splitlines()):
        return script
    bare = _COMMENT.sub("", _BLOCK.sub("", script))
    return "".join(f"{line.strip()}\n" for line in bare.splitlines() if line.strip())

r"""Formulas of titles as a line of text: raised and lowered where Unicode can, else by a sign.

>>> chemical("H2O")
'H₂O'
"""

from __future__ import annotations

import re
from collections.abc import Callable

from folio.core.tex.quantities import COMMANDS, measured
from folio.core.tex.raised import ordinals, raised

DOUBLE = dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True))
FONTS = frozenset(
    (
        *("mathrm", "mathbf", "mathit", "mathsf", "mathtt", "mathcal", "mathscr", "mathfrak"),
        *("mathnormal", "bold", "text", "textrm", "textit", "textbf", "mbox", "hbox", "bm", "rm"),
        *("operatorname", "boldsymbol", "ensuremath", "it", "bf", "cal", "textsf", "texttt"),
        *(
            "emph",
            "textup",
            "textnormal",
            "textsc",
            "mathup",
            "scr",
            "germ",
            "frak",
            "Cal",
            "mathbin",
            "mathrel",
            "mathop",
            "mathord",
        ),
    )
)
SILENT = frozenset(("left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits", "!"))
SILENT |= {"textstyle", "scriptstyle", "nolimits", "nonumber"}
SPACES = frozenset((",", ";", ":", " ", "quad", "qquad", "enspace", "thinspace", "\\", ">"))
WORDS = frozenset(
    (
        *("log", "ln", "exp", "sin", "cos", "tan", "min", "max", "sup", "inf", "lim", "det", "dim"),
        *("ker", "deg", "gcd", "arg", "Pr", "mod", "bmod", "tanh", "sinh", "cosh", "hom", "sec"),
        *("csc", "cot", "coth", "lg", "varinjlim", "varprojlim", "injlim", "projlim", "Re", "Im"),
    )
)
OWN = {
    **{"mathplus": "+", "mathminus": "−", "mathsemicolon": ";", "sim": "~", "prime": "′"},
    **{"dagger": "†", "ddagger": "‡", "ast": "*", "star": "*", "ldots": "…", "dots": "…"},
    **{"cdots": "⋯", "colon": ":", "lbrack": "[", "rbrack": "]", "vert": "|", "mid": "|"},
    **{"|": "‖", "Vert": "‖", "lVert": "‖", "rVert": "‖", "lvert": "|"},
    **{"rvert": "|", "circ": "∘", "degree": "°", "%": "%", "&": "&", "$": "$", "#": "#", "_": "_"},
    **{"circledR": "®", "coloneqq": ":=", "coloneq": ":=", "xrightarrow": "→", "xleftarrow": "←"},
    **{"implies": "⇒", "iff": "⇔", "models": "⊨", "Box": "□", "Diamond": "◇", "checkmark": "✓"},
    **{"lhd": "⊲", "rhd": "⊳", "imath": "ı", "jmath": "ȷ"},
}
MARKS = {"hat": "\u0302", "bar": "\u0304", "overline": "\u0304", "tilde": "\u0303"}
MARKS |= {"vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "widetilde": "\u0303"}
MARKS |= {"widehat": "\u0302", "check": "\u030c", "acute": "\u0301", "grave": "\u0300"}
MARKS |= {"mathring": "\u030a", "underline": "\u0332", "not": "\u0338", "slashed": "\u0338"}
#: A line over all that it stands over, and one under it.
LINES = frozenset(("overline", "underline"))
#: Brackets before which a formula has no blank.
CLOSING = frozenset("⌉⌋⟩")
#: Roots that have a sign of their own.
ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
#: What stands between its two arguments, as TeX had it before LaTeX.
INFIX = {"over": "{}/{}", "choose": "({} choose {})", "atop": "{}/{}"}
STACKED = frozenset(("stackrel", "overset", "underset"))
FRACTIONS = frozenset(("frac", "tfrac", "dfrac", "sfrac", "nicefrac"))
CHOICES = frozenset(("binom", "tbinom", "dbinom"))
ARRANGED = STACKED | FRACTIONS | CHOICES | {"smash", "sqrt", "pmod", *MARKS}
#: A Greek letter that stands upright, by the package upgreek.
UPRIGHT = re.compile(
    r"up((?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho"
    r"|sigma|tau|upsilon|phi|chi|psi|omega))$"
)
#: A formula between two dollars at each end, or one between single ones.
DISPLAYED = re.compile(r"(?<!\\)(?:\$\$([^$]+)\$\$|\$[^$]+\$)")
TOKEN = re.compile(r"\\([A-Za-z]+|.)\s*|([{}^_~&])|(\s+)|(.)", re.DOTALL)


def inline(tex: str) -> str:
    """Return text whose displayed formulas stand within the line, as all do in a title.

    >>> inline("A $$x$$ and $a$$b$")
    'A $x$ and $a$$b$'
    """
    tex = ordinals(tex) if "$" in tex else tex
    return DISPLAYED.sub(lambda m: f"${m[1]}$" if m[1] else m[0], tex) if "$$" in tex else tex


#: A sign between two terms with a blank before it, whose command has taken the one behind it.
UNEVEN = re.compile(r"(?<=[^\s,(\[] )[:→←↔⇒⇔↦≤≥≠≈≃≡∼∝≪≫∈∉⊂⊆×±⊗⊕∩∪~](?=\S)")
#: A space by its width, which may go back.
CARET = re.compile(r"\\\^\{\}\s*")
WIDTH = re.compile(r"\\(?:m?kern|[hm]skip)\s*-?\s*[\d.]+\s*(?:mu|em|ex|pt)\s*")


def formula(tex: str, symbol: Callable[[str], str]) -> str:
    """Return a formula as a line of text; ``symbol`` gives the sign of a command, or raises."""
    tex = WIDTH.sub("", tex) if "kern" in tex or "skip" in tex else tex
    said = _Formula(CARET.sub("^", tex), symbol).rest("")
    return said if said.isascii() and "~" not in said else UNEVEN.sub(r"\g<0> ", said)


def chemical(tex: str) -> str:
    r"""Return a formula of chemistry, as mhchem's ``\ce`` takes it, as a line of text.

    >>> chemical("{H2O}"), chemical("Fe^{3+}"), chemical("SO4^2- + 2 H+ -> H2SO4")
    ('H₂O', 'Fe³⁺', 'SO₄²⁻ + 2 H⁺ → H₂SO₄')
    """
    text = tex.strip()
    text = re.sub(r"<=>>?|<<=>|<-->", "⇌", text).replace("<->", "↔")
    text = text.replace("->", "→").replace("<-", "←")
    text = re.sub(r"\^\{?([0-9+\-n]+)\}?", lambda m: raised(m[1]), text)
    text = re.sub(r"(?<=[A-Za-z)\]}])_?\{?(\d+)\}?", lambda m: raised(m[1], lower=True), text)
    text = re.sub(r"_\{?(\w+)\}?", lambda m: raised(m[1], lower=True), text)
    text = re.sub(r"(?<=[A-Za-z)\]₀-₉])([+-])(?![\w(])", lambda m: raised(m[1]), text)
    return text.replace("{", "").replace("}", "").replace("$", "")


class _Formula:
    """A formula that is read from its beginning to its end."""

    def __init__(self, tex: str, symbol: Callable[[str], str]) -> None:
        self.tokens = list(TOKEN.finditer(tex))
        self.symbol = symbol

    def rest(self, end: str) -> str:
        said = ""
        while self.tokens:
            if self.tokens[0][0] == end:
                self.tokens.pop(0)
                break
            token = self.tokens[0]
            if token[0] in ("^", "_"):
                said += raised(self.script(), lower=token[0] == "_")
            elif token[1] in INFIX:
                self.tokens.pop(0)
                return INFIX[token[1]].format(_grouped(said.strip()), _grouped(self.rest(end)))
            else:
                sign = self.atom()
                said = (said.rstrip() if sign in CLOSING else said) + sign
        return said

    def script(self) -> str:
        self.tokens.pop(0)
        text = self.argument()
        within = re.fullmatch(r"[_^]\(([^()]*)\)", text)  # lowered twice, to be printed smaller
        return within[1] if within else text

    def argument(self) -> str:
        while self.tokens and self.tokens[0][3]:
            self.tokens.pop(0)
        return self.atom() if self.tokens else ""

    def group(self) -> str:
        """Return what the next braces hold, as it is written."""
        said, depth = "", 0
        while self.tokens:
            token = self.tokens.pop(0)[0]
            depth += (token == "{") - (token == "}")
            said += token
            if depth == 0:
                break
        return said

    def option(self) -> str:
        """Return what stands in brackets before an argument, and pass over it."""
        said = ""
        if self.tokens and self.tokens[0][0] == "[":
            while self.tokens and (token := self.tokens.pop(0)[0]) != "]":
                said += token.strip("[")
        return said

    def atom(self) -> str:
        token = self.tokens.pop(0)
        command, sign, space, letter = token.groups()
        if command:
            return self.command(command)
        if sign == "{":
            return self.rest("}")
        if sign in ("~", "&"):
            return " "
        return " " if space else sign or letter

    def command(self, name: str) -> str:
        if name in ("hspace", "kern", "index"):
            self.argument()
            return ""
        if name in ("phantom", "hphantom", "vphantom"):  # as much room as it would take
            self.group()
            return ""
        if name in ("ce", "ch"):
            return chemical(self.group())
        if name in COMMANDS:
            chosen = self.option()
            return measured(name, [self.group() for _ in range(COMMANDS[name])], chosen)
        if name in FONTS:
            if name == "operatorname" and self.tokens and self.tokens[0][0] == "*":
                self.tokens.pop(0)
            return self.argument()
        if name in ("mathbb", "Bbb", "mathds", "mathbbm"):
            return "".join(DOUBLE.get(letter, letter) for letter in self.argument())
        if name in ARRANGED:
            return self.arranged(name)
        if name in SILENT:
            return ""
        if name in SPACES:
            return " "
        if name in WORDS:
            following = self.tokens[0][0][:1] if self.tokens else ""
            return name + (" " if following.isalnum() or following == "\\" else "")
        return OWN[name] if name in OWN else self.symbol(UPRIGHT.sub(r"\1", name))

    def arranged(self, name: str) -> str:
        """Return what stands over, under or beside something else."""
        if name in STACKED:
            other, base = self.argument(), self.argument()
            return base + raised(other.strip(), lower=name == "underset")
        if name in FRACTIONS:
            return f"{_grouped(self.argument())}/{_grouped(self.argument())}"
        if name in CHOICES:
            return f"({self.argument()} choose {self.argument()})"
        if name == "smash":  # with what is smashed in brackets: [b]
            self.option()
            return self.argument()
        if name == "sqrt":
            degree = self.option()
            root = ROOTS[degree] if degree in ROOTS else f"{raised(degree)}√"
            return f"{root}{_grouped(self.argument())}"
        if name == "pmod":
            return f" (mod {self.argument()})"
        text = (self.argument() or self.argument()).lstrip()
        marked = len(text) if name in LINES else 1
        return "".join(sign + MARKS[name] for sign in text[:marked]) + text[marked:]


def _grouped(text: str) -> str:
    return text if len(text) < 2 or text.isdigit() else f"({text})"

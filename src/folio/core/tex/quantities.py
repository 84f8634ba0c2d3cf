r"""Quantities as siunitx takes them, as text: a number, and units as commands or as letters.

>>> number("1.5e-3"), unit(r"\kilo\metre\per\second\squared"), unit("m/s")
('1.5 × 10⁻³', 'km s⁻²', 'm/s')
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from folio.core.tex.raised import raised
from folio.core.tex.unknown import UnknownTex

PREFIXES = {
    **{"quecto": "q", "ronto": "r", "yocto": "y", "zepto": "z", "atto": "a", "femto": "f"},
    **{"pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d"},
    **{"deca": "da", "deka": "da", "hecto": "h", "kilo": "k", "mega": "M", "giga": "G"},
    **{"tera": "T", "peta": "P", "exa": "E", "zetta": "Z", "yotta": "Y", "ronna": "R"},
    **{"quetta": "Q", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti"},
}
UNITS = {
    **{"metre": "m", "meter": "m", "gram": "g", "kilogram": "kg", "second": "s", "ampere": "A"},
    **{"kelvin": "K", "mole": "mol", "candela": "cd", "hertz": "Hz", "newton": "N"},
    **{"pascal": "Pa", "joule": "J", "watt": "W", "coulomb": "C", "volt": "V", "farad": "F"},
    **{"ohm": "Ω", "siemens": "S", "weber": "Wb", "tesla": "T", "henry": "H", "lumen": "lm"},
    **{"lux": "lx", "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "katal": "kat"},
    **{"celsius": "°C", "degreeCelsius": "°C", "degree": "°", "radian": "rad", "steradian": "sr"},
    **{"arcminute": "′", "arcsecond": "″", "minute": "min", "hour": "h", "day": "d"},
    **{"litre": "L", "liter": "L", "hectare": "ha", "tonne": "t", "dalton": "Da"},
    **{"electronvolt": "eV", "bel": "B", "decibel": "dB", "neper": "Np", "bar": "bar"},
    **{"percent": "%", "bit": "bit", "byte": "B", "angstrom": "Å", "barn": "b", "year": "yr"},
    **{"astronomicalunit": "au", "parsec": "pc", "atomicmassunit": "u"},
    **{"nm": "nm", "um": "µm", "mm": "mm", "cm": "cm", "km": "km", "ms": "ms", "us": "µs"},
    **{"ns": "ns", "kg": "kg", "mg": "mg", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz"},
    **{"eV": "eV", "keV": "keV", "MeV": "MeV", "GeV": "GeV", "TeV": "TeV", "K": "K", "mK": "mK"},
}
POWERS = {"square": 2, "squared": 2, "cubic": 3, "cubed": 3}
TO_POWER = re.compile(r"to(?:the)|raiseto")
#: The commands themselves, and how many arguments each takes.
COMMANDS = {"num": 1, "unit": 1, "si": 1, "ang": 1, "qty": 2, "SI": 2, "numrange": 2}
COMMANDS |= {"qtyrange": 3, "SIrange": 3}
#: Signs that stand at the number, without a space.
CLOSE = ("°", "′", "″")
PART = re.compile(
    r"\\(?P<name>[A-Za-z]+)\s*(?:\{(?P<inner>[^{}]*)\})?|\^\{?(?P<power>-?\d+)\}?"
    r"|(?P<letters>[^\\^{}.~]+)|(?P<between>[.~])|[{}]"
)


def quantity(amount: str, measure: str) -> str:
    """Return a number with its unit, as siunitx sets them."""
    said, of = amount, unit(measure)
    return f"{said}{of}" if of in CLOSE else f"{said} {of}"


def measured(name: str, arguments: Sequence[str], chosen: str = "") -> str:
    r"""Return what a command of siunitx says; ``chosen`` is how, but in an older package a number.

    >>> measured("qty", ["5", r"\milli\metre"]), measured("SIrange", ["1", "2", "m"])
    ('5 mm', '1–2 m')
    >>> measured("unit", ["m"], "[5]"), measured("ang", ["5;3;"])
    ('5 m', '5°3′')
    """
    *numbers, last = arguments
    if name == "ang":
        parts = zip(last.strip("{} ").split(";"), CLOSE, strict=False)
        return "".join(f"{number(part)}{sign}" for part, sign in parts if part.strip())
    if name in ("unit", "si"):
        counted = name == "unit" and re.fullmatch(r"[\d.,\s]+", chosen.strip("[] "))
        return quantity(chosen.strip("[] "), last) if counted else unit(last)
    if name in ("num", "numrange"):
        return "–".join(map(number, arguments))
    return quantity("–".join(map(number, numbers)), last)


def number(tex: str) -> str:
    """Return a number as siunitx takes it: ``1e3``, ``5 +- 1``, ``2 x 3``."""
    bare = re.sub(r"\\pm\b|\+-", " ± ", tex.strip("{} "))
    bare = re.sub(r"\\times\b|(?<=\d)\s*x\s*(?=\d)", " × ", bare)
    bare = re.sub(r"[ed]([+-]?\d+)", lambda m: f" × 10{raised(m[1].lstrip('+'))}", bare)
    return " ".join(re.sub(r"(?<![\d)])-(?=\d)", "−", bare).split())


def unit(tex: str) -> str:
    """Return units as siunitx takes them; raise UnknownTex for a command that is none of them."""
    return _Units(tex).text()


class _Units:
    """Units that are read from the first to the last: each its sign, and to which power."""

    def __init__(self, tex: str) -> None:
        self.parts: list[tuple[str, int]] = []
        self.prefix, self.power = "", 1
        for found in PART.finditer(tex):
            self.take(found["name"] or "", found["inner"] or "", found["letters"] or "")
            if found["power"]:
                self.raise_(int(found["power"]))

    def take(self, name: str, inner: str, letters: str) -> None:
        """Take one command with what its braces hold, or letters."""
        if name == "per":
            self.power = -self.power
        elif name in ("square", "cubic"):
            self.power *= POWERS[name]
        elif name in ("squared", "cubed"):
            self.raise_(POWERS[name])
        elif TO_POWER.fullmatch(name) and re.fullmatch(r"-?\d+", inner):
            if name == "raiseto":  # of the unit behind it
                self.power *= int(inner)
            else:
                self.raise_(int(inner))
        elif name in PREFIXES:
            self.prefix += PREFIXES[name]
        elif name in ("text", "mathrm", "textrm", "mathup"):
            self.add(inner)
        elif name:
            if name not in UNITS:
                raise UnknownTex(f"has the unit \\{name}, which has no text; write its letters")
            self.add(UNITS[name])
        for word in letters.split():
            self.add(word)

    def add(self, sign: str) -> None:
        self.parts.append((self.prefix + sign, self.power))
        self.prefix, self.power = "", 1

    def raise_(self, power: int) -> None:
        if self.parts:
            sign, before = self.parts.pop()
            self.parts.append((sign, before * power))

    def text(self) -> str:
        return " ".join(
            sign if power == 1 else sign + raised(str(power)) for sign, power in self.parts
        )

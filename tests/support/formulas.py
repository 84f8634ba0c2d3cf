r"""The list of formulas, and the MathML that each must give.

``PYTHONPATH=src python tests/support/formulas.py`` says whether they agree; with ``--write`` it
writes what the converter gives now into formulas.mathml, for a person to read the difference.
A formula that is refused has the reason in that place.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
LIST, EXPECTED = HERE / "formulas.txt", HERE / "formulas.mathml"
REFUSED = "refused: "


def formulas() -> list[str]:
    """Return the formulas in their order; comments and empty lines only group them."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def expected() -> dict[str, str]:
    """Return what each formula must give: MathML, or ``refused:`` and the reason."""
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()
    return {tex: given.strip() for tex, given in zip(lines[::2], lines[1::2], strict=True)}


def given(tex: str) -> str:
    """Return what the converter gives for a displayed formula, without the TeX that it keeps."""
    from folio.pages.core_mathml import Unset  # the benchmarks read the list without the package
    from folio.pages.tex import convert

    try:
        mathml = convert(tex, block=True)
    except Unset as error:
        return f"{REFUSED}{error}"
    return re.sub(r"(?s)<annotation.*?</annotation>|</?semantics>", "", mathml)


def written() -> str:
    """Return the file of expectations as the converter would have it."""
    return "".join(f"{tex}\n  {given(tex)}\n" for tex in formulas())


if __name__ == "__main__":
    now = written()
    if sys.argv[1:] == ["--write"]:
        EXPECTED.write_text(now, encoding="utf-8")
    elif now != EXPECTED.read_text(encoding="utf-8"):
        sys.exit("formulas.mathml differs from what the converter gives; see with --write")

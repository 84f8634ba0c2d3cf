"""The commands that the converter knows, and what another one reads."""

from __future__ import annotations

import json
import re
import subprocess

from sites import ROOT

PROGRAM = (ROOT / "src/folio/pages/temml/temml.min.js").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"""(?<=["'`])\\(\\[A-Za-z]+\*?)(?=["'`])""", PROGRAM)))
ENVIRONMENTS = sorted(
    {
        name
        for names in re.findall(r"names:\[([^]]*)\]", PROGRAM)
        for name in re.findall(r'"([A-Za-z]+\*?)"', names)
    }
)


def texmath(tex: list[str]) -> list[str | None]:
    """Return the MathML that texmath, by pandoc, makes of formulas; None where it can not."""
    command = ["pandoc", "--from=json", "--to=html", "--mathml"]
    empty = subprocess.run(
        ["pandoc", "--from=markdown", "--to=json"],
        input="",
        capture_output=True,
        text=True,
        check=True,
    )
    shown = [
        {"t": "Para", "c": [{"t": "Math", "c": [{"t": "DisplayMath"}, formula]}]} for formula in tex
    ]
    document = {**json.loads(empty.stdout), "blocks": shown}
    made = subprocess.run(
        command, input=json.dumps(document), capture_output=True, text=True, check=True
    )
    paragraphs = re.findall(r"(?s)<p>(.*?)</p>", made.stdout)
    found = [re.search(r"(?s)<math.*</math>", paragraph) for paragraph in paragraphs]
    return [math and math[0] for math in found]

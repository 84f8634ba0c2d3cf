"""Executable models behind the write-ups: ``python -m models KEY`` writes ``results/KEY.json``.

A model is a package. Its module ``model`` has a vocabulary, a frozen ``Config``,
``run(config, sweep) -> Result``, ``draw(result) -> {figure name: SVG}`` and
``tabulate(result) -> {figure name: rows}``; the others hold pure functions. Modules whose names
begin with ``figures`` or ``tables`` only show what was computed. What more than one model needs
is in :mod:`models.shared`. Nothing here knows of Sphinx or of the site.
"""

from __future__ import annotations

#: The key of each model and the module to run.
MODELS = {
    "dynaflow": "models.dynaflow.model",
    "enrollment": "models.enrollment.model",
    "goal-torus": "models.goal.model",
    "nanoflow": "models.nanoflow.model",
    "pim": "models.pim.model",
    "rchol": "models.rchol.model",
    "sim-to-real": "models.sim_to_real.model",
    "tilelang-autotuner": "models.tilelang_autotuner.model",
}

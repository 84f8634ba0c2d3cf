"""Executable models behind the write-ups: ``python -m models KEY`` writes ``results/KEY.json``.

A model is a module with a vocabulary, a frozen ``Config``, pure functions,
``run(config, sweep) -> Result``, ``draw(result) -> {figure name: SVG}`` and
``tabulate(result) -> {figure name: rows}``. ``SOURCES`` names
the modules that its numbers come from, ``ENGINE`` those that one point of a sweep needs.
Nothing here knows of Sphinx or of the site.
"""

from __future__ import annotations

#: The key of each model and the module that holds it.
MODELS = {
    "dynaflow": "models.dynaflow",
    "goal-torus": "models.goal_torus",
    "nanoflow": "models.nanoflow",
}

"""What a model found, on a page: the role ``{result}`` and the directive ``{model-figure}``.

``{result}`goal-torus:tornado.goal.throughput|.2f``` puts a number in prose;
``{model-figure} goal-torus/goal-bounds`` shows a drawing of the model inline, with its caption,
where it comes from, and the numbers that it plots to unfold; :mod:`folio.pages.lazy_figures`
tells what ``:lazy:`` and ``:explore:`` do. Both read the folder that ``folio_results`` names, so
a page cannot say another number than the model.
"""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes as docnodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from folio.core.model_numbers import Results, read_results
from folio.core.problems import Invalid, Problem, Subtype, suggestion
from folio.pages import nodes
from folio.pages.diagrams import DiagramDirective
from folio.pages.report import report

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec

LONGEST = 40  #: rows of a table that unfolds in the page
ORIGIN = "folio-origin"  #: the class of a line that tells where a figure comes from


def results_folder(env: BuildEnvironment) -> Path:
    """Return the folder of the results."""
    return Path(env.app.confdir, env.config.folio_results)


def results_of(env: BuildEnvironment, key: str, location: Any) -> Results:
    """Return the results of a model, and read the page again when they or their code change.

    Numbers that are older than the code are reported, once a page.
    """
    # First, so that a page is read again when the file comes to be there.
    env.note_dependency(str(results_folder(env) / f"{key}.json"))
    results = read_results(results_folder(env), key)
    asked = set(env.current_document.get("folio_results") or ())
    if key in asked:
        return results
    env.current_document["folio_results"] = asked | {key}
    root = Path(env.app.confdir)
    for name in results.code:
        env.note_dependency(str(root / name))
    if changed := results.changed(root):
        what = (
            f"the results of {key!r} must be of the code that stands here "
            f"(changed since: {', '.join(changed)}); run the model again, or restore the code"
        )
        report(Problem(Subtype.RESULT, what), location)
    return results


def drawing(env: BuildEnvironment, name: str) -> Path:
    """Return the file of a drawing: of a model, by model and figure, or one beside the page."""
    if name.endswith(".svg"):
        return Path(env.relfn2path(name)[1])
    return results_folder(env) / f"{name}.svg"


class ResultRole(SphinxRole):
    """Write a number that a model computed."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        key, _, reference = self.text.partition(":")
        where = self.get_location()
        try:
            return [docnodes.Text(results_of(self.env, key.strip(), where).text(reference))], []
        except Invalid as error:
            for problem in error.problems:
                report(problem, where)
            return [docnodes.literal("", self.text)], []


class ModelFigureDirective(DiagramDirective):
    """Show a drawing of a model, where it comes from, and the numbers in it."""

    option_spec: ClassVar[OptionSpec] = {
        **DiagramDirective.option_spec,
        "csv": directives.flag,
        "explore": directives.unchanged_required,
        "data": directives.unchanged_required,
        "still": directives.unchanged_required,
    }
    meanings: ClassVar[dict[str, str]] = {
        **DiagramDirective.meanings,
        "csv": "Give its numbers as a file only, as those of a long table are.",
        "explore": "The module of ``_static/explore`` that takes its place.",
        "data": "The parts of the results that the module gets, separated by spaces.",
        "still": "The name under which the drawing is kept, folded, below the module.",
    }

    def run(self) -> list[Node]:
        key, _, _ = self.arguments[0].partition("/")
        try:
            results = results_of(self.env, key, self.get_location())
            numbers = self.explored(results)
        except Invalid as error:
            for problem in error.problems:
                report(problem, self.get_location())
            return []
        self.numbers = numbers
        shown = super().run()
        for figure in shown:
            assert isinstance(figure, docnodes.figure)
            figure += docnodes.legend("", *self.origin(key, results))
        return shown

    def drawn(self, name: str, svg: str, alt: str) -> Node:
        """Return the picture, and what takes its place."""
        more = {option: self.options.get(option, "") for option in ("explore", "still")}
        return self.picture(name, svg, alt, numbers=self.numbers, **more)

    def explored(self, results: Results) -> str:
        """Return what the explorer reads as JSON: the parts of the results that it asks for."""
        name, data = self.options.get("explore", ""), self.options.get("data", "").split()
        if "still" in self.options and not name:
            what = "'still' must go with 'explore' (got none); write that, or remove 'still'"
            raise Invalid([Problem(Subtype.FILE, what)])
        folders = [Path(self.env.app.confdir, f) for f in self.config.html_static_path]
        if name and not any((folder / f"explore/{name}.js").is_file() for folder in folders):
            what = f"'explore' must name a module of _static/explore (got {name!r})"
            known = [path.stem for folder in folders for path in folder.glob("explore/*.js")]
            raise Invalid([Problem(Subtype.FILE, what + suggestion(name, known))])
        for part in data:
            if part not in results.numbers:
                what = f"'data' must name parts of the results of {results.key!r} (got {part!r})"
                hint = suggestion(part, results.numbers)
                raise Invalid([Problem(Subtype.RESULT, what + hint)])
        chosen = {part: results.numbers[part] for part in data}
        return json.dumps({"digest": results.digest, "numbers": chosen}, separators=(",", ":"))

    def drawing(self, name: str) -> tuple[str, Path]:
        """Return the file of a figure, by model and figure."""
        path = results_folder(self.env) / f"{name}.svg"
        return str(path), path

    def origin(self, key: str, results: Results) -> list[Node]:
        """Return the line of provenance, and the plotted numbers as a table to unfold."""
        line = f"From the model of this site, results {results.digest[:8]} in results/{key}.json."
        path = results_folder(self.env) / f"{self.arguments[0]}.csv"
        self.env.note_dependency(str(path))
        parts: list[Node] = [nodes.paragraph([docnodes.Text(line)], "folio-line", ORIGIN)]
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            parts.append(self.plotted(path, rows, line))
        return parts

    def plotted(self, path: Path, rows: list[list[str]], line: str) -> Node:
        """Return the numbers of a figure: a table to unfold, or a file if it would be long."""
        if len(rows) <= LONGEST and "csv" not in self.options:
            origin = nodes.paragraph([docnodes.Text(line)], "folio-line")
            return nodes.unfold("The numbers in this figure", [table(rows), origin])
        here = Path(self.env.doc2path(self.env.current_document.docname)).parent
        target = Path(os.path.relpath(path, here)).as_posix()
        text = docnodes.Text(f"The numbers in this figure ({len(rows) - 1} rows, CSV)")
        return nodes.paragraph(
            [addnodes.download_reference("", "", text, reftarget=target)], "folio-line"
        )


def say_origins_once(document: docnodes.document) -> None:
    """Leave the line of provenance in sight under the first figure of each chapter of a page."""
    said = set()
    for line in [p for p in document.findall(docnodes.paragraph) if ORIGIN in p["classes"]]:
        chapter: docnodes.Node = line
        while (
            isinstance(chapter.parent, docnodes.Element) and chapter.parent.parent is not document
        ):
            chapter = chapter.parent
        if (place := (id(chapter), line.astext())) in said:
            line.parent.remove(line)
        said.add(place)


def table(rows: list[list[str]]) -> docnodes.table:
    """Return rows as a table; the first is its head."""
    group = docnodes.tgroup(cols=len(rows[0]))
    group += [docnodes.colspec(colwidth=1) for _ in rows[0]]
    group += docnodes.thead("", _row(rows[0]))
    group += docnodes.tbody("", *map(_row, rows[1:]))
    return docnodes.table("", group)


def _row(cells: list[str]) -> docnodes.row:
    return docnodes.row("", *(docnodes.entry("", docnodes.paragraph("", c)) for c in cells))

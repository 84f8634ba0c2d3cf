"""Write guide/reading.md: what a browser needs for this site, from its files and its tests.

Run ``nox -s reading`` after a test in every engine, or a feature of CSS or JavaScript, is new. With
``--look-up`` it asks MDN's table of browsers, by npm, for features that features.csv lacks.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import tinycss2

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "tests/support/features.csv"  #: the first version of each browser with a feature
PAGE = ROOT / "guide/reading.md"
TESTS = ROOT / "tests/browser/test_every_engine.py"
DATA = "@mdn/browser-compat-data"
BROWSERS = ("safari", "firefox", "chrome")
#: What reads everything: mathematics is set from Chrome 109 on.
FLOOR = {"safari": 15.4, "firefox": 92, "chrome": 109}

#: What a script uses, and its place in MDN's table.
SCRIPTS = {
    r"\?\.[\w(\[]": "javascript.operators.optional_chaining",
    r"\?\?=": "javascript.operators.nullish_coalescing_assignment",
    r"\?\?[^=]": "javascript.operators.nullish_coalescing",
    r"\bimport\(": "javascript.operators.import",
    r"\bimport\.meta": "javascript.operators.import_meta",
    r"\.at\(": "javascript.builtins.Array.at",
    r"\.flatMap\(": "javascript.builtins.Array.flatMap",
    r"\.findLast\(": "javascript.builtins.Array.findLast",
    r"\.toSorted\(": "javascript.builtins.Array.toSorted",
    r"\.replaceAll\(": "javascript.builtins.String.replaceAll",
    r"\bObject\.fromEntries\(": "javascript.builtins.Object.fromEntries",
    r"\bstructuredClone\(": "api.structuredClone",
    r"\.replaceChildren\(": "api.Element.replaceChildren",
    r"\.toggleAttribute\(": "api.Element.toggleAttribute",
    r"\.checkVisibility\(": "api.Element.checkVisibility",
    r"\bnew IntersectionObserver\(": "api.IntersectionObserver",
    r"\bnew ResizeObserver\(": "api.ResizeObserver",
    r"\bnavigator\.clipboard\b": "api.Clipboard.writeText",
    r"\.showModal\(": "api.HTMLDialogElement.showModal",
    r"\bdocument\.fonts\b": "api.Document.fonts",
    r"\\p\{": "javascript.regular_expressions.unicode_character_class_escape",
    r"\(\?<[=!]": "javascript.regular_expressions.lookbehind_assertion",
    r"\bmatchMedia\([^)]*\)\.addEventListener|\bbeside\.addEventListener": (
        "api.MediaQueryList.change_event"
    ),
    r"\bfetch\(": "api.Window.fetch",
}
#: What a browser shows that lacks what ``FLOOR`` does not promise.
WITHOUT = {
    "api.HTMLDialogElement.showModal": "figures that cannot be enlarged",
    "css.properties.color-scheme": "light scroll bars and fields in the dark",
    "css.properties.content-visibility": "folded text is not printed",
    "css.properties.overscroll-behavior": "at the end of the contents the page scrolls on",
    "css.properties.text-size-adjust": "the browser's own sizes on a turned phone",
    "css.properties.text-wrap": "headings and paragraphs with plain breaks",
    "css.properties.user-select": "the mark of a heading is copied with it",
    "css.selectors.details-content": "contents that fold beside the text; folds stay on paper",
    "css.selectors.has": "pictures on a phone no wider than the text",
    "css.at-rules.font-face.ascent-override": "lines that move a little when our faces arrive",
    "css.at-rules.font-face.descent-override": "the same",
    "css.at-rules.font-face.line-gap-override": "the same",
    "css.at-rules.font-face.size-adjust": "the same",
    "css.at-rules.layer": "rules of an author's components may be lost",
    "css.at-rules.media.forced-colors": "the page's own marks in high contrast",
    "css.at-rules.page": "the printer's own margins",
    "css.at-rules.page.size": "the printer's own paper",
}


def used(site: Path) -> set[str]:
    """Return the features that published sheets and scripts use, by their place in the table."""
    found: set[str] = set()
    for path in sorted(site.rglob("*.css")):
        if path.name != "pygments.css":  # which no page loads
            rules = tinycss2.parse_stylesheet(path.read_text(encoding="utf-8"), True, True)
            found.update(f"css.{name}" for name in _of_rules(rules))
    scripts = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.js"))
    return found | {name for pattern, name in SCRIPTS.items() if re.search(pattern, scripts)}


def _of_rules(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            names = re.findall(r"::?([a-z][a-z-]+)", tinycss2.serialize(rule.prelude))
            yield from (f"selectors.{name}" for name in names)
            yield from _of_declarations(rule.content, "properties")
        elif rule.type == "at-rule":
            place = f"at-rules.{rule.at_keyword}"
            yield place
            conditions = re.findall(r"\(([a-z-]+)[:)]", tinycss2.serialize(rule.prelude))
            yield from (f"{place}.{name}" for name in conditions if rule.at_keyword == "media")
            if rule.at_keyword in {"media", "supports", "layer"} and rule.content:
                yield from _of_rules(tinycss2.parse_blocks_contents(rule.content, True, True))
            elif rule.content:
                yield from _of_declarations(rule.content, place)


def _of_declarations(content: list[Any], place: str) -> Iterator[str]:
    for one in tinycss2.parse_blocks_contents(content, True, True):
        if one.type == "declaration" and not one.name.startswith("--"):
            yield f"{place}.{one.name}"
            functions = re.findall(r"\b([a-z-]+)\(", tinycss2.serialize(one.value))
            yield from (f"types.{name}" for name in functions)


def known() -> dict[str, tuple[str, ...]]:
    """Return the first version of each browser with each feature; an empty one has none."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {name: tuple(versions) for name, *versions in list(csv.reader(file))[1:]}


def look_up(names: Iterable[str]) -> None:
    """Write the table anew for these features, from the table of MDN."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", DATA]
        ran = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=True)
        with tarfile.open(Path(folder, ran.stdout.strip())) as tar:
            member = tar.extractfile("package/data.json")
            assert member is not None, "the package must hold data.json"
            data = json.load(member)
    rows = [(name, *_versions(data, name)) for name in sorted(names)]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("feature", *BROWSERS), *rows])


def _versions(data: Mapping[str, Any], name: str) -> list[str]:
    """Return the first versions with a feature; of what the table does not name, zeros."""
    node: Any = data
    for part in name.split("."):
        node = node.get(part, {})
    if "__compat" not in node:  # what every browser has had from the start, such as min-width
        return ["0"] * len(BROWSERS)
    return [_first(node["__compat"]["support"].get(browser)) for browser in BROWSERS]


def _first(support: Any) -> str:
    entries = support if isinstance(support, list) else [support]
    versions = [
        str(entry["version_added"])
        for entry in entries
        if entry and entry["version_added"] and not entry.keys() & {"flags", "prefix"}
    ]
    numbers = [version for version in versions if re.fullmatch(r"[\d.]+", version)]
    return min(numbers, key=float, default="")


def newer(table: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the features that some browser at the floor lacks."""
    floor = tuple(FLOOR.values())
    return {
        name: versions
        for name, versions in sorted(table.items())
        if any(not v or float(v) > least for v, least in zip(versions, floor, strict=True))
    }


def claims() -> list[str]:
    """Return what the tests in every engine prove, in the words of their names."""
    tree = ast.parse(TESTS.read_text(encoding="utf-8"))
    tests = [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]
    return [name[5:].replace("_", " ") for name in tests if name.startswith("test_")]


def written(table: Mapping[str, tuple[str, ...]]) -> str:
    """Return the page."""
    widths = re.search(r"^WIDTHS = \(([\d, ]+)\)", TESTS.read_text("utf-8"), re.MULTILINE)
    assert widths, f"{TESTS.name} must name its WIDTHS"
    rows = [
        f"| {' | '.join((f'`{name}`', *(one or 'none' for one in versions), WITHOUT[name]))} |"
        for name, versions in newer(table).items()
    ]
    least = ", ".join(f"{name.title()} {version:g}" for name, version in FLOOR.items())
    return "\n".join(
        [
            "# What a reader needs",
            "",
            "Made by `nox -s reading` from the stylesheets, the scripts and the tests.",
            "",
            f"- **Browser**: by MDN's table of browsers {least} and newer show everything",
            "  that is to be read; mathematics is MathML, which Chrome has had since 109.",
            "  The tests run in the current builds of Debian, not in these old ones.",
            "- **Scripts**: none to read, to follow a link, to change to the dark, or to print.",
            "  With scripts come the search while one types, previews, explorers in place of still",
            "  pictures, the switch for the theme and the mark of the section that is read.",
            f"- **Width**: every page is tried at {widths[1].replace(', ', ' px, ')} px.",
            "- **Network**: the site alone; a first view is at most 25,000 bytes of text and code,",
            "  packed, in 10 requests, with at most 50 kB of typefaces, 65 kB where there is",
            "  mathematics (`tests/browser/test_browser.py`).",
            "",
            "## Asked of Chromium, Firefox and WebKit alike",
            "",
            "`tests/browser/test_every_engine.py` opens the system's own builds.",
            "One that is absent is skipped, and the run says so.",
            "",
            *(f"- {claim}" for claim in claims()),
            "",
            "## What older browsers show otherwise",
            "",
            "First versions by MDN's table of browsers; a name stands for its place there.",
            "",
            f"| feature | {' | '.join(name.title() for name in BROWSERS)} | without it |",
            "| --- | --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def main(arguments: list[str]) -> None:
    """Write the page; look features up first if asked to."""
    if "--look-up" in arguments:
        look_up(used(ROOT / "build/html"))
    PAGE.write_text(written(known()), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

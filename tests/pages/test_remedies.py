"""Whatever is wrong with a page, whoever says it says what to do."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import en
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from folio.core.fences import FLAGS
from folio.core.remedies import RULES, remedied
from folio.pages.internals import known_to_docutils
from folio.pages.remedies import names_of
from sites import ROOT, build, write

TEXT = (ROOT / "tests/support/remedies.txt").read_text(encoding="utf-8")
CASES = {
    name: (re.sub(r"^>>> .*\n?", "", page, flags=re.MULTILINE).strip(), re.findall(SAID, page))
    for SAID in [re.compile(r"^>>> (.*)$", re.MULTILINE)]
    for name, page in re.findall(r"^=== (\w+)\n(.*?)(?=^=== |\Z)", TEXT, re.DOTALL | re.MULTILINE)
}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title></svg>'
FILES = {"docs/a.svg": PICTURE, "docs/conf.txt": "x\n", "docs/a.py": "x = 1\n"}


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    pages = {f"docs/p_{name}.md": f"# Page {name}\n\n{page}\n" for name, (page, _) in CASES.items()}
    found = defaultdict(list)
    for warning in build(write(tmp_path_factory.mktemp("site"), {**pages, **FILES})).warnings:
        place = re.match(r"docs/p_(\w+)\.md:(\d+: .*)", warning)
        assert place, warning  # each has a file and a line
        found[place[1]].append(place[2])
    return found


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_with_its_place_and_what_to_do(said, name):
    assert sorted(said[name]) == sorted(CASES[name][1])


def test_what_is_wrong_with_conf_py_is_told_what_to_do_before_any_page_is_known(tmp_path):
    built = build(write(tmp_path, {}), "-D", "html_favicon=_static/gone.svg")
    (said,) = (warning for warning in built.warnings if "favicon" in warning)
    assert said.endswith("does not exist; add it, or leave the value out of conf.py")


def test_a_remedy_follows_what_was_said_and_not_the_text_of_the_page():
    message = 'Error with CSV data in "csv-table" directive:\nunexpected end\n\n1, "2'
    told = remedied(message, lambda kind: [])
    assert re.fullmatch(r'Error .*:\nunexpected end; close each .*\n\n1, "2', told)


def test_what_tells_what_to_do_or_is_not_known_stays_as_it_is():
    for message in (
        '"centre" unknown; choose from "left", "center", or "right"',
        "unknown document: 'x'; did you mean 'y'?",
        "something else is wrong",
    ):
        assert remedied(message, lambda kind: []) == message


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """Return a site that knows all directives, within a namespace that forgets them again."""
    folder = write(tmp_path_factory.mktemp("known"), {})
    with docutils_namespace():
        places = (folder / "docs", folder, folder / "html", folder / "doctrees")
        yield Sphinx(*places, "html", status=None, warning=None)


def test_every_kind_of_name_that_a_rule_asks_for_can_be_had(app):
    for kind in {rule.known for rule in RULES} - {""}:
        assert all(isinstance(name, str) for name in names_of(app.env, kind)), kind
    assert {"sub", "math", "ref", "cite"} <= names_of(app.env, "roles")
    assert {"note", "award", "toctree", "grid"} <= names_of(app.env, "directives")


def test_the_options_without_a_value_are_all_that_there_are(app):
    names = known_to_docutils("directives")
    every = [directives.directive(name, en, app.env.settings)[0] for name in names]
    every += [each for domain in app.env.domains.values() for each in domain.directives.values()]
    flags, others = set(), set()
    for directive in every:
        for name, converter in (getattr(directive, "option_spec", None) or {}).items():
            (flags if converter is directives.flag else others).add(name)
    assert flags - others == FLAGS
    assert flags & others == {"shadow"}

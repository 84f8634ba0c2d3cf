"""Run ``python -m sphinx`` in a copy of a process that has imported Sphinx already.

Importing Sphinx and what a site is built with takes two thirds of the CPU of building a small
site, and many tests build one. So a server imports it once, and forks for each run: the copy
has the folder, the environment and the arguments that a new process would have, and nothing
that an earlier run did, since each run ends with its copy. The extension of this project is
imported too, and set aside: a run whose conf.py finds it at the same place is given that one,
and a run of a project with a copy of its own imports its own.

Sets are ordered alike in all copies of one process, so there are two servers, which take turns:
two runs, one after the other, differ in that as two processes do.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from itertools import cycle
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import NoReturn

MODULES = (
    *("sphinx.cmd.build", "myst_parser.sphinx_ext.main", "myst_parser.mdit_to_docutils.sphinx_"),
    *("sphinx_design.extension", "pydata_sphinx_theme", "pybtex.database.input.bibtex"),
    *("pybtex.database.output.bibtex", "bs4", "fontTools.ttLib", "tinycss2", "typst", "yaml"),
)
EXTENSION = "folio"
SOURCES = Path(__file__).parents[2] / "src"


@dataclass(frozen=True)
class Ran:
    """What came of a run: its exit status, or the negative number of a signal, and its output."""

    status: int
    stdout: str
    stderr: str


def sphinx(folder: Path, *arguments: str) -> Ran:
    """Run Sphinx in a folder, as ``python -m sphinx`` would there and with this environment."""
    with tempfile.TemporaryDirectory() as name:
        texts = [Path(name, stream) for stream in ("stdout", "stderr")]
        request = {
            **{
                "folder": str(folder.absolute()),
                "arguments": arguments,
                "environment": dict(os.environ),
            },
            "streams": [str(text) for text in texts],
        }
        server = next(_servers())
        server.stdin.write(f"{json.dumps(request)}\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        if not answer:
            status = server.wait()
            raise RuntimeError(f"the server of Sphinx must answer (it ended with status {status})")
        return Ran(int(answer), *(text.read_text(encoding="utf-8") for text in texts))


@cache
def _servers() -> Iterator[subprocess.Popen[str]]:
    """Return two servers in turn, for ever; there is one such series in a process."""
    return _taking_turns()


def _taking_turns() -> Iterator[subprocess.Popen[str]]:
    started = []
    for _ in range(2):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        started.append(subprocess.Popen([sys.executable, __file__], **pipes))
        atexit.register(started[-1].communicate)  # it ends when its standard input is closed
        yield started[-1]
    yield from cycle(started)


class SetAside(Loader):
    """Gives the extension that was imported before to a run that finds it at the same place."""

    def __init__(self, modules: dict[str, ModuleType]) -> None:
        self._modules = modules

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, _: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find the extension as Python does, and load it only if that is another one."""
        if name != EXTENSION or not (spec := PathFinder.find_spec(name, path)):
            return None
        if spec.origin == self._modules[name].__file__:
            spec.loader = self
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return what was imported, and all that belongs to it."""
        sys.modules.update(self._modules)
        return self._modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: it was done."""


def serve() -> None:
    """Import what every run needs; then run what each line asks for, and answer how it ended."""
    _import()
    requests, answers = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    with os.fdopen(requests, encoding="utf-8") as lines:
        for line in lines:
            child = os.fork()
            if child == 0:
                os.close(answers)
                _run(**json.loads(line))
            _, status = os.waitpid(child, 0)
            os.write(answers, f"{os.waitstatus_to_exitcode(status)}\n".encode())


def _import() -> None:
    from sphinx.application import builtin_extensions

    for name in (*MODULES, *builtin_extensions):
        import_module(name)
    sys.path.insert(0, str(SOURCES))
    for module in walk_packages([str(SOURCES / EXTENSION)], f"{EXTENSION}."):
        import_module(module.name)
    sys.path.pop(0)
    names = [name for name in sys.modules if name.partition(".")[0] == EXTENSION]
    sys.meta_path.insert(0, SetAside({name: sys.modules.pop(name) for name in names}))
    gc.collect()
    gc.freeze()  # or each copy would write to the pages of all these objects


def _run(
    folder: str, arguments: list[str], environment: dict[str, str], streams: list[str]
) -> NoReturn:
    """Become the process that was asked for."""
    for number, name in enumerate(streams, 1):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[0] = str(Path.cwd())
    sys.argv[1:] = arguments
    runpy.run_module("sphinx", run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    serve()

"""Everything that is done with this project: ``nox -s NAME``; ``nox -l`` lists the names.

Each session makes its own environment from requirements.lock. Nothing else need be installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"  # the first with dependency groups
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["build", "lint", "tests"]

LOCK = "requirements.lock"
GROUPS = nox.project.load_toml("pyproject.toml")["dependency-groups"]
# -c . : conf.py and _static stand at the root. Doctrees outside html keep the output reproducible.
SPHINX = ["-c", ".", "-n", "-d", "build/doctrees", "-b", "html", "docs", "build/html"]
# What is not public yet is shown to its author, and so never built to where the site is.
LIVE = ["-c", ".", "-n", "-d", "build/live-doctrees", "-b", "html", "docs", "build/live"]

NOT_YET_PROMISED = ("-D", "suppress_warnings=folio.unpromised")  # while one writes
BENCHES = (
    *("bibliography", "booksim", "dynaflow", "enrollment", "formulas", "goal", "nanoflow"),
    *("rchol", "search"),
)
MEASURE = {"PYTHONPATH": os.pathsep.join(("src", "tests/support"))}


def install(session: nox.Session, group: str) -> None:
    """Install a dependency group at the locked versions."""
    if session.venv_backend != "uv":
        session.install("--upgrade", "pip>=25.1")  # the first that knows dependency groups
    session.install("--group", group, "--constraint", LOCK)


def commit_time() -> str:
    """Return the time of the last commit, so that a commit always builds to the same bytes."""
    log = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False
    )
    return log.stdout.strip() or "0"


def only(session: nox.Session, *known: str) -> None:
    """Stop, before anything is done, at what a session is told and does not know."""
    for told in session.posargs:
        if told not in known:
            may = f"may be told {' or '.join(known)}" if known else "may be told nothing"
            session.error(f"'nox -s {session.name}' {may} (got {told!r})")


def need_pages(session: nox.Session) -> None:
    """Stop where there are no pages yet, of which Sphinx would say that a file is unreadable."""
    if not Path("docs/index.md").is_file():
        what = "docs/index.md must be the home page (found no file); write it"
        session.error(f"{what}, as guide/architecture.md says of the portfolio of somebody else")


@contextmanager
def site_before(folder: Path) -> Iterator[None]:
    """Make room for a site that is made from nothing; keep the one before where none is made."""
    before = folder.with_name(f"{folder.name}-before")
    shutil.rmtree(before, ignore_errors=True)
    if folder.is_dir():
        folder.rename(before)
    try:
        yield
    finally:
        if before.is_dir() and not (folder / "objects.inv").is_file():  # Sphinx writes it last
            shutil.rmtree(folder, ignore_errors=True)
            before.rename(folder)
        shutil.rmtree(before, ignore_errors=True)


def build_anew(session: nox.Session, *options: str) -> None:
    """Build the site from nothing into build/html."""
    need_pages(session)
    install(session, "site")
    shutil.rmtree("build/doctrees", ignore_errors=True)
    epoch = os.environ.get("SOURCE_DATE_EPOCH") or commit_time()
    with site_before(Path("build/html")):
        session.run("sphinx-build", "-q", *SPHINX, *options, env={"SOURCE_DATE_EPOCH": epoch})


@nox.session
def build(session: nox.Session) -> None:
    """Build the site from nothing into build/html; any warning is an error."""
    build_anew(session, "-W", "--keep-going", *session.posargs)
    session.log(f"The site is ready: open {Path('build/html/index.html').resolve()}")


@nox.session
def ledger(session: nox.Session) -> None:
    """Add what is newly published to ledger.txt, after a look; ``-- --yes`` does not ask."""
    only(session, "--yes")
    build_anew(session, *NOT_YET_PROMISED)
    session.run("python", "tools/extend_ledger.py", *session.posargs, env={"PYTHONPATH": "src"})


@nox.session
def live(session: nox.Session) -> None:
    """Serve the site on this machine and build it again whenever a file is saved."""
    need_pages(session)
    install(session, "live")
    places = ("conf.py", "_static", "src", "_templates", "results")
    watched = (place for place in places if Path(place).exists())  # not every site has results
    session.run(
        *("sphinx-autobuild", "--open-browser"),
        *(word for place in watched for word in ("--watch", place)),
        *("-D", "folio_live=1", "-D", "folio_drafts=1", *NOT_YET_PROMISED, *LIVE),
        *session.posargs,
    )


@nox.session
def tests(session: nox.Session) -> None:
    """Prove it: run the tests; ``-- --thorough`` as CI does, with 1,000 examples a claim."""
    install(session, "tests")
    session.env["PYTHONDONTWRITEBYTECODE"] = ""  # or each of 500 processes compiles all it imports
    options = {"--thorough": "--hypothesis-profile=thorough"}
    session.run("pytest", *(options.get(argument, argument) for argument in session.posargs))


@nox.session
def reference(session: nox.Session) -> None:
    """Write guide/reference.md anew from the code."""
    only(session)
    install(session, "site")
    session.run("python", "tools/reference.py", env={"PYTHONPATH": "src"})


@nox.session
def reading(session: nox.Session) -> None:
    """Write guide/reading.md anew; ``-- --look-up`` asks npm of features that are new."""
    only(session, "--look-up")
    install(session, "site")
    session.run("python", "tools/reading.py", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types and spelling."""
    only(session, "--check")  # which 'lock' is told beside it, and is all that this does
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports", env={"PYTHONPATH": "src"})
    session.run("codespell")


@nox.session
def links(session: nox.Session) -> None:
    """Ask the network whether the links that leave the built site still lead somewhere."""
    if not Path("build/html/index.html").is_file():
        session.error("there is no site to check; run 'nox -s build' first")
    install(session, "links")
    session.chdir("build")  # where the cache is to be
    texts = ("html/**/*.html", "../README.md", "../CONTRIBUTING.md")
    lychee = ("lychee", "--config", "../tools/lychee.toml", *session.posargs, *texts)
    session.run(*lychee, env={"RUST_BACKTRACE": "0"})


@nox.session
def lock(session: nox.Session) -> None:
    """Write requirements.lock anew; ``-- --check`` only tells whether it is current."""
    only(session, "--check")
    install(session, "lock")
    options = [arg for name in GROUPS for arg in ("--group", f"pyproject.toml:{name}")]
    check = "--check" in session.posargs
    output = Path(session.create_tmp(), LOCK) if check else Path(LOCK)
    if check:
        shutil.copy(LOCK, output)
    session.run(
        *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
        *("--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"),
        *("--system-certs", "--output-file", str(output), *options),
        *([] if check else ["--upgrade"]),
    )
    if check and output.read_text() != Path(LOCK).read_text():
        session.error(f"{LOCK} does not fit pyproject.toml; run 'nox -s lock' and commit it")


@nox.session
def browser(session: nox.Session) -> None:
    """Run only the tests in a real browser, a part of ``tests``."""
    install(session, "tests")
    session.run("pytest", "tests/browser", *session.posargs)


@nox.session
def shots(session: nox.Session) -> None:
    """Write pictures of the main pages to build/shots, and the README's of the home page."""
    only(session)
    install(session, "tests")
    session.run("python", "tests/measure/shots.py", env=MEASURE)


@nox.session
def weigh(session: nox.Session) -> None:
    """Weigh every page at first view, next to the stock theme with the same pages."""
    only(session)
    install(session, "tests")
    session.run("python", "tests/measure/weigh.py", env=MEASURE)


@nox.session
def fonts(session: nox.Session) -> None:
    """Cut the typefaces anew, for the characters in use; it needs npm."""
    only(session)
    install(session, "fonts")
    session.run("python", "tools/fonts.py")
    session.run("python", "tools/cv_fonts.py")


@nox.session
def seal(session: nox.Session) -> None:
    """Cut the owner's seal and the icons anew, from the outlines of a typeface; it needs npm."""
    only(session)
    install(session, "fonts")
    session.run("python", "tools/seal.py")


@nox.session(venv_backend="none")  # it needs nothing that Python does not have
def new(session: nox.Session) -> None:
    """Write the skeleton of a page or record: ``nox -s new -- KIND KEY``."""
    command = (sys.executable, "-m", "folio.cli", "new", *session.posargs)
    session.run(*command, env={"PYTHONPATH": "src"})


@nox.session
def papers(session: nox.Session) -> None:
    """Write a section for each paper of one's own in the bibliography; ``-- KEY`` for one."""
    need_pages(session)
    install(session, "site")
    session.run("python", "tools/papers.py", *session.posargs, env={"PYTHONPATH": "src"})


@nox.session
def results(session: nox.Session) -> None:
    """Run the models on all cores and write results/; ``-- KEY --cluster ADDRESS`` if wanted."""
    install(session, "cluster" if "--cluster" in session.posargs else "models")
    session.run("python", "-m", "models", *session.posargs, env={"PYTHONPATH": "src"})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure pages at 10, 100 and 1,000 write-ups; ``-- KEY`` races a model."""
    told = session.posargs
    if told and told[0] not in BENCHES and not all(map(str.isdecimal, told)):
        may = f"one of {', '.join(BENCHES)}, or how many write-ups"
        session.error(f"'nox -s bench' may be told {may} (got {told[0]!r})")
    if session.posargs[:1] == ["rchol"]:
        install(session, "models")
        session.run("python", "tests/measure/bench_rchol.py", *session.posargs[1:], env=MEASURE)
        return
    if session.posargs == ["formulas"]:
        install(session, "site")
        session.run("python", "tests/measure/bench_formulas.py", env=MEASURE)
        return
    if session.posargs[:1] in (["enrollment"], ["goal"], ["booksim"]):
        install(session, "models")
        name, *more = session.posargs
        session.run("python", f"tests/measure/bench_{name}.py", *more, env=MEASURE)
        return
    if session.posargs == ["nanoflow"]:
        python = shutil.which("python3") or sys.executable  # as for DynaFlow, below
        session.run(python, "tests/measure/bench_nanoflow.py", env=MEASURE, external=True)
        return
    if session.posargs in ([], ["dynaflow"]):
        # PyTorch is no dependency: the Python of who runs this is asked whether it has it.
        python = shutil.which("python3") or sys.executable
        session.run(python, "tests/measure/bench_dynaflow.py", env=MEASURE, external=True)
    if session.posargs == ["dynaflow"]:
        return
    if session.posargs[:1] == ["search"]:
        install(session, "tests")
        session.run("python", "tests/measure/bench_search.py", *session.posargs[1:], env=MEASURE)
        return
    install(session, "site")
    if session.posargs in ([], ["bibliography"]):
        session.run("python", "tests/measure/bench_bibliography.py", env=MEASURE)
    if session.posargs == ["bibliography"]:
        return
    session.run("python", "tests/measure/bench.py", *session.posargs, env=MEASURE)

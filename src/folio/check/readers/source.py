"""Links in programs: in comments, and in strings unless an address is put together from pieces.

An address outside of both is no code in any language: it is a text, as in JSX or in the manual that
Perl has in its files, or the file is of another language with the same ending.

Pygments knows where comments and strings stand, in some fifty languages of courses; each language
would need rules of its own otherwise. ``LANGUAGES`` says which language an ending stands for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String, is_token_subtype
from pygments.util import ClassNotFound

from folio.check.excerpt import Link
from folio.check.readers.text import bare

#: the name of a language for Pygments, and the endings and names of its files
LANGUAGES: Mapping[str, tuple[str, ...]] = {
    **{"c": (".c", ".h"), "cpp": (".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx", ".ino")},
    **{"cuda": (".cu", ".cuh", ".hip"), "csharp": (".cs",), "fsharp": (".fs", ".fsx")},
    **{
        "java": (".java",),
        "kotlin": (".kt", ".kts"),
        "scala": (".scala", ".sbt"),
        "groovy": (".groovy", ".gradle"),
    },
    **{"javascript": (".js", ".mjs", ".cjs"), "typescript": (".ts", ".mts"), "dart": (".dart",)},
    **{"jsx": (".jsx",), "tsx": (".tsx",), "go": (".go",), "rust": (".rs",), "swift": (".swift",)},
    **{"r": (".r",), "julia": (".jl",), "matlab": (".m",), "octave": (), "stata": (".do", ".ado")},
    **{"haskell": (".hs",), "ocaml": (".ml", ".mli"), "elm": (".elm",), "coq": (".v",)},
    **{"lean": (".lean",), "scheme": (".scm", ".rkt", ".ss"), "common-lisp": (".lisp",)},
    **{
        "clojure": (".clj",),
        "emacs-lisp": (".el",),
        "erlang": (".erl",),
        "elixir": (".ex", ".exs"),
    },
    **{"prolog": (".pro",), "sql": (".sql",), "lua": (".lua",), "perl": (".pl", ".pm")},
    **{"php": (".php",), "ruby": (".rb",), "tcl": (".tcl",), "fortran": (".f90", ".f95", ".f03")},
    **{"pascal": (".pas",), "ada": (".adb", ".ads"), "cython": (".pyx", ".pxd"), "nim": (".nim",)},
    **{"d": (".d",), "crystal": (".cr",), "haxe": (".hx",), "stan": (".stan",), "sas": (".sas",)},
    **{"glsl": (".glsl",), "vim": (".vim",), "agda": (".agda",), "isabelle": (".thy",)},
    **{"literate-haskell": (".lhs",), "sml": (".sml",), "vb.net": (".vb", ".bas")},
    **{"zig": (".zig",), "verilog": (".vh",), "systemverilog": (".sv", ".svh"), "vhdl": (".vhd",)},
    **{"powershell": (".ps1", ".psm1")},
    **{"css": (".css",), "scss": (".scss",), "less": (".less",), "gnuplot": (".gp", ".gnuplot")},
    **{"nasm": (".asm", ".s"), "llvm": (".ll",), "protobuf": (".proto",), "nix": (".nix",)},
    **{"terraform": (".tf",), "starlark": (".bzl", "build.bazel"), "mathematica": (".wl", ".nb")},
    **{"graphql": (".graphql",), "awk": (".awk",), "graphviz": (".dot", ".gv")},
    **{"objective-c": (".mm",), "wgsl": (".wgsl",), "solidity": (".sol",), "odin": (".odin",)},
    **{"idris": (".idr",), "purescript": (".purs",), "tablegen": (".td",)},
    **{"asymptote": (".asy",), "antlr": (".g4",), "gherkin": (".feature",)},
    **{"fortranfixed": (".f", ".for")},
}
_ALIASES = {
    **{"c++": "cpp", "c++11": "cpp", "c++14": "cpp", "c++17": "cpp", "ir": "r", "c#": "csharp"},
    **{
        "f#": "fsharp",
        "node": "javascript",
        "shell": "bash",
        "sh": "bash",
        "wolfram": "mathematica",
    },
    **{
        "gnu octave": "octave",
        "wolfram language": "mathematica",
        "sage": "python",
        "sos": "python",
    },
    **{"python2": "python", "python3": "python", "ipython": "python", "ipython3": "python"},
}
# What follows a string that is only the beginning of an address.
#: endings and names of scripts in which a word needs no quotation marks to be a string
SCRIPTS = (
    *(".sh", ".bash", ".zsh", ".ksh", ".fish", ".bat", ".cmd", ".mk", ".mak", ".cmake", ".ninja"),
    *(".m4", ".ac", ".am", ".sed", ".y", ".l", ".mll", ".smt2", ".mlir", ".mmd", ".puml"),
    *(".1", ".3", ".5", ".7", ".8", ".man", ".metal", ".dfy", ".gleam", ".mojo", ".move"),
    *(".bashrc", ".zshrc", ".profile", ".latexmkrc", "latexmkrc", "brewfile", "caddyfile"),
    *(".gitignore", ".gitattributes", ".dockerignore"),
    *("makefile", "gnumakefile", "dockerfile", "containerfile", ".dockerfile", "justfile"),
    *("cmakelists.txt", "procfile", "jenkinsfile", "vagrantfile", "gemfile", "rakefile"),
    *("meson.build", "build", "workspace", "go.mod", ".pug", ".haml", ".slim", ".http", ".tla"),
)
_OPERATOR = re.compile(r"\s*(?:[+%~]|\.{1,3}(?=[\s\w$(\"'])|<<|\|\||&(?!&)|<>|\^)")
_LONG_LINE = re.compile(r"[^\r\n]{5000}")
_CONTINUED = re.compile(r"\w|[$#{\\%@]")


def reader_of(language: str) -> Callable[[str], Iterator[Link]] | None:
    """Return the reader of a language as Pygments, or a notebook, calls it; None if unknown."""
    name = _ALIASES.get(language.strip().lower(), language.strip().lower())
    if name in {"bash", "zsh", "fish", "make", "docker", "cmake", "batch"}:
        return script_links
    return partial(source_links, language=name) if _lexer(name) else None


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language)
    except ClassNotFound:
        return None


def script_links(text: str) -> Iterator[Link]:
    """Yield the links of a script of a shell, or of a tool that is as plain."""
    return bare(text, "part")


def source_links(text: str, language: str) -> Iterator[Link]:
    """Yield the links of a program.

    >>> text = "int x; // http://a.example" + chr(10) + 's = "http://b.example/" + key;'
    >>> [link.target for link in source_links(text, "c")]
    ['http://a.example']
    """
    if _LONG_LINE.search(text):  # made by a program; lexers may take the square of the time
        yield from bare(text, "part")
        return
    runs = list(_runs(text, language))
    starts = [start for start, _, _ in runs]
    for link in bare(text, "part"):  # what is neither: a manual page within, another language
        before = bisect_right(starts, link.start) - 1
        if before < 0 or link.start >= runs[before][1]:
            yield link
    for start, end, is_comment in runs:
        for link in bare(text[start:end], "text" if is_comment else "part"):
            last = link.end + start
            if is_comment or not _goes_on(text, last, end):
                yield replace(link, start=link.start + start, end=last)


def _goes_on(text: str, position: int, end: int) -> bool:
    """Tell whether the address of a string is put together with what follows."""
    if position == end:
        return bool(_CONTINUED.match(text, position))
    closing = text[position:end]
    return bool(re.fullmatch(r"[\"'`)\]]{1,3}", closing) and _OPERATOR.match(text, end))


def _runs(text: str, language: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where comments and strings start and end; what touches is one."""
    lexer = _lexer(language)
    assert lexer is not None
    start = end = 0
    comment: bool | None = None
    # Lexers know one line end; of the same length, so that places stay.
    for index, kind, value in lexer.get_tokens_unprocessed(
        text.replace("\r\n", " \n").replace("\r", "\n") + "\n"
    ):
        is_comment = is_token_subtype(kind, Comment) or is_token_subtype(kind, String.Doc)
        is_code = is_token_subtype(kind, Comment.Preproc) or kind is Comment.PreprocFile
        is_string = (is_token_subtype(kind, String) and not is_comment) or is_code
        now = False if is_string else True if is_comment else None
        if now is comment and index == end:
            end = index + len(value)
            continue
        if comment is not None:
            yield start, end, comment
        start, end, comment = index, index + len(value), now
    if comment is not None:
        yield start, end, comment

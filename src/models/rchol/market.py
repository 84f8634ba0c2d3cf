"""Matrices of a file in Matrix Market form, plain or packed by gzip.

A matrix must be SDD as it stands. A graph may be any symmetric matrix: an entry off the diagonal
is an edge, with its absolute value as weight, and 1 if the file has a pattern only. The first
vertex of each component is joined to the ground, that is, left out.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.io import mmread
from scipy.sparse.csgraph import connected_components

from models.rchol.matrices import Sdd, finite, sdd, symmetric, where
from models.shared.checks import require

FIRST = 1  # rows and columns of a file are counted from 1
KINDS = ("real", "integer", "pattern")


def read(path: Path) -> Any:
    """Return the matrix of a file, by entries; refuse a damaged one, and say where."""
    try:
        head = header(path)
        found = sparse.coo_array(mmread(path))
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ValueError(f"{path} must be a readable file ({reason})") from None
    except (ValueError, OverflowError, MemoryError) as error:
        raise ValueError(f"{path} must be a Matrix Market file ({error})") from None
    if "pattern" in head:
        found.data = np.ones(len(found.data))
    unique(found, path, "symmetric" in head)
    return found


def header(path: Path) -> list[str]:
    """Return the words of the first line of a file: object, form, numbers, symmetry."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as file:
        line = file.readline(200).decode("utf-8", "replace")
        words = line.lower().split()
        if len(words) != 5 or words[0] != "%%matrixmarket":
            rule = "line 1 must be '%%MatrixMarket matrix FORM NUMBERS SYMMETRY'"
            raise ValueError(f"{rule}, got {line.strip()[:60]!r}")
        if words[3] not in KINDS or words[4] not in ("general", "symmetric"):
            rule = f"line 1 must name {', '.join(KINDS)}, and general or symmetric"
            raise ValueError(f"{rule}, got {' '.join(words[3:])!r}")
        if words[2] == "coordinate":
            fields(file, 2 if words[3] == "pattern" else 3)
    return words


def fields(file: Any, most: int) -> None:
    """Refuse a line of a coordinate file with more numbers than an entry has."""
    allowed = 3  # of the first line, which says how large the matrix is
    for number, line in enumerate(file, start=2):
        if line.startswith(b"%") or not (words := line.split()):
            continue
        if len(words) > allowed:
            raise ValueError(f"line {number} must have {allowed} numbers, got {len(words)}")
        allowed = most


def unique(found: Any, path: Path, mirrored: bool) -> None:
    """Refuse a file that gives an entry twice, or the same one in both triangles."""
    keys = found.row.astype(np.int64) * found.shape[1] + found.col
    order = np.argsort(keys, kind="stable")
    twice = np.flatnonzero(np.diff(keys[order]) == 0)
    if twice.size:
        at = int(order[twice[0]])
        both = ", with its mirror image, in a symmetric file" if mirrored else ""
        raise ValueError(
            f"{path} must give each entry once (got two{both}: "
            f"{found.data[at]:g} at {where(int(found.row[at]), int(found.col[at]), FIRST)})"
        )


def matrix_of(path: Path) -> Sdd:
    """Return the SDD matrix of a file."""
    try:
        return sdd(read(path), FIRST)
    except ValueError as error:
        text = str(error)
        if text.startswith(str(path)):
            raise
        raise ValueError(
            f"{path}: {text}; --graph reads the file as the edges of a graph"
        ) from None


def graph_of(path: Path) -> tuple[Sdd, int]:
    """Return the graph of a file, and how many of its vertices were left out or had no edge."""
    found = sparse.csr_array(read(path))
    rows, columns = found.shape
    try:
        require(rows == columns, "matrix", "square", f"{rows} by {columns}")
        require(rows > 0, "matrix", "of one row or more", "none")
        finite(found, FIRST)
        symmetric(found, FIRST)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None
    off = abs(found - sparse.diags_array(found.diagonal()))
    off.eliminate_zeros()
    _, of = connected_components(off, directed=False)
    _, first = np.unique(of, return_index=True)
    kept = np.setdiff1d(np.arange(rows), first)
    require(kept.size > 0, "graph", "of one edge or more", f"{path} with none")
    off = sparse.csr_array(off)
    excess = np.asarray(off[kept][:, first].sum(axis=1)).ravel()
    return Sdd(sparse.csr_array(off[kept][:, kept]), excess), rows - len(kept)

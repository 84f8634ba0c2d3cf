"""What is no SDD matrix, no order or no file of one is refused, naming the place and the value."""

from __future__ import annotations

import gzip
import json
import re

import numpy as np
import pytest
from scipy import sparse
from scipy.io import mmwrite

from models.rchol.command import main
from models.rchol.dag import Dag
from models.rchol.dissection import Tree, chain, dissected
from models.rchol.factor import factor
from models.rchol.market import graph_of, matrix_of, read
from models.rchol.matrices import band, grid, sdd
from models.rchol.orders import natural, order_of, shuffled
from models.rchol.parallel import timed
from models.rchol.small import edges, eliminate
from models.rchol.solve import solve

GOOD = [[2.0, -1.0, 0.0], [-1.0, 2.0, -1.0], [0.0, -1.0, 2.0]]


def changed(*entries: tuple[int, int, float]) -> np.ndarray:
    """Return a good matrix with some entries changed."""
    found = np.array(GOOD)
    for row, column, value in entries:
        found[row, column] = value
    return found


MATRICES = {
    "not square": (np.zeros((2, 3)), "square (got '2 by 3')"),
    "empty": (np.zeros((0, 0)), "of 1 to 2147483646 rows (got '0 rows')"),
    "complex": (np.eye(2) * 1j, "of real numbers (got 'entries of type complex128')"),
    "not a number": (changed((1, 2, np.nan), (2, 1, np.nan)), "(got nan at row 1, column 2"),
    "infinite": (changed((1, 1, np.inf)), "(got inf at row 1, column 1"),
    "not symmetric": (changed((0, 1, -0.5)), "got -0.5 at row 0, column 1"),
    "symmetric but for a zero": (changed((2, 0, -0.1)), "(got 0 at row 0, column 2"),
    "positive": (changed((1, 2, 0.5), (2, 1, 0.5)), "must not be positive (got 0.5 at row 1, col"),
    "not dominant": (changed((1, 1, 1.9)), "dominant (got 1.9 at row 1, column 1"),
    "negative diagonal": (changed((0, 0, -2.0)), "dominant (got -2 at row 0, column 0"),
    "a row of zeros": (np.diag([1.0, 0.0, 2.0]), "an isolated vertex, a row of zeros, with row 1"),
    "singular": (
        [[1.0, 0, 0], [0, 1.0, -1.0], [0, -1.0, 1.0]],
        "a component of 2 vertices, all of whose rows sum to zero, with row 1, column 1",
    ),
}


@pytest.mark.parametrize(("matrix", "message"), MATRICES.values(), ids=MATRICES)
@pytest.mark.parametrize("form", [np.asarray, sparse.coo_array, sparse.csr_array])
def test_what_is_no_sdd_matrix_is_refused_with_its_place(matrix, message, form):
    with pytest.raises(ValueError, match=re.escape(message)):
        sdd(form(matrix))


def test_a_vector_is_no_matrix():
    with pytest.raises(ValueError, match=r"square \(got '3'\)"):
        sdd(np.zeros(3))


def test_places_in_a_file_are_counted_from_one():
    with pytest.raises(ValueError, match=r"got 0.5 at row 2, column 3, counted from 1"):
        sdd(MATRICES["positive"][0], first=1)


@pytest.mark.parametrize("matrix", [np.diag([1.0, 3.0]), [[2.0]], sparse.eye_array(4)])
def test_a_vertex_with_an_edge_to_the_ground_alone_is_no_mistake(matrix):
    found = sdd(matrix)
    made = factor(found, natural(found.n), 1)
    assert made.pivot**2 == pytest.approx(found.diagonal)


def test_rounding_makes_no_matrix_less_than_dominant():
    third = np.full((3, 3), -0.1)
    np.fill_diagonal(third, 0.2)
    third[0, 0] += 1
    assert list(sdd(third).excess) == [1.0, 0.0, 0.0]


ORDERS = {
    "too short": ([0, 1], "a permutation of 0 to 2, of integers (got 'int64 of shape (2,)')"),
    "floats": ([0.0, 1.0, 2.0], "of integers (got 'float64 of shape (3,)')"),
    "outside": ([0, 1, 3], "(got '3 at place 2')"),
    "negative": ([0, -1, 2], "(got '-1 at place 1')"),
    "twice": ([0, 2, 2], "(got '2 at places 1 and 2, and 1 at none')"),
    "a table": ([[0, 1, 2]], "(got 'int64 of shape (1, 3)')"),
}


@pytest.mark.parametrize(("order", "message"), ORDERS.values(), ids=ORDERS)
def test_an_order_that_is_no_permutation_is_refused(order, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        factor(sdd(GOOD), order, 1)


CALLS = {
    "seed": lambda: factor(grid(2), natural(2), -1),
    "seed of an order": lambda: shuffled(3, 0.5),
    "a large seed": lambda: factor(grid(2), natural(2), 2**64),
    "order": lambda: order_of("naturel", grid(2)),
    "leaf": lambda: dissected(grid(4), 0),
    "tree": lambda: timed(grid(4), natural(4), chain(3, 1), 1),
    "upward": lambda: timed(grid(2), natural(2), Tree(np.arange(3), np.array([-1, 0])), 1),
    "threads": lambda: timed(grid(4), natural(4), chain(4, 1), 1, 0),
    "schedule": lambda: timed(grid(4), natural(4), chain(4, 1), 1, 2, "lucky"),
    "tolerance": lambda: solve(grid(2), np.ones(2), None, 0),
    "b": lambda: solve(grid(2), np.ones(3), None, 0.1),
    "b not finite": lambda: solve(grid(2), [1, np.nan], None, 0.1),
    "costs": lambda: Dag(np.array([-1.0]), np.array([0, 0]), np.array([], int)),
    "waiting": lambda: Dag(np.ones(2), np.array([0, 0, 1]), np.array([0])),
    "sides": lambda: grid(0),
    "a loop": lambda: edges([(1, 1, 1.0)]),
    "an edge twice": lambda: edges([(1, 2, 1.0), (2, 1, 1.0)]),
    "a weight": lambda: edges([(1, 2, 0.0)]),
    "no neighbour": lambda: eliminate({(0, 1): 1.0}, 2),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_every_other_argument_is_checked_too(call):
    with pytest.raises(ValueError, match="must be"):
        call()


HEAD = "%%MatrixMarket matrix coordinate real symmetric\n"
FILES = {
    "no file of this form": ("hello\n", "line 1 must be '%%MatrixMarket"),
    "nothing": ("", "line 1 must be '%%MatrixMarket"),
    "cut off": (HEAD + "2 2 3\n1 1 2\n2 1 -1\n", "Truncated file"),
    "too long": (HEAD + "2 2 1\n1 1 2\n2 2 1\n", "Too many lines"),
    "no number": (HEAD + "2 2 2\n1 1 2\n2 1 x\n", "Line 4: Invalid floating-point value"),
    "a number too many": (HEAD + "2 2 2\n1 1 2 7\n2 1 -1\n", "line 3 must have 3 numbers, got 4"),
    "a row outside": (HEAD + "2 2 2\n1 1 2\n3 1 -1\n", "Line 4: Row index out of bounds"),
    "row 0": (HEAD + "2 2 2\n0 1 2\n2 1 -1\n", "Line 3: Row index out of bounds"),
    "an entry twice": (HEAD + "2 2 3\n1 1 2\n1 1 2\n2 2 2\n", "each entry once"),
    "both triangles": (
        HEAD + "2 2 4\n1 1 2\n2 1 -1\n1 2 -1\n2 2 2\n",
        "each entry once (got two, with its mirror image, in a symmetric file",
    ),
    "complex": (HEAD.replace("real", "complex") + "1 1 1\n1 1 2 0\n", "must name real, integer"),
    "skew": (HEAD.replace("symmetric", "skew-symmetric") + "1 1 0\n", "general or symmetric"),
    "empty": (HEAD + "0 0 0\n", "rows (got '0 rows')"),
    "not square": (
        HEAD.replace("symmetric", "general") + "1 2 1\n1 1 1\n",
        "square (got '1 by 2')",
    ),
    "not a number": (HEAD + "1 1 1\n1 1 nan\n", "got nan at row 1, column 1, counted from 1"),
    "a pattern": (
        HEAD.replace("real", "pattern") + "2 2 1\n2 1\n",
        "must not be positive (got 1 at row 1, column 2, counted from 1); --graph reads",
    ),
}


@pytest.mark.parametrize(("text", "message"), FILES.values(), ids=FILES)
def test_a_damaged_file_is_refused_by_name_and_place(tmp_path, capsys, text, message):
    path = tmp_path / "a.mtx"
    path.write_text(text)
    with pytest.raises(ValueError, match=re.escape(message)):
        matrix_of(path)
    assert main(["--matrix", str(path)]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"error: {path}")


def test_a_missing_file_and_one_that_is_no_text_are_refused(tmp_path):
    with pytest.raises(ValueError, match="No such file"):
        read(tmp_path / "none.mtx")
    (tmp_path / "b.mtx").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="line 1 must be"):
        read(tmp_path / "b.mtx")
    (tmp_path / "b.mtx.gz").write_bytes(b"not packed")
    with pytest.raises(ValueError, match="must be a readable file"):
        read(tmp_path / "b.mtx.gz")


def test_a_matrix_is_read_as_it_was_written_packed_or_not(tmp_path):
    a = grid(3, 4).csr()
    mmwrite(tmp_path / "a.mtx", a, symmetry="symmetric")
    assert (matrix_of(tmp_path / "a.mtx").csr() != a).nnz == 0
    packed = tmp_path / "a.mtx.gz"
    packed.write_bytes(gzip.compress((tmp_path / "a.mtx").read_bytes()))
    assert (matrix_of(packed).csr() != a).nnz == 0


def test_the_entries_of_a_graph_are_edges_and_one_vertex_of_each_part_is_left_out(tmp_path):
    path = tmp_path / "graph.mtx"
    path.write_text(HEAD.replace("real", "pattern") + "% two parts\n5 5 4\n2 1\n3 2\n1 1\n5 4\n")
    found, left_out = graph_of(path)
    assert left_out == 2
    assert found.csr().toarray().tolist() == [[2, -1, 0], [-1, 1, 0], [0, 0, 1]]
    path.write_text("%%MatrixMarket matrix coordinate real symmetric\n2 2 1\n1 1 3\n")
    with pytest.raises(ValueError, match="of one edge or more"):
        graph_of(path)


def test_the_command_reports_a_file_as_text_and_as_json(tmp_path, capsys):
    path = tmp_path / "a.mtx"
    mmwrite(path, grid(6, 6, 6).csr(), symmetry="symmetric")
    assert main(["--matrix", str(path)]) == 0
    text = capsys.readouterr().out
    assert "216 rows, 1,296 nonzeros" in text
    assert "RChol, nested-dissection" in text
    (tmp_path / "order.txt").write_text("\n".join(map(str, range(216, 0, -1))))
    order = ["--permutation", str(tmp_path / "order.txt")]
    assert main(["--matrix", str(path), "--json", "--order", "natural", *order]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["rchol"]) == ["natural", "order.txt"]
    row = found["rchol"]["natural"]
    matrix = grid(6, 6, 6)
    assert row["nnz"] == factor(matrix, natural(216), 1).nnz
    assert row["iterations"][0] < found["cg"]["iterations"][0]


TASKS = (np.ones(2), np.array([0, 1, 1]), np.array([1]))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Dag(*TASKS).static([0, -1]), "'owner' must be threads from 0 to 1,048,576 (got"),
        (lambda: Dag(*TASKS).static([0, 2**40]), "'owner' must be threads from 0 to 1,048,576"),
        (lambda: Dag(*TASKS).static([0.5, 0.5]), "'owner' must be a list of whole numbers (got"),
        (lambda: Dag(*TASKS).static([0]), "'owner' must be a thread for each task (got 1)"),
        (lambda: Dag(TASKS[0], np.array([0, 5, 1]), TASKS[2]), "'starts' must be 3 places that"),
        (lambda: Dag(TASKS[0], np.array([0, 1]), TASKS[2]), "'starts' must be 3 places that"),
        (lambda: Dag(*TASKS[:2], np.array([7])), "'waiting' must be tasks below 2 (got array([7])"),
        (lambda: Dag(*TASKS).graham(0), "'threads' must be an integer of at least 1 (got 0)"),
        (lambda: Dag(*TASKS).brent(2.5), "'threads' must be an integer of at least 1 (got 2.5)"),
        (lambda: Dag(*TASKS).least(True), "'threads' must be an integer of at least 1 (got True"),
        (
            lambda: Dag(np.zeros(2), *TASKS[1:]).parallelism,
            "'costs' must be above 0 for some task, to be compared (got array([0., 0.]))",
        ),
    ],
)
def test_tasks_and_threads_that_are_none_are_refused_before_they_are_run(make, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        make()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1 2 2", "2 at places"),
        ("0 1 2", "permutation of 1 to 3 (got '0 at place 1')"),
        ("a", "must be a whole number (got 'a')"),
    ],
)
def test_an_order_in_a_file_is_checked_too(tmp_path, capsys, text, message):
    path, order = tmp_path / "a.mtx", tmp_path / "order"
    mmwrite(path, band(3, 1).csr(), symmetry="symmetric")
    order.write_text(text)
    assert main(["--matrix", str(path), "--permutation", str(order)]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status"),
    [([], 2), (["--matrix"], 2), (["--grid", "x"], 2), (["--grid", "2", "--graph"], 1)],
)
def test_a_usage_error_has_status_two_and_a_value_that_is_none_has_one(arguments, status, capsys):
    assert main(arguments) == status
    assert "error: " in capsys.readouterr().err

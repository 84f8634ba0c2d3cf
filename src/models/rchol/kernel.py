"""The elimination of a range of vertices: the loop in which the time goes.

An edge drawn waits in a list of the earlier of its two ends, in a pool. Eliminating a vertex with
m neighbours takes at least m edges away and adds m - 1, so that there are never more edges than
at the start, and the pool never grows. What the vertices after the range receive goes to a list
of its own, in the order in which it was drawn: read in that order it gives the same sums, and
thus the same factor to the last bit, whoever computes it and when.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from models.rchol.draws import released, stream, uniform

DONE, FULL, BROKEN = 0, 1, 2
#: What ``state`` holds: the next vertex, the free list, the pool's use, entries, edges handed on.
NEXT, FREE, USED, WRITTEN, HANDED = range(5)
GAPS = np.array([797161, 265720, 88573, 29524, 9841, 3280, 1093, 364, 121, 40, 13, 4, 1])
ROW, LINK = np.int64(32), np.int64(0xFFFFFFFF)


class Later(NamedTuple):
    """The later neighbours of all vertices in CSR, n of them; vertex n is the ground."""

    start: Any  # n + 1
    rows: Any  # int32
    weights: Any


class Work(NamedTuple):
    """What one thread has for the vertex at hand; each of n + 1 numbers."""

    rows: Any  # int32
    weights: Any
    sums: Any
    slot: Any  # int32: where a row is in ``rows``, or anything


class Lists(NamedTuple):
    """The edges drawn for the vertices of a range, in lists; an edge is numbered from 1."""

    head: Any  # of each vertex, the edge drawn last, or 0
    weights: Any  # pairs: a weight, and room for
    bits: Any  # (the same memory as integers) the row, and the edge drawn before


class Columns(NamedTuple):
    """The columns of G of a range: ``pivot`` on the diagonal, then rows and values up to ends."""

    pivot: Any
    gathered: Any  # the edges that were there when the vertex was eliminated
    neighbours: Any  # the same after equal ones are merged, the ground among them
    ends: Any
    rows: Any  # int32
    values: Any


class Handed(NamedTuple):
    """The edges drawn for the vertices after a range, in the order in which they were drawn."""

    ends: Any  # pairs, int32: the earlier end, and the later
    weights: Any


@released
def sort(rows: Any, weights: Any, count: int) -> None:
    """Sort neighbours, the lightest first, equal ones by row (Shell's sort)."""
    for gap in GAPS:
        for i in range(gap, count):
            row, weight, j = rows[i], weights[i], i
            while j >= gap:
                k = j - gap
                if weights[k] < weight or (weights[k] == weight and rows[k] < row):
                    break
                rows[j], weights[j] = rows[k], weights[k]
                j = k
            rows[j], weights[j] = row, weight


@released
def push(lists: Lists, edge: int, column: int, row: int, weight: float) -> None:
    """Put an edge first in the list of a column of the range."""
    lists.weights[2 * edge - 2] = weight
    lists.bits[2 * edge - 1] = (np.int64(row) << ROW) | np.int64(lists.head[column])
    lists.head[column] = edge


@released
def hand(handed: Handed, state: Any, column: int, row: int, weight: float) -> None:
    """Write down an edge for a vertex after the range."""
    at = state[HANDED]
    handed.ends[at, 0], handed.ends[at, 1], handed.weights[at] = column, row, weight
    state[HANDED] = at + 1


@released
def receive(first: int, end: int, given: Handed, lists: Lists, handed: Handed, state: Any) -> None:
    """Take in edges drawn before, in their order: into lists, or on to later vertices."""
    for at in range(len(given.weights)):
        column, row, weight = given.ends[at, 0], given.ends[at, 1], given.weights[at]
        if column < end:
            state[USED] += 1
            push(lists, state[USED], column - first, row, weight)
        else:
            hand(handed, state, column, row, weight)


@released
def gather(k: int, edge: int, later: Later, lists: Lists, work: Work) -> tuple[int, int, int]:
    """Collect the neighbours of a vertex, equal ones merged.

    Return how many they are, how many edges there were, and the last one of the list.
    """
    count = 0
    for e in range(later.start[k], later.start[k + 1]):
        row = later.rows[e]
        work.rows[count], work.weights[count], work.slot[row] = row, later.weights[e], count
        count += 1
    edges, last = count, 0
    while edge > 0:
        last = edge
        word = lists.bits[2 * edge - 1]
        row = word >> ROW
        at = work.slot[row]
        if at < count and work.rows[at] == row:
            work.weights[at] += lists.weights[2 * edge - 2]
        else:
            work.slot[row] = count
            work.rows[count], work.weights[count] = row, lists.weights[2 * edge - 2]
            count += 1
        edges += 1
        edge = word & LINK
    return count, edges, last


@released
def cumulate(work: Work, count: int) -> float:
    """Form the running sums of the weights, and return the last."""
    total = 0.0
    for i in range(count):
        total += work.weights[i]
        work.sums[i] = total
    return total


@released
def partner(sums: Any, i: int, count: int, drawn: float) -> int:
    """Return which of the neighbours after i a number drawn in [0, 1) stands for."""
    goal = sums[i] + drawn * (sums[count - 1] - sums[i])
    low, high = i + 1, count - 1
    while low < high:
        middle = (low + high) >> 1
        if sums[middle] < goal:
            low = middle + 1
        else:
            high = middle
    return low


@released
def write(k: int, n: int, count: int, edges: int, work: Work, columns: Columns, state: Any) -> None:
    """Write the column of the k-th vertex of the range; the ground has no row."""
    at, root = state[WRITTEN], np.sqrt(work.sums[count - 1])
    for i in range(count):
        if work.rows[i] < n:
            columns.rows[at], columns.values[at] = work.rows[i], -work.weights[i] / root
            at += 1
    columns.pivot[k], columns.ends[k] = root, at
    columns.gathered[k], columns.neighbours[k] = edges, count
    state[WRITTEN] = at


@released
def sample(
    first: int,
    end: int,
    start: Any,
    count: int,
    work: Work,
    lists: Lists,
    handed: Handed,
    state: Any,
) -> None:
    """Draw the edges that stand for the clique: one from each neighbour but the last."""
    total = work.sums[count - 1]
    for i in range(count - 1):
        j = partner(work.sums, i, count, uniform(start, np.uint64(i)))
        weight = work.weights[i] * ((total - work.sums[i]) / total)
        column, row = min(work.rows[i], work.rows[j]), max(work.rows[i], work.rows[j])
        if column >= end:
            hand(handed, state, column, row, weight)
            continue
        edge = state[FREE]
        if edge > 0:
            state[FREE] = lists.bits[2 * edge - 1] & LINK
        else:
            state[USED] += 1
            edge = state[USED]
        push(lists, edge, column - first, row, weight)


@released
def eliminate(
    first: int,
    end: int,
    seed: Any,
    later: Later,
    work: Work,
    lists: Lists,
    columns: Columns,
    handed: Handed,
    state: Any,
) -> int:
    """Eliminate the vertices of a range in order; stop when there is no room for a column."""
    n = len(later.start) - 1
    for k in range(state[NEXT], end):
        state[NEXT] = k
        edge = lists.head[k - first]
        count, edges, last = gather(k, edge, later, lists, work)
        if state[WRITTEN] + count > len(columns.rows):
            return FULL
        sort(work.rows, work.weights, count)
        if not 0.0 < cumulate(work, count) < np.inf:
            return BROKEN
        if last > 0:  # the edges of the list are free
            lists.bits[2 * last - 1] = state[FREE]
            state[FREE] = edge
        write(k - first, n, count, edges, work, columns, state)
        sample(first, end, stream(seed, np.uint64(k)), count, work, lists, handed, state)
    return DONE

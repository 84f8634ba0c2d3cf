"""Tasks that wait for one another: work, span, bounds, and what p threads would make of them.

    T1      the work: the costs of all tasks together
    T∞      the span: the costs along the longest chain of tasks that wait for one another
    Graham  T1/p + (1 - 1/p) T∞: no run is longer in which none of p threads idles while a task
            is ready (Graham, 1969)
    Brent   T1/p + T∞, the same, a little looser (Brent, 1974)

No run is shorter than T1/p, nor than T∞. A simulated run knows no cost but those of the tasks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from models.rchol.dissection import Tree
from models.rchol.factor import Factor
from models.rchol.matrices import Array
from models.rchol.schedule import assigned, listed, spread
from models.shared.checks import require, require_integer

MOST_THREADS = 2**20


@dataclass(frozen=True)
class Dag:
    """Tasks in an order in which they can run: task i has ``costs[i]``, and the tasks that wait
    for it are ``waiting`` from ``starts[i]`` to the next; all come after it.
    """  # noqa: D205

    costs: Array
    starts: Array
    waiting: Array

    def __post_init__(self) -> None:
        require(len(self.costs) > 0, "costs", "of one task or more", "none")
        fine = bool(np.all(np.isfinite(self.costs)) and np.all(self.costs >= 0))
        require(fine, "costs", "finite and not negative", self.costs)
        n, starts = len(self.costs), numbered("starts", self.starts)
        ends = len(starts) == n + 1 and (starts[0], starts[-1]) == (0, len(self.waiting))
        rule = f"{n + 1} places that rise from 0 to {len(self.waiting)}"
        require(bool(ends and np.all(np.diff(starts) >= 0)), "starts", rule, self.starts)
        after = numbered("waiting", self.waiting)
        require(bool(np.all((after >= 0) & (after < n))), "waiting", f"tasks below {n}", after)
        before = np.repeat(np.arange(n), np.diff(starts))
        require(bool(np.all(self.waiting > before)), "waiting", "after what it waits for", "others")

    @property
    def work(self) -> float:
        """T1."""
        return float(self.costs.sum())

    @property
    def span(self) -> float:
        """T∞."""
        return float(spread(self.starts, self.waiting, self.costs, np.zeros(len(self.costs))))

    @property
    def parallelism(self) -> float:
        """T1 / T∞, what the speedup is at most with any number of threads."""
        require(self.span > 0, "costs", "above 0 for some task, to be compared", self.costs)
        return self.work / self.span

    def graham(self, threads: int) -> float:
        """Return the longest that ``threads`` may take if none idles while a task is ready."""
        require_integer("threads", threads, 1)
        return self.work / threads + (1 - 1 / threads) * self.span

    def brent(self, threads: int) -> float:
        """Return T1/p + T∞."""
        require_integer("threads", threads, 1)
        return self.work / threads + self.span

    def least(self, threads: int) -> float:
        """Return what no run of ``threads`` is shorter than."""
        require_integer("threads", threads, 1)
        return max(self.work / threads, self.span)

    def dynamic(self, threads: int) -> float:
        """Return the time if a free thread takes the first task that is ready, in the order."""
        require_integer("threads", threads, 1)
        n = len(self.costs)
        missing = np.bincount(self.waiting, minlength=n)
        heaps = (np.empty(n), np.empty(n, np.int64), np.empty(n), np.empty(n, np.int64))
        return float(listed(self.starts, self.waiting, self.costs, missing, threads, *heaps))

    def static(self, owner: Array) -> float:
        """Return the time if each thread runs its own tasks only, in the order."""
        thread = numbered("owner", owner)
        require(len(thread) == len(self.costs), "owner", "a thread for each task", len(thread))
        within = bool(np.all((thread >= 0) & (thread <= MOST_THREADS)))
        require(within, "owner", f"threads from 0 to {MOST_THREADS:,}", thread)
        begins, free = np.zeros(len(thread)), np.zeros(int(thread.max()) + 1)
        return float(assigned(self.starts, self.waiting, self.costs, begins, thread, free))


def numbered(name: str, of: Any) -> Array:
    """Return whole numbers as an array; refuse what is none, or too large to be a place."""
    found = np.asarray(of)
    whole = found.ndim == 1 and (found.dtype.kind in "iu" or not found.size)
    require(whole, name, "a list of whole numbers", of)
    return found.astype(np.int64)


def steps(made: Factor) -> Array:
    """Return the counted cost of each vertex: edges read, neighbours left and edges drawn.

    Neighbours are what is left of the edges when equal ones are merged, the ground among them.
    """
    return (made.gathered + made.neighbours + np.maximum(made.neighbours - 1, 0)).astype(float)


def of_vertices(made: Factor) -> Dag:
    """Return the elimination with a vertex for a task: k waits for j if G has an entry (k, j).

    That entry is an edge that was there when j was eliminated, so that no vertex can be
    eliminated before it is known what j draws. Costs are counted steps.
    """
    return Dag(steps(made), made.starts, made.rows.astype(np.int64))


def of_tree(tree: Tree, costs: Any) -> Dag:
    """Return the elimination with a node of a tree for a task, which waits for its children."""
    upward = np.asarray(tree.parents, dtype=np.int64)
    kept = upward[:-1]
    starts = np.append(np.arange(len(upward)), len(upward) - 1)
    return Dag(np.asarray(costs, dtype=float), starts, kept)


def steps_of_nodes(tree: Tree, made: Factor) -> Array:
    """Return the counted cost of each node of a tree."""
    before = np.concatenate([[0.0], np.cumsum(steps(made))])
    return np.asarray(np.diff(before[np.asarray(tree.starts)]))

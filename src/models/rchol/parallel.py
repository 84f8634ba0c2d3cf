"""The same factor by several threads over an elimination tree.

A node of the tree is a task: it takes what its children hand on, eliminates its vertices and
hands on the rest. ``dynamic``: whatever has become ready goes into one queue, from which a free
thread takes the task first in the order. ``static``: each thread is given a subtree beforehand,
and of the nodes above, those whose first child is its own. Every vertex has random numbers of
its own, and a node reads what it is handed in the order of the sequential run, so that the
factor is the same to the last bit, with any number of threads.
"""

from __future__ import annotations

import heapq
import threading
from dataclasses import dataclass, field
from time import perf_counter, thread_time
from typing import Any

from models.rchol.dissection import Tree
from models.rchol.factor import (
    Factor,
    checked_seed,
    joined,
    later,
    permutation,
    run_range,
    workspace,
)
from models.rchol.kernel import Columns, Handed, Later, Work
from models.rchol.matrices import Sdd
from models.shared.checks import require, require_integer, require_one_of

MOST_THREADS = 1024
SCHEDULES = ("dynamic", "static")


@dataclass(frozen=True)
class Timed:
    """A factor, the seconds of the clock that it took, and each node's of its thread's CPU."""

    made: Factor
    seconds: float
    nodes: list[float]


def owners(tree: Tree, threads: int) -> list[int]:
    """Return the thread of each node, if each thread is given a subtree beforehand.

    The threads of a node are divided among its children as long as there are several; a node
    itself goes to the first of them.
    """
    children, owner = tree.children(), [0] * tree.nodes
    waiting = [(tree.nodes - 1, 0, threads)]
    while waiting:
        node, first, count = waiting.pop()
        owner[node] = first
        below = children[node]
        for i, child in enumerate(below):
            start, end = count * i // len(below), count * (i + 1) // len(below)
            waiting.append((child, first + start, max(1, end - start)))
    return owner


@dataclass
class Ready:
    """The tasks whose children are done, for threads to wait on and take from."""

    tree: Tree
    owner: list[int] | None
    waiting: list[int] = field(default_factory=list)
    queues: dict[int, list[int]] = field(default_factory=dict)
    left: int = 0
    failure: BaseException | None = None
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.left = self.tree.nodes
        self.waiting = [len(found) for found in self.tree.children()]
        for node, count in enumerate(self.waiting):
            if not count:
                self.add(node)

    def queue(self, thread: int) -> list[int]:
        """Return the queue that a thread takes from: one for all, or its own."""
        return self.queues.setdefault(0 if self.owner is None else thread, [])

    def add(self, node: int) -> None:
        """Put a task into its queue."""
        heapq.heappush(self.queue(0 if self.owner is None else self.owner[node]), node)

    def take(self, thread: int) -> int | None:
        """Wait for a task and return it, or nothing once all are done or one has failed."""
        with self.changed:
            while not self.queue(thread) and self.left and not self.failure:
                self.changed.wait()
            if not self.left or self.failure:
                return None
            return heapq.heappop(self.queue(thread))

    def done(self, node: int) -> None:
        """Say that a task is done; its parent may now be ready."""
        with self.changed:
            self.left -= 1
            parent = int(self.tree.parents[node])
            if parent >= 0:
                self.waiting[parent] -= 1
                if not self.waiting[parent]:
                    self.add(parent)
            self.changed.notify_all()

    def fail(self, error: BaseException) -> None:
        """Make every thread stop."""
        with self.changed:
            self.failure = error
            self.changed.notify_all()


def checked_tree(tree: Tree, n: int) -> Tree:
    """Return a tree, if it is one of n places whose nodes come after their subtrees."""
    starts, parents = list(tree.starts), list(tree.parents)
    whole = len(starts) == len(parents) + 1 and starts[0] == 0 and starts[-1] == n
    require(whole and starts == sorted(starts), "tree", f"ranges from 0 to {n} in order", starts)
    upward = all(parent > node for node, parent in enumerate(parents[:-1])) and parents[-1] == -1
    require(upward, "tree", "nodes after their subtrees, the root last", parents)
    return tree


class Nodes:
    """The nodes of a tree as tasks: what each has made, handed on, and taken of its thread."""

    def __init__(self, edges: Later, tree: Tree, seed: int) -> None:
        self.edges, self.tree, self.seed = edges, tree, seed
        self.children = tree.children()
        self.columns: dict[int, Columns] = {}
        self.handed: dict[int, Handed] = {}
        self.seconds = [0.0] * tree.nodes

    def run(self, node: int, work: Work) -> None:
        """Eliminate the vertices of a node, whose children are done."""
        began = thread_time()
        given = tuple(self.handed.pop(child) for child in self.children[node])
        made = run_range(*self.tree.range(node), self.seed, self.edges, work, given)
        self.columns[node], self.handed[node] = made
        self.seconds[node] = thread_time() - began


def timed(
    matrix: Sdd, order: Any, tree: Tree, seed: int, threads: int = 1, schedule: str = "dynamic"
) -> Timed:
    """Factor by threads over a tree, and measure each node and the whole.

    The whole does not include what is done once before, such as sorting edges by the order.
    """
    checked_seed(seed)
    require_integer("threads", threads, 1, MOST_THREADS)
    require_one_of("schedule", schedule, SCHEDULES)
    found = permutation(order, matrix.n)
    nodes = Nodes(later(matrix, found), checked_tree(tree, matrix.n), seed)
    spaces = [workspace(matrix.n) for _ in range(threads)]
    ready = Ready(tree, owners(tree, threads) if schedule == "static" else None)

    def run(thread: int) -> None:
        while (node := ready.take(thread)) is not None:
            try:
                nodes.run(node, spaces[thread])
            except BaseException as error:  # a thread must not keep the others waiting
                ready.fail(error)
                return
            ready.done(node)

    began = perf_counter()
    several = [threading.Thread(target=run, args=(i,)) for i in range(1, threads)]
    for thread in several:
        thread.start()
    run(0)
    for thread in several:
        thread.join()
    took = perf_counter() - began
    if ready.failure:
        raise ready.failure
    columns = [nodes.columns[node] for node in range(tree.nodes)]
    return Timed(joined(found, columns), took, nodes.seconds)


def factor_in_parallel(
    matrix: Sdd, order: Any, tree: Tree, seed: int, threads: int, schedule: str = "dynamic"
) -> Factor:
    """Return the factor that :func:`models.rchol.factor.factor` returns, by several threads."""
    return timed(matrix, order, tree, seed, threads, schedule).made

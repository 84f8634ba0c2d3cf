"""Event-driven runs of tasks on p threads: the loops of :mod:`models.rchol.dag`."""

from __future__ import annotations

from typing import Any

from models.rchol.draws import released


@released
def spread(starts: Any, waiting: Any, costs: Any, begins: Any) -> float:
    """Set when each task begins with threads enough, and return when the last ends."""
    most = 0.0
    for task in range(len(costs)):
        end = begins[task] + costs[task]
        most = max(most, end)
        for e in range(starts[task], starts[task + 1]):
            begins[waiting[e]] = max(begins[waiting[e]], end)
    return most


@released
def assigned(starts: Any, waiting: Any, costs: Any, begins: Any, owner: Any, free: Any) -> float:
    """Run the tasks of each thread in their order; ``free`` is when each thread is free again."""
    most = 0.0
    for task in range(len(costs)):
        end = max(begins[task], free[owner[task]]) + costs[task]
        free[owner[task]] = end
        most = max(most, end)
        for e in range(starts[task], starts[task + 1]):
            begins[waiting[e]] = max(begins[waiting[e]], end)
    return most


@released
def put(keys: Any, items: Any, size: int, key: float, item: int) -> int:
    """Put an item into a heap, the lowest key first, equal ones by item; return its size."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if keys[above] < key or (keys[above] == key and items[above] < item):
            break
        keys[at], items[at] = keys[above], items[above]
        at = above
    keys[at], items[at] = key, item
    return size + 1


@released
def take(keys: Any, items: Any, size: int) -> int:
    """Move the first item of a heap behind its end, and return its size."""
    size -= 1
    first_key, first_item = keys[0], items[0]
    key, item, at = keys[size], items[size], 0
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and (
            keys[below + 1] < keys[below]
            or (keys[below + 1] == keys[below] and items[below + 1] < items[below])
        ):
            below += 1
        if key < keys[below] or (key == keys[below] and item < items[below]):
            break
        keys[at], items[at] = keys[below], items[below]
        at = below
    keys[at], items[at] = key, item
    keys[size], items[size] = first_key, first_item
    return size


@released
def listed(
    starts: Any,
    waiting: Any,
    costs: Any,
    missing: Any,
    threads: int,
    ready_keys: Any,
    ready: Any,
    busy_keys: Any,
    busy: Any,
) -> float:
    """Let a free thread take the first task that is ready; return when the last one ends.

    ``missing`` counts what each task waits for; the other arrays have room for all tasks.
    """
    now, queued, running = 0.0, 0, 0
    for task in range(len(costs)):
        if missing[task] == 0:
            queued = put(ready_keys, ready, queued, float(task), task)
    while queued + running > 0:
        while queued > 0 and running < threads:
            queued = take(ready_keys, ready, queued)
            task = ready[queued]
            running = put(busy_keys, busy, running, now + costs[task], task)
        now = busy_keys[0]
        while running > 0 and busy_keys[0] <= now:
            running = take(busy_keys, busy, running)
            for e in range(starts[busy[running]], starts[busy[running] + 1]):
                task = waiting[e]
                missing[task] -= 1
                if missing[task] == 0:
                    queued = put(ready_keys, ready, queued, float(task), task)
    return now

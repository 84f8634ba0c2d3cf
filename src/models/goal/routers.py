"""The routers, cycle by cycle: the hot loop of :mod:`models.goal.simulator`.

In a cycle a port sends at most one flit, a node lets at most one in and takes at most one
out. A queue may send in every cycle, whatever its neighbours do: the crossbar has an input
for each virtual channel. Route, virtual channel and crossbar are given in one cycle, to the
oldest packet first: that keeps the accepted load near the bound once the network is full. The
flits behind a head take the crossbar only, one by one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.goal.network import (
    BACKLOG,
    BORN,
    DEADLOCK,
    DONE,
    END,
    EXCESS,
    FIRST,
    HOPS,
    LATENCY,
    MEASURED_BORN,
    MEASURED_DONE,
    MEASURED_OUT,
    MOVES,
    NODE_BORN,
    NODE_OUT,
    SECOND,
    VALIANT,
    Network,
    born,
    draw,
    pick,
    put,
    return_credit,
    take,
)
from models.goal.routing import aim, arrived, choose, deadlocked, follow, settle
from models.shared.compiled import compiled, inlined, lowest

LOOK = 512  # cycles between two looks for a deadlock


class Span(NamedTuple):
    """The cycle that is now, and the measured ones: from start to before stop."""

    now: int
    start: int
    stop: int


@inlined
def move(net: Network, packet: int, line: int, queue: int, now: int, measured: bool) -> None:
    """Send a packet's next flit to a queue by the link that leaves by the port of a line."""
    if net.queues[queue].owed == 0:  # a head
        port = line & ((1 << net.port_bits) - 1)
        net.left[packet, port >> 1] -= 1 - 2 * (port & 1)
        net.packets[packet].side |= net.lines[line].wraps
        net.packets[packet].hops += 1
        settle(net, packet, net.lines[line].node)
    net.lines[line].crossings += measured
    net.counts[MOVES] += 1
    put(net, packet, queue, now + net.hop_cycles)


@inlined
def hand_out(net: Network, packet: int, tail: bool, now: int, start: int, stop: int) -> None:
    """Hand a flit to its node and count it, and with the tail the packet."""
    net.counts[DONE] += 1
    net.nodes[BACKLOG, net.packets[packet].source] -= 1
    if start <= now < stop:
        net.counts[MEASURED_OUT] += 1
        net.nodes[NODE_OUT, net.packets[packet].source] += 1
    if tail:
        net.counts[EXCESS] += net.packets[packet].hops - net.packets[packet].least
        if start <= net.packets[packet].birth < stop:
            net.counts[MEASURED_DONE] += net.flits
            net.counts[LATENCY] += now + 1 - net.packets[packet].birth
            net.counts[HOPS] += net.packets[packet].hops
        net.pool[0] += 1
        net.pool[net.pool[0]] = packet


@inlined
def destination(net: Network, node: int) -> int:
    """Draw where a node sends its next packet."""
    row = node if net.table.shape[0] > 1 else 0
    if net.odds.shape[1] == 0:
        return int(net.table[row, draw(net, net.table.shape[1])])
    drawn = draw(net, 1 << 31)
    low, high = 0, net.odds.shape[1] - 1
    while low < high:
        middle = (low + high) // 2
        if drawn < net.odds[row, middle]:
            high = middle
        else:
            low = middle + 1
    return int(net.table[row, low])


@inlined
def enter(net: Network, node: int, load: int, now: int) -> None:
    """Let the packet that has waited longest at a node into the network, if there is room."""
    router = node // net.concentration
    line = (router << net.port_bits) + 2 * net.n + node - router * net.concentration
    queue = pick(net, line, (1 << net.vcs) - 1, net.vcs, net.lines[line].open)
    if queue >= 0:
        packet = net.pool[net.pool[0]]
        net.pool[0] -= 1
        birth = net.waiting[node, 1]
        while not born(net, node, birth, load):
            birth += 1
        net.packets[packet].birth = birth
        net.waiting[node, 0] -= 1
        net.waiting[node, 1] = birth + 1
        target = destination(net, node)
        last = target // net.concentration
        net.packets[packet].source = node
        net.packets[packet].exit = target - last * net.concentration
        net.packets[packet].target = -1
        net.packets[packet].hops = 0
        net.packets[packet].least = aim(net, packet, router, last)
        if net.algorithm == VALIANT:
            net.packets[packet].target = last
            aim(net, packet, router, draw(net, net.place.shape[0]))
            settle(net, packet, router)
        put(net, packet, queue, now + 1)
        if net.flits > 1:
            net.entering[node, 0] = queue
            net.entering[node, 1] = packet


@inlined
def go_on(net: Network, node: int, now: int) -> None:
    """Let the next flit of the packet that is entering into the network, if there is room."""
    queue = net.entering[node, 0]
    if net.queues[queue].credit > 0:
        put(net, net.entering[node, 1], queue, now + 1)
        if net.queues[queue].owed == 0:
            net.entering[node, 0] = -1


@inlined
def give_birth(net: Network, load: int, span: Span) -> None:
    """Let packets be born at every node, and the next flit of each into the network."""
    measured = span.start <= span.now < span.stop
    half = FIRST if 2 * span.now < span.start + span.stop else SECOND
    for node in range(net.waiting.shape[0]):
        if born(net, node, span.now, load):
            net.waiting[node, 0] += 1
            net.nodes[BACKLOG, node] += net.flits
            net.counts[BORN] += net.flits
            net.counts[MEASURED_BORN] += measured * net.flits
            net.nodes[NODE_BORN, node] += measured * net.flits
        if measured:
            net.nodes[half, node] += net.nodes[BACKLOG, node]
        if net.entering[node, 0] >= 0:
            go_on(net, node, span.now)
        elif net.waiting[node, 0] > 0:
            enter(net, node, load, span.now)


@inlined
def send(net: Network, queue: int, taken: int, back: NDArray[np.int32], span: Span) -> int:
    """Let the first flit of a queue move on, if it can; return the bit of the port it took."""
    node = queue >> (net.vc_bits + net.port_bits)
    packet = net.slots[queue, net.queues[queue].first]
    bit, found = 0, -1
    if net.queues[queue].gone > 0:
        found = follow(net, queue, taken)
    elif arrived(net, packet):
        out = 2 * net.n + net.packets[packet].exit
        if not (taken >> out) & 1:
            found = ((node << net.port_bits) + out) << net.vc_bits  # out by this port
    else:
        found = choose(net, packet, node, taken)
    if found >= 0:
        port = (found >> net.vc_bits) & ((1 << net.port_bits) - 1)
        bit = 1 << port
        net.queues[queue].next = found
        take(net, queue, back)
        if port >= 2 * net.n:
            tail = net.queues[queue].gone == 0
            hand_out(net, packet, tail, span.now, span.start, span.stop)
        else:
            measured = span.start <= span.now < span.stop
            move(net, packet, (node << net.port_bits) + port, found, span.now, measured)
    return bit


@inlined
def ask(net: Network, node: int, turn: int, now: int) -> int:
    """List the queues of a node whose first flit is ready, the oldest first; return how many."""
    bits = net.port_bits + net.vc_bits
    asking = 0
    ends = 2 * net.n + net.concentration
    for line in range(node << net.port_bits, (node << net.port_bits) + ends):
        rest = net.lines[line].held
        while rest:
            queue = (line << net.vc_bits) + lowest(rest)
            rest &= rest - 1
            if net.ready[queue, net.queues[queue].first] <= now:
                packet = net.slots[queue, net.queues[queue].first]
                # Flits of one age ask in an order that rotates.
                age = net.packets[packet].birth << bits if net.oldest else 0
                key = age | (queue + turn) & ((1 << bits) - 1)
                place = asking
                while place > 0 and net.asking[place - 1] > key:
                    net.asking[place] = net.asking[place - 1]
                    place -= 1
                net.asking[place] = key
                asking += 1
    return asking


@inlined
def serve(net: Network, node: int, turn: int, back: NDArray[np.int32], span: Span) -> None:
    """Let the first flits of a node's queues move on, each port sending at most one."""
    bits = net.port_bits + net.vc_bits
    taken = 0
    for item in range(ask(net, node, turn, span.now)):
        local = (net.asking[item] - turn) & ((1 << bits) - 1)
        taken |= send(net, (node << bits) + local, taken, back, span)


@compiled
def simulate(net: Network, load: int, start: int, stop: int, end: int) -> None:
    """Run a network; ``load`` is the chance of a birth in a node and cycle, times 2**31.

    Flits born from cycle ``start`` to before ``stop`` are measured. The run goes on, under
    load, until all of them are out, to cycle ``end``, or until a deadlock is found.
    """
    now = 0
    while now < end and (now < stop or net.counts[MEASURED_DONE] < net.counts[MEASURED_BORN]):
        back = net.back[now % net.back.shape[0]]
        turn = now % (1 << net.port_bits << net.vc_bits)
        return_credit(net, back)
        give_birth(net, load, Span(now, start, stop))
        for node in range(net.place.shape[0]):
            serve(net, node, turn, back, Span(now, start, stop))
        now += 1
        if now % LOOK == 0:
            net.counts[DEADLOCK] = deadlocked(net)
            if net.counts[DEADLOCK]:
                break
    net.counts[END] = now

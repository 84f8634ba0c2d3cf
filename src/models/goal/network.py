"""The state of a simulated torus network and what happens to its queues.

Vocabulary
    port        0 ... 2n-1 as in models.goal.torus; by port 2n + j the packets of number j of the
                nodes at a router enter and leave
    line        (node, port): what has come to a node by a port; node << port_bits | port
    queue       (line, VC): the flits of a virtual channel; line << vc_bits | VC
    left        hops that a packet has left in each dimension, signed by its direction
    side        bit i: the packet has crossed the wrap-around link of its ring in dimension i
    head, tail  the first and last flit of a packet; a packet of one flit has both in one

Flow control is wormhole: a head takes a queue that no packet holds, its packet holds it until
the tail is in, and no other flit comes between. Another packet may follow the tail at once, as
in BookSim2, but with ``whole`` a queue for any productive hop takes a head only if all of the
packet has room, or if it is empty and the packet is longer: see :mod:`models.goal.deadlock`.
Sets of virtual channels are the bits of a mask.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.shared.compiled import inlined, lowest

DOR, VALIANT, MINIMAL, GOAL, REDRAWN = range(5)
# What a run counts: all flits, then those born and those handed out in the measured cycles;
# of packets latency, hops and those in excess, and as flits those born in them that are out.
BORN, DONE, MOVES, MEASURED_BORN, MEASURED_OUT = range(5)
LATENCY, HOPS, EXCESS, MEASURED_DONE, END, DEADLOCK = range(5, 11)
COUNTS = 11
# What is counted for each node: flits born and not handed out, of those the mean in the first
# and second half of the measured cycles, and the measured ones born and handed out.
BACKLOG, FIRST, SECOND, NODE_BORN, NODE_OUT = range(5)

QUEUE = np.dtype(
    [
        ("first", np.int32),  # slot of the flit at its front
        ("count", np.int32),  # flits
        ("credit", np.int32),  # free slots, as the sender knows
        ("stuck", np.int32),  # 1 if it can never move again, as far as is known
        ("owed", np.int32),  # flits that the packet which holds it has still to send into it
        ("gone", np.int32),  # flits of the packet at its front that have moved on
        ("next", np.int32),  # the queue that those have moved on to
    ]
)
LINE = np.dtype(
    [
        ("held", np.int64),  # the queues that hold a flit
        ("open", np.int64),  # the queues that no packet holds, with credit
        ("roomy", np.int64),  # of those the ones with credit for as many as ``room``
        ("empty", np.int64),  # the queues with all their credit
        ("used", np.int32),  # credit in use
        ("end", np.int32),  # the line at the other end of the link that leaves by this port
        ("node", np.int32),  # the node of that line
        ("wraps", np.int32),  # 1 << i if that link is a wrap-around link of dimension i
        ("crossings", np.int64),  # flits that took that link in the measured cycles
    ]
)
PACKET = np.dtype(
    [
        ("side", np.int32),
        ("target", np.int32),  # where Valiant's second phase goes, else -1
        ("birth", np.int32),
        ("hops", np.int32),
        ("least", np.int32),  # hops of a shortest path
        ("source", np.int32),
        ("exit", np.int32),  # which of the nodes at its last router it is for
    ]
)


class Network(NamedTuple):
    """The state of a run."""

    n: int
    mesh: bool
    concentration: int  # nodes at a router; where one has several, "node" is a router but for
    # what enters and leaves: table, odds, waiting, entering, nodes
    vcs: int
    depth: int
    port_bits: int
    vc_bits: int
    algorithm: int
    hop_cycles: int
    flits: int  # of a packet
    room: int  # the credit without which a head does not enter a queue for any productive hop
    split: bool
    order: bool
    early: bool  # a packet that will cross the wrap-around link counts as having crossed it
    oldest: bool  # the oldest flit goes first, or else the ports take turns
    sides: NDArray[np.int32]  # [dimension]
    table: NDArray[np.int32]  # [node or 0, choice] where a node sends
    odds: NDArray[np.int64]  # [node or 0, choice] the same, where draws up to here go; or empty
    place: NDArray[np.int32]  # [node, dimension]
    queues: Any  # [queue] records QUEUE
    slots: NDArray[np.int32]  # [queue, slot] the packet of each flit, a ring buffer
    ready: NDArray[np.int32]  # [queue, slot] the first cycle in which it may move on
    lines: Any  # [line] records LINE
    packets: Any  # [packet] records PACKET
    left: NDArray[np.int32]  # [packet, dimension]
    pool: NDArray[np.int32]  # packets that are free, a stack under its height
    back: NDArray[np.int32]  # [cycle modulo, item] queues whose credit is on its way
    asking: NDArray[np.int64]  # what heads of one node ask to move on, by age
    waiting: NDArray[np.int64]  # [node, 0 packets that wait at a source or 1 no earlier birth]
    entering: NDArray[np.int32]  # [node, 0 a queue that a packet is entering, or -1, 1 which]
    nodes: NDArray[np.int64]  # [BACKLOG ... NODE_OUT, node]
    seed: NDArray[np.unsignedinteger]  # [0] the state of the generator, [1] what births come from
    counts: NDArray[np.int64]


@inlined
def mixed(z: np.uint64) -> np.int64:
    """Return the upper 31 bits of what SplitMix64 makes of a state."""
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.int64((z ^ (z >> np.uint64(31))) >> np.uint64(33))


@inlined
def born(net: Network, node: int, cycle: int, load: int) -> bool:
    """Tell whether a packet is born at a node in a cycle.

    It is a function of both, so nothing has to be kept of the packets that wait at a source.
    """
    number = np.uint64(cycle * net.waiting.shape[0] + node + 1)
    return bool(mixed(net.seed[1] + number * np.uint64(0x9E3779B97F4A7C15)) < load)


@inlined
def draw(net: Network, below: int) -> int:
    """Return a random integer from 0 to below - 1."""
    net.seed[0] += np.uint64(0x9E3779B97F4A7C15)
    return int((mixed(net.seed[0]) * below) >> 31)


@inlined
def offer(net: Network, queue: int) -> None:
    """Note whether a head may enter a queue."""
    line = queue >> net.vc_bits
    bit = 1 << (queue & ((1 << net.vc_bits) - 1))
    credit = net.queues[queue].credit
    if net.queues[queue].owed > 0:
        credit = 0
    if credit > 0:
        net.lines[line].open |= bit
    else:
        net.lines[line].open &= ~bit
    if credit >= net.room:
        net.lines[line].roomy |= bit
    else:
        net.lines[line].roomy &= ~bit


@inlined
def put(net: Network, packet: int, queue: int, ready: int) -> None:
    """Append a packet's next flit to a queue, and take the credit for it."""
    line = queue >> net.vc_bits
    bit = 1 << (queue & ((1 << net.vc_bits) - 1))
    slot = net.queues[queue].first + net.queues[queue].count
    slot -= net.depth if slot >= net.depth else 0
    net.slots[queue, slot] = packet
    net.ready[queue, slot] = ready
    owed = net.queues[queue].owed
    net.queues[queue].owed = (owed if owed > 0 else net.flits) - 1
    net.queues[queue].count += 1
    net.queues[queue].credit -= 1
    net.lines[line].held |= bit
    net.lines[line].used += 1
    net.lines[line].empty &= ~bit
    if net.flits > 1:  # to offer in any case would cost a tenth of the speed
        offer(net, queue)
    elif net.queues[queue].credit == 0:
        net.lines[line].open &= ~bit
        net.lines[line].roomy &= ~bit


@inlined
def take(net: Network, queue: int, back: NDArray[np.int32]) -> None:
    """Remove the flit at the front of a queue, and send its credit back."""
    slot = net.queues[queue].first + 1
    net.queues[queue].first = slot if slot < net.depth else 0
    net.queues[queue].count -= 1
    net.queues[queue].gone += 1
    if net.queues[queue].gone == net.flits:
        net.queues[queue].gone = 0
    if net.queues[queue].count == 0:
        bit = 1 << (queue & ((1 << net.vc_bits) - 1))
        net.lines[queue >> net.vc_bits].held &= ~bit
    back[0] += 1
    back[back[0]] = queue


@inlined
def return_credit(net: Network, back: NDArray[np.int32]) -> None:
    """Let the senders know of the slots that were freed ``credit_cycles`` ago."""
    for item in range(1, back[0] + 1):
        queue = back[item]
        line = queue >> net.vc_bits
        bit = 1 << (queue & ((1 << net.vc_bits) - 1))
        net.queues[queue].credit += 1
        net.lines[line].used -= 1
        if net.flits > 1:
            offer(net, queue)
        else:
            net.lines[line].open |= bit
            net.lines[line].roomy |= bit
        if net.queues[queue].credit == net.depth:
            net.lines[line].empty |= bit
    back[0] = 0


@inlined
def pick(net: Network, line: int, mask: int, size: int, offered: int) -> int:
    """Return a queue of the mask that is offered, an empty one if there is; -1 if there is none.

    The mask is of ``size`` bits in a row; the search starts at a random one of them, so that
    on an idle network each is taken equally often.
    """
    found = -1
    some = mask & offered
    if some != 0:
        if some & net.lines[line].empty:
            some &= net.lines[line].empty
        start = lowest(mask) + draw(net, size)
        later = (some >> start) << start
        found = (line << net.vc_bits) + lowest(later if later else some)
    return found

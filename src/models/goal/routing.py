"""Where a packet may go next: the routing algorithms and their virtual channels.

DOR and VAL share all virtual channels out: by phase for VAL, and by the side of the
wrap-around link. The adaptive algorithms have *-channels 0 and 1, by the same side, which are
open only in the most significant productive dimension, and all others for any productive hop.
"""

from __future__ import annotations

from models.goal.network import GOAL, MINIMAL, REDRAWN, VALIANT, Network, draw, pick
from models.shared.compiled import compiled, inlined, lowest


@inlined
def choose_way(net: Network, d: int) -> int:
    """Return the signed way to go a distance d round a ring, by the rule of the algorithm."""
    if d == 0:
        return 0
    if net.algorithm >= GOAL:
        return d if draw(net, net.k) >= d else d - net.k
    if 2 * d == net.k:
        return d if draw(net, 2) else -d
    return d if 2 * d < net.k else d - net.k


@inlined
def aim(net: Network, packet: int, node: int, target: int) -> int:
    """Choose a packet's way to a node in each dimension; return the least hops there."""
    least = 0
    for i in range(net.n):
        d = (net.place[target, i] - net.place[node, i]) % net.k
        net.left[packet, i] = choose_way(net, d)
        least += min(d, net.k - d)
    net.packets[packet].side = 0
    return least


@inlined
def arrived(net: Network, packet: int) -> bool:
    """Tell whether a packet has no hops left."""
    moving = 0
    for i in range(net.n):
        moving |= net.left[packet, i]
    return moving == 0


@inlined
def settle(net: Network, packet: int, node: int) -> None:
    """Do what a packet does on reaching a node: turn to its second phase, or draw again."""
    if net.algorithm == VALIANT and net.packets[packet].target >= 0 and arrived(net, packet):
        aim(net, packet, node, net.packets[packet].target)
        net.packets[packet].target = -1
    elif net.algorithm == REDRAWN:
        for i in range(net.n):
            net.left[packet, i] = choose_way(net, net.left[packet, i] % net.k)


@inlined
def port_of(net: Network, packet: int, i: int) -> int:
    """Return the port by which the packet leaves in dimension i."""
    return 2 * i + int(net.left[packet, i] < 0)


@inlined
def star_mask(net: Network, packet: int, i: int) -> int:
    """Return the channels that the packet may use in dimension i by the *-channel rules."""
    side = (net.packets[packet].side >> i) & 1 if net.split else 0
    if net.algorithm >= MINIMAL:
        return 1 << side
    low, high = 0, net.vcs
    if net.algorithm == VALIANT:
        low, high = (0, high // 2) if net.packets[packet].target >= 0 else (high // 2, high)
    if net.split:
        middle = (low + high) // 2
        low, high = (middle, high) if side else (low, middle)
    return (1 << high) - (1 << low)


@inlined
def free_mask(net: Network) -> int:
    """Return the channels that an adaptive algorithm may use for any productive hop."""
    if net.algorithm < MINIMAL:
        return 0
    return (1 << net.vcs) - (4 if net.split else 2)


@inlined
def choose(net: Network, packet: int, node: int, taken: int, turn: int) -> int:
    """Return the queue that a packet moves to next, by a port not yet taken; -1 if none."""
    best, best_used = -1, 1 << 30
    others = free_mask(net)
    i = (turn * net.n) >> net.vc_bits
    for _ in range(net.n if others else 0):
        i = i + 1 if i + 1 < net.n else 0
        port = port_of(net, packet, i)
        if net.left[packet, i] == 0 or (taken >> port) & 1:
            continue
        line = net.lines[(node << net.port_bits) + port].end
        if net.lines[line].open & others and net.lines[line].used < best_used:
            best, best_used = line, net.lines[line].used
    if best >= 0:
        return pick(net, best, others, turn)
    for i in range(net.n):
        if net.left[packet, i] != 0:
            port = port_of(net, packet, i)
            if not (taken >> port) & 1:
                found = pick(
                    net,
                    net.lines[(node << net.port_bits) + port].end,
                    star_mask(net, packet, i),
                    turn,
                )
                if found >= 0:
                    return found
            if net.order or net.algorithm < MINIMAL:
                return -1
    return -1


@compiled
def may_move(net: Network, packet: int, node: int) -> bool:
    """Tell whether a packet has, or can hope for, a place in some queue that it may use."""
    if arrived(net, packet):
        return True
    star = True
    for i in range(net.n):
        if net.left[packet, i] == 0:
            continue
        mask = free_mask(net) | (star_mask(net, packet, i) if star else 0)
        star = not (net.order or net.algorithm < MINIMAL)
        line = net.lines[(node << net.port_bits) + port_of(net, packet, i)].end
        while mask:
            queue = (line << net.vc_bits) + lowest(mask)
            mask &= mask - 1
            if net.queues[queue].count < net.depth or not net.queues[queue].stuck:
                return True
    return False


@compiled
def deadlocked(net: Network) -> int:
    """Return how many queues can never move again.

    It is the largest set of queues whose heads may only go to full queues of the set.
    """
    total = 0
    for queue in range(net.queues.size):
        net.queues[queue].stuck = net.queues[queue].count > 0
        total += net.queues[queue].stuck
    changed = True
    while changed:
        changed = False
        for queue in range(net.queues.size):
            if net.queues[queue].stuck:
                node = queue >> (net.vc_bits + net.port_bits)
                if may_move(net, net.slots[queue, net.queues[queue].first], node):
                    net.queues[queue].stuck = 0
                    total -= 1
                    changed = True
    return total

"""Where a packet may go next: the routing algorithms and their virtual channels.

DOR and VAL share all virtual channels out: by phase for VAL, and by the side of the
wrap-around link. The adaptive algorithms have *-channels 0 and 1, by the same side, which are
open only in the most significant productive dimension, and all others for any productive hop.
"""

from __future__ import annotations

from models.goal.network import GOAL, MINIMAL, REDRAWN, VALIANT, Network, draw, pick
from models.shared.compiled import compiled, inlined, lowest


@inlined
def choose_way(net: Network, i: int, d: int) -> int:
    """Return the signed way to go a distance d in dimension i, by the rule of the algorithm."""
    k = net.sides[i]
    if d == 0 or net.mesh:
        return d
    if net.algorithm >= GOAL:
        return d if draw(net, k) >= d else d - k
    if 2 * d == k:
        return d if draw(net, 2) else -d
    return d if 2 * d < k else d - k


@inlined
def aim(net: Network, packet: int, node: int, target: int) -> int:
    """Choose a packet's way to a node in each dimension; return the least hops there."""
    least, side = 0, 0
    for i in range(net.n):
        d = net.place[target, i] - net.place[node, i]
        if net.mesh:
            least += abs(d)
        else:
            d %= net.sides[i]
            least += min(d, net.sides[i] - d)
        way = choose_way(net, i, d)
        net.left[packet, i] = way
        if net.early and not 0 <= net.place[node, i] + way < net.sides[i]:
            side |= 1 << i
    net.packets[packet].side = side
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
            net.left[packet, i] = choose_way(net, i, net.left[packet, i] % net.sides[i])


@inlined
def port_of(net: Network, packet: int, i: int) -> int:
    """Return the port by which the packet leaves in dimension i."""
    return 2 * i + int(net.left[packet, i] < 0)


@inlined
def stars(net: Network, packet: int, i: int) -> tuple[int, int]:
    """Return the channels, (first, last + 1), that the *-rules leave a packet in dimension i."""
    side = (net.packets[packet].side >> i) & 1 if net.split else 0
    low, high = side, side + 1
    if net.algorithm < MINIMAL:
        low, high = 0, net.vcs
        if net.algorithm == VALIANT:
            low, high = (0, high // 2) if net.packets[packet].target >= 0 else (high // 2, high)
        if net.split:
            middle = (low + high) // 2
            low, high = (middle, high) if side else (low, middle)
    return low, high


@inlined
def free_from(net: Network) -> int:
    """Return the first channel that an adaptive algorithm may use for any productive hop."""
    if net.algorithm < MINIMAL:
        return net.vcs  # none
    return 2 if net.split else 1


@inlined
def choose_free(net: Network, packet: int, node: int, taken: int, mask: int) -> int:
    """Return the least used line with a channel on offer, by a port not yet taken; -1 if none.

    Of lines used alike each is taken equally often.
    """
    best, best_used, ties = -1, 1 << 30, 1
    for i in range(net.n):
        port = port_of(net, packet, i)
        if net.left[packet, i] == 0 or (taken >> port) & 1:
            continue
        line = net.lines[(node << net.port_bits) + port].end
        if net.lines[line].roomy & mask == 0 or net.lines[line].used > best_used:
            continue
        ties = ties + 1 if net.lines[line].used == best_used else 1
        if ties == 1 or draw(net, ties) == 0:
            best, best_used = line, net.lines[line].used
    return best


@inlined
def choose(net: Network, packet: int, node: int, taken: int) -> int:
    """Return the queue that a packet moves to next, by a port not yet taken; -1 if none."""
    first = free_from(net)
    others = (1 << net.vcs) - (1 << first)
    if others:
        best = choose_free(net, packet, node, taken, others)
        if best >= 0:
            return pick(net, best, others, net.vcs - first, net.lines[best].roomy)
    for i in range(net.n):
        if net.left[packet, i] != 0:
            port = port_of(net, packet, i)
            if not (taken >> port) & 1:
                low, high = stars(net, packet, i)
                line = net.lines[(node << net.port_bits) + port].end
                mask = (1 << high) - (1 << low)
                found = pick(net, line, mask, high - low, net.lines[line].open)
                if found >= 0:
                    return found
            if net.order or net.algorithm < MINIMAL:
                return -1
    return -1


@inlined
def follow(net: Network, queue: int, taken: int) -> int:
    """Return the queue that a packet's head has gone to, if the next flit can; else -1."""
    found = net.queues[queue].next
    port = (found >> net.vc_bits) & ((1 << net.port_bits) - 1)
    room = port >= 2 * net.n or net.queues[found].credit > 0
    return int(found) if room and not (taken >> port) & 1 else -1


@compiled
def may_follow(net: Network, queue: int) -> bool:
    """Tell whether a flit that is no head has, or can hope for, a place behind its head."""
    ahead = net.queues[queue].next
    port = (ahead >> net.vc_bits) & ((1 << net.port_bits) - 1)
    leaves = port >= 2 * net.n
    return leaves or net.queues[ahead].count < net.depth or not net.queues[ahead].stuck


@compiled
def may_move(net: Network, packet: int, node: int) -> bool:
    """Tell whether a head has, or can hope for, a place in some queue that it may use.

    In a queue that never moves again it has one if enough room is left when the packet that
    holds the queue, if one does, is all in.
    """
    if arrived(net, packet):
        return True
    star = True
    for i in range(net.n):
        if net.left[packet, i] == 0:
            continue
        low, high = stars(net, packet, i)
        first = free_from(net)
        mask = (1 << net.vcs) - (1 << first)
        if star:
            mask |= (1 << high) - (1 << low)
        star = not (net.order or net.algorithm < MINIMAL)
        line = net.lines[(node << net.port_bits) + port_of(net, packet, i)].end
        while mask:
            vc = lowest(mask)
            queue = (line << net.vc_bits) + vc
            mask &= mask - 1
            left = net.depth - net.queues[queue].count - net.queues[queue].owed
            if left >= (net.room if vc >= first else 1) or not net.queues[queue].stuck:
                return True
    return False


@compiled
def deadlocked(net: Network) -> int:
    """Return how many queues can never move again.

    It is the largest set of queues whose first flits may only go to queues of the set that are
    full, or held by a packet whose tail cannot come.
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
                packet = net.slots[queue, net.queues[queue].first]
                head = net.queues[queue].gone == 0
                if may_move(net, packet, node) if head else may_follow(net, queue):
                    net.queues[queue].stuck = 0
                    total -= 1
                    changed = True
    return total

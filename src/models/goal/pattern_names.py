"""Names of traffic patterns that are no pattern here: with arguments, or of other simulators."""

from __future__ import annotations

#: What is written with arguments: the form, and an example.
FORMS = {"random": "random(SEED)", "hotspot": "hotspot(NODE:SHARE,...), such as hotspot(0:0.2)"}
#: Names of other simulators: what they mean there, and what that is here.
FOREIGN = {
    "neighbor": "in gem5 one step along x, here 'step'; in BookSim2 one step in every dimension, "
    "here 'step-all'; all 2n neighbours are 'neighbour'",
    "uniform_random": "gem5's name of 'uniform'",
    "bitcomp": "BookSim2's name of 'bit-complement'",
    "bit_complement": "gem5's name of 'bit-complement'",
    "bitrev": "BookSim2's name of 'bit-reverse'",
    "bit_reverse": "gem5's name of 'bit-reverse'",
    "bit_rotation": "gem5's name of 'bit-rotation'",
    "randperm": "BookSim2's name of a random permutation, here 'random(SEED)'",
    "random": "Noxim's name of 'uniform'; a random permutation is 'random(SEED)'",
    "transpose1": "in Noxim (x, y) to (k - 1 - y, k - 1 - x); give it as a permutation",
    "transpose2": "Noxim's name of 'transpose'",
    "bitreversal": "Noxim's name of 'bit-reverse'",
    "butterfly": "in Noxim the first and the last bit exchanged; give it as a permutation",
    "torus_tornado": "a shift by -1 in the first two dimensions in the report; "
    "give it as a permutation",
}

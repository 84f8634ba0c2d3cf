"""The shape of a model: what it multiplies, and what it keeps of each token.

Vocabulary
    experts     feed-forward networks of a layer, of which a token uses ``routed``, besides the
                ``shared`` ones that all tokens use; the first ``dense_layers`` have one network
                of size ``dense_intermediate`` instead
    latent      multi-head latent attention (``deepseek2024v2``, section 2.1): of a token one
                vector of ``latent`` numbers is kept for all heads in place of their keys and
                values, and ``rope`` numbers of a key that carries the position; queries pass
                through ``query_latent`` numbers, where that is not 0
    chunk       layers whose tokens attend only to those before them in the same ``chunk`` tokens;
                ``chunked`` counts these layers, the others attend to all

>>> shape = {"hidden": 7168, "intermediate": 2048, "layers": 61, "heads": 128, "kv_heads": 1}
>>> one = Transformer(name="MLA", parameters=671e9, latent=512, rope=64, **shape)
>>> one.kv_bytes  # 61 (512 + 64) 2
70272
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.shared.checks import (
    is_number,
    require,
    require_integer,
    require_name,
    require_positive,
)

BYTES = (4, 2, 1, 0.5)
MOST = 10**9  # of any size, a hundred thousand times what there is
MOST_EXPERTS = 2**16
MOST_PARAMETERS = 1e18
SIZES = ("hidden", "intermediate", "layers", "heads", "kv_heads", "head", "experts", "routed")
COUNTS = ("shared", "dense_layers", "dense_intermediate", "latent", "query_latent", "rope")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transformer:
    """The shape of a model; ``parameters`` is all that is kept, ``active`` what a token uses.

    Numbers have ``number`` bytes, those of keys and values ``kv_number``: 1 is FP8, 0.5 FP4.
    """

    name: str
    hidden: int
    intermediate: int  # of one expert, where there are several
    layers: int
    heads: int
    kv_heads: int
    head: int = 128
    parameters: float
    active: float = 0.0  # 0 stands for all of them
    experts: int = 1
    routed: int = 1  # experts that a token uses
    shared: int = 0
    dense_layers: int = 0
    dense_intermediate: int = 0
    latent: int = 0
    query_latent: int = 0
    rope: int = 0
    chunk: int = 0
    chunked: int = 0
    number: float = 2  # bytes of a number
    kv_number: float = 0  # 0 stands for those of the other numbers

    def __post_init__(self) -> None:
        require_name("name", self.name)
        for size in (*SIZES, *COUNTS, "chunk", "chunked"):
            value = getattr(self, size)
            require_integer(size, value, int(size in SIZES))
            most = MOST_EXPERTS if size == "experts" else MOST
            require(value <= most, size, f"at most {most:,}", value)
        every = "active", "from 1 to 'parameters'"
        for size, rule in (every, ("kv_number", "4, 2, 1 or 0.5 bytes")):
            require(is_number(getattr(self, size)), size, rule, getattr(self, size))
        object.__setattr__(self, "kv_number", self.kv_number or self.number)
        for size in ("number", "kv_number"):
            value = getattr(self, size)
            require(is_number(value) and value in BYTES, size, "4, 2, 1 or 0.5 bytes", value)
        require_positive("parameters", self.parameters)
        within = 1 <= self.parameters <= MOST_PARAMETERS
        require(within, "parameters", f"from 1 to {MOST_PARAMETERS:g}", self.parameters)
        require(self.heads % self.kv_heads == 0, "kv_heads", "a divisor of 'heads'", self.kv_heads)
        require(self.routed <= self.experts, "routed", "at most 'experts'", self.routed)
        used = self.active or self.parameters
        require(1 <= used <= self.parameters, "active", "from 1 to 'parameters'", self.active)
        object.__setattr__(self, "active", float(used))
        self._check_parts()

    def _check_parts(self) -> None:
        """Refuse parts that do not belong together."""
        rule = "at most 'layers', and above 0 just where 'dense_intermediate' is"
        dense = self.dense_layers <= self.layers
        dense &= bool(self.dense_layers) == bool(self.dense_intermediate)
        require(dense, "dense_layers", rule, self.dense_layers)
        rule = "at most 'layers', and above 0 just where 'chunk' is"
        chunks = self.chunked <= self.layers and bool(self.chunked) == bool(self.chunk)
        require(chunks, "chunked", rule, self.chunked)
        if self.latent:
            rule = "1 where 'latent' is kept, which is one for all heads"
            require(self.kv_heads == 1, "kv_heads", rule, self.kv_heads)
        else:
            rule = "0 without 'latent'"
            for size in ("rope", "query_latent"):
                require(getattr(self, size) == 0, size, rule, getattr(self, size))

    @property
    def kept(self) -> int:
        """Return the numbers that a layer keeps of each token, without copies."""
        return self.latent + self.rope if self.latent else 2 * self.kv_heads * self.head

    @property
    def kv_bytes(self) -> float:
        """Return the bytes that are kept of each token: keys and values of all layers."""
        return self.layers * self.kept * self.kv_number

    @property
    def weights(self) -> float:
        """Return the bytes of all weights."""
        return self.number * self.parameters

    def ungrouped(self) -> Transformer:
        """Return the model with as many heads of keys and values as of queries, P unchanged."""
        return replace(self, kv_heads=self.heads)

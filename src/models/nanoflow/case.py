"""A case: a model served on some devices with a batch of tokens of a workload.

The efficiencies are those that the paper's Table 2 measures for one case, :data:`FITTED`;
``Case.extrapolated`` names what differs from it in another, whose times are estimates.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from models.nanoflow.inputs import DEVICES, MODELS, Workload, device
from models.nanoflow.interference import CURVES, Curves
from models.nanoflow.layer import Step, layer, slowness
from models.nanoflow.measured import PRODUCTS as MEASURED_PRODUCTS
from models.nanoflow.measured import speeds
from models.nanoflow.published import TABLE_2
from models.shared.checks import require, require_one_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is asked: tokens of ``prompt`` and ``answer``, and what else the times depend on.

    ``curves`` names those of :data:`models.nanoflow.interference.CURVES`, ``products`` the
    device whose products slow down with fewer rows, or "even" where all rows cost the same.
    Of each device's memory the part ``usable`` without ``reserved`` GB holds weights, keys and
    values. Raise ValueError for what is none, and for a batch that does not fit into memory.
    """

    model: str = "llama-2-70b"
    device: str = "A100-80"
    devices: int = 8
    batch: int = 2048
    prompt: float = 512
    answer: float = 1024
    curves: str = "Table 3"
    products: str = "even"
    usable: float = 1.0
    reserved: float = 0.0

    def __post_init__(self) -> None:
        for name in ("model", "device", "curves", "products"):
            value = getattr(self, name)
            require(isinstance(value, str), name, "a name", value)
        require_one_of("model", self.model, MODELS)
        require_one_of("device", self.device, DEVICES)
        require_one_of("curves", self.curves, CURVES)
        require_one_of("products", self.products, ("even", *MEASURED_PRODUCTS))
        self.steps()  # refuses what is none

    @property
    def layers(self) -> int:
        """Return the layers of the model."""
        return MODELS[self.model].layers

    @property
    def workload(self) -> Workload:
        """Return the tokens of a request."""
        return Workload(self.prompt, self.answer)

    @property
    def shares(self) -> Curves:
        """Return the curves of interference."""
        return CURVES[self.curves]

    @property
    def extrapolated(self) -> tuple[str, ...]:
        """Return what differs from the case that was measured; nothing for that one."""
        names = (one.name for one in fields(self))
        return tuple(key for key in names if getattr(self, key) != getattr(FITTED, key))

    def settings(self) -> dict[str, Any]:
        """Return what :func:`models.nanoflow.layer.layer` takes besides the case itself."""
        more: dict[str, Any] = {"usable": self.usable, "reserved": self.reserved}
        return more if self.products == "even" else more | {"products": speeds(self.products)}

    def steps(self, **more: Any) -> tuple[Step, ...]:
        """Return the steps of a layer."""
        settings = self.settings() | more
        where = (device(self.device), self.devices, self.batch, self.workload)
        return layer(MODELS[self.model], *where, **settings)

    def steps_with_fast_prefill(self) -> tuple[Step, ...]:
        """Return the steps if attention over prompts were no slower than the products are.

        Table 2 has it 12.4 times its roofline, in one case in which it is short.
        """
        measured = sum(TABLE_2[key][6] for key in MULTIPLY)
        roofline = sum(max(TABLE_2[key][3:6]) for key in MULTIPLY)
        return self.steps(slow=slowness() | {"PfAttn": measured / roofline})

    def throughput(self, period: float) -> float:
        """Return tokens/s/device where a layer takes so many seconds."""
        return self.batch / (period * self.layers) / self.devices

    @property
    def name(self) -> str:
        """Return a key that no other case has."""
        parts = [self.model, self.device, f"x{self.devices}", f"b{self.batch}"]
        parts += [f"{self.prompt:g}", f"{self.answer:g}"]
        for key in ("curves", "products", "usable", "reserved"):
            value = getattr(self, key)
            if value != getattr(FITTED, key):
                parts.append(f"{key}-{value}".replace(" ", "-"))
        return "-".join(parts).lower().replace(".", "_")


MULTIPLY = ("KQV", "O", "UG", "D")
#: The case of the paper's Table 2.
FITTED = Case()

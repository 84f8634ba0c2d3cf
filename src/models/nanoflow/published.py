"""What the NanoFlow paper prints, each figure with the place where it stands.

All are of the paper at OSDI 2025 (bibliography key ``zhu2025nanoflow``), except the bars of
Figures 7 and 11: they were read from the plots of its repository (``zhu2024nanoflowcode``).
The shapes of models come from their configurations, see :mod:`models.nanoflow.cost`.
"""

from __future__ import annotations

from statistics import fmean

#: Table 1, by device: memory GB, memory GB/s, network GB/s both ways, FP16 GFLOP/s.
TABLE_1: dict[str, tuple[float, float, float, float]] = {
    "V100": (16, 900, 300, 125_000),
    "A100-40": (40, 1555, 600, 312_000),
    "A100-80": (80, 2000, 600, 312_000),
    "H100": (80, 3352, 900, 989_000),
    "H200": (141, 4800, 900, 989_000),
    "B100": (192, 8000, 1800, 1_800_000),
    "B200": (192, 8000, 1800, 2_250_000),
    "MI250": (128, 3352, 800, 362_000),
    "MI300": (192, 5300, 1024, 1_307_000),
    "MI325X": (256, 6000, 1024, 1_307_000),
    "Gaudi2": (96, 2400, 600, 1_000_000),
    "Gaudi3": (128, 3700, 1200, 1_800_000),
    "Ada6000": (48, 960, 64, 182_000),
}
#: Table 2, LLaMA-2-70B on 8 A100-80, batch 2048, by operation:
#: GFLOP, memory GB, network GB, then T_comp, T_mem, T_net and measured time in ms.
TABLE_2: dict[str, tuple[float, float, float, float, float, float, float]] = {
    "KQV": (27487.8, 19.5, 0, 11.01, 1.22, 0, 16.08),
    "O": (21990.2, 16.1, 0, 8.81, 1.01, 0, 16.01),
    "UG": (153931.6, 96.6, 0, 61.67, 6.04, 0, 69.92),
    "D": (76965.8, 49.7, 0, 30.84, 3.11, 0, 34.96),
    "DecAttn": (3665.9, 462.2, 0, 1.47, 28.89, 0, 35.60),
    "PfAttn": (916.3, 2.1, 0, 0.37, 0.13, 0, 4.56),
    "Net": (18.8, 75.2, 75.2, 0.01, 4.70, 31.33, 47.92),
}
#: Table 2, last row: T_comp, T_mem and T_net of an iteration in ms.
TABLE_2_TOTALS = (114.17, 45.09, 31.33)
#: Table 3: the speed P that a kernel keeps with a share R of the device, as points (R, P).
#: The columns between are not printed; that GEMV keeps 0.8 at 0.4 stands in the text.
TABLE_3: dict[str, tuple[tuple[float, float], ...]] = {
    "compute": ((0, 0), (1, 1)),
    "memory": ((0, 0), (0.1, 0.2), (0.2, 0.3), (0.4, 0.8), (0.8, 0.85), (0.9, 0.95), (1, 1)),
    "network": ((0, 0), (0.1, 0.3), (0.2, 0.5), (0.8, 0.9), (0.9, 1), (1, 1)),
}
#: Table 4: mean and standard deviation of the lengths of prompts, then of answers, in tokens.
TABLE_4: dict[str, tuple[float, float, float, float]] = {
    "Splitwise": (1155, 1109, 211, 163),
    "LMSYS-Chat": (102, 169, 222, 210),
    "ShareGPT": (246, 547, 322, 244),
}
#: Figure 3, T_R by model (a key of ``nanoflow_cost.MODELS``), by workload in this order.
FIGURE_3_WORKLOADS = ("LMSYS-Chat", "Splitwise", "ShareGPT", "512-512", "1024-512", "512-1024")
FIGURE_3: dict[str, tuple[float, ...]] = {
    "llama-3-8b": (0.23, 0.31, 0.37, 0.61, 0.68, 1.09),
    "mixtral-8x7b": (0.12, 0.17, 0.20, 0.32, 0.36, 0.58),
    "llama-2-70b": (0.07, 0.09, 0.11, 0.18, 0.20, 0.32),
    "llama-3-70b": (0.07, 0.09, 0.11, 0.18, 0.20, 0.32),
    "qwen2-72b": (0.07, 0.09, 0.11, 0.18, 0.20, 0.31),
}
#: Figure 7: tokens/s/GPU, LLaMA-2-70B on 8 A100-80, three constant lengths then three traces.
FIGURE_7_WORKLOADS = ("512-512", "1024-512", "512-1024", "Splitwise", "LMSYS-Chat", "ShareGPT")
FIGURE_7: dict[str, tuple[int, ...]] = {
    "vllm": (494, 552, 410, 484, 251, 255),
    "fastgen": (490, 513, 372, 548, 293, 335),
    "tensorrt-llm": (735, 817, 636, 831, 560, 639),
    "nanoflow": (1286, 1263, 1212, 1259, 1247, 1272),
}
#: Figure 11, prompts of 1024 and answers of 512: tokens/s/GPU of vLLM and of NanoFlow.
FIGURE_11: dict[str, tuple[int, int]] = {
    "llama-3-70b": (593, 1306),
    "qwen2-72b": (554, 1213),
    "deepseek-67b": (532, 1147),
    "mixtral-8x7b": (997, 6564),
    "llama-3-8b": (5187, 12756),
}
#: The batch of each in the configurations of the repository (``pipeline/config_all``): LLaMA-3-8B
#: on one device, the others on eight. That of Mixtral is 4096, in a file named 1024.json.
FIGURE_11_BATCH = {"qwen2-72b": 2048, "mixtral-8x7b": 4096, "llama-3-8b": 1024}
#: The optimum of section 3.5 in tokens/s/GPU: 260 TFLOP/s by equation 5 (the text prints 280).
OPTIMUM = 1857
#: The best compute rate of one GPU that gives it, in GFLOP/s.
PEAK = 260_000
#: Section 6.4: the part of throughput that splitting without overlap costs.
NANO_BATCH_LOSS = 0.132


def measured(
    model: str, device: str, devices: int, batch: int, prompt: float, answer: float
) -> int | None:
    """Return the throughput that was measured for just this case; nothing if there is none."""
    if device != "A100-80" or devices != (1 if model == "llama-3-8b" else 8):
        return None
    if (model, batch) == ("llama-2-70b", 2048):
        bars = dict(zip(FIGURE_7_WORKLOADS, FIGURE_7["nanoflow"], strict=True))
        return bars.get(f"{prompt:g}-{answer:g}")
    same = FIGURE_11_BATCH.get(model) == batch and (prompt, answer) == (1024, 512)
    return FIGURE_11[model][1] if same else None


def headlines() -> dict[str, dict[str, float]]:
    """Return the averages that Figure 7 gives, by baseline: arithmetic means of ratios.

    ``constant`` and ``traces`` are NanoFlow over the baseline, ``optimum`` is the baseline's
    part of :data:`OPTIMUM`, over all six workloads.
    """
    ours = FIGURE_7["nanoflow"]
    found = {}
    for name, bars in FIGURE_7.items():
        ratios = [a / b for a, b in zip(ours, bars, strict=True)]
        optimum = fmean(bars) / OPTIMUM
        found[name] = {
            "constant": fmean(ratios[:3]),
            "traces": fmean(ratios[3:]),
            "optimum": optimum,
        }
    return found

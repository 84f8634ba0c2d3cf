"""Devices and models that came after the paper, each figure with where it is printed.

Devices, peak rates without sparsity
    H100, H200,  NVIDIA's own tables of its devices: ai-dynamo/aiconfigurator@095f58a,
    B200-180,    aic-core/src/aiconfigurator_core/systems/h100_sxm.yaml, h200_sxm.yaml,
    GB200        b200_sxm.yaml and gb200.yaml. The two of Blackwell name its data sheet 3384703,
                 which itself was not read here, as the source. B200-180 is the B200 of HGX, where
                 Table 1 has one of 192 GB at 8 TB/s, so both are here; GB200 is one of the 72
                 GPUs of NVL72, whose 186 GB are those of the sheet as others print it (the table
                 has the 189,471 MiB that a driver reports). A GB of memory is 10^9 bytes, as in
                 the paper; NVIDIA counts 2^30. FP8 of B200 is that of B200-180; that
                 of H100 and H200 is 1,978 in the tables, twice their rounded 989, and 1,979
                 here, half of the 3,958 with sparsity of the product pages, which others quote
    MI300X       AMD's documentation (ROCm/legacy-rocm-build@089d751, gpu-arch/mi300.md): 1307.4
                 and 2614.9 TFLOP/s, 5.3 TB/s; memory and network are those of "MI300" in Table 1
Models
    DeepSeek-V3  deepseek-ai/DeepSeek-V3@9b4e978, inference/configs/config_671B.json, counts of
                 ``deepseek2024v3``; weights are in FP8, keys and values kept in 16 bits
    Qwen3        layers, heads and experts in tables 1 and 2 of ``yang2025qwen3``; these and the
                 hidden and intermediate sizes in Alibaba's alibaba/Pai-Megatron-Patch@0f5c122,
                 examples/qwen3/run_mcore_qwen3.sh (32B, A3B and A22B)
    Llama 4      Meta's meta-pytorch/torchtune@a8e416c, llama4/_model_builders.py; counts of the
                 model's card in meta-llama/llama-models@a9c89c4

The sizes are tried by counting the parameters that they make: a test compares the sums.
"""

from __future__ import annotations

from models.nanoflow.transformer import Transformer

#: GFLOP/s of FP8 and of FP4 that devices of Table 1 reach, 0 where they have no such numbers.
NARROW: dict[str, tuple[float, float]] = {
    "H100": (1_979_000, 0),
    "H200": (1_979_000, 0),
    "B200": (4_500_000, 9_000_000),
}
#: Memory GB, memory GB/s, network GB/s both ways, GFLOP/s of 16 bits, of FP8 and of FP4.
NEWER: dict[str, tuple[float, float, float, float, float, float]] = {
    "B200-180": (180, 7700, 1800, 2_250_000, 4_500_000, 9_000_000),
    "GB200": (186, 8000, 1800, 2_500_000, 5_000_000, 10_000_000),
    "MI300X": (192, 5300, 1024, 1_307_400, 2_614_900, 0),
}
#: Sizes of the vocabularies, whose embeddings are parameters too, twice where in and out differ.
VOCABULARY = {
    "deepseek-v3": 129_280,
    "qwen3-32b": 151_936,
    "qwen3-30b-a3b": 151_936,
    "qwen3-235b-a22b": 151_936,
    "llama-4-scout": 202_048,
}
NEWER_MODELS = {
    "deepseek-v3": Transformer(
        name="DeepSeek-V3",
        hidden=7168,
        intermediate=2048,
        layers=61,
        heads=128,
        kv_heads=1,
        parameters=671e9,
        active=37e9,
        experts=256,
        routed=8,
        shared=1,
        dense_layers=3,
        dense_intermediate=18432,
        latent=512,
        query_latent=1536,
        rope=64,
        number=1,
        kv_number=2,
    ),
    "qwen3-32b": Transformer(
        name="Qwen3-32B",
        hidden=5120,
        intermediate=25600,
        layers=64,
        heads=64,
        kv_heads=8,
        parameters=32.8e9,
    ),
    "qwen3-30b-a3b": Transformer(
        name="Qwen3-30B-A3B",
        hidden=2048,
        intermediate=768,
        layers=48,
        heads=32,
        kv_heads=4,
        parameters=30.5e9,
        active=3.3e9,
        experts=128,
        routed=8,
    ),
    "qwen3-235b-a22b": Transformer(
        name="Qwen3-235B-A22B",
        hidden=4096,
        intermediate=1536,
        layers=94,
        heads=64,
        kv_heads=4,
        parameters=235e9,
        active=22e9,
        experts=128,
        routed=8,
    ),
    "llama-4-scout": Transformer(
        name="Llama 4 Scout",
        hidden=5120,
        intermediate=8192,
        layers=48,
        heads=40,
        kv_heads=8,
        parameters=109e9,
        active=17e9,
        experts=16,
        routed=1,
        shared=1,
        chunk=8192,
        chunked=36,
    ),
}

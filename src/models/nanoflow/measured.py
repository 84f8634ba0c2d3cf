"""What an H100 and an H200 did: measured for this site on 26 November 2026, and of no paper.

One machine of each kind, one GPU, PyTorch 2.11.0 with CUDA 13.0, driver 580.159.04; medians of 5
to 12 repeats after a warm-up, bf16, random data. ``nox -s bench -- nanoflow`` measures again.

Vocabulary
    product     a multiplication of cuBLAS: a square one of 8192, or that of LLaMA-2-70B from 8192
                to 7168 (up and gate of one of eight devices) with so many tokens
    stream      a kernel on another CUDA stream that reads a large buffer with so many blocks of
                threads, which may share a multiprocessor with the product's
    P_product, P_stream   speed of either while both run, over its speed alone (the stream's best)
    layer       the products of a layer of LLaMA-2-70B on one of eight devices, and the reading of
                its keys and values by a stream; no exchange, no norms, no attention over prompts
"""

from __future__ import annotations

from dataclasses import dataclass

DATE = "2026-11-26"
#: By device and product: blocks of the stream, P_product, P_stream.
INTERFERENCE: dict[str, dict[str, tuple[tuple[int, float, float], ...]]] = {
    "H100": {
        "8192": (
            (4, 0.7601, 0.1984),
            (8, 0.8256, 0.248),
            (12, 0.8304, 0.351),
            (16, 0.8289, 0.4539),
            (20, 0.7141, 0.4231),
            (24, 0.6988, 0.595),
            (28, 0.6049, 0.6645),
            (32, 0.5354, 0.6854),
            (40, 0.4767, 0.6457),
            (48, 0.4197, 0.7313),
            (64, 0.2567, 0.7697),
            (96, 0.2227, 0.8451),
        ),
        "4096": (
            (4, 0.7845, 0.1955),
            (8, 0.8376, 0.2411),
            (12, 0.7955, 0.3533),
            (16, 0.724, 0.4322),
            (20, 0.6995, 0.4252),
            (24, 0.6597, 0.5948),
            (28, 0.6923, 0.626),
            (32, 0.5634, 0.6432),
            (40, 0.4975, 0.6218),
            (48, 0.4241, 0.712),
            (64, 0.3117, 0.7671),
            (96, 0.1601, 0.8392),
        ),
        "2048": (
            (4, 0.6337, 0.1991),
            (8, 0.6658, 0.2569),
            (12, 0.6278, 0.3644),
            (16, 0.5833, 0.4775),
            (20, 0.5942, 0.4602),
            (24, 0.5405, 0.6227),
            (28, 0.4737, 0.6135),
            (32, 0.4686, 0.6644),
            (40, 0.346, 0.6192),
            (48, 0.3199, 0.6834),
            (64, 0.2231, 0.754),
            (96, 0.1275, 0.8399),
        ),
        "1024": (
            (4, 1.0608, 0.1932),
            (8, 0.9638, 0.2403),
            (12, 0.7937, 0.3942),
            (16, 0.7336, 0.5162),
            (20, 0.7326, 0.4909),
            (24, 0.6415, 0.6379),
            (28, 0.5947, 0.6464),
            (32, 0.4544, 0.701),
            (40, 0.4417, 0.7059),
            (48, 0.3813, 0.7246),
            (64, 0.2871, 0.7832),
            (96, 0.1513, 0.846),
        ),
    },
    "H200": {
        "8192": (
            (4, 0.8632, 0.1379),
            (8, 0.8718, 0.2126),
            (16, 0.774, 0.3959),
            (24, 0.763, 0.5192),
            (32, 0.6627, 0.5682),
            (48, 0.5091, 0.6814),
            (64, 0.3409, 0.7698),
            (96, 0.2397, 0.8406),
        ),
        "2048": (
            (4, 0.7883, 0.1463),
            (8, 0.7651, 0.2324),
            (16, 0.6261, 0.4362),
            (24, 0.6054, 0.5788),
            (32, 0.5695, 0.6554),
            (48, 0.4391, 0.7294),
            (64, 0.3046, 0.7927),
            (96, 0.1851, 0.8517),
        ),
    },
}
#: TFLOP/s of the products of LLaMA-2-70B over eight devices by tokens: KQV, O, UG, D.
PRODUCTS: dict[str, dict[int, tuple[float, float, float, float]]] = {
    "H100": {
        16: (18.0, 18.5, 43.5, 39.5),
        32: (36.1, 36.5, 86.1, 77.5),
        64: (71.8, 74.2, 171.2, 154.3),
        128: (145.7, 146.2, 345.6, 299.9),
        192: (251.6, 294.2, 470.2, 426.4),
        256: (326.3, 395.9, 621.7, 522.1),
        384: (383.1, 510.2, 642.2, 608.1),
        512: (416.7, 529.1, 719.3, 661.3),
        768: (562.8, 551.3, 682.2, 373.0),
        1024: (496.9, 551.8, 660.7, 637.2),
        1536: (629.8, 598.5, 653.2, 709.1),
        2048: (660.1, 548.4, 721.7, 692.2),
        3072: (648.5, 603.1, 712.8, 720.3),
        4096: (713.8, 627.1, 747.8, 696.8),
        8192: (700.5, 595.8, 672.4, 637.2),
    },
    "H200": {
        16: (16.5, 23.5, 55.8, 52.1),
        32: (44.9, 46.1, 116.5, 101.5),
        64: (68.2, 68.5, 229.1, 200.2),
        128: (134.2, 140.8, 448.0, 381.4),
        192: (193.7, 200.7, 561.6, 459.4),
        256: (309.4, 363.9, 601.7, 574.6),
        384: (364.0, 444.7, 620.7, 635.5),
        512: (421.6, 551.6, 702.3, 645.9),
        768: (548.8, 544.6, 636.1, 668.0),
        1024: (542.1, 574.0, 655.9, 673.0),
        1536: (606.4, 566.6, 649.0, 649.2),
        2048: (650.6, 573.2, 630.8, 640.9),
        3072: (639.9, 601.9, 676.9, 672.4),
        4096: (659.4, 591.2, 733.3, 680.0),
        8192: (695.9, 589.6, 719.0, 663.2),
    },
}


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer that was measured, in microseconds.

    ``overlapped`` is the best of six numbers of blocks, with two parts; ``products`` are those of
    both parts alone, ``memory`` the reading alone.
    """

    device: str
    tokens: int
    decode: int
    context: int
    sequential: float
    overlapped: float
    products: float
    memory: float


LAYERS = (
    Layer("H100", 2048, 1024, 768, 765.3, 758.1, 699.8, 160.6),
    Layer("H100", 2048, 1024, 1536, 888.2, 907.7, 681.4, 261.0),
    Layer("H100", 2048, 1536, 2048, 1112.4, 1088.6, 672.3, 512.9),
    Layer("H100", 4096, 3072, 2048, 2132.7, 2117.3, 1247.8, 1032.2),
    Layer("H100", 8192, 7168, 1024, 3522.5, 3221.3, 2621.5, 1193.8),
    Layer("H200", 2048, 1024, 768, 698.7, 718.2, 696.2, 94.7),
    Layer("H200", 2048, 1024, 1536, 821.9, 833.5, 701.4, 181.9),
    Layer("H200", 2048, 1536, 2048, 930.2, 904.9, 670.2, 362.4),
    Layer("H200", 4096, 3072, 2048, 1833.4, 1803.0, 1232.5, 715.8),
    Layer("H200", 8192, 7168, 1024, 3188.5, 2968.3, 2573.3, 831.2),
)


def curve(rows: tuple[tuple[int, float, float], ...]) -> tuple[tuple[float, float], ...]:
    """Return P by R = 1 - P_product: of each R the best that any number of blocks reached.

    >>> curve(((4, 0.8, 0.1), (8, 0.9, 0.3), (16, 0.5, 0.6)))
    ((0, 0), (0.1, 0.3), (0.5, 0.6), (1, 1))
    """
    found: list[tuple[float, float]] = [(0, 0)]
    for share, speed in sorted((round(1 - product, 4), stream) for _, product, stream in rows):
        if share > 0 and speed > found[-1][1]:
            found.append((share, speed))
    return (*found, (1, 1))


#: The curves by name, but for 1024 tokens, where a product was measured faster beside a stream.
MEASURED_CURVES = {
    f"{device} {product}": curve(rows)
    for device, products in INTERFERENCE.items()
    for product, rows in products.items()
    if all(speed < 1 for _, speed, _ in rows)
}


def speeds(device: str) -> dict[str, tuple[tuple[int, float], ...]]:
    """Return the speed of each product by tokens, relative to that at 2048 tokens."""
    rows = PRODUCTS[device]
    return {
        name: tuple((tokens, row[i] / rows[2048][i]) for tokens, row in rows.items())
        for i, name in enumerate(("KQV", "O", "UG", "D"))
    }

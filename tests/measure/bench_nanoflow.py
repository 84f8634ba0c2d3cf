"""Measure interference on a device, by ``nox -s bench -- nanoflow``: P(R), products by tokens.

A product of matrices runs on one stream; on another, launched first, a kernel of Triton reads a
large buffer with a number of blocks. The speed of each while both run, over its speed alone, is a
point of the curve P(R) with R = 1 - P_product, as in ``models.nanoflow.measured``, beside which it
is printed. It needs PyTorch with Triton and a device with CUDA, which are no dependency of this
project: whatever Python is first on the path is asked for them, and without them this is skipped
and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from statistics import median
from typing import Any

from models.nanoflow.measured import INTERFERENCE, PRODUCTS, curve

BLOCKS = (8, 16, 24, 32, 48, 64)
PIECE = 4096  # numbers that a block reads at a time
BUFFER = 1 << 30  # bytes that are read, far more than the cache holds
REPEATS = 5
SHAPES = {"KQV": (8192, 1280), "O": (1024, 8192), "UG": (8192, 7168), "D": (3584, 8192)}


def absence() -> str:
    """Return why nothing can be measured here, or nothing if it can."""
    try:
        torch: Any = import_module("torch")
    except ImportError:
        return "PyTorch is not installed in this environment"
    if not torch.cuda.is_available():
        return "PyTorch sees no CUDA device"
    try:
        import_module("triton")
    except ImportError:
        return "PyTorch comes without Triton here"
    return ""


def reader(torch: Any) -> Callable[[int, int], None]:
    """Return what launches the kernel that reads, with so many blocks, so many times over."""
    triton: Any = import_module("triton")
    globals()["tl"] = import_module("triton.language")  # where Triton looks for it

    @triton.jit
    def read(source, sink, pieces, rounds, piece: tl.constexpr):  # type: ignore[name-defined,no-untyped-def] # noqa: F821
        block = tl.program_id(0)  # noqa: F821
        total = tl.zeros([piece], dtype=tl.float32)  # noqa: F821
        for _ in range(rounds):
            for at in range(block, pieces, tl.num_programs(0)):  # noqa: F821
                where = source + at * piece + tl.arange(0, piece)  # noqa: F821
                total += tl.load(where, eviction_policy="evict_first")  # noqa: F821
        tl.store(sink + block * piece + tl.arange(0, piece), total)  # noqa: F821

    source = torch.zeros(BUFFER // 4, device="cuda")
    sink = torch.zeros(max(BLOCKS) * 4 * PIECE, device="cuda")
    pieces = BUFFER // 4 // PIECE

    def launch(blocks: int, rounds: int) -> None:
        read[(blocks,)](source, sink, pieces, rounds, PIECE, num_warps=32)

    return launch


def seconds(torch: Any, stream: Any, work: Callable[[], None]) -> float:
    """Return how long what a stream is given takes, between two events on it."""
    start, stop = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    with torch.cuda.stream(stream):
        start.record()
        work()
        stop.record()
    stop.synchronize()
    return float(start.elapsed_time(stop)) / 1e3


def beside(
    torch: Any, measured: Callable[[], None], other: Callable[[], None], first: bool
) -> float:
    """Return how long one takes while the other, which lasts longer, runs on another stream."""
    mine, its = torch.cuda.Stream(), torch.cuda.Stream()
    times = []
    for _ in range(REPEATS):
        torch.cuda.synchronize()
        with torch.cuda.stream(its):
            other()
        times.append(seconds(torch, mine, measured))
        torch.cuda.synchronize()
    return median(times[1 if first else 0 :])


def points(torch: Any, tokens: int, deep: int, wide: int) -> list[tuple[int, float, float]]:
    """Return blocks, P_product and P_stream for a product of these sizes."""
    launch = reader(torch)
    left, right = (
        torch.randn(shape, device="cuda", dtype=torch.bfloat16)
        for shape in ((tokens, deep), (deep, wide))
    )

    def products(count: int) -> Callable[[], None]:
        return lambda: [torch.matmul(left, right) for _ in range(count)] and None

    main = torch.cuda.current_stream()
    products(20)()
    alone = median(seconds(torch, main, products(20)) for _ in range(REPEATS)) / 20
    best = 0.0
    for blocks in (*BLOCKS, 4 * max(BLOCKS)):
        launch(blocks, 1)  # compiled before it is timed
        best = max(best, BUFFER * 2 / seconds(torch, main, lambda n=blocks: launch(n, 2)))
    found = []
    for blocks in BLOCKS:
        one = seconds(torch, main, lambda n=blocks: launch(n, 1))
        count = max(20, int(0.05 / alone))
        rounds = int(4 * count * alone / one) + 2
        slowed = beside(torch, products(count), lambda n=blocks, r=rounds: launch(n, r), first=True)
        many = int(4 * 3 * one / alone) + 20
        reading = beside(torch, lambda n=blocks: launch(n, 2), products(many), first=True)
        found.append((blocks, alone * count / slowed, 2 * BUFFER / reading / best))
    return found


def main() -> None:
    """Print the curves and the products measured here, or why there are none."""
    if reason := absence():
        print(f"skipped: {reason}, so no interference is measured")
        return
    torch = import_module("torch")
    print(f"{torch.cuda.get_device_name()}, PyTorch {torch.__version__}, bf16")
    for name, size in {"8192": (8192, 8192, 8192), "2048": (2048, 8192, 7168)}.items():
        rows = tuple(points(torch, *size))
        print(f"product of {name}: blocks, P_product, P_stream")
        for blocks, product, stream in rows:
            print(f"{blocks:6}{product:8.3f}{stream:8.3f}", flush=True)
        print("P(R) here:", *curve(rows))
        for device, kept in INTERFERENCE.items():
            print(f"P(R) kept for {device}:", *curve(kept[name]))
    print("TFLOP/s of the products of LLaMA-2-70B over eight devices, by tokens:", *SHAPES)
    stream = torch.cuda.current_stream()
    for tokens in (t for t in PRODUCTS["H100"] if t >= 128):
        line = []
        for deep, wide in SHAPES.values():
            left = torch.randn((tokens, deep), device="cuda", dtype=torch.bfloat16)
            right = torch.randn((deep, wide), device="cuda", dtype=torch.bfloat16)
            work = lambda a=left, b=right: [torch.matmul(a, b) for _ in range(20)] and None  # noqa: E731
            work()
            took = median(seconds(torch, stream, work) for _ in range(REPEATS)) / 20
            line.append(f"{2 * tokens * deep * wide / took / 1e12:8.0f}")
        print(f"{tokens:6}", *line, flush=True)


if __name__ == "__main__":
    main()

"""What NeuPIMs' request lists gave: numbers derived from them, by the digest of each file.

From repository casys-kaist/NeuPIMs at commit f299af3, folders request-traces/rr and
request-traces/clb (``neupims2024traces``): 512 requests each on 32 channels. The lists are not
here, as the repository has no licence; who has them can derive the numbers again by
``python -m models pim --trace request-traces``. The two kinds of lists hold different requests.
"""

from __future__ import annotations

from statistics import fmean

#: By the digest of a list: its name, then lambda by tokens and by latency estimate as listed,
#: and by tokens when placed anew: round-robin and least-kv in the list's order, longest-first.
LISTS: dict[str, tuple[str, float, float, float, float, float]] = {
    "0210d8d056ed46ba": (
        "share-gpt2-bs512-ms7B-tp4-rr-0.csv",
        1.8501,
        1.4177,
        1.5384,
        1.3015,
        1.0006,
    ),
    "c60bb9d78b188a09": (
        "share-gpt2-bs512-ms7B-tp4-rr-1.csv",
        1.8951,
        1.4568,
        1.5899,
        1.3219,
        1.0023,
    ),
    "06a24f51a400808d": (
        "share-gpt2-bs512-ms7B-tp4-rr-2.csv",
        2.0359,
        1.5270,
        1.3925,
        1.2979,
        1.0014,
    ),
    "110019ae64bcb978": (
        "share-gpt2-bs512-ms7B-tp4-rr-3.csv",
        2.0785,
        1.6835,
        1.4561,
        1.3380,
        1.0023,
    ),
    "acb26e01d073906c": (
        "share-gpt2-bs512-ms7B-tp4-rr-4.csv",
        2.5389,
        1.9115,
        1.4211,
        1.2968,
        1.0017,
    ),
    "a79f8078b6bb5bce": (
        "share-gpt2-bs512-ms7B-tp4-rr-5.csv",
        2.4647,
        1.7675,
        1.4623,
        1.3186,
        1.0020,
    ),
    "edfa5573dd9a6de4": (
        "share-gpt2-bs512-ms7B-tp4-rr-6.csv",
        2.1693,
        1.6642,
        1.6536,
        1.3034,
        1.0015,
    ),
    "c304d502d07a9f64": (
        "share-gpt2-bs512-ms7B-tp4-rr-7.csv",
        1.5968,
        1.4120,
        1.5746,
        1.1912,
        1.0016,
    ),
    "501ed82ccd779c0c": (
        "share-gpt2-bs512-ms7B-tp4-rr-8.csv",
        1.8018,
        1.4860,
        1.4164,
        1.3664,
        1.0018,
    ),
    "f6ec1f969333e4b9": (
        "share-gpt2-bs512-ms7B-tp4-rr-9.csv",
        1.6911,
        1.4047,
        1.2966,
        1.2991,
        1.0024,
    ),
    "7a7b958cc2984ef4": (
        "share-gpt2-bs512-ms7B-tp4-clb-0.csv",
        1.4347,
        1.0538,
        1.5145,
        1.1794,
        1.0018,
    ),
    "85e01d5eb0504c81": (
        "share-gpt2-bs512-ms7B-tp4-clb-1.csv",
        1.6041,
        1.1332,
        1.6890,
        1.2639,
        1.0024,
    ),
    "b57b49d280071abc": (
        "share-gpt2-bs512-ms7B-tp4-clb-2.csv",
        1.3485,
        1.0666,
        1.4875,
        1.2327,
        1.0026,
    ),
    "e00976079a7e0daa": (
        "share-gpt2-bs512-ms7B-tp4-clb-3.csv",
        1.4504,
        1.0414,
        1.5671,
        1.3595,
        1.0019,
    ),
    "c227fd20fc9744b8": (
        "share-gpt2-bs512-ms7B-tp4-clb-4.csv",
        1.3604,
        1.0711,
        1.5550,
        1.3156,
        1.0021,
    ),
    "e539d19506d77edb": (
        "share-gpt2-bs512-ms7B-tp4-clb-5.csv",
        1.2952,
        1.0809,
        1.6662,
        1.3495,
        1.0015,
    ),
    "6343eebd68ca4a52": (
        "share-gpt2-bs512-ms7B-tp4-clb-6.csv",
        1.4008,
        1.1160,
        1.3887,
        1.2535,
        1.0016,
    ),
    "0544045cc209626f": (
        "share-gpt2-bs512-ms7B-tp4-clb-7.csv",
        1.2854,
        1.1299,
        1.3673,
        1.3282,
        1.0015,
    ),
    "c42cff787b5d50c7": (
        "share-gpt2-bs512-ms7B-tp4-clb-8.csv",
        1.3998,
        1.0373,
        1.3872,
        1.3129,
        1.0014,
    ),
    "fa7ceb4ee8729b49": (
        "share-gpt2-bs512-ms7B-tp4-clb-9.csv",
        1.4679,
        1.1581,
        1.5372,
        1.2539,
        1.0011,
    ),
}
KINDS = {"rr": "round-robin", "clb": "balanced"}
COLUMNS = ("tokens", "latency", "round-robin", "least-kv", "longest-first")


def summary() -> dict[str, dict[str, dict[str, float]]]:
    """Return mean, least and largest lambda of the ten lists of each kind, by column."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    for kind in KINDS:
        rows = [row[1:] for row in LISTS.values() if f"-{kind}-" in row[0]]
        found[kind] = {
            name: {"mean": fmean(values), "least": min(values), "largest": max(values)}
            for name, values in zip(COLUMNS, zip(*rows, strict=True), strict=True)
        }
    return found

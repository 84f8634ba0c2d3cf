"""Processes that tests start: each has ended when its test has, whatever it does."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 30  # seconds for a process to do what it is asked


@contextmanager
def running(
    command: Sequence[str | Path], patience: float = PATIENCE, **options: Any
) -> Iterator[subprocess.Popen[str]]:
    """Start a process and end it afterwards: it is asked first, and made to if it does not."""
    with subprocess.Popen(command, text=True, **options) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()

"""How a benchmark is taken: ours and the peer's in turn, medians of both, their ratio.

Machines are noisy, ratios of interleaved runs less so. What a process pays once (start-up,
memory) is taken in fresh interpreters.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Figure", "compare", "fresh", "repeated"]


@dataclass(frozen=True)
class Figure:
    """One measurement; ``ratio`` is how many times better we are."""

    name: str
    ours: float
    peer: float
    peer_name: str
    unit: str
    ratio: float
    n: int


def compare(
    name: str,
    ours: Callable[[], float],
    peer: Callable[[], float],
    peer_name: str,
    *,
    unit: str,
    n: int,
) -> Figure:
    """Take both in turn ``n`` times and compare the medians."""
    pairs = [(ours(), peer()) for _ in range(n)]
    own = statistics.median(pair[0] for pair in pairs)
    other = statistics.median(pair[1] for pair in pairs)
    return Figure(name, own, other, peer_name, unit, other / own, n)


def fresh(code: str) -> Callable[[], float]:
    """Return a timer of a statement in a fresh interpreter, in milliseconds beyond bare.

    A first run, which is not timed, compiles our modules, as those that pip installs are; also
    where the environment asks for no byte code.
    """
    program = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    command = [sys.executable, "-c", program]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def timed() -> float:
        found = subprocess.run(
            command, check=True, capture_output=True, text=True, env=environment
        )
        return float(found.stdout) * 1000

    timed()
    return timed


def repeated(call: Callable[[], object], times: int) -> Callable[[], float]:
    """Return a timer of a call in this process, in microseconds."""

    def timed() -> float:
        start = time.perf_counter()
        for _ in range(times):
            call()
        return (time.perf_counter() - start) / times * 1e6

    return timed

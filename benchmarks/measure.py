"""Runs a command and says how long it took and how much memory its processes held together."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_TICK = 0.02
_MIB = 1024 * 1024


class Cost(NamedTuple):
    """Wall-clock seconds, the most memory at one time in MiB (None where /proc is missing), processor seconds."""

    seconds: float
    memory: float | None
    processor: float


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command, its output thrown away, and return its cost; the exit code does not matter."""
    used, started = _processor(), time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    peak = 0
    while process.poll() is None:
        peak = max(peak, _memory_of_group(process.pid))
        time.sleep(_TICK)
    seconds = time.perf_counter() - started
    return Cost(seconds, peak / _MIB if peak else None, _processor() - used)


def best(command: Sequence[str], times: int, environment: Mapping[str, str] | None = None) -> Cost:
    """Return the fastest of several runs, and the most memory of all."""
    costs = [run(command, environment) for _ in range(times)]
    memory = [cost.memory for cost in costs if cost.memory is not None]
    return Cost(
        min(cost.seconds for cost in costs),
        max(memory, default=None),
        min(cost.processor for cost in costs),
    )


def rows(costs: dict[str, Cost]) -> list[str]:
    """Return a line for each cost, as a ratio to the first."""
    (peer, *_) = costs.values()
    return [
        f"  {name:32} {cost.seconds:7.2f} s  {peer.seconds / cost.seconds:6.1f} times as fast"
        f"  {cost.memory or 0:7.0f} MiB  {(cost.memory or 0) / (peer.memory or 1):5.2f} of the memory"
        for name, cost in costs.items()
    ]


def _processor() -> float:
    """Return what all processes took that were started here and have ended, and what those started."""
    times = os.times()
    return times.children_user + times.children_system


def _memory_of_group(group: int) -> int:
    """Return the proportional memory of all processes of a group, in bytes; shared pages count once."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                total += _proportional_memory(folder)
        except (OSError, ValueError):
            continue
    return total


def _proportional_memory(folder: Path) -> int:
    for line in (folder / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0

"""A thousand documents through OPA servers, beside the embedded engine.

The servers are real ones on loopback, each held to one core (GOMAXPROCS=1) unless said otherwise, so that several of
them on one machine stand for as many machines. What is in front of them is a plain round robin over connections.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import itertools
import json
import os
import socket
import statistics
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks.engines import documents
from stackgrade import ruleset
from stackgrade.engines import Engine
from stackgrade.opa.connection import Connection

_CLIENTS = 6
_PATIENCE = 600.0  # seconds: a slow machine is a figure, not an error


class Measured(NamedTuple):
    """Documents a second, and milliseconds for one: the median and what one in twenty takes longer than."""

    rate: float
    median: float
    slow: float
    verdicts: tuple[str, ...]


def compare(templates: Path, opa: str, count: int) -> list[str]:
    """Judge so many documents by each engine and 1, 2 and 3 servers; returns the lines of the report."""
    found = documents(templates, count)
    inputs = [document for document, _ in zip(itertools.cycle(found), range(count), strict=False)]
    lines = [
        f"{len(inputs)} documents ({len(found)} different ones, {sum(map(len, found)) // len(found) // 1024} KiB each)"
    ]
    embedded = _measured(inputs, None, 1)
    lines.append(_row("embedded, one process", embedded, embedded))
    with serving(opa, 1) as url:
        one = _measured(inputs, url, 1)
        lines.append(_row("one server, one client", one, embedded))
    with serving(opa, 1, cores=None) as url:
        free = _measured(inputs, url, _CLIENTS)
        lines.append(_row(f"one, all cores, clients: {_CLIENTS}", free, embedded))
    for servers in (1, 2, 3):
        with serving(opa, servers) as url:
            several = _measured(inputs, url, _CLIENTS)
        lines.append(_row(f"servers: {servers}, clients: {_CLIENTS}", several, embedded))
        if several.verdicts != embedded.verdicts:
            lines.append("  which are other verdicts than those of the embedded engine")
    return lines


def _row(name: str, measured: Measured, peer: Measured) -> str:
    return (
        f"  {name:24} {measured.rate:7.1f} a second  {measured.rate / peer.rate:5.2f} times the embedded engine"
        f"  median {measured.median:6.1f} ms  95 % within {measured.slow:6.1f} ms"
    )


def _measured(inputs: Sequence[str], url: str | None, clients: int) -> Measured:
    """Judge documents by so many clients at once, in processes of their own."""
    with ProcessPoolExecutor(clients, get_context("spawn"), _start, (url,)) as pool:
        list(pool.map(_warm, [inputs[0]] * clients * 4))
        started = time.perf_counter()
        answers = list(pool.map(_judge, inputs))
        seconds = time.perf_counter() - started
    times = sorted(time * 1000 for time, _ in answers)
    return Measured(
        len(inputs) / seconds,
        statistics.median(times),
        times[int(len(times) * 0.95)],
        tuple(verdicts for _, verdicts in answers),
    )


_engine: Engine


def _start(url: str | None) -> None:
    global _engine
    if url is None:
        from stackgrade.engines.embedded import Embedded

        _engine = Embedded()
    else:
        from stackgrade.engines.opa import Opa

        _engine = Opa(ruleset.load(), Connection(url, timeout=_PATIENCE))


def _warm(document: str) -> None:
    _judge(document)
    time.sleep(0.05)  # so that each of the processes has some


def _judge(document: str) -> tuple[float, str]:
    """Return the seconds that one document took, and a digest of what was said of it."""
    content = json.loads(document)
    started = time.perf_counter()
    verdicts = _engine.evaluate(content)
    return time.perf_counter() - started, hashlib.sha256(repr(verdicts).encode()).hexdigest()


@contextmanager
def serving(opa: str, count: int, cores: int | None = 1) -> Iterator[str]:
    """Run servers with the ruleset behind one address, each on so many cores; yields its URL."""
    with ExitStack() as running:
        ports = [running.enter_context(_server(opa, cores)) for _ in range(count)]
        yield f"http://127.0.0.1:{ports[0] if count == 1 else running.enter_context(_round_robin(ports))}"


@contextmanager
def _server(opa: str, cores: int | None) -> Iterator[int]:
    port = _free_port()
    command = [opa, "run", "--server", "--addr", f"127.0.0.1:{port}", "--log-level", "error"]
    with subprocess.Popen(
        [*command, "--bundle", str(ruleset.FOLDER)],
        env={**os.environ, **({"GOMAXPROCS": str(cores)} if cores else {})},
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.kill()


def _wait_for(port: int) -> None:
    while not _is_ready(port):
        time.sleep(0.05)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health?bundles", timeout=5):
            return True
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _round_robin(ports: Sequence[int]) -> Iterator[int]:
    """Forward connections to one server after the other, in a process of its own."""
    port = _free_port()
    process = get_context("spawn").Process(target=_forward, args=(port, ports), daemon=True)
    process.start()
    try:
        _wait_for(port)
        yield port
    finally:
        process.kill()
        process.join()


def _forward(port: int, ports: Sequence[int]) -> None:
    turns = itertools.cycle(ports)

    async def serve() -> None:
        server = await asyncio.start_server(connect, "127.0.0.1", port)
        await server.serve_forever()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        upstream = await asyncio.open_connection("127.0.0.1", next(turns))
        await asyncio.gather(pump(reader, upstream[1]), pump(upstream[0], writer))

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(1 << 16):
                writer.write(data)
                await writer.drain()
            writer.close()

    asyncio.run(serve())

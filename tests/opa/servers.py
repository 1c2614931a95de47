"""Real OPA servers on loopback, and what may stand between them and a client."""

from __future__ import annotations

import http.server
import os
import shutil
import socket
import socketserver
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from stackgrade import ruleset

OPA = shutil.which("opa") or ""
needs_opa = pytest.mark.skipif(not OPA, reason="opa is not on the PATH; `make test` puts it there")
OURS = ("--bundle", str(ruleset.FOLDER))

_PATIENCE = 60.0


class Server:
    """A running OPA; what it logs is in a file."""

    def __init__(self, url: str, process: subprocess.Popen[bytes], log: Path) -> None:
        self.url = url
        self.process = process
        self._log = log

    @property
    def log(self) -> str:
        """All that it logged so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()


@contextmanager
def opa(
    *arguments: str,
    scheme: str = "http",
    env: Mapping[str, str] | None = None,
    context: ssl.SSLContext | None = None,
) -> Iterator[Server]:
    """Run `opa run --server` with these arguments until the end of the block."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        command = [OPA, "run", "--server", "--addr", f"127.0.0.1:{port}", *arguments]
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, stdout=output, stderr=output, env={**os.environ, **(env or {})}, cwd=folder
            )
        server = Server(f"{scheme}://127.0.0.1:{port}", process, log)
        try:
            wait_until(lambda: process.poll() is not None or _answers(server.url, context), server)
            assert process.poll() is None, server.log
            yield server
        finally:
            process.kill()
            process.wait()


def wait_until(condition: Callable[[], bool], server: Server | None = None) -> None:
    """Wait for something to happen; fails the test when it does not."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"did not happen within {_PATIENCE} s\n{server.log if server else ''}")
        time.sleep(0.05)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _answers(url: str, context: ssl.SSLContext | None) -> bool:
    """Whether a server is up and has the bundles that it is to have, or says that this is not our business."""
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
    )
    try:
        opener.open(f"{url}/health?bundles", timeout=5)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
    return True


Handler = Callable[[socket.socket], None]


@contextmanager
def listening(handler: Handler) -> Iterator[str]:
    """Give every connection to a function, each in a thread of its own; yields the URL."""

    class Connection(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                handler(self.request)

    class Listener(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 64

    with Listener(("127.0.0.1", 0), Connection) as listener:
        threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{listener.server_address[1]}"
        finally:
            listener.shutdown()


def request_of(connection: socket.socket) -> bytes:
    """Read one request: head and body."""
    data = b""
    while b"\r\n\r\n" not in data:
        received = connection.recv(65536)
        if not received:
            return data
        data += received
    head, _, body = data.partition(b"\r\n\r\n")
    lines = [line.split(b":", 1) for line in head.split(b"\r\n")[1:]]
    length = next((int(value) for name, value in lines if name.lower() == b"content-length"), 0)
    while len(body) < length:
        received = connection.recv(65536)
        if not received:
            break
        body += received
    return head + b"\r\n\r\n" + body


def answered_by(server: str, request: bytes) -> bytes:
    """Return a server's whole answer to a request."""
    host, _, port = server.removeprefix("http://").partition(":")
    request = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)
    with socket.create_connection((host, int(port))) as upstream:
        upstream.sendall(request)
        data = b""
        while received := upstream.recv(65536):
            data += received
    return data


def answer(status: str, body: bytes, kind: str = "application/json") -> bytes:
    """Return an answer as it goes over the wire."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def between(server: str, change: Callable[[bytes, bytes], bytes]) -> Iterator[str]:
    """Stand between a client and a server: `change` gets request and answer, and says what the client is sent."""

    def handle(connection: socket.socket) -> None:
        request = request_of(connection)
        if request:
            connection.sendall(change(request, answered_by(server, request)))

    with listening(handle) as url:
        yield url


@contextmanager
def files(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP, as a plain file server does."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what the machine that runs the tests says about proxies and servers."""
    for name in [*os.environ]:
        if name.lower() in ("http_proxy", "https_proxy", "all_proxy", "no_proxy") or name.startswith(
            "STACKGRADE_"
        ):
            monkeypatch.delenv(name)


def lines_of(text: str, wanted: Sequence[str]) -> list[str]:
    """Return the lines that hold all of some words."""
    return [line for line in text.splitlines() if all(word in line for word in wanted)]

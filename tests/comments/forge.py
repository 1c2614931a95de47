"""A server on loopback that behaves as the documented APIs for comments do: GitHub's for issues, GitLab's for notes."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "glpat-Secret_0123456789"
ME, SOMEBODY = "stackgrade-bot", "somebody"
# GitHub takes 65,536 characters, GitLab a million.
_ROUTES = {
    "github": (
        r"/repos/acme/shop/issues/7/comments",
        r"/repos/acme/shop/issues/comments/(\d+)",
        "PATCH",
        65_536,
    ),
    "gitlab": (
        r"/api/v4/projects/42/merge_requests/7/notes",
        r"/api/v4/projects/42/merge_requests/7/notes/(\d+)",
        "PUT",
        1_000_000,
    ),
}


@dataclass(frozen=True)
class Answer:
    """What comes instead of what was asked for.

    `status` 0 breaks the connection; `done` means that what was asked for is carried out all the same.
    """

    status: int
    content: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    done: bool = False


class Forge(ThreadingHTTPServer):
    """`comments` are those of the merge request; `answers` are given first, for the requests of a method."""

    daemon_threads = True

    def __init__(self, kind: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.kind = kind
        self.comments: list[dict[str, Any]] = []
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Where the API is."""
        return f"http://127.0.0.1:{self.server_port}" + ("/api/v4" if self.kind == "gitlab" else "")

    def add(self, body: str, author: str = ME) -> None:
        """Write a comment as somebody."""
        self.comments.append({"id": 1000 + len(self.comments), "body": body, "author": author})

    @property
    def bodies(self) -> list[str]:
        """What the comments say."""
        return [comment["body"] for comment in self.comments]


@contextmanager
def running(kind: str) -> Iterator[Forge]:
    """Serve until the end of the block."""
    with Forge(kind) as forge:
        threading.Thread(target=forge.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield forge
        finally:
            forge.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: Forge

    def do_GET(self) -> None:
        self._handle()

    do_POST = do_PATCH = do_PUT = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def _handle(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append(self.command)
        waiting = self.server.answers.get(self.command)
        answer = waiting.pop(0) if waiting else None
        if answer is None:
            self._send(*self._answer(content))
        else:
            if answer.done:
                self._answer(content)
            if answer.status:
                self._send(answer.status, answer.content, answer.headers)

    def _send(self, status: int, content: Any, headers: Mapping[str, str] | None = None) -> None:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, content: bytes) -> tuple[int, Any]:
        forge = self.server
        every, one, change, longest = _ROUTES[forge.kind]
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"message": "Bad credentials" if forge.kind == "github" else "401 Unauthorized"}
        if "python-urllib" in self.headers.get("User-Agent", "").lower():
            return 403, {"message": "Request forbidden by administrative rules."}
        parts = urlsplit(self.path)
        body = json.loads(content)["body"] if content else ""
        if len(body) > longest:
            return 422, {"message": "Validation Failed"}
        if self.command == "GET" and re.fullmatch(every, parts.path):
            return 200, self._page(parse_qs(parts.query))
        if self.command == "POST" and re.fullmatch(every, parts.path):
            forge.add(body)
            return 201, forge.comments[-1]
        named = re.fullmatch(one, parts.path)
        if self.command == change and named:
            found = next((comment for comment in forge.comments if comment["id"] == int(named[1])), None)
            if found is None:
                return 404, {"message": "Not Found"}
            if found["author"] != ME:
                return 403, {"message": "Resource not accessible by integration"}
            found["body"] = body
            return 200, found
        return 404, {"message": "Not Found"}

    def _page(self, query: Mapping[str, list[str]]) -> list[dict[str, Any]]:
        """GitLab gives the newest first; both give 100 at most."""
        ordered = self.server.comments[:: -1 if self.server.kind == "gitlab" else 1]
        size = min(int(query.get("per_page", ["30"])[0]), 100)
        page = int(query.get("page", ["1"])[0])
        return ordered[(page - 1) * size : page * size]

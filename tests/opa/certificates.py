"""Servers that speak TLS, with certificates that were made for the test."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme

from tests.opa.servers import OURS, Server, opa


class Certificates:
    """A CA of one's own, and what it signed."""

    def __init__(self, folder: Path) -> None:
        authority = trustme.CA()
        self.ca = self._file(folder / "ca.pem", authority.cert_pem)
        server = authority.issue_cert("127.0.0.1", "localhost")
        self.server = self._file(folder / "server.pem", *server.cert_chain_pems)
        self.server_key = self._file(folder / "server.key", server.private_key_pem)
        client = authority.issue_cert("client@example.com")
        self.client = self._file(folder / "client.pem", *client.cert_chain_pems)
        self.client_key = self._file(folder / "client.key", client.private_key_pem)
        self.other_key = self._file(folder / "other.key", authority.issue_cert("other").private_key_pem)
        self.context = ssl.create_default_context(cafile=self.ca)
        self.context.load_cert_chain(self.client, self.client_key)

    @staticmethod
    def _file(path: Path, *parts: trustme.Blob) -> str:
        path.write_bytes(b"".join(part.bytes() for part in parts))
        return str(path)


@contextmanager
def secured(certificates: Certificates, *more: str) -> Iterator[Server]:
    tls = ("--tls-cert-file", certificates.server, "--tls-private-key-file", certificates.server_key)
    with opa(*OURS, *tls, *more, scheme="https", context=certificates.context) as server:
        yield server

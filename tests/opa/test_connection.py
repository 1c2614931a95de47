"""How a server is reached: certificates, tokens, proxies, and where all that is said."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from stackgrade import ruleset
from stackgrade.errors import EngineError, UsageError
from stackgrade.opa import connection
from stackgrade.opa.client import Client
from stackgrade.opa.connection import Connection
from tests.opa.certificates import Certificates, secured
from tests.opa.conftest import Call
from tests.opa.servers import Server, listening, needs_opa, opa, request_of

TOKEN = "s3cret-token"
AUTHZ = str(Path(__file__).resolve().parents[2] / "deploy" / "opa" / "authz.rego")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


@needs_opa
def test_a_private_authority(
    certificates: Certificates, call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with secured(certificates) as server:
        status, _, err = call("opa", "status", "--opa-url", server.url)
        assert status == 3
        assert "is not trusted" in err
        monkeypatch.setenv("STACKGRADE_OPA_CA", certificates.ca)
        assert call("opa", "status", "--opa-url", server.url)[0] == 0
        monkeypatch.delenv("STACKGRADE_OPA_CA")
        os.symlink(certificates.ca, tmp_path / "ca.pem")
        (tmp_path / ".stackgrade.yaml").write_text(
            f"opa:\n  url: {server.url}\n  ca: ca.pem\n", encoding="utf-8"
        )
        assert call("opa", "status")[0] == 0


@needs_opa
def test_a_name_that_the_certificate_is_not_for(certificates: Certificates) -> None:
    with secured(certificates) as server:
        url = server.url.replace("127.0.0.1", "127.0.0.2")
        proxy = Connection(url, ca=certificates.ca)
        with Client(proxy) as client, pytest.raises(EngineError, match=r"is not trusted|cannot be reached"):
            client.data("stackgrade/revision")


@needs_opa
def test_a_client_certificate(certificates: Certificates) -> None:
    mutual = ("--tls-ca-cert-file", certificates.ca, "--authentication", "tls")
    with secured(certificates, *mutual) as server:
        with Client(Connection(server.url, ca=certificates.ca)) as client, pytest.raises(EngineError):
            client.data("stackgrade/revision")
        known = Connection(
            server.url, ca=certificates.ca, cert=certificates.client, key=certificates.client_key
        )
        with Client(known) as client:
            assert isinstance(client.data("stackgrade/revision"), str)


@needs_opa
def test_tokens(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rules = ("--set", f"bundles.stackgrade.resource=file://{ruleset.FOLDER}")
    locked = ("--authentication", "token", "--authorization", "basic", AUTHZ)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password else\n", encoding="utf-8")
    with opa(*rules, *locked, env={"STACKGRADE_CLIENT_TOKEN": TOKEN}) as server:
        status = ("opa", "status", "--opa-url", server.url)
        assert "refuses who comes without a token: HTTP 401" in call(*status)[2]
        monkeypatch.setenv("STACKGRADE_OPA_TOKEN", "wrong")
        assert "refuses the token: HTTP 401" in call(*status)[2]
        monkeypatch.setenv("STACKGRADE_OPA_TOKEN", TOKEN)
        code, out, err = call(*status)
        assert code == 0
        assert "modules  cannot be seen by this client" in out
        assert TOKEN not in out + err
        monkeypatch.delenv("STACKGRADE_OPA_TOKEN")
        (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
        (tmp_path / ".stackgrade.yaml").write_text("opa: {token_file: token}\n", encoding="utf-8")
        assert call(*status)[0] == 0
        assert "refuses the token: HTTP 401" in call("opa", "push", "--opa-url", server.url)[2]


@contextmanager
def proxy() -> Iterator[tuple[str, list[str]]]:
    """A proxy as they are: for http it is asked for whole URLs, for https it connects through."""
    seen: list[str] = []

    def handle(client: socket.socket) -> None:
        request = request_of(client)
        line = request.split(b"\r\n")[0].decode()
        seen.append(line)
        method, target, _ = line.split(" ")
        place = target if method == "CONNECT" else target.split("/")[2]
        host, _, port = place.partition(":")
        with socket.create_connection((host, int(port))) as upstream:
            if method == "CONNECT":
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                upstream.sendall(request)
            threading.Thread(target=pump, args=(client, upstream), daemon=True).start()
            pump(upstream, client)

    with listening(handle) as url:
        yield url, seen


def pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)


@needs_opa
def test_proxies(
    server: Server, certificates: Certificates, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy() as (url, seen):
        monkeypatch.setenv("HTTP_PROXY", url)
        monkeypatch.setenv("HTTPS_PROXY", url)
        assert call("opa", "status", "--opa-url", server.url)[0] == 0
        assert seen.pop().startswith(f"GET {server.url}/v1/")
        monkeypatch.setenv("STACKGRADE_OPA_CA", certificates.ca)
        with secured(certificates) as safe:
            assert call("opa", "status", "--opa-url", safe.url)[0] == 0
            assert any(line.startswith(f"CONNECT {safe.url.removeprefix('https://')} ") for line in seen)
        seen.clear()
        monkeypatch.delenv("STACKGRADE_OPA_CA")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        assert call("opa", "status", "--opa-url", server.url)[0] == 0
        assert seen == []


@pytest.mark.parametrize(
    ("variable", "value", "code", "said"),
    [
        ("HTTP_PROXY", "http://somebody:hunter2@127.0.0.1:9", 3, "the proxy before the OPA server"),
        ("HTTP_PROXY", "somebody:hunter2@127.0.0.1:9", 3, "cannot be reached: Connection refused"),
        ("ALL_PROXY", "http://somebody:hunter2@127.0.0.1:9", 3, "cannot be reached: Connection refused"),
        ("ALL_PROXY", "socks5://somebody:hunter2@127.0.0.1:9", 2, "proxy for http is none of the form"),
        ("HTTP_PROXY", "http://somebody:hunter2@[127.0.0.1:9", 2, "proxy for http is none of the form"),
    ],
)
def test_proxies_that_are_none(
    call: Call, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, code: int, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    status, _, err = call("opa", "status", "--opa-url", "http://opa.example:8181")
    assert status == code
    assert said in err
    assert "hunter2" not in err


@needs_opa
def test_a_server_below_a_path(server: Server) -> None:
    """As behind a gateway that forwards one of its paths."""
    target = server.url.removeprefix("http://").split(":")

    def handle(connection: socket.socket) -> None:
        request = request_of(connection).replace(b" /policies/opa/v1/", b" /v1/", 1)
        with socket.create_connection((target[0], int(target[1]))) as upstream:
            upstream.sendall(request)
            pump(upstream, connection)

    with listening(handle) as url, Client(Connection(f"{url}/policies/opa")) as client:
        assert isinstance(client.data("stackgrade/revision"), str)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "no OPA server is named"),
        ("opa.example:8181", "has to be http://HOST:PORT"),
        ("ftp://opa.example", "has to be http://HOST:PORT"),
        ("http://", "has to be http://HOST:PORT"),
        ("http://opa.example:port", "URL of the OPA server is none"),
        ("http://opa.example/?token=hunter2", "has no query"),
        ("http://user:hunter2@opa.example", "must hold no password"),
    ],
)
def test_urls_that_are_none(call: Call, tmp_path: Path, url: str, said: str) -> None:
    (tmp_path / "stack.yaml").write_text("Resources: {}\n", encoding="utf-8")
    for command in (("grade", "stack.yaml", "--engine", "opa"), ("opa", "status")):
        status, out, err = call(*command, "--opa-url", url)
        assert (status, out) == (2, "")
        assert said in err
        assert "hunter2" not in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("opa: http://opa.example\n", ".stackgrade.yaml:1: opa has to be a mapping"),
        (
            "opa:\n  ulr: http://opa.example\n",
            ".stackgrade.yaml:2: unknown setting 'ulr' (did you mean url?)",
        ),
        ("opa:\n  token: hunter2\n", ".stackgrade.yaml:2: a token does not belong"),
        ("opa:\n  timeout: soon\n", ".stackgrade.yaml:2: timeout has to be a number"),
        ("opa:\n  timeout: 0\n", ".stackgrade.yaml:2: timeout has to be a number"),
        ("opa:\n  retries: 99\n", ".stackgrade.yaml:2: retries has to be a number from 0 to 10"),
        ("opa:\n  ca: 3\n", ".stackgrade.yaml:2: ca has to be text"),
        ("opa: {url: 'https://opa.example', ca: missing.pem}\n", "missing.pem: No such file"),
        ("opa: {url: 'https://opa.example', key: some.pem}\n", "needs STACKGRADE_OPA_CERT"),
        ("opa: {url: 'http://opa.example', ca: some.pem}\n", "certificates are for https"),
        ("opa: {url: 'http://opa.example', token_file: missing}\n", "missing: No such file"),
    ],
)
def test_a_wrong_configuration(call: Call, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / ".stackgrade.yaml").write_text(text, encoding="utf-8")
    status, out, err = call("opa", "status")
    assert (status, out) == (2, "")
    assert said in err
    assert "hunter2" not in err


def test_keys_that_do_not_fit(certificates: Certificates, tmp_path: Path) -> None:
    other = Connection("https://opa.example", cert=certificates.client, key=certificates.other_key)
    with pytest.raises(UsageError, match=r"client\.pem: is not the PEM file"):
        other.tls()
    not_pem = Connection("https://opa.example", ca=__file__)
    with pytest.raises(UsageError, match="is not the PEM file"):
        not_pem.tls()


def test_an_encrypted_key_asks_nobody(certificates: Certificates, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives import serialization as forms

    key = forms.load_pem_private_key(Path(certificates.client_key).read_bytes(), None)
    locked = tmp_path / "locked.key"
    locked.write_bytes(
        key.private_bytes(
            forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.BestAvailableEncryption(b"password")
        )
    )
    with pytest.raises(UsageError, match="encrypted"):
        Connection("https://opa.example", cert=certificates.client, key=str(locked)).tls()


def test_the_command_line_comes_before_the_environment_and_that_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "opa: {url: 'http://file.example', timeout: 3, retries: 0}\n"
    (tmp_path / ".stackgrade.yaml").write_text(text, encoding="utf-8")
    assert connection.resolve(None, tmp_path) == Connection("http://file.example", timeout=3, retries=0)
    monkeypatch.setenv("STACKGRADE_OPA_URL", "http://environment.example/")
    monkeypatch.setenv("STACKGRADE_OPA_TIMEOUT", "5.5")
    assert connection.resolve(None, tmp_path) == Connection(
        "http://environment.example", timeout=5.5, retries=0
    )
    assert connection.resolve("http://line.example", tmp_path).url == "http://line.example"


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "Umläut"])
def test_a_token_that_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, token: str) -> None:
    monkeypatch.setenv("STACKGRADE_OPA_TOKEN", token)
    with pytest.raises(UsageError) as raised:
        connection.resolve("http://opa.example", tmp_path)
    assert token not in str(raised.value)


def test_what_is_secret_is_not_shown() -> None:
    assert TOKEN not in repr(Connection("http://opa.example", token=TOKEN))


def test_options_of_the_other_engine(call: Call, tmp_path: Path) -> None:
    (tmp_path / "stack.yaml").write_text("Resources: {}\n", encoding="utf-8")
    status, _, err = call("grade", "stack.yaml", "--opa-url", "http://opa.example")
    assert status == 2
    assert "for --engine opa" in err

"""Whatever goes wrong with a server is an error and exit code 3: never a pass, a traceback or a wait without end."""

from __future__ import annotations

import gzip
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from stackgrade import profiles, ruleset, run
from stackgrade.opa import bundle, content
from stackgrade.opa.connection import Connection
from stackgrade.run import Settings
from tests.opa import servers
from tests.opa.conftest import Call
from tests.opa.servers import OURS, Server, answer, between, listening, needs_opa, opa, request_of

pytestmark = needs_opa

# Fails nothing, so that a lost answer would look like a pass.
GOOD = """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  EnvironmentSuffix: {Type: String, Default: dev}
Resources:
  Table: {Type: Acme::Data::Thing}
"""
TOKEN = "a-token-that-nobody-should-see"


@pytest.fixture(autouse=True)
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STACKGRADE_OPA_TOKEN", TOKEN)
    (tmp_path / "stack.yaml").write_text(GOOD, encoding="utf-8")


def assert_fails(call: Call, url: str, *said: str) -> None:
    """Grading through a URL ends with exit code 3, one line that says why, and no verdict."""
    status, out, err = call("grade", "stack.yaml", "--engine", "opa", "--opa-url", url, "--format", "json")
    assert status == 3, (out, err)
    assert not out or json.loads(out)["stacks"] == []
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert all(part in err for part in said), err
    assert TOKEN not in out + err
    assert "Traceback" not in err


def test_the_template_passes_with_a_sound_server(server: Server, call: Call) -> None:
    assert (
        call("grade", "stack.yaml", "--engine", "opa", "--opa-url", server.url, "--fail-on", "critical")[0]
        == 0
    )


def test_not_running(call: Call) -> None:
    assert_fails(call, f"http://127.0.0.1:{servers.free_port()}", "cannot be reached", "refused")


def test_a_host_that_does_not_exist(call: Call) -> None:
    assert_fails(call, "http://opa.invalid:8181", "cannot be reached")


def test_a_port_where_something_else_listens(call: Call, tmp_path: Path) -> None:
    with servers.files(tmp_path) as url:
        assert_fails(call, url, "answers HTTP 404: is that the address of OPA?")


def test_https_to_a_server_that_speaks_http(server: Server, call: Call) -> None:
    assert_fails(call, server.url.replace("http:", "https:"), "TLS failed", "spoke no https")


def hang(connection: socket.socket) -> None:
    """Say nothing for as long as the client waits."""
    request_of(connection)
    connection.recv(1)


def drip(connection: socket.socket) -> None:
    """Each byte comes soon after the one before, and the answer never ends."""
    request_of(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
    while True:
        connection.sendall(b"X")
        time.sleep(0.1)


def hang_up(connection: socket.socket) -> None:
    request_of(connection)


def greet(connection: socket.socket) -> None:
    """Speak first, as SSH does."""
    connection.sendall(b"SSH-2.0-OpenSSH_9.9\r\n")
    request_of(connection)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (hang, "did not answer within 0.5 seconds"),
        (drip, "did not answer within 0.5 seconds"),
        (hang_up, "closed the connection without an answer"),
        (greet, "does not speak HTTP: is it OPA?"),
    ],
)
def test_no_answer(
    call: Call, monkeypatch: pytest.MonkeyPatch, behaviour: servers.Handler, said: str
) -> None:
    monkeypatch.setenv("STACKGRADE_OPA_TIMEOUT", "0.5" if "within" in said else "30")
    with listening(behaviour) as url:
        assert_fails(call, url, said)


def test_interrupted_while_waiting(tmp_path: Path) -> None:
    """Ends the run, and nothing is said of what was going on inside."""
    asked = threading.Event()

    def ask_and_wait(connection: socket.socket) -> None:
        request_of(connection)
        asked.set()
        connection.recv(1)

    with listening(ask_and_wait) as url:
        command = [sys.executable, "-m", "stackgrade", "grade", "stack.yaml", "--engine", "opa"]
        with subprocess.Popen(
            [*command, "--opa-url", url],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ruleset.FOLDER.parent)},
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(
                signal.SIGINT, signal.SIG_DFL
            ),  # who runs the tests may ignore it
        ) as process:
            assert asked.wait(60)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate()
    assert (process.returncode, err) == (130, b"")


@contextmanager
def changing(server: Server, change: Callable[[bytes], bytes], path: bytes = b"/report") -> Iterator[str]:
    """Stand before a server and change its answers to questions about one path."""
    with between(
        server.url, lambda request, found: change(found) if path in request.split(b"\r\n")[0] else found
    ) as url:
        yield url


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("500 Internal Server Error", "HTTP 500: it is broken"),
        ("401 Unauthorized", "refuses the token: HTTP 401"),
        ("403 Forbidden", "refuses the token: HTTP 403"),
        ("407 Proxy Authentication Required", "the proxy before the OPA server"),
        ("503 Service Unavailable", "HTTP 503"),
        ("302 Found", "sends elsewhere: HTTP 302"),
    ],
)
@pytest.mark.parametrize("path", [b"/revision", b"/report"])
def test_an_error_as_the_answer(server: Server, call: Call, status: str, said: str, path: bytes) -> None:
    body = json.dumps({"code": "internal_error", "message": f"it is broken, {TOKEN}"}).encode()
    with changing(server, lambda _: answer(status, body), path) as url:
        assert_fails(call, url, said)


def halved(found: bytes) -> bytes:
    """An answer of which half of the body is missing, and that does not say so."""
    body = b'{"result":{"errors":[],"rules":["FC_'
    return answer("200 OK", body)


def broken_off(found: bytes) -> bytes:
    return found[: len(found) - 30]


def other_report(**members: object) -> Callable[[bytes], bytes]:
    def change(found: bytes) -> bytes:
        head, _, body = found.partition(b"\r\n\r\n")
        assert b"gzip" not in head.lower() or body.startswith(b"\x1f\x8b")
        report = json.loads(gzip.decompress(body) if body.startswith(b"\x1f\x8b") else unchunked(head, body))
        report["result"].update(members)
        return answer("200 OK", json.dumps(report).encode())

    return change


def unchunked(head: bytes, body: bytes) -> bytes:
    if b"chunked" not in head.lower():
        return body
    text = b""
    while body:
        size, _, rest = body.partition(b"\r\n")
        text += rest[: int(size, 16)]
        body = rest[int(size, 16) + 2 :]
    return text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (halved, "no JSON, or only a part of it"),
        (broken_off, "broke off"),
        (lambda _: answer("200 OK", b"<html>log in</html>", "text/html"), "no JSON"),
        (lambda _: answer("200 OK", b"[" * 100_000), "no JSON"),
        (lambda _: answer("200 OK", b"[]"), "holds no ruleset"),
        (lambda _: answer("200 OK", b"{}"), "holds no ruleset"),
        (lambda _: answer("200 OK", b'{"result": []}'), "is no report"),
        (other_report(verdicts={}), "is no report"),
        (other_report(verdicts=[{"rule_id": "FC_RDS_001"}]), "is no report"),
        (
            other_report(verdicts=[{"rule_id": "FC_RDS_001", "address": "", "type": "", "status": "fine"}]),
            "what is no verdict",
        ),
        (other_report(rules=[]), "rules without a verdict"),
        (other_report(errors=["a rule is wrong"]), "a rule is wrong"),
        (other_report(revision="0" * 64), "holds revision 000000000000"),
        (other_report(revision=None), "holds no ruleset"),
    ],
)
def test_an_answer_that_is_not_whole(
    server: Server, call: Call, change: Callable[[bytes], bytes], said: str
) -> None:
    with changing(server, change) as url:
        assert_fails(call, url, said)


def test_a_passing_fault_passes(server: Server, call: Call) -> None:
    """A proxy that is overloaded twice, and then not."""
    faults = 2

    def change(found: bytes) -> bytes:
        nonlocal faults
        faults -= 1
        return answer("503 Service Unavailable", b"") if faults >= 0 else found

    with changing(server, change) as url:
        command = ("grade", "stack.yaml", "--engine", "opa", "--opa-url", url, "--fail-on", "critical")
        assert call(*command)[0] == 0
    assert faults == -1


def test_retries_are_bounded(server: Server, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STACKGRADE_OPA_RETRIES", "1")
    asked = []
    with changing(server, lambda found: asked.append(1) or answer("503 Service Unavailable", b"")) as url:  # type: ignore[func-returns-value]
        assert_fails(call, url, "HTTP 503")
    assert len(asked) == 2


def test_no_policies(call: Call) -> None:
    with opa() as empty:
        assert_fails(call, empty.url, "holds no ruleset of stackgrade", "opa push")


def packed(folder: Path, files: dict[str, bytes]) -> str:
    path = folder / "other.tar.gz"
    path.write_bytes(bundle.archived(files))
    return str(path)


def test_an_undefined_decision(call: Call, tmp_path: Path) -> None:
    """The right revision, and no rules."""
    loaded = ruleset.load()
    files = {
        content.MANIFEST: content.encoded(content.manifest(loaded)),
        content.DATA: content.encoded({"revision": loaded.revision}),
    }
    with opa("--bundle", packed(tmp_path, files)) as hollow:
        assert_fails(call, hollow.url, "holds no ruleset")


def test_another_revision(call: Call, tmp_path: Path) -> None:
    """Is an error, or a warning in the report for who asks for that: verdicts of rules that both know."""
    other = replace(ruleset.load(), revision="f" * 64)
    files = bundle.files(other)
    lost = "rules/rds/storage_encrypted.rego"
    with opa("--bundle", packed(tmp_path, {name: files[name] for name in files if name != lost})) as older:
        assert_fails(call, older.url, "holds revision ffffffffffff", "--allow-other-revision")
        command = ("grade", "stack.yaml", "--engine", "opa", "--opa-url", older.url, "--allow-other-revision")
        status, out, err = call(*command, "--format", "json", "--fail-on", "critical")
    assert status == 0
    assert len(json.loads(out)["stacks"]) == 1
    warnings = [warning["message"] for warning in json.loads(out)["warnings"]]
    assert [f"warning: opa: {warning}" for warning in warnings] == err.splitlines()
    assert "holds revision ffffffffffff" in warnings[0]
    assert "lacks FC_RDS_001" in warnings[1]


def test_a_document_larger_than_the_server_takes(call: Call) -> None:
    with opa(*OURS, "--set", "server.decoding.max_length=500") as narrow:
        assert_fails(call, narrow.url, "HTTP 4", "large")


def test_a_document_larger_than_the_memory_of_others_is_judged(
    server: Server, call: Call, tmp_path: Path
) -> None:
    large = "".join(
        f"  Table{i}: {{Type: Acme::Data::Thing, Properties: {{Text: {'x' * 9_000}}}}}\n" for i in range(60)
    )
    (tmp_path / "stack.yaml").write_text(GOOD + large, encoding="utf-8")
    command = ("grade", "stack.yaml", "--engine", "opa", "--opa-url", server.url, "--fail-on", "critical")
    assert call(*command)[0] == 0


def test_killed_in_the_middle_of_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was graded is reported, and the rest is an error each."""
    monkeypatch.chdir(tmp_path)
    for i in range(40):
        (tmp_path / f"stack{i:02}.yaml").write_text(GOOD, encoding="utf-8")
    with opa(*OURS) as victim:
        settings = Settings(
            profiles.built_in("production"),
            frozenset(ruleset.load().rules),
            engine="opa",
            connection=Connection(victim.url),
        )

        def kill(done: int, _: int) -> None:
            if done == 5:
                victim.kill()

        report = run.grade(["."], settings, jobs=1, progress=kill)
    assert len(report.stacks) == 5
    assert len(report.errors) == 41 - 5
    assert all(problem.message.startswith("not graded: the OPA server ") for problem in report.errors)


def test_the_cache_does_not_stand_in_for_a_server(server: Server, call: Call) -> None:
    assert call("grade", "stack.yaml")[0] in (0, 1)
    assert call("grade", "stack.yaml", "--engine", "opa", "--opa-url", server.url)[0] in (0, 1)
    assert_fails(call, f"http://127.0.0.1:{servers.free_port()}", "cannot be reached")

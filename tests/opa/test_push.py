"""Putting the ruleset onto a running server, and asking what a server holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from stackgrade import ruleset
from stackgrade.errors import EngineError
from stackgrade.opa import bundle
from stackgrade.opa.client import Client
from stackgrade.opa.connection import Connection
from stackgrade.opa.push import push
from stackgrade.opa.status import status
from stackgrade.ruleset import Ruleset
from tests.opa.conftest import Call
from tests.opa.servers import OURS, Server, needs_opa, opa

pytestmark = needs_opa

KEPT = ("rules/rds/storage_encrypted.rego", "rules/s3/versioning.rego", "rules/kms/key_rotation.rego")


@dataclass(frozen=True)
class Part(Ruleset):
    """A part of the real ruleset: OPA compiles everything anew for each module that it is given."""

    without: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    def modules(self) -> dict[str, bytes]:
        found = {
            name: text
            for name, text in super().modules().items()
            if (not name.startswith("rules/") or name in KEPT) and name not in self.without
        }
        return found | {name: text.encode() for name, text in self.extra}


def part(**members: object) -> Part:
    whole = ruleset.load()
    return Part(**{"revision": whole.revision, "rules": whole.rules, **members})  # type: ignore[arg-type]


@pytest.fixture
def empty() -> Iterator[tuple[Server, Client]]:
    with opa() as server, Client(Connection(server.url)) as client:
        yield server, client


def rules_of(client: Client) -> set[str]:
    return set((client.decide("stackgrade/report", {}) or {"rules": []})["rules"])


def test_everything_comes_there(empty: tuple[Server, Client]) -> None:
    _, client = empty
    wanted = part()
    assert push(client, wanted) == len(wanted.modules())
    assert rules_of(client) == {"FC_RDS_001", "FC_S3_004", "FC_KMS_001"}
    assert client.data("stackgrade/revision") == wanted.revision
    assert client.data("stackgrade/catalogue/F-001-02.2/title")
    assert client.data("stackgrade/profiles/test/destroyable") is True
    assert client.decide("stackgrade/gate", {})["allow"] is False
    assert client.get("policies/stackgrade/system/log.rego")["result"]


def test_only_what_changed_is_put(empty: tuple[Server, Client]) -> None:
    """A rule that is new, one that is gone; and everything when a function that they call changes."""
    _, client = empty
    push(client, part())
    assert push(client, part()) == 0
    assert push(client, part(revision="1" * 64, without=(KEPT[0],))) == 1
    assert rules_of(client) == {"FC_S3_004", "FC_KMS_001"}
    assert client.data("stackgrade/revision") == "1" * 64
    assert push(client, part()) == 1
    helper = (
        part().modules()["lib/values.rego"].decode().replace("is_literal(value)", "is_literal(value, _)", 1)
    )
    assert helper != part().modules()["lib/values.rego"].decode()
    with pytest.raises(EngineError, match=r"arity|args"):
        push(client, part(extra=(("lib/values.rego", helper),)))
    assert client.data("stackgrade/revision") is None
    push(client, part())
    assert rules_of(client) == {"FC_RDS_001", "FC_S3_004", "FC_KMS_001"}


def test_a_push_that_was_broken_off_is_taken_up(empty: tuple[Server, Client]) -> None:
    _, client = empty

    def break_off(done: int, total: int) -> None:
        if done == total - 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        push(client, part(), progress=break_off)
    assert client.data("stackgrade/revision") is None
    steps: list[tuple[int, int]] = []
    assert push(client, part(), progress=lambda *step: steps.append(step)) == 3
    assert steps == [(0, 3), (1, 3), (2, 3)]
    assert rules_of(client) == {"FC_RDS_001", "FC_S3_004", "FC_KMS_001"}


def test_modules_that_import_each_other(empty: tuple[Server, Client]) -> None:
    """OPA would refuse each of the two without the other; what is there stays as it is."""
    _, client = empty
    push(client, part())
    circle = (
        ("own/0/one.rego", "package stackgrade.lib.one\n\nimport data.stackgrade.lib.other\n"),
        ("own/0/other.rego", "package stackgrade.lib.other\n\nimport data.stackgrade.lib.one\n"),
    )
    with pytest.raises(EngineError, match="cannot be put one by one: own/0/"):
        push(client, part(extra=circle))
    assert client.data("stackgrade/revision") == part().revision


def test_policies_of_others_stay(empty: tuple[Server, Client]) -> None:
    _, client = empty
    client.put_policy("theirs", "package theirs\n\nallow := true\n")
    client.put_data("theirs/data", {"kept": True})
    push(client, part())
    assert client.decide("theirs/allow", {}) is True
    assert client.data("theirs/data/kept") is True


def test_a_server_that_has_its_rules_from_a_bundle(server: Server, call: Call) -> None:
    exit_code, out, err = call("opa", "push", "--opa-url", server.url)
    assert (exit_code, out) == (3, "")
    assert "owned by bundle" in err
    assert "`stackgrade opa bundle` writes the one" in err


def test_status(server: Server, call: Call) -> None:
    code, out, _ = call("opa", "status", "--opa-url", server.url)
    assert code == 0
    assert f"revision {ruleset.load().revision}, as here" in out
    code, out, _ = call("opa", "status", "--opa-url", server.url, "--format", "json")
    found = json.loads(out)
    assert (code, found["current"], found["altered"]) == (0, True, [])
    assert found["version"].startswith("1.")
    assert [*found["bundles"].values()] == [ruleset.load().revision]


def test_status_of_an_empty_server(empty: tuple[Server, Client], call: Call) -> None:
    code, out, _ = call("opa", "status", "--opa-url", empty[0].url)
    assert code == 3
    assert "holds no ruleset of stackgrade" in out


def test_status_of_another_revision(empty: tuple[Server, Client], call: Call) -> None:
    empty[1].put_data("stackgrade", {"revision": "0" * 64})
    code, out, _ = call("opa", "status", "--opa-url", empty[0].url)
    assert code == 3
    assert "0" * 64 in out


def test_status_sees_what_somebody_altered(empty: tuple[Server, Client]) -> None:
    """The revision is what was written down; the modules are what judges."""
    server, client = empty
    wanted = part()
    push(client, wanted)
    assert status(client, server.url, wanted).is_current
    name = "stackgrade/rules/rds/storage_encrypted.rego"
    text = wanted.modules()["rules/rds/storage_encrypted.rego"].decode()
    client.put_policy(name, text.replace("severity: high", "severity: low"))
    found = status(client, server.url, wanted)
    assert found.revision == wanted.revision
    assert not found.is_current
    assert found.altered == (name.removeprefix("stackgrade/"), name)
    client.delete_policy(name)
    assert status(client, server.url, wanted).altered == (name.removeprefix("stackgrade/"),)


def test_status_of_a_bundle_with_tests(tmp_path: Path) -> None:
    """The folder holds its tests as well, and they are no alteration; what differs in a bundle is."""
    loaded = ruleset.load()
    with opa(*OURS) as server, Client(Connection(server.url)) as client:
        assert status(client, server.url, loaded).is_current
    files = bundle.files(loaded)
    del files["rules/rds/storage_encrypted.rego"]
    (tmp_path / "less.tar.gz").write_bytes(bundle.archived(files))
    with opa("--bundle", str(tmp_path / "less.tar.gz")) as server, Client(Connection(server.url)) as client:
        assert status(client, server.url, loaded).altered == ("rules/rds/storage_encrypted.rego",)

"""The bundle: the same bytes each time, taken over by OPA's own download, signed when a key is given."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tarfile
import time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from stackgrade import ruleset
from stackgrade.opa.client import Client
from stackgrade.opa.connection import Connection
from tests.opa import servers
from tests.opa.conftest import Call
from tests.opa.servers import OPA, needs_opa, opa
from tests.opa.test_own_rules import write_rule

pytestmark = needs_opa


def entries(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as archive:
        found = {member.name: archive.extractfile(member) for member in archive.getmembers()}
        return {name: file.read() for name, file in found.items() if file}


def test_what_is_in_it(call: Call, tmp_path: Path) -> None:
    status, out, err = call("opa", "bundle", "--output", "bundle.tar.gz")
    assert (status, err) == (0, "")
    revision = ruleset.load().revision
    assert revision in out
    found = entries(tmp_path / "bundle.tar.gz")
    manifest = json.loads(found["/.manifest"])
    assert (manifest["revision"], manifest["roots"]) == (revision, ["stackgrade", "system/log"])
    data = json.loads(found["/stackgrade/data.json"])
    assert data["revision"] == revision
    assert "FC_RDS_001" in data["catalogue"]["F-001-02.2"]["rules"]
    assert data["profiles"]["test"]["destroyable"] is True
    assert {
        "/report.rego",
        "/gate.rego",
        "/system/log.rego",
        "/rules/rds/storage_encrypted.rego",
    } <= found.keys()
    assert not any(name.endswith(("_test.rego", "testing.rego")) for name in found)


def test_the_folder_is_the_same_bundle() -> None:
    """`opa run --bundle policies` and the archive hold the same."""
    from stackgrade.opa import bundle

    for name, content in bundle.files(ruleset.load()).items():
        assert (ruleset.FOLDER / name).read_bytes() == content, name


def test_the_same_bytes_each_time(call: Call, tmp_path: Path) -> None:
    for name in ("one.tar.gz", "other.tar.gz"):
        call("opa", "bundle", "--output", name)
        time.sleep(1.1)  # time stamps have seconds
    assert (tmp_path / "one.tar.gz").read_bytes() == (tmp_path / "other.tar.gz").read_bytes()


def test_without_the_mask(call: Call, tmp_path: Path) -> None:
    call("opa", "bundle", "--output", "bundle.tar.gz", "--no-system")
    found = entries(tmp_path / "bundle.tar.gz")
    assert json.loads(found["/.manifest"])["roots"] == ["stackgrade"]
    assert not any(name.startswith("/system") for name in found)
    subprocess.run([OPA, "build", "--bundle", "bundle.tar.gz", "--output", "checked.tar.gz"], check=True)


def test_a_place_that_is_not_there(call: Call) -> None:
    assert call("opa", "bundle", "--output", "missing/bundle.tar.gz")[0] == 2


@pytest.mark.parametrize("algorithm", ["RS256", "ES256"])
def test_signatures(call: Call, tmp_path: Path, algorithm: str) -> None:
    """OPA takes what is signed with our key, and neither what another one signed nor what was altered after that."""
    for name in ("key", "other"):
        write_keys(tmp_path / name, algorithm)
    sign = ("opa", "bundle", "--signing-alg", algorithm, "--signing-key")
    assert call(*sign, "key.pem", "--output", "bundle.tar.gz")[0] == 0
    assert call(*sign, "other.pem", "--output", "other.tar.gz")[0] == 0
    verify = ("--verification-key", str(tmp_path / "key.pub"), "--signing-alg", algorithm, "--bundle")
    with opa(*verify, str(tmp_path / "bundle.tar.gz")) as server, Client(Connection(server.url)) as client:
        assert client.data("stackgrade/revision") == ruleset.load().revision
    with tarfile.open("altered.tar.gz", "w:gz") as altered:
        for name, content in entries(tmp_path / "bundle.tar.gz").items():
            member = tarfile.TarInfo(name)
            text = (
                content.replace(b"StorageEncrypted", b"StorageEncrypter")
                if name.endswith(".rego")
                else content
            )
            member.size = len(text)
            altered.addfile(member, io.BytesIO(text))
    call("opa", "bundle", "--output", "unsigned.tar.gz")
    for wrong in ("other", "altered", "unsigned"):
        command = [OPA, "build", *verify, str(tmp_path / f"{wrong}.tar.gz"), "--output", "built.tar.gz"]
        assert subprocess.run(command, capture_output=True, check=False).returncode != 0, wrong


def write_keys(path: Path, algorithm: str) -> None:
    private = (
        rsa.generate_private_key(65537, 2048)
        if algorithm == "RS256"
        else ec.generate_private_key(ec.SECP256R1())
    )
    path.with_suffix(".pem").write_bytes(
        private.private_bytes(
            forms.Encoding.PEM, forms.PrivateFormat.TraditionalOpenSSL, forms.NoEncryption()
        )
    )
    path.with_suffix(".pub").write_bytes(
        private.public_key().public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo)
    )


def test_signing_with_what_is_no_key(call: Call, tmp_path: Path) -> None:
    assert call("opa", "bundle", "--output", "b.tar.gz", "--signing-key", "missing.pem")[0] == 2
    (tmp_path / "key.pem").write_text("no key", encoding="utf-8")
    status, _, err = call("opa", "bundle", "--output", "b.tar.gz", "--signing-key", "key.pem")
    assert status == 3
    assert "`opa sign` failed" in err
    assert not (tmp_path / "b.tar.gz").exists()


def test_signing_without_the_executable(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_keys(tmp_path / "key", "ES256")
    monkeypatch.setenv("PATH", "")
    status, _, err = call("opa", "bundle", "--output", "b.tar.gz", "--signing-key", "key.pem")
    assert status == 3
    assert "signing a bundle needs the `opa` executable" in err


def test_servers_take_a_new_bundle_over_without_restart(call: Call, tmp_path: Path) -> None:
    """A real OPA polls a plain file server; a rule that changes there changes its verdicts."""
    served = tmp_path / "served"
    served.mkdir()
    rule = write_rule(tmp_path / "own", "the bucket has a name")
    publish = ("opa", "bundle", "--policy-dir", "own", "--output", "served/bundle.tar.gz")
    (tmp_path / "stack.yaml").write_text("Resources: {Bucket: {Type: AWS::S3::Bucket}}\n", encoding="utf-8")
    assert call(*publish)[0] == 0
    with servers.files(served) as url:
        polling = (
            f"services.rules.url={url}",
            "bundles.stackgrade.service=rules",
            "bundles.stackgrade.resource=bundle.tar.gz",
            "bundles.stackgrade.polling.min_delay_seconds=1",
            "bundles.stackgrade.polling.max_delay_seconds=1",
        )
        with opa(*(part for setting in polling for part in ("--set", setting))) as server:
            command = (
                "grade",
                "stack.yaml",
                "--engine",
                "opa",
                "--opa-url",
                server.url,
                "--policy-dir",
                "own",
            )
            assert "the bucket has a name" in call(*command)[1]
            rule.write_text(rule.read_text("utf-8").replace("has a name", "is mine"), encoding="utf-8")
            ruleset._loaded.cache_clear()
            assert "holds revision" in call(*command)[2]  # the server is not there yet, and says so
            assert call(*publish)[0] == 0
            process = server.process.pid
            servers.wait_until(lambda: "the bucket is mine" in call(*command)[1], server)
            assert server.process.pid == process
            assert server.process.poll() is None
            status, out, _ = call("opa", "status", "--opa-url", server.url, "--policy-dir", "own")
            assert status == 0
            assert f"bundle   stackgrade {ruleset.load(('own',)).revision}" in out
    shutil.rmtree(served)

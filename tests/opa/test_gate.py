"""The gate, with a server as the judge."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.gate.repositories import Gate, create, database
from tests.opa.certificates import Certificates, secured
from tests.opa.servers import Server, needs_opa

pytestmark = needs_opa


def test_a_server_says_the_same(tmp_path: Path, gate: Gate, server: Server) -> None:
    repository = create(tmp_path, {"db.yaml": database()})
    repository.change({"db.yaml": database(encrypted=False)})
    ours = gate(repository)
    theirs = gate(repository, "--engine", "opa", "--opa-url", server.url)
    assert theirs.new == ours.new == {"FC_RDS_001 Db"}
    assert (theirs.code, theirs.existing) == (ours.code, ours.existing)
    assert theirs.content["engine"] == "opa"


def test_a_server_that_is_not_there_is_no_pass(tmp_path: Path, gate: Gate) -> None:
    repository = create(tmp_path, {"db.yaml": database()})
    repository.change({"db.yaml": database(encrypted=False)})
    verdict = gate(repository, "--engine", "opa", "--opa-url", "http://localhost:9")
    assert verdict.code == 3
    assert "localhost:9" in verdict.said


def test_a_change_does_not_choose_its_judge(tmp_path: Path, gate: Gate, server: Server) -> None:
    repository = create(tmp_path, {"db.yaml": database()})
    repository.change({".stackgrade.yaml": f"opa:\n  url: {server.url}\n"})
    verdict = gate(repository, "--engine", "opa")
    assert verdict.code == 2
    assert "give --opa-url or STACKGRADE_OPA_URL" in verdict.said


def test_a_certificate_is_found_from_where_the_gate_is_called(
    tmp_path: Path, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = create(tmp_path / "project", {"db.yaml": database()})
    repository.change({"db.yaml": database(encrypted=False)})
    certificates = Certificates(tmp_path)
    os.symlink(certificates.ca, repository.folder / "own.pem")
    monkeypatch.setenv("STACKGRADE_OPA_CA", "own.pem")
    with secured(certificates) as server:
        verdict = gate(repository, "--engine", "opa", "--opa-url", server.url)
    assert verdict.new == {"FC_RDS_001 Db"}

"""The embedded engine against a real OPA, and what it does when something is wrong."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import wasmtime

from adapters import cloudformation
from adapters.model import Options
from stackgrade import profiles, ruleset
from stackgrade.engines import Verdict
from stackgrade.engines.embedded import Embedded
from stackgrade.errors import EngineError
from tests.test_cloudformation_document import CONDITIONAL, STACK
from tests.test_rules import RULES, examples

OPA = shutil.which("opa")


def documents(folder: Path) -> list[dict[str, Any]]:
    """The documents of every example of every rule, and of some larger templates, under every profile in turn."""
    templates = [STACK, CONDITIONAL]
    for rule_id in RULES:
        content = examples(rule_id).get("cloudformation")
        templates += (
            [text for texts in content.values() for text in texts] if isinstance(content, dict) else []
        )
    names = profiles.names()
    found = []
    for i, text in enumerate(templates):
        path = folder / f"{i}.{'json' if text.lstrip().startswith('{') else 'yaml'}"
        path.write_text(text, encoding="utf-8")
        profile = profiles.built_in(names[i % len(names)]).data()
        found += [
            {**document.data, "profile": profile} for document in cloudformation.load(str(path), Options())
        ]
    return found


@pytest.mark.skipif(OPA is None, reason="opa is not on the PATH; `make test` puts it there")
def test_the_embedded_engine_says_what_opa_says(tmp_path: Path) -> None:
    inputs = documents(tmp_path)
    query = "[report | some document in input; report := data.stackgrade.report with input as document]"
    command = [str(OPA), "eval", "--bundle", str(ruleset.FOLDER), "--stdin-input", "--format", "raw", query]
    answer = subprocess.run(command, input=json.dumps(inputs), capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    engine = Embedded()
    for document, report in zip(inputs, json.loads(answer.stdout), strict=True):
        expected = sorted((Verdict(**verdict) for verdict in report["verdicts"]), key=str)
        assert sorted(engine.evaluate(document), key=str) == expected, document["path"]


def test_a_document_larger_than_the_memory_is_judged() -> None:
    engine = Embedded()
    small = documents_of_size(1)
    large = documents_of_size(200)
    assert len(engine.evaluate(large)) > len(engine.evaluate(small)) > 0


def documents_of_size(count: int) -> dict[str, Any]:
    addresses = [f"Db{i}" for i in range(count)]
    resource = {
        "type": "AWS::RDS::DBInstance",
        "properties": {"Filler": "x" * 20_000},
        "tags": {},
        "lifecycle": {},
    }
    more = {"attributes": {}, "unknowns": [], "depends_on": [], "source_type": "AWS::RDS::DBInstance"}
    return {
        "name": "stack",
        "format": "cloudformation",
        "profile": profiles.built_in("production").data(),
        "parameters": {},
        "outputs": {},
        "metadata": {},
        "resources": {address: {**resource, **more, "address": address} for address in addresses},
        "types": {"AWS::RDS::DBInstance": addresses},
        "edges": [],
    }


def test_a_rule_that_is_lost_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Embedded()
    monkeypatch.setattr(engine, "_rule_ids", engine._rule_ids | {"FC_LOST_001"})
    with pytest.raises(EngineError, match="FC_LOST_001"):
        engine.evaluate(documents_of_size(1))


def test_a_rule_that_contradicts_itself_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if OPA is None:
        pytest.skip("opa is not on the PATH; `make test` puts it there")
    (tmp_path / "report.rego").write_text(
        "package stackgrade\n\nreport := x if some x in input.types[_]\n", encoding="utf-8"
    )
    command = [OPA, "build", "-t", "wasm", "-e", "stackgrade/report", "-o", "bundle.tar.gz", "report.rego"]
    subprocess.run(command, cwd=tmp_path, check=True)
    subprocess.run(["tar", "xzf", "bundle.tar.gz", "/policy.wasm"], cwd=tmp_path, check=True)
    monkeypatch.setattr(ruleset.Ruleset, "wasm", lambda _: (tmp_path / "policy.wasm").read_bytes())
    with pytest.raises(EngineError, match="conflict"):
        Embedded().evaluate(documents_of_size(2))


def test_a_stale_ruleset_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruleset, "revision_of", lambda _: "another")
    with pytest.raises(EngineError, match="make ruleset"):
        Embedded()


def test_a_damaged_ruleset_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruleset.Ruleset, "wasm", lambda _: b"no module")
    with pytest.raises(EngineError, match="does not load"):
        Embedded()


def test_a_home_without_a_place_for_a_cache_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null/nowhere")
    assert isinstance(Embedded()._store, wasmtime.Store)

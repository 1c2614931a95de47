"""The embedded engine when something is wrong; `tests/opa/test_parity.py` holds it against a real OPA."""

from __future__ import annotations

import shutil
import subprocess
import weakref
from pathlib import Path
from typing import Any

import pytest
import wasmtime

from stackgrade import profiles, ruleset
from stackgrade.engines.embedded import Embedded
from stackgrade.errors import EngineError
from stackgrade.opa import compilation

OPA = shutil.which("opa")


def test_a_document_larger_than_the_memory_is_judged() -> None:
    engine = Embedded()
    small = documents_of_size(1)
    large = documents_of_size(200)
    assert len(engine.evaluate(large)) > len(engine.evaluate(small)) > 0


def test_memory_for_a_large_document_is_given_back() -> None:
    engine = Embedded()
    held = engine._memory.data_len(engine._store)
    assert engine.evaluate(documents_of_size(200))
    assert engine._memory.data_len(engine._store) == held
    assert engine.evaluate(documents_of_size(1))


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


@pytest.mark.parametrize("field", ["environment", "availability"])
def test_a_profile_is_held_to_the_choices_that_there_are(field: str) -> None:
    """A mistyped one would switch rules off in silence: a document may come from anybody."""
    document = documents_of_size(1)
    for choice in profiles.CHOICES[field]:
        document["profile"][field] = choice
        assert Embedded().evaluate(document)
    document["profile"][field] = "tset"
    with pytest.raises(EngineError, match=f"`{field}` is none of {', '.join(profiles.CHOICES[field])}"):
        Embedded().evaluate(document)


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


def test_an_engine_that_nobody_holds_is_freed() -> None:
    engine = Embedded()
    memory = weakref.ref(engine._memory)
    del engine
    assert memory() is None


def test_the_module_keeps_every_regular_expression() -> None:
    """OPA's own keeps a hundred; when there are more, it may free the one that it has at hand, and abort later."""
    module = ruleset.load().wasm()
    assert module.count(compilation.ROOMY) == 1
    assert compilation.FULL not in module

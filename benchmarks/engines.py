"""What could run the ruleset inside the process, on the real rules and real documents.

* `wasmtime`: OPA's own compilation to WebAssembly, which stackgrade uses
* `regopy`: rego-cpp, an interpreter of its own; the rules' metadata has to be put in as text for it
* `opa`: the real thing in a process of its own, as the measure of what is right
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from adapters import discovery, loading
from adapters.errors import InputError
from adapters.model import Options
from stackgrade import profiles, ruleset


def compare(templates: Path, opa: str, count: int) -> list[str]:
    """Run each engine on the first documents of a folder; returns the lines of the report."""
    inputs = documents(templates, count)
    lines = [f"{len(inputs)} documents, {len(ruleset.load().rules)} rules"]
    reference = _opa(inputs, opa)
    for name, engine in {"wasmtime": _wasmtime, "regopy": _regopy}.items():
        try:
            lines.append(f"  {name:10} {_measured(engine, inputs, reference)}")
        except ImportError as error:
            lines.append(f"  {name:10} left out: {error}")
        except Exception as error:  # whatever an engine raises about the rules is its result
            lines.append(f"  {name:10} refuses the ruleset: {type(error).__name__}")
    return lines


def _measured(
    engine: Callable[[], Callable[[str], Any]], documents: list[str], reference: list[set[str]]
) -> str:
    started = time.perf_counter()
    evaluate = engine()
    loaded = time.perf_counter()
    reports = [evaluate(document) for document in documents]
    ended = time.perf_counter()
    same = sum(_canonical(report) == expected for report, expected in zip(reports, reference, strict=True))
    each = (ended - loaded) / len(documents)
    return (
        f"load {loaded - started:6.2f} s   each {each * 1000:8.1f} ms   as OPA says: {same}/{len(documents)}"
    )


def _wasmtime() -> Callable[[str], Any]:
    with tempfile.TemporaryDirectory() as nothing_cached:
        before = os.environ.get("XDG_CACHE_HOME")
        os.environ["XDG_CACHE_HOME"] = nothing_cached
        try:
            from stackgrade.engines.embedded import Embedded

            engine = Embedded()
        finally:
            os.environ.pop("XDG_CACHE_HOME")
            if before is not None:
                os.environ["XDG_CACHE_HOME"] = before
    return lambda document: engine._report(document.encode())


def _regopy() -> Callable[[str], Any]:
    import regopy

    interpreter = regopy.Interpreter()
    metadata = {rule["path"]: rule for rule in json.loads(ruleset.METADATA.read_bytes())["rules"]}
    for path in ruleset.sources(ruleset.FOLDER):
        text = path.read_text(encoding="utf-8")
        rule = metadata.get(path.relative_to(ruleset.FOLDER.parent).as_posix())
        if rule is not None:
            text = text.replace("rego.metadata.chain()[1].annotations", json.dumps({"custom": rule}))
        interpreter.add_module(path.name, text)

    def evaluate(document: str) -> Any:
        interpreter.set_input_term(document)
        answer = str(interpreter.query("data.stackgrade.report"))
        try:
            return json.loads(answer)["expressions"][0]
        except (ValueError, KeyError):
            return {"verdicts": []}

    return evaluate


def _opa(documents: list[str], opa: str) -> list[set[str]]:
    query = "[report | some document in input; report := data.stackgrade.report with input as document]"
    command = [opa, "eval", "--bundle", str(ruleset.FOLDER), "--stdin-input", "--format", "raw", query]
    answer = subprocess.run(
        command, input=f"[{','.join(documents)}]", capture_output=True, text=True, check=True
    )
    return [_canonical(report) for report in json.loads(answer.stdout)]


def _canonical(report: dict[str, Any]) -> set[str]:
    return {json.dumps(verdict, sort_keys=True) for verdict in report["verdicts"]}


def documents(templates: Path, count: int) -> list[str]:
    """Return the first normalized documents of a folder as JSON."""
    profile = profiles.built_in("production").data()
    found: list[str] = []
    for source in discovery.discover([str(templates)]).sources:
        try:
            found += [json.dumps({**one.data, "profile": profile}) for one in loading.load(source, Options())]
        except InputError:
            continue
        if len(found) >= count:
            break
    return found[:count]

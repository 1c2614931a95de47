"""`opa bench` of the ruleset: what one evaluation costs, without a server or a client."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from benchmarks.engines import documents
from stackgrade import ruleset

_DECISIONS = ("report", "gate")


def bench(templates: Path, opa: str) -> list[str]:
    """Evaluate each decision on the largest of the first documents; returns the lines of the report."""
    document = max(documents(templates, 20), key=len)
    count = len(json.loads(document)["resources"])
    lines = [f"opa bench, {len(ruleset.load().rules)} rules, one document of {count} resources"]
    for decision in _DECISIONS:
        query = f"data.stackgrade.{decision}"
        command = [opa, "bench", "--bundle", str(ruleset.FOLDER), "--format", "json", "--stdin-input", query]
        done = subprocess.run(command, input=document, capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        each = found["T"] / found["N"] / 1_000_000
        memory = found["MemBytes"] / found["N"] / 1024 / 1024
        lines.append(f"  {query:26} {each:7.1f} ms  {memory:6.1f} MiB allotted  ({found['N']} times)")
    return lines

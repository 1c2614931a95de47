"""`stackgrade catalogue`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from stackgrade import catalogue, ruleset, text
from stackgrade.catalogue import Coverage, Failure
from stackgrade.commands import OK
from stackgrade.errors import EngineError
from stackgrade.text import Line, flow, line, paragraph


def run(arguments: argparse.Namespace) -> int:
    """Print the failure catalogue and what detects each failure."""
    failures = catalogue.load()
    by_rule = {rule_id: rule.failures for rule_id, rule in ruleset.load().rules.items()}
    try:
        covered = catalogue.coverage(failures, by_rule)
        if arguments.format == "json":
            print(json.dumps(_data(failures, covered), indent=2))
        else:
            text.write(_lines(catalogue.rows(failures, covered), covered, text.width(sys.stdout)), sys.stdout)
    except ValueError as error:
        raise EngineError(f"the rules and the failure catalogue do not agree: {error}") from error
    return OK


def _data(failures: Mapping[str, Failure], covered: Mapping[str, Coverage]) -> dict[str, object]:
    return {
        "schema_version": "1",
        "failures": [
            {**asdict(failure), "status": covered[name].status, "rules": list(covered[name].rules)}
            for name, failure in failures.items()
        ],
    }


def _lines(rows: list[catalogue.Row], covered: Mapping[str, Coverage], width: int) -> Iterator[Line]:
    for row in rows:
        yield from paragraph(row.title, width, line((f"{row.severity:<8}", row.severity), "  "))
        found = line(" " * 10, (row.id, "strong"), "  ", (row.detected_by, "dim"))
        yield from flow(found, width, 12)
    yield line()
    counts = Counter(one.status for one in covered.values())
    statuses = ", ".join(
        f"{counts[status]} {status}" for status in ("detected", "partly", "open", "not static")
    )
    yield from flow(line((f"{len(rows)} failures", "strong"), f": {statuses}"), width, 2)

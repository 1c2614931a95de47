"""Every verdict as JSON, passes included: what programs look up that show our verdicts as theirs, such as Checkov."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from stackgrade import __version__, ruleset
from stackgrade.listing import Judged
from stackgrade.reports import Report, Stack
from stackgrade.reports.json import problem
from stackgrade.ruleset import Rule

SCHEMA_VERSION = "1"


def render(report: Report, rules: Mapping[str, Rule]) -> str:
    """Return the report as text, on one line; `rules` are all rules that there are.

    Those of the user's own are named apart, since nobody else knows them beforehand.
    """
    ours = ruleset.load().rules
    content = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "stackgrade", "version": __version__},
        "rules": sorted(ours),
        "own_rules": sorted(set(rules) - ours.keys()),
        "stacks": [_stack(stack) for stack in report.stacks],
        "errors": [problem(one) for one in report.errors],
    }
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False) + "\n"


def _stack(stack: Stack) -> dict[str, Any]:
    return {
        "path": stack.path,
        "name": stack.name,
        "format": stack.format,
        "subjects": [_subject(one) for one in stack.judged],
    }


def _subject(one: Judged) -> dict[str, Any]:
    """Outcomes are `[status]` or `[status, text]` by rule."""
    return {
        "path": one.path,
        "address": one.address,
        "type": one.type,
        "verdicts": {
            rule_id: [outcome.status] if outcome.text is None else [outcome.status, outcome.text]
            for rule_id, outcome in sorted(one.outcomes.items())
        },
    }

"""The report as one HTML file that needs nothing else: the page of the folder `page`, with the run's data in it.

What comes from templates is in the data only, a block of JSON that the page's program reads and puts on the page as
text. The policy in the page's head lets the browser run that program, apply that style, and load nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from adapters.model import Location
from stackgrade import __version__, catalogue
from stackgrade.findings import Finding
from stackgrade.graph import Graph
from stackgrade.reports import Report, Stack
from stackgrade.reports.json import counts, overview
from stackgrade.reports.source import excerpt
from stackgrade.ruleset import Rule
from stackgrade.severities import SEVERITIES
from stackgrade.text import printable

_FOLDER = Path(__file__).with_name("page")
_SCRIPTS = ("elements.js", "overview.js", "layout.js", "graph.js", "findings.js", "page.js")
_STATUSES = ("fail", "unknown", "waived")
_AROUND = 2  # lines shown before and after a place
_QUOTED_LINES = 12


def render(report: Report, rules: Mapping[str, Rule]) -> str:
    """Return the page; the same run gives the same text."""
    style, script = _asset("page.css"), "\n".join(map(_asset, _SCRIPTS))
    parts = {
        "policy": f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; "
        "base-uri 'none'; form-action 'none'",
        "style": style,
        "data": _embedded(data(report, rules)),
        "script": script,
    }
    # All in one pass: what is put in may hold anything, names of parts included.
    return re.sub(r"\{\{(\w+)\}\}", lambda part: parts[part[1]], _asset("page.html")) + "\n"


def data(report: Report, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return what the page shows. What many findings have in common, such as a rule or a line, is there once."""
    findings = sorted(
        ((i, finding) for i, stack in enumerate(report.stacks) for finding in stack.findings),
        key=lambda placed: _worst_first(placed[1]),
    )
    fixes = list(dict.fromkeys(finding.remediation for _, finding in findings if finding.remediation))
    numbers = {fix: i for i, fix in enumerate(fixes)}
    used = {finding.rule_id for _, finding in findings}
    known = catalogue.load()
    return {
        "version": __version__,
        "profile": report.profile.get("name"),
        "engine": report.engine,
        "severities": SEVERITIES,
        "grade": report.grade.letter,
        "score": report.grade.score,
        "counts": counts(report.counts),
        "problems": [{"text": str(one), "warning": one.is_warning} for one in report.problems],
        "rules": {rule_id: _rule(rules[rule_id]) for rule_id in sorted(used)},
        "failures": {
            failure: known[failure].title
            for rule_id in sorted(used)
            for failure in rules[rule_id].failures
            if failure in known
        },
        "fixes": fixes,
        "stacks": [_stack(stack) for stack in report.stacks],
        "findings": [_finding(i, finding, numbers) for i, finding in findings],
    }


def _worst_first(finding: Finding) -> tuple[Any, ...]:
    return (
        _STATUSES.index(finding.status),
        SEVERITIES.index(finding.severity),
        finding.rule_id,
        finding.sort_key,
    )


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "title": rule.title,
        "severity": rule.severity,
        "category": rule.category,
        "why": rule.why,
        "failures": rule.failures,
        "links": rule.links,
    }


def _stack(stack: Stack) -> dict[str, Any]:
    return {
        **overview(stack),
        "graph": _graph(stack.graph or Graph((), ())),
        "lines": _quoted(stack),
    }


def _graph(graph: Graph) -> dict[str, Any]:
    numbers = {node.address: i for i, node in enumerate(graph.nodes)}
    return {
        "nodes": [[node.address, node.type, *([1] if node.foreign else [])] for node in graph.nodes],
        "links": [[numbers[link.source], numbers[link.target], link.attributes] for link in graph.links],
    }


def _quoted(stack: Stack) -> dict[str, list[list[Any]]]:
    """The lines around all places by path, `[first line, text, text, ...]` for each run of them."""
    by_path: dict[str, dict[int, str]] = {}
    for finding in stack.findings:
        for place in _places(finding):
            wanted: Location = {
                "path": place["path"],
                "start_line": max(1, place["start_line"] - _AROUND),
                "end_line": place["end_line"] + _AROUND,
            }
            by_path.setdefault(place["path"], {}).update(excerpt(wanted, stack.secrets, _QUOTED_LINES))
    return {path: [*_runs(lines)] for path, lines in sorted(by_path.items()) if lines}


def _runs(lines: Mapping[int, str]) -> Iterator[list[Any]]:
    for _, run in groupby(enumerate(sorted(lines)), key=lambda numbered: numbered[1] - numbered[0]):
        numbers = [number for _, number in run]
        yield [numbers[0], *(printable(lines[number]) for number in numbers)]


def _places(finding: Finding) -> Iterable[Location]:
    """Where to look: in the template unless it is all of it, and in the program that makes the resource."""
    if not finding.is_about_stack or finding.attribute is not None:
        yield finding.location
    if finding.resource.source is not None:
        yield finding.resource.source


def _finding(stack: int, finding: Finding, fixes: Mapping[str, int]) -> dict[str, Any]:
    """The members that a finding has; the others are left out, since there may be thousands."""
    resource = finding.resource
    content = {
        "stack": stack,
        "rule": finding.rule_id,
        "status": finding.status,
        "id": finding.fingerprint,
        "address": None if finding.is_about_stack else resource.address,
        "type": None if finding.is_about_stack else resource.source_type,
        "attribute": finding.attribute,
        "text": finding.message or finding.reason,
        "waiver": finding.waiver,
        "parameters": finding.parameters,
        "construct": ", ".join(filter(None, (resource.construct_path, resource.construct_class))),
        "place": _place(finding.location),
        "program": _place(resource.source) if resource.source else None,
        "fix": fixes[finding.remediation] if finding.remediation else None,
    }
    return {name: value for name, value in content.items() if value not in (None, "", ())}


def _place(location: Location) -> list[Any]:
    return [location["path"], location["start_line"], location["end_line"]]


def _embedded(content: Any) -> str:
    """JSON that cannot end the element that it stands in, nor open a comment there."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").strip()


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

"""What a change brings in, leaves and fixes, for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stackgrade.findings import Finding
from stackgrade.reports import Change, Report
from stackgrade.reports.console import failures
from stackgrade.ruleset import Rule
from stackgrade.severities import SEVERITIES
from stackgrade.text import Line, counted, line, paragraph

_LISTED = 20


def lines(report: Report, rules: Mapping[str, Rule], width: int, verbose: bool = False) -> Iterator[Line]:
    """Yield the report: what is new with everything that a reader needs, the rest in a line each."""
    change = report.change
    assert change is not None
    yield line(("gate", "strong"), f"  from {change.base} to {change.head}")
    for stack in report.stacks:
        new = [one for one in stack.findings if one.status == "fail" and one.fingerprint in change.new]
        if new:
            yield line()
            yield line((stack.path, "strong"))
            yield from failures(new, stack, rules, width, verbose)
    found = [one for stack in report.stacks for one in stack.findings]
    before = [one for one in found if one.status == "fail" and one.fingerprint not in change.new]
    waived = [one for one in found if one.fingerprint in change.waived]
    yield from _listed("THERE BEFORE", "", "not blocking", before, verbose)
    yield from _listed("FIXED", "good", "well done", change.fixed, verbose)
    yield from _listed(
        "NOT ASKED FOR ANY MORE", "unknown", "by the change's configuration", change.dropped, verbose
    )
    if waived:
        yield line()
        yield line(("WAIVED BY THE CHANGE", "unknown"), f"  {len(waived)}")
        for finding in waived:
            yield _one(finding)
            yield from paragraph(finding.waiver or "", width, line(" " * 12))
    yield line()
    yield summary(report)


def summary(report: Report) -> Line:
    """Return the verdict in one line."""
    change = report.change
    assert change is not None
    if report.errors or change.threshold == "never":
        others, which = len(change.new), ""
    else:
        others, which = len(change.new) - len(change.blocking), f" below the threshold ({change.threshold})"
    said = [counted(others, "new failure") + which] * bool(others)
    said += [f"{counted(len(change.fixed), 'failure')} fixed"] * bool(change.fixed)
    if not said and not report.stacks:
        said = ["the change touches no stack"]
    return line(_verdict(change, bool(report.errors)), *(f"; {one}" for one in said))


def _verdict(change: Change, has_errors: bool) -> tuple[str, str]:
    if has_errors:
        return "not decided, since not everything could be read", "bad"
    if not change.blocking:
        return "may be merged", "good"
    above = "" if change.threshold == "critical" else " or above"
    count = len(change.blocking)
    return f"blocked by {counted(count, 'new failure')} of severity {change.threshold}{above}", "bad"


def _listed(title: str, style: str, said: str, findings: Iterable[Finding], verbose: bool) -> Iterator[Line]:
    ordered = sorted(findings, key=lambda one: (SEVERITIES.index(one.severity), one.sort_key))
    if not ordered:
        return
    yield line()
    yield line((title, style), f"  {len(ordered)}, {said}")
    shown = ordered if verbose else ordered[:_LISTED]
    for finding in shown:
        yield _one(finding)
    if len(shown) < len(ordered):
        yield line("  ", (f"and {len(ordered) - len(shown)} more; --verbose lists all", "dim"))


def _one(finding: Finding) -> Line:
    place = finding.location
    return line(
        f"  {finding.severity:8}  ",
        (finding.rule_id, "strong"),
        "  ",
        (f"{place['path']}:{place['start_line']}", "path"),
        f"  {finding.subject}: {finding.title}",
    )

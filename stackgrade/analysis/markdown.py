"""A failure analysis in Markdown: by severity, each failure with its impact, its fix and the resources concerned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from stackgrade.analysis import WORDS, Entry, by_severity, entries, grade, verdict
from stackgrade.comparison import Case, Comparison, Side
from stackgrade.markup import block, code, table, text
from stackgrade.reports.source import excerpt
from stackgrade.ruleset import Rule
from stackgrade.severities import SEVERITIES
from stackgrade.text import counted

_QUOTED_LINES = 6
_CATEGORIES = 3


def render(comparison: Comparison, rules: Mapping[str, Rule]) -> str:
    """Return the analysis; the same comparison gives the same text."""
    found = entries(comparison, rules)
    numbered = [*enumerate(found, start=1)]
    parts = [
        f"# Failure analysis: {code(comparison.before.name)} and {code(comparison.after.name)}",
        text(verdict(comparison)),
        _sides(comparison.before, comparison.after),
    ]
    if len(comparison.stacks) > 1:
        parts.append(_stacks(comparison))
    for severity, group in groupby(numbered, key=lambda one: one[1].failure.severity):
        parts.append(f"## {severity.capitalize()} failures")
        parts += [_entry(i, entry, comparison) for i, entry in group]
    if comparison.errors:
        parts.append("## Not graded\n\n" + "\n".join(f"- {text(str(one))}" for one in comparison.errors))
    parts.append("## Summary\n\n" + _summary(comparison, found))
    return "\n\n".join(parts) + "\n"


def _sides(before: Side, after: Side) -> str:
    rows: list[list[object]] = [
        ["Graded", *(code(side.name) for side in (before, after))],
        ["Written in", *(", ".join(side.formats) or "-" for side in (before, after))],
        ["Grade", *(f"**{grade(side.grade)}**" for side in (before, after))],
        ["Resources", before.resources, after.resources],
    ]
    rows += [
        [f"{level.capitalize()} failures", before.counts.fail[level], after.counts.fail[level]]
        for level in SEVERITIES
    ]
    rows.append(["Not decided", before.counts.unknown, after.counts.unknown])
    return table(["", "Before", "After"], rows)


def _stacks(comparison: Comparison) -> str:
    """A line for each stack, with those that are new or gone."""
    rows = []
    for stack in comparison.stacks:
        shown = stack.after or stack.before
        assert shown is not None
        grades = [grade(one.grade) if one else "not there" for one in (stack.before, stack.after)]
        counts = [len(getattr(stack.change, fate)) for fate in ("fixed", "introduced", "remaining")]
        was = (
            stack.before.path
            if stack.before and stack.after and stack.before.name != stack.after.name
            else ""
        )
        name = code(shown.path) + (f" (was {code(was)})" if was else "")
        rows.append([name, *grades, *counts])
    return table(["Stack", "Before", "After", "Fixed", "Came in", "Remain"], rows)


def _entry(i: int, entry: Entry, comparison: Comparison) -> str:
    parts = [
        f"### {i}. {text(entry.rule.title)}",
        f"**Outcome**: {entry.outcome}",
        f"**Rule**: {code(entry.rule.id)}, {entry.rule.category}",
    ]
    if entry.issue:
        parts.append(f"**Issue**: {text(entry.issue)}")
    quoted = _quoted(entry.cases[0], comparison)
    if quoted:
        parts.append(quoted)
    parts.append(f"**Impact**: {text(entry.impact)}")
    if entry.fix:
        parts.append("**Fix**:\n\n" + block(entry.fix, entry.format))
    parts.append("**Resources**:\n\n" + "\n".join(_case(case, entry.issue is None) for case in entry.cases))
    if entry.known:
        known = "; ".join(f"{failure_id} {text(title)}" for failure_id, title in entry.known.items())
        parts.append(f"**Known failures**: {known}")
    return "\n\n".join(parts)


def _quoted(case: Case, comparison: Comparison) -> str:
    """The lines at fault in the first place; of another revision there is no file to quote."""
    side = comparison.after if case.is_new else comparison.before
    stack = case.stack.after if case.is_new else case.stack.before
    finding = case.finding
    if side.is_revision or stack is None or (finding.is_about_stack and finding.attribute is None):
        return ""
    rows = excerpt(finding.location, stack.secrets, _QUOTED_LINES)
    lines = [line for _, line in rows]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return block("\n".join(line[margin:] for line in lines), stack.format) if lines else ""


def _case(case: Case, with_message: bool) -> str:
    finding = case.finding
    place = code(f"{finding.location['path']}:{finding.location['start_line']}")
    name = "the stack" if finding.is_about_stack else code(finding.resource.address)
    attribute = f" {code(finding.attribute)}" if finding.attribute else ""
    became = case.fate_of_resource
    words = WORDS[case.fate] + (f", resource {text(became)}" if became else "")
    message = f": {text(finding.message)}" if with_message and finding.message else ""
    return f"- {name}{attribute}, {place} ({words}){message}"


def _summary(comparison: Comparison, found: Sequence[Entry]) -> str:
    rows = []
    for fate in WORDS:
        counts = by_severity(comparison.those(fate))
        if fate in ("fixed", "introduced", "remaining") or any(counts.values()):
            rows.append([WORDS[fate].capitalize(), *counts.values(), sum(counts.values())])
    lines = [
        table(["", *(level.capitalize() for level in SEVERITIES), "Total"], rows),
        "",
        *_totals(comparison, found),
    ]
    return "\n".join(lines)


def _totals(comparison: Comparison, found: Sequence[Entry]) -> Iterator[str]:
    levels = Counter(entry.failure.severity for entry in found)
    listed = ", ".join(f"{levels[level]} {level}" for level in SEVERITIES)
    yield f"- {counted(len(found), 'kind')} of failure in {counted(len(comparison.cases), 'place')}: {listed}"
    for fate, said in (
        ("fixed", "What was fixed"),
        ("introduced", "What came in"),
        ("remaining", "What remains"),
    ):
        categories = Counter(case.finding.category for case in comparison.those(fate))
        if categories:
            most = sorted(categories.items(), key=lambda one: (-one[1], one[0]))[:_CATEGORIES]
            yield f"- {said} is mostly about " + ", ".join(f"{name} ({count})" for name, count in most)

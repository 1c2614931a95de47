"""A comparison for a person at a terminal: what came in first, then what remains, then what was fixed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stackgrade.analysis import WORDS, Entry, entries, grade, verdict
from stackgrade.comparison import Case, Comparison, Side
from stackgrade.reports.console import failed
from stackgrade.ruleset import Rule
from stackgrade.text import Line, block, counted, line, paragraph

_LABEL = 8
_PLACES = 5
_STYLES = {"introduced": "bad", "remaining": "fair", "fixed": "good", "unclear": "unknown", "waived": "dim"}


def lines(
    comparison: Comparison, rules: Mapping[str, Rule], width: int, verbose: bool = False
) -> Iterator[Line]:
    """Yield the comparison; `verbose` shows every place, and why and how of everything."""
    yield from _side("before", comparison.before)
    yield from _side("after", comparison.after)
    if len(comparison.stacks) > 1:
        yield line()
        yield from _stacks(comparison)
    found = entries(comparison, rules)
    for fate in WORDS:
        cases = comparison.those(fate)
        if cases:
            yield line()
            yield line((WORDS[fate].upper(), _STYLES[fate]), f"  {counted(len(cases), 'failure')}")
            for entry in found:
                yield from _entry(entry, fate, width, verbose)
    yield line()
    yield from paragraph(verdict(comparison), width)


def _side(label: str, side: Side) -> Iterator[Line]:
    formats = ", ".join(side.formats) or "nothing graded"
    yield line(
        (f"{label:<{_LABEL}}", "label"),
        (side.name, "strong"),
        f"  grade {grade(side.grade)}; {counted(side.resources, 'resource')}, {formats}; ",
        *failed(side.counts),
    )


def _stacks(comparison: Comparison) -> Iterator[Line]:
    for stack in comparison.stacks:
        shown = stack.after or stack.before
        assert shown is not None
        change = stack.change
        grades = " -> ".join(grade(one.grade) if one else "not there" for one in (stack.before, stack.after))
        counts = (
            f"{len(change.fixed)} fixed, {len(change.introduced)} came in, {len(change.remaining)} remain"
        )
        yield line("  ", (shown.title, "path"), f"  {grades}; {counts}")


def _entry(entry: Entry, fate: str, width: int, verbose: bool) -> Iterator[Line]:
    cases = entry.failure.those(fate)
    if not cases:
        return
    severity = entry.failure.severity
    yield line((f"  {severity.upper():8}", severity), " ", (entry.rule.id, "strong"), "  ", entry.rule.title)
    indent = line(" " * (_LABEL + 3))
    shown = cases if verbose else cases[:_PLACES]
    for case in shown:
        yield _place(case, indent)
        if entry.issue is None or verbose or fate == "introduced":
            yield from paragraph(case.finding.message or "", width, (*indent, ("  ", "")))
    if len(shown) < len(cases):
        yield line(*indent, (f"and {len(cases) - len(shown)} more; --verbose lists all", "dim"))
    if verbose or fate == "introduced":
        yield from paragraph(entry.impact, width, (*indent, ("why  ", "label")))
        if entry.fix:
            yield from block(entry.fix, (*indent, ("fix  ", "label")))


def _place(case: Case, indent: Line) -> Line:
    finding = case.finding
    location = finding.location
    became = case.fate_of_resource
    return line(
        *indent,
        (f"{location['path']}:{location['start_line']}", "path"),
        f"  {finding.subject}",
        (f"  ({became})" if became else "", "dim"),
    )

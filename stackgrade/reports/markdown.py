"""A summary in Markdown, short enough for a comment on a merge request: GitHub takes 65,536 characters, GitLab more."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from stackgrade.findings import Finding
from stackgrade.markup import block, code, table, text
from stackgrade.reports import Counts, Report, Stack
from stackgrade.ruleset import Rule
from stackgrade.severities import SEVERITIES
from stackgrade.text import counted

LIMIT = 60_000
_CUT = "\n*The report is longer than a comment may be; the rest of it is left out.*\n"
_STACKS = 20
_RULES = 15
_PLACES = 5
_ROWS = 100
_LONGEST = 300

Placed = tuple[Stack, Finding]


def render(report: Report, rules: Mapping[str, Rule]) -> str:
    """Return the summary; what does not fit is left out from its end, block by block, and that is said."""
    written = ""
    for part in _blocks(report, rules):
        if len(written) + len(part) + len(_CUT) + 1 > LIMIT:
            return written + _CUT
        written += ("\n" if written else "") + part
    return written


def _blocks(report: Report, rules: Mapping[str, Rule]) -> Iterator[str]:
    """What matters most comes first; every block ends with a line break and can stand alone."""
    yield f"## stackgrade: {_grade(report)}\n"
    if report.change is not None:
        yield _verdict(report)
    if report.errors:
        yield "### Not graded\n\n" + _bullets(str(problem) for problem in report.errors)
    yield from _stacks(report.stacks)
    failures = report.failures()
    fresh = [one for one in failures if report.is_new(one[1])]
    yield from _rules(fresh, rules, "New" if report.change is not None else "Failures")
    found = [finding for stack in report.stacks for finding in stack.findings]
    waived = [finding for finding in found if finding.status == "waived"]
    if report.change is not None:
        own = [finding for finding in waived if finding.fingerprint in report.change.waived]
        yield from _listed("Waived by the change", own, "Reason", folded=False)
        yield from _listed(
            "Not asked for any more, by the change's configuration", report.change.dropped, folded=False
        )
        yield from _listed("Fixed", report.change.fixed)
        waived = [finding for finding in waived if finding not in own]
    yield from _listed("There before", [finding for _, finding in failures if not report.is_new(finding)])
    yield from _listed("Waived", waived, "Reason")
    reasons = Counter(finding.reason or "" for finding in found if finding.status == "unknown")
    if reasons:
        listed = (f"{times} times: {reason}" for reason, times in reasons.most_common())
        yield _folded(f"Not decided: {sum(reasons.values())}", _bullets(listed))
    if report.warnings:
        yield _folded(f"Warnings: {len(report.warnings)}", _bullets(map(str, report.warnings)))


def _grade(report: Report) -> str:
    if report.grade.letter is None:
        return "no grade"
    return f"grade {report.grade.letter} ({report.grade.score:.1f} of 100)"


def _verdict(report: Report) -> str:
    """What the change does, in a sentence or two."""
    change = report.change
    assert change is not None
    new = sum(1 for _, finding in report.failures() if report.is_new(finding))
    if report.errors:
        said = "**Not decided**, since not everything could be read."
    elif not report.stacks and not change.fixed:
        said = "The change touches no stack."
    elif change.blocking:
        said = f"**Blocked** by {counted(len(change.blocking), 'new failure')}."
        if new > len(change.blocking):
            others = new - len(change.blocking)
            said += f" {others} more {'does' if others == 1 else 'do'} not block."
    elif new:
        said = f"{counted(new, 'new failure')}, none of which blocks."
    else:
        said = "Nothing new fails."
    if change.fixed:
        said += f" {counted(len(change.fixed), 'failure')} fixed: thank you."
    return said + "\n"


def _stacks(stacks: Sequence[Stack]) -> Iterator[str]:
    """A line for each stack, the worst first."""
    if not stacks:
        return
    ordered = sorted(
        stacks, key=lambda stack: (stack.grade.score is None, stack.grade.score or 0.0, stack.path)
    )
    rows = []
    for stack in ordered[:_STACKS]:
        grade = "none" if stack.grade.letter is None else f"**{stack.grade.letter}** {stack.grade.score:.1f}"
        name = code(stack.path) if stack.name in stack.path else f"{code(stack.path)} {_text(stack.name)}"
        rows.append((grade, name, *_numbers(stack.counts)))
    yield table(("Grade", "Stack", "Critical", "High", "Medium", "Low", "Not decided"), rows) + "\n"
    if len(ordered) > _STACKS:
        yield f"and {len(ordered) - _STACKS} more\n"


def _numbers(counts: Counts) -> list[str]:
    return [str(number or "") for number in (*(counts.fail[level] for level in SEVERITIES), counts.unknown)]


def _rules(failures: Sequence[Placed], rules: Mapping[str, Rule], title: str) -> Iterator[str]:
    """The failures rule by rule, the most severe first; after the first rules only a table."""
    if not failures:
        return
    by_rule = [
        [*group]
        for _, group in groupby(
            sorted(failures, key=lambda one: (SEVERITIES.index(one[1].severity), one[1].rule_id)),
            key=lambda one: one[1].rule_id,
        )
    ]
    yield f"### {title}: {len(failures)}\n"
    for group in by_rule[:_RULES]:
        yield _rule(group, rules[group[0][1].rule_id])
    rest = [finding for group in by_rule[_RULES:] for _, finding in group]
    if rest:
        yield _folded(f"{len(rest)} more", _table(rest))


def _rule(group: Sequence[Placed], rule: Rule) -> str:
    stack, first = group[0]
    lines = [f"**{first.severity.upper()}** {code(rule.id)} {_text(first.title)}", ""]
    for _, finding in group[:_PLACES]:
        lines.append(f"* {_where(finding)}: {_text(finding.message or finding.title)}")
    if len(group) > _PLACES:
        lines.append(f"* and {len(group) - _PLACES} more")
    why = _text(rule.why)
    fix = f"\n{block(first.remediation, stack.format)}\n" if first.remediation else ""
    return "\n".join(lines) + "\n\n" + _folded("Why, and how to fix it", f"{why}\n{fix}")


def _listed(
    title: str, findings: Sequence[Finding], last: str = "What is wrong", folded: bool = True
) -> Iterator[str]:
    """A table of findings, if there are any."""
    if not findings:
        return
    listed = _table(findings, last)
    title = f"{title}: {len(findings)}"
    yield _folded(title, listed) if folded else f"### {title}\n\n{listed}"


def _where(finding: Finding) -> str:
    place = finding.place
    where = code(f"{place['path']}:{place['start_line']}")
    if finding.is_about_stack and finding.attribute is None:
        return where
    return f"{where} {code(finding.subject)}"


def _table(findings: Sequence[Finding], last: str = "What is wrong") -> str:
    rows = [
        (one.severity, code(one.rule_id), _where(one), _text(one.waiver or one.message or one.title))
        for one in findings[:_ROWS]
    ]
    more = f"\nand {len(findings) - _ROWS} more\n" if len(findings) > _ROWS else ""
    return f"{table(('Severity', 'Rule', 'Where', last), rows)}\n{more}"


def _bullets(items: Iterable[str]) -> str:
    listed = [*items]
    more = [f"* and {len(listed) - _ROWS} more"] if len(listed) > _ROWS else []
    return "\n".join([*(f"* {_text(item)}" for item in listed[:_ROWS]), *more]) + "\n"


def _folded(summary: str, content: str) -> str:
    return f"<details><summary>{html.escape(summary)}</summary>\n\n{content}\n</details>\n"


def _text(content: str) -> str:
    return text(content if len(content) <= _LONGEST else f"{content[:_LONGEST]} ...")

"""The report for a person: what is wrong, where, why it matters and how it is fixed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from stackgrade.findings import Finding
from stackgrade.reports import Counts, Report, Stack
from stackgrade.reports.source import excerpt
from stackgrade.ruleset import Rule
from stackgrade.severities import SEVERITIES
from stackgrade.text import Line, Span, block, counted, flow, line, paragraph

_INDENT = 8  # the width of a label such as `  why   `
_QUOTED_PLACES = 3
_LISTED_PLACES = 10
_QUOTED_LINES = 5
_REASONS = 6
_GRAVE = SEVERITIES[:2]  # always explained
_EXPLAINED_RULES = 12  # of lesser severities, as long as there are no more than this in all
_SHORT_PLACES = 3
_FEW = 5  # verdicts that are listed sooner than counted
_GRADE_STYLES = {"A": "good", "B": "good", "C": "fair", "D": "bad", "F": "bad"}


def lines(report: Report, rules: Mapping[str, Rule], width: int, verbose: bool = False) -> Iterator[Line]:
    """Yield the report; `verbose` shows every place and every verdict that stayed open."""
    if report.change is not None:
        from stackgrade.reports import gate

        yield from gate.lines(report, rules, width, verbose)
        return
    for stack in report.stacks:
        yield from _stack(stack, rules, width, verbose)
        yield line()
    if len(report.stacks) > 1:
        yield from _overview(report.stacks, width)
        yield line()
    if report.excluded:
        paths = ", ".join(report.excluded)
        yield from paragraph(paths, width, line(("EXCLUDED", "dim"), "  by the configuration: "))
    if report.stacks:
        yield from flow(summary(report), width, 2)


def summary(report: Report) -> Line:
    """Return one line on the whole run."""
    if report.change is not None:
        from stackgrade.reports import gate

        return gate.summary(report)
    return line(
        (counted(len(report.stacks), "stack"), "strong"),
        ", ",
        *_grade(report.grade.letter, report.grade.score),
        ": ",
        *_counts(report.counts),
    )


def _overview(stacks: Sequence[Stack], width: int) -> Iterator[Line]:
    """One line for each stack, the worst first."""
    graded = sorted(
        stacks, key=lambda stack: (stack.grade.score is None, stack.grade.score or 0.0, stack.path)
    )
    for stack in graded:
        score = f"{'-':>5}" if stack.grade.score is None else f"{stack.grade.score:5.1f}"
        letter = stack.grade.letter or "-"
        row = line(
            (letter, _GRADE_STYLES.get(letter, "dim")), f" {score}  ", (stack.title, "path"), "  ",
            *failed(stack.counts),
        )  # fmt: skip
        yield from flow(row, width, _INDENT + 1)


def _stack(stack: Stack, rules: Mapping[str, Rule], width: int, verbose: bool) -> Iterator[Line]:
    about = f"  {counted(stack.resources, 'resource')}, {stack.format}, profile {stack.profile}"
    if len(stack.title) + len(about) <= width:
        yield line((stack.title, "strong"), (about, "dim"))
    else:
        yield from flow(line((stack.title, "strong")), width, 2)
        yield from flow(line((about, "dim")), width, 2)
    grade = line(*_grade(stack.grade.letter, stack.grade.score), ": ", *_counts(stack.counts))
    yield from flow(grade, width, 2)
    wrong = (finding for finding in stack.findings if finding.status == "fail")
    yield from failures(wrong, stack, rules, width, verbose)
    unknown = [finding for finding in stack.findings if finding.status == "unknown"]
    if unknown:
        yield line()
        yield from _open(unknown, width, verbose)
    waived = [finding for finding in stack.findings if finding.status == "waived"]
    if waived:
        yield line()
        yield from _waived(waived, width)


def failures(
    findings: Iterable[Finding], stack: Stack, rules: Mapping[str, Rule], width: int, verbose: bool = False
) -> Iterator[Line]:
    """Yield failures of one stack, rule by rule; the lesser ones in short when there are many."""
    groups = _groups(findings)
    explained = len(groups) if verbose else _explained(groups)
    for group in groups[:explained]:
        yield line()
        yield from _group(group, rules[group[0].rule_id], stack, width, verbose)
    for _, level in groupby(groups[explained:], key=lambda group: group[0].severity):
        yield line()
        for group in level:
            yield from _in_short(group, width)
    if explained < len(groups):
        yield line()
        yield from paragraph(
            "These are listed in short: --verbose explains them all, `stackgrade rules ID` explains one.",
            width,
            style="dim",
        )


def _groups(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings of each rule, the most severe rules first, then by where they first stand."""
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_rule[finding.rule_id].append(finding)
    return sorted(
        by_rule.values(), key=lambda group: (SEVERITIES.index(group[0].severity), group[0].sort_key)
    )


def _explained(groups: Sequence[Sequence[Finding]]) -> int:
    """How many of the rules are explained: all that are grave, and lesser ones while there are few in all."""
    levels = [group[0].severity for group in groups]
    count = sum(level in _GRAVE for level in levels)
    for level in SEVERITIES[len(_GRAVE) :]:
        if count + levels.count(level) > _EXPLAINED_RULES:
            break
        count += levels.count(level)
    return count


def _in_short(group: Sequence[Finding], width: int) -> Iterator[Line]:
    """One rule and where it fails, without what is wrong, why and the fix."""
    yield from _heading(group, width)
    for i, finding in enumerate(group[:_SHORT_PLACES]):
        yield from _where(finding, _label("where" if i == 0 else ""), width)
    if len(group) > _SHORT_PLACES:
        yield line(*_label(""), (f"and {len(group) - _SHORT_PLACES} more", "dim"))


def _heading(group: Sequence[Finding], width: int) -> Iterator[Line]:
    first = group[0]
    times = f"  ({len(group)} places)" if len(group) > 1 else ""
    heading = line(
        (f"{first.severity.upper():8}", first.severity), " ", (first.rule_id, "strong"), "  ", first.title,
        (times, "dim"),
    )  # fmt: skip
    yield from flow(heading, width, _INDENT + 1)


def _group(group: Sequence[Finding], rule: Rule, stack: Stack, width: int, verbose: bool) -> Iterator[Line]:
    """One rule with all the places where it fails; title, reason and fix once."""
    first = group[0]
    yield from _heading(group, width)
    messages = list(dict.fromkeys(finding.message or "" for finding in group))
    if len(messages) == 1:
        yield from paragraph(messages[0], width, _label("wrong"))
    yield from paragraph(_first_sentence(rule.description), width, _label("why"))
    shown = group if verbose else group[:_LISTED_PLACES]
    for i, finding in enumerate(shown):
        quoted = verbose or i < _QUOTED_PLACES
        yield from _place(finding, stack, _label("where" if i == 0 else ""), len(messages) > 1, quoted, width)
    if len(shown) < len(group):
        yield line(*_label(""), (f"and {len(group) - len(shown)} more; --verbose lists all", "dim"))
    if first.remediation:
        yield from block(first.remediation, _label("fix"))


def _place(
    finding: Finding, stack: Stack, label: Line, own_message: bool, quoted: bool, width: int
) -> Iterator[Line]:
    location, source = finding.location, finding.resource.source
    yield from _where(finding, label, width)
    if own_message:
        yield from paragraph(finding.message or "", width, line(" " * _INDENT))
    if not quoted or (finding.is_about_stack and finding.attribute is None):
        return
    if source is not None and (rows := excerpt(source, stack.secrets, 1)):
        yield from _quoted(rows)
        return
    # Of something long, such as a whole resource, the head is enough: its name and type.
    length = location["end_line"] - location["start_line"] + 1
    yield from _quoted(excerpt(location, stack.secrets, 2 if length > _QUOTED_LINES else _QUOTED_LINES))


def _where(finding: Finding, label: Line, width: int) -> Iterator[Line]:
    """The lines of the program, where an assembly of CDK tells, and of the template."""
    location, source = finding.location, finding.resource.source
    if source is not None:
        made_at = f"{source['path']}:{source['start_line']}"
        yield from flow(line(*label, (made_at, "path"), "  ", _construct(finding)), width, _INDENT)
        label = _label("")
    place = location["path"]
    if not finding.is_about_stack or finding.attribute is not None:
        place += f":{location['start_line']}"
    yield from flow(line(*label, (place, "path"), "  ", _subject(finding)), width, _INDENT)


def _quoted(rows: Iterable[tuple[int, str]]) -> Iterator[Line]:
    for number, text in rows:
        yield line((f"{number:>{_INDENT + 5}} | ", "dim"), (text, "dim"))


def _subject(finding: Finding) -> str:
    """`Db.StorageEncrypted`, with the construct that CDK made it from."""
    return f"{finding.subject} ({_construct(finding)})" if _is_shown_beside(finding) else finding.subject


def _is_shown_beside(finding: Finding) -> bool:
    return finding.resource.construct_path is not None and finding.resource.source is None


def _construct(finding: Finding) -> str:
    """`Prod/Data/Aurora, aws_rds.DatabaseCluster`."""
    resource = finding.resource
    return ", ".join(part for part in (resource.construct_path, resource.construct_class) if part)


def _open(findings: Sequence[Finding], width: int, verbose: bool) -> Iterator[Line]:
    """What could not be decided, by reason: nobody reads sixty unknowns one by one."""
    by_reason: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_reason[finding.reason or ""].append(finding)
    reasons = sorted(by_reason.items(), key=lambda item: (-len(item[1]), item[0]))
    checks = counted(len(findings), "check")
    verbose = verbose or len(findings) <= _FEW
    title = line(("NOT DECIDED", "unknown"), f"  {checks}, for what the template leaves open:")
    yield from flow(title, width, 2)
    for reason, group in reasons if verbose else reasons[:_REASONS]:
        yield from paragraph(reason, width, line(f"  {len(group):>4}  "))
        if verbose:
            for finding in group:
                position = f"{finding.location['path']}:{finding.location['start_line']}"
                row = line(" " * _INDENT, finding.rule_id, "  ", (position, "path"), "  ", _subject(finding))
                yield from flow(row, width, _INDENT)
    if not verbose:
        rest = reasons[_REASONS:]
        if rest:
            count = sum(len(group) for _, group in rest)
            yield line(f"  {count:>4}  for {counted(len(rest), 'other reason')}")
        yield line(" " * _INDENT, ("--verbose lists them", "dim"))
    wanted = Counter(name for finding in findings for name in finding.parameters)
    if wanted:
        names = sorted(wanted, key=lambda name: (-wanted[name], name))[:_REASONS]
        options = " ".join(f"--param {name}=..." for name in names)
        yield from paragraph(options, width, line("  give  "), style="code")


def _waived(findings: Sequence[Finding], width: int) -> Iterator[Line]:
    """What the author accepts, and why."""
    yield line(("WAIVED", "dim"), f"  {counted(len(findings), 'finding')}, accepted with a reason:")
    for finding in findings:
        yield from flow(line("  ", finding.rule_id, "  ", _subject(finding)), width, _INDENT)
        yield from paragraph(finding.waiver or "", width, line(" " * _INDENT))


def _grade(letter: str | None, score: float | None) -> list[Span]:
    if letter is None:
        return [("no grade", "dim")]
    return [(f"grade {letter}", _GRADE_STYLES[letter]), (f" ({score:.1f} of 100)", "")]


def _counts(counts: Counts) -> list[Span]:
    return [
        *failed(counts),
        *([(f"; {counts.passed} passed", "")] if counts.passed else []),
        *([(f", {counts.unknown} not decided", "unknown")] if counts.unknown else []),
        *([(f", {counts.waived} waived", "dim")] if counts.waived else []),
    ]


def failed(counts: Counts) -> list[Span]:
    """Return `1 critical, 4 high`, without the severities that do not occur."""
    spans: list[Span] = []
    for severity in SEVERITIES:
        if counts.fail[severity]:
            spans += [(", ", "")] * bool(spans)
            spans.append((f"{counts.fail[severity]} {severity}", severity))
    return spans or [("nothing wrong", "good") if counts.passed else ("nothing judged", "dim")]


def _label(text: str) -> Line:
    return ((f"  {text:<{_INDENT - 2}}", "label"),)


def _first_sentence(text: str) -> str:
    flat = " ".join(text.split())
    return re.split(r"(?<=[.!?])\s+(?=[A-Z`])", flat, maxsplit=1)[0]

"""The report as JUnit XML, for what shows tests: a suite for each stack, a case for each verdict.

The format is nobody's standard; this keeps to the schema of Jenkins, junit-10.xsd of https://github.com/jenkinsci/xunit-plugin.
Of a change, only what is new fails.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from stackgrade.findings import Finding
from stackgrade.reports import Report, Stack
from stackgrade.ruleset import Rule

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, rules: Mapping[str, Rule]) -> str:
    """Return the report as text."""
    root = Element("testsuites", name="stackgrade")
    for stack in report.stacks:
        _suite(root, stack.title, [*_failures_and_open(report, stack), *_passes(stack, rules)])
    if report.errors:
        _suite(root, "inputs", [_error(str(problem), problem.path) for problem in report.errors])
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, name: str, cases: list[Element]) -> None:
    outcomes = Counter(outcome.tag for case in cases for outcome in case)
    suite = SubElement(root, "testsuite", name=_sound(name), tests=str(len(cases)))
    for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(outcomes[tag]))
    seen: Counter[str] = Counter()
    for case in cases:  # several findings of a rule on one attribute: viewers tell cases apart by their names
        own = case.get("name", "")
        seen[own] += 1
        if seen[own] > 1:
            case.set("name", f"{own} #{seen[own]}")
        suite.append(case)


def _failures_and_open(report: Report, stack: Stack) -> Iterator[Element]:
    for finding in stack.findings:
        attribute = f".{finding.attribute}" if finding.attribute else ""
        case = _case(stack, finding.rule_id, finding.title, finding.resource.address + attribute)
        if finding.status == "fail" and report.is_new(finding):
            message = finding.message or finding.title
            failure = SubElement(case, "failure", type=finding.severity, message=_sound(message))
            failure.text = _sound(_details(finding))
        else:
            SubElement(case, "skipped", message=_sound(_why_skipped(finding)))
        yield case


def _passes(stack: Stack, rules: Mapping[str, Rule]) -> Iterator[Element]:
    """The passes, where they are listed, else how many there are: a suite without a case is an error to some."""
    if not stack.judged:
        name = f"passed: {stack.counts.passed}"
        yield Element("testcase", name=name, classname=_sound(stack.path))
    for one in stack.judged:
        for rule_id, outcome in sorted(one.outcomes.items()):
            if outcome.status == "pass":
                yield _case(stack, rule_id, rules[rule_id].title, one.address or stack.name)


def _case(stack: Stack, rule_id: str, title: str, subject: str) -> Element:
    return Element("testcase", name=_sound(f"{rule_id} {title}: {subject}"), classname=_sound(stack.path))


def _error(message: str, path: str) -> Element:
    case = Element("testcase", name=_sound(path), classname="inputs")
    SubElement(case, "error", message=_sound(message))
    return case


def _why_skipped(finding: Finding) -> str:
    if finding.status == "waived":
        return f"waived: {finding.waiver}"
    if finding.status == "unknown":
        return f"not decided: {finding.reason}"
    return f"{finding.severity}, was there before: {finding.message or finding.title}"


def _details(finding: Finding) -> str:
    place = finding.place
    shown = [
        f"{finding.severity}: {finding.message or finding.title}",
        f"{place['path']}:{place['start_line']}",
    ]
    if finding.remediation:
        shown += ["", "Fix:", finding.remediation]
    return "\n".join(shown)


def _sound(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return _NOT_XML.sub("\ufffd", text)

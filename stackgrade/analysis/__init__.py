"""A comparison written down; the modules beside this one print it, one format each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stackgrade import catalogue
from stackgrade.comparison import Case, Comparison, Failure
from stackgrade.grading import Grade
from stackgrade.ruleset import Rule
from stackgrade.severities import SEVERITIES
from stackgrade.text import counted

WORDS = {
    "introduced": "came in",
    "remaining": "remains",
    "fixed": "fixed",
    "unclear": "not decided any more",
    "waived": "waived now",
}


@dataclass(frozen=True)
class Entry:
    """One failure of an analysis: what it is, why it matters, how it is fixed, and every place that it concerns.

    `issue` is what is wrong when that is the same everywhere. `fix` is in the language of the first version, and
    `format` is that of what it is said in. `known` are the failures of the catalogue, by id.
    """

    failure: Failure
    issue: str | None
    impact: str
    fix: str | None
    format: str
    known: Mapping[str, str]

    @property
    def rule(self) -> Rule:
        """The rule that found it."""
        return self.failure.rule

    @property
    def cases(self) -> tuple[Case, ...]:
        """Where it fails in either version."""
        return self.failure.cases

    @property
    def outcome(self) -> str:
        """`2 fixed, 1 remains`, or `fixed` where there is nothing to count."""
        counts = {words: len(self.failure.those(fate)) for fate, words in WORDS.items()}
        found = {words: count for words, count in counts.items() if count}
        if len(self.cases) == 1:
            return next(iter(found))
        return ", ".join(f"{count} {words}" for words, count in found.items())


def entries(comparison: Comparison, rules: Mapping[str, Rule]) -> list[Entry]:
    """Return what failed or fails, rule by rule, the most severe first; raises EngineError as the catalogue does."""
    known = catalogue.load()
    return [_entry(failure, known) for failure in comparison.failures(rules)]


def _entry(failure: Failure, known: Mapping[str, catalogue.Failure]) -> Entry:
    findings = [case.finding for case in failure.cases]
    messages = {finding.message for finding in findings}
    first = failure.cases[0]
    stack = first.stack.after if first.is_new else first.stack.before
    found = {failure_id: known[failure_id] for failure_id in failure.rule.failures if failure_id in known}
    return Entry(
        failure=failure,
        issue=messages.pop() if len(messages) == 1 else None,
        impact=next((one.why for one in found.values()), failure.rule.why),
        fix=first.finding.remediation,
        format=stack.format if stack else "",
        known={failure_id: one.title for failure_id, one in found.items()},
    )


def by_severity(cases: tuple[Case, ...]) -> dict[str, int]:
    """Count cases by severity."""
    return {level: sum(case.finding.severity == level for case in cases) for level in SEVERITIES}


def grade(grade: Grade) -> str:
    """`D (65.2)`."""
    return "none" if grade.letter is None else f"{grade.letter} ({grade.score:.1f})"


def verdict(comparison: Comparison) -> str:
    """Return the comparison in a sentence or two."""
    for name, side in (("before", comparison.before), ("after", comparison.after)):
        if side.errors and not side.stacks:
            return f"They cannot be compared: nothing of the version {name} could be read."
    before, after = grade(comparison.before.grade), grade(comparison.after.grade)
    said = {
        "after": f"The version after is better: {after} instead of {before}.",
        "before": f"The version after is worse: {after} instead of {before}.",
        "even": f"Both versions have the same score: {after}.",
    }.get(comparison.verdict or "", f"They cannot be ranked: the grades are {before} and {after}.")
    counts = comparison.counts
    verbs = [
        f"{counted(counts['fixed'], 'failure')} {'is' if counts['fixed'] == 1 else 'are'} fixed",
        f"{counts['introduced']} came in",
        f"{counts['remaining']} {'remains' if counts['remaining'] == 1 else 'remain'}",
    ]
    verbs += [f"{counts['unclear']} cannot be decided any more"] * bool(counts["unclear"])
    verbs += [f"{counts['waived']} {'is' if counts['waived'] == 1 else 'are'} waived now"] * bool(
        counts["waived"]
    )
    return f"{said} {', '.join(verbs[:-1])} and {verbs[-1]}."

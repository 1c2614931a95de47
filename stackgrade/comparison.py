"""Two versions of something, side by side: their stacks pair by pair, and what became of each failure."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from stackgrade import grading, matching
from stackgrade.findings import Finding
from stackgrade.grading import Grade
from stackgrade.matching import Change, Pair
from stackgrade.reports import Counts, Problem, Stack
from stackgrade.ruleset import Rule
from stackgrade.severities import SEVERITIES, reaching

# Of these, a stack is a folder.
_FOLDERS = frozenset({"terraform", "cdktf"})
FATES = ("fixed", "introduced", "remaining", "unclear", "waived")


@dataclass(frozen=True)
class Side:
    """One version: what the user calls it, the folder that its paths are told from, and what grading it gave."""

    name: str
    folder: str
    stacks: tuple[Stack, ...]
    problems: tuple[Problem, ...] = ()
    is_revision: bool = False

    @property
    def grade(self) -> Grade:
        """The mean over all stacks."""
        return grading.average(stack.grade for stack in self.stacks)

    @property
    def counts(self) -> Counts:
        """The counts over all stacks."""
        return sum((stack.counts for stack in self.stacks), Counts.of((), 0))

    @property
    def resources(self) -> int:
        """How many resources there are in all stacks."""
        return sum(stack.resources for stack in self.stacks)

    @property
    def formats(self) -> tuple[str, ...]:
        """What the stacks are written in."""
        return tuple(sorted({stack.format for stack in self.stacks}))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What could not be graded."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def is_incomplete(self) -> bool:
        """Whether something has no grade; a fault such as a circle of references leaves its stack with one."""
        graded = {stack.path for stack in self.stacks if stack.grade.score is not None}
        return not graded or any(problem.path not in graded for problem in self.errors)

    def cannot_read(self, place: str) -> bool:
        """Whether something is there, told from the folder of the version, of which nothing can be read."""
        if place in {_inside(self.folder, stack.path) for stack in self.stacks}:
            return False
        faulty = [_inside(self.folder, error.path) for error in self.errors]
        return any(place in (one, ".") or one.startswith(f"{place}/") for one in faulty)


@dataclass(frozen=True)
class Compared:
    """A stack in both versions; None where it is not there. Never both."""

    before: Stack | None
    after: Stack | None
    change: Change


@dataclass(frozen=True)
class Case:
    """One failure in one stack, and what became of it."""

    fate: str
    pair: Pair
    stack: Compared

    @property
    def finding(self) -> Finding:
        """The finding as it was, unless it is new."""
        return self.pair.finding if self.is_new or self.pair.before is None else self.pair.before

    @property
    def is_new(self) -> bool:
        """Whether it was not there before, so that what the finding says is about the version after."""
        return self.fate == "introduced"

    @property
    def counterpart(self) -> str | None:
        """The address of the same resource in the other version; None where that one does not have it."""
        other = self.pair.before if self.is_new else self.pair.after
        if other is not None:
            return other.resource.address
        resource = self.finding.resource
        if self.finding.is_about_stack:
            return resource.address if self.stack.before and self.stack.after else None
        key, matched = (resource.address, resource.type), self.stack.change.matched
        if self.is_new:
            return next((old[0] for old, new in matched.items() if new == key), None)
        return matched[key][0] if key in matched else None

    @property
    def fate_of_resource(self) -> str | None:
        """What became of its resource, in words; None when nothing did."""
        address, other = self.finding.resource.address, self.counterpart
        if other is None:
            return "new" if self.is_new else "removed"
        if other == address or self.finding.is_about_stack:
            return None
        return f"was {other}" if self.is_new else f"now {other}"


@dataclass(frozen=True)
class Failure:
    """One rule, and every place where it fails in either version; the fixed ones first."""

    rule: Rule
    severity: str
    cases: tuple[Case, ...]

    def those(self, fate: str) -> tuple[Case, ...]:
        """Return the cases with a fate."""
        return tuple(case for case in self.cases if case.fate == fate)


@dataclass(frozen=True)
class Comparison:
    """Everything that is to be said of two versions."""

    before: Side
    after: Side
    stacks: tuple[Compared, ...]

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every failure of every stack, by fate."""
        return tuple(
            Case(fate, pair, stack)
            for fate in FATES
            for stack in self.stacks
            for pair in getattr(stack.change, fate)
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many failures have each fate."""
        return {fate: len(self.those(fate)) for fate in FATES}

    def those(self, fate: str) -> tuple[Case, ...]:
        """Return the failures with a fate."""
        return tuple(case for case in self.cases if case.fate == fate)

    def failures(self, rules: Mapping[str, Rule]) -> Iterator[Failure]:
        """Yield what failed or fails, rule by rule, the most severe first."""
        by_rule: dict[str, list[Case]] = defaultdict(list)
        for case in self.cases:
            by_rule[case.finding.rule_id].append(case)
        for rule_id, cases in sorted(
            by_rule.items(), key=lambda item: (SEVERITIES.index(item[1][0].finding.severity), item[0])
        ):
            yield Failure(rules[rule_id], cases[0].finding.severity, tuple(cases))

    @property
    def verdict(self) -> str | None:
        """Which version is `better`: `after`, `before`, or `even`; None when one of them has no grade."""
        before, after = self.before.grade.score, self.after.grade.score
        if before is None or after is None:
            return None
        return "after" if after > before else "before" if after < before else "even"

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What could not be graded in either version."""
        return tuple(dict.fromkeys((*self.before.errors, *self.after.errors)))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the reader should know of either version, and leaves everything graded."""
        problems = dict.fromkeys((*self.before.problems, *self.after.problems))
        return tuple(problem for problem in problems if problem.is_warning)

    def brings_in(self, threshold: str) -> bool:
        """Whether a failure came in that is at least so severe."""
        return any(case.finding.severity in reaching(threshold) for case in self.those("introduced"))


def compare(before: Side, after: Side) -> Comparison:
    """Return what changed; two single stacks are one stack whatever they are called.

    A stack that cannot be read in the other version is left out: its failures neither went nor came.
    """
    pairs: Iterable[tuple[Stack | None, Stack | None]]
    olds, news = _comparable(before, after), _comparable(after, before)
    if len(olds) == len(news) == 1:
        pairs = [(olds[0], news[0])]
    else:
        folders = {id(stack): side.folder for side in (before, after) for stack in side.stacks}
        pairs = matching.stacks(olds, news, lambda stack: _place(stack, folders.get(id(stack), "")))
    return Comparison(
        before, after, tuple(Compared(old, new, matching.compare(old, new)) for old, new in pairs)
    )


def _comparable(side: Side, other: Side) -> tuple[Stack, ...]:
    if other.errors and not other.stacks:
        return ()
    return tuple(stack for stack in side.stacks if not other.cannot_read(_inside(side.folder, stack.path)))


def _inside(folder: str, path: str) -> str:
    return posixpath.relpath(path, folder or ".")


def _place(stack: Stack, folder: str) -> str:
    """The folder of a stack inside of the folder that was named; a root module is a folder itself."""
    own = stack.path if stack.format in _FOLDERS else posixpath.dirname(stack.path)
    return _inside(folder, own or ".")

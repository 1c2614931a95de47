"""What a run found; the modules beside this one print it, one format each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from adapters.errors import InputError
from stackgrade import grading
from stackgrade.findings import Finding
from stackgrade.grading import Grade
from stackgrade.graph import Graph
from stackgrade.listing import Judged
from stackgrade.severities import SEVERITIES, reaching
from stackgrade.traits import Traits
from stackgrade.waivers import Trial


@dataclass(frozen=True)
class Problem:
    """An input, or a part of one, that could not be graded; a warning leaves everything graded."""

    path: str
    message: str
    line: int | None = None
    is_warning: bool = False

    @classmethod
    def of(cls, error: InputError, is_warning: bool = False) -> Problem:
        """Return the problem that an adapter's error is."""
        return cls(error.path, error.message, error.line, is_warning)

    @property
    def kind(self) -> str:
        """`error` or `warning`."""
        return "warning" if self.is_warning else "error"

    def __str__(self) -> str:
        return (
            f"{self.path}: {self.message}"
            if self.line is None
            else f"{self.path}:{self.line}: {self.message}"
        )


@dataclass(frozen=True)
class Counts:
    """How many verdicts there are of each kind; the failures by severity."""

    fail: Mapping[str, int]
    passed: int
    unknown: int
    waived: int = 0

    @classmethod
    def of(cls, findings: Iterable[Finding], passed: int) -> Counts:
        """Count findings; `passed` verdicts are none."""
        fail = dict.fromkeys(SEVERITIES, 0)
        others = {"unknown": 0, "waived": 0}
        for finding in findings:
            if finding.status == "fail":
                fail[finding.severity] += 1
            else:
                others[finding.status] += 1
        return cls(fail, passed, **others)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            {severity: self.fail[severity] + other.fail[severity] for severity in SEVERITIES},
            self.passed + other.passed,
            self.unknown + other.unknown,
            self.waived + other.waived,
        )

    @property
    def failed(self) -> int:
        """The failures of all severities."""
        return sum(self.fail.values())


@dataclass(frozen=True)
class Stack:
    """One graded stack. `secrets` have to be blanked out of whatever is quoted from its source.

    `profile` is the name of the one it was judged under. `trials` say what became of its waivers. `judged` lists all
    verdicts, `traits` all resources, and `graph` draws these, where that was asked for.
    """

    path: str
    name: str
    format: str
    grade: Grade
    resources: int
    counts: Counts
    findings: tuple[Finding, ...]
    parameters: frozenset[str] = frozenset()
    secrets: frozenset[str] = frozenset()
    judged: tuple[Judged, ...] = ()
    profile: str = ""
    trials: tuple[Trial, ...] = ()
    traits: tuple[Traits, ...] = ()
    graph: Graph | None = None

    @property
    def title(self) -> str:
        """The path, and the name where the path does not hold it already."""
        return self.path if self.name in self.path else f"{self.path} ({self.name})"


@dataclass(frozen=True)
class Change:
    """What a change does to the failures.

    `new` are the fingerprints of those in the report that it brings in, `blocking` of those among them that must not
    be merged; `fixed` are failures of the state before it that are gone. `waived` are the fingerprints of those that
    it waives, and `dropped` the failures that only its configuration made go away. `base` and `head` name the two
    states, and `threshold` is the least severity that blocks.
    """

    new: frozenset[str]
    blocking: frozenset[str]
    fixed: tuple[Finding, ...]
    waived: frozenset[str] = frozenset()
    dropped: tuple[Finding, ...] = ()
    base: str = ""
    head: str = ""
    threshold: str = ""


@dataclass(frozen=True)
class Report:
    """One run; with a `change`, on the state after it. `excluded` are the paths that the configuration leaves out."""

    profile: Mapping[str, Any]
    engine: str
    stacks: tuple[Stack, ...]
    problems: tuple[Problem, ...]
    excluded: tuple[str, ...] = ()
    change: Change | None = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What could not be graded."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the reader should know, and leaves everything graded."""
        return tuple(problem for problem in self.problems if problem.is_warning)

    @property
    def counts(self) -> Counts:
        """The counts over all stacks."""
        return sum((stack.counts for stack in self.stacks), Counts.of((), 0))

    @property
    def grade(self) -> Grade:
        """The mean over all stacks."""
        return grading.average(stack.grade for stack in self.stacks)

    def is_new(self, finding: Finding) -> bool:
        """Whether the change brings a finding in; without a change, all are."""
        return self.change is None or finding.fingerprint in self.change.new

    def failures(self) -> list[tuple[Stack, Finding]]:
        """Return the failures of all stacks that are not waived, the most severe first."""
        failed = [(stack, one) for stack in self.stacks for one in stack.findings if one.status == "fail"]
        return sorted(failed, key=lambda one: (SEVERITIES.index(one[1].severity), one[1].sort_key))

    def reaches(self, threshold: str) -> bool:
        """Whether a failure is at least so severe."""
        counts = self.counts
        return any(counts.fail[level] for level in reaching(threshold))

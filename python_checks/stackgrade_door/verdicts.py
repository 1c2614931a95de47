"""Looks up what the executable said of a resource by file, address and rule; needs the standard library only."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from .executable import EvaluationError

_INDEX = re.compile(r'\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]')
_MODULES = re.compile(r"^(?:module\.[^.]+\.)+")
_RANKS = ("pass", "unknown", "waived", "fail")


@dataclass(frozen=True)
class Verdict:
    """`pass`, `unknown`, `waived` or `fail`, and why."""

    status: str
    text: str | None = None


Verdicts = Mapping[str, Verdict]


@dataclass
class Stack:
    """What a file, or a Terraform root module, was graded as; `verdicts` are those on the stack itself."""

    path: str
    verdicts: Verdicts


@dataclass
class Subject:
    """A resource that was graded, and what each rule says of it, if it says anything."""

    stack: Stack
    verdicts: Verdicts


@dataclass
class Table:
    """All verdicts of one run."""

    exact: dict[tuple[str, str], list[Subject]] = field(default_factory=dict)
    without_index: dict[tuple[str, str], list[Subject]] = field(default_factory=dict)
    in_file: dict[tuple[str, str], list[Subject]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    roots: dict[str, Stack] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    own_rules: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, answer: Mapping[str, Any], rules: Collection[str]) -> Table:
        """Read an answer; raises EvaluationError when it is not about exactly these rules, or not to be understood."""
        try:
            _same(answer["rules"], rules)
            table = cls()
            for content in answer["stacks"]:
                table._add(content)
            table.own_rules = answer["own_rules"]
            table.errors = [(absolute(error["path"]), error["message"]) for error in answer["errors"]]
        except (AttributeError, IndexError, KeyError, TypeError) as error:
            raise EvaluationError(f"stackgrade's answer is damaged: {error!r}") from error
        return table

    def _add(self, content: Mapping[str, Any]) -> None:
        stack = Stack(absolute(content["path"]), {})
        self.files.add(stack.path)  # of a root module, its folder
        self.roots[stack.path] = stack
        for one in content["subjects"]:
            path, address = absolute(one["path"]), one["address"]
            verdicts = {rule_id: _verdict(*verdict) for rule_id, verdict in one["verdicts"].items()}
            self.files.add(path)
            if not address:
                stack.verdicts = verdicts
                continue
            subject = Subject(stack, verdicts)
            self.exact.setdefault((path, address), []).append(subject)
            bare = _INDEX.sub("", address)
            if bare != address:
                self.without_index.setdefault((path, bare), []).append(subject)
            self.in_file.setdefault((path, _MODULES.sub("", bare)), []).append(subject)

    def subjects(self, paths: Iterable[str], address: str) -> list[Subject]:
        """Return what was graded under an address in one of these files.

        Several when Checkov knows fewer instances of `count` and `for_each` than stackgrade does, or when two root
        modules call the same module by the same name.
        """
        paths = [*paths]
        bare = _INDEX.sub("", address)
        for places, wanted in ((self.exact, address), (self.exact, bare), (self.without_index, address)):
            found = [subject for path in paths for subject in places.get((path, wanted), ())]
            if found:
                return found
        return []

    def written(self, paths: Iterable[str], address: str) -> list[Subject]:
        """Return what was graded of a resource as it is written: `aws_x.y`, in whatever instances of a module."""
        return [subject for path in paths for subject in self.in_file.get((path, address), ())]

    def fault(self, path: str) -> str | None:
        """Return why a file was not graded; None when it was, or when nothing says that it should have been."""
        if path in self.files or os.path.dirname(path) in self.roots:
            return None
        for place, message in self.errors:
            if place == path or path.startswith(place.rstrip(os.sep) + os.sep) or self._is_lost(place):
                return f"{place}: {message}"
        return None

    def _is_lost(self, place: str) -> bool:
        """Whether an error left nothing graded where it is: what else belongs to that is not known."""
        return place not in self.files and os.path.dirname(place) not in self.roots


def worst(subjects: Sequence[Subject], rule_id: str) -> Verdict | None:
    """Return the worst of the verdicts of a rule; None when it says nothing."""
    if len(subjects) == 1:  # as nearly always
        return subjects[0].verdicts.get(rule_id)
    found = [subject.verdicts[rule_id] for subject in subjects if rule_id in subject.verdicts]
    return max(found, key=lambda verdict: _RANKS.index(verdict.status), default=None)


def _same(theirs: Iterable[str], ours: Collection[str]) -> None:
    differing = sorted(set(theirs).symmetric_difference(ours))
    if differing:
        raise EvaluationError(
            f"stackgrade has other rules than these checks ({', '.join(_some(differing))}): "
            'use --external-checks-dir "$(stackgrade checkov-dir)"'
        )


def _some(names: list[str]) -> Iterator[str]:
    yield from names[:3]
    if len(names) > 3:
        yield f"and {len(names) - 3} more"


@cache
def _verdict(status: str, text: str | None = None) -> Verdict:
    """Most are the same pass."""
    return Verdict(status, text)


@cache
def absolute(path: str) -> str:
    """Return a path as all paths are compared: there are few, and each is asked about often."""
    return os.path.realpath(path)

"""What became of each failure: new, fixed, waived by the change, or merely moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from stackgrade import matching
from stackgrade.findings import Finding
from stackgrade.gate.places import Place
from stackgrade.reports import Stack


class Outcome:
    """What became of the findings of the stacks that a change touches.

    `shown` are the paths of those that it does touch; of the others only those count in which something changed.
    """

    def __init__(self, place: Place, shown: Collection[str]) -> None:
        self._place = place
        self._shown = shown
        self.stacks: list[Stack] = []
        self.new: list[Finding] = []
        self.fixed: list[Finding] = []
        self.waived: list[Finding] = []

    def compare(self, befores: list[Stack], afters: list[Stack]) -> None:
        """Take the stacks before and after the change."""
        known = {id(stack) for stack in befores}

        def place(stack: Stack) -> str:
            return self._place(stack.path) if id(stack) in known else stack.path

        for before, after in matching.stacks(befores, afters, place):
            self._pair(before, after)
        self._take_out_moved()

    def _pair(self, before: Stack | None, after: Stack | None) -> None:
        matched = matching.resources(before.traits if before else (), after.traits if after else ())
        pairs = matching.findings(before.findings if before else (), after.findings if after else (), matched)
        is_changed = False
        for pair in pairs:
            was = pair.before.status if pair.before else None
            now = pair.after.status if pair.after else None
            is_changed |= was != now
            if pair.after is not None and now == "fail" and was != "fail":
                self.new.append(pair.after)
            elif pair.after is not None and now == "waived" and was != "waived":
                self.waived.append(pair.after)
            elif pair.before is not None and was == "fail" and now is None:
                self.fixed.append(pair.before)
        if after is not None and (is_changed or after.path in self._shown):
            self.stacks.append(after)

    def _take_out_moved(self) -> None:
        """A failure that came with a resource from another stack is neither new nor fixed."""
        gone: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
        for finding in self.fixed:
            gone[_identity(finding)].append(finding)
        new = []
        for finding in self.new:
            earlier = gone.get(_identity(finding)) if not finding.is_about_stack else None
            if earlier:
                self.fixed.remove(earlier.pop())
            else:
                new.append(finding)
        self.new = new


def _identity(finding: Finding) -> tuple[str, ...]:
    """What stays of a finding when its resource moves to another file or module."""
    name = finding.resource.address.rpartition(".")[2]
    return finding.rule_id, finding.resource.type, name, finding.attribute_path or "", finding.message or ""

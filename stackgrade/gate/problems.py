"""What a reviewer must know besides failures: what could not be read, and that the gate itself is altered."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from stackgrade import configuration
from stackgrade import run as runs
from stackgrade.gate.reach import Changed
from stackgrade.gate.state import State
from stackgrade.gate.touched import Touched
from stackgrade.reports import Problem
from stackgrade.repository import submodules


def of(touched: Touched, changed: Changed) -> Iterator[Problem]:
    """Yield what could not be graded of what the change touches; what was broken before it is only told."""
    yield from _of_stacks(touched)
    yield from _of_search(touched.head, changed)
    yield from _of_before(touched)
    yield from _of_submodules(touched)
    graded = [touched.head.graded[source] for source in touched.afters]
    yield from runs.waived_in_vain(graded, touched.head.settings, are_all=False)


def of_policy(base: State, head: State) -> Problem:
    """Return the warning that a change alters what the gate checks."""
    was, now = (state.settings.project.fail_on or "high" for state in (base, head))
    said = f" and now blocks from {now} on, not {was}" if was != now else ""
    return Problem(configuration.NAME, f"the change alters what the gate checks{said}", is_warning=True)


def _of_stacks(touched: Touched) -> Iterator[Problem]:
    graded = touched.base.graded
    earlier = {(one.message, one.line) for source in touched.befores for one in graded[source].problems}
    for source in touched.afters:
        for one in touched.head.graded[source].problems:
            if source.path in touched.surely or (one.message, one.line) not in earlier:
                yield one


def _of_search(head: State, changed: Changed) -> Iterator[Problem]:
    for fault in head.faults:
        folder = posixpath.dirname(fault.path)
        is_near = any(path.startswith(f"{folder}/" if folder else "") for path in changed.paths)
        if is_near and not head.settings.project.excludes(fault.path):
            yield Problem(fault.path, f"{fault.message}; the gate sees what git knows", fault.line)


def _of_before(touched: Touched) -> Iterator[Problem]:
    head = touched.head
    sound = {source.path for source in touched.afters}
    for source in touched.befores:
        after = touched.place(source.path)
        errors = [one for one in touched.base.graded[source].problems if not one.is_warning]
        if errors and after in sound:
            said = f"could not be read before the change, so that whatever fails counts as new: {errors[0].message}"
            yield Problem(after, said, is_warning=True)
        is_excluded = head.settings.project.excludes(after)
        if after in head.files and after not in sound and not is_excluded and not _is_part(head, after):
            yield Problem(after, "was a template before the change, and is none any more", is_warning=True)


def _is_part(head: State, path: str) -> bool:
    """Whether another source reads it: a template that is nested now."""
    return any(path in head.read(source) for source in head.graded)


def _of_submodules(touched: Touched) -> Iterator[Problem]:
    read = {path.rstrip("/") for source in touched.afters for path in touched.head.read(source)}
    for submodule in submodules(touched.head.files):
        if any(path == submodule or path.startswith(f"{submodule}/") for path in read):
            said = f"the submodule is not checked out: git submodule update --init {submodule}"
            yield Problem(submodule, said)

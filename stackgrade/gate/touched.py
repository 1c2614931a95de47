"""Which stacks a change touches, graded in both states."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.discovery import Source
from stackgrade.gate.places import Place
from stackgrade.gate.reach import Changed, candidates
from stackgrade.gate.state import State, inside
from stackgrade.reports import Stack
from stackgrade.run import Progress


@dataclass(frozen=True)
class Touched:
    """The sources that a change may touch, before and after it, all of them graded.

    `surely` are the paths, after the change, of those that read what changed.
    """

    base: State
    head: State
    place: Place
    befores: tuple[Source, ...]
    afters: tuple[Source, ...]
    surely: frozenset[str]

    @property
    def stacks_before(self) -> list[Stack]:
        """The stacks before the change, but for what cannot be read any more: that is not fixed."""
        lost = {one.path for one in self.afters if not self.head.graded[one].stacks}
        kept = [one for one in self.befores if self.place(one.path) not in lost]
        return [stack for one in kept for stack in self.base.graded[one].stacks]

    @property
    def stacks_after(self) -> list[Stack]:
        """The stacks after the change."""
        return [stack for one in self.afters for stack in self.head.graded[one].stacks]

    @property
    def shown(self) -> frozenset[str]:
        """The paths of the stacks that are in the report even if nothing changed in them."""
        sources = [one for one in self.afters if one.path in self.surely]
        return frozenset(stack.path for one in sources for stack in self.head.graded[one].stacks)


def find(
    base: State,
    head: State,
    changed: Changed,
    place: Place,
    everywhere: bool,
    jobs: int | None,
    progress: Progress | None,
) -> Touched:
    """Grade what the change may touch, every stack where it counts `everywhere`, and return what it does touch."""
    surely: set[str] = set()
    perhaps: set[str] = set()
    for state, placed in ((head, str), (base, place)):
        with inside(state.folder):
            reached = (
                state.sources
                if everywhere or _reads_values(state, changed)
                else candidates(state.sources, state.files, changed.paths)
            )
        state.grade(reached, jobs, progress)
        for source in reached:
            read = state.read(source)
            if changed.was_read(read):
                surely.add(placed(source.path))
            elif everywhere or changed.was_listed(read):
                perhaps.add(placed(source.path))
    touched = surely | perhaps
    befores = tuple(one for one in base.sources if place(one.path) in touched)
    afters = tuple(one for one in head.sources if one.path in touched)
    base.grade(befores, jobs, progress)
    head.grade(afters, jobs, progress)
    return Touched(base, head, place, befores, afters, frozenset(surely))


def _reads_values(state: State, changed: Changed) -> bool:
    """Whether a file of values that every stack is given has changed."""
    return any(path in changed.paths for path in state.settings.options.parameter_files)

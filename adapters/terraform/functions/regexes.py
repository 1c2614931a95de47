"""Regular expressions, which are run over a text in time that grows with its length only.

https://developer.hashicorp.com/terraform/language/functions/regex
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from adapters.terraform.functions.conversion import as_text
from adapters.terraform.functions.errors import FunctionError, NotSupported
from adapters.terraform.functions.patterns import Program, compiled
from adapters.terraform.functions.sets import TerraformList

# Threads that are advanced by one character, for one call.
_MAX_WORK = 2_000_000
_WORD = re.compile(r"[0-9A-Za-z_]")
_GROUP = re.compile(r"\$(?:(\$)|(\w+)|\{(\w+)\})")

# Where a match and its groups begin and end, one after the other; None where a group takes no part.
Places = tuple[int | None, ...]


class Matcher:
    """A pattern and a text that it is looked for in."""

    def __init__(self, pattern: str, text: str) -> None:
        self.program: Program = compiled(pattern)
        self.text = text
        self._work = _MAX_WORK

    def find(self, position: int) -> Places | None:
        """Return the first match at or after a position: of several there, the one that the pattern prefers."""
        steps, text = self.program.steps, self.text
        nothing: Places = (None,) * (2 * len(self.program.names) + 2)
        threads: list[tuple[int, Places]] = []
        seen: set[int] = set()
        found: Places | None = None
        for at in range(position, len(text) + 1):
            if found is None and (at == 0 or not self.program.anchored):
                self._start(threads, seen, 0, nothing, at)
            if not threads:
                if found is not None or self.program.anchored:
                    break
                seen = set()
                continue
            following: list[tuple[int, Places]] = []
            seen = set()
            self._spend(len(threads))
            for number, places in threads:
                characters = steps[number].characters
                if characters is None:
                    found = places
                    break
                if at < len(text) and characters.holds(text[at]):
                    self._start(following, seen, number + 1, places, at + 1)
            threads = following
        return found

    def _spend(self, work: int) -> None:
        self._work -= work
        if self._work < 0:
            raise NotSupported("the text is too long for this regular expression")

    def _start(
        self, threads: list[tuple[int, Places]], seen: set[int], number: int, places: Places, at: int
    ) -> None:
        """Add the threads that a step leads to without reading anything, those that are preferred first."""
        pending = [(number, places)]
        before = len(seen)
        while pending:
            number, places = pending.pop()
            if number in seen:
                continue
            seen.add(number)
            step = self.program.steps[number]
            if step.kind == "jump":
                pending.append((step.number, places))
            elif step.kind == "split":
                pending += [(step.other, places), (step.number, places)]
            elif step.kind == "save":
                pending.append((number + 1, (*places[: step.number], at, *places[step.number + 1 :])))
            elif step.kind != "assert":
                threads.append((number, places))
            elif self._holds(step.assertion, at):
                pending.append((number + 1, places))
        self._spend(len(seen) - before)

    def _holds(self, assertion: str, at: int) -> bool:
        if assertion == "begin text":
            return at == 0
        if assertion == "end text":
            return at == len(self.text)
        if assertion == "begin line":
            return at == 0 or self.text[at - 1] == "\n"
        if assertion == "end line":
            return at == len(self.text) or self.text[at] == "\n"
        sides = [
            _WORD.match(side) is not None
            for side in (self.text[at - 1 : at] if at else "", self.text[at : at + 1])
        ]
        return (sides[0] != sides[1]) == (assertion == "word")

    def find_all(self) -> Iterator[Places]:
        """Return every match that does not overlap an earlier one; none is empty where another one ends."""
        position, last = 0, -1
        while position <= len(self.text) and (places := self.find(position)) is not None:
            start, end = places[0] or 0, places[1] or 0
            if end > position:
                position = end
                yield places
            else:
                position += 1
                if start != last:
                    yield places
            last = end

    def group(self, places: Places, number: int) -> str | None:
        """Return what a group matches, 0 for the whole, None where it takes no part."""
        start, end = places[2 * number : 2 * number + 2]
        return None if start is None or end is None else self.text[start:end]

    def result(self, places: Places) -> Any:
        """Return the groups by name, else in their order, else the whole match."""
        names = self.program.names
        groups = [self.group(places, i + 1) for i in range(len(names))]
        if any(names):
            return dict(zip(names, groups, strict=True))
        return groups or self.group(places, 0)

    def expanded(self, template: str, places: Places) -> str:
        """Return a replacement in which `$1` and `${name}` stand for groups."""
        return _GROUP.sub(
            lambda match: "$" if match[1] else self._named(match[2] or match[3], places), template
        )

    def _named(self, name: str, places: Places) -> str:
        names = ["", *self.program.names]
        if name.isascii() and name.isdigit() and (name == "0" or not name.startswith("0")):
            return (self.group(places, int(name)) or "") if len(name) < 5 and int(name) < len(names) else ""
        groups = (self.group(places, i) for i, own in enumerate(names) if own == name)
        return next((group for group in groups if group is not None), "")


def regex(pattern: Any, text: Any) -> Any:
    matcher = _matcher(pattern, text)
    places = matcher.find(0)
    if places is None:
        raise FunctionError("the text does not match the regular expression")
    return matcher.result(places)


def regexall(pattern: Any, text: Any) -> TerraformList:
    matcher = _matcher(pattern, text)
    return TerraformList(matcher.result(places) for places in matcher.find_all())


def _matcher(pattern: Any, text: Any) -> Matcher:
    matcher = Matcher(as_text(pattern), as_text(text))
    if len({bool(name) for name in matcher.program.names}) > 1:
        raise FunctionError("some groups have names, and some have not")
    return matcher


def replaced(text: str, pattern: str, template: str) -> str:
    """Return a text in which every match is exchanged."""
    matcher, parts, end, position = Matcher(pattern, text), [], 0, 0
    while position <= len(text) and (places := matcher.find(position)) is not None:
        start, stop = places[0] or 0, places[1] or 0
        parts.append(text[end:start])
        # An empty match where another one ends is none.
        if stop > end or start == 0:
            parts.append(matcher.expanded(template, places))
        end = stop
        position = max(stop, position + 1)
    return "".join([*parts, text[end:]])


FUNCTIONS: Mapping[str, Callable[..., Any]] = {"regex": regex, "regexall": regexall}

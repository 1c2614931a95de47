"""An engine runs the ruleset on normalized documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal, NamedTuple, Protocol

from adapters.model import Location

Status = Literal["pass", "fail", "unknown"]


class Verdict(NamedTuple):
    """What one rule says of one subject.

    `address` is "" for the stack itself. A failure has a `message`, an unknown a `reason`; `attribute` is the path that
    decided, or None when something is missing altogether. `location` is where it stands, when no attribute tells: a
    line of source code. `case` says which of the rule's fixes repairs it, where there are several.
    """

    rule_id: str
    address: str
    type: str
    status: Status
    attribute: str | None = None
    message: str | None = None
    reason: str | None = None
    location: Location | None = None
    case: str | None = None


class Engine(Protocol):
    """Loads the ruleset once and judges many documents; `warnings` are about all that it judged so far."""

    name: str
    warnings: Collection[str]

    def evaluate(self, document: Mapping[str, Any]) -> list[Verdict]:
        """Return the verdicts of every rule that the document's profile wants, sorted.

        Raises EngineError when a rule raised, is undefined, or when the answer is not complete.
        """
        ...

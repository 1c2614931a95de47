"""What a rule in Python says of a resource."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """Something that is wrong (`fail`), or that leaves the verdict open (`unknown`), and its text.

    `attribute` is the path of the property that is meant. `place` is a file and a line of it, for what stands in
    source code.
    """

    status: str
    text: str
    attribute: str | None = None
    place: tuple[str, int, int] | None = None

    def content(self) -> dict[str, Any]:
        """Return the members of a verdict that are about what was found."""
        found: dict[str, Any] = {"status": self.status, "attribute": self.attribute}
        found["message" if self.status == "fail" else "reason"] = self.text
        if self.place is not None:
            path, first, last = self.place
            found["location"] = {"path": path, "start_line": first, "end_line": last}
        return found


def wrong(text: str, attribute: str | None = None, place: tuple[str, int, int] | None = None) -> Outcome:
    """Return a failure."""
    return Outcome("fail", text, attribute, place)


def unknown(reason: str, attribute: str | None = None) -> Outcome:
    """Return that the template does not decide it."""
    return Outcome("unknown", reason, attribute)

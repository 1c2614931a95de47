"""What was judged, subject by subject, passes included: for programs that look verdicts up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from adapters.discovery import PLAN
from adapters.model import Data, Document, Resource
from stackgrade.engines import Verdict
from stackgrade.findings import Finding, subject

_RANKS = ("pass", "unknown", "waived", "fail")


@dataclass(frozen=True)
class Outcome:
    """What one rule says: `pass`, `unknown`, `waived` or `fail`, and the message or reason of the latter three."""

    status: str
    text: str | None = None


@dataclass(frozen=True)
class Judged:
    """A resource as the user wrote it, in the file where it stands, or the stack itself, whose address is "".

    What a transform or a table makes of one resource counts for that resource: of several outcomes of a rule the
    worst one holds. Rules that do not concern the resource are not there.
    """

    path: str
    address: str
    type: str
    outcomes: Mapping[str, Outcome]


def judged(
    document: Document, verdicts: Iterable[Verdict], findings: Iterable[Finding]
) -> tuple[Judged, ...]:
    """Return the stack itself, then every resource of a document in the order in which they are written."""
    data = document.data
    outcomes: dict[str, dict[str, Outcome]] = {}
    for address, rule_id, outcome in _outcomes(data, verdicts, findings):
        held = outcomes.setdefault(address, {}).get(rule_id)
        if held is None or _RANKS.index(outcome.status) > _RANKS.index(held.status):
            outcomes[address][rule_id] = outcome
    places = _places(data)
    stack = Judged(data["location"]["path"], "", "Stack", outcomes.get("", {}))
    resources = [
        Judged(path, address, kind, outcomes.get(address, {})) for address, (path, kind) in places.items()
    ]
    return (stack, *resources)


def _outcomes(
    data: Data, verdicts: Iterable[Verdict], findings: Iterable[Finding]
) -> Iterator[tuple[str, str, Outcome]]:
    """By the address that the user knows."""
    for finding in findings:
        address = "" if finding.is_about_stack else finding.resource.address
        yield (
            address,
            finding.rule_id,
            Outcome(finding.status, finding.waiver or finding.message or finding.reason),
        )
    for verdict in verdicts:
        if verdict.status == "pass":
            address = subject(data, verdict).address if verdict.address else ""
            yield address, verdict.rule_id, Outcome("pass")


def _places(data: Data) -> dict[str, tuple[str, str]]:
    """File and type of every resource by the address that the user knows, sorted by where it stands."""
    resources: list[Resource] = [*data["resources"].values()]
    for variant in data.get("variants", []):
        resources += [resource for resource in variant["resources"].values() if resource is not None]
    resources.sort(key=lambda resource: (resource["location"]["path"], resource["location"]["start_line"]))
    # A plan speaks of the lines of a configuration where it finds them, but what is scanned is the plan.
    plan = data["path"] if data["format"] == PLAN else None
    return {
        resource.get("source_address", resource["address"]): (
            plan or resource["location"]["path"],
            resource["source_type"],
        )
        for resource in resources
    }

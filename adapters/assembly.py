"""What every adapter does with the resources of a stack once it has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adapters import dashboards, iam, image_lifecycles, states
from adapters.cycles import cycles
from adapters.errors import InputError
from adapters.model import Data, Fault, Location, Resource, in_all_states
from adapters.secrets import Redactor


def by_type(resources: Mapping[str, Resource]) -> dict[str, list[str]]:
    """Return the addresses by type."""
    found: dict[str, list[str]] = {}
    for address, resource in resources.items():
        found.setdefault(resource["type"], []).append(address)
    return found


def note_documents(resource: Resource) -> None:
    """Add what IAM's lists say of the policies in a resource, and what is wrong with a text that a service reads."""
    add_faults(resource, iam.faults(resource["type"], resource["properties"]))
    add_faults(resource, states.faults(resource["type"], resource["properties"], resource["raw"]))
    add_faults(resource, dashboards.faults(resource["type"], resource["properties"]))
    add_faults(resource, image_lifecycles.faults(resource["type"], resource["properties"]))
    if reach := iam.reach(resource["type"], resource["properties"]):
        resource["reach"] = reach


def add_faults(resource: Resource, found: list[Fault]) -> None:
    """Add what is wrong in a resource beside what is known to be; one without faults has no list of them."""
    if found:
        resource["faults"] = [*resource.get("faults", []), *found]


def circles(
    graph: Mapping[str, set[str]], locations: Mapping[str, Location], note: Callable[[InputError], None]
) -> list[list[str]]:
    """Return the circles among what refers to what; such a stack is refused at deployment, and judged all the same."""
    found = cycles({address: targets & graph.keys() for address, targets in graph.items()})
    for circle in found:
        location = locations[circle[0]]
        path = " -> ".join([*circle, circle[0]])
        message = f"resources depend on each other in a circle: {path}"
        note(InputError(location["path"], message, location["start_line"]))
    return found


def in_all(message: str, places: int) -> str:
    """Return a message that stands at the first of several places."""
    others = places - 1
    return f"{message}, here and in {others} other place{'s' if others > 1 else ''}" if others else message


def sweep(data: Data, redactor: Redactor) -> None:
    """Cut secrets that were found where one belongs, and stand elsewhere under a harmless name."""
    data["parameters"] = redactor.sweep(data["parameters"])
    data["outputs"] = redactor.sweep(data["outputs"])
    for resource in in_all_states(data):
        resource["properties"] = redactor.sweep(resource["properties"])
        resource["raw"] = redactor.sweep(resource["raw"])
        resource["tags"] = redactor.sweep(resource["tags"])

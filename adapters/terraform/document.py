"""From the instances of a configuration or plan to the normalized document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.assembly import by_type, circles, note_documents, sweep
from adapters.cloudformation import formats, schema
from adapters.cloudformation.types import scalar_types
from adapters.errors import InputError
from adapters.flattening import Flat, tags
from adapters.model import (
    SCHEMA_VERSION,
    Attribute,
    Code,
    Data,
    Document,
    Edge,
    Location,
    OpenAttribute,
    Resource,
    Variant,
)
from adapters.secrets import Redactor, name_for
from adapters.terraform import allowed, packages
from adapters.terraform.evaluator import camel
from adapters.terraform.lookups import Lookup
from adapters.terraform.mapping.tables import entry
from adapters.terraform.resources import Made, Source, Translated, make, words
from adapters.values import Value, plain

# What a template says of itself, and a configuration does not.
_NO_METADATA: dict[str, Any] = {
    "description": None, "version": None, "transforms": [], "conditions": [], "mappings": [], "interface": False
}  # fmt: skip


@dataclass
class Scenario:
    """The instances that there are under another combination of open conditions."""

    when: dict[str, bool]
    sources: list[Source]


@dataclass
class Stack:
    """Everything that goes into a document besides the resources."""

    format: str
    name: str
    path: str
    location: str
    sources: list[Source]
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)
    outputs: dict[str, Value] = field(default_factory=dict)
    output_lines: dict[str, Attribute] = field(default_factory=dict)
    descriptions: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)
    unknowns: list[OpenAttribute] = field(default_factory=list)
    terraform: dict[str, Any] = field(default_factory=dict)
    lookups: list[Lookup] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    incomplete: list[dict[str, str]] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)
    redactor: Redactor = field(default_factory=Redactor)
    when: dict[str, bool] = field(default_factory=dict)
    scenarios: list[Scenario] = field(default_factory=list)
    archives: Mapping[str, Code] = field(default_factory=dict)


def build(stack: Stack) -> Document:
    """Return the normalized document of a stack."""
    errors = {str(error): error for error in stack.errors}

    def note(error: InputError) -> None:
        errors.setdefault(str(error), error)

    resources, edges = _resources(stack.sources, stack.redactor)
    flat = Flat("", stack.redactor)
    outputs = {}
    for name, value in stack.outputs.items():
        flat.attributes[f"Outputs.{name}"] = stack.output_lines[name]
        outputs[name] = {"value": flat.add(f"Outputs.{name}.Value", value)}
        if isinstance(stack.descriptions.get(name), str):
            outputs[name]["description"] = stack.descriptions[name]
    looked_up = {}
    for lookup in stack.lookups:
        flat.attributes[lookup.address] = lookup.place
        looked_up[lookup.address] = _looked_up(lookup, stack.redactor)
    data: Data = {
        "schema_version": SCHEMA_VERSION,
        "format": stack.format,
        "name": stack.name,
        "path": stack.path,
        "location": {"path": stack.location, "start_line": 1, "end_line": 1},
        "parameters": stack.parameters,
        "outputs": outputs,
        "resources": resources,
        "types": by_type(resources),
        "edges": edges,
        "attributes": {**stack.attributes, **flat.attributes, **_resource_lines(resources)},
        "unknowns": [*stack.unknowns, *flat.unknowns],
        "metadata": {**_NO_METADATA, "unused": stack.unused},
        "incomplete": stack.incomplete,
        "circles": _circles(stack.sources, note),
        "terraform": {**stack.terraform, "lookups": looked_up} if looked_up else stack.terraform,
        "names": _names(stack.sources),
    }  # fmt: skip
    variants = [_variant(scenario, resources, stack.redactor) for scenario in stack.scenarios]
    differing = [variant for variant in variants if variant["resources"]]
    if differing:
        data["when"], data["variants"] = stack.when, differing
    sweep(data, stack.redactor)
    ordered = sorted(errors.values(), key=lambda error: (error.path, error.line or 0))
    code = {
        address: stack.archives[package]
        for address, resource in resources.items()
        if (package := packages.package_of(resource)) is not None and package in stack.archives
    }
    return Document(data, frozenset(stack.redactor.found), tuple(ordered), code=code)


def _names(sources: list[Source]) -> dict[str, dict[str, str]]:
    """What the user calls the properties of each type; of one without a table they are the arguments themselves."""
    found: dict[str, dict[str, str]] = {}
    for source in sources:
        known = found.setdefault(source.type, dict(words(source.type)))
        if entry(source.type) is None:
            known |= {camel(name): name for name in source.body}
    return found


def _looked_up(lookup: Lookup, redactor: Redactor) -> dict[str, Any]:
    arguments = {name: _plain(value, name, redactor) for name, value in lookup.arguments.items()}
    parameters = sorted(lookup.parameters)
    return {"type": lookup.type, "arguments": arguments, "parameters": parameters, "waits": lookup.waits}


def _resource_lines(resources: dict[str, Resource]) -> dict[str, Attribute]:
    return {
        f"Resources.{address}": {
            "path": resource["location"]["path"],
            "line": resource["location"]["start_line"],
            "end_line": resource["location"]["end_line"],
            "state": "written",
        }
        for address, resource in resources.items()
    }


def _resources(sources: list[Source], redactor: Redactor) -> tuple[dict[str, Resource], list[Edge]]:
    translated = make(sources)
    resources: dict[str, Resource] = {}
    edges: list[Edge] = []
    for made in translated.resources.values():
        resources[made.address], own = _resource(made, translated, redactor)
        edges += own
    _depend(resources, sources, translated)
    for address, parts in _parts_waited_for(sources, translated.moved).items():
        if address in resources and parts:
            resources[address]["depends_on_parts"] = parts
    types = {address: resource["type"] for address, resource in resources.items()}
    for resource in resources.values():
        if schema.of(resource["type"]) is not None:
            found = formats.faults(resource["type"], resource["properties"], types.get)
            resource["faults"] = [*resource.get("faults", []), *found]
    return resources, edges


def _variant(scenario: Scenario, base: dict[str, Resource], redactor: Redactor) -> Variant:
    """What is different from the first scenario."""
    resources, edges = _resources(scenario.sources, redactor)
    changed: dict[str, Resource | None] = dict.fromkeys(base.keys() - resources.keys())
    changed |= {
        address: resource
        for address, resource in resources.items()
        if address not in base or not _same(resource, base[address])
    }
    own = [edge for edge in edges if edge["source"] in changed]
    return {"when": scenario.when, "resources": dict(sorted(changed.items())), "edges": own}


def _same(one: Resource, other: Resource) -> bool:
    return one["properties"] == other["properties"] and one["lifecycle"] == other["lifecycle"]


def _resource(made: Made, translated: Translated, redactor: Redactor) -> tuple[Resource, list[Edge]]:
    source = made.source
    flat = Flat(made.address, redactor, scalar_types(made.type), source.path)
    properties = {name: flat.add(name, value) for name, value in made.properties.items()}
    lifecycle = {name: flat.add(name, value) for name, value in made.lifecycle.items()}
    for edge in flat.edges:
        edge["target"] = translated.moved.get(edge["target"], edge["target"])
    edges = [edge for edge in flat.edges if edge["target"] != made.address]
    resource: Resource = {
        "address": made.address,
        "type": made.type,
        "source_type": source.type,
        "properties": properties,
        "raw": {name: _plain(value, name, redactor) for name, value in source.body.items()},
        "tags": tags(properties),
        "lifecycle": lifecycle,
        "depends_on": [],
        "conditions": [source.condition] if source.condition else [],
        "location": {"path": source.path, "start_line": source.line, "end_line": source.end_line},
        "attributes": flat.attributes,
        "unknowns": flat.unknowns,
        "construct_path": source.construct_path,
    }
    if schema.of(made.type) is not None:
        resource["faults"] = allowed.faults(made.type, properties, flat.attributes)
    own_region = resource["raw"].get("region")
    region = own_region if isinstance(own_region, str) else source.region
    if region is not None:
        resource["region"] = region
    if made.source_address is not None:
        resource["source_address"] = made.source_address
    note_documents(resource)
    return resource, edges


def _circles(sources: list[Source], note: Callable[[InputError], None]) -> list[list[str]]:
    """Circles among what is written: parts that are folded into another resource must not close one."""
    bases = _by_base(source.address for source in sources)
    graph = {source.address: _named(source, bases) for source in sources}
    for source in sources:
        inside = tuple(f"{module}{mark}" for module in source.modules for mark in (".", "["))
        if inside:
            graph[source.address] |= {address for address in graph if address.startswith(inside)}
    locations: dict[str, Location] = {
        source.address: {"path": source.path, "start_line": source.line, "end_line": source.end_line}
        for source in sources
    }
    return circles(graph, locations, note)


def _plain(value: Value, name: str, redactor: Redactor) -> Any:
    """A value as it was written, without its secrets."""
    data = value.data
    if isinstance(data, list):
        return [_plain(item, name, redactor) for item in data]
    if isinstance(data, dict):
        return {key: _plain(item, name_for(key, data, _content), redactor) for key, item in data.items()}
    content = plain(value)
    if isinstance(content, str):
        return Flat("", redactor).add(name, value, name=name)
    return content


def _content(value: Value) -> Any:
    return value.data


def _depend(resources: dict[str, Resource], sources: list[Source], translated: Translated) -> None:
    """`depends_on` names whole resources and modules: all of their instances are meant."""
    bases = _by_base(resources)
    for address, parent in translated.moved.items():
        for base in _bases(address):
            bases.setdefault(base, []).append(parent)
    for source in sources:
        holder = resources.get(translated.moved.get(source.address, source.address))
        if holder is None:
            continue
        wanted = [address for name in source.depends_on for address in bases.get(name, [])]
        known = {*holder["depends_on"], holder["address"]}
        holder["depends_on"] += [address for address in dict.fromkeys(wanted) if address not in known]


def _parts_waited_for(sources: list[Source], moved: Mapping[str, str]) -> dict[str, list[str]]:
    """The parts of other resources that each resource is made after: what waits for the whole need not wait for them.

    A part that it waits for may do so in turn for others.
    """
    if not moved:
        return {}
    bases = _by_base(moved)
    named = {source.address: _named(source, bases) & moved.keys() for source in sources}
    found = {}
    for address in named.keys() - moved.keys():
        waiting, reached = [*named[address]], set(named[address])
        while waiting:
            new = named.get(waiting.pop(), set()) - reached
            reached |= new
            waiting += new
        found[address] = sorted(reached)
    return found


def _named(source: Source, bases: Mapping[str, list[str]]) -> set[str]:
    """The addresses that a resource names, in its values and as what it depends on."""
    references = (reference for value in source.body.values() for reference in value.all_references())
    return {
        *(reference.address for reference in references),
        *(address for name in source.depends_on for address in bases.get(name, ())),
    }


def _by_base(addresses: Iterable[str]) -> dict[str, list[str]]:
    """Addresses by what they are meant by."""
    found: dict[str, list[str]] = {}
    for address in addresses:
        for base in _bases(address):
            found.setdefault(base, []).append(address)
    return found


def _bases(address: str) -> set[str]:
    """`module.a["k"].aws_x.y[0]` is meant by `module.a`, `module.a.aws_x.y`, and by itself."""
    without = re.sub(r'\[(?:\d+|"[^"]*")\]', "", address)
    found = {address, without}
    parts = without.split(".")
    for i in range(0, len(parts) - 2, 2):
        if parts[i] == "module":
            found.add(".".join(parts[: i + 2]))
    return found

"""A plan, as `terraform show -json` writes it, to what the document is built from.

https://developer.hashicorp.com/terraform/internals/json-format

Values are those that are planned. What is known only after the apply is unknown, or a reference where the
configuration in the plan says that it is nothing but an attribute of another resource. Lines, comments and
`lifecycle` are not in a plan: they come from the configuration's files where these lie beside it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from adapters import files
from adapters.errors import InputError
from adapters.secrets import cut, is_literal_secret, is_secret_name
from adapters.terraform import provider
from adapters.terraform.configuration import Configuration, is_configuration, read_configuration
from adapters.terraform.document import Stack
from adapters.terraform.evaluator import camel
from adapters.terraform.folders import Installed
from adapters.terraform.mapping.tables import entry
from adapters.terraform.resources import Source
from adapters.terraform.syntax import Block
from adapters.text import read_text
from adapters.values import NONE, Reference, Unknown, Value

MAX_SIZE = 64 * 1024 * 1024
_TOO_BIG = f"the file is larger than {MAX_SIZE // 1024 // 1024} MiB"
_INDEX = re.compile(r'\[(?:\d+|"[^"]*")\]')
_CALLED = re.compile(r'module\.([\w-]+)(\[(?:\d+|"[^"]*")\])?\.')
_AFTER = "it is known after the apply"
_ELSEWHERE = "the plan does not say where it comes from"
_MAX_DEPTH = 60
_SECTIONS = {"planned_values": dict, "resource_changes": list, "configuration": dict, "variables": dict}
_VERSION = re.compile(r"[01]\.\d+")
_EVENTS = "is what `terraform plan -json` prints, and no plan: `terraform show -json tfplan` writes one"
_FAILED = "terraform could not finish the plan: it holds what was planned until then"


def read(path: str) -> Stack:
    """Return the stack of a plan; raises InputError when the file is none."""
    text = read_text(path, MAX_SIZE, _TOO_BIG)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and '"@module"' in text.partition("\n")[0]:
            raise InputError(path, _EVENTS) from None
        raise InputError(path, f"is not valid JSON: {error.msg}", error.lineno, error.colno) from None
    except RecursionError:
        raise InputError(path, "the JSON is nested too deeply") from None
    if not isinstance(content, dict) or not ("planned_values" in content or "resource_changes" in content):
        raise InputError(path, "is no plan: there is neither `planned_values` nor `resource_changes`")
    version = content.get("format_version", "1.0")
    if not _VERSION.fullmatch(str(version)):
        raise InputError(path, f"plans of the format {version} are not known; 0.x and 1.x are read")
    try:
        if not all(isinstance(content.get(name), kind | None) for name, kind in _SECTIONS.items()):
            raise TypeError
        stack = _Plan(path, content).stack()
    except (AttributeError, TypeError, KeyError, ValueError, RecursionError):
        raise InputError(path, "the plan has not the shape that `terraform show -json` gives") from None
    if content.get("errored"):
        stack.errors.append(InputError(path, _FAILED))
    return stack


# An attribute of a resource, a variable of the root, or None: what a plan says nothing of, as a local or a data source.
_Origin = Reference | str | None


class _Origins(NamedTuple):
    """What a value was made from; whether it can stand nowhere but in the configuration or in a variable."""

    variables: frozenset[str]
    attributes: frozenset[Reference]
    is_written: bool


class _Plan:
    def __init__(self, path: str, content: Mapping[str, Any]) -> None:
        self._path = path
        self._content = content
        configuration = content.get("configuration") or {}
        self._root = configuration.get("root_module") or {}
        self._blocks = _Beside(os.path.dirname(path)).blocks
        self._changes = {
            change["address"]: change
            for change in content.get("resource_changes") or []
            if isinstance(change, dict) and change.get("mode", "managed") == "managed"
        }
        self._addresses: dict[str, list[str]] = {}
        self._secrets: set[str] = set()

    def stack(self) -> Stack:
        planned = [one for one in self._planned() if one.get("mode", "managed") == "managed"]
        for resource in planned:
            self._addresses.setdefault(_INDEX.sub("", resource["address"]), []).append(resource["address"])
        sources = [self._source(resource) for resource in planned]
        name = os.path.basename(self._path).removesuffix(".json")
        stack = Stack("terraform-plan", name, PurePosixPath(self._path).as_posix(), self._path, sources)
        self._variables(stack)
        self._outputs(stack)
        stack.redactor.found |= self._secrets
        stack.terraform = self._settings()
        return stack

    def _planned(self) -> Iterator[Mapping[str, Any]]:
        """The resources that there are after the apply."""
        planned = (self._content.get("planned_values") or {}).get("root_module")
        if planned:
            yield from _resources_in(planned, 0)
            return
        for change in self._changes.values():
            if (change.get("change") or {}).get("actions") not in (["delete"], ["forget"]):
                after = (change.get("change") or {}).get("after") or {}
                yield {**change, "values": after}

    def _source(self, resource: Mapping[str, Any]) -> Source:
        address = resource["address"]
        change = (self._changes.get(address) or {}).get("change") or {}
        values = dict(resource.get("values") or {})
        unknown = change.get("after_unknown") or {}
        sensitive = change.get("after_sensitive") or resource.get("sensitive_values") or {}
        block = self._blocks.get(_INDEX.sub("", address))
        path, line, end = (block.path, block.line, block.end_line) if block else (self._path, 1, 1)
        expressions = self._expressions(address)
        body: dict[str, Value] = {}
        for name in sorted({*values, *unknown} if isinstance(unknown, dict) else values):
            attribute = block.body.attributes.get(name) if block else None
            nested = next(block.body.of(name), None) if block else None
            place = attribute or nested
            at = (place.path, place.line, place.end_line) if place else (path, line, line)
            open_part = unknown.get(name) if isinstance(unknown, dict) else None
            hidden = sensitive.get(name, False) if isinstance(sensitive, dict) else bool(sensitive)
            expression = expressions.get(name)
            if open_part is True and expression is None and self._computes(address, resource["type"], name):
                continue
            value = self._value(values.get(name), open_part, hidden, at, expression, address)
            if value is not None:
                body[name] = value
        if "tags_all" in body and isinstance(body["tags_all"].data, dict) and body["tags_all"].data:
            body["tags"] = body["tags_all"]
        return Source(
            address=address,
            type=resource["type"],
            body=body,
            path=path,
            line=line,
            end_line=end,
            depends_on=self._dependencies(address),
            prevent_destroy=_prevent_destroy(block),
        )

    def _computes(self, address: str, type: str, name: str) -> bool:
        """Whether the provider makes a value up that nobody wrote; a plan without its configuration does not tell."""
        schema = provider.resource(type)
        attribute = schema.attributes.get(name) if schema is not None else None
        if attribute is None:
            return True
        return attribute.computed and (not attribute.optional or bool(self._declared(address)))

    def _value(
        self, data: Any, unknown: Any, hidden: Any, at: tuple[str, int, int], expression: Any, address: str
    ) -> Value | None:
        """A planned value with what is open in it; None for null."""
        path, line, end = at
        if unknown is True:
            return self._open(at, expression, address)
        secret = hidden is True
        if isinstance(data, list) or isinstance(unknown, list):
            return self._list(data, unknown, hidden, at, expression, address)
        if isinstance(data, dict) or isinstance(unknown, dict):
            return self._object(data, unknown, hidden, at, expression, address)
        if data is None:
            return None
        number = int(data) if isinstance(data, float) and data.is_integer() else data
        if not isinstance(expression, dict):
            return Value(number, line, end, path=path, sensitive=secret)
        origins = self._origins(expression, address)
        if secret and not origins.is_written:
            self._secrets |= {data} if isinstance(data, str) and data else set()
            return self._open(at, expression, address, _ELSEWHERE)
        return Value(number, line, end, origins.variables, origins.attributes, path, secret)

    def _list(
        self, data: Any, unknown: Any, hidden: Any, at: tuple[str, int, int], expression: Any, address: str
    ) -> Value | None:
        items, opened = data or [], unknown if isinstance(unknown, list) else []
        blocks = expression if isinstance(expression, list) else [expression]
        found = []
        for i in range(max(len(items), len(opened))):
            inner = blocks[i] if i < len(blocks) else blocks[0] if blocks else None
            value = self._value(
                items[i] if i < len(items) else None,
                opened[i] if i < len(opened) else False,
                hidden[i] if isinstance(hidden, list) and i < len(hidden) else hidden is True,
                at, inner, address,
            )  # fmt: skip
            if value is not None:
                found.append(value)
        if not found:
            return None  # no block, or an empty list, which the provider does not tell from an absent one
        targets = self._references(expression, address) if isinstance(expression, dict) else []
        if len(opened) == len(targets) == len(found) and all(one is True for one in opened):
            found = [Value(target, at[1], at[2], path=at[0]) for target in targets]
        return Value(found, at[1], at[2], path=at[0], sensitive=hidden is True)

    def _object(
        self, data: Any, unknown: Any, hidden: Any, at: tuple[str, int, int], expression: Any, address: str
    ) -> Value:
        values, opened = data or {}, unknown if isinstance(unknown, dict) else {}
        inner = expression if isinstance(expression, dict) and "references" not in expression else {}
        members = {}
        for name in {**values, **opened}:
            value = self._value(
                values.get(name),
                opened.get(name, False),
                hidden.get(name, False) if isinstance(hidden, dict) else hidden is True,
                at, inner.get(name), address,
            )  # fmt: skip
            if value is not None:
                members[name] = value
        return Value(members, at[1], at[2], path=at[0], sensitive=hidden is True)

    def _open(self, at: tuple[str, int, int], expression: Any, address: str, reason: str = _AFTER) -> Value:
        targets = self._references(expression, address) if isinstance(expression, dict) else []
        path, line, end = at
        if len(targets) == 1:
            return Value(targets[0], line, end, path=path)
        unknown = Unknown(reason, "attribute", "${?}")
        return Value(unknown, line, end, NONE, frozenset(targets), path)

    def _origins(self, expression: Mapping[str, Any], address: str) -> _Origins:
        found = frozenset(self._named(expression, address))
        variables = frozenset(one for one in found if isinstance(one, str))
        attributes = frozenset(one for one in found if isinstance(one, Reference))
        return _Origins(variables, attributes, is_written=None not in found and not attributes)

    # What the plan says of the configuration

    def _module(self, address: str) -> tuple[Mapping[str, Any], str]:
        """The module that an address is in, and its prefix."""
        module, prefix = self._root, ""
        for name, index in _CALLED.findall(address):
            module = _call(module, name).get("module") or {}
            prefix += f"module.{name}{index}."
        return module, prefix

    def _calls(self, address: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The calls of the modules that an address is in, each with the prefix of where it stands."""
        module, prefix = self._root, ""
        for name, index in _CALLED.findall(address):
            call = _call(module, name)
            yield prefix, call
            module = call.get("module") or {}
            prefix += f"module.{name}{index}."

    def _declared(self, address: str) -> Mapping[str, Any]:
        module, prefix = self._module(address)
        own = _INDEX.sub("", address.removeprefix(prefix))
        for resource in module.get("resources") or []:
            if resource.get("address") == own:
                found: Mapping[str, Any] = resource
                return found
        return {}

    def _expressions(self, address: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._declared(address).get("expressions") or {}
        return found

    def _dependencies(self, address: str) -> list[str]:
        """What a resource waits for: what it names itself, and what the calls of the modules around it name."""
        prefix = self._module(address)[1]
        return [f"{prefix}{name}" for name in self._declared(address).get("depends_on") or []] + [
            f"{outside}{name}"
            for outside, call in self._calls(address)
            for name in call.get("depends_on") or []
        ]

    def _references(self, expression: Mapping[str, Any], address: str) -> list[Reference]:
        """The attributes of resources that an expression refers to, through variables and outputs of modules."""
        found = dict.fromkeys(self._named(expression, address))
        return [one for one in found if isinstance(one, Reference)]

    def _named(self, expression: Mapping[str, Any], address: str) -> Iterator[_Origin]:
        names = expression.get("references") if isinstance(expression.get("references"), list) else []
        for name in _most_specific(names or []):
            yield from self._resolved(name, address, 0)

    def _resolved(self, name: str, address: str, depth: int) -> Iterator[_Origin]:
        prefix = self._module(address)[1]
        parts = name.split(".")
        if depth > _MAX_DEPTH or parts[0] in ("local", "data", "each"):
            yield None
            return
        if parts[0] in ("count", "self", "path", "terraform"):
            return
        if parts[0] == "var":
            yield from self._through_variable(parts[1], prefix, depth)
        elif parts[0] == "module":
            yield from self._through_output(parts, prefix, depth)
        elif len(parts) >= 2:
            own = prefix + ".".join(parts[:2])
            attribute = parts[2] if len(parts) > 2 else "id"
            alike = self._addresses.get(_INDEX.sub("", own), [])
            known = [own] if own in alike else alike
            kind = re.sub(_INDEX, "", parts[0])
            for target in known:
                yield Reference(target, _attribute(kind, attribute))

    def _through_variable(self, variable: str, prefix: str, depth: int) -> Iterator[_Origin]:
        """What a module is given for a variable; one of the root is what somebody gives it."""
        if not prefix:
            yield variable
            return
        above = re.sub(r'module\.[\w-]+(?:\[(?:\d+|"[^"]*")\])?\.$', "", prefix)
        module, _ = self._module(above)
        name = re.findall(r"module\.([\w-]+)", prefix)[-1]
        call = (module.get("module_calls") or {}).get(name) or {}
        expression = (call.get("expressions") or {}).get(variable)
        for inner in _most_specific((expression or {}).get("references") or []):
            yield from self._resolved(inner, above, depth + 1)

    def _through_output(self, parts: list[str], prefix: str, depth: int) -> Iterator[_Origin]:
        """What an output of a called module refers to, or all of them where the whole module is named."""
        if len(parts) < 2:
            return
        inside = f"{prefix}module.{parts[1]}."
        outputs = self._module(inside)[0].get("outputs") or {}
        for name in [_INDEX.sub("", parts[2])] if len(parts) > 2 else outputs:
            expression = (outputs.get(name) or {}).get("expression") or {}
            for inner in _most_specific(expression.get("references") or []):
                yield from self._resolved(inner, inside, depth + 1)

    def _variables(self, stack: Stack) -> None:
        given = self._content.get("variables") or {}
        declared = self._root.get("variables") or {}
        for name in sorted({*given, *declared}):
            declaration = declared.get(name) or {}
            hidden = declaration.get("sensitive") is True
            content: dict[str, Any] = {"type": "any", "no_echo": hidden, "used": True}
            if isinstance(declaration.get("description"), str):
                content["description"] = declaration["description"]
            if None in (declaration.get("default", ""), (given.get(name) or {}).get("value", "")):
                content["optional"] = True
            for key, value in (
                ("default", declaration.get("default")),
                ("value", (given.get(name) or {}).get("value")),
            ):
                if value is None:
                    continue
                text = value if isinstance(value, str) else json.dumps(value)
                if is_literal_secret(text) and (hidden or is_secret_name(name)):
                    stack.redactor.found.add(text)
                    text = cut(text)
                content[key] = stack.redactor.redact(name, text)
            stack.parameters[name] = content

    def _outputs(self, stack: Stack) -> None:
        planned = (self._content.get("planned_values") or {}).get("outputs") or {}
        for name, output in (self._root.get("outputs") or {}).items():
            stack.descriptions[name] = output.get("description")
            known = (planned.get(name) or {}).get("value")
            at = (self._path, 1, 1)
            hidden = bool(output.get("sensitive"))
            expression = output.get("expression") or {}
            targets = self._references(expression, "")
            value = self._value(known, known is None, hidden, at, expression, "")
            if value is not None:
                value.references |= frozenset(targets)
                stack.outputs[name] = value
                stack.output_lines[name] = {"line": 1, "end_line": 1, "state": "written", "path": self._path}

    def _settings(self) -> dict[str, Any]:
        configured = (self._content.get("configuration") or {}).get("provider_config") or {}
        required = {
            provider.get("name", name): {
                "source": provider.get("full_name", "").removeprefix("registry.terraform.io/"),
                "version": provider.get("version_constraint"),
            }
            for name, provider in configured.items()
            if "." not in name and ":" not in name
        }
        return {"version": self._content.get("terraform_version"), "required_providers": required}


class _Beside:
    """The blocks of the configuration that lies beside a plan, by address without indices."""

    def __init__(self, folder: str) -> None:
        self.blocks: dict[str, Block] = {}
        if any(is_configuration(name) for name in files.names(folder or ".")):
            self._add(read_configuration(folder), Installed(folder), "", "", 0)

    def _add(
        self, configuration: Configuration, installed: Installed, prefix: str, path: str, depth: int
    ) -> None:
        for (mode, type, name), block in configuration.resources.items():
            if mode == "resource":
                self.blocks[f"{prefix}{type}.{name}"] = block
        for name, block in configuration.modules.items():
            source = block.body.literal("source")
            call = f"{path}.{name}" if path else name
            folder = installed.folder(call, source, configuration.folder) if isinstance(source, str) else None
            if folder is not None and depth < 10:
                self._add(read_configuration(folder), installed, f"{prefix}module.{name}.", call, depth + 1)


def _resources_in(module: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > _MAX_DEPTH:
        raise ValueError
    yield from module.get("resources") or []
    for child in module.get("child_modules") or []:
        yield from _resources_in(child, depth + 1)


def _call(module: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return (module.get("module_calls") or {}).get(name) or {}


def _prevent_destroy(block: Block | None) -> Value | None:
    lifecycle = next(block.body.of("lifecycle"), None) if block is not None else None
    attribute = lifecycle.body.attributes.get("prevent_destroy") if lifecycle is not None else None
    if lifecycle is None or attribute is None:
        return None
    data = lifecycle.body.literal("prevent_destroy")
    return Value(data, attribute.line, attribute.end_line, path=attribute.path)


def _most_specific(names: list[str]) -> list[str]:
    """A plan names `aws_vpc.main.id` and also `aws_vpc.main`."""
    return [
        name for name in names
        if not any(other != name and other.startswith((f"{name}.", f"{name}[")) for other in names)
    ]  # fmt: skip


def _attribute(kind: str, name: str) -> str:
    table = entry(kind)
    known = table.reference(_INDEX.sub("", name)) if table is not None else None
    return known or ("Ref" if name == "id" else "Arn" if name == "arn" else camel(_INDEX.sub("", name)))

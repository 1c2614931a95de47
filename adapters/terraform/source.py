"""A root module, in HCL or JSON syntax, to what the document is built from.

https://developer.hashicorp.com/terraform/language/modules
"""

from __future__ import annotations

import itertools
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from adapters import files
from adapters.errors import InputError
from adapters.model import Attribute as Lines
from adapters.model import Options
from adapters.scenarios import combinations, domain, most
from adapters.secrets import cut, is_literal_secret, is_secret_name
from adapters.terraform import accounts, completion, packages, waiting
from adapters.terraform.admitted import LOCK_FILE
from adapters.terraform.cdktf import construct_path, stack_name
from adapters.terraform.configuration import MAX_SIZE, Configuration, read_configuration
from adapters.terraform.document import Scenario, Stack
from adapters.terraform.expressions import parse_expression
from adapters.terraform.faults import faults
from adapters.terraform.folders import Installed
from adapters.terraform.hcl_source import parse_hcl
from adapters.terraform.json_syntax import parse_json_values
from adapters.terraform.located import located
from adapters.terraform.lookups import Lookup, lookups
from adapters.terraform.mentions import mentioned
from adapters.terraform.module import Instance, Module, ProviderBlock, Run
from adapters.terraform.resources import Source
from adapters.terraform.syntax import (
    Attribute,
    Block,
    Call,
    Expression,
    GetAttribute,
    Literal,
    Name,
    Tuple,
    lines_of,
    literal_of,
    taken,
    text_of,
    walk,
    whole_modules,
)
from adapters.terraform.tofu import is_tofu
from adapters.terraform.types import kind_of
from adapters.text import read_text
from adapters.values import Part, Unknown, Value, plain

# Python's own limit is reached by locals that refer to locals a hundred deep.
_RECURSION = 8000


def read(folder: str, options: Options) -> Stack:
    """Return the stack of a root module; raises InputError when it declares nothing."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _RECURSION))
    configuration = read_configuration(folder)
    if configuration.is_empty:
        if configuration.errors:
            raise configuration.errors[0]
        raise InputError(folder or ".", "the folder holds no Terraform configuration")
    name = stack_name(configuration)
    return stack_of(configuration, folder, options, name or name_of(folder), "cdktf" if name else "terraform")


def name_of(folder: str) -> str:
    """What a root module is called: its folder."""
    return os.path.basename(os.path.abspath(folder or ".")) or "root"


def stack_of(configuration: Configuration, folder: str, options: Options, name: str, format: str) -> Stack:
    """Return the stack of a configuration whose files lie in a folder."""
    given, faults = given_values(folder, configuration, options)
    run = Run(folder, Installed(folder), given, is_completed=completion.writes_into(folder))
    for fault in faults:
        run.note(fault)
    module = Module(configuration, run)
    sources = [source_of(instance) for instance in module.resources()]
    outputs, lines = _outputs(module)
    stack = Stack(format, name, PurePosixPath(folder or ".").as_posix(), _main_file(configuration), sources)
    stack.outputs, stack.output_lines = outputs, lines
    stack.descriptions = {
        name: block.body.literal("description") for name, block in configuration.outputs.items()
    }
    looked_up = {one.address: one for one in lookups(module)}
    stack.when, stack.scenarios = _scenarios(configuration, run, most(len(sources)), looked_up)
    stack.parameters = _parameters(module, stack)
    stack.attributes = _section_lines(configuration)
    stack.terraform = _settings(configuration, module)
    stack.lookups = list(looked_up.values())
    stack.unused = _unused_locals(configuration)
    _add_faults(stack, module)
    stack.archives = packages.archives(module, stack.redactor)
    stack.incomplete = [{"address": "", "reason": reason} for reason in dict.fromkeys(run.missing)]
    stack.errors = list(run.errors.values())
    return stack


# What a doubt of a fault leaves open.
_DOUBTED = {"exclusive": "Exclusions", "reference": "References"}


def _add_faults(stack: Stack, module: Module) -> None:
    """What Terraform or the provider would refuse; what is in doubt is an open attribute of the stack."""
    found = faults(module)
    stack.terraform["faults"] = [one.fault for one in found if one.doubt is None]
    stack.attributes |= {one.fault["attribute"]: one.place for one in found}
    stack.unknowns = [
        {
            "attribute": one.fault["attribute"],
            "pattern": f"Terraform.{_DOUBTED.get(one.fault['kind'], 'Arguments')}",
            "reason": one.doubt,
            "kind": "data",
        }
        for one in found
        if one.doubt is not None
    ]


def _scenarios(
    configuration: Configuration, first: Run, limit: int, looked_up: dict[str, Lookup]
) -> tuple[dict[str, bool], list[Scenario]]:
    """What else the configuration can come to, as far as it leaves conditions open.

    What is not looked up in all of these is taken out.
    """
    if not first.questions:
        return {}, []
    questions = {variable: [*constants] for variable, constants in first.questions.items()}
    domains = {variable: _possible(configuration, variable, asked) for variable, asked in questions.items()}
    base = _truths(questions, first.scenario)
    found = {tuple(base.values()): Scenario({}, [])}
    for values in itertools.islice(combinations(domains), 8 * limit):
        when = _truths(questions, values)
        if tuple(when.values()) in found:
            continue
        run = Run(
            first.root, first.installed, first.given, scenario=dict(values), is_completed=first.is_completed
        )
        module = Module(configuration, run)
        sources = [source_of(instance) for instance in module.resources()]
        for address in looked_up.keys() - {one.address for one in lookups(module)}:
            del looked_up[address]
        found[tuple(when.values())] = Scenario(when, sources)
        if len(found) == limit:
            break
    return base, [scenario for scenario in found.values() if scenario.when]


def _possible(configuration: Configuration, variable: str, constants: list[str]) -> list[str]:
    block = configuration.variables.get(variable.removeprefix("var."))
    allowed = _allowed(block) if block is not None and variable.startswith("var.") else None
    return domain(constants, None if allowed is None else [str(one) for one in allowed])


def _truths(questions: Mapping[str, list[str]], values: Mapping[str, str]) -> dict[str, bool]:
    """Whether each condition holds, by what it is called."""
    return {
        variable if constant == "true" else f"{variable} is {constant}": values.get(variable) == constant
        for variable, constants in questions.items()
        for constant in constants
    }


def source_of(instance: Instance) -> Source:
    """Return an instance with its arguments evaluated."""
    block = instance.block
    lifecycle = next(block.body.of("lifecycle"), None)
    protected = lifecycle.body.attributes.get("prevent_destroy") if lifecycle is not None else None
    prevent_destroy = None
    if protected is not None:
        term = instance.module.evaluate(protected, instance.scope)
        prevent_destroy = located(term, protected.expression, protected.path)
        prevent_destroy.line = protected.line
    provider = _provider(instance)
    return Source(
        address=instance.address,
        type=instance.type,
        body=instance.values(),
        path=block.path,
        line=block.line,
        end_line=block.end_line,
        depends_on=waiting.dependencies(instance),
        prevent_destroy=prevent_destroy,
        default_tags=_tags_of(provider) if provider is not None else _tags_from_elsewhere(instance),
        region=_region_of(provider) if provider is not None else None,
        construct_path=construct_path(block),
        condition=_condition(instance),
        modules=frozenset(
            f"{instance.module.prefix}module.{name}"
            for attribute in _inside(block)
            for name in whole_modules(attribute.expression)
        ),
    )


def _condition(instance: Instance) -> str | None:
    """What the existence of a resource depends on, in the user's words."""
    attribute = instance.block.body.attributes.get("count")
    if attribute is None or isinstance(attribute.expression, Literal):
        return None
    return f"{instance.module.prefix}{text_of(attribute.expression)}"


# Providers


def _provider(instance: Instance) -> ProviderBlock | None:
    """The configuration of the AWS provider that a resource is made with."""
    if not instance.type.startswith("aws_"):
        return None
    chosen = instance.block.body.attributes.get("provider")
    return instance.module.provider(text_of(chosen.expression) if chosen is not None else "aws")


def _region_of(provider: ProviderBlock) -> str | None:
    """The region that a provider works in, None when the environment or something open decides it."""
    attribute = provider.block.body.attributes.get("region")
    if attribute is None:
        return None
    region = provider.module.evaluate(attribute, provider.module.scope).data
    return region if isinstance(region, str) else None


def _tags_from_elsewhere(instance: Instance) -> Value | None:
    """The default tags of a provider that whoever calls the module configures, or Terragrunt, which nobody knows."""
    root = instance.module
    while root.parent is not None:
        root = root.parent
    block = instance.block
    is_module = not root.configuration.providers and any(
        "aws" in required.body.attributes
        for settings in root.configuration.settings
        for required in settings.body.of("required_providers")
    )
    is_module = is_module or completion.is_part(root.configuration)
    if not (root.run.is_completed or is_module or "provider" in block.body.attributes):
        return None
    tags = Unknown(
        "its provider is configured elsewhere, and may have default tags", "data", "${default_tags}"
    )
    return Value(tags, block.line, block.line, path=block.path)


def _tags_of(provider: ProviderBlock) -> Value | None:
    block = next(provider.block.body.of("default_tags"), None)
    holder = provider.block.body if block is None else block.body
    attribute = holder.attributes.get("default_tags" if block is None else "tags")
    if attribute is None:
        return None
    term = provider.module.evaluate(attribute, provider.module.scope)
    value = located(term, attribute.expression, attribute.path)
    if block is not None:
        return _of_provider(value, provider)
    # In JSON syntax a block is an attribute.
    entries = value.data if isinstance(value.data, list) else [value]
    tags = entries[0].data.get("tags") if entries and isinstance(entries[0].data, dict) else None
    return _of_provider(tags, provider) if tags is not None else None


def _of_provider(tags: Value, provider: ProviderBlock) -> Value:
    """Default tags, each of which says that it is written there, whichever resource it comes to stand in."""
    if not isinstance(tags.data, dict):
        return tags
    alias = provider.block.body.literal("alias")
    name = ".".join([provider.block.labels[0], *([alias] if isinstance(alias, str) else [])])
    part = Part(f"{provider.module.prefix}provider.{name}.default_tags", "provider")
    return replace(tags, data={key: replace(value, part=part) for key, value in tags.data.items()}, part=part)


# Variables


def given_values(
    folder: str, configuration: Configuration, options: Options
) -> tuple[dict[str, Attribute], list[InputError]]:
    """Return the values that files and the user give to variables, the last one winning, and faults in them."""
    names = files.names(folder or ".")
    automatic = [name for name in names if name.endswith((".auto.tfvars", ".auto.tfvars.json"))]
    found = [name for name in ("terraform.tfvars", "terraform.tfvars.json") if name in names] + automatic
    values: dict[str, Attribute] = {}
    faults: list[InputError] = []
    for path in [os.path.join(folder, name) if folder not in ("", ".") else name for name in found] + [
        path for path in options.parameter_files if not _is_of_cloudformation(path)
    ]:
        try:
            values |= read_values(path)
        except InputError as error:
            faults.append(error)
    for name, text in options.parameters.items():
        block = configuration.variables.get(name)
        if block is not None:
            try:
                values[name] = Attribute(name, _given(block, text), "--param", 1, 1)
            except InputError as error:
                faults.append(InputError("--param", f"{name}: {error.message}"))
    return {name: value for name, value in values.items() if name in configuration.variables}, faults


def _is_of_cloudformation(path: str) -> bool:
    """Whether a file of values is for CloudFormation: a list, or an object with `Parameters`."""
    if not path.endswith(".json") or path.endswith(".tfvars.json"):
        return False
    try:
        content = json.loads(read_text(path, MAX_SIZE, "the file is too large"))
    except (InputError, RecursionError, ValueError):
        return False
    return isinstance(content, list) or (isinstance(content, dict) and "Parameters" in content)


def read_values(path: str) -> dict[str, Attribute]:
    """Return the values of a variables file by name; raises InputError."""
    text = read_text(path, MAX_SIZE, "the file is too large")
    body = parse_json_values(path, text) if path.endswith(".json") else parse_hcl(path, text)
    return body.attributes


def _given(block: Block, text: str) -> Expression:
    """A value from the command line: text for a string, an expression for anything else."""
    constraint = block.body.attributes.get("type")
    kind = kind_of(constraint.expression) if constraint is not None else "any"
    if kind in ("string", "any", "number", "bool"):
        return Literal(text, 1, 1)
    return parse_expression("--param", text, 1)


def _parameters(module: Module, stack: Stack) -> dict[str, dict[str, Any]]:
    """The variables of the root, in the words of the document."""
    used = _used(module.configuration, "var")
    declarations: dict[str, dict[str, Any]] = {}
    for name, block in module.configuration.variables.items():
        body = block.body
        constraint = body.attributes.get("type")
        # What is ephemeral is in no plan and no state, and only goes where nothing shows it.
        sensitive = body.literal("sensitive") is True or body.literal("ephemeral") is True
        declaration: dict[str, Any] = {
            "type": kind_of(constraint.expression) if constraint is not None else "any",
            "no_echo": sensitive,
            "used": name in used,
            "typed": constraint is not None,
            "validated": next(body.of("validation"), None) is not None,
        }
        if body.literal("description") is not None:
            declaration["description"] = body.literal("description")
        allowed = _allowed(block)
        if allowed is not None:
            declaration["allowed_values"] = allowed
        for key, attribute in (
            ("default", body.attributes.get("default")),
            ("value", module.run.given.get(name)),
        ):
            text = None if attribute is None else _shown(module, attribute)
            if attribute is not None and text is None:
                declaration["optional"] = True
            if text is not None:
                if is_literal_secret(text) and (sensitive or is_secret_name(name)):
                    stack.redactor.found.add(text)
                    text = cut(text)
                declaration[key] = stack.redactor.redact(name, text)
        declarations[name] = declaration
    return declarations


def _shown(module: Module, attribute: Attribute) -> str | None:
    """A default as text, None for null: the variable may then be left out, and holds nothing."""
    term = module.evaluate(attribute, module.scope)
    if term.is_null:
        return None
    content = plain(located(term, attribute.expression, attribute.path))
    return content if isinstance(content, str) else json.dumps(content)


def _allowed(block: Block) -> list[Any] | None:
    """The values that a validation lists: `contains(["dev", "prod"], var.environment)`."""
    for validation in block.body.of("validation"):
        condition = validation.body.attributes.get("condition")
        if condition is None:
            continue
        match condition.expression:
            case Call(
                function="contains", arguments=[Tuple(items=items), GetAttribute(target=Name(name="var"))]
            ):
                return [item.value for item in items if isinstance(item, Literal)]
    return None


def _unused_locals(configuration: Configuration) -> list[str]:
    return sorted(f"Locals.{name}" for name in configuration.locals.keys() - _used(configuration, "local"))


def _used(configuration: Configuration, namespace: str) -> set[str]:
    """The names under `var`, `local` or `terraform` that something refers to."""
    return {
        name
        for attribute in _attributes(configuration)
        for name in taken(walk(attribute.expression), namespace)
    }


def _attributes(configuration: Configuration) -> Iterator[Attribute]:
    yield from configuration.locals.values()
    for block in configuration.blocks():
        if block.type != "variable":
            yield from _inside(block)


def _inside(block: Block) -> Iterator[Attribute]:
    yield from block.body.attributes.values()
    for nested in block.body.blocks:
        yield from _inside(nested)


def _outputs(module: Module) -> tuple[dict[str, Value], dict[str, Lines]]:
    values: dict[str, Value] = {}
    lines: dict[str, Lines] = {}
    for name, block in module.configuration.outputs.items():
        attribute = block.body.attributes.get("value")
        lines[name] = lines_of(block)
        if attribute is not None:
            value = located(module.output(name), attribute.expression, attribute.path)
            value.line = attribute.line
            values[name] = value
    return values, lines


def _section_lines(configuration: Configuration) -> dict[str, Lines]:
    """Where the things stand that rules on the whole configuration speak about."""
    found: dict[str, Lines] = {}
    for name, block in configuration.variables.items():
        found[f"Parameters.{name}"] = lines_of(block)
        for key, member in (("Default", "default"), ("Type", "type"), ("Description", "description")):
            attribute = block.body.attributes.get(member)
            if attribute is not None:
                found[f"Parameters.{name}.{key}"] = lines_of(attribute)
    for name, attribute in configuration.locals.items():
        found[f"Locals.{name}"] = lines_of(attribute)
    for name, block in configuration.modules.items():
        found[f"Modules.{name}"] = lines_of(block)
    for name, block in configuration.providers.items():
        found[f"Providers.{name}"] = lines_of(block)
    for settings in configuration.settings:
        found.setdefault("Terraform", lines_of(settings))
        for nested in settings.body.blocks:
            found.setdefault(f"Terraform.{nested.type}", lines_of(nested))
            for attribute in nested.body.attributes.values():
                found.setdefault(f"Terraform.{nested.type}.{attribute.name}", lines_of(attribute))
    return found


def _settings(configuration: Configuration, module: Module) -> dict[str, Any]:
    """What the configuration says about Terraform itself: versions, providers, the backend, modules and data."""
    required: dict[str, Any] = {}
    backend: dict[str, Any] | None = None
    version: Any = None
    for settings in configuration.settings:
        version = settings.body.literal("required_version") or version
        for nested in settings.body.of("required_providers"):
            for name, attribute in nested.body.attributes.items():
                content = literal_of(attribute.expression)
                required[name] = content if isinstance(content, dict) else {"version": content}
        for nested in settings.body.blocks:
            if nested.type in ("backend", "cloud"):
                backend = {
                    "type": nested.labels[0] if nested.labels else "cloud",
                    "arguments": {
                        name: _backend_value(attribute.expression)
                        for name, attribute in nested.body.attributes.items()
                    },
                }
    for name, block in configuration.providers.items():
        if (written := block.body.literal("version")) is not None:  # as before Terraform 0.13
            required.setdefault(name.partition(".")[0], {"version": written})
    return {
        "required_version": version,
        "required_providers": required,
        "backend": backend,
        "completed": module.run.is_completed,
        "tofu": is_tofu(configuration.folder),
        "locked": files.is_file(os.path.join(configuration.folder, LOCK_FILE)),
        # Under `terraform.workspace` each has a state of its own.
        "workspaces": "workspace" in _used(configuration, "terraform"),
        "providers": sorted(configuration.providers),
        "chosen_providers": sorted(_chosen_providers(configuration)),
        "regions": {
            name: region
            for name, block in sorted(configuration.providers.items())
            if (region := _region_of(ProviderBlock(block, module))) is not None
        },
        "used_providers": sorted(_used_providers(configuration)),
        "modules": {
            name: {"source": block.body.literal("source"), "version": block.body.literal("version")}
            for name, block in configuration.modules.items()
        },
        "data": sorted({f"{type}.{name}" for mode, type, name in configuration.resources if mode == "data"}),
        "mentioned": sorted(set(mentioned(module))),
        "accounts": sorted(set(accounts.named(module))),
    }


def _backend_value(expression: Expression) -> Any:
    """A backend takes literals only; anything else is shown as what it is."""
    found = literal_of(expression)
    return (
        found if found is not None or isinstance(expression, Literal) else {"expression": text_of(expression)}
    )


def _chosen_providers(configuration: Configuration) -> set[str]:
    """The provider configurations that resources name: `aws.us_east_1`."""
    blocks = configuration.resources.values()
    return {
        text_of(block.body.attributes["provider"].expression)
        for block in blocks
        if "provider" in block.body.attributes
    }


def _used_providers(configuration: Configuration) -> set[str]:
    return {type.partition("_")[0] for _, type, _ in configuration.resources} - {"terraform"}


def _main_file(configuration: Configuration) -> str:
    """The file that stands for the whole: main.tf, else the first one."""
    named = [path for path in configuration.paths if os.path.basename(path) in ("main.tf", "main.tf.json")]
    first = (named or configuration.paths or [configuration.folder or "."])[0]
    return PurePosixPath(first).as_posix()

"""Modules as they are called: their variables, locals and outputs, and the instances of their resources, as asked for.

Nothing is evaluated before something refers to it, so that the order of declarations does not matter.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from adapters.errors import InputError
from adapters.terraform import data_sources
from adapters.terraform.bodies import body_value, terms_of
from adapters.terraform.calls import call as call_function
from adapters.terraform.configuration import Configuration, read_configuration
from adapters.terraform.evaluator import EvaluationError, Namespace, Scope, camel, evaluate
from adapters.terraform.folders import Folder, Installed, is_to_be_filled
from adapters.terraform.functions.conversion import as_number
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.sets import TerraformSet
from adapters.terraform.lifecycle import is_filled_in_elsewhere
from adapters.terraform.mapping.tables import entry
from adapters.terraform.syntax import Attribute, Block, Call, Expression, Literal, Object, text_of
from adapters.terraform.terms import NotKnown, Partly, Term, plain, unknown
from adapters.terraform.types import converted
from adapters.values import Mixed, Reference, Unknown, Value

# A count above this is a mistake, or meant to exhaust the reader.
_MAX_INSTANCES = 2000
_MAX_DEPTH = 20
# What is Terraform's own in a resource, and in the call of a module.
_META = frozenset({"count", "for_each", "provider", "depends_on", "//"})
META_OF_CALLS = _META | {"providers", "source", "version"}
_META_BLOCKS = frozenset({"lifecycle", "provisioner", "connection", "dynamic"})


@dataclass
class Run:
    """What all modules of a root share: the values given, the folders that may be read, and the faults found.

    `scenario` gives a value to what is open; `questions` are the constants that anything open was compared with.
    `neighbours` are other stacks of the same CDKTF app, by name. What is completed before it runs may declare its
    variables and providers there.
    """

    root: str
    installed: Installed
    given: Mapping[str, Attribute]
    missing: list[str] = field(default_factory=list)
    errors: dict[str, InputError] = field(default_factory=dict)
    instances: int = 0
    made: dict[str, Instance] = field(default_factory=dict)
    scenario: dict[str, str] = field(default_factory=dict)
    questions: dict[str, list[str]] = field(default_factory=dict)
    neighbours: dict[str, Module | None] = field(default_factory=dict)
    is_completed: bool = False

    def called(self, element: Term) -> str:
        """Return the text of an element of a set; of a resource, the name that it is given, if it is one."""
        data: Any = element.data
        if not isinstance(data, Reference):
            return str(data) if isinstance(data, str) else str(data.text)
        shown = data.expression.replace('"', "'")  # quotes would end the key in an address
        instance = self.made.get(data.address)
        table = entry(instance.type) if instance is not None else None
        if instance is not None and table is not None and data.attribute == "Ref":
            names = (instance.argument(name).data for name in table.ref)
            return next((name for name in names if isinstance(name, str)), shown)
        return shown

    def note(self, error: InputError) -> None:
        """Keep a fault, once."""
        self.errors.setdefault(str(error), error)

    def ask(self, variable: str, constant: str) -> bool:
        """Return whether something open equals a constant; without a scenario, it is what is asked first."""
        constants = self.questions.setdefault(variable, [])
        if constant not in constants:
            constants.append(constant)
        return self.scenario.setdefault(variable, constant) == constant


class Module:
    """One instance of a module, which `block` calls; `prefix` stands before its addresses: `module.network.`."""

    def __init__(
        self,
        configuration: Configuration,
        run: Run,
        prefix: str = "",
        parent: Module | None = None,
        inputs: Mapping[str, Callable[[], Term]] | None = None,
        providers: Mapping[str, ProviderBlock] | None = None,
        block: Block | None = None,
    ) -> None:
        self.configuration = configuration
        self.run = run
        self.prefix = prefix
        self.parent = parent
        self.block = block
        self.path = configuration.folder
        self._file = configuration.folder  # whose expression is being evaluated
        self._inputs = inputs or {}
        self._passed_providers = providers
        self._terms: dict[str, Term] = {}
        self._active: set[str] = set()
        self._groups: dict[tuple[str, str, str], Term] = {}
        self._calls: dict[str, Term] = {}
        self.children: list[Module] = []
        for error in configuration.errors:
            run.note(error)

    @property
    def scope(self) -> Scope:
        return Scope(self)

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else self.parent.depth + 1

    @cached_property
    def folder(self) -> Folder:
        return Folder([self.run.root, *(module.path for module in self._callers())])

    # What expressions can refer to

    def namespace(self, name: str) -> Namespace:
        """Return what stands behind the first name of a traversal."""
        known = {
            "var": self._variable,
            "local": self._local,
            "module": self._module,
            "path": self._path,
            "terraform": _workspace,
            "data": self._data,
            "ephemeral": self._data,
            "resource": self._managed,
        }
        if name in known:
            return Namespace(known[name], name)
        if name in ("each", "count", "self"):
            return Namespace(_outside(name), name)
        return Namespace(lambda member, line: self._resource("resource", name, member, line), name)

    def call(self, call: Call, scope: Scope) -> Term:
        """Return what a function gives."""
        return call_function(call, scope, self.folder, self._file)

    def ask(self, variable: str, constant: str) -> bool:
        """Return whether something open equals a constant in the scenario that is looked at."""
        return self.run.ask(variable, constant)

    def evaluate(self, attribute: Attribute, scope: Scope) -> Term:
        """Return the value of an attribute; where it fails, what it gives is unknown, and why."""
        outside, self._file = self._file, attribute.path
        try:
            return evaluate(attribute.expression, scope)
        except EvaluationError as error:
            if not error.reported:
                return unknown(error.message, "error", "?")
            fault = InputError(attribute.path, error.message, error.line)
        except InputError as error:
            fault = error
        except RecursionError:
            fault = InputError(attribute.path, "this refers to too much that refers to more", attribute.line)
        finally:
            self._file = outside
        self.run.note(fault)
        return unknown(fault.message, "error", "?")

    def _once(self, name: str, part: Attribute | Block, compute: Callable[[], Term]) -> Term:
        """The value that a name stands for; it must not be needed to find itself."""
        if name not in self._terms:
            if name in self._active:
                message = f"{name} refers to itself"
                self.run.note(InputError(part.path, message, part.line))
                return unknown(message, "error", name)
            self._active.add(name)
            try:
                self._terms[name] = compute()
            finally:
                self._active.discard(name)
        return self._terms[name]

    def _variable(self, name: str, line: int) -> Term:
        block = self.configuration.variables.get(name)
        if block is None and self.parent is None and self.run.is_completed:
            return unknown(f"Terragrunt declares the variable {name}, or nobody", "parameter", f"var.{name}")
        if block is None:
            return unknown(f"the variable {name} is not declared", "undefined", f"var.{name}")
        return self._once(f"var.{name}", block, lambda: self._variable_value(name, block))

    def _variable_value(self, name: str, block: Block) -> Term:
        term = self._input(name, block)
        constraint, default = block.body.attributes.get("type"), block.body.attributes.get("default")
        if term.is_null and default is not None and block.body.literal("nullable") is False:
            term = self.evaluate(default, self.scope)
        if constraint is not None:
            term = converted(term, constraint.expression)
        return replace(term, sensitive=True) if block.body.literal("sensitive") is True else term

    def _input(self, name: str, block: Block) -> Term:
        """What is given for a variable, else its default."""
        default = block.body.attributes.get("default")
        if self.parent is not None:
            if name in self._inputs:
                return self._inputs[name]()
            if default is not None:
                return self.evaluate(default, self.scope)
            return unknown(
                f"the variable {name} of the module is not set", "parameter", f"{self.prefix}var.{name}"
            )
        mark = Term(None, parameters=frozenset({name}))
        given = self.run.given.get(name)
        if given is not None:
            return self.evaluate(given, self.scope).marked(mark)
        if default is not None:
            return _all_marked(self.evaluate(default, self.scope), mark)
        return unknown(f"the variable {name} has no default", "parameter", f"var.{name}").marked(mark)

    def _local(self, name: str, line: int) -> Term:
        attribute = self.configuration.locals.get(name)
        if attribute is None:
            return unknown(f"the local {name} is not declared", "undefined", f"local.{name}")
        return self._once(f"local.{name}", attribute, lambda: self.evaluate(attribute, self.scope))

    def output(self, name: str) -> Term:
        """Return the value of an output."""
        block = self.configuration.outputs.get(name)
        value = block.body.attributes.get("value") if block is not None else None
        if block is None or value is None:
            return unknown(f"the module has no output {name}", "undefined", f"{self.prefix}{name}")
        term = self._once(f"output.{name}", value, lambda: self.evaluate(value, self.scope))
        return replace(term, sensitive=True) if block.body.literal("sensitive") is True else term

    def _path(self, name: str, line: int) -> Term:
        if name == "root":
            return Term(".")
        if name == "module":
            return Term(os.path.relpath(self.path or ".", self.run.root or ".").replace(os.sep, "/"))
        return unknown("the machine decides it", "pseudo", f"path.{name}")

    def _data(self, type: str, line: int) -> Term:
        return Term(Namespace(lambda name, at: self._resource("data", type, name, at), type))

    def _managed(self, type: str, line: int) -> Term:
        """A resource in full, `resource.aws_vpc.main`, is the same as `aws_vpc.main`."""
        return Term(Namespace(lambda name, at: self._resource("resource", type, name, at), type))

    # Resources

    def _resource(self, mode: str, type: str, name: str, line: int) -> Term:
        key = (mode, type, name)
        if key not in self.configuration.resources and mode == "data":
            key = ("ephemeral", type, name)
        block = self.configuration.resources.get(key)
        if block is None:
            address = f"{'data.' if mode == 'data' else ''}{type}.{name}"
            return unknown(f"{self.prefix}{address} is not declared", "undefined", f"{self.prefix}{address}")
        return self.group(key, block)

    def group(self, key: tuple[str, str, str], block: Block) -> Term:
        """The instances of a resource: one, a list of them, a map of them, or an open number."""
        if key not in self._groups:
            mode, type, name = key
            address = f"{self.prefix}{'' if mode == 'resource' else f'{mode}.'}{type}.{name}"

            def instance(suffix: str, names: Mapping[str, Term]) -> Term:
                return Term(Instance(self, block, address + suffix, names))

            self._groups[key] = self._expanded(f"{mode}.{type}.{name}", block, address, instance)
        return self._groups[key]

    def _expanded(
        self, name: str, block: Block, address: str, make: Callable[[str, Mapping[str, Term]], Term]
    ) -> Term:
        """What `count` and `for_each` make of a block; `make` makes an instance with an index."""
        count, for_each = block.body.attributes.get("count"), block.body.attributes.get("for_each")
        if count is None and for_each is None:
            return make("", {})
        attribute = count or for_each
        assert attribute is not None
        if name in self._active:
            message = f"the number of {address} depends on itself"
            self.run.note(InputError(attribute.path, message, attribute.line))
            return self._open_group(unknown(message, "error", address), address, count is not None, make)
        self._active.add(name)
        term = self.evaluate(attribute, self.scope)
        self._active.discard(name)
        found = (
            self._counted(term, attribute, make) if count is not None else self._keyed(term, attribute, make)
        )
        if found is None:
            return self._open_group(term, address, count is not None, make)
        return found.marked(Term(None, term.parameters))

    def _counted(
        self, term: Term, attribute: Attribute, make: Callable[[str, Mapping[str, Term]], Term]
    ) -> Term | None:
        try:
            number = as_number(plain(term))
        except (NotKnown, FunctionError):
            return None
        if not isinstance(number, int) or number < 0 or not self._fits(number, attribute):
            return None
        return Term([make(f"[{i}]", {"count": Term({"index": Term(i)})}) for i in range(number)])

    def _keyed(
        self, term: Term, attribute: Attribute, make: Callable[[str, Mapping[str, Term]], Term]
    ) -> Term | None:
        data: Any = term.data
        if isinstance(data, dict):
            pairs = {key: value.marked(term) for key, value in data.items()}
        elif isinstance(data, TerraformSet) and all(
            isinstance(item.data, str | Mixed | Reference) for item in data
        ):
            pairs = {self.run.called(item): item for item in data}
        else:
            return None
        if not self._fits(len(pairs), attribute):
            return None
        return Term(
            {
                key: make(f'["{key}"]', {"each": Term({"key": _key(key, term, value), "value": value})})
                for key, value in sorted(pairs.items())
            }
        )

    def _fits(self, number: int, attribute: Attribute) -> bool:
        self.run.instances += number
        if number <= _MAX_INSTANCES and self.run.instances <= 10 * _MAX_INSTANCES:
            return True
        self.run.note(
            InputError(attribute.path, f"{number} instances are too many to look at", attribute.line)
        )
        return False

    def _open_group(
        self, term: Term, address: str, counted: bool, make: Callable[[str, Mapping[str, Term]], Term]
    ) -> Term:
        """An open number of instances, of which one is looked at, or in another scenario none."""
        surely = self._surely(term, make) if not counted else {}
        if not self.run.ask(f"the number of {address}", "not 0"):
            return Term([] if counted else surely, term.parameters)
        inside = next((part for part in term.parts() if isinstance(part.data, Unknown)), None)
        reason = (
            inside.data.reason
            if inside is not None and isinstance(inside.data, Unknown)
            else "it is not known"
        )
        one = unknown(f"the number of {address} is open: {reason}", "function", "each")
        names = {"count": Term({"index": one})} if counted else {"each": Term({"key": one, "value": one})}
        return Term(OpenGroup(make("", names), reason, surely), term.parameters)

    def _surely(self, term: Term, make: Callable[[str, Mapping[str, Term]], Term]) -> dict[str, Term]:
        """The instances that there are whatever else is in the set."""
        if not isinstance(term.data, Partly):
            return {}
        known = {item.data: item for item in term.data.items if isinstance(item.data, str)}
        self.run.instances += len(known)
        return {
            key: make(f'["{key}"]', {"each": Term({"key": item, "value": item})})
            for key, item in sorted(known.items())
        }

    def instances(self) -> Iterator[Instance]:
        """Every instance of every resource and data source of this module."""
        for key, block in self.configuration.resources.items():
            yield from _instances(self.group(key, block))

    def resources(self) -> Iterator[Instance]:
        """Every instance of every managed resource, of the modules that are called too."""
        yield from (instance for instance in self.instances() if not instance.is_data)
        for name in self.configuration.modules:
            self._module(name, 0)
        for child in self.children:
            yield from child.resources()

    # Modules that are called

    def _module(self, name: str, line: int) -> Term:
        block = self.configuration.modules.get(name)
        if block is None:
            return unknown(f"the module {name} is not declared", "undefined", f"module.{name}")
        if name not in self._calls:
            self._calls[name] = self._module_group(name, block)
        return self._calls[name]

    def called(self, name: str) -> Configuration | None:
        """Return the configuration of a module that this one calls, None when it is not there or has no instance."""
        address = f"{self.prefix}module.{name}"
        prefixes = (f"{address}.", f"{address}[")
        return next((one.configuration for one in self.children if one.prefix.startswith(prefixes)), None)

    def _module_group(self, name: str, block: Block) -> Term:
        configuration = self._called(name, block)
        address = f"{self.prefix}module.{name}"
        if configuration is None:
            return unknown(f"the module {self.prefix}{name} is not there", "module", address)
        child = partial(self._child, configuration, block, address)
        return self._expanded(f"module.{name}", block, address, child)

    def _child(
        self, configuration: Configuration, block: Block, address: str, suffix: str, names: Mapping[str, Term]
    ) -> Term:
        scope = replace(self.scope, names=names)

        def given(attribute: Attribute) -> Callable[[], Term]:
            return lambda: self.evaluate(attribute, scope)

        inputs = {
            name: given(value) for name, value in block.body.attributes.items() if name not in META_OF_CALLS
        }
        child = Module(
            configuration, self.run, f"{address}{suffix}.", self, inputs, self._providers_for(block), block
        )
        self.children.append(child)
        return Term(ModuleOutputs(child))

    def _called(self, name: str, block: Block) -> Configuration | None:
        """The configuration of a called module; None, and a fault, when it is not there."""
        source = block.body.literal("source")
        line = block.body.attributes["source"].line if "source" in block.body.attributes else block.line
        problem = None
        if not isinstance(source, str):
            problem = f"the module {name} has no source"
        elif self.depth >= _MAX_DEPTH:
            problem = f"modules call each other more than {_MAX_DEPTH} deep"
        else:
            path = f"{self.prefix.replace('module.', '')}{name}"
            folder = self.run.installed.folder(_without_indices(path), source, self.configuration.folder)
            if folder is None:
                problem = f"the module {name} ({source}) is not installed: run `terraform init`"
                if source.startswith("."):
                    problem = f"there is no module in {source}"
                    empty = is_to_be_filled(os.path.join(self.configuration.folder, source))
                    problem += ": a submodule that is not checked out?" if empty else ""
            elif any(
                os.path.realpath(folder) == os.path.realpath(one.path or ".") for one in self._callers()
            ):
                problem = f"the module {name} calls itself"
            else:
                configuration = read_configuration(folder)
                if not configuration.is_empty or configuration.errors:
                    return configuration
                problem = f"there is no configuration in {source}"
        self.run.note(InputError(block.path, problem, line))
        self.run.missing.append(problem)
        return None

    def _callers(self) -> Iterator[Module]:
        module: Module | None = self
        while module is not None:
            yield module
            module = module.parent

    # Providers

    def provider(self, name: str) -> ProviderBlock | None:
        """The configuration of a provider by its name, or name and alias."""
        own = self.configuration.providers.get(name)
        if own is not None:
            return ProviderBlock(own, self)
        if self._passed_providers is not None and name in self._passed_providers:
            return self._passed_providers[name]
        return self.parent.provider(name) if self.parent is not None and "." not in name else None

    def _providers_for(self, block: Block) -> Mapping[str, ProviderBlock]:
        attribute = block.body.attributes.get("providers")
        expression: Expression | None = attribute.expression if attribute else None
        if expression is None and (nested := next(block.body.of("providers"), None)) is not None:
            pairs = [(name, text_of(value.expression)) for name, value in nested.body.attributes.items()]
        elif isinstance(expression, Object):
            pairs = [
                (str(key.value) if isinstance(key, Literal) else text_of(key), text_of(value))
                for key, value in expression.items
            ]
        else:
            pairs = []
        found = {inner: self.provider(outer) for inner, outer in pairs}
        return {name: provider for name, provider in found.items() if provider is not None}


@dataclass(frozen=True)
class ProviderBlock:
    """A provider's configuration and the module that it stands in."""

    block: Block
    module: Module


class Instance:
    """One instance of a resource or data source."""

    def __init__(self, module: Module, block: Block, address: str, names: Mapping[str, Term]) -> None:
        self.module = module
        self.block = block
        self.address = address
        self.names = names
        self._terms: dict[str, Term] = {}
        self._active: set[str] = set()
        module.run.made[address] = self

    @property
    def type(self) -> str:
        return self.block.labels[0]

    @property
    def is_data(self) -> bool:
        return self.block.type != "resource"

    @property
    def scope(self) -> Scope:
        return Scope(self.module, {**self.names, "self": Term(self)})

    def argument(self, name: str) -> Term:
        """Return what is written for an argument, null when there is none."""
        attribute = self.block.body.attributes.get(name)
        if attribute is None:
            return Term(None)
        if name not in self._terms:
            if name in self._active:
                message = f"{self.address}.{name} refers to itself"
                self.module.run.note(InputError(attribute.path, message, attribute.line))
                return unknown(message, "error", f"{self.address}.{name}")
            self._active.add(name)
            term = self.module.evaluate(attribute, self.scope)
            if isinstance(term.data, str) and is_filled_in_elsewhere(self.block, name):
                term = unknown(
                    f"{name} is filled in elsewhere (ignore_changes)", "data", f"{self.address}.{name}"
                )
            self._terms[name] = term
            self._active.discard(name)
        return self._terms[name]

    def member(self, name: str, line: int) -> Term:
        """Return an attribute: what was written, or a reference to what the provider gives."""
        if self.is_data:
            return data_sources.member(self, name)
        table = entry(self.type)
        reference = table.reference(name) if table is not None else None
        if reference is not None:
            return Term(Reference(self.address, reference))
        written = self._written(name)
        mark = Term(None, references=frozenset({Reference(self.address, camel(name))}))
        if written is not None and not written.is_null:
            return written.marked(mark)
        if name == "id":
            return Term(Reference(self.address, "Ref"))
        return Term(Reference(self.address, camel(name)))

    def _written(self, name: str) -> Term | None:
        if name in self.block.body.attributes:
            return self.argument(name)
        blocks = [*self.block.body.of(name)]
        if not blocks:
            return None
        made = terms_of(body_value(replace(self.block.body, attributes={}, blocks=blocks), self)[name])
        if not isinstance(made.data, list):
            return made
        open_ones = (term for term in made.data if isinstance(term.data, Unknown))
        if (open_one := next(open_ones, None)) is not None:
            return open_one.marked(made)
        address = Reference(self.address, camel(name))
        return Term([Term(WrittenBlock(term, address)) for term in made.data])

    def values(self) -> dict[str, Value]:
        """Return every argument and nested block, with its lines."""
        return body_value(self.block.body, self, skip=_META, skip_blocks=_META_BLOCKS)

    def as_data(self) -> Reference:
        """What stands for the whole resource in a value."""
        return Reference(self.address, "Ref")


@dataclass(frozen=True)
class WrittenBlock:
    """A nested block that an expression refers to: what is not written in it, the provider gives."""

    term: Term
    reference: Reference

    def member(self, name: str, line: int) -> Term:
        """Return what is written, or a reference."""
        data = self.term.data
        if isinstance(data, dict) and name in data:
            return data[name]
        return Term(replace(self.reference, attribute=f"{self.reference.attribute}.{camel(name)}"))

    def as_data(self) -> Reference:
        """What stands for the whole block in a value."""
        return self.reference


@dataclass(frozen=True)
class OpenGroup:
    """Instances of which the number is open; `instance` is what is known of each, `surely` are those that there are."""

    instance: Term
    reason: str
    surely: Mapping[str, Term] = field(default_factory=dict)

    def item(self, key: Term) -> Term:
        """Return an instance: the one of the key where there is one, else whichever."""
        return self.surely.get(key.data, self.instance) if isinstance(key.data, str) else self.instance

    def as_data(self) -> Any:
        """What stands for all of them in a value."""
        data: Any = self.instance.data
        address = getattr(data, "address", "?")
        return Unknown(self.reason, "function", f"${{{address}}}")


@dataclass(frozen=True)
class ModuleOutputs:
    """What a called module gives back."""

    module: Module

    def member(self, name: str, line: int) -> Term:
        """Return an output."""
        return self.module.output(name)

    def members(self) -> dict[str, Term]:
        """All outputs by name."""
        return {name: self.module.output(name) for name in self.module.configuration.outputs}

    def as_data(self) -> Unknown:
        """What stands for all outputs where they cannot be told one by one."""
        return Unknown("a whole module stands here", "function", f"${{{self.module.prefix[:-1]}}}")


def _instances(term: Term) -> Iterator[Instance]:
    data: Any = term.data
    terms = [*data.surely.values(), data.instance] if isinstance(data, OpenGroup) else [term]
    for part in (part for one in terms for part in one.parts()):
        if isinstance(part.data, Instance):
            yield part.data


def _workspace(name: str, line: int) -> Term:
    return unknown("the workspace is chosen at the run", "pseudo", f"terraform.{name}")


def _outside(root: str) -> Callable[[str, int], Term]:
    def member(name: str, line: int) -> Term:
        raise EvaluationError(f"{root}.{name} stands where there is none", line)

    return member


def _key(key: str, collection: Term, value: Term) -> Term:
    """A key of a map, or an element of a set, which may itself be open in part."""
    data: Any = collection.data
    return value if isinstance(data, TerraformSet) else Term(key, collection.parameters)


def _all_marked(term: Term, mark: Term) -> Term:
    """A value in which every part has a mark."""
    data: Any = term.data
    if isinstance(data, TerraformSet):
        return term.marked(mark)
    if isinstance(data, list):
        return replace(term, data=[_all_marked(item, mark) for item in data]).marked(mark)
    if isinstance(data, dict):
        return replace(term, data={key: _all_marked(item, mark) for key, item in data.items()}).marked(mark)
    return term.marked(mark)


def _without_indices(address: str) -> str:
    """`a["k"].b` as `a.b`."""
    return re.sub(r"\[[^\]]*\]", "", address)

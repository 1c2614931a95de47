"""What is wrong in a configuration and seen without a run: names, required arguments, files, times.

Most of it Terraform or the provider refuses. Each fault is a dictionary with `kind`, `attribute` (where it
stands, as the user writes it) and `message`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from adapters import files
from adapters.errors import InputError
from adapters.likeness import nearest
from adapters.model import Attribute as Lines
from adapters.terraform import clocks, completion, exclusive, module_calls, provider, references
from adapters.terraform.completion import is_part
from adapters.terraform.configuration import Configuration
from adapters.terraform.evaluator import EvaluationError, evaluate
from adapters.terraform.folders import is_to_be_filled, upwards
from adapters.terraform.hcl_source import parse_hcl
from adapters.terraform.module import Instance, Module
from adapters.terraform.provider import newer
from adapters.terraform.provider.packed import Kind
from adapters.terraform.syntax import (
    Attribute,
    Block,
    Body,
    Call,
    Expression,
    GetAttribute,
    Literal,
    Name,
    Object,
    Template,
    Tuple,
    lines_of,
    literal_of,
    text_of,
    walk,
)
from adapters.terraform.terms import NotKnown, plain
from adapters.terraform.versions import Version, end_of, parse_version
from adapters.text import read_text

_OTHER_VERSION = "another version of the provider may have it"
_COMPLETED = "Terragrunt or a template may make the file that declares it"
LOCK_FILE = ".terraform.lock.hcl"
_AWS = "registry.terraform.io/hashicorp/aws"
_MAX_LOCK = 1024 * 1024
# The first version of the AWS provider that Terraform takes from 0.12 on.
# https://github.com/hashicorp/terraform/issues/21927
_FOR_012 = (2, 7, 0)

_ARGUMENTS = frozenset({"count", "for_each", "provider", "depends_on", "//"})
_BLOCKS = frozenset({"lifecycle", "provisioner", "connection"})

# Exactly one of these has to be in a block: the provider says so only when it runs.
# https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/s3_bucket_lifecycle_configuration
_ONE_OF = {("aws_s3_bucket_lifecycle_configuration", "rule"): ("filter", "prefix")}

# Blocks that became resources of their own, which the schema does not tell.
# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-4-upgrade
_REPLACED = {
    "aws_guardduty_detector": {"datasources": "aws_guardduty_detector_feature"},
    "aws_s3_bucket": {
        "cors_rule": "aws_s3_bucket_cors_configuration",
        "grant": "aws_s3_bucket_acl",
        "lifecycle_rule": "aws_s3_bucket_lifecycle_configuration",
        "logging": "aws_s3_bucket_logging",
        "object_lock_configuration": "aws_s3_bucket_object_lock_configuration",
        "replication_configuration": "aws_s3_bucket_replication_configuration",
        "server_side_encryption_configuration": "aws_s3_bucket_server_side_encryption_configuration",
        "versioning": "aws_s3_bucket_versioning",
        "website": "aws_s3_bucket_website_configuration",
    },
}

# Functions that read a file.
_READERS = frozenset(
    {
        "file", "filebase64", "templatefile", "filemd5", "filesha1", "filesha256", "filesha512", "filebase64sha256",
        "filebase64sha512",
    }
)  # fmt: skip
# Functions that Terraform had, and what stands for them now.
# https://developer.hashicorp.com/terraform/language/functions/list
_GONE = {"list": "tolist([...])", "map": "tomap({...})"}
_GONE_SINCE = (0, 15, 0)
_PINNED = ".terraform-version"  # as tfenv reads it
# What looks before it reads, or goes on without.
_CAREFUL = frozenset({"fileexists", "try", "can"})
# Arguments that name a package, which has to be there when the configuration is applied.
_PACKAGES = {
    "aws_lambda_function": "filename",
    "aws_lambda_layer_version": "filename",
    "aws_s3_object": "source",
    "aws_s3_bucket_object": "source",
}
# Folders that builds write into, and files that nobody commits.
_BUILT = frozenset({"artifacts", "bin", "build", "dist", "node_modules", "out", "target"})
_BROUGHT = (".crt", ".key", ".p12", ".pem", ".pub")
# What makes a file, and the argument that says which.
_MAKERS = {"archive_file": "output_path", "local_file": "filename", "local_sensitive_file": "filename"}

Fault: TypeAlias = "dict[str, str]"


@dataclass(frozen=True)
class Found:
    """A fault, where it stands, and what leaves a doubt of it."""

    fault: Fault
    place: Lines
    doubt: str | None = None


def faults(module: Module) -> list[Found]:
    """Return what is wrong in a root module and in those of the same project that it calls, each once."""
    versions = Versions.of(module.configuration, module.run.is_completed)
    # What later versions deprecated, an early one takes.
    early = {"deprecated"} if _ends_by(_constraint(module.configuration), (4, 0, 0)) else set()
    early |= {"block"} if _is_written_for_before(module.configuration, (0, 12, 0)) else set()
    found: dict[tuple[str, str], Found] = {}
    for one in _modules(module):
        names = [found for found in _Names(one, versions).faults() if found.fault["kind"] not in early]
        for fault in (
            *names,
            *_providers(one),
            *_clocks(one),
            *_gone_functions(one, module),
            *_exclusive(one),
            *_absent_modules(one),
            *_unfit_calls(one),
            *_absent_names(one, versions),
            *_absent_files(one),
            *_absent_packages(one),
        ):
            found.setdefault((fault.fault["attribute"], fault.fault["message"]), fault)
    return [*found.values(), *_refused_values(module)]


def _modules(module: Module) -> Iterator[Module]:
    """The modules that the project itself holds: what `terraform init` downloads is somebody else's."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        one = waiting.pop(0)
        place = one.path.replace(os.sep, "/")
        if place in seen or "/.terraform/" in f"/{place}/":
            continue
        seen.add(place)
        yield one
        waiting += one.children


# Versions of the provider


@dataclass(frozen=True)
class Versions:
    """Which versions of the AWS provider a configuration takes, of the two of which the names are known."""

    older: bool
    newer: bool
    says: str

    @classmethod
    def of(cls, configuration: Configuration, is_completed: bool = False) -> Versions:
        """Return what the lock file says, or else the version constraint of the configuration.

        What is still to be completed may get its constraint then.
        """
        old, new = parse_version(provider.version()), parse_version(newer.version())
        locked = locked_version(configuration.folder)
        if locked is not None:
            # Names change with the first number, as the provider promises.
            return cls(
                locked[0] == old[0], locked[0] == new[0], f"{LOCK_FILE} takes {'.'.join(map(str, locked))}"
            )
        text = _constraint(configuration)
        if text is None and (is_completed or is_part(configuration)):
            return cls(False, False, "")
        end = end_of(text) if text else None
        # Without a lock file, the newest version is taken that the constraint admits.
        if end is None or end > (new[0], 0, 0):
            return cls(
                False, True, f"the constraint `{text}` takes it" if text else "no constraint holds it back"
            )
        return cls(end > (old[0], 0, 0), False, f"the constraint `{text}` takes version {end[0] - 1}")


def _is_written_for_before(configuration: Configuration, version: Version) -> bool:
    """Whether only an older Terraform is admitted: by its constraint, by a file for tfenv, or by an old provider.

    Until 0.12 a block could be written with `=`, and an argument without.
    """
    texts = (settings.body.literal("required_version") for settings in configuration.settings)
    pinned = _pinned_version(configuration.folder)
    return (
        any(_ends_by(text, version) for text in texts)
        or (pinned is not None and pinned < version)
        or _ends_by(_constraint(configuration), _FOR_012)
    )


def _pinned_version(folder: str) -> Version | None:
    for place in upwards(folder):
        path = os.path.join(place, _PINNED)
        if files.is_file(path):
            try:
                return parse_version(read_text(path, _MAX_LOCK, "the version is too long").strip())
            except (InputError, ValueError):
                return None
    return None


def _ends_by(constraint: object, version: Version) -> bool:
    end = end_of(constraint) if isinstance(constraint, str) else None
    return end is not None and end <= version


def _constraint(configuration: Configuration) -> str | None:
    for settings in configuration.settings:
        for block in settings.body.of("required_providers"):
            attribute = block.body.attributes.get("aws")
            content = literal_of(attribute.expression) if attribute is not None else None
            text = content.get("version") if isinstance(content, dict) else content
            if isinstance(text, str):
                return text
    written = configuration.providers.get("aws")
    text = written.body.literal("version") if written is not None else None
    return text if isinstance(text, str) else None


def locked_version(folder: str) -> Version | None:
    """Return the version of the AWS provider in a folder's lock file."""
    path = os.path.join(folder, LOCK_FILE)
    if not files.is_file(path):
        return None
    try:
        body = parse_hcl(path, read_text(path, _MAX_LOCK, "the lock file is too large"))
        for block in body.of("provider"):
            if block.labels == [_AWS]:
                return parse_version(str(block.body.literal("version")))
    except (InputError, ValueError):
        return None
    return None


# Names of arguments and blocks


class _Names:
    """Holds the arguments and blocks of one module against what the provider knows."""

    def __init__(self, module: Module, versions: Versions) -> None:
        self._module = module
        self._versions = versions

    def faults(self) -> Iterator[Found]:
        """Yield the faults of every resource and data source of the AWS provider."""
        for (mode, type, name), block in self._module.configuration.resources.items():
            if type.startswith("aws_") and mode != "ephemeral":
                address = f"{self._module.prefix}{'data.' if mode == 'data' else ''}{type}.{name}"
                yield from self._block("resource" if mode == "resource" else "data", type, address, block)

    def _block(self, kind: Kind, type: str, address: str, block: Block) -> Iterator[Found]:
        known = provider.resource(type) if kind == "resource" else provider.data_source(type)
        if known is None:
            if not newer.has_type(kind, type):
                what = "resource type" if kind == "resource" else "data source"
                yield _found("type", address, f"the provider has no {what} `{type}`", block)
            return
        if known.deprecated:
            yield _found("deprecated", address, f"`{type}` is deprecated", block)
        checked = _Body(kind, type, self._versions)
        yield from checked.faults(known, block.body, (), address, block)


class _Body:
    """Holds one body after another of a resource against the provider's schema."""

    def __init__(self, kind: Kind, type: str, versions: Versions) -> None:
        self._kind = kind
        self._type = type
        self._versions = versions

    def faults(
        self, known: provider.Body, body: Body, path: tuple[str, ...], where: str, block: Block
    ) -> Iterator[Found]:
        """Yield the faults of a body that stands at a path inside of the resource."""
        written: set[str] = set()
        for name, attribute in body.attributes.items():
            if path or name not in _ARGUMENTS:
                written.add(name)
                yield from self._argument(known, attribute, (*path, name), f"{where}.{name}", body.is_json)
        numbers: dict[str, int] = {}
        for nested in body.blocks:
            if not path and nested.type in _BLOCKS:
                continue
            name, inner = _unwrapped(nested)
            written.add(name)
            numbers[name] = numbers.get(name, -1) + 1
            yield from self._nested(known, nested, inner, (*path, name), f"{where}.{name}[{numbers[name]}]")
        yield from self._missing(known, written, path, where, block)

    def _argument(
        self, known: provider.Body, attribute: Attribute, path: tuple[str, ...], where: str, is_json: bool
    ) -> Iterator[Found]:
        name = path[-1]
        block = known.blocks.get(name)
        found = known.attributes.get(name)
        if block is not None:
            if is_json:
                yield from self._objects(block, attribute.expression, path, where, attribute)
            elif isinstance(attribute.expression, Object | Tuple):
                yield _found("block", where, f"`{name}` is a block: it is written without `=`", attribute)
        elif found is None or not found.is_argument:
            if not (name == "timeouts" or (name == "id" and found is not None)):
                yield from self._unknown(known, path, where, attribute, exported=found is not None)
        else:
            yield from self._removed(path, where, attribute)
            if found.deprecated:
                yield _found("deprecated", where, _deprecation(name, found.deprecation), attribute)

    def _nested(
        self, known: provider.Body, nested: Block, inner: Block | None, path: tuple[str, ...], where: str
    ) -> Iterator[Found]:
        name = path[-1]
        block, attribute = known.blocks.get(name), known.attributes.get(name)
        if block is not None:
            instead = _REPLACED.get(self._type, {}).get(name) if len(path) == 1 else None
            if block.body.deprecated or instead:
                rest = f": use `{instead}`" if instead else ""
                yield _found("deprecated", where, f"the block `{name}` is deprecated{rest}", nested)
            if inner is not None:
                yield from self.faults(block.body, inner.body, path, where, nested)
        elif attribute is not None and attribute.is_argument:
            if attribute.deprecated:
                yield _found("deprecated", where, _deprecation(name, attribute.deprecation), nested)
            if attribute.type.object is None:
                yield _found("block", where, f"`{name}` is an argument: it is written with `=`", nested)
        elif name != "timeouts":
            yield from self._unknown(known, path, where, nested, exported=attribute is not None)

    def _objects(
        self,
        block: provider.Block,
        expression: Expression,
        path: tuple[str, ...],
        where: str,
        place: Attribute,
    ) -> Iterator[Found]:
        """Blocks in JSON syntax: an object, or a list of them."""
        items = expression.items if isinstance(expression, Tuple) else [expression]
        for i, item in enumerate(items):
            if isinstance(item, Object):
                members = {
                    str(literal_of(key)): Attribute(
                        str(literal_of(key)), value, place.path, key.line, value.end_line
                    )
                    for key, value in item.items
                }
                body = Body({name: one for name, one in members.items() if not _is_null(one)}, is_json=True)
                holder = Block(block.name, [], body, place.path, item.line, item.end_line)
                yield from self.faults(block.body, body, path, f"{where}[{i}]", holder)

    def _unknown(
        self,
        known: provider.Body,
        path: tuple[str, ...],
        where: str,
        place: Attribute | Block,
        exported: bool,
    ) -> Iterator[Found]:
        """A name that version 5 does not take: wrong, unless a newer one does and is taken."""
        name = path[-1]
        what = "argument" if isinstance(place, Attribute) else "block"
        since = newer.accepts(self._kind, self._type, path)
        if since is not False and (self._versions.newer or since is None):
            return
        if since:
            message = (
                f"the {what} `{name}` is new in version {_major(newer.version())}, and {self._versions.says}"
            )
        elif exported:
            if not _is_written(place):
                return
            message = f"`{name}` is what the provider gives, and cannot be set"
        else:
            message = f"there is no {what} `{name}`{_likely(name, known)}"
        doubt = None if self._versions.older or self._versions.newer else _OTHER_VERSION
        yield _found("argument", where, message, place, doubt)

    def _removed(self, path: tuple[str, ...], where: str, place: Attribute) -> Iterator[Found]:
        """An argument of version 5 that the version which is taken no longer has."""
        if self._versions.newer and newer.accepts(self._kind, self._type, path) is False:
            version = _major(newer.version())
            message = f"version {version} has no argument `{path[-1]}` any more, and {self._versions.says}"
            yield _found("argument", where, message, place)

    def _missing(
        self, known: provider.Body, written: set[str], path: tuple[str, ...], where: str, block: Block
    ) -> Iterator[Found]:
        # What is written with names of a newer version is held to what that requires, which is not known.
        if self._versions.newer and written - known.attributes.keys() - known.blocks.keys():
            return
        required = [name for name, one in known.attributes.items() if one.required]
        required += [name for name, one in known.blocks.items() if one.required]
        for name in sorted({*required} - written):
            if self._versions.older or newer.accepts(self._kind, self._type, (*path, name)) is not False:
                yield _found("required", f"{where}.{name}", f"`{name}` is required, and missing", block)
        wanted = _ONE_OF.get((self._type, ".".join(path)), ())
        if wanted and not written & {*wanted}:
            message = f"neither {' nor '.join(f'`{name}`' for name in wanted)} is there"
            yield _found("one_of", where, message, block)


def _unwrapped(block: Block) -> tuple[str, Block | None]:
    """What a block is about: a `dynamic` one is about what it makes."""
    if block.type != "dynamic" or not block.labels:
        return block.type, block
    return block.labels[0], next(block.body.of("content"), None)


def _is_written(place: Attribute | Block) -> bool:
    """Whether there is a value for certain: null is always accepted, and an expression may come to it."""
    return (
        isinstance(place, Block)
        or isinstance(place.expression, Template | Object | Tuple)
        or (isinstance(place.expression, Literal) and place.expression.value is not None)
    )


def _is_null(attribute: Attribute) -> bool:
    """CDKTF writes null for what was left out."""
    return getattr(attribute.expression, "value", False) is None


def _major(version: str) -> str:
    return version.partition(".")[0]


def _likely(name: str, known: provider.Body) -> str:
    near = nearest(name, [*known.writable()], 1, 0.8)
    return f"; `{near[0]}` is one" if near else ""


def _deprecation(name: str, text: str) -> str:
    return f"`{name}` is deprecated{': ' + text[0].lower() + text[1:].rstrip('.') if text else ''}"


def _found(kind: str, where: str, message: str, place: Attribute | Block, doubt: str | None = None) -> Found:
    return Found({"kind": kind, "attribute": where, "message": message}, lines_of(place), doubt)


# Providers


def _providers(module: Module) -> Iterator[Found]:
    """Providers that are chosen or made by an expression."""
    for address, block in module.configuration.providers.items():
        for name in ("for_each", "count"):
            if name in block.body.attributes:
                message = f"a provider takes no `{name}`"
                yield _found("provider", f"provider.{address}.{name}", message, block.body.attributes[name])
        alias = block.body.attributes.get("alias")
        if alias is not None and not isinstance(alias.expression, Literal):
            yield _found("provider", f"provider.{address}.alias", "the alias is not a constant", alias)
    for (mode, type, name), block in module.configuration.resources.items():
        chosen = block.body.attributes.get("provider")
        if chosen is not None and not _is_provider(chosen.expression):
            address = f"{module.prefix}{'data.' if mode == 'data' else ''}{type}.{name}"
            yield _found(
                "provider", f"{address}.provider", f"`{text_of(chosen.expression)}` is no provider", chosen
            )


def _clocks(module: Module) -> Iterator[Found]:
    for where, attribute in clocks.moving(module.configuration):
        message = f"`{attribute.name}` is made from the time, and differs in every run"
        yield _found("clock", f"{module.prefix}{where}", message, attribute)


def _refused_values(module: Module) -> Iterator[Found]:
    """Values of a root module's variables, given or by default, that a validation of their own refuses."""
    if module.run.is_completed:
        return
    for name, block in module.configuration.variables.items():
        given = module.run.given.get(name)
        value = given or block.body.attributes.get("default")
        for validation in block.body.of("validation") if value is not None else ():
            condition = validation.body.attributes.get("condition")
            if value is not None and condition is not None and _is_false(module, condition.expression):
                what = "the default" if given is None else "the value that it is given"
                told = validation.body.literal("error_message")
                message = f"{name}: {what} does not pass the validation" + (f": {told}" if told else "")
                yield _found("value", f"Parameters.{name}.Default", message, value)


def _is_false(module: Module, condition: Expression) -> bool:
    """Whether a condition is known not to hold."""
    try:
        return plain(evaluate(condition, module.scope)) is False
    except (EvaluationError, InputError, NotKnown, RecursionError):
        return False


def _gone_functions(module: Module, root: Module) -> list[Found]:
    """Calls of functions that Terraform no longer has, unless the root or the module is for one that has them."""
    found = []
    for where, attribute in _attributes(module):
        called = {one.function for one in walk(attribute.expression) if isinstance(one, Call)}
        for name in sorted(called & _GONE.keys()) if called.isdisjoint(_CAREFUL) else ():
            message = f"there is no function `{name}` since Terraform 0.15: write `{_GONE[name]}`"
            found.append(_found("function", where, message, attribute))
    # Asked only of these few: it looks for a file in all folders above.
    if found and any(_is_written_for_before(one.configuration, _GONE_SINCE) for one in (root, module)):
        return []
    return found


def _exclusive(module: Module) -> Iterator[Found]:
    for where, message, place, doubt in exclusive.together(module):
        yield _found("exclusive", where, message, place, doubt)


def _is_provider(expression: Expression) -> bool:
    """Whether an expression is `aws` or `aws.alias`; older syntax has it in quotes."""
    match expression:
        case Name() | Literal(value=str()):
            return True
        case GetAttribute(target=Name(name=name)):
            return name not in ("var", "local", "each", "module", "data")
    return False


# Modules and files


def _absent_modules(module: Module) -> Iterator[Found]:
    """Modules of the project itself that are not there."""
    for name, block in module.configuration.modules.items():
        source = block.body.literal("source")
        if isinstance(source, str) and source.startswith(("./", "../")):
            folder = os.path.normpath(os.path.join(module.path, source))
            if not files.is_folder(folder) and not is_to_be_filled(folder):
                place = block.body.attributes["source"]
                where = f"{module.prefix}module.{name}.source"
                yield _found("module", where, f"there is no folder `{source}`", place)


def _unfit_calls(module: Module) -> Iterator[Found]:
    """Calls that do not fit what the module declares."""
    for one in module_calls.unfit(module):
        yield _found(one.kind, one.where, one.message, one.place)


def _absent_names(module: Module, versions: Versions) -> Iterator[Found]:
    """Names that nothing declares, and attributes that nothing gives."""
    around = _COMPLETED if module.run.is_completed or completion.has_templates(module.path) else None
    for one in references.missing(module):
        doubt = around if one.is_settled or not versions.newer else _OTHER_VERSION
        yield _found("reference", one.where, one.message, one.attribute, doubt)


def _absent_files(module: Module) -> Iterator[Found]:
    """Files that functions read, and that are not there, but for packages, which are said to be absent as such."""
    packages = {
        path
        for one in module.instances()
        if one.type in _PACKAGES and (path := _argument_text(one, _PACKAGES[one.type])) is not None
    }
    for where, attribute in _attributes(module):
        calls = [one for one in walk(attribute.expression) if isinstance(one, Call)]
        if any(call.function in _CAREFUL for call in calls):
            continue
        for call in calls:
            if call.function in _READERS and call.arguments:
                path = _text(module, call.arguments[0])
                if path is None or path in packages or _is_made_elsewhere(path):
                    continue
                if not _exists(module, path):
                    yield _found("file", where, f"there is no file `{path}`", attribute)
    for one in module.instances():
        path = _argument_text(one, "source_file") if one.type == "archive_file" else None
        if path is not None and not _is_made_elsewhere(path) and not _exists(module, path):
            place = one.block.body.attributes["source_file"]
            yield _found("file", f"{one.address}.source_file", f"there is no file `{path}`", place)


def _is_made_elsewhere(path: str) -> bool:
    """Whether a build makes a file, or whoever applies the configuration brings it along: a key, a certificate.

    The name may also be empty, by the default of a variable that says which file.
    """
    folder, name = os.path.split(path)
    return not name or name.endswith(_BROUGHT) or not _BUILT.isdisjoint(folder.split("/"))


def _absent_packages(module: Module) -> Iterator[Found]:
    """Packages that are neither there nor made by the configuration."""
    instances = [one for one in module.instances() if one.type in _PACKAGES or one.type in _MAKERS]
    made = {
        os.path.normpath(path)
        for one in instances
        if one.type in _MAKERS and (path := _argument_text(one, _MAKERS[one.type])) is not None
    }
    for one in instances:
        name = _PACKAGES.get(one.type)
        path = _argument_text(one, name) if name else None
        if name and path is not None and os.path.normpath(path) not in made and not _exists(module, path):
            message = f"there is no file `{path}`, and nothing here makes it"
            yield _found("package", f"{one.address}.{name}", message, one.block.body.attributes[name])


def _argument_text(instance: Instance, name: str) -> str | None:
    try:
        path = plain(instance.argument(name))
    except NotKnown:
        return None
    return path if isinstance(path, str) else None


def _text(module: Module, expression: Expression) -> str | None:
    """A path, when it does not hang on what only exists where it stands."""
    try:
        path = plain(evaluate(expression, module.scope))
    except (EvaluationError, InputError, NotKnown, RecursionError):
        return None
    return path if isinstance(path, str) else None


def _exists(module: Module, path: str) -> bool:
    """Whether a file is there; one that lies outside of the project is taken to be."""
    try:
        return module.folder.exists(path)
    except InputError:
        return True


def _attributes(module: Module) -> Iterator[tuple[str, Attribute]]:
    configuration = module.configuration
    for name, attribute in configuration.locals.items():
        yield f"{module.prefix}local.{name}", attribute
    for (mode, type, name), block in configuration.resources.items():
        address = f"{module.prefix}{'' if mode == 'resource' else f'{mode}.'}{type}.{name}"
        yield from _inside(address, block.body)
    for kind, blocks in (("module", configuration.modules), ("output", configuration.outputs)):
        for name, block in blocks.items():
            yield from _inside(f"{module.prefix}{kind}.{name}", block.body)


def _inside(where: str, body: Body) -> Iterator[tuple[str, Attribute]]:
    for name, attribute in body.attributes.items():
        yield f"{where}.{name}", attribute
    for nested in body.blocks:
        yield from _inside(f"{where}.{nested.type}", nested.body)

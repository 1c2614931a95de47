"""Names of arguments and blocks, held against what the provider knows."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.likeness import nearest, with_more_words
from adapters.terraform import provider
from adapters.terraform.admitted import Versions
from adapters.terraform.faults.found import Found, found
from adapters.terraform.module import Module
from adapters.terraform.provider import newer
from adapters.terraform.provider.packed import Kind
from adapters.terraform.syntax import (
    Attribute,
    Block,
    Body,
    Expression,
    Literal,
    Object,
    Template,
    Tuple,
    literal_of,
)

OTHER_VERSION = "another version of the provider may have it"

# How like a type has to be to be the one that is meant.
_ALIKE = 0.85

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


def unfit(module: Module, versions: Versions) -> Iterator[Found]:
    """Yield the faults of every resource and data source of the AWS provider."""
    for (mode, type, name), block in module.configuration.resources.items():
        if type.startswith("aws_") and mode != "ephemeral":
            address = f"{module.prefix}{'data.' if mode == 'data' else ''}{type}.{name}"
            yield from _of_block("resource" if mode == "resource" else "data", type, address, block, versions)


def _of_block(kind: Kind, type: str, address: str, block: Block, versions: Versions) -> Iterator[Found]:
    known = provider.resource(type) if kind == "resource" else provider.data_source(type)
    if known is None:
        if not newer.has_type(kind, type):
            what = "resource type" if kind == "resource" else "data source"
            near = nearest(type, provider.types(kind), 1, _ALIKE)
            like = f"; `{near[0]}` is one" if near else ""
            yield found("type", address, f"the provider has no {what} `{type}`{like}", block)
        return
    if known.deprecated:
        yield found("deprecated", address, f"`{type}` is deprecated", block)
    yield from _Body(kind, type, versions).faults(known, block.body, (), address, block)


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
        known_as = known.attributes.get(name)
        if block is not None:
            if is_json:
                yield from self._objects(block, attribute.expression, path, where, attribute)
            elif isinstance(attribute.expression, Object | Tuple):
                yield found("block", where, f"`{name}` is a block: it is written without `=`", attribute)
        elif known_as is None or not known_as.is_argument:
            if not (name == "timeouts" or (name == "id" and known_as is not None)):
                yield from self._unknown(known, path, where, attribute, exported=known_as is not None)
        else:
            yield from self._removed(path, where, attribute)
            if known_as.deprecated:
                yield found("deprecated", where, _deprecation(name, known_as.deprecation), attribute)

    def _nested(
        self, known: provider.Body, nested: Block, inner: Block | None, path: tuple[str, ...], where: str
    ) -> Iterator[Found]:
        name = path[-1]
        block, attribute = known.blocks.get(name), known.attributes.get(name)
        if block is not None:
            instead = _REPLACED.get(self._type, {}).get(name) if len(path) == 1 else None
            if block.body.deprecated or instead:
                rest = f": use `{instead}`" if instead else ""
                yield found("deprecated", where, f"the block `{name}` is deprecated{rest}", nested)
            if inner is not None:
                yield from self.faults(block.body, inner.body, path, where, nested)
        elif attribute is not None and attribute.is_argument:
            if attribute.deprecated:
                yield found("deprecated", where, _deprecation(name, attribute.deprecation), nested)
            if attribute.type.object is None:
                yield found("block", where, f"`{name}` is an argument: it is written with `=`", nested)
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
        doubt = None if self._versions.older or self._versions.newer else OTHER_VERSION
        yield found("argument", where, message, place, doubt)

    def _removed(self, path: tuple[str, ...], where: str, place: Attribute) -> Iterator[Found]:
        """An argument of version 5 that the version which is taken no longer has."""
        if self._versions.newer and newer.accepts(self._kind, self._type, path) is False:
            version = _major(newer.version())
            message = f"version {version} has no argument `{path[-1]}` any more, and {self._versions.says}"
            yield found("argument", where, message, place)

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
                yield found("required", f"{where}.{name}", f"`{name}` is required, and missing", block)
        wanted = _ONE_OF.get((self._type, ".".join(path)), ())
        if wanted and not written & {*wanted}:
            message = f"neither {' nor '.join(f'`{name}`' for name in wanted)} is there"
            yield found("one_of", where, message, block)


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
    names = [*known.writable()]
    near = nearest(name, names, 1, 0.75) or with_more_words(name, names)
    return f"; `{near[0]}` is one" if near else ""


def _deprecation(name: str, text: str) -> str:
    return f"`{name}` is deprecated{': ' + text[0].lower() + text[1:].rstrip('.') if text else ''}"

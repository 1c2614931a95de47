"""What a Terraform file says: bodies, blocks and expressions, whichever of the two syntaxes it is written in.

Lines count from 1, the last one included. Trees are read, never changed: they are shared by all instances of a module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from adapters.model import Attribute as Lines
from adapters.tree import Scalar


@dataclass(slots=True)
class Literal:
    """A number, a boolean, null, or text without anything to fill in."""

    value: Scalar
    line: int
    end_line: int


@dataclass(slots=True)
class Template:
    """Text with something to fill in; parts are put one after another."""

    parts: list[Expression]
    line: int
    end_line: int


@dataclass(slots=True)
class TemplateFor:
    """`%{ for ... }`: the body once for every element."""

    key: str | None
    value: str
    collection: Expression
    body: Template
    line: int
    end_line: int


@dataclass(slots=True)
class Name:
    """The first name of a traversal: `var`, `local`, `aws_vpc`, or what a `for` names its elements."""

    name: str
    line: int
    end_line: int


@dataclass(slots=True)
class GetAttribute:
    """`target.name`."""

    target: Expression
    name: str
    line: int
    end_line: int


@dataclass(slots=True)
class Index:
    """`target[key]`, and `target.0`."""

    target: Expression
    key: Expression
    line: int
    end_line: int


@dataclass(slots=True)
class Splat:
    """`target[*]` or `target.*` with the steps after it, which hold for every element.

    `each` is what the steps come to on an element, which is named by `Splat.ELEMENT`.
    """

    target: Expression
    each: Expression
    line: int
    end_line: int


ELEMENT = "*"


@dataclass(slots=True)
class Call:
    """A function call; `expand` says that the last argument is a list of arguments."""

    function: str
    arguments: list[Expression]
    expand: bool
    line: int
    end_line: int


@dataclass(slots=True)
class Unary:
    """`-x` or `!x`."""

    operator: str
    operand: Expression
    line: int
    end_line: int


@dataclass(slots=True)
class Binary:
    """`left operator right`."""

    operator: str
    left: Expression
    right: Expression
    line: int
    end_line: int


@dataclass(slots=True)
class Conditional:
    """`condition ? then : otherwise`, and `%{ if }` in a template."""

    condition: Expression
    then: Expression
    otherwise: Expression
    line: int
    end_line: int


@dataclass(slots=True)
class Tuple:
    """`[a, b]`."""

    items: list[Expression]
    line: int
    end_line: int


@dataclass(slots=True)
class Object:
    """`{a = b}`; a key that is a bare name is a Literal."""

    items: list[tuple[Expression, Expression]]
    line: int
    end_line: int


@dataclass(slots=True)
class For:
    """`[for k, v in c : value if condition]`, or with a `result_key` `{for k, v in c : result_key => value}`."""

    key: str | None
    value: str
    collection: Expression
    result_key: Expression | None
    result: Expression
    condition: Expression | None
    grouped: bool
    line: int
    end_line: int


Expression: TypeAlias = (
    Literal
    | Template
    | TemplateFor
    | Name
    | GetAttribute
    | Index
    | Splat
    | Call
    | Unary
    | Binary
    | Conditional
    | Tuple
    | Object
    | For
)


@dataclass(slots=True)
class Attribute:
    """`name = expression`; `line` is that of the name."""

    name: str
    expression: Expression
    path: str
    line: int
    end_line: int


@dataclass(slots=True)
class Block:
    """`type "label" { ... }`."""

    type: str
    labels: list[str]
    body: Body
    path: str
    line: int
    end_line: int


@dataclass(slots=True)
class Body:
    """The attributes by name and the blocks in their order.

    `is_json` marks JSON syntax, in which a nested block cannot be told from an attribute: there it is an attribute
    with an object, or a list of them.
    """

    attributes: dict[str, Attribute] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    is_json: bool = False

    def of(self, type: str) -> Iterator[Block]:
        """The blocks of a type."""
        return (block for block in self.blocks if block.type == type)

    def literal(self, name: str) -> Scalar:
        """The value of an attribute that is a literal, else None."""
        attribute = self.attributes.get(name)
        expression = attribute.expression if attribute else None
        return expression.value if isinstance(expression, Literal) else None


def literal_of(expression: Expression) -> Any:
    """Return an expression that holds nothing but literals as plain data; what is none is None."""
    if isinstance(expression, Object):
        return {key.value: literal_of(value) for key, value in expression.items if isinstance(key, Literal)}
    if isinstance(expression, Tuple):
        return [literal_of(item) for item in expression.items]
    return expression.value if isinstance(expression, Literal) else None


def children(expression: Expression) -> Iterator[Expression]:
    """The expressions that an expression is directly made of."""
    match expression:
        case Template(parts=parts) | Tuple(items=parts) | Call(arguments=parts):
            yield from parts
        case TemplateFor(collection=collection, body=body):
            yield from (collection, body)
        case GetAttribute(target=target):
            yield target
        case Index(target=one, key=other) | Splat(target=one, each=other) | Binary(left=one, right=other):
            yield from (one, other)
        case Unary(operand=operand):
            yield operand
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            yield from (condition, then, otherwise)
        case Object(items=items):
            for key, value in items:
                yield from (key, value)
        case For(collection=collection, result_key=key, result=result, condition=condition):
            yield collection
            yield from (part for part in (key, result, condition) if part is not None)


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and everything inside it."""
    yield expression
    for child in children(expression):
        yield from walk(child)


def whole_modules(expression: Expression) -> Iterator[str]:
    """The modules that an expression refers to as wholes: `module.network[var.key].id`, `values(module.network)`.

    Of `module.network.id` and `module.network["a"].id` Terraform knows the output, and waits for that alone.
    """
    match expression:
        case GetAttribute(target=GetAttribute(target=Name(name="module"))):
            return
        case GetAttribute(target=Index(target=GetAttribute(target=Name(name="module")), key=Literal())):
            return
        case GetAttribute(target=Name(name="module"), name=name):
            yield name
    for child in children(expression):
        yield from whole_modules(child)


def taken(parts: Iterable[Expression], namespace: str) -> Iterator[str]:
    """The names that expressions themselves take of a namespace: `region` of `var`, where one is `var.region`."""
    for part in parts:
        match part:
            case GetAttribute(target=Name(name=name), name=member) if name == namespace:
                yield member


def lines_of(part: Block | Attribute) -> Lines:
    """Return where a block or an attribute stands, as the document says it."""
    return {"path": part.path, "line": part.line, "end_line": part.end_line, "state": "written"}


def text_of(expression: Expression) -> str:
    """An expression in short, as it stands in a message: `var.names[0]`, `upper(...)`."""
    match expression:
        case Name(name=name):
            return name
        case Literal(value=value):
            return f'"{value}"' if isinstance(value, str) else str(value).lower()
        case GetAttribute(target=Name(name="*"), name=name):
            return name
        case GetAttribute(target=target, name=name):
            return f"{text_of(target)}.{name}"
        case Index(target=target, key=key):
            return f"{text_of(target)}[{text_of(key)}]"
        case Splat(target=target, each=each):
            steps = "" if isinstance(each, Name) else f".{text_of(each)}"
            return f"{text_of(target)}[*]{steps}"
        case Call(function=function):
            return f"{function}(...)"
        case Conditional(condition=condition):
            return f"{text_of(condition)} ? ..."
        case Unary(operator=operator, operand=operand):
            return f"{operator}{text_of(operand)}"
        case Binary(operator=operator, left=left, right=right):
            return f"{text_of(left)} {operator} {text_of(right)}"
    return "..."

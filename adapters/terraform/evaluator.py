"""Evaluates expressions as far as the configuration decides them.

https://developer.hashicorp.com/terraform/language/expressions
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Protocol

from adapters.terraform.functions.collection import MAX_ELEMENTS
from adapters.terraform.functions.conversion import as_bool, as_number, as_text
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.kinds import BOOL, NUMBER, OPEN, STRING, Kind, kind_of, unify
from adapters.terraform.functions.kinds import converted as converted_to
from adapters.terraform.functions.numeric import exact
from adapters.terraform.functions.sets import TerraformList, TerraformMap, TerraformSet, Unordered
from adapters.terraform.syntax import (
    ELEMENT,
    Binary,
    Call,
    Conditional,
    Expression,
    For,
    GetAttribute,
    Index,
    Literal,
    Name,
    Object,
    Splat,
    Template,
    TemplateFor,
    Tuple,
    Unary,
    walk,
)
from adapters.terraform.syntax import (
    text_of as source_of,
)
from adapters.terraform.terms import NotKnown, Partly, Rest, Term, joined, like, marks, partly, plain, unknown
from adapters.tree import Scalar
from adapters.values import Mixed, Reference, Unknown

ZONES = "AWS::AvailabilityZones"
# How often the body of a loop inside of loops is looked at: a few words can ask for more than a day's work.
_MAX_ROUNDS = 100_000


class EvaluationError(Exception):
    """An expression that fails whatever its variables hold.

    `reported` says that it is a fault of the configuration itself, such as a function that does not exist; otherwise
    what it would have given is unknown, and why.
    """

    def __init__(self, message: str, line: int, reported: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.reported = reported


@dataclass(frozen=True, slots=True)
class Namespace:
    """What a traversal is in while it names no value yet: `var`, `data.aws_ami`, `aws_vpc`."""

    member: Callable[[str, int], Term]
    name: str


class Root(Protocol):
    """The module that an expression stands in."""

    path: str

    def namespace(self, name: str) -> Namespace:
        """Return what stands behind the first name of a traversal."""

    def call(self, call: Call, scope: Scope) -> Term:
        """Return what a function gives; raises EvaluationError."""

    def ask(self, variable: str, constant: str) -> bool:
        """Return whether something open equals a constant in the scenario that is looked at."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression is evaluated: its module, and the names of loops and instances around it.

    `rounds` says how many rounds the loops around it have together.
    """

    root: Root
    names: Mapping[str, Term] = field(default_factory=dict)
    rounds: int = 1

    def having(self, **names: Term) -> Scope:
        """The scope with more names."""
        return replace(self, names={**self.names, **names})

    def repeated(self, times: int) -> Scope:
        """The scope in a loop."""
        return replace(self, rounds=self.rounds * times)


def evaluate(expression: Expression, scope: Scope) -> Term:
    """Return the value of an expression; raises EvaluationError."""
    term = _EVALUATORS[type(expression)](expression, scope)
    if isinstance(term.data, Namespace):
        raise EvaluationError(f"`{source_of(expression)}` needs a name behind it", expression.line)
    return term


def _literal(expression: Literal, scope: Scope) -> Term:
    return Term(expression.value)


def _template(expression: Template, scope: Scope) -> Term:
    terms = [evaluate(part, scope) for part in expression.parts]
    try:
        return joined(_filled(term) for term in terms)
    except FunctionError as error:
        raise EvaluationError(f"text cannot be filled in: {error}", expression.line) from None


def _filled(term: Term) -> Term:
    """What stands in text; a whole resource or module cannot, a list that is open can be anything."""
    if isinstance(term.data, Reference) or (isinstance(term.data, Unknown) and not term.data.candidates):
        return replace(term, sensitive=False)  # what stands for it in the text gives nothing away
    if isinstance(term.data, Unknown | Mixed | str | bool | int | float):
        return term
    if term.data is None:
        raise FunctionError("a value is null")
    if isinstance(term.data, list | dict):
        raise FunctionError("a value is no text")
    return Term(Unknown("a whole resource stands in text", "function", "${?}")).marked(term)


def _template_for(expression: TemplateFor, scope: Scope) -> Term:
    collection = evaluate(expression.collection, scope)
    pairs = _pairs(collection)
    if pairs is None:
        return _open(collection, expression.collection)
    _expect_collection(collection, expression.line)
    scope = scope.repeated(len(pairs))
    if scope.rounds > _MAX_ROUNDS:
        return _too_long(expression, collection)
    body = [
        evaluate(expression.body, _loop_scope(scope, expression.key, expression.value, key, value))
        for key, value in pairs
    ]
    return joined(body).marked(collection)


def _name(expression: Name, scope: Scope) -> Term:
    if expression.name in scope.names:
        return scope.names[expression.name]
    return Term(scope.root.namespace(expression.name))


def _target(expression: Expression, scope: Scope) -> Term:
    """The value that a step is taken of, which may be a namespace."""
    return _EVALUATORS[type(expression)](expression, scope)


def _get_attribute(expression: GetAttribute, scope: Scope) -> Term:
    target = _target(expression.target, scope)
    return member(target, expression.name, expression.line)


def member(target: Term, name: str, line: int) -> Term:
    """Return `target.name`; raises EvaluationError."""
    data: Any = target.data
    if isinstance(data, Namespace):
        return data.member(name, line)
    if isinstance(data, dict):
        if name not in data:
            known = ", ".join(sorted(data)[:5])
            raise EvaluationError(
                f"there is no `{name}` in the object" + (f" of {known}" if known else ""), line
            )
        return _inside(data, name).marked(target)
    if isinstance(data, Unknown):
        return replace(target, data=deeper(data, f".{name}"))
    if isinstance(data, Reference):
        return replace(target, data=Reference(data.address, f"{data.attribute}.{camel(name)}"))
    if isinstance(data, Mixed) and not data.is_known:
        first = next(part for part in data.parts if not isinstance(part, str))
        return _open(Term(first).marked(target), GetAttribute(Name("?", line, line), name, line, line))
    if hasattr(data, "member"):
        found: Term = data.member(name, line)
        return found.marked(target)
    what = "null" if data is None else "a list" if isinstance(data, list) else "no object"
    raise EvaluationError(f"`{name}` is taken of what is {what}", line)


def _inside(data: Any, key: int | str) -> Term:
    found: Term = data[key]
    return found


def deeper(data: Unknown, suffix: str) -> Unknown:
    """What is inside of something that is not known."""
    if "{{resolve:" in data.expression:
        return data
    return Unknown(data.reason, data.kind, f"{data.expression[:-1]}{suffix}}}")


def camel(name: str) -> str:
    """`secret_arn` as `SecretArn`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def _index(expression: Index, scope: Scope) -> Term:
    target, key = _target(expression.target, scope), evaluate(expression.key, scope)
    return item(target, key, expression.line)


def item(target: Term, key: Term, line: int) -> Term:
    """Return `target[key]`; raises EvaluationError."""
    data: Any = target.data
    if isinstance(data, Unknown | Reference):
        return _item_of_open(target, key)
    if isinstance(data, Namespace):
        return data.member(_key(key, line), line).marked(key)
    if target.is_group:
        found: Term = data.item(key)
        return found.marked(target, key)
    if key.is_open:
        return one_of([*target.elements()], _open(key, None)).marked(target, key)
    if isinstance(data, TerraformSet):
        raise EvaluationError("the elements of a set have no index", line)
    if isinstance(data, Unordered):
        return one_of([*target.elements()], _open(target, None)).marked(target, key)
    if isinstance(data, list):
        try:
            position = as_number(plain(key))
        except (FunctionError, NotKnown):
            raise EvaluationError("the index of a list has to be a number", line) from None
        if not isinstance(position, int) or not 0 <= position < len(data):
            raise EvaluationError(f"there is no element {key.data} in a list of {len(data)}", line)
        return _inside(data, position).marked(target, key)
    if isinstance(data, dict):
        name = _key(key, line)
        if name not in data:
            raise EvaluationError(f'there is no element "{name}" in the map', line)
        return _inside(data, name).marked(target, key)
    if hasattr(data, "member"):
        return member(target, _key(key, line), line).marked(key)
    raise EvaluationError("an element is taken of what is " + ("null" if data is None else "no list"), line)


def one_of(elements: list[Term], item: Term) -> Term:
    """An item that is not known, as far as all that it can be says the same; else with the values that it can be."""
    if not elements:
        return item
    mark = marks(elements)
    first = elements[0].data
    if all(equal(elements[0], other) for other in elements[1:]):
        return elements[0].marked(mark)
    if isinstance(first, dict) and all(_is_alike(first, element.data) for element in elements[1:]):
        members = {
            name: one_of([_inside(element.data, name) for element in elements], item) for name in first
        }
        return Term(like(first, members)).marked(mark)
    values: list[Scalar] = [
        element.data for element in elements if isinstance(element.data, bool | int | float | str)
    ]
    if not isinstance(item.data, Unknown) or len(values) < len(elements):
        return item.marked(mark)
    return replace(item, data=replace(item.data, candidates=tuple(dict.fromkeys(values)))).marked(mark)


def _is_alike(one: dict[str, Term], other: Any) -> bool:
    """Whether something is an object with the same members."""
    return isinstance(other, dict) and other.keys() == one.keys()


def _item_of_open(target: Term, key: Term) -> Term:
    data = target.data
    if isinstance(data, Reference):
        return target.marked(key)
    assert isinstance(data, Unknown)
    if data.expression == f"${{{ZONES}}}" and isinstance(key.data, int):
        return Term(Mixed((deeper(data, f".{key.data}"),))).marked(target, key)
    suffix = f"[{key.data}]" if isinstance(key.data, str | int) else "[?]"
    return replace(target, data=deeper(data, suffix)).marked(key)


def _key(key: Term, line: int) -> str:
    try:
        return as_text(plain(key))
    except (FunctionError, NotKnown):
        raise EvaluationError("the key is no text", line) from None


def _splat(expression: Splat, scope: Scope) -> Term:
    target = evaluate(expression.target, scope)
    data: Any = target.data
    if data is None:
        return Term([]).marked(target)
    if isinstance(data, list):
        elements = data
    elif isinstance(data, Unknown) or target.is_group:
        inner = evaluate(expression.each, scope.having(**{ELEMENT: _element(target)}))
        return _open(target, expression).marked(*inner.parts())
    elif isinstance(data, Reference):
        return evaluate(expression.each, scope.having(**{ELEMENT: target}))
    else:
        elements = [target]
    found = [evaluate(expression.each, scope.having(**{ELEMENT: element})) for element in elements]
    return Term(TerraformList(found) if isinstance(data, TerraformList | TerraformSet) else found).marked(
        target
    )


def _element(target: Term) -> Term:
    """What stands for any element of something open."""
    data: Any = target.data
    if target.is_group:
        found: Term = data.item(Term(0))
        return found
    return replace(target, data=deeper(data, "[*]")) if isinstance(data, Unknown) else target


def _call(expression: Call, scope: Scope) -> Term:
    return scope.root.call(expression, scope)


def _unary(expression: Unary, scope: Scope) -> Term:
    operand = evaluate(expression.operand, scope)
    if operand.is_undecided:
        return replace(_open(operand, expression), asks=(expression, scope))
    try:
        if expression.operator == "!":
            return Term(not as_bool(plain(operand))).marked(operand)
        return Term(-as_number(plain(operand))).marked(operand)
    except (FunctionError, NotKnown) as error:
        raise EvaluationError(
            f"`{expression.operator}` cannot be applied: {error}", expression.line
        ) from None


def _binary(expression: Binary, scope: Scope) -> Term:
    operator = expression.operator
    left = evaluate(expression.left, scope)
    if operator in ("&&", "||"):
        return _logical(expression, left, scope)
    right = evaluate(expression.right, scope)
    if operator in ("==", "!="):
        same = equal(left, right)
        if same is None:
            cause = left if any(part.is_undecided for part in left.parts()) else right
            return replace(_open(cause, expression).marked(left, right), asks=(expression, scope))
        return Term(same == (operator == "==")).marked(left, right)
    for side in (left, right):
        if side.is_undecided:
            return _open(side, expression).marked(left, right)
    try:
        one, other = as_number(plain(left)), as_number(plain(right))
        compare = _COMPARISONS.get(operator)
        result = compare(one, other) if compare is not None else exact(operator, one, other)
    except FunctionError as error:
        raise EvaluationError(f"`{operator}` cannot be applied: {error}", expression.line) from None
    except NotKnown:
        raise EvaluationError(f"`{operator}` cannot be applied to a list", expression.line) from None
    except ArithmeticError:
        raise EvaluationError("the result is not a number", expression.line) from None
    return Term(result).marked(left, right)


def _logical(expression: Binary, left: Term, scope: Scope) -> Term:
    """`&&` and `||`: one side may decide by itself."""
    decisive = expression.operator == "||"
    sides = [left]
    try:
        if not left.is_undecided and as_bool(plain(left)) is decisive:
            return Term(decisive).marked(left)
        right = evaluate(expression.right, scope)
        sides.append(right)
        if not right.is_undecided and as_bool(plain(right)) is decisive:
            return Term(decisive).marked(*sides)
    except (FunctionError, NotKnown) as error:
        message = f"`{expression.operator}` cannot be applied: {error}"
        raise EvaluationError(message, expression.line) from None
    for side in sides:
        if side.is_undecided:
            return _open(side, expression).marked(*sides)
    return Term(not decisive).marked(*sides)


def equal(left: Term, right: Term) -> bool | None:
    """Whether two values are equal, None when that is not known."""
    one, other = left.data, right.data
    for side, opposite in ((one, other), (other, one)):
        if _exists(side) and (opposite is None or opposite == ""):
            return False
    if isinstance(one, Reference) and one == other:
        return True
    if left.is_undecided or right.is_undecided:
        return None
    if any(
        isinstance(one, kind) != isinstance(other, kind)
        for kind in (TerraformList, TerraformSet, TerraformMap)
    ):
        return False  # a list and a tuple are of two types, and so never equal
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return False
        return _all([equal(a, b) for a, b in zip(one, other, strict=True)])
    if isinstance(one, dict) and isinstance(other, dict):
        if one.keys() != other.keys():
            return False
        return _all([equal(one[key], other[key]) for key in one])
    try:
        return _same(plain(left), plain(right))
    except NotKnown:
        return one is other


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return (type(one) in (int, float) and type(other) in (int, float) and one == other) or (
        type(one) is type(other) and bool(one == other)
    )


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _exists(data: Any) -> bool:
    """What is open, but is neither null nor empty: an attribute of a resource, text with something written in it.

    A data source that finds nothing is an error, so what it finds has an id.
    """
    if isinstance(data, Unknown) and data.kind == "data":
        return data.expression.endswith((".arn}", ".id}"))
    if isinstance(data, Mixed):
        return any(isinstance(part, str | Reference) for part in data.parts) or data.is_known
    return isinstance(data, Reference) or hasattr(data, "address")


def _conditional(expression: Conditional, scope: Scope) -> Term:
    holds, secret = truth(expression.condition, scope)
    chosen, other = (
        (expression.then, expression.otherwise) if holds else (expression.otherwise, expression.then)
    )
    result = evaluate(chosen, scope).marked(secret)
    kind = unify([kind_of(result), _kind_of_branch(other, scope)])
    if kind is None:
        raise EvaluationError("the two results of the condition have no type in common", expression.line)
    try:
        converted: Term = converted_to(result, kind)
    except FunctionError as error:
        raise EvaluationError(f"the result of the condition: {error}", expression.line) from None
    return converted


def _kind_of_branch(expression: Expression, scope: Scope) -> Kind:
    """The type of what is not chosen, as far as it can be told without asking what is open."""
    match expression:
        case Template() | TemplateFor():
            return STRING
        case Unary(operator=operator):
            return BOOL if operator == "!" else NUMBER
        case Binary(operator=operator):
            return NUMBER if operator in "+-*/%" else BOOL
        case Conditional(then=then, otherwise=otherwise):
            return unify([_kind_of_branch(then, scope), _kind_of_branch(otherwise, scope)]) or OPEN
        case Tuple(items=items):
            kinds = [_kind_of_branch(item, scope) for item in items]
            return Kind("tuple", None, tuple((str(i), kind) for i, kind in enumerate(kinds)))
        case Object(items=members) if all(isinstance(key, Literal) for key, _ in members):
            return _kind_of_object(members, scope)
    if _is_decided(expression, scope):
        try:
            return kind_of(evaluate(expression, scope))
        except EvaluationError:
            return OPEN
    return _RESULTS.get(expression.function, OPEN) if isinstance(expression, Call) else OPEN


def _kind_of_object(members: list[tuple[Expression, Expression]], scope: Scope) -> Kind:
    kinds = {_key(evaluate(key, scope), key.line): _kind_of_branch(value, scope) for key, value in members}
    return Kind("object", None, tuple(sorted(kinds.items())))


def _is_decided(expression: Expression, scope: Scope) -> bool:
    """Whether an expression needs nothing but literals and the names of loops."""
    inside = list(walk(expression))
    names = {*scope.names, ELEMENT}
    for part in inside:
        if isinstance(part, For):
            names |= {part.value, part.key or part.value}
    return not any(
        isinstance(part, Conditional) or (isinstance(part, Name) and part.name not in names)
        for part in inside
    )


def truth(expression: Expression, scope: Scope) -> tuple[bool, Term]:
    """Return whether a condition holds, and a term that is sensitive when the condition is.

    What is chosen is not built from what the condition looks at, and bears none of its other marks. Where the
    configuration leaves it open, it is what it is in the scenario that is looked at. Raises EvaluationError.
    """
    if isinstance(expression, Unary) and expression.operator == "!":
        holds, mark = truth(expression.operand, scope)
        return not holds, mark
    if isinstance(expression, Binary) and expression.operator in ("&&", "||"):
        return _both(expression, scope)
    if isinstance(expression, Binary) and expression.operator in ("==", "!="):
        return _compared(expression, scope)
    term = evaluate(expression, scope)
    if term.is_undecided and term.asks is not None:
        return truth(*term.asks)
    if not term.is_undecided:
        try:
            return as_bool(plain(term)), _secrecy([term])
        except (FunctionError, NotKnown):
            raise EvaluationError("the condition is neither true nor false", expression.line) from None
    return scope.root.ask(_shown(term, expression), "true"), _secrecy([term])


def _secrecy(terms: list[Term]) -> Term:
    return Term(None, sensitive=marks(terms).sensitive)


def _both(expression: Binary, scope: Scope) -> tuple[bool, Term]:
    decisive = expression.operator == "||"
    left, mark = truth(expression.left, scope)
    if left is decisive:
        return left, mark
    right, other = truth(expression.right, scope)
    return right, mark.marked(other)


def _compared(expression: Binary, scope: Scope) -> tuple[bool, Term]:
    left, right = evaluate(expression.left, scope), evaluate(expression.right, scope)
    same, mark = equal(left, right), _secrecy([left, right])
    if same is None:
        variable, constant = (right, left) if right.is_undecided and not left.is_undecided else (left, right)
        try:
            text = as_text(plain(constant)) if not constant.is_null else "null"
            same = scope.root.ask(_shown(variable, expression.left), text)
        except (FunctionError, NotKnown):
            same = scope.root.ask(f"{source_of(expression.left)} == {source_of(expression.right)}", "true")
    return same == (expression.operator == "=="), mark


def _shown(term: Term, expression: Expression) -> str:
    """What an open condition is called: by the root's variable where it is nothing else."""
    data: Any = term.data
    text = data.expression if isinstance(data, Unknown) else "?"
    return text[2:-1] if text.startswith("${") and "?" not in text else source_of(expression)


def _tuple(expression: Tuple, scope: Scope) -> Term:
    return _within_bounds(Term([evaluate(item, scope) for item in expression.items]), expression)


def _object(expression: Object, scope: Scope) -> Term:
    members: dict[str, Term] = {}
    for key_expression, value_expression in expression.items:
        key = evaluate(key_expression, scope)
        if key.is_undecided:
            return _open(key, expression)
        members[_key(key, expression.line)] = evaluate(value_expression, scope).marked(key)
    return _within_bounds(Term(members), expression)


def _for(expression: For, scope: Scope) -> Term:
    collection = evaluate(expression.collection, scope)
    pairs = _pairs(collection)
    if pairs is None:
        return _open_loop(expression, collection, scope)
    _expect_collection(collection, expression.line)
    scope = scope.repeated(len(pairs))
    if scope.rounds > _MAX_ROUNDS:
        return _too_long(expression, collection)
    results: list[tuple[Term | None, Term]] = []
    for key, value in pairs:
        inner = _loop_scope(scope, expression.key, expression.value, key, value)
        if expression.condition is not None:
            wanted = evaluate(expression.condition, inner)
            if wanted.is_undecided:
                return _open(wanted, expression).marked(*collection.parts())
            try:
                if not as_bool(plain(wanted)):
                    continue
            except (FunctionError, NotKnown):
                raise EvaluationError("the condition is neither true nor false", expression.line) from None
        name = evaluate(expression.result_key, inner) if expression.result_key is not None else None
        if name is not None and name.is_undecided:
            return _open(name, expression).marked(*collection.parts())
        results.append((name, evaluate(expression.result, inner)))
    made = (
        Term([result for _, result in results])
        if expression.result_key is None
        else _object_of(expression, results)
    )
    return _within_bounds(made.marked(collection), expression)


def _object_of(expression: For, results: list[tuple[Term | None, Term]]) -> Term:
    members: dict[str, Term] = {}
    groups: dict[str, list[Term]] = {}
    for name, result in results:
        assert name is not None
        key = _key(name, expression.line)
        if expression.grouped:
            groups.setdefault(key, []).append(result)
        elif key in members:
            raise EvaluationError(f'two elements give the key "{key}"', expression.line)
        else:
            members[key] = result.marked(name)
    if expression.grouped:
        members = {key: Term(group) for key, group in groups.items()}
    return Term(dict(sorted(members.items())))


def _open_loop(expression: For, collection: Term, scope: Scope) -> Term:
    """A loop over something open gives something open, which refers to what its body refers to."""
    if isinstance(collection.data, Partly) and not (expression.key or expression.result_key):
        return partly([*_partly_done(expression, collection.data, scope)])
    element = _element(collection)
    inner = _loop_scope(
        scope, expression.key, expression.value, unknown("a key is open", "function", "?"), element
    )
    try:
        inside = list(evaluate(expression.result, inner).parts())
    except EvaluationError:
        inside = []
    return _open(collection, expression).marked(*inside)


def _partly_done(expression: For, collection: Partly, scope: Scope) -> Iterator[Term]:
    """What a loop gives for the elements that are known, and what stands for the others."""
    for item in collection.items:
        inner = _loop_scope(scope, None, expression.value, Term(None), item)
        wanted = Term(True) if expression.condition is None else evaluate(expression.condition, inner)
        if not wanted.is_undecided and wanted.data in (False, "false"):
            continue
        found = evaluate(expression.result, inner)
        if isinstance(item.data, Rest) or wanted.is_undecided:
            cause = item if isinstance(item.data, Rest) else wanted
            data = _open(cause, expression).data
            assert isinstance(data, Unknown)
            found = Term(Rest(data.reason, data.kind, data.expression)).marked(cause, *found.parts())
        yield found


def _too_long(expression: For | TemplateFor, collection: Term) -> Term:
    reason = f"a loop of more than {_MAX_ROUNDS} rounds is not looked at"
    return unknown(reason, "function", source_of(expression)).marked(*collection.parts())


def _within_bounds(term: Term, expression: Expression) -> Term:
    """A collection, unless it has too many parts: ten lists of ten lists of ten are written in a few lines."""
    parts = [*islice(term.parts(), MAX_ELEMENTS + 1)]
    if len(parts) <= MAX_ELEMENTS:
        return term
    reason = f"a value of more than {MAX_ELEMENTS} parts is not looked at"
    return unknown(reason, "function", source_of(expression)).marked(*parts)


def _loop_scope(scope: Scope, key_name: str | None, value_name: str, key: Term, value: Term) -> Scope:
    names = {value_name: value}
    if key_name is not None:
        names[key_name] = key
    return scope.having(**names)


def _pairs(collection: Term) -> list[tuple[Term, Term]] | None:
    """The keys and values of a collection, None when it is open."""
    data: Any = collection.data
    if isinstance(data, TerraformSet):
        return [(item, item) for item in data]
    if isinstance(data, list):
        return [(Term(i), item.marked(collection)) for i, item in enumerate(data)]
    if isinstance(data, dict):
        return [(Term(key), data[key].marked(collection)) for key in sorted(data)]
    if isinstance(data, Unknown | Reference) or collection.is_group:
        return None
    return [(Term(0), collection)]


def _expect_collection(collection: Term, line: int) -> None:
    """A loop is over a list, a set, a map or an object; what else it is over, such as a resource, is one element."""
    data = collection.data
    if data is None or isinstance(data, bool | int | float | str | Mixed):
        raise EvaluationError("a loop is over what is " + ("null" if data is None else "no collection"), line)


def _open(cause: Term, expression: Expression | None) -> Term:
    """What an expression gives when something that it needs is open."""
    data: Any = cause.data
    text = source_of(expression) if expression is not None else "?"
    text = "".join(character for character in text if character not in "${}\n")
    if isinstance(data, Mixed) and not data.is_known:
        data = next(part for part in data.parts if not isinstance(part, str))
    if isinstance(data, Unknown):
        return Term(Unknown(data.reason, data.kind, f"${{{text}}}")).marked(cause)
    if isinstance(data, Reference):
        reason = f"{data.address} decides it at deployment"
        return Term(Unknown(reason, "attribute", f"${{{text}}}")).marked(cause)
    inside = next((part for part in cause.parts() if part is not cause and part.is_open), None)
    if inside is not None:
        return _open(inside, expression).marked(cause)
    return unknown(getattr(data, "reason", "it is not known"), "function", text).marked(cause)


def opened(cause: Term, text: str) -> Term:
    """What a function gives when one of its arguments is open."""
    return _open(cause, Name(text, 0, 0))


# What functions give, whatever they are given.
_NAMES = {
    STRING: """base64decode base64encode base64gzip base64sha256 base64sha512 basename bcrypt chomp cidrhost cidrnetmask
        cidrsubnet dirname file filebase64 filemd5 filesha1 filesha256 filesha512 format formatdate indent join
        jsonencode lower md5 pathexpand plantimestamp replace sha1 sha256 sha512 strrev substr templatefile
        textdecodebase64 textencodebase64 timeadd timestamp title tostring trim trimprefix trimspace trimsuffix
        upper urlencode uuid uuidv5 yamlencode""",
    NUMBER: "abs ceil floor index length log max min parseint pow signum sum timecmp tonumber",
    BOOL: "alltrue anytrue can contains endswith fileexists issensitive startswith strcontains tobool",
}
_RESULTS: Mapping[str, Kind] = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda left, right: bool(left < right),
    ">": lambda left, right: bool(left > right),
    "<=": lambda left, right: bool(left <= right),
    ">=": lambda left, right: bool(left >= right),
}
_EVALUATORS: Mapping[type, Callable[[Any, Scope], Term]] = {
    Literal: _literal,
    Template: _template,
    TemplateFor: _template_for,
    Name: _name,
    GetAttribute: _get_attribute,
    Index: _index,
    Splat: _splat,
    Call: _call,
    Unary: _unary,
    Binary: _binary,
    Conditional: _conditional,
    Tuple: _tuple,
    Object: _object,
    For: _for,
}

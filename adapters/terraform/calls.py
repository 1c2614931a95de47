"""Function calls: the pure functions, on arguments that may be open, and those that read files or look at errors.

https://developer.hashicorp.com/terraform/language/functions
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from adapters.errors import InputError
from adapters.terraform.bodies import terms_of
from adapters.terraform.evaluator import (
    ZONES,
    EvaluationError,
    Scope,
    deeper,
    equal,
    evaluate,
    one_of,
    opened,
)
from adapters.terraform.folders import Folder
from adapters.terraform.functions import FUNCTIONS, Function
from adapters.terraform.functions.errors import FunctionError, NotSupported
from adapters.terraform.functions.kinds import OPEN, converted, kind_of, set_from, unify
from adapters.terraform.functions.sets import TerraformList, TerraformSet, Unordered
from adapters.terraform.located import located
from adapters.terraform.open_text import FUNCTIONS_OF_OPEN_TEXT, ORDERED
from adapters.terraform.partial import FUNCTIONS_OF_OPEN_LISTS
from adapters.terraform.syntax import Call, Expression, Object, Tuple
from adapters.terraform.terms import (
    NotKnown,
    Term,
    joined,
    lifted,
    like,
    marks,
    plain,
    term_set,
    text_of,
    unknown,
)
from adapters.values import NONE, Mixed, Reference, Unknown

_OPEN_MARK = re.compile("\ue000(\\d+)\ue001")
_VERB = re.compile(
    r"%(?:%|(?P<form>[-+ #0]*(?:\d+|\*)?(?:\.\d+)?)(?:\[(?P<index>\d+)\])?(?P<verb>[a-zA-Z]))", re.ASCII
)
# What only the run itself decides.
_AT_RUN = {
    "timestamp": "the time of the run",
    "plantimestamp": "the time of the plan",
    "uuid": "a random identifier",
    "bcrypt": "a salted hash",
    "rsadecrypt": "a private key",
    "abspath": "the machine's file system",
    "pathexpand": "the machine's file system",
}


def call(expression: Call, scope: Scope, folder: Folder, path: str) -> Term:
    """Return what a call gives; raises EvaluationError for a function that does not exist or fails."""
    name = expression.function.removeprefix("core::")
    if name in ("try", "can"):
        return _guarded(name, expression, scope)
    if name in ("list", "map") and not expression.expand:
        return evaluate(_written_down(name, expression), scope)
    arguments = _arguments(expression, scope)
    if arguments is None:
        return unknown("the list of arguments is open", "function", f"{name}(...)")
    try:
        if name in _FILES:
            return _FILES[name](arguments, folder, scope)
        for functions in (FUNCTIONS_OF_OPEN_LISTS, FUNCTIONS_OF_OPEN_TEXT):
            if name in functions and (kept := functions[name](arguments)) is not None:
                return kept
        if name in _SPECIAL:
            result = _SPECIAL[name](arguments, expression, path)
            if result is not None:
                return result
        return _pure(name, arguments, expression.line)
    except NotSupported as error:
        return unknown(f"{name}: {error}", "function", f"{name}(...)").marked(marks(arguments))
    except FunctionError as error:
        raise EvaluationError(f"{name}: {error}", expression.line) from None
    except InputError as error:
        raise EvaluationError(f"{name}: {error.message}", expression.line) from None


def _written_down(name: str, expression: Call) -> Expression:
    """The list or map that a call made until Terraform 0.15, as it is written since; a rule says that it is refused."""
    items, place = expression.arguments, (expression.line, expression.end_line)
    if name == "list":
        return Tuple(items, *place)
    return Object(list(zip(items[::2], items[1::2], strict=False)), *place)


def _arguments(expression: Call, scope: Scope) -> list[Term] | None:
    arguments = [evaluate(argument, scope) for argument in expression.arguments]
    if expression.expand and arguments:
        last = arguments.pop()
        if last.is_undecided:
            return None
        if not isinstance(last.data, list):
            raise EvaluationError("what is expanded into arguments is no list", expression.line)
        arguments += [item.marked(last) for item in last.data]
    return arguments


def _pure(name: str, arguments: list[Term], line: int) -> Term:
    function = FUNCTIONS.get(name)
    if function is None:
        if "::" in name:
            return unknown(f"the provider's function {name} decides it", "function", f"{name}(...)")
        if name in _AT_RUN:
            return unknown(f"{_AT_RUN[name]} decides it", "function", f"{name}(...)").marked(marks(arguments))
        raise EvaluationError(f"there is no function called {name}", line, reported=True)
    cause = next((argument for argument in arguments if argument.is_undecided), None)
    if cause is not None:
        return opened(cause, f"{name}(...)").marked(marks(arguments))
    disordered = next((argument for argument in arguments if isinstance(argument.data, Unordered)), None)
    if disordered is not None and name in ORDERED:
        return opened(disordered, f"{name}(...)").marked(marks(arguments))
    if function.moves:
        return _moved(name, function, arguments)
    try:
        values = [plain(argument) for argument in arguments]
    except NotKnown as error:
        return opened(error.term, f"{name}(...)").marked(marks(arguments))
    return lifted(function.call(*values), marks(arguments))


def _moved(name: str, function: Function, arguments: list[Term]) -> Term:
    """The result of a function that leaves the elements of its arguments as they are, open or not."""
    if name == "flatten" and (cause := _open_list(arguments)) is not None:
        return opened(cause, f"{name}(...)").marked(marks(arguments))
    # The elements bring their own marks with them.
    outside = Term(None).marked(*arguments)
    if function.reads is None or function.reads >= len(arguments):
        return lifted(function.call(*map(_opaque, arguments)), outside).marked(outside)
    read = arguments[function.reads]
    try:
        values = [plain(argument) if argument is read else _opaque(argument) for argument in arguments]
    except NotKnown as error:
        return opened(error.term, f"{name}(...)").marked(marks(arguments))
    outside = outside.marked(marks([read]))
    return lifted(function.call(*values), outside).marked(outside)


def _opaque(term: Term) -> Any:
    """An argument for a function that only moves elements: collections with terms in them."""
    data = term.data
    if isinstance(data, TerraformSet):
        return term_set([_leaf(item) for item in data])
    if isinstance(data, list):
        return like(data, [_leaf(item) for item in data])
    if isinstance(data, dict):
        return like(data, {key: _leaf(item) for key, item in data.items()})
    return data.text if isinstance(data, Mixed) else data


def _leaf(term: Term) -> Any:
    return _opaque(term) if isinstance(term.data, list | dict) else term


def _open_list(arguments: Sequence[Term]) -> Term | None:
    """An element that is open, and may be a list."""
    for argument in arguments:
        for part in argument.parts():
            if isinstance(part.data, Unknown) or part.is_group:
                return part
    return None


# try and can look at whether an expression fails.


def _guarded(name: str, expression: Call, scope: Scope) -> Term:
    if not expression.arguments or (name == "can" and len(expression.arguments) > 1):
        raise EvaluationError(f"{name} has no arguments, or too many", expression.line)
    for argument in expression.arguments:
        try:
            term = evaluate(argument, scope)
        except EvaluationError:
            continue
        if name == "can":
            return _can(term)
        return term
    if name == "can":
        return Term(False)
    raise EvaluationError("try: every argument fails", expression.line)


def _can(term: Term) -> Term:
    if isinstance(term.data, Unknown):
        return opened(term, "can(...)")
    return Term(True).marked(term)


# Functions that do more on open arguments than to be open themselves. None leaves a call to the pure function.


def _join(arguments: list[Term], expression: Call, path: str) -> Term | None:
    if len(arguments) < 2 or arguments[0].is_undecided:
        return None
    items: list[Term] = []
    for argument in arguments[1:]:
        if not isinstance(argument.data, list):
            return None
        items += [item.marked(argument) for item in argument.data]
    if not any(item.is_open for item in items):
        return None
    if len(items) == 1:
        return items[0]  # join("", resource.of_which_there_is_one_or_none[*].arn)
    return joined([part for item in items for part in (arguments[0], item)][1:])


def _format(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """Verbs that only put a value into the text can do so with an open one."""
    if not arguments or not any(argument.is_open for argument in arguments):
        return None
    return _filled_in(arguments[0], arguments[1:])


def _format_list(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """A text for each row of the lists; what is no list is in all of them."""
    lists = [argument for argument in arguments[1:] if isinstance(argument.data, list)]
    if not lists or len({len(cast("list[Term]", one.data)) for one in lists}) > 1:
        return None
    if not any(part.is_open for argument in arguments for part in argument.parts()):
        return None
    rows = zip(*(_column(one, lists[0]) for one in arguments[1:]), strict=True)
    texts = [_filled_in(arguments[0], row) for row in rows]
    if any(text is None for text in texts):
        return None
    return Term(TerraformList(texts)).marked(*arguments)


def _column(argument: Term, model: Term) -> list[Term]:
    if isinstance(argument.data, list):
        return [item.marked(argument) for item in argument.data]
    assert isinstance(model.data, list)
    return [argument] * len(model.data)


def _filled_in(pattern: Term, values: Sequence[Term]) -> Term | None:
    """A text with values in the places of its verbs; both may be open. None where that cannot be told."""
    found: list[Term] = []
    if not isinstance(pattern.data, str | Mixed):
        return None
    text = _with_marks(replace(pattern, sensitive=False), found)
    parts: list[Term] = []
    end, position = 0, 0
    for verb in _VERB.finditer(text):
        parts += _pieces(text[end : verb.start()], found)
        end = verb.end()
        if verb[0] == "%%":
            parts.append(Term("%"))
            continue
        position = int(verb["index"]) if verb["index"] else position + 1
        if not 0 < position <= len(values) or "*" in verb[0]:
            return None
        value = values[position - 1]
        if value.is_undecided:
            if not value.is_open or verb["verb"] not in "svd" or verb["form"]:
                return None
            parts.append(value)
        else:
            parts.append(_formatted(verb, value))
    return joined([*parts, *_pieces(text[end:], found)]).marked(pattern)


def _formatted(verb: re.Match[str], value: Term) -> Term:
    try:
        return lifted(FUNCTIONS["format"].call(f"%{verb['form']}{verb['verb']}", plain(value)), value)
    except NotKnown as error:
        return opened(error.term, "format(...)").marked(marks([value]))


def _pieces(text: str, found: Sequence[Term]) -> list[Term]:
    return [Term(piece) for piece in _split(text, found)]


def _json(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """The text, with what it says and where."""
    if len(arguments) != 1 or arguments[0].is_undecided:
        return None
    found: list[Term] = []
    text = FUNCTIONS[expression.function.removeprefix("core::")].call(_with_marks(arguments[0], found))
    argument: Expression = expression.arguments[0]
    decoded = located(arguments[0], argument, path)
    secret = [part.data for part in arguments[0].parts() if part.sensitive]
    is_sealed = bool(secret) and not any(isinstance(data, list | dict) for data in secret)
    return Term(Mixed(_split(text, found), decoded, is_sealed)).marked(marks(arguments))


def _with_marks(term: Term, found: list[Term]) -> Any:
    """Plain data with a mark in the place of everything that is open."""
    data = term.data
    if isinstance(data, list):
        return [_with_marks(item, found) for item in data]
    if isinstance(data, dict):
        return {key: _with_marks(item, found) for key, item in data.items()}
    if term.sensitive and data is not None:
        return _mark(Unknown("a secret decides it", "parameter", "${secret}"), found)
    if isinstance(data, Mixed | Unknown | Reference):
        return "".join(part if isinstance(part, str) else _mark(part, found) for part in text_of(term).parts)
    if data is None or isinstance(data, bool | int | float | str):
        return data
    return _mark(Unknown("a whole resource decides it", "attribute", "${?}"), found)


def _mark(part: Unknown | Reference, found: list[Term]) -> str:
    found.append(Term(part))
    return f"\ue000{len(found) - 1}\ue001"


def _split(text: str, found: Sequence[Term]) -> tuple[str | Unknown | Reference, ...]:
    pieces: list[str | Unknown | Reference] = []
    end = 0
    for match in _OPEN_MARK.finditer(text):
        data = found[int(match[1])].data
        assert isinstance(data, Unknown | Reference)
        pieces += [text[end : match.start()], data]
        end = match.end()
    return tuple(piece for piece in [*pieces, text[end:]] if piece != "")


def _base64(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """The text that is encoded is what anyone wants to read."""
    if len(arguments) != 1 or not isinstance(arguments[0].data, str | Mixed | Reference | Unknown):
        return None
    text, name = arguments[0], expression.function.removeprefix("core::")
    decoded = located(text, expression, path)
    if text.is_open:
        data = opened(text, f"{name}(...)").data
        assert isinstance(data, Unknown)
        return Term(Mixed((data,), decoded)).marked(text)
    try:
        return Term(Mixed((str(FUNCTIONS[name].call(plain(text))),), decoded)).marked(text)
    except NotSupported as error:
        return Term(Mixed((Unknown(str(error), "function", f"${{{name}(...)}}"),), decoded)).marked(text)


def _decode(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """What an open value decodes to is open in the same way: a secret from a vault stays one.

    Of text that was encoded with something open in it, only that is open.
    """
    data = arguments[0].data if len(arguments) == 1 else None
    if isinstance(data, Mixed) and data.decoded is not None and isinstance(data.decoded.data, list | dict):
        return terms_of(data.decoded).marked(replace(arguments[0], data=None, references=NONE))
    if isinstance(data, Unknown) and "{{resolve:" in data.expression:
        return arguments[0]
    return None


def _coalesce(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """The first that is neither null nor empty, whatever stands behind it."""
    secret = Term(None, sensitive=marks(arguments).sensitive)
    for i, argument in enumerate(arguments):
        if argument.is_null or argument.data == "":
            continue
        if not argument.is_undecided:
            if all(kind_of(other) != OPEN for other in arguments):
                return None
            if isinstance(
                argument.data, list | dict
            ):  # what is in it takes the type of what is in the others
                cause = next(other for other in arguments if kind_of(other) == OPEN)
                return opened(cause, "coalesce(...)").marked(marks(arguments))
            # Only a string can still change it: then all of them are text.
            return _first(arguments, i)
        if equal(argument, Term(None)) is None:
            return opened(argument, "coalesce(...)").marked(marks(arguments))
        return argument.marked(secret)
    return None


def _first(arguments: list[Term], place: int) -> Term:
    """An argument in the type of all, as far as they are known."""
    kind = unify(kind_of(argument) for argument in arguments)
    if kind is None:
        raise FunctionError("the values have no type in common")
    found: Term = converted(arguments[place], kind)
    return found.marked(marks(arguments[: place + 1]))


def _lookup(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """Of a map that says the same for every key, whichever it is."""
    if not 2 <= len(arguments) <= 3 or not arguments[1].is_open or not isinstance(arguments[0].data, dict):
        return None
    elements = [*arguments[0].elements(), *arguments[2:]]
    return one_of(elements, opened(arguments[1], "lookup(...)")).marked(*arguments)


def _compact(arguments: list[Term], expression: Call, path: str) -> Term | None:
    if len(arguments) != 1 or not isinstance(arguments[0].data, list):
        return None
    items = arguments[0].data
    if not any(item.is_open for item in items) or any(equal(item, Term("")) is None for item in items):
        return None
    kept = [item for item in items if not item.is_null and item.data != ""]
    return Term(TerraformList(kept)).marked(arguments[0])


def _collected(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """A set with elements that are open: the same ones twice are one."""
    if len(arguments) != 1 or not isinstance(arguments[0].data, list):
        return None
    items: list[Term] = arguments[0].data
    if not any(part.is_open for item in items for part in item.parts()):
        return None
    kept: list[Term] = []
    for item in items:
        if not any(equal(item, other) or item.data == other.data for other in kept):
            kept.append(item)
    is_set = expression.function.endswith("toset")
    return Term(set_from(kept) if is_set else TerraformList(kept)).marked(arguments[0])


def _contains(arguments: list[Term], expression: Call, path: str) -> Term | None:
    if len(arguments) != 2 or not isinstance(arguments[0].data, list):
        return None
    answers = [equal(item, arguments[1]) for item in arguments[0].data]
    if arguments[1].is_null or (None in answers and True not in answers):
        return None
    return Term(True in answers).marked(marks(arguments))


def _same(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """A conversion of one scalar that is open."""
    if len(arguments) == 1 and arguments[0].is_open:
        return arguments[0]
    return None


def _length(arguments: list[Term], expression: Call, path: str) -> Term | None:
    data = arguments[0].data if len(arguments) == 1 else None
    if isinstance(data, TerraformSet) and len(data) > 1 and (cause := _open_list(arguments)) is not None:
        return opened(cause, "length(...)").marked(marks(arguments))  # some of its elements may be one
    if isinstance(data, list | dict):
        return Term(len(data)).marked(arguments[0])
    return None


def _slice(arguments: list[Term], expression: Call, path: str) -> Term | None:
    """Of the zones of an account, which are as many as anyone asks for."""
    zones = _zones(arguments[0]) if len(arguments) == 3 else None
    if zones is None or not all(type(argument.data) is int for argument in arguments[1:]):
        return None
    start, end = (int(str(argument.data)) for argument in arguments[1:])
    if not 0 <= start <= end <= 26:
        return None
    return Term([_zone(zones, i).marked(*arguments) for i in range(start, end)])


def _element(arguments: list[Term], expression: Call, path: str) -> Term | None:
    zones = _zones(arguments[0]) if len(arguments) == 2 else None
    index = arguments[1].data if zones is not None else None
    return _zone(zones, index).marked(*arguments) if zones is not None and type(index) is int else None


def _zones(term: Term) -> Unknown | None:
    return term.data if isinstance(term.data, Unknown) and term.data.expression == f"${{{ZONES}}}" else None


def _zone(zones: Unknown, index: int) -> Term:
    return Term(Mixed((deeper(zones, f".{index}"),)))


def _sensitive(arguments: list[Term], expression: Call, path: str) -> Term | None:
    if len(arguments) != 1:
        raise FunctionError("needs one argument")
    return replace(
        arguments[0],
        sensitive=expression.function.endswith("::sensitive") or expression.function == "sensitive",
    )


def _is_sensitive(arguments: list[Term], expression: Call, path: str) -> Term | None:
    if len(arguments) != 1:
        raise FunctionError("needs one argument")
    return Term(arguments[0].sensitive)


def _unchanged(arguments: list[Term], expression: Call, path: str) -> Term | None:
    return arguments[0] if len(arguments) == 1 else None


_SPECIAL: Mapping[str, Callable[[list[Term], Call, str], Term | None]] = {
    "base64encode": _base64,
    "base64gzip": _base64,
    "coalesce": _coalesce,
    "compact": _compact,
    "contains": _contains,
    "distinct": _collected,
    "element": _element,
    "ephemeralasnull": _unchanged,
    "format": _format,
    "formatlist": _format_list,
    "issensitive": _is_sensitive,
    "join": _join,
    "jsondecode": _decode,
    "jsonencode": _json,
    "length": _length,
    "lookup": _lookup,
    "nonsensitive": _sensitive,
    "sensitive": _sensitive,
    "slice": _slice,
    "tobool": _same,
    "tonumber": _same,
    "toset": _collected,
    "tostring": _same,
}


# Functions that read files


def _known_path(arguments: Sequence[Term]) -> str:
    if not arguments:
        raise FunctionError("needs the path of a file")
    value = plain(arguments[0])
    if not isinstance(value, str):
        raise FunctionError("the path has to be text")
    return value


def _reading(read: Callable[[bytes], Any]) -> Callable[[list[Term], Folder, Scope], Term]:
    def function(arguments: list[Term], folder: Folder, scope: Scope) -> Term:
        try:
            path = _known_path(arguments)
        except NotKnown as error:
            return opened(error.term, "file(...)")
        return lifted(read(folder.read_bytes(path)), marks(arguments))

    return function


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise FunctionError("the file is not text in UTF-8") from None


def _file_exists(arguments: list[Term], folder: Folder, scope: Scope) -> Term:
    try:
        return Term(folder.exists(_known_path(arguments))).marked(*arguments)
    except NotKnown as error:
        return opened(error.term, "fileexists(...)")


def _file_set(arguments: list[Term], folder: Folder, scope: Scope) -> Term:
    try:
        path, pattern = (plain(argument) for argument in arguments)
    except NotKnown as error:
        return opened(error.term, "fileset(...)")
    except ValueError:
        raise FunctionError("needs a folder and a pattern") from None
    found = folder.matching(str(path), str(pattern))
    return Term(term_set([Term(name) for name in sorted(found)])).marked(*arguments)


def _template_file(arguments: list[Term], folder: Folder, scope: Scope) -> Term:
    from adapters.terraform.expressions import parse_template

    if len(arguments) != 2:
        raise FunctionError("needs a path and variables")
    try:
        path = _known_path(arguments)
    except NotKnown as error:
        return opened(error.term, "templatefile(...)")
    variables = arguments[1]
    if not isinstance(variables.data, dict):
        return opened(variables, "templatefile(...)")
    text = _text(folder.read_bytes(path))
    try:
        result = evaluate(parse_template(path, text, 1), replace(scope, names=dict(variables.data)))
    except (EvaluationError, InputError) as error:
        raise FunctionError(f"{path}:{error.line}: {error.message}") from None
    return result.marked(*arguments)


_FILES: Mapping[str, Callable[[list[Term], Folder, Scope], Term]] = {
    "file": _reading(_text),
    "filebase64": _reading(lambda content: base64.b64encode(content).decode()),
    "filebase64sha256": _reading(lambda content: base64.b64encode(hashlib.sha256(content).digest()).decode()),
    "filebase64sha512": _reading(lambda content: base64.b64encode(hashlib.sha512(content).digest()).decode()),
    "fileexists": _file_exists,
    "filemd5": _reading(lambda content: hashlib.md5(content, usedforsecurity=False).hexdigest()),
    "fileset": _file_set,
    "filesha1": _reading(lambda content: hashlib.sha1(content, usedforsecurity=False).hexdigest()),
    "filesha256": _reading(lambda content: hashlib.sha256(content).hexdigest()),
    "filesha512": _reading(lambda content: hashlib.sha512(content).hexdigest()),
    "templatefile": _template_file,
}

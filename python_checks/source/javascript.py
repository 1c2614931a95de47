"""JavaScript, read with tree-sitter's grammar of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from python_checks.source import words
from python_checks.source.program import QUERY_KEYS, Call, Import, Named, Program, Text, Variable
from python_checks.source.trees import walk

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

_FUNCTIONS = ("function_declaration", "function_expression", "arrow_function", "method_definition")
_LOOPS = frozenset(
    {"if_statement", "for_statement", "for_in_statement", "while_statement", "try_statement", "throw_statement",
     "switch_statement", "new_expression", "await_expression"}
)  # fmt: skip
_IDLE_CALLS = re.compile(r"(?:console\.\w+|JSON\.stringify|String|callback|Date\.now|context\.\w+)$")
_ASSIGNMENTS = {"variable_declarator": [("name", "value")], "assignment_expression": [("left", "right")]}
_FALLBACKS = frozenset({"||", "??", "&&", "===", "!==", "==", "!="})
_ANSWERS = re.compile(r"ResponseURL|\b\w*response\.send\(", re.IGNORECASE)
_ENVIRONMENT = "process.env"


@lru_cache(maxsize=512)
def program(text: str) -> Program:
    """Return what JavaScript code says; what the template fills in stands for a name or a part of a text."""
    root = _parser().parse(text.encode("utf-8", "replace")).root_node
    if root.has_error and words.TOKEN.search(text):
        root = _parser().parse(words.TOKEN.sub("_", text).encode()).root_node
    if root.has_error:
        broken = next(node for node in walk(root) if node.is_error or node.is_missing)
        what = f"`{broken.type}` is missing" if broken.is_missing else "invalid syntax"
        return Program(fault=(_line(broken), what))
    return _Reader(root).program()


@cache
def _parser() -> Parser:
    import tree_sitter_javascript
    from tree_sitter import Language, Parser

    return Parser(Language(tree_sitter_javascript.language()))


class _Reader:
    def __init__(self, root: Node) -> None:
        self._root = root
        self._nodes = [*walk(root)]
        self._functions = dict(self._named_functions())
        self._names = {function: name for name, function in reversed(self._functions.items())}
        self._calls_by_name: dict[str, list[Node]] = {}
        for node in self._nodes:
            if node.type == "call_expression":
                name = _text(_field(node, "function")).rpartition(".")[2]
                self._calls_by_name.setdefault(name, []).append(node)
        self._with_care: dict[str, bool] = {}
        self._asked: set[str] = set()

    def program(self) -> Program:
        variables, any_variable = self._variables()
        exports, idle = self._exports()
        imports = tuple(self._imports())
        calls = tuple(self._calls())
        return Program(
            exports=exports,
            idle=frozenset(idle),
            imports=imports,
            modules=tuple(one.module for one in imports if one.module.startswith(".")),
            variables=tuple(variables),
            any_variable=any_variable,
            calls=calls,
            handles_errors=any(map(_catches, self._nodes)),
            swallows=tuple(self._swallows(calls)),
            secrets=tuple(self._secrets()),
            texts=tuple(self._texts()),
            signals=self._answers(self._root),
            signals_failure=self._answers_failure(),
            without_retries=tuple(self._without_retries()),
            keyless_queries=tuple(self._keyless_queries()),
        )

    # Names

    def _named_functions(self) -> Iterator[tuple[str, Node]]:
        for node in self._nodes:
            name = node.child_by_field_name("name")
            value = node if node.type in _FUNCTIONS else node.child_by_field_name("value")
            if name is not None and value is not None and value.type in _FUNCTIONS:
                yield _text(name), value

    def _exports(self) -> tuple[dict[str, int] | None, set[str]]:
        """The names that the module exports, by line, None when they cannot be told; and those that do nothing."""
        found: dict[str, int] = {}
        idle: set[str] = set()

        def add(name: str, value: Node | None, line: int) -> None:
            found[name] = line
            if value is not None and value.type == "identifier":
                value = self._functions.get(_text(value))
            if value is not None and value.type in _FUNCTIONS and _is_idle(value):
                idle.add(name)

        for node in self._nodes:
            if node.type == "assignment_expression":
                target, value = _text(_field(node, "left")), node.child_by_field_name("right")
                match = re.fullmatch(r"(?:module\.)?exports\.(\w+)", target)
                if match:
                    add(match[1], value, _line(node))
                elif target in ("module.exports", "exports"):
                    if value is None or value.type != "object":
                        return None, set()
                    for member in value.named_children:
                        if member.type == "spread_element":
                            return None, set()
                        key = (
                            member.child_by_field_name("key") or member.child_by_field_name("name") or member
                        )
                        inner = member.child_by_field_name("value") or (
                            member if member.type in _FUNCTIONS else key
                        )
                        add(_unquoted(key), inner, _line(member))
                elif re.match(r"(?:module\.)?exports\b", target):
                    return None, set()
            elif node.type == "export_statement":
                if not self._exported(node, add):
                    return None, set()
            elif node.type == "call_expression" and re.match(r"Object\.(assign|definePropert)", _text(node)):
                return None, set()
        return found, idle

    def _exported(self, node: Node, add: object) -> bool:
        """Add what an `export` names; whether all of it can be told."""
        assert callable(add)
        declaration = node.child_by_field_name("declaration")
        if any(child.type == "*" for child in node.children):
            return False
        if any(child.type == "default" for child in node.children):
            add("default", node.child_by_field_name("value"), _line(node))
            return True
        for inner in declaration.named_children if declaration is not None else ():
            if inner.type == "variable_declarator":
                add(_text(_field(inner, "name")), inner.child_by_field_name("value"), _line(inner))
        if declaration is not None and declaration.child_by_field_name("name") is not None:
            add(_text(_field(declaration, "name")), declaration, _line(declaration))
        for clause in node.named_children:
            if clause.type == "export_clause":
                for one in clause.named_children:
                    name = one.child_by_field_name("alias") or _field(one, "name")
                    add(_text(name), _field(one, "name"), _line(one))
        return True

    def _imports(self) -> Iterator[Import]:
        for node in self._nodes:
            source = None
            if node.type in ("import_statement", "export_statement"):
                source = node.child_by_field_name("source")
            elif node.type == "call_expression" and _text(_field(node, "function")) in ("require", "import"):
                given = _field(node, "arguments").named_children
                source = given[0] if given and given[0].type == "string" else None
            if source is not None:
                yield Import(_unquoted(source), _line(node), self._is_tried(node))

    # Errors

    def _is_tried(self, node: Node) -> bool:
        """Whether something catches errors around a node, in the same function."""
        child: Node | None = node
        while child is not None and child.parent is not None:
            parent = child.parent
            if parent.type == "try_statement" and parent.child_by_field_name("body") == child:
                return parent.child_by_field_name("handler") is not None
            if _has_callback(parent) or _catches_chain(parent):
                return True
            child = parent if parent.type not in _FUNCTIONS else None
        return False

    def _is_handled(self, node: Node) -> bool:
        """Whether something catches errors around a node, or around every call of the function that it is in."""
        if self._is_tried(node):
            return True
        inside = _enclosing(node)
        if inside is None:
            return False
        name = self._names.get(inside)
        if name is not None and name not in self._asked:
            return self._is_called_with_care(name)
        # What is given to another function may be caught there: `map(async item => ...)`.
        return _is_argument(inside) and self._is_handled(inside)

    def _is_called_with_care(self, name: str) -> bool:
        """Whether errors are caught around every call of a function."""
        if name not in self._with_care:
            self._asked.add(name)
            calls = self._calls_by_name.get(name, [])
            self._with_care[name] = bool(calls) and all(map(self._is_handled, calls))
            self._asked.discard(name)
        return self._with_care[name]

    def _swallows(self, calls: Sequence[Call]) -> Iterator[int]:
        """The `catch {}` with nothing in them but comments; not while cleaning up, nor on the way of another error."""
        for node in self._nodes:
            handler = node.child_by_field_name("handler") if node.type == "try_statement" else None
            body = node.child_by_field_name("body")
            if (
                handler is None
                or body is None
                or any(map(_does_something, _field(handler, "body").named_children))
            ):
                continue
            if _is_in_catch(node):
                continue
            last = body.end_point[0] + 1
            if any(_line(body) <= call.line <= last and not call.removes for call in calls):
                yield _line(handler)

    # The environment

    def _variables(self) -> tuple[list[Variable], bool]:
        found: list[Variable] = []
        written: set[str] = set()
        anything = False
        for node in self._nodes:
            if node.type not in ("member_expression", "subscript_expression") or _text(node) != _ENVIRONMENT:
                continue
            parent = node.parent
            name = _member_name(parent) if parent is not None and parent.children[0] == node else None
            if parent is not None and name:
                holder = parent.parent
                if (
                    holder is not None
                    and holder.type == "assignment_expression"
                    and holder.children[0] == parent
                ):
                    written.add(name)
                else:
                    found.append(Variable(name, _line(node), self._is_needed(parent)))
            elif parent is not None and parent.type == "variable_declarator" and _pattern(parent):
                for part in _pattern(parent):
                    if part.type == "rest_pattern":
                        anything = True
                    else:
                        key = part.child_by_field_name("key") or part.child_by_field_name("left") or part
                        found.append(Variable(_text(key), _line(part), False))
            else:
                anything = True
        return [one for one in found if one.name not in written], anything

    def _is_needed(self, node: Node) -> bool:
        """Whether the variable is used as it is, with nothing that asks whether it is there."""
        parent = node.parent
        if parent is None:
            return False
        if parent.type == "binary_expression":
            return _text(_field(parent, "operator")) not in _FALLBACKS
        if parent.type == "pair" and _text(_field(parent, "key")) == "region":
            return False  # clients that get none take that of the function
        if parent.type in (
            "unary_expression",
            "ternary_expression",
            "parenthesized_expression",
            "spread_element",
        ):
            return False
        if parent.type == "variable_declarator":
            name = _text(_field(parent, "name"))
            return not any(
                one.type in ("unary_expression", "ternary_expression", "parenthesized_expression")
                and re.search(rf"\b{re.escape(name)}\b", _text(one))
                for one in self._nodes
            )
        return True

    # AWS

    def _calls(self) -> Iterator[Call]:
        """`client.send(new GetItemCommand(...))`, and `client.getItem(...)` of the older SDK."""
        clients = {}
        for node in self._nodes:
            made = node.child_by_field_name("value") if node.type == "variable_declarator" else None
            if made is not None and made.type == "new_expression":
                service = self._service(made)
                if service:
                    clients[_text(_field(node, "name"))] = service
        for node in self._nodes:
            if node.type != "call_expression" or _enclosing(node) is None:
                continue
            function = _field(node, "function")
            if function.type != "member_expression":
                continue
            target, method = _text(_field(function, "object")), _text(_field(function, "property"))
            given = _field(node, "arguments").named_children
            if (
                method == "send"
                and given
                and _text(given[0]).startswith("new ")
                and "Command" in _text(given[0])
            ):
                command = _text(_field(given[0], "constructor"))
                yield Call(
                    clients.get(target, ""),
                    command.removesuffix("Command"),
                    _line(node),
                    self._is_handled(node),
                )
            elif target in clients and method not in ("send", "destroy", "config", "endpoint"):
                yield Call(clients[target], method, _line(node), self._is_handled(node))

    def _service(self, made: Node) -> str | None:
        """The service of `new S3Client({})` or `new AWS.S3()`."""
        constructor = _text(_field(made, "constructor"))
        if constructor.startswith("AWS."):
            return constructor.removeprefix("AWS.").lower()
        if constructor.endswith("Client"):
            return constructor.removesuffix("Client").lower()
        imported = re.search(rf"\b{re.escape(constructor)}\b[^;\n]*@aws-sdk/client-", _text(self._root))
        return constructor.lower() if imported else None

    def _without_retries(self) -> Iterator[int]:
        for node in self._nodes:
            if node.type == "pair":
                key, value = _unquoted(_field(node, "key")), _text(_field(node, "value"))
                if (key, value) in (("maxRetries", "0"), ("maxAttempts", "1")) and self._client_of(node):
                    yield _line(node)

    def _keyless_queries(self) -> Iterator[int]:
        """`new QueryCommand({...})` of DynamoDB, which has a table; what is put together elsewhere cannot be told."""
        for node in self._nodes:
            if node.type == "new_expression" and _text(_field(node, "constructor")) == "QueryCommand":
                given = _field(node, "arguments").named_children
                names = self._members(given[0]) if given else None
                if names is not None and "TableName" in names and not names & QUERY_KEYS:
                    yield _line(node)

    def _members(self, node: Node) -> set[str] | None:
        """The names in an object, also by the one variable that is it; None when they cannot be told."""
        if node.type == "identifier":
            made = self._made(_text(node), _enclosing(node))
            return self._members(made) if made is not None else None
        if node.type != "object" or any(child.type == "spread_element" for child in node.named_children):
            return None
        return {
            _unquoted(_field(child, "key")) if child.type == "pair" else _text(child)
            for child in node.named_children
        }

    def _made(self, name: str, function: Node | None) -> Node | None:
        """What a variable of a function is given, None where it is given more than once, or may be changed."""
        given: list[Node | None] = []
        for node in self._nodes:
            if node.type == "variable_declarator" and _text(_field(node, "name")) == name:
                given += [node.child_by_field_name("value")] if _enclosing(node) == function else []
            elif node.type == "assignment_expression" and _text(node).startswith((f"{name}.", f"{name}[")):
                return None
            elif node.type == "call_expression":
                handed = _field(node, "arguments").named_children
                if any(one.type == "identifier" and _text(one) == name for one in handed):
                    return None
        return given[0] if len(given) == 1 else None

    # Texts

    def _secrets(self) -> Iterator[Named]:
        for node in self._nodes:
            fields = {"variable_declarator": ("name", "value"), "pair": ("key", "value")}.get(
                node.type, ("left", "right") if node.type == "assignment_expression" else None
            )
            if fields is None:
                continue
            name, value = (node.child_by_field_name(field) for field in fields)
            if name is not None and value is not None and value.type == "string":
                called = _unquoted(name).rpartition(".")[2]
                if words.is_secret(called, _unquoted(value)):
                    yield Named(called, _unquoted(value), _line(value))

    def _texts(self) -> Iterator[Text]:
        for node in self._nodes:
            if node.type != "string" or node.parent is None:
                continue
            if node.parent.type in ("array", "binary_expression", "import_statement", "ternary_expression"):
                continue
            if node.parent.type == "pair" and node.parent.children[0] == node:
                continue
            yield Text(_unquoted(node), _line(node), self._client_of(node))

    def _client_of(self, node: Node) -> str | None:
        """The service of the client that is made with what stands here."""
        made = node.parent
        while made is not None and made.type in ("pair", "object", "arguments"):
            made = made.parent
        return self._service(made) if made is not None and made.type == "new_expression" else None

    # CloudFormation's custom resources

    def _answers(self, node: Node) -> bool:
        """Whether something in a node answers CloudFormation, itself or in a function that it calls."""
        waiting, seen = [node], set[str]()
        while waiting:
            text = _text(waiting.pop())
            if _ANSWERS.search(text):
                return True
            called = {name for name in self._functions.keys() - seen if _calls(text, name)}
            seen |= called
            waiting += [self._functions[name] for name in called]
        return False

    def _answers_failure(self) -> bool:
        """Whether an error is answered too: in a `catch`, in a `finally`, or in a callback that looks at it."""
        for node in self._nodes:
            if node.type in ("catch_clause", "finally_clause") and self._answers(node):
                return True
            if (
                node.type == "call_expression"
                and (_has_callback(node) or _catches_chain(node))
                and self._answers(node)
            ):
                return True
            callback = self._named_callback(node)
            if callback is not None and _looks_at_error(callback) and self._answers(callback):
                return True
            if node.type == "try_statement" and node.child_by_field_name("handler") is not None:
                after: Node | None = node.next_named_sibling
                while after is not None:
                    if self._answers(after):
                        return True
                    after = after.next_named_sibling
        return False

    def _named_callback(self, node: Node) -> Node | None:
        """The function whose name is the last argument of a call."""
        given = _field(node, "arguments").named_children if node.type == "call_expression" else []
        return self._functions.get(_text(given[-1])) if given and given[-1].type == "identifier" else None


def _calls(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\s*\(", text) is not None


def _field(node: Node, name: str) -> Node:
    return node.child_by_field_name(name) or node


def _text(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _unquoted(node: Node) -> str:
    text = _text(node)
    return text[1:-1] if node.type == "string" else text


def _line(node: Node) -> int:
    return node.start_point[0] + 1


def _enclosing(node: Node) -> Node | None:
    parent = node.parent
    while parent is not None and parent.type not in _FUNCTIONS:
        parent = parent.parent
    return parent


def _is_argument(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "arguments"


def _member_name(node: Node) -> str | None:
    """The name in `process.env.NAME` or `process.env["NAME"]`."""
    if node.type == "member_expression":
        return _text(_field(node, "property"))
    index = node.child_by_field_name("index") if node.type == "subscript_expression" else None
    return _unquoted(index) if index is not None and index.type == "string" else None


def _pattern(node: Node) -> list[Node]:
    name = node.child_by_field_name("name")
    return name.named_children if name is not None and name.type == "object_pattern" else []


def _catches(node: Node) -> bool:
    return node.type == "catch_clause" or (
        node.type == "call_expression" and (_catches_chain(node) or _has_callback(node))
    )


def _is_in_catch(node: Node) -> bool:
    return (
        node.parent is not None
        and node.parent.parent is not None
        and node.parent.parent.type == "catch_clause"
    )


def _does_something(node: Node) -> bool:
    return node.type not in ("comment", "empty_statement")


def _catches_chain(node: Node) -> bool:
    """Whether it is `something.catch(...)`, or `something.then(..., onError)`."""
    if node.type != "call_expression":
        return False
    function = _field(node, "function")
    method = _text(_field(function, "property")) if function.type == "member_expression" else ""
    return method == "catch" or (method == "then" and len(_field(node, "arguments").named_children) > 1)


def _has_callback(node: Node) -> bool:
    """Whether it is a call with a last argument such as `(err, data) => ...`."""
    given = _field(node, "arguments").named_children if node.type == "call_expression" else []
    return bool(given) and given[-1].type in _FUNCTIONS and _looks_at_error(given[-1])


def _looks_at_error(function: Node) -> bool:
    """Whether the first parameter of a function is called like an error."""
    parameters = function.child_by_field_name("parameters")
    first = parameters.named_children[0] if parameters is not None and parameters.named_children else None
    return first is not None and re.fullmatch(r"(?i)_?e(rr(or)?)?", _text(first)) is not None


def _is_idle(function: Node) -> bool:
    """Whether a function returns the same whatever it is given, and does nothing before."""
    body = function.child_by_field_name("body")
    parameters = function.child_by_field_name("parameters") or function.child_by_field_name("parameter")
    if body is None:
        return False
    given = _with_what_is_made_of(_words(parameters) if parameters is not None else set(), body)
    for node in walk(body):
        if node.type in _LOOPS:
            if node.type == "new_expression" and _text(_field(node, "constructor")) == "Date":
                continue
            return False
        if node.type == "call_expression":
            name = _text(_field(node, "function"))
            if not _IDLE_CALLS.match(name) and not re.match(r"new Date\(\)\.\w+$", name):
                return False
            # callback(null, response), or context.succeed(response)
            if name.partition(".")[0] in given and given & _words(_field(node, "arguments")):
                return False
        if node.type == "return_statement" and given & _words(node):
            return False
    return True


def _with_what_is_made_of(given: set[str], body: Node) -> set[str]:
    """The names of what a function is given, and of what it makes of that."""
    assigned = [
        (_words(_field(node, name)), _words(_field(node, value)))
        for node in walk(body)
        for name, value in _ASSIGNMENTS.get(node.type, ())
        if node.child_by_field_name(value) is not None
    ]
    while more := {name for names, made_of in assigned if made_of & given for name in names} - given:
        given = given | more
    return given


def _words(node: Node) -> set[str]:
    return set(re.findall(r"[A-Za-z_$][\w$]*", _text(node)))

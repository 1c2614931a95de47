"""Python, read with `ast`."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from python_checks.source import tables, words
from python_checks.source.program import QUERY_KEYS, Call, Import, Named, Program, Text, Variable

_FACTORIES = ("client", "resource")
# Methods of a client that call nothing.
_LOCAL = frozenset(
    {
        "can_paginate", "close", "exceptions", "generate_db_auth_token", "generate_presigned_post",
        "generate_presigned_url", "get_available_subresources", "get_waiter", "meta",
    }
)  # fmt: skip
_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
_KEY_ERRORS = frozenset({"KeyError", "LookupError", "Exception", "BaseException"})
_BROAD = frozenset({"Exception", "BaseException"})
# What calls of AWS and over the network end with.
_OF_CALLS = frozenset({"BotoCoreError", "ClientError", "HTTPError", "RequestException", "URLError"})
# What a function may do and still do nothing: say so.
_IDLE_CALLS = re.compile(
    r"(?:print|str|len|dict|repr|json\.dumps|(?:\w*log\w*|logging)(?:\.getLogger\(\))?\.\w+"
    r"|datetime(?:\.datetime)?\.(?:now|utcnow)(?:\(.*\)\.isoformat)?|time\.time)$",
    re.IGNORECASE,
)
_TO_CLOUDFORMATION = re.compile(r"ResponseURL")
_HELPERS = frozenset({"crhelper", "cfn_resource", "accustom"})
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)


@lru_cache(maxsize=512)
def program(text: str) -> Program:
    """Return what Python code says; what the template fills in stands for a name or a part of a text."""
    tree = _parsed(text)
    if isinstance(tree, SyntaxError):
        return Program(fault=(tree.lineno or 1, tree.msg))
    return _Reader(tree).program()


def _parsed(text: str) -> ast.Module | SyntaxError:
    """The tree; where the template fills something in, what is left must be sound around it."""
    try:
        return _tree(text)
    except SyntaxError as error:
        if not words.TOKEN.search(text):
            return error
    try:
        return _tree(words.TOKEN.sub("_", text))
    except SyntaxError as error:
        return error


def _tree(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (ValueError, RecursionError, MemoryError) as error:
            raise SyntaxError(str(error) or "it is nested too deeply") from error


class _Reader:
    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        self._nodes = [*ast.walk(tree)]
        self._clients = self._made_clients()
        self._environs = {"os.environ"} | self._names_of("os", "environ")
        self._getenvs = {"os.getenv"} | self._names_of("os", "getenv")
        self._functions = {node.name: node for node in self._nodes if isinstance(node, _Function)}
        self._answering = self._names_of("cfnresponse", "send")
        self._calls_by_name: dict[str, list[ast.Call]] = {}
        for node in self._nodes:
            if isinstance(node, ast.Call):
                self._calls_by_name.setdefault(_dotted(node.func).rpartition(".")[2], []).append(node)
        self._with_care: dict[str, bool] = {}

    def program(self) -> Program:
        variables, any_variable = self._variables()
        calls = tuple(self._calls())
        return Program(
            exports=self._exports(),
            idle=frozenset(
                node.name for node in self._tree.body if isinstance(node, _Function) and _is_idle(node)
            ),
            imports=tuple(self._imports()),
            modules=tuple(self._modules()),
            variables=tuple(variables),
            any_variable=any_variable,
            calls=calls,
            handles_errors=any(isinstance(node, ast.Try) and node.handlers for node in self._nodes),
            swallows=tuple(self._swallows(calls)),
            secrets=tuple(self._secrets()),
            texts=tuple(self._texts()),
            signals=self._signals(self._tree),
            signals_failure=self._signals_failure(),
            without_retries=tuple(self._without_retries()),
            keyless_queries=tuple(self._keyless_queries()),
            floats_in_items=tuple(tables.floats(self._tree)),
        )

    # Names

    def _exports(self) -> dict[str, int] | None:
        """The names at the top of the module, by line; None when an import brings more than can be seen."""
        found: dict[str, int] = {}
        for node in self._top(self._tree.body):
            if isinstance(node, ast.ImportFrom | ast.Import):
                for alias in node.names:
                    if alias.name == "*":
                        return None
                    found[(alias.asname or alias.name).partition(".")[0]] = node.lineno
            elif isinstance(node, (*_Function, ast.ClassDef)):
                found[node.name] = node.lineno
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = (name for target in targets for name in ast.walk(target))
                found |= {name.id: node.lineno for name in names if isinstance(name, ast.Name)}
            elif isinstance(node, ast.Expr) and _dotted(getattr(node.value, "func", None)) in (
                "exec",
                "setattr",
            ):
                return None
        return found

    def _top(self, body: list[ast.stmt]) -> Iterator[ast.stmt]:
        for node in body:
            yield node
            if isinstance(node, ast.If | ast.Try | ast.With):
                inner = [*node.body, *getattr(node, "orelse", []), *getattr(node, "finalbody", [])]
                for handler in getattr(node, "handlers", []):
                    inner += handler.body
                yield from self._top(inner)

    def _names_of(self, module: str, member: str) -> set[str]:
        return {
            alias.asname or alias.name
            for node in self._nodes
            if isinstance(node, ast.ImportFrom) and node.module == module
            for alias in node.names
            if alias.name == member
        }

    def _imports(self) -> Iterator[Import]:
        for node in self._nodes:
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            for name in names:
                yield Import(name, node.lineno, self._is_tried(node, _IMPORT_ERRORS))  # type: ignore[attr-defined]

    def _modules(self) -> Iterator[str]:
        for node in self._nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name.replace(".", "/") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                above = "../" * (node.level - 1) if node.level > 1 else ""
                base = f"./{above}" if node.level else ""
                module = (node.module or "").replace(".", "/")
                yield f"{base}{module}"
                yield from (f"{base}{module}/{alias.name}".replace("//", "/") for alias in node.names)

    # Errors

    def _is_tried(self, node: ast.AST, errors: frozenset[str]) -> bool:
        """Whether one of these errors is caught around a node, in the same function."""
        child = node
        while (parent := self._parents.get(child)) is not None and not isinstance(child, _Function):
            if isinstance(parent, ast.Try) and child in parent.body:
                caught = {name for handler in parent.handlers for name in _caught(handler)}
                if caught & errors:
                    return True
            child = parent
        return False

    def _is_handled(self, node: ast.AST) -> bool:
        """Whether something catches errors around a node, or around every call of the function that it is in."""
        child = node
        while (parent := self._parents.get(child)) is not None:
            if isinstance(parent, ast.Try) and child in parent.body and parent.handlers:
                return True
            if isinstance(child, _Function):
                # Nobody knows what a decorator wraps around the function.
                return bool(child.decorator_list) or self._is_called_with_care(child.name)
            child = parent
        return False

    def _is_called_with_care(self, name: str) -> bool:
        """Whether errors are caught around every call of a function; one that calls itself has a call without."""
        if name not in self._with_care:
            self._with_care[name] = False  # until it is known: what is asked again on the way is a circle
            calls = self._calls_by_name.get(name, [])
            self._with_care[name] = bool(calls) and all(map(self._is_handled, calls))
        return self._with_care[name]

    # The environment

    def _variables(self) -> tuple[list[Variable], bool]:
        found: list[Variable] = []
        written: set[str] = set()
        anything = False
        for node in self._nodes:
            if isinstance(node, ast.Call) and _dotted(node.func) in self._getenvs:
                name = _text_of(node.args[0]) if node.args else None
                anything |= name is None
                found += [Variable(name, node.lineno, False)] if name else []
            if not isinstance(node, ast.Attribute | ast.Name) or _dotted(node) not in self._environs:
                continue
            if (
                isinstance(self._parents.get(node), ast.Attribute)
                and _dotted(self._parents[node]) in self._environs
            ):
                continue
            name, needed, stored = self._environment_use(node)
            if stored and name:
                written.add(name)
            elif name is None:
                anything |= not isinstance(node.ctx, ast.Store)
            else:
                found.append(Variable(name, node.lineno, needed))
        tested = self._tested()
        found = [replace(one, needed=False) if one.name in tested else one for one in found]
        return [one for one in found if one.name not in written], anything

    def _tested(self) -> set[str | None]:
        """The variables of `if "NAME" in os.environ`, which the code goes on without."""
        return {
            _text_of(node.left)
            for node in self._nodes
            if isinstance(node, ast.Compare)
            and isinstance(node.ops[0], ast.In)
            and _dotted(node.comparators[0]) in self._environs
        }

    def _environment_use(self, node: ast.AST) -> tuple[str | None, bool, bool]:
        """The variable that a use of `os.environ` reads, whether it is needed, and whether it is set instead."""
        parent = self._parents.get(node)
        if isinstance(parent, ast.Subscript) and parent.value is node:
            name = _text_of(parent.slice)
            return name, not self._is_tried(node, _KEY_ERRORS), not isinstance(parent.ctx, ast.Load)
        if isinstance(parent, ast.Attribute):
            call = self._parents.get(parent)
            if isinstance(call, ast.Call) and call.func is parent and call.args:
                return _text_of(call.args[0]), False, parent.attr == "setdefault"
        if isinstance(parent, ast.Compare) and isinstance(parent.left, ast.Constant):
            return _text_of(parent.left), False, False
        return None, False, False

    # AWS

    def _made_clients(self) -> dict[str, str]:
        """Services by the name of the client that is made of each."""
        found = {}
        for node in self._nodes:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                service = _service(node.value)
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    if service and _dotted(target):
                        found[_dotted(target)] = service
        # `table = dynamodb.Table(...)` belongs to the service too.
        for node in self._nodes:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                maker, _, kind = _dotted(node.value.func).rpartition(".")
                if maker in found and kind[:1].isupper():
                    found |= {_dotted(target): found[maker] for target in node.targets if _dotted(target)}
        return found

    def _calls(self) -> Iterator[Call]:
        for node in self._nodes:
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            name = node.func.attr
            service = self._clients.get(_dotted(node.func.value)) or _service(node.func.value)
            if service is None or name in _LOCAL or name[:1].isupper() or name.startswith("_"):
                continue
            operation = _text_of(node.args[0]) if name == "get_paginator" and node.args else name
            if operation and self._is_in_function(node):
                yield Call(service, operation, node.lineno, self._is_handled(node))

    def _is_in_function(self, node: ast.AST) -> bool:
        while (parent := self._parents.get(node)) is not None:
            if isinstance(parent, _Function):
                return True
            node = parent
        return False

    def _swallows(self, calls: Sequence[Call]) -> Iterator[int]:
        """Not while cleaning up, and not on the way of another error."""
        for node in self._nodes:
            if not isinstance(node, ast.Try) or isinstance(self._parents[node], ast.ExceptHandler):
                continue
            last = node.body[-1].end_lineno or 0
            if any(node.lineno < call.line <= last and not call.removes for call in calls):
                yield from (handler.lineno for handler in node.handlers if _swallows_all(handler))

    def _without_retries(self) -> Iterator[int]:
        """`Config(retries={"max_attempts": 0})`, of botocore.config."""
        for node in self._nodes:
            if isinstance(node, ast.Call) and _dotted(node.func).rpartition(".")[2] == "Config":
                for keyword in node.keywords:
                    if keyword.arg == "retries" and isinstance(keyword.value, ast.Dict):
                        yield from (
                            value.lineno
                            for key, value in zip(keyword.value.keys, keyword.value.values, strict=True)
                            if isinstance(value, ast.Constant)
                            and (_text_of(key), value.value)
                            in (("max_attempts", 0), ("total_max_attempts", 1))
                        )

    def _keyless_queries(self) -> Iterator[int]:
        """`table.query(FilterExpression=...)`; what is handed over as a whole cannot be told."""
        for node in self._nodes:
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.args:
                continue
            names = {keyword.arg for keyword in node.keywords}
            of_dynamodb = self._clients.get(_dotted(node.func.value)) == "dynamodb"
            if node.func.attr == "query" and of_dynamodb and None not in names and not names & QUERY_KEYS:
                yield node.lineno

    # Texts

    def _secrets(self) -> Iterator[Named]:
        for node in self._nodes:
            pairs: list[tuple[str, ast.expr | None]] = []
            if isinstance(node, ast.Assign):
                pairs = [(_dotted(target).rpartition(".")[2], node.value) for target in node.targets]
                pairs += [
                    (_text_of(target.slice) or "", node.value)
                    for target in node.targets
                    if isinstance(target, ast.Subscript)
                ]
            elif isinstance(node, ast.Call):
                pairs = [(keyword.arg or "", keyword.value) for keyword in node.keywords]
            elif isinstance(node, ast.Dict):
                pairs = [
                    (_text_of(key) or "", value) for key, value in zip(node.keys, node.values, strict=True)
                ]
            for name, value in pairs:
                text = _text_of(value)
                if text and words.is_secret(name, text):
                    yield Named(name, text, value.lineno)  # type: ignore[union-attr]

    def _texts(self) -> Iterator[Text]:
        """Texts that are used as they stand: not in lists, comparisons, defaults or descriptions."""
        for node in self._nodes:
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            parent = self._parents.get(node)
            if isinstance(
                parent, ast.Expr | ast.List | ast.Tuple | ast.Set | ast.Compare | ast.arguments | ast.BoolOp
            ):
                continue
            if isinstance(parent, ast.Dict) and node in parent.keys:
                continue
            call = self._parents.get(parent) if isinstance(parent, ast.keyword) else parent
            if isinstance(call, ast.Call) and node in call.args[1:] and _is_lookup(call):
                continue
            service = _service(call) if isinstance(call, ast.Call) else None
            yield Text(node.value, node.lineno, service)

    # CloudFormation's custom resources

    def _signals(self, node: ast.AST) -> bool:
        """Whether something in a node answers CloudFormation, itself or in a function that it calls."""
        waiting, seen = [node], set[str]()
        while waiting:
            for inner in ast.walk(waiting.pop()):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    if _TO_CLOUDFORMATION.search(inner.value):
                        return True
                elif isinstance(inner, ast.Call):
                    name = _dotted(inner.func)
                    last = name.rpartition(".")[2]
                    if name in self._answering or name.startswith("cfnresponse."):
                        return True
                    if last in self._functions and last not in seen:
                        seen.add(last)
                        waiting.append(self._functions[last])
                elif _is_helper(inner):
                    return True
        return False

    def _signals_failure(self) -> bool:
        """Whether an error is answered too: where it is caught, in a `finally`, or by a helper's decorator."""
        for node in self._nodes:
            if isinstance(node, ast.Try):
                broad = [handler for handler in node.handlers if (_BROAD | _OF_CALLS) & _caught(handler)]
                if any(self._signals(part) for part in (*broad, *node.finalbody)):
                    return True
                # The answer is given after what catches it.
                after = self._after(node)
                if broad and any(self._signals(part) for part in after) and not any(map(_leaves, broad)):
                    return True
            if _is_helper(node):
                return True
        return False

    def _after(self, node: ast.AST) -> list[ast.stmt]:
        """What follows a statement in its function, after the loops and branches that it is in as well."""
        found: list[ast.stmt] = []
        while not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
            parent = self._parents[node]
            body = getattr(parent, "body", [])
            found += body[body.index(node) + 1 :] if isinstance(body, list) and node in body else []
            node = parent
        return found


def _is_helper(node: ast.AST) -> bool:
    """Whether it imports a library that answers CloudFormation by itself."""
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return False
    module = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
    return (module or "").partition(".")[0] in _HELPERS


def _leaves(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise | ast.Return) for node in ast.walk(handler))


def _caught(handler: ast.ExceptHandler) -> set[str]:
    """The errors that a handler is for; a bare `except` is for all."""
    if handler.type is None:
        return {"BaseException"}
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {_dotted(kind).rpartition(".")[2] for kind in kinds}


def _service(node: ast.AST | None) -> str | None:
    """The service of `boto3.client("s3")` and `boto3.resource("s3").Bucket(name)`, of whatever session it is made."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    if node.func.attr[:1].isupper():
        return _service(node.func.value)
    if node.func.attr not in _FACTORIES:
        return None
    named = [keyword.value for keyword in node.keywords if keyword.arg == "service_name"]
    name = _text_of([*node.args, *named][0]) if node.args or named else None
    # What else a resource has for methods is not what AWS calls its operations.
    is_plain = node.func.attr == "client" or name in ("dynamodb", "s3")
    return name if is_plain or name is None else f"{name} resource"


def _is_lookup(call: ast.Call) -> bool:
    """Whether a call takes a default: `os.environ.get(name, default)`."""
    return _dotted(call.func).rpartition(".")[2] in ("get", "getenv", "setdefault", "pop", "getattr")


def _dotted(node: ast.AST | None) -> str:
    """`a.b.c`, and "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = _dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""


def _text_of(node: ast.AST | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_idle(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function returns the same whatever it is given, and does nothing before."""
    if function.decorator_list:
        return False
    for node in ast.walk(ast.Module(function.body, [])):
        if isinstance(
            node, ast.For | ast.While | ast.If | ast.Try | ast.With | ast.AsyncFor | ast.Raise | ast.Await
        ):
            return False
        if isinstance(node, ast.Call) and not _IDLE_CALLS.match(ast.unparse(node.func)):
            return False
        if isinstance(node, ast.Return) and node.value is not None and _names(node.value) & _given(function):
            return False
    return True


def _given(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The names of what a function is given, and of what it makes of that."""
    found = {argument.arg for argument in function.args.args}
    assigned = [
        ({name for target in node.targets for name in _names(target)}, _names(node.value))
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
    ]
    while more := {name for names, made_of in assigned if made_of & found for name in names} - found:
        found |= more
    return found


def _names(node: ast.AST) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}


def _swallows_all(handler: ast.ExceptHandler) -> bool:
    """Whether it is `except:` or `except Exception:`, and no more than `pass`, `...` or `continue` follows."""
    return (handler.type is None or _dotted(handler.type) in _BROAD) and all(
        isinstance(one, ast.Pass | ast.Continue)
        or (isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant))
        for one in handler.body
    )

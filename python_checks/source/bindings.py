"""What names in Python code stand for, as far as that is certain."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_Scope = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Bindings:
    """A name stands for what it is bound to once, in the function that uses it or in one around it."""

    def __init__(self, tree: ast.Module) -> None:
        self._module = tree
        self._parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        self._bound: dict[tuple[ast.AST, str], list[ast.AST | None]] = {}
        self._uses: dict[str, list[ast.Name]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self._uses.setdefault(node.id, []).append(node)
            for scope, name, value in self._binds(node):
                self._bound.setdefault((scope, name), []).append(value)

    def value(self, name: ast.Name) -> ast.AST | None:
        """Return the expression, or the import, that a name stands for; None when several or no one does."""
        found = self._of(name)
        return found[0] if len(found) == 1 else None

    def is_builtin(self, node: ast.AST, name: str) -> bool:
        """Whether a node is a name that the code leaves to Python."""
        return isinstance(node, ast.Name) and node.id == name and not self._of(node)

    def is_fresh(self, name: ast.Name) -> bool:
        """Whether nothing may have changed what a name stands for: its own function binds it and uses it here first."""
        bound = self._bound.get((self._scope(name), name.id), [])
        before = (use for use in self._uses[name.id] if use is not name and use.lineno <= name.lineno)
        return len(bound) == 1 and not any(self._of(use) is bound for use in before)

    def _of(self, name: ast.Name) -> list[ast.AST | None]:
        scope = self._scope(name)
        while (scope, name.id) not in self._bound and scope is not self._module:
            scope = self._scope(scope)
        return self._bound.get((scope, name.id), [])

    def _scope(self, node: ast.AST) -> ast.AST:
        """The function that a node is in, the module where it is in none; bodies of classes count to what is around."""
        while (parent := self._parents.get(node)) is not None:
            if isinstance(parent, _Scope):
                return parent
            node = parent
        return self._module

    def _binds(self, node: ast.AST) -> Iterator[tuple[ast.AST, str, ast.AST | None]]:
        """The names that a node binds, each with where, and to what if it says so."""
        scope = self._scope(node)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield scope, node.id, self._assigned(node)
        elif isinstance(node, ast.arg):
            yield scope, node.arg, None
        elif isinstance(node, ast.alias):
            bound = node.asname or node.name.partition(".")[0]
            yield scope, bound, node if isinstance(self._parents[node], ast.Import) else None
        elif isinstance(node, ast.Global | ast.Nonlocal):
            for name in node.names:
                yield scope, name, None
                yield self._module, name, None
        elif isinstance(own := getattr(node, "name", None), str):  # functions, classes, errors, patterns
            yield scope, own, None

    def _assigned(self, name: ast.Name) -> ast.AST | None:
        """What stands on the other side of `name = ...` or before `as name`."""
        parent = self._parents[name]
        if isinstance(parent, ast.Assign) and parent.targets == [name]:
            return parent.value
        if isinstance(parent, ast.AnnAssign):
            return parent.value
        return parent.context_expr if isinstance(parent, ast.withitem) else None

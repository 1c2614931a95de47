"""What is known of a template that it does not hold itself: nothing, unless it is one of several stacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from adapters.tree import Node
from adapters.values import NONE, Value

# Shorter dummies are part of other texts: `sg-1234` of `sg-12345678`.
_TELLING = 16


@dataclass(frozen=True)
class Surroundings:
    """What other stacks give to a template, by the names that it uses.

    `arguments` are parameters that the stack which nests it sets, `exports` what others export, `outputs` what they
    put out by stack and name. `templates` says where a nested stack's template lies, by the template that nests it and
    the address there. `dummies` are texts that stand for a look-up which was not made, with what was looked for.
    `prepare` changes a template before anything is made of it.
    """

    arguments: Mapping[str, Value] = field(default_factory=dict)
    exports: Mapping[str, Value] = field(default_factory=dict)
    outputs: Mapping[tuple[str, str], Value] = field(default_factory=dict)
    templates: Mapping[tuple[str, str], str] = field(default_factory=dict)
    dummies: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[Node], Node] = lambda root: root

    def dummy(self, text: str) -> str | None:
        """Return what was looked for, where a text is a dummy, or has one in it that nobody writes by chance."""
        if not self.dummies:
            return None
        inside = (
            reason for dummy, reason in self.dummies.items() if len(dummy) >= _TELLING and dummy in text
        )
        return self.dummies.get(text) or next(inside, None)

    def inside(self, arguments: Mapping[str, Value]) -> Surroundings:
        """Return what surrounds a stack nested in this one."""
        return replace(self, arguments=arguments)


def used_at(value: Value, node: Node) -> Value:
    """Return what another stack gave as if it had been written at a node, without its parameters."""
    data = value.data
    if isinstance(data, list):
        data = [used_at(item, node) for item in data]
    elif isinstance(data, dict):
        data = {key: used_at(item, node) for key, item in data.items()}
    return Value(data, node.line, node.end_line, NONE, value.references)

"""Conditions: decided by the parameters, or open and then looked at both ways.

An open condition comes down to comparisons that the template cannot decide (`Environment` has no default). Each side
of such a comparison is a variable that equals one of the constants it is compared with, or something else. A scenario
gives every variable a value, so that conditions which exclude each other never hold together.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from adapters.errors import InputError
from adapters.scenarios import MAX_SCENARIOS, combinations, domain
from adapters.tree import Node
from adapters.values import Mixed, Reference, Unknown, Value, scalar_text


@dataclass
class Scenario:
    """A value for every variable; `truths` remembers which conditions hold under it."""

    values: Mapping[str, str]
    truths: dict[str, bool] = field(default_factory=dict)


@dataclass
class Conditions:
    """The conditions of one template.

    `evaluate` gives the value of an operand of `Fn::Equals`; `allowed` lists the values that a variable's expression
    can have, None when anything goes.
    """

    path: str
    nodes: Mapping[str, Node]
    evaluate: Callable[[Node], Value | None]
    allowed: Callable[[str], tuple[str, ...] | None]
    _constants: dict[str, list[str]] = field(default_factory=dict)
    _open: dict[str, bool | None] = field(default_factory=dict)
    _operands: dict[int, list[tuple[str, bool]]] = field(default_factory=dict)

    def scenarios(self, limit: int = MAX_SCENARIOS) -> list[Scenario]:
        """Return what to look at: one scenario when everything is decided, at most `limit` otherwise.

        All combinations when they are few; else the first one, every single deviation from it, then pairs of
        deviations as far as they fit. Scenarios that give all conditions the same truth are one.

        Raises InputError for a condition that refers to itself or is not understood.
        """
        for name, node in self.nodes.items():
            self._collect_named(name, node)
        variables = {
            name: domain(constants, self.allowed(name)) for name, constants in self._constants.items()
        }
        distinct: dict[tuple[bool, ...], Scenario] = {}
        for values in itertools.islice(combinations(variables), 8 * limit):
            scenario = Scenario(values)
            distinct.setdefault(tuple(self.truths(scenario).values()), scenario)
            if len(distinct) == limit:
                break
        return list(distinct.values())

    def truths(self, scenario: Scenario) -> dict[str, bool]:
        """Return the truth of every open condition in a scenario."""
        return {name: self.holds(name, scenario) for name in sorted(self.nodes) if self.is_open(name)}

    def is_open(self, name: str) -> bool:
        """Whether the parameters leave a condition open."""
        return bool(self._open.get(name))

    def holds(self, name: str, scenario: Scenario, line: int | None = None) -> bool:
        """Return whether a condition holds; raises InputError when there is none of the name."""
        if name not in self.nodes:
            raise InputError(self.path, f"condition {name} is not defined", line)
        if name not in scenario.truths:
            scenario.truths[name] = self._holds(self.nodes[name], scenario)
        return scenario.truths[name]

    def _collect_named(self, name: str, node: Node) -> bool:
        """Note the variables of a condition; return whether it is open."""
        if name not in self._open:
            self._open[name] = None
            self._open[name] = self._collect(node)
        state = self._open[name]
        if state is None:
            raise InputError(self.path, f"condition {name} refers to itself", node.line)
        return state

    def _collect(self, node: Node) -> bool:
        function, arguments = self._function(node)
        if function == "Condition":
            name = str(arguments[0].value)
            if name not in self.nodes:
                raise InputError(self.path, f"condition {name} is not defined", node.line)
            return self._collect_named(name, self.nodes[name])
        if function == "Fn::Equals":
            return self._compare(node, None) is None
        # All of them: each may bring variables of its own.
        return any(list(map(self._collect, arguments)))

    def _holds(self, node: Node, scenario: Scenario) -> bool:
        function, arguments = self._function(node)
        if function == "Condition":
            return self.holds(str(arguments[0].value), scenario, node.line)
        if function == "Fn::Equals":
            return bool(self._compare(node, scenario))
        truths = [self._holds(argument, scenario) for argument in arguments]
        if function == "Fn::Not":
            return not truths[0]
        return all(truths) if function == "Fn::And" else any(truths)

    def _function(self, node: Node) -> tuple[str, list[Node]]:
        if isinstance(node.value, dict) and len(node.value) == 1:
            ((name, argument),) = node.value.items()
            if name == "Condition" and isinstance(argument.value, str):
                return name, [argument]
            arguments = argument.value
            least, most = _ARITY.get(name, (1, 0))
            if isinstance(arguments, list) and least <= len(arguments) <= most:
                return name, arguments
        raise InputError(
            self.path, "a condition has to be Fn::And, Fn::Equals, Fn::Not, Fn::Or or Condition", node.line
        )

    def _compare(self, node: Node, scenario: Scenario | None) -> bool | None:
        """Whether the two sides are equal; None without a scenario when that is open."""
        if id(node) not in self._operands:
            self._operands[id(node)] = [_operand(self.evaluate(side)) for side in self._function(node)[1]]
        (left, left_known), (right, right_known) = self._operands[id(node)]
        if left == right:
            return True
        if left_known and right_known:
            return False
        variable, constant = (right, left) if left_known else (left, right)
        if not left_known and not right_known:
            variable, constant = f"{left} == {right}", "true"
        if scenario is not None:
            return scenario.values[variable] == constant
        constants = self._constants.setdefault(variable, [])
        if constant not in constants:
            constants.append(constant)
        return None


_ARITY = {"Fn::And": (1, 10), "Fn::Or": (1, 10), "Fn::Not": (1, 1), "Fn::Equals": (2, 2)}


def _operand(value: Value | None) -> tuple[str, bool]:
    """Return the text or the expression that a side of a comparison has, and whether it is decided."""
    if value is None:
        return "", True
    if isinstance(value.data, Unknown | Reference):
        return value.data.expression, False
    if isinstance(value.data, list):
        operands = [_operand(item) for item in value.data]
        return ",".join(text for text, _ in operands), all(known for _, known in operands)
    if isinstance(value.data, dict | Mixed):
        return str(value.data), False
    return scalar_text(value.data), value.is_text()

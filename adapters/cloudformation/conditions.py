"""Conditions: decided by the parameters, or open and then looked at both ways.

An open condition comes down to comparisons that the template cannot decide (`Environment` has no default). Each side
of such a comparison is a variable that equals one of the constants it is compared with, or something else. A scenario
gives every variable a value, so that conditions which exclude each other never hold together. A condition that
CloudFormation would refuse is a variable itself.
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
    can have, None when anything goes. `faults` are what is wrong with conditions, by name, once there are scenarios.
    """

    path: str
    nodes: Mapping[str, Node]
    evaluate: Callable[[Node], Value | None]
    allowed: Callable[[str], tuple[str, ...] | None]
    faults: dict[str, InputError] = field(default_factory=dict)
    _constants: dict[str, list[str]] = field(default_factory=dict)
    _open: dict[str, bool | None] = field(default_factory=dict)
    _operands: dict[int, list[tuple[str, bool]]] = field(default_factory=dict)

    def scenarios(self, limit: int = MAX_SCENARIOS) -> list[Scenario]:
        """Return what to look at: one scenario when everything is decided, at most `limit` otherwise.

        All combinations when they are few; else the first one, every single deviation from it, then pairs of
        deviations as far as they fit. Scenarios that give all conditions the same truth are one.
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

    def holds(self, name: str, scenario: Scenario) -> bool:
        """Return whether a condition, which has to be there, holds."""
        if name not in scenario.truths:
            scenario.truths[name] = self._named_holds(name, scenario)
        return scenario.truths[name]

    def _collect_named(self, name: str, node: Node) -> bool:
        """Note the variables of a condition; return whether it is open."""
        if name not in self._open:
            self._open[name] = None
            try:
                self._open[name] = self._collect(node)
            except InputError as error:
                return self._refused(name, error)
        state = self._open[name]
        if state is None:
            return self._refused(name, self._error(node, f"condition {name} refers to itself"))
        return state

    def _refused(self, name: str, error: InputError) -> bool:
        """Note what is wrong with a condition, which may be either way then."""
        self.faults.setdefault(name, error)
        self._open[name] = True
        return self._either_way(name)

    def _either_way(self, name: str) -> bool:
        self._constants.setdefault(_variable(name), ["true"])
        return True

    def _collect(self, node: Node) -> bool:
        function, arguments = self._function(node)
        if function == "Condition":
            name = str(arguments[0].value)
            if name not in self.nodes:
                return self._either_way(name)
            return self._collect_named(name, self.nodes[name])
        if function == "Fn::Equals":
            return self._compare(node, None) is None
        # All of them: each may bring variables of its own.
        return any(list(map(self._collect, arguments)))

    def _named_holds(self, name: str, scenario: Scenario) -> bool:
        if name in self.faults or name not in self.nodes:
            return scenario.values[_variable(name)] == "true"
        return self._holds(self.nodes[name], scenario)

    def _holds(self, node: Node, scenario: Scenario) -> bool:
        function, arguments = self._function(node)
        if function == "Condition":
            return self.holds(str(arguments[0].value), scenario)
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
            if name in _ARITY:
                raise self._error(node, f"{name} needs a list of {_count(least, most)}")
        raise self._error(node, "a condition has to be Fn::And, Fn::Equals, Fn::Not, Fn::Or or Condition")

    def _error(self, node: Node, message: str) -> InputError:
        return InputError(self.path, message, node.line)

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


_ARITY = {"Fn::And": (2, 10), "Fn::Or": (2, 10), "Fn::Not": (1, 1), "Fn::Equals": (2, 2)}


def _count(least: int, most: int) -> str:
    if least < most:
        return f"{least} to {most} conditions"
    return "one condition" if most == 1 else f"{most} values"


def _variable(name: str) -> str:
    """What stands for a condition that cannot be worked out."""
    return f"${{Conditions.{name}}}"


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

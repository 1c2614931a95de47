"""What rules ask of source code, whichever language it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Import:
    """A module as it is named in the code; one that is `optional` may be missing."""

    module: str
    line: int
    optional: bool = False


@dataclass(frozen=True)
class Variable:
    """An environment variable that is read; without one that is `needed`, the code fails."""

    name: str
    line: int
    needed: bool


@dataclass(frozen=True)
class Call:
    """A call of AWS: `service` and `operation` in the words of the language's SDK."""

    service: str
    operation: str
    line: int
    handled: bool

    @property
    def removes(self) -> bool:
        """Whether it takes something away, which may be gone already."""
        return self.operation.lower().startswith(("delete", "deregister", "remove", "stop", "terminate"))


# One of these has to be given to a query of DynamoDB.
QUERY_KEYS = frozenset({"KeyConditionExpression", "KeyConditions"})


@dataclass(frozen=True)
class Named:
    """Text that the code gives to something with a name."""

    name: str
    text: str
    line: int


@dataclass(frozen=True)
class Text:
    """Text in the code: `service` is the AWS client that it is given to."""

    text: str
    line: int
    service: str | None = None


@dataclass(frozen=True)
class Program:
    """What one file of code says.

    `fault` is where its syntax breaks: a line and why. `exports` are the names that a handler may have, None when
    they cannot be told; `idle` are those functions that do nothing with what they are given. `modules` are what may
    be other files of the package: paths without their ending, relative to this one where they start with a dot.
    `variables` are the environment variables that it reads, `any_variable` whether it may read others too. `signals`
    says whether it answers CloudFormation, `signals_failure` whether also when something goes wrong.
    `swallows` are the lines that catch every error of AWS and do nothing about it, `without_retries` those that turn
    the repetition of calls off, `keyless_queries` those that query DynamoDB without a key, and `floats_in_items` those
    of floats that go to its tables.
    """

    fault: tuple[int, str] | None = None
    exports: Mapping[str, int] | None = field(default_factory=dict)
    idle: frozenset[str] = frozenset()
    imports: tuple[Import, ...] = ()
    modules: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = ()
    any_variable: bool = False
    calls: tuple[Call, ...] = ()
    handles_errors: bool = False
    swallows: tuple[int, ...] = ()
    secrets: tuple[Named, ...] = ()
    texts: tuple[Text, ...] = ()
    signals: bool = False
    signals_failure: bool = False
    without_retries: tuple[int, ...] = ()
    keyless_queries: tuple[int, ...] = ()
    floats_in_items: tuple[int, ...] = ()

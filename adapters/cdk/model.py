"""What a cloud assembly says beside its templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.errors import InputError


@dataclass(frozen=True)
class Construct:
    """Where in the user's program an element of a template comes from.

    `path` is the one that a user knows: "Prod/Data/Aurora" for what CDK calls "Prod/Data/Aurora/Resource"; that of the
    stack when nothing more is known. `fqn` is the class of the construct, "aws_rds.DatabaseCluster". `file` is relative
    to the folder that holds the assembly. What the assembly does not tell is None.
    """

    path: str
    fqn: str | None
    file: str | None
    line: int | None
    framework: bool


@dataclass(frozen=True)
class Stack:
    """A stack that is deployed on its own.

    `dependencies` are the names of the stacks that are deployed before it. `constructs` and `nested` are by template
    and logical ID, for its own template and those nested in it: logical IDs repeat between them. `waivers` are what the
    program accepts, by the path of the construct with everything below it.
    """

    template: str
    name: str
    path: str
    account: str | None
    region: str | None
    tags: Mapping[str, str]
    termination_protection: bool
    parameters: Mapping[str, str]
    dependencies: tuple[str, ...]
    constructs: Mapping[tuple[str, str], Construct]
    nested: Mapping[tuple[str, str], str]
    waivers: Mapping[str, Sequence[object]]


@dataclass(frozen=True)
class Assembly:
    """A cloud assembly and those of the stages in it.

    `stacks` has what others depend on first. `missing` is why a text in the templates stands for nothing that exists.
    `errors` are faults that leave the rest to be graded, and each names its file.
    """

    folder: str
    version: str
    stacks: tuple[Stack, ...]
    missing: Mapping[str, str]
    errors: tuple[InputError, ...]
    warnings: tuple[InputError, ...]

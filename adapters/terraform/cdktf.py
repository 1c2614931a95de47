"""What CDKTF, and its fork cdktn, say about the stacks that they synthesize.

A stack is a folder with a `cdk.tf.json`; comments (`"//"`) in it name the stack and the constructs:
https://developer.hashicorp.com/terraform/cdktf/concepts/cdktf-architecture
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from adapters import files
from adapters.linking import called
from adapters.terraform.configuration import Configuration
from adapters.terraform.functions.sets import TerraformSet
from adapters.terraform.syntax import Block, literal_of
from adapters.terraform.terms import Term, term_set, unknown
from adapters.values import NONE, Mixed, Reference, Unknown

if TYPE_CHECKING:
    from adapters.terraform.module import Module, Run

_INPUT = "cross-stack-reference-input-"
_FILES = ("cdk.tf.json", "cdk.tf")


def stack_name(configuration: Configuration) -> str | None:
    """Return the name of the stack that a configuration was synthesized from; None when it was written by hand."""
    for comment in configuration.comments:
        name = _metadata(literal_of(comment.expression)).get("stackName")
        if isinstance(name, str):
            return name
    return None


def construct_path(block: Block) -> str | None:
    """Return where in the tree of constructs a block comes from."""
    comment = block.body.attributes.get("//")
    path = _metadata(literal_of(comment.expression)).get("path") if comment is not None else None
    return path if isinstance(path, str) else None


def _metadata(comment: Any) -> dict[str, Any]:
    found = comment.get("metadata") if isinstance(comment, dict) else None
    return found if isinstance(found, dict) else {}


def neighbour(run: Run, label: str) -> Module | None:
    """Return the stack beside this one whose outputs a data source of this name reads."""
    from adapters.terraform.configuration import read_configuration
    from adapters.terraform.folders import Installed
    from adapters.terraform.module import Module, Run

    if not label.startswith(_INPUT):
        return None
    name = label.removeprefix(_INPUT)
    if name not in run.neighbours:
        folder = os.path.normpath(os.path.join(run.root, "..", name))
        configuration = read_configuration(folder) if files.is_folder(folder) else Configuration(folder)
        other = Run(folder, Installed(folder), {}, neighbours=run.neighbours)
        run.neighbours[name] = None if configuration.is_empty else Module(configuration, other)
    return run.neighbours[name]


@dataclass(frozen=True)
class StackOutputs:
    """What another stack of the same app gives."""

    stack: str
    module: Module

    def member(self, name: str, line: int) -> Term:
        """Return an output; what the other stack makes is a reference to it there."""
        block = self.module.configuration.outputs.get(name)
        value = block.body.attributes.get("value") if block is not None else None
        if value is None:
            return unknown(f"the stack {self.stack} has no output {name}", "import", f"{self.stack}.{name}")
        # Every output that another stack reads is declared sensitive, whatever it holds.
        return self._seen_from_outside(self.module.evaluate(value, self.module.scope))

    def as_data(self) -> Unknown:
        """What stands for all outputs in a value."""
        return Unknown(f"all outputs of the stack {self.stack}", "import", f"${{{self.stack}}}")

    def _seen_from_outside(self, term: Term) -> Term:
        data: Any = term.data
        if isinstance(data, TerraformSet):
            data = term_set([self._seen_from_outside(item) for item in data])
        elif isinstance(data, list):
            data = [self._seen_from_outside(item) for item in data]
        elif isinstance(data, dict):
            data = {key: self._seen_from_outside(item) for key, item in data.items()}
        elif isinstance(data, Mixed):
            data = Mixed(tuple(self._foreign(part) for part in data.parts))
        elif hasattr(data, "as_data"):
            data = self._foreign(data.as_data())
        else:
            data = self._foreign(data)
        references = frozenset(self._foreign(reference) for reference in term.references)
        return replace(term, data=data, parameters=NONE, references=references)

    def _foreign(self, part: Any) -> Any:
        if isinstance(part, Reference):
            return replace(part, address=called(self.stack, part.address))
        return part


def siblings(folder: str) -> list[str]:
    """Return the folders of the other stacks of the same app."""
    above = os.path.dirname(os.path.normpath(folder))
    found = [os.path.join(above, name) for name in files.names(above or ".")]
    others = [one for one in found if os.path.normpath(one) != os.path.normpath(folder)]
    return [one for one in others if any(files.is_file(os.path.join(one, name)) for name in _FILES)]

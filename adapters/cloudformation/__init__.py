"""CloudFormation templates, SAM included, as normalized documents."""

from __future__ import annotations

from pathlib import PurePosixPath

from adapters.cloudformation import nested, parameters
from adapters.linking import link
from adapters.model import Document, Options


def load(path: str, options: Options) -> list[Document]:
    """Return the stack of a template, followed by the local stacks nested in it.

    Raises InputError when the template cannot be read or understood. Faults that leave the rest of a stack to be
    judged are in the errors of its document.
    """
    given = parameters.given(options.parameters, options.parameter_files)
    return link(nested.load(path, PurePosixPath(path).stem, given).documents)

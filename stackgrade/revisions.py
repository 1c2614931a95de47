"""Files as they are in a git revision, laid out in a temporary folder; the checkout is not touched."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from adapters.errors import InputError
from stackgrade.errors import UsageError
from stackgrade.repository import Repository


@dataclass(frozen=True)
class Tree:
    """A revision on the disk: `folder` is what the `root` of the repository is in the checkout."""

    folder: str
    root: str
    path: str


def is_revision(argument: str) -> bool:
    """Whether an argument is meant as REVISION:PATH; what is there as a file is no revision."""
    return ":" in argument[1:] and not os.path.exists(argument)


@contextmanager
def checked_out(argument: str) -> Iterator[Tree]:
    """Lay out the revision of `REVISION:PATH` as long as it is needed; the path is one from the repository's root,
    or from the working directory when it begins with a dot, as with git itself.

    Raises InputError when there is no git, repository, revision or path like that.
    """
    revision, _, path = argument.partition(":")
    with tempfile.TemporaryDirectory(prefix="stackgrade-") as folder:
        folder = os.path.realpath(folder)
        try:
            root = _lay_out(revision, folder)
        except UsageError as error:
            raise InputError(argument, f"is no file or folder, and no revision: {error}") from error
        if path.startswith("."):
            path = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
        path = os.path.normpath(path or ".")
        if path.startswith("..") or not os.path.exists(os.path.join(folder, path)):
            raise InputError(argument, f"{revision} has no file or folder {path}")
        yield Tree(folder, root, path)


def _lay_out(revision: str, folder: str) -> str:
    """Write the files of a revision below a folder; return the root of the repository."""
    repository = Repository()
    tree = repository.find(revision, "tree")
    if tree is None:
        raise UsageError("git knows no such revision")
    repository.export(repository.files(tree, submodules=False), folder)
    return repository.top

"""Whether Terragrunt puts files into a folder before Terraform reads it.

https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#generate
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from adapters import files

_CONFIGURATION = frozenset({"terragrunt.hcl", "root.hcl"})
_MAX_LEVELS = 6


def may_add_files(folder: str) -> bool:
    """Whether its configuration lies in a folder, above it in the same repository, or beside one of these.

    `live/terragrunt.hcl` stands for the modules in `modules/`: which of them it is for, only a run tells.
    """
    return any(
        not _CONFIGURATION.isdisjoint(files.names(place))
        for level in _levels(folder)
        for place in (level, *(os.path.join(level, name) for name in files.names(level) if name[0] != "."))
    )


def _levels(folder: str) -> Iterator[str]:
    """The folder and those above it, up to the root of the repository."""
    level = os.path.abspath(folder or ".")
    for _ in range(_MAX_LEVELS):
        yield level
        above = os.path.dirname(level)
        if ".git" in files.names(level) or above == level:
            return
        level = above

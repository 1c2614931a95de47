"""What is asked of the gate, and which two trees of the repository that is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.model import Options
from stackgrade.errors import UsageError
from stackgrade.profiles import Profile
from stackgrade.repository import Repository
from stackgrade.selection import Selection

if TYPE_CHECKING:
    from stackgrade.opa.connection import Connection

_ID = 40  # what CI systems give for "no commit" is as long as an id, and all zeros


@dataclass(frozen=True)
class Request:
    """What is asked of the gate; paths are absolute. Without `head`, the change is what the checkout holds.
    `engine`, `connection`, `listed` and `drawn` are as in `Settings`.
    """

    base: str
    head: str | None
    profile: Profile | None = None
    threshold: str | None = None
    options: Options = field(default_factory=Options)
    policies: tuple[str, ...] = ()
    selection: Selection = field(default_factory=Selection)
    engine: str = "embedded"
    connection: Connection | None = None
    jobs: int | None = None
    listed: bool = False
    drawn: bool = False


@dataclass(frozen=True)
class States:
    """The two states of a change: trees, and what to call them."""

    base: str
    head: str
    base_name: str
    head_name: str


@contextmanager
def states(repository: Repository, request: Request) -> Iterator[States]:
    """Give the two trees; that of the checkout is there while the context is. Raises UsageError."""
    head = repository.find(request.head or "HEAD")
    if head is None and request.head:
        if repository.find("HEAD") is None:
            raise UsageError("there is no commit yet: --worktree judges what the checkout holds")
        head = repository.commit(request.head)
    base, base_name = _base(repository, request, head)
    if request.head is not None:
        assert head is not None
        yield States(base, head, base_name, f"{request.head} ({head[:10]})")
    else:
        with repository.worktree() as tree:
            yield States(base, tree, base_name, "the checkout")


def _base(repository: Repository, request: Request, head: str | None) -> tuple[str, str]:
    """Return the state before the change: where it left the base, or nothing at all before a first commit."""
    nothing = repository.empty_tree(), "nothing"
    if head is None or (len(request.base) >= _ID and not request.base.strip("0")):
        return nothing
    base = repository.commit(request.base)
    if base == head and request.head is not None and repository.is_first(head):
        return nothing
    found = repository.merge_base(base, head, request.base)
    return found, f"{request.base} ({found[:10]})"

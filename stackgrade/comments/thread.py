"""The comments on one merge request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from stackgrade.comments.http import Api

MARKER = "<!-- stackgrade -->"


class Comment(NamedTuple):
    """One that is there."""

    id: int
    body: str


@dataclass(frozen=True)
class Thread:
    """Where a forge keeps them: `comments` is the path of all, `comment` of those by id, which `method` replaces.

    Every method raises CommentError.
    """

    name: str
    api: Api
    comments: str
    comment: str
    method: str

    def ours(self) -> list[Comment]:
        """Return the comments that start with the marker."""
        found = self.api.pages(self.comments)
        return [Comment(one["id"], one["body"]) for one in found if str(one.get("body")).startswith(MARKER)]

    def add(self, body: str) -> None:
        """Write a new comment."""
        self.api.ask("POST", self.comments, {"body": body})

    def replace(self, comment: Comment, body: str) -> None:
        """Write a comment anew; raises Refused when it is not ours to write."""
        self.api.ask(self.method, f"{self.comment}/{comment.id}", {"body": body})

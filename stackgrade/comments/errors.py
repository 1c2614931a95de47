"""Why a comment could not be written."""

from __future__ import annotations


class CommentError(Exception):
    """The comment could not be written; the message says why and what to do, and holds no token."""


class Passing(CommentError):
    """It may work in a moment: `wait` is for how many seconds the server asks, None where it does not say."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class Refused(CommentError):
    """What was asked for is forbidden to us, or is not there."""

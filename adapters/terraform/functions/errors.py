"""What a function raises when it has no result for its arguments."""

from __future__ import annotations


class FunctionError(Exception):
    """The arguments are wrong. The message says in what way, without the function's name."""


class NotSupported(FunctionError):
    """Terraform has a result, which this code cannot work out: it is not known, not a failure."""

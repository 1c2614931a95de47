"""What a function raises when it cannot work with its arguments."""

from __future__ import annotations


class FunctionError(Exception):
    """The message says what is wrong, without the function's name."""

"""What ends a run, or a part of it, by the exit code that it leads to."""

from __future__ import annotations


class UsageError(Exception):
    """The command line or a configuration file is wrong: exit code 2."""


class EngineError(Exception):
    """An engine failed, so its verdicts cannot be trusted: exit code 3."""

"""The options that every command on templates takes."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from adapters.model import Options
from stackgrade import profiles
from stackgrade.commands import complain
from stackgrade.errors import UsageError
from stackgrade.hints import did_you_mean
from stackgrade.profiles import Profile


def profile(arguments: argparse.Namespace) -> Profile:
    """Return the profile to judge by; raises UsageError."""
    return profiles.resolve(arguments.profile, Path())


def options(arguments: argparse.Namespace) -> Options:
    """Return what the user says about parameters; raises UsageError for a file that is not there."""
    for file in arguments.var_file:
        if not Path(file).is_file():
            raise UsageError(f"--var-file {file}: no such file")
    return Options(dict(arguments.param), tuple(arguments.var_file), arguments.include_framework)


def warn_of_unused(arguments: argparse.Namespace, declared: Iterable[str]) -> None:
    """Say which of the given parameters no template has: a mistyped name would change nothing."""
    names = set(declared)
    for name in dict(arguments.param):
        if name not in names:
            complain(f"no template has a parameter {name}{did_you_mean(name, names)}", "warning")

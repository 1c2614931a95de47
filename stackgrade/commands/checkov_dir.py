"""`stackgrade checkov-dir`."""

from __future__ import annotations

import argparse
from pathlib import Path

import python_checks
from stackgrade.commands import OK


def run(arguments: argparse.Namespace) -> int:
    """Print the folder to give to Checkov."""
    print(folder())
    return OK


def folder() -> Path:
    """Return what goes after `checkov --external-checks-dir`."""
    return Path(python_checks.__file__).resolve().parent

"""`stackgrade completion`."""

from __future__ import annotations

import argparse

from stackgrade.commands import OK


def run(arguments: argparse.Namespace) -> int:
    """Print what a shell is to read at its start."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["stackgrade"], shell=arguments.shell))
    return OK

"""The `opa` executable, which compiles rules of the user's own and signs bundles; nothing else needs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from stackgrade.errors import EngineError

VARIABLE = "STACKGRADE_OPA"
_SECONDS = 300
_SHOWN_LINES = 5


def find(purpose: str) -> str:
    """Return the path of the executable; raises EngineError when there is none, or it is older than 1.0."""
    found = os.environ.get(VARIABLE) or shutil.which("opa")
    if not found:
        raise EngineError(
            f"{purpose} needs the `opa` executable, which is not on the PATH: install OPA 1.0 or later "
            f"(https://www.openpolicyagent.org/docs), or say with {VARIABLE} where it is"
        )
    version = re.search(r"^Version: *v?(\d+)", run([found, "version"]), re.MULTILINE)
    if version is None or int(version[1]) < 1:
        raise EngineError(f"{purpose} needs OPA 1.0 or later, and {found} is not that")
    return os.path.abspath(found)


def run(command: list[str], folder: Path | None = None) -> str:
    """Run a command and return what it prints; raises EngineError with what it complains about."""
    name = os.path.basename(command[0])
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise EngineError(f"{command[0]} does not run: {error.strerror}") from error
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"`{name} {command[1]}` did not end within {_SECONDS} seconds") from error
    if done.returncode:
        complaint = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise EngineError(
            f"`{name} {command[1]}` failed: {' | '.join(complaint[:_SHOWN_LINES]) or f'exit code {done.returncode}'}"
        )
    return done.stdout

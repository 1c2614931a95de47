"""Runs the `stackgrade` executable, which lives in an environment of its own; needs the standard library only."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

BIN = "STACKGRADE_BIN"
OPTIONS = "STACKGRADE_OPTIONS"
TIMEOUT = "STACKGRADE_TIMEOUT"
_SECONDS = 300.0
_SCHEMA_VERSION = "1"
_WITH_ERRORS = 3  # some inputs could not be read; the others are graded


class EvaluationError(Exception):
    """There are no verdicts; the message says why."""


class Evaluation:
    """One run of the executable, started at once and waited for when its answer is first needed.

    `paths` are absolute, `kinds` are what `stackgrade grade --only` knows.
    """

    def __init__(self, paths: Sequence[str], kinds: Sequence[str]) -> None:
        self._lock = threading.Lock()
        self._answer: dict[str, Any] | None = None
        self._error: EvaluationError | None = None
        try:
            self._deadline = time.monotonic() + _timeout()
            self._start(_command(paths, kinds))
        except EvaluationError as error:
            self._error = error

    def answer(self) -> dict[str, Any]:
        """Return what the executable printed, the same every time; raises EvaluationError, the same every time."""
        with self._lock:
            if self._answer is None and self._error is None:
                try:
                    self._answer = self._wait()
                except EvaluationError as error:
                    self._error = error
        if self._error is not None:
            raise self._error
        assert self._answer is not None
        return self._answer

    def _start(self, command: list[str]) -> None:
        # Files and not pipes: nobody reads while Checkov is still busy with other things.
        self._out = tempfile.TemporaryFile()  # noqa: SIM115
        self._err = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=self._out,
                stderr=self._err,
                start_new_session=True,  # so that it can be ended together with its workers
            )
        except OSError as error:
            raise EvaluationError(f"{command[0]} does not start: {error.strerror}") from error
        Finalize(self, _end, args=(self._process,), exitpriority=0)

    def _wait(self) -> dict[str, Any]:
        try:
            status = self._process.wait(max(0.0, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _end(self._process)
            raise EvaluationError(
                f"stackgrade did not answer within {_timeout():g} seconds; {TIMEOUT} sets how many to wait"
            ) from None
        printed, complaints = _content(self._out), _content(self._err)
        if status not in (0, _WITH_ERRORS) or (status and not printed):
            raise EvaluationError(f"stackgrade ended with exit code {status}: {_last_line(complaints)}")
        return _parsed(printed)


def find() -> str:
    """Return the executable: what STACKGRADE_BIN says, or from the PATH, or from an environment near at hand.

    That is Checkov's own, or the one that this folder is installed in. Raises EvaluationError.
    """
    wanted = os.environ.get(BIN)
    found = shutil.which(wanted) if wanted else next(_near(), None)
    if found is None:
        where = f"{BIN} is {wanted}" if wanted else f"it is not on the PATH, and {BIN} is not set"
        raise EvaluationError(f"there is no stackgrade executable: {where}")
    return found


def _near() -> Iterator[str]:
    folders = [os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)]
    for parent in Path(__file__).resolve().parents:
        if parent.name in ("site-packages", "dist-packages"):
            folders += [str(base / name) for base in parent.parents[:3] for name in ("bin", "Scripts")]
    for folder in folders:
        found = shutil.which("stackgrade", path=folder)
        if found:
            yield found


def _command(paths: Sequence[str], kinds: Sequence[str]) -> list[str]:
    try:
        options = shlex.split(os.environ.get(OPTIONS, ""))
    except ValueError as error:
        raise EvaluationError(f"{OPTIONS} is no command line: {error}") from error
    only = [word for kind in kinds for word in ("--only", kind)]
    return [find(), "grade", *options, *only, "--format", "verdicts", "--fail-on", "never", *paths]


def _timeout() -> float:
    text = os.environ.get(TIMEOUT, "")
    try:
        seconds = float(text or _SECONDS)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < threading.TIMEOUT_MAX:
        raise EvaluationError(f"{TIMEOUT} is {text!r}, not a number of seconds")
    return seconds


def _parsed(printed: bytes) -> dict[str, Any]:
    try:
        content = json.loads(printed)
    except ValueError as error:
        raise EvaluationError(f"stackgrade did not print JSON: {error}") from error
    if not isinstance(content, dict) or content.get("schema_version") != _SCHEMA_VERSION:
        raise EvaluationError(
            "stackgrade answers in another form: it is of another version than these checks"
        )
    return content


def _content(file: Any) -> bytes:
    with file:
        file.seek(0)
        content: bytes = file.read()
        return content


def _last_line(complaints: bytes) -> str:
    lines = complaints.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it says nothing"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a run and its workers, if it is still going on."""
    if process.poll() is not None:
        return
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()

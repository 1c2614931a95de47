"""What Checkov scans in this process, and what stackgrade said of it."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator
from typing import Any

from checkov.common.bridgecrew.platform_integration import bc_integration
from checkov.common.runners.base_runner import BaseRunner

from . import rules
from .executable import Evaluation
from .verdicts import Table, absolute

# What Checkov calls a framework, and the kinds of sources that stackgrade finds for it. `.tf.json` beside `.tf` is one
# root module, so both frameworks need the same run.
_KINDS = {
    "cloudformation": ("cloudformation", "cdk"),
    "terraform": ("terraform",),
    "terraform_json": ("terraform",),
    "terraform_plan": ("terraform-plan",),
}


class Scan:
    """One run of stackgrade over everything of the same kinds that Checkov was given, however often it is asked."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        directories = [os.path.abspath(path) for path in bc_integration.scan_dir or ()]
        files = [os.path.abspath(path) for path in bc_integration.scan_file or ()]
        self._directories, self._files = directories, [] if directories else files
        self._evaluation = Evaluation(self._directories or self._files, kinds)
        self._lock = threading.Lock()
        self._table: Table | None = None
        self._error: Exception | None = None
        self._paths: dict[str, list[str]] = {}

    def table(self) -> Table:
        """Return the verdicts; raises what is wrong with them, which is logged the first time."""
        if self._table is not None:
            return self._table
        with self._lock:
            if self._error is None and self._table is None:
                try:
                    self._table = Table.of(self._evaluation.answer(), {rule.id for rule in rules.load()})
                    _warn(self._table)
                except Exception as error:
                    logging.error("stackgrade: %s; all of its checks fail", error)
                    self._error = error
        if self._error is not None:
            raise self._error
        assert self._table is not None
        return self._table

    def paths(self, scanned: str, content: Any) -> list[str]:
        """Return the files that Checkov may mean by a path, which it shortens in several ways."""
        own = _own_path(content)
        if own is not None:
            return [absolute(own)]
        found = self._paths.get(scanned)
        if found is None:
            found = self._paths[scanned] = sorted({absolute(path) for path in self._meant(scanned)})
        return found

    def _meant(self, scanned: str) -> Iterator[str]:
        relative = scanned.lstrip("/\\")
        for directory in self._directories or [os.getcwd()]:
            path = os.path.join(directory, relative)
            if os.path.exists(path):
                yield path
        for file in self._files:
            if file.replace(os.sep, "/").endswith(f"/{relative}"):
                yield file


_scans: dict[tuple[str, ...], Scan] = {}
_lock = threading.Lock()


def of(framework: str) -> Scan:
    """Return the run for a framework; the first call starts it."""
    kinds = _KINDS[framework]
    with _lock:
        if kinds not in _scans:
            _scans[kinds] = Scan(kinds)
        return _scans[kinds]


def start() -> None:
    """Start the run for the framework whose runner loads checks right now, while Checkov parses and builds its graph.

    Checkov does not tell which framework that is, so the runner is looked for among the callers. Nothing hangs on
    finding it: without, the run starts when its first verdict is needed.
    """
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        runner = frame.f_locals.get("self")
        if isinstance(runner, BaseRunner):
            if runner.check_type in _KINDS and not _has_nothing(runner):
                of(runner.check_type)
            return


def _has_nothing(runner: Any) -> bool:
    """Whether a runner has parsed what it was given, and it was nothing for it."""
    return runner.definitions is not None and not runner.definitions and runner.check_type != "terraform"


def _warn(table: Table) -> None:
    for place, message in table.errors:
        logging.warning("stackgrade: %s: %s", place, message)
    if table.own_rules:
        logging.warning("stackgrade: Checkov does not show rules of your own: %s", ", ".join(table.own_rules))


def _own_path(content: Any) -> str | None:
    """The file that Checkov notes in a resource of CloudFormation or of a plan."""
    for part in (content, content.get("Properties")) if isinstance(content, dict) else ():
        path = part.get("__file__") if isinstance(part, dict) else None
        path = path[0] if isinstance(path, list) and path else path
        if isinstance(path, str):
            return path
    return None

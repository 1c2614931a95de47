from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from unittest import mock

import pytest
from hypothesis import settings

from stackgrade import cli
from tests.gate.repositories import Gate

# How long something takes is measured in benchmarks, on machines that do nothing else.
settings.register_profile("without deadlines", deadline=None)
settings.load_profile("without deadlines")


@pytest.fixture(autouse=True, scope="session")
def own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Runs neither find what earlier ones kept nor leave anything in the user's home; lines have their usual width."""
    with mock.patch.dict(os.environ, {"XDG_CACHE_HOME": str(tmp_path_factory.mktemp("cache"))}):
        os.environ.pop("COLUMNS", None)
        yield


@pytest.fixture
def command_line(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command; return exit code, stdout and stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            status = cli.main(arguments)
        except SystemExit as exit:
            status = int(exit.code or 0)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return status, out, err

    return call


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Gate:
    return Gate(monkeypatch, capsys)

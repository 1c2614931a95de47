from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stackgrade import ruleset
from tests.opa import servers
from tests.opa.servers import Server

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """An OPA that has our folder as its bundle, as it stands."""
    with servers.opa(*servers.OURS) as running:
        yield running


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine says does not count, nor what an earlier test had in a folder of the same name."""
    servers.without_proxies(monkeypatch)
    ruleset._loaded.cache_clear()


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command_line: Call) -> Call:
    """Run a command in a folder of its own; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    return command_line

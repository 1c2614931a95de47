from __future__ import annotations

import pytest

from tests.gate.repositories import Gate


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Gate:
    return Gate(monkeypatch, capsys)

"""Helpers that turn a piece of a template into its normalized document."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from adapters import cloudformation
from adapters.model import Data, Document, Options


def load(folder: Path, text: str, name: str = "stack.yaml", **parameters: str) -> Document:
    """Write a template and return the document of its stack."""
    path = folder / name
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return cloudformation.load(str(path), Options(parameters))[0]


def data(folder: Path, text: str, **parameters: str) -> Data:
    return load(folder, text, **parameters).data


def value(folder: Path, expression: str, *, head: str = "", **parameters: str) -> Any:
    """Return what an expression, in YAML on one line, evaluates to as the property of a resource."""
    resources = (
        "Resources:\n  Other: {Type: AWS::Test::Other}\n  It:\n    Type: AWS::Test::It\n    Properties:\n"
    )
    template = f"{textwrap.dedent(head)}\n{resources}      Of: {expression}\n"
    path = folder / "stack.yaml"
    path.write_text(template, encoding="utf-8")
    document = cloudformation.load(str(path), Options(parameters))[0]
    assert document.errors == ()
    return document.data["resources"]["It"]["properties"].get("Of")

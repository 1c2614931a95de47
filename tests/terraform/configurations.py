"""Builds configurations for the tests of the adapter, and looks at what it makes of them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from adapters import terraform
from adapters.model import Document, Options


def written(folder: Path, files: Mapping[str, str] | str) -> Path:
    """Write files below a folder, `main.tf` when there is one text only, and return the folder."""
    for name, text in ({"main.tf": files} if isinstance(files, str) else files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder


def document(folder: Path, files: Mapping[str, str] | str, *paths: str, **parameters: str) -> Document:
    """Return the document of a configuration; `paths` are variables files below the folder."""
    written(folder, files)
    (found,) = terraform.load(str(folder), Options(parameters, tuple(str(folder / path) for path in paths)))
    return found


def properties(found: Document, address: str) -> dict[str, Any]:
    """Return the properties of a resource."""
    return found.data["resources"][address]["properties"]


def reasons(found: Document, address: str) -> dict[str, str]:
    """Return what is open in a resource, and why."""
    return {one["attribute"]: one["reason"] for one in found.data["resources"][address]["unknowns"]}


def errors(found: Document, folder: Path) -> list[str]:
    """Return the errors, with paths as they are below the folder."""
    return [str(error).replace(f"{folder}/", "") for error in found.errors]

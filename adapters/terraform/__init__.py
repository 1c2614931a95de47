"""Terraform: HCL, JSON syntax, plans and CDKTF to the normalized document."""

from __future__ import annotations

from adapters.model import Document, Options
from adapters.terraform import document, source


def load(folder: str, options: Options) -> list[Document]:
    """Return the stack of a root module; raises InputError when the folder declares nothing."""
    return [document.build(source.read(folder, options))]


def load_plan(path: str, options: Options) -> list[Document]:
    """Return the stack of a plan; raises InputError when the file is none."""
    from adapters.terraform import plan

    return [document.build(plan.read(path))]

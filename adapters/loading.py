"""Reads a source with the adapter for its format."""

from __future__ import annotations

from adapters import cloudformation
from adapters.discovery import Source
from adapters.model import Document, Options


def load(source: Source, options: Options) -> list[Document]:
    """Return the stacks of a source, the one that nests others first; raises InputError."""
    return cloudformation.load(source.path, options)

"""Reads a source with the adapter for its format."""

from __future__ import annotations

from adapters.discovery import CDK, MARKDOWN, PLAN, TERRAFORM, Source
from adapters.model import Document, Options


def load(source: Source, options: Options) -> list[Document]:
    """Return the stacks of a source, the one that nests others first; raises InputError."""
    # Each reader brings its parser with it; most runs need one of them.
    if source.kind == TERRAFORM:
        from adapters import terraform

        return terraform.load(source.path, options)
    if source.kind == PLAN:
        from adapters import terraform

        return terraform.load_plan(source.path)
    if source.kind == CDK:
        from adapters.cdk import stacks

        return stacks.load(source.path, options)
    if source.kind == MARKDOWN:
        from adapters import markdown

        return markdown.load(source.path, options)
    from adapters import cloudformation

    return cloudformation.load(source.path, options)

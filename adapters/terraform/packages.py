"""The packages that a configuration makes of source code, and the functions that are given them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from adapters import code
from adapters.errors import InputError
from adapters.model import Code, CodeFile, Resource
from adapters.secrets import Redactor
from adapters.terraform.module import Instance, Module
from adapters.values import Value, plain

_FUNCTION = "AWS::Lambda::Function"
_SOURCES = (("source_file", code.of_file), ("source_dir", code.of_folder))


def package_of(resource: Resource) -> str | None:
    """Return the package that a function is given, as `archives` calls it."""
    if resource["type"] != _FUNCTION:
        return None
    path = resource["raw"].get("filename")
    return os.path.normpath(path) if isinstance(path, str) else None


def archives(module: Module, redactor: Redactor) -> dict[str, Code]:
    """Return the code in each `archive_file` of a root module and those that it calls, by the path it is written to.

    https://registry.terraform.io/providers/hashicorp/archive/latest/docs/data-sources/file
    """
    found = {}
    for instance in _archives(module):
        values = instance.values()
        path = _plain(values, "output_path")
        if isinstance(path, str):
            found[os.path.normpath(path)] = _content(instance, values, redactor)
    return found


def _archives(module: Module) -> Iterator[Instance]:
    yield from (one for one in module.instances() if one.type == "archive_file")
    for child in module.children:
        yield from _archives(child)


def _content(instance: Instance, values: Mapping[str, Value], redactor: Redactor) -> Code:
    for name, read in _SOURCES:
        path = _plain(values, name)
        if isinstance(path, str):
            try:
                place = instance.module.folder.place(path)
            except InputError as error:
                return Code(missing=error.message)
            leave_out = _plain(values, "excludes")
            if name == "source_dir" and isinstance(leave_out, list):
                return code.of_folder(place, redactor, [one for one in leave_out if isinstance(one, str)])
            return read(place, redactor)
    blocks = [block.data for block in _blocks(values) if isinstance(block.data, dict)]
    if "source_content" in values:
        blocks = [
            {"content": values["source_content"], "filename": values.get("source_content_filename", _NOTHING)}
        ]
    parts = [_part(instance, block, redactor) for block in blocks]
    read_ones = tuple(part for part in parts if isinstance(part, CodeFile))
    missing = next((part for part in parts if isinstance(part, str)), None if parts else _UNDECIDED)
    return Code(read_ones, frozenset(part.name for part in read_ones), missing)


_NOTHING = Value(None, 0, 0)
_UNDECIDED = "the configuration does not say what is in it"


def _blocks(values: Mapping[str, Value]) -> list[Value]:
    source = values.get("source")
    if source is None:
        return []
    return source.data if isinstance(source.data, list) else [source]


def _part(instance: Instance, block: Mapping[str, Value], redactor: Redactor) -> CodeFile | str:
    """A file that is written out in the configuration; the reason when it is not decided."""
    content, name = block.get("content", _NOTHING), _plain(block, "filename")
    text = plain(content)
    if not isinstance(text, str) or not isinstance(name, str):
        unknown = text if isinstance(text, dict) else name if isinstance(name, dict) else {}
        return str(unknown.get("$unknown", _UNDECIDED))
    path = content.path or instance.block.path
    return CodeFile(name, redactor.redact("", text), path, content.line, content.end_line, inline=True)


def _plain(values: Mapping[str, Value], name: str) -> Any:
    return plain(values[name]) if name in values else None

"""The JSON files of a cloud assembly, which nobody wrote by hand but which may be cut off or changed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters import files
from adapters.errors import InputError
from adapters.json_source import parse_json
from adapters.text import read_text

# An assembly of 500,000 constructs has a tree of 140 MB.
_MAX_BYTES = 512 * 1024 * 1024
_TOO_BIG = "the file is larger than 512 MB"
# What may be one half of a character without the other, which no report can be written with.
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_KINDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}


class Problems:
    """Collects what is wrong with an assembly while the rest of it is read."""

    def __init__(self) -> None:
        self._errors: dict[str, InputError] = {}
        self._warnings: dict[str, InputError] = {}

    @property
    def errors(self) -> tuple[InputError, ...]:
        return tuple(self._errors.values())

    @property
    def warnings(self) -> tuple[InputError, ...]:
        return tuple(self._warnings.values())

    def error(self, path: str, message: str) -> None:
        self.note(InputError(path, message))

    def note(self, error: InputError) -> None:
        self._errors.setdefault(str(error), error)

    def warn(self, path: str, message: str) -> None:
        warning = InputError(path, message)
        self._warnings.setdefault(str(warning), warning)

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Leave the block at an InputError, keep it, and go on after the block."""
        try:
            yield
        except InputError as error:
            self.note(error)


def load(path: str) -> object:
    """Return what a JSON file says; raise InputError, with line and column where it is not JSON."""
    if not files.is_file(path):
        raise InputError(path, "the file is missing from the cloud assembly")
    return loads(path, read_text(path, _MAX_BYTES, _TOO_BIG))


def loads(path: str, text: str) -> object:
    """Return what a JSON text says; raise InputError, with line and column where it is not JSON."""
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        # The strict parser is slow, but says what is wrong.
        parse_json(path, text)
        raise InputError(path, "the file is not JSON") from None
    if _HALF_CHARACTER.search(text):
        parse_json(path, text)
    return value


def members(path: str, value: object, what: str) -> dict[str, object]:
    """Return the members of an object, none where it is absent; raise InputError when it is something else."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError(path, f"{what} should be an object, not {_kind(value)}")
    return value


def texts(path: str, value: object, what: str) -> dict[str, str]:
    """Return the members of an object of texts; raise InputError when it is something else."""
    found = members(path, value, what)
    for key, text in found.items():
        if not isinstance(text, str):
            raise InputError(path, f"{key[:60]!r} in {what} should be a text, not {_kind(text)}")
    return {key: text for key, text in found.items() if isinstance(text, str)}


def items(value: object) -> list[object]:
    """Return the items of a list; none when it is something else."""
    return value if isinstance(value, list) else []


def fields(value: object) -> dict[str, object]:
    """Return the members of an object; none when it is something else."""
    return value if isinstance(value, dict) else {}


def texts_in(value: object) -> Iterator[str]:
    """All texts in a value, in no order."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, str):
            yield inner
        waiting += (*items(inner), *fields(inner).values())


def place(root: str, folder: str, name: object, source: str, what: str) -> str:
    """Return the path of a file or folder that a file of the assembly names.

    Raises InputError when it is no name, or one of something outside the assembly at `root`: a template that comes
    from elsewhere must not make us read, and show, any file of the machine.
    """
    if not isinstance(name, str) or not name:
        raise InputError(source, f"{what} should be the name of a file, not {_kind(name)}")
    if "\0" in name:
        raise InputError(source, f"{what} is no name of a file: {name[:60]!r}")
    path = normal(os.path.join(folder, name.replace("\\", "/")))
    if os.path.isabs(name) or not _is_inside(root, path):
        raise InputError(source, f"{what} lies outside the cloud assembly: {name[:200]}")
    return path


def normal(path: str) -> str:
    """Return a path as reports show it."""
    return Path(os.path.normpath(path)).as_posix()


def _is_inside(root: str, path: str) -> bool:
    inside, whole = os.path.abspath(path), os.path.abspath(root)
    return inside == whole or inside.startswith(whole.rstrip(os.sep) + os.sep)


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "a number")

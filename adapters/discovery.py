"""Finds what can be graded below the paths that the user names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adapters.errors import InputError
from adapters.text import decode

_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".template", ".cfn", ".cform"})
_PASSED_OVER = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_MAX_SEARCHED = 16 * 1024 * 1024
_TEMPLATE = re.compile(
    r"""AWSTemplateFormatVersion|AWS::Serverless-2016-10-31|["']?Type["']?\s*:\s*["']?(?:AWS|Custom|Alexa)::"""
)
_NESTED = re.compile(
    r"""["']?(?:TemplateURL|Location)["']?\s*:\s*["']?(?P<path>[\w./-]+\.(?:ya?ml|json|template))\b"""
)


@dataclass(frozen=True)
class Source:
    """Something that gives one stack, or a stack and those nested in it."""

    path: str


@dataclass
class Discovery:
    """What was found, sorted by path, and what could not be read."""

    sources: list[Source] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)


def discover(paths: Sequence[str]) -> Discovery:
    """Return the templates that the paths name or hold.

    A folder is searched; what is no template there is passed over. A file that is named is a source whatever it
    holds: reading it says what is wrong with it. A template that another one nests is part of that one, unless it is
    named.
    """
    discovery = Discovery()
    named = {_normal(path) for path in paths if os.path.isfile(path)}
    found = set(named)
    nested: set[str] = set()
    for path in paths:
        if not os.path.exists(path):
            discovery.errors.append(InputError(_normal(path), "there is no such file or folder"))
        elif os.path.isdir(path):
            for file, text in _templates(path):
                found.add(file)
                nested.update(_nested(file, text))
        elif not os.path.isfile(path):
            discovery.errors.append(InputError(_normal(path), "is neither a file nor a folder"))
    discovery.sources = [Source(path) for path in sorted(found - (nested - named))]
    return discovery


def looks_like_template(text: str) -> bool:
    """Whether text is meant as a CloudFormation template, sound or not."""
    return "Resources" in text and _TEMPLATE.search(text) is not None


def _templates(folder: str) -> Iterator[tuple[str, str]]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _PASSED_OVER)
        for name in sorted(files):
            path = os.path.join(place, name)
            if os.path.splitext(name)[1].lower() in _SUFFIXES:
                text = _text(path)
                if text is not None and looks_like_template(text):
                    yield _normal(path), text


def _text(path: str) -> str | None:
    """Return a file's text, None when it is too large or no text."""
    try:
        if os.path.getsize(path) > _MAX_SEARCHED:
            return None
        return decode(path, Path(path).read_bytes())
    except (OSError, InputError):
        return None


def _nested(file: str, text: str) -> Iterable[str]:
    matches = (match["path"] for match in _NESTED.finditer(text))
    return (_normal(os.path.join(os.path.dirname(file), path)) for path in matches)


def _normal(path: str) -> str:
    """Return a path as reports show it: POSIX, relative to the working directory where it lies below it."""
    absolute = os.path.abspath(path)
    try:
        relative = os.path.relpath(absolute)
    except ValueError:  # another drive
        return Path(absolute).as_posix()
    return Path(absolute if relative.startswith("..") else relative).as_posix()

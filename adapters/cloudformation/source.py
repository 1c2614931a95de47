"""A CloudFormation template, YAML or JSON, to a tree with exact lines.

Short intrinsics (`!Ref X`) are given in their long form (`{"Ref": X}`), so that both formats look alike.
"""

from __future__ import annotations

import os

from adapters.errors import InputError
from adapters.json_source import parse_json
from adapters.text import read_text
from adapters.tree import Node

# CloudFormation takes 1 MiB. Comments and indentation that a build step removes may bring a file over it.
MAX_SIZE = 4 * 1024 * 1024
_TOO_BIG = f"the file is larger than {MAX_SIZE // 1024 // 1024} MiB; CloudFormation takes up to 1 MiB"


def read(path: str | os.PathLike[str]) -> Node:
    """Return the tree of a template file in UTF-8, or in UTF-16 with a byte order mark.

    Raises InputError as `parse` does, and when the file cannot be read or is binary.
    """
    return parse(os.fspath(path), read_text(path, MAX_SIZE, _TOO_BIG))


def parse(path: str, text: str) -> Node:
    """Return the tree of a template; its value is a mapping.

    Raises InputError, with line and column where there is one place to name: the text is no YAML or JSON, a
    key is duplicate, an intrinsic function unknown, the root no mapping, or the template too big, too deep or
    endless (aliases).
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_SIZE:
        raise InputError(path, _TOO_BIG)
    start = text.lstrip(" \t\r\n")
    if not start:
        raise InputError(path, "the file is empty")
    root = _parse_braces(path, text) if start[0] == "{" else _parse_yaml(path, text)
    if root.value is None:
        raise InputError(path, "the file is empty")
    if not isinstance(root.value, dict):
        kind = "a list" if isinstance(root.value, list) else "text"
        raise InputError(path, f"a template is a mapping with Resources in it, not {kind}", root.line)
    return root


def _parse_braces(path: str, text: str) -> Node:
    """Return the tree of a text that begins with a brace: JSON, or YAML written in braces."""
    try:
        return parse_json(path, text)
    except InputError as json_error:
        try:
            return _parse_yaml(path, text)
        except InputError as yaml_error:
            # Whoever puts the first key in double quotes means JSON.
            meant_as_json = text.split("{", 1)[1].lstrip()[:1] in ('"', "")
            raise (json_error if meant_as_json else yaml_error) from None


def _parse_yaml(path: str, text: str) -> Node:
    # Loading the YAML library takes longer than reading a JSON template.
    from adapters.cloudformation.yaml_source import parse_yaml

    return parse_yaml(path, text)

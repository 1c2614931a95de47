"""JSON that stands as text in a template: what it says, each part in the line where it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from adapters.errors import InputError
from adapters.json_source import parse_json
from adapters.tree import Node
from adapters.values import Mixed, Reference, Unknown, Value

_TOKEN = re.compile("\ue000(\\d+)\ue001")
# What is filled in, inside of quotes and outside of them.
_QUOTED_OR_OPEN = re.compile(r'"(?:[^"\\]|\\.)*"|(\$\{[^{}"]*\}|\ue000\d+\ue001)', re.DOTALL)

# Expressions of Terraform may have quotes: `${aws_sns_topic.alarms["orders"].arn}`.
_FILLED_IN = re.compile(r"\$\{[^{}]*\}")
_WITH_QUOTES = re.compile(r'\$\{[^}]*"')


def json_value(value: Value) -> Value:
    """Return what JSON text says, each part in its own line where it was written; anything else as it is."""
    data = value.data
    if isinstance(data, Mixed) and data.decoded is not None:
        return marked_as(data.decoded, value)
    if not isinstance(data, str | Mixed):
        return value
    parts = data.parts if isinstance(data, Mixed) else (data,)
    opened = [part for part in parts if not isinstance(part, str)]
    marks = iter(range(len(opened)))
    text = "".join(part if isinstance(part, str) else f"\ue000{next(marks)}\ue001" for part in parts)
    if not text.lstrip().startswith(("{", "[")):
        return value
    try:
        node = parse_json("", _quoted(text)[0])
    except InputError as error:
        return replace(value, data=_beside(text, opened) or _invalid(error))
    several = value.end_line - value.line >= text.count("\n") > 0
    # The text of a heredoc begins in the line after its marker.
    offset = value.line if several else None
    return _from_node(node, opened, value, offset)


def _invalid(error: InputError) -> Unknown:
    return Unknown(f"it is not valid JSON: {error.message}", "function", "${?}")


def _beside(text: str, opened: Sequence[Any]) -> Unknown | None:
    """What is open outside of quotes, such as a loop over something open: the text may be JSON for all its values."""
    found = (match[1] for match in _QUOTED_OR_OPEN.finditer(text) if match[1])
    marks = (_TOKEN.fullmatch(written) for written in found)
    for part in (opened[int(mark[1])] for mark in marks if mark is not None):
        if isinstance(part, Unknown):
            return Unknown(part.reason, part.kind, "${?}")
    return None


def json_if_sound(value: Value) -> Value:
    """Return what JSON text says; text that is broken stays text, for whoever tells what is wrong with it."""
    decoded = json_value(value)
    return value if isinstance(decoded.data, Unknown) and not isinstance(value.data, Unknown) else decoded


def broken(text: str) -> str | None:
    """Return why text is no JSON: `expected a value, found '}' (line 3 of the text)`.

    None when it is JSON, and when what is filled in outside of its quotes, or has quotes of its own, may make it so.
    """
    quoted, is_open = _quoted(text)
    try:
        parse_json("", quoted)
    except InputError as error:
        return (
            None
            if is_open or _WITH_QUOTES.search(text)
            else f"{error.message} (line {error.line or 1} of the text)"
        )
    return None


def filled(text: str) -> Any:
    """Return what JSON text says, in which whatever is filled in is text such as `${Name}`; None when it is no JSON."""
    try:
        return json.loads(_quoted(text)[0])
    except (RecursionError, ValueError):
        return None


def _quoted(text: str) -> tuple[str, bool]:
    """JSON in which what is filled in for a number, a boolean or more is text, and whether there is such."""
    text = _FILLED_IN.sub(lambda match: match[0].replace('"', "'"), text)
    is_open = any(match[1] for match in _QUOTED_OR_OPEN.finditer(text))
    return _QUOTED_OR_OPEN.sub(lambda match: f'"{match[1]}"' if match[1] else match[0], text), is_open


def from_node(node: Node, whole: Value) -> Value:
    """Return what a tree says, each part in its own line of the file that the whole is."""
    return _from_node(node, [], whole, 0)


def _from_node(node: Node, opened: list[Any], whole: Value, offset: int | None) -> Value:
    line = whole.line if offset is None else offset + node.line
    end = whole.end_line if offset is None else offset + node.end_line
    place = replace(whole, line=line, end_line=end)
    inner = replace(whole, references=frozenset())
    if isinstance(node.value, list):
        return replace(place, data=[_from_node(item, opened, inner, offset) for item in node.value])
    if isinstance(node.value, dict):
        members = {key: _from_node(item, opened, inner, offset) for key, item in node.value.items()}
        return replace(place, data=members)
    if not isinstance(node.value, str) or "\ue000" not in node.value:
        return replace(place, data=node.value, references=frozenset())
    pieces = _TOKEN.split(node.value)
    parts = [piece if i % 2 == 0 else opened[int(piece)] for i, piece in enumerate(pieces)]
    parts = [part for part in parts if part != ""]
    if len(parts) == 1 and not _is_text(parts[0]):
        return replace(place, data=parts[0], references=frozenset())
    held = frozenset(part for part in parts if isinstance(part, Reference))
    return replace(place, data=Mixed(tuple(parts)), references=held)


def _is_text(part: Any) -> bool:
    """Whether what is filled in is text of a known kind, such as the account: it hardly ever decides a rule."""
    return isinstance(part, Unknown) and part.kind == "pseudo" and part.expression.startswith("${AWS::")


def marked_as(decoded: Value, value: Value) -> Value:
    """What text says, with the marks of the text."""
    return replace(
        decoded,
        parameters=decoded.parameters | value.parameters,
        references=decoded.references,
        sensitive=decoded.sensitive or value.sensitive,
    )

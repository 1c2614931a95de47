"""YAML text to a tree with exact lines, read as CloudFormation reads YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from adapters.cloudformation.yaml_errors import explain
from adapters.errors import InputError
from adapters.json_source import HALF_CHARACTER, number
from adapters.text import editor_lines
from adapters.tree import MAX_DEPTH, Node, Scalar

# The parser in C is ten times as fast; both give the same events.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What a template may grow by when its aliases are replaced by what they stand for.
MAX_ALIASED_NODES = 200_000

_FUNCTIONS = (
    "And", "Base64", "Cidr", "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap", "GetAZs",
    "GetAtt", "GetStackOutput", "If", "ImportValue", "Join", "Length", "Not", "Or", "RefAll", "Select",
    "Split", "Sub", "ToJsonString", "Transform", "ValueOf", "ValueOfAll",
)  # fmt: skip
_LONG_FORMS = {"!Ref": "Ref", "!Condition": "Condition", **{f"!{name}": f"Fn::{name}" for name in _FUNCTIONS}}
_SPELLINGS = {tag.lower(): tag for tag in _LONG_FORMS}

_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = ("!", f"{_CORE}str", f"{_CORE}binary", f"{_CORE}timestamp")
_PLAIN_TAGS = tuple(_CORE + name for name in ("bool", "float", "int", "null", "map", "seq"))

# YAML 1.1, which CloudFormation reads, has more: octal and other numbers, times, dates. Reports of what
# becomes of `0300` or `0x1F` in a stack differ, and whoever writes `012345678901` means an account: these
# stay text.
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(_NULLS),
    **dict.fromkeys(("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"), True),
    **dict.fromkeys(("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"), False),
}
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*|(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)")

_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Line breaks of YAML 1.1 that editors do not count as such.
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")


def parse_yaml(path: str, text: str) -> Node:
    """Return the tree of the one document in a YAML text, with short intrinsics in their long form.

    An empty document is a node of None. Raises InputError with line and column for what is not well-formed,
    keys that are duplicate or no text, unknown tags, and aliases that are undefined, endless or too many.
    """
    if wrong := _UNREADABLE.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        column = wrong.start() - text.rfind("\n", 0, wrong.start())
        raise InputError(path, f"YAML does not allow the character U+{ord(wrong.group()):04X}", line, column)
    try:
        return _Builder(path, text).document()
    except yaml.MarkedYAMLError as error:
        raise explain(path, text, error) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The parser in Python, at an escape that is no character (\UFFFFFFFF).
        raise InputError(path, "the file is not well-formed YAML") from None


@dataclass(slots=True)
class _Anchor:
    """A value that aliases may name: how many nodes it has, and how many levels of lists and mappings."""

    node: Node
    size: int
    height: int


class _Builder:
    """Builds the tree from the parser's events."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._next = _Loader(text).get_event
        rows = text.splitlines()
        self._rows = rows
        # The editor's line number for each of the parser's, which counts from 0 to the line after the last.
        self._lines: Sequence[int] = range(1, len(rows) + 3)
        if _ODD_BREAKS.search(text):
            self._lines = editor_lines(text)
        self._anchors: dict[str, _Anchor | None] = {}
        self._nodes = 0
        self._aliased = 0
        self._deepest = 0

    def document(self) -> Node:
        self._next()
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return Node(None, 1, 1)
        event = self._next()
        root = self._value(event, self._start(event), 1)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._error(event, "a second YAML document begins here; a template is one document")
        return root

    def _value(self, event: Any, line: int, depth: int) -> Node:
        """Build the value that begins with `event`, of an attribute that is written in `line`."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, line, depth)
        if event.anchor is None:
            return self._tagged(event, line, depth)
        name = event.anchor
        self._anchors[name] = None
        size, deepest = self._nodes + self._aliased, self._deepest
        self._deepest = depth - 1
        node = self._tagged(event, line, depth)
        self._anchors[name] = _Anchor(node, self._nodes + self._aliased - size, self._deepest - depth + 1)
        self._deepest = max(self._deepest, deepest)
        return node

    def _alias(self, event: Any, line: int, depth: int) -> Node:
        name = event.anchor
        if name not in self._anchors:
            raise self._error(event, "no anchor has this name; text that begins with '*' has to be quoted")
        anchor = self._anchors[name]
        if anchor is None:
            raise self._error(event, "this alias is inside the value that it stands for")
        self._aliased += anchor.size
        if self._aliased > MAX_ALIASED_NODES:
            raise self._error(event, f"aliases stand for more than {MAX_ALIASED_NODES} values")
        self._reach(event, depth + anchor.height - 1)
        return Node(anchor.node.value, line, self._end(event))

    def _tagged(self, event: Any, line: int, depth: int) -> Node:
        tag = event.tag
        if tag is None:
            return self._content(event, line, depth)
        if tag in _LONG_FORMS:
            self._nodes += 1
            self._reach(event, depth)
            inner = self._content(event, self._start(event), depth + 1, is_text=True)
            return Node({_LONG_FORMS[tag]: inner}, line, inner.end_line)
        if tag in _TEXT_TAGS:
            return self._content(event, line, depth, is_text=True)
        if tag in _PLAIN_TAGS:
            return self._content(event, line, depth)
        raise self._error(event, _unknown_tag(tag))

    def _content(self, event: Any, line: int, depth: int, is_text: bool = False) -> Node:
        self._nodes += 1
        kind = type(event)
        if kind is yaml.MappingStartEvent:
            return self._mapping(event, line, depth)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(event, line, depth)
        value: Scalar = event.value
        style = event.style
        if not style:
            if not is_text:
                value = _plain(event.value)
            if not value and event.start_mark.index == event.end_mark.index:
                # The parser places what is not there where the next thing begins.
                return Node(value, line, line)
        elif style in "|>":
            return Node(value, line, max(line, self._block_end(event)))
        elif not event.value.isascii() and HALF_CHARACTER.search(event.value):
            # The parser in C does not let it through.
            raise self._error(event, r"half a character (\ud800 to \udfff); write the character itself")
        return Node(value, line, self._end(event))

    def _mapping(self, event: Any, line: int, depth: int) -> Node:
        self._reach(event, depth)
        end = self._start(event)
        is_flow = event.flow_style
        members: dict[str, Node] = {}
        merged: Node | None = None
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key_line = self._start(event)
            key = self._key(event)
            if key is None:
                if merged is not None:
                    raise self._error(event, f"duplicate key <<, first written in line {merged.line}")
                event = self._next()
                # What is merged becomes part of this mapping, it is no level of its own.
                level = depth - 1 if isinstance(event, yaml.SequenceStartEvent) else depth
                merged = self._value(event, key_line, level)
                end = merged.end_line
                continue
            if key in members:
                first = members[key].line
                raise self._error(event, f'duplicate key "{key[:60]}", first written in line {first}')
            child = self._value(self._next(), key_line, depth + 1)
            members[key] = child
            end = child.end_line
        if is_flow:
            end = self._end(event)
        if merged is not None:
            members = self._merge(merged, members)
        return Node(members, line, end)

    def _key(self, event: Any) -> str | None:
        """Return the text of a key as it is written; None for the merge key."""
        if isinstance(event, yaml.ScalarEvent) and event.tag in (None, *_TEXT_TAGS):
            key: str = event.value
            if event.tag is None and not event.style:
                if key == "<<":
                    return None
                if key in _NULLS:
                    raise self._error(event, "a key is empty (null); quote it if it is text")
            if event.anchor is not None:
                self._value(event, self._start(event), 0)
            return key
        if isinstance(event, yaml.AliasEvent):
            value = self._alias(event, 0, 0).value
            if isinstance(value, str):
                return value
        raise self._error(event, "a key has to be text; quote what begins with '{', '[' or '!'")

    def _merge(self, merged: Node, members: dict[str, Node]) -> dict[str, Node]:
        """Add the members of the merge key's mapping or mappings; own ones win, then earlier mappings."""
        sources = merged.value if isinstance(merged.value, list) else [merged]
        result: dict[str, Node] = {}
        for source in reversed(sources):
            if not isinstance(source.value, dict):
                raise InputError(self._path, "the key << takes a mapping or a list of mappings", merged.line)
            result.update(source.value)
        result.update(members)
        return result

    def _sequence(self, event: Any, line: int, depth: int) -> Node:
        self._reach(event, depth)
        end = self._start(event)
        is_flow = event.flow_style
        items: list[Node] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            child = self._value(event, self._start(event), depth + 1)
            items.append(child)
            end = child.end_line
        if is_flow:
            end = self._end(event)
        return Node(items, line, end)

    def _reach(self, event: Any, depth: int) -> None:
        if depth > self._deepest:
            self._deepest = depth
            if depth > MAX_DEPTH:
                raise self._error(event, f"lists and mappings are nested more than {MAX_DEPTH} levels deep")

    def _start(self, event: Any) -> int:
        line: int = self._lines[event.start_mark.line]
        return line

    def _end(self, event: Any) -> int:
        line: int = self._lines[event.end_mark.line]
        return line

    def _block_end(self, event: Any) -> int:
        """Return the last line with text of a block scalar, whose end mark is behind blank lines."""
        row: int = event.end_mark.line if event.end_mark.column else event.end_mark.line - 1
        row = max(event.start_mark.line, min(row, len(self._rows) - 1))
        while row > event.start_mark.line and not self._rows[row].strip():
            row -= 1
        return self._lines[row]

    def _error(self, event: Any, message: str) -> InputError:
        mark = event.start_mark
        return InputError(self._path, message, self._lines[mark.line], mark.column + 1)


def _plain(text: str) -> Scalar:
    """Return the value of a scalar without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "0123456789-+." and _NUMBER.fullmatch(text):
        return number(text)
    return text


def _unknown_tag(tag: str) -> str:
    tag = tag.replace(_CORE, "!!")
    if tag == "!ForEach":
        return "unknown intrinsic function !ForEach: it has no short form, write Fn::ForEach"
    if spelling := _SPELLINGS.get(tag.lower()):
        return f"unknown intrinsic function {tag}, did you mean {spelling}?"
    # What does not look like a name may be a password that lacks its quotes.
    name = tag if re.fullmatch("!!?[A-Za-z:]{1,40}", tag) else "'!...'"
    return f"unknown intrinsic function {name}; text that begins with '!' has to be quoted"

"""JSON text to a tree with exact lines."""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from adapters.errors import InputError
from adapters.tree import MAX_DEPTH, Node, Scalar

_SPACE = re.compile(r"[ \t\n]*")
_STRING = re.compile(r'"([^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*)"')
_STRING_PART = re.compile(r'[^"\\\x00-\x1f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
# The common case in one step: a key without escapes, up to its value.
_SIMPLE_KEY = re.compile(r'"([^"\\\x00-\x1f]*)"[ \t\n]*:[ \t\n]*')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?(?![\w.+-])")
_WORD = re.compile(r"(?:true|false|null)(?!\w)")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None}
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
# Nobody counts with more digits than that, and Python refuses to convert a few thousand of them.
_MAX_DIGITS = 100


def parse_json(path: str, text: str, repeats: bool = False) -> Node:
    """Return the tree of a JSON text; raise InputError with line and column where it is not JSON.

    Strict JSON: no comments, no trailing commas, no key twice. Numbers too big for a float stay text. With `repeats`,
    what stands under a key that is written several times is a list of all of it, as Terraform takes it.
    """
    # A line break is allowed between values only, so that this changes no value.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _Parser(path, text, repeats).document()


def number(text: str) -> Scalar:
    """Return what a decimal number stands for; the text itself when that would lose its digits."""
    if len(text) > _MAX_DIGITS:
        return text
    if text.lstrip("+-").isdigit():
        return int(text)
    value = float(text)
    return value if abs(value) != float("inf") else text


class _Parser:
    """Recursive descent over the text; `_at` is the place that is read next."""

    def __init__(self, path: str, text: str, repeats: bool) -> None:
        self._path = path
        self._text = text
        self._repeats = repeats
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._at = 0

    def document(self) -> Node:
        self._skip_space()
        if self._at == len(self._text):
            raise InputError(self._path, "the file is empty")
        root = self._value(self._line(self._at), 1, self._at)
        self._skip_space()
        if self._at < len(self._text):
            raise self._error(f"the file should end here, but {self._found()} follows")
        return root

    def _value(self, line: int, depth: int, opener: int) -> Node:
        """Read the value of what is written in `line`, inside the bracket at `opener`."""
        text, at = self._text, self._at
        first = text[at : at + 1]
        if first == '"':
            value: Scalar = self._string()
        elif first == "{":
            return self._object(line, depth)
        elif first == "[":
            return self._array(line, depth)
        elif match := _NUMBER.match(text, at):
            self._at = match.end()
            value = number(match.group())
        elif match := _WORD.match(text, at):
            self._at = match.end()
            value = _WORDS[match.group()]
        elif first and first in "'\u2018\u2019\u201c\u201d":
            raise self._error(f'text has to be in double quotes ("), not in {first}')
        else:
            raise self._expected("a value", opener)
        return Node(value, line, self._line(at))

    def _object(self, line: int, depth: int) -> Node:
        start = self._at
        self._enter(depth)
        members: dict[str, Node] = {}
        if not self._closes("}"):
            while True:
                key_at = self._at
                key = self._key(start)
                key_line = self._line(key_at)
                first = members.get(key)
                if first is not None and not self._repeats:
                    raise self._error(
                        f'duplicate key "{key[:60]}", first written in line {first.line}', key_at
                    )
                value = self._value(key_line, depth + 1, start)
                members[key] = value if first is None else _both(first, value)
                if self._ends(start, "}"):
                    break
        return Node(members, line, self._line(self._at - 1))

    def _array(self, line: int, depth: int) -> Node:
        start = self._at
        self._enter(depth)
        items: list[Node] = []
        if not self._closes("]"):
            while True:
                items.append(self._value(self._line(self._at), depth + 1, start))
                if self._ends(start, "]"):
                    break
        return Node(items, line, self._line(self._at - 1))

    def _enter(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise self._error(f"lists and objects are nested more than {MAX_DEPTH} levels deep")
        self._at += 1
        self._skip_space()

    def _closes(self, bracket: str) -> bool:
        """Step over the closing bracket if it is what comes now."""
        if self._text[self._at : self._at + 1] != bracket:
            return False
        self._at += 1
        return True

    def _ends(self, start: int, bracket: str) -> bool:
        """After a member: step over the comma or the closing bracket, and say whether it was the bracket."""
        self._skip_space()
        if self._closes(bracket):
            return True
        comma = self._at
        if not self._closes(","):
            raise self._expected(f"',' or '{bracket}'", start)
        self._skip_space()
        if self._closes(bracket):
            raise self._error(f"there must be no ',' before '{bracket}'", comma)
        return False

    def _key(self, start: int) -> str:
        """Read a key of the object that begins at `start`, up to its value."""
        if match := _SIMPLE_KEY.match(self._text, self._at):
            self._at = match.end()
            return match.group(1)
        if self._text[self._at : self._at + 1] != '"':
            raise self._expected("a key in double quotes", start)
        key = self._string()
        self._skip_space()
        if not self._closes(":"):
            raise self._expected("':' after a key", start)
        self._skip_space()
        return key

    def _string(self) -> str:
        at = self._at
        match = _STRING.match(self._text, at)
        if match is None:
            raise self._bad_string()
        self._at = match.end()
        content = match.group(1)
        if "\\" not in content:
            return content
        value: str = json.loads(match.group())
        if half := HALF_CHARACTER.search(value):
            raise self._error(f"\\u{ord(half.group()):04x} is one half of a character without the other", at)
        return value

    def _bad_string(self) -> InputError:
        """Return what is wrong with the text in quotes that begins at the current place."""
        at = self._at + 1
        while match := _STRING_PART.match(self._text, at):
            at = match.end()
        wrong = self._text[at : at + 1]
        if wrong in ("", "\n"):
            return self._error("the text that begins here has no closing quote in its line")
        if wrong == "\\":
            return self._error("no such escape in JSON; a backslash is written \\\\", at)
        written = "\\t" if wrong == "\t" else f"\\u{ord(wrong):04x}"
        return self._error(f"a control character in a text has to be written {written}", at)

    def _expected(self, what: str, opener: int) -> InputError:
        """Return the error for what is not there at the current place, inside the bracket at `opener`."""
        if self._at == len(self._text):
            return self._error(f"this '{self._text[opener]}' is never closed", opener)
        return self._error(f"expected {what}, found {self._found()}")

    def _found(self) -> str:
        """Say in words what stands at the current place."""
        if self._text.startswith(("//", "/*", "#"), self._at):
            return "a comment, which JSON does not have"
        return f"'{self._text[self._at]}'"

    def _skip_space(self) -> None:
        match = _SPACE.match(self._text, self._at)
        assert match is not None
        self._at = match.end()

    def _line(self, at: int) -> int:
        return bisect_right(self._line_starts, at)

    def _error(self, message: str, at: int | None = None) -> InputError:
        place = self._at if at is None else at
        line = self._line(place)
        return InputError(self._path, message, line, place - self._line_starts[line - 1] + 1)


def _both(one: Node, other: Node) -> Node:
    items = [
        item for node in (one, other) for item in (node.value if isinstance(node.value, list) else [node])
    ]
    return Node(items, one.line, other.end_line)

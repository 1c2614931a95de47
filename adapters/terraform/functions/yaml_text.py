"""YAML as Terraform reads and writes it: neither version 1.1 nor 1.2, but something between them.

https://github.com/zclconf/go-cty-yaml
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml
from yaml.emitter import Emitter

from adapters.terraform.functions.conversion import as_number, as_text, number_text
from adapters.terraform.functions.date import time_of
from adapters.terraform.functions.encoding import decoded
from adapters.terraform.functions.errors import FunctionError, NotSupported

_MAX_NODES = 100_000
_WORDS: dict[str, bool | None] = {
    **{word: True for base in ("y", "yes", "true", "on") for word in (base, base.title(), base.upper())},
    **{word: False for base in ("n", "no", "false", "off") for word in (base, base.title(), base.upper())},
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
}
_NOT_NUMBERS = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_DATE = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
    r"(?:(?P<mark>[Tt ])(?P<hour>\d\d?):(?P<minute>\d\d?):(?P<second>\d\d?)(?:[.,]\d+)?(?P<zone>Z|[-+]\d\d:\d\d)?)?",
    re.ASCII,
)
_PREFIX = "tag:yaml.org,2002:"


class _Untyped(yaml.SafeLoader):
    """A reader that says of no plain scalar what it is."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # as the base class declares it


def yaml_value(text: Any) -> Any:
    """Return what a YAML text says; raises FunctionError."""
    source = as_text(text)
    try:
        loader = _Untyped(source)
        events = [event for event in iter(loader.get_event, None) if event is not None]
    except yaml.YAMLError:
        raise FunctionError("the text is not YAML") from None
    documents = sum(isinstance(event, yaml.DocumentStartEvent) for event in events)
    if documents != 1:
        raise FunctionError("the text has " + ("no document" if documents == 0 else "several documents"))
    return _Reader(events[2:]).value()


class _Reader:
    """Reads the events of one document."""

    def __init__(self, events: list[Any]) -> None:
        self._events = iter(events)
        self._anchors: dict[str, Any] = {}
        self._count = 0

    def value(self) -> Any:
        """Return the next value; raises FunctionError."""
        return self._value(next(self._events))

    def _value(self, event: Any) -> Any:
        self._count += 1
        if self._count > _MAX_NODES:
            raise NotSupported("the YAML text is too large")
        if isinstance(event, yaml.AliasEvent):
            return self._aliased(event.anchor or "")
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(event)
        else:
            value = self._mapping(event)
        if event.anchor:
            self._anchors[event.anchor] = value
        return value

    def _aliased(self, anchor: str) -> Any:
        if anchor not in self._anchors:
            raise FunctionError(f"the anchor {anchor} is not there, or stands inside of itself")
        self._count += _size(self._anchors[anchor])
        return self._anchors[anchor]

    def _sequence(self, event: Any) -> list[Any]:
        _expect(event, "seq")
        items = []
        while not isinstance(following := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(following))
        return items

    def _mapping(self, event: Any) -> dict[str, Any]:
        _expect(event, "map")
        self._anchors.pop(event.anchor, None)
        members: dict[str, Any] = {}
        while not isinstance(following := next(self._events), yaml.MappingEndEvent):
            if _is_merge(following):
                members |= _merged(self.value())
                continue
            if not isinstance(following, yaml.ScalarEvent):
                raise FunctionError("a key of the YAML text is not text")
            key = _scalar(following)
            if key is None:
                raise FunctionError("a key of the YAML text is null")
            members[as_text(key)] = self.value()
        return members


def _size(value: Any) -> int:
    if isinstance(value, dict | list):
        return 1 + sum(map(_size, value.values() if isinstance(value, dict) else value))
    return 1


def _expect(event: Any, kind: str) -> None:
    if event.tag is not None and event.tag != _PREFIX + kind:
        raise FunctionError(f"the tag {event.tag} of the YAML text is not known")


def _is_merge(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and (
        event.tag == _PREFIX + "merge" or (event.tag is None and event.value == "<<")
    )


def _merged(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FunctionError("what is merged into a mapping of the YAML text is none")
    return value


def _scalar(event: Any) -> Any:
    tag = event.tag
    if tag is None and not event.implicit[0]:
        return event.value
    if tag is not None and tag.removeprefix(_PREFIX) not in (
        "str", "bool", "int", "float", "null", "timestamp", "binary"
    ):  # fmt: skip
        raise FunctionError(f"the tag {tag} of the YAML text is not known")
    return _resolved(event.value, tag.removeprefix(_PREFIX) if tag else "", event.style in ("'", '"'))


def _resolved(text: str, tag: str, quoted: bool) -> Any:
    """What a scalar is by its tag, and without one by its look."""
    if tag == "binary":
        decoded(text)
    if tag in ("str", "binary"):
        return text
    hinted = text == "" or text[0] in "+-0123456789yYnNtTfFoO~."
    if hinted and quoted:
        return text
    if hinted and text in _WORDS:
        return _WORDS[text]
    if _NOT_NUMBERS.fullmatch(text) and tag in ("", "float"):
        raise FunctionError("the YAML text has a number that is none")
    if tag in ("", "timestamp") and (time := _timestamp(text)) is not None:
        return time
    if hinted and (_INTEGER.fullmatch(text) or _FLOAT.fullmatch(text)):
        return _number(text)
    if tag in ("int", "float"):
        return _number(text.replace("_", ""))
    if tag in ("bool", "timestamp"):
        raise FunctionError(f"the YAML text has a {tag} that is none")
    return None if tag == "null" else text


def _number(text: str) -> Any:
    match = re.fullmatch(r"0(?:x([0-9a-fA-F]+)|o([0-7]+))", text)
    if match is None:
        return as_number(text)
    return int(match[1], 16) if match[1] else int(match[2], 8)


def _timestamp(text: str) -> str | None:
    match = _DATE.fullmatch(text)
    if match is None or (match["zone"] is None) != (match["mark"] in (None, " ")):
        return None
    parts = [f"{int(match[name] or 0):02}" for name in ("month", "day", "hour", "minute", "second")]
    shown = f"{match['year']}-{parts[0]}-{parts[1]}T{':'.join(parts[2:])}{match['zone'] or 'Z'}"
    try:
        time_of(shown)
    except FunctionError:
        return None
    return re.sub(r"[-+]00:00$", "Z", shown)


class _Writer(Emitter):
    """Writes YAML as Terraform's port of libyaml does, from which Python's has departed in places."""

    def check_simple_key(self) -> bool:
        event = self.event
        if isinstance(event, yaml.ScalarEvent):
            return "\n" not in event.value and len(event.value.encode()) <= 128
        return bool(super().check_simple_key())

    def check_empty_document(self) -> bool:
        return False

    def write_literal(self, text: str) -> None:
        super().write_literal(text)
        self.open_ended = False

    def write_double_quoted(self, text: str, split: bool = True) -> None:
        """Rows that are too long go on after a space, without a mark."""
        self.write_indicator('"', True)
        before = ""
        for place, character in enumerate(text):
            breaks = split and before != " " and self.column > self.best_width and 0 < place < len(text) - 1
            if character == " " and breaks:
                self.write_indent()
                self._write("\\" if text[place + 1] == " " else "")
            else:
                self._write(_escaped(character))
            before = character
        self.write_indicator('"', False)

    def _write(self, text: str) -> None:
        self.column += len(text)
        self.stream.write(text)
        self.whitespace = self.indention = False


def _escaped(character: str) -> str:
    """A character inside of double quotes."""
    if " " <= character <= "~" and character not in '"\\':
        return character
    is_printed = "\xa0" < character <= "\ud7ff" or "\ue000" <= character <= "\ufffd"
    if is_printed and character not in "\u2028\u2029\ufeff":
        return character
    if character in Emitter.ESCAPE_REPLACEMENTS:
        return "\\" + str(Emitter.ESCAPE_REPLACEMENTS[character])
    code = ord(character)
    return f"\\x{code:02X}" if code <= 0xFF else f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"


def yaml_text(value: Any) -> str:
    """Return YAML as Terraform writes it: blocks, text in quotes, keys sorted."""
    stream = io.StringIO()
    emitter = _Writer(stream, allow_unicode=True)
    opening = [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False)]
    closing = [yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]
    for event in [*opening, *_events(value), *closing]:
        emitter.emit(event)
    return stream.getvalue()


def _events(value: Any) -> Iterator[yaml.Event]:
    if isinstance(value, dict):
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=False)
        for key in sorted(value):
            yield from _events(key)
            yield from _events(value[key])
        yield yaml.MappingEndEvent()
    elif isinstance(value, list):
        yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
        for item in value:
            yield from _events(item)
        yield yaml.SequenceEndEvent()
    elif isinstance(value, str):
        yield yaml.ScalarEvent(None, None, (True, True), value, style="|" if "\n" in value else '"')
    else:
        yield yaml.ScalarEvent(None, None, (True, True), _plain(value))


def _plain(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return number_text(value)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {"yamldecode": yaml_value, "yamlencode": yaml_text}

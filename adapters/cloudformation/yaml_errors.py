"""What a YAML parser complains about, in the words of somebody who writes templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from adapters.errors import InputError
from adapters.text import editor_lines

_INDENTATION = "the indentation is wrong: "

# The complaints of the parsers in C and in Python, as patterns. The error is reported where the parser
# stopped (HERE) or where that began which it was reading (BEGIN). {line} is the line of the beginning, {here}
# and {begin} are what stands in the two places.
_HERE, _BEGIN = False, True
_PROBLEMS: tuple[tuple[str, bool, str], ...] = (
    ("document (indicator|separator)", _BEGIN, "the text in quotes that begins here is never closed"),
    ("quoted scalar.*end of stream", _BEGIN, "the text in quotes that begins here is never closed"),
    ("quoted scalar", _HERE, r"no such escape in double quotes: a backslash is written \\"),
    ("scanning an (alias|anchor)", _BEGIN, "text that begins with '{begin}' has to be quoted"),
    ("undefined tag handle", _HERE, "unknown tag; text that begins with '!' has to be quoted"),
    ("(scanning|parsing) a tag", _BEGIN, "this is no tag; text that begins with '!' has to be quoted"),
    ("block scalar", _HERE, "nothing but a comment may follow '|' or '>' in its line"),
    ("cannot start any token", _HERE, "text that begins with '{here}' has to be quoted"),
    ("mapping keys are not", _HERE, "text that begins with '? ' has to be quoted"),
    ("could not find expected ':'", _BEGIN, "expected a key and ': '"),
    ("flow sequence", _HERE, "expected ',' or ']' in the list that begins in line {line}"),
    ("flow mapping", _HERE, "expected ',' or '}}' in the mapping that begins in line {line}"),
    ("node content", _HERE, "expected a value, found '{here}'"),
    ("directive|YAML document", _HERE, "'%' begins a YAML directive, and only '%YAML 1.1' is known"),
    ("document start", _HERE, "the document has ended, nothing but a comment may follow"),
    ("block mapping", _HERE, _INDENTATION + "expected a key of the mapping that begins in line {line}"),
    ("block collection", _HERE, _INDENTATION + "expected '- ' of the list that begins in line {line}"),
    ("entries are not allowed", _HERE, _INDENTATION + "no list can begin here"),
    ("values are not allowed", _HERE, _INDENTATION + "no key can be here, or the line before lacks a ':'"),
    ("", _HERE, "the YAML is not well-formed here"),
)
_CONFLICT = re.compile("^(?:<{7}|>{7}) ")


def explain(path: str, text: str, error: yaml.MarkedYAMLError) -> InputError:
    """Return the error to raise for one that the parser raised about `text`."""
    rows = [*text.splitlines(), ""]
    stop: Any = error.problem_mark or error.context_mark
    begin: Any = error.context_mark or stop
    if "flow" in f"{error.context}" and not _rest(rows, begin):
        begin = _opener(text) or begin  # the parser only says that the file has ended
    lines = editor_lines(text)
    for row, content in enumerate(rows):
        if _CONFLICT.match(content):
            return InputError(path, "a merge conflict is left in the file", lines[row], 1)
    at_begin, message = _in_words(rows, f"{error.context} {error.problem}", stop)
    place = begin if at_begin else stop
    here, beginning = _rest(rows, stop)[:1], _rest(rows, begin)[:1]
    message = message.format(line=lines[begin.line], here=here, begin=beginning)
    return InputError(path, message, lines[place.line], place.column + 1)


def _in_words(rows: Sequence[str], complaint: str, stop: Any) -> tuple[bool, str]:
    """Return whether to point at the beginning, and the message."""
    before = rows[stop.line][: stop.column] if stop.line < len(rows) else ""
    rest = _rest(rows, stop)
    # What the parser says of these depends on where they are.
    if "\t" in before + rest[:1] and not before.strip():
        return _HERE, "a tab in the indentation; YAML takes spaces only"
    if ": " in before and "values are not allowed" in complaint:
        return _HERE, "a second ': ' in one line; text that holds ': ' has to be quoted"
    if before.strip(" -") and re.search("block mapping|block collection|entries are not", complaint):
        if rest.startswith("- "):
            return _HERE, "a list cannot begin in the line of its key"
        return _HERE, "nothing may follow the value in this line; is a quote missing?"
    if rest.startswith(":") and "block mapping" in complaint:
        return _HERE, "a key is missing before ':'"
    if "flow" in complaint and not rest and stop.line >= len(rows) - 2:
        return _BEGIN, "this '{begin}' is never closed"
    return next((at_begin, words) for pattern, at_begin, words in _PROBLEMS if re.search(pattern, complaint))


def _opener(text: str) -> Any:
    """Return where the innermost bracket or brace that is never closed stands, None where all are closed."""
    opened: list[Any] = []
    try:
        for token in yaml.scan(text):
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append(token.start_mark)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
                opened.pop()
    except yaml.MarkedYAMLError:
        pass  # what stands before it was read
    return opened[-1] if opened else None


def _rest(rows: Sequence[str], mark: Any) -> str:
    """Return what stands at a mark and behind it in its line."""
    return rows[mark.line][mark.column :] if mark.line < len(rows) else ""

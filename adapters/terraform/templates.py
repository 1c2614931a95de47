"""Template text to an expression: literals, `${...}`, `%{if}` and `%{for}`, with their `~`.

python-hcl2 takes quoted strings apart itself; heredocs, strings in JSON syntax and template files come as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from adapters.terraform.syntax import Conditional, Expression, Literal, Template, TemplateFor

_START = re.compile(r"\$\$\{|%%\{|\$\{|%\{")
_DIRECTIVE = re.compile(r"\s*(?:(?P<word>if|for)\b(?P<rest>.*)|(?P<end>else|endif|endfor)\s*)$", re.DOTALL)
_FOR = re.compile(r"\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\bin\b(.*)$", re.DOTALL)

Parse = Callable[[str, int], Expression]


class TemplateError(Exception):
    """Template text that cannot be understood; `line` counts as the lines of the text do."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(slots=True)
class Piece:
    """Literal text, a value to fill in (`kind` is `value`), or a directive: if, for, else, endif, endfor.

    A `for` has the names of `key` and `value`. `trim_before` and `trim_after` are the `~` at its ends.
    """

    kind: str
    line: int
    text: str = ""
    expression: Expression | None = None
    key: str | None = None
    value: str = ""
    trim_before: bool = False
    trim_after: bool = False


def parse_template(text: str, line: int, parse: Parse, flush: bool = False) -> Expression:
    """Return the expression of template text that begins at a line.

    `parse` turns the source of an expression and its line into the expression; `flush` takes away the indentation
    that all lines share (`<<-`). Raises TemplateError, and what `parse` raises.
    """
    end_line = line + text.count("\n")
    if not flush and "${" not in text and "%{" not in text:
        return Literal(text, line, end_line)
    pieces = list(_pieces(text, line, parse))
    _trim(pieces)
    if flush:
        _flush(pieces)
    return assemble(pieces, line, end_line)


def assemble(pieces: Sequence[Piece], line: int, end_line: int) -> Expression:
    """Return the expression of pieces; a lone value keeps its type. Raises TemplateError."""
    pieces = [piece for piece in pieces if piece.kind != "text" or piece.text]
    if len(pieces) == 1 and pieces[0].kind == "value":
        assert pieces[0].expression is not None
        return pieces[0].expression
    parts, rest = _sequence(pieces, 0, ())
    if rest < len(pieces):
        raise TemplateError(f"%{{ {pieces[rest].kind} }} without a beginning", pieces[rest].line)
    if all(isinstance(part, Literal) for part in parts):
        return Literal(
            "".join(str(part.value) for part in parts if isinstance(part, Literal)), line, end_line
        )
    return Template(parts, line, end_line)


def _pieces(text: str, line: int, parse: Parse) -> Iterator[Piece]:
    position = 0
    while (start := _START.search(text, position)) is not None:
        yield from _lines(text[position : start.start()], line)
        line += text.count("\n", position, start.start())
        if len(start[0]) == 3:  # the escape of a marker
            yield Piece("text", line, start[0][1:])
            position = start.end()
            continue
        end = _closing_brace(text, start.end())
        if end is None:
            raise TemplateError(f"{start[0]} is not closed", line)
        content = text[start.end() : end]
        before, after = content.startswith("~"), content.endswith("~")
        content = content[before : len(content) - after]
        read = _value if start[0] == "${" else _directive
        piece = read(content, line, parse)
        piece.trim_before, piece.trim_after = before, after
        yield piece
        line += text.count("\n", start.start(), end)
        position = end + 1
    yield from _lines(text[position:], line)


def _lines(text: str, line: int) -> Iterator[Piece]:
    """Literal text is taken line by line: a `~` reaches to the line break, not beyond."""
    for i, row in enumerate(text.splitlines(keepends=True) if "\n" in text else [text]):
        yield Piece("text", line + i, row)


def _closing_brace(text: str, position: int) -> int | None:
    """The place of the brace that closes what is open at a position; strings inside may hold braces."""
    depth = 0
    while position < len(text):
        character = text[position]
        if character == '"':
            end = _closing_quote(text, position + 1)
            if end is None:
                return None
            position = end
        elif character == "{":
            depth += 1
        elif character == "}":
            if depth == 0:
                return position
            depth -= 1
        position += 1
    return None


def _closing_quote(text: str, position: int) -> int | None:
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character == '"':
            return position
        elif text.startswith(("${", "%{"), position) and text[position - 1] != character:
            end = _closing_brace(text, position + 2)
            if end is None:
                return None
            position = end
        position += 1
    return None


def _value(content: str, line: int, parse: Parse) -> Piece:
    if not content.strip():
        raise TemplateError("there is nothing between ${ and }", line)
    return Piece("value", line, expression=parse(content, line))


def _directive(content: str, line: int, parse: Parse) -> Piece:
    match = _DIRECTIVE.match(content)
    if match is None:
        raise TemplateError(f"%{{{content}}} is no directive", line)
    if match["end"]:
        return Piece(match["end"], line)
    if match["word"] == "if":
        return Piece("if", line, expression=parse(match["rest"], line))
    loop = _FOR.match(match["rest"])
    if loop is None:
        raise TemplateError("%{ for } needs a name, `in` and a collection", line)
    key, value = (loop[1], loop[2]) if loop[2] else (None, loop[1])
    return Piece("for", line, expression=parse(loop[3], line), key=key, value=value)


def _trim(pieces: list[Piece]) -> None:
    """Take away the white space that a `~` is put against."""
    for i, piece in enumerate(pieces):
        if piece.trim_before and i > 0 and pieces[i - 1].kind == "text":
            pieces[i - 1].text = pieces[i - 1].text.rstrip()
        if piece.trim_after and i + 1 < len(pieces) and pieces[i + 1].kind == "text":
            pieces[i + 1].text = pieces[i + 1].text.lstrip()


def _flush(pieces: list[Piece]) -> None:
    """Take away the indentation that all lines share; blank lines do not count."""
    starts = [piece for i, piece in enumerate(pieces) if i == 0 or pieces[i - 1].text.endswith("\n")]
    blank = [piece for piece in starts if piece.text.endswith("\n") and not piece.text.strip()]
    indented = [piece for piece in starts if not any(piece is other for other in blank)]
    if indented and indented[-1] is pieces[-1] and pieces[-1].kind == "text" and not pieces[-1].text:
        indented.pop()  # what comes after the last line break
    width = min((len(piece.text) - len(piece.text.lstrip()) for piece in indented), default=0)
    for piece in indented:
        piece.text = piece.text[width:]


def _sequence(pieces: Sequence[Piece], position: int, ends: tuple[str, ...]) -> tuple[list[Expression], int]:
    """The parts from a position up to one of the ends, and the place of that end."""
    parts: list[Expression] = []
    while position < len(pieces) and pieces[position].kind not in ("else", "endif", "endfor"):
        piece = pieces[position]
        if piece.kind == "text":
            parts.append(Literal(piece.text, piece.line, piece.line + piece.text.count("\n")))
        elif piece.kind == "value":
            assert piece.expression is not None
            parts.append(piece.expression)
        else:
            read = _if if piece.kind == "if" else _for
            part, position = read(pieces, position)
            parts.append(part)
        position += 1
    if ends and (position == len(pieces) or pieces[position].kind not in ends):
        line = pieces[position].line if position < len(pieces) else pieces[-1].line
        raise TemplateError(f"%{{ {ends[-1]} }} is missing", line)
    return parts, position


def _if(pieces: Sequence[Piece], start: int) -> tuple[Expression, int]:
    line, condition = pieces[start].line, pieces[start].expression
    assert condition is not None
    then, position = _sequence(pieces, start + 1, ("else", "endif"))
    otherwise: list[Expression] = []
    if pieces[position].kind == "else":
        otherwise, position = _sequence(pieces, position + 1, ("endif",))
    end = pieces[position].line
    return Conditional(
        condition, Template(then, line, end), Template(otherwise, line, end), line, end
    ), position


def _for(pieces: Sequence[Piece], start: int) -> tuple[Expression, int]:
    piece = pieces[start]
    assert piece.expression is not None
    body, position = _sequence(pieces, start + 1, ("endfor",))
    end = pieces[position].line
    template = Template(body, piece.line, end)
    return TemplateFor(piece.key, piece.value, piece.expression, template, piece.line, end), position

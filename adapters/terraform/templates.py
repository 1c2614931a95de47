"""Templates: text in which values are filled in, and parts of which may be left out or repeated.

Quoted strings, heredocs, strings in JSON syntax and template files are templates alike.
https://developer.hashicorp.com/terraform/language/expressions/strings
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from adapters.terraform.functions.string import SPACE
from adapters.terraform.syntax import Conditional, Expression, Literal, Template, TemplateFor


class TemplateError(Exception):
    """Directives that do not belong together; `line` is where."""

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


def trim(pieces: Sequence[Piece]) -> None:
    """Take away the white space that a `~` is put against."""
    for before, piece in pairwise(pieces):
        if before.trim_after:
            piece.text = piece.text.lstrip(SPACE)
        if piece.trim_before:
            before.text = before.text.rstrip(SPACE)


def flush(pieces: Sequence[Piece]) -> None:
    """Take away the indentation that all rows share, as `<<-` wants it; blank rows do not count."""
    starts = [piece for i, piece in enumerate(pieces) if i == 0 or pieces[i - 1].text.endswith("\n")]
    indented = [piece for piece in starts if piece.text.strip(SPACE) or not piece.text.endswith("\n")]
    width = min((len(piece.text) - len(piece.text.lstrip(SPACE)) for piece in indented), default=0)
    for piece in indented:
        piece.text = piece.text[width:]


def assemble(pieces: Sequence[Piece], line: int, end_line: int) -> Expression:
    """Return the expression of pieces; a lone value keeps its type. Raises TemplateError."""
    if len(pieces) == 1 and pieces[0].expression is not None and pieces[0].kind == "value":
        return pieces[0].expression
    parts, rest = _sequence(pieces, 0, ())
    if rest < len(pieces):
        raise TemplateError(f"%{{ {pieces[rest].kind} }} without a beginning", pieces[rest].line)
    if all(piece.kind == "text" for piece in pieces):
        return Literal("".join(piece.text for piece in pieces), line, end_line)
    return Template(parts, line, end_line)


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

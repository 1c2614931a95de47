"""Expressions and templates in native syntax, wherever they stand: in text, heredocs, JSON, template files, options.

https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md. python-hcl2 reads whole files, and leaves to this what is
inside of heredocs and what is in no file of its own. Text is read in one pass: what is inside of a template is an
expression again, so that nothing can tell where it ends but reading it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from adapters.errors import InputError
from adapters.terraform.functions.conversion import as_number, as_text
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.string import normalized
from adapters.terraform.syntax import (
    ELEMENT,
    Attribute,
    Binary,
    Block,
    Body,
    Call,
    Conditional,
    Expression,
    For,
    GetAttribute,
    Index,
    Literal,
    Name,
    Object,
    Splat,
    Tuple,
    Unary,
)
from adapters.terraform.templates import Piece, TemplateError, assemble, flush, trim

# Expressions inside one another. It bounds the recursion of everyone who walks a tree.
MAX_DEPTH = 100
# Operands or steps of one chain, which are inside one another from the left.
MAX_CHAIN = 300
_NAME = re.compile(r"[^\W\d_][\w-]*|_[\w-]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_COMMENT = re.compile(r"(?:\#|//)[^\n]*|/\*(?:[^*]|\*(?!/))*\*/")
_HEREDOC = re.compile(r"<<(-?)([^\W\d_][\w-]*|_[\w-]*)\r?\n")
_OPERATOR = re.compile(r"\|\||&&|==|!=|<=|>=|[<>+\-*/%]")
_ESCAPE = re.compile(r"\\(?:([nrt\"\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
# Text up to what means something in a template.
_QUOTED = re.compile(r'[^"\\$%\n]+')
_UNQUOTED = re.compile(r"[^$%\n]+")
_PRECEDENCE: Mapping[str, int] = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, "<": 4, ">": 4, "<=": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6,
}  # fmt: skip
_Result = TypeVar("_Result")
WORDS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}


def parse_body(path: str, text: str) -> Body:
    """Return the body of a file that python-hcl2 refuses; raises InputError with line and column, and says why."""
    return _guarded(_Reader(path, text), lambda reader: reader.file())


def parse_expression(path: str, text: str, line: int) -> Expression:
    """Return the expression of a source that stands at a line of another file; raises InputError."""
    return _guarded(_Reader(path, text, line - 1, inside=True), lambda reader: reader.whole_expression())


def parse_template(path: str, text: str, line: int) -> Expression:
    """Return the expression of a text with `${}` and `%{}` that begins at a line of a file; raises InputError."""
    if "${" not in text and "%{" not in text:
        return Literal(normalized(text), line, line + text.count("\n"))
    return _guarded(_Reader(path, text, line - 1, inside=True), lambda reader: reader.whole_template())


def _guarded(reader: _Reader, read: Callable[[_Reader], _Result]) -> _Result:
    try:
        return read(reader)
    except RecursionError:
        raise reader.error("expressions are nested too deeply") from None


class _Reader:
    """Reads a text from its beginning; `offset` are the lines before it, `inside` that it is a part of a file."""

    def __init__(self, path: str, text: str, offset: int = 0, inside: bool = False) -> None:
        self._path = path
        self._text = text
        self._offset = offset
        self._inside = inside
        self._at = 1 if text.startswith("\ufeff") else 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._depth = 0
        self._open: list[int] = []
        # Whether a line break ends what is being read, or is a space as between parentheses.
        self._rows = not inside
        if "\0" in text:
            raise self.error("the file is binary, not text", 0)

    # Places

    def _line(self, at: int | None = None) -> int:
        return bisect_right(self._breaks, (self._at if at is None else at) - 1) + 1 + self._offset

    def error(self, message: str, at: int | None = None) -> InputError:
        """Return the fault at a place, by default where the reader is."""
        at = self._at if at is None else at
        column = at - (self._text.rfind("\n", 0, at) + 1) + 1
        return InputError(self._path, message, self._line(at), None if self._inside else column)

    def _unexpected(self) -> InputError:
        """What is wrong here, in words; a text that ends too early names the bracket that is open."""
        if self._at >= len(self._text):
            if self._open:
                return self.error("what is opened here is not closed", self._open[-1])
            return self.error("the file ends too early")
        rest = self._text[self._at : self._at + 40].splitlines()
        if not rest or not rest[0]:
            return self.error("the end of the line is not expected here")
        word = _NAME.match(rest[0]) or _NUMBER.match(rest[0]) or re.match(r"[\w\"'`]+|[^\w\s\"'`]+", rest[0])
        return self.error(f"`{word[0] if word else rest[0]}` is not expected here")

    # Characters

    def _skip(self) -> None:
        """Pass spaces and comments; line breaks too where they mean nothing."""
        text, spaces = self._text, " \t\r" if self._rows else " \t\r\n"
        while self._at < len(text):
            character = text[self._at]
            if character in spaces:
                self._at += 1
            elif character in "#/" and (match := _COMMENT.match(text, self._at)) is not None:
                self._at = match.end()
            elif text.startswith("/*", self._at):
                raise self.error("the comment is not closed")
            else:
                return

    def _sees(self, text: str) -> bool:
        """Whether this is next, after spaces."""
        self._skip()
        return self._text.startswith(text, self._at)

    def _takes(self, text: str) -> bool:
        if not self._sees(text):
            return False
        self._at += len(text)
        return True

    def _expect(self, text: str) -> None:
        if not self._takes(text):
            raise self._unexpected()

    def _word(self) -> str | None:
        """Read a name, if there is one."""
        self._skip()
        match = _NAME.match(self._text, self._at)
        if match is None:
            return None
        self._at = match.end()
        return match[0]

    def _sees_word(self, word: str) -> bool:
        self._skip()
        match = _NAME.match(self._text, self._at)
        return match is not None and match[0] == word

    def _takes_word(self, word: str) -> bool:
        if not self._sees_word(word):
            return False
        self._at += len(word)
        return True

    def _needed_word(self) -> str:
        word = self._word()
        if word is None:
            raise self._unexpected()
        return word

    @contextmanager
    def _within(self, rows: bool, length: int = 1) -> Iterator[None]:
        """What is between two brackets, of which the first, so long, has been read."""
        before = self._rows
        self._rows = rows
        self._open.append(self._at - length)
        yield
        self._open.pop()
        self._rows = before

    # Bodies

    def file(self) -> Body:
        """Return the body that the whole text is."""
        body = self._body()
        if self._at < len(self._text):
            raise self._unexpected()
        return body

    def _body(self) -> Body:
        """Attributes and blocks up to a brace that closes, or the end."""
        body = Body()
        while True:
            while self._takes("\n"):
                pass
            if self._at >= len(self._text) or self._sees("}"):
                return body
            self._member(body)
            if self._at < len(self._text) and not self._sees("\n") and not self._sees("}"):
                raise self._unexpected()

    def _member(self, body: Body) -> None:
        start = self._at
        name = self._needed_word()
        if not self._sees("==") and self._takes("="):
            if name in body.attributes:
                first = body.attributes[name].line
                raise self.error(f"`{name}` is set a second time; the first is in line {first}", start)
            expression = self._expression()
            body.attributes[name] = Attribute(
                name, expression, self._path, self._line(start), self._line(self._at - 1)
            )
        else:
            body.blocks.append(self._block(name, start))

    def _block(self, name: str, start: int) -> Block:
        labels = []
        while not self._sees("{"):
            labels.append(self._label())
        self._at += 1
        self._enter()
        with self._within(rows=True):
            body = self._body()
            self._expect("}")
        self._depth -= 1
        return Block(name, labels, body, self._path, self._line(start), self._line(self._at - 1))

    def _label(self) -> str:
        word = self._word()
        if word is not None:
            return word
        start = self._at
        self._expect('"')
        pieces = self._pieces(start, quoted=True)
        if any(piece.kind != "text" for piece in pieces):
            raise self.error("nothing can be filled into the name of a block", start)
        return "".join(piece.text for piece in pieces)

    # Expressions

    def whole_expression(self) -> Expression:
        """Return the expression that the whole text is."""
        expression = self._expression()
        self._skip()
        if self._at < len(self._text):
            raise self._unexpected()
        return expression

    def _enter(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.error("expressions are nested too deeply")

    def _expression(self) -> Expression:
        self._enter()
        condition = self._operation(1)
        if self._takes("?"):
            then = self._expression()
            self._expect(":")
            otherwise = self._expression()
            condition = Conditional(condition, then, otherwise, condition.line, otherwise.end_line)
        self._depth -= 1
        return condition

    def _operation(self, precedence: int) -> Expression:
        """Operands between operators that bind at least so strongly, from the left."""
        left = self._term()
        links = 0
        while (operator := self._operator(precedence)) is not None:
            links += 1
            if links > MAX_CHAIN - 2 * self._depth:
                raise self.error("expressions are nested too deeply")
            right = self._operation(_PRECEDENCE[operator] + 1)
            left = Binary(operator, left, right, left.line, right.end_line)
        return left

    def _operator(self, precedence: int) -> str | None:
        self._skip()
        match = _OPERATOR.match(self._text, self._at)
        if match is None or _PRECEDENCE[match[0]] < precedence:
            return None
        self._at = match.end()
        return match[0]

    def _term(self) -> Expression:
        self._skip()
        start = self._at
        if not self._sees("!=") and (self._takes("!") or self._takes("-")):
            operator = self._text[start]
            self._enter()
            operand = self._term()
            self._depth -= 1
            return Unary(operator, operand, self._line(start), operand.end_line)
        return self._steps(self._primary())

    def _primary(self) -> Expression:
        start = self._at
        character = self._text[start : start + 1]
        if (number := _NUMBER.match(self._text, start)) is not None:
            return self._number(number)
        if _NAME.match(self._text, start) is not None:
            return self._named(self._needed_word(), start)
        if character == '"':
            self._at += 1
            return self._template(start, self._pieces(start, quoted=True))
        if (heredoc := _HEREDOC.match(self._text, start)) is not None:
            return self._heredoc(heredoc)
        bracketed = {"(": self._parenthesis, "[": self._tuple, "{": self._object}.get(character)
        if bracketed is None:
            raise self._unexpected()
        self._at += 1
        with self._within(rows=character == "{"):
            return bracketed(start)

    def _number(self, match: re.Match[str]) -> Expression:
        self._at = match.end()
        try:
            return Literal(as_number(match[0]), self._line(match.start()), self._line(match.start()))
        except FunctionError:
            raise self.error("the number is too long", match.start()) from None

    def _named(self, name: str, start: int) -> Expression:
        line = self._line(start)
        while self._takes("::"):
            name += "::" + self._needed_word()
            if not self._sees("(") and not self._sees("::"):
                raise self._unexpected()
        if self._takes("("):
            with self._within(rows=False):
                return self._call(name, line)
        if name in WORDS:
            return Literal(WORDS[name], line, line)
        return Name(name, line, line)

    def _call(self, name: str, line: int) -> Expression:
        arguments: list[Expression] = []
        expand = False
        while not self._takes(")"):
            arguments.append(self._expression())
            if self._takes("..."):
                expand = True
                self._takes(",")
                self._expect(")")
                break
            if not self._sees(")"):
                self._expect(",")
        return Call(name, arguments, expand, line, self._line(self._at - 1))

    def _parenthesis(self, start: int) -> Expression:
        expression = self._expression()
        self._expect(")")
        return expression

    def _tuple(self, start: int) -> Expression:
        if self._sees_word("for"):
            return self._for(start, "]")
        items: list[Expression] = []
        while not self._takes("]"):
            items.append(self._expression())
            if not self._sees("]"):
                self._expect(",")
        return Tuple(items, self._line(start), self._line(self._at - 1))

    def _object(self, start: int) -> Expression:
        self._pass_lines()
        if self._sees_word("for"):
            self._rows = False
            return self._for(start, "}")
        items: list[tuple[Expression, Expression]] = []
        self._pass_lines()
        while not self._takes("}"):
            key = self._key()
            if not self._takes(":"):
                self._expect("=")
            items.append((key, self._expression()))
            if not self._sees("}") and not self._takes(",") and not self._sees("\n"):
                raise self._unexpected()
            self._pass_lines()
        return Object(items, self._line(start), self._line(self._at - 1))

    def _pass_lines(self) -> None:
        while self._rows and self._takes("\n"):
            pass

    def _key(self) -> Expression:
        """A key that is a bare word is its own name."""
        self._skip()
        start, parenthesis = self._at, self._sees("(")
        word = self._word()
        if word is not None and (self._sees("=") or self._sees(":")) and not self._sees("=="):
            return Literal(normalized(word), self._line(start), self._line(start))
        self._at = start
        expression = self._expression()
        if isinstance(expression, GetAttribute) and not parenthesis:
            raise self.error("a key with a dot in it stands in parentheses or quotes", start)
        if isinstance(expression, Literal) and expression.value is not None:
            return Literal(as_text(expression.value), expression.line, expression.end_line)
        return expression

    def _for(self, start: int, end: str) -> Expression:
        self._takes_word("for")
        key, value, collection = self._loop()
        self._expect(":")
        result_key: Expression | None = None
        result = self._expression()
        if end == "}":
            self._expect("=>")
            result_key, result = result, self._expression()
        grouped = end == "}" and self._takes("...")
        condition = self._expression() if self._takes_word("if") else None
        self._expect(end)
        lines = self._line(start), self._line(self._at - 1)
        return For(key, value, collection, result_key, result, condition, grouped, *lines)

    def _loop(self) -> tuple[str | None, str, Expression]:
        """`key, value in collection`, of which the key may be missing."""
        key, value = None, self._needed_word()
        if self._takes(","):
            key, value = value, self._needed_word()
        if not self._takes_word("in"):
            raise self._unexpected()
        return key, value, self._expression()

    # Steps after a term

    def _steps(self, target: Expression) -> Expression:
        """`.name`, `.0`, `[key]`, `.*` and `[*]`, as many as there are."""
        count = 0
        while True:
            count += 1
            if count > MAX_CHAIN - 2 * self._depth:
                raise self.error("expressions are nested too deeply")
            if self._sees(".") and not self._sees("..."):
                self._at += 1
                step = self._attribute_splat if self._takes("*") else self._attribute
                target = step(target)
            elif self._takes("["):
                with self._within(rows=False):
                    star = self._takes("*")
                    if star:
                        self._expect("]")
                    else:
                        target = self._index(target)
                if star:
                    return self._full_splat(target)
            else:
                return target

    def _attribute(self, target: Expression) -> Expression:
        """What follows a dot: a name, or a number as an index."""
        self._skip()
        number = _NUMBER.match(self._text, self._at)
        line = self._line()
        if number is None:
            return GetAttribute(target, self._needed_word(), target.line, line)
        if not number[0].isdigit() or len(number[0]) > 18:
            raise self._unexpected()
        self._at = number.end()
        return Index(target, Literal(int(number[0]), line, line), target.line, line)

    def _index(self, target: Expression) -> Expression:
        key = self._expression()
        self._expect("]")
        return Index(target, key, target.line, self._line(self._at - 1))

    def _attribute_splat(self, target: Expression) -> Expression:
        """After `.*`, attributes are taken of every element, and an index is taken of the whole list."""
        each: Expression = Name(ELEMENT, self._line(), self._line())
        while self._sees(".") and not self._sees("..."):
            self._at += 1
            each = self._attribute(each)
        return Splat(target, each, target.line, max(target.end_line, each.end_line))

    def _full_splat(self, target: Expression) -> Expression:
        """After `[*]`, every step is one of every element."""
        self._enter()
        each = self._steps(Name(ELEMENT, self._line(self._at - 1), self._line(self._at - 1)))
        self._depth -= 1
        return Splat(target, each, target.line, max(target.end_line, each.end_line))

    # Text

    def whole_template(self) -> Expression:
        """Return the expression of the template that the whole text is."""
        return self._template(0, self._pieces(0, quoted=False))

    def _template(self, start: int, pieces: list[Piece]) -> Expression:
        trim(pieces)
        return self._assembled(start, pieces)

    def _assembled(self, start: int, pieces: list[Piece]) -> Expression:
        try:
            return assemble(pieces, self._line(start), self._line(max(self._at - 1, start)))
        except TemplateError as error:
            raise InputError(self._path, error.message, error.line) from None

    def _heredoc(self, match: re.Match[str]) -> Expression:
        self._at = match.end()
        pieces = self._pieces(match.start(), quoted=False, marker=match[2])
        trim(pieces)
        if match[1]:
            flush(pieces)
        return self._assembled(match.start(), pieces)

    def _pieces(self, start: int, quoted: bool, marker: str | None = None) -> list[Piece]:
        """The pieces of a template up to its end: a quote, a row that is only the marker, or the end of the text."""
        pieces: list[Piece] = []
        literal: list[str] = []
        row = self._at  # where the row begins, or None after something has been filled into it
        while True:
            if marker is not None and row == self._at and self._ends_heredoc(marker):
                break
            if self._at >= len(self._text):
                if quoted or marker is not None:
                    raise self.error("the text that begins here is not closed", start)
                break
            if quoted and self._text[self._at] == '"':
                self._at += 1
                break
            if self._text.startswith(("${", "%{"), self._at):
                _finish(literal, pieces, self._line())
                pieces.append(self._sequence())
                row = -1
                continue
            literal.append(self._literal(start, quoted))
            if not quoted and literal[-1] == "\n":
                _finish(literal, pieces, self._line(self._at - 1))
                row = self._at
        _finish(literal, pieces, self._line())
        return pieces

    def _ends_heredoc(self, marker: str) -> bool:
        """Pass the marker if it is alone in this row; the line break after it is left."""
        end = self._text.find("\n", self._at)
        if end < 0 or self._text[self._at : end].strip() != marker:
            # Inside of a file, the last row may be without a line break.
            if end >= 0 or not self._inside or self._text[self._at :].strip() != marker:
                return False
            end = len(self._text)
        self._at = end - (self._text[end - 1] == "\r")
        return True

    def _literal(self, start: int, quoted: bool) -> str:
        """Text up to the next sign that may mean something."""
        text = self._text
        match = (_QUOTED if quoted else _UNQUOTED).match(text, self._at)
        if match is not None:
            self._at = match.end()
            return match[0]
        if text.startswith(("$${", "%%{"), self._at):
            self._at += 3
            return text[self._at - 2 : self._at]
        if quoted and text[self._at] == "\n":
            raise self.error("the text that begins here is not closed in its line", start)
        if quoted and text[self._at] == "\\":
            return self._escaped()
        self._at += 1
        return text[self._at - 1]

    def _escaped(self) -> str:
        match = _ESCAPE.match(self._text, self._at)
        if match is None:
            raise self.error(f"`{self._text[self._at : self._at + 2].strip()}` means nothing in text")
        self._at = match.end()
        if match[1]:
            return _PLAIN[match[1]]
        code = int(match[2] or match[3], 16)
        if code >= 0x110000 or 0xD800 <= code < 0xE000:
            raise self.error(f"`{match[0]}` is no character", match.start())
        return chr(code)

    def _sequence(self) -> Piece:
        """`${...}` or `%{...}`, with `~` at its ends."""
        line, kind = self._line(), self._text[self._at]
        self._at += 2
        with self._within(rows=False, length=2):
            before = self._text.startswith("~", self._at)
            self._at += before
            self._enter()
            piece = (
                Piece("value", line, expression=self._expression()) if kind == "$" else self._directive(line)
            )
            self._depth -= 1
            piece.trim_before, piece.trim_after = before, self._takes("~")
            self._expect("}")
        return piece

    def _directive(self, line: int) -> Piece:
        self._skip()
        start, word = self._at, self._word()
        if word == "if":
            return Piece("if", line, expression=self._expression())
        if word == "for":
            key, value, collection = self._loop()
            return Piece("for", line, expression=collection, key=key, value=value)
        if word in ("else", "endif", "endfor"):
            return Piece(word, line)
        self._at = start
        raise self._unexpected()


def _finish(literal: list[str], pieces: list[Piece], line: int) -> None:
    """Make one piece of the text that has been read."""
    if literal:
        pieces.append(Piece("text", line, normalized("".join(literal))))
        literal.clear()

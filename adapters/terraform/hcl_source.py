"""HCL to a body, from the tree of python-hcl2's parser.

Its tree, not its dictionaries: only the tree tells an expression from a string and says where each stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, cast

from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from adapters.errors import InputError
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
from adapters.terraform.templates import Parse, Piece, TemplateError, assemble, parse_template

Part = Tree[Token] | Token

# Expressions inside one another. It bounds the recursion of everyone who walks a tree.
MAX_DEPTH = 100
# Operands of one chain of operators, which are inside one another from the left.
_MAX_CHAIN = 300
_ESCAPE = re.compile(r"\\(?:(?P<plain>[nrt\"\\])|u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8}))")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_HEREDOC = re.compile(r"<<-?[^\n]*\n(?P<content>.*?)[ \t]*[\w.-]+[\r\n]*$", re.DOTALL)
_TRIMMED = re.compile(r"\$\{~|~\}")
_SKIPPED = frozenset({"NL_OR_COMMENT", "COMMA", "LPAR", "RPAR", "LSQB", "RSQB", "LBRACE", "RBRACE"})
_OPERATORS = re.compile(r"==|!=|<=|>=|&&|\|\||[-<>*/%+!?]$")


def parse_hcl(path: str, text: str) -> Body:
    """Return the body of a file in native syntax; raises InputError with line and column."""
    return _Reader(path, text).body()


def parse_expression(path: str, text: str, line: int) -> Expression:
    """Return the expression of a source that stands at a line of another file; raises InputError."""
    return _Reader(path, text, line - 1, inside=True).expression()


class _Reader:
    def __init__(self, path: str, text: str, offset: int = 0, inside: bool = False) -> None:
        self._path = path
        self._offset = offset  # lines before the text
        # The parser knows `~` beside `%{`, but not beside `${`: such strings are taken apart here instead.
        self._text = text.replace("\r\n", "\n")
        self._trimmed = not inside and "~" in text and _TRIMMED.search(text) is not None
        # In brackets, an expression may go over several lines.
        self._source = f"x = (\n{self._text}\n)" if inside else self._blanked()
        self._inside = inside
        if inside:
            self._offset -= 1
        self._depth = 0

    def body(self) -> Body:
        root = self._parse()
        return self._body(cast("Tree[Token]", root.children[0]))

    def expression(self) -> Expression:
        body = self.body()
        if len(body.attributes) != 1 or body.blocks:
            raise self._error("this is no expression", self._offset + 2)
        return next(iter(body.attributes.values())).expression

    def _blanked(self) -> str:
        if not self._trimmed:
            return self._text
        return _TRIMMED.sub(lambda match: "${ " if match[0] == "${~" else " }", self._text)

    def _parse(self) -> Tree[Token]:
        from hcl2.api import parses_to_tree

        if "\0" in self._source:
            raise self._error("the file is binary, not text", 1)
        try:
            return cast("Tree[Token]", parses_to_tree(self._source))
        except UnexpectedInput as error:
            raise self._syntax_error(error) from None
        except RecursionError:
            raise self._error("expressions are nested too deeply", 1) from None

    def _syntax_error(self, error: UnexpectedInput) -> InputError:
        """What is wrong, in words; a file that ends too early names the bracket that is open."""
        if isinstance(error, UnexpectedToken) and error.token.type != "$END":
            shown = str(error.token).strip() or "the end of the line"
            quoted = shown if shown == "the end of the line" else f"`{shown.splitlines()[0][:40]}`"
            return self._error(f"{quoted} is not expected here", error.line + self._offset, error.column)
        if isinstance(error, UnexpectedCharacters):
            row = self._source.splitlines()[error.line - 1 : error.line]
            rest = (row[0] if row else "")[error.column - 1 :][:40]
            if rest:
                return self._error(f"`{rest}` is not understood", error.line + self._offset, error.column)
        line = _last_open(self._source)
        if line is None:
            return self._error("the file ends too early", self._source.count("\n") + 1 + self._offset)
        return self._error("what is opened here is not closed", line + self._offset)

    def _error(self, message: str, line: int, column: int | None = None) -> InputError:
        return InputError(self._path, message, max(line, 1), None if self._inside else column)

    # Bodies

    def _body(self, tree: Tree[Token]) -> Body:
        body = Body()
        for child in tree.children:
            if not isinstance(child, Tree) or child.data == "new_line_or_comment":
                continue
            if child.data == "attribute":
                attribute = self._attribute(child)
                if attribute.name in body.attributes:
                    first = body.attributes[attribute.name].line
                    message = f"`{attribute.name}` is set a second time; the first is in line {first}"
                    raise self._error(message, attribute.line)
                body.attributes[attribute.name] = attribute
            else:
                body.blocks.append(self._block(child))
        return body

    def _attribute(self, tree: Tree[Token]) -> Attribute:
        name, value = tree.children[0], tree.children[-1]
        line, end = self._lines(tree)
        return Attribute(_word(name), self._expression(value), self._path, line, end)

    def _block(self, tree: Tree[Token]) -> Block:
        self._enter(tree)
        head: list[str] = []
        body = Body()
        for child in tree.children:
            if isinstance(child, Token) or child.data == "new_line_or_comment":
                continue
            if child.data == "body":
                body = self._body(child)
            elif child.data == "string":
                head.append("".join(str(token) for token in child.scan_values(_is_text)))
            else:
                head.append(_word(child))
        self._depth -= 1
        line, end = self._lines(tree)
        return Block(head[0], head[1:], body, self._path, line, end)

    # Expressions

    def _expression(self, part: Part) -> Expression:
        if isinstance(part, Token):
            raise self._error(f"`{part}` is not expected here", (part.line or 1) + self._offset)
        self._enter(part)
        expression = _READERS[part.data](self, part)
        self._depth -= 1
        return expression

    def _enter(self, tree: Tree[Token]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH * 3:  # a term may be three nodes of the tree
            raise self._error("expressions are nested too deeply", self._lines(tree)[0])

    def _lines(self, tree: Tree[Token]) -> tuple[int, int]:
        return tree.meta.line + self._offset, tree.meta.end_line + self._offset

    def _only(self, tree: Tree[Token]) -> Expression:
        return self._expression(_parts(tree)[0])

    def _literal_value(self, tree: Tree[Token]) -> Expression:
        return Literal({"true": True, "false": False, "null": None}[_word(tree)], *self._lines(tree))

    def _integer(self, tree: Tree[Token]) -> Expression:
        digits = _word(tree)
        if len(digits) > 400:
            raise self._error("the number is too long", self._lines(tree)[0])
        return Literal(int(digits), *self._lines(tree))

    def _float(self, tree: Tree[Token]) -> Expression:
        number = float(_word(tree))
        whole = number.is_integer() and abs(number) < 1e300
        return Literal(int(number) if whole else number, *self._lines(tree))

    def _name(self, tree: Tree[Token]) -> Expression:
        return Name(_word(tree), *self._lines(tree))

    def _attribute_of(self, tree: Tree[Token]) -> Expression:
        target, step = _parts(tree)
        return self._step(self._expression(target), cast("Tree[Token]", step))

    def _step(self, target: Expression, step: Tree[Token]) -> Expression:
        """`.name`, `.0` or `[key]` after a target."""
        line, end = self._lines(step)
        if step.data == "get_attr":
            return GetAttribute(target, _word(step.children[-1]), line, end)
        if step.data == "short_index":
            return Index(target, Literal(int(str(step.children[-1])), line, end), line, end)
        return Index(target, self._expression(_parts(step)[0]), line, end)

    def _splat(self, tree: Tree[Token]) -> Expression:
        target, splat = _parts(tree)
        line, end = self._lines(tree)
        each: Expression = Name(ELEMENT, line, end)
        assert isinstance(splat, Tree)
        steps = [step for step in splat.children if isinstance(step, Tree)]
        # After `.*` an index is taken of the whole list.
        own = steps if splat.data == "full_splat" else _until_index(steps)
        for step in own:
            each = self._step(each, step)
        result: Expression = Splat(self._expression(target), each, line, end)
        for step in steps[len(own) :]:
            result = self._step(result, step)
        return result

    def _call(self, tree: Tree[Token]) -> Expression:
        names = [_word(child) for child in tree.children if _is(child, "identifier")]
        arguments = next((child for child in tree.children if _is(child, "arguments")), None)
        parts = arguments.children if isinstance(arguments, Tree) else []
        values = [self._expression(part) for part in parts if _is_value(part)]
        expand = any(isinstance(part, Token) and part.type == "ELLIPSIS" for part in parts)
        return Call("::".join(names), values, expand, *self._lines(tree))

    def _unary(self, tree: Tree[Token]) -> Expression:
        operator, operand = str(tree.children[0]).strip(), self._expression(tree.children[-1])
        return Unary(operator, operand, *self._lines(tree))

    def _binary(self, tree: Tree[Token]) -> Expression:
        """A chain such as a + b + c, which is inside itself from the left."""
        links = []
        left: Part = tree
        while isinstance(left, Tree) and left.data == "binary_op":
            links.append(left)
            left = left.children[0]
        if len(links) > _MAX_CHAIN:
            raise self._error("expressions are nested too deeply", self._lines(tree)[0])
        expression = self._expression(left)
        for link in reversed(links):
            term = next(child for child in link.children if _is(child, "binary_term"))
            assert isinstance(term, Tree)
            parts = _parts(term)
            operator = _OPERATORS.search(_word(parts[0]).strip())
            right = self._expression(parts[-1])
            line, end = self._lines(link)
            expression = Binary(operator[0] if operator else "", expression, right, line, end)
        return expression

    def _conditional(self, tree: Tree[Token]) -> Expression:
        condition, then, otherwise = (self._expression(part) for part in tree.children if _is_value(part))
        return Conditional(condition, then, otherwise, *self._lines(tree))

    def _tuple(self, tree: Tree[Token]) -> Expression:
        items = [self._expression(part) for part in tree.children if _is_value(part)]
        return Tuple(items, *self._lines(tree))

    def _object(self, tree: Tree[Token]) -> Expression:
        items = []
        for element in tree.children:
            if isinstance(element, Tree) and element.data == "object_elem":
                key = cast("Tree[Token]", element.children[0])
                items.append((self._key(key), self._expression(element.children[-1])))
        return Object(items, *self._lines(tree))

    def _key(self, tree: Tree[Token]) -> Expression:
        """A key that is a bare word is its own name."""
        inner = cast("Tree[Token]", tree.children[0])
        if inner.data == "keyword":
            return Literal(_word(inner), *self._lines(tree))
        if inner.data == "expr_term" and len(inner.children) == 1 and _is(inner.children[0], "identifier"):
            return Literal(_word(inner.children[0]), *self._lines(tree))
        expression = self._expression(inner)
        if isinstance(expression, Literal) and expression.value is not None:
            value = expression.value
            text = str(value).lower() if isinstance(value, bool) else str(value)
            return Literal(text, expression.line, expression.end_line)
        return expression

    def _for(self, tree: Tree[Token]) -> Expression:
        parts = [part for part in tree.children if isinstance(part, Tree)]
        intro = next(part for part in parts if part.data == "for_intro")
        names = [_word(part) for part in intro.children if _is(part, "identifier")]
        collection = next(part for part in intro.children if _is_value(part) and not _is(part, "identifier"))
        condition = next((part for part in parts if part.data == "for_cond"), None)
        results = [
            self._expression(p) for p in parts if _is_value(p) and p.data not in ("for_intro", "for_cond")
        ]
        return For(
            names[0] if len(names) == 2 else None,
            names[-1],
            self._expression(collection),
            results[0] if tree.data == "for_object_expr" else None,
            results[-1],
            None if condition is None else self._expression(_parts(condition)[-1]),
            any(isinstance(part, Token) and part.type == "ELLIPSIS" for part in tree.children),
            *self._lines(tree),
        )

    # Text

    def _string(self, tree: Tree[Token]) -> Expression:
        line, end = self._lines(tree)
        if self._trimmed:
            source = self._text[tree.meta.start_pos + 1 : tree.meta.end_pos - 1]
            if _TRIMMED.search(source):
                return self._template(_unescape(source), line)
        pieces = []
        for part in tree.children:
            if isinstance(part, Tree):
                pieces.append(self._piece(cast("Part", part.children[0]), line))
        for before, piece in pairwise(pieces):
            if piece.trim_before:
                before.text = before.text.rstrip()
            if before.trim_after:
                piece.text = piece.text.lstrip()
        return self._assembled(pieces, line, end)

    def _assembled(self, pieces: list[Piece], line: int, end: int) -> Expression:
        try:
            expression = assemble(pieces, line, end)
        except TemplateError as error:
            raise self._error(error.message, error.line) from None
        if isinstance(expression, Literal) and not pieces:
            return Literal("", line, end)
        return expression

    def _piece(self, part: Part, line: int) -> Piece:
        if isinstance(part, Token):
            if part.type.startswith("ESCAPED"):
                return Piece("text", line, str(part)[1:])
            return Piece("text", line, _unescape(str(part)))
        line = self._lines(part)[0]
        tokens = [str(child) for child in part.children if isinstance(child, Token)]
        piece = Piece(_PIECES[part.data], line)
        if piece.kind != "value":
            piece.trim_before, piece.trim_after = tokens[1] == "~", tokens[-2] == "~"
        if piece.kind in ("value", "if", "for"):
            piece.expression = self._expression([child for child in part.children if _is_value(child)][-1])
        if piece.kind == "for":
            names = [_word(child) for child in part.children if _is(child, "identifier")]
            piece.key, piece.value = (names[0] if len(names) == 2 else None), names[-1]
        return piece

    def _heredoc(self, tree: Tree[Token]) -> Expression:
        raw = str(tree.children[0])
        match = _HEREDOC.match(raw)
        content = match["content"] if match else ""
        return self._template(content, self._lines(tree)[0] + 1, flush=tree.data == "heredoc_template_trim")

    def _template(self, text: str, line: int, flush: bool = False) -> Expression:
        parse: Parse = lambda source, at: parse_expression(self._path, source, at)  # noqa: E731
        try:
            return parse_template(text, line, parse, flush)
        except TemplateError as error:
            raise self._error(error.message, error.line) from None

    def _template_string(self, tree: Tree[Token]) -> Expression:
        """A string inside a directive whose quotes are escaped."""
        return Literal(_unescape(_word(tree).replace('\\"', "")), *self._lines(tree))


_PIECES = {
    "interpolation": "value",
    "template_if_start": "if",
    "template_else": "else",
    "template_endif": "endif",
    "template_for_start": "for",
    "template_endfor": "endfor",
}
_READERS: dict[str, Callable[[Any, Tree[Token]], Expression]] = {
    "expr_term": _Reader._only,
    "int_lit": _Reader._integer,
    "float_lit": _Reader._float,
    "string": _Reader._string,
    "template_string": _Reader._template_string,
    "tuple": _Reader._tuple,
    "object": _Reader._object,
    "identifier": _Reader._name,
    "literal_value": _Reader._literal_value,
    "function_call": _Reader._call,
    "heredoc_template": _Reader._heredoc,
    "heredoc_template_trim": _Reader._heredoc,
    "index_expr_term": _Reader._attribute_of,
    "get_attr_expr_term": _Reader._attribute_of,
    "attr_splat_expr_term": _Reader._splat,
    "full_splat_expr_term": _Reader._splat,
    "for_tuple_expr": _Reader._for,
    "for_object_expr": _Reader._for,
    "binary_op": _Reader._binary,
    "unary_op": _Reader._unary,
    "conditional": _Reader._conditional,
}


def _parts(tree: Tree[Token]) -> list[Part]:
    """The children that mean something."""
    return [
        child for child in tree.children if isinstance(child, Tree) and child.data != "new_line_or_comment"
    ]


def _is(part: object, kind: str) -> bool:
    return isinstance(part, Tree) and part.data == kind


def _is_value(part: object) -> bool:
    return isinstance(part, Tree) and part.data != "new_line_or_comment"


def _is_text(value: object) -> bool:
    return isinstance(value, Token) and value.type != "DBLQUOTE"


def _word(part: object) -> str:
    """The text of the first token."""
    while isinstance(part, Tree):
        part = (
            part.children[0]
            if len(part.children) == 1
            else next(child for child in part.children if not _is(child, "new_line_or_comment"))
        )
    return str(part)


def _until_index(steps: Sequence[Tree[Token]]) -> Sequence[Tree[Token]]:
    first = next((i for i, step in enumerate(steps) if step.data != "get_attr"), len(steps))
    return steps[:first]


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    if match["plain"]:
        return _PLAIN[match["plain"]]
    code = int(match["short"] or match["long"], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


_LEXEMES = re.compile(
    r"""(?P<skip>\#[^\n]*|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*")|(?P<open>[{(\[])|(?P<close>[})\]])""",
    re.DOTALL,
)


def _last_open(source: str) -> int | None:
    """The line of the innermost bracket that is still open at the end."""
    opened: list[int] = []
    for match in _LEXEMES.finditer(source):
        if match["open"]:
            opened.append(match.start())
        elif match["close"] and opened:
            opened.pop()
    return source.count("\n", 0, opened[-1]) + 1 if opened else None

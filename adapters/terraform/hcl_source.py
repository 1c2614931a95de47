"""Files in Terraform's native syntax to bodies: the tree that python-hcl2 reads, in our own terms.

What python-hcl2's grammar refuses although Terraform takes it (`!!x`, a line break inside of `${}`) is read by the
reader that expressions outside of files have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias, cast

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput

from adapters.errors import InputError
from adapters.terraform.expressions import MAX_CHAIN, MAX_DEPTH, WORDS, parse_body, parse_expression
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

Part: TypeAlias = "Tree[Token] | Token"

_OPERATORS = re.compile(r"==|!=|<=|>=|&&|\|\||[-<>*/%+!?]$")
# Text that is nothing but itself.
_PLAIN = re.compile(r'"[^"\\$%\n]*"')


def parse_hcl(path: str, text: str) -> Body:
    """Return the body of a file in native syntax; raises InputError with line and column."""
    if "\0" in text:
        raise InputError(path, "the file is binary, not text", 1)
    text = text.removeprefix("\ufeff")
    try:
        # A heredoc at the end of the last row has to end that row.
        root = _parser().parse(text if text.endswith("\n") else f"{text}\n")
        return _Converter(path, text).body(cast("Tree[Token]", root.children[0]))
    except UnexpectedInput:
        return parse_body(path, text)
    except RecursionError:
        raise InputError(path, "expressions are nested too deeply", 1) from None


@cache
def _parser() -> Lark:
    """python-hcl2's grammar, without the positions of every node: those of the tokens tell them, in half the time."""
    import hcl2.parser
    from hcl2.postlexer import PostLexer

    return Lark.open("hcl2.lark", rel_to=hcl2.parser.__file__, parser="lalr", postlex=PostLexer(), cache=True)


class _Converter:
    """Puts the tree of one file into our terms."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text
        self._depth = 0

    def _error(self, message: str, line: int) -> InputError:
        return InputError(self._path, message, line)

    # Bodies

    def body(self, tree: Tree[Token]) -> Body:
        """Return what a body holds."""
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
        value = self._expression(tree.children[-1])
        return Attribute(_word(tree.children[0]), value, self._path, _line(tree), value.end_line)

    def _block(self, tree: Tree[Token]) -> Block:
        self._enter(tree)
        head: list[str] = []
        body = Body()
        for child in tree.children:
            if isinstance(child, Token) or child.data == "new_line_or_comment":
                continue
            if child.data == "body":
                body = self.body(child)
            elif child.data == "string":
                head.append(self._label(child))
            else:
                head.append(_word(child))
        self._depth -= 1
        return Block(head[0], head[1:], body, self._path, *_lines(tree))

    def _label(self, tree: Tree[Token]) -> str:
        text = self._string(tree)
        if not isinstance(text, Literal):
            raise self._error("nothing can be filled into the name of a block", _line(tree))
        return str(text.value)

    # Expressions

    def _expression(self, part: Part) -> Expression:
        if isinstance(part, Token):
            raise self._error(f"`{part}` is not expected here", part.line or 1)
        self._enter(part)
        expression = _CONVERTERS[part.data](self, part)
        self._depth -= 1
        return expression

    def _enter(self, tree: Tree[Token]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH * 3:  # a term may be three nodes of the tree
            raise self._error("expressions are nested too deeply", _line(tree))

    def _only(self, tree: Tree[Token]) -> Expression:
        return self._expression(_parts(tree)[0])

    def _literal_value(self, tree: Tree[Token]) -> Expression:
        return Literal(WORDS[_word(tree)], *_lines(tree))

    def _number(self, tree: Tree[Token]) -> Expression:
        digits = _word(tree)
        try:
            number = Literal(as_number(digits.removeprefix("-")), *_lines(tree))
        except FunctionError:
            raise self._error("the number is too long", _line(tree)) from None
        return Unary("-", number, *_lines(tree)) if digits.startswith("-") else number

    def _name(self, tree: Tree[Token]) -> Expression:
        return Name(_word(tree), *_lines(tree))

    def _string(self, tree: Tree[Token]) -> Expression:
        """Text in quotes, and heredocs: what is in them, the other reader reads."""
        first, last = _first(tree), _last(tree)
        source = self._text[first.start_pos : last.end_pos]
        line, end = _lines(tree)
        if _PLAIN.fullmatch(source):
            return Literal(normalized(source[1:-1]), line, end)
        return parse_expression(self._path, source.removesuffix("\n"), line)

    def _attribute_of(self, tree: Tree[Token]) -> Expression:
        target, step = _parts(tree)
        return self._step(self._expression(target), cast("Tree[Token]", step))

    def _step(self, target: Expression, step: Tree[Token]) -> Expression:
        """`.name`, `.0` or `[key]` after a target."""
        line, end = target.line, _lines(step)[1]
        if step.data == "get_attr":
            return GetAttribute(target, _word(step.children[-1]), line, end)
        if step.data == "short_index":
            number = Literal(int(str(step.children[-1])), _line(step), end)
            return Index(target, number, line, end)
        return Index(target, self._expression(_parts(step)[0]), line, end)

    def _splat(self, tree: Tree[Token]) -> Expression:
        """After `[*]` every step is one of every element, another splat as well; after `.*`, only attributes are."""
        before, splat = _parts(tree)
        assert isinstance(splat, Tree)
        target = self._expression(before)
        steps = [step for step in splat.children if isinstance(step, Tree)]
        whole = splat.data == "full_splat"
        own = steps if whole else _until_index(steps)
        inside = whole and _is(_term(before), "full_splat_expr_term") and isinstance(target, Splat)
        each: Expression = Name(ELEMENT, *_lines(splat))
        for step in own:
            each = self._step(each, step)
        result: Expression
        if inside and isinstance(target, Splat):
            nested = Splat(target.each, each, *_lines(splat))
            result = Splat(target.target, nested, *_lines(tree))
        else:
            result = Splat(target, each, *_lines(tree))
        for step in steps[len(own) :]:
            result = self._step(result, step)
        return result

    def _call(self, tree: Tree[Token]) -> Expression:
        names = [_word(child) for child in tree.children if _is(child, "identifier")]
        arguments = next((child for child in tree.children if _is(child, "arguments")), None)
        parts = arguments.children if isinstance(arguments, Tree) else []
        values = [self._expression(part) for part in parts if _is_value(part)]
        expand = any(isinstance(part, Token) and part.type == "ELLIPSIS" for part in parts)
        return Call("::".join(names), values, expand, *_lines(tree))

    def _unary(self, tree: Tree[Token]) -> Expression:
        operator, operand = str(tree.children[0]).strip(), self._expression(tree.children[-1])
        return Unary(operator, operand, _line(tree), operand.end_line)

    def _binary(self, tree: Tree[Token]) -> Expression:
        """A chain such as a + b + c, which is inside itself from the left."""
        links = []
        left: Part = tree
        while isinstance(left, Tree) and left.data == "binary_op":
            links.append(left)
            left = left.children[0]
        if len(links) > MAX_CHAIN:
            raise self._error("expressions are nested too deeply", _line(tree))
        expression = self._expression(left)
        for link in reversed(links):
            term = next(child for child in link.children if _is(child, "binary_term"))
            assert isinstance(term, Tree)
            parts = _parts(term)
            operator = _OPERATORS.search(_word(parts[0]).strip())
            right = self._expression(parts[-1])
            expression = Binary(
                operator[0] if operator else "", expression, right, expression.line, right.end_line
            )
        return expression

    def _conditional(self, tree: Tree[Token]) -> Expression:
        condition, then, otherwise = (self._expression(part) for part in tree.children if _is_value(part))
        return Conditional(condition, then, otherwise, condition.line, otherwise.end_line)

    def _tuple(self, tree: Tree[Token]) -> Expression:
        items = [self._expression(part) for part in tree.children if _is_value(part)]
        return Tuple(items, *_lines(tree))

    def _object(self, tree: Tree[Token]) -> Expression:
        items = []
        for element in tree.children:
            if isinstance(element, Tree) and element.data == "object_elem":
                key = cast("Tree[Token]", element.children[0])
                items.append((self._key(key), self._expression(element.children[-1])))
        return Object(items, *_lines(tree))

    def _key(self, tree: Tree[Token]) -> Expression:
        """A key that is a bare word is its own name."""
        inner = cast("Tree[Token]", tree.children[0])
        if inner.data == "keyword":
            return Literal(_word(inner), *_lines(tree))
        if inner.data == "expr_term" and len(inner.children) == 1:
            only = inner.children[0]
            if _is(only, "identifier") or _is(only, "literal_value"):
                return Literal(_word(only), *_lines(tree))
        expression = self._expression(inner)
        if isinstance(expression, Literal) and expression.value is not None:
            return Literal(as_text(expression.value), expression.line, expression.end_line)
        return expression

    def _for(self, tree: Tree[Token]) -> Expression:
        parts = [part for part in tree.children if isinstance(part, Tree)]
        intro = next(part for part in parts if part.data == "for_intro")
        names = [_word(part) for part in intro.children if _is(part, "identifier")]
        collection = next(part for part in intro.children if _is_value(part) and not _is(part, "identifier"))
        condition = next((part for part in parts if part.data == "for_cond"), None)
        results = [
            self._expression(part)
            for part in parts
            if _is_value(part) and part.data not in ("for_intro", "for_cond")
        ]
        return For(
            names[0] if len(names) == 2 else None,
            names[-1],
            self._expression(collection),
            results[0] if tree.data == "for_object_expr" else None,
            results[-1],
            None if condition is None else self._expression(_parts(condition)[-1]),
            any(isinstance(part, Token) and part.type == "ELLIPSIS" for part in tree.children),
            *_lines(tree),
        )


_CONVERTERS: Mapping[str, Callable[[Any, Tree[Token]], Expression]] = {
    "expr_term": _Converter._only,
    "int_lit": _Converter._number,
    "float_lit": _Converter._number,
    "string": _Converter._string,
    "heredoc_template": _Converter._string,
    "heredoc_template_trim": _Converter._string,
    "tuple": _Converter._tuple,
    "object": _Converter._object,
    "identifier": _Converter._name,
    "literal_value": _Converter._literal_value,
    "function_call": _Converter._call,
    "index_expr_term": _Converter._attribute_of,
    "get_attr_expr_term": _Converter._attribute_of,
    "attr_splat_expr_term": _Converter._splat,
    "full_splat_expr_term": _Converter._splat,
    "for_tuple_expr": _Converter._for,
    "for_object_expr": _Converter._for,
    "binary_op": _Converter._binary,
    "unary_op": _Converter._unary,
    "conditional": _Converter._conditional,
}


def _lines(tree: Tree[Token]) -> tuple[int, int]:
    return _line(tree), _last(tree).end_line or 1


def _line(tree: Tree[Token]) -> int:
    return _first(tree).line or 1


def _first(part: Part) -> Token:
    while isinstance(part, Tree):
        part = part.children[0]
    return part


def _last(part: Part) -> Token:
    while isinstance(part, Tree):
        part = part.children[-1]
    return part


def _parts(tree: Tree[Token]) -> list[Part]:
    """The children that mean something."""
    return [
        child for child in tree.children if isinstance(child, Tree) and child.data != "new_line_or_comment"
    ]


def _is(part: object, kind: str) -> bool:
    return isinstance(part, Tree) and part.data == kind


def _is_value(part: object) -> bool:
    return isinstance(part, Tree) and part.data != "new_line_or_comment"


def _term(part: Part) -> Part:
    """What a term is, if it is nothing but that."""
    while isinstance(part, Tree) and part.data == "expr_term" and len(part.children) == 1:
        part = part.children[0]
    return part


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

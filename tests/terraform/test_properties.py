"""What holds for every expression, every value and every file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from adapters.errors import InputError
from adapters.terraform.evaluator import EvaluationError, evaluate
from adapters.terraform.expressions import parse_expression, parse_template
from adapters.terraform.functions import FUNCTIONS
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.sets import TerraformList, TerraformMap, TerraformSet
from adapters.terraform.hcl_source import parse_hcl
from adapters.terraform.syntax import Call, Literal, Name
from adapters.terraform.terms import NotKnown, Term, lifted, plain, unknown
from tests.terraform import SCOPE, ours, same

QUICK = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Pieces of expressions, which together are one more often than single signs are.
TOKENS = (
    *"+-*/%!?:.,=<>()[]{}\"'\\$~#\n \t", "==", "!=", "<=", ">=", "&&", "||", "=>", "...", "[*]", ".*", "${", "%{",
    "$${", "%%{", "${~", "~}", "/*", "*/", "//", "<<EOT\n", "<<-EOT\n", "\nEOT\n", "::", "\\u00e9", "\\n",
    "a", "b", "x", "true", "false", "null", "for ", "in ", "if ", "else", "endif", "endfor", "0", "1", "2.5", "1e3",
    '"a"', '"12"', '""', "[1, 2]", '["a", "b"]', "{ a = 1 }", "var.x", "local.y", "aws_vpc.main.id", "each.key",
    "[for x in [1, 2] : x]", "{ for k, v in { a = 1 } : k => v }", '"%{ if true }a%{ endif }"',
    "upper(", "try(", "can(", "concat(", "merge(", "tolist(", "toset(", "regex(", "format(", "jsonencode(", "length(",
)  # fmt: skip
EXPRESSIONS = st.lists(st.sampled_from(TOKENS), max_size=25).map("".join)

TEXT = st.text(max_size=12) | st.sampled_from(
    ["", "a", "12", "true", "a,b\n1,2", "10.0.0.0/8", "2020-01-01T00:00:00Z", "(a*)*", "%s %d"]
)
NUMBERS = (
    st.integers(-(10**6), 10**6) | st.integers() | st.floats(allow_nan=False, allow_infinity=False, width=32)
)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXT


def _collections(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    lists = st.lists(inner, max_size=4)
    maps = st.dictionaries(TEXT, inner, max_size=3)
    one_kind = st.lists(TEXT, max_size=3) | st.lists(st.integers(0, 5), max_size=3)
    return lists | maps | one_kind.map(TerraformList) | one_kind.map(TerraformSet) | maps.map(_map)


def _map(members: dict[str, Any]) -> TerraformMap:
    return TerraformMap((key, str(key)) for key in members)


VALUES = st.recursive(SCALARS, _collections, max_leaves=8)
ARGUMENTS = st.lists(VALUES, max_size=4)
CALLED = st.sampled_from(sorted({*FUNCTIONS, "can", "try", "coalesce", "formatlist", "nosuchfunction"}))


def call(name: str, arguments: list[Term]) -> Term:
    """Return what a function gives for terms; raises EvaluationError."""
    names = {f"a{i}": argument for i, argument in enumerate(arguments)}
    expression = Call(name, [Name(argument, 1, 1) for argument in names], False, 1, 1)
    return evaluate(expression, SCOPE.having(**names))


# Expressions


@QUICK
@given(EXPRESSIONS)
@example('"${')
@example("<<EOT\n${<<EOT\n")
@example("{ (a) = 1 }.a[")
def test_any_text_is_an_expression_or_a_fault(text: str) -> None:
    ours(text)


@QUICK
@given(st.text(max_size=60) | EXPRESSIONS)
def test_any_text_is_a_template_or_a_fault(text: str) -> None:
    with suppress(InputError, EvaluationError, NotKnown):
        plain(evaluate(parse_template("x.tftpl", text, 1), SCOPE))


@QUICK
@given(
    st.lists(st.sampled_from(['a "b" {', "}", "x = ", "\n", "y {\n"]) | EXPRESSIONS, max_size=12).map("".join)
)
def test_any_text_is_a_body_or_a_fault_in_one_of_its_lines(text: str) -> None:
    line = None
    try:
        parse_hcl("x.tf", text)
    except InputError as error:
        line = error.line or 0
    assert line is None or 1 <= line <= text.count("\n") + 1


@pytest.mark.parametrize("text", ["(", "[", "{ a = ", '"${', "-", "!", "x ? ", "f(", "a[", "[for x in "])
def test_what_is_nested_without_end_is_a_fault(text: str) -> None:
    with pytest.raises(InputError):
        parse_expression("x.tf", text * 5000, 1)


@pytest.mark.parametrize("text", [" + 1", ".a", "[0]", " && true", " == 1", "[*]", ".*"])
def test_a_chain_without_end_is_a_fault(text: str) -> None:
    with pytest.raises(InputError):
        parse_expression("x.tf", "a" + text * 5000, 1)


def test_text_is_itself_as_a_literal() -> None:
    @QUICK
    @given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
    def holds(text: str) -> None:
        quoted = FUNCTIONS["jsonencode"].call(text).replace("${", "$${").replace("%{", "%%{")
        assume("\\b" not in quoted and "\\f" not in quoted)
        found = parse_expression("x.tf", quoted, 1)
        assert isinstance(found, Literal)
        assert found.value == plain(lifted(text, Term(None)))

    holds()


# Functions


@QUICK
@given(VALUES)
def test_json_that_is_written_reads_as_it_was(value: Any) -> None:
    text = FUNCTIONS["jsonencode"].call(value)
    assert same(value, FUNCTIONS["jsondecode"].call(text))


@QUICK
@given(VALUES)
def test_yaml_that_is_written_reads_as_it_was(value: Any) -> None:
    text = FUNCTIONS["yamlencode"].call(value)
    # Not every sign may stand in YAML, and white space around line breaks is not kept by Terraform either.
    assume(all(sign.isalnum() or sign in ' "-:[]{},.\n' for sign in text) and "\n\n" not in text)
    assert same(value, FUNCTIONS["yamldecode"].call(text))


@settings(QUICK, max_examples=800)
@given(st.sampled_from(sorted(FUNCTIONS)), ARGUMENTS)
@example("regex", ["(a*)*b", "a" * 60])
@example("regex", ["(x+x+)+y", "x" * 5000])
@example("replace", ["a" * 100_000, "/(a|a)*$/", ""])
@example("format", ["%999999999d", 1])
@example("indent", [10**9, "\n"])
@example("pow", [10, 10**9])
@example("cidrsubnet", ["10.0.0.0/8", 10**9, 1])
@example("yamldecode", ["&a [" + "[" * 500])
@example("jsondecode", ["[" * 100_000])
def test_a_function_gives_a_value_or_its_error(name: str, arguments: list[Any]) -> None:
    with suppress(FunctionError):
        FUNCTIONS[name].call(*arguments)


@settings(QUICK, max_examples=800)
@given(CALLED, ARGUMENTS, st.integers(0, 3), st.booleans(), VALUES)
@example("coalesce", [[False, ""], None], 1, False, [])
def test_what_is_not_known_stays_so_unless_it_does_not_matter(
    name: str, arguments: list[Any], place: int, inside: bool, value: Any
) -> None:
    assume(place < len(arguments))
    known = [lifted(argument, Term(None)) for argument in arguments]
    hole = unknown("a test leaves it open", "parameter", "var.x")
    with_hole = [_filled(term, hole, inside) if i == place else term for i, term in enumerate(known)]
    with_value = [
        _filled(term, lifted(value, Term(None)), inside) if i == place else term
        for i, term in enumerate(known)
    ]
    try:
        decided = plain(call(name, with_hole))
        found = plain(call(name, with_value))
    except (EvaluationError, NotKnown):
        return
    assert same(decided, found)


def _filled(term: Term, inner: Term, inside: bool) -> Term:
    """A term, or only its first element, exchanged."""
    data = term.data
    if not inside or not isinstance(data, list) or not data or isinstance(data, TerraformSet):
        return inner
    return replace(term, data=type(data)([inner, *data[1:]]))


@settings(QUICK, max_examples=800)
@given(CALLED, ARGUMENTS, st.integers(0, 3))
def test_what_is_made_from_a_secret_is_one(name: str, arguments: list[Any], place: int) -> None:
    assume(place < len(arguments) and name not in ("can", "try"))
    terms = [lifted(argument, Term(None)) for argument in arguments]
    terms[place] = replace(terms[place], sensitive=True)
    try:
        result = call(name, terms)
    except EvaluationError:
        return
    assert any(part.sensitive for part in result.parts())


@QUICK
@given(VALUES)
def test_a_secret_in_text_or_a_collection_is_kept(value: Any) -> None:
    scope = SCOPE.having(x=replace(lifted(value, Term(None)), sensitive=True))
    for text in ('"a${x}"', "[x]", "{ a = x }", "[for y in x : y]", "x == 1", "x ? 1 : 2", "[x][0]", "x[*]"):
        try:
            result = evaluate(parse_expression("x.tf", text, 1), scope)
        except EvaluationError:
            continue
        assert any(part.sensitive for part in result.parts())


# Files

ROW = 'resource "aws_s3_bucket" "b" {\n  bucket = "a-${var.x}" # "\n  tags   = { a = 1, b = [1, 2] }\n}\n'
BREAKS = {
    "a block": 'resource "a" "b" {\n',
    "a list": "x = [1,\n",
    "a call": "x = upper(\n",
    "text": 'x = "abc\n',
    "a template": 'x = "${abc"\n',
    "a directive": 'x = "%{ if true }"\n',
    "a heredoc": "x = <<EOT\n",
    "an indented heredoc": "x = <<-EOT\n",
    "a comment": "/* x\n",
    "a heredoc in a template": 'x = "${<<EOT\n"\n',
}


@pytest.mark.parametrize("what", BREAKS)
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_what_is_not_closed_in_a_large_file_is_found(what: str, place: str) -> None:
    rows = 250
    before = {"first": 0, "middle": rows // 2, "last": rows}[place]
    text = ROW * before + BREAKS[what] + ROW * (rows - before)
    with pytest.raises(InputError) as caught:
        parse_hcl("x.tf", text)
    assert caught.value.line is not None
    assert 4 * before < caught.value.line <= 4 * rows + 2


def test_a_file_of_many_heredocs_is_read() -> None:
    rows = 4000
    body = parse_hcl(
        "x.tf", "".join(f"x{i} = <<-EOT\n  a << ${{b}}\n  <<EOT {{\n  EOT\n" for i in range(rows))
    )
    assert len(body.attributes) == rows


def test_a_file_of_one_very_long_heredoc_is_read() -> None:
    body = parse_hcl("x.tf", "x = <<EOT\n" + "a row of text $ % { }\n" * 20_000 + "EOT\n")
    assert len(body.literal("x")) == 20_000 * 22  # type: ignore[arg-type]  # it is text

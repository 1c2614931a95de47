"""Files as python-hcl2 reads them, against the reader for everything else."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from adapters.errors import InputError
from adapters.terraform.expressions import parse_body
from adapters.terraform.hcl_source import parse_hcl
from adapters.terraform.syntax import Attribute, Block, Literal
from tests.terraform import recorded

# What python-hcl2 takes, and Terraform refuses or reads otherwise.
LENIENT = {'[["a"], ["b"]].1.0', '[["a"], ["b"]].*.0', "{ for = 1 }", "{ a.b = 1 }", "{ a = 1 b = 2 }"}


def shape(part: Any) -> Any:
    """A tree without its lines."""
    if dataclasses.is_dataclass(part):
        fields = [field.name for field in dataclasses.fields(part) if field.name not in ("line", "end_line")]
        return type(part).__name__, [shape(getattr(part, name)) for name in fields]
    if isinstance(part, dict):
        return {key: shape(value) for key, value in part.items()}
    return [shape(item) for item in part] if isinstance(part, list | tuple) else part


def test_both_readers_give_the_same() -> None:
    calls = [case["call"] for case in recorded("expressions.json")[::3] if case["call"] not in LENIENT]
    for call in calls:
        text = f"locals {{\n  x = (\n{call}\n)\n}}\n"
        assert outcome(parse_hcl, text) == outcome(parse_body, text), call


def outcome(parse: Any, text: str) -> Any:
    try:
        return shape(parse("x.tf", text))
    except InputError:
        return "refused"


def test_lines_are_those_of_the_file() -> None:
    body = parse_hcl(
        "x.tf",
        'resource "a" "b" {\n  name = "x"\n\n  rule {\n    list = [\n      1,\n    ]\n    text = <<-EOT\n      a\n'
        "      ${b}\n    EOT\n  }\n}\n",
    )
    (block,) = body.blocks
    assert (block.labels, block.line, block.end_line) == (["a", "b"], 1, 13)
    assert span(block.body.attributes["name"]) == (2, 2)
    (rule,) = block.body.blocks
    assert span(rule) == (4, 12)
    assert span(rule.body.attributes["list"]) == (5, 7)
    assert span(rule.body.attributes["text"]) == (8, 11)


def span(part: Attribute | Block) -> tuple[int, int]:
    return part.line, part.end_line


@pytest.mark.parametrize(
    "text", ["x = !!true", 'x = "a${\n  1 + 1\n}"', 'x = "a ${~ 1 ~} b"', "x = {\n  é = 1\n}"]
)
def test_what_python_hcl2_refuses_is_read_all_the_same(text: str) -> None:
    assert "x" in parse_hcl("x.tf", text).attributes


@pytest.mark.parametrize("text", ["x = 1", "\ufeffx = 1\r\n", "x = <<E\n1\nE"])
def test_files_begin_and_end_as_they_like(text: str) -> None:
    expression = parse_hcl("x.tf", text).attributes["x"].expression
    assert isinstance(expression, Literal)
    assert str(expression.value).strip() == "1"

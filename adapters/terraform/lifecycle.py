"""What the `lifecycle` of a resource leaves to others.

https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#ignore_changes
"""

from __future__ import annotations

from adapters.terraform.syntax import Block, Expression, Literal, Tuple, text_of

# Created with something that holds the place of what somebody fills in by hand.
_FILLED_IN = {"aws_secretsmanager_secret_version": "secret_string", "aws_ssm_parameter": "value"}


def ignored_arguments(block: Block) -> set[str]:
    """The arguments whose changes are ignored; `tags["Created"]` is one of `tags`."""
    lifecycle = next(block.body.of("lifecycle"), None)
    attribute = lifecycle.body.attributes.get("ignore_changes") if lifecycle is not None else None
    if attribute is None:
        return set()
    expression = attribute.expression
    items = expression.items if isinstance(expression, Tuple) else [expression]
    return {_text(item).partition("[")[0].partition(".")[0] for item in items}


def _text(expression: Expression) -> str:
    return str(expression.value) if isinstance(expression, Literal) else text_of(expression)


def is_filled_in_elsewhere(block: Block, argument: str) -> bool:
    """Whether an argument is the value of a secret or parameter, and what is written is not to stay."""
    return _FILLED_IN.get(block.labels[0]) == argument and not {"all", argument}.isdisjoint(
        ignored_arguments(block)
    )

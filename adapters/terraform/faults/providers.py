"""Providers that are chosen or made by an expression."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.terraform.faults.found import Found, found
from adapters.terraform.module import Module
from adapters.terraform.syntax import Expression, GetAttribute, Literal, Name, text_of


def unfit(module: Module) -> Iterator[Found]:
    """Yield them: Terraform wants each to be a constant."""
    for address, block in module.configuration.providers.items():
        for name in ("for_each", "count"):
            if name in block.body.attributes:
                message = f"a provider takes no `{name}`"
                yield found("provider", f"provider.{address}.{name}", message, block.body.attributes[name])
        alias = block.body.attributes.get("alias")
        if alias is not None and not isinstance(alias.expression, Literal):
            yield found("provider", f"provider.{address}.alias", "the alias is not a constant", alias)
    for (mode, type, name), block in module.configuration.resources.items():
        chosen = block.body.attributes.get("provider")
        if chosen is not None and not _is_provider(chosen.expression):
            address = f"{module.prefix}{'data.' if mode == 'data' else ''}{type}.{name}"
            yield found(
                "provider", f"{address}.provider", f"`{text_of(chosen.expression)}` is no provider", chosen
            )


def _is_provider(expression: Expression) -> bool:
    """Whether an expression is `aws` or `aws.alias`; older syntax has it in quotes."""
    match expression:
        case Name() | Literal(value=str()):
            return True
        case GetAttribute(target=Name(name=name)):
            return name not in ("var", "local", "each", "module", "data")
    return False

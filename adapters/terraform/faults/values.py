"""Values of variables that a validation of their own refuses.

https://developer.hashicorp.com/terraform/language/validate
"""

from __future__ import annotations

from collections.abc import Iterator

from adapters.errors import InputError
from adapters.terraform.evaluator import EvaluationError, evaluate
from adapters.terraform.faults.found import Found, found
from adapters.terraform.module import Module
from adapters.terraform.syntax import Expression
from adapters.terraform.terms import NotKnown, plain


def refused(module: Module) -> Iterator[Found]:
    """Yield values of a root module's variables, given or by default, that a validation of their own refuses."""
    if module.run.is_completed:
        return
    for name, block in module.configuration.variables.items():
        given = module.run.given.get(name)
        value = given or block.body.attributes.get("default")
        for validation in block.body.of("validation") if value is not None else ():
            condition = validation.body.attributes.get("condition")
            if value is not None and condition is not None and _is_false(module, condition.expression):
                what = "the default" if given is None else "the value that it is given"
                told = validation.body.literal("error_message")
                message = f"{name}: {what} does not pass the validation" + (f": {told}" if told else "")
                yield found("value", f"Parameters.{name}.Default", message, value)


def _is_false(module: Module, condition: Expression) -> bool:
    """Whether a condition is known not to hold."""
    try:
        return plain(evaluate(condition, module.scope)) is False
    except (EvaluationError, InputError, NotKnown, RecursionError):
        return False

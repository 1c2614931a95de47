"""Functions that Terraform no longer has."""

from __future__ import annotations

from adapters.terraform.admitted import is_for_before
from adapters.terraform.faults.attributes import attributes
from adapters.terraform.faults.found import Found, found
from adapters.terraform.module import Module
from adapters.terraform.syntax import Call, walk

# Functions that Terraform had, and what stands for them now.
# https://developer.hashicorp.com/terraform/language/functions/list
_GONE = {"list": "tolist([...])", "map": "tomap({...})"}
_GONE_SINCE = (0, 15, 0)
# What goes on without a value.
_CAREFUL = frozenset({"try", "can"})


def gone(module: Module, root: Module) -> list[Found]:
    """Return calls of them, unless the root or the module is for a Terraform that has them."""
    calls = []
    for where, attribute in attributes(module):
        called = {one.function for one in walk(attribute.expression) if isinstance(one, Call)}
        for name in sorted(called & _GONE.keys()) if called.isdisjoint(_CAREFUL) else ():
            message = f"there is no function `{name}` since Terraform 0.15: write `{_GONE[name]}`"
            calls.append(found("function", where, message, attribute))
    # Asked only of these few: it looks for a file in all folders above.
    if calls and any(is_for_before(one.configuration, _GONE_SINCE) for one in (root, module)):
        return []
    return calls

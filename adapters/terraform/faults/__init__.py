"""What is wrong in a configuration and seen without a run: names, required arguments, files, times.

Most of it Terraform or the provider refuses.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from adapters.terraform import clocks, completion, exclusive, module_calls, references
from adapters.terraform.admitted import Versions, constraint, ends_by, is_for_before
from adapters.terraform.faults import absent, functions, names, providers, values
from adapters.terraform.faults.found import Found, found
from adapters.terraform.module import Module

_COMPLETED = "Terragrunt or a template may make the file that declares it"


def faults(module: Module) -> list[Found]:
    """Return what is wrong in a root module and in those of the same project that it calls, each once."""
    versions = Versions.of(module.configuration, module.run.is_completed)
    # What later versions deprecated, an early one takes.
    early = {"deprecated"} if ends_by(constraint(module.configuration), (4, 0, 0)) else set()
    early |= {"block"} if is_for_before(module.configuration, (0, 12, 0)) else set()
    distinct: dict[tuple[str, str], Found] = {}
    for one in _modules(module):
        for fault in (
            *(fault for fault in names.unfit(one, versions) if fault.fault["kind"] not in early),
            *providers.unfit(one),
            *_clocks(one),
            *functions.gone(one, module),
            *_exclusive(one),
            *absent.modules(one),
            *_unfit_calls(one),
            *_absent_names(one, versions),
            *absent.files_read(one),
            *absent.packages(one),
        ):
            distinct.setdefault((fault.fault["attribute"], fault.fault["message"]), fault)
    return [*distinct.values(), *values.refused(module)]


def _modules(module: Module) -> Iterator[Module]:
    """The modules that the project itself holds: what `terraform init` downloads is somebody else's."""
    seen: set[str] = set()
    waiting = [module]
    while waiting:
        one = waiting.pop(0)
        place = one.path.replace(os.sep, "/")
        if place in seen or "/.terraform/" in f"/{place}/":
            continue
        seen.add(place)
        yield one
        waiting += one.children


def _clocks(module: Module) -> Iterator[Found]:
    for where, attribute in clocks.moving(module.configuration):
        message = f"`{attribute.name}` is made from the time, and differs in every run"
        yield found("clock", f"{module.prefix}{where}", message, attribute)


def _exclusive(module: Module) -> Iterator[Found]:
    for where, message, place, doubt in exclusive.together(module):
        yield found("exclusive", where, message, place, doubt)


def _unfit_calls(module: Module) -> Iterator[Found]:
    """Calls that do not fit what the module declares."""
    for one in module_calls.unfit(module):
        yield found(one.kind, one.where, one.message, one.place)


def _absent_names(module: Module, versions: Versions) -> Iterator[Found]:
    """Names that nothing declares, and attributes that nothing gives."""
    around = _COMPLETED if module.run.is_completed or completion.has_templates(module.path) else None
    for one in references.missing(module):
        doubt = around if one.is_settled or not versions.newer else names.OTHER_VERSION
        yield found("reference", one.where, one.message, one.attribute, doubt)

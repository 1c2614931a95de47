"""Puts a ruleset onto a running server, module by module."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from graphlib import CycleError, TopologicalSorter

from stackgrade.errors import EngineError
from stackgrade.opa import content
from stackgrade.opa.client import Client
from stackgrade.opa.faults import Refused
from stackgrade.ruleset import Ruleset

# What ours are called among the policies of a server.
PREFIX = "stackgrade/"

_IMPORT = re.compile(r"^import data\.([\w.]+)", re.MULTILINE)
_PACKAGE = re.compile(r"^package +([\w.]+)", re.MULTILINE)
_RULES = ("rules/", "own/")


def push(
    client: Client,
    ruleset: Ruleset,
    system: bool = True,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Bring a server to a ruleset and return how many modules were put or deleted.

    There is no transaction over several modules. So the revision is taken away first and comes back last: who asks in
    between is told that there is none, and never judged by half of the rules. A push that was broken off is taken up
    where it ended. `progress` is told how many steps are done, and of how many. Raises EngineError, and leaves the
    server without a revision, when it refuses something.
    """
    wanted = {PREFIX + name: text.decode() for name, text in content.modules(ruleset, system).items()}
    held = modules(client)
    changed = {name for name in wanted.keys() | held.keys() if wanted.get(name) != held.get(name)}
    if any(name in held and not name.removeprefix(PREFIX).startswith(_RULES) for name in changed):
        changed = wanted.keys() | held.keys()  # OPA refuses what leaves a caller without its function
    data = content.data(ruleset)
    # Callers go before what they call, and come after it.
    old = [name for name in reversed(_ordered(held)) if name in changed]
    new = [name for name in _ordered(wanted) if name in changed]
    steps = [*(partial(client.delete_policy, name) for name in old)]
    steps += (partial(client.put_policy, name, wanted[name]) for name in new)
    try:
        client.put_data("stackgrade", {**data, "revision": None})
    except Refused as error:
        if "owned by bundle" not in str(error):
            raise
        raise EngineError(
            f"{error}; `stackgrade opa bundle` writes the one that brings it these rules"
        ) from error
    for done, step in enumerate(steps):
        progress(done, len(steps))
        step()
    client.put_data("stackgrade", data)
    return len(changed)


def modules(client: Client) -> dict[str, str]:
    """Return the modules of ours that a server holds by name, those of a bundle not among them."""
    return {one["id"]: one["raw"] for one in client.policies() if one["id"].startswith(PREFIX)}


def _ordered(texts: Mapping[str, str]) -> list[str]:
    """Return the names so that each comes after those whose packages it imports."""
    by_package: dict[str, list[str]] = {}
    for name in sorted(texts):
        by_package.setdefault(_package(texts[name]), []).append(name)
    before = {
        name: [
            other
            for package in sorted(_IMPORT.findall(texts[name]))
            for other in by_package.get(package, ())
            if other != name
        ]
        for name in sorted(texts)
    }
    try:
        return [*TopologicalSorter(before).static_order()]
    except CycleError as error:
        circle = " -> ".join(name.removeprefix(PREFIX) for name in error.args[1])
        raise EngineError(
            f"modules that import each other cannot be put one by one: {circle}; a bundle takes them"
        ) from error


def _package(text: str) -> str:
    found = _PACKAGE.search(text)
    return found[1] if found else ""

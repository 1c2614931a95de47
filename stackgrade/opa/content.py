"""What a server holds of a ruleset: the Rego, the data beside it, and the manifest of the bundle."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from stackgrade import __version__, catalogue, profiles
from stackgrade.ruleset import Ruleset

DATA = "stackgrade/data.json"
MANIFEST = ".manifest"

# What a server has from us; everything else there is somebody else's. The second is the mask of decision logs.
ROOTS = ("stackgrade", "system/log")


def data(ruleset: Ruleset) -> dict[str, Any]:
    """Return what stands under `data.stackgrade` beside the rules.

    `revision`, `catalogue` (failures by id, with the rules that detect them) and `profiles` (by name).
    """
    failures = catalogue.load()
    seen = {name for name, failure in failures.items() if not failure.not_static}
    known = {
        rule.id: [failure for failure in rule.failures if failure in seen] for rule in ruleset.rules.values()
    }
    covered = catalogue.coverage(failures, known)
    return {
        "revision": ruleset.revision,
        "catalogue": {
            name: {**asdict(failure), "status": covered[name].status, "rules": covered[name].rules}
            for name, failure in failures.items()
        },
        "profiles": {name: profiles.built_in(name).data() for name in profiles.names()},
    }


def manifest(ruleset: Ruleset, system: bool = True) -> dict[str, Any]:
    """Return the bundle's manifest; without `system`, the bundle says nothing about decision logs."""
    return {
        "revision": ruleset.revision,
        "roots": list(ROOTS if system else ROOTS[:1]),
        "rego_version": 1,
        "metadata": {"stackgrade": __version__, "rules": len(ruleset.rules)},
    }


def modules(ruleset: Ruleset, system: bool = True) -> dict[str, bytes]:
    """Return the Rego by name, sorted."""
    found = ruleset.modules()
    return {name: found[name] for name in sorted(found) if system or not name.startswith("system/")}


def encoded(value: dict[str, Any]) -> bytes:
    """Return data as JSON; the same data gives the same bytes."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()

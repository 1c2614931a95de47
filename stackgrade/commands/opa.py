"""`stackgrade opa`: the rules on OPA servers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from stackgrade import configuration, ruleset, text
from stackgrade.commands import FAILED, OK, inputs, outputs
from stackgrade.commands.progress import progress
from stackgrade.errors import UsageError
from stackgrade.opa import connection
from stackgrade.opa.status import Status
from stackgrade.ruleset import Ruleset
from stackgrade.text import Line, line

_MANY = 100  # modules, from which on a push is a matter of minutes


def run(arguments: argparse.Namespace) -> int:
    """Do what the action says; raises UsageError and EngineError."""
    rules = ruleset.load(inputs.policies(arguments))
    rules.check_is_current()
    if arguments.action == "bundle":
        return _bundle(arguments, rules)
    if arguments.action == "push":
        return _push(arguments, rules)
    return _status(arguments, rules)


def _bundle(arguments: argparse.Namespace, rules: Ruleset) -> int:
    from stackgrade.opa import bundle

    output = outputs.file(arguments.output)
    files = bundle.files(rules, system=not arguments.no_system)
    if arguments.signing_key:
        key = Path(arguments.signing_key)
        if not key.is_file():
            raise UsageError(f"--signing-key {key}: no such file")
        files = bundle.signed(files, key, arguments.signing_alg)
    outputs.save(bundle.archived(files), output)
    print(f"{output}: {len(rules.rules)} rules, revision {rules.revision}")
    return OK


def _push(arguments: argparse.Namespace, rules: Ruleset) -> int:
    from stackgrade.opa.client import Client
    from stackgrade.opa.push import push

    server = connection.resolve(arguments.opa_url, configuration.folder())
    with Client(server) as client, progress("pushing") as shown:

        def tell(done: int, total: int) -> None:
            if done == 0 and total >= _MANY:
                said = f"{server.url}: {total} modules, which OPA compiles anew with each of them: minutes"
                print(said, file=sys.stderr)
            shown(done, total)

        changed = push(client, rules, not arguments.no_system, tell)
    print(f"{server.url}: {changed} modules changed, revision {rules.revision}")
    return OK


def _status(arguments: argparse.Namespace, rules: Ruleset) -> int:
    from stackgrade.opa.client import Client
    from stackgrade.opa.status import status

    server = connection.resolve(arguments.opa_url, configuration.folder())
    with Client(server) as client:
        found = status(client, server.url, rules)
    if arguments.format == "json":
        print(json.dumps({"schema_version": "1", **asdict(found), "current": found.is_current}, indent=2))
    else:
        text.write(_lines(found), sys.stdout)
    return OK if found.is_current else FAILED


def _lines(status: Status) -> Iterator[Line]:
    yield line((status.url, "strong"), f", OPA {status.version}")
    if status.revision is None:
        yield line("  ", ("holds no ruleset of stackgrade", "bad"))
    elif status.revision != status.wanted:
        yield line("  revision ", (status.revision, "bad"))
        yield line("  this is  ", status.wanted)
    else:
        yield line("  revision ", (status.revision, "good"), ", as here")
    for name, revision in status.bundles.items():
        yield line(f"  bundle   {name} {revision}")
    if status.altered is None:
        yield line("  modules  cannot be seen by this client")
    for name in status.altered or ():
        yield line("  altered  ", (name, "bad"))

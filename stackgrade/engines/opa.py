"""The ruleset on an OPA server, which holds it as a bundle or as policies that were pushed."""

from __future__ import annotations

import atexit
from collections.abc import Collection, Mapping
from typing import Any

from stackgrade.engines import Verdict, answers
from stackgrade.errors import EngineError
from stackgrade.opa.client import Client
from stackgrade.opa.connection import Connection
from stackgrade.opa.faults import Unreachable
from stackgrade.ruleset import Ruleset

_EMPTY = "holds no ruleset of stackgrade: `stackgrade opa push` or a bundle brings it there"
_SHOWN = 12


class Opa:
    """Has documents judged by a server, each in a request of its own.

    Raises EngineError when the server cannot be asked, or holds other rules than ours; `warnings` says so where the
    connection allows it.
    """

    name = "opa"

    def __init__(self, ruleset: Ruleset, connection: Connection) -> None:
        self._ruleset = ruleset
        self._connection = connection
        self._client = Client(connection)
        atexit.register(self._client.close)
        self._down: Unreachable | None = None
        self._warnings: set[str] = set()
        self.warnings: Collection[str] = self._warnings
        self._check(self._client.data("stackgrade/revision"))

    def evaluate(self, document: Mapping[str, Any]) -> list[Verdict]:
        """Return the verdicts on one normalized document, sorted.

        Raises EngineError when there is no answer, or when it is not complete. A server that could not be reached once
        is not asked again: each further document would cost another time-out.
        """
        if self._down:
            raise self._down
        try:
            report = self._client.decide("stackgrade/report", document)
        except Unreachable as error:
            self._down = error
            raise
        if report is None:
            raise EngineError(f"the OPA server {self._connection.url} {_EMPTY}")
        if not isinstance(report, dict):
            raise EngineError("the ruleset's answer is no report")
        if self._check(report.get("revision")):
            return answers.verdicts(report, document, self._ruleset.engine_rules)
        return self._of_other_rules(report, document)

    def _check(self, revision: Any) -> bool:
        """Whether the server's revision is ours; raises EngineError unless another one is allowed."""
        if revision == self._ruleset.revision:
            return True
        url = self._connection.url
        if not isinstance(revision, str):
            raise EngineError(f"the OPA server {url} {_EMPTY}")
        ours = self._ruleset.revision[:_SHOWN]
        said = f"the OPA server {url} holds revision {revision[:_SHOWN]} of the rules, and this is {ours}"
        if not self._connection.any_revision:
            raise EngineError(
                f"{said}: publish these, or take that version of stackgrade (--allow-other-revision accepts it)"
            )
        self._warnings.add(said)
        return False

    def _of_other_rules(self, report: Mapping[str, Any], document: Mapping[str, Any]) -> list[Verdict]:
        """Return what rules of another revision say, as far as this one knows them."""
        rules = report.get("rules")
        given = {rule for rule in rules if isinstance(rule, str)} if isinstance(rules, list) else set()
        ours = set(self._ruleset.rules)
        for what, ids in (("lacks", ours - given), ("has, and this does not know,", given - ours)):
            if ids:
                self._warnings.add(f"the OPA server {self._connection.url} {what} {', '.join(sorted(ids))}")
        found = answers.verdicts(report, document, given)
        return [verdict for verdict in found if verdict.rule_id in ours]

"""From the ruleset's report to verdicts, the same way for every engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, get_args

from adapters.model import Location
from stackgrade.engines import Status, Verdict
from stackgrade.errors import EngineError

_LISTS = ("errors", "rules", "verdicts")
_STATUSES = frozenset(get_args(Status))
_SHOWN = 3
_TEXT = (str, type(None))
_NOWHERE: Location = {"path": "", "start_line": 0, "end_line": 0}


def verdicts(report: Any, document: Mapping[str, Any], rule_ids: Collection[str]) -> list[Verdict]:
    """Return a report's verdicts, sorted by rule, address, attribute, message, reason and place.

    Raises EngineError when it is no report, when it says that something is wrong, or when the rules that gave it are
    not exactly those of `rule_ids` and those that judged the document before.
    """
    if not isinstance(report, dict) or not all(isinstance(report.get(name), list) for name in _LISTS):
        raise EngineError("the ruleset's answer is no report")
    errors = report["errors"]
    try:
        given = set(report["rules"])
        found = [Verdict(**verdict) for verdict in report["verdicts"]]
    except TypeError as error:
        raise EngineError("the ruleset's answer is no report") from error
    if errors:
        # They are a set to the rules, which engines list in an order of their own.
        raise EngineError("; ".join(sorted(map(str, errors))[:_SHOWN]))
    lost = given.symmetric_difference({*rule_ids, *document.get("judged", {}).get("rules", {})})
    if lost:
        raise EngineError(f"rules without a verdict: {', '.join(sorted(map(str, lost)))}")
    if not all(_is_sound(verdict, given) for verdict in found):
        raise EngineError("the ruleset's answer holds what is no verdict")
    return sorted(found, key=_order)


def _is_sound(verdict: Verdict, rule_ids: Collection[str]) -> bool:
    return (
        verdict.status in _STATUSES
        and verdict.rule_id in rule_ids
        and isinstance(verdict.address, str)
        and isinstance(verdict.type, str)
        and isinstance(verdict.attribute, _TEXT)
        and isinstance(verdict.message, _TEXT)
        and isinstance(verdict.reason, _TEXT)
        and isinstance(verdict.case, _TEXT)
        and (verdict.location is None or verdict.location.keys() == Location.__annotations__.keys())
    )


def _order(verdict: Verdict) -> tuple[str | int, ...]:
    place = verdict.location or _NOWHERE
    return (
        verdict.rule_id, verdict.address, verdict.attribute or "", verdict.message or "", verdict.reason or "",
        place["path"], place["start_line"], place["end_line"],
    )  # fmt: skip

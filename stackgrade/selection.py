"""Which rules the user asks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase

from stackgrade.errors import UsageError
from stackgrade.hints import did_you_mean


def select(ids: Collection[str], wanted: Sequence[str], skipped: Sequence[str]) -> frozenset[str]:
    """Return the wanted rules, all when none is named, without the skipped ones.

    Both hold ids and patterns such as `FC_RDS_*`. Raises UsageError for one that fits no rule.
    """
    chosen = {rule_id for pattern in wanted for rule_id in matching(pattern, ids)} if wanted else set(ids)
    return frozenset(chosen.difference(*(matching(pattern, ids) for pattern in skipped)))


def matching(pattern: str, ids: Collection[str]) -> set[str]:
    """Return the ids that a pattern fits; raises UsageError when it fits none."""
    found = {rule_id for rule_id in ids if fnmatchcase(rule_id, pattern.upper())}
    if not found:
        service = f"FC_{pattern.upper()}_*"
        if any(fnmatchcase(rule_id, service) for rule_id in ids):
            raise UsageError(f"no rule {pattern} (did you mean '{service}'?); `stackgrade rules` lists them")
        raise UsageError(f"no rule {pattern}{did_you_mean(pattern, ids)}; `stackgrade rules` lists them")
    return found

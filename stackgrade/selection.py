"""Which rules the user asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase

from stackgrade.errors import UsageError
from stackgrade.hints import did_you_mean


@dataclass(frozen=True)
class Selection:
    """The wanted rules, all when none is named, without the skipped ones: ids, and patterns such as `FC_RDS_*`."""

    wanted: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    def of(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are asked for."""
        return frozenset(
            rule_id
            for rule_id in ids
            if (not self.wanted or _fits(rule_id, self.wanted)) and not _fits(rule_id, self.skipped)
        )

    def checked(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of the ids that are asked for; raises UsageError for what fits no rule, and when none is left:
        a run without rules would pass whatever it is given."""
        for pattern in (*self.wanted, *self.skipped):
            if not any(_fits(rule_id, (pattern,)) for rule_id in ids):
                raise UsageError(f"no rule {pattern}{_meant(pattern, ids)}; `stackgrade rules` lists them")
        chosen = self.of(ids)
        if not chosen:
            raise UsageError("--skip-rule leaves no rule to judge by")
        return chosen


def _fits(rule_id: str, patterns: Collection[str]) -> bool:
    return any(fnmatchcase(rule_id, pattern.upper()) for pattern in patterns)


def _meant(pattern: str, ids: Collection[str]) -> str:
    service = f"FC_{pattern.upper()}_*"
    if any(_fits(rule_id, (service,)) for rule_id in ids):
        return f" (did you mean '{service}'?)"
    return did_you_mean(pattern, ids)

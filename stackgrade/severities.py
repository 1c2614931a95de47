"""How severe a failure is."""

from __future__ import annotations

SEVERITIES = ("critical", "high", "medium", "low")  # the most severe first
THRESHOLDS = (*SEVERITIES, "never")


def reaching(threshold: str) -> tuple[str, ...]:
    """Return the severities that reach a threshold; none reaches `never`."""
    return () if threshold == "never" else SEVERITIES[: SEVERITIES.index(threshold) + 1]

"""From verdicts to a score and a grade; `docs/grading.md` gives the reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import fsum
from typing import NamedTuple

from stackgrade.engines import Verdict
from stackgrade.ruleset import Rule

WEIGHTS = {"critical": 8, "high": 4, "medium": 2, "low": 1}  # each level weighs twice the next
GRADES = (("A", 90.0), ("B", 80.0), ("C", 70.0), ("D", 60.0), ("F", 0.0))
# What a stack comes closest to with one such failure and nothing else wrong: a D, a B. The worst of a stack counts.
CEILINGS = {"critical": 69.9, "high": 89.9}


class Grade(NamedTuple):
    """Both are None when nothing was judged: a stack of which nothing is known must not look excellent."""

    letter: str | None
    score: float | None


def grade(verdicts: Iterable[Verdict], rules: Mapping[str, Rule]) -> Grade:
    """Grade one stack by the rules' verdicts on it."""
    failed: dict[str, dict[str, bool]] = defaultdict(dict)
    for verdict in verdicts:
        if verdict.status != "unknown":
            subjects = failed[verdict.rule_id]
            subjects[verdict.address] = subjects.get(verdict.address, False) or verdict.status == "fail"
    if not failed:
        return Grade(None, None)
    weights = {rule_id: WEIGHTS[rules[rule_id].severity] for rule_id in sorted(failed)}
    lost = fsum(
        weight * sum(failed[rule_id].values()) / len(failed[rule_id]) for rule_id, weight in weights.items()
    )
    score = 100 * (1 - lost / sum(weights.values()))
    worst = {rules[rule_id].severity for rule_id in failed if any(failed[rule_id].values())}
    score *= next((share / 100 for severity, share in CEILINGS.items() if severity in worst), 1)
    return _graded(score)


def average(grades: Iterable[Grade]) -> Grade:
    """Grade several stacks together: the mean of their scores, those without one left out."""
    scores = [grade.score for grade in grades if grade.score is not None]
    return _graded(fsum(scores) / len(scores)) if scores else Grade(None, None)


def _graded(score: float) -> Grade:
    # The letter follows the score as people are shown it, so that no report has 90.0 beside a B.
    shown = round(max(score, 0.0), 1)
    return Grade(next(letter for letter, least in GRADES if shown >= least), round(max(score, 0.0), 2))

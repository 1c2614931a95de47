"""Many comparisons in one table, a line for each pair."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from stackgrade import __version__
from stackgrade.analysis import grade
from stackgrade.analysis.json import SCHEMA_VERSION, summary
from stackgrade.batch import Batch
from stackgrade.comparison import FATES, Comparison
from stackgrade.grading import Grade
from stackgrade.markup import code, table
from stackgrade.reports.json import problem
from stackgrade.text import Line, counted, line

_STYLES = {"after": "good", "before": "bad", "even": "fair", None: "dim"}


def lines(batch: Batch) -> Iterator[Line]:
    """Yield the table for a terminal."""
    widest = max(len(name) for name in batch.pairs)
    before, after = (f"{name[:10]:>10}" for name in batch.names)
    yield line((f"{'pair':<{widest}} {before} {after}  better      fixed  came in  remain", "strong"))
    for name, pair in batch.pairs.items():
        counts = pair.counts
        yield line(
            (f"{name:<{widest}}", "path"),
            f" {_short(pair.before.grade):>10} {_short(pair.after.grade):>10}  ",
            (f"{_better(batch, pair)[:10]:<10}", _STYLES[pair.verdict]),
            f" {counts['fixed']:>6} {counts['introduced']:>8} {counts['remaining']:>7}",
        )
    yield line()
    yield line(_summary(batch))


def render(batch: Batch, format: str) -> str:
    """Return the table as `markdown`, `json` or `csv`."""
    return {"markdown": _markdown, "json": _json, "csv": _csv}[format](batch)


def _markdown(batch: Batch) -> str:
    rows = []
    for name, pair in batch.pairs.items():
        counts = [pair.counts[fate] for fate in ("fixed", "introduced", "remaining")]
        rows.append(
            [code(name), grade(pair.before.grade), grade(pair.after.grade), _better(batch, pair), *counts]
        )
    head = ["Pair", *map(code, batch.names), "Better", "Fixed", "Came in", "Remain"]
    return f"# {counted(len(batch.pairs), 'pair')} compared\n\n{_summary(batch)}\n\n{table(head, rows)}\n"


def _json(batch: Batch) -> str:
    content = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "stackgrade", "version": __version__},
        "sides": list(batch.names),
        "pairs": [_pair(name, pair) for name, pair in batch.pairs.items()],
        "errors": [problem(one) for one in batch.problems if not one.is_warning],
        "warnings": [problem(one) for one in batch.problems if one.is_warning],
        "summary": {
            "pairs": len(batch.pairs),
            "better": {side: batch.better(side) for side in ("before", "after", "even")},
            "not_ranked": batch.better(None),
        }
        | batch.counts,
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _pair(name: str, pair: Comparison) -> dict[str, Any]:
    return {
        "name": name,
        "before": {"grade": pair.before.grade.letter, "score": pair.before.grade.score},
        "after": {"grade": pair.after.grade.letter, "score": pair.after.grade.score},
        **summary(pair),
        "errors": [problem(one) for one in pair.errors],
        "warnings": [problem(one) for one in pair.warnings],
    }


def _csv(batch: Batch) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(
        ["pair", "before_grade", "before_score", "after_grade", "after_score", "better", *FATES, "errors"]
    )
    for name, pair in batch.pairs.items():
        grades = [*pair.before.grade, *pair.after.grade]
        writer.writerow([name, *grades, pair.verdict, *pair.counts.values(), len(pair.errors)])
    return written.getvalue()


def _better(batch: Batch, pair: Comparison) -> str:
    names = {"before": batch.names[0], "after": batch.names[1], "even": "even", None: "not ranked"}
    return names[pair.verdict]


def _short(grade: Grade) -> str:
    return "-" if grade.letter is None else f"{grade.letter} {grade.score:5.1f}"


def _summary(batch: Batch) -> str:
    counts = batch.counts
    ranked = [
        f"{batch.names[i]} is better in {batch.better(side)}" for i, side in ((1, "after"), (0, "before"))
    ]
    ranked += [f"even in {batch.better('even')}"]
    ranked += [f"not ranked {batch.better(None)}"] * bool(batch.better(None))
    return (
        f"{counted(len(batch.pairs), 'pair')}: {', '.join(ranked)}; "
        f"{counts['fixed']} fixed, {counts['introduced']} came in, {counts['remaining']} remain."
    )

"""The gate's verdict in one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stackgrade import text
from stackgrade.reports import Change, Report, gate
from tests.reports.samples import finding, report

NOTHING = Change(frozenset(), frozenset(), (), frozenset(), threshold="high")


def said(change: Change, of: Report) -> str:
    return text.plain([gate.summary(replace(of, change=change))]).strip()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (NOTHING, "may be merged"),
        (replace(NOTHING, fixed=(finding(),)), "may be merged; 1 failure fixed"),
        (
            replace(NOTHING, new=frozenset("ab")),
            "may be merged; 2 new failures below the threshold (high)",
        ),
        (
            replace(NOTHING, new=frozenset("abc"), blocking=frozenset("a")),
            "blocked by 1 new failure of severity high or above; 2 new failures below the threshold (high)",
        ),
        (
            replace(NOTHING, new=frozenset("a"), blocking=frozenset("a"), threshold="critical"),
            "blocked by 1 new failure of severity critical",
        ),
        (replace(NOTHING, new=frozenset("a"), threshold="never"), "may be merged; 1 new failure"),
    ],
)
def test_what_blocks_and_what_does_not(change: Change, expected: str) -> None:
    assert said(change, report(problems=())) == expected


def test_what_could_not_be_read_is_no_pass() -> None:
    change = replace(NOTHING, new=frozenset("ab"), blocking=frozenset("a"))
    assert said(change, report()) == "not decided, since not everything could be read; 2 new failures"


def test_a_change_that_touches_nothing() -> None:
    assert (
        said(NOTHING, replace(report(problems=()), stacks=())) == "may be merged; the change touches no stack"
    )

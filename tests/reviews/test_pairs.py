"""Every failure of the reviews that a template can show: the bad samples have it, the good one does not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from cfnlint.api import lint_file

from adapters.model import Options
from stackgrade import profiles, ruleset, run
from stackgrade.reports import Report
from stackgrade.run import Settings
from tests.reviews.pairs import EXPECTED, PAIRS, PROJECT, Setting, review

TEMPLATES = [pair.good for pair in PAIRS.values() if pair.good.is_file()]


@cache
def graded(sample: Path, setting: Setting, parameters: tuple[tuple[str, str], ...] = ()) -> Report:
    settings = Settings(
        profiles.resolve(setting.profile, PROJECT), frozenset(ruleset.load().rules), Options(dict(parameters))
    )
    report = run.grade([str(sample)], settings, jobs=1)
    assert not report.errors
    return report


def places(report: Report) -> dict[str, set[str]]:
    """The failures that are found, with the constructs or the addresses that have them; a stack has its name."""
    found: dict[str, set[str]] = {}
    for stack in report.stacks:
        for finding in stack.findings:
            if finding.status == "fail":
                for failure in finding.failures:
                    place = finding.resource.construct_path or finding.resource.address
                    found.setdefault(failure, set()).add(place)
    return found


@pytest.mark.parametrize("failure", EXPECTED)
def test_a_bad_sample_has_it(failure: str) -> None:
    pair = PAIRS[review(failure)]
    reports = [graded(sample, setting) for sample in pair.bad for setting in pair.settings]
    found = set().union(*(places(report).get(failure, set()) for report in reports))
    wanted = EXPECTED[failure]["bad"]
    for one in wanted if isinstance(wanted, list) else [wanted]:
        assert any(_touches(place, one.removesuffix("/Resource")) for place in found), (one, sorted(found))


def _touches(place: str, wanted: str) -> bool:
    """Whether one of two constructs is the other, or in it; a finding about a whole stack has its name."""
    place = place.replace("-", "/") if "/" not in place else place
    return place == wanted or wanted.startswith(f"{place}/") or place.startswith(f"{wanted}/")


@pytest.mark.parametrize("number", PAIRS)
def test_the_good_sample_has_none_of_them(number: str) -> None:
    pair = PAIRS[number]
    for setting in pair.settings:
        report = graded(pair.good, setting, setting.parameters)
        assert {failure for failure in places(report) if failure.startswith(f"F-{number}-")} == set()
        assert {stack.grade.letter for stack in report.stacks} <= {"A", "B"}


def test_every_failure_that_a_template_can_show_is_looked_for() -> None:
    visible = {
        part["id"]
        for number in PAIRS
        for entry in yaml.safe_load((PROJECT / f"policies/catalogue/{number}.yaml").read_text("utf-8"))
        for part in _leaves(entry)
        if "not_static" not in part
    }
    assert visible <= EXPECTED.keys(), sorted(visible - EXPECTED.keys())


def _leaves(entry: Any) -> Iterator[Any]:
    """The parts of a failure that have no parts of their own."""
    for part in entry.get("parts", []):
        yield from _leaves(part)
    if "parts" not in entry:
        yield entry


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.parent.name)
def test_a_good_template_holds_under_cfn_lint(template: Path) -> None:
    assert lint_file(template) == []

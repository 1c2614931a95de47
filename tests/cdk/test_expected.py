"""Every failure of two reviews that a template can show: the bad variant of a sample has it, the good one does not."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from stackgrade import profiles, ruleset, run
from stackgrade.run import Settings

FOLDER = Path(__file__).parent
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))
SAMPLES = {"001": "shop", "002": "payments"}
# What only a regime of its own asks for is judged under its profile.
PROFILES = ("production", "pci-dss")


@cache
def found(variant: str) -> dict[str, set[str]]:
    """The failures that are found, with the constructs or the outputs that have them."""
    places: dict[str, set[str]] = {}
    for name in PROFILES:
        settings = Settings(profiles.built_in(name), frozenset(ruleset.load().rules))
        report = run.grade([str(FOLDER / "assemblies" / variant)], settings, jobs=1)
        assert not report.errors
        for stack in report.stacks:
            for finding in stack.findings:
                if finding.status == "fail":
                    for failure in finding.failures:
                        place = finding.resource.construct_path or finding.resource.address
                        places.setdefault(failure, set()).add(place)
    return places


def sample(failure: str) -> str:
    return SAMPLES[failure.split("-")[1]]


@pytest.mark.parametrize("failure", EXPECTED)
def test_the_bad_variant_has_it(failure: str) -> None:
    places = found(f"{sample(failure)}-bad").get(failure, set())
    wanted = EXPECTED[failure]["bad"]
    for one in wanted if isinstance(wanted, list) else [wanted]:
        assert any(_touches(place, one.removesuffix("/Resource")) for place in places), (one, sorted(places))


def _touches(place: str, wanted: str) -> bool:
    """Whether one of two constructs is the other, or in it; a finding about a whole stack has its name."""
    place = place.replace("-", "/") if "/" not in place else place
    return place == wanted or wanted.startswith(f"{place}/") or place.startswith(f"{wanted}/")


@pytest.mark.parametrize("failure", EXPECTED)
def test_the_good_variant_does_not(failure: str) -> None:
    assert found(f"{sample(failure)}-good").get(failure, set()) == set()


def test_every_failure_that_a_template_can_show_is_looked_for() -> None:
    visible = {
        part["id"]
        for number in SAMPLES
        for part in _parts(Path("policies/catalogue") / f"{number}.yaml")
        if "not_static" not in part
    }
    assert visible <= EXPECTED.keys(), sorted(visible - EXPECTED.keys())


def _parts(path: Path) -> list[Any]:
    """The failures of a document that have no parts of their own."""
    content = yaml.safe_load((FOLDER.parents[1] / path).read_text(encoding="utf-8"))
    return [part for entry in content for part in _leaves(entry)]


def _leaves(entry: Any) -> list[Any]:
    parts = entry.get("parts")
    return [leaf for part in parts for leaf in _leaves(part)] if parts else [entry]


def test_expectations_are_plain() -> None:
    assert json.loads(json.dumps(EXPECTED)) == EXPECTED

"""The samples of each review: what shows its failures, what shows none of them, and for which stack it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
PROJECT = FOLDER.parents[1]
ASSEMBLIES = PROJECT / "tests" / "cdk" / "assemblies"

# By the id of a failure: the place in a bad sample that has it, and what the good one does instead.
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Setting:
    """How a pair is graded: under a profile, as its option has it, and with parameters for the good sample."""

    profile: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Pair:
    """Failures that exclude each other stand in several bad samples; each is found under one of the settings."""

    bad: tuple[Path, ...]
    good: Path
    settings: tuple[Setting, ...]


# What only a regime of its own asks for is judged under its profile, and what only some reviewers ask for under theirs.
_REVIEWED = (Setting("production"), Setting("review"))
_REGULATED = (*_REVIEWED, Setting("pci-dss"))

PAIRS = {
    "000": Pair(
        tuple(FOLDER / "000" / name for name in ("bad.yaml", "bad-halfway.yaml", "bad-cost.yaml")),
        FOLDER / "000" / "good.yaml",
        (*_REVIEWED, Setting("startup")),
    ),
    "001": Pair((ASSEMBLIES / "shop-bad",), ASSEMBLIES / "shop-good", _REGULATED),
    "002": Pair((ASSEMBLIES / "payments-bad",), ASSEMBLIES / "payments-good", _REGULATED),
    "003": Pair(
        (FOLDER / "003" / "bad.yaml",),
        FOLDER / "003" / "good.yaml",
        (
            Setting("test"),
            Setting("production", (("Environment", "production"),)),
            Setting("review", (("Environment", "production"),)),
        ),
    ),
    "004": Pair(
        (FOLDER / "004" / "bad.json",),
        FOLDER / "004" / "good.json",
        (Setting(str(FOLDER / "004" / "profile.yaml")),),
    ),
}


def review(failure: str) -> str:
    """Return the number of the review that a failure is from."""
    return failure.split("-")[1]

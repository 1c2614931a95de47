"""What the tests of the evaluator share: recordings of the real terraform, and the same calls in our own code."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from adapters.errors import InputError
from adapters.terraform.configuration import Configuration
from adapters.terraform.evaluator import EvaluationError, evaluate
from adapters.terraform.expressions import parse_expression
from adapters.terraform.folders import Installed
from adapters.terraform.module import Module, Run
from adapters.terraform.terms import NotKnown, plain

FOLDER = Path(__file__).parent
SCOPE = Module(Configuration(folder=""), Run("", Installed(""), {}), "").scope

Case = dict[str, Any]


def recorded(name: str) -> list[Case]:
    """Return the cases of a file that tools/record_console.py has written."""
    cases: list[Case] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return cases


def ours(source: str) -> Case:
    """Return what our code makes of an expression, as a recording has it."""
    try:
        return {"result": plain(evaluate(parse_expression("x.tf", source, 1), SCOPE))}
    except (EvaluationError, InputError):
        return {"error": True}
    except NotKnown as unknown:
        return {"unknown": str(unknown.term.data)}


def agrees(case: Case) -> bool:
    """Whether our code gives what the recording says."""
    expected = {key: case[key] for key in ("result", "error") if key in case}
    return same(expected, ours(case["call"]))


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal: of the same types, and numbers to 15 digits."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    if (
        isinstance(one, float | int)
        and isinstance(other, float | int)
        and bool not in (type(one), type(other))
    ):
        # Integers may be beyond any float.
        return one == other or (
            str(other) != "inf" and abs(Fraction(one) - Fraction(other)) <= abs(Fraction(one)) / 10**15
        )
    return type(one) is type(other) and bool(one == other)

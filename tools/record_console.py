"""Writes down what the real terraform gives for the calls and expressions that the tests of the evaluator hold.

    python tools/record_console.py [--terraform PATH] [FILES]

The files are lists of {"call": text}, to which this adds "result", or "error": true where terraform refuses the call.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "tests" / "terraform"
FILES = (FOLDER / "console.json", FOLDER / "expressions.json")

# What the console shows is cut off when it is very long.
_AT_ONCE = 400

Case = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--terraform", default="terraform")
    parser.add_argument("files", nargs="*", type=Path, default=FILES)
    arguments = parser.parse_args()
    for path in arguments.files:
        cases: list[Case] = json.loads(path.read_text(encoding="utf-8"))
        results = record([case["call"] for case in cases], arguments.terraform)
        for case, result in zip(cases, results, strict=True):
            case.pop("result", None)
            case.pop("error", None)
            differs = {"differs": case.pop("differs")} if "differs" in case else {}
            case |= result | differs
        lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
        path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return 0


def record(calls: Sequence[str], terraform: str = "terraform") -> list[Case]:
    """Return {"result": ...} or {"error": True} for each call."""
    return [
        case
        for start in range(0, len(calls), _AT_ONCE)
        for case in _recorded(calls[start : start + _AT_ONCE], terraform)
    ]


def _recorded(calls: Sequence[str], terraform: str) -> list[Case]:
    """The results of a few hundred calls.

    A console that reads from a pipe shows only its last result and takes nothing of several lines. So every call is
    a local value of its own file, and the console is asked for all of them in one expression.
    """
    results: list[Case] = [{"error": True} for _ in calls]
    with tempfile.TemporaryDirectory() as folder:
        for i, call in enumerate(calls):
            text = f'locals {{\n  case_{i} = try(jsonencode({{ result = (\n{call}\n) }}), "")\n}}\n'
            Path(folder, f"case_{i}.tf").write_text(text, encoding="utf-8")
        while faulty := _faulty_files(folder, terraform):
            for name in faulty:
                Path(folder, name).unlink()
        left = sorted(int(path.stem[5:]) for path in Path(folder).glob("case_*.tf"))
        wanted = ", ".join(f"local.case_{i}" for i in left)
        # In base64, nothing of the result can be mistaken for the console's own notation.
        shown = _run(
            folder, [terraform, "console"], f"nonsensitive(base64encode(jsonencode([{wanted}])))\n"
        ).strip()
        if not shown.startswith('"'):
            if len(calls) == 1:
                raise ValueError(f"terraform gives no result of {calls[0]}: {shown}")
            half = len(calls) // 2
            return _recorded(calls[:half], terraform) + _recorded(calls[half:], terraform)
        for i, text in zip(left, json.loads(base64.b64decode(shown.strip('"'))), strict=True):
            if text:
                results[i] = json.loads(text)
    return results


def _faulty_files(folder: str, terraform: str) -> set[str]:
    """The files that cannot be read at all, as terraform says: it may see others only without them."""
    report = json.loads(_run(folder, [terraform, "validate", "-json"]))
    return {one["range"]["filename"] for one in report["diagnostics"] if one["severity"] == "error"}


def _run(folder: str, command: Sequence[str], text: str = "") -> str:
    # A configuration of the user's must not change what is recorded.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    environment["CHECKPOINT_DISABLE"] = "1"
    return subprocess.run(
        command, cwd=folder, env=environment, input=text, capture_output=True, encoding="utf-8", timeout=300
    ).stdout


if __name__ == "__main__":
    raise SystemExit(main())

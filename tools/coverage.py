"""Says which lines of the rules no test reaches; the exit code is 1 when less is covered than asked for.

    python tools/coverage.py --opa .tools/opa --at-least 95

`opa test --threshold` counts the tests' own lines as well, which are always covered; this does not.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from stackgrade import ruleset


class Coverage(NamedTuple):
    """The lines of one file that a test reaches, and those that none does."""

    covered: frozenset[int]
    missed: frozenset[int]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--opa", required=True, help="path of the opa executable")
    parser.add_argument(
        "--at-least", type=float, default=0.0, metavar="PERCENT", help="how much has to be covered"
    )
    arguments = parser.parse_args()
    files = measure(arguments.opa)
    for name, file in sorted(files.items()):
        if file.missed:
            print(f"{name}: {', '.join(map(str, sorted(file.missed)))}")
    covered = sum(len(file.covered) for file in files.values())
    lines = covered + sum(len(file.missed) for file in files.values())
    percent = 100 * covered / lines
    print(f"{percent:.1f} % of {lines} lines are covered")
    return 0 if percent >= arguments.at_least else 1


def measure(opa: str) -> dict[str, Coverage]:
    """Run the tests and return the coverage of each file of the ruleset; ends the program when a test fails."""
    folder = ruleset.FOLDER
    command = [opa, "test", "--coverage", "--timeout", "60s", "--bundle", folder.name]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    wanted = {path.relative_to(folder.parent).as_posix() for path in ruleset.sources(folder)}
    found: dict[str, Any] = json.loads(done.stdout)["files"]
    named = {_below(name, folder.name): content for name, content in found.items()}
    lost = wanted - named.keys()
    return {name: _coverage(named[name]) for name in wanted & named.keys()} | {
        name: Coverage(frozenset(), frozenset({1})) for name in lost
    }


def _below(name: str, folder: str) -> str:
    """`policies/policies/lib/x.rego`, as OPA calls what is in a bundle, is `policies/lib/x.rego`."""
    parts = Path(name).parts
    return Path(*parts[parts.index(folder, 1) if folder in parts[1:] else 0 :]).as_posix()


def _coverage(content: dict[str, Any]) -> Coverage:
    covered = _lines(content.get("covered", []))
    return Coverage(covered, _lines(content.get("not_covered", [])) - covered)


def _lines(ranges: list[dict[str, Any]]) -> frozenset[int]:
    return frozenset(line for part in ranges for line in range(part["start"]["row"], part["end"]["row"] + 1))


if __name__ == "__main__":
    sys.exit(main())

"""Says how many stacks of a collection each rule fails in.

    python tools/loudest.py [--profile NAME] [--top N] [--samples N] FOLDER...

A rule that fails in most of the stacks that it looks at says little about any of them, unless most of them are wrong.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from stackgrade import ruleset


class Place(NamedTuple):
    """One failure: where, and what the rule says of it."""

    path: str
    address: str
    message: str


class Loudness(NamedTuple):
    """One rule over a collection: in how many stacks it judged something, in how many it failed, and where."""

    judged: int
    failed: int
    places: list[Place]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--profile", default="production")
    parser.add_argument("--top", type=int, default=20, help="how many rules to list (default: 20)")
    parser.add_argument("--severity", help="only rules of this severity")
    parser.add_argument(
        "--samples", type=int, default=0, help="findings to show of each rule, drawn with a fixed seed"
    )
    arguments = parser.parse_args()
    stacks, loudness = measure(arguments.folders, arguments.profile)
    rules = ruleset.load().rules
    print(f"{stacks} stacks, profile {arguments.profile}")
    print(f"{'rule':20} {'severity':9} {'stacks':>7} {'of all':>7} {'of judged':>9} {'findings':>9}  title")
    listed = sorted(loudness.items(), key=lambda item: (-item[1].failed, item[0]))
    listed = [
        item for item in listed if item[1].failed and arguments.severity in (None, rules[item[0]].severity)
    ]
    for rule_id, loud in listed[: arguments.top]:
        rule = rules[rule_id]
        print(
            f"{rule_id:20} {rule.severity:9} {loud.failed:7} {loud.failed / stacks:7.1%}"
            f" {loud.failed / loud.judged:9.1%} {len(loud.places):9}  {rule.title}"
        )
        for place in random.Random(1).sample(loud.places, min(arguments.samples, len(loud.places))):
            print(f"    {place.path}: {place.address or 'the stack'}: {place.message}")
    return 0


def measure(folders: list[Path], profile: str) -> tuple[int, dict[str, Loudness]]:
    """Grade the folders; return the number of stacks and the loudness of every rule that judged something."""
    report = _verdicts(folders, profile)
    judged: dict[str, int] = defaultdict(int)
    failed: dict[str, int] = defaultdict(int)
    places: dict[str, list[Place]] = defaultdict(list)
    for stack in report["stacks"]:
        here: dict[str, set[str]] = defaultdict(set)
        for subject in stack["subjects"]:
            for rule_id, (status, *message) in subject["verdicts"].items():
                here[rule_id].add(status)
                if status == "fail":
                    places[rule_id].append(Place(subject["path"], subject["address"], " ".join(message)))
        for rule_id, statuses in here.items():
            judged[rule_id] += bool(statuses & {"pass", "fail"})
            failed[rule_id] += "fail" in statuses
    return len(report["stacks"]), {
        rule_id: Loudness(count, failed[rule_id], places[rule_id]) for rule_id, count in judged.items()
    }


def _verdicts(folders: list[Path], profile: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "stackgrade", "grade", *map(str, folders)]
    command += ["--profile", profile, "--format", "verdicts"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise SystemExit(done.stderr)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


if __name__ == "__main__":
    sys.exit(main())

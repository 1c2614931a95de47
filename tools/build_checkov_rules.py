"""Writes what Checkov has to know of the rules beforehand: `python_checks/stackgrade_door/rules.jsonl`.

    python tools/build_checkov_rules.py [--check]

With `--check` nothing is written; the exit code is 1 when the file is not what the rules and the mapping tables give.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import Any

from adapters.terraform.mapping import tables
from python_checks.stackgrade_door import rules as door
from stackgrade import ruleset
from stackgrade.ruleset import Rule

# What SAM makes of its types counts for these.
_SAM = "AWS::Serverless::*"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say whether anything would change"
    )
    check = parser.parse_args().check
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in index())
    if door.INDEX.exists() and door.INDEX.read_text(encoding="utf-8") == text:
        return 0
    if check:
        print(f"{door.INDEX.name} is not what the rules give: run `make ruleset`", file=sys.stderr)
        return 1
    door.INDEX.write_text(text, encoding="utf-8")
    return 0


def index() -> Iterator[dict[str, Any]]:
    """Return what each rule's line holds, sorted by id."""
    made = {name: set(_made(name)) for name in tables.types()}
    for rule in sorted(ruleset.load().rules.values(), key=lambda rule: rule.id):
        yield {
            "id": rule.id,
            "title": rule.title,
            "severity": rule.severity,
            "category": rule.category,
            "types": {"cloudformation": _cloudformation(rule), "terraform": _terraform(rule, made)},
            "on_stack": "Stack" in rule.types,
            "link": rule.links[0],
        }


def _cloudformation(rule: Rule) -> list[str]:
    if "cloudformation" not in rule.languages:
        return []
    if "*" in rule.types:
        return ["*"]
    found = sorted(name for name in rule.types if "::" in name)
    return [*found, _SAM] if found else []


def _terraform(rule: Rule, made: dict[str, set[str]]) -> list[str]:
    if "terraform" not in rule.languages:
        return []
    if "*" in rule.types:
        return ["*"]
    own = {name for name in rule.types if "::" not in name and name != "Stack"}
    return sorted(own | {name for name, types in made.items() if types & set(rule.types)})


def _made(source_type: str) -> Iterator[str]:
    """The CloudFormation types of what a Terraform resource becomes: itself, and what it holds."""
    table = tables.entry(source_type)
    assert table is not None
    yield from _names(table.type)
    for child in table.content.get("children", ()):
        yield from _names(child["type"])


def _names(choice: Any) -> Iterator[str]:
    if isinstance(choice, str):
        yield choice
    elif isinstance(choice, dict):
        yield from (name for name in choice["values"].values() if isinstance(name, str))


if __name__ == "__main__":
    sys.exit(main())

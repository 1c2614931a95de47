"""Writes the pages that follow from metadata: one per rule, their list, and the failure catalogue.

    python tools/build_docs.py [--check]

With `--check` nothing is written; the exit code is 1 when a page is not what the metadata give.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from stackgrade import catalogue, ruleset
from stackgrade.ruleset import Rule

DOCS = Path(__file__).resolve().parent.parent / "docs"
FORMATS = {"cloudformation": ("CloudFormation", "yaml"), "terraform": ("Terraform", "hcl")}
VERDICTS = {"fail": "Fails", "pass": "Passes", "unknown": "Cannot be decided"}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say whether anything would change"
    )
    check = parser.parse_args().check
    rules = ruleset.load().rules
    failures = catalogue.load()
    pages = {DOCS / "rules" / f"{rule.id}.md": _rule_page(rule, failures) for rule in rules.values()}
    pages[DOCS / "rules" / "README.md"] = _rule_list(rules)
    pages[DOCS / "catalogue.md"] = _catalogue(rules, failures)
    old = set((DOCS / "rules").glob("*.md")) - pages.keys()
    stale = [path for path, text in pages.items() if not path.exists() or path.read_text("utf-8") != text]
    if check:
        for path in [*stale, *old]:
            print(f"{path.name} is not what the metadata give: run `make ruleset`", file=sys.stderr)
        return 1 if stale or old else 0
    for path in old:
        path.unlink()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages[path], "utf-8")
    return 0


def _rule_page(rule: Rule, failures: Mapping[str, catalogue.Failure]) -> str:
    facts = {
        "Severity": rule.severity,
        "Category": rule.category,
        "Judges": ", ".join(f"`{name}`" for name in rule.types),
        "Applies when": ", ".join(f"`{name}` is `{_plain(value)}`" for name, value in rule.when.items())
        or "always",
        "Decides on": ", ".join(f"`{path}`" for path in (*rule.attributes, *rule.presence, *rule.companions))
        or "the stack as a whole",
    }
    lines = [f"# {rule.id}: {rule.title}", "", rule.description, "", "| | |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in facts.items()]
    if rule.also:
        lines += ["", "Also known as: " + ", ".join(f"`{name}`" for name in rule.also)]
    lines += ["", "## How to fix it", ""]
    for form, case, text in rule.fixes:
        name, language = FORMATS.get(form, (f"`{form}`", "hcl" if form.startswith("aws_") else "yaml"))
        lines += [f"{name}{f', {case}' if case else ''}:", "", f"```{language}", text.rstrip(), "```", ""]
    examples = yaml.safe_load(rule.examples.read_text("utf-8"))
    lines += ["## Examples", ""]
    for form, (name, language) in FORMATS.items():
        lines += _examples(name, language, examples.get(form))
    lines += ["## Failures that it detects", ""]
    lines += [f"* {failure_id}: {failures[failure_id].title}" for failure_id in rule.failures]
    lines += ["", "## Links", "", *(f"* <{link}>" for link in rule.links)]
    return "\n".join(lines) + "\n"


def _examples(name: str, language: str, content: Any) -> list[str]:
    if not isinstance(content, dict):
        return [f"{name}: {content}.", ""] if content else []
    lines = []
    for verdict, label in VERDICTS.items():
        for text in content.get(verdict) or ():
            lines += [f"{label} ({name}):", "", f"```{language}", text.rstrip(), "```", ""]
    return lines


def _rule_list(rules: Mapping[str, Rule]) -> str:
    lines = ["# Rules", "", "| id | severity | what good looks like | applies when |", "|---|---|---|---|"]
    for rule in rules.values():
        when = ", ".join(f"{name}: {_plain(value)}" for name, value in rule.when.items())
        lines.append(f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.title} | {when} |")
    return "\n".join(lines) + "\n"


def _catalogue(rules: Mapping[str, Rule], failures: Mapping[str, catalogue.Failure]) -> str:
    lines = ["# The failure catalogue", "", "| id | severity | failure | detected by |", "|---|---|---|---|"]
    covered = catalogue.coverage(failures, {rule.id: rule.failures for rule in rules.values()})
    for row in catalogue.rows(failures, covered):
        lines.append(f"| {row.id} | {row.severity} | {row.title} | {row.detected_by} |")
    return "\n".join(lines) + "\n"


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    sys.exit(main())

"""`stackgrade rules`: the list of rules, and a manual page for each."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

from stackgrade import profiles, ruleset, selection, text
from stackgrade.commands import OK, inputs
from stackgrade.ruleset import Rule
from stackgrade.text import Line, block, line, paragraph

_LANGUAGES = {
    "cloudformation": "CloudFormation",
    "terraform": "Terraform",
    "cdk": "CDK",
    "cdktf": "CDKTF",
    "sam": "SAM",
}
_INDENT = line("    ")


def run(arguments: argparse.Namespace) -> int:
    """List all rules or those that fit a pattern; rules that are named in full are explained."""
    loaded = ruleset.load(inputs.policies(arguments))
    patterns = arguments.rules
    chosen = [loaded.rules[rule_id] for rule_id in sorted(selection.select(loaded.rules, patterns, ()))]
    if arguments.format == "json":
        content = {
            "schema_version": "1",
            "revision": loaded.revision,
            "rules": [asdict(rule) for rule in chosen],
        }
        print(json.dumps(content, indent=2))
    else:
        in_full = bool(patterns) and all(pattern.upper() in loaded.rules for pattern in patterns)
        width = text.width(sys.stdout)
        text.write(_pages(chosen, width) if in_full else _list(chosen, width), sys.stdout)
    return OK


def _list(rules: Iterable[Rule], width: int) -> Iterator[Line]:
    for service, group in groupby(rules, key=lambda rule: rule.id.split("_")[1]):
        yield line((service, "strong"))
        for rule in group:
            yield from paragraph(
                rule.title, width, line(f"  {rule.id}  ", (f"{rule.severity:<8}", rule.severity), "  ")
            )
        yield line()
    yield line(("`stackgrade rules ID` explains one.", "dim"))


def _pages(rules: Iterable[Rule], width: int) -> Iterator[Line]:
    for i, rule in enumerate(rules):
        if i:
            yield line()
            yield line(("-" * width, "dim"))
            yield line()
        yield from _page(rule, width)


def _page(rule: Rule, width: int) -> Iterator[Line]:
    yield from paragraph(rule.title, width, line((rule.id, "strong"), "  "), style="strong")
    yield line((rule.severity, rule.severity), f", {rule.category}")
    yield from _section("Why")
    yield from paragraph(" ".join(rule.description.split()), width, _INDENT)
    yield from _section("Applies to")
    yield from paragraph(", ".join(_subject(kind) for kind in rule.types), width, _INDENT)
    if rule.when:
        yield from paragraph(_conditions(rule), width, _INDENT)
    if rule.attributes or rule.presence or rule.companions:
        yield from _section("Decides on")
        for label, names in (
            ("the value of", rule.attributes),
            ("the presence of", rule.presence),
            ("and, where something is missing,", rule.companions),
        ):
            if names:
                yield from paragraph(f"{label} {', '.join(names)}", width, _INDENT)
    yield from _section("Fix")
    for language, fix in rule.remediation.items():
        yield line("  ", (_LANGUAGES.get(language, language), "label"))
        yield from block(fix.strip("\n"), _INDENT)
    yield from _examples(rule)
    yield from _failures(rule, width)
    if rule.links:
        yield from _section("See also")
        for link in rule.links:
            yield line("    ", (link, "path"))


def _section(title: str) -> Iterator[Line]:
    yield line()
    yield line((title, "strong"))


def _subject(kind: str) -> str:
    return "the template as a whole" if kind == "Stack" else kind


def _conditions(rule: Rule) -> str:
    texts = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in rule.when.items()
    }
    wanted = " and ".join(f"{name} is {value}" for name, value in texts.items())
    fitting = [name for name in profiles.names() if profiles.built_in(name).wants(rule.when)]
    return f"only where {wanted} ({'profile ' + ', '.join(fitting) if fitting else 'no built-in profile'})"


def _examples(rule: Rule) -> Iterator[Line]:
    for language, examples in _read_examples(rule).items():
        if not isinstance(examples, dict):
            continue  # the reason why the rule cannot occur in this format
        for kind, verdict in (("fail", "fails"), ("pass", "passes")):
            for example in examples.get(kind, [])[:1]:
                yield from _section(f"{_LANGUAGES.get(language, language)} that {verdict}")
                yield from block(example.strip("\n"), _INDENT)


def _read_examples(rule: Rule) -> dict[str, Any]:
    """The examples beside the rule, by format."""
    import yaml

    path = Path(ruleset.FOLDER.parent, rule.path).with_suffix(".yaml")
    if not path.exists():
        return {}
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {language: content[language] for language in _LANGUAGES if language in content}


def _failures(rule: Rule, width: int) -> Iterator[Line]:
    if not rule.failures:
        return
    from stackgrade import catalogue

    known = catalogue.load()
    yield from _section("Failures of the catalogue")
    for failure in rule.failures:
        title = known[failure].title if failure in known else "not in the catalogue"
        yield from paragraph(title, width, line("    ", failure, "  "))

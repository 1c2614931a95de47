"""`stackgrade rules`: the list of rules, and a manual page for each."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from stackgrade import profiles, ruleset, text
from stackgrade.commands import OK, inputs
from stackgrade.errors import UsageError
from stackgrade.hints import did_you_mean
from stackgrade.ruleset import Rule
from stackgrade.selection import Selection
from stackgrade.text import Line, block, counted, line, paragraph

if TYPE_CHECKING:
    from stackgrade.catalogue import Failure

_LANGUAGES = {
    "cloudformation": "CloudFormation",
    "terraform": "Terraform",
    "cdk": "CDK",
    "cdktf": "CDKTF",
    "sam": "SAM",
}
_INDENT = line("    ")
_REASON = "why it is right here"


def run(arguments: argparse.Namespace) -> int:
    """List all rules or those that fit a pattern; rules that are named in full are explained."""
    loaded = ruleset.load(inputs.policies(arguments))
    patterns = arguments.rules
    named = [loaded.rules[rule_id] for rule_id in sorted(Selection(tuple(patterns)).checked(loaded.rules))]
    chosen = [rule for rule in named if _wanted(rule, arguments, {_service(rule) for rule in named})]
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


def _wanted(rule: Rule, arguments: argparse.Namespace, services: Iterable[str]) -> bool:
    """Whether a rule passes the filters; raises UsageError for a service that has no rule."""
    service = arguments.service and arguments.service.upper()
    if service and service not in services:
        raise UsageError(f"no rule is about {arguments.service}{did_you_mean(service, services)}")
    searched = f"{rule.id} {rule.title} {rule.description} {' '.join((*rule.types, *rule.also))}".casefold()
    return (
        service in (None, "", _service(rule))
        and (not arguments.severity or rule.severity in arguments.severity)
        and (not arguments.search or all(word in searched for word in arguments.search.casefold().split()))
    )


def _service(rule: Rule) -> str:
    """`RDS` of `FC_RDS_003`"""
    return rule.id.split("_")[1]


def _list(rules: Sequence[Rule], width: int) -> Iterator[Line]:
    for service, group in groupby(rules, key=_service):
        yield line((service, "strong"))
        for rule in group:
            yield from paragraph(
                rule.title, width, line(f"  {rule.id}  ", (f"{rule.severity:<8}", rule.severity), "  ")
            )
        yield line()
    if not rules:
        yield line("No rule is like that; `stackgrade rules` lists all.")
        return
    yield line((f"{counted(len(rules), 'rule')}. `stackgrade rules ID` explains one.", "dim"))


def _pages(rules: Iterable[Rule], width: int) -> Iterator[Line]:
    from stackgrade import catalogue

    known = catalogue.load()
    for i, rule in enumerate(rules):
        if i:
            yield line()
            yield line(("-" * width, "dim"))
            yield line()
        yield from _page(rule, known, width)


def _page(rule: Rule, known: Mapping[str, Failure], width: int) -> Iterator[Line]:
    yield from paragraph(rule.title, width, line((rule.id, "strong"), "  "), style="strong")
    concerned = ", ".join(_LANGUAGES.get(language, language) for language in rule.languages)
    yield line((rule.severity, rule.severity), f", {rule.category}; {concerned}")
    yield from _section("Why")
    yield from paragraph(rule.why, width, _INDENT)
    yield from _section("Applies to")
    yield from paragraph(", ".join(_subject(kind) for kind in rule.types), width, _INDENT)
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
    for form, case, fix in rule.fixes:
        yield line("  ", (_LANGUAGES.get(form, form) + (f", {case}" if case else ""), "label"))
        yield from block(fix, _INDENT)
    yield from _examples(rule)
    yield from _failures(rule, known, width)
    if rule.also:
        yield from _section("Also known as")
        yield from paragraph(", ".join(rule.also), width, _INDENT)
    yield from _section("To accept a failure")
    yield line("  It stays visible as waived, with the reason.")
    for where, waiver in _waivers(rule):
        yield from paragraph(where, width, line("  "))
        yield from block(waiver, _INDENT)
    if rule.links:
        yield from _section("See also")
        for link in rule.links:
            yield line("    ", (link, "path"))


def _waivers(rule: Rule) -> Iterator[tuple[str, str]]:
    """Where a waiver can stand, in the formats that the rule occurs in, and how it is written there."""
    comment = f"stackgrade:waive {rule.id}: {_REASON}"
    about_stack = rule.types == ("Stack",)
    place = "beside no resource" if about_stack else "inside of the resource, or right above it"
    yield f"A comment {place}", f"# {comment}"
    if {"cloudformation", "sam", "cdk"} & set(rule.languages) and not about_stack:
        entry = json.dumps({"Metadata": {"stackgrade": {"waive": [{"rule": rule.id, "reason": _REASON}]}}})
        yield "In a template in JSON", entry[1:-1]
    if {"terraform", "cdktf"} & set(rule.languages):
        yield "In Terraform's JSON, on a line of its own", f'"//": "{comment}"'
    yield "In .stackgrade.yaml", f"waivers:\n  - rule: {rule.id}\n    reason: {_REASON}"
    skip = next((name for name in (*rule.also, rule.id) if name.startswith("CKV")), rule.id)
    if not about_stack:
        yield "For Checkov as well, inside of the resource", f"# checkov:skip={skip}:{_REASON}"


def _section(title: str) -> Iterator[Line]:
    yield line()
    yield line((title, "strong"))


def _subject(kind: str) -> str:
    return "the template as a whole" if kind == "Stack" else kind


def _conditions(rule: Rule) -> str:
    if not rule.when:
        return "under every profile"
    texts = {
        name: value if isinstance(value, str) else json.dumps(value) for name, value in rule.when.items()
    }
    wanted = " and ".join(f"{name} is {value}" for name, value in texts.items())
    fitting = [name for name in profiles.names() if profiles.built_in(name).wants(rule.when)]
    under = f"profile {', '.join(fitting)}" if fitting else "no built-in profile"
    return f"only where {wanted} ({under})"


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

    if not rule.examples.exists():
        return {}
    content = yaml.safe_load(rule.examples.read_text(encoding="utf-8"))
    return {language: content[language] for language in _LANGUAGES if language in content}


def _failures(rule: Rule, known: Mapping[str, Failure], width: int) -> Iterator[Line]:
    if not rule.failures:
        return
    yield from _section("Failures of the catalogue")
    for failure in rule.failures:
        title = known[failure].title if failure in known else "not in the catalogue"
        yield from paragraph(title, width, line("    ", failure, "  "))

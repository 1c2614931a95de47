"""Every rule against the examples beside it, and every rule's metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER

from adapters import cloudformation, terraform
from adapters.model import Document, Options
from adapters.terraform.hcl_source import parse_hcl
from stackgrade import profiles, python_rules, ruleset
from stackgrade.engines import Status
from stackgrade.engines.embedded import Embedded
from stackgrade.profiles import Profile

RULES = ruleset.load().rules
EXPECTED: dict[str, Callable[[set[Status]], bool]] = {
    "fail": lambda statuses: "fail" in statuses,
    "pass": lambda statuses: statuses == {"pass"},
    "unknown": lambda statuses: "unknown" in statuses and "fail" not in statuses,
}


@cache
def engine() -> Embedded:
    return Embedded()


@cache
def examples(rule_id: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(RULES[rule_id].examples.read_text(encoding="utf-8"))
    return content


def template_of(folder: Path, text: str) -> list[Document]:
    path = folder / ("stack.json" if text.lstrip().startswith("{") else "stack.yaml")
    path.write_text(text, encoding="utf-8")
    return cloudformation.load(str(path), Options())


def configuration_of(folder: Path, text: str) -> list[Document]:
    (folder / "main.tf").write_text(text, encoding="utf-8")
    return terraform.load(str(folder), Options())


def profile_of(rule_id: str) -> Profile:
    """The profile that a rule's examples are for: a built-in one, and what a user's own would want besides."""
    content = examples(rule_id)
    wants = {field: profiles.check(field, value) for field, value in content.get("wants", {}).items()}
    return replace(profiles.built_in(content.get("profile", profiles.DEFAULT)), **wants)


LANGUAGES = {"cloudformation": template_of, "terraform": configuration_of}


def cases() -> Iterator[Any]:
    for rule_id in RULES:
        for language in LANGUAGES:
            content = examples(rule_id).get(language)
            for status, stacks in content.items() if isinstance(content, dict) else ():
                for i, text in enumerate(stacks):
                    name = f"{rule_id}-{language}-{status}-{i}"
                    yield pytest.param(rule_id, language, status, text, id=name)


@pytest.mark.parametrize(("rule_id", "language", "status", "text"), [*cases()])
def test_example(tmp_path: Path, rule_id: str, language: str, status: str, text: str) -> None:
    statuses = {found for _, found in verdicts(tmp_path, rule_id, language, text)}
    assert EXPECTED[status](statuses), statuses


def twins() -> Iterator[Any]:
    for rule_id in RULES:
        both = [examples(rule_id).get(language) for language in LANGUAGES]
        contents = [content for content in both if isinstance(content, dict)]
        if len(contents) == 2:
            for status in EXPECTED:
                pairs = zip(*(content.get(status, []) for content in contents), strict=False)
                for i, (template, configuration) in enumerate(pairs):
                    yield pytest.param(rule_id, template, configuration, id=f"{rule_id}-{status}-{i}")


@pytest.mark.parametrize(("rule_id", "template", "configuration"), list(twins()))
def test_both_languages_get_the_same_verdicts(
    tmp_path: Path, rule_id: str, template: str, configuration: str
) -> None:
    """Resource by resource: `OrdersQueue` is `orders_queue`, whatever its type is called."""
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    expected = verdicts(tmp_path / "one", rule_id, "cloudformation", template)
    assert verdicts(tmp_path / "other", rule_id, "terraform", configuration) == expected


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Canary10Percent5Minutes", "pass"),
        ("CodeDeployDefault.LambdaAllAtOnce", "pass"),
        ("CodeDeployDefault.Canary10Percent5Minutes", "fail"),
    ],
)
def test_deployments_of_sam_have_names_of_their_own(tmp_path: Path, name: str, status: Status) -> None:
    """Not among the examples: Checkov sees nothing of the resources that SAM makes."""
    text = f"""
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Handler: app.handler
              CodeUri: s3://code/orders.zip
              AutoPublishAlias: live
              DeploymentPreference:
                Type: {name}
    """
    found = verdicts(tmp_path, "FC_CODEDEPLOY_001", "cloudformation", text)
    assert found == [("ordersdeploymentgroup", status)]


def verdicts(folder: Path, rule_id: str, language: str, text: str) -> list[tuple[str, Status]]:
    """What a rule says of each resource, by a name that is the same in both languages."""
    documents = LANGUAGES[language](folder, text)
    profile = profile_of(rule_id)
    found = []
    for document in documents:
        # A circle and a missing module are errors of the run as well as findings.
        assert document.errors == () or rule_id in ("FC_STACK_020", "FC_TERRAFORM_014")
        judged = python_rules.judged(document, RULES, profile)
        for verdict in engine().evaluate({**document.data, "profile": profile.data(), "judged": judged}):
            if verdict.rule_id == rule_id:
                name = re.sub(r"\[[^]]*\]$", "", verdict.address).rpartition(".")[2]
                found.append((name.replace("_", "").lower(), verdict.status))
    return sorted(found)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_is_complete(rule: ruleset.Rule) -> None:
    stem = ruleset.FOLDER.parent / rule.path
    assert rule.is_python or stem.with_name(f"{stem.stem}_test.rego").exists()
    assert len(rule.description) > 40
    assert not rule.title.endswith(".")
    assert rule.failures
    assert rule.types
    assert {form for form, _, _ in rule.fixes if not form.startswith(("AWS::", "aws_"))} <= {
        "cloudformation",
        "terraform",
        "cdk",
    }
    sources = [
        stem,
        *(ruleset.FOLDER / "lib").glob("*.rego"),
        *ruleset.PYTHON_LIBRARY.glob("functions.py"),
    ]
    written = "".join(path.read_text("utf-8") for path in sources)
    assert all(f'"{case}"' in written for _, case, _ in rule.fixes if case), "a case that nothing is found of"
    assert set(rule.languages) <= set(rule.remediation)
    assert rule.links
    assert all(link.startswith("https://") for link in rule.links)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if not rule.is_python], ids=lambda rule: rule.id
)
def test_fixes_can_be_pasted(rule: ruleset.Rule) -> None:
    for words, fix in rule.remediation.items():
        if words.startswith(("terraform", "aws_")):
            parse_hcl("fix.tf", f"{fix}\n")
        else:
            assert yaml.compose(fix)


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_has_an_example_of_every_verdict_in_every_format(rule_id: str) -> None:
    for language in ("cloudformation", "terraform"):
        content = examples(rule_id).get(language)
        if isinstance(content, str):
            assert len(content) > 20, f"why {rule_id} cannot occur in {language}"
            assert language not in RULES[rule_id].languages
        else:
            assert isinstance(content, dict)
            assert language in RULES[rule_id].languages
            missing = {"fail", "pass", "unknown"} - content.keys()
            assert not missing or (missing == {"unknown"} and not decides_on_values(rule_id))


def decides_on_values(rule_id: str) -> bool:
    """Whether a rule has anything that a template can leave open."""
    rule = RULES[rule_id]
    return bool(rule.attributes or rule.companions)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_names_properties_that_exist(rule: ruleset.Rule) -> None:
    for type_ in rule.types:
        if type_.startswith("AWS::"):
            assert PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", type_) is not None
    for entry in (*rule.attributes, *rule.presence, *rule.companions):
        _, dot, path = entry.rpartition("::")[2].partition(".") if "::" in entry else ("", "", entry)
        types = (
            [entry[: entry.index(".")]]
            if dot
            else [type_ for type_ in rule.types if type_.startswith("AWS::")]
        )
        assert not types or any(has_property(type_, path.replace("[]", "").split(".")) for type_ in types), (
            entry
        )


LIFECYCLE = {
    "DeletionPolicy", "UpdateReplacePolicy", "DependsOn", "CreationPolicy", "UpdatePolicy", "ForceDestroy",
    "InstanceRefresh",
}  # fmt: skip


def has_property(type_: str, path: list[str]) -> bool:
    if path[0] in LIFECYCLE:
        return True
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", type_).schema
    places: list[dict[str, Any]] = [schema]
    for segment in path:
        inner = [inner for place in places for inner in opened(place, schema)]
        if any("properties" not in place and "patternProperties" not in place for place in inner):
            return True  # free-form JSON, such as a policy
        places = [place["properties"][segment] for place in inner if segment in place.get("properties", {})]
        places += [value for place in inner for value in place.get("patternProperties", {}).values()]
        if not places:
            return False
    return True


def opened(place: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Follow references, alternatives and list items down to the objects."""
    if "$ref" in place:
        target: Any = schema
        for part in place["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return opened(target, schema)
    for alternatives in ("anyOf", "oneOf"):
        if alternatives in place and "properties" not in place:
            return [inner for one in place[alternatives] for inner in opened(one, schema)]
    return opened(place["items"], schema) if "items" in place else [place]


def test_the_ruleset_needs_no_built_in_function_of_its_host() -> None:
    engine()  # raises when it does


def test_rules_use_nothing_that_fails_in_silence() -> None:
    """These leave a rule undefined on input that they do not take, or depend on more than the document."""
    forbidden = re.compile(
        r"\b(json\.unmarshal|yaml\.unmarshal|base64\.decode|http\.send|time\.\w+|rand\.\w+|sprintf)\("
    )
    for path in ruleset.sources(ruleset.FOLDER):
        assert not forbidden.search(path.read_text(encoding="utf-8")), path.name


def test_rules_are_in_the_order_of_their_ids() -> None:
    assert list(RULES) == sorted(RULES)
    assert json.loads(ruleset.METADATA.read_bytes())["revision"] == ruleset.revision_of(ruleset.FOLDER)

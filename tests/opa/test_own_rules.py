"""Rules of the user's own: beside ours in both engines, with the same metadata and in the same reports."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from stackgrade import ruleset
from tests.opa.conftest import Call
from tests.opa.servers import OPA, Server, needs_opa, opa

RULE = """\
# METADATA
# title: Buckets have our names
# description: Names that follow the convention are found by who looks for them.
# scope: package
# related_resources:
#   - https://wiki.example.com/names
# custom:
#   id: ACME_S3_001
#   severity: high
#   category: naming
#   types: [AWS::S3::Bucket]
#   attributes: [BucketName]
#   remediation:
#     cloudformation: |
#       BucketName: !Sub acme-${AWS::AccountId}-data
package stackgrade.rules.acme.bucket_names

import data.stackgrade.lib.acme
import data.stackgrade.lib.findings
import data.stackgrade.lib.resources

metadata := rego.metadata.chain()[1].annotations

fail contains findings.at(resource, "BucketName", "MESSAGE") if {
	some resource in resources.of_any(metadata.custom.types)
	not acme.is_ours(object.get(resource.properties, "BucketName", ""))
}
"""
HELPER = """\
package stackgrade.lib.acme

is_ours(name) if startswith(name, "acme-")
"""
TEMPLATE = """\
Parameters: {Name: {Type: String}}
Resources:
  Good: {Type: AWS::S3::Bucket, Properties: {BucketName: acme-data}}
  Bad: {Type: AWS::S3::Bucket, Properties: {BucketName: data}}
  Open: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Name}}
"""
ONLY = ("grade", "stack.yaml", "--rule", "ACME_*", "--format", "json")


def write_rule(folder: Path, message: str = "the bucket has another name") -> Path:
    """Write a rule of one's own, its helper and its test into a folder; return the rule's file."""
    folder.mkdir(exist_ok=True)
    (folder / "helper.rego").write_text(HELPER, encoding="utf-8")
    (folder / "bucket_names_test.rego").write_text("package acme_test\n", encoding="utf-8")
    rule = folder / "bucket_names.rego"
    rule.write_text(RULE.replace("MESSAGE", message), encoding="utf-8")
    return rule


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    (tmp_path / "stack.yaml").write_text(TEMPLATE, encoding="utf-8")
    write_rule(tmp_path / "own")
    return tmp_path


@needs_opa
def test_in_both_engines(call: Call, folder: Path) -> None:
    call("opa", "bundle", "--policy-dir", "own", "--output", "bundle.tar.gz")
    command = ("grade", "stack.yaml", "--format", "json", "--policy-dir", "own", "--engine")
    status, ours, err = call(*command, "embedded")
    assert (status, err) == (1, "")
    with opa("--bundle", str(folder / "bundle.tar.gz")) as server:
        assert call(*command, "opa", "--opa-url", server.url) == (
            status,
            ours.replace('"engine": "embedded"', '"engine": "opa"'),
            "",
        )
    (stack,) = json.loads(ours)["stacks"]
    found = {
        (finding["resource"]["address"], finding["status"]): finding
        for finding in stack["findings"]
        if finding["rule_id"] == "ACME_S3_001"
    }
    assert found.keys() == {("Bad", "fail"), ("Open", "unknown")}
    bad = found["Bad", "fail"]
    assert (bad["message"], bad["severity"], bad["category"]) == (
        "the bucket has another name",
        "high",
        "naming",
    )
    assert bad["remediation"] == "BucketName: !Sub acme-${AWS::AccountId}-data"
    assert bad["location"]["start_line"] == 4
    assert found["Open", "unknown"]["reason"] == "parameter Name has no default"


@needs_opa
def test_from_the_configuration(call: Call, folder: Path) -> None:
    (folder / ".stackgrade.yaml").write_text("policies: [own]\n", encoding="utf-8")
    assert call(*ONLY)[0] == 1
    assert "ACME_S3_001  high      Buckets have our names" in call("rules", "ACME_*")[1]
    assert "https://wiki.example.com/names" in call("rules", "ACME_S3_001")[1]


@needs_opa
def test_a_change_counts_at_once(call: Call, folder: Path) -> None:
    """Neither the compiled rules nor the findings that were kept outlive it."""
    assert "the bucket has another name" in call(*ONLY, "--policy-dir", "own")[1]
    write_rule(folder / "own", "the bucket is not ours")
    ruleset._loaded.cache_clear()
    assert "the bucket is not ours" in call(*ONLY, "--policy-dir", "own")[1]


@needs_opa
def test_a_waiver(call: Call, folder: Path) -> None:
    waiver = "Metadata: {stackgrade: {waive: [{rule: ACME_S3_001, reason: older than the convention}]}}"
    text = TEMPLATE.replace("{BucketName: data}", f"{{BucketName: data}}, {waiver}")
    (folder / "stack.yaml").write_text(text, encoding="utf-8")
    assert call(*ONLY, "--policy-dir", "own")[0] == 0


def test_a_server_without_them(server: Server, call: Call) -> None:
    command = ("grade", "stack.yaml", "--policy-dir", "own", "--engine", "opa", "--opa-url", server.url)
    status, _, err = call(*command)
    assert status == 3
    assert "holds revision" in err


def test_without_the_executable(call: Call, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    status, _, err = call("grade", "stack.yaml", "--policy-dir", "own")
    assert status == 3
    assert "needs the `opa` executable, which is not on the PATH" in err
    monkeypatch.setenv("STACKGRADE_OPA", "/dev/null")
    assert "/dev/null does not run" in call("grade", "stack.yaml", "--policy-dir", "own")[2]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("# METADATA\n", "", "1: a rule starts with a METADATA block"),
        ("severity: high", "severity: severe", "9: severity is none of critical"),
        ("#   category: naming\n", "", "7: metadata without category"),
        ("category: naming", "category: names", "10: category is none of"),
        ("attributes: [", "atributes: [", "12: unknown metadata 'atributes' (did you mean attributes?)"),
        ("types: [AWS::S3::Bucket]", "types: AWS::S3::Bucket", "11: types has to be a list"),
        ("types: [AWS::S3::Bucket]", "types: []", "11: types must not be empty"),
        ("types: [AWS::S3::Bucket]", "types: [AWS::S3::Bukket]", "11: types knows no 'AWS::S3::Bukket' (did you"),
        ("types: [AWS::S3::Bucket]", "types: [", "13: expected ',' or ']' in the list that begins in line 11"),
        ("id: ACME_S3_001", "id: acme-1", "8: id has to look like FC_RDS_001"),
        ("id: ACME_S3_001", "id: FC_S3_900", "1: ids that start with FC_ are stackgrade's own"),
        ("cloudformation: |", "pulumi: |", "13: remediation knows no format 'pulumi'"),
        ("#   severity", "#   when: {enviroment: test}\n#   severity", "9: when names no field of a profile"),
        ("#   severity", "#   when: {environment: tset}\n#   severity", "9: when can never hold"),
        ("# title: Buckets have our names\n", "", "2: metadata without title"),
        ("stackgrade.rules.acme.bucket_names", "acme.bucket_names", "16: the package acme.bucket_names is"),
        ("stackgrade.rules.acme.bucket_names", "stackgrade.rules.names", "16: the package of a rule is"),
        (
            "stackgrade.rules.acme.bucket_names",
            "stackgrade.rules.rds.storage_encrypted",
            "16: the package stackgrade.rules.rds.storage_encrypted is that of policies/rules/rds/",
        ),
        ("fail contains", "failed contains", "16: the rule does not define the set `fail`"),
        ("metadata :=", "_metadata :=", "16: the rule does not define `metadata`"),
    ],
)  # fmt: skip
def test_broken_metadata(call: Call, folder: Path, before: str, after: str, said: str) -> None:
    """`said` starts with the line."""
    rule = folder / "own" / "bucket_names.rego"
    rule.write_text(rule.read_text("utf-8").replace(before, after, 1), encoding="utf-8")
    for command in (("grade", "stack.yaml"), ("opa", "bundle", "--output", "bundle.tar.gz"), ("rules",)):
        status, out, err = call(*command, "--policy-dir", "own")
        assert (status, out) == (2, "")
        assert f"own/bucket_names.rego:{said}" in err
    assert err.count("\n") == 1


def test_two_rules_of_one_id(call: Call, folder: Path) -> None:
    text = RULE.replace("bucket_names\n", "other_names\n")
    (folder / "own" / "other_names.rego").write_text(text, encoding="utf-8")
    status, _, err = call("grade", "stack.yaml", "--policy-dir", "own")
    assert status == 2
    assert "other_names.rego:1: the id ACME_S3_001 is that of " in err


def test_folders_that_hold_nothing(call: Call, folder: Path) -> None:
    (folder / "empty").mkdir()
    assert call("grade", "stack.yaml", "--policy-dir", "missing")[2].endswith("missing: no such folder\n")
    assert call("grade", "stack.yaml", "--policy-dir", "empty")[2].endswith("empty: holds no Rego files\n")
    (folder / ".stackgrade.yaml").write_text("policies: own\n", encoding="utf-8")
    assert ".stackgrade.yaml:1: policies has to be a list" in call("grade", "stack.yaml")[2]


@needs_opa
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("some resource in", "some resource inn", "own/bucket_names.rego:25: "),
        ("acme.is_ours(", "acme.is_mine(", "own/bucket_names.rego:26: "),
        (
            '"the bucket has another name"',
            'sprintf("%v has another name", [resource.address])',
            "built-in functions that the embedded engine lacks: sprintf (own/bucket_names.rego:24)",
        ),
        (
            'findings.at(resource, "BucketName", "the bucket has another name")',
            '{"msg": "the bucket has another name"}',
            "ACME_S3_001: the rule's finding has no address, attribute or message",
        ),
    ],
)
def test_rules_that_are_wrong(call: Call, folder: Path, before: str, after: str, said: str) -> None:
    rule = folder / "own" / "bucket_names.rego"
    rule.write_text(rule.read_text("utf-8").replace(before, after, 1), encoding="utf-8")
    status, _, err = call(*ONLY, "--policy-dir", "own")
    assert status == 3
    assert said in err


@needs_opa
def test_a_server_runs_functions_that_the_embedded_engine_lacks(call: Call, folder: Path) -> None:
    rule = folder / "own" / "bucket_names.rego"
    text = rule.read_text("utf-8").replace(
        '"the bucket has another name"', 'sprintf("%v has another name", [resource.address])'
    )
    rule.write_text(text, encoding="utf-8")
    call("opa", "bundle", "--policy-dir", "own", "--output", "bundle.tar.gz")
    with opa("--bundle", str(folder / "bundle.tar.gz")) as server:
        out = call(*ONLY, "--policy-dir", "own", "--engine", "opa", "--opa-url", server.url)[1]
    assert "Bad has another name" in out


def test_ours_are_read_the_same_way() -> None:
    """The form that a user's rules are held to is that of our own."""
    from stackgrade import metadata

    for path in ruleset.sources(ruleset.FOLDER / "rules"):
        read = ruleset.rule_of(
            {**metadata.read(path), "path": f"policies/{path.relative_to(ruleset.FOLDER).as_posix()}"}
        )
        assert read == ruleset.load().rules[read.id]


@needs_opa
def test_the_example_in_the_docs_is_sound(folder: Path) -> None:
    """It passes `opa check --strict` and `opa fmt` beside ours, as the docs tell who writes rules."""
    command = [OPA, "check", "--strict", str(ruleset.FOLDER), "own"]
    subprocess.run(command, cwd=folder, check=True)
    assert not subprocess.run(
        [OPA, "fmt", "--list", "own"], cwd=folder, capture_output=True, check=True
    ).stdout

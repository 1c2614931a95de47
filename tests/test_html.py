"""The HTML report as a file: one document, the same bytes again, nothing from a template outside of its data."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from stackgrade import catalogue, run
from stackgrade.graph import Graph, Link, Node, graph
from stackgrade.reports import Report, html
from tests import templates
from tests.fakes import fail, install, rule, rules

RULES = rules(rule("FC_RDS_001", "critical"), rule("FC_RDS_002", "low", links=("https://example.com",)))
TEMPLATE = """\
Resources:
  Key:
    Type: AWS::KMS::Key
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      KmsKeyId: !GetAtt Key.Arn
      MasterUserPassword: TempPassword123!
"""


def grade(folder: Path, monkeypatch: pytest.MonkeyPatch, template: str = TEMPLATE, **members: Any) -> Report:
    monkeypatch.chdir(folder)
    (folder / "shop.yaml").write_text(template, encoding="utf-8")
    settings = install(
        monkeypatch,
        RULES,
        lambda document: [
            fail("FC_RDS_001", attribute="MasterUserPassword", message="it is there", **members)
        ],
    )
    return run.grade(["shop.yaml"], settings)


def embedded(page: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def test_the_same_bytes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (html.render(grade(tmp_path, monkeypatch), RULES) for _ in range(2))
    assert first == second


def test_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = html.render(grade(tmp_path, monkeypatch), RULES)
    assert "TempPassword123!" not in page
    assert "MasterUserPassword: Te********" in page


def test_the_policy_allows_what_is_in_the_page_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = html.render(grade(tmp_path, monkeypatch), RULES)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    for directive, tag in (("script-src", "script"), ("style-src", "style")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "hostile",
    ["</script><script>alert(1)</script>", "<!--<script>", "{{script}}", "\\u003c/script>", "\u2028"],
)
def test_what_templates_say_stays_in_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hostile: str
) -> None:
    plain = html.render(grade(tmp_path, monkeypatch), RULES)
    report = grade(tmp_path, monkeypatch, address=hostile)
    page = html.render(report, RULES)
    assert embedded(page)["findings"][0]["address"] == hostile
    assert page.count("<script") == plain.count("<script")
    outside = re.compile(r'(id="data">).*?(</script>)', re.DOTALL)
    assert outside.sub(r"\1\2", page) == outside.sub(r"\1\2", plain)


def test_only_the_rules_that_found_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = embedded(html.render(grade(tmp_path, monkeypatch), RULES))
    assert list(data["rules"]) == ["FC_RDS_001"]
    assert data["failures"] == {"F-002-04": catalogue.load()["F-002-04"].title}


def test_lines_are_there_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = grade(tmp_path, monkeypatch)
    (stack,) = embedded(html.render(report, RULES))["stacks"]
    ((first, *texts),) = stack["lines"]["shop.yaml"]
    assert (first, texts[0], texts[2]) == (
        6, "    Properties:", "      MasterUserPassword: Te********",
    )  # fmt: skip


class TestGraph:
    def test_references_and_orders(self, tmp_path: Path) -> None:
        text = TEMPLATE + "  Role:\n    Type: AWS::IAM::Role\n    DependsOn: Db\n"
        assert graph(templates.data(tmp_path, text)) == Graph(
            (
                Node("Key", "AWS::KMS::Key"),
                Node("Db", "AWS::RDS::DBInstance"),
                Node("Role", "AWS::IAM::Role"),
            ),
            (Link("Db", "Key", ("KmsKeyId",)), Link("Role", "Db", ("depends on",))),
        )

    def test_a_resource_that_exists_only_under_a_condition(self, tmp_path: Path) -> None:
        text = """\
            Parameters: {Size: {Type: String}}
            Conditions: {Large: !Equals [!Ref Size, large]}
            Resources:
              Key: {Type: AWS::KMS::Key}
              Alias: {Type: AWS::KMS::Alias, Condition: Large, Properties: {TargetKeyId: !Ref Key}}
            """
        drawn = graph(templates.data(tmp_path, text))
        assert [node.address for node in drawn.nodes] == ["Key", "Alias"]
        assert drawn.links == (Link("Alias", "Key", ("TargetKeyId",)),)

    def test_what_a_transform_makes_counts_for_what_it_is_made_of(self, tmp_path: Path) -> None:
        text = """\
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Table: {Type: AWS::DynamoDB::Table}
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.13
                  Handler: app.run
                  InlineCode: "def run(event, context): pass"
                  Environment: {Variables: {TABLE: !Ref Table}}
            """
        drawn = graph(templates.data(tmp_path, text))
        assert [node.address for node in drawn.nodes] == ["Table", "Worker"]
        assert [(link.source, link.target) for link in drawn.links] == [("Worker", "Table")]

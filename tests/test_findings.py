"""From verdicts to findings: place, fingerprint, fix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.model import Document
from stackgrade.engines import Verdict
from stackgrade.findings import Finding, build
from tests.fakes import fail, passed, rule, rules, unknown
from tests.templates import load
from tests.terraform.configurations import document as terraform_document

RULES = rules(rule("FC_RDS_001"), rule("FC_RDS_002", "low"), rule("FC_TPL_001", types=("Stack",)))
TEMPLATE = """\
    Parameters:
      Class:
        Type: String
      Zones:
        Type: String
    Conditions:
      Wide: !Equals [!Ref Zones, two]
    Resources:
      Db:
        Type: AWS::RDS::DBInstance
        Properties:
          DBInstanceClass: !Ref Class
          MasterUserPassword: TempPassword123!
          Tags:
            - Key: Name
              Value: db
            - Key: Owner
              Value: shop
      Replica:
        Type: AWS::RDS::DBInstance
        Condition: Wide
        Properties:
          SourceDBInstanceIdentifier: !Ref Db
    """


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.chdir(tmp_path)
    return load(Path(), TEMPLATE)


def only(document: Document, verdict: Verdict) -> Finding:
    (finding,) = build(document, [verdict], RULES)
    return finding


@pytest.mark.parametrize(
    ("attribute", "lines"),
    [
        ("DBInstanceClass", (12, 12)),
        ("Tags[1].Value", (18, 18)),
        ("Tags[1].Value.Deeper", (18, 18)),
        ("Tags[7].Value", (14, 18)),
        ("StorageEncrypted", (9, 18)),
        (None, (9, 18)),
    ],
)
def test_location_is_the_nearest_there_is(
    document: Document, attribute: str | None, lines: tuple[int, int]
) -> None:
    location = only(document, fail(attribute=attribute)).location
    assert location == {"path": "stack.yaml", "start_line": lines[0], "end_line": lines[1]}


def test_the_stack_as_subject(document: Document) -> None:
    whole = only(document, Verdict("FC_TPL_001", "", "Stack", "fail", None, "no outputs"))
    assert whole.is_about_stack
    assert (whole.resource.address, whole.resource.type) == (document.data["name"], "Stack")
    assert whole.location["start_line"] == 1
    part = only(
        document, Verdict("FC_TPL_001", "", "Stack", "fail", "Parameters.Class.Default", "no default")
    )
    assert part.location["start_line"] == 2


def test_a_resource_that_only_a_variant_has(document: Document) -> None:
    finding = only(document, fail(address="Replica", attribute="StorageEncrypted"))
    assert finding.location["start_line"] in (19, 20)
    assert finding.resource.source_type == "AWS::RDS::DBInstance"


def test_what_the_rule_says(document: Document) -> None:
    finding = only(document, fail(attribute="StorageEncrypted"))
    assert (finding.severity, finding.category, finding.failures) == ("high", "encryption", ("F-002-04",))
    assert finding.remediation == "StorageEncrypted: true"
    assert (finding.message, finding.reason) == ("it is wrong", None)


@pytest.mark.parametrize(
    ("format", "fix"),
    [
        ("sam", "A"),
        ("cdk", "B"),
        ("terraform", "C"),
        ("terraform-plan", "C"),
        ("cdktf", "C"),
        ("cloudformation", "A"),
    ],
)
def test_remediation_in_the_words_of_the_format(document: Document, format: str, fix: str) -> None:
    known = rules(rule(remediation={"cloudformation": "A\n", "cdk": "B\n", "terraform": "C\n"}))
    document.data["format"] = format
    (finding,) = build(document, [fail()], known)
    assert finding.remediation == fix


def test_remediation_for_the_type_that_the_user_wrote(document: Document) -> None:
    known = rules(
        rule(
            remediation={"cloudformation": "A\n", "AWS::RDS::DBInstance": "B\n", "AWS::RDS::DBCluster": "C\n"}
        )
    )
    (finding,) = build(document, [fail(address="Replica")], known)
    assert finding.remediation == "B"


@pytest.mark.parametrize(("case", "fix"), [("bucket", "B"), ("branch", "A"), (None, "A")])
def test_remediation_for_the_case_that_was_found(document: Document, case: str | None, fix: str) -> None:
    known = rules(rule(remediation={"cloudformation": "A\n", "cloudformation/bucket": "B\n"}))
    (finding,) = build(document, [fail(case=case)], known)
    assert finding.remediation == fix


def test_no_remediation_for_the_format(document: Document) -> None:
    (finding,) = build(document, [fail()], rules(rule(remediation={"terraform": "C\n"})))
    assert finding.remediation is None


def test_the_parameters_that_would_decide(document: Document) -> None:
    assert only(document, unknown(attribute="DBInstanceClass")).parameters == ("Class",)
    assert only(document, unknown(attribute=None)).parameters == ()
    assert only(document, fail(attribute="DBInstanceClass")).parameters == ()


def test_a_parameter_that_was_given_decides_nothing_more(tmp_path: Path) -> None:
    document = load(tmp_path, TEMPLATE, Class="db.m6g.large")
    assert only(document, unknown(attribute="DBInstanceClass")).parameters == ()


def test_messages_hold_no_secret(document: Document) -> None:
    message = only(document, fail(message="the password is TempPassword123!")).message
    assert message == "the password is Te********"


def test_passes_are_no_findings(document: Document) -> None:
    assert build(document, [passed()], RULES) == ()


def test_sorted_by_line_rule_and_address(document: Document) -> None:
    verdicts = [
        fail("FC_RDS_002", attribute="Tags"),
        fail("FC_RDS_001", attribute="Tags"),
        fail("FC_RDS_002", attribute="DBInstanceClass"),
    ]
    found = build(document, verdicts, RULES)
    assert [(finding.rule_id, finding.attribute) for finding in found] == [
        ("FC_RDS_002", "DBInstanceClass"),
        ("FC_RDS_001", "Tags"),
        ("FC_RDS_002", "Tags"),
    ]


class TestFingerprint:
    def test_survives_moved_lines_and_other_words(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        before = only(load(Path(), TEMPLATE), fail(attribute="Tags"))
        moved = only(load(Path(), "# moved\n" * 3 + TEMPLATE), fail(attribute="Tags", message="other words"))
        assert before.location != moved.location
        assert before.fingerprint == moved.fingerprint

    def test_survives_a_verdict_that_opens(self, document: Document) -> None:
        assert (
            only(document, fail(attribute="Tags")).fingerprint
            == only(document, unknown(attribute="Tags")).fingerprint
        )

    def test_tells_findings_apart(self, document: Document) -> None:
        verdicts = [
            fail(),
            fail("FC_RDS_002"),
            fail(attribute="Tags"),
            fail(attribute="Tags", message="another thing"),
            fail(address="Replica"),
            Verdict("FC_TPL_001", "", "Stack", "fail", None, "no outputs"),
        ]
        found = build(document, verdicts, RULES)
        assert len({finding.fingerprint for finding in found}) == len(verdicts)

    def test_tells_stacks_apart(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        one, other = (only(load(Path(), TEMPLATE, name), fail()) for name in ("a.yaml", "b.yaml"))
        assert one.fingerprint != other.fingerprint


def test_what_a_transform_made_is_reported_on_what_the_user_wrote(tmp_path: Path) -> None:
    document = load(
        tmp_path,
        """\
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Hello:
            Type: AWS::Serverless::Function
            Properties: {Runtime: python3.13, Handler: app.handler, CodeUri: ./src}
        """,
    )
    verdict = fail("FC_RDS_001", "HelloRole", message="it is wrong")
    (finding,) = build(document, [verdict], RULES)
    assert (finding.resource.address, finding.resource.source_type) == ("Hello", "AWS::Serverless::Function")
    assert finding.message == "it is wrong (HelloRole, which is made from Hello)"
    assert finding.location["start_line"] == 3


@pytest.mark.parametrize(
    ("format", "shown"),
    [("terraform", "variable.Class.default"), ("cloudformation", "Parameters.Class.Default")],
)
def test_the_stack_speaks_the_words_of_its_format(document: Document, format: Any, shown: str) -> None:
    document.data["format"] = format
    verdict = Verdict("FC_TPL_001", "", "Stack", "fail", "Parameters.Class.Default", "no default")
    assert only(document, verdict).attribute == shown


IN_PARTS = """
provider "aws" {
  default_tags {
    tags = { Owner = "shop" }
  }
}

resource "aws_security_group" "web" {}

resource "aws_vpc_security_group_ingress_rule" "web" {
  for_each          = { http = 80, ssh = 22 }
  security_group_id = aws_security_group.web.id
  from_port         = each.value
}

resource "aws_s3_bucket" "b" {}

resource "aws_s3_bucket_public_access_block" "b" {
  bucket            = aws_s3_bucket.b.id
  block_public_acls = false
}
"""


@pytest.mark.parametrize(
    ("address", "attribute", "shown"),
    [
        (
            "aws_security_group.web",
            "SecurityGroupIngress[1].FromPort",
            'aws_vpc_security_group_ingress_rule.web["ssh"].from_port',
        ),
        (
            "aws_security_group.web",
            "SecurityGroupIngress[0]",
            'aws_vpc_security_group_ingress_rule.web["http"]',
        ),
        (
            "aws_s3_bucket.b",
            "PublicAccessBlockConfiguration.BlockPublicAcls",
            "aws_s3_bucket_public_access_block.b.block_public_acls",
        ),
        ("aws_s3_bucket.b", "BucketName", "aws_s3_bucket.b.bucket"),
        ("aws_s3_bucket.b", "Tags[0].Value", "provider.aws.default_tags"),
    ],
)
def test_what_is_folded_into_another_resource_is_called_as_it_is_written(
    tmp_path: Path, address: str, attribute: str, shown: str
) -> None:
    in_parts = terraform_document(tmp_path, IN_PARTS)
    found = only(in_parts, fail(address=address, attribute=attribute))
    assert found.subject == shown
    assert found.resource.address == address


@pytest.mark.parametrize(
    ("attribute", "shown"),
    [
        ("Resources.aws_sqs_queue.q", "aws_sqs_queue.q"),
        ("Locals.unused", "local.unused"),
        ("Parameters.name.Default", "variable.name.default"),
    ],
)
def test_the_stack_speaks_of_what_is_in_it_as_terraform_does(
    tmp_path: Path, attribute: str, shown: str
) -> None:
    queue = terraform_document(tmp_path, 'resource "aws_sqs_queue" "q" {}\n')
    verdict = Verdict("FC_TPL_001", "", "Stack", "fail", message="it is wrong", attribute=attribute)
    assert only(queue, verdict).subject == shown


@pytest.mark.parametrize(
    ("address", "attribute", "shown"),
    [
        ("aws_sqs_queue.q", "DependsOn", "depends_on"),
        ("aws_natgateway.n", "AllocationId", "allocation_id"),
    ],
)
def test_what_no_table_knows_is_called_as_it_is_written(
    tmp_path: Path, address: str, attribute: str, shown: str
) -> None:
    text = 'resource "aws_sqs_queue" "q" {}\nresource "aws_natgateway" "n" {\n  allocation_id = "a"\n}\n'
    found = only(terraform_document(tmp_path, text), fail(address=address, attribute=attribute))
    assert found.attribute == shown

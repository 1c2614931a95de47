"""What the reports say: JSON by its schema, text as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import stackgrade.reports
from stackgrade import profiles, run, text
from stackgrade.engines import Verdict
from stackgrade.reports import Report, console, source
from stackgrade.reports import json as json_report
from stackgrade.run import Settings
from tests.fakes import fail, install, passed, rule, rules, unknown

SCHEMA = json.loads(
    Path(stackgrade.reports.__file__).with_name("report.schema.json").read_text(encoding="utf-8")
)
RULES = rules(
    rule("FC_RDS_001", "critical", title="A password does not stand in the template", remediation={}),
    rule("FC_RDS_002", "low", description="Nobody knows whom it belongs to. It costs money."),
    rule(
        "FC_TPL_001",
        "medium",
        types=("Stack",),
        remediation={"cloudformation": "Outputs:\n  Id:\n    Value: x\n"},
    ),
)
TEMPLATE = """\
Parameters:
  Size:
    Type: Number
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: TempPassword123!
      AllocatedStorage: !Ref Size
"""


def judge(document: Mapping[str, Any]) -> list[Verdict]:
    return [
        fail("FC_RDS_001", attribute="MasterUserPassword", message="the password stands in the template"),
        fail("FC_RDS_002", attribute="Tags", message="no tags"),
        unknown("FC_RDS_002", attribute="AllocatedStorage", reason="parameter Size has no default"),
        Verdict("FC_TPL_001", "", "Stack", "fail", None, "the stack has no outputs"),
        passed("FC_RDS_001", "Other"),
    ]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(TEMPLATE, encoding="utf-8")
    return run.grade(["shop.yaml", "missing.yaml"], install(monkeypatch, RULES, judge))


def printed(report: Report, verbose: bool = False) -> str:
    return text.plain(console.lines(report, RULES, text.WIDTH, verbose))


class TestJson:
    def test_fits_its_schema(self, report: Report) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        jsonschema.validate(json_report.data(report), SCHEMA)

    def test_a_report_without_stacks_fits_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data = json_report.data(run.grade(["missing"], install(monkeypatch, RULES, judge)))
        jsonschema.validate(data, SCHEMA)
        assert data["summary"] | {"counts": None} == {
            "stacks": 0,
            "grade": None,
            "score": None,
            "counts": None,
        }

    def test_what_it_holds(self, report: Report) -> None:
        data = json_report.data(report)
        assert data["profile"]["name"] == "production"
        assert data["errors"] == [
            {"path": "missing.yaml", "message": report.problems[0].message, "location": None}
        ]
        (stack,) = data["stacks"]
        assert (stack["path"], stack["grade"], stack["resources"]) == ("shop.yaml", "F", 1)
        assert stack["counts"] == {
            "fail": {"critical": 1, "high": 0, "medium": 1, "low": 1}, "pass": 1, "unknown": 1, "waived": 0,
        }  # fmt: skip
        assert [
            (one["rule_id"], one["status"], one["location"]["start_line"]) for one in stack["findings"]
        ] == [
            ("FC_TPL_001", "fail", 1),
            ("FC_RDS_002", "fail", 5),
            ("FC_RDS_001", "fail", 8),
            ("FC_RDS_002", "unknown", 9),
        ]
        assert stack["findings"][0]["resource"]["type"] == "Stack"

    def test_the_same_bytes_again(self, report: Report) -> None:
        again = run.grade(
            ["shop.yaml", "missing.yaml"], Settings(profiles.built_in("production"), frozenset(RULES))
        )
        assert json_report.render(report, RULES) == json_report.render(again, RULES)

    def test_no_secret(self, report: Report) -> None:
        assert "TempPassword123!" not in json_report.render(report, RULES)


class TestConsole:
    def test_the_whole_report(self, report: Report) -> None:
        assert printed(report) == EXPECTED

    def test_a_head_that_is_too_long_for_a_line(self, report: Report) -> None:
        lines = text.plain(console.lines(report, RULES, 50)).splitlines()
        assert lines[:2] == ["shop.yaml", "  1 resource, cloudformation, profile production"]

    def test_why_is_the_first_sentence(self, report: Report) -> None:
        assert "Nobody knows whom it belongs to.\n" in printed(report)
        assert "It costs money" not in printed(report)

    def test_one_block_for_many_places(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        resources = "".join(f"  Db{i:02}:\n    Type: AWS::RDS::DBInstance\n" for i in range(30))
        (tmp_path / "shop.yaml").write_text(f"Resources:\n{resources}", encoding="utf-8")
        settings = install(
            monkeypatch,
            RULES,
            lambda document: [fail("FC_RDS_002", address) for address in document["resources"]],
        )
        report = run.grade(["."], settings)
        short, full = printed(report), printed(report, verbose=True)
        assert short.count("Title of FC_RDS_002") == full.count("Title of FC_RDS_002") == 1
        assert "(30 places)" in short
        assert "and 20 more" in short
        assert (short.count("shop.yaml:"), full.count("shop.yaml:")) == (10, 30)
        assert (short.count("Type: AWS"), full.count("Type: AWS")) == (3, 30)

    def test_different_messages_stand_at_their_places(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "shop.yaml").write_text(TEMPLATE, encoding="utf-8")
        verdicts = [fail("FC_RDS_002", message="no owner"), fail("FC_RDS_002", message="no cost centre")]
        out = printed(run.grade(["."], install(monkeypatch, RULES, lambda document: verdicts)))
        assert "wrong" not in out
        assert out.index("no cost centre") < out.index("no owner")

    def test_of_many_failures_the_lesser_ones_are_listed_in_short(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "shop.yaml").write_text(TEMPLATE, encoding="utf-8")
        numbered = [*enumerate(["high"] * 2 + ["medium"] * 4 + ["low"] * 9)]
        known = rules(*(rule(f"FC_RDS_{i:03}", severity) for i, severity in numbered))
        verdicts = [fail(rule_id) for rule_id in known]
        report = run.grade(["."], install(monkeypatch, known, lambda document: verdicts))
        short = text.plain(console.lines(report, known, text.WIDTH))
        full = text.plain(console.lines(report, known, text.WIDTH, verbose=True))
        assert (short.count("  why   "), full.count("  why   ")) == (6, 15)  # nine more would be too many
        assert (short.count("  where "), full.count("  where ")) == (15, 15)
        assert "LOW      FC_RDS_014  Title of FC_RDS_014\n  where shop.yaml:5  Db\n" in short
        assert "--verbose explains them all" in short
        assert "--verbose explains them all" not in full

    @pytest.mark.parametrize("width", [50, 60, 80])
    def test_keeps_to_the_width_of_a_terminal(self, report: Report, width: int) -> None:
        out = text.plain(console.lines(report, RULES, width))
        assert [line for line in out.splitlines() if len(line) > width and " | " not in line] == []
        assert out.split() == printed(report).split()

    def test_many_unknowns_are_counted_by_reason(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "shop.yaml").write_text(TEMPLATE, encoding="utf-8")
        verdicts = [
            unknown("FC_RDS_002", attribute="AllocatedStorage", reason="Size is open") for _ in range(40)
        ]
        verdicts += [unknown("FC_RDS_002", reason=f"import {i}") for i in range(20)]
        report = run.grade(["."], install(monkeypatch, RULES, lambda document: verdicts))
        short = printed(report)
        assert "no grade" in short
        assert "NOT DECIDED  60 checks" in short
        assert "    40  Size is open\n" in short
        assert "15 other reasons" in short
        assert "--param Size=..." in short
        assert short.count("\n") < 20
        assert printed(report, verbose=True).count("FC_RDS_002") == 60

    def test_several_stacks_end_in_a_list_with_the_worst_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        for name in ("good", "bad", "none"):
            (tmp_path / f"{name}.yaml").write_text(TEMPLATE, encoding="utf-8")
        verdicts = {"good.yaml": [passed("FC_RDS_002")], "bad.yaml": [fail("FC_RDS_002")], "none.yaml": []}
        report = run.grade(["."], install(monkeypatch, RULES, lambda document: verdicts[document["path"]]))
        assert printed(report).splitlines()[-5:] == [
            "F   0.0  bad.yaml  1 low",
            "A 100.0  good.yaml  nothing wrong",
            "-     -  none.yaml  nothing judged",
            "",
            "3 stacks, grade F (50.0 of 100): 1 low; 1 passed",
        ]

    def test_a_template_cannot_steer_the_terminal(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "shop.yaml").write_text(
            TEMPLATE.replace("TempPassword123!", '"a" # \u202e\u200b\tx'), encoding="utf-8"
        )
        verdicts = [fail("FC_RDS_001", attribute="MasterUserPassword", message="\x1b[2J")]
        out = printed(run.grade(["."], install(monkeypatch, RULES, lambda document: verdicts)))
        assert "\ufffd\ufffd" in out
        assert not set("\x1b\u202e\u200b\t") & set(out)

    def test_a_file_that_is_gone_is_not_quoted(self, report: Report) -> None:
        source._lines.cache_clear()
        Path("shop.yaml").unlink()
        assert "shop.yaml:8  Db.MasterUserPassword\n" in printed(report)
        assert "8 |" not in printed(report)

    def test_a_file_without_line_breaks_is_not_quoted(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        resources = {f"Db{i}": {"Type": "AWS::RDS::DBInstance"} for i in range(100)}
        (tmp_path / "shop.json").write_text(json.dumps({"Resources": resources}), encoding="utf-8")
        out = printed(
            run.grade(["."], install(monkeypatch, RULES, lambda document: [fail("FC_RDS_002", "Db7")]))
        )
        assert "shop.json:1  Db7\n" in out
        assert "1 |" not in out


@given(
    st.lists(st.tuples(st.text("ab "), st.sampled_from(["", "dim"]))), st.integers(1, 60), st.integers(0, 8)
)
def test_styled_text_flows_without_loss(spans: list[text.Span], width: int, indent: int) -> None:
    lines = text.plain(text.flow(tuple(spans), width, indent)).splitlines()
    content = "".join(content for content, _ in spans)
    assert [word for line in lines for word in line.split()] == content.split()
    longest = max(map(len, content.split()), default=0)
    assert all(len(line) <= max(width, indent + longest) for line in lines[1:])


@given(st.text("ab-`ä "), st.integers(20, 120))
def test_paragraphs_lose_no_word(content: str, width: int) -> None:
    out = text.plain(text.paragraph(content, width, text.line("  why  ")))
    assert out.replace("why", "", 1).split() == content.split()


EXPECTED = """\
shop.yaml  1 resource, cloudformation, profile production
grade F (25.4 of 100): 1 critical, 1 medium, 1 low; 1 passed, 1 not decided

CRITICAL FC_RDS_001  A password does not stand in the template
  wrong the password stands in the template
  why   Description of FC_RDS_001.
  where shop.yaml:8  Db.MasterUserPassword
            8 |       MasterUserPassword: Te********

MEDIUM   FC_TPL_001  Title of FC_TPL_001
  wrong the stack has no outputs
  why   Description of FC_TPL_001.
  where shop.yaml  the template as a whole
  fix   Outputs:
          Id:
            Value: x

LOW      FC_RDS_002  Title of FC_RDS_002
  wrong no tags
  why   Nobody knows whom it belongs to.
  where shop.yaml:5  Db.Tags
            5 |   Db:
            6 |     Type: AWS::RDS::DBInstance
            7 |     Properties:
            8 |       MasterUserPassword: Te********
            9 |       AllocatedStorage: !Ref Size
  fix   StorageEncrypted: true

NOT DECIDED  1 check, for what the template leaves open:
     1  parameter Size has no default
        FC_RDS_002  shop.yaml:9  Db.AllocatedStorage
  give  --param Size=...

1 stack, grade F (25.4 of 100): 1 critical, 1 medium, 1 low; 1 passed, 1 not decided
"""

"""What SARIF, JUnit, GitLab's and GitHub's formats say of a report, and of what a change brings in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stackgrade.listing import Judged, Outcome
from stackgrade.reports import Problem, github, gitlab, junit, sarif
from tests.fakes import rule
from tests.reports.samples import CHANGE, RULES, finding, report


class TestSarif:
    def results(self, **members: Any) -> list[dict[str, Any]]:
        (run,) = sarif.data(report(**members), RULES)["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
        return run["results"]  # type: ignore[no-any-return]

    def test_failures_are_results_and_nothing_else(self) -> None:
        results = self.results()
        assert [(one["ruleId"], one["level"]) for one in results] == [
            ("FC_RDS_004", "note"), ("FC_RDS_001", "error"), ("FC_RDS_002", "error"),
        ]  # fmt: skip
        assert "baselineState" not in results[0]
        assert len({one["partialFingerprints"]["stackgrade/v1"] for one in results}) == len(results)

    def test_a_place_is_one_line_and_the_programs_if_there_is_one(self) -> None:
        by_rule = {one["ruleId"]: one for one in self.results()}
        place = by_rule["FC_RDS_001"]["locations"][0]["physicalLocation"]
        assert place == {"artifactLocation": {"uri": "shop.yaml"}, "region": {"startLine": 8}}
        construct = by_rule["FC_RDS_002"]
        assert construct["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "lib/shop.ts"
        related = construct["relatedLocations"][0]["physicalLocation"]
        assert related["artifactLocation"]["uri"] == "shop.yaml"

    def test_names_of_files_become_uris(self) -> None:
        odd = {"path": "a b/c:d%20\udce4.yaml", "start_line": 1, "end_line": 1}
        (result,) = self.results(findings=(finding(location=odd),))
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "a%20b/c%3Ad%2520%E4.yaml"

    def test_rules_bring_their_help(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("STACKGRADE_PAGES", raising=False)
        rules = {one["id"]: one for one in sarif.data(report(), RULES)["runs"][0]["tool"]["driver"]["rules"]}
        encrypted = rules["FC_RDS_001"]
        assert encrypted["helpUri"] == "https://example.com/rds"
        assert encrypted["properties"]["security-severity"] == "9.5"
        assert "```hcl\nstorage_encrypted = true\n```" in encrypted["help"]["markdown"]
        assert "security-severity" not in rules["FC_RDS_004"]["properties"]
        monkeypatch.setenv("STACKGRADE_PAGES", "https://acme.example/rules/")
        first = sarif.data(report(), RULES)["runs"][0]["tool"]["driver"]["rules"][0]
        assert first["helpUri"] == "https://acme.example/rules/FC_RDS_001.md"

    def test_what_was_not_graded_or_not_decided_is_told(self) -> None:
        (invocation,) = sarif.data(report(), RULES)["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        assert [
            (one["level"], one["message"]["text"]) for one in invocation["toolExecutionNotifications"]
        ] == [
            ("error", "broken.yaml:7: is no YAML"),
            ("error", "gone.yaml: no such file"),
            ("warning", "shop.yaml: an old version"),
            ("note", "shop.yaml: 1 check is not decided, for what the template leaves open"),
            ("note", "shop.yaml: 1 check is waived"),
        ]

    def test_what_a_change_brings_in(self) -> None:
        states = {one["ruleId"]: one["baselineState"] for one in self.results(change=CHANGE)}
        assert states == {
            "FC_RDS_001": "new", "FC_RDS_002": "unchanged", "FC_RDS_004": "new",
        }  # fmt: skip


class TestJUnit:
    def outcomes(self, text: str) -> dict[str, str]:
        return {
            case.get("name", ""): f"{case[0].tag}: {case[0].get('message')}" if len(case) else "passed"
            for case in ElementTree.fromstring(text).iter("testcase")
        }

    def test_every_finding_is_a_case(self) -> None:
        text = junit.render(report(), RULES)
        assert self.outcomes(text) == {
            "FC_RDS_004 Title of FC_RDS_004: shop": "failure: the stack has no owner",
            "FC_RDS_001 Title of FC_RDS_001: Db.StorageEncrypted": "failure: `StorageEncrypted` is false",
            "FC_RDS_002 Title of FC_RDS_002: Db1234.StorageEncrypted": "failure: `StorageEncrypted` is false",
            "FC_RDS_003 Title of FC_RDS_003: Db.StorageEncrypted": "skipped: waived: accepted by Ann",
            "FC_RDS_003 Title of FC_RDS_003: Db.StorageEncrypted #2": (
                "skipped: not decided: parameter Size has no default"
            ),
            "passed: 11": "passed",
            "broken.yaml": "error: broken.yaml:7: is no YAML",
            "gone.yaml": "error: gone.yaml: no such file",
        }
        root = ElementTree.fromstring(text)
        assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("8", "3", "2")
        assert [suite.get("skipped") for suite in root] == ["2", "0"]
        assert "lib/shop.ts:12\n\nFix:\nStorageEncrypted: true" in text

    def test_passes_are_cases_where_they_are_listed(self) -> None:
        sample = report((), ())
        (stack,) = sample.stacks
        judged = Judged("shop.yaml", "Db", "AWS::RDS::DBInstance", {"FC_RDS_001": Outcome("pass")})
        text = junit.render(replace(sample, stacks=(replace(stack, judged=(judged,)),)), RULES)
        assert self.outcomes(text) == {"FC_RDS_001 Title of FC_RDS_001: Db": "passed"}

    def test_only_what_is_new_fails(self) -> None:
        outcomes = self.outcomes(junit.render(report(change=CHANGE), RULES))
        assert outcomes["FC_RDS_002 Title of FC_RDS_002: Db1234.StorageEncrypted"].startswith(
            "skipped: high, was there before"
        )
        assert sum(outcome.startswith("failure") for outcome in outcomes.values()) == 2


class TestGitLab:
    def test_failures_and_errors_with_or_without_a_change(self) -> None:
        found = gitlab.data(report())
        assert found == gitlab.data(report(change=CHANGE))  # GitLab compares for itself
        assert [(one["check_name"], one["severity"], one["location"]["path"]) for one in found] == [
            ("FC_RDS_004", "minor", "shop.yaml"),
            ("FC_RDS_001", "blocker", "shop.yaml"),
            ("FC_RDS_002", "critical", "lib/shop.ts"),
            ("stackgrade", "blocker", "broken.yaml"),
            ("stackgrade", "blocker", "gone.yaml"),
        ]
        assert found[1]["description"] == "Title of FC_RDS_001: `StorageEncrypted` is false (Db)"
        assert found[1]["location"]["lines"] == {"begin": 8, "end": 10}
        assert len({one["fingerprint"] for one in found}) == len(found)


COMMAND = re.compile(r"::(?P<name>\w+) (?P<properties>[^:\n]*)::(?P<message>[^\n]*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What a runner reads: https://github.com/actions/toolkit/blob/main/docs/commands.md"""

    def value(text: str) -> str:
        return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")

    found = []
    for line in text.split("\n"):
        match = COMMAND.fullmatch(line)
        if match:
            pairs = (pair.partition("=") for pair in match["properties"].split(","))
            properties = {key: value(text.replace("%3A", ":").replace("%2C", ",")) for key, _, text in pairs}
            found.append((match["name"], properties, value(match["message"])))
    return found


class TestGitHub:
    def test_the_most_severe_first_and_a_summary_last(self) -> None:
        text = github.render(report(), RULES)
        assert [(name, place["file"], place.get("line")) for name, place, _ in commands(text)] == [
            ("error", "broken.yaml", "7"),
            ("error", "gone.yaml", None),
            ("warning", "shop.yaml", None),
            ("error", "shop.yaml", "8"),
            ("error", "lib/shop.ts", "12"),
            ("notice", "shop.yaml", "3"),
        ]
        assert text.splitlines()[-1].startswith("1 stack, grade F (31.5 of 100): ")
        _, place, message = commands(text)[3]
        assert place["title"] == "FC_RDS_001 Title of FC_RDS_001"
        assert message == "`StorageEncrypted` is false (Db)\n\nFix:\nStorageEncrypted: true\n"

    def test_of_a_change_only_what_is_new(self) -> None:
        text = github.render(report(problems=(), change=CHANGE), RULES)
        assert [place["title"].split()[0] for _, place, _ in commands(text)] == ["FC_RDS_001", "FC_RDS_004"]

    @given(st.text("%0AD:,=\r\nab\u2028", min_size=1), st.text("%2C3A:,=\r\n/b", min_size=1))
    def test_nothing_in_a_template_is_a_command(self, message: str, path: str) -> None:
        location = {"path": path, "start_line": 1, "end_line": 1}
        sample = report((finding(message=message, location=location),), (Problem(path, message),))
        (_, _, told), (_, place, said) = commands(github.render(sample, RULES))
        assert told == f"{path}: {message}"
        assert place["file"] == path
        assert said.startswith(f"{message} (Db)")


def test_a_long_description_is_cut_for_github() -> None:
    long = {**RULES, "FC_RDS_001": rule("FC_RDS_001", "critical", description="word " * 500)}
    rules = sarif.data(report(), long)["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules[0]["fullDescription"]["text"]) <= 1024

"""`stackgrade compare` as a user meets it: two versions in, a failure analysis out."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from markdown_it import MarkdownIt

from stackgrade import analysis, cli
from tests.reviews.pairs import EXPECTED, PAIRS, review

PROJECT = Path(cli.__file__).parents[1]
BAD = """\
Resources:
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      MasterUserPassword: hunter2-is-long
      StorageEncrypted: false
      PubliclyAccessible: true
"""
GOOD = BAD.replace("Encrypted: false", "Encrypted: true").replace("Accessible: true", "Accessible: false")
TERRAFORM = """\
resource "aws_db_instance" "orders" {
  engine              = "postgres"
  storage_encrypted   = true
  publicly_accessible = true
}
"""
BUCKET = "  Notes: {Type: AWS::S3::Bucket}\n"
ENCRYPTED, PUBLIC = "FC_RDS_001", "FC_RDS_004"
ONLY = ("--rule", ENCRYPTED, "--rule", PUBLIC)
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command_line: Call) -> Call:
    monkeypatch.chdir(tmp_path)
    write("bad.yaml", BAD)
    write("good.yaml", GOOD)

    return partial(command_line, "compare")


def write(name: str, content: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def outcomes(out: str) -> dict[str, list[str]]:
    """What became of each rule's failures, from the JSON report."""
    return {
        failure["rule_id"]: [case["outcome"] for case in failure["cases"]]
        for failure in json.loads(out)["failures"]
    }


class TestVersions:
    def test_two_files(self, call: Call) -> None:
        status, out, err = call("bad.yaml", "good.yaml", *ONLY, "--format", "json")
        assert (status, err) == (0, "")
        assert outcomes(out) == {ENCRYPTED: ["fixed"], PUBLIC: ["fixed"]}
        report = json.loads(out)
        assert report["summary"]["better"] == "after"
        assert (report["before"]["name"], report["after"]["score"]) == ("bad.yaml", 100.0)

    def test_a_template_against_the_terraform_that_replaces_it(self, call: Call) -> None:
        write("new/main.tf", TERRAFORM)
        _, out, _ = call("bad.yaml", "new", *ONLY, "--format", "json")
        assert outcomes(out) == {ENCRYPTED: ["fixed"], PUBLIC: ["remaining"]}
        public = next(one for one in json.loads(out)["failures"] if one["rule_id"] == PUBLIC)
        assert public["fix"] == "PubliclyAccessible: false"  # in the language of the version before
        (case,) = public["cases"]
        assert case["resource"]["in_other_version"] == "aws_db_instance.orders"
        assert case["before"]["location"]["path"] == "bad.yaml"
        assert case["after"]["location"]["path"] == "new/main.tf"

    def test_folders_stack_by_stack_with_what_was_added_and_removed(self, call: Call) -> None:
        write("one/shop/db.yaml", BAD)
        write("one/old/db2.yaml", BAD.replace("Orders", "Sessions"))
        write("two/shop/db.yaml", GOOD)
        write("two/fresh/queue.yaml", "Resources: {Q: {Type: AWS::SQS::Queue}}")
        _, out, _ = call("one", "two", "--format", "json")
        found = {
            tuple(stack[side] and stack[side]["path"] for side in ("before", "after"))
            for stack in json.loads(out)["stacks"]
        }
        assert found == {
            ("one/shop/db.yaml", "two/shop/db.yaml"),
            ("one/old/db2.yaml", None),
            (None, "two/fresh/queue.yaml"),
        }
        _, out, _ = call("one", "two")
        assert "one/old/db2.yaml  F" in out
        assert "-> not there" in out


class TestRevisions:
    @pytest.fixture(autouse=True)
    def repository(self, call: Call) -> None:
        def git(*command: str) -> None:
            settings = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
            subprocess.run(["git", *settings, *command], check=True, capture_output=True)

        git("init", "-q")
        write(".gitattributes", "*.yaml export-ignore\n")
        write("infra/app/db.yaml", BAD)
        write("infra/modules/db/main.tf", TERRAFORM)
        write("infra/live/main.tf", 'module "db" {\n  source = "../modules/db"\n}\n')
        Path("infra/live/outside").symlink_to("/etc")
        git("add", "-A")
        git("commit", "-qm", "first")
        write("infra/app/db.yaml", GOOD)
        write("infra/modules/db/main.tf", TERRAFORM.replace("publicly_accessible = true", ""))
        git("commit", "-qam", "second")

    def test_a_revision_against_the_working_tree(self, call: Call) -> None:
        status, out, err = call("HEAD~1:infra/app/db.yaml", "infra/app/db.yaml", *ONLY, "--format", "json")
        assert (status, err) == (0, "")
        assert outcomes(out) == {ENCRYPTED: ["fixed"], PUBLIC: ["fixed"]}
        assert json.loads(out)["stacks"][0]["before"]["path"] == "infra/app/db.yaml"

    def test_two_revisions_of_a_folder_with_modules_beside_it(self, call: Call) -> None:
        status, out, err = call("HEAD~1:infra/live", "HEAD:infra/live", *ONLY, "--format", "json")
        assert (status, err) == (0, "")
        assert outcomes(out) == {PUBLIC: ["fixed"]}
        (failure,) = json.loads(out)["failures"]
        assert failure["cases"][0]["before"]["location"]["path"] == "infra/modules/db/main.tf"

    def test_paths_from_below_the_root(self, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir("infra/app")
        _, out, err = call("HEAD~1:./db.yaml", "HEAD:infra/app/db.yaml", *ONLY)
        assert err == ""
        assert " db.yaml:8 " in out

    def test_waivers_in_comments_are_those_of_the_version(self, call: Call) -> None:
        write(
            "infra/app/db.yaml", BAD.replace("  Orders:", f"  # stackgrade:waive {PUBLIC}: a demo\n  Orders:")
        )
        _, out, _ = call("HEAD~1:infra/app/db.yaml", "infra/app/db.yaml", *ONLY, "--format", "json")
        assert outcomes(out) == {ENCRYPTED: ["remaining"], PUBLIC: ["waived"]}
        _, out, _ = call("infra/app/db.yaml", "HEAD~1:infra/app/db.yaml", *ONLY, "--format", "json")
        assert outcomes(out) == {ENCRYPTED: ["remaining"], PUBLIC: ["introduced"]}

    def test_both_are_judged_as_the_project_is_configured_now(self, call: Call) -> None:
        off = {"rule": PUBLIC, "reason": "in a lab", "paths": ["/infra/app/"]}
        write(".stackgrade.yaml", yaml.safe_dump({"skip_rules": [off], "exclude": ["infra/"]}))
        _, out, _ = call("HEAD~1:infra/app/db.yaml", "infra/app/db.yaml", *ONLY, "--format", "json")
        assert outcomes(out) == {ENCRYPTED: ["fixed"]}

    def test_two_runs_print_the_same(self, call: Call) -> None:
        runs = [call("HEAD~1:infra", "HEAD:infra", "--format", "json") for _ in range(2)]
        assert runs[0] == runs[1]
        assert "stackgrade-" not in runs[0][1]

    def test_the_checkout_stays_as_it_is(self, call: Call) -> None:
        write("infra/app/db.yaml", BAD + "# not committed\n")
        call("HEAD~1:", "HEAD:")
        assert Path("infra/app/db.yaml").read_text(encoding="utf-8").endswith("# not committed\n")

    @pytest.mark.parametrize(
        ("argument", "said"),
        [
            ("HEAD~7:infra", "no revision"),
            ("HEAD:nothing/here", "HEAD has no file or folder nothing/here"),
            ("HEAD:../..", "HEAD has no file or folder"),
            ("--output=x:infra", ""),
        ],
    )
    def test_what_is_not_there(self, call: Call, argument: str, said: str) -> None:
        status, _, err = call(argument, "infra")
        assert status == (3 if said else 2)
        assert said in err
        assert "Traceback" not in err


class TestSchema:
    """The published schema describes what is printed, whatever there is to print."""

    SCHEMA = json.loads(
        Path(analysis.__file__).with_name("comparison.schema.json").read_text(encoding="utf-8")
    )

    @pytest.mark.parametrize("versions", [("bad.yaml", "new"), ("new", "bad.yaml"), ("broken.yaml", "new")])
    def test_of_a_comparison(self, call: Call, versions: tuple[str, str]) -> None:
        write("new/main.tf", TERRAFORM)
        write("new/more.yaml", "Resources:\n  # stackgrade:waive FC_S3_999: no such rule\n" + BUCKET)
        write("broken.yaml", "Resources: [")
        content = json.loads(call(*versions, "--format", "json")[1])
        jsonschema.validate(content, self.SCHEMA)
        assert content["warnings"][0]["path"] == "new/more.yaml"
        assert (content["failures"] == []) == ("broken.yaml" in versions)

    def test_of_a_batch(self, call: Call) -> None:
        write("pairs/a/before.yaml", BAD)
        write("pairs/a/after.yaml", GOOD)
        write("pairs/b/before.yaml", BAD)
        write("pairs/b/after.yaml", "Resources: [")
        content = json.loads(call("--batch", "pairs", "--format", "json")[1])
        jsonschema.validate(content, self.SCHEMA)
        assert [pair["better"] for pair in content["pairs"]] == ["after", None]
        assert content["pairs"][1]["fixed"]["high"] == 0

    def test_it_is_strict(self, call: Call) -> None:
        content = json.loads(call("bad.yaml", "good.yaml", "--format", "json")[1])
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**content, "more": 1}, self.SCHEMA)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**content, "pairs": []}, self.SCHEMA)


class TestExitCodes:
    def test_what_came_in_counts_when_asked_for(self, call: Call) -> None:
        assert call("good.yaml", "bad.yaml", *ONLY)[0] == 0
        assert call("good.yaml", "bad.yaml", *ONLY, "--fail-on", "high")[0] == 1
        assert call("bad.yaml", "good.yaml", *ONLY, "--fail-on", "low")[0] == 0
        assert call("bad.yaml", "bad.yaml", *ONLY, "--fail-on", "low")[0] == 0

    def test_a_version_that_cannot_be_read(self, call: Call) -> None:
        write("broken.yaml", "Resources: [")
        status, out, err = call("bad.yaml", "broken.yaml")
        assert status == 3
        assert "broken.yaml:1" in err
        assert "nothing of the version after could be read" in out
        assert "FIXED" not in out

    def test_a_stack_that_cannot_be_read_is_not_gone(self, call: Call) -> None:
        for side in ("one", "two"):
            write(f"{side}/sound.yaml", BAD)
            write(f"{side}/other.yaml", BAD)
            write(f"{side}/live/main.tf", TERRAFORM)
        write("two/other.yaml", BAD + "  Orders: {}\n")
        write("two/live/main.tf", TERRAFORM + "}")
        for command in (("one", "two"), ("two", "one")):
            status, out, err = call(*command, *ONLY, "--format", "json")
            assert status == 3
            assert "two/other.yaml:9" in err
            assert outcomes(out) == {ENCRYPTED: ["remaining"], PUBLIC: ["remaining"]}

    def test_a_fault_that_leaves_a_grade_stops_a_gate_only(self, call: Call) -> None:
        circle = (
            GOOD + "  A: {Type: AWS::SNS::Topic, DependsOn: B}\n  B: {Type: AWS::SNS::Topic, DependsOn: A}\n"
        )
        write("circle.yaml", circle)
        status, _, err = call("bad.yaml", "circle.yaml", *ONLY)
        assert (status, "circle" in err) == (0, True)
        assert call("bad.yaml", "circle.yaml", *ONLY, "--fail-on", "high")[0] == 3

    @pytest.mark.parametrize(
        "arguments",
        [
            ("bad.yaml",),
            ("bad.yaml", "good.yaml", "bad.yaml"),
            ("bad.yaml", "good.yaml", "--format", "csv"),
            ("bad.yaml", "good.yaml", "--sides", "a,b"),
            ("--batch", "."),
            ("--batch", "nowhere"),
            ("--batch", ".", "--sides", "a"),
            ("bad.yaml", "good.yaml", "--output", "no/where.md"),
        ],
    )
    def test_wrong_usage(self, call: Call, arguments: tuple[str, ...]) -> None:
        assert call(*arguments)[0] == 2


class TestMarkdown:
    def test_each_failure_has_impact_fix_and_resources_under_its_severity(self, call: Call) -> None:
        _, out, _ = call("bad.yaml", "good.yaml", *ONLY, "--format", "markdown")
        tokens = MarkdownIt("commonmark").enable("table").parse(out)
        headings = [
            (token.tag, tokens[i + 1].content)
            for i, token in enumerate(tokens)
            if token.type == "heading_open"
        ]
        assert headings == [
            ("h1", "Failure analysis: `bad.yaml` and `good.yaml`"),
            ("h2", "Critical failures"),
            ("h3", "1. A database is not reachable from the internet"),
            ("h2", "High failures"),
            ("h3", "2. RDS storage is encrypted"),
            ("h2", "Summary"),
        ]
        assert [token.content for token in tokens if token.type == "fence"][:2] == [
            "PubliclyAccessible: true\n",
            "PubliclyAccessible: false\n",
        ]
        assert "**Impact**: " in out
        assert "- `Orders` `StorageEncrypted`, `bad.yaml:7` (fixed)" in out

    def test_no_secret_is_quoted_in_any_format(self, call: Call) -> None:
        for format in ("console", "markdown", "json"):
            _, out, err = call("good.yaml", "bad.yaml", "--verbose", "--format", format)
            assert "FC_RDS_002" in out
            assert "hunter2" not in out + err

    def test_names_from_a_template_are_no_markup(self, call: Call) -> None:
        write(
            "odd/main.tf",
            'resource "aws_db_instance" "a" {\n  for_each = toset(["<b>|`x`"])\n  engine = "mysql"\n}\n',
        )
        _, out, _ = call("good.yaml", "odd", *ONLY, "--format", "markdown")
        rendered = MarkdownIt("commonmark").enable("table").render(out)
        assert "<b>" not in rendered
        assert "aws_db_instance.a" in rendered

    def test_a_file_is_written(self, call: Call) -> None:
        status, out, err = call("bad.yaml", "good.yaml", "--format", "markdown", "--output", "analysis.md")
        assert (status, out) == (0, "")
        assert "analysis.md" in err
        assert Path("analysis.md").read_text(encoding="utf-8").startswith("# Failure analysis")


class TestConsole:
    def test_what_came_in_is_explained_and_comes_first(self, call: Call) -> None:
        _, out, _ = call("bad.yaml", "good.yaml", *ONLY)
        assert "FIXED" in out
        assert "why " not in out
        _, out, _ = call("good.yaml", "bad.yaml", *ONLY)
        assert out.index("CAME IN") < out.index("why ") < out.index("PubliclyAccessible: false")
        assert "2 came in" in out


class TestBatch:
    @pytest.fixture(autouse=True)
    def pairs(self, call: Call) -> None:
        write("pairs/a/before/template.yaml", BAD)
        write("pairs/a/after/template.yaml", GOOD)
        write("pairs/deep/b/before.yaml", GOOD)
        write("pairs/deep/b/after/main.tf", TERRAFORM)
        write("pairs/c/before/template.yaml", GOOD)
        write("pairs/c/after/template.yaml", GOOD)
        write("pairs/no-pair/before/template.yaml", BAD)

    def test_a_line_for_each_pair_and_who_is_better(self, call: Call) -> None:
        status, out, err = call("--batch", "pairs", *ONLY)
        assert (status, err) == (0, "")
        rows = {line.split()[0]: line.split() for line in out.splitlines() if line}
        assert rows["a"][-4:] == ["after", "2", "0", "0"]
        assert rows["deep/b"][-4:] == ["before", "0", "1", "0"]
        assert rows["c"][-4:] == ["even", "0", "0", "0"]
        assert out.splitlines()[-1] == (
            "3 pairs: after is better in 1, before is better in 1, even in 1; 2 fixed, 1 came in, 0 remain."
        )

    def test_sides_have_any_names(self, call: Call) -> None:
        for side, text in (("worse", BAD), ("better", GOOD)):
            write(f"named/x/{side}/stack.yaml", text)
        _, out, _ = call("--batch", "named", "--sides", "worse,better", *ONLY)
        assert "better is better in 1" in out

    def test_tables_for_programs(self, call: Call) -> None:
        rows = [*csv.DictReader(io.StringIO(call("--batch", "pairs", *ONLY, "--format", "csv")[1]))]
        assert [(row["pair"], row["better"], row["fixed"]) for row in rows] == [
            ("a", "after", "2"), ("c", "even", "0"), ("deep/b", "before", "0"),
        ]  # fmt: skip
        report: dict[str, Any] = json.loads(call("--batch", "pairs", *ONLY, "--format", "json")[1])
        assert report["summary"]["better"] == {"before": 1, "after": 1, "even": 1}
        assert call("--batch", "pairs", *ONLY, "--format", "markdown")[1].count("\n| `") == 3

    def test_a_pair_that_cannot_be_read_is_in_the_table_and_in_the_exit_code(self, call: Call) -> None:
        write("pairs/c/after/template.yaml", "Resources: {")
        write("pairs/empty/before/readme.txt", "nothing")
        write("pairs/empty/after/template.yaml", GOOD)
        status, out, err = call("--batch", "pairs", *ONLY, "--format", "csv")
        assert status == 3
        assert "empty/before: no templates found" in err
        rows = {row["pair"]: row for row in csv.DictReader(io.StringIO(out))}
        assert (rows["a"]["better"], rows["c"]["better"], rows["empty"]["errors"]) == ("after", "", "1")

    def test_a_side_of_two_files_is_refused(self, call: Call) -> None:
        write("pairs/deep/b/before.json", "{}")
        status, _, err = call("--batch", "pairs")
        assert status == 2
        assert "before.json, before.yaml" in err


@pytest.mark.parametrize("number", PAIRS)
def test_the_samples_of_a_review_list_what_the_review_lists(number: str, call: Call) -> None:
    """Under the profile that asks for it, each failure that a template can show is fixed in the good sample."""
    pair = PAIRS[number]
    fixed: set[str] = set()
    for bad in pair.bad:
        for setting in pair.settings:
            options = [f"--param={name}={value}" for name, value in setting.parameters]
            _, out, _ = call(
                str(bad), str(pair.good), "--profile", setting.profile, *options, "--format", "json"
            )
            for failure in json.loads(out)["failures"]:
                if "fixed" in {case["outcome"] for case in failure["cases"]}:
                    fixed |= failure["failures"].keys()
    assert {failure for failure in EXPECTED if review(failure) == number} <= fixed

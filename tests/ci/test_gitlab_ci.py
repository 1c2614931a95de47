"""The template for GitLab CI, its scripts run in a real checkout."""

from __future__ import annotations

import json
from subprocess import CompletedProcess
from xml.etree import ElementTree

import jsonschema
import pytest

from tests.ci.checkout import BAD, FAILURE, GOOD, Checkout
from tests.ci.schemas import examples, read, validate
from tests.comments import forge as forges

TEMPLATE = read("ci/gitlab.yml")
JOB = TEMPLATE["stackgrade"]


def run(checkout: Checkout, **variables: str) -> CompletedProcess[str]:
    """Run the job's script."""
    own = {name: JOB["variables"][name] for name in ("STACKGRADE_PATHS", "STACKGRADE_ARGUMENTS")}
    return checkout.run("\n".join(JOB["script"]), **{**own, "GITLAB_CI": "true", **variables})


def merge_request(checkout: Checkout) -> dict[str, str]:
    return {
        "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_PROJECT_ID": "42",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": checkout.base,
    }


def quality(checkout: Checkout) -> list[str]:
    report = json.loads((checkout.folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    return [f"{one['check_name']} {one['location']['path']}" for one in report]


class TestSchema:
    def test_the_template(self) -> None:
        validate(TEMPLATE, "gitlab-ci")

    def test_the_documented_use(self) -> None:
        validate(examples("docs/ci.md")[1], "gitlab-ci")

    def test_it_notices_what_is_wrong(self) -> None:
        with pytest.raises(jsonschema.ValidationError):
            validate({"stackgrade": {**JOB, "artifacts": {"reports": {"codequality": 1}}}}, "gitlab-ci")


class TestMergeRequest:
    def test_only_what_it_brings_in_blocks(self, checkout: Checkout) -> None:
        checkout.change(new=BAD)
        done = run(checkout, **merge_request(checkout))
        assert done.returncode == 1
        assert quality(checkout) == [f"{FAILURE} new.yaml", f"{FAILURE} old.yaml"]
        root = ElementTree.parse(checkout.folder / "stackgrade.xml").getroot()
        assert root.get("failures") == "1"

    def test_what_was_there_before_does_not(self, checkout: Checkout) -> None:
        checkout.change(new=GOOD)
        assert run(checkout, **merge_request(checkout)).returncode == 0
        assert quality(checkout) == [f"{FAILURE} old.yaml"]

    def test_in_a_pipeline_for_merged_results(self, checkout: Checkout) -> None:
        checkout.git("checkout", "--quiet", "main")
        (checkout.folder / "new.yaml").write_text(BAD, encoding="utf-8")
        checkout.git("add", ".")
        checkout.git("commit", "--quiet", "--message=what others merged meanwhile")
        target = checkout.git("rev-parse", "HEAD")
        checkout.change(mine=GOOD)
        variables = merge_request(checkout) | {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": target}
        assert run(checkout, **variables).returncode == 0

    def test_a_template_that_was_broken_before_is_shown_and_does_not_block(self, checkout: Checkout) -> None:
        checkout.change(broken=BAD + "  Db: [\n")
        base = checkout.git("rev-parse", "HEAD")
        checkout.change(new=GOOD)
        variables = merge_request(checkout) | {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
        assert run(checkout, **variables).returncode == 0
        assert "stackgrade broken.yaml" in quality(checkout)

    def test_wrong_usage_is_not_let_through(self, checkout: Checkout) -> None:
        done = run(checkout, STACKGRADE_ARGUMENTS="--profile nobody")
        assert done.returncode not in (0, 3)
        assert "error: " in done.stderr

    def test_the_comment_where_there_is_a_token(self, checkout: Checkout) -> None:
        checkout.change(new=BAD)
        with forges.running("gitlab") as forge:
            variables = merge_request(checkout) | {"CI_API_V4_URL": forge.url, "NO_PROXY": "127.0.0.1"}
            run(checkout, **variables)
            assert forge.bodies == []
            run(checkout, **variables, GITLAB_TOKEN=forges.TOKEN)
        (body,) = forge.bodies
        assert "**Blocked** by 1 new failure." in body


class TestElsewhere:
    def test_the_default_branch_is_what_gitlab_compares_with(self, checkout: Checkout) -> None:
        assert run(checkout).returncode == 0
        assert quality(checkout) == [f"{FAILURE} old.yaml"]

    @pytest.mark.parametrize(("source", "status"), [("", 1), ("git+https://gitlab.example.com/x.git", 0)])
    def test_it_is_installed_from_where_the_user_says(
        self, checkout: Checkout, source: str, status: int
    ) -> None:
        pip = checkout.tools / "pip"
        pip.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
        pip.chmod(0o755)
        done = checkout.run("\n".join(JOB["before_script"]), STACKGRADE_SOURCE=source)
        assert (done.returncode != 0) == bool(status)
        assert done.stdout.endswith(f" {source}\n") or "say in this variable" in done.stderr

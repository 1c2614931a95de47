"""The GitHub Action, step by step in a real checkout."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.ci.checkout import BAD, GOOD, Checkout
from tests.ci.schemas import TOP, examples, read, validate
from tests.comments import forge as forges

ACTION = read("action.yml")
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}


class Runner:
    """Runs the steps of the action as GitHub's runner does."""

    def __init__(self, checkout: Checkout, folder: Path, **variables: str) -> None:
        self.checkout = checkout
        self.temporary = folder / "temporary"
        self.summary = folder / "summary"
        self._output = folder / "output"
        (self.temporary / "stackgrade").mkdir(parents=True)
        (self.temporary / "stackgrade" / "bin").symlink_to(checkout.tools)
        self.variables = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self._output),
            "GITHUB_ACTION_PATH": str(TOP),
            "RUNNER_TEMP": str(self.temporary),
            **variables,
        }

    def __call__(self, **inputs: str) -> tuple[int, str, dict[str, str]]:
        """Return exit code and log, and what the steps put out."""
        given = {name: entry.get("default", "") for name, entry in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        log = ""
        for step in STEPS.values():
            condition = re.fullmatch(r"inputs\.([\w-]+) == 'true'", step.get("if", ""))
            assert ("if" in step) == bool(condition)
            if "run" not in step or (condition and given[condition[1]] != "true"):
                continue
            env = {name: self._value(value, given) for name, value in step.get("env", {}).items()}
            done = self.checkout.run(step["run"], **{**self.variables, **env})
            log += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, log, self._outputs()
        return 0, log, self._outputs()

    def _value(self, expression: str, given: dict[str, str]) -> str:
        name = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", expression)
        assert name is not None
        value = given[name[1]]
        return forges.TOKEN if value == "${{ github.token }}" else value

    def _outputs(self) -> dict[str, str]:
        lines = self._output.read_text(encoding="utf-8").splitlines() if self._output.exists() else []
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def pull_request(checkout: Checkout, tmp_path: Path) -> Runner:
    return Runner(checkout, tmp_path, GITHUB_BASE_REF="main")


class TestSchema:
    def test_the_action(self) -> None:
        validate(ACTION, "github-actions")

    def test_the_documented_use(self) -> None:
        workflow = examples("docs/ci.md")[0]
        validate(workflow, "github-workflows")
        assert set(workflow["jobs"]["stackgrade"]["steps"][-1]["with"]) <= set(ACTION["inputs"])

    def test_it_notices_what_is_wrong(self) -> None:
        with pytest.raises(jsonschema.ValidationError):
            validate({**ACTION, "runs": {"using": "composite"}}, "github-actions")

    def test_no_input_is_part_of_a_script(self) -> None:
        assert not any("${{" in step.get("run", "") for step in STEPS.values())

    def test_every_input_is_used(self) -> None:
        used = re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"]))
        assert set(used) == set(ACTION["inputs"])


class TestPullRequest:
    def test_only_what_it_brings_in_blocks(self, checkout: Checkout, pull_request: Runner) -> None:
        checkout.change(new=BAD)
        status, log, outputs = pull_request()
        assert status == 1
        assert re.findall(r"::(\w+) file=([\w.]+),", log) == [("error", "new.yaml")]
        summary = pull_request.summary.read_text(encoding="utf-8")
        assert "**Blocked** by 1 new failure." in summary
        assert Path(outputs["markdown"]).read_text(encoding="utf-8") == summary

    def test_what_was_there_before_does_not(self, checkout: Checkout, pull_request: Runner) -> None:
        checkout.change(new=GOOD)
        status, log, _ = pull_request()
        assert (status, re.findall(r"^::", log)) == (0, [])

    def test_the_threshold(self, checkout: Checkout, pull_request: Runner) -> None:
        checkout.change(new=BAD)
        assert pull_request(fail_on="critical")[0] == 0

    def test_the_comment(self, checkout: Checkout, pull_request: Runner, tmp_path: Path) -> None:
        checkout.change(new=BAD)
        event = tmp_path / "event.json"
        event.write_text(json.dumps({"pull_request": {"number": 7}}), encoding="utf-8")
        with forges.running("github") as forge:
            pull_request.variables |= {
                "GITHUB_API_URL": forge.url,
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_REPOSITORY": "acme/shop",
                "NO_PROXY": "127.0.0.1",
            }
            assert pull_request(comment="true")[0] == 1
            assert pull_request(comment="true")[0] == 1
        (body,) = forge.bodies
        assert "**Blocked** by 1 new failure." in body

    def test_a_comment_that_fails_changes_no_verdict(self, checkout: Checkout, pull_request: Runner) -> None:
        checkout.change(new=GOOD)
        status, log, _ = pull_request(comment="true")
        assert status == 0
        assert "warning: no comment: " in log

    def test_an_input_is_no_command(self, checkout: Checkout, pull_request: Runner) -> None:
        checkout.change(new=BAD)
        status, log, _ = pull_request(profile="$(touch harm); touch harm")
        assert status == 2
        assert "error: " in log
        assert not (checkout.folder / "harm").exists()


class TestElsewhere:
    def test_a_push_is_judged_whole(self, checkout: Checkout, tmp_path: Path) -> None:
        status, log, _ = Runner(checkout, tmp_path, GITHUB_BASE_REF="")()
        assert status == 1
        assert re.findall(r"::(\w+) file=([\w.]+),", log) == [("error", "old.yaml")]

    def test_code_scanning_gets_all_there_is(self, checkout: Checkout, pull_request: Runner) -> None:
        checkout.change(new=BAD, broken=BAD + "  Db: [\n")
        _, _, outputs = pull_request(code_scanning="true")
        report: dict[str, Any] = json.loads(Path(outputs["sarif"]).read_text(encoding="utf-8"))
        places = [
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            for result in report["runs"][0]["results"]
        ]
        assert places == ["new.yaml", "old.yaml"]
        assert "steps.scan.outputs.sarif" in STEPS["Send it to code scanning"]["with"]["sarif_file"]

"""The command line as a user meets it: options, exit codes, what goes where."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from stackgrade import cli, profiles, ruleset, run
from stackgrade.commands.progress import progress
from stackgrade.engines import Engine
from stackgrade.errors import EngineError
from stackgrade.reports import Report

BAD = """\
Parameters:
  Class:
    Type: String
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: !Ref Class
      StorageEncrypted: false
"""
GOOD = BAD.replace("false", "true")
HERE = Path(__file__).parent
ENVIRONMENT = {"PYTHONPATH": str(Path(cli.__file__).parents[1])}
ONLY = ("--rule", "FC_RDS_001")
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command_line: Call) -> Call:
    """Run a command in a folder with a bad and a good template; return exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")

    return command_line


class TestExitCodes:
    def test_nothing_found(self, call: Call) -> None:
        status, out, err = call("grade", "good.yaml", *ONLY)
        assert (status, err) == (0, "")
        assert out.startswith(
            "good.yaml  1 resource, cloudformation, profile production\ngrade A (100.0 of 100)"
        )

    def test_found(self, call: Call) -> None:
        assert call("grade", ".", *ONLY)[0] == 1

    @pytest.mark.parametrize(
        ("fail_on", "status"), [("critical", 0), ("high", 1), ("medium", 1), ("low", 1), ("never", 0)]
    )
    def test_fail_on(self, call: Call, fail_on: str, status: int) -> None:
        assert call("grade", "bad.yaml", *ONLY, "--fail-on", fail_on)[0] == status

    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["grade"],
            ["grad", "."],
            ["grade", ".", "--format", "xml"],
            ["grade", ".", "--param", "Size"],
            ["grade", ".", "--jobs", "0"],
            ["grade", ".", "--profile", "prod"],
            ["grade", ".", "--profile", "missing.yaml"],
            ["grade", ".", "--var-file", "missing.json"],
            ["grade", ".", "--rule", "FC_RDS_00"],
            ["grade", ".", "--skip-rule", "FC_XXX_*"],
            ["grade", ".", "--skip-rule", "FC_*"],
            ["grade", ".", "--rule", "FC_RDS_001", "--skip-rule", "FC_RDS_*"],
            ["grade", ""],
            ["grade", ".", "--output", "missing/report.json"],
            ["grade", ".", "--output", "."],
            ["grade", ".", "--report", "sarif"],
            ["grade", ".", "--report", "sarif="],
            ["grade", ".", "--report", "xml=report.xml"],
            ["grade", ".", "--report", "sarif=missing/report.sarif"],
            ["grade", ".", "--report", "sarif=one", "--report", "junit=one"],
            ["grade", ".", "--output", "one", "--report", "junit=one"],
            ["grade", ".", "--verb"],
            ["normalize"],
            ["rules", "FC_XXX_001"],
        ],
    )
    def test_wrong_usage(self, call: Call, arguments: Sequence[str]) -> None:
        status, out, err = call(*arguments)
        assert (status, out) == (2, "")
        assert "error: " in err

    def test_a_wrong_configuration(self, call: Call) -> None:
        Path(".stackgrade.yaml").write_text("profile:\n  enviroment: test\n", encoding="utf-8")
        status, _, err = call("grade", ".")
        assert status == 2
        assert err.startswith(
            "error: .stackgrade.yaml:2: unknown field 'enviroment' (did you mean environment "
        )

    def test_a_report_without_its_file(self, call: Call) -> None:
        assert "'sarif' is not FORMAT=FILE" in call("grade", ".", "--report", "sarif")[2]

    def test_a_service_in_place_of_a_rule(self, call: Call) -> None:
        assert "did you mean 'FC_RDS_*'?" in call("rules", "rds")[2]

    @pytest.mark.parametrize("format", ["console", "json"])
    def test_an_error_beats_findings_and_hides_nothing(self, call: Call, format: str) -> None:
        Path("broken.yaml").write_text(BAD + "  Db: [\n", encoding="utf-8")
        status, out, err = call("grade", ".", *ONLY, "--format", format)
        assert status == 3
        assert "bad.yaml" in out
        assert err.startswith("error: broken.yaml:11: ")
        assert err.count("\n") == 1
        if format == "json":
            (error,) = json.loads(out)["errors"]
            assert (error["path"], error["location"]["start_line"]) == ("broken.yaml", 11)

    def test_nothing_to_grade(self, call: Call) -> None:
        Path("empty").mkdir()
        status, out, err = call("grade", "empty")
        assert (status, out) == (3, "")
        assert err.startswith("error: empty: no templates found: ")

    @pytest.mark.parametrize(
        ("arguments", "hint"),
        [
            (["grade", "bed.yaml"], "(did you mean bad.yaml"),
            (["grade", "gone/bad.yaml"], "there is no such file or folder"),
            (["grad", "."], "(did you mean grade?); `stackgrade --help` says more"),
            (["grade", ".", "--format", "jsn"], "(did you mean json?); `stackgrade grade --help` says more"),
            (["grade", ".", "--rule", "FC_RDS_99"], "`stackgrade rules` lists them"),
            (
                ["grade", ".", "--rules", "FC_RDS_001"],
                "(did you mean --rule or --skip-rule?); `stackgrade grade --help` says more",
            ),
            (["opa", "push", "here"], "unrecognized arguments: here; `stackgrade opa push --help` says more"),
            (["grade", ".", "--profile", "prodction"], "(did you mean production?)"),
            (["rules", "--service", "rdz"], "(did you mean RDS?)"),
        ],
    )
    def test_an_error_says_what_to_do_next(self, call: Call, arguments: Sequence[str], hint: str) -> None:
        _, _, err = call(*arguments)
        assert err.startswith("error: ")
        assert hint in err
        assert err.count("\n") == 1

    def test_an_engine_that_fails(self, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(name: str) -> Engine:
            raise EngineError("the ruleset does not load")

        monkeypatch.setattr(run, "_engine", refuse)
        assert call("grade", ".") == (3, "", "error: the ruleset does not load\n")

    def test_a_disk_that_is_full(self, call: Call) -> None:
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "stackgrade", "rules"], stdout=full, stderr=subprocess.PIPE, text=True
            )
        assert (done.returncode, done.stderr) == (
            3,
            "error: nothing can be written: No space left on device\n",
        )

    def test_streams_that_are_closed(self, call: Call) -> None:
        command = f"{sys.executable} -m stackgrade grade bad.yaml --report json=report.json >&- 2>&-"
        assert subprocess.run(command, shell=True, env=ENVIRONMENT, check=False).returncode == 1
        assert json.loads(Path("report.json").read_text())["stacks"]

    def test_a_report_does_not_replace_what_it_is_about(self, call: Call) -> None:
        before = Path("bad.yaml").read_text()
        for arguments in (["--output", "./bad.yaml"], ["--report", "json=bad.yaml"]):
            status, _, err = call("grade", "bad.yaml", *arguments)
            assert (status, err.startswith("error: ")) == (2, True)
            assert "is what is graded" in err
        assert Path("bad.yaml").read_text() == before

    def test_a_fault_of_our_own(self, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        def trip(paths: Sequence[str], *rest: object) -> Report:
            raise RuntimeError("odd\nthing")

        monkeypatch.setattr(run, "grade", trip)
        assert call("grade", ".") == (
            3,
            "",
            "error: internal error: RuntimeError: odd (STACKGRADE_DEBUG=1 shows where)\n",
        )

    def test_interrupted(self, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(paths: Sequence[str], *rest: object) -> Report:
            raise KeyboardInterrupt

        monkeypatch.setattr(run, "grade", interrupt)
        assert call("grade", ".") == (130, "", "")

    def test_a_closed_pipe_is_quiet(self, call: Call) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        command = [sys.executable, "-m", "stackgrade", "grade", "."]
        done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False, env=ENVIRONMENT)
        os.close(writing)
        assert (done.returncode, done.stderr) == (141, b"")


class TestGrade:
    def test_json(self, call: Call) -> None:
        _, out, _ = call("grade", ".", "--format", "json", *ONLY)
        report = json.loads(out)
        assert [stack["path"] for stack in report["stacks"]] == ["bad.yaml", "good.yaml"]
        (finding,) = report["stacks"][0]["findings"]
        assert (finding["rule_id"], finding["location"]["start_line"]) == ("FC_RDS_001", 10)

    def test_plain_text_when_nobody_looks(self, call: Call) -> None:
        _, out, _ = call("grade", ".")
        assert "\x1b" not in out

    def test_colour_where_it_is_forced(self, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        _, coloured, _ = call("grade", ".")
        assert "\x1b[" in coloured

    @pytest.mark.parametrize("format", ["console", "json"])
    def test_output_goes_to_a_file(self, call: Call, format: str) -> None:
        printed = call("grade", ".", *ONLY, "--format", format)[1]
        status, out, err = call("grade", ".", *ONLY, "--format", format, "--output", "report.txt")
        assert (status, out) == (1, "")
        assert Path("report.txt").read_text(encoding="utf-8") == printed
        assert err.splitlines()[-1] == "written to report.txt"

    def test_a_parameter_decides(self, call: Call) -> None:
        Path("open.yaml").write_text(BAD.replace("false", "!Ref Class"), encoding="utf-8")
        assert "--param Class=..." in call("grade", "open.yaml", *ONLY)[1]
        assert call("grade", "open.yaml", *ONLY, "--param", "Class=true")[0] == 0
        assert call("grade", "open.yaml", *ONLY, "--param", "Class=false")[0] == 1

    def test_a_parameter_file(self, call: Call) -> None:
        Path("open.yaml").write_text(BAD.replace("false", "!Ref Class"), encoding="utf-8")
        Path("values.json").write_text('{"Class": "true"}', encoding="utf-8")
        assert call("grade", "open.yaml", *ONLY, "--var-file", "values.json")[0] == 0
        assert (
            call("grade", "open.yaml", *ONLY, "--var-file", "values.json", "--param", "Class=false")[0] == 1
        )

    def test_a_wrong_parameter_file_is_one_error(self, call: Call) -> None:
        Path("values.json").write_text("{\n", encoding="utf-8")
        status, _, err = call("grade", ".", "--var-file", "values.json")
        assert status == 3
        assert err.count("error: values.json:") == 1

    def test_a_parameter_that_no_template_has(self, call: Call) -> None:
        status, _, err = call("grade", "good.yaml", *ONLY, "--param", "Clas=a")
        assert (status, err) == (0, "warning: no template has a parameter Clas (did you mean Class?)\n")

    def test_rules_are_chosen_by_pattern(self, call: Call) -> None:
        chosen = json.loads(call("grade", "bad.yaml", "--format", "json", "--rule", "fc_rds_*")[1])
        without = json.loads(
            call("grade", "bad.yaml", "--format", "json", "--rule", "FC_RDS_*", "--skip-rule", "FC_RDS_001")[
                1
            ]
        )
        ids = [{finding["rule_id"] for finding in one["stacks"][0]["findings"]} for one in (chosen, without)]
        assert ids[0] - ids[1] == {"FC_RDS_001"}

    def test_a_profile_of_ones_own(self, call: Call) -> None:
        Path("mine.yaml").write_text("extends: test\nregion: eu-west-1\n", encoding="utf-8")
        profile = json.loads(call("grade", ".", "--format", "json", "--profile", "mine.yaml")[1])["profile"]
        assert (profile["name"], profile["environment"], profile["region"]) == ("mine", "test", "eu-west-1")

    def test_processes_print_the_same(self, call: Call) -> None:
        assert call("grade", ".", "--format", "json") == call("grade", ".", "--format", "json", "--jobs", "2")

    def test_several_reports_in_one_run(self, call: Call) -> None:
        files = {format: f"report.{format}" for format in cli.FORMATS}
        wanted = [f"--report={format}={file}" for format, file in files.items()]
        status, out, err = call("grade", ".", *ONLY, *wanted)
        assert status == 1
        assert out.startswith("bad.yaml  1 resource")
        assert err.splitlines()[-1] == f"written to {', '.join(files.values())}"
        first = {file: Path(file).read_bytes() for file in files.values()}
        assert all(b"FC_RDS_001" in content for content in first.values())
        call("grade", ".", *ONLY, *wanted)
        assert first == {file: Path(file).read_bytes() for file in files.values()}

    def test_junit_lists_the_passes(self, call: Call) -> None:
        _, out, _ = call("grade", "good.yaml", *ONLY, "--format", "junit")
        assert 'tests="1" failures="0"' in out
        assert "FC_RDS_001 RDS storage is encrypted: Db" in out


class TestStandardInput:
    @pytest.fixture
    def piped(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        def pipe(content: str) -> None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))

        return pipe

    def test_a_template(self, call: Call, piped: Callable[[str], None]) -> None:
        reports = []
        for path in ("bad.yaml", "-"):
            piped(BAD)
            status, out, err = call("grade", path, "--format", "json")
            assert (status, err) == (1, "")
            reports.append(json.loads(out)["stacks"][0])
        named, unnamed = (
            {(one["rule_id"], one["location"]["start_line"]) for one in report["findings"]}
            for report in reports
        )
        assert named == unnamed
        assert (reports[1]["path"], reports[1]["name"]) == ("stdin.yaml", "stdin")

    def test_a_waiver_in_it_counts(self, call: Call, piped: Callable[[str], None]) -> None:
        piped(BAD.replace("  Db:", "  # stackgrade:waive FC_RDS_001: a copy\n  Db:"))
        assert "1 waived" in call("grade", "-", "--rule", "FC_RDS_001")[1]
        piped(BAD.replace("  Db:", "  # stackgrade:waive FC_RDS_001: a copy\n  Db:"))
        document = json.loads(call("normalize", "-")[1])
        assert [(one["rule_id"], one["reason"]) for one in document["waivers"]] == [("FC_RDS_001", "a copy")]
        assert document["path"] == "stdin.yaml"

    def test_a_plan(self, call: Call, piped: Callable[[str], None]) -> None:
        plan = {"format_version": "1.2", "planned_values": {"root_module": {}}, "resource_changes": []}
        piped(json.dumps(plan))
        assert call("grade", "-")[1].startswith("stdin.json  0 resources, terraform-plan")

    def test_what_is_wrong(self, call: Call, piped: Callable[[str], None]) -> None:
        piped("Resources: [")
        assert call("grade", "-") == (3, "", "error: stdin.yaml:1: this '[' is never closed\n")
        piped("")
        assert call("grade", "-") == (3, "", "error: stdin.yaml: the file is empty\n")
        piped(BAD)
        assert call("grade", "-", "good.yaml") == (2, "", "error: - is what is piped in, and stands alone\n")


class TestRules:
    def test_all(self, call: Call) -> None:
        status, out, _ = call("rules")
        assert status == 0
        assert all(rule_id in out for rule_id in ruleset.load().rules)

    def test_a_pattern_lists(self, call: Call) -> None:
        _, out, _ = call("rules", "FC_RDS_*")
        assert out.startswith("RDS\n  FC_RDS_001  high      RDS storage is encrypted\n")

    def test_an_id_explains(self, call: Call) -> None:
        _, out, _ = call("rules", "fc_rds_001")
        for part in (
            "FC_RDS_001  RDS storage is encrypted\nhigh, encryption; CloudFormation, Terraform\n",
            "\nWhy\n    An unencrypted database",
            "\nApplies to\n    AWS::RDS::DBInstance",
            "\nDecides on\n    the value of EngineMode, StorageEncrypted\n",
            "\n  CloudFormation\n    StorageEncrypted: true\n",
            "\n  Terraform\n    storage_encrypted = true\n",
            "\nCloudFormation that fails\n    Resources:\n",
            "\nTerraform that passes\n",
            "\n    F-001-02.2  ",
            "\n    https://docs.aws.amazon.com/",
        ):
            assert part in out

    def test_the_profiles_that_a_rule_is_for(self, call: Call) -> None:
        for rule in ruleset.load().rules.values():
            if rule.when == {"destroyable": True}:
                assert "only where destroyable is true (profile test)" in call("rules", rule.id)[1]
                return

    def test_every_rule_has_a_page(self, call: Call) -> None:
        rules = sorted(ruleset.load().rules)
        status, out, _ = call("rules", *rules)
        assert status == 0
        assert [line.split()[0] for line in out.splitlines() if line.startswith("FC_")] == rules
        assert "not in the catalogue" not in out

    def test_json(self, call: Call) -> None:
        content = json.loads(call("rules", "FC_RDS_001", "--format", "json")[1])
        assert content["revision"] == ruleset.load().revision
        (rule,) = content["rules"]
        assert (rule["id"], rule["severity"], rule["attributes"]) == (
            "FC_RDS_001",
            "high",
            ["EngineMode", "StorageEncrypted"],
        )


class TestCatalogue:
    def test_text(self, call: Call) -> None:
        status, out, _ = call("catalogue")
        assert status == 0
        assert "F-001-02.2" in out
        assert "FC_RDS_001" in out
        assert " failures: " in out.splitlines()[-1]

    def test_json(self, call: Call) -> None:
        content = json.loads(call("catalogue", "--format", "json")[1])
        by_id = {failure["id"]: failure for failure in content["failures"]}
        assert by_id["F-001-02.2"]["status"] in ("detected", "partly")
        assert "FC_RDS_001" in by_id["F-001-02.2"]["rules"]


class TestProfiles:
    def test_each_says_what_tells_it_from_the_usual_one(self, call: Call) -> None:
        _, out, _ = call("profiles")
        usual, *others = out.split("\n\n")[: len(profiles.names())]
        assert usual.startswith("production  (where nothing else is said)\n")
        assert "destroyable        false" in usual
        test = next(one for one in others if one.startswith("test\n"))
        assert "destroyable        true" in test
        assert "region" not in test
        assert "region             null" in call("profiles", "test")[1]

    def test_the_project_may_have_one_of_its_own(self, call: Call) -> None:
        Path(".stackgrade.yaml").write_text(
            "profile:\n  extends: test\n  region: eu-west-1\n", encoding="utf-8"
        )
        (first, *others) = json.loads(call("profiles", "--format", "json")[1])["profiles"]
        assert (first["region"], first["environment"]) == ("eu-west-1", "test")
        assert [one["name"] for one in others] == profiles.names()
        assert call("profiles", "prodction")[0] == 2


class TestNormalize:
    def test_one_stack_is_an_object(self, call: Call) -> None:
        status, out, err = call("normalize", "bad.yaml", "--param", "Class=db.m6g.large", "--profile", "test")
        document = json.loads(out)
        assert (status, err) == (0, "")
        assert document["resources"]["Db"]["properties"]["DBInstanceClass"] == "db.m6g.large"
        assert document["profile"] == profiles.built_in("test").data()

    def test_several_are_a_list(self, call: Call) -> None:
        assert [document["path"] for document in json.loads(call("normalize", ".")[1])] == [
            "bad.yaml",
            "good.yaml",
        ]

    def test_what_cannot_be_read(self, call: Call) -> None:
        status, out, err = call("normalize", "bad.yaml", "missing.yaml")
        assert status == 3
        assert json.loads(out)["path"] == "bad.yaml"
        assert err.startswith("error: missing.yaml: ")

    def test_two_runs_print_the_same(self) -> None:
        """Sets have another order in each process: of types, of what refers to what, of stacks that hang together."""
        inputs = [str(HERE / name) for name in ("terraform/same/hcl", "cdk/assemblies/payments-bad")]
        runs = {
            subprocess.run(
                [sys.executable, "-m", "stackgrade", "normalize", *inputs],
                env={**ENVIRONMENT, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
            for seed in ("1", "2")
        }
        assert len(runs) == 1


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], {"rich", "yaml", "wasmtime", "adapters", "json"}),
        (["grade", "--help"], {"rich", "yaml", "wasmtime", "adapters", "json"}),
        (["grade", "good.yaml", "--format", "json"], {"rich", "difflib", "multiprocessing", "samtranslator"}),
        (["grade", "good.yaml"], {"rich", "difflib", "multiprocessing", "samtranslator"}),
        (["rules"], {"rich", "wasmtime"}),
    ],
)
def test_nothing_is_imported_that_is_not_needed(
    call: Call, arguments: Sequence[str], unwanted: set[str]
) -> None:
    code = f"""
import sys
from stackgrade.cli import main
try:
    main({list(arguments)!r})
finally:
    print("MODULES", *sys.modules)
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert not unwanted & set(done.stdout.rpartition("MODULES")[2].split())


def test_help_names_what_there_is(call: Call) -> None:
    overview = call("--help")[1]
    assert all(f"\n    {command}" in overview for command in ("grade", "rules", "catalogue", "normalize"))
    text = " ".join(call("grade", "--help")[1].split())
    assert all(name in text for name in profiles.names())


def test_a_bar_only_for_who_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("grading") as shown:
        for done in range(1, 100):
            shown(done, 99)
    assert capsys.readouterr().err == ""

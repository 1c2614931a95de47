"""`.stackgrade.yaml`: what it decides, which one holds, and what is said of a wrong one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from stackgrade import configuration, profiles, project, ruleset
from stackgrade.cli import main
from stackgrade.errors import UsageError

SCHEMA = json.loads(Path(configuration.__file__).with_name("configuration.schema.json").read_text())
TEMPLATE = """\
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: postgres
      StorageEncrypted: false
"""
SOUND = [
    "profile: startup\n",
    "profile: {extends: test, required_tags: [Owner], region: eu-central-1}\n",
    "profiles:\n  - paths: [envs/dev/**, '!envs/dev/shop']\n    profile: test\n",
    "fail_on: never\n",
    "exclude: [examples/]\n",
    "skip_rules: [{rule: FC_RDS_*, reason: a toy, paths: [toys]}]\n",
    "waivers: [{rule: CKV_AWS_16, resource: '*.db', reason: a toy, owner: data, expires: 2099-12-31}]\n",
    "waivers: [{rule: FC_RDS_001}]\n",
    "opa: {url: 'https://opa.example', timeout: 3, retries: 0}\n",
]
WRONG = [
    ("fail_on: hgih\n", 1, "fail_on has to be one of critical, high"),
    ("fails_on: high\n", 1, "unknown section 'fails_on' (did you mean fail_on?)"),
    ("exclude: examples\n", 1, "has to be a list of patterns"),
    ("exclude:\n  - a\n  - 7\n", 3, "has to be text"),
    ("profiles:\n  - paths: [a]\n", 2, "lacks profile"),
    ("profiles:\n  - paths: [a]\n    profile: tset\n", 3, "did you mean test?"),
    ("skip_rules:\n  - rule: FC_RDS_001\n", 2, "lacks reason"),
    ("skip_rules:\n  - {rule: FC_RDS_999, reason: x}\n", 2, "no rule FC_RDS_999"),
    ("waivers:\n  - FC_RDS_001\n", 2, "has to be a mapping with rule"),
    ("waivers:\n  - rule: FC_RDS_001\n    expire: 2027-01-31\n", 3, "did you mean expires?"),
    ("waivers:\n  - rule: FC_RDS_001\n    expires: soon\n", 3, "has to be a date such as"),
    ("waivers:\n  - rule: FC_RDS_001\n    rule: FC_RDS_002\n", 3, "stands here twice"),
]

Grade = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def grade(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Grade:
    """Run in the folder of the test, about one rule."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, dict[str, Any], str]:
        code = main(["grade", *arguments, "--format", "json", "--rule", "FC_RDS_001"])
        printed = capsys.readouterr()
        return code, json.loads(printed.out) if printed.out else {}, printed.err

    return run


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def configure(folder: Path, text: str) -> Path:
    path = folder / configuration.NAME
    path.write_text(text)
    return path


class TestReading:
    @pytest.mark.parametrize("text", SOUND)
    def test_what_is_sound_fits_the_schema(self, tmp_path: Path, text: str) -> None:
        configure(tmp_path, text)
        project.read(tmp_path, ruleset.load().rules)
        profiles.resolve(None, tmp_path)
        # JSON has no dates: they are text in what an editor checks.
        jsonschema.validate(json.loads(json.dumps(yaml.safe_load(text), default=str)), SCHEMA)

    @pytest.mark.parametrize(("text", "line", "part"), WRONG)
    def test_what_is_wrong_says_where(self, tmp_path: Path, text: str, line: int, part: str) -> None:
        path = configure(tmp_path, text)
        with pytest.raises(UsageError) as error:
            project.read(tmp_path, ruleset.load().rules)
        assert str(error.value).startswith(f"{path}:{line}: ")
        assert part in str(error.value)

    def test_the_schema_knows_every_section_and_profile(self) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        assert set(SCHEMA["properties"]) == set(configuration.SECTIONS)
        assert set(SCHEMA["$defs"]["builtIn"]["enum"]) == set(profiles.names())
        fields = SCHEMA["$defs"]["profile"]["anyOf"][1]["properties"]
        assert set(fields) == {*profiles.FIELDS, "extends"}

    def test_a_wrong_one_ends_the_run(self, tmp_path: Path, grade: Grade) -> None:
        write(tmp_path, a=TEMPLATE)
        configure(tmp_path, "fail_on: hgih\n")
        code, _, said = grade("a.yaml")
        assert (code, said.startswith("error: .stackgrade.yaml:1: ")) == (2, True)

    def test_one_that_would_be_passed_over_ends_the_run(self, tmp_path: Path, grade: Grade) -> None:
        write(tmp_path, a=TEMPLATE)
        (tmp_path / ".stackgrade.yml").write_text("fail_on: low\n")
        code, _, said = grade("a.yaml")
        assert (code, said) == (
            2,
            "error: .stackgrade.yml: would not be read; its name has to be .stackgrade.yaml\n",
        )
        (tmp_path / ".stackgrade.yml").unlink()
        (tmp_path / ".stackgrade.yaml").symlink_to("gone.yaml")
        code, _, said = grade("a.yaml")
        assert (code, said.startswith("error: .stackgrade.yaml: cannot be read: ")) == (2, True)


class TestWhichOneHolds:
    @pytest.fixture
    def nested(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        inside = tmp_path / "infra" / "shop"
        inside.mkdir(parents=True)
        configure(tmp_path, "fail_on: never\n")
        write(inside, a=TEMPLATE)
        return inside

    def test_the_nearest_above(self, nested: Path, grade: Grade, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(nested)
        assert grade("a.yaml")[0] == 0
        configure(nested.parent, "fail_on: low\n")
        assert grade("a.yaml")[0] == 1

    def test_up_to_the_top_of_the_repository(
        self, nested: Path, grade: Grade, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (nested.parent / ".git").mkdir()
        monkeypatch.chdir(nested)
        assert grade("a.yaml")[0] == 1

    def test_patterns_are_relative_to_it(
        self, nested: Path, grade: Grade, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        configure(nested.parents[1], "exclude: [infra/shop]\n")
        monkeypatch.chdir(nested)
        code, report, _ = grade("a.yaml")
        assert (code, report["stacks"], report["excluded"]) == (0, [], ["a.yaml"])

    def test_the_command_line_comes_first(self, tmp_path: Path, grade: Grade) -> None:
        write(tmp_path, a=TEMPLATE)
        configure(tmp_path, "fail_on: never\nprofiles: [{paths: [a.yaml], profile: test}]\n")
        code, report, _ = grade("a.yaml", "--fail-on", "low", "--profile", "startup")
        assert (code, report["stacks"][0]["profile"]) == (1, "startup")


class TestGrading:
    def test_profiles_by_path(self, tmp_path: Path, grade: Grade) -> None:
        write(tmp_path, **{"live/a": TEMPLATE, "dev/a": TEMPLATE, "dev/shop/a": TEMPLATE})
        shop, dev = "{paths: [dev/shop/], profile: pci-dss}", "{paths: [dev], profile: test}"
        configure(tmp_path, f"profile: startup\nprofiles:\n  - {shop}\n  - {dev}\n")
        _, report, _ = grade(".")
        assert {stack["path"]: stack["profile"] for stack in report["stacks"]} == {
            "dev/a.yaml": "test",
            "dev/shop/a.yaml": "pci-dss",
            "live/a.yaml": "startup",
        }

    def test_a_rule_that_is_off_stays_visible(self, tmp_path: Path, grade: Grade) -> None:
        write(tmp_path, a=TEMPLATE, b=TEMPLATE)
        configure(tmp_path, "skip_rules: [{rule: FC_RDS_001, reason: a toy, paths: [a.yaml]}]\n")
        _, report, _ = grade(".")
        findings = {stack["path"]: stack["findings"][0] for stack in report["stacks"]}
        assert (findings["a.yaml"]["status"], findings["b.yaml"]["status"]) == ("waived", "fail")
        assert findings["a.yaml"]["waiver"] == "switched off: a toy"

    def test_a_kept_result_does_not_outlive_its_configuration(self, tmp_path: Path, grade: Grade) -> None:
        write(tmp_path, a=TEMPLATE)
        assert grade("a.yaml")[0] == 1
        configure(tmp_path, "skip_rules: [{rule: FC_RDS_001, reason: a toy}]\n")
        assert grade("a.yaml")[0] == 0

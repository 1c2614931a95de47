"""What a synthesized app comes to: the stacks of our sample, graded as a user would."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from adapters import loading
from adapters.discovery import Source, discover
from adapters.model import Document, Options
from stackgrade.cli import main

FOLDER = Path(__file__).parent
BAD = FOLDER / "assemblies" / "shop-bad"
GOOD = FOLDER / "assemblies" / "shop-good"
SCHEMA = (
    FOLDER.parents[1]
    / ".tools/cdk/app/node_modules/@aws-cdk/cloud-assembly-schema/schema/validation-report.schema.json"
)


def documents(folder: Path, options: Options | None = None) -> dict[str, Document]:
    found = loading.load(Source(str(folder), "cdk"), options or Options())
    return {document.data["name"]: document for document in found}


@pytest.fixture(scope="module")
def bad() -> dict[str, Document]:
    return documents(BAD)


@pytest.fixture(scope="module")
def good() -> dict[str, Document]:
    return documents(GOOD)


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    main(["grade", *arguments, "--format", "json", "--fail-on", "never", "--no-cache"])
    return json.loads(capsys.readouterr().out)


def by_path(document: Document) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for resource in document.data["resources"].values():
        found.setdefault(str(resource["construct_path"]), []).append(dict(resource))
    return found


def test_every_stack_of_an_assembly_is_found() -> None:
    (source,) = discover([str(BAD)]).sources
    assert source.kind == "cdk"
    around = discover([str(BAD.parent)]).sources
    assert [one.kind for one in around] == ["terraform", "terraform"] * 2 + ["cdk", "cdk"]
    for name in ("cdk.out", "manifest.json"):
        assert discover([str(BAD / name)]).sources == [source]


def test_stages_and_nested_stacks_are_stacks(bad: dict[str, Document]) -> None:
    names = sorted(bad)
    assert [name for name in names if "." not in name] == ["Shop-Data", "Shop-Web"]
    assert any(name.startswith("Shop-Web.") for name in names)
    assert {document.data["format"] for document in bad.values()} == {"cdk"}


@pytest.mark.parametrize("variant", ["bad", "good"])
def test_every_resource_of_the_user_has_its_construct(variant: str, request: pytest.FixtureRequest) -> None:
    found: dict[str, Document] = request.getfixturevalue(variant)
    for document in found.values():
        for address, resource in document.data["resources"].items():
            assert str(resource["construct_path"]).startswith("Shop/"), address
    assert "Shop/Data/Aurora/Cluster" in by_path(found["Shop-Data"])


def test_classes_and_lines_where_the_assembly_has_them(bad: dict[str, Document]) -> None:
    (cluster,) = [
        one
        for one in by_path(bad["Shop-Data"])["Shop/Data/Aurora/Cluster"]
        if one["type"] == "AWS::RDS::DBCluster"
    ]
    construct = cluster["construct"]
    assert construct["class"] == "aws_rds.DatabaseCluster"
    path, line = construct["path"], construct["line"]
    assert path == "app/lib/bad/database.js"
    source = (FOLDER / path).read_text(encoding="utf-8").splitlines()
    assert "DatabaseCluster(" in source[line - 1]


def test_what_the_framework_makes_is_set_aside(bad: dict[str, Document]) -> None:
    whole = documents(BAD, Options(include_framework=True))
    for name, document in bad.items():
        own, every = document.data["resources"], whole[name].data["resources"]
        made = {address for address, one in every.items() if one["construct"]["framework"]}
        assert own.keys() == every.keys() - made
        assert made <= document.data.get("foreign", {"resources": {}})["resources"].keys()
    assert any(
        one["construct"]["framework"]
        for document in whole.values()
        for one in document.data["resources"].values()
    )
    types = {one["type"] for document in whole.values() for one in document.data["resources"].values()}
    assert "AWS::CDK::Metadata" not in types
    assert all("BootstrapVersion" not in document.data["parameters"] for document in whole.values())


@pytest.mark.parametrize("variant", ["bad", "good"])
def test_references_lead_into_other_stacks(variant: str, request: pytest.FixtureRequest) -> None:
    """One variant imports exports, the other asks for outputs."""
    found: dict[str, Document] = request.getfixturevalue(variant)
    web = found["Shop-Web"].data
    targets = {edge["target"] for edge in web["edges"]}
    assert any(target.startswith("Shop-Data::") for target in targets)
    foreign = web["foreign"]["resources"]
    assert {one["type"] for one in foreign.values()} >= {
        "AWS::EC2::VPC",
        "AWS::EC2::Subnet",
        "AWS::EC2::RouteTable",
    }
    kinds = {one["kind"] for resource in web["resources"].values() for one in resource["unknowns"]}
    assert "import" not in kinds


def test_findings_speak_of_constructs(capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys, str(BAD), "--rule", "FC_RDS_012")
    (finding, *_) = [one for stack in found["stacks"] for one in stack["findings"] if one["status"] == "fail"]
    resource = finding["resource"]
    assert resource["construct_path"] == "Shop/Data/Aurora/Cluster"
    assert resource["construct_class"] == "aws_rds.DatabaseCluster"
    assert resource["source"]["path"].endswith("app/lib/bad/database.js")
    main(["grade", str(BAD), "--rule", "FC_RDS_012", "--fail-on", "never", "--no-cache"])
    shown = capsys.readouterr().out
    assert "database.js:" in shown
    assert "Shop/Data/Aurora/Cluster, aws_rds.DatabaseCluster" in shown


# Faults


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to


def edited(path: Path, change: Any) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_tags_and_protection_come_from_the_manifest(tmp_path: Path) -> None:
    folder = copied(BAD, tmp_path / "cdk.out")

    def change(manifest: Any) -> None:
        for artifact in manifest["artifacts"].values():
            if artifact["type"] == "aws:cloudformation:stack":
                artifact["properties"] |= {"tags": {"Team": "shop"}, "terminationProtection": True}

    edited(folder / "assembly-Shop" / "manifest.json", change)
    data = documents(folder)["Shop-Data"].data
    assert data["metadata"]["termination_protection"] is True
    assert all(one["tags"]["Team"] == "shop" for one in data["resources"].values())


@pytest.mark.parametrize(
    ("break_it", "code", "message"),
    [
        (
            lambda folder: (folder / "assembly-Shop" / "manifest.json").write_text('{"version": '),
            3,
            "error: .*assembly-Shop/manifest.json",
        ),
        (
            lambda folder: next((folder / "assembly-Shop").glob("ShopWeb*.template.json")).unlink(),
            3,
            "error: .*ShopWeb.*template.json",
        ),
        (
            lambda folder: edited(folder / "manifest.json", lambda it: it.update(version="999.0.0")),
            0,
            "warning: .*manifest.json.*999",
        ),
        (
            lambda folder: append(next((folder / "assembly-Shop").glob("ShopWeb*.template.json"))),
            0,
            "warning: .*ShopWeb.*changed after",
        ),
    ],
)
def test_faults_of_an_assembly_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], break_it: Any, code: int, message: str
) -> None:
    folder = copied(BAD, tmp_path / "cdk.out")
    break_it(folder)
    arguments = ["--format", "json", "--no-cache", "--fail-on", "never"]
    assert main(["grade", str(folder), *arguments]) == code
    printed = capsys.readouterr()
    assert re.search(message, printed.err), printed.err
    assert "Traceback" not in printed.err


def append(path: Path) -> None:
    edited(path, lambda it: it["Resources"].update(Extra={"Type": "AWS::SNS::Topic"}))


def test_a_construct_is_waived_with_all_that_is_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(BAD, tmp_path / "cdk.out")
    entry = {
        "type": "stackgrade",
        "data": {"waive": [{"rule": "FC_RDS_012", "reason": "no data of anybody"}]},
    }
    (path,) = (folder / "assembly-Shop").glob("ShopData*.metadata.json")
    edited(path, lambda it: it.update({"/Shop/Data/Aurora": [entry]}))
    found = report(capsys, str(folder), "--rule", "FC_RDS_012")
    statuses = {one["status"]: one["waiver"] for stack in found["stacks"] for one in stack["findings"]}
    assert statuses == {"waived": "no data of anybody"}


def changed_subnet(folder: Path, zone: str) -> dict[str, Any]:
    """A subnet of which the template has this zone."""
    (template,) = (folder / "assembly-Shop").glob("ShopData*.template.json")
    content = json.loads(template.read_text(encoding="utf-8"))
    name = next(key for key, one in content["Resources"].items() if one["Type"] == "AWS::EC2::Subnet")
    content["Resources"][name]["Properties"]["AvailabilityZone"] = zone
    template.write_text(json.dumps(content), encoding="utf-8")
    return dict(documents(folder)["Shop-Data"].data["resources"][name])


def test_a_look_up_that_was_not_made_is_unknown(tmp_path: Path) -> None:
    folder = copied(BAD, tmp_path / "cdk.out")
    properties = {"account": "111111111111", "region": "eu-west-1"}
    missing = {
        "key": "availability-zones:account=111111111111:region=eu-west-1",
        "provider": "availability-zones",
        "props": properties,
    }
    edited(folder / "assembly-Shop" / "manifest.json", lambda it: it.update(missing=[missing]))
    subnet = changed_subnet(folder, "dummy1a")
    assert [one["attribute"] for one in subnet["unknowns"]] == ["AvailabilityZone"]
    assert changed_subnet(folder, "eu-west-1a")["unknowns"] == []


def test_the_environment_of_a_stack_is_not_hard_coded(tmp_path: Path) -> None:
    folder = copied(BAD, tmp_path / "cdk.out")

    def change(manifest: Any) -> None:
        for artifact in manifest["artifacts"].values():
            if artifact["type"] == "aws:cloudformation:stack":
                artifact["environment"] = "aws://111111111111/eu-west-1"

    edited(folder / "assembly-Shop" / "manifest.json", change)
    assert changed_subnet(folder, "eu-west-1b")["properties"]["AvailabilityZone"] == "${AWS::Region}b"


# Synthesis


def test_a_project_that_is_not_synthesized_is_told_how(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cdk.json").write_text('{"app": "node app.js"}')
    assert main(["grade", str(tmp_path)]) == 3
    error = capsys.readouterr().err
    assert "npx cdk synth" in error
    assert "--synth" in error


def test_the_app_is_run_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "app.py"
    program.write_text(
        "import json, os, shutil\n"
        "context = json.loads(os.environ['CDK_CONTEXT_JSON'])\n"
        "assert context['aws:cdk:enable-path-metadata'] and context['name'] == 'shop'\n"
        f"shutil.copytree({str(GOOD)!r}, os.environ['CDK_OUTDIR'], dirs_exist_ok=True)\n"
    )
    command = f"{shlex.quote(sys.executable)} app.py"
    (tmp_path / "cdk.json").write_text(json.dumps({"app": command, "context": {"name": "shop"}}))
    found = report(capsys, str(tmp_path), "--synth")
    assert {stack["name"] for stack in found["stacks"]} >= {"Shop-Data", "Shop-Web"}


@pytest.mark.parametrize(
    ("app", "message"), [("exit 7", "failed with 7"), ("true", "wrote no assembly"), (None, "no `app`")]
)
def test_an_app_that_fails_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], app: str | None, message: str
) -> None:
    (tmp_path / "cdk.json").write_text(json.dumps({} if app is None else {"app": app}))
    assert main(["grade", str(tmp_path), "--synth"]) == 3
    assert message in capsys.readouterr().err


# The report in CDK's own shape


def test_the_report_has_the_shape_of_cdks_own(capsys: pytest.CaptureFixture[str]) -> None:
    main(["grade", str(BAD), "--format", "cdk", "--fail-on", "never", "--no-cache"])
    ours = json.loads(capsys.readouterr().out)
    theirs = json.loads((BAD / "validation-report.json").read_text(encoding="utf-8"))
    (plugin,) = ours["pluginReports"]
    assert plugin["conclusion"] == "failure"
    example = theirs["pluginReports"][0]["violations"][0]
    violation = next(one for one in plugin["violations"] if one["ruleName"] == "FC_RDS_012")
    assert violation.keys() <= example.keys()
    construct = violation["violatingConstructs"][0]
    assert construct.keys() <= example["violatingConstructs"][0].keys()
    place = construct["cloudFormationResource"]
    assert (BAD / place["templatePath"]).is_file()
    assert place["propertyPaths"] == ["Properties.DeletionProtection"]


@pytest.mark.skipif(not SCHEMA.is_file(), reason="`make cdk` installs the package that has the schema")
def test_the_report_is_valid_by_cdks_schema(capsys: pytest.CaptureFixture[str]) -> None:
    main(["grade", str(BAD), "--format", "cdk", "--fail-on", "never", "--no-cache"])
    jsonschema.validate(json.loads(capsys.readouterr().out), json.loads(SCHEMA.read_text(encoding="utf-8")))

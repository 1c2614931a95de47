"""What is read from a sound assembly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from adapters.cdk import assembly
from adapters.cdk.model import Construct
from tests.cdk_assembly.assemblies import SOURCE, Folder, asset, construct, entry, messages, node, resource

BUCKET = {"B1": resource("AWS::S3::Bucket")}


def test_stack(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "cdk.out")
    folder.stack(
        "ProdApi1",
        BUCKET,
        path="Prod/Api",
        environment="aws://111111111111/eu-west-1",
        stackName="Prod-Api",
        tags={"team": "x"},
        parameters={"Size": "1"},
        terminationProtection=True,
    )
    (stack,) = folder.read().stacks
    assert (stack.name, stack.path) == ("Prod-Api", "Prod/Api")
    assert (stack.account, stack.region) == ("111111111111", "eu-west-1")
    assert (stack.tags, stack.parameters) == ({"team": "x"}, {"Size": "1"})
    assert stack.termination_protection
    assert stack.template == f"{tmp_path.as_posix()}/cdk.out/ProdApi1.template.json"


def test_defaults(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET)
    found = folder.read()
    (stack,) = found.stacks
    assert (stack.name, stack.account, stack.region, stack.tags, stack.parameters) == (
        "A",
        None,
        None,
        {},
        {},
    )
    assert not stack.termination_protection
    assert (found.version, found.missing, found.errors, found.warnings) == ("55.0.0", {}, (), ())


def test_stacks_without_resources_are_passed_over(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET)
    folder.stack("Assertions", {})
    assert [stack.name for stack in folder.read().stacks] == ["A"]


def test_paths_are_those_of_the_folder_that_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "app" / "cdk.out")
    folder.stack("A", BUCKET)
    folder.write()
    monkeypatch.chdir(tmp_path)
    assert assembly.read("app/cdk.out/").stacks[0].template == "app/cdk.out/A.template.json"
    monkeypatch.chdir(folder.place)
    assert assembly.read(".").stacks[0].template == "A.template.json"


def test_dependencies_come_first(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", {}, dependencies=("B", "C"), stackName="Last")
    folder.stack("B", {}, dependencies=("C",))
    folder.stack("C", {}, stackName="First")
    stacks = folder.read().stacks
    assert [stack.name for stack in stacks] == ["First", "B", "Last"]
    assert [stack.dependencies for stack in stacks] == [(), ("First",), ("B", "First")]


def test_stages(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET, dependencies=("assembly-Prod",))
    stage = folder.stage("Prod")
    stage.stack("ProdA1", BUCKET, {"/Prod/A/B/Resource": entry("B1")}, path="Prod/A", stackName="Prod-A")
    inner = stage.stage("Prod-Eu")
    inner.stack("ProdEuA2", BUCKET, path="Prod/Eu/A")
    folder.tree(node("Prod", "aws-cdk-lib.Stage", node("Prod/A/B", "aws-cdk-lib.aws_s3.Bucket")))
    for one in (stage, inner):
        one.write()
    stacks = folder.read().stacks
    assert [stack.path for stack in stacks] == ["Prod/A", "Prod/Eu/A", "A"]
    assert stacks[2].dependencies == ("Prod-A", "ProdEuA2")
    assert (
        stacks[1].template == f"{tmp_path.as_posix()}/assembly-Prod/assembly-Prod-Eu/ProdEuA2.template.json"
    )
    assert construct(stacks[0], "B1").path == "Prod/A/B"
    # The tree of all stages is beside the outermost manifest.
    assert construct(stacks[0], "B1").fqn == "aws_s3.Bucket"


@pytest.mark.parametrize("beside", [True, False])
def test_constructs(tmp_path: Path, beside: bool) -> None:
    folder = Folder(tmp_path)
    metadata = {
        "/A/Data/B/Resource": entry(
            "B1", f"new A ({SOURCE}/lib/a.ts:7:3)", f"<anonymous> ({SOURCE}/app.ts:1:2)"
        )
    }
    folder.stack("A", BUCKET, metadata, beside=beside)
    cfn = node("A/Data/B/Resource", "aws-cdk-lib.aws_s3.CfnBucket")
    folder.tree(node("A", "aws-cdk-lib.Stack", node("A/Data/B", "aws-cdk-lib.aws_s3.Bucket", cfn)))
    (stack,) = folder.read().stacks
    assert construct(stack, "B1") == Construct("A/Data/B", "aws_s3.Bucket", "lib/a.ts", 7, False)


def test_metadata_of_both_places(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET, {"/A/B/Resource": entry("B1")})
    trace = [{"type": "aws:cdk:logicalId", "data": "C1", "trace": ["f (/x/a.ts:1:2)"]}]
    folder.artifacts["A"]["metadata"] = {"/A/C": trace}
    folder.file("A.template.json", {"Resources": {**BUCKET, "C1": resource("AWS::SQS::Queue")}})
    (stack,) = folder.read().stacks
    assert construct(stack, "B1").path == "A/B"
    assert construct(stack, "C1") == Construct("A/C", None, "a.ts", 1, False)


def test_paths_in_the_template(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", {"B1": resource("AWS::S3::Bucket", "A/B/Resource")})
    (stack,) = folder.read().stacks
    assert construct(stack, "B1").path == "A/B"


def test_paths_in_the_tree(tmp_path: Path) -> None:
    """With logical IDs there, and for the stack that the construct is deployed with."""
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET)
    folder.stack("AB2", BUCKET, path="A/B")
    below = node("A/B", "aws-cdk-lib.Stack", node("A/B/X", "aws-cdk-lib.aws_s3.CfnBucket", logical_id="B1"))
    beside = node("A/Y", "aws-cdk-lib.aws_s3.CfnBucket", logical_id="B1")
    folder.tree(node("A", "aws-cdk-lib.Stack", below, beside))
    stacks = folder.read().stacks
    assert [construct(stack, "B1").path for stack in stacks] == ["A/Y", "A/B/X"]
    assert construct(stacks[0], "B1").fqn == "aws_s3.CfnBucket"


def test_no_path_at_all(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    known = "LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8aFD4BFC8A"
    folder.stack("A", {**BUCKET, known: resource("AWS::Lambda::Function")})
    (stack,) = folder.read().stacks
    assert stack.constructs == {(stack.template, known): Construct("A", None, None, None, True)}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("A/B/Resource", "A/B"),
        ("A/B/Default", "A/B"),
        ("A/B/Resource/Default", "A/B"),
        ("A/B/Resource/Resource", "A/B/Resource"),
        ("A/B/Subnet", "A/B/Subnet"),
        ("A/Resource", "A/Resource"),
        ("A/B${Token[TOKEN.131]}x/Resource", "A/B${Token}x"),
    ],
)
def test_shown_path(tmp_path: Path, path: str, shown: str) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET, {f"/{path}": entry("B1")})
    assert construct(folder.read().stacks[0], "B1").path == shown


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ({"A/V": "aws_ec2.Vpc", "A/V/S": "aws_ec2.Subnet", "A/V/S/R": "aws_ec2.CfnRoute"}, "aws_ec2.Subnet"),
        ({"A/V": "aws_rds.Cluster", "A/V/S": "Resource", "A/V/S/R": "aws_rds.CfnDBInstance"}, "aws_rds.Cluster"),
        ({"A/V": "aws_ec2.Vpc", "A/V/S": "Stack", "A/V/S/R": "aws_ec2.CfnRoute"}, "aws_ec2.CfnRoute"),
        ({"A/V/S/R": "aws_ec2.CfnRoute"}, "aws_ec2.CfnRoute"),
        ({}, None),
    ],
)  # fmt: skip
def test_class(tmp_path: Path, classes: dict[str, str], expected: str | None) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET, {"/A/V/S/R": entry("B1")})
    folder.tree(*(node(path, f"aws-cdk-lib.{name}") for path, name in classes.items()))
    assert construct(folder.read().stacks[0], "B1").fqn == expected


def test_class_of_another_library(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET, {"/A/B/Resource": entry("B1")})
    folder.tree(node("A/B", "@acme/secure.Bucket"))
    assert construct(folder.read().stacks[0], "B1").fqn == "@acme/secure.Bucket"


def test_forest(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET, {"/A/B/Resource": entry("B1")})
    folder.tree({"id": "A", "path": "A", "fileName": "trees-1.json", "treeId": "t0"})
    inner = {"id": "B", "path": "A/B", "fileName": "trees-1.json", "treeId": "t1"}
    trees = {"t0": node("A", "aws-cdk-lib.Stack", inner), "t1": node("A/B", "aws-cdk-lib.aws_s3.Bucket")}
    folder.file("trees-1.json", {"version": "forest-0.1", "forest": trees})
    found = folder.read()
    assert construct(found.stacks[0], "B1").fqn == "aws_s3.Bucket"
    assert found.errors == ()


def test_line_of_the_construct_around(tmp_path: Path) -> None:
    """Deep inside of a construct the frames of the program are cut off."""
    folder = Folder(tmp_path)
    metadata = {
        "/A": [{"type": "aws:cdk:creationStack", "data": ["f (/p/app.ts:1:1)"]}],
        "/A/V/Resource": entry("V1", "f (/p/app.ts:5:1)"),
        "/A/V/S/R": entry("B1", "...aws-cdk-lib...", "(no user code in 10 frames, use --stack-trace-limit)"),
        "/A/W/R": entry("W1", "...aws-cdk-lib..."),
    }
    queues = {name: resource("AWS::SQS::Queue") for name in ("V1", "W1")}
    folder.stack("A", BUCKET | queues, metadata)
    (stack,) = folder.read().stacks
    assert construct(stack, "B1").line == 5
    # That of the stack is no place where the user would look for one of its constructs.
    assert construct(stack, "W1").line is None


def test_display_name_that_is_no_path(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET, {"/X/B/Resource": entry("B1", "f (/p/app.ts:5:1)")}, path="Shown otherwise")
    folder.tree(node("X/B", "aws-cdk-lib.aws_s3.Bucket"))
    expected = Construct("X/B", "aws_s3.Bucket", "app.ts", 5, False)
    assert construct(folder.read().stacks[0], "B1") == expected


def nested_paths(name: str) -> str:
    return f"{name}.NestedStack/{name.rpartition('/')[2]}.NestedStackResource"


@pytest.mark.parametrize("known", ["hash", "asset path", "metadata", "old asset metadata"])
def test_nested_stacks(tmp_path: Path, known: str) -> None:
    folder = Folder(tmp_path)
    url, files = folder.nested("AN", {"B1": resource("AWS::S3::Bucket")})
    digest = next(iter(files))
    written = resource("AWS::CloudFormation::Stack", TemplateURL=url)
    metadata = {
        "/A/B/Resource": entry("B1"),
        "/A/N/C/Resource": entry("B1", "f (/p/app.ts:5:1)"),
        f"/A/{nested_paths('N')}": entry("N1"),
    }
    if known != "hash":
        files = {}
    if known == "asset path":
        written["Metadata"] = {
            "aws:asset:path": "AN.nested.template.json",
            "aws:asset:property": "TemplateURL",
        }
    elif known == "metadata":
        metadata["/A/N"] = [{"type": "aws:cdk:templateFile", "data": "AN.nested.template.json"}]
    elif known == "old asset metadata":
        parameter = {"Ref": f"AssetParameters{digest}S3BucketD56A6BF4"}
        written["Properties"]["TemplateURL"] = {"Fn::Join": ["", ["https://s3/", parameter]]}
        data = {"path": "AN.nested.template.json", "sourceHash": digest, "packaging": "file"}
        metadata["/A"] = [{"type": "aws:cdk:asset", "data": data}]
    folder.stack("A", {**BUCKET, "N1": written}, metadata, assets=files)
    found = folder.read()
    (stack,) = found.stacks
    inner = f"{tmp_path.as_posix()}/AN.nested.template.json"
    assert stack.nested == {(stack.template, "N1"): inner}
    assert construct(stack, "B1").path == "A/B"
    assert construct(stack, "B1", inner) == Construct("A/N/C", None, "app.ts", 5, False)
    assert construct(stack, "N1").path == "A/N"
    assert (found.errors, found.warnings) == ((), ())


def test_nested_in_nested(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    deep_url, deep_files = folder.nested("ANM", BUCKET)
    deep = resource("AWS::CloudFormation::Stack", f"A/N/{nested_paths('M')}", TemplateURL=deep_url)
    url, files = folder.nested("AN", {"M1": deep})
    outer = resource("AWS::CloudFormation::Stack", f"A/{nested_paths('N')}", TemplateURL=url)
    folder.stack("A", {"N1": outer}, {"/A/N/M/B/Resource": entry("B1")}, assets=files | deep_files)
    folder.tree(node("A/N/M", "aws-cdk-lib.NestedStack"))
    (stack,) = folder.read().stacks
    assert [(Path(key[0]).name, key[1], Path(path).name) for key, path in stack.nested.items()] == [
        ("A.template.json", "N1", "AN.nested.template.json"),
        ("AN.nested.template.json", "M1", "ANM.nested.template.json"),
    ]
    deepest = stack.nested[stack.nested[stack.template, "N1"], "M1"]
    assert construct(stack, "B1", deepest).path == "A/N/M/B"
    assert construct(stack, "M1", stack.nested[stack.template, "N1"]).fqn == "NestedStack"


def test_nested_template_of_the_user(tmp_path: Path) -> None:
    """An asset in YAML is for whoever reads YAML; where it is not in the assembly, there is nothing to tell."""
    folder = Folder(tmp_path)
    file = folder.file("asset.1.yaml", "Resources: {}")
    url = f"https://s3/{'1' * 64}.yaml"
    mine = resource("AWS::CloudFormation::Stack", TemplateURL=url)
    other = resource("AWS::CloudFormation::Stack", TemplateURL="https://elsewhere/x.json")
    folder.stack("A", {"N1": mine, "N2": other}, assets={"1" * 64: asset("asset.1.yaml")})
    found = folder.read()
    assert found.stacks[0].nested == {(found.stacks[0].template, "N1"): file.as_posix()}
    assert found.errors == ()


def test_included_template(tmp_path: Path) -> None:
    """An output and a resource may have one name there."""
    folder = Folder(tmp_path)
    metadata = {"/A/Inc/Legacy": entry("Legacy"), "/A/Inc/$Outputs/Legacy": entry("Legacy")}
    outputs = {"Outputs": {"Legacy": {"Value": "x"}}}
    folder.stack("A", {"Legacy": resource("AWS::S3::Bucket")}, metadata, sections=outputs)
    assert construct(folder.read().stacks[0], "Legacy").path == "A/Inc/Legacy"


def test_left_out_element(tmp_path: Path) -> None:
    """A construct whose resource is not needed has metadata, and the one in the stack around may have its ID."""
    folder = Folder(tmp_path)
    url, files = folder.nested("AN", {})
    stack = resource("AWS::CloudFormation::Stack", TemplateURL=url)
    metadata = {
        "/A/B/Resource": entry("B1"),
        "/A/N/B/Resource": entry("B1"),
        f"/A/{nested_paths('N')}": entry("N1"),
    }
    folder.stack("A", {**BUCKET, "N1": stack}, metadata, assets=files)
    assert construct(folder.read().stacks[0], "B1").path == "A/B"


def test_changed_template(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    url, files = folder.nested("AN", BUCKET)
    nested = resource("AWS::CloudFormation::Stack", TemplateURL=url)
    folder.stack("A", {**BUCKET, "N1": nested}, assets=files)
    assert folder.read().warnings == ()
    template = tmp_path / "A.template.json"
    template.write_bytes(template.read_bytes().replace(b"\n", b"\r\n"))
    assert folder.read().warnings == ()
    template.write_text(template.read_text(encoding="utf-8").replace("Bucket", "Pail"), encoding="utf-8")
    inner = folder.file("AN.nested.template.json", {"Resources": {}})
    assert [warning.path for warning in folder.read().warnings] == [template.as_posix(), inner.as_posix()]


def test_changed_template_without_hash(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET, {"/A/B/Resource": entry("B1"), "/A/P/Resource": entry("LeftOut")})
    del folder.artifacts["A.assets"]
    folder.artifacts["A"]["dependencies"] = []
    assert folder.read().warnings == ()
    folder.file("A.template.json", {"Resources": {**BUCKET, "New": resource("AWS::SQS::Queue")}})
    (warning,) = messages(folder.read().warnings)
    assert warning.startswith("A.template.json: the template was changed after the synthesis")


def test_future_version(tmp_path: Path) -> None:
    folder = Folder(tmp_path, version="99.1.0")
    folder.stack("A", BUCKET)
    folder.artifacts["New"] = {"type": "cdk:something-new"}
    found = folder.read()
    assert len(found.stacks) == 1
    assert found.errors == ()
    assert "version 99.1.0 of its format, newer than" in found.warnings[0].message


def test_is_assembly(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "cdk.out")
    folder.stack("A", BUCKET)
    folder.write()
    assert assembly.is_assembly(str(folder.place))
    (folder.place / "cdk.out").unlink()
    assert assembly.is_assembly(str(folder.place))
    (folder.place / "manifest.json").write_text(json.dumps(folder.manifest)[:200], encoding="utf-8")
    assert assembly.is_assembly(str(folder.place))
    assert not assembly.is_assembly(str(tmp_path))
    assert not assembly.is_assembly(str(tmp_path / "absent"))


@pytest.mark.parametrize(
    "text",
    [
        '{"version":"0.21.0","stacks":{"a":{"synthesizedStackPath":"stacks/a/cdk.tf.json"}}}',
        '{"name":"web app","artifacts":{"x":{"type":"zip"}}}',
        "[]",
        "",
        "\0",
    ],
)
def test_other_manifests(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    assert not assembly.is_assembly(str(tmp_path))

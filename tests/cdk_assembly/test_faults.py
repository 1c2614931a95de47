"""Assemblies that are cut off, changed by hand, or hostile."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.cdk import assembly
from adapters.cdk.model import Assembly
from adapters.errors import InputError
from tests.cdk_assembly.assemblies import Folder, Json, entry, messages, node, resource

BUCKET = {"B1": resource("AWS::S3::Bucket")}


def two_stacks(place: Path) -> Folder:
    folder = Folder(place)
    folder.stack("A", BUCKET, {"/A/B/Resource": entry("B1")})
    folder.stack("Z", BUCKET, {"/Z/B/Resource": entry("B1")})
    folder.tree(node("A", "aws-cdk-lib.Stack", node("A/B", "aws-cdk-lib.aws_s3.Bucket")))
    return folder


def test_no_manifest(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"manifest.json: the file is missing from the cloud assembly"):
        assembly.read(str(tmp_path))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": "55.0.0", "artifacts": [', '{"artifacts": 3}', "\0"]
)
def test_unusable_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        assembly.read(str(tmp_path))
    assert caught.value.path == f"{tmp_path.as_posix()}/manifest.json"


def test_truncated_manifest_has_a_line(tmp_path: Path) -> None:
    path = two_stacks(tmp_path).write() / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=1)[:300], encoding="utf-8")
    with pytest.raises(InputError) as caught:
        assembly.read(str(tmp_path))
    assert caught.value.line is not None


@pytest.mark.parametrize(
    ("name", "stacks"),
    [
        ("A.template.json", ["Z"]),
        ("A.metadata.json", ["A", "Z"]),
        ("A.assets.json", ["A", "Z"]),
        ("tree.json", ["A", "Z"]),
    ],
)
@pytest.mark.parametrize("damage", ["truncated", "absent", "list", "deep", "binary"])
def test_damaged_file(tmp_path: Path, name: str, stacks: list[str], damage: str) -> None:
    two_stacks(tmp_path).write()
    path = tmp_path / name
    if damage == "absent":
        path.unlink()
    else:
        whole = path.read_bytes()
        path.write_bytes(
            {"truncated": whole[:-20], "list": b"[]", "deep": b"[" * 100_000, "binary": b"\0\1"}[damage]
        )
    found = assembly.read(str(tmp_path))
    assert [error.path for error in found.errors] == [path.as_posix()]
    assert [stack.name for stack in found.stacks] == stacks


def test_template_of_a_nested_stack_is_missing(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    url, files = folder.nested("AN", BUCKET)
    folder.stack("A", {"N1": resource("AWS::CloudFormation::Stack", TemplateURL=url)}, assets=files)
    (tmp_path / "AN.nested.template.json").unlink()
    found = folder.read()
    assert messages(found.errors) == ["AN.nested.template.json: the file is missing from the cloud assembly"]
    assert found.stacks[0].nested == {}


def test_template_that_is_nested_in_itself(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    written = resource("AWS::CloudFormation::Stack")
    written["Metadata"] = {"aws:asset:path": "A.template.json"}
    folder.stack("A", {"N1": written})
    (stack,) = folder.read().stacks
    assert stack.nested == {(stack.template, "N1"): stack.template}


@pytest.mark.parametrize(
    "name",
    [".", "..", "../..", "assembly-Prod/..", "../cdk.out", "/etc", "..\\..", "", "\0", 3, None],
)
def test_folder_of_a_stage(tmp_path: Path, name: object) -> None:
    folder = Folder(tmp_path / "cdk.out")
    folder.stack("A", BUCKET)
    folder.stage("Prod").write()
    folder.artifacts["assembly-Prod"]["properties"]["directoryName"] = name
    found = folder.read()
    assert [stack.name for stack in found.stacks] == ["A"]
    (message,) = messages(found.errors)
    assert message.startswith("manifest.json: ")


@pytest.mark.parametrize(
    "change", ["templateFile", "additionalMetadataFile", "assets", "tree", "forest", "nested"]
)
def test_files_outside_of_the_assembly(tmp_path: Path, change: str) -> None:
    (tmp_path / "secret.json").write_text('{"Resources": {}}', encoding="utf-8")
    folder = two_stacks(tmp_path / "cdk.out")
    outside = "../secret.json"
    if change == "templateFile":
        folder.artifacts["A"]["properties"]["templateFile"] = outside
    elif change == "additionalMetadataFile":
        folder.artifacts["A"]["additionalMetadataFile"] = outside
    elif change == "assets":
        folder.artifacts["A.assets"]["properties"]["file"] = outside
    elif change == "tree":
        folder.artifacts["Tree"]["properties"]["file"] = outside
    elif change == "forest":
        folder.tree({"id": "A", "path": "A", "fileName": outside, "treeId": "t0"})
    else:
        written = resource("AWS::CloudFormation::Stack")
        written["Metadata"] = {"aws:asset:path": outside}
        folder.stack("A", {"N1": written})
    (error,) = folder.read().errors
    assert "lies outside the cloud assembly: ../secret.json" in error.message


def test_circle_of_stages(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    stage = folder.stage("Prod")
    stage.artifacts["back"] = {
        "type": "cdk:cloud-assembly",
        "properties": {"directoryName": "../assembly-Prod"},
    }
    stage.artifacts["up"] = {"type": "cdk:cloud-assembly", "properties": {"directoryName": ".."}}
    stage.write()
    assert messages(folder.read().errors) == [
        "manifest.json: back is an assembly that is listed twice",
        "manifest.json: up is an assembly that is listed twice",
    ]


def test_links_to_the_folder_around(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", BUCKET)
    folder.stage("Prod")
    (tmp_path / "assembly-Prod").rmdir()
    (tmp_path / "assembly-Prod").symlink_to(tmp_path, target_is_directory=True)
    found = folder.read()
    assert len(found.stacks) == len(found.errors) == 1


def test_dependencies_in_a_circle(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.stack("A", {}, dependencies=("B", "A"))
    folder.stack("B", {}, dependencies=("A", "Gone"))
    found = folder.read()
    assert sorted(stack.name for stack in found.stacks) == ["A", "B"]
    assert sorted(messages(found.errors)) == [
        "manifest.json: A and A depend on each other",
        "manifest.json: B and A depend on each other",
        "manifest.json: B depends on Gone, which is not in the manifest",
    ]


def test_long_chain_of_dependencies(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    template = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://1/r",
        "properties": {"templateFile": "T.json"},
    }
    folder.file("T.json", {})
    for number in range(3000):
        folder.artifacts[f"S{number}"] = template | {
            "dependencies": [f"S{number + 1}"] if number < 2999 else []
        }
    found = folder.read()
    assert found.errors == ()
    assert found.stacks[0].name == "S2999"


def test_forest_in_a_circle(tmp_path: Path) -> None:
    folder = two_stacks(tmp_path)
    pointer = {"id": "A", "path": "A", "fileName": "trees-1.json", "treeId": "t0"}
    folder.tree(pointer, {**pointer, "id": "X", "treeId": "gone"})
    folder.file(
        "trees-1.json", {"version": "forest-0.1", "forest": {"t0": node("A", "aws-cdk-lib.Stack", pointer)}}
    )
    (message,) = messages(folder.read().errors)
    assert message.startswith("tree.json: there is no tree gone in ")


def test_deep_tree(tmp_path: Path) -> None:
    """Constructs nest as deep as the program wants."""
    folder = two_stacks(tmp_path)
    inner: Json = {}
    for number in range(150):
        inner = node(f"A/{number}", "x.Y", inner) if inner else node("A/B", "x.Bottom")
    folder.tree(inner)
    found = folder.read()
    assert found.errors == ()
    assert next(iter(found.stacks[0].constructs.values())).fqn == "x.Bottom"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda a: a.update(type=None), "the artifact A has no type"),
        (lambda a: a.update(properties=[]), "what is under properties of A should be an object, not a list"),
        (lambda a: a.update(environment="x"), "the environment of A is not aws://account/region"),
        (lambda a: a.update(metadata="x"), "the metadata of A should be an object, not a text"),
        (lambda a: a.update(metadata={"/A": {}}), "the metadata of /A should be a list"),
        (lambda a: a["properties"].update(tags={"a": 1}), "'a' in the tags of A should be a text, not a number"),
        (lambda a: a["properties"].update(parameters=1), "the parameters of A should be an object, not a number"),
        (lambda a: a["properties"].pop("templateFile"), "the templateFile of A should be the name of a file, not null"),
    ],
)  # fmt: skip
def test_wrong_shapes(tmp_path: Path, change: Callable[[Json], None], message: str) -> None:
    folder = two_stacks(tmp_path)
    change(folder.artifacts["A"])
    found = folder.read()
    assert messages(found.errors) == [f"manifest.json: {message}"]
    assert "Z" in [stack.name for stack in found.stacks]


# What a manifest may hold, with the words that mean something in it among the texts.
_WORDS = st.sampled_from(
    [
        *(
            "A",
            "A.assets",
            "assembly-S",
            ".",
            "..",
            "A.template.json",
            "tree.json",
            "manifest.json",
            "/A/B",
            "\0",
        ),
        *("aws:cloudformation:stack", "cdk:cloud-assembly", "cdk:asset-manifest", "cdk:tree", "aws://1/r"),
        *(
            "aws:cdk:logicalId",
            "aws:cdk:creationStack",
            "aws:cdk:asset",
            "AWS::CloudFormation::Stack",
            "55.0.0",
        ),
    ]
)
_KEYS = _WORDS | st.sampled_from(
    ["type", "data", "path", "children", "fileName", "Type", "Metadata", "properties"]
)
_SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, dict[str, Any]]:
    """An assembly with all that there may be, and what its files say."""
    folder = two_stacks(tmp_path_factory.mktemp("sound") / "cdk.out")
    url, files = folder.nested("AN", BUCKET)
    nested = resource("AWS::CloudFormation::Stack", "A/N.NestedStack/N.NestedStackResource", TemplateURL=url)
    trace = entry("B1", "f (/p/a.ts:1:2)", "g (/p/node_modules/aws-cdk-lib/b.js:1:2)")
    metadata = {"/A/B/Resource": trace, "/A/N/B/Resource": trace}
    folder.stack("A", {**BUCKET, "N1": nested}, metadata, assets=files, tags={"a": "b"}, dependencies=("Z",))
    folder.manifest["missing"] = [{"key": "k", "provider": "ssm", "props": {"parameterName": "/a"}}]
    stage = folder.stage("S")
    stage.stack("SA", BUCKET, path="S/A")
    stage.write()
    assert folder.read().errors == ()
    names = ["manifest.json", "tree.json", "A.template.json", "A.metadata.json", "A.assets.json"]
    return folder, {name: json.loads((folder.place / name).read_text()) for name in names}


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every member of every object and list in a value, as the container and the key."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


def read_or_fail(folder: Path) -> Assembly | InputError:
    try:
        return assembly.read(str(folder))
    except InputError as error:
        return error


@contextmanager
def rewritten(path: Path, content: bytes) -> Iterator[None]:
    whole = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(whole)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_shape_anywhere(sound: tuple[Folder, dict[str, Any]], data: st.DataObject) -> None:
    folder, contents = sound
    name = data.draw(st.sampled_from(sorted(contents)))
    whole = {"whole": copy.deepcopy(contents[name])}
    holder, key = data.draw(st.sampled_from(places(whole)))
    holder[key] = data.draw(_SHAPES)
    with rewritten(folder.place / name, json.dumps(whole["whole"]).encode()):
        found = read_or_fail(folder.place)
    if isinstance(found, InputError):
        assert found.path == (folder.place / "manifest.json").as_posix()
    else:
        assert all(error.path and error.message for error in (*found.errors, *found.warnings))
        assert repr(found).encode()


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_cut_off_anywhere(sound: tuple[Folder, dict[str, Any]], data: st.DataObject) -> None:
    folder, contents = sound
    path = folder.place / data.draw(st.sampled_from(sorted(contents)))
    whole = path.read_bytes()
    with rewritten(path, whole[: data.draw(st.integers(0, len(whole) - 1))]):
        found = read_or_fail(folder.place)
    if isinstance(found, InputError):
        assert (found.path, path.name) == (path.as_posix(), "manifest.json")
    else:
        assert [error.path for error in found.errors] == [path.as_posix()]


def test_half_of_a_character(tmp_path: Path) -> None:
    """No report could be written with it."""
    folder = two_stacks(tmp_path)
    folder.artifacts["A"]["displayName"] = "\ud800"
    with pytest.raises(InputError, match="one half of a character"):
        folder.read()

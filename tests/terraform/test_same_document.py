"""The same configuration in HCL, in JSON syntax, as CDKTF synthesizes it, and as a plan: one document."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adapters import loading
from adapters.discovery import discover
from adapters.model import Document, Options

FOLDER = Path(__file__).parent / "same"


def document(kind: str) -> Document:
    (source,) = discover([str(FOLDER / kind)]).sources
    (found,) = loading.load(source, Options())
    assert found.errors == ()
    return found


@pytest.fixture(scope="module")
def hcl() -> Document:
    return document("hcl")


def said(found: Document) -> Any:
    """What a document says, without where it stands and who wrote it."""
    resources = {
        address: {key: resource[key] for key in ("type", "properties", "tags", "lifecycle", "depends_on", "unknowns")}
        for address, resource in found.data["resources"].items()
    }  # fmt: skip
    edges = sorted(found.data["edges"], key=str)
    return resources, edges, found.data["parameters"], found.data["outputs"], found.data["types"]


@pytest.mark.parametrize("kind", ["json", "cdktf"])
def test_every_syntax_says_the_same(hcl: Document, kind: str) -> None:
    assert said(document(kind)) == said(hcl)


def test_cdktf_names_its_stack_and_its_constructs() -> None:
    found = document("cdktf")
    assert (found.data["format"], found.data["name"]) == ("cdktf", "shop")
    paths = {address: one["construct_path"] for address, one in found.data["resources"].items()}
    assert paths["aws_vpc.main"] == "shop/main/aws_vpc"


def test_a_plan_says_nothing_else(hcl: Document) -> None:
    plan = document("plan")
    assert plan.data["resources"].keys() == hcl.data["resources"].keys()
    for address, resource in hcl.data["resources"].items():
        planned = plan.data["resources"][address]
        assert planned["type"] == resource["type"]
        known = dict(leaves(resource["properties"]))
        assert known
        assert {path: value for path, value in leaves(planned["properties"]) if path in known} == known


def test_a_plan_tells_the_same_references(hcl: Document) -> None:
    ends = {(edge["source"], edge["attribute"], edge["target"]) for edge in hcl.data["edges"]}
    planned = {(edge["source"], edge["attribute"], edge["target"]) for edge in document("plan").data["edges"]}
    assert ends == planned


def test_a_plan_beside_its_source_has_its_lines(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "hcl", tmp_path, dirs_exist_ok=True)
    path = shutil.copy(FOLDER / "plan" / "plan.json", tmp_path / "plan.json")
    (source,) = discover([str(path)]).sources
    (found,) = loading.load(source, Options())
    location = found.data["resources"]['module.queue["orders"].aws_sqs_queue.this']["location"]
    assert location["path"] == str(tmp_path / "queue" / "main.tf")
    assert location["start_line"] == 5
    vpc = found.data["resources"]["aws_vpc.main"]
    assert vpc["location"]["start_line"] == 21
    assert vpc["attributes"]["CidrBlock"]["line"] == 22


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_plans_come_in_every_encoding(hcl: Document, tmp_path: Path, encoding: str) -> None:
    text = (FOLDER / "plan" / "plan.json").read_text(encoding="utf-8")
    path = tmp_path / "tfplan.json"
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    path.write_bytes(mark + text.encode(encoding))
    (source,) = discover([str(path)]).sources
    (found,) = loading.load(source, Options())
    assert found.data["resources"].keys() == hcl.data["resources"].keys()


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every scalar of a value by its path."""
    if isinstance(value, dict) and "$ref" not in value and "$unknown" not in value:
        for key, child in value.items():
            yield from leaves(child, f"{path}.{key}")
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from leaves(child, f"{path}[{i}]")
    else:
        yield path, json.dumps(value, sort_keys=True)

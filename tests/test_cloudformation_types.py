from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.cloudformation import types
from adapters.cloudformation.types import scalar_types

ROOT = Path(types.__file__).parents[2]
TABLE = Path(types.__file__).with_name("types.json")


def test_known_types() -> None:
    instance = scalar_types("AWS::RDS::DBInstance")
    assert instance["StorageEncrypted"] == "boolean"
    assert instance["BackupRetentionPeriod"] == "integer"
    assert "AllocatedStorage" not in instance, "this one is text, see its schema"
    assert scalar_types("AWS::EC2::SecurityGroup")["SecurityGroupIngress[].FromPort"] == "integer"
    assert scalar_types("AWS::CloudWatch::Alarm")["Threshold"] == "number"
    assert scalar_types("AWS::ApiGateway::UsagePlan")["ApiStages[].Throttle.*.RateLimit"] == "number"
    rules = "LifecycleConfiguration.Rules[].NoncurrentVersionTransitions[].TransitionInDays"
    assert scalar_types("AWS::S3::Bucket")[rules] == "integer"
    assert scalar_types("AWS::Serverless::Function")["Timeout"] == "integer"


@pytest.mark.parametrize(
    "name", ["AWS::No::Such", "Custom::Thing", "", "{", "}", 'x":{},"', "AWS::RDS::DB", "\n"]
)
def test_unknown_types(name: str) -> None:
    assert scalar_types(name) == {}


def test_every_type_is_found() -> None:
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    assert len(table) > 900
    for name, kinds in table.items():
        assert scalar_types(name) == {path: kind for kind, paths in kinds.items() for path in paths}


def test_table_is_what_the_schemas_say() -> None:
    pytest.importorskip("cfnlint")
    tool = ROOT / "tools" / "schema_types.py"
    written = subprocess.run([sys.executable, tool], capture_output=True, check=True).stdout
    assert written == TABLE.read_bytes(), "run tools/schema_types.py"


def test_schemas(tmp_path: Path) -> None:
    schema = {
        "definitions": {
            "Tree": {
                "type": "object",
                "properties": {
                    "Size": {"type": "integer"},
                    "Children": {"items": {"$ref": "#/definitions/Tree"}},
                },
            },
            "Flag": {"type": ["boolean", "null"]},
        },
        "properties": {
            "Tree": {"$ref": "#/definitions/Tree"},
            "Flag": {"$ref": "#/definitions/Flag"},
            "Either": {"type": ["integer", "string"]},
            "OneOf": {"oneOf": [{"type": "number"}, {"type": "string"}]},
            "AnyOf": {
                "anyOf": [
                    {"properties": {"A": {"type": "number"}}},
                    {"properties": {"B": {"type": "boolean"}}},
                ]
            },
            "Lists": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
            "Map": {"patternProperties": {".*": {"type": "integer"}}, "additionalProperties": False},
            "Text": {"type": "string"},
        },
    }
    (tmp_path / "providers").mkdir()
    (tmp_path / "resources").mkdir()
    (tmp_path / "providers" / "us-east-1.json").write_text(json.dumps({"AWS::A::B": "1", "Other": "1"}))
    (tmp_path / "providers" / "af-south-1.json").write_text(json.dumps({"AWS::A::B": "2", "AWS::C::D": "2"}))
    (tmp_path / "resources" / "1.json").write_text(json.dumps(schema))
    (tmp_path / "resources" / "2.json").write_text(json.dumps({"properties": {"A": {"type": "string"}}}))
    command = [sys.executable, str(ROOT / "tools" / "schema_types.py"), "--schemas", str(tmp_path)]
    assert json.loads(subprocess.run(command, capture_output=True, check=True).stdout) == {
        "AWS::A::B": {
            "boolean": ["AnyOf.B", "Flag"],
            "integer": ["Map.*", "Tree.Size"],
            "number": ["AnyOf.A", "Lists[][]"],
        }
    }

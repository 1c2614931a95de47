"""The schemas of CI files that check-jsonschema brings."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import yaml

TOP = Path(__file__).parents[2]


def read(name: str) -> Any:
    """Return the content of a YAML file of the project."""
    return yaml.safe_load((TOP / name).read_text(encoding="utf-8"))


def validate(content: Any, name: str) -> None:
    """Hold content against a schema; raises jsonschema.ValidationError."""
    vendored = resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json"
    schema = json.loads(vendored.read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(content)

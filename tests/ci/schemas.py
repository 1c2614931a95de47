"""The schemas of CI files that check-jsonschema brings."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
from ruamel.yaml import YAML

TOP = Path(__file__).parents[2]
_READER = YAML(typ="safe", pure=True)  # YAML 1.2, in which `on` is no boolean


def read(name: str) -> Any:
    """Return the content of a YAML file of the project."""
    return _READER.load((TOP / name).read_text(encoding="utf-8"))


def examples(page: str) -> list[Any]:
    """Return the content of the YAML blocks of a page of the documentation."""
    blocks = re.findall(
        r"^```yaml\n(.*?)^```", (TOP / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return [_READER.load(block) for block in blocks]


def validate(content: Any, name: str) -> None:
    """Hold content against a schema; raises jsonschema.ValidationError."""
    vendored = resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / f"{name}.json"
    schema = json.loads(vendored.read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(content)

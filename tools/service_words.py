"""Writes the words that services take for properties of which CloudFormation's schemas say that they are text.

    python tools/service_words.py adapters/cloudformation/words.json

`tools/service_words.yaml` names the properties, and for each the shape of the service's interface that lists the words,
or the words themselves with the page that has them. The shapes are those of botocore, AWS's own description of its
services, whose version stands in the first line. Each type has a line of its own, with one entry for each property in
the form of what cfn-lint adds to a schema: the kind of fault, the path, `*` for the elements of a list, and a schema.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import botocore
import yaml
from botocore.loaders import Loader

TABLE = Path(__file__).with_suffix(".yaml")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    lines = [json.dumps({"botocore": botocore.__version__})]
    for resource_type, properties in sorted(table().items()):
        entries = [_entry(path, words_of(source), source) for path, source in sorted(properties.items())]
        lines.append(f"{json.dumps(resource_type)}:{json.dumps(entries, separators=(',', ':'))}")
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def table() -> Mapping[str, Mapping[str, Any]]:
    """Return by type and path where the words come from."""
    content: Mapping[str, Mapping[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return content


def words_of(source: Any) -> list[str]:
    """Return the words: of a shape such as `codebuild.SourceType`, or those that the table has itself."""
    if isinstance(source, Mapping):
        return [str(word) for word in source["words"]]
    service, shape = source.split(".")
    words: list[str] = _shapes(service)[shape]["enum"]
    return words


@cache
def _shapes(service: str) -> Mapping[str, Any]:
    shapes: Mapping[str, Any] = Loader().load_service_model(service, "service-2")["shapes"]
    return shapes


def _entry(path: str, words: list[str], source: Any) -> dict[str, Any]:
    any_case = isinstance(source, Mapping) and source.get("any_case", False)
    return {
        "kind": "enum",
        "path": path.replace("[]", ".*").split("."),
        "schema": {"enumCaseInsensitive" if any_case else "enum": words},
    }


if __name__ == "__main__":
    raise SystemExit(main())

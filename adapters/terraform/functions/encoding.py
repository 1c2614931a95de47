"""https://developer.hashicorp.com/terraform/language/functions, encoding functions."""

from __future__ import annotations

import base64
import binascii
import csv
import gzip
import io
import json
import re
from typing import Any
from urllib.parse import quote_plus

from adapters.terraform.functions.conversion import as_text, number_text, whole
from adapters.terraform.functions.errors import FunctionError

_ESCAPED = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
)
_MAX_NODES = 100_000


def json_text(value: Any) -> str:
    """Return JSON as Terraform writes it: keys sorted, and safe inside HTML."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(key)}:{json_text(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(json_text(item) for item in value) + "]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return number_text(value) if isinstance(value, int | float) else _quoted(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPED)


def json_value(text: Any) -> Any:
    try:
        return _whole(json.loads(as_text(text), parse_constant=_refused))
    except (ValueError, RecursionError):
        raise FunctionError("the text is not JSON") from None


def _refused(word: str) -> Any:
    raise ValueError(word)


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_whole(item) for item in value]
    return whole(value) if isinstance(value, float) else value


def yaml_value(text: Any) -> Any:
    import yaml

    try:
        node = yaml.compose(as_text(text), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return _from_yaml(node, [0])
    except (yaml.YAMLError, RecursionError):
        raise FunctionError("the text is not YAML") from None


def _from_yaml(node: Any, count: list[int]) -> Any:
    """What a node says; aliases are followed, and counted."""
    import yaml

    count[0] += 1
    if count[0] > _MAX_NODES:
        raise FunctionError("the YAML text is too large")
    if node is None:
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_from_yaml(item, count) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        pairs = [(_from_yaml(key, count), _from_yaml(value, count)) for key, value in node.value]
        members = {"null" if key is None else as_text(key): value for key, value in pairs}
        if len(members) != len(pairs):
            raise FunctionError("the YAML text has a key twice")
        return members
    constructor = yaml.SafeLoader("")
    kind = node.tag.rpartition(":")[2]
    if kind == "timestamp":
        value = constructor.construct_yaml_timestamp(node)
        return (
            value.strftime("%Y-%m-%dT%H:%M:%SZ")
            if "T" in str(value) or len(str(value)) > 10
            else f"{value}T00:00:00Z"
        )
    if kind in ("int", "float", "bool", "null"):
        if node.value.lower().startswith("0o"):
            return int(node.value, 8)
        return _whole(constructor.construct_object(node))
    return _exponent(node.value) if node.style is None else node.value


def _exponent(text: str) -> Any:
    """`1e3` is a number in YAML 1.2."""
    if re.fullmatch(r"[-+]?\d+(\.\d+)?[eE][-+]?\d{1,3}", text):
        return whole(float(text))
    return int(text, 8) if re.fullmatch(r"0o[0-7]+", text) else text


def yaml_text(value: Any) -> str:
    return "\n".join(_yaml_lines(value)) + "\n"


def _yaml_lines(value: Any) -> list[str]:
    if isinstance(value, dict) and value:
        lines = []
        for key in sorted(value):
            lines += _member(f"{_yaml_scalar(key)}:", value[key])
        return lines
    if isinstance(value, list) and value:
        lines = []
        for item in value:
            inner = _yaml_lines(item)
            lines += [f"- {inner[0]}", *(f"  {line}" for line in inner[1:])]
        return lines
    if isinstance(value, str) and "\n" in value:
        mark = "|" if value.endswith("\n") else "|-"
        return [mark, *(f"  {line}" for line in value.rstrip("\n").split("\n"))]
    return [_yaml_scalar(value)]


def _member(key: str, value: Any) -> list[str]:
    inner = _yaml_lines(value)
    if isinstance(value, dict) and value:
        return [key, *(f"  {line}" for line in inner)]
    if isinstance(value, list) and value:
        return [key, *inner]
    return [f"{key} {inner[0]}", *inner[1:]]


def _yaml_scalar(value: Any) -> str:
    if isinstance(value, dict):
        return "{}"
    return "[]" if isinstance(value, list) else json_text(value)


def decoded(text: Any) -> bytes:
    try:
        return base64.b64decode(as_text(text), validate=True)
    except (binascii.Error, ValueError):
        raise FunctionError("the text is not base64") from None


def base64_text(text: Any, encoding: str = "utf-8") -> str:
    try:
        return decoded(text).decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise FunctionError(f"what the text encodes is not {encoding}") from None


def text_base64(text: Any, encoding: Any = "utf-8") -> str:
    try:
        return base64.b64encode(as_text(text).encode(as_text(encoding))).decode()
    except (UnicodeEncodeError, LookupError):
        raise FunctionError(f"the text cannot be written in {encoding}") from None


def csv_rows(text: Any) -> list[dict[str, str]]:
    try:
        rows = [row for row in csv.reader(io.StringIO(as_text(text)), strict=True) if row]
    except csv.Error:
        raise FunctionError("the text is not CSV") from None
    if not rows:
        raise FunctionError("the text has no header")
    if any(len(row) != len(rows[0]) for row in rows):
        raise FunctionError("a row has another number of fields than the header")
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


FUNCTIONS = {
    "base64decode": base64_text,
    "base64encode": text_base64,
    "base64gzip": lambda text: base64.b64encode(gzip.compress(as_text(text).encode(), mtime=0)).decode(),
    "csvdecode": csv_rows,
    "jsondecode": json_value,
    "jsonencode": json_text,
    "textdecodebase64": lambda text, encoding: base64_text(text, as_text(encoding)),
    "textencodebase64": text_base64,
    "urlencode": lambda text: quote_plus(as_text(text)),
    "yamldecode": yaml_value,
    "yamlencode": yaml_text,
}

"""Versions of database engines that RDS creates, as the schemas of cfn-lint list them for an engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_NUMBER = re.compile(r"\d+")
_OF_MYSQL = re.compile(r"\d+\.\d+")
_OF_OTHERS = re.compile(r"\d+")


def is_major(engine: str, version: str) -> bool:
    """Whether a version is `16` of PostgreSQL, or `8.0` of MySQL, whose major versions have two numbers."""
    return _form(engine).fullmatch(version) is not None


def newest(schemas: Iterable[Mapping[str, Any]], engine: str, version: str) -> str | None:
    """Return the newest version of the same major one that can be created, None when none can.

    What AWS maintains for extended support (`5.7.44-rds.20260902`) only where there is nothing else.
    """
    major = _form(engine).match(version)
    listed: set[str] = set()
    gone: set[str] = set()
    for part in (part for schema in schemas for part in schema["allOf"]):
        asked, then = part["if"]["properties"], part["then"]
        if asked["Engine"].get("const") == engine:
            gone |= set(asked["EngineVersion"].get("enum", ()))
            listed |= set(then["properties"]["EngineVersion"]["enum"] if then else ())
    like = [one for one in listed - gone if major and one.startswith(f"{major[0]}.")]
    plain = [one for one in like if "-" not in one]
    return max(plain or like, key=_numbers, default=None)


def _form(engine: str) -> re.Pattern[str]:
    return _OF_MYSQL if "mysql" in engine or engine == "mariadb" else _OF_OTHERS


def _numbers(version: str) -> list[int]:
    return [int(number) for number in _NUMBER.findall(version)]

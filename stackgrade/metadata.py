"""What a rule says of itself: the METADATA block that its file starts with, as `docs/writing-a-rule.md` describes it.

Read strictly, ours and the user's own alike: a mistyped member would make a rule silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stackgrade.configuration import YamlFile
from stackgrade.hints import did_you_mean
from stackgrade.severities import SEVERITIES

if TYPE_CHECKING:
    import yaml

CATEGORIES = (
    "credentials", "encryption", "network", "access", "availability", "backup", "monitoring", "logging",
    "lifecycle", "tagging", "naming", "interface", "cost", "operations",
)  # fmt: skip
LANGUAGES = ("cloudformation", "terraform")
FORMATS = (*LANGUAGES, "cdk")
PACKAGE = re.compile(r"^package +stackgrade\.rules\.\w+\.\w+\s*$", re.MULTILINE)

# A format or a type as users write it, perhaps with a case.
_FIXED = re.compile(rf"({'|'.join(FORMATS)}|AWS::\w+::\w+|aws_\w+)(/[a-z][a-z0-9 -]*)?")
_ID = re.compile(r"[A-Z][A-Z0-9]*_[A-Z0-9]+_\d{3}")
_BLOCK = re.compile(r'\A# METADATA\n((?:#.*\n)+)(?=package |""")')
_MUST_DEFINE = {
    ".rego": {
        r"^metadata := rego\.metadata\.chain\(\)\[1\]\.annotations$": "`metadata`",
        r"^fail contains ": "the set `fail`",
    },
    ".py": {r"^def judge\(resource: Resource, document: Document\)": "the function `judge`"},
}


def read(path: Path) -> dict[str, Any]:
    """Return the metadata of one rule's file, in the members of `ruleset.Rule`.

    Raises UsageError, with file and line, for whatever is missing, mistyped or unknown.
    """
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    block = _BLOCK.match(text)
    if block is None:
        raise YamlFile(path, "{}").error(
            "a rule starts with a METADATA block, with its package or docstring right after", 1
        )
    annotations = YamlFile(path, re.sub(r"^# ?", "", block[1], flags=re.MULTILINE), first_line=2)
    _defines_what_is_asked_of_it(annotations, text, path.suffix, block[0].count("\n") + 1)
    found = _members(annotations, annotations.root(), _ANNOTATIONS, ("title", "description", "custom"), 2)
    custom = found.pop("custom")
    return {
        "id": custom["id"],
        "title": found["title"],
        "description": found["description"].strip(),
        "severity": custom["severity"],
        "category": custom["category"],
        "types": custom["types"],
        "attributes": custom.get("attributes", []),
        "presence": custom.get("presence", []),
        "companions": custom.get("companions", []),
        "when": custom.get("when", {}),
        "languages": custom.get("languages", list(LANGUAGES)),
        "failures": custom.get("failures", []),
        "also": custom.get("also", []),
        "remediation": custom["remediation"],
        "links": found.get("related_resources", []),
    }


def _defines_what_is_asked_of_it(document: YamlFile, text: str, suffix: str, after: int) -> None:
    if suffix == ".rego" and not PACKAGE.search(text):
        raise document.error("the package of a rule is stackgrade.rules.<service>.<name>", after)
    for pattern, what in _MUST_DEFINE[suffix].items():
        if not re.search(pattern, text, re.MULTILINE):
            raise document.error(f"the rule does not define {what}, as docs/writing-a-rule.md says", after)


Check = Callable[[Any], str | None]


def _members(
    document: YamlFile, node: yaml.Node, checks: Mapping[str, Check], needed: tuple[str, ...], line: int
) -> dict[str, Any]:
    """Return a mapping's members when each passes its check and none that is needed is missing."""
    if not document.is_mapping(node):
        raise document.error("has to be a mapping", line)
    found: dict[str, Any] = {}
    for key, at, value in document.items(node):
        if key not in checks:
            raise document.error(f"unknown metadata {key!r}{did_you_mean(key, checks)}", at)
        if key == "custom":
            found[key] = _members(document, value, _CUSTOM, _NEEDED, at)
            continue
        found[key] = document.value(value)
        wrong = checks[key](found[key])
        if wrong:
            raise document.error(f"{key} {wrong}", at)
    missing = [name for name in needed if name not in found]
    if missing:
        raise document.error(f"metadata without {', '.join(missing)}", line)
    return found


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value.strip() else f"has to be text, not {value!r}"


def _texts(value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
        return None
    return "has to be a list of texts"


def _some(value: Any) -> str | None:
    return _texts(value) or (None if value else "must not be empty")


def _types(value: Any) -> str | None:
    """A rule on a type that is mistyped would never be asked, and nobody would know."""
    if _some(value):
        return _some(value)
    from adapters.cloudformation import schema

    found = ((name, schema.nearest_type(name)) for name in value)
    return next((f"knows no {name!r} (did you mean {near}?)" for name, near in found if near), None)


def _one_of(*choices: str) -> Check:
    return lambda value: None if value in choices else f"is none of {', '.join(choices)}: {value!r}"


def _some_of(*choices: str) -> Check:
    def check(value: Any) -> str | None:
        if _some(value):
            return _some(value)
        unknown = [item for item in value if item not in choices]
        return f"knows no {unknown[0]!r}" if unknown else None

    return check


def _id(value: Any) -> str | None:
    if isinstance(value, str) and _ID.fullmatch(value):
        return None
    return f"has to look like FC_RDS_001, not {value!r}"


def _conditions(value: Any) -> str | None:
    from stackgrade import profiles

    if not isinstance(value, dict):
        return "has to be a mapping of profile fields"
    for name, wanted in value.items():
        if name not in profiles.FIELDS:
            return f"names no field of a profile: {name!r}{did_you_mean(str(name), profiles.FIELDS)}"
        try:
            profiles.check(name, [wanted] if name in profiles.LISTS else wanted)
        except ValueError as error:
            return f"can never hold: {error}"
    return None


def _remediation(value: Any) -> str | None:
    if not isinstance(value, dict) or not value:
        return "has to be a mapping of formats and types to texts"
    for name, text in value.items():
        if not _FIXED.fullmatch(str(name)):
            return f"knows no format {name!r}"
        if _text(text):
            return f"{name} {_text(text)}"
    return None


_ANNOTATIONS: Mapping[str, Check] = {
    "title": _text,
    "description": _text,
    "scope": _one_of("package"),
    "related_resources": _texts,
    "custom": lambda value: None,
}
_CUSTOM: Mapping[str, Check] = {
    "id": _id,
    "severity": _one_of(*SEVERITIES),
    "category": _one_of(*CATEGORIES),
    "types": _types,
    "attributes": _texts,
    "presence": _texts,
    "companions": _texts,
    "when": _conditions,
    "languages": _some_of(*LANGUAGES),
    "failures": _texts,
    "also": _texts,
    "remediation": _remediation,
}
_NEEDED = ("id", "severity", "category", "types", "remediation")

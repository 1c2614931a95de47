"""What a stack is judged as: `docs/profiles.md` explains the fields and the built-in profiles.

Profiles are read strictly, since a mistyped field would switch rules off in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import policies
from stackgrade import configuration
from stackgrade.configuration import YamlFile
from stackgrade.errors import UsageError
from stackgrade.hints import did_you_mean

if TYPE_CHECKING:
    import yaml

FOLDER = Path(policies.__file__).parent / "profiles"
DEFAULT = "production"

CHOICES: Mapping[str, tuple[str, ...]] = {
    "environment": ("production", "test"),
    "availability": ("multi-az", "single-az"),
    "compliance": ("pci-dss",),
}
_BOOLEANS = frozenset({"destroyable", "self_contained", "cost_conscious", "opinions"})
LISTS = frozenset({"compliance", "environment_suffix", "required_tags"})
_NO_FILE = "a configuration takes no file: write its fields here, such as `profile: {extends: test}`"
_OPTIONAL = frozenset({"engine", "region"})
_REGION = re.compile(r"[a-z]{2,}(-[a-z]+)+-\d+")


@dataclass(frozen=True)
class Profile:
    """What a stack is for; rules read it as `input.profile`."""

    name: str
    description: str
    environment: str
    availability: str
    destroyable: bool
    self_contained: bool
    cost_conscious: bool
    opinions: bool
    compliance: tuple[str, ...]
    environment_suffix: tuple[str, ...]
    required_tags: tuple[str, ...]
    engine: str | None
    region: str | None

    def data(self) -> dict[str, Any]:
        """Return the profile as the JSON that the normalized document and the report hold."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }

    def wants(self, when: Mapping[str, Any]) -> bool:
        """Whether a rule with these conditions applies: all must hold, and a list holds what it contains."""
        return all(_matches(getattr(self, name), wanted) for name, wanted in when.items())


FIELDS = tuple(field.name for field in fields(Profile))


def names() -> list[str]:
    """Return the names of the built-in profiles, the default one first."""
    return sorted((path.stem for path in FOLDER.glob("*.yaml")), key=lambda name: (name != DEFAULT, name))


def built_in(name: str) -> Profile:
    """Return a built-in profile; raises UsageError when there is none of that name."""
    if name not in names():
        raise UsageError(_unknown_profile(name))
    return from_file(FOLDER / f"{name}.yaml")


def resolve(wanted: str | None, folder: Path) -> Profile:
    """Return the profile to judge by: what the user named, else what the folder's configuration says.

    `wanted` is the name of a built-in profile or a file. Raises UsageError.
    """
    if wanted is None:
        return _configured(folder) or built_in(DEFAULT)
    if wanted in names():
        return built_in(wanted)
    if Path(wanted).is_file():
        return from_file(Path(wanted))
    if "/" in wanted or wanted.endswith((".yaml", ".yml")):
        raise UsageError(f"profile {wanted}: no such file")
    raise UsageError(_unknown_profile(wanted))


def from_file(path: Path) -> Profile:
    """Read a profile from a file of its own; raises UsageError."""
    document = YamlFile(path)
    return _profile(document, document.root(), name=path.stem)


def _configured(folder: Path) -> Profile | None:
    """Return the profile of a folder's configuration, or None when there is none or it names none."""
    found = configuration.section(folder, "profile")
    if found is None:
        return None
    return read(*found)


def read(document: YamlFile, node: yaml.Node) -> Profile:
    """Return the profile that a configuration names or describes; raises UsageError with its line."""
    if document.is_mapping(node):
        return _profile(document, node, name="project")
    name = document.value(node)
    if name not in names():
        named_file = isinstance(name, str) and name.endswith((".yaml", ".yml"))
        raise document.error(_NO_FILE if named_file else _unknown_profile(str(name)), node)
    return built_in(name)


def _profile(document: YamlFile, root: yaml.Node, name: str) -> Profile:
    if not document.is_mapping(root):
        raise document.error("a profile is a mapping of fields", root)
    values: dict[str, Any] = {"name": name}
    base: dict[str, Any] | None = None
    for key, line, node in document.items(root):
        if key == "extends":
            extended = document.value(node)
            if extended not in names():
                raise document.error(_unknown_profile(str(extended)), node)
            base = asdict(built_in(extended))
        elif key in FIELDS:
            try:
                values[key] = check(key, document.value(node))
            except ValueError as error:
                raise document.error(str(error), line) from error
        else:
            raise document.error(f"unknown field {key!r}{did_you_mean(key, (*FIELDS, 'extends'))}", line)
    if base is None:
        # The default profile rests on nothing and so has to say everything.
        base = {} if document.path == FOLDER / f"{DEFAULT}.yaml" else asdict(built_in(DEFAULT))
    return Profile(**base | values)


def check(field: str, value: Any) -> Any:
    """Return a field's value as a profile holds it; raises ValueError with what is wrong."""
    if field in _BOOLEANS:
        if not isinstance(value, bool):
            raise ValueError(f"{field} has to be true or false, not {value!r}")
        return value
    if field in LISTS:
        if not isinstance(value, list):
            raise ValueError(f"{field} has to be a list, such as [{value}]")
        return tuple(_text(field, item) for item in value)
    if field in _OPTIONAL and value is None:
        return None
    return _text(field, value)


def _text(field: str, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{field} has to be text, not {value!r}")
    choices = CHOICES.get(field)
    if choices and value not in choices:
        raise ValueError(
            f"{field} cannot be {value!r}: it is {' or '.join(choices)}{did_you_mean(value, choices)}"
        )
    if field == "region" and not _REGION.fullmatch(value):
        raise ValueError(f"{value!r} is no AWS region")
    return value


def _matches(value: Any, wanted: Any) -> bool:
    return wanted in value if isinstance(value, tuple) else bool(value == wanted)


def _unknown_profile(name: str) -> str:
    return f"no profile {name!r}{did_you_mean(name, names())}; built in are {', '.join(names())}"

"""The files of one folder to one module: its variables, locals, resources, calls and settings, overrides applied.

https://developer.hashicorp.com/terraform/language/files
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from adapters import files
from adapters.errors import InputError
from adapters.terraform.hcl_source import parse_hcl
from adapters.terraform.json_syntax import parse_json_syntax
from adapters.terraform.syntax import Attribute, Block, Body
from adapters.text import read_text

MAX_SIZE = 4 * 1024 * 1024
_TOO_BIG = f"the file is larger than {MAX_SIZE // 1024 // 1024} MiB"
_PASSED_OVER = frozenset({"moved", "import", "removed", "check"})

ResourceKey = tuple[str, str, str]
_Key = TypeVar("_Key", str, ResourceKey)
_Declared = TypeVar("_Declared", Block, Attribute)


@dataclass
class Configuration:
    """What a folder declares; `resources` go by mode (`resource`, `data`), type and name.

    `comments` are what the JSON syntax has under `"//"`, where generators say what they are.
    """

    folder: str
    paths: list[str] = field(default_factory=list)
    variables: dict[str, Block] = field(default_factory=dict)
    locals: dict[str, Attribute] = field(default_factory=dict)
    outputs: dict[str, Block] = field(default_factory=dict)
    resources: dict[ResourceKey, Block] = field(default_factory=dict)
    modules: dict[str, Block] = field(default_factory=dict)
    providers: dict[str, Block] = field(default_factory=dict)
    settings: list[Block] = field(default_factory=list)
    others: list[Block] = field(default_factory=list)
    comments: list[Attribute] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether it declares nothing that could be judged."""
        return not (
            self.resources
            or self.modules
            or self.variables
            or self.outputs
            or self.settings
            or self.providers
        )

    def blocks(self) -> Iterable[Block]:
        """Every block that holds expressions of this module."""
        for group in (self.variables, self.outputs, self.resources, self.modules, self.providers):
            yield from group.values()
        yield from self.settings
        yield from self.others


def is_configuration(name: str) -> bool:
    """Whether Terraform reads a file of this name."""
    return name.endswith((".tf", ".tf.json")) and not name.startswith((".", "#")) and not name.endswith("~")


def read_configuration(folder: str) -> Configuration:
    """Return what the files of a folder declare; a file that cannot be read is among the errors."""
    found = [name for name in files.names(folder or ".") if is_configuration(name)]
    paths = [os.path.join(folder, name) if folder not in ("", ".") else name for name in found]
    configuration = Configuration(folder, paths)
    for path in sorted(paths, key=lambda path: (_overrides(path), path)):
        try:
            body = read_body(path)
        except InputError as error:
            configuration.errors.append(error)
            continue
        for block in body.blocks:
            _add(configuration, block, _overrides(path))
        for attribute in body.attributes.values():
            if attribute.name == "//":
                configuration.comments.append(attribute)
                continue
            message = f"`{attribute.name}` stands outside of any block"
            configuration.errors.append(InputError(path, message, attribute.line))
    return configuration


def read_body(path: str) -> Body:
    """Return the body of a file in either syntax; raises InputError."""
    return _parsed(path, read_text(path, MAX_SIZE, _TOO_BIG))


@lru_cache(maxsize=4096)
def _parsed(path: str, text: str) -> Body:
    """A module that many roots call is parsed once."""
    return parse_json_syntax(path, text) if path.endswith(".json") else parse_hcl(path, text)


def _overrides(path: str) -> bool:
    stem = os.path.basename(path).removesuffix(".json").removesuffix(".tf")
    return stem == "override" or stem.endswith("_override")


def _add(configuration: Configuration, block: Block, overrides: bool) -> None:
    if block.type in _PASSED_OVER:
        configuration.others.append(block)
    elif block.type == "locals":
        for name, attribute in block.body.attributes.items():
            _declare(configuration, configuration.locals, name, attribute, f"the local {name}", overrides)
    elif block.type == "terraform":
        if not overrides:
            _refuse_second_settings(configuration, block)
        configuration.settings.append(block)
    elif block.type in ("resource", "data", "ephemeral"):
        if _has_labels(configuration, block, 2):
            key = (block.type, block.labels[0], block.labels[1])
            what = f"{block.labels[0]}.{block.labels[1]}"
            _declare(configuration, configuration.resources, key, block, what, overrides)
    elif block.type in _GROUPS:
        if _has_labels(configuration, block, 1):
            group, name = _GROUPS[block.type](configuration), block.labels[0]
            if block.type == "provider" and block.body.literal("alias") is not None:
                name = f"{name}.{block.body.literal('alias')}"
            _declare(configuration, group, name, block, f"the {block.type} {name}", overrides)
    else:
        message = f'there are no blocks of the type "{block.type}"'
        configuration.errors.append(InputError(block.path, message, block.line))


_GROUPS: dict[str, Callable[[Configuration], dict[str, Block]]] = {
    "variable": lambda configuration: configuration.variables,
    "output": lambda configuration: configuration.outputs,
    "module": lambda configuration: configuration.modules,
    "provider": lambda configuration: configuration.providers,
}


def _has_labels(configuration: Configuration, block: Block, wanted: int) -> bool:
    if len(block.labels) == wanted:
        return True
    message = f"a block {block.type} has {wanted} label{'s' if wanted > 1 else ''}, not {len(block.labels)}"
    configuration.errors.append(InputError(block.path, message, block.line))
    return False


def _refuse_second_settings(configuration: Configuration, block: Block) -> None:
    """A module has one backend and says once which providers it needs, in whichever of its `terraform` blocks."""
    said = {nested.type: nested for settings in configuration.settings for nested in settings.body.blocks}
    for nested in block.body.blocks:
        if nested.type in ("backend", "cloud", "required_providers"):
            first = said.setdefault(nested.type, nested)
            if first is not nested:
                message = (
                    f"{nested.type} is declared a second time; the first is in {first.path}:{first.line}"
                )
                configuration.errors.append(InputError(nested.path, message, nested.line))


def _declare(
    configuration: Configuration,
    group: dict[_Key, _Declared],
    name: _Key,
    new: _Declared,
    what: str,
    overrides: bool,
) -> None:
    first = group.get(name)
    if first is None:
        group[name] = new
    elif overrides:
        group[name] = _merged(first, new) if isinstance(new, Block) else new
    else:
        message = f"{what} is declared a second time; the first is in {first.path}:{first.line}"
        configuration.errors.append(InputError(new.path, message, new.line))


def _merged(block: Block, override: Block) -> Block:
    """What an override leaves of a block: its attributes win, its nested blocks replace all of their type."""
    replaced = {nested.type for nested in override.body.blocks}
    body = Body(
        {**block.body.attributes, **override.body.attributes},
        [nested for nested in block.body.blocks if nested.type not in replaced] + override.body.blocks,
        block.body.is_json or override.body.is_json,
    )
    return Block(block.type, block.labels, body, block.path, block.line, block.end_line)

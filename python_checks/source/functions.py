"""The functions of a stack: their code, their settings, and what else in the stack bears on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from adapters.model import Code, CodeFile, Document, Resource
from python_checks.source import javascript, places, python
from python_checks.source.program import Program

CODE = "Code"
INLINE = "Code.ZipFile"
_LANGUAGES = {"python": (".py",), "nodejs": (".js", ".mjs", ".cjs")}


@dataclass(frozen=True)
class Source:
    """A file of a function's code, and what it says."""

    file: CodeFile
    program: Program

    def place(self, line: int) -> tuple[str, int, int]:
        """Return where a line of it stands."""
        return places.place(self.file, line)


def setting(resource: Resource, *path: str) -> Any:
    """Return a property, None when it is not set."""
    value: Any = resource["properties"]
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def open_reason(resource: Resource, attribute: str) -> str | None:
    """Return why a property, or one that it is part of, is not decided; None when it is."""
    for unknown in resource["unknowns"]:
        if unknown["attribute"] == attribute or attribute.startswith(f"{unknown['attribute']}."):
            return unknown["reason"]
    return None


def language(resource: Resource) -> str | None:
    """Return what the code is written in: `python` or `nodejs`, None for anything else."""
    runtime = setting(resource, "Runtime")
    return next((name for name in _LANGUAGES if isinstance(runtime, str) and runtime.startswith(name)), None)


def version(resource: Resource) -> int:
    """Return the last number in the runtime's name: 18 of `nodejs18.x`, 12 of `python3.12`; 0 without one."""
    digits = "".join(c if c.isdigit() else " " for c in str(setting(resource, "Runtime"))).split()
    return int(digits[-1]) if digits else 0


def is_inline(resource: Resource) -> bool:
    """Whether the code stands in the template, in a property."""
    return isinstance(setting(resource, "Code", "ZipFile"), str)


def code(resource: Resource, document: Document) -> Code | None:
    """Return the code that a function brings along; None when it comes from elsewhere, or is in another language."""
    kind = language(resource)
    inline = setting(resource, "Code", "ZipFile")
    if kind is None:
        return None
    if inline is None:
        return document.code.get(resource["address"])
    if not isinstance(inline, str):
        return Code(missing=open_reason(resource, INLINE) or "another resource decides the code")
    lines = resource["attributes"].get(INLINE) or resource["attributes"].get(CODE, {})
    where = lines.get("path", resource["location"]["path"])
    start = lines.get("line", resource["location"]["start_line"])
    name = f"index{_LANGUAGES[kind][0]}"
    file = CodeFile(name, inline, where, start, lines.get("end_line", start), inline=True)
    return Code((file,), frozenset({name}))


def sources(resource: Resource, document: Document) -> list[Source] | None:
    """Return the files of a function's code in the language of its runtime; None when none of it is in sight."""
    found = code(resource, document)
    kind = language(resource)
    if found is None or kind is None:
        return None
    parse = python.program if kind == "python" else javascript.program
    return [Source(file, parse(file.text)) for file in found.files if file.name.endswith(_LANGUAGES[kind])]


def sound(resource: Resource, document: Document) -> list[Source] | None:
    """Return those of the sources that can be read; None when there are none: another rule says what is wrong."""
    return [one for one in sources(resource, document) or () if one.program.fault is None] or None


def entry(resource: Resource, document: Document) -> tuple[Source, str] | None:
    """Return the file that the handler is in, and the handler's name there; None when it is not found."""
    handler = setting(resource, "Handler")
    if not isinstance(handler, str) or "${" in handler:
        return None
    stem, name = split(handler, language(resource))
    for source in sources(resource, document) or ():
        if source.file.name.rpartition(".")[0] == stem:
            return source, name
    return None


def split(handler: str, kind: str | None) -> tuple[str, str]:
    """Return the file without its ending, and the name in it: `app.main.handler` is in `app/main`."""
    if kind == "python":
        stem, _, name = handler.rpartition(".")
        return stem.replace(".", "/"), name
    folder, slash, rest = handler.rpartition("/")
    stem, _, name = rest.partition(".")
    return (folder + slash + stem).removeprefix("./"), name


def layers(resource: Resource) -> bool:
    """Whether layers bring more than is in sight."""
    return bool(setting(resource, "Layers"))


def custom_resources(resource: Resource, document: Document) -> Iterator[Resource]:
    """Yield the custom resources that a function serves."""
    for edge in document.data["edges"]:
        if edge["target"] == resource["address"] and edge["attribute"] == "ServiceToken":
            asking = document.data["resources"].get(edge["source"])
            if asking is not None and asking["type"].startswith(
                ("Custom::", "AWS::CloudFormation::CustomResource")
            ):
                yield asking


def attribute(resource: Resource) -> str:
    """Return the property that stands for the code."""
    return INLINE if setting(resource, "Code", "ZipFile") is not None else CODE


def missing(resource: Resource, document: Document) -> str | None:
    """Return why there may be more code than is in sight; None when all of it is."""
    found = code(resource, document)
    return found.missing if found is not None else None


def complete(resource: Resource, document: Document) -> bool:
    """Whether all code is in sight, and the language that it is written in."""
    return language(resource) is not None and missing(resource, document) is None


def in_sight(resource: Resource, document: Document) -> bool:
    """Whether a function brings code along that can be judged, now or with the values of parameters."""
    if language(resource) is None:
        return is_inline(resource) and open_reason(resource, "Runtime") is not None
    found = code(resource, document)
    return found is not None and bool(found.files or found.missing)


def rotates(resource: Resource, document: Document) -> bool:
    """Whether a function rotates secrets: a rotation names it, or it asks which step is due."""
    named = any(
        edge["target"] == resource["address"] and edge["attribute"].startswith("RotationLambda")
        for edge in document.data["edges"]
    )
    return named or any("setSecret" in source.file.text for source in sources(resource, document) or ())

"""The functions of a stack: their code, their settings, and what else in the stack bears on them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
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


def is_written_out(resource: Resource) -> bool:
    """Whether the code in a property stands there as it is: `${}` in it is the language's, not the template's."""
    written = resource["raw"].get("Properties", {})
    for name in ("Code", "ZipFile"):
        written = written.get(name) if isinstance(written, dict) else None
    return isinstance(written, str) and "{{resolve:" not in written


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
    """Return the files that a function runs: that of its handler, and what this takes from others.

    None when none of its code is in sight.
    """
    found = _files(resource, document)
    if found is None or len(found) < 2:
        return None if found is None else [*found.values()]
    start = _entry(resource, found)
    reached = {} if start is None else {start.file.name: start}
    waiting = [*reached.values()]
    while waiting:
        source = waiting.pop()
        for name in _taken(source, found):
            if name not in reached:
                reached[name] = found[name]
                waiting.append(found[name])
    return [reached[name] for name in sorted(reached)]


def _files(resource: Resource, document: Document) -> dict[str, Source] | None:
    """All files of the package in the language of the runtime, by name."""
    found = code(resource, document)
    kind = language(resource)
    if found is None or kind is None:
        return None
    parse = python.program if kind == "python" else javascript.program
    return {
        file.name: Source(file, parse(file.text))
        for file in found.files
        if file.name.endswith(_LANGUAGES[kind])
    }


def _taken(source: Source, found: Mapping[str, Source]) -> Iterator[str]:
    """The files that one imports."""
    folder = os.path.dirname(source.file.name)
    for module in source.program.modules:
        places = [os.path.join(folder, module), *([] if module.startswith(".") else [module])]
        for place in places:
            stem = os.path.normpath(place).replace(os.sep, "/")
            endings = ("", ".py", "/__init__.py", ".js", ".mjs", ".cjs", "/index.js", "/index.mjs")
            yield from (stem + ending for ending in endings if stem + ending in found)


def sound(resource: Resource, document: Document) -> list[Source] | None:
    """Return those of the sources that can be read; None when there are none: another rule says what is wrong."""
    return [one for one in sources(resource, document) or () if one.program.fault is None] or None


def entry(resource: Resource, document: Document) -> tuple[Source, str] | None:
    """Return the file that the handler is in, and the handler's name there; None when it is not found."""
    source = _entry(resource, _files(resource, document) or {})
    return (
        None if source is None else (source, split(str(setting(resource, "Handler")), language(resource))[1])
    )


def _entry(resource: Resource, found: Mapping[str, Source]) -> Source | None:
    handler = setting(resource, "Handler")
    if not isinstance(handler, str) or "${" in handler:
        return None
    stem, _ = split(handler, language(resource))
    return next((source for name, source in found.items() if name.rpartition(".")[0] == stem), None)


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

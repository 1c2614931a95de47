"""The constructs that the elements of templates are made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.cdk.frames import Frame, Sources
from adapters.cdk.framework import is_framework_parameter, is_framework_path, is_framework_type, is_known_id
from adapters.cdk.metadata import Metadata
from adapters.cdk.model import Construct
from adapters.cdk.templates import Template

_PATH = "aws:cdk:path"
_LIBRARY = "aws-cdk-lib."
# What CDK calls the resource that a construct is mostly about; users do not see it. The resource of a custom resource,
# which may be the main one of another construct, is a `Default`.
_MAIN_CHILDREN = ("Resource", "Default")
_MAIN = re.compile(r"(?:/(?:Resource|Default)/Default|/Resource|/Default)\Z")
_NESTED = re.compile(r"\.NestedStack/[^/]*\.NestedStackResource\Z")
# The number is another one in each run.
_TOKEN = re.compile(r"\$\{Token\[[^\]]*\]\}")
# Classes that stand for one resource each, and one without a class of its own.
_PLAIN = re.compile(r"(?:.*\.)?Cfn[A-Z]\w*\Z|aws-cdk-lib\.Resource\Z")
# Classes that tell nothing of what a user wrote: those of the user's own constructs are seen as one of them.
_CONTAINERS = frozenset(
    {"constructs.Construct", *(_LIBRARY + name for name in ("App", "Stage", "Stack", "NestedStack"))}
)


@dataclass(frozen=True)
class Program:
    """What an assembly tells of the constructs of one stack.

    `classes` are those of all constructs, `logical_ids` those in the tree: of this stack, by construct path.
    """

    path: str
    metadata: Metadata
    classes: Mapping[str, str]
    logical_ids: Mapping[str, str]

    def elements(self) -> Iterator[tuple[str, str]]:
        """Construct paths with logical IDs, the surer ones last."""
        yield from self.logical_ids.items()
        yield from self.metadata.logical_ids.items()


def is_below(path: str, scope: str) -> bool:
    """Whether a construct path is that of a construct at or in another."""
    return path == scope or not scope or path.startswith(scope + "/")


def nested_scope(template: Template, logical_id: str, program: Program, file: str) -> str | None:
    """Return the path of the construct that a nested stack is made from."""
    for path in _paths_of_nested(template, logical_id, program):
        if match := _NESTED.search(path):
            return path[: match.start()]
    for path, name in program.metadata.template_files.items():
        if name == file.rpartition("/")[2] and path != program.path:
            return path
    return None


def _paths_of_nested(template: Template, logical_id: str, program: Program) -> Iterator[str]:
    written = template.metadata_of(logical_id).get(_PATH)
    if isinstance(written, str):
        yield written
    for path, other in program.elements():
        if other == logical_id and (template.scope is None or is_below(path, template.scope)):
            yield path


class Constructs:
    """Makes out the constructs of one stack."""

    def __init__(self, program: Program, templates: Sequence[Template], sources: Sources) -> None:
        """`templates` begins with that of the stack itself."""
        self._program = program
        self._templates = templates
        self._sources = sources

    def all(self) -> dict[tuple[str, str], Construct]:
        """Return the constructs by template and logical ID."""
        paths = self._paths()
        found: dict[tuple[str, str], Construct] = {}
        for template in self._templates:
            for section in ("Parameters", "Conditions", "Outputs", "Rules", "Mappings", "Resources"):
                for logical_id in template.sections[section]:
                    path = paths.get((template.path, logical_id))
                    construct = self._construct(template, logical_id, path)
                    if construct is not None:
                        found[template.path, logical_id] = construct
        return found

    def _paths(self) -> dict[tuple[str, str], str]:
        """The construct paths by template and logical ID."""
        paths: dict[tuple[str, str], str] = {}
        for path, logical_id in self._program.elements():
            template = self._owner(path, logical_id)
            # An included template may use one name for a resource and an output; the latter is in a scope `$Outputs`.
            if template and ("/$" not in path or (template.path, logical_id) not in paths):
                paths[template.path, logical_id] = path
        for template in self._templates:
            for logical_id in template.resources:
                written = template.metadata_of(logical_id).get(_PATH)
                if isinstance(written, str) and written:
                    paths[template.path, logical_id] = written
        return paths

    def _owner(self, path: str, logical_id: str) -> Template | None:
        """The template that has the element of a construct, None when the element was left out of it."""
        around = [one for one in self._templates if one.scope is not None and is_below(path, one.scope)]
        owner = max(around, key=lambda one: len(one.scope or ""), default=self._templates[0])
        if owner.declares(logical_id):
            return owner
        return next((one for one in self._templates if one.scope is None and one.declares(logical_id)), None)

    def _construct(self, template: Template, logical_id: str, path: str | None) -> Construct | None:
        framework = self._is_framework(template, logical_id, path)
        if path is None:
            return Construct(self._program.path, None, None, None, True) if framework else None
        scope = template.scope if template.scope is not None else self._program.path
        shown = _shown(path, scope)
        frame = self._frame(path, scope)
        return Construct(
            path=shown,
            fqn=self._class(path, shown, scope),
            file=self._sources.path(frame.file) if frame else None,
            line=frame.line if frame else None,
            framework=framework,
        )

    def _is_framework(self, template: Template, logical_id: str, path: str | None) -> bool:
        if is_framework_type(template.type_of(logical_id)):
            return True
        for section in ("Parameters", "Rules"):
            if is_framework_parameter(logical_id, template.sections[section].get(logical_id)):
                return True
        if path is None:
            return logical_id in template.resources and is_known_id(logical_id)
        program = self._program
        return is_framework_path(path, program.path, program.classes.get, program.metadata.handlers)

    def _class(self, path: str, shown: str, scope: str) -> str | None:
        """The class of the construct that a user knows, without the name of the library."""
        classes = self._program.classes
        found = classes.get(shown, "") if _NESTED.search(path) else ""
        for place in (shown, *_outwards(path, scope)):
            name = classes.get(place, "")
            if not found and name not in _CONTAINERS and not _PLAIN.match(name):
                found = name
            elif name in _CONTAINERS and place != shown:
                break
        return (found or classes.get(path, "")).removeprefix(_LIBRARY) or None

    def _frame(self, path: str, scope: str) -> Frame | None:
        """Where the construct is made: what is inside of one is made in the line where that one is.

        V8 keeps ten frames by default, so that the line of the user's program is lost for what is deep inside.
        """
        frames = self._program.metadata.frames
        # That of a nested stack is its constructor, and of the construct the place where that is called.
        if (match := _NESTED.search(path)) and path[: match.start()] in frames:
            return frames[path[: match.start()]]
        for place in _outwards(path, scope):
            for candidate in (place, *(f"{place}/{name}" for name in _MAIN_CHILDREN)):
                if candidate in frames:
                    return frames[candidate]
        return None


def _outwards(path: str, scope: str) -> Iterator[str]:
    """The path and those of the constructs around it, up to the one in the stack."""
    yield path
    outer = path.rpartition("/")[0]
    while outer != scope and is_below(outer, scope) and outer:
        yield outer
        outer = outer.rpartition("/")[0]


def _shown(path: str, scope: str) -> str:
    """The path of the construct that a user knows."""
    if match := _NESTED.search(path):
        return path[: match.start()]
    path = _TOKEN.sub("${Token}", path)
    outer = _MAIN.sub("", path)
    return outer if outer != scope else path

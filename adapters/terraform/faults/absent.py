"""Modules, files and packages that a configuration wants, and that are not there."""

from __future__ import annotations

import os
from collections.abc import Iterator

from adapters import files
from adapters.errors import InputError
from adapters.terraform.evaluator import EvaluationError, evaluate
from adapters.terraform.faults.attributes import attributes
from adapters.terraform.faults.found import Found, found
from adapters.terraform.folders import is_to_be_filled
from adapters.terraform.module import Instance, Module
from adapters.terraform.syntax import Call, Expression, walk
from adapters.terraform.terms import NotKnown, plain

# Functions that read a file.
_READERS = frozenset(
    {
        "file", "filebase64", "templatefile", "filemd5", "filesha1", "filesha256", "filesha512", "filebase64sha256",
        "filebase64sha512",
    }
)  # fmt: skip
# What looks before it reads, or goes on without.
_CAREFUL = frozenset({"fileexists", "try", "can"})
# Arguments that name a package, which has to be there when the configuration is applied.
_PACKAGES = {
    "aws_lambda_function": "filename",
    "aws_lambda_layer_version": "filename",
    "aws_s3_object": "source",
    "aws_s3_bucket_object": "source",
}
# Folders that builds write into, and files that nobody commits.
_BUILT = frozenset({"artifacts", "bin", "build", "dist", "node_modules", "out", "target"})
_BROUGHT = (".crt", ".key", ".p12", ".pem", ".pub")
# What makes a file, and the argument that says which.
_MAKERS = {"archive_file": "output_path", "local_file": "filename", "local_sensitive_file": "filename"}


def modules(module: Module) -> Iterator[Found]:
    """Yield modules of the project itself that are not there."""
    for name, block in module.configuration.modules.items():
        source = block.body.literal("source")
        if isinstance(source, str) and source.startswith(("./", "../")):
            folder = os.path.normpath(os.path.join(module.path, source))
            if not files.is_folder(folder) and not is_to_be_filled(folder):
                place = block.body.attributes["source"]
                where = f"{module.prefix}module.{name}.source"
                yield found("module", where, f"there is no folder `{source}`", place)


def files_read(module: Module) -> Iterator[Found]:
    """Yield files that functions read and that are not there, but for packages: they are told as such."""
    packages = {
        path
        for one in module.instances()
        if one.type in _PACKAGES and (path := _argument_text(one, _PACKAGES[one.type])) is not None
    }
    for where, attribute in attributes(module):
        calls = [one for one in walk(attribute.expression) if isinstance(one, Call)]
        if any(call.function in _CAREFUL for call in calls):
            continue
        for call in calls:
            if call.function in _READERS and call.arguments:
                path = _text(module, call.arguments[0])
                if path is None or path in packages or _is_made_elsewhere(path):
                    continue
                if not _exists(module, path):
                    yield found("file", where, f"there is no file `{path}`", attribute)
    for one in module.instances():
        path = _argument_text(one, "source_file") if one.type == "archive_file" else None
        if path is not None and not _is_made_elsewhere(path) and not _exists(module, path):
            place = one.block.body.attributes["source_file"]
            yield found("file", f"{one.address}.source_file", f"there is no file `{path}`", place)


def _is_made_elsewhere(path: str) -> bool:
    """Whether a build makes a file, or whoever applies the configuration brings it along: a key, a certificate.

    The name may also be empty, by the default of a variable that says which file.
    """
    folder, name = os.path.split(path)
    return not name or name.endswith(_BROUGHT) or not _BUILT.isdisjoint(folder.split("/"))


def packages(module: Module) -> Iterator[Found]:
    """Yield packages that are neither there nor made by the configuration."""
    instances = [one for one in module.instances() if one.type in _PACKAGES or one.type in _MAKERS]
    made = {
        os.path.normpath(path)
        for one in instances
        if one.type in _MAKERS and (path := _argument_text(one, _MAKERS[one.type])) is not None
    }
    for one in instances:
        name = _PACKAGES.get(one.type)
        path = _argument_text(one, name) if name else None
        if name and path is not None and os.path.normpath(path) not in made and not _exists(module, path):
            message = f"there is no file `{path}`, and nothing here makes it"
            yield found("package", f"{one.address}.{name}", message, one.block.body.attributes[name])


def _argument_text(instance: Instance, name: str) -> str | None:
    try:
        path = plain(instance.argument(name))
    except NotKnown:
        return None
    return path if isinstance(path, str) else None


def _text(module: Module, expression: Expression) -> str | None:
    """A path, when it does not hang on what only exists where it stands."""
    try:
        path = plain(evaluate(expression, module.scope))
    except (EvaluationError, InputError, NotKnown, RecursionError):
        return None
    return path if isinstance(path, str) else None


def _exists(module: Module, path: str) -> bool:
    """Whether a file is there; one that lies outside of the project is taken to be."""
    try:
        return module.folder.exists(path)
    except InputError:
        return True

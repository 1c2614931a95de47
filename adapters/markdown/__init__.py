"""Markdown that holds templates, such as a written answer or a design document, as normalized documents.

Its fenced blocks are laid out as the files that it says they are, and read as any other files. Each template keeps the
lines that it has in the Markdown file, so that whatever is said of it points there.
"""

from __future__ import annotations

import os
import posixpath
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from adapters import files
from adapters.discovery import discover, shown
from adapters.errors import InputError
from adapters.markdown.blocks import Block, read
from adapters.model import Document, Options
from adapters.relocation import Relocation

_NOTHING = "no fenced block of YAML, JSON or HCL is a template, a Terraform configuration or a plan"


def load(path: str, options: Options) -> list[Document]:
    """Return the stacks of a Markdown file.

    Raises InputError when it cannot be read, or when nothing in it is a template. What is wrong with single blocks is
    in the errors of the first document.
    """
    blocks, errors, warnings = read(path)
    with tempfile.TemporaryDirectory(prefix="stackgrade-") as folder:
        folder = os.path.realpath(folder)
        written = {block.name: block for block in blocks if _written(path, block, folder, errors)}
        with files.traced() as trace:
            documents = _documents(path, folder, written, options, errors)
        files.note({place: stamp for place, stamp in trace.items() if not place.startswith(folder)})
    if not documents:
        raise errors[0] if errors else InputError(path, _NOTHING)
    first, *others = documents
    first = replace(first, errors=(*first.errors, *errors), warnings=(*first.warnings, *warnings))
    return [first, *others]


def _written(path: str, block: Block, folder: str, errors: list[InputError]) -> bool:
    """Lay out a block as a file; its name may be one that no file can have here."""
    place = Path(folder, block.name)
    # Blank lines in front bring the lines of a template to the numbers that they have in the Markdown file.
    content = "\n" * (block.line - 1) * block.is_template + block.content
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, encoding="utf-8", newline="")
    except OSError as error:
        errors.append(InputError(path, f"{block.name} cannot be laid out: {error.strerror}", block.line))
        return False
    return True


def _documents(
    path: str, folder: str, written: dict[str, Block], options: Options, errors: list[InputError]
) -> list[Document]:
    from adapters import loading  # which reads Markdown as well

    relocation = Relocation(folder, path, is_file=True)
    found = discover([folder])
    faults = [*found.errors]
    loaded: list[Document] = []
    for source in found.sources:
        try:
            loaded += loading.load(source, options)
        except InputError as error:
            faults.append(error)
    start = shown(folder)
    errors += [relocation.error(_placed(fault, start, written)) for fault in faults]
    names = _names(path, [posixpath.relpath(document.data["path"], start) for document in loaded])
    return [
        relocation.document(_named(document, name, start, written))
        for document, name in zip(loaded, names, strict=True)
    ]


def _placed(fault: InputError, start: str, written: dict[str, Block]) -> InputError:
    """What is said of a file as a whole is said of the line where its block begins."""
    block = written.get(posixpath.relpath(fault.path, start))
    if fault.line is not None or block is None:
        return fault
    return InputError(fault.path, f"{block.name}: {fault.message}", block.line)


def _named(document: Document, name: str, start: str, written: dict[str, Block]) -> Document:
    """A document with a name that lasts, and with the place of its block as its own."""
    data = document.data.copy()
    data["name"] = name
    block = written.get(posixpath.relpath(data["location"]["path"], start))
    if block is not None:
        location = data["location"].copy()
        location["start_line"] = max(location["start_line"], block.line)
        location["end_line"] = max(location["end_line"], block.line)
        data["location"] = location
    faults = tuple(_placed(fault, start, written) for fault in document.errors)
    return replace(document, data=data, errors=faults)


def _names(path: str, places: Sequence[str]) -> list[str]:
    """What stacks are called: by their file or folder, by the whole path of it where that is not enough."""
    stem = os.path.splitext(os.path.basename(path))[0]
    whole = [stem if place == "." else posixpath.splitext(place)[0] for place in places]
    short = [posixpath.basename(name) for name in whole]
    times = Counter(short)
    return [name if times[name] == 1 else longer for name, longer in zip(short, whole, strict=True)]

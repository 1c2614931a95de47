"""The source of functions where it lies in files: single ones, folders, and packages that are made already.

What was installed beside it is somebody else's: of that, only the names are kept.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterable
from pathlib import PurePath

from adapters import files
from adapters.errors import InputError
from adapters.model import Code, CodeFile
from adapters.secrets import Redactor
from adapters.text import decode

_READ = (".py", ".js", ".mjs", ".cjs", "requirements.txt", "package.json")
_INSTALLED = frozenset({"node_modules", "site-packages", "__pycache__", ".git", ".venv", "vendor"})
_MAX_BYTES = 256 * 1024
_MAX_PACKAGE = 8 * 1024 * 1024
_MAX_READ = 60
_MAX_NAMES = 5000
# No one writes such lines: a bundler does.
_MAX_LINE = 2000


def of_file(path: str, redactor: Redactor) -> Code:
    """Return the code that a single file is; one that is no code is none."""
    if not files.is_file(path):
        return Code(missing=f"there is no file {PurePath(path).as_posix()}")
    return _code([(PurePath(path).name, path)], redactor)


def of_folder(path: str, redactor: Redactor, leave_out: Iterable[str] = ()) -> Code:
    """Return the code in a folder, without the files that are left out of the package."""
    skipped = {os.path.normpath(name) for name in leave_out}
    found: list[tuple[str, str]] = []
    for place, folders, listed in os.walk(path):
        files.names(place)
        folders[:] = sorted(folders)
        for name in sorted(listed):
            inside = os.path.relpath(os.path.join(place, name), path)
            if inside not in skipped:
                found.append((PurePath(inside).as_posix(), PurePath(place, name).as_posix()))
        if len(found) > _MAX_NAMES:
            return Code(missing=f"{PurePath(path).as_posix()} has more than {_MAX_NAMES} files")
    return _code(found, redactor)


def of_package(path: str, redactor: Redactor) -> Code:
    """Return the code in a ZIP file."""
    try:
        data = files.read_bytes(path, _MAX_PACKAGE + 1)
        if len(data) > _MAX_PACKAGE:
            return Code(missing=f"{path} is larger than {_MAX_PACKAGE // 1024 // 1024} MiB")
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()][:_MAX_NAMES]
            names = frozenset(entry.filename for entry in entries)
            wanted = _own(sorted(names))
            read = [
                file
                for entry in entries
                if entry.filename in wanted and entry.file_size <= _MAX_BYTES
                if (file := _file(entry.filename, path, package.read(entry), redactor)) is not None
            ]
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        return Code(missing=f"{path} cannot be read: {error}")
    return Code(tuple(read), names, _missing(names, read))


def _code(found: list[tuple[str, str]], redactor: Redactor) -> Code:
    names = frozenset(name for name, _ in found)
    wanted = _own(sorted(names))
    read = []
    for name, path in found:
        if name in wanted:
            try:
                data = files.read_bytes(path, _MAX_BYTES + 1)
            except OSError:
                continue
            file = _file(name, path, data, redactor) if len(data) <= _MAX_BYTES else None
            read += [file] if file is not None else []
    return Code(tuple(read), names, _missing(names, read))


def _own(names: list[str]) -> frozenset[str]:
    """The files that are the user's own source, or say what it needs."""
    own = [name for name in names if name.endswith(_READ) and not _INSTALLED & {*name.split("/")}]
    installed = {name.split("/")[0].partition("-")[0] for name in names if ".dist-info/" in name}
    return frozenset([name for name in own if name.split("/")[0] not in installed][:_MAX_READ])


def _file(name: str, path: str, data: bytes, redactor: Redactor) -> CodeFile | None:
    try:
        text = decode(path, data)
    except InputError:
        return None
    if any(len(line) > _MAX_LINE for line in text.splitlines()):
        return None
    return CodeFile(name, redactor.redact("", text), path)


def _missing(names: frozenset[str], read: list[CodeFile]) -> str | None:
    unread = sorted(_own(sorted(names)) - {file.name for file in read})
    return f"{unread[0]} is too large, bundled or no text" if unread else None

"""Folders that a configuration may read: its own, those of its modules, and what `terraform init` installed."""

from __future__ import annotations

import fnmatch
import json
import os
import re
from collections.abc import Sequence

from adapters import files
from adapters.errors import InputError

MAX_FILE = 4 * 1024 * 1024
_MAX_LISTED = 10_000
_MAX_ABOVE = 12


class Folder:
    """The files that functions of a module may read: what lies below the folder that holds the root and its modules.

    Paths are relative to the first of the folders, the root.
    """

    def __init__(self, folders: Sequence[str]) -> None:
        self._root = folders[0] or "."
        places = [os.path.realpath(folder or ".") for folder in folders]
        shared = os.path.commonpath(places)
        self._allowed = places if os.path.dirname(shared) == shared else [shared]

    def read_bytes(self, path: str) -> bytes:
        """Return a file's content; raises InputError."""
        place = self.place(path)
        try:
            data = files.read_bytes(place, MAX_FILE + 1)
        except OSError as error:
            raise InputError(
                path,
                f"there is no file {path}"
                if not os.path.exists(place)
                else f"the file {path} cannot be read: {error.strerror}",
            ) from None
        if len(data) > MAX_FILE:
            raise InputError(path, f"the file {path} is larger than {MAX_FILE // 1024 // 1024} MiB")
        return data

    def exists(self, path: str) -> bool:
        """Whether there is such a file; raises InputError for one that is out of reach."""
        return files.is_file(self.place(path))

    def matching(self, path: str, pattern: str) -> list[str]:
        """Return the files below a folder that match a pattern such as `**/*.json`; raises InputError."""
        start = self.place(path)
        wanted = _glob(pattern)
        found: list[str] = []
        for place, folders, listed in os.walk(start):
            folders.sort()
            files.names(place)
            names = (
                os.path.relpath(os.path.join(place, name), start).replace(os.sep, "/")
                for name in sorted(listed)
            )
            found += [name for name in names if wanted.fullmatch(name)]
            if len(found) > _MAX_LISTED:
                raise InputError(path, f"more than {_MAX_LISTED} files match {pattern}")
        return found

    def place(self, path: str) -> str:
        """Return where a file or folder lies; raises InputError when that is out of reach."""
        place = os.path.join(self._root, path)
        real = os.path.realpath(place)
        if not any(real == folder or real.startswith(folder + os.sep) for folder in self._allowed):
            raise InputError(path, f"{path} is outside of the configuration's folder")
        return os.path.normpath(place)


class Installed:
    """Where `terraform init` put the modules of a root."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._folders: dict[str, str] | None = None

    def folder(self, name: str, source: str, caller: str) -> str | None:
        """Return the folder of a module by its path of calls (`network.endpoints`); None when it is not there."""
        if source.startswith(("./", "../", ".\\", "..\\")) or source in (".", ".."):
            folder = os.path.normpath(os.path.join(caller, source))
            return folder if files.is_folder(folder) else None
        if os.path.isabs(source):
            return source if files.is_folder(source) else None
        if self._folders is None:
            self._folders = self._read()
        found = self._folders.get(name)
        if found is None:
            return None
        folder = os.path.normpath(os.path.join(self._root, found))
        return folder if files.is_folder(folder) else None

    def _read(self) -> dict[str, str]:
        path = os.path.join(self._root, ".terraform", "modules", "modules.json")
        try:
            content = json.loads(files.read_bytes(path, MAX_FILE))
            return {entry["Key"]: os.fspath(entry["Dir"]) for entry in content["Modules"]}
        except (OSError, RecursionError, ValueError, KeyError, TypeError):
            return {}


def upwards(folder: str) -> list[str]:
    """The folder and those above it up to the top of its repository; it alone where there is none."""
    place = os.path.abspath(folder or ".")
    found = [place]
    while not _is_top(found[-1]):
        above = os.path.dirname(found[-1])
        if above == found[-1] or len(found) == _MAX_ABOVE:
            return [place]
        found.append(above)
    return found


def _is_top(folder: str) -> bool:
    """Whether a repository begins here. That none does is noted, and not what else lies in the folder."""
    git = os.path.join(folder, ".git")
    if os.path.exists(git):
        return True
    files.names(git)
    return False


def is_to_be_filled(folder: str) -> bool:
    """Whether the next folder above one that is not there is empty, as a submodule is before it is checked out."""
    above = os.path.dirname(os.path.normpath(folder))
    while above and not os.path.isdir(above):
        above = os.path.dirname(above)
    return bool(above) and os.path.isdir(above) and not files.names(above)


def _glob(pattern: str) -> re.Pattern[str]:
    """`**` goes over folders, `*` and `?` do not; `{a,b}` is one of them."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\{[^{}]*\}|\[[^\]]*\])", pattern)
    translated = ""
    for part in parts:
        if part == "**/":
            translated += "(?:.*/)?"
        elif part in ("*", "**", "?"):
            translated += {"*": "[^/]*", "**": ".*", "?": "[^/]"}[part]
        elif part.startswith("{"):
            translated += "(?:" + "|".join(re.escape(one) for one in part[1:-1].split(",")) + ")"
        elif part.startswith("["):
            translated += fnmatch.translate(part)[4:-3]
        else:
            translated += re.escape(part)
    try:
        return re.compile(translated, re.DOTALL)
    except re.error:
        raise InputError(pattern, f"{pattern} is no pattern") from None

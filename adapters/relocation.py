"""Documents of files that were laid out in a temporary folder, told as if they had been read where they come from."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, replace
from typing import Any, cast

from adapters.discovery import shown
from adapters.errors import InputError
from adapters.model import Data, Document


@dataclass(frozen=True)
class Relocation:
    """What lies in `folder` lies in `origin` in truth; or is in it, when that is a single file."""

    folder: str
    origin: str
    is_file: bool = False

    def document(self, document: Document) -> Document:
        """Return the document with every path and text that names the folder."""
        data = cast("Data", self._walked(document.data))
        return replace(
            document,
            data=data,
            errors=tuple(map(self.error, document.errors)),
            warnings=tuple(map(self.error, document.warnings)),
        )

    def error(self, error: InputError) -> InputError:
        """Return an error with the path where its file comes from."""
        return InputError(self.path(error.path), self.text(error.message), error.line, error.column)

    def path(self, path: str) -> str:
        """Return where a file or folder comes from; any other path as it is."""
        for start in self._spellings:
            if path == start or path.startswith(f"{start}/"):
                return (
                    self.origin
                    if self.is_file
                    else shown(posixpath.join(self.origin, path[len(start) + 1 :]))
                )
        return path

    def source(self, path: str) -> str:
        """Return where a file is to be read that documents call by the path where it comes from."""
        inside = os.path.relpath(path, self.origin)
        is_here = not self.is_file and not inside.startswith(os.pardir)
        return os.path.join(self.folder, inside) if is_here else path

    def text(self, text: str) -> str:
        """Return text in which files are called what they are called where they come from."""
        if self._mark not in text:
            return text
        for start in self._spellings:
            text = re.sub(rf"{re.escape(start)}(?:/(?P<inside>[^\s'\"`,;:()]*))?", self._named, text)
        return text

    def _named(self, match: re.Match[str]) -> str:
        inside = match["inside"] or ""
        return (inside or ".") if self.is_file else shown(posixpath.join(self.origin, inside))

    def _walked(self, value: Any, key: str = "") -> Any:
        if isinstance(value, str):
            if self._mark not in value:
                return value
            return self.path(value) if key == "path" else self.text(value)
        if isinstance(value, dict):
            return {self.text(name): self._walked(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [self._walked(item) for item in value]
        return value

    @property
    def _mark(self) -> str:
        return os.path.basename(self.folder)

    @property
    def _spellings(self) -> tuple[str, ...]:
        """How adapters write the folder; the longest first."""
        found = {self.folder.replace(os.sep, "/"), shown(self.folder)}
        return tuple(sorted(found, key=lambda start: (-len(start), start)))

"""Lines of source code, where the user sees them: in a file, or inside of a template."""

from __future__ import annotations

import json

from adapters import files
from adapters.model import CodeFile


def place(file: CodeFile, line: int) -> tuple[str, int, int]:
    """Return the path and the first and last line that a line of code stands on.

    In a template, code is indented, joined from a list, or all in one line of JSON: the line is looked for where the
    code stands, and is the whole of it when it is not found there or more than once.
    """
    if not file.inline:
        return file.path, file.line + line - 1, file.line + line - 1
    last = max(file.line, file.end_line or file.line)
    written = _lines(file.path)[file.line - 1 : last]
    rows = file.text.splitlines()
    row = rows[line - 1].strip() if 0 < line <= len(rows) else ""
    found = [file.line + i for i, text in enumerate(written) if row and _holds(text, row)]
    for first in (file.line, file.line + 1):  # the block starts on the key's line, or right after it
        if first + line - 1 in found:
            return file.path, first + line - 1, first + line - 1
    if len(found) == 1:
        return file.path, found[0], found[0]
    return file.path, file.line, last


def _holds(written: str, row: str) -> bool:
    return row in written or json.dumps(row)[1:-1] in written


def _lines(path: str) -> list[str]:
    try:
        return files.read_bytes(path).decode("utf-8", "replace").splitlines()
    except OSError:
        return []

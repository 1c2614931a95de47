"""Files to text."""

from __future__ import annotations

import codecs
import os

from adapters import files
from adapters.errors import InputError


def read_text(path: str | os.PathLike[str], limit: int, too_big: str) -> str:
    """Return the text of a file.

    Raises InputError if it cannot be read, is no text, or has more than `limit` bytes (`too_big` says so).
    """
    name = os.fspath(path)
    try:
        data = files.read_bytes(name, limit + 1)
    except OSError as error:
        raise InputError(name, f"the file cannot be read: {error.strerror}") from error
    if len(data) > limit:
        raise InputError(name, too_big)
    return decode(name, data)


def decode(path: str, data: bytes) -> str:
    """Return the text of bytes in UTF-8, or in UTF-16 with a byte order mark; raise InputError otherwise."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16" or b"\0" in data:
            raise InputError(path, "the file is binary, not text") from None
        line = data.count(b"\n", 0, error.start) + 1
        # The column counts characters, as an editor does: what precedes the broken byte is sound UTF-8.
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8-sig" if line == 1 else "utf-8")) + 1
        raise InputError(path, f"byte 0x{data[error.start]:02x} is not UTF-8", line, column) from None
    if "\0" in text:
        raise InputError(path, "the file is binary, not text")
    return text


def editor_lines(text: str) -> list[int]:
    """Return the line number in an editor of each of `text.splitlines()`, and of two lines after them.

    YAML breaks lines at a few characters (U+0085, U+2028, U+2029) that editors do not count.
    """
    lines = [1]
    for row in text.splitlines(keepends=True):
        lines.append(lines[-1] + (row[-1] in "\r\n"))
    return [*lines, lines[-1]]

"""Reads files, and remembers which: whoever keeps a result knows from it whether it still holds."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timezone

_trace: ContextVar[dict[str, str] | None] = ContextVar("_trace", default=None)
_ABSENT = "absent"
_TODAY = "\0today"  # what no file is called


@contextmanager
def traced() -> Iterator[dict[str, str]]:
    """Note what is read inside: a stamp of the content by path, for files and for folders that were listed."""
    trace: dict[str, str] = {}
    token = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(token)


def note(trace: Mapping[str, str]) -> None:
    """Note what was read in another trace."""
    for path, stamp in trace.items():
        _note(path, stamp)


def unchanged(trace: dict[str, str]) -> bool:
    """Whether everything that was read then is the same now."""
    return all(_stamp_of(path) == stamp for path, stamp in trace.items())


def read_bytes(path: str, limit: int = -1) -> bytes:
    """Return a file's content, at most `limit` bytes of it; raises OSError."""
    try:
        data = _read(path, limit)
    except OSError:
        _note(path, _ABSENT)
        raise
    _note(path, _stamp(data))
    return data


def _read(path: str, limit: int = -1) -> bytes:
    """A pipe or a device is no file: whoever reads it may wait for ever."""
    mode = os.stat(path).st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is neither a file nor a folder", path)
    with open(path, "rb") as file:
        return file.read(limit)


def today() -> str:
    """Return the day in UTC as YYYY-MM-DD: what depends on it holds for that day only."""
    day = _today()
    _note(_TODAY, day)
    return day


def names(folder: str) -> list[str]:
    """Return what is in a folder, sorted; nothing when there is no such folder."""
    try:
        found = sorted(os.listdir(folder))
    except OSError:
        found = []
    _note(folder + os.sep, _stamp("\n".join(found).encode("utf-8", "surrogateescape")))
    return found


def is_file(path: str) -> bool:
    """Whether there is such a file."""
    names(os.path.dirname(path) or ".")
    return os.path.isfile(path)


def is_folder(path: str) -> bool:
    """Whether there is such a folder."""
    names(os.path.dirname(os.path.normpath(path)) or ".")
    return os.path.isdir(path)


def _note(path: str, stamp: str) -> None:
    trace = _trace.get()
    if trace is not None:
        trace[path] = stamp


def _stamp(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _today() -> str:
    return datetime.now(timezone.utc).date().isoformat()


def _stamp_of(path: str) -> str:
    if path == _TODAY:
        return _today()
    try:
        if path.endswith(os.sep):
            return _stamp("\n".join(sorted(os.listdir(path))).encode("utf-8", "surrogateescape"))
        return _stamp(_read(path))
    except OSError:
        return _stamp(b"") if path.endswith(os.sep) else _ABSENT

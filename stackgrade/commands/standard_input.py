"""`-` in place of a path: a template or plan that another program pipes in."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from adapters.relocation import Relocation
from stackgrade.errors import UsageError

_MARK = "-"


@contextmanager
def laid_out(paths: Sequence[str]) -> Iterator[tuple[list[str], Relocation | None]]:
    """Give the paths, with a file in place of `-` as long as the context is, and what calls that file `stdin.yaml` or
    `stdin.json`.

    Raises UsageError when nothing is piped in, and for other paths beside it.
    """
    if _MARK not in paths:
        yield list(paths), None
        return
    if len(paths) > 1:
        raise UsageError(f"{_MARK} is what is piped in, and stands alone")
    if not sys.stdin or sys.stdin.isatty():
        raise UsageError(f"{_MARK}: nothing is piped in")
    content = sys.stdin.buffer.read()
    with tempfile.TemporaryDirectory(prefix="stackgrade-") as folder:
        folder = os.path.realpath(folder)
        is_json = content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
        file = Path(folder, "stdin.json" if is_json else "stdin.yaml")
        file.write_bytes(content)
        yield [str(file)], Relocation(folder, ".")

"""Files as they are in a git revision, laid out in a temporary folder; the checkout is not touched.

Content comes from git's objects as it is: no filter, attribute or hook of the repository has a say in it.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.errors import InputError

_BATCH = 500
_LINK = "120000"
_FILES = frozenset({"100644", "100755", _LINK})


@dataclass(frozen=True)
class Tree:
    """A revision on the disk: `folder` is what the `root` of the repository is in the checkout."""

    folder: str
    root: str
    path: str


def is_revision(argument: str) -> bool:
    """Whether an argument is meant as REVISION:PATH; what is there as a file is no revision."""
    return ":" in argument[1:] and not os.path.exists(argument)


@contextmanager
def checked_out(argument: str) -> Iterator[Tree]:
    """Lay out the revision of `REVISION:PATH` as long as it is needed; the path is one from the repository's root,
    or from the working directory when it begins with a dot, as with git itself.

    Raises InputError when there is no git, repository, revision or path like that.
    """
    revision, _, path = argument.partition(":")
    root = _text(argument, "rev-parse", "--show-toplevel").rstrip("\n")
    if path.startswith("."):
        path = os.path.relpath(os.path.abspath(path), root).replace(os.sep, "/")
    commit = _text(
        argument, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}"
    ).strip()
    with tempfile.TemporaryDirectory(prefix="stackgrade-") as folder:
        folder = os.path.realpath(folder)
        _lay_out(argument, root, commit, folder)
        path = os.path.normpath(path or ".")
        if path.startswith("..") or not os.path.exists(os.path.join(folder, path)):
            raise InputError(argument, f"{revision} has no file or folder {path}")
        yield Tree(folder, root, path)


def _lay_out(argument: str, root: str, tree: str, folder: str) -> None:
    listed = _git(argument, "-C", root, "ls-tree", "-r", "-z", tree).split(b"\0")
    files: list[tuple[str, str, bytes]] = []
    for entry in filter(None, listed):
        head, _, name = entry.partition(b"\t")
        mode, _, object_id = head.decode().split(" ")
        if mode in _FILES:  # of a submodule there is only the commit
            files.append((mode, object_id, name))
    for start in range(0, len(files), _BATCH):
        batch = files[start : start + _BATCH]
        contents = _contents(argument, root, (object_id for _, object_id, _ in batch))
        for (mode, _, name), content in zip(batch, contents, strict=True):
            place = os.path.join(os.fsencode(folder), name)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            if mode == _LINK:
                _link(os.fsencode(folder), place, content)
            else:
                Path(os.fsdecode(place)).write_bytes(content)


def _link(folder: bytes, place: bytes, target: bytes) -> None:
    """A symbolic link that stays inside; one that leads out of the repository leads nowhere."""
    to = os.path.normpath(os.path.join(os.path.dirname(place), target))
    if not os.path.isabs(target) and to.startswith(folder + b"/"):
        os.symlink(target, place)


def _contents(argument: str, root: str, ids: Iterable[str]) -> Iterator[bytes]:
    output = _git(argument, "-C", root, "cat-file", "--batch", input="\n".join(ids).encode() + b"\n")
    at = 0
    while at < len(output):
        end = output.index(b"\n", at)
        head = output[at:end].split(b" ")
        if len(head) != 3:
            raise InputError(
                argument, "an object is missing: fetch the whole history with `git fetch --unshallow`"
            )
        size = int(head[2])
        yield output[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _text(argument: str, *command: str) -> str:
    return os.fsdecode(_git(argument, *command))


def _git(argument: str, *command: str, input: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(["git", *command], input=input, capture_output=True, check=False)
    except OSError as error:
        raise InputError(argument, f"is no file, and git cannot be run: {error.strerror}") from error
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        reason = said[0].removeprefix("fatal: ") if said else "git knows no such revision"
        raise InputError(argument, f"is no file or folder, and no revision: {reason}")
    return done.stdout

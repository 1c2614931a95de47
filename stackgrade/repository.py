"""Reads states of a project from git: their files, and what differs between them; the checkout stays as it is."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from stackgrade.errors import UsageError

_LINK, _SUBMODULE = "120000", "160000"
_ABOUT_ONE = {
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
}  # fmt: skip
_NO_CHECKOUT = ("not a git repository", "must be run in a work tree")  # the second one: a bare repository
_FETCH_ALL = "GIT_DEPTH: 0 in a GitLab job, fetch-depth: 0 for actions/checkout"


@dataclass(frozen=True)
class Entry:
    """One file of a state: its mode, its object, and the repository that holds that (a submodule's is another one)."""

    mode: str
    object: str
    folder: str


Files = Mapping[str, Entry]  # by path from the top of the repository


class Repository:
    """The git repository that a folder is in; whatever git refuses is a UsageError with its words."""

    def __init__(self, folder: str = ".") -> None:
        self._environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        self.top = folder
        try:
            self.top = os.path.realpath(self._text("rev-parse", "--show-toplevel"))
        except UsageError as error:
            if any(said in str(error) for said in _NO_CHECKOUT):
                raise UsageError(
                    "this is no git checkout; folders are compared without one: stackgrade compare BEFORE AFTER"
                ) from error
            raise

    def find(self, name: str, kind: str = "commit") -> str | None:
        """Return the id of the commit, or `tree`, that a branch, tag or id names; None when there is none here."""
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{{kind}}}")
        return found.stdout.decode().strip() if found.returncode == 0 else None

    def commit(self, name: str) -> str:
        """Return the id of a commit; raises UsageError that says how to get one that is not here."""
        found = self.find(name)
        if found is None:
            remote, slash, branch = name.partition("/")
            fetch = (
                f"git fetch {remote} {branch}:refs/remotes/{name}" if slash else f"git fetch origin {name}"
            )
            raise UsageError(
                f"there is no commit {name} in this clone: fetch it with `{fetch}` ({_FETCH_ALL})"
            )
        return found

    def merge_base(self, base: str, head: str, name: str) -> str:
        """Return where two commits parted; raises UsageError where the clone does not reach back to there."""
        found = self._run("merge-base", base, head)
        if found.returncode == 0:
            return found.stdout.decode().split()[0]
        if self._text("rev-parse", "--is-shallow-repository") == "true":
            raise UsageError(
                f"this clone is shallow and does not reach back to where the change left {name}: "
                f"fetch the history with `git fetch --unshallow` ({_FETCH_ALL})"
            )
        raise UsageError(
            f"{name} and the change have no history in common: compare them with `stackgrade compare` instead"
        )

    def is_first(self, commit: str) -> bool:
        """Whether a commit has no parents, those included that a shallow clone does not hold."""
        header = self._bytes("cat-file", "commit", commit).split(b"\n\n", 1)[0]
        return b"\nparent " not in header

    def empty_tree(self) -> str:
        """Return the id of the tree without files."""
        return self._text("hash-object", "-t", "tree", "--stdin")

    @contextmanager
    def worktree(self) -> Iterator[str]:
        """Give the tree that a commit of everything in the checkout would have, untracked files included.

        It is made with an index and objects of its own, which are gone afterwards.
        """
        with tempfile.TemporaryDirectory(prefix="stackgrade-") as folder:
            index, objects = Path(folder, "index"), Path(folder, "objects")
            objects.mkdir()
            theirs = os.path.join(self.top, self._text("rev-parse", "--git-path", "index"))
            if os.path.exists(theirs):
                index.write_bytes(Path(theirs).read_bytes())
            before = self._environment
            self._environment = {
                **before,
                "GIT_INDEX_FILE": str(index),
                "GIT_ALTERNATE_OBJECT_DIRECTORIES": os.path.join(
                    self.top, self._text("rev-parse", "--git-path", "objects")
                ),
                "GIT_OBJECT_DIRECTORY": str(objects),
            }
            try:
                self._bytes("add", "--all", "--", ".")
                yield self._text("write-tree")
            finally:
                self._environment = before

    def files(self, tree: str, submodules: bool = True) -> dict[str, Entry]:
        """Return the files of a commit or tree by path, those of submodules that are checked out included.

        Without `submodules`, of these not even their place is among them.
        """
        found = dict(self._files(self.top, tree, ""))
        if submodules:
            return found
        return {path: one for path, one in found.items() if one.folder == self.top and one.mode != _SUBMODULE}

    def _files(self, folder: str, tree: str, prefix: str) -> Iterator[tuple[str, Entry]]:
        for row in self._bytes("ls-tree", "-r", "-z", tree, folder=folder).split(b"\0"):
            if not row:
                continue
            head, name = os.fsdecode(row).split("\t", 1)
            mode, _, object = head.split()
            path = prefix + name
            if not _is_sound(path):
                continue
            if mode == _SUBMODULE and (inner := self._submodule(path, object)):
                yield from self._files(inner, object, f"{path}/")
            else:
                yield path, Entry(mode, object, folder)

    def _submodule(self, path: str, commit: str) -> str | None:
        """Return the folder of a submodule that holds a commit, None when it is not checked out."""
        folder = os.path.join(self.top, path)
        if not os.path.exists(os.path.join(folder, ".git")):
            return None
        found = self._run("cat-file", "-e", f"{commit}^{{commit}}", folder=folder)
        return folder if found.returncode == 0 else None

    def renamed(self, base: str, head: str) -> dict[str, str]:
        """Return the new path by the old one of files that moved between two trees."""
        parts = os.fsdecode(self._bytes("diff-tree", "-r", "-z", "-M", "--diff-filter=R", base, head)).split(
            "\0"
        )
        found = {}
        for i in range(0, len(parts) - 2, 3):
            found[parts[i + 1]] = parts[i + 2]
        return found

    def export(self, files: Files, folder: str, beside: Mapping[str, str] | None = None) -> dict[str, str]:
        """Write files below a folder, and return where each object was written.

        `beside` is what an earlier call returned: the same objects are linked to those files. A link that leads out
        of the repository is left out, and a submodule that is not checked out is an empty folder, as in a clone.
        """
        written = dict(beside or {})
        by_repository: dict[str, dict[str, list[str]]] = {}
        for path, entry in files.items():
            if entry.mode == _SUBMODULE:
                os.makedirs(os.path.join(folder, path))
            else:
                by_repository.setdefault(entry.folder, {}).setdefault(entry.object, []).append(path)
        for place in {os.path.dirname(path) for path in files}:
            os.makedirs(os.path.join(folder, place), exist_ok=True)
        for repository, paths in by_repository.items():
            known = paths.keys() & written.keys()  # of another state, or of another repository of this one
            for object, content in self._contents(repository, [one for one in paths if one not in known]):
                for path in paths[object]:
                    target = os.path.join(folder, path)
                    if files[path].mode == _LINK:
                        _link(path, os.fsdecode(content), target)
                    else:
                        Path(target).write_bytes(content)
                        written[object] = target
            for object in known:
                for path in paths[object]:
                    target = os.path.join(folder, path)
                    if files[path].mode == _LINK:
                        _link(path, os.fsdecode(Path(written[object]).read_bytes()), target)
                    else:
                        os.link(written[object], target)
        return written

    def _contents(self, folder: str, objects: list[str]) -> Iterator[tuple[str, bytes]]:
        with tempfile.TemporaryFile() as wanted:
            wanted.write("".join(f"{object}\n" for object in objects).encode())
            wanted.seek(0)
            command = ["git", "-C", folder, "cat-file", "--batch", "--buffer"]
            with subprocess.Popen(
                command, stdin=wanted, stdout=subprocess.PIPE, env=self._environment_of(folder)
            ) as process:
                assert process.stdout is not None
                for object in objects:
                    header = process.stdout.readline().split()
                    if len(header) != 3:
                        raise UsageError(f"git has no object {object}: the clone is not complete")
                    yield object, process.stdout.read(int(header[2]))
                    process.stdout.read(1)

    def _environment_of(self, folder: str) -> dict[str, str]:
        """A submodule has an index and objects of its own, which no variable of the outer repository is about."""
        if folder == self.top:
            return self._environment
        return {name: value for name, value in self._environment.items() if name not in _ABOUT_ONE}

    def _text(self, *arguments: str) -> str:
        return os.fsdecode(self._bytes(*arguments)).strip()

    def _bytes(self, *arguments: str, folder: str | None = None) -> bytes:
        done = self._run(*arguments, folder=folder)
        if done.returncode != 0:
            said = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
            raise UsageError(f"git {arguments[0]}: {said or f'exit code {done.returncode}'}")
        return done.stdout

    def _run(self, *arguments: str, folder: str | None = None) -> subprocess.CompletedProcess[bytes]:
        command = ["git", "-C", folder or self.top, *arguments]
        environment = self._environment_of(folder or self.top)
        try:
            return subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False
            )
        except FileNotFoundError as error:
            raise UsageError("git is needed, and is not on the PATH") from error


def submodules(files: Files) -> Iterable[str]:
    """Return the paths of submodules that are not checked out."""
    return [path for path, entry in files.items() if entry.mode == _SUBMODULE]


def _is_sound(path: str) -> bool:
    """Whether a path stays below the top, which git itself sees to unless somebody made a tree by hand."""
    parts = PurePosixPath(path).parts
    return not path.startswith("/") and ".." not in parts and ".git" not in parts


def _link(path: str, to: str, target: str) -> None:
    """Make a link that leads to another place below the top; `..` behind a name might lead elsewhere by a link."""
    parts = PurePosixPath(to).parts
    up = next((i for i, part in enumerate(parts) if part != ".."), len(parts))
    is_inside = not to.startswith("/") and ".." not in parts[up:] and up <= path.count("/")
    if is_inside:
        os.symlink(to, target)

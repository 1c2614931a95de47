"""Stack frames to the places in the user's program that they name.

A frame is `name (file:line:column)`, without the column from Python and Java, or the part in brackets alone, as V8
writes what has no name. The innermost comes first. From version 2.251 CDK puts a summary, `...aws-cdk-lib...`, in
place of the frames of libraries; before, they are all there.
aws-cdk-lib core/lib/private/stack-trace.js, jsii java-runtime HostStackTrace.java, python-runtime _stack_trace.py
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from adapters import files

_PLACE = re.compile(r"(?P<file>.+?):(?P<line>\d{1,9})(?::\d{1,9})?\Z")
_LIBRARY_FILE = re.compile(
    r"""(?:^|/)(?:node_modules|site-packages|dist-packages|jsii-kernel-[^/]*|python\d\.\d+|\.pnpm)/
    |^node:|^<|(?:^|/)lib/program\.js$|jsii-runtime\.js$""",
    re.VERBOSE,
)
_LIBRARY_CLASS = re.compile(
    r"(?:software\.amazon\.(?:awscdk\.(?!examples\.)|jsii\.)|software\.constructs\.|javax?\.|jdk\.|sun\.|scala\."
    r"|kotlin\.|org\.codehaus\.|org\.apache\.maven\.|org\.gradle\.)"
)
# Java tells the name of the file only; its folders are those of the package.
_JVM_FILE = re.compile(r"[^/]+\.(?:java|kt|scala|groovy)\Z")
_JVM_CLASS = re.compile(r"(?:\w+\.)*(?=[\w$]+\.[\w$<>]+\Z)")
_JVM_ROOTS = ("src/main/java", "src/main/kotlin", "src/main/scala", "src/main/groovy", "src")
_PACKAGE = re.compile(
    r"(?P<folder>(?:[A-Za-z]:)?[/\\][^:()]*?)[/\\]node_modules[/\\](?:constructs|aws-cdk-lib)[/\\]"
)
_ENOUGH = 40


@dataclass(frozen=True)
class Frame:
    """A line of the user's program. The file is absolute where the app ran, for Java relative to the sources."""

    file: str
    line: int


@lru_cache(maxsize=4096)
def parse(text: str) -> Frame | None:
    """Return the place that a frame names when it is one of the user's program."""
    name, bracket, inside = text.strip().partition(" (")
    if not inside.endswith(")"):
        name, bracket, inside = "", "", text.strip() + ")"
    match = _PLACE.match(inside[:-1])
    if match is None or "\0" in text:
        return None
    file = match["file"].removeprefix("file://").replace("\\", "/")
    if _LIBRARY_FILE.search(file) or (_JVM_FILE.match(file) and _LIBRARY_CLASS.match(name)):
        return None
    if _JVM_FILE.match(file):
        package = _JVM_CLASS.match(name)
        file = (package[0].replace(".", "/") if package else "") + file
    elif not bracket and "/" not in file:
        return None  # a summary, or any text that ends in a number
    if _is_absolute(file):
        file = _drive(file) + posixpath.normpath("/" + file[len(_drive(file)) :].lstrip("/"))
    return Frame(file, int(match["line"]))


def user_frames(trace: Sequence[object]) -> Iterator[Frame]:
    """The places in the user's program among the frames of a trace, the innermost first."""
    for text in trace:
        frame = parse(text) if isinstance(text, str) and len(text) < 5000 else None
        if frame is not None:
            yield frame


@lru_cache(maxsize=4096)
def package_folder(text: str) -> str | None:
    """Return the folder that CDK is installed in when a frame tells: that of a project in JavaScript."""
    match = _PACKAGE.search(text) if "node_modules" in text else None
    return match["folder"].replace("\\", "/") if match and "jsii-kernel" not in text else None


class Sources:
    """The program of the user: the same files have other paths here than where the app was synthesized."""

    def __init__(self, base: str, seen: Iterable[str], installed: Iterable[str] = ()) -> None:
        """`base` is the project here, `seen` the files in frames, `installed` folders that CDK was installed in."""
        self._base = base
        self._installed = sorted(set(installed))
        self._found: dict[str, str] = {}
        self._root = self._synthesized_root(sorted(set(seen)))

    def path(self, file: str) -> str:
        """Return the path of a file relative to the project."""
        if file not in self._found:
            self._found[file] = self._relative(file) if _is_absolute(file) else self._of_package(file)
        return self._found[file]

    def _relative(self, file: str) -> str:
        if self._root is None or _drive(file) != _drive(self._root):
            return file
        drive = len(_drive(file))
        return posixpath.relpath(file[drive:], self._root[drive:] or "/")

    def _of_package(self, file: str) -> str:
        """A file that is named without the folder of the sources."""
        for root in _JVM_ROOTS:
            if self._is_here(f"{root}/{file}"):
                return f"{root}/{file}"
        return file

    def _synthesized_root(self, seen: list[str]) -> str | None:
        """The folder that the project had where the app ran: the one below which most of the files are found here.

        When none of them is here, it is where CDK was installed, or else the innermost folder that holds them all: the
        app itself is one of them.
        """
        absolute = [file for file in seen if _is_absolute(file)]
        if not absolute:
            return None
        candidates = {folder for file in absolute[:_ENOUGH] for folder in _folders(file)}
        scores = {folder: self._found_below(folder, absolute[:_ENOUGH]) for folder in candidates}
        # Of several, the outermost: more of the path is the same then.
        best = min(candidates, key=lambda folder: (-scores[folder], len(folder)), default="")
        if scores.get(best):
            return best
        common = _common_folder(absolute)
        return next((folder for folder in self._installed if f"{common}/".startswith(f"{folder}/")), common)

    def _found_below(self, root: str, absolute: list[str]) -> int:
        start = root.rstrip("/") + "/"
        return sum(file.startswith(start) and self._is_here(file[len(start) :]) for file in absolute)

    def _is_here(self, relative: str) -> bool:
        return files.is_file(os.path.join(self._base, relative))


def _is_absolute(file: str) -> bool:
    return file.startswith("/") or bool(_drive(file))


def _drive(file: str) -> str:
    return file[:2] if re.match(r"[A-Za-z]:(?:/|\Z)", file) else ""


def _folders(file: str) -> Iterator[str]:
    """The folders around a file, up to the root of its drive."""
    inner = ""
    while (folder := posixpath.dirname(inner or file)) not in ("", inner):
        yield folder
        inner = folder


def _common_folder(absolute: list[str]) -> str:
    """The innermost folder that holds the files; those on other drives than the first are passed over."""
    drive = _drive(absolute[0])
    return posixpath.commonpath([posixpath.dirname(file) for file in absolute if _drive(file) == drive])

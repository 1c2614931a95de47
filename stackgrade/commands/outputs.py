"""Where reports go: one as `--format` and `--output` say, and one for each `--report FORMAT=FILE` beside it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from stackgrade import text
from stackgrade.errors import UsageError
from stackgrade.reports import Report, console
from stackgrade.ruleset import Rule


class Output(NamedTuple):
    """A report to be written; without a file, to stdout."""

    format: str
    file: Path | None


def wanted(arguments: argparse.Namespace) -> tuple[Output, ...]:
    """Return the reports that the user asks for; raises UsageError for files that cannot be written."""
    first = Output(arguments.format, file(arguments.output))
    outputs = (first, *(Output(format, file(path)) for format, path in arguments.report))
    files = [output.file for output in outputs if output.file]
    graded = {os.path.realpath(path) for path in getattr(arguments, "paths", ())}  # the gate names none
    for one in files:
        if files.count(one) > 1:
            raise UsageError(f"{one}: two reports cannot go into one file")
        if os.path.realpath(one) in graded and one.is_file():
            raise UsageError(f"{one}: is what is graded, and a report would replace it")
    return outputs


def file(path: str | None) -> Path | None:
    """Return the file that a path names; raises UsageError when it has no folder: better now than after a long run."""
    if not path:
        return None
    if not Path(path).parent.is_dir():
        raise UsageError(f"{path}: there is no folder {Path(path).parent}")
    return Path(path)


def lists(outputs: tuple[Output, ...]) -> bool:
    """Whether one of the reports lists what passes as well."""
    return any(output.format in ("junit", "verdicts") for output in outputs)


def draws(outputs: tuple[Output, ...]) -> bool:
    """Whether one of the reports draws the resources."""
    return any(output.format == "html" for output in outputs)


def write(outputs: tuple[Output, ...], report: Report, rules: Mapping[str, Rule], verbose: bool) -> None:
    """Write the reports, and say on stderr into which files; raises UsageError where that fails."""
    for output in outputs:
        if output == ("console", None):
            width = text.width(sys.stdout)
            text.write(console.lines(report, rules, width, verbose), sys.stdout)
        else:
            save(_content(output.format, report, rules, verbose), output.file)
    files = [str(output.file) for output in outputs if output.file]
    if files:
        text.write([console.summary(report), text.line(f"written to {', '.join(files)}")], sys.stderr)


def save(content: bytes, file: Path | None) -> None:
    """Write a file, or without one to stdout; raises UsageError where that fails."""
    if file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error


def _content(format: str, report: Report, rules: Mapping[str, Rule], verbose: bool) -> bytes:
    """A report in one format, which is the name of its module."""
    if format == "console":
        rendered = text.plain(console.lines(report, rules, text.WIDTH, verbose))
    else:
        rendered = cast("str", import_module(f"stackgrade.reports.{format}").render(report, rules))
    # Names of files need not be sound text; JSON takes the escapes as they come.
    return rendered.encode("utf-8", "backslashreplace")

"""Markdown in which nothing that comes from a template is markup, or calls anybody."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"[\\`*_\[\]|~#!]")
# What GitHub and GitLab make a link to a person, an issue, a merge request, a label of: it would call people in.
_REFERENCE = re.compile(r"([@#!$~%&])(?=\w)")
_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_LANGUAGES = {"terraform": "hcl", "cdktf": "hcl"}


def text(content: str) -> str:
    """Return text on one line in which nothing is markup but code in backquotes, and nobody is called."""
    parts = _CODE.split(" ".join(content.split()))
    return "".join(code(part) if i % 2 else _plain(part) for i, part in enumerate(parts))


def code(content: str) -> str:
    """Return code on one line, which may stand in a table."""
    content = " ".join(content.split()).replace("|", "\\|")
    ticks = _fence(content, 1)
    padding = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{ticks}{padding}{content}{padding}{ticks}"


def block(content: str, format: str) -> str:
    """Return lines of code in the language of a stack's format."""
    ticks = _fence(content, 3)
    return f"{ticks}{_LANGUAGES.get(format.split('-')[0], 'yaml')}\n{content}\n{ticks}"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a table; the cells are Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def _plain(content: str) -> str:
    content = html.escape(_REFERENCE.sub("\\1\u200b", content), quote=False)
    return _SPECIAL.sub(r"\\\g<0>", content)


def _fence(content: str, least: int) -> str:
    """More backquotes than stand together anywhere in it."""
    return "`" * max(least, max((len(run) for run in re.findall(r"`+", content)), default=0) + 1)

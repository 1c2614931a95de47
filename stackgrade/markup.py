"""Markdown in which nothing that comes from a template is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"[\\`*_\[\]|~#]")
_CODE = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_LANGUAGES = {"terraform": "hcl", "cdktf": "hcl"}


def text(content: str) -> str:
    """Return text on one line in which nothing is markup but code in backquotes."""
    parts = _CODE.split(" ".join(content.split()))
    return "".join(
        code(part) if i % 2 else _SPECIAL.sub(r"\\\g<0>", html.escape(part, quote=False))
        for i, part in enumerate(parts)
    )


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


def _fence(content: str, least: int) -> str:
    """More backquotes than stand together anywhere in it."""
    return "`" * max(least, max((len(run) for run in re.findall(r"`+", content)), default=0) + 1)

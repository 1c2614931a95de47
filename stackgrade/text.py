"""Text for people: lines of styled spans, printed in colour on a terminal and plain everywhere else."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from typing import TextIO

Span = tuple[str, str]
Line = tuple[Span, ...]

# Plain text has the same width everywhere, so that two runs print the same bytes.
WIDTH = 100
_STYLES = {
    "critical": "bold white on red",
    "high": "bold red",
    "medium": "yellow",
    "low": "cyan",
    "unknown": "magenta",
    "good": "bold green",
    "fair": "bold yellow",
    "bad": "bold red",
    "strong": "bold",
    "label": "dim",
    "dim": "dim",
    "path": "blue",
    "code": "green",
}


def line(*spans: str | Span) -> Line:
    """Return a line; a span is text, or text and its style."""
    return tuple((span, "") if isinstance(span, str) else span for span in spans)


def paragraph(
    text: str, width: int, first: Line = (), indent: int | None = None, style: str = ""
) -> Iterator[Line]:
    """Yield text in lines of a width: after `first`, then indented as far or by `indent`."""
    head = sum(len(content) for content, _ in first)
    indent = head if indent is None else indent
    wrapped = textwrap.wrap(
        text,
        max(width, indent + 20),
        initial_indent=" " * head,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for i, content in enumerate(wrapped):
        yield (*first, (content[head:], style)) if i == 0 else ((content, style),)


def block(text: str, first: Line = (), style: str = "code") -> Iterator[Line]:
    """Yield the lines of a text as they stand: after `first`, then indented as far."""
    head = sum(len(content) for content, _ in first)
    for i, content in enumerate(text.splitlines()):
        yield (*(first if i == 0 else line(" " * head)), (content, style))


def plain(lines: Iterable[Line]) -> str:
    """Return lines as text without any style."""
    return "".join("".join(printable(content) for content, _ in spans).rstrip() + "\n" for spans in lines)


def is_terminal(stream: TextIO) -> bool:
    """Whether styles can be shown; FORCE_COLOR says so where nobody can tell, as in the log of a CI job."""
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def width(stream: TextIO) -> int:
    """Return how wide a paragraph may be."""
    return min(shutil.get_terminal_size().columns, WIDTH) if stream.isatty() else WIDTH


def write(lines: Iterable[Line], stream: TextIO) -> None:
    """Print lines, with their styles if the stream shows them."""
    if not is_terminal(stream):
        stream.write(plain(lines))
        return
    from rich.console import Console  # takes as long to import as a small template takes to grade
    from rich.text import Text
    from rich.theme import Theme

    theme = Theme({f"sg.{name}": style for name, style in _STYLES.items()})
    console = Console(file=stream, theme=theme, highlight=False, soft_wrap=True)
    for spans in lines:
        styled = ((printable(content), f"sg.{style}" if style else "") for content, style in spans)
        console.print(Text.assemble(*styled))


def printable(text: str) -> str:
    """Return one line of text in which nothing can steer a terminal: templates are not to be trusted."""
    text = text.expandtabs(4)
    return text if text.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in text)

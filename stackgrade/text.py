"""Text for people: lines of styled spans, printed in colour on a terminal and plain everywhere else."""

from __future__ import annotations

import os
import re
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


def flow(spans: Line, width: int, indent: int) -> Iterator[Line]:
    """Yield styled spans in lines of a width, broken at spaces; the first line as it stands, the others indented."""
    taken: list[Span] = []
    used = 0
    for word in _words(spans):
        length = sum(len(content) for content, _ in word)
        if used + length > width and used > indent and not word[0][0].isspace():
            while taken and taken[-1][0].isspace():
                taken.pop()  # a terminal would break the line once more for a space that does not fit
            yield tuple(taken)
            taken, used = [(" " * indent, "")], indent
        taken += word
        used += length
    yield tuple(taken)


def _words(spans: Line) -> Iterator[list[Span]]:
    """Words and the spaces between them; a word may have several styles."""
    word: list[Span] = []
    for content, style in spans:
        for piece in re.findall(r" +|[^ ]+", content):
            if word and piece.isspace() != word[-1][0].isspace():
                yield word
                word = []
            word.append((piece, style))
    if word:
        yield word


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
    if stream.isatty():
        return os.environ.get("TERM") != "dumb"
    return os.environ.get("FORCE_COLOR", "0").lower() not in ("", "0", "false")


def width(stream: TextIO) -> int:
    """Return how wide a paragraph may be: as wide as the terminal, or as COLUMNS says, up to what reads well."""
    known = stream.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    return min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDTH) if known else WIDTH


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


def counted(count: int, what: str) -> str:
    """Return `1 failure`, `2 failures`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def printable(text: str) -> str:
    """Return one line of text in which nothing can steer a terminal: templates are not to be trusted."""
    text = text.expandtabs(4)
    return text if text.isprintable() else "".join(char if char.isprintable() else "\ufffd" for char in text)

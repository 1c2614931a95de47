"""A bar on stderr for what takes long, when somebody is looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

Progress = Callable[[int, int], None]

_WORTH_A_BAR = 20


@contextmanager
def progress(doing: str) -> Iterator[Progress]:
    """Give what is told how many things are done, and of how many; `doing` stands before the bar."""
    with ExitStack() as shown:
        update: Progress | None = None

        def show(done: int, total: int) -> None:
            nonlocal update
            if total < _WORTH_A_BAR or not sys.stderr.isatty():
                return
            if update is None:
                update = _bar(doing, shown)
            update(done, total)

        yield show


def _bar(doing: str, shown: ExitStack) -> Progress:
    from rich.console import Console
    from rich.progress import Progress as Bar

    bar = shown.enter_context(Bar(console=Console(stderr=True), transient=True))
    task = bar.add_task(doing, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)

"""What an adapter raises about the user's input."""

from __future__ import annotations


class InputError(Exception):
    """An input that cannot be read or understood.

    `path` is the file as the user would name it, `line` and `column` count from 1 and are None when the whole file is
    meant. The message says what is wrong and holds neither path nor line.
    """

    def __init__(self, path: str, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(path, message, line, column)
        self.path = path
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{place}: {self.message}"

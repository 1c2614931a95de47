"""https://developer.hashicorp.com/terraform/language/functions, string functions."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from typing import Any

from adapters.terraform.functions.conversion import as_integer, as_list, as_text, as_texts
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.regexes import compiled

_WORD_START = re.compile(r"(?<![\w'])[^\W\d_]", re.UNICODE)
_GROUP = re.compile(r"\$(?:(\w+)|\{(\w+)\}|(\$))")


def clusters(text: str) -> list[str]:
    """Return the characters as a reader counts them, with the marks that belong to each."""
    found: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        joins = found and (found[-1][-1] == "\u200d" or unicodedata.combining(character))
        if joins or (found and (character in "\u200d\ufe0f" or 0x1F3FB <= ord(character) <= 0x1F3FF)):
            found[-1] += character
        else:
            found.append(character)
    return found


def indent(spaces: Any, text: Any) -> str:
    width = as_integer(spaces)
    if not 0 <= width <= 1000:
        raise FunctionError("indents by 0 to 1000 spaces")
    return as_text(text).replace("\n", "\n" + " " * width)


def join(separator: Any, *lists: Any) -> str:
    return as_text(separator).join(text for items in lists for text in as_texts(items))


def replace(text: Any, search: Any, replacement: Any) -> str:
    where, what, by = as_text(text), as_text(search), as_text(replacement)
    if len(what) < 2 or not (what.startswith("/") and what.endswith("/")):
        return where.replace(what, by)
    pattern = compiled(what[1:-1], where)
    return pattern.sub(lambda match: _GROUP.sub(lambda group: _group(match, group), by), where)


def _group(match: re.Match[str], group: re.Match[str]) -> str:
    if group[3]:
        return "$"
    name = group[1] or group[2]
    try:
        return match[int(name)] or "" if name.isdigit() else match[name] or ""
    except (IndexError, KeyError):
        return ""


def split(separator: Any, text: Any) -> list[str]:
    by, where = as_text(separator), as_text(text)
    if not by:
        return list(where)
    return where.split(by) if where else [""]


def substr(text: Any, offset: Any, length: Any) -> str:
    characters, start, count = clusters(as_text(text)), as_integer(offset), as_integer(length)
    if start < 0:
        start += len(characters)
    if start > len(characters) or start < 0:
        if count == 0 or start > len(characters):
            return ""
        raise FunctionError("the offset is outside of the text")
    end = len(characters) if count < 0 else start + count
    return "".join(characters[start:end])


def chomp(text: Any) -> str:
    return re.sub(r"(?:\r\n|\r|\n)*\Z", "", as_text(text))


def title(text: Any) -> str:
    return _WORD_START.sub(lambda match: match[0].upper(), as_text(text))


def basename(path: Any) -> str:
    text = as_text(path)
    if not text:
        return "."
    return posixpath.basename(text.rstrip("/")) or "/"


def dirname(path: Any) -> str:
    parent = posixpath.dirname(as_text(path))
    return posixpath.normpath(parent) if parent else "."


def strip_spaces(text: Any) -> str:
    return as_text(text).strip()


FUNCTIONS = {
    "basename": basename,
    "chomp": chomp,
    "dirname": dirname,
    "endswith": lambda text, end: as_text(text).endswith(as_text(end)),
    "indent": indent,
    "join": join,
    "lower": lambda text: as_text(text).lower(),
    "replace": replace,
    "split": split,
    "startswith": lambda text, start: as_text(text).startswith(as_text(start)),
    "strcontains": lambda text, part: as_text(part) in as_text(text),
    "strrev": lambda text: "".join(reversed(clusters(as_text(text)))),
    "substr": substr,
    "title": title,
    "trim": lambda text, characters: (
        as_text(text).strip(as_text(characters)) if as_text(characters) else as_text(text)
    ),
    "trimprefix": lambda text, prefix: as_text(text).removeprefix(as_text(prefix)),
    "trimspace": strip_spaces,
    "trimsuffix": lambda text, suffix: as_text(text).removesuffix(as_text(suffix)),
    # Of characters that become several, such as the German sharp s, upper case is the character itself.
    "upper": lambda text: "".join(c if len(c.upper()) > 1 else c.upper() for c in as_text(text)),
}

__all__ = ["FUNCTIONS", "as_list", "clusters"]

"""https://developer.hashicorp.com/terraform/language/functions, string functions."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from adapters.terraform.functions.conversion import as_integer, as_list, as_text
from adapters.terraform.functions.errors import FunctionError
from adapters.terraform.functions.regexes import replaced
from adapters.terraform.functions.sets import TerraformList

# Unicode's white space; Python's own has four control characters more.
SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_JOINER = "\u200d"


def normalized(text: str) -> str:
    """Return text in the form that Terraform keeps all text in."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def clusters(text: str) -> list[str]:
    """Return the characters as a reader counts them, with the marks that belong to each.

    https://unicode.org/reports/tr29, without the rules for single scripts.
    """
    text = normalized(text)
    if text.isascii() and "\r" not in text:
        return list(text)
    found: list[str] = []
    for character in text:
        if found and _continues(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _continues(cluster: str, character: str) -> bool:
    last = cluster[-1]
    if character == "\n":
        return last == "\r"
    if _is_control(last) or _is_control(character):
        return False
    if character == _JOINER or _extends(character):
        return True
    if _is_flag(character):
        return _is_flag(last) and len(cluster) % 2 == 1
    if last == _JOINER and _is_picture(character):
        base = cluster.rstrip(_JOINER)
        while base and _extends(base[-1]):
            base = base[:-1]
        return bool(base) and _is_picture(base[-1])
    return _is_hangul_pair(last, character)


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Zl", "Zp") or (
        unicodedata.category(character) == "Cf"
        and character not in "\u200c\u200d"
        and not character >= "\U000e0020"
    )


def _extends(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character == "\u200c"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) == "So" or "\U0001f000" <= character <= "\U0001faff"


def _is_hangul_pair(one: str, other: str) -> bool:
    """Parts of one Korean syllable, as far as they are not one character already."""
    if "\u1100" <= one <= "\u115f":
        return "\u1100" <= other <= "\u11a7" or "\uac00" <= other <= "\ud7a3"
    if "\u1160" <= one <= "\u11a7" or ("\uac00" <= one <= "\ud7a3" and (ord(one) - 0xAC00) % 28 == 0):
        return "\u1160" <= other <= "\u11ff"
    return ("\u11a8" <= one <= "\u11ff" or "\uac00" <= one <= "\ud7a3") and "\u11a8" <= other <= "\u11ff"


def indent(spaces: Any, text: Any) -> str:
    width = as_integer(spaces)
    if not 0 <= width <= 10_000:
        raise FunctionError("indents by 0 to 10,000 spaces")
    return as_text(text).replace("\n", "\n" + " " * width)


def join(separator: Any, *lists: Any) -> str:
    if not lists:
        raise FunctionError("needs at least one list")
    return as_text(separator).join(as_text(text) for items in lists for text in as_list(items))


def replace(text: Any, search: Any, replacement: Any) -> str:
    where, what, by = as_text(text), as_text(search), as_text(replacement)
    if len(what) > 1 and what.startswith("/") and what.endswith("/"):
        return replaced(where, what[1:-1], by)
    return where.replace(what, by)


def split(separator: Any, text: Any) -> TerraformList:
    by, where = as_text(separator), as_text(text)
    return TerraformList(where.split(by) if by else where)


def substr(text: Any, offset: Any, length: Any) -> str:
    characters, start, count = clusters(as_text(text)), as_integer(offset), as_integer(length)
    if start < 0:
        start = max(start + len(characters), 0)
        count = count or -1  # a length of none is none only from the beginning
    return "".join(characters[start:] if count < 0 else characters[start : start + count])


def chomp(text: Any) -> str:
    return re.sub(r"(?:\r\n|\r|\n)*\Z", "", as_text(text))


def title(text: Any) -> str:
    found, before = [], " "
    for character in as_text(text):
        starts = not (before.isalnum() or before == "_") and character.isalpha()
        upper = character.title() if starts else character
        found.append(upper if len(upper) == 1 else character)
        before = character
    return "".join(found)


def basename(path: Any) -> str:
    text = as_text(path)
    return (posixpath.basename(text.rstrip("/")) or "/") if text else "."


def dirname(path: Any) -> str:
    parent = posixpath.dirname(as_text(path))
    if not parent:
        return "."
    return (
        "/" + posixpath.normpath(parent).lstrip("/") if parent.startswith("/") else posixpath.normpath(parent)
    )


def lower(text: Any) -> str:
    # Of characters that become several, lower case is the first of them.
    return "".join(character.lower()[0] for character in as_text(text))


def upper(text: Any) -> str:
    # Of characters that become several, such as the German sharp s, upper case is the character itself.
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in as_text(text))


def trim(text: Any, characters: Any) -> str:
    return as_text(text).strip(as_text(characters)) if as_text(characters) else as_text(text)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "basename": basename,
    "chomp": chomp,
    "dirname": dirname,
    "endswith": lambda text, end: as_text(text).endswith(as_text(end)),
    "indent": indent,
    "join": join,
    "lower": lower,
    "replace": replace,
    "split": split,
    "startswith": lambda text, start: as_text(text).startswith(as_text(start)),
    "strcontains": lambda text, part: as_text(part) in as_text(text),
    "strrev": lambda text: "".join(reversed(clusters(as_text(text)))),
    "substr": substr,
    "title": title,
    "trim": trim,
    "trimprefix": lambda text, prefix: as_text(text).removeprefix(as_text(prefix)),
    "trimspace": lambda text: as_text(text).strip(SPACE),
    "trimsuffix": lambda text, suffix: as_text(text).removesuffix(as_text(suffix)),
    "upper": upper,
}

"""https://developer.hashicorp.com/terraform/language/functions, encoding functions."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote_plus

from adapters.terraform.functions.conversion import as_number, as_text, number_text
from adapters.terraform.functions.errors import FunctionError, NotSupported
from adapters.terraform.functions.sets import TerraformList

_ESCAPED = str.maketrans(
    {"<": r"\u003c", ">": r"\u003e", "&": r"\u0026", "\u2028": r"\u2028", "\u2029": r"\u2029"}
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_FIELD = re.compile(r'(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>(?!")[^,\n"]*))(?P<end>,|\n|\Z)')
_EMPTY_GZIP = "H4sIAAAAAAAA/wAAAP//AQAA//8AAAAAAAAAAA=="
_CODECS = {
    "utf-8": "utf-8", "csutf8": "utf-8", "utf-16": "utf-16-be", "utf-16be": "utf-16-be",
    "utf-16le": "utf-16-le", "us-ascii": "ascii", "iso-8859-1": "latin-1", "latin1": "latin-1",
    "iso_8859-1": "latin-1", "windows-1252": "cp1252", "windows-1251": "cp1251", "windows-1250": "cp1250",
    "iso-8859-2": "iso8859-2",
    "iso-8859-15": "iso8859-15", "shift_jis": "shift_jis", "euc-jp": "euc_jp", "euc-kr": "euc_kr", "gbk": "gbk",
    "gb18030": "gb18030", "big5": "big5", "koi8-r": "koi8-r", "koi8-u": "koi8-u", "macintosh": "mac-roman",
}  # fmt: skip
# What encodings are called beside their usual names.
_OTHER_ENCODING = re.compile(
    r"iso|ibm|cp(?!125)\d|windows-|x-|cs|euc|koi|l\d|hz-|tis-|ms_|ecma|greek|hebrew|cyrillic|arabic"
)


def json_text(value: Any) -> str:
    """Return JSON as Terraform writes it: keys sorted, and safe inside HTML."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_quoted(key)}:{json_text(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(json_text(item) for item in value) + "]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return number_text(value) if isinstance(value, int | float) else _quoted(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPED)


def json_value(text: Any) -> Any:
    try:
        found = json.loads(
            as_text(text).strip(" \t\r\n"),
            parse_constant=_refused,
            parse_float=as_number,
            parse_int=as_number,
        )
        return _valid(found)
    except ValueError:
        raise FunctionError("the text is not JSON") from None


def _refused(word: str) -> Any:
    raise ValueError(word)


def _valid(value: Any) -> Any:
    """Half of a pair of surrogates stands for no character."""
    if isinstance(value, dict):
        return {_valid(key): _valid(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_valid(item) for item in value]
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


def decoded(text: Any) -> bytes:
    """Return what base64 encodes; line breaks in it mean nothing. Raises FunctionError."""
    try:
        return base64.b64decode(re.sub(r"[\r\n]", "", as_text(text)), validate=True)
    except (binascii.Error, ValueError):
        raise FunctionError("the text is not base64") from None


def base64_text(text: Any) -> str:
    try:
        return decoded(text).decode()
    except UnicodeDecodeError:
        raise FunctionError("what the text encodes is not UTF-8") from None


def _codec(encoding: Any) -> str:
    """What Python calls an encoding that Terraform knows by its name in IANA's list."""
    name = as_text(encoding).strip().lower()
    if name in _CODECS:
        return _CODECS[name]
    if not _OTHER_ENCODING.match(name):
        raise FunctionError(f"{as_text(encoding)[:40]} is no encoding")
    raise NotSupported(f"the encoding {as_text(encoding)[:40]} is not known here")


def text_of_base64(text: Any, encoding: Any) -> str:
    content, codec = decoded(text), _codec(encoding)
    if as_text(encoding).strip().lower() == "utf-16" and content[:2] in (b"\xfe\xff", b"\xff\xfe"):
        codec = "utf-16"  # of which the mark at the beginning is no part of the text
    try:
        found = content.decode(codec)
    except UnicodeDecodeError:
        raise FunctionError(f"the text cannot be read as {encoding}") from None
    if "\ufffd" in found:
        raise FunctionError(f"the text cannot be read as {encoding}")
    return found


def base64_of_text(text: Any, encoding: Any) -> str:
    source, codec = as_text(text), _codec(encoding)
    try:
        content = source.encode(codec)
    except UnicodeEncodeError:
        raise FunctionError(f"the text cannot be written in {encoding}") from None
    mark = b"\xfe\xff" if as_text(encoding).strip().lower() == "utf-16" else b""
    return base64.b64encode(mark + content).decode()


def gzipped(text: Any) -> str:
    """The bytes that Terraform's own compressor gives are not known, save for those of an empty text."""
    if as_text(text):
        raise NotSupported("every compressor writes other bytes")
    return _EMPTY_GZIP


def csv_rows(text: Any) -> TerraformList:
    rows = list(_csv_records(as_text(text).replace("\r\n", "\n")))
    if not rows:
        raise FunctionError("the text has no header")
    if any(len(row) != len(rows[0]) for row in rows):
        raise FunctionError("a row has another number of fields than the header")
    if len(set(rows[0])) < len(rows[0]):
        raise FunctionError("two columns have the same name")
    return TerraformList(dict(zip(rows[0], row, strict=True)) for row in rows[1:])


def _csv_records(text: str) -> Iterator[list[str]]:
    """The rows of RFC 4180; empty lines are none."""
    position = 0
    while position < len(text):
        if text[position] == "\n":
            position += 1
            continue
        row: list[str] = []
        while True:
            match = _FIELD.match(text, position)
            if match is None:
                raise FunctionError("the text is not CSV: a quote stands inside of a field, or is not closed")
            row.append(match["plain"] if match["quoted"] is None else match["quoted"].replace('""', '"'))
            position = match.end()
            if match["end"] != ",":
                break
        yield row


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "base64decode": base64_text,
    "base64encode": lambda text: base64.b64encode(as_text(text).encode()).decode(),
    "base64gzip": gzipped,
    "csvdecode": csv_rows,
    "jsondecode": json_value,
    "jsonencode": json_text,
    "textdecodebase64": text_of_base64,
    "textencodebase64": base64_of_text,
    "urlencode": lambda text: quote_plus(as_text(text)),
}

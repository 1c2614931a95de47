"""https://developer.hashicorp.com/terraform/language/functions, hash functions on given text."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from adapters.terraform.functions.conversion import as_text
from adapters.terraform.functions.errors import FunctionError

_NAMESPACES = {
    "dns": uuid.NAMESPACE_DNS, "oid": uuid.NAMESPACE_OID, "url": uuid.NAMESPACE_URL, "x500": uuid.NAMESPACE_X500,
}  # fmt: skip


def uuidv5(namespace: Any, name: Any) -> str:
    text = as_text(namespace)
    try:
        space = _NAMESPACES.get(text) or uuid.UUID(text)
    except ValueError:
        raise FunctionError(f"{text} is no namespace") from None
    return str(uuid.uuid5(space, as_text(name)))


def _bytes(text: Any) -> bytes:
    return as_text(text).encode()


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "base64sha256": lambda text: base64.b64encode(hashlib.sha256(_bytes(text)).digest()).decode(),
    "base64sha512": lambda text: base64.b64encode(hashlib.sha512(_bytes(text)).digest()).decode(),
    "md5": lambda text: hashlib.md5(_bytes(text), usedforsecurity=False).hexdigest(),
    "sha1": lambda text: hashlib.sha1(_bytes(text), usedforsecurity=False).hexdigest(),
    "sha256": lambda text: hashlib.sha256(_bytes(text)).hexdigest(),
    "sha512": lambda text: hashlib.sha512(_bytes(text)).hexdigest(),
    "uuidv5": uuidv5,
}

"""What names and texts in source code mean, in any language."""

from __future__ import annotations

import re

from adapters.secrets import is_literal_secret, is_name_of_secret, is_secret_name

# What a template fills in; in code, it may stand for anything.
TOKEN = re.compile(r"\$\{[^{}]*\}|\{\{resolve:[^{}]*\}\}")
_CUT = re.compile(r"\*{8}$")
_PAGING = re.compile(r"(?:client|continuation|request|page|next)_?token$", re.IGNORECASE)
_RANDOM = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9!@#$%^&*])\S{6,}")
_USUAL = re.compile(r"(?:admin|changeme|change_?me|password|secret|root|test|letmein)$", re.IGNORECASE)
# Words for what stands there, and names that are looked up.
_NO_VALUE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|AWS::|.*[ /:{}<>]")


def is_secret(name: str, text: str) -> bool:
    """Whether text that stands under a name in code is a secret in the clear, or was one before it was cut short."""
    if not is_secret_name(name) or _PAGING.search(name):
        return False
    if _CUT.search(text):
        return len(text) > len("********") or not text.strip("*")
    if not is_literal_secret(text) or is_name_of_secret(name, text) or _NO_VALUE.match(text):
        return False
    return bool(_RANDOM.fullmatch(text)) or (
        bool(_USUAL.match(text)) and name.lower().replace("_", "") != text.lower()
    )

"""Keeps secrets that stand in the clear in a template out of the document, and so out of every report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_HOLDERS = frozenset({"Value", "value", "ParameterValue"})
_CALLERS = ("Name", "Key", "OptionName", "ParameterKey", "name", "key")
MARK = "********"  # what stands for the rest of a secret
_SECRET_NAME = re.compile(
    r"(?:passw(?:or)?d|passphrase|(?<![a-z])pass|pwd|secret|secret_?string|(?<!request)(?<!service)(?<!idempotency)(?<!next)(?<!creation)(?<!creation_)token|api_?key"
    r"|private_?key|access_?key|auth_?key|secret_?key|signing_?key|credentials?)(?:_?(?:value|text))?$",
    re.IGNORECASE,
)
_PASSWORD_NAME = re.compile(r"(?:passw(?:or)?d|pwd)$", re.IGNORECASE)
_TOKEN = re.compile(r"\$\{[^}]*\}")
_HINT = re.compile(r"AKIA|ASIA|PRIVATE KEY|pass(?:w|phrase)|secret|token|api_?key|://", re.IGNORECASE)
_ACCESS_KEY = re.compile(r"\b(AKIA|ASIA)[0-9A-Z]{16}\b")
_PRIVATE_KEY = re.compile(
    r"(-----BEGIN [A-Z ]*PRIVATE KEY-----)(?:.|\n)*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"
)
_ASSIGNMENT = re.compile(
    r"""(?P<head>(?:passw(?:or)?d|secret|(?<!creation)(?<!creation_)token|api_?key)["']?\s*[:=]\s*(?P<quote>["']))"""
    r"""(?P<secret>[^"'\s${}]{4,})(?P=quote)""",
    re.IGNORECASE,
)
# And not what a program takes from somewhere: `credentials["SecretAccessKey"]`.
_BARE_KEY = re.compile(
    r"(?P<head>aws_secret_access_key\s*[=:]\s*)(?P<secret>[\w/+-]{8,})(?![\w/+.(\[-])", re.IGNORECASE
)
# `export DB_PASSWORD=...` in a script. What a variable or a command gives is no secret, and what follows `$token=` is
# a command of PowerShell.
_SHELL = re.compile(
    r"""(?P<head>(?<!\$)\b\w*(?:passw(?:or)?d|passphrase|(?<!next_)token|api_?key|access_?key)=\\?["']?)"""
    r"""(?P<secret>[^\s,"'`$;&|<>(){}[\]\\]{4,})(?=[\s"';&|\\]|$)""",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?P<head>\b[a-z][a-z0-9+.-]*://[^\s:/@]*:)(?P<secret>[^\s:/@${}]{3,})(?=@)", re.IGNORECASE
)
_WORD = r"(?:[a-z]{2,}(?:[A-Z][a-z]+)*[0-9]*|(?:[A-Z][a-z]+)+[0-9]*|[A-Z]{2,}[0-9]*)"
_SEGMENT = rf"{_WORD}(?:[._-]{_WORD})*"
# Words with a slash between them; what is random is hardly ever spelled so. names.rego has the same.
_PATH_OF_WORDS = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})+")
_HOLDER_OF_SECRET = re.compile(r"(?:secret|credentials?)$", re.IGNORECASE)
# References, switches, lifetimes, and what holds a place until the deployment or somebody fills it in. names.rego has
# the same.
_NOT_SECRET = re.compile(
    r"\{\{resolve:|\{\}$|\{%|arn:|true$|false$|\d+$|/|https?://|(?:seconds|minutes|hours|days|dummy|n/a|none|null)$"
    r"|(?:tbd|todo|<.*>|no[_-]?secret|replace[_ -]?me|example[_-]?(?:api[_-]?)?(?:key|token))$|placeholder\b|please "
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\.\.\.",
    re.IGNORECASE,
)


class Redactor:
    """Cuts secrets short; `found` collects what they were."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def redact(self, name: str, text: str) -> str:
        """Return the text that stands under a name without the secrets that it holds."""
        if is_secret_name(name) and is_literal_secret(text) and not is_name_of_secret(name, text):
            self.found.add(text)
            return cut(text)
        if _PASSWORD_NAME.search(name) and "${" in text and _NOT_SECRET.match(text) is None:
            return self._partial(text)
        if not _HINT.search(text):
            return text
        text = _ACCESS_KEY.sub(self._access_key, text)
        text = _PRIVATE_KEY.sub(self._private_key, text)
        text = _ASSIGNMENT.sub(self._assigned, text)
        text = _BARE_KEY.sub(self._after_head, text)
        return _URL.sub(self._after_head, text)

    def redact_script(self, text: str) -> str:
        """Return a script for a shell without the secrets that it assigns to variables.

        In other languages the same is a reference, and the program would not be one without it.
        """
        return _SHELL.sub(self._in_command, text) if _HINT.search(text) else text

    def sweep(self, content: Any) -> Any:
        """Return plain JSON without the secrets that were found, wherever else they stand.

        Short and merely alphabetic ones are left: they are words that stand for other things too.
        """
        telling = [secret for secret in self.found if len(secret) >= 6 and not secret.isalpha()]
        # One may be a part of another, which has to go first.
        ordered = sorted(telling, key=lambda secret: (-len(secret), secret))
        return self._swept(content, ordered) if ordered else content

    def _swept(self, content: Any, secrets: list[str]) -> Any:
        if isinstance(content, dict):
            return {key: self._swept(value, secrets) for key, value in content.items()}
        if isinstance(content, list):
            return [self._swept(item, secrets) for item in content]
        if isinstance(content, str):
            for secret in secrets:
                content = content.replace(secret, cut(secret)) if secret in content else content
        return content

    def _partial(self, text: str) -> str:
        """A password of which a parameter fills in a part: what is written down is secret all the same."""
        written = [part.strip("-_.:/ ") for part in _TOKEN.split(text) if len(part) >= 4]
        if not written:
            return text
        self.found.update(written)
        return cut(written[0])

    def _access_key(self, match: re.Match[str]) -> str:
        self.found.add(match[0])
        return match[1] + MARK

    def _private_key(self, match: re.Match[str]) -> str:
        self.found.update(line.strip() for line in match[0].splitlines()[1:] if len(line.strip()) > 8)
        return match[1] + MARK

    def _assigned(self, match: re.Match[str]) -> str:
        if match["secret"].startswith("{{resolve"):
            return match[0]
        self.found.add(match["secret"])
        return match["head"] + cut(match["secret"]) + match["quote"]

    def _in_command(self, match: re.Match[str]) -> str:
        secret = match["secret"]
        return match[0] if MARK in secret or _NOT_SECRET.match(secret) else self._after_head(match)

    def _after_head(self, match: re.Match[str]) -> str:
        self.found.add(match["secret"])
        return match["head"] + cut(match["secret"])


def is_secret_name(name: str) -> bool:
    """Whether what stands under this name is a secret: a password, a token, a key."""
    return _SECRET_NAME.search(name) is not None


def is_literal_secret(text: str) -> bool:
    """Whether text under a secret's name is the secret itself, and not a reference to it."""
    return bool(text) and "${" not in text and _NOT_SECRET.match(text) is None


def is_name_of_secret(name: str, text: str) -> bool:
    """Whether text under a secret's name is what the secret is called: `DATABASE_SECRET`, `shop/database`."""
    return _HOLDER_OF_SECRET.search(name) is not None and _PATH_OF_WORDS.fullmatch(text) is not None


def cut(secret: str) -> str:
    """Return enough of a secret to recognise it, and no more."""
    return (secret[:2] if len(secret) > 6 else "") + MARK


def name_for(key: str, siblings: Mapping[str, Any], read: Callable[[Any], Any]) -> str:
    """Return what a member of a mapping is called: a pair such as {Name: DB_PASSWORD, Value: ...} names its value.

    `read` gives the content of a sibling.
    """
    if key in _HOLDERS:
        for caller in _CALLERS:
            name = read(siblings[caller]) if caller in siblings else None
            if isinstance(name, str):
                return name
    return key

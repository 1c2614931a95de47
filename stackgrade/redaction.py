"""Blanks secrets out of text that a report quotes from a template."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from adapters.secrets import MARK, Redactor, cut, is_literal_secret, is_name_of_secret, is_secret_name

# `Name: value`, `"Name": "value",` and `name = "value"`; without quotes, what follows `=` is an expression.
_SETTING = re.compile(
    r"""(?P<head>^[\s\-{,]*(?P<name_quote>["']?)(?P<name>\w[\w.\-]*)(?P=name_quote)\s*(?:[:=]\s*(?=["'])|:\s+))"""
    r"""(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'!{\[|>*&#,}](?:[^#]*[^\s#,}])?)"""
    r"""(?P<tail>[\s,}]*(?:\#.*)?$)"""
)
_SHELL = re.compile(r"""(?P<head>(?<!\$)\b(?P<name>\w+)=)(?P<value>[^\s"'=$;&|]{4,})""")
_SHORT = 4


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """Return the text with its secrets cut short, line for line.

    `secrets` are those that the adapter found; beside them, what looks like one is blanked.
    """
    looking = Redactor()
    looking.redact("", text)
    text = without(text, {*secrets, *looking.found})
    return "\n".join(_SHELL.sub(_blank, _SETTING.sub(_blank, line)) for line in text.split("\n"))


def without(text: str, secrets: Iterable[str]) -> str:
    """Return the text with every occurrence of these secrets cut short, however it is written there."""
    for secret in sorted(_spellings(secrets), key=lambda secret: (-len(secret), secret)):
        if len(secret) > _SHORT:
            text = text.replace(secret, cut(secret))
        elif secret in text:
            text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", cut(secret), text)
    return text


def _spellings(secrets: Iterable[str]) -> set[str]:
    """The secrets as a file may spell them: escaped in JSON, quotes doubled in YAML, line by line."""
    lines = {line.strip() for secret in secrets for line in secret.splitlines()}
    return {
        spelling
        for line in lines
        if line
        for spelling in (
            line,
            json.dumps(line)[1:-1],
            json.dumps(line, ensure_ascii=False)[1:-1],
            line.replace("'", "''"),
        )
    }


def _blank(match: re.Match[str]) -> str:
    quote = match["value"][0] if match["value"][0] in "\"'" else ""
    value = match["value"][1:-1] if quote else match["value"]
    if not is_secret_name(match["name"]) or not is_literal_secret(value) or MARK in value:
        return match[0]
    if is_name_of_secret(match["name"], value):
        return match[0]
    tail = match.groupdict().get("tail") or ""
    return f"{match['head']}{quote}{cut(value)}{quote}{tail}"

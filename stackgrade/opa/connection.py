"""Where a server is and how it is spoken to: `docs/opa.md` lists the variables and settings.

From the environment, else from `.stackgrade.yaml`; only the address may stand on the command line.
"""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from stackgrade import configuration
from stackgrade.errors import UsageError
from stackgrade.hints import did_you_mean

_PREFIX = "STACKGRADE_OPA_"
_TEXTS = ("url", "ca", "cert", "key", "token_file")
_NUMBERS: Mapping[str, Callable[[str], float | int]] = {"timeout": float, "retries": int}
_SETTINGS = (*_TEXTS, *_NUMBERS)
_MOST = {"timeout": 3600, "retries": 10}
_TOKEN = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True)
class Connection:
    """How a server is reached.

    `url` has no slash at its end. `timeout` is in seconds and holds for one question with all its `retries`. `ca`,
    `cert` and `key` are PEM files: whom to trust, and what to identify oneself with. `any_revision` accepts verdicts of
    rules that are not ours.
    """

    url: str
    token: str | None = field(default=None, repr=False)
    ca: str | None = None
    cert: str | None = None
    key: str | None = None
    timeout: float = 30.0
    retries: int = 2
    any_revision: bool = False

    def tls(self) -> ssl.SSLContext:
        """Return what https is spoken with; raises UsageError for files that are not what they should be."""
        try:
            context = ssl.create_default_context(cafile=self.ca)
        except (OSError, ssl.SSLError) as error:
            raise UsageError(f"{_PREFIX}CA {self.ca}: {_why(error)}") from error
        if self.cert:
            try:
                context.load_cert_chain(self.cert, self.key, password=_refuse)
            except (OSError, ssl.SSLError, ValueError) as error:
                raise UsageError(f"{_PREFIX}CERT {self.cert}: {_why(error)}") from error
        return context

    def proxy(self) -> str | None:
        """Return the proxy that the environment names for the server; raises UsageError, which does not repeat it.

        aiohttp would look for it too (`trust_env`), and refuse a token where ~/.netrc has a password for the same host.
        """
        parts = urlsplit(self.url)
        found = getproxies()
        named = found.get(parts.scheme) or found.get("all")
        if not named or proxy_bypass(parts.netloc):
            return None
        proxy = named if "://" in named else f"http://{named}"
        try:
            place = urlsplit(proxy)
            known = place.scheme in ("http", "https") and place.hostname and place.port != 0
        except ValueError:
            known = False
        if not known:
            raise UsageError(
                f"the environment's proxy for {parts.scheme} is none of the form http://HOST:PORT"
            )
        return proxy


def resolve(url: str | None, folder: Path | None, any_revision: bool = False) -> Connection:
    """Return the connection that the environment and, where there is one, a folder's configuration describe.

    `url` is the one on the command line, which comes before theirs. Names of files are absolute. Raises UsageError.
    """
    settings = {**(_configured(folder) if folder else {}), **_from_environment()}
    if url is not None:
        settings["url"] = url
    if not settings.get("url"):
        configured = f", or `url` under `opa` in {configuration.NAME}" if folder else ""
        raise UsageError(f"no OPA server is named: give --opa-url or {_PREFIX}URL{configured}")
    token_file = settings.pop("token_file", None)
    if "token" not in settings and token_file:
        settings["token"] = _token_in(token_file)
    if settings.get("key") and not settings.get("cert"):
        raise UsageError(f"{_PREFIX}KEY needs {_PREFIX}CERT beside it")
    connection = Connection(**{**settings, "url": _checked_url(settings["url"])}, any_revision=any_revision)
    if connection.token is not None and not _TOKEN.fullmatch(connection.token):
        raise UsageError("the token for OPA is empty or has characters that no token has")
    connection.proxy()  # better said now than at the first question
    if connection.url.startswith("https:"):
        connection.tls()
    elif connection.ca or connection.cert:
        raise UsageError(f"certificates are for https, and the OPA server is {connection.url}")
    files = {name: getattr(connection, name) for name in ("ca", "cert", "key")}
    return replace(connection, **{name: os.path.abspath(file) for name, file in files.items() if file})


def _from_environment() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in (*_SETTINGS, "token"):
        value = os.environ.get(_PREFIX + name.upper(), "").strip()
        if value:
            found[name] = value if name not in _NUMBERS else _number(name, value, _PREFIX + name.upper())
    return found


def _configured(folder: Path) -> dict[str, Any]:
    """Return the settings under `opa`; names of files are relative to the folder."""
    section = configuration.section(folder, "opa")
    if section is None:
        return {}
    document, node = section
    if not document.is_mapping(node):
        raise document.error("opa has to be a mapping of settings", node)
    found: dict[str, Any] = {}
    for name, line, value_node in document.items(node):
        value = document.value(value_node)
        if name == "token":
            raise document.error(
                f"a token does not belong into a file that is shared: use token_file or {_PREFIX}TOKEN", line
            )
        if name not in _SETTINGS:
            raise document.error(f"unknown setting {name!r}{did_you_mean(name, _SETTINGS)}", line)
        try:
            found[name] = _number(name, value, name) if name in _NUMBERS else _text(name, value)
        except UsageError as error:
            raise document.error(str(error), line) from error
        if name in ("ca", "cert", "key", "token_file"):
            found[name] = str(folder / found[name])
    return found


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise UsageError(f"{name} has to be text, not {value!r}")
    return value


def _number(name: str, value: Any, shown: str) -> float | int:
    number: float | int
    try:
        number = _NUMBERS[name](str(value))
    except ValueError:
        number = -1
    least = 0 if name == "retries" else 0.001
    if isinstance(value, bool) or not least <= number <= _MOST[name]:
        raise UsageError(f"{shown} has to be a number from {least} to {_MOST[name]}, not {value!r}")
    return number


def _token_in(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"token_file {path}: {_why(error)}") from error


def _checked_url(url: str) -> str:
    """Return a URL without a slash at its end; raises UsageError, never repeating what may be a password."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 raises for what is no port
    except ValueError as error:
        raise UsageError(f"the URL of the OPA server is none: {error}") from error
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise UsageError(f"the URL of the OPA server must hold no password: use {_PREFIX}TOKEN")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"--opa-url {url}: has to be http://HOST:PORT or https://HOST:PORT")
    if parts.query or parts.fragment:
        raise UsageError("the URL of the OPA server ends with its path: it has no query")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _refuse() -> bytes:
    raise ValueError("the key is encrypted, and nobody is there to be asked for its password")


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return f"is not the PEM file that is wanted ({error.reason or 'no certificate in it'})"
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)

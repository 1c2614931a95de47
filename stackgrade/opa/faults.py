"""What goes wrong between a client and an OPA server, in words that say what to look at.

No message repeats what an error of the library says of a URL: a proxy's may hold a password.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl

import aiohttp

from stackgrade.errors import EngineError
from stackgrade.opa.connection import Connection

_SHOWN = 300
# What OpenSSL calls an answer that is no TLS, by its versions.
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "HTTP_REQUEST"})


class Refused(EngineError):
    """The server answered with an error; `status` is that of HTTP."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Unreachable(EngineError):
    """No answer came, so that asking something else is in vain as well."""


def refusal(status: int, body: str, connection: Connection) -> Refused:
    """Return the error that an answer other than success is."""
    who = f"the OPA server {connection.url}"
    said = _message(body)
    if connection.token:
        said = said.replace(connection.token, "********")
    if status in (401, 403):
        with_what = "the token" if connection.token else "who comes without a token"
        return Refused(status, f"{who} refuses {with_what}: HTTP {status}{said}")
    if status == 407:
        return Refused(status, f"the proxy before {who} wants to know who asks: HTTP {status}")
    if status < 400:
        return Refused(status, f"{who} sends elsewhere: HTTP {status}, as a login page does")
    if status == 404 and not said:
        said = ": is that the address of OPA?"
    return Refused(status, f"{who} answers HTTP {status}{said}")


def explained(error: Exception, connection: Connection) -> EngineError:
    """Return the error that stands for one of the library's."""
    who = f"the OPA server {connection.url}"
    if isinstance(error, asyncio.TimeoutError):
        return Unreachable(f"{who} did not answer within {connection.timeout:g} seconds")
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return Unreachable(f"{who} is not trusted: {error.certificate_error}")
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return Unreachable(f"the proxy before {who} answers HTTP {error.status}")
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return Unreachable(f"the proxy before {who} cannot be reached: {_why(error.os_error)}")
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return Unreachable(f"{who} closed the connection without an answer")
    if isinstance(error, aiohttp.ClientPayloadError):
        return EngineError(f"{who} broke off in the middle of its answer")
    if isinstance(error, OSError):
        return Unreachable(f"{who} cannot be reached: {_why(getattr(error, 'os_error', error))}")
    if isinstance(error, (aiohttp.ContentTypeError, ValueError, RecursionError)):
        return EngineError(
            f"what answers at {connection.url} sends no JSON, or only a part of it: is it OPA?"
        )
    if isinstance(error, aiohttp.ClientResponseError):
        return Unreachable(f"what answers at {connection.url} does not speak HTTP: is it OPA?")
    return Unreachable(f"{who} cannot be reached: {type(error).__name__}")


def _why(error: OSError) -> str:
    if isinstance(error, ssl.SSLError):
        hint = ", as if it spoke no https" if error.reason in _NO_TLS else ""
        return f"TLS failed ({(error.reason or 'no reason given').replace('_', ' ').lower()}{hint})"
    number = error.errno or 0
    return os.strerror(number) if number > 0 else error.strerror or str(error) or type(error).__name__


def _message(body: str) -> str:
    """What OPA says of an error: its message, and the places in the policies that it is about."""
    try:
        content = json.loads(body)
        message = str(content["message"])
        for error in content.get("errors") or ():
            place = error.get("location") or {}
            at = f"{place['file']}:{place['row']}: " if place.get("file") else ""
            message += f"; {at}{error.get('message', '')}"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        message = " ".join(body.split())
        if message.startswith("<"):
            return ""  # a page for people, of something else than OPA
    return f": {message[:_SHOWN]}" if message else ""

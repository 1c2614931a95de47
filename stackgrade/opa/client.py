"""Questions to an OPA server, through opa-python-client.

That library speaks OPA's REST API. What it leaves open is settled here: trust in a CA of one's own, proxies, servers
that are not at the root of their host, which answers are worth asking again, a time-out over all attempts, and errors
that say what is wrong.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from opa_client import AsyncOpaClient

from stackgrade.errors import EngineError
from stackgrade.opa.connection import Connection

_T = TypeVar("_T")
_BACKOFF = 0.2  # seconds before the first retry; twice as long before each further one
# Answers of a proxy or of a server under load. A 500 is OPA's word on the question itself.
_PASSING = frozenset({429, 502, 503, 504})
_SHOWN = 300


class Refused(EngineError):
    """The server answered with an error; `status` is that of HTTP."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Unreachable(EngineError):
    """No answer came, so that asking something else is in vain as well."""


class Client:
    """Asks one server, one question after the other.

    Every method raises EngineError, and no later than the connection's time-out.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._loop = asyncio.new_event_loop()
        self._api = _Api(connection)
        self.close = weakref.finalize(self, _close, self._loop, self._api)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def decide(self, path: str, document: Mapping[str, Any]) -> Any:
        """Return the decision at a path such as `stackgrade/report`, None when it is undefined."""
        answer = self._ask(lambda: self._api.query_rule(document, path))
        return answer.get("result") if isinstance(answer, dict) else None

    def data(self, path: str) -> Any:
        """Return what stands at a path, None when nothing does."""
        return self.get(f"data/{path}").get("result")

    def get(self, path: str) -> Mapping[str, Any]:
        """Return the answer of an endpoint of the REST API, such as `policies` or `data/stackgrade`."""
        answer = self._ask(lambda: self._api.get(path))
        return answer if isinstance(answer, dict) else {}

    def put_policy(self, name: str, text: str) -> None:
        """Put a module onto the server."""
        self._ask(lambda: self._api.update_policy_from_string(text, name, rego_compat=False))

    def delete_policy(self, name: str) -> None:
        """Take a module from the server."""
        self._ask(lambda: self._api.delete_policy(name))

    def put_data(self, path: str, value: Mapping[str, Any]) -> None:
        """Put data onto the server, in place of what was there."""
        self._ask(lambda: self._api.update_or_create_data(dict(value), path))

    def _ask(self, question: Callable[[], Awaitable[_T]]) -> _T:
        """Ask one question and wait for the answer no longer than the connection allows."""
        url, seconds = self._connection.url, self._connection.timeout
        try:
            return self._loop.run_until_complete(asyncio.wait_for(self._asked(question), seconds))
        except aiohttp.ClientConnectorCertificateError as error:  # a ValueError as well
            raise Unreachable(f"the OPA server {url} is not trusted: {error.certificate_error}") from error
        except asyncio.TimeoutError as error:
            raise Unreachable(f"the OPA server {url} did not answer within {seconds:g} seconds") from error
        except aiohttp.ClientPayloadError as error:
            raise EngineError(f"the OPA server {url} broke off in the middle of its answer") from error
        except aiohttp.ServerDisconnectedError as error:
            raise Unreachable(f"the OPA server {url} closed the connection without an answer") from error
        except aiohttp.ClientHttpProxyError as error:  # whose text may hold the proxy's password
            raise Unreachable(f"the proxy before the OPA server {url} answers HTTP {error.status}") from error
        except (aiohttp.ContentTypeError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise EngineError(
                f"what answers at {url} sends no JSON, or only a part of it: is it OPA?"
            ) from error
        except aiohttp.ClientConnectorError as error:
            number = error.errno or 0
            why = os.strerror(number) if number > 0 else error.os_error.strerror
            raise Unreachable(f"the OPA server {url} cannot be reached: {why}") from error
        except (aiohttp.ClientError, OSError) as error:
            raise Unreachable(f"the OPA server {url} cannot be reached: {error}") from error

    async def _asked(self, question: Callable[[], Awaitable[_T]]) -> _T:
        await self._api.open()
        return await question()


def _close(loop: asyncio.AbstractEventLoop, api: _Api) -> None:
    loop.run_until_complete(api.close_connection())
    loop.close()


class _Api(AsyncOpaClient):  # type: ignore[misc]  # the library has no types
    """The library's client, with a session of ours."""

    def __init__(self, connection: Connection) -> None:
        parts = urlsplit(connection.url)
        super().__init__(
            host=parts.hostname or "",
            port=parts.port or (443 if parts.scheme == "https" else 80),
            ssl=parts.scheme == "https",
            token=connection.token,
            retries=connection.retries,
        )
        self.root_url = f"{connection.url}/v1"
        self._connection = connection
        self._proxy = _proxy(parts)
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Make the session; it belongs to the event loop that is running."""
        if self._session is None:
            context = self._connection.tls() if self.ssl else True
            self._session = aiohttp.ClientSession(
                headers=self.headers,
                connector=aiohttp.TCPConnector(ssl=context),
                timeout=aiohttp.ClientTimeout(total=None),  # that of the whole question holds
                json_serialize=partial(json.dumps, separators=(",", ":")),
            )

    async def get(self, path: str) -> Any:
        async with self._request("GET", f"{self.root_url}/{path}") as response:
            return await response.json()

    @asynccontextmanager
    async def _request(self, method: str, url: str, **options: Any) -> AsyncIterator[aiohttp.ClientResponse]:
        """What every question of the library goes through: ask until an answer is final, and read it whole."""
        assert self._session is not None
        for attempt in range(self.retries + 1):
            if attempt:
                await asyncio.sleep(_BACKOFF * 2 ** (attempt - 1) * random.uniform(0.5, 1.0))
            last = attempt == self.retries
            try:
                # OPA redirects nobody; whoever does wants a login.
                async with self._session.request(
                    method, url, allow_redirects=False, proxy=self._proxy, **options
                ) as response:
                    await response.read()
            except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError):
                raise
            except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError):
                if last:
                    raise
                continue
            if last or response.status not in _PASSING:
                break
        if response.status >= 300:
            raise _refusal(response.status, await response.text(errors="replace"), self._connection)
        yield response


def _proxy(url: SplitResult) -> str | None:
    """Return the proxy that the environment names for a URL.

    aiohttp would look for it too (`trust_env`), and refuse a token where ~/.netrc has a password for the same host.
    """
    return None if proxy_bypass(url.netloc) else getproxies().get(url.scheme)


def _refusal(status: int, body: str, connection: Connection) -> Refused:
    said = _message(body)
    if connection.token:
        said = said.replace(connection.token, "********")
    who = f"the OPA server {connection.url}"
    if status in (401, 403):
        with_what = "the token" if connection.token else "who comes without a token"
        return Refused(status, f"{who} refuses {with_what}: HTTP {status}{said}")
    if status < 400:
        return Refused(status, f"{who} sends elsewhere: HTTP {status}, as a login page does")
    return Refused(status, f"{who} answers HTTP {status}{said}")


def _message(body: str) -> str:
    """What OPA says of an error: its message, and the places in the policies that it is about."""
    try:
        content = json.loads(body)
        message = str(content["message"])
        for error in content.get("errors") or ():
            place = error.get("location") or {}
            at = f"{place['file']}:{place['row']}: " if place.get("file") else ""
            message += f"; {at}{error.get('message', '')}"
    except (ValueError, KeyError, TypeError, AttributeError):
        message = " ".join(body.split())
    return f": {message[:_SHOWN]}" if message else ""

"""Questions to an OPA server, through opa-python-client.

That library speaks OPA's REST API. What it leaves open is settled here: trust in a CA of one's own, proxies, servers
that are not at the root of their host, which answers are worth asking again, a time-out over all attempts, and errors
that say what is wrong.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

import aiohttp
from opa_client import AsyncOpaClient

from stackgrade.opa import faults
from stackgrade.opa.connection import Connection

_T = TypeVar("_T")
_BACKOFF = 0.2  # seconds before the first retry; twice as long before each further one
# Answers of a proxy or of a server under load. A 500 is OPA's word on the question itself.
_PASSING = frozenset({429, 502, 503, 504})
_FAULTS = (
    aiohttp.ClientError, asyncio.TimeoutError, OSError,
    json.JSONDecodeError, UnicodeDecodeError, RecursionError,
)  # fmt: skip


class Client:
    """Asks one server, one question after the other.

    Every method raises EngineError, and no later than the connection's time-out. Not for several threads at once.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._loop = asyncio.new_event_loop()
        self._api = _Api(connection)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; nothing can be asked any more."""
        self._loop.run_until_complete(self._api.close_connection())
        self._loop.close()

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

    def policies(self) -> list[dict[str, Any]]:
        """Return the modules that the server holds: `id` and `raw` of each."""
        return self.get("policies").get("result") or []

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
        task = self._loop.create_task(asyncio.wait_for(self._asked(question), self._connection.timeout))
        try:
            return self._loop.run_until_complete(task)
        except _FAULTS as error:
            raise faults.explained(error, self._connection) from error
        except KeyboardInterrupt:  # the loop would complain of what it did not end
            task.cancel()
            with suppress(asyncio.CancelledError):
                self._loop.run_until_complete(task)
            raise

    async def _asked(self, question: Callable[[], Awaitable[_T]]) -> _T:
        await self._api.open()
        return await question()


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
        self._proxy = connection.proxy()
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
            raise faults.refusal(response.status, await response.text(errors="replace"), self._connection)
        yield response

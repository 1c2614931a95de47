"""Questions to the API of a forge: JSON over HTTP, its limits on how often one may ask, and errors in plain words."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from stackgrade import __version__
from stackgrade.comments.errors import CommentError, Passing, Refused

_TIMEOUT = 30.0
_PAGE = 100
_PAGES = 100
_SHOWN = 300
_LIMITS = ("x-ratelimit", "ratelimit")  # what the names of headers start with, GitHub's and GitLab's
_MINUTE = 60.0


@dataclass(frozen=True)
class Api:
    """A forge's API: `url` without a slash at its end. `advice` says what to do about an answer of a status."""

    url: str
    token: str = field(repr=False)
    headers: Mapping[str, str]
    advice: Mapping[int, str]

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise CommentError(f"{self.url} is not the address of an API")
        if not self.token.isascii() or not self.token.isprintable() or " " in self.token:
            raise CommentError("the token has characters that no token has")

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        """Yield all members of a list, however many pages it has."""
        for page in range(1, _PAGES + 1):
            found = self.ask("GET", f"{path}?per_page={_PAGE}&page={page}")
            if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
                raise CommentError(f"{self.url}{path} answered with something else than a list of comments")
            yield from found
            if len(found) < _PAGE:
                return

    def ask(self, method: str, path: str, content: Mapping[str, Any] | None = None) -> Any:
        """Return the answer to a question; raises CommentError."""
        data = None if content is None else json.dumps(content).encode()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "User-Agent": f"stackgrade/{__version__}",
            **self.headers,
        }
        request = Request(f"{self.url}{path}", data, headers, method=method)
        try:
            with build_opener(_NoRedirects).open(request, timeout=_TIMEOUT) as response:
                return json.load(response)
        except HTTPError as error:
            with error:
                raise self._refusal(error, f"{method} {self.url}{path.partition('?')[0]}") from None
        except (URLError, OSError, HTTPException) as error:
            reason = error.reason if isinstance(error, URLError) else error
            raise Passing(f"{self.url} cannot be reached: {self._safe(str(reason))}") from None
        except ValueError:
            raise Passing(f"{self.url}{path} answered with something else than JSON") from None

    def _refusal(self, error: HTTPError, question: str) -> CommentError:
        words = self._words(error)
        said = f"{question} answered {error.code}" + (f" ({words})" if words else "")
        if error.code == 429 or (error.code == 403 and _is_limit(error.headers, words)):
            wait = _wait(error.headers)
            return Passing(f"{said}: asked too often, it may be asked again in {wait:.0f} seconds", wait)
        if error.code >= 500:
            return Passing(said)
        advice = self.advice.get(error.code)
        kind = Refused if error.code in (403, 404) else CommentError
        return kind(f"{said}: {advice}" if advice else said)

    def _words(self, error: HTTPError) -> str:
        """What the server says to its refusal."""
        try:
            content = json.loads(error.read())
        except (OSError, HTTPException, ValueError):
            return ""
        words = (content.get("message") or content.get("error")) if isinstance(content, dict) else None
        shown = words if isinstance(words, str) else json.dumps(words) if words else ""
        return self._safe(shown)[:_SHOWN]

    def _safe(self, text: str) -> str:
        return text.replace(self.token, "********")


class _NoRedirects(HTTPRedirectHandler):
    """Follows none: the token would go along."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _is_limit(headers: Message, words: str) -> bool:
    """GitHub says 403 for a limit as well as for what is forbidden."""
    return "retry-after" in headers or _is_used_up(headers) or "rate limit" in words.lower()


def _is_used_up(headers: Message) -> bool:
    return any(headers.get(f"{prefix}-remaining") == "0" for prefix in _LIMITS)


def _wait(headers: Message) -> float:
    """The seconds that the server asks to wait; a minute where it does not say, as GitHub's documentation has it."""
    after = headers.get("retry-after", "")
    if after.isdecimal():
        return float(after)
    if _is_used_up(headers):  # else the time is that of a limit that is not reached
        for prefix in _LIMITS:
            reset = headers.get(f"{prefix}-reset", "")
            if reset.isdecimal():
                return max(1.0, float(reset) - time.time())
    return _MINUTE

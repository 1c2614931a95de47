"""The pull request of a job of GitHub Actions: https://docs.github.com/en/rest/issues/comments"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from stackgrade.comments.errors import CommentError
from stackgrade.comments.http import Api
from stackgrade.comments.thread import Thread

_HEADERS = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
_ADVICE = {
    301: "the repository has moved",
    401: "GITHUB_TOKEN is not, or no longer, valid",
    403: "the token may not write comments: give the job `permissions: {pull-requests: write}`; on a pull request "
    "from a fork the token can only read",
    404: "the token does not see this pull request",
}


def pull_request() -> Thread:
    """Return where its comments are, which are those of an issue; raises CommentError.

    The variables: https://docs.github.com/en/actions/reference/workflows-and-actions/variables
    """
    repository = os.environ.get("GITHUB_REPOSITORY", "")
    number = _number(_event(os.environ.get("GITHUB_EVENT_PATH", "")))
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository) or number is None:
        raise CommentError("this run is not about a pull request, so there is nothing to comment on")
    token = os.environ.get("GITHUB_TOKEN", "").strip()
    if not token:
        raise CommentError(
            "there is no GITHUB_TOKEN: give the step `env: {GITHUB_TOKEN: ${{ github.token }}}`"
        )
    url = os.environ.get("GITHUB_API_URL") or "https://api.github.com"
    issues = f"/repos/{repository}/issues"
    return Thread(
        f"pull request {number} of {repository}",
        Api(url.rstrip("/"), token, _HEADERS, _ADVICE),
        comments=f"{issues}/{number}/comments",
        comment=f"{issues}/comments",
        method="PATCH",
    )


def _event(path: str) -> dict[str, Any]:
    try:
        event = json.loads(Path(path).read_bytes())
    except (OSError, ValueError):
        return {}
    return event if isinstance(event, dict) else {}


def _number(event: dict[str, Any]) -> int | None:
    """Of the events on pull requests, and on comments on these."""
    about = event.get("pull_request")
    issue = event.get("issue")
    if about is None and isinstance(issue, dict) and "pull_request" in issue:
        about = issue
    number = about.get("number") if isinstance(about, dict) else None
    return number if isinstance(number, int) else None

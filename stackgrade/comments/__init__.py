"""One comment on a merge request, written anew with every push: on GitHub and on GitLab.

The comment is found again by a marker that nobody sees, which it starts with.
"""

from __future__ import annotations

import os
import time

from stackgrade.comments.errors import CommentError, Passing, Refused
from stackgrade.comments.thread import MARKER, Thread

_ATTEMPTS = 3
_PATIENCE = 90.0  # seconds that all waiting together may take
_BACKOFF = 1.0


def post(markdown: str) -> str:
    """Write the comment of this CI job's merge request, and return where it is: "pull request 7 of acme/shop".

    Where to and with which token is in the environment, as `docs/ci.md` says. Raises CommentError.
    """
    thread = _thread()
    body = f"{MARKER}\n{markdown}"
    waited = 0.0
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            _write(thread, body)
            break
        # Once more from the start: a comment that was written although its answer was lost is then found.
        except Passing as error:
            wait = _BACKOFF * 2**attempt if error.wait is None else error.wait
            waited += wait
            if attempt == _ATTEMPTS or waited > _PATIENCE:
                raise
            time.sleep(wait)
    return thread.name


def _thread() -> Thread:
    if os.environ.get("GITLAB_CI"):
        from stackgrade.comments import gitlab

        return gitlab.merge_request()
    if os.environ.get("GITHUB_ACTIONS"):
        from stackgrade.comments import github

        return github.pull_request()
    raise CommentError("there is nothing to comment on outside of GitLab CI and GitHub Actions")


def _write(thread: Thread, body: str) -> None:
    for comment in thread.ours():
        # A server may store a text without the white space around it.
        if comment.body.strip() == body.strip():
            return
        try:
            thread.replace(comment, body)
            return
        except Refused:
            continue  # somebody else's, who took the marker over, or gone by now
    thread.add(body)

"""The merge request of a job of GitLab CI: https://docs.gitlab.com/api/notes/#merge-requests"""

from __future__ import annotations

import os

from stackgrade.comments.errors import CommentError
from stackgrade.comments.http import Api
from stackgrade.comments.thread import Thread

_ADVICE = {
    401: "GITLAB_TOKEN is not, or no longer, valid",
    403: "the token may not write comments: it needs the scope `api`, and the role Reporter or higher",
    404: "the token does not see this merge request: it needs the scope `api` and access to the project",
}


def merge_request() -> Thread:
    """Return where its comments are, which GitLab calls notes; raises CommentError.

    The variables: https://docs.gitlab.com/ci/variables/predefined_variables/. Of a fork, the pipeline may run in one
    project while the merge request is in the other.
    """
    number = os.environ.get("CI_MERGE_REQUEST_IID", "")
    project = os.environ.get("CI_MERGE_REQUEST_PROJECT_ID", "")
    url = os.environ.get("CI_API_V4_URL", "")
    if not number.isdecimal() or not project.isdecimal() or not url:
        raise CommentError("this pipeline is not that of a merge request, so there is nothing to comment on")
    token = os.environ.get("GITLAB_TOKEN", "").strip()
    if not token:
        raise CommentError(
            "there is no GITLAB_TOKEN: make a project access token with the scope `api` and the role Reporter, and "
            "give it as a masked variable; CI_JOB_TOKEN may not write comments"
        )
    notes = f"/projects/{project}/merge_requests/{number}/notes"
    return Thread(
        f"merge request {number} of project {project}",
        Api(url.rstrip("/"), token, {}, _ADVICE),
        comments=notes,
        comment=notes,
        method="PUT",
    )

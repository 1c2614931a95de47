"""One comment on a merge request, against a server that behaves as the forges document."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stackgrade import comments
from stackgrade.comments.errors import CommentError
from stackgrade.comments.thread import MARKER
from stackgrade.reports import markdown
from tests.comments import forge as forges
from tests.comments.forge import SOMEBODY, TOKEN, Answer, Forge
from tests.opa.servers import without_proxies


@pytest.fixture(params=["github", "gitlab"])
def forge(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Forge]:
    """A forge, and the environment of a job of its CI."""
    without_proxies(monkeypatch)
    for name in ("GITHUB_ACTIONS", "GITLAB_CI", "GITHUB_TOKEN", "GITLAB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    with forges.running(request.param) as forge:
        if forge.kind == "github":
            event = tmp_path / "event.json"
            event.write_text(json.dumps({"pull_request": {"number": 7}}), encoding="utf-8")
            variables = {
                "GITHUB_ACTIONS": "true",
                "GITHUB_API_URL": forge.url,
                "GITHUB_EVENT_PATH": str(event),
                "GITHUB_REPOSITORY": "acme/shop",
                "GITHUB_TOKEN": TOKEN,
            }
        else:
            variables = {
                "GITLAB_CI": "true",
                "CI_API_V4_URL": forge.url,
                "CI_PROJECT_ID": "43",  # of a fork
                "CI_MERGE_REQUEST_PROJECT_ID": "42",
                "CI_MERGE_REQUEST_IID": "7",
                "CI_JOB_TOKEN": "job",
                "GITLAB_TOKEN": TOKEN,
            }
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        yield forge


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


class TestOneComment:
    def test_the_first_push_writes_it(self, forge: Forge) -> None:
        where = comments.post("grade A\n")
        assert forge.bodies == [f"{MARKER}\ngrade A\n"]
        assert where in ("pull request 7 of acme/shop", "merge request 7 of project 42")

    def test_later_pushes_write_it_anew(self, forge: Forge) -> None:
        forge.add("please have a look", SOMEBODY)
        for grade in "ABC":
            comments.post(f"grade {grade}")
        assert forge.bodies == ["please have a look", f"{MARKER}\ngrade C"]

    def test_nothing_is_written_when_nothing_changed(self, forge: Forge) -> None:
        comments.post("grade A\n")
        comments.post("grade A")
        assert forge.asked == ["GET", "POST", "GET"]

    def test_it_is_found_on_a_later_page(self, forge: Forge) -> None:
        forge.add(f"{MARKER}\nold")
        for i in range(250):
            forge.add(f"comment {i}", SOMEBODY)
        forge.comments.insert(120, forge.comments.pop(0))
        comments.post("new")
        assert [body for body in forge.bodies if MARKER in body] == [f"{MARKER}\nnew"]
        assert len(forge.comments) == 251

    def test_somebody_who_quotes_it_is_left_alone(self, forge: Forge) -> None:
        forge.add(f"> {MARKER}\n> grade F\n\nreally?", SOMEBODY)
        forge.add(f"{MARKER}\nI took the marker over", SOMEBODY)
        comments.post("grade A")
        comments.post("grade B")
        assert forge.bodies[1:] == [f"{MARKER}\nI took the marker over", f"{MARKER}\ngrade B"]

    def test_a_longest_summary_fits(self, forge: Forge) -> None:
        comments.post("x" * markdown.LIMIT)
        assert len(forge.comments) == 1


class TestPassingFaults:
    @pytest.mark.parametrize(
        "answer",
        [
            Answer(502, b"<html>bad gateway</html>"),
            Answer(0),
            Answer(200, b'[{"id": 1'),
            Answer(500, {"message": "oops"}),
        ],
    )
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_are_tried_again(self, forge: Forge, waits: list[float], method: str, answer: Answer) -> None:
        forge.answers[method] = [answer]
        comments.post("grade A")
        assert forge.bodies == [f"{MARKER}\ngrade A"]
        assert waits == [2.0]

    @pytest.mark.parametrize("status", [0, 504])
    def test_a_comment_whose_answer_was_lost_is_not_written_twice(
        self, forge: Forge, waits: list[float], status: int
    ) -> None:
        forge.answers["POST"] = [Answer(status, done=True)]
        comments.post("grade A")
        assert len(forge.comments) == 1

    def test_but_not_for_ever(self, forge: Forge, waits: list[float]) -> None:
        forge.answers["GET"] = [Answer(503)] * 9
        with pytest.raises(CommentError, match="answered 503"):
            comments.post("grade A")
        assert waits == [2.0, 4.0]

    def test_a_server_that_is_gone(self, forge: Forge, waits: list[float]) -> None:
        forge.shutdown()
        forge.server_close()
        with pytest.raises(CommentError, match=f"{forge.url} cannot be reached: .*refused"):
            comments.post("grade A")


class TestLimits:
    @pytest.mark.parametrize("status", [403, 429])
    def test_the_wait_is_what_the_server_asks(self, forge: Forge, waits: list[float], status: int) -> None:
        forge.answers["GET"] = [Answer(status, {"message": "slow down"}, {"Retry-After": "7"})]
        comments.post("grade A")
        assert waits == [7.0]
        assert len(forge.comments) == 1

    @pytest.mark.parametrize("prefix", ["X-RateLimit", "RateLimit"])
    def test_until_the_limit_is_reset(self, forge: Forge, waits: list[float], prefix: str) -> None:
        reset = str(int(time.time()) + 30)
        headers = {f"{prefix}-Remaining": "0", f"{prefix}-Reset": reset}
        forge.answers["GET"] = [Answer(429, {"message": "limit"}, headers)]
        comments.post("grade A")
        assert 0 < waits[0] <= 30

    def test_a_second_limit_does_not_say_how_long(self, forge: Forge, waits: list[float]) -> None:
        later = {"X-RateLimit-Remaining": "900", "X-RateLimit-Reset": str(int(time.time()) + 3000)}
        said = {"message": "You have exceeded a secondary rate limit."}
        forge.answers["GET"] = [Answer(403, said, later)]
        comments.post("grade A")
        assert waits == [60.0]

    def test_a_job_does_not_wait_for_an_hour(self, forge: Forge, waits: list[float]) -> None:
        forge.answers["GET"] = [Answer(429, {}, {"Retry-After": "3000"})]
        with pytest.raises(CommentError, match="may be asked again in 3000 seconds"):
            comments.post("grade A")
        assert waits == []


class TestRefusals:
    @pytest.mark.parametrize(
        ("status", "said"),
        [
            (401, "is not, or no longer, valid"),
            (403, "may not write comments"),
            (404, "does not see this"),
            (422, r"answered 422 \(no, ........ is wrong\)"),
        ],
    )
    def test_say_what_to_do_and_hold_no_token(self, forge: Forge, status: int, said: str) -> None:
        forge.answers["POST"] = [Answer(status, {"message": f"no, {TOKEN} is wrong"})]
        with pytest.raises(CommentError, match=said.replace("........", r"\*{8}")) as error:
            comments.post("grade A")
        assert TOKEN not in str(error.value) + repr(error.value.__context__) + repr(error.value.__cause__)
        assert forge.asked == ["GET", "POST"]

    def test_a_token_is_not_sent_elsewhere(self, forge: Forge) -> None:
        with forges.running(forge.kind) as elsewhere:
            forge.answers["GET"] = [Answer(301, {}, {"Location": f"{elsewhere.url}/x"})]
            with pytest.raises(CommentError, match="answered 301"):
                comments.post("grade A")
            assert elsewhere.asked == []

    def test_an_answer_of_another_kind(self, forge: Forge) -> None:
        forge.answers["GET"] = [Answer(200, {"comments": []})]
        with pytest.raises(CommentError, match="something else than a list"):
            comments.post("grade A")

    def test_without_a_token(self, forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("GITLAB_TOKEN", raising=False)
        monkeypatch.delenv("GITHUB_TOKEN", raising=False)
        with pytest.raises(CommentError, match=r"there is no GIT(LAB|HUB)_TOKEN"):
            comments.post("grade A")
        assert forge.asked == []

    def test_a_token_that_is_none(self, forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(f"{forge.kind.upper()}_TOKEN", "two\nlines")
        with pytest.raises(CommentError, match="characters that no token has"):
            comments.post("grade A")


class TestWhere:
    def test_a_run_that_is_about_no_merge_request(
        self, forge: Forge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("CI_MERGE_REQUEST_IID", raising=False)
        monkeypatch.setenv("GITHUB_EVENT_PATH", "missing.json")
        with pytest.raises(CommentError, match="nothing to comment on"):
            comments.post("grade A")

    def test_outside_of_ci(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
        monkeypatch.delenv("GITLAB_CI", raising=False)
        with pytest.raises(CommentError, match="outside of GitLab CI and GitHub Actions"):
            comments.post("grade A")

    @pytest.mark.parametrize("forge", ["github"], indirect=True)
    @pytest.mark.parametrize(
        ("event", "is_one"),
        [
            ({"issue": {"number": 7, "pull_request": {}}}, True),  # a comment on a pull request
            ({"issue": {"number": 7}}, False),
            ({"pull_request": None}, False),
            ([], False),
        ],
    )
    def test_events(
        self, forge: Forge, event: object, is_one: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "event.json").write_text(json.dumps(event), encoding="utf-8")
        if is_one:
            comments.post("grade A")
            assert len(forge.comments) == 1
        else:
            with pytest.raises(CommentError, match="nothing to comment on"):
                comments.post("grade A")

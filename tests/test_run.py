"""A run: what is graded, what is not, and that neither depends on the number of processes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from adapters import loading
from adapters.discovery import Source
from adapters.errors import InputError
from adapters.model import Document, Options
from stackgrade import profiles, ruleset, run
from stackgrade.engines import Engine, Verdict
from stackgrade.errors import EngineError
from stackgrade.reports import Problem
from stackgrade.run import Settings
from tests.fakes import fail, install, passed, rule, rules, unknown

RULES = rules(rule("FC_RDS_001"), rule("FC_RDS_002", "low"))
TEMPLATE = """\
Parameters:
  Size:
    Type: Number
    Default: 20
Resources:
  Db:
    Type: AWS::RDS::DBInstance
    Properties:
      AllocatedStorage: !Ref Size
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def judge(document: Mapping[str, Any]) -> list[Verdict]:
    return [fail("FC_RDS_001"), unknown("FC_RDS_002"), passed("FC_RDS_002", "Other")]


def test_every_stack_is_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    report = run.grade(["."], install(monkeypatch, RULES, judge))
    assert [stack.path for stack in report.stacks] == ["a.yaml", "b.yaml", "c.yaml"]
    assert report.problems == ()
    stack = report.stacks[0]
    assert (stack.format, stack.resources, stack.parameters) == ("cloudformation", 1, frozenset({"Size"}))
    assert (stack.counts.fail["high"], stack.counts.passed, stack.counts.unknown) == (1, 1, 1)
    assert stack.grade.score == 17.98  # 89.9 % of what a high failure of five leaves
    assert (report.counts.failed, report.grade) == (3, stack.grade)


def test_the_profile_goes_to_the_engine_and_into_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    install(monkeypatch, RULES, lambda document: seen.append(document["profile"]) or [])  # type: ignore[func-returns-value]
    profile = profiles.built_in("test")
    report = run.grade(["a.yaml"], Settings(profile, frozenset(RULES)))
    assert seen == [profile.data()]
    assert report.profile == profile.data()


def test_only_the_chosen_rules_count(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = install(monkeypatch, RULES, judge)
    report = run.grade(["a.yaml"], Settings(settings.profile, frozenset({"FC_RDS_002"})))
    assert [finding.rule_id for finding in report.stacks[0].findings] == ["FC_RDS_002"]
    assert report.stacks[0].grade.score == 100


def test_parameters_reach_the_template(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def note(document: Mapping[str, Any]) -> list[Verdict]:
        sizes.append(document["resources"]["Db"]["properties"]["AllocatedStorage"])
        return []

    settings = install(monkeypatch, RULES, note)
    run.grade(["a.yaml"], Settings(settings.profile, settings.rules, Options({"Size": "50"})))
    assert sizes == [50]


def test_what_cannot_be_read_does_not_hide_the_rest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "b.yaml").write_text(TEMPLATE + "  broken: [\n", encoding="utf-8")
    report = run.grade([".", "missing.yaml"], install(monkeypatch, RULES, judge))
    assert [stack.path for stack in report.stacks] == ["a.yaml", "c.yaml"]
    assert [problem.path for problem in report.problems] == ["missing.yaml", "b.yaml"]
    assert report.problems[1].line is not None


def test_nothing_found_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "empty").mkdir()
    report = run.grade(["empty"], install(monkeypatch, RULES, judge))
    (problem,) = report.problems
    assert (problem.path, problem.is_warning) == ("empty", False)
    assert problem.message.startswith("no templates found")


def test_a_named_file_that_is_no_template_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "notes.yaml").write_text("remember: this\n", encoding="utf-8")
    settings = install(monkeypatch, RULES, judge)
    assert [problem.path for problem in run.grade(["notes.yaml"], settings).problems] == ["notes.yaml"]
    assert run.grade(["."], settings).problems == ()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (EngineError("a rule raised"), "not graded: a rule raised"),
        (KeyError("type"), "internal error: KeyError: 'type' (STACKGRADE_DEBUG=1 shows where)"),
        (RecursionError(), "internal error: RecursionError (STACKGRADE_DEBUG=1 shows where)"),
    ],
)
def test_a_fault_while_judging_costs_one_stack(
    monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    def raise_for_b(document: Mapping[str, Any]) -> list[Verdict]:
        if document["path"] == "b.yaml":
            raise error
        return judge(document)

    report = run.grade(["."], install(monkeypatch, RULES, raise_for_b))
    assert [stack.path for stack in report.stacks] == ["a.yaml", "c.yaml"]
    assert report.problems == (Problem("b.yaml", message),)


def test_a_fault_while_loading_costs_one_source(monkeypatch: pytest.MonkeyPatch) -> None:
    real = loading.load

    def load(source: Source, options: Options) -> list[Document]:
        if source.path == "a.yaml":
            raise ZeroDivisionError("by zero\nand more")
        return [] if source.path == "b.yaml" else real(source, options)

    settings = install(monkeypatch, RULES, judge)
    monkeypatch.setattr(loading, "load", load)
    report = run.grade(["."], settings)
    assert [stack.path for stack in report.stacks] == ["c.yaml"]
    assert [problem.message for problem in report.problems] == [
        "internal error: ZeroDivisionError: by zero (STACKGRADE_DEBUG=1 shows where)",
        "holds no stack",
    ]


def test_the_traceback_is_printed_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def trip(document: Mapping[str, Any]) -> list[Verdict]:
        raise KeyError("type")

    monkeypatch.setenv("STACKGRADE_DEBUG", "1")
    report = run.grade(["a.yaml"], install(monkeypatch, RULES, trip))
    assert report.problems[0].message == "internal error: KeyError: 'type'"
    assert "in trip" in capsys.readouterr().err


def test_faults_of_a_document_are_errors_and_it_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    real = loading.load

    def load(source: Source, options: Options) -> list[Document]:
        (document,) = real(source, options)
        return [Document(document.data, errors=(InputError("values.json", "is not JSON", 3),))]

    settings = install(monkeypatch, RULES, judge)
    monkeypatch.setattr(loading, "load", load)
    report = run.grade(["."], settings)
    assert len(report.stacks) == 3
    assert [str(problem) for problem in report.problems] == ["values.json:3: is not JSON"]


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    run.grade(
        ["."], install(monkeypatch, RULES, judge), progress=lambda done, total: told.append((done, total))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_an_engine_that_does_not_start_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = install(monkeypatch, RULES, judge)

    def refuse(name: str) -> Engine:
        raise EngineError("no ruleset")

    monkeypatch.setattr(run, "_engine", refuse)
    for jobs in (1, 2):
        with pytest.raises(EngineError, match="no ruleset"):
            run.grade(["."], settings, jobs=jobs)


def test_processes_give_the_same_report(folder: Path) -> None:
    (folder / "b.yaml").write_text(TEMPLATE + "  broken: [\n", encoding="utf-8")
    settings = Settings(profiles.built_in("production"), frozenset(ruleset.load().rules))
    told: list[int] = []
    report = run.grade(["."], settings, jobs=3, progress=lambda done, total: told.append(done))
    assert report == run.grade(["."], settings, jobs=1)
    assert len(report.stacks) == 2
    assert len(report.problems) == 1
    assert told == [1, 2, 3]


def _die(source: Source) -> run.Graded:
    os._exit(1)


def test_a_worker_that_dies_is_an_error_for_its_stacks(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = install(monkeypatch, RULES, judge)
    monkeypatch.setattr(run, "_judge_in_worker", _die)
    report = run.grade(["."], settings, jobs=2)
    assert report.stacks == ()
    assert [problem.path for problem in report.problems] == ["a.yaml", "b.yaml", "c.yaml"]
    assert "died" in report.problems[0].message

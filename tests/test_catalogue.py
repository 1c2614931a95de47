"""The failure catalogue holds every section of the reviews, and says for each failure what detects it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from stackgrade import catalogue, profiles, ruleset
from stackgrade.catalogue import Coverage, Failure, Row
from stackgrade.errors import EngineError

PROJECT = Path(__file__).parents[1]
FILES = sorted((PROJECT / "policies" / "catalogue").glob("*.yaml"))
OUTLINE = PROJECT / "tests" / "data" / "seed_outline.yaml"

# Each is a failure where the other is the cure, so that no stack may be told both.
CONTRADICTIONS = (
    ("F-000-07.2", "F-003-01"),
    ("F-001-05.1", "E-excess_nat_gateways"),
    ("E-rds_not_multi_az", "F-000-14.1"),
    ("E-missing_deletion_policy", "F-003-02"),
    ("E-missing_deletion_policy", "E-retain_policy_blocks_teardown"),
    ("E-missing_deletion_policy", "E-missing_delete_policy_for_teardown"),
    ("F-003-03", "E-missing_delete_policy_for_teardown"),
    ("E-missing_explicit_resource_names", "E-explicit_physical_name_conflict"),
    ("E-lambda_reserved_concurrency_missing", "E-lambda_reserved_concurrency_set"),
    ("E-missing_remote_backend", "E-remote_backend_blocks_deploy"),
    ("E-alb_no_https", "E-acm_certificate_not_validated"),
)

ENTRY = {
    "id": "F-000-01",
    "title": "Title",
    "category": "network",
    "severity": "high",
    "stated": "HIGH",
    "source": {"document": "000", "section": "Heading"},
    "why": "Why.",
    "fix": "Fix.",
    "decided_by": {"destroyable": True},
}


@pytest.fixture(scope="module")
def failures() -> dict[str, Failure]:
    return catalogue.load()


@pytest.fixture(scope="module")
def rules() -> dict[str, list[str]]:
    """The failures that each rule names, by the rule's id."""
    named = {}
    for path in (PROJECT / "policies" / "rules").rglob("*.rego"):
        comment = re.match(r"# METADATA\n((?:#.*\n)+)package ", path.read_text(encoding="utf-8"))
        if comment:
            custom = yaml.safe_load(re.sub(r"^# ?", "", comment[1], flags=re.MULTILINE))["custom"]
            named[custom["id"]] = custom["failures"]
    assert named
    return named


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of another catalogue, which `load` reads instead."""
    monkeypatch.setattr("importlib.resources.files", lambda package: tmp_path)
    (tmp_path / "catalogue").mkdir()
    return tmp_path / "catalogue"


def entries(content: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for entry in content:
        yield entry
        yield from entries(entry.get("parts", []))


def test_the_catalogue_has_every_section_of_every_review_and_no_other(failures: dict[str, Failure]) -> None:
    outline = {
        f"F-{document}-{section}": (document, heading)
        for document, sections in yaml.safe_load(OUTLINE.read_text(encoding="utf-8")).items()
        for section, heading in sections.items()
    }
    assert outline == {
        failure.id: (failure.source.document, failure.source.section)
        for failure in failures.values()
        if failure.id.startswith("F-") and "." not in failure.id
    }


def test_parts_are_listed_by_what_they_are_parts_of(failures: dict[str, Failure]) -> None:
    below = [part for failure in failures.values() for part in failure.parts]
    assert len(below) == len(set(below))
    assert set(below) == {
        failure_id for failure_id in failures if re.fullmatch(r".*(\d[a-z]|\.\d+)", failure_id)
    }


def test_parts_come_from_the_review_of_what_they_are_parts_of(failures: dict[str, Failure]) -> None:
    for failure in failures.values():
        for part in failure.parts:
            assert failures[part].source.document == failure.source.document


def test_ids_and_titles_are_unique() -> None:
    listed = [
        (entry["id"], entry["title"])
        for file in FILES
        for entry in entries(yaml.safe_load(file.read_text(encoding="utf-8")))
    ]
    assert len(listed) == len({failure_id for failure_id, _ in listed}) == len({title for _, title in listed})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_holds_the_failures_of_one_source(file: Path) -> None:
    prefix = "E-" if file.stem == "evidence" else f"F-{file.stem}-"
    for entry in entries(yaml.safe_load(file.read_text(encoding="utf-8"))):
        assert entry["id"].startswith(prefix)


def test_frequent_failures_are_in_three_reviews_or_more(failures: dict[str, Failure]) -> None:
    documents = [failure.source.documents for failure in failures.values() if failure.id.startswith("E-")]
    assert all(number is not None and number >= 3 for number in documents)


@pytest.mark.parametrize("name", profiles.names())
@pytest.mark.parametrize("pair", CONTRADICTIONS, ids=" ".join)
def test_no_profile_asks_for_both_of_a_contradiction(
    failures: dict[str, Failure], pair: tuple[str, str], name: str
) -> None:
    profile = profiles.built_in(name)
    assert not all(profile.wants(failures[failure_id].decided_by) for failure_id in pair)


def test_every_failure_that_a_rule_names_can_be_detected(
    failures: dict[str, Failure], rules: dict[str, list[str]]
) -> None:
    for rule_id, named in rules.items():
        assert named, rule_id
        for failure_id in named:
            assert failure_id in failures, rule_id
            assert failures[failure_id].not_static is None, rule_id


def test_every_failure_of_the_reviews_is_detected_or_says_why_not(failures: dict[str, Failure]) -> None:
    named = {rule.id: list(rule.failures) for rule in ruleset.load().rules.values()}
    covered = catalogue.coverage(failures, named)
    assert [
        one for one in failures if one.startswith("F-") and covered[one].status in ("open", "partly")
    ] == []


def test_rows_are_sorted_and_answer_for_every_failure(
    failures: dict[str, Failure], rules: dict[str, list[str]]
) -> None:
    rows = catalogue.rows(failures, catalogue.coverage(failures, rules))
    assert [row.id for row in rows] == [
        *sorted(failure_id for failure_id in failures if failure_id.startswith("F-")),
        *sorted(failure_id for failure_id in failures if failure_id.startswith("E-")),
    ]
    assert all(row.title and row.severity and row.detected_by for row in rows)


def test_a_part_has_what_it_does_not_say_from_above(folder: Path) -> None:
    part = {"id": "F-000-01.1", "title": "Part", "severity": "low", "not_static": "Nobody sees it."}
    other = {"id": "F-000-01.2", "title": "Other"}
    write(folder, [{**ENTRY, "parts": [part, other]}])
    whole, first, second = catalogue.load().values()
    assert whole.parts == (first.id, second.id)
    assert (first.severity, first.not_static, second.not_static) == ("low", "Nobody sees it.", None)
    for failure in (first, second):
        assert (failure.stated, failure.why, failure.source) == ("HIGH", "Why.", whole.source)
        assert failure.decided_by == {"destroyable": True}
        assert failure.parts == ()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("text", "'text' is no entry"),
        ({**ENTRY, "id": "F-1"}, "F-1: this is no id here"),
        ({**ENTRY, "why": " "}, "F-000-01: why has to be text"),
        ({**ENTRY, "stated": 1}, "stated has to be text"),
        ({**ENTRY, "not_static": None}, "not_static has to be text"),
        ({**ENTRY, "severity": "severe"}, "unknown category or severity: network, severe"),
        ({**ENTRY, "category": "nets"}, "unknown category or severity: nets, high"),
        ({**ENTRY, "wy": "Why."}, "unknown member wy"),
        ({**ENTRY, "source": {"documents": 3}}, "the source has to be"),
        ({**ENTRY, "source": {"page": 3}}, "page"),
        ({**ENTRY, "id": "E-x"}, "the source has to be"),
        ({**ENTRY, "decided_by": {"region": "eu-west-1"}}, "region is nothing that decides"),
        ({**ENTRY, "decided_by": {"environment": "prod"}}, "environment cannot be 'prod'"),
        ({**ENTRY, "decided_by": "destroyable"}, "F-000-01"),
        ({**ENTRY, "parts": [{"title": "Part"}]}, "F-000-01: 'id'"),
        ({**ENTRY, "parts": ["part"]}, "F-000-01"),
        ({**ENTRY, "parts": [{"id": "F-000-02.1", "title": "Part"}]}, "F-000-02.1: this is no id here"),
        (
            {**ENTRY, "not_static": "Unseen.", "parts": [{"id": "F-000-01.1", "title": "Part"}]},
            "not_static belongs to some parts",
        ),
        (
            {**ENTRY, "parts": [{"id": "F-000-01.1", "title": "Part", "not_static": "Unseen."}]},
            "not_static belongs to some parts",
        ),
    ],
)
def test_a_damaged_entry_is_refused(folder: Path, entry: object, message: str) -> None:
    write(folder, [entry])
    with pytest.raises(EngineError, match=re.escape(message)):
        catalogue.load()


def test_an_id_that_stands_twice_is_refused(folder: Path) -> None:
    write(folder, [ENTRY, ENTRY])
    with pytest.raises(EngineError, match="F-000-01 stands here twice"):
        catalogue.load()


@pytest.mark.parametrize("content", ["", "3", "- [", "a: b"])
def test_a_file_that_is_no_list_of_entries_is_refused(folder: Path, content: str) -> None:
    (folder / "000.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(EngineError, match="the failure catalogue cannot be read"):
        catalogue.load()


def test_a_catalogue_that_is_not_there_is_an_error(folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(EngineError, match="the failure catalogue cannot be read"):
        catalogue.load()


@pytest.fixture
def small(folder: Path) -> dict[str, Failure]:
    """A failure with three parts, one of which no check can see, and one that has none."""
    write(
        folder,
        [
            {
                **ENTRY,
                "parts": [
                    {"id": "F-000-01.1", "title": "One"},
                    {"id": "F-000-01.2", "title": "Two"},
                    {"id": "F-000-01.3", "title": "Three", "not_static": "Nobody sees it."},
                ],
            },
            {**ENTRY, "id": "E-other", "title": "Other", "source": {"documents": 3}},
        ],
    )
    return catalogue.load()


def test_nothing_is_detected_without_rules(small: dict[str, Failure]) -> None:
    covered = catalogue.coverage(small, {})
    assert {failure_id: coverage.status for failure_id, coverage in covered.items()} == {
        "F-000-01": "open",
        "F-000-01.1": "open",
        "F-000-01.2": "open",
        "F-000-01.3": "not static",
        "E-other": "open",
    }


def test_a_failure_is_detected_with_all_parts_that_can_be_seen(small: dict[str, Failure]) -> None:
    covered = catalogue.coverage(small, {"B": ["F-000-01.1"], "A": ["F-000-01.2", "E-other"]})
    assert covered["F-000-01.1"] == Coverage("detected", ("B",))
    assert covered["F-000-01"] == Coverage("detected", ("A", "B"))


@pytest.mark.parametrize("named", ["F-000-01", "F-000-01.1"])
def test_a_failure_is_detected_partly_while_a_part_is_open(small: dict[str, Failure], named: str) -> None:
    covered = catalogue.coverage(small, {"A": [named]})
    assert covered["F-000-01"] == Coverage("partly", ("A",))
    assert covered["F-000-01.2"] == Coverage("open", ())


@pytest.mark.parametrize(
    ("named", "message"),
    [("F-009-01", "A: F-009-01 is not in"), ("F-000-01.3", "A: the failure catalogue says that no check")],
)
def test_a_rule_that_names_a_wrong_failure_is_refused(
    small: dict[str, Failure], named: str, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        catalogue.coverage(small, {"A": [named]})


def test_rows_say_what_detects_a_failure_or_why_nothing_does(small: dict[str, Failure]) -> None:
    covered = catalogue.coverage(small, {"B": ["F-000-01.1"], "A": ["F-000-01.1"]})
    assert catalogue.rows(small, covered) == [
        Row("F-000-01", "Title", "high", "partly: A, B"),
        Row("F-000-01.1", "One", "high", "A, B"),
        Row("F-000-01.2", "Two", "high", "open"),
        Row("F-000-01.3", "Three", "high", "not static: Nobody sees it."),
        Row("E-other", "Other", "high", "open"),
    ]


def write(folder: Path, content: list[Any]) -> None:
    (folder / "000.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")

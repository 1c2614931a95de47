"""The grade as a function of the verdicts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stackgrade.engines import Verdict
from stackgrade.grading import CEILINGS, GRADES, Grade, average, grade
from tests.fakes import fail, passed, rule, rules, unknown

RULES = rules(
    rule("FC_A_001", "critical"),
    rule("FC_A_002", "high"),
    rule("FC_A_003", "medium"),
    rule("FC_A_004", "low"),
)


@st.composite
def stacks(draw: st.DrawFn) -> list[Verdict]:
    """Verdicts of some rules on some subjects."""
    make = st.sampled_from([fail, passed, unknown])
    subjects = st.dictionaries(st.tuples(st.sampled_from(sorted(RULES)), st.sampled_from("abcde")), make)
    return [kind(*subject) for subject, kind in draw(subjects).items()]


def test_nothing_judged_is_not_excellent() -> None:
    assert grade([], RULES) == Grade(None, None)
    assert grade([unknown("FC_A_001")], RULES) == Grade(None, None)


def test_everything_passed() -> None:
    assert grade([passed("FC_A_001"), passed("FC_A_004")], RULES) == Grade("A", 100.0)


def test_a_rule_loses_the_share_of_its_subjects_that_fail() -> None:
    verdicts = [fail("FC_A_003", "a"), *(passed("FC_A_003", address) for address in "bcd")]
    assert grade(verdicts, RULES) == Grade("C", 75.0)


def test_unknown_subjects_are_left_out() -> None:
    verdicts = [fail("FC_A_003", "a"), passed("FC_A_003", "b"), unknown("FC_A_003", "c")]
    assert grade(verdicts, RULES).score == 50.0


def test_several_findings_on_a_subject_count_once() -> None:
    once = [fail("FC_A_002", "a"), passed("FC_A_002", "b")]
    assert grade([*once, fail("FC_A_002", "a", message="and more")], RULES) == grade(once, RULES)


def test_rules_weigh_by_severity() -> None:
    score = grade([fail("FC_A_004"), passed("FC_A_002")], RULES).score
    assert score == 80.0


@pytest.mark.parametrize(("rule_id", "letter"), [("FC_A_001", "D"), ("FC_A_002", "B"), ("FC_A_003", "A")])
def test_the_worst_failure_bounds_the_grade(rule_id: str, letter: str) -> None:
    many = [passed(rule_id, str(i)) for i in range(1000)]
    bounded = grade([*many, fail(rule_id, "x")], RULES)
    worse = grade([*many, fail(rule_id, "x"), fail("FC_A_004")], RULES)
    assert bounded.letter == letter
    assert bounded.score is not None
    assert worse.score is not None
    assert worse.score < bounded.score


def test_the_ceilings_are_the_best_of_their_grades() -> None:
    least = dict(GRADES)
    assert least["D"] <= CEILINGS["critical"] < least["C"]
    assert least["B"] <= CEILINGS["high"] < least["A"]


@given(stacks())
def test_score_and_letter_are_in_range(verdicts: list[Verdict]) -> None:
    letter, score = grade(verdicts, RULES)
    if score is None:
        assert letter is None
    else:
        assert 0 <= score <= 100
        assert letter == next(name for name, least in GRADES if score >= least)


@given(stacks())
def test_a_bigger_stack_is_not_worse_for_being_bigger(verdicts: list[Verdict]) -> None:
    twice = [Verdict(one.rule_id, f"{one.address}2", one.type, one.status) for one in verdicts]
    assert grade([*verdicts, *twice], RULES) == grade(verdicts, RULES)


@given(stacks())
def test_fixing_never_lowers_the_score(verdicts: list[Verdict]) -> None:
    before = grade(verdicts, RULES).score
    for i, verdict in enumerate(verdicts):
        if verdict.status == "fail":
            fixed = [*verdicts[:i], passed(verdict.rule_id, verdict.address), *verdicts[i + 1 :]]
            after = grade(fixed, RULES).score
            assert before is not None
            assert after is not None
            assert after >= before


@given(stacks())
def test_order_does_not_matter(verdicts: list[Verdict]) -> None:
    assert grade(reversed(verdicts), RULES) == grade(verdicts, RULES)


def test_several_stacks_have_the_mean() -> None:
    assert average([Grade("A", 100.0), Grade("D", 60.0), Grade(None, None)]) == Grade("B", 80.0)
    assert average([Grade(None, None)]) == Grade(None, None)

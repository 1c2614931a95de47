"""The folder that Checkov is given: what Checkov would make of its files, and the index of rules in it."""

from __future__ import annotations

import ast
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from python_checks.stackgrade_door import rules
from stackgrade import profiles, ruleset, run
from stackgrade.run import Settings
from tests.checkov.cli import FOLDER
from tests.checkov.examples import write_examples

INDEX = {rule.id: rule for rule in rules.load()}
MODULES = sorted((FOLDER / "stackgrade_door").glob("*.py"))


def test_checkov_executes_one_module_and_takes_no_file_for_a_policy() -> None:
    """It executes what lies beside an `__init__.py`, and loads YAML and JSON from anywhere below."""
    packages = [path.parent for path in FOLDER.rglob("__init__.py")]
    assert packages == [FOLDER]
    assert {path.name for path in FOLDER.glob("*.py")} == {"__init__.py", "stackgrade_checks.py"}
    assert [path for path in FOLDER.rglob("*") if path.suffix in (".json", ".yaml", ".yml")] == []


@pytest.mark.parametrize("path", MODULES, ids=[path.stem for path in MODULES])
def test_nothing_is_needed_but_checkov_and_the_standard_library(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        else:
            continue
        assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names | {"checkov"}


def test_every_rule_is_there_with_its_page() -> None:
    assert INDEX.keys() == ruleset.load().rules.keys()
    for rule in INDEX.values():
        known = ruleset.load().rules[rule.id]
        assert (rule.title, rule.severity) == (known.title, known.severity)
        assert any(rule.types.values()) or rule.on_stack


def test_page_of_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = INDEX["FC_RDS_001"]
    assert rule.guideline.startswith("file://")
    assert rule.guideline.endswith("/docs/rules/FC_RDS_001.md")
    monkeypatch.setenv(rules.PAGES, "https://pages.example.com/rules/")
    assert rule.guideline == "https://pages.example.com/rules/FC_RDS_001.md"
    monkeypatch.delenv(rules.PAGES)
    monkeypatch.setattr(rules, "_pages", lambda: None)
    assert rule.guideline == rule.link


@pytest.mark.parametrize("language", ["cloudformation", "terraform"])
def test_checkov_asks_about_every_type_that_a_rule_judges(tmp_path: Path, language: str) -> None:
    """A verdict on any other would be lost; for the default profile, the reports themselves are compared."""
    judged = set()
    for profile in ("test", "startup", "pci-dss"):
        settings = Settings(profiles.built_in(profile), frozenset(INDEX), listed=True)
        report = run.grade([str(write_examples(tmp_path / profile, language, profile))], settings, jobs=1)
        judged |= {
            (rule_id, subject.type)
            for stack in report.stacks
            for subject in stack.judged
            for rule_id in subject.outcomes
            if subject.address
        }
    assert judged
    assert [(rule_id, kind) for rule_id, kind in sorted(judged) if not asked(rule_id, kind, language)] == []


def asked(rule_id: str, kind: str, language: str) -> bool:
    return any(fnmatchcase(kind, pattern) for pattern in INDEX[rule_id].types[language])

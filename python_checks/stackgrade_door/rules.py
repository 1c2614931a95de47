"""The rules as Checkov has to know them before anything is scanned; needs the standard library only."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# One rule a line; Checkov takes what ends in .json for a policy. `tools/build_checkov_rules.py` writes it.
INDEX = Path(__file__).with_name("rules.jsonl")
PAGES = "STACKGRADE_PAGES"
_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Rule:
    """`types` are the resource types that it may judge, by language; `*` is any. `on_stack`: it may judge the stack."""

    id: str
    title: str
    severity: str
    category: str
    types: Mapping[str, tuple[str, ...]]
    on_stack: bool
    link: str

    @property
    def guideline(self) -> str:
        """The rule's page: where STACKGRADE_PAGES says that they are, else on this machine, else what it links to."""
        base = os.environ.get(PAGES) or _pages()
        return f"{base.rstrip('/')}/{self.id}.md" if base else self.link


@cache
def load() -> tuple[Rule, ...]:
    """Return all rules, sorted by id."""
    lines = INDEX.read_text(encoding="utf-8").splitlines()
    return tuple(_rule(json.loads(line)) for line in lines)


@cache
def _pages() -> str | None:
    """Return where the pages lie: in this project, or below the prefix that it was installed into."""
    installed = (parent / "share" / "doc" / "stackgrade" / "rules" for parent in _HERE.parents)
    folders = (_HERE.parents[1] / "docs" / "rules", *installed)
    return next((folder.as_uri() for folder in folders if folder.is_dir()), None)


def _rule(content: dict[str, object]) -> Rule:
    return Rule(**content)  # type: ignore[arg-type]
